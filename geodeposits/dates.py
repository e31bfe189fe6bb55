"""Dates of which the month or the day may be unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodeposits.errors import UnreadableDate

__all__ = ["PartialDate"]

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of which the month or the day may be unknown: `2013`, `2013-09`, `2013-09-30`.

    Order is by what is known: `2013` < `2013-01` < `2013-01-31` < `2013-02`.
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, value: object) -> PartialDate:
        """Read `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, an int year or a `datetime.date`.

        Raises UnreadableDate for anything else, days that do not exist among them.
        """
        if isinstance(value, PartialDate):
            return value
        text = str(value) if not isinstance(value, bool) else ""
        match = _DATE.fullmatch(text)
        if match is None:
            raise UnreadableDate(value)
        year, month, day = (int(part or 0) for part in match.groups())
        if day and day > _days_in(year, month):
            raise UnreadableDate(value)
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @property
    def latest(self) -> tuple[int, int, int]:
        """The last day that the date may mean, as (year, month, day)."""
        month = self.month or 12
        return (self.year, month, self.day or _days_in(self.year, month))

    @property
    def earliest(self) -> tuple[int, int, int]:
        """The first day that the date may mean, as (year, month, day)."""
        return (self.year, self.month or 1, self.day or 1)


def _days_in(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
