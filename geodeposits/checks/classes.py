"""Rules on classifications outside the CRIRSCO family: state classes and UNFC (GD509, GD510)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.categories import (
    CRIRSCO,
    RESERVES,
    RESOURCES,
    STATE,
    having,
    is_one_of,
    named,
)
from geodeposits.checks.editions import begins
from geodeposits.checks.hits import Mask, Row, complaint, hits, shown, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import all_estimates, whole_estimates
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.vocab import Code

__all__ = ["state_classes_as_crirsco", "unfc_out_of_form"]

_BOTH: Final = ("estimates", "occurrence_estimates")
_INTERNATIONAL: Final = RESERVES | RESOURCES

# UNFC, update 2019 (ECE Energy Series 61): categories E1 to E3, F1 to F4 and G1 to G4 in this
# order, with sub-categories of one digit; two of G may be added, such as G1+G2. Codified without
# separators, or as "(E1; F2; G3)".
_SUB: Final = r"(?:\.[1-3](?:\.[1-3])?)?"
_JOINED: Final = r"[;,/]?\s*"
_UNFC: Final = re.compile(
    rf"\bE[1-3]{_SUB}{_JOINED}F[1-4]{_SUB}{_JOINED}G[1-4]{_SUB}(?:\s*\+\s*G?[1-4]{_SUB})*(?!\w|\.\w)"
)
_ATTEMPT: Final = re.compile(r"\b[EFG]\d[\w.+;,/ ]*?(?=$|[^\w.+;,/ ])")
_WORDS: Final = ("label", "stated", "zone", "edition", "note")


@rule("GD509", Severity.WARNING, needs=_BOTH)
def state_classes_as_crirsco(dataset: Dataset) -> Iterator[Finding]:
    """Find classes of the Soviet or Chinese systems and categories of CRIRSCO put for one another.

    Found are measured to inferred, proved or probable under GKZ, or under GB/T 17766 before its
    edition of 2020, which took these words over; A to P3 under a code of the CRIRSCO family; and
    both in one stated figure. An estimate with `derived = true` says that a compiler did the
    translation.

    Why
        C1 is mostly indicated and at times measured; P1 may be inferred or nothing. The bridge
        (GKZ and CRIRSCO, 2010) needs a competent person who looks at the deposit; a
        translation by table puts a signature under the figure that nobody gave.
    Bad
        code = "gkz", categories = ["measured"]
    Good
        code = "gkz", categories = ["B", "C1"]; or derived = true and derived_how beside it
    """
    table = all_estimates(dataset)
    state, international = having(table, STATE), having(table, _INTERNATIONAL)
    translated = international & (is_one_of(table, "code", [Code.GKZ]) | _old_chinese(table))
    dressed = state & is_one_of(table, "code", CRIRSCO)
    mixed = state & international & ~_true(table, "summed")
    wrong = (translated | dressed | mixed) & ~_true(table, "derived")
    told = set(texts(table, "claim")[wrong].dropna())
    repeated = texts(table, "part_of").isin(told).to_numpy(dtype=bool)
    for row in hits(table, wrong & ~repeated):
        yield complaint("GD509", Severity.WARNING, row, _translated(row), field="categories")


@rule("GD510", Severity.ERROR, needs=_BOTH)
def unfc_out_of_form(dataset: Dataset) -> Iterator[Finding]:
    """Find estimates under UNFC that name no class of the form E…F…G….

    The class stands among the words of the estimate: its label, zone, edition, note or what it
    states. E runs to 3, F and G to 4; sub-categories such as E3.2 and sums such as G1+G2 are fine.

    Why
        UNFC has no words for its classes: the three numbers, in this order, are the whole
        statement. Without them an estimate "under UNFC" says no more than one without a code.
    Bad
        code = "unfc", label = "F2E2G2" or "class 222"
    Good
        code = "unfc", label = "E2F2G2"
    """
    table = whole_estimates(dataset)
    for row in hits(table, is_one_of(table, "code", [Code.UNFC])):
        words = " | ".join(str(row[name]) for name in _WORDS if row.get(name))
        if _UNFC.search(words):
            continue
        tried = match[0].strip() if (match := _ATTEMPT.search(words)) else ""
        said = f"{shown(tried)} is no class of UNFC" if tried else "no class of UNFC is named"
        message = f"{said}: write E, F and G with their numbers in this order, such as E2F2G2"
        yield complaint("GD510", Severity.ERROR, row, message, field="code")


def _old_chinese(table: pd.DataFrame) -> Mask:
    """Whether a row is under GB/T 17766 and not known to be of its edition of 2020 or later."""
    chinese = is_one_of(table, "code", [Code.GB_T_17766])
    if not chinese.any():
        return chinese
    since = begins(Code.GB_T_17766, "2020")
    first = str(since)
    edition, when = texts(table, "edition").fillna(""), texts(table, "effective").fillna("")
    new = edition.str.contains("20[2-9]", regex=True) | ((edition == "") & (when >= first))
    return chinese & ~new.to_numpy(dtype=bool)


def _true(table: pd.DataFrame, name: str) -> Mask:
    """Whether a column of flags says yes, row by row."""
    if name not in table.columns:
        return np.zeros(len(table), dtype=bool)
    return table[name].astype("boolean").fillna(False).to_numpy(dtype=bool)


def _translated(row: Row) -> str:
    code, state = row["code"], named(row, STATE)
    if state and named(row, _INTERNATIONAL):
        return f"{named(row)} are categories of two systems in one figure: state them apart"
    if state:
        return f"{state} under {code}: these are classes of the state system, write its code"
    return (
        f"{named(row)} under {code}: write the classes that the report gives, "
        "or derived = true and how they were translated"
    )
