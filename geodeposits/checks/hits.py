"""Columns in, findings out: how a rule looks at a table and points at a row.

A column that a table lacks reads as one that is empty throughout, so that a rule has nothing to
say about it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity

__all__ = ["Mask", "Row", "complaint", "found_in_reading", "hits", "numbers", "shown", "texts"]

Row = dict[Hashable, Any]
Mask = NDArray[np.bool_]

_LONGEST = 60


def numbers(table: pd.DataFrame, name: str) -> NDArray[np.float64]:
    """Return a column as floats; NaN where there is no number."""
    if name not in table.columns:
        return np.full(len(table), np.nan)
    column = pd.to_numeric(table[name], errors="coerce")
    return column.to_numpy(dtype=np.float64, na_value=np.nan)


def texts(table: pd.DataFrame, name: str) -> pd.Series:
    """Return a column as texts; NaN where there is none."""
    if name not in table.columns:
        return pd.Series(np.nan, index=table.index, dtype="str")
    return table[name].astype("str")


def hits(table: pd.DataFrame, mask: Mask) -> Iterator[Row]:
    """Yield the chosen rows as dictionaries; what is missing is None."""
    if not mask.any():
        return
    chosen = table[mask].astype(object)
    yield from chosen.where(chosen.notna(), None).to_dict("records")


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
