"""What several rules ask of one table, worked out once and kept as long as the table lives.

Tables are views that rules do not change (`views`), so what follows from a column does not change
either. Arrays that are kept cannot be written to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple, TypeVar
from weakref import finalize

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.checks.hits import Mask, texts

__all__ = ["Terms", "held_among", "kept", "terms"]

_Made = TypeVar("_Made")
_KEPT: Final[dict[int, dict[str, Any]]] = {}
"""What is kept of each table, by its `id`, until the table goes."""


class Terms(NamedTuple):
    """A column of texts that recur: the number of each row's text, -1 for none, and the texts."""

    number: NDArray[np.intp]
    distinct: tuple[str, ...]


def kept(table: pd.DataFrame, name: str, make: Callable[[pd.DataFrame], _Made]) -> _Made:
    """Return what `make` makes of a table, made once under a name."""
    if id(table) not in _KEPT:
        _KEPT[id(table)] = {}
        finalize(table, _KEPT.pop, id(table), None)
    of_table = _KEPT[id(table)]
    if name not in of_table:
        of_table[name] = _closed(make(table))
    made: _Made = of_table[name]
    return made


def terms(table: pd.DataFrame, name: str) -> Terms:
    """Return a column by its distinct texts, for columns of few."""

    def make(rows: pd.DataFrame) -> Terms:
        number, distinct = pd.factorize(texts(rows, name).to_numpy(dtype=object))
        return Terms(_closed(number), tuple(distinct.tolist()))

    return kept(table, f"terms {name}", make)


def held_among(table: pd.DataFrame, name: str, wanted: Iterable[str]) -> Mask:
    """Whether each row of a column holds one of the wanted texts."""
    number, distinct = terms(table, name)
    asked = frozenset(wanted)
    of_text = np.array([*(text in asked for text in distinct), False], dtype=np.bool_)
    found: Mask = of_text[number]
    return found


def _closed(made: _Made) -> _Made:
    for each in made if isinstance(made, tuple) else (made,):
        if isinstance(each, np.ndarray):
            each.flags.writeable = False
    return made
