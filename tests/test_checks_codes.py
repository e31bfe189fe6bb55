"""Rules GD501 to GD503: what a code allows of reserves, and of what is inferred."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.finding import Severity
from tests.codes_kit import ALL, amount, estimate, findings, part, told

SURE = "measured; indicated"

CATEGORIES = "GD501 GD502 GD503"


# --- GD501: which categories a reserve has -------------------------------------------------------


@pytest.mark.parametrize("categories", ["proved", "probable", "proved; probable", None, ""])
def test_a_reserve_is_proved_or_probable(categories: str | None) -> None:
    assert findings(CATEGORIES, estimate(kind="reserve", categories=categories)) == ()


@pytest.mark.parametrize(
    ("categories", "named"),
    [
        ("measured", "measured"),
        ("indicated", "indicated"),
        (SURE, "measured and indicated"),
        ("proved; indicated", "indicated"),
        ("exploration-target", "exploration-target"),
        ("P1", "P1"),
        ("C2; P2; P3", "P2 and P3"),
    ],
)
def test_a_reserve_of_another_category(categories: str, named: str) -> None:
    (finding,) = findings("GD501", estimate(kind="reserve", categories=categories))
    assert finding.message == (
        f"a reserve is proved or probable, and {named} is none: write the kind as it is"
    )
    assert (finding.severity, finding.field) == (Severity.ERROR, "categories")
    assert (finding.deposit, finding.claim, finding.origin) == ("d", "d/a", "d.toml:7")


@pytest.mark.parametrize("categories", ["A", "B; C1", "C1; C2"])
def test_state_classes_are_reserves_of_their_own_system(categories: str) -> None:
    assert findings("GD501", estimate(kind="reserve", code="gkz", categories=categories)) == ()


@pytest.mark.parametrize("categories", ["proved", "probable", "proved; probable"])
def test_a_resource_of_reserves_is_a_reserve(categories: str) -> None:
    (finding,) = findings("GD501", estimate(categories=categories))
    named = categories.replace("; ", " and ")
    assert finding.message == f'{named} is the category of a reserve: write kind = "reserve"'


@pytest.mark.parametrize("kind", ["resource", "compiled", "announcement", None])
def test_reserves_and_resources_in_one_figure(kind: str | None) -> None:
    (finding,) = findings("GD501", estimate(kind=kind, categories="probable; measured; indicated"))
    assert finding.message == (
        "probable, measured and indicated in one figure: reserves and resources are not added up, "
        "state them apart"
    )


@pytest.mark.parametrize("categories", ["proved; probable", ALL, "C1; P1", "exploration-target"])
def test_other_kinds_may_have_any_categories_of_one_sort(categories: str) -> None:
    kinds = ("compiled", "historical", "announcement", None)
    assert told("GD501", *(estimate(kind=kind, categories=categories) for kind in kinds)) == []


def test_a_word_that_contains_a_category_is_another() -> None:
    assert findings("GD501", estimate(kind="reserve", categories="not-measured")) == ()


def test_parts_repeat_what_is_told_of_the_whole() -> None:
    whole = estimate(kind="reserve", categories="probable; indicated")
    parts = [part("d/a", name, kind="reserve") for name in ("probable", "indicated")]
    assert told("GD501", whole, *parts) == ["d/a"]
    assert told("GD501", {**whole, "categories": None}, *parts) == ["d/a/indicated"]


def test_estimates_of_a_database_are_looked_at() -> None:
    row = {"claim": "c/1", "occurrence_id": "usgs-1", "kind": "reserve", "categories": "measured"}
    (finding,) = findings("GD501", row, table="occurrence_estimates")
    assert (finding.deposit, finding.claim) == ("usgs-1", "c/1")


# --- GD502: inferred in a reserve ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "categories", "named"),
    [
        ("reserve", "inferred", "inferred"),
        ("reserve", "proved; probable; inferred", "proved, probable and inferred"),
        ("resource", "probable; inferred", "probable and inferred"),
        ("compiled", "proved; inferred", "proved and inferred"),
        ("reserve", "measured; inferred", "measured and inferred"),
    ],
)
def test_inferred_in_a_reserve(kind: str, categories: str, named: str) -> None:
    (finding,) = findings(CATEGORIES, estimate(kind=kind, categories=categories))
    assert (finding.code, finding.severity) == ("GD502", Severity.ERROR)
    assert finding.field == "categories"
    assert finding.message == (
        f"{named} in a reserve: inferred resources never become one; "
        "state them as a resource of their own"
    )


@pytest.mark.parametrize(
    ("kind", "categories"),
    [("resource", "inferred"), ("compiled", ALL), ("reserve", "proved; probable")],
)
def test_inferred_beside_no_reserve(kind: str, categories: str) -> None:
    assert findings("GD502", estimate(kind=kind, categories=categories)) == ()


def test_an_inferred_part_is_told_once() -> None:
    whole = estimate(kind="reserve", categories="probable; inferred")
    parts = [part("d/a", name, kind="reserve") for name in ("probable", "inferred")]
    assert told("GD502", whole, *parts) == ["d/a"]


# --- GD503: inferred added up --------------------------------------------------------------------


@pytest.mark.parametrize("categories", ["indicated; inferred", "measured; inferred", ALL])
@pytest.mark.parametrize("code", ["jorc", "sk-1300", "umrek", "gb-t-17766", "unstated", None])
def test_a_sum_without_its_categories_is_a_warning(code: str, categories: str) -> None:
    (finding,) = findings(
        "GD503", estimate(code=code, categories=categories, **amount("ore_mt", 9))
    )
    named = " and ".join(categories.replace("; ", ", ").rsplit(", ", 1))
    assert finding.severity is Severity.WARNING
    assert finding.field == "categories"
    assert finding.message == (
        f"{named} in one figure without a figure for each: how much is inferred is not known"
    )


@pytest.mark.parametrize(
    ("kind", "severity"), [("resource", Severity.ERROR), ("compiled", Severity.WARNING)]
)
def test_the_sum_itself_is_forbidden_in_canada(kind: str, severity: Severity) -> None:
    row = estimate(kind=kind, code="ni-43-101", categories=ALL, **amount("contained_kt", 9))
    (finding,) = findings("GD503", row)
    assert finding.severity is severity
    assert finding.message == (
        "measured, indicated and inferred are added up, which NI 43-101, 2.2(c), forbids: "
        "state inferred apart"
    )


def test_categories_beside_the_sum_excuse_it_but_in_canada() -> None:
    parts = [part("d/a", name, **amount("ore_mt", 4)) for name in ("indicated", "inferred")]
    whole = estimate(categories="indicated; inferred", **amount("ore_mt", 8))
    assert findings("GD503", whole, *parts) == ()
    assert told("GD503", {**whole, "code": "ni-43-101"}, *parts) == ["d/a"]
    assert told("GD503", {**whole, "claim": "d/b"}, *parts) == ["d/b"]


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        ({"categories": "indicated"}, []),  # WIM 200, USGS 6489: 4,500 Mt, 370 Mt of it indicated
        ({"categories": "inferred"}, []),
        ({"categories": "measured"}, ["d/a"]),
        ({"categories": "measured; indicated"}, ["d/a"]),
        ({"categories": "indicated", "source": "t"}, ["d/a"]),
        ({"categories": "indicated", "zone": "North"}, ["d/a"]),
        ({"categories": "indicated", "id": "e"}, ["d/a"]),
    ],
)
def test_what_another_row_of_the_source_tells_apart(
    other: dict[str, Any], codes: list[str]
) -> None:
    whole = estimate(categories="indicated; inferred", **amount("ore_mt", 4500))
    part = estimate(**{"claim": "d/b", **amount("ore_mt", 370), **other})
    assert told("GD503", whole, part) == codes
    assert told("GD503", {**whole, "code": "ni-43-101"}, part) == ["d/a"]


@pytest.mark.parametrize("code", ["ni-43-101", "jorc"])
def test_our_own_sum_is_no_statement(code: str) -> None:
    row = estimate(code=code, categories=ALL, summed=True, **amount("ore_mt", 9))
    assert findings("GD503", row) == ()
    assert told("GD503", {**row, "summed": False}) == ["d/a"]


@pytest.mark.parametrize("name", ["ore_mt", "grade_pct", "contained_kt"])
def test_any_figure_may_be_the_sum(name: str) -> None:
    row = estimate(categories=ALL, **amount(name, 9))
    assert told("GD503", row) == ["d/a"]
    assert findings("GD503", {**row, f"{name}_text": None}) == ()


@pytest.mark.parametrize(
    "more",
    [
        {"categories": SURE},
        {"categories": "inferred"},
        {"categories": "inferred; exploration-target"},
        {"kind": "reserve"},  # for GD502
        {"categories": f"probable; {ALL}"},
    ],
)
def test_no_sum_of_this_sort(more: dict[str, Any]) -> None:
    row = {"categories": ALL, **amount("ore_mt", 9), **more}
    assert findings("GD503", estimate(**row)) == ()
