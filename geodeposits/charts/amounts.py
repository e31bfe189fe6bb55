"""The chosen figures of deposits as plots need them: quantities, not text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.errors import UnreadableQuantity
from geodeposits.quantity import Quantity
from geodeposits.summary import Figure, chosen_figures
from geodeposits.type_groups import group_of

__all__ = ["Chosen", "chosen", "quantity", "shown_rows", "text"]

_KT_PER_MT_PERCENT: Final = 10  # 1 Mt of ore at 1 % holds 10 kt
_MOST_GRADE_PCT: Final = 100


@dataclass(frozen=True)
class Chosen:
    """One deposit with its headline or its documented figure.

    `reo_kt` is contained oxide where the figure is on total oxides. `ore_mt` and `grade_pct` are
    then as stated, or what the other and the contained oxide imply (`implied`). `sort` is ranked,
    unranked or none, and `stands_for` one of the sorts of `summary`.
    """

    id: str
    name: str
    country: str | None
    group: str
    level: str | None
    sort: str
    reo_kt: Quantity | None
    reo_text: str | None
    ore_mt: Quantity | None
    grade_pct: Quantity | None
    implied: bool
    stands_for: str

    @property
    def size_kt(self) -> float:
        """Contained oxide in kt to sort and to size by; 0 where there is none."""
        return float(self.reo_kt.central) if self.reo_kt else 0.0


def chosen(dataset: Dataset, figure: Figure) -> list[Chosen]:
    """Return one record a deposit, the largest by contained oxide first, then by id."""
    figures = chosen_figures(dataset, figure)
    deposits = dataset.deposits.drop_duplicates("id").set_index("id")
    frame = figures.assign(**{c: deposits[c] for c in ("name", "country", "type")})
    found = [_chosen(row) for row in frame.reset_index().to_dict("records")]
    return sorted(found, key=lambda each: (-each.size_kt, each.id))


def _chosen(row: dict[Any, Any]) -> Chosen:
    ranked = row["group"] == "ranked"
    reo, ore, grade = (
        quantity(row[f"{name}_text"]) if ranked else None
        for name in ("reo_kt", "ore_mt", "grade_pct")
    )
    pair = _grade_and_tonnage(reo, ore, grade)
    return Chosen(
        id=str(row["id"]),
        name=text(row["name"]) or str(row["id"]),
        country=text(row["country"]),
        group=group_of(text(row["type"])).key,
        level=text(row["level"]),
        sort=str(row["group"]),
        reo_kt=reo,
        reo_text=text(row["reo_kt_text"]) if ranked else None,
        ore_mt=pair[0],
        grade_pct=pair[1],
        implied=pair != (None, None) and (ore is None or grade is None),
        stands_for=str(row["stands_for"]),
    )


def _grade_and_tonnage(
    reo: Quantity | None, ore: Quantity | None, grade: Quantity | None
) -> tuple[Quantity | None, Quantity | None]:
    """Return tonnage and grade, one of them worked out where the other and the oxide are known."""
    if ore is None and grade is None:
        return None, None
    if reo is not None and ore is not None and grade is None:
        grade = _ratio(reo, ore)
    elif reo is not None and grade is not None and ore is None:
        ore = _ratio(reo, grade)
    known = ore is not None and grade is not None and grade.central <= _MOST_GRADE_PCT
    return (ore, grade) if known else (None, None)


def _ratio(reo: Quantity, by: Quantity) -> Quantity | None:
    """Return what the oxide implies, its best value on the line of equal oxide."""
    try:
        found = reo / (by * _KT_PER_MT_PERCENT)
    except UnreadableQuantity:
        return None
    if found.low is None or found.high is None:
        return found if found.low is not None or found.high is not None else None
    best = reo.central / (by.central * _KT_PER_MT_PERCENT)
    return replace(found, best=min(max(best, found.low), found.high))


def quantity(value: Any) -> Quantity | None:
    """Read the text of a quantity; None for what is missing, unreadable or not above zero."""
    if not isinstance(value, str) or not value:
        return None
    try:
        read = Quantity.parse(value)
    except UnreadableQuantity:
        return None
    return read if read.central > 0 else None


def text(value: Any) -> str | None:
    """Return the text of a cell; None for a missing or an empty one."""
    return value if isinstance(value, str) and value else None


def shown_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as records without missing values."""
    return [
        {str(name): value for name, value in row.items() if not pd.isna(value)}
        for row in frame.to_dict("records")
    ]
