"""Rules on what cannot be: grades, contained oxide and dates beyond any limit (GD3xx to GD6xx)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.hits import complaint, hits, numbers, shown, texts
from geodeposits.checks.registry import rule
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableDate
from geodeposits.finding import Finding, Severity
from geodeposits.vocab import Basis
from geodeposits.wording import mass_of_kt

__all__ = ["future_dates", "impossible_grades", "too_much_oxide"]

_RICHEST_MINERAL: Final = 76.0
"""Percent of rare earth oxides by mass: no ore mineral of theirs holds more."""

_LARGE_KT, _IMMENSE_KT = 50_000.0, 150_000.0
_CONCENTRATES: Final = [Basis.MONAZITE.value, Basis.HEAVY_MINERALS.value, Basis.ORE.value]
_DATED: Final = {
    "estimates": ("effective", "published"),
    "partners": ("date",),
    "oxides": ("date",),
    "status": ("date",),
    "plants": ("date",),
    "conditions": ("date",),
    "sources": ("date", "accessed"),
}


@rule("GD401", Severity.ERROR, needs=("estimates",))
def impossible_grades(dataset: Dataset) -> Iterator[Finding]:
    """Find grades of zero or less, and rare earth grades of more than 76 %.

    Grades of heavy minerals or monazite in a sand may be higher and are left alone at the top.

    Why
        ppm in a column of percent is the commonest slip of all, and turns a poor clay into more
        oxide than there is ore.
    Bad
        grade_pct = 640 on TREO (ppm)
    Good
        grade_pct = 0.064
    """
    table = dataset.estimates
    low, high = numbers(table, "grade_pct_low"), numbers(table, "grade_pct_high")
    least = np.where(np.isnan(low), high, low)
    rare_earths = ~texts(table, "basis").isin(_CONCENTRATES).to_numpy(dtype=bool)
    for row in hits(table, (least <= 0) | (rare_earths & (least > _RICHEST_MINERAL))):
        given = row["grade_pct_text"]
        advice = f": {given} ppm are {_percent(row)} %" if _is_ppm(row) else ""
        message = f"the grade {shown(given)} % cannot be{advice}"
        yield complaint("GD401", Severity.ERROR, row, message, field="grade_pct")


@rule("GD307", Severity.WARNING, needs=("estimates",))
def too_much_oxide(dataset: Dataset) -> Iterator[Finding]:
    """Find estimates of more than 50 Mt of contained oxide; more than 150 Mt is an error.

    Why
        All national reserves together are some 100 Mt. A figure beyond that is rock counted as
        oxide, kilotonnes written as Mt, or a statement that needs a word of explanation.
    Bad
        contained_kt = 122,000,000
    Good
        contained_kt = 122, or a waiver that says what the figure rests on
    """
    whole = dataset.estimates[texts(dataset.estimates, "part_of").isna()]
    low, best = numbers(whole, "reo_kt_low"), numbers(whole, "reo_kt")
    least = np.where(np.isnan(low), best, low)
    for row in hits(whole, least > _LARGE_KT):
        severity = Severity.ERROR if _least_kt(row) > _IMMENSE_KT else Severity.WARNING
        limit = "150" if severity is Severity.ERROR else "50"
        message = f"{mass_of_kt(row['reo_kt_text'])} of contained oxide is more than {limit} Mt"
        yield complaint("GD307", severity, row, message, field="contained_kt")


@rule("GD604", Severity.ERROR, needs=tuple(_DATED))
def future_dates(dataset: Dataset) -> Iterator[Finding]:
    """Find dates after the as-of date of the dataset; a partial date counts by its first day.

    Why
        What has not happened yet is a plan: it belongs in a text, not in a date. An estimate that
        is dated ahead stays fresh, at level A, for years too long.
    Bad
        effective = "2029-03-31"
    Good
        effective = "2019-03-31"
    """
    as_of = dataset.info.as_of
    if as_of is None:
        return
    for name, columns in _DATED.items():
        table = getattr(dataset, name)
        whole = table[texts(table, "part_of").isna()]
        for column in columns:
            late = _after(texts(whole, column), as_of)
            for row in hits(whole, late.to_numpy(dtype=bool)):
                message = f"{column} {row[column]} lies after the as-of date, {as_of}"
                yield complaint("GD604", Severity.ERROR, row, message, field=column)


def _after(dates: pd.Series, as_of: PartialDate) -> pd.Series:
    late = {text for text in dates.dropna().unique() if _is_after(text, as_of)}
    return dates.isin(late)


def _is_after(text: str, as_of: PartialDate) -> bool:
    try:
        return PartialDate.parse(text).earliest > as_of.latest
    except UnreadableDate:
        return False


def _least_kt(row: dict[object, float]) -> float:
    low = row["reo_kt_low"]
    return float(low if low is not None else row["reo_kt"])


def _is_ppm(row: dict[object, float]) -> bool:
    best = row["grade_pct"]
    return best is not None and best > _RICHEST_MINERAL


def _percent(row: dict[object, float]) -> str:
    return f"{row['grade_pct'] / 10_000:.6g}"
