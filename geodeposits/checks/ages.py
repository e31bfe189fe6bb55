"""Rules on dates of figures: missing, old, or before the code they name (GD507 to GD602)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.categories import CRIRSCO, is_one_of
from geodeposits.checks.editions import begins
from geodeposits.checks.hits import Mask, complaint, hits, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import whole_estimates
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import SCHEMAS, TABLE_NAME
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableDate
from geodeposits.finding import Finding, Severity
from geodeposits.vocab import Kind, RelationKind, SourceKind

__all__ = [
    "codes_before_their_time",
    "codes_without_effective_date",
    "old_estimates",
    "quantities_without_year",
]

_BOTH: Final = ("estimates", "occurrence_estimates")
_REPORTED: Final = [Kind.RESOURCE, Kind.RESERVE]

_OLD_YEARS: Final = 15
# NI 43-101 came into force on 1 February 2001 and calls older estimates historical (section 2.4).
_HISTORICAL: Final = (2000, 1, 1)

_AGEING: Final = {
    "estimates": ("date", ("ore_mt", "grade_pct", "contained_kt")),
    "occurrence_estimates": ("effective", ("ore_mt", "grade_pct", "contained_kt")),
    "plants": ("date", ("ore_t_per_y", "reo_t_per_y")),
    "partners": ("date", ("share_pct",)),
    "oxides": ("date", tuple(SCHEMAS["oxides"].quantities)),
}
"""Tables with figures: the column of their date, and the figures."""


@rule("GD507", Severity.WARNING, needs=_BOTH)
def codes_without_effective_date(dataset: Dataset) -> Iterator[Finding]:
    """Find resources and reserves under a code of the CRIRSCO family without an effective date.

    An estimate that its source announces as new stands for the day it was published. What a
    third party compiled names the code at second hand and is at level C at best, dated or not:
    it is left alone.

    Why
        Companies repeat an estimate for years. Without the day it stands for, a page of 2026 makes
        a resource of 2011 look new, and it cannot be at level A.
    Bad
        code = "jorc", published = "2024-07"
    Good
        code = "jorc", effective = "2011-11-30", published = "2024-07"
    """
    table = whole_estimates(dataset)
    coded = is_one_of(table, "code", CRIRSCO) & is_one_of(table, "kind", _REPORTED)
    undated = texts(table, "effective").isna().to_numpy(dtype=bool)
    for row in hits(table, coded & undated & ~_new(table)):
        message = (
            f"a {row['kind']} under {row['code']} without effective date: "
            "whether it is current cannot be told"
        )
        yield complaint("GD507", Severity.WARNING, row, message, field="effective")


@rule("GD508", Severity.ERROR, needs=_BOTH)
def codes_before_their_time(dataset: Dataset) -> Iterator[Finding]:
    """Find estimates that are older than the code, or the edition of the code, they name.

    The effective date counts by its last day; without one, the date of publication. An edition
    that is called by its year applied in that year at the earliest.

    Why
        A code cannot be followed before it is written. The figure was restated later, under its
        old date, or the code was put to it by whoever made the table.
    Bad
        code = "jorc", edition = "2012", effective = "2011-06-30"
    Good
        code = "jorc", edition = "2004", effective = "2011-06-30"
    """
    table = whole_estimates(dataset)
    effective = texts(table, "effective")
    dated = pd.DataFrame(
        {
            "code": texts(table, "code").fillna("").to_numpy(),
            "edition": texts(table, "edition").fillna("").to_numpy(),
            "when": effective.fillna(texts(table, "published")).fillna("").to_numpy(),
        }
    )
    keys = pd.MultiIndex.from_frame(dated)
    early = [key for key in keys.unique() if _is_early(*key)]
    wrong = keys.isin(early) if early else np.zeros(len(table), dtype=bool)
    for row in hits(table.assign(when=dated["when"].to_numpy()), wrong):
        edition = row.get("edition") or ""
        since = begins(row["code"], edition)
        called = f"{row['code']} {edition}".rstrip()
        message = (
            f"{called} applies since {since}, and the estimate is of {row['when']}: "
            "name the code of its time, or the date of the restated estimate"
        )
        yield complaint("GD508", Severity.ERROR, row, message, field="code")


@rule("GD511", Severity.NOTE, needs=_BOTH)
def old_estimates(dataset: Dataset) -> Iterator[Finding]:
    """Find estimates more than 15 years older than the as-of date, and those from before 2000.

    An estimate of kind historical says so itself. The date is the effective one, else that of the
    publication; a partial date counts by its last day.

    Why
        Prices, cut-offs and what was mined since have changed. No edition of a code that is in
        force today is that old: such a figure is historical whoever repeats it.
    Bad
        kind = "resource", effective = "1988"
    Good
        kind = "historical", effective = "1988"
    """
    table = whole_estimates(dataset)
    when = texts(table, "date").fillna(texts(table, "effective"))
    as_of = dataset.info.as_of
    year, month, day = as_of.latest if as_of is not None else _HISTORICAL
    old = _before(when, max((year - _OLD_YEARS, month, day), _HISTORICAL))
    historical = is_one_of(table, "kind", [Kind.HISTORICAL])
    for row in hits(table.assign(when=when.to_numpy()), old & ~historical):
        given = row["when"]
        message = f"the estimate is of {given}, more than {_OLD_YEARS} years before {as_of}"
        if PartialDate.parse(given).latest < _HISTORICAL:
            message = f"the estimate is of {given}, before every edition in force: historical"
        yield complaint("GD511", Severity.NOTE, row, message, field="effective")


@rule("GD602", Severity.WARNING, needs=(*_AGEING, "sources"))
def quantities_without_year(dataset: Dataset) -> Iterator[Finding]:
    """Find figures of which no year is known, neither their own nor that of their source.

    Estimates, plants, shares of owners and oxide distributions are looked at. A database stands for
    its edition, and its figures are left alone. For a partner's step without date see GD605. A
    table of somebody's own without any dates is left alone: the column is missing.

    Why
        Two figures that disagree are mostly of two years. One without a year can be neither
        the newer nor the older, and comes last in every choice.
    Bad
        ore_mt = "3.2" from an undated page of a company
    Good
        published = "2021", or the date in the file of the source
    """
    sources = dataset.sources
    database = is_one_of(sources, "kind", [SourceKind.DATABASE])
    settled = set(texts(sources, "key")[texts(sources, "date").notna().to_numpy() | database])
    for name, (column, figures) in _AGEING.items():
        table = getattr(dataset, name)
        undated = texts(table, column).isna()
        if undated.all() and dataset.info.name == TABLE_NAME:
            continue
        stated = np.logical_or.reduce([texts(table, f"{each}_text").notna() for each in figures])
        lost = stated & undated & ~texts(table, "source").isin(settled)
        whole = texts(table, "part_of").isna()
        steps = is_one_of(table, "relation", [RelationKind.PARTNER])
        for row in hits(table, (lost & whole).to_numpy(dtype=bool) & ~steps):
            message = "a figure without a year, from a source without a date"
            yield complaint("GD602", Severity.WARNING, row, message, field=column)


def _new(table: pd.DataFrame) -> Mask:
    """Whether the source announces an estimate as new, on a day that is known."""
    if "announced_as_new" not in table.columns:
        return np.zeros(len(table), dtype=bool)
    new = table["announced_as_new"].astype("boolean").fillna(False).to_numpy(dtype=bool)
    return new & texts(table, "published").notna().to_numpy(dtype=bool)


def _is_early(code: str, edition: str, when: str) -> bool:
    since, date = begins(code, edition), _date(when)
    return since is not None and date is not None and date.latest < since.earliest


def _before(dates: pd.Series, limit: tuple[int, int, int]) -> Mask:
    """Whether each date lies before a day, whatever day of its month or year it is."""
    known = {text: _date(text) for text in dates.dropna().unique().tolist()}
    early = [text for text, date in known.items() if date is not None and date.latest < limit]
    return dates.isin(early).to_numpy(dtype=bool)


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except UnreadableDate:
        return None
