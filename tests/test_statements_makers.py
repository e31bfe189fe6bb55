"""Statements of output, elements, makers and national amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from geodeposits.summary.statements import Ground, Lack, Misread, Outcome, Verdict
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


# --- Output, elements, makers --------------------------------------------------------------------


WORLD = [*production(2022, 2021, world=280_000), *production(2026, 2025, world=390_000)]


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
    assert (large.verdict, large.ratio) == (Verdict.CONTRADICTED, 57)
    assert large.readings[0].misread is Misread.FEED
    assert trial(records, value="390,000", **fields).checks[-1].ground is Ground.PLAN
    elements = trial(records, value="390,000", basis="TREE", **fields)  # 456,000 and more of oxide
    assert elements.checks[-1].ground is Ground.WORLD_OUTPUT
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
    assert (named.verdict, outcomes(named)) == (Verdict.OPEN, [(Ground.MEMBERS, OPEN)])
    assert named.lacks == (Lack.NO_SPLIT,)


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
    assert (wrong.verdict, wrong.ratio) == (Verdict.CONTRADICTED, Decimal("13.6") / Decimal("6.3"))
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
    assert outcomes(result) == [(Ground.NATIONAL, FAILS), (Ground.INVENTORY, OPEN)]  # no reserves
    assert (result.verdict, len(result.checks[1].used)) == (Verdict.OPEN, 2)
    mined = [each | {"kind": "reserve"} for each in held]
    counted = trial(
        {"in-all": {"country": "IN", "estimates": mined}},
        metric="reserves", subject="IN", value="8,520,000", unit="t",
        national=reserves(2025, IN=6_900_000),
    )  # fmt: skip
    assert outcomes(counted) == [(Ground.NATIONAL, FAILS), (Ground.INVENTORY, HOLDS)]
    assert counted.verdict is Verdict.DEPENDS


def test_contained_oxide_of_a_country_may_exceed_its_reserves_not_fall_short(trial: Trial) -> None:
    national = reserves(2025, MY=710_000)
    fields = {"metric": "contained-reo", "subject": "MY", "unit": "Mt", "national": national}
    more = trial({}, value="16.1", **fields)
    assert (more.verdict, more.lacks) == (Verdict.OPEN, (Lack.ONLY_BOUNDS,))
    assert trial({}, value="0.7", **fields).verdict is Verdict.CONTRADICTED
