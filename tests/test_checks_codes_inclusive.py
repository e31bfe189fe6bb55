"""Rules GD504 to GD506: reserves beside the resources that include them."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.finding import Severity
from tests.codes_kit import ALL, amount, estimate, findings, part, reserve, told

# --- GD504: more reserve than the resource that includes it --------------------------------------


def including(**more: Any) -> dict[str, Any]:
    return estimate("d/r", includes_reserves=True, **more)


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
