"""Rules on categories and codes: what is a reserve, what is added up, which includes which."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.checks import run
from geodeposits.finding import Finding, Severity
from tests.checks_kit import dataset

SURE = "measured; indicated"
ALL = "measured; indicated; inferred"
CATEGORIES = "GD501 GD502 GD503"


def estimate(claim: str = "d/a", **more: Any) -> dict[str, Any]:
    where = {"claim": claim, "id": "d", "origin": "d.toml:7", "source": "s"}
    return {**where, "kind": "resource", "code": "jorc", **more}


def part(whole: str, categories: str, **more: Any) -> dict[str, Any]:
    return estimate(f"{whole}/{categories}", part_of=whole, categories=categories, **more)


def amount(name: str, low: float, high: float | None = None) -> dict[str, Any]:
    """Return the columns of a quantity: one number, or from one to another."""
    best = low if high is None else None
    high = low if high is None else high
    bounds = {f"{name}_low": low, f"{name}_high": high}
    return {name: best, **bounds, f"{name}_text": f"{low:g}–{high:g}"}


def findings(code: str, *rows: dict[str, Any], table: str = "estimates") -> tuple[Finding, ...]:
    return run(dataset(**{table: list(rows)}), select=code.split()).findings


def told(code: str, *rows: dict[str, Any]) -> list[str]:
    return [finding.claim for finding in findings(code, *rows)]


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


# --- GD504: more reserve than the resource that includes it --------------------------------------


def including(**more: Any) -> dict[str, Any]:
    return estimate("d/r", includes_reserves=True, **more)


def reserve(**more: Any) -> dict[str, Any]:
    return estimate("d/v", kind="reserve", **more)


@pytest.mark.parametrize(("ore_mt", "expected"), [(11.0, []), (11.01, ["d/v"]), (18.4, ["d/v"])])
def test_ore_may_be_diluted_by_a_tenth(ore_mt: float, expected: list[str]) -> None:
    pair = including(**amount("ore_mt", 10)), reserve(**amount("ore_mt", ore_mt))
    assert told("GD504", *pair) == expected


@pytest.mark.parametrize(("reo_kt", "expected"), [(10.1, []), (10.11, ["d/v"])])
def test_what_it_contains_is_rounded_at_most(reo_kt: float, expected: list[str]) -> None:
    """What is contained is compared where both are known, whatever the ore."""
    whole = including(**amount("reo_kt", 10), **amount("ore_mt", 1))
    assert told("GD504", whole, reserve(**amount("reo_kt", reo_kt), **amount("ore_mt", 9))) == (
        expected
    )


@pytest.mark.parametrize("known", ["d/r", "d/v"])
def test_content_of_one_alone_leaves_the_ore(known: str) -> None:
    pair = including(**amount("ore_mt", 10)), reserve(**amount("ore_mt", 18))
    more = {known: amount("reo_kt", 5)}
    assert told("GD504", *({**row, **more.get(row["claim"], {})} for row in pair)) == ["d/v"]


def test_the_finding_says_both_figures() -> None:
    pair = including(**amount("ore_mt", 12)), reserve(**amount("ore_mt", 18.4))
    (finding,) = findings("GD504", *pair)
    assert (finding.severity, finding.field) == (Severity.ERROR, "includes_reserves")
    assert finding.message == (
        "a reserve of 18.4 Mt of ore is more than the 12 Mt measured and indicated "
        "that are said to include it (d/r)"
    )
    pair = including(**amount("reo_kt", 12)), reserve(**amount("reo_kt", 18.4))
    (finding,) = findings("GD504", *pair)
    assert "a reserve of 18.4 kt of contained oxide is more than the 12 kt" in finding.message


def test_inferred_does_not_carry_a_reserve() -> None:
    whole = including(categories=ALL, **amount("ore_mt", 30))
    parts = [
        part("d/r", name, **amount("ore_mt", ore))
        for name, ore in (("measured", 4.0), ("indicated", 6.0), ("inferred", 20.0))
    ]
    (finding,) = findings("GD504", whole, *parts, reserve(**amount("ore_mt", 12)))
    assert "more than the 10 Mt measured and indicated" in finding.message
    assert findings("GD504", whole, *parts, reserve(**amount("ore_mt", 10.9))) == ()
    assert findings("GD504", whole, reserve(**amount("ore_mt", 12))) == ()


def test_the_least_of_one_is_held_against_the_most_of_the_other() -> None:
    pair = including(**amount("ore_mt", 5, 10)), reserve(**amount("ore_mt", 11, 40))
    assert findings("GD504", *pair) == ()


@pytest.mark.parametrize(
    "more",
    [
        {"includes_reserves": False},
        {"includes_reserves": None},
        {"source": "other"},
        {"source": None},
        {"id": "e"},
        {"zone": "north"},
        {"scope": "part"},
        {"kind": "compiled"},
        {"ore_mt_high": None},
    ],
)
def test_what_is_not_said_to_include_it_is_not_compared(more: dict[str, Any]) -> None:
    whole = {**including(**amount("ore_mt", 10)), **more}
    assert findings("GD504", whole, reserve(**amount("ore_mt", 18))) == ()


def test_one_zone_is_compared_with_itself() -> None:
    whole = including(zone="north", scope="part", **amount("ore_mt", 10))
    assert told("GD504", whole, reserve(zone="north", scope="part", **amount("ore_mt", 18))) == [
        "d/v"
    ]


# --- GD505: inclusive resources under SK-1300 ----------------------------------------------------


def test_inclusive_resources_under_sk_1300() -> None:
    (finding,) = findings("GD505", estimate(code="sk-1300", includes_reserves=True))
    assert (finding.severity, finding.field) == (Severity.ERROR, "includes_reserves")
    assert finding.message == (
        "resources under SK-1300 are stated exclusive of reserves (items 1303 and 1304): "
        "give the exclusive figure, or the code under which this one was made"
    )


@pytest.mark.parametrize(
    "more",
    [
        {"includes_reserves": False},
        {"includes_reserves": None},
        {"code": "jorc"},
        {"code": "ni-43-101"},
        {"kind": "reserve"},
        {"part_of": "d/b"},
    ],
)
def test_exclusive_or_not_under_sk_1300(more: dict[str, Any]) -> None:
    row = {**estimate(code="sk-1300", includes_reserves=True), **more}
    assert findings("GD505", row) == ()


def test_both_ways_in_one_source_are_fine() -> None:
    rows = [
        estimate("d/a", code="sk-1300", includes_reserves=True),
        estimate("d/b", code="sk-1300", includes_reserves=False),
    ]
    assert findings("GD505", *rows) == ()
    assert told("GD505", rows[0], {**rows[1], "source": "other"}) == ["d/a"]
    assert told("GD505", rows[0], {**rows[1], "kind": "reserve"}) == ["d/a"]


def test_a_table_without_the_column_is_left_alone() -> None:
    row = {"claim": "c/1", "occurrence_id": "usgs-1", "kind": "resource", "code": "sk-1300"}
    assert findings("GD505", row, table="occurrence_estimates") == ()


# --- GD506: which includes which is not said -----------------------------------------------------


def test_a_resource_beside_a_reserve_without_a_word() -> None:
    (finding,) = findings("GD506", estimate("d/r"), reserve())
    assert (finding.severity, finding.field, finding.claim) == (
        Severity.WARNING,
        "includes_reserves",
        "d/r",
    )
    assert finding.message == (
        "the source states a reserve too: "
        "say with includes_reserves whether this resource counts it"
    )


@pytest.mark.parametrize("said", [True, False])
def test_either_word_answers(said: bool) -> None:
    assert findings("GD506", estimate("d/r", includes_reserves=said), reserve()) == ()


def test_one_finding_a_source_and_one_word_for_all_its_figures() -> None:
    rows = [estimate("d/r"), estimate("d/r2", zone="north"), reserve()]
    assert told("GD506", *rows) == ["d/r"]
    assert told("GD506", *rows, estimate("d/r3", includes_reserves=True)) == []
    elsewhere = [{**row, "source": "t", "claim": f"{row['claim']}t"} for row in rows]
    assert told("GD506", *rows, *elsewhere) == ["d/r", "d/rt"]


@pytest.mark.parametrize(
    "more",
    [
        {"source": "other"},
        {"source": None},
        {"id": "e"},
        {"kind": "compiled"},
        {"kind": "resource"},
        {"code": "gkz"},
        {"part_of": "d/x"},
    ],
)
def test_no_reserve_of_the_source_beside_it(more: dict[str, Any]) -> None:
    assert findings("GD506", estimate("d/r"), {**reserve(), **more}) == ()


def test_sk_1300_answers_by_rule() -> None:
    assert findings("GD506", estimate("d/r", code="sk-1300"), reserve(code="sk-1300")) == ()


def test_sources_that_are_unknown_are_not_one() -> None:
    assert findings("GD506", estimate("d/r", source=None), reserve(source=None)) == ()
