"""Statements of amounts: each metric supported, contradicted, dependent, untestable, at edges."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from geodeposits.summary.statements import Ground, Lack, Misread, Outcome, Verdict, When
from tests.statements_kit import (
    Trial,
    announced,
    estimate,
    found,
    outcomes,
    production,
)

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
JORC = {"code": "jorc", "effective": "2024"}


@pytest.fixture
def trial(dataset_of: Any) -> Trial:
    return Trial(dataset_of)


# --- Contained oxide -----------------------------------------------------------------------------


def contained(trial: Trial, value: str, *estimates: dict[str, Any], **more: Any) -> Any:
    record = {"estimates": list(estimates)}
    fields = {"metric": "contained-reo", "value": value, "unit": "Mt", **more}
    return trial({"tr-a": record}, **fields)


def test_contained_oxide_holds_on_each_level(trial: Trial) -> None:
    coded = estimate(ore_mt=694, grade_pct="1.8", **JORC)
    result = contained(trial, "12.5", estimate(contained_kt="12,480"), coded)
    assert result.verdict is Verdict.SUPPORTED
    assert [(check.level, check.found.shown(4)) for check in result.checks] == [
        ("A", "12.49"),
        ("D", "12.48"),
    ]
    (used,) = result.checks[1].used
    assert (used.claim, used.source, used.text) == ("tr-a/estimates/paper", "paper", "12480")


def test_contained_oxide_that_nothing_bears_out(trial: Trial) -> None:
    result = contained(trial, "53", estimate(ore_mt="53.43", grade_pct="0.17"))
    assert result.verdict is Verdict.CONTRADICTED
    assert (Ground.ROCK, Outcome.IMPOSSIBLE) in outcomes(result)  # 99 % of the rock
    assert round(result.ratio) == 584
    (reading,) = result.readings
    assert (reading.misread, reading.found.text) == (Misread.ORE, "53.43")


@pytest.mark.parametrize(("value", "impossible"), [("76", False), ("76.1", True)])
def test_no_rock_holds_more_than_its_richest_mineral(
    trial: Trial, value: str, impossible: bool
) -> None:
    result = contained(trial, value, estimate(ore_mt="100", grade_pct="1"))
    assert ((Ground.ROCK, Outcome.IMPOSSIBLE) in outcomes(result)) is impossible


def test_contained_oxide_may_hold_on_one_level_alone(trial: Trial) -> None:
    result = contained(
        trial,
        "28.2",
        estimate(ore_mt=45, grade_pct="0.4", **JORC),
        estimate(contained_kt="28,000", ore_mt="4,300"),
    )
    assert result.verdict is Verdict.DEPENDS
    assert [(check.level, check.outcome) for check in result.checks] == [("A", FAILS), ("D", HOLDS)]


def test_an_announcement_is_no_witness_to_itself(trial: Trial) -> None:
    same = announced(contained_kt="216,200", ore_mt="6,000")
    result = contained(trial, "216.2", same)
    assert (result.verdict, result.lacks) == (Verdict.UNTESTABLE, (Lack.OWN_WORD,))
    assert [check.outcome for check in result.checks] == [Outcome.SAME]
    other = announced(contained_kt="100,000", ore_mt="6,000", published="2021")
    assert contained(trial, "216.2", same, other).verdict is Verdict.CONTRADICTED


def test_the_statement_s_own_source_is_no_witness(trial: Trial) -> None:
    own = estimate(contained_kt="12,500", cite={"source": "speech"})
    assert contained(trial, "12.5", own).lacks == (Lack.OWN_WORD,)
    assert (
        contained(trial, "12.5", own | {"cite": {"source": "paper"}}).verdict is Verdict.SUPPORTED
    )


def test_a_bound_leaves_contained_oxide_open(trial: Trial) -> None:
    result = contained(trial, "12.5", announced(ore_mt=694, grade_pct=">1"))
    assert (result.verdict, result.lacks) == (Verdict.OPEN, (Lack.ONLY_BOUNDS,))
    assert outcomes(result) == [(Ground.ESTIMATES, OPEN)]
    smaller = estimate(contained_kt=130)
    both = contained(trial, "12.5", announced(ore_mt=694, grade_pct=">1"), smaller)
    assert (both.verdict, both.lacks) == (Verdict.OPEN, ())  # none is for it, one leaves it open
    assert contained(trial, "70", announced(ore_mt=694, grade_pct=">1")).ratio


def test_without_an_estimate_there_is_nothing_to_compare(trial: Trial) -> None:
    result = contained(trial, "12.5", estimate(ore_mt=50, basis="ore"))
    assert (result.verdict, result.lacks) == (Verdict.UNTESTABLE, (Lack.NO_ESTIMATE,))


def test_reserves_and_resources_are_grounds_of_their_own(trial: Trial) -> None:
    result = contained(
        trial,
        "5.7",
        estimate(ore_mt=261, grade_pct="2.19"),
        estimate(kind="reserve", ore_mt="23.7", grade_pct="2.9"),
    )
    assert [(c.sort, c.outcome) for c in result.checks] == [("reserve", FAILS), ("resource", HOLDS)]


def test_the_product_of_what_is_stated_is_checked(trial: Trial) -> None:
    result = contained(trial, "0.9354", estimate(contained_kt="935.4"), ore_mt=20, grade_pct="0.07")
    assert found(result, Ground.PRODUCT) == ["0.014"]
    assert result.verdict is Verdict.DEPENDS
    right = contained(trial, "0.014", estimate(contained_kt=14), ore_mt=20, grade_pct="0.07")
    assert right.verdict is Verdict.SUPPORTED


def test_the_grade_that_oxide_and_ore_imply_is_checked(trial: Trial) -> None:
    result = contained(trial, "12.5", estimate(contained_kt="12,500", grade_pct="2.78"), ore_mt=694)
    assert outcomes(result) == [(Ground.ESTIMATES, HOLDS), (Ground.IMPLIED_GRADE, FAILS)]
    assert found(result, Ground.IMPLIED_GRADE) == ["2.78"]


def test_elements_are_tested_as_the_oxide_that_they_come_to(trial: Trial) -> None:
    held = estimate(contained_kt="12,000")
    result = contained(trial, "9.9", held, basis="TREE")  # 11.6 to 12.3 Mt of oxide
    assert result.verdict is Verdict.SUPPORTED
    assert contained(trial, "9.9", held).verdict is Verdict.CONTRADICTED
    assert contained(trial, "9.6", held, basis="TREE").verdict is Verdict.CONTRADICTED
    assert contained(trial, "9.9", held, basis="TREO").verdict is Verdict.CONTRADICTED
    assert (str(result.said.value), str(result.said.oxide)) == ("9.9", "11.583–12.276")


@pytest.mark.parametrize(("basis", "share"), [("TREO", "76.1"), ("TREE", "89–94.4")])
def test_the_rock_is_the_statement_s_own(trial: Trial, basis: str, share: str) -> None:
    held = estimate(ore_mt="1,000", grade_pct="1")  # in so much rock it would be possible
    result = contained(trial, "76.1", held, ore_mt=100, basis=basis)
    assert found(result, Ground.ROCK) == [share]
    (used,) = next(check.used for check in result.checks if check.ground is Ground.ROCK)
    assert (used.text, used.claim) == ("100", "")
    assert not found(contained(trial, "76.1", held, basis=basis), Ground.ROCK)
    assert not found(contained(trial, "60", held, ore_mt=100, basis=basis), Ground.ROCK)


def test_what_was_published_later_is_marked(trial: Trial) -> None:
    held = [estimate(contained_kt=5), estimate(contained_kt=7, published="2025-07", **JORC)]
    checks = contained(trial, "12.5", *held).checks  # said in June 2025
    assert [(check.level, check.when) for check in checks] == [("A", When.LATER), ("D", When.BOTH)]
    same_month = estimate(contained_kt=7, published="2025-06", **JORC)
    assert {c.when for c in contained(trial, "12.5", same_month).checks} == {When.BOTH}
    assert {c.when for c in contained(trial, "12.5", *held, date=None).checks} == {When.BOTH}


def test_short_tons_are_converted(trial: Trial) -> None:
    held = estimate(contained_kt="1,542")
    assert contained(trial, "1,700,000", held, unit="short ton").verdict is Verdict.SUPPORTED
    assert contained(trial, "1,700,000", held, unit="t").verdict is Verdict.CONTRADICTED


def test_a_thousandth_may_be_the_feed_of_a_plant(trial: Trial) -> None:
    plant = {"name": "P", "stage": "planned", "ore_t_per_y": "570,000", "cite": {"source": "paper"}}
    record = {"estimates": [estimate(contained_kt="12,500")], "plants": [plant]}
    result = trial({"tr-a": record}, metric="contained-reo", value=570, unit="Mt", ore_mt=690)
    assert [reading.misread for reading in result.readings] == [Misread.FEED_TIMES_1000]


# --- Ore, grade ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("694", Verdict.SUPPORTED), ("710", Verdict.CONTRADICTED), ("~710", Verdict.SUPPORTED)],
)
def test_a_tonnage_of_ore(trial: Trial, value: str, verdict: Verdict) -> None:
    records = {"tr-a": {"estimates": [announced(ore_mt=694, basis="ore")]}}
    assert trial(records, metric="ore", value=value, unit="Mt").verdict is verdict
    assert trial({"tr-a": {}}, metric="ore", value=value, unit="Mt").lacks == (Lack.NO_ESTIMATE,)


@pytest.mark.parametrize(
    ("value", "unit", "verdict"),
    [
        ("2.78", "%", Verdict.DEPENDS),  # level D has it, level A has not
        ("27,800", "g/t", Verdict.DEPENDS),
        ("5", "%", Verdict.CONTRADICTED),
    ],
)
def test_a_grade(trial: Trial, value: str, unit: str, verdict: Verdict) -> None:
    held = [estimate(grade_pct="2.78", ore_mt=5), estimate(grade_pct=1, ore_mt=5, **JORC)]
    held.append(estimate(grade_pct=5, ore_mt=1, basis="TREE"))  # elements are no oxides
    result = trial({"tr-a": {"estimates": held}}, metric="grade", value=value, unit=unit)
    assert result.verdict is verdict


def test_a_grade_is_set_against_another_deposit(trial: Trial) -> None:
    records = {"tr-a": {}, "cn-b": {"estimates": [estimate(grade_pct="5.6", ore_mt=1)]}}
    fields = {"metric": "grade", "relation": "above", "against": "cn-b"}
    low = trial(records, value=700, unit="g/t", **fields)
    assert (low.verdict, low.ratio) == (Verdict.CONTRADICTED, Decimal(1) / 80)  # too small
    assert trial(records, value="5.7", unit="%", **fields).verdict is Verdict.SUPPORTED
    assert trial(records, value="5.6", unit="%", **fields).verdict is Verdict.CONTRADICTED
    assert (
        trial({"tr-a": {}, "cn-b": {}}, value=1, unit="%", **fields).verdict is Verdict.UNTESTABLE
    )


def test_reserves_need_an_estimate_of_reserves(trial: Trial) -> None:
    fields = {"metric": "reserves", "value": "1.5", "unit": "Mt"}
    reserve = {"tr-a": {"estimates": [estimate(kind="reserve", contained_kt="1,500")]}}
    assert trial(reserve, **fields).verdict is Verdict.SUPPORTED
    as_large = {"tr-a": {"estimates": [estimate(contained_kt="1,500")]}}
    assert trial(as_large, **fields).lacks == (Lack.ONLY_BOUNDS,)  # a resource bears out nothing
    assert trial(as_large, **fields).verdict is Verdict.OPEN
    smaller = {"tr-a": {"estimates": [estimate(contained_kt="1,270")]}}
    assert trial(smaller, **fields).verdict is Verdict.CONTRADICTED


# --- Years ---------------------------------------------------------------------------------------

WORLD = [*production(2022, 2021, world=280_000), *production(2026, 2025, world=390_000)]


def test_years_of_supply_at_the_output_of_the_world(trial: Trial) -> None:
    records = {"tr-a": {"estimates": [estimate(contained_kt="12,500")]}}
    fields = {"metric": "years-of-supply", "unit": "years", "national": WORLD, "date": "2022-07"}
    result = trial(records, value="1,000", relation="at-least", **fields)
    assert result.verdict is Verdict.CONTRADICTED
    assert found(result, Ground.ESTIMATES) == ["44.6", "32.1"]
    assert [check.when for check in result.checks] == [When.THEN, When.NOW]
    assert trial(records, value=30, relation="at-least", **fields).verdict is Verdict.SUPPORTED
    assert trial(records, value=40, relation="at-least", **fields).verdict is Verdict.DEPENDS


def test_years_of_a_day_use_what_was_published_by_that_day(trial: Trial) -> None:
    later = estimate(contained_kt="12,500", published="2025-10")
    fields = {"metric": "years-of-supply", "unit": "years", "national": WORLD, "value": 30}
    only = trial({"tr-a": {"estimates": [later]}}, date="2022-07", **fields)
    assert [(check.when, check.year) for check in only.checks] == [(When.NOW, 2025)]
    older = estimate(contained_kt="900", published="2022-07")
    both = trial({"tr-a": {"estimates": [older, later]}}, date="2022-07", **fields)
    told = [(check.when, check.year, check.used[0].text) for check in both.checks]
    assert told == [(When.THEN, 2021, "900"), (When.NOW, 2025, "12500")]


def test_years_of_supply_need_an_output(trial: Trial) -> None:
    records = {"tr-a": {"estimates": [estimate(contained_kt="12,500")]}}
    result = trial(records, metric="years-of-supply", value=30, unit="years")
    assert (result.verdict, result.lacks) == (Verdict.UNTESTABLE, (Lack.NO_ESTIMATE,))


def test_years_at_the_plan_that_is_stated(trial: Trial) -> None:
    records = {"tr-a": {"estimates": [estimate(contained_kt="5,700")]}}
    fields = {"metric": "years-of-supply", "unit": "years", "reo_t_per_y": "7,500–10,000"}
    result = trial(records, value=200, relation="at-least", **fields)
    assert (result.verdict, found(result, Ground.ESTIMATES)) == (Verdict.SUPPORTED, ["570–760"])
    assert trial(records, value=600, relation="at-least", **fields).verdict is Verdict.OPEN
    assert trial(records, value=800, relation="at-least", **fields).verdict is Verdict.CONTRADICTED


def test_years_that_are_the_life_of_the_mine(trial: Trial) -> None:
    plant = {"name": "P", "stage": "planned", "ore_t_per_y": "570,000", "cite": {"source": "paper"}}
    record = {"estimates": [announced(ore_mt=694, grade_pct="1.8")], "plants": [plant]}
    fields = {"metric": "years-of-supply", "unit": "years", "relation": "at-least"}
    result = trial({"tr-a": record}, value="1,000", national=WORLD, **fields)
    assert result.verdict is Verdict.CONTRADICTED
    (reading,) = result.readings
    assert (reading.misread, reading.found.shown(4)) == (Misread.MINE_LIFE, "1,218")


def test_years_of_one_element_lack_a_split_and_a_demand(trial: Trial) -> None:
    fields = {"metric": "years-of-supply", "value": 730, "unit": "years", "elements": ["Dy"]}
    record = {"estimates": [estimate(contained_kt="16,000")]}
    result = trial({"tr-a": record}, national=WORLD, reo_t="16,000,000", **fields)
    assert (result.verdict, result.lacks) == (Verdict.UNTESTABLE, (Lack.NO_SPLIT, Lack.NO_DEMAND))
    assert result.readings[0].found.shown(2) == "41"
    split = {**record, "oxides": [{"oxides_pct": {"Dy2O3": 3}, "cite": {"source": "paper"}}]}
    assert trial({"tr-a": split}, **fields).lacks == (Lack.NO_DEMAND,)
