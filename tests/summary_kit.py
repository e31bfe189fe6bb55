"""Estimates and deposits for the tests of summaries, and one row out of a table."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.dataset.rows import figure_columns
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis
from tests.tables_kit import INFO


def deposit(deposit_id: str, **facts: Any) -> dict[str, Any]:
    country, _, name = deposit_id.partition("-")
    plain = {"id": deposit_id, "name": name.title(), "country": country.upper()}
    return {**plain, "type": "carbonatite-ree", **facts}


def estimate(
    deposit_id: str,
    *,
    ore: Any = None,
    grade: Any = None,
    contained: Any = None,
    basis: str = "REO",
    **facts: Any,
) -> dict[str, Any]:
    figures = [None if f is None else Quantity.parse(f) for f in (ore, grade, contained)]
    source = facts.get("source", "paper")
    defaults = {
        "claim": f"{deposit_id}/estimates/{source}",
        "level": "D",
        "kind": "compiled",
        "code": "none",
        "scope": "deposit",
        "date": "2020",
        "by": "compiler",
        "source": source,
    }
    spread = figure_columns(figures[0], figures[1], figures[2], Basis(basis))
    return {**defaults, "id": deposit_id, "basis": basis, **spread, **facts}


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
