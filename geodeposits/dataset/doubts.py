"""What is arithmetically wrong with figures that are published as another database prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from geodeposits.dataset.columns import LIST_SEPARATOR

__all__ = ["doubt"]

_KT_PER_MT: Final = 1000.0
_KT_PER_MT_PERCENT: Final = 10.0
_OFF: Final = 1.25
"""How many times two figures may differ that say the same."""

_MOST_OXIDE_KT: Final = 150_000.0
_MOST_ORE_MT: Final = 10_000.0
_RICHEST_PCT: Final = 76.0


def doubt(row: dict[str, Any]) -> str | None:
    """Say what cannot be right in a row of an estimate, None where nothing is seen.

    Bounds count for what they leave open: `>1` % of 10 Mt is no conflict with 500 kt.
    """
    return LIST_SEPARATOR.join(_doubts(row)) or None


def _doubts(row: dict[str, Any]) -> Iterator[str]:
    ore, grade, contained, product = (
        _span(row, name) for name in ("ore_mt", "grade_pct", "contained_kt", "product_kt")
    )
    if grade[0] > _RICHEST_PCT:
        yield f"no ore holds {row['grade_pct_text']} %"
    if contained[0] > _MOST_OXIDE_KT:
        yield "more than 150 Mt of contained oxide"
    if contained[0] > ore[1] * _KT_PER_MT:
        yield "more oxide than ore"
    if contained[0] > product[1] * _OFF or contained[1] * _OFF < product[0]:
        yield f"tonnage x grade give {row['product_kt_text']} kt"
    if row["ore_mt_text"] is None and contained[0] > grade[1] * _KT_PER_MT_PERCENT * _MOST_ORE_MT:
        yield "at this grade it needs more than 10,000 Mt of ore"


def _span(row: dict[str, Any], name: str) -> tuple[float, float]:
    """Return the bounds of a quantity; what is not known may be anything."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return (0.0 if low is None else low, float("inf") if high is None else high)
