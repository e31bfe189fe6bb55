"""The categories of an estimate: what resources, reserves and state classes are called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from geodeposits.checks.hits import Mask, Row
from geodeposits.checks.kept import held_among, terms
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.vocab import CRIRSCO_CODES, Category

__all__ = [
    "CRIRSCO",
    "PROGNOSTIC",
    "RESERVES",
    "RESOURCES",
    "STATE",
    "categories_of",
    "having",
    "is_one_of",
    "named",
]

# CRIRSCO International Reporting Template, Figure 1: proved and probable reserves; measured,
# indicated and inferred resources; a reserve is never inferred.
RESERVES: Final = frozenset({Category.PROVED, Category.PROBABLE})
RESOURCES: Final = frozenset({Category.MEASURED, Category.INDICATED, Category.INFERRED})
# The Soviet classification of 1960 and 1981, still in use: A, B, C1 (explored) and C2 (evaluated)
# are reserves, P1 to P3 prognostic resources.
PROGNOSTIC: Final = frozenset({Category.GKZ_P1, Category.GKZ_P2, Category.GKZ_P3})
STATE: Final = PROGNOSTIC | {Category.GKZ_A, Category.GKZ_B, Category.GKZ_C1, Category.GKZ_C2}
CRIRSCO: Final = tuple(code.value for code in CRIRSCO_CODES)
"""Codes of the CRIRSCO family, as they stand in a table."""


def categories_of(text: object) -> frozenset[str]:
    """Return the categories that a cell lists."""
    given = text.split(LIST_SEPARATOR) if isinstance(text, str) else []
    return frozenset(word for word in given if word)


def having(table: pd.DataFrame, wanted: Iterable[str]) -> Mask:
    """Whether each row has one of the categories at least."""
    asked = frozenset(wanted)
    listed = terms(table, "categories").distinct
    return held_among(table, "categories", (text for text in listed if categories_of(text) & asked))


def is_one_of(table: pd.DataFrame, name: str, wanted: Iterable[str]) -> Mask:
    """Whether a column of each row holds one of the terms."""
    return held_among(table, name, (str(term) for term in wanted))


def named(row: Row, wanted: Iterable[str] | None = None) -> str:
    """Name the categories of a row in its order, those that are wanted only."""
    listed = [word for word in str(row.get("categories") or "").split(LIST_SEPARATOR) if word]
    words = [word for word in listed if wanted is None or word in wanted]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
