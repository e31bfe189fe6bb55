"""What the tests of the rules on amounts share: rows of estimates with figures as sources write."""

from __future__ import annotations

from typing import Any

from geodeposits.dataset import Dataset
from geodeposits.dataset.rows import figure_columns
from geodeposits.finding import Finding
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis
from tests.checks_kit import dataset, found_by


def estimate(
    ore: str | None = None,
    grade: str | None = None,
    contained: str | None = None,
    basis: str = "TREO",
    **more: Any,
) -> dict[str, Any]:
    """Return the row of an estimate of deposit `d` by source `s`; figures in Mt, % and kt."""
    figures = [None if text is None else Quantity.parse(text) for text in (ore, grade, contained)]
    columns = figure_columns(figures[0], figures[1], figures[2], Basis.parse(basis))
    head = {"claim": "d/e", "id": "d", "source": "s", "basis": basis, "origin": "d.toml:9"}
    return {**head, "summed": False, **columns, **more}


def deposit(key: str = "d", kind: str | None = "carbonatite-ree", **more: Any) -> dict[str, Any]:
    """Return the row of a deposit."""
    return {"id": key, "name": key.upper(), "country": "TR", "type": kind, **more}


def found(code: str, atlas: Dataset | None = None, **rows: Any) -> tuple[Finding, ...]:
    """Run one rule over tables of rows."""
    return found_by(code, dataset(**rows), atlas)


def of(code: str, *rows: dict[str, Any], atlas: Dataset | None = None) -> tuple[Finding, ...]:
    """Run one rule over estimates of deposits without a type."""
    return found(code, atlas, estimates=list(rows))
