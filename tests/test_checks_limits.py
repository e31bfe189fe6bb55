"""Rules on what cannot be: GD401, GD307, GD604, and on keys and links: GD114, GD115."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.dataset.rows import quantity_columns
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import Quantity
from tests.checks_kit import dataset, found_by

ESTIMATE = {"claim": "tr-a/estimates/s", "id": "tr-a", "basis": "TREO", "origin": "t:9"}


def findings(code: str, **rows: Any) -> tuple[Finding, ...]:
    return found_by(code, dataset(**rows))


def estimate(**more: Any) -> dict[str, Any]:
    figures = {"grade_pct": None, "reo_kt": None}
    for name in figures:
        text = more.pop(name, None)
        figures[name] = None if text is None else Quantity.parse(text)
    columns = {k: v for n, q in figures.items() for k, v in quantity_columns(n, q).items()}
    return {**ESTIMATE, **columns, **more}


# --- GD401 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("grade", ["76.1", "640", "12000", ">80", "77–90", "0", "-1"])
def test_a_grade_that_cannot_be_is_found(grade: str) -> None:
    (finding,) = findings("GD401", estimates=[estimate(grade_pct=grade)])
    assert (finding.severity, finding.field, finding.origin) == (
        Severity.ERROR,
        "grade_pct",
        "t:9",
    )


def test_ppm_in_a_column_of_percent_are_told_as_percent() -> None:
    (finding,) = findings("GD401", estimates=[estimate(grade_pct="12000")])
    assert finding.message == "the grade '12000' % cannot be: 12000 ppm are 1.2 %"


@pytest.mark.parametrize("grade", ["76", "0.0001", "54.3", ">1", "<5", "70–80", None])
def test_a_grade_at_or_within_the_limit_is_left_alone(grade: str | None) -> None:
    assert findings("GD401", estimates=[estimate(grade_pct=grade)]) == ()


@pytest.mark.parametrize("basis", ["HM", "monazite"])
def test_a_concentrate_may_be_richer_and_not_below_nought(basis: str) -> None:
    assert findings("GD401", estimates=[estimate(grade_pct="95", basis=basis)]) == ()
    assert len(findings("GD401", estimates=[estimate(grade_pct="-5", basis=basis)])) == 1


# --- GD307 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reo_kt", "severity"),
    [("50000.1", "warning"), ("150000", "warning"), ("150001", "error"), (">60000", "warning")],
)
def test_more_oxide_than_any_reserves_is_found(reo_kt: str, severity: str) -> None:
    (finding,) = findings("GD307", estimates=[estimate(reo_kt=reo_kt)])
    assert finding.severity.value == severity


@pytest.mark.parametrize("reo_kt", ["50000", "~40000", "40000–90000", "<200000", None])
def test_an_amount_that_may_be_less_is_left_alone(reo_kt: str | None) -> None:
    assert findings("GD307", estimates=[estimate(reo_kt=reo_kt)]) == ()


def test_a_category_of_an_estimate_is_not_told_again() -> None:
    whole = estimate(reo_kt="200000")
    part = {**whole, "claim": "tr-a/estimates/s/inferred", "part_of": whole["claim"]}
    assert len(findings("GD307", estimates=[whole, part])) == 1


# --- GD604 (the as-of date of the kit is 2026-01-01) ---------------------------------------------


@pytest.mark.parametrize("date", ["2026-01-02", "2026-02", "2027", "2031-05"])
@pytest.mark.parametrize("column", ["effective", "published"])
def test_a_date_after_the_as_of_date_is_found(column: str, date: str) -> None:
    (finding,) = findings("GD604", estimates=[estimate(**{column: date})])
    assert finding.message == f"{column} {date} lies after the as-of date, 2026-01-01"


@pytest.mark.parametrize("date", ["2026-01-01", "2026-01", "2026", "1977", None])
def test_a_date_that_may_be_past_is_left_alone(date: str | None) -> None:
    assert findings("GD604", estimates=[estimate(effective=date)]) == ()


@pytest.mark.parametrize("table", ["partners", "status", "oxides", "plants", "conditions"])
def test_every_dated_table_is_looked_at(table: str) -> None:
    row = {"claim": f"tr-a/{table}/s", "id": "tr-a", "date": "2030", "origin": "t:3"}
    (finding,) = findings("GD604", **{table: [row]})
    assert finding.claim == f"tr-a/{table}/s"


# --- GD114, GD115 --------------------------------------------------------------------------------

OCCURRENCE = {"occurrence_id": "usgs-1", "name": "A", "origin": "o:2"}


def test_a_key_that_two_rows_bear_is_found_at_the_second() -> None:
    (finding,) = findings("GD114", occurrences=[OCCURRENCE, {**OCCURRENCE, "origin": "o:3"}])
    assert (finding.origin, finding.field) == ("o:3", "occurrence_id")
    assert findings("GD114", occurrences=[OCCURRENCE]) == ()


def test_a_claim_of_no_deposit_is_found() -> None:
    deposit = {"id": "tr-a", "name": "A", "origin": "d:1"}
    lost = {**ESTIMATE, "id": "tr-b"}
    assert findings("GD115", deposits=[deposit], estimates=[ESTIMATE]) == ()
    (finding,) = findings("GD115", deposits=[deposit], estimates=[lost])
    assert finding.message == "id 'tr-b' is not among the deposits"


def test_a_waiver_of_no_record_is_found() -> None:
    deposit = {"id": "tr-a", "name": "A", "origin": "d:1"}
    waivers = [
        {"id": name, "code": "GD201", "reason": "r"} for name in ("tr-a", "usgs-1", "x", None)
    ]
    found = findings("GD115", deposits=[deposit], occurrences=[OCCURRENCE], waivers=waivers)
    assert [(f.message, f.field, f.severity.value) for f in found] == [
        ("id 'x' is not among the deposits, nor among the occurrences", "id", "error")
    ]


def test_a_part_of_no_estimate_is_found() -> None:
    deposit = {"id": "tr-a", "name": "A", "origin": "d:1"}
    part = {**ESTIMATE, "claim": "tr-a/estimates/s/inferred", "part_of": "tr-a/estimates/s"}
    assert findings("GD115", deposits=[deposit], estimates=[ESTIMATE, part]) == ()
    (finding,) = findings("GD115", deposits=[deposit], estimates=[part])
    assert (finding.field, finding.claim) == ("part_of", "tr-a/estimates/s/inferred")


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("occurrences", {**OCCURRENCE, "country": "UK"}, "country"),
        ("parties", {"party": "P", "country": "ZZ", "origin": "p:1"}, "country"),
        ("reserves", {"claim": "n", "measure": "reserves", "country": "UK"}, "country"),
        ("reserves", {"claim": "n", "measure": "reserves", "area": "Mars"}, "area"),
    ],
)
def test_countries_and_areas_are_looked_at_in_every_table(
    table: str, row: dict[str, Any], words: str
) -> None:
    (finding,) = findings("GD108", **{table: [row]})
    assert finding.field == words


def test_an_occurrence_off_the_globe_is_found() -> None:
    row = {**OCCURRENCE, "lat": 95.0, "lon": 500.0}
    assert {finding.field for finding in findings("GD201", occurrences=[row])} == {"lat", "lon"}
