"""Columns in, findings out: how a rule looks at a table and points at a row.

A column that a table lacks reads as one that is empty throughout, so that a rule has nothing to
say about it.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity

__all__ = [
    "Mask",
    "Row",
    "by_key",
    "complaint",
    "found_in_reading",
    "held_in",
    "hits",
    "numbers",
    "shown",
    "texts",
]

Row = dict[Hashable, Any]
Mask = NDArray[np.bool_]

_LONGEST = 60
_AT_ONCE = 10_000  # rows that are made dictionaries at once


def numbers(table: pd.DataFrame, name: str) -> NDArray[np.float64]:
    """Return a column as floats; NaN where there is no number."""
    if name not in table.columns:
        return np.full(len(table), np.nan)
    if table[name].dtype == np.float64:
        return table[name].to_numpy(copy=True)
    column = pd.to_numeric(table[name], errors="coerce")
    return column.to_numpy(dtype=np.float64, na_value=np.nan)


def texts(table: pd.DataFrame, name: str) -> pd.Series:
    """Return a column as texts; NaN where there is none."""
    if name not in table.columns:
        return pd.Series(np.nan, index=table.index, dtype="str")
    column: pd.Series = table[name]
    return column if column.dtype == "str" else column.astype("str")


def held_in(column: pd.Series, wanted: Collection[str]) -> Mask:
    """Whether each text of a column is one of the wanted; quick where either are many."""
    asked = frozenset(wanted)
    return np.array([text in asked for text in column.tolist()], dtype=np.bool_)


def by_key(table: pd.DataFrame, key: str, name: str) -> pd.Series:
    """Return a column as texts under the texts of another, the first row of each."""
    keys = texts(table, key)
    first = (keys.notna() & ~keys.duplicated()).to_numpy(dtype=bool)
    return pd.Series(texts(table, name)[first].to_numpy(), index=keys[first], dtype="str")


def hits(table: pd.DataFrame, mask: Mask) -> Iterator[Row]:
    """Yield the chosen rows as dictionaries; what is missing is None."""
    names, rows = list(table.columns), np.flatnonzero(mask)
    for start in range(0, len(rows), _AT_ONCE):
        chosen = table.take(rows[start : start + _AT_ONCE])
        columns = [_values(chosen[name]) for name in names]
        for values in zip(*columns, strict=True):
            yield dict(zip(names, values, strict=True))


def _values(column: pd.Series) -> list[Any]:
    """Return the values of a column; what is missing is None."""
    values = column.to_numpy(dtype=object)
    known: list[Any] = np.where(column.isna(), np.array(None, dtype=object), values).tolist()
    return known


def complaint(code: str, severity: Severity, row: Row, message: str, *, field: str = "") -> Finding:
    """Return a finding that points at a row: by its origin, its deposit and its claim."""
    return Finding(
        code=code,
        severity=severity,
        message=message,
        origin=row.get("origin") or "",
        deposit=row.get("id") or "",
        claim=row.get("claim") or row.get("key") or "",
        field=field,
    )


def found_in_reading(dataset: Dataset, code: str) -> Iterator[Finding]:
    """Yield what the reader found under a rule's code."""
    return (finding for finding in dataset.reading if finding.code == code)


def shown(value: object) -> str:
    """Quote a text for a message, cut short."""
    text = str(value)
    return repr(text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "...")
