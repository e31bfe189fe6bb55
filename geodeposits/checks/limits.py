"""Rules on what cannot be: grades, contained oxide and dates beyond any limit (GD3xx to GD6xx)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import pandas as pd

from geodeposits.checks.amounts import off_mask
from geodeposits.checks.counterparts import said_elsewhere
from geodeposits.checks.figures import bounds, mass, quantity
from geodeposits.checks.fixes import (
    IMMENSE_OXIDE_KT,
    LARGE_OXIDE_KT,
    NO_GRADE_OF_OXIDE,
    RICHEST_MINERAL_PCT,
    unit_of,
)
from geodeposits.checks.hits import complaint, hits, shown, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.rock import said_as_ore
from geodeposits.checks.sizes import needs_too_much, scaled_down
from geodeposits.checks.typical import read_as_percent
from geodeposits.checks.views import stated_estimates, whole_estimates
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableDate
from geodeposits.finding import Finding, Severity

__all__ = ["future_dates", "impossible_grades", "too_much_oxide"]

_COMMON_MT: Final = Decimal(50)
_DATED: Final = {
    "estimates": ("effective", "published"),
    "partners": ("date",),
    "oxides": ("date",),
    "status": ("date",),
    "plants": ("date",),
    "conditions": ("date",),
    "sources": ("date", "accessed"),
}


@rule(
    "GD401",
    Severity.ERROR,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def impossible_grades(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find grades of zero or less, and rare earth grades of more than 76 %.

    Grades of heavy minerals or monazite in a sand may be higher and are left alone at the top.
    Where the deposit type tells that ppm were meant, GD403 says more.

    Why
        ppm in a column of percent is the commonest slip of all, and turns a poor clay into more
        oxide than there is ore.
    Bad
        grade_pct = 640 on TREO (ppm)
    Good
        grade_pct = 0.064
    """
    table = stated_estimates(dataset)
    least, _ = bounds(table, "grade_pct")
    rare_earths = ~texts(table, "basis").isin(NO_GRADE_OF_OXIDE).to_numpy(dtype=bool)
    wrong = (least <= 0) | (rare_earths & (least > RICHEST_MINERAL_PCT))
    for row in hits(table, wrong & ~read_as_percent(dataset, table, atlas)):
        given = row.get("grade_pct_text") or row["grade_pct"]
        advice = f": {given} ppm are {_percent(row)} %" if _is_ppm(row) else ""
        message = f"the grade {shown(given)} % cannot be{advice}"
        yield complaint("GD401", Severity.ERROR, row, message, field="grade_pct")


@rule(
    "GD307",
    Severity.WARNING,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def too_much_oxide(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find estimates of more than 50 Mt of contained oxide; more than 150 Mt is an error.

    Where another source of the deposit states the like, within a factor of three, a mass of up to
    150 Mt stands, and one beyond that is a warning. Where the ore (GD302 to GD304, GD308, GD314)
    or the grade (GD305) shows what is wrong, those rules say it.

    Why
        All national reserves together are some 100 Mt. A figure beyond that is rock counted as
        oxide, kilotonnes written as Mt, or a statement that needs a word of explanation.
    Bad
        contained_kt = 122,000,000
    Good
        contained_kt = 122, or a waiver that says what the figure rests on
    """
    whole = whole_estimates(dataset)
    least, _ = bounds(whole, "reo_kt", one_sided=True)
    large = (least > LARGE_OXIDE_KT) & ~off_mask(whole) & ~needs_too_much(dataset, whole)
    large &= ~said_as_ore(dataset, atlas, whole, large)
    confirmed = said_elsewhere(dataset, atlas, whole, large, "reo_kt")
    doubted = large & ((least > IMMENSE_OXIDE_KT) | ~confirmed)
    whole = whole.assign(confirmed=confirmed)
    for row in hits(whole, doubted):
        figure = quantity(row, "reo_kt")
        if figure is None or figure.low is None:
            continue
        immense = float(figure.low) > IMMENSE_OXIDE_KT
        severity = Severity.ERROR if immense and not row["confirmed"] else Severity.WARNING
        message = (
            f"{mass(row, 'reo_kt')} of contained oxide is more than {150 if immense else 50} Mt"
        )
        if row["confirmed"]:
            message += ", and another source states the like: what does the figure rest on?"
        elif immense:
            unit = unit_of(row, "contained_kt")
            message += f": {scaled_down(figure * Decimal('0.001'), _COMMON_MT, unit)}?"
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


def _is_ppm(row: dict[object, float]) -> bool:
    best = row["grade_pct"]
    return best is not None and best > RICHEST_MINERAL_PCT


def _percent(row: dict[object, float]) -> str:
    return f"{row['grade_pct'] / 10_000:.6g}"
