"""Statements of amounts: each metric supported, contradicted, dependent, untestable, at edges."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from geodeposits.quantity import Quantity
from geodeposits.summary.places import place_by_numbers
from geodeposits.summary.statements import (
    _TESTS,
    Check,
    Ground,
    Lack,
    Misread,
    Outcome,
    Verdict,
    When,
    verdict_of,
)
from geodeposits.summary.statements.agreement import agrees, compared, factor_of, ranked
from geodeposits.vocab.statements import UNITS_OF, Metric, Relation
from tests.statements_kit import (
    Trial,
    announced,
    estimate,
    found,
    outcomes,
    production,
    reserves,
)

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
JORC = {"code": "jorc", "effective": "2024"}


@pytest.fixture
def trial(dataset_of: Any) -> Trial:
    return Trial(dataset_of)


def q(text: str) -> Quantity:
    return Quantity.parse(text)


# --- Agreement -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "actual", "same"),
    [
        ("12.5", "12.5", True),
        ("12.5", "12.46", True),  # rounds to 12.5
        ("12.5", "12.44", False),
        ("12.47", "12", True),  # the found figure was rounded
        ("12.6", "12", False),
        ("1,000", "1218", True),  # one digit
        ("14", "9", False),  # a found figure of one digit is not taken for a rounded one
        ("~15", "13.5", True),  # ten per cent, at the edge
        ("~15", "13.4", False),
        ("15", "~16.5", True),
        ("694", "0.694", False),
        ("5.6–6.1", "6", True),
        ("5.6–6.1", "6.2", False),
        (">5", "6", False),  # a bound is no figure to agree with
    ],
)
def test_figures_agree_but_for_rounding(stated: str, actual: str, same: bool) -> None:
    assert agrees(q(stated), q(actual)) is same


@pytest.mark.parametrize(
    ("stated", "relation", "actual", "outcome"),
    [
        ("12.5", "equal", "12.5", HOLDS),
        ("12.5", "equal", "6.9", FAILS),
        ("12.5", "equal", ">6.94", OPEN),
        ("12.5", "equal", ">12.6", FAILS),
        ("69.4", "equal", ">6.94", OPEN),  # ten times the bound, and no more
        ("69.5", "equal", ">6.94", FAILS),
        ("3", "equal", "<5", OPEN),
        ("0.4", "equal", "<5", FAILS),
        ("6", "equal", "<5", FAILS),
        ("700", "equal", "561.4–762.2", HOLDS),
        ("40", "above", "40", FAILS),
        ("40", "above", ">40", HOLDS),
        ("40", "above", "46", HOLDS),
        ("40", "above", "30–50", OPEN),
        ("40", "above", ">30", OPEN),
        ("400", "above", ">30", FAILS),
        ("40", "at-least", "40", HOLDS),
        ("40", "at-least", "30–50", OPEN),
        ("1,000", "at-least", "32", FAILS),
        ("40", "below", "39", HOLDS),
        ("40", "below", "40", FAILS),
        ("40", "below", "<50", OPEN),
        ("40", "at-most", "40", HOLDS),
        ("40", "at-most", ">40", FAILS),
    ],
)
def test_what_is_found_stands_to_what_was_stated(
    stated: str, relation: str, actual: str, outcome: Outcome
) -> None:
    assert compared(q(stated), Relation(relation), q(actual)) is outcome


@pytest.mark.parametrize(
    ("value", "relation", "best", "worst", "outcome"),
    [
        (2, "equal", 2, 2, HOLDS),
        (2, "equal", 3, 3, FAILS),
        (2, "equal", 1, 2, OPEN),
        (2, "equal", 1, 1, FAILS),
        (5, "at-most", 1, 5, HOLDS),
        (5, "at-most", 4, 6, OPEN),
        (5, "at-most", 6, 9, FAILS),
        (5, "below", 5, 5, FAILS),
    ],
)
def test_a_rank_may_be_an_interval(
    value: int, relation: str, best: int, worst: int, outcome: Outcome
) -> None:
    assert ranked(q(str(value)), Relation(relation), best, worst) is outcome


def test_how_far_off_is_one_or_more_either_way() -> None:
    assert factor_of(q("694"), q("12.5")) == Decimal("55.52")
    assert factor_of(q("12.5"), q("694")) == Decimal("55.52")
    assert factor_of(q("3"), q("3")) == 1
    assert factor_of(q("3"), q("0")) is None


def test_a_place_counts_what_is_certainly_and_what_may_be_larger() -> None:
    others = [q("10"), q("4–6"), q("5"), q(">3"), q("5")]
    assert place_by_numbers(q("5"), others) == (2, 3, 2)  # 4–6 may be larger; equals share a rank
    assert place_by_numbers(q("4–6"), [q("5")]) == (1, 2, 1)
    assert place_by_numbers(q(">6"), others) == (2, 2, 2)  # a bound ranks as the bound
    assert place_by_numbers(q("6"), [q(">6"), q("≥6")]) == (2, 2, 2)  # more than 6 is more than 6
    assert place_by_numbers(q("1"), []) == (1, 1, 1)


# --- Verdict -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ((), Verdict.UNTESTABLE),
        ((HOLDS,), Verdict.SUPPORTED),
        ((HOLDS, HOLDS), Verdict.SUPPORTED),
        ((FAILS, FAILS), Verdict.CONTRADICTED),
        ((HOLDS, FAILS), Verdict.DEPENDS),
        ((HOLDS, OPEN), Verdict.DEPENDS),
        ((FAILS, OPEN), Verdict.DEPENDS),
        ((OPEN, OPEN), Verdict.UNTESTABLE),
        ((HOLDS, Outcome.IMPOSSIBLE), Verdict.CONTRADICTED),
        ((Outcome.SAME,), Verdict.UNTESTABLE),
        ((FAILS, Outcome.SAME), Verdict.CONTRADICTED),
        ((HOLDS, Outcome.SAME), Verdict.SUPPORTED),
    ],
)
def test_the_verdict_follows_from_the_comparisons(
    given: tuple[Outcome, ...], verdict: Verdict
) -> None:
    checks = [Check(ground=Ground.ESTIMATES, outcome=outcome) for outcome in given]
    assert verdict_of(checks) is verdict


def test_what_decides_and_fails_contradicts() -> None:
    good = Check(ground=Ground.MAKING, outcome=HOLDS)
    bad = Check(ground=Ground.OUTPUT, outcome=FAILS, decides=True)
    assert verdict_of([good, bad]) is Verdict.CONTRADICTED
    kept = Check(ground=Ground.OUTPUT, outcome=HOLDS, decides=True)
    assert verdict_of([good, kept]) is Verdict.SUPPORTED


def test_every_metric_has_a_test_and_a_unit() -> None:
    assert set(_TESTS) == set(Metric) == set(UNITS_OF)
    assert all(UNITS_OF.values())


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
    assert round(result.factor) == 584
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
    assert (result.verdict, result.lacks) == (Verdict.UNTESTABLE, (Lack.ONLY_BOUNDS,))
    assert outcomes(result) == [(Ground.ESTIMATES, OPEN)]


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
    assert (low.verdict, round(low.factor)) == (Verdict.CONTRADICTED, 80)
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


def test_years_of_supply_need_an_output(trial: Trial) -> None:
    records = {"tr-a": {"estimates": [estimate(contained_kt="12,500")]}}
    result = trial(records, metric="years-of-supply", value=30, unit="years")
    assert (result.verdict, result.lacks) == (Verdict.UNTESTABLE, (Lack.NO_ESTIMATE,))


def test_years_at_the_plan_that_is_stated(trial: Trial) -> None:
    records = {"tr-a": {"estimates": [estimate(contained_kt="5,700")]}}
    fields = {"metric": "years-of-supply", "unit": "years", "reo_t_per_y": "7,500–10,000"}
    result = trial(records, value=200, relation="at-least", **fields)
    assert (result.verdict, found(result, Ground.ESTIMATES)) == (Verdict.SUPPORTED, ["570–760"])
    assert trial(records, value=600, relation="at-least", **fields).verdict is Verdict.UNTESTABLE
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


# --- Output, elements, makers --------------------------------------------------------------------


def plant(stage: str = "planned", **figures: Any) -> dict[str, Any]:
    return {"name": "P", "stage": stage, "cite": {"source": "paper"}, **figures}


def test_a_plan_that_needs_more_than_the_ore_holds(trial: Trial) -> None:
    fields = {"metric": "production", "value": "10,000", "unit": "t/y", "ore_t_per_y": "570,000"}
    rich = {"tr-a": {"estimates": [estimate(grade_pct="2.78", ore_mt=5)]}}
    result = trial(rich, **fields)
    assert (result.verdict, found(result, Ground.RECOVERY)) == (Verdict.SUPPORTED, ["63.1"])
    poor = {"tr-a": {"estimates": [estimate(grade_pct="1.8", ore_mt=5)]}}
    assert trial(poor, **fields).verdict is Verdict.CONTRADICTED  # 97 % of the oxide
    both = {"tr-a": {"estimates": [*poor["tr-a"]["estimates"], estimate(grade_pct="2.78", **JORC)]}}
    assert trial(both, **fields).verdict is Verdict.DEPENDS
    assert trial({"tr-a": {}}, **fields).lacks == (Lack.NO_OUTPUT,)


@pytest.mark.parametrize(("grade", "outcome"), [("1.95", HOLDS), ("1.94", FAILS)])
def test_the_edge_of_what_a_plant_may_win(trial: Trial, grade: str, outcome: Outcome) -> None:
    records = {"tr-a": {"estimates": [estimate(grade_pct=grade, ore_mt=5)]}}  # 90 % at 1.949 %
    result = trial(records, metric="production", value="10,000", unit="t/y", ore_t_per_y="570,000")
    assert outcomes(result) == [(Ground.RECOVERY, outcome)]


def test_announcements_made_piece_by_piece_imply_a_grade(trial: Trial) -> None:
    pieces = [announced(ore_mt=694, basis="ore"), announced(contained_kt="12,500")]
    fields = {"metric": "production", "value": "10,000", "unit": "t/y", "ore_t_per_y": "570,000"}
    result = trial({"tr-a": {"estimates": pieces}}, **fields)
    assert found(result, Ground.RECOVERY) == ["97.4"]


def test_an_output_is_compared_with_plants_and_with_the_world(trial: Trial) -> None:
    records = {"tr-a": {"plants": [plant(reo_t_per_y="10,000", ore_t_per_y="570,000")]}}
    fields = {"metric": "production", "unit": "t/y", "national": WORLD}
    large = trial(records, value="570,000", **fields)
    assert outcomes(large) == [(Ground.PLAN, FAILS), (Ground.WORLD_OUTPUT, FAILS)]
    assert (large.verdict, large.factor) == (Verdict.CONTRADICTED, 57)
    assert large.readings[0].misread is Misread.FEED
    same = trial(records, value="10,000", **fields)
    assert (same.verdict, same.lacks) == (Verdict.UNTESTABLE, (Lack.OWN_WORD,))  # a plan again
    runs = {"tr-a": {"plants": [plant("operating", reo_t_per_y="10,000")]}}
    assert trial(runs, value="10,000", **fields).verdict is Verdict.SUPPORTED


def test_elements_are_counted(trial: Trial) -> None:
    fields = {"metric": "elements", "unit": "elements"}
    shares = {"CeO2": 49, "La2O3": 33, "Nd2O3": 12}
    split = {"tr-a": {"oxides": [{"oxides_pct": shares, "cite": {"source": "paper"}}]}}
    assert trial(split, value=3, **fields).verdict is Verdict.SUPPORTED
    assert trial(split, value=10, **fields).verdict is Verdict.CONTRADICTED
    assert trial(split, value=16, **fields).verdict is Verdict.CONTRADICTED
    assert trial({"tr-a": {}}, value=10, **fields).lacks == (Lack.NO_SPLIT,)
    every = trial({"tr-a": {}}, value=17, **fields)  # promethium has no stable isotope
    assert outcomes(every) == [(Ground.MINEABLE, Outcome.IMPOSSIBLE)]
    some = estimate(basis="partial-oxides", members=["La2O3", "CeO2"], ore_mt=1, grade_pct=3)
    named = trial({"tr-a": {"estimates": [some]}}, value=10, **fields)
    assert (named.verdict, outcomes(named)) == (Verdict.UNTESTABLE, [(Ground.MEMBERS, OPEN)])


def test_what_is_listed_must_be_rare_earths(trial: Trial) -> None:
    fields = {"metric": "elements", "unit": "elements", "subject": "UA"}
    wrong = trial({}, value=3, elements=["Ti", "Li", "Be"], **fields)
    assert (wrong.verdict, found(wrong, Ground.LISTED)) == (Verdict.CONTRADICTED, ["0"])
    assert trial({}, value=2, elements=["Nd", "Dy"], **fields).verdict is Verdict.SUPPORTED


def running(country: str = "US", **more: Any) -> dict[str, Any]:
    step = {"status": "operating", "date": "2024", "cite": {"source": "paper"}}
    return {"country": country, "status": [step], **more}


def test_an_only_producer(trial: Trial) -> None:
    fields = {"metric": "only-producer", "value": 1, "unit": "producers", "scope": "US"}
    fields["subject"] = "us-a"
    alone = {"us-a": running(), "cn-b": running("CN", plants=[plant("operating", reo_t_per_y=5)])}
    assert trial(alone, **fields).verdict is Verdict.SUPPORTED
    other = running(plants=[plant("operating", reo_t_per_y=5)])
    assert trial({"us-a": running(), "us-b": other}, **fields).verdict is Verdict.CONTRADICTED
    unknown = trial({"us-a": running(), "us-b": running()}, **fields)
    assert outcomes(unknown) == [(Ground.MAKING, HOLDS), (Ground.RUNNING, OPEN)]
    assert unknown.verdict is Verdict.DEPENDS
    idle = trial({"us-a": {"country": "US"}, "us-b": other}, **fields)
    assert (idle.verdict, idle.lacks) == (Verdict.UNTESTABLE, (Lack.NOTHING_TO_COMPARE,))


@pytest.mark.parametrize(("date", "grounds"), [("2016", 2), ("2015", 1)])
def test_an_old_status_proves_nothing(trial: Trial, date: str, grounds: int) -> None:
    old = {"status": "operating", "date": date, "cite": {"source": "paper"}}
    records = {"us-a": running(), "us-b": {"country": "US", "status": [old]}}
    fields = {"metric": "only-producer", "value": 1, "unit": "producers", "scope": "US"}
    assert len(trial(records, subject="us-a", **fields).checks) == grounds


def test_the_output_that_is_stated_must_be_reached(trial: Trial) -> None:
    fields = {"metric": "only-producer", "value": 1, "unit": "producers", "scope": "outside-asia"}
    fields |= {"subject": "br-a", "reo_t_per_y": "5,000", "date": "2024-01"}
    records = {"br-a": running("BR")}
    low = trial(records, national=production(2026, 2025, BR=2000, world=390_000), **fields)
    assert outcomes(low) == [(Ground.MAKING, HOLDS), (Ground.OUTPUT, FAILS)]
    assert low.verdict is Verdict.CONTRADICTED
    high = trial(records, national=production(2026, 2025, BR=5000, world=390_000), **fields)
    assert high.verdict is Verdict.SUPPORTED


def test_a_table_of_the_statement_itself_is_no_witness(trial: Trial) -> None:
    national = [*production(2025, 2024, NG=13_000), *production(2026, 2024, NG=1500)]
    fields = {"metric": "production", "value": "13,000", "unit": "t/y", "subject": "NG"}
    by_another = trial({}, national=national, year=2024, **fields)
    assert by_another.verdict is Verdict.DEPENDS
    own = trial({}, national=national, year=2024, cite={"source": "table-2025"}, **fields)
    assert (own.verdict, [check.edition for check in own.checks]) == (Verdict.CONTRADICTED, [2026])


def test_reserves_of_a_country(trial: Trial) -> None:
    national = [*reserves(2025, AU=5_700_000, IN=6_900_000), *reserves(2026, AU=6_300_000, IN="NA")]
    fields = {"metric": "reserves", "unit": "Mt"}
    after = trial({}, subject="AU", value="6.3", edition=2026, national=national, **fields)
    assert after.verdict is Verdict.SUPPORTED
    before = trial({}, subject="AU", value="6.3", national=national, **fields)
    assert before.verdict is Verdict.DEPENDS
    wrong = trial({}, subject="AU", value="13.6", national=national, **fields)
    assert (wrong.verdict, wrong.factor) == (Verdict.CONTRADICTED, Decimal("13.6") / Decimal("6.3"))
    india = trial({}, subject="IN", value="6.9", national=national, **fields)
    assert outcomes(india) == [(Ground.NATIONAL, HOLDS), (Ground.UNPRINTED, OPEN)]
    assert trial({}, subject="KP", value=1, national=national, **fields).lacks == (
        Lack.NO_NATIONAL_FIGURE,
    )


def test_a_count_of_the_country_is_added_up_from_one_source(trial: Trial) -> None:
    count = {"by": "authority", "scope": "project", "code": "amd", "published": "2025"}
    held = [estimate(contained_kt="7,230", **count), estimate(contained_kt="1,290", **count)]
    result = trial(
        {"in-all": {"country": "IN", "estimates": held}},
        metric="reserves", subject="IN", value="8,520,000", unit="t",
        national=reserves(2025, IN=6_900_000),
    )  # fmt: skip
    assert outcomes(result) == [(Ground.NATIONAL, FAILS), (Ground.INVENTORY, HOLDS)]
    assert (result.verdict, len(result.checks[1].used)) == (Verdict.DEPENDS, 2)


def test_contained_oxide_of_a_country_may_exceed_its_reserves_not_fall_short(trial: Trial) -> None:
    national = reserves(2025, MY=710_000)
    fields = {"metric": "contained-reo", "subject": "MY", "unit": "Mt", "national": national}
    assert trial({}, value="16.1", **fields).lacks == (Lack.ONLY_BOUNDS,)
    assert trial({}, value="0.7", **fields).verdict is Verdict.CONTRADICTED
