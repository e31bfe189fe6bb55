"""Rules on state classes and UNFC: a class is written in its own system, and in its own form."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.finding import Finding, Severity
from tests.checks_kit import dataset, found_by


def estimate(claim: str = "d/a", **more: Any) -> dict[str, Any]:
    return {"claim": claim, "id": "d", "origin": "d.toml:7", "kind": "resource", **more}


def findings(code: str, *rows: dict[str, Any], table: str = "estimates") -> tuple[Finding, ...]:
    return found_by(code, dataset(**{table: list(rows)}))


# --- GD509: classes of one system under the code of another --------------------------------------


@pytest.mark.parametrize("categories", ["measured", "indicated; inferred", "proved", "probable"])
def test_crirsco_words_under_gkz(categories: str) -> None:
    (finding,) = findings("GD509", estimate(code="gkz", categories=categories))
    assert (finding.severity, finding.field) == (Severity.WARNING, "categories")
    named = categories.replace("; ", " and ")
    assert finding.message == (
        f"{named} under gkz: write the classes that the report gives, "
        "or derived = true and how they were translated"
    )


@pytest.mark.parametrize("code", ["jorc", "ni-43-101", "sk-1300", "umrek", "naen", "kazrc"])
@pytest.mark.parametrize("categories", ["A", "B", "C1; C2", "P1", "P2", "P3"])
def test_state_classes_under_a_crirsco_code(code: str, categories: str) -> None:
    (finding,) = findings("GD509", estimate(code=code, categories=categories))
    named = categories.replace("; ", " and ")
    assert finding.message == (
        f"{named} under {code}: these are classes of the state system, write its code"
    )


@pytest.mark.parametrize("code", ["gkz", "jorc", "none", "unstated", None])
def test_two_systems_in_one_figure(code: str | None) -> None:
    (finding,) = findings("GD509", estimate(code=code, categories="C2; inferred"))
    assert finding.message == (
        "C2 and inferred are categories of two systems in one figure: state them apart"
    )


def test_two_systems_that_are_stated_apart() -> None:
    whole = estimate(code="none", categories="C2; inferred", summed=True)
    parts = [
        estimate(f"d/a/{name}", part_of="d/a", code="none", categories=name)
        for name in ("C2", "inferred")
    ]
    assert findings("GD509", whole, *parts) == ()


@pytest.mark.parametrize(
    ("code", "categories"),
    [
        ("gkz", "A; B; C1; C2"),
        ("gkz", "P1; P2; P3"),
        ("gkz", None),
        ("gkz", "exploration-target"),
        ("jorc", "measured; indicated; inferred"),
        ("jorc", "proved; probable"),
        ("unstated", "C1"),
        ("none", "inferred"),
        ("unfc", "measured"),
    ],
)
def test_classes_of_their_own_system(code: str, categories: str | None) -> None:
    assert findings("GD509", estimate(code=code, categories=categories)) == ()


@pytest.mark.parametrize(
    ("code", "categories"), [("gkz", "measured"), ("jorc", "C1"), ("none", "C1; inferred")]
)
def test_a_compiler_may_say_that_it_translated(code: str, categories: str) -> None:
    row = estimate(code=code, categories=categories, derived=True)
    assert findings("GD509", row) == ()
    assert len(findings("GD509", {**row, "derived": False})) == 1


@pytest.mark.parametrize(
    ("edition", "effective", "expected"),
    [
        (None, None, 1),
        ("1999", None, 1),
        ("GB/T 17766-1999", "2022", 1),
        ("2020", None, 0),
        ("GB/T 17766-2020", "2015", 0),
        (None, "2019-12-31", 1),
        (None, "2020", 1),
        (None, "2020-04-30", 1),
        (None, "2020-05-01", 0),
        (None, "2021", 0),
    ],
)
def test_the_chinese_edition_of_2020_took_the_words_over(
    edition: str | None, effective: str | None, expected: int
) -> None:
    row = estimate(code="gb-t-17766", categories="indicated", edition=edition, effective=effective)
    assert len(findings("GD509", row)) == expected
    assert findings("GD509", {**row, "categories": None}) == ()


def test_parts_repeat_what_is_told_of_the_whole() -> None:
    whole = estimate(code="jorc", categories="C1; C2")
    parts = [
        estimate(f"d/a/{name}", part_of="d/a", code="jorc", categories=name)
        for name in ("C1", "C2")
    ]
    assert [f.claim for f in findings("GD509", whole, *parts)] == ["d/a"]
    bare = {**whole, "categories": None}
    assert [f.claim for f in findings("GD509", bare, *parts)] == ["d/a/C1", "d/a/C2"]


def test_estimates_of_a_database_are_looked_at() -> None:
    row = {"claim": "c/1", "occurrence_id": "usgs-1", "code": "jorc", "categories": "C2"}
    assert [f.deposit for f in findings("GD509", row, table="occurrence_estimates")] == ["usgs-1"]


# --- GD510: classes of UNFC ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "E2F2G2",
        "E1F1G1",
        "E3F4G4",
        "E3.2F3G4",
        "E3.2F2.2.1G4.1",
        "E1; F2; G3",
        "(E1;F2;G3)",
        "E1/F1/G1",
        "E1, F2, G3",
        "E1 F2 G3",
        "E2F2G1+G2",
        "E2F2G1+2+3",
        "class E2F2G2.",
        "E2F2G2 of 2022",
    ],
)
def test_classes_of_the_form(text: str) -> None:
    assert findings("GD510", estimate(code="unfc", label=text)) == ()


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        ("F2E2G2", "'F2E2G2'"),
        ("E4F2G2", "'E4F2G2'"),
        ("E2F5G2", "'E2F5G2'"),
        ("E2F2G5", "'E2F2G5'"),
        ("E0F2G2", "'E0F2G2'"),
        ("E2F2", "'E2F2'"),
        ("E2F2G12", "'E2F2G12'"),
        ("E2F2G1.9", "'E2F2G1.9'"),
        ("E2.7F2G1", "'E2.7F2G1'"),
        ("E2F2G2a", "'E2F2G2a'"),
    ],
)
def test_classes_out_of_form(text: str, tried: str) -> None:
    (finding,) = findings("GD510", estimate(code="unfc", label=text))
    assert (finding.severity, finding.field) == (Severity.ERROR, "code")
    assert finding.message == (
        f"{tried} is no class of UNFC: write E, F and G with their numbers in this order, "
        "such as E2F2G2"
    )


@pytest.mark.parametrize("text", [None, "", "class 222", "AE2F2G2", "zone F"])
def test_no_class_at_all(text: str | None) -> None:
    (finding,) = findings("GD510", estimate(code="unfc", label=text))
    assert finding.message == (
        "no class of UNFC is named: write E, F and G with their numbers in this order, "
        "such as E2F2G2"
    )


@pytest.mark.parametrize("name", ["label", "stated", "zone", "edition", "note"])
def test_the_class_stands_among_the_words(name: str) -> None:
    assert findings("GD510", estimate(code="unfc", **{name: "as E2F2G2"})) == ()


def test_a_class_does_not_begin_in_one_field_and_end_in_another() -> None:
    (finding,) = findings("GD510", estimate(code="unfc", label="E2F2", stated="G2"))
    assert finding.message.startswith("'E2F2' is no class of UNFC")


@pytest.mark.parametrize("more", [{"code": "jorc"}, {"code": None}, {"part_of": "d/b"}])
def test_other_codes_and_parts_are_left_alone(more: dict[str, Any]) -> None:
    assert findings("GD510", {**estimate(code="unfc", label="222"), **more}) == ()
