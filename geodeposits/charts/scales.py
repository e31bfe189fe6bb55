"""Scales and their ticks: decades, years."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import Final

from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableDate

__all__ = ["log_ticks", "year_of", "year_ticks"]

_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_FEW: Final = 2
_DAYS_A_MONTH: Final = 31


def log_ticks(limits: tuple[float, float]) -> list[float]:
    """Return the powers of ten within limits; 2 and 5 times them too where there are few."""
    low, high = floor(log10(limits[0])), ceil(log10(limits[1]))
    decades = [float(f"1e{power}") for power in range(low, high + 1)]
    within = [tick for tick in decades if limits[0] <= tick <= limits[1]]
    if len(within) > _FEW:
        return within
    finer = [float(f"{digit}e{power}") for power in range(low, high + 1) for digit in (1, 2, 5)]
    return [tick for tick in finer if limits[0] <= tick <= limits[1]]


def year_ticks(first: float, last: float, most: int) -> list[int]:
    """Return whole years within limits, at most so many."""
    step = next((s for s in _YEAR_STEPS if (last - first) / s <= most), _YEAR_STEPS[-1])
    return list(range(ceil(first / step) * step, floor(last) + 1, step))


def year_of(date: str | None) -> float | None:
    """Return a date as a year with its part, the middle of what is known; None for no date.

    "2013" is 2013.5, "2013-09" the middle of September.
    """
    try:
        known = PartialDate.parse(date)
    except UnreadableDate:
        return None
    if not known.month:
        return known.year + 0.5
    share = 0.5 if not known.day else (known.day - 0.5) / _DAYS_A_MONTH
    return known.year + (known.month - 1 + share) / 12
