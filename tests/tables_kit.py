"""Small datasets for the tests of tables and ranks: deposits, figures, splits, parties, nations."""

from __future__ import annotations

from typing import Any

from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import quantity_columns
from geodeposits.elements import OXIDES
from geodeposits.quantity import Quantity
from tests import rows_kit
from tests.rows_kit import INFO


def deposit(key: str, **facts: Any) -> dict[str, Any]:
    """Return the row of a deposit of coal whose id is its country and name."""
    return rows_kit.deposit(key, **{"type": "coal", **facts})


def estimate(
    key: str,
    ore: str | None = None,
    grade: str | None = None,
    contained: str | None = None,
    *,
    basis: str = "TREO",
    **facts: Any,
) -> dict[str, Any]:
    """Return the row of an estimate by the operator; figures in Mt, % and kt."""
    figures = {"ore": ore, "grade": grade, "contained": contained, "basis": basis}
    return rows_kit.estimate(key, **figures, **{"kind": "resource", "by": "operator", **facts})


def split(key: str, source: str = "assay", **shares: str) -> dict[str, Any]:
    """Return the row of a split of the oxides: shares in % by formula."""
    row: dict[str, Any] = {"claim": f"{key}/oxides/{source}", "id": key, "source": source}
    row |= {"derived": False, "date": None}
    row |= {name: shares.pop(name) for name in ("date", "derived") if name in shares}
    for oxide in OXIDES:
        given = shares.pop(oxide, None)
        row |= quantity_columns(oxide, None if given is None else Quantity.parse(given))
    assert not shares
    return row


def step(key: str, party: str, stage: str | None, date: str, **facts: Any) -> dict[str, Any]:
    """Return the row of a step of a partner."""
    claim = f"{key}/partners/{party}-{date}"
    row = {"claim": claim, "id": key, "relation": "partner", "party": party, "stage": stage}
    return {**row, "date": date, "source": "paper", **facts}


def reserves(country: str | None, edition: int, text: str | None, **facts: Any) -> dict[str, Any]:
    """Return the row of a national reserve in t; "NA" is no figure."""
    figure = None if text in {None, "NA"} else Quantity.parse(text)
    where = (country or "world").lower()
    row = {"claim": f"national/mcs-{edition}/{where}", "country": country, "edition": edition}
    row |= {
        "measure": "reserves",
        "source": f"mcs-{edition}",
        "stated": text if not figure else None,
    }
    return {**row, **quantity_columns("reo_t", figure), **facts}


def dataset(**tables: list[dict[str, Any]]) -> Dataset:
    """Return a dataset of rows by table; sources that are cited are made up."""
    keys = {row["source"] for rows in tables.values() for row in rows if row.get("source")}
    made = [{"key": key, "title": key.upper(), "producer": "Survey"} for key in sorted(keys)]
    return Dataset.of_rows({"sources": made, **tables}, info=INFO)
