"""Estimates and deposits for the tests of summaries, and one row out of a table."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodeposits.dataset import Dataset
from tests.rows_kit import INFO, deposit, estimate

__all__ = ["announced", "deposit", "estimate", "of", "row_of"]


def of(*estimates: dict[str, Any], deposits: list[dict[str, Any]] | None = None) -> Dataset:
    """Assemble a dataset; deposits are made from the estimates unless they are given."""
    ids = dict.fromkeys(row["id"] for row in estimates)
    rows = deposits if deposits is not None else [deposit(name) for name in ids]
    return Dataset.of_rows({"deposits": rows, "estimates": list(estimates)}, info=INFO)


def announced(deposit_id: str, **facts: Any) -> dict[str, Any]:
    own = {"level": "E", "kind": "announcement", "by": "authority", "source": "speech"}
    return estimate(deposit_id, **{**own, **facts})


def row_of(frame: pd.DataFrame, **wanted: Any) -> dict[str, Any]:
    for name, value in wanted.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1, frame
    return {str(name): value for name, value in frame.iloc[0].items()}
