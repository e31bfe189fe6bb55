"""Rules on dates of figures: missing, old, or before the code that they name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geodeposits.checks import run
from geodeposits.checks.editions import begins
from geodeposits.dataset.columns import TABLE_NAME
from geodeposits.dates import PartialDate
from geodeposits.finding import Finding, Severity
from geodeposits.model import DatasetInfo
from tests.checks_kit import INFO, dataset, found_by


def estimate(claim: str = "d/a", **more: Any) -> dict[str, Any]:
    where = {"claim": claim, "id": "d", "origin": "d.toml:7", "source": "s"}
    return {**where, "kind": "resource", "code": "jorc", **more}


def findings(code: str, *rows: dict[str, Any], table: str = "estimates") -> tuple[Finding, ...]:
    return found_by(code, dataset(**{table: list(rows)}))


# --- GD507: a code without an effective date -----------------------------------------------------


@pytest.mark.parametrize("kind", ["resource", "reserve"])
@pytest.mark.parametrize("code", ["jorc", "ni-43-101", "sk-1300", "umrek", "imic"])
def test_a_code_without_effective_date(kind: str, code: str) -> None:
    (finding,) = findings("GD507", estimate(kind=kind, code=code, published="2024-07"))
    assert (finding.severity, finding.field) == (Severity.WARNING, "effective")
    assert (finding.claim, finding.deposit, finding.origin) == ("d/a", "d", "d.toml:7")
    assert finding.message == (
        f"a {kind} under {code} without effective date: whether it is current cannot be told"
    )


@pytest.mark.parametrize(
    "more",
    [
        {"effective": "2011-11-30"},
        {"effective": "2011"},
        {"announced_as_new": True, "published": "2024-07"},
        {"kind": "compiled"},
        {"kind": "historical"},
        {"kind": "announcement"},
        {"kind": "exploration-target"},
        {"code": "gkz"},
        {"code": "gb-t-17766"},
        {"code": "none"},
        {"code": "unstated"},
        {"code": None},
        {"part_of": "d/b"},
    ],
)
def test_a_date_or_no_code_of_the_family(more: dict[str, Any]) -> None:
    assert findings("GD507", {**estimate(), **more}) == ()


@pytest.mark.parametrize(
    "more",
    [
        {"announced_as_new": True},  # on a day that is not known
        {"announced_as_new": False, "published": "2024-07"},
        {"announced_as_new": None, "published": "2024-07"},
    ],
)
def test_what_stands_in_for_the_date(more: dict[str, Any]) -> None:
    assert len(findings("GD507", estimate(**more))) == 1


# --- GD508: a code before its time ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "edition", "last_day_before", "first_day"),
    [
        ("jorc", None, "1988-12-31", "1989-01-01"),
        ("jorc", "1999", "1999-08-31", "1999-09-01"),
        ("jorc", "2004", "2004-11-30", "2004-12-01"),
        ("jorc", "2012", "2012-11-30", "2012-12-01"),
        ("jorc", "JORC Code, 2012", "2012-11-30", "2012-12-01"),
        ("ni-43-101", None, "2001-01-31", "2001-02-01"),
        ("ni-43-101", "2005", "2005-12-29", "2005-12-30"),
        ("ni-43-101", "2011", "2011-06-29", "2011-06-30"),
        ("ni-43-101", "CIM 2014", "2014-05-09", "2014-05-10"),
        ("sk-1300", None, "2019-02-24", "2019-02-25"),
        ("naen", None, "2010-12-31", "2011-01-01"),
        ("umrek", None, "2017-07-25", "2017-07-26"),
        ("gb-t-17766", None, "1999-11-30", "1999-12-01"),
        ("gb-t-17766", "2020", "2020-04-30", "2020-05-01"),
        ("gb-t-17766", "GB/T 17766-2020", "2020-04-30", "2020-05-01"),
        ("samrec", "2016", "2015-12-31", "2016-01-01"),
        ("perc", "2021", "2020-12-31", "2021-01-01"),
    ],
)
def test_from_when_each_edition_applies(
    code: str, edition: str | None, last_day_before: str, first_day: str
) -> None:
    row = estimate(code=code, edition=edition)
    (finding,) = findings("GD508", {**row, "effective": last_day_before})
    assert (finding.severity, finding.field) == (Severity.ERROR, "code")
    assert findings("GD508", {**row, "effective": first_day}) == ()


def test_the_finding_says_since_when() -> None:
    (finding,) = findings("GD508", estimate(edition="2012", effective="2011-06-30"))
    assert finding.message == (
        "jorc 2012 applies since 2012-12, and the estimate is of 2011-06-30: "
        "name the code of its time, or the date of the restated estimate"
    )
    (finding,) = findings("GD508", estimate(code="sk-1300", effective="2016"))
    assert finding.message.startswith("sk-1300 applies since 2019-02-25, and the estimate is of 20")


@pytest.mark.parametrize(
    ("effective", "expected"), [("2012", 0), ("2012-12", 0), ("2012-11", 1), ("2011", 1)]
)
def test_a_partial_date_counts_by_its_last_day(effective: str, expected: int) -> None:
    assert len(findings("GD508", estimate(edition="2012", effective=effective))) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"published": "2011"}, 1),
        ({"published": "2013"}, 0),
        ({"effective": "2011", "published": "2014"}, 1),
        ({"effective": "2013", "published": "2011"}, 0),
        ({}, 0),
        ({"effective": "spring of 2011"}, 0),
    ],
)
def test_which_date_counts(dates: dict[str, str], expected: int) -> None:
    assert len(findings("GD508", estimate(edition="2012", **dates))) == expected


@pytest.mark.parametrize("code", ["samrec", "gkz", "unfc", "none", "unstated", None])
def test_codes_of_which_no_day_is_known(code: str | None) -> None:
    assert begins(code or "", "") is None
    assert findings("GD508", estimate(code=code, effective="1950")) == ()


def test_parts_are_not_told_again() -> None:
    row = estimate(edition="2012", effective="2011")
    assert [f.claim for f in findings("GD508", row, {**row, "part_of": "d/a"})] == ["d/a"]


def test_each_row_has_its_own_code_and_date() -> None:
    rows = [
        estimate("d/a", edition="2012", effective="2011"),
        estimate("d/b", edition="2004", effective="2011"),
        estimate("d/c", edition="2012", effective="2014"),
        estimate("d/d", code="sk-1300", effective="2011"),
    ]
    told = findings("GD508", *rows)
    assert [(f.claim, f.message.split(",")[0]) for f in told] == [
        ("d/a", "jorc 2012 applies since 2012-12"),
        ("d/d", "sk-1300 applies since 2019-02-25"),
    ]


def test_estimates_of_a_database_are_looked_at() -> None:
    row = {"claim": "c/1", "occurrence_id": "usgs-1", "code": "naen", "effective": "2007"}
    (finding,) = findings("GD508", row, table="occurrence_estimates")
    assert finding.deposit == "usgs-1"
    assert finding.message.startswith("naen applies since 2011, and the estimate is of 2007")


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("2012", PartialDate(2012, 12)),
        ("1996", PartialDate(1996)),
        ("edition 17766", PartialDate(1989)),
        ("20123", PartialDate(1989)),
        ("", PartialDate(1989)),
    ],
)
def test_the_year_in_the_name_of_an_edition(edition: str, expected: PartialDate) -> None:
    assert begins("jorc", edition) == expected


# --- GD511: old estimates ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2010-12-31", "more than 15 years before 2026-01-01"),
        ("2010-12", "more than 15 years before 2026-01-01"),
        ("2010", "more than 15 years before 2026-01-01"),
        ("2000-01-01", "more than 15 years before 2026-01-01"),
        ("1999-12-31", "before every edition in force: historical"),
        ("1999", "before every edition in force: historical"),
        ("1977", "before every edition in force: historical"),
    ],
)
def test_old_estimates(date: str, said: str) -> None:
    (finding,) = findings("GD511", estimate(date=date))
    assert finding.message == f"the estimate is of {date}, {said}"
    assert (finding.severity, finding.field) == (Severity.NOTE, "effective")


@pytest.mark.parametrize("date", ["2011-01-01", "2011-01", "2011", "2025", None, "long ago"])
def test_what_is_not_old(date: str | None) -> None:
    assert findings("GD511", estimate(date=date)) == ()


def test_a_historical_estimate_says_so_itself() -> None:
    assert findings("GD511", estimate(kind="historical", date="1977")) == ()


def test_the_effective_date_of_a_database_counts() -> None:
    row = {"claim": "c/1", "occurrence_id": "usgs-1", "effective": "2010"}
    assert len(findings("GD511", row, table="occurrence_estimates")) == 1
    assert findings("GD511", {**row, "effective": "2011"}, table="occurrence_estimates") == ()
    assert findings("GD511", {**row, "part_of": "c"}, table="occurrence_estimates") == ()


@pytest.mark.parametrize(("date", "expected"), [("1999-12-31", 1), ("2000-01-01", 0)])
def test_without_an_as_of_date_only_the_historical_ones_are_old(date: str, expected: int) -> None:
    undated = DatasetInfo(**{**INFO.model_dump(), "as_of": None})
    trial = replace(dataset(estimates=[estimate(date=date)]), info=undated)
    assert len(run(trial, select=["GD511"]).findings) == expected


@pytest.mark.parametrize(("date", "expected"), [("1999-12-31", 1), ("2000-01-01", 0)])
def test_before_the_year_2000_is_historical_whenever_one_looks(date: str, expected: int) -> None:
    early = DatasetInfo(**{**INFO.model_dump(), "as_of": "2012-06-15"})
    trial = replace(dataset(estimates=[estimate(date=date)]), info=early)
    assert len(run(trial, select=["GD511"]).findings) == expected


# --- GD602: figures without a year ---------------------------------------------------------------

SOURCES: list[dict[str, Any]] = [
    {"key": "undated", "kind": "company"},
    {"key": "dated", "kind": "company", "date": "2021"},
    {"key": "base", "kind": "database"},
]
FIGURES = [
    ("estimates", "ore_mt", "date"),
    ("estimates", "grade_pct", "date"),
    ("estimates", "contained_kt", "date"),
    ("occurrence_estimates", "ore_mt", "effective"),
    ("plants", "ore_t_per_y", "date"),
    ("plants", "reo_t_per_y", "date"),
    ("partners", "share_pct", "date"),
    ("oxides", "Nd2O3", "date"),
]


def undated(table: str, figure: str, **more: Any) -> tuple[Finding, ...]:
    key = "occurrence_id" if table == "occurrence_estimates" else "id"
    row = {"claim": "c", key: "d", "origin": "d:7", "source": "undated", f"{figure}_text": "3.2"}
    return run(dataset(sources=SOURCES, **{table: [{**row, **more}]}), select=["GD602"]).findings


@pytest.mark.parametrize(("table", "figure", "column"), FIGURES)
def test_a_figure_without_a_year(table: str, figure: str, column: str) -> None:
    (finding,) = undated(table, figure)
    assert finding.message == "a figure without a year, from a source without a date"
    assert (finding.severity, finding.field, finding.claim) == (Severity.WARNING, column, "c")


@pytest.mark.parametrize(("table", "figure", "column"), FIGURES)
def test_a_year_of_its_own_or_of_its_source(table: str, figure: str, column: str) -> None:
    assert undated(table, figure, **{column: "2021"}) == ()
    assert undated(table, figure, source="dated") == ()
    assert undated(table, figure, source="base") == ()
    assert undated(table, figure, **{f"{figure}_text": None}) == ()


def test_a_source_that_is_not_there_dates_nothing() -> None:
    assert len(undated("estimates", "ore_mt", source="lost")) == 1
    assert len(undated("estimates", "ore_mt", source=None)) == 1


def test_parts_and_steps_of_partners_are_told_elsewhere() -> None:
    assert undated("estimates", "ore_mt", part_of="d/a") == ()
    assert undated("partners", "share_pct", relation="partner") == ()
    assert len(undated("partners", "share_pct", relation="owner")) == 1


def test_a_table_of_somebodys_own_may_have_no_dates_at_all() -> None:
    info = INFO.model_copy(update={"name": TABLE_NAME})
    row = estimate(ore_mt_text="3.2")
    own = replace(dataset(estimates=[row]), info=info)
    assert run(own, select=["GD602"]).findings == ()
    some = replace(
        dataset(estimates=[row, estimate("d/b", ore_mt_text="4", date="2020")]), info=info
    )
    assert [f.claim for f in run(some, select=["GD602"]).findings] == ["d/a"]
    assert len(findings("GD602", row)) == 1
