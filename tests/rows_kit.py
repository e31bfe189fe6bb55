"""What the tests of plots, tables and sums share: a tiny atlas, its deposits and its figures."""

from __future__ import annotations

from typing import Any

from geodeposits.dataset.rows import figure_columns
from geodeposits.dates import PartialDate
from geodeposits.model import DatasetInfo
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis

INFO = DatasetInfo(
    name="tiny",
    title="A tiny atlas",
    description="for tests",
    version="1.2.3",
    as_of=PartialDate(2026, 1, 1),
    licence="CC-BY-4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)


def deposit(deposit_id: str, **facts: Any) -> dict[str, Any]:
    """Return the row of a deposit whose id is its country and name."""
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
    """Return the row of an estimate by a compiler; figures in Mt, % and kt."""
    figures = [None if f is None else Quantity.parse(f) for f in (ore, grade, contained)]
    source = facts.get("source", "paper")
    defaults = {
        "claim": f"{deposit_id}/estimates/{source}",
        "level": "D",
        "kind": "compiled",
        "code": "none",
        "scope": "deposit",
        "date": "2020",
        "source": source,
        "by": "compiler",
    }
    amounts = figure_columns(figures[0], figures[1], figures[2], Basis(basis))
    return {"id": deposit_id, "basis": basis, **defaults, **amounts, **facts}
