"""Statements of rank and share: among deposits then and now, and in editions of national tables."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.summary.statements import (
    Ground,
    Lack,
    Misfit,
    Misread,
    Outcome,
    Verdict,
    When,
)
from geodeposits.summary.statements.grounds import EUROPEAN_UNION, areas_of
from tests.statements_kit import Trial, announced, estimate, found, outcomes, production, reserves

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN


@pytest.fixture
def trial(dataset_of: Any) -> Trial:
    return Trial(dataset_of)


def holding(kt: str, country: str = "TR", **more: Any) -> dict[str, Any]:
    return {"country": country, "estimates": [estimate(contained_kt=kt, **more)]}


def first(trial: Trial, records: dict[str, Any], **more: Any) -> Any:
    fields = {"metric": "rank-contained-reo", "value": 1, "unit": "rank", **more}
    return trial(records, **fields)


# --- Among deposits ------------------------------------------------------------------------------


def test_a_rank_that_holds_by_both_figures(trial: Trial) -> None:
    result = first(trial, {"tr-a": holding("500"), "no-b": holding("400", "NO")})
    assert result.verdict is Verdict.SUPPORTED
    assert outcomes(result) == [(Ground.HEADLINE, HOLDS), (Ground.DOCUMENTED, HOLDS)]
    assert {check.others for check in result.checks} == {2}


def test_a_rank_that_holds_by_no_figure(trial: Trial) -> None:
    result = first(trial, {"tr-a": holding("500"), "no-b": holding("600", "NO")})
    assert result.verdict is Verdict.CONTRADICTED
    assert [used.id for used in result.checks[0].used] == ["tr-a", "no-b"]


def test_a_rank_may_hold_by_what_is_announced_alone(trial: Trial) -> None:
    record = {"estimates": [announced(contained_kt="900"), estimate(contained_kt="100")]}
    result = first(trial, {"tr-a": record, "no-b": holding("500", "NO")})
    assert outcomes(result) == [(Ground.HEADLINE, HOLDS), (Ground.DOCUMENTED, FAILS)]
    assert result.verdict is Verdict.DEPENDS


def test_an_equal_figure_shares_the_rank(trial: Trial) -> None:
    result = first(trial, {"tr-a": holding("500"), "no-b": holding("500", "NO")})
    assert (result.verdict, found(result, Ground.HEADLINE)) == (Verdict.SUPPORTED, ["1"])


def test_without_its_own_figure_a_deposit_has_no_rank(trial: Trial) -> None:
    result = first(trial, {"tr-a": {}, "no-b": holding("500", "NO")})
    assert (result.verdict, result.lacks) == (Verdict.UNTESTABLE, (Lack.NO_ESTIMATE,))


def test_figures_that_cannot_be_compared_do_not_compete(trial: Trial) -> None:
    elements = holding("9000", "NO", basis="TREE")
    several = holding("9000", "NO", scope="project")
    result = first(trial, {"tr-a": holding("500"), "no-b": elements, "no-c": several})
    assert (result.verdict, result.checks[0].others) == (Verdict.SUPPORTED, 1)


def test_a_rank_then_and_a_rank_now(trial: Trial) -> None:
    later = {"country": "NO", "estimates": [estimate(contained_kt="900", published="2026")]}
    records = {"tr-a": holding("500"), "no-b": later}
    result = first(trial, records, date="2025-06")
    headlines = [check for check in result.checks if check.ground is Ground.HEADLINE]
    assert [check.when for check in headlines] == [When.THEN, When.NOW]
    assert [check.outcome for check in headlines] == [HOLDS, FAILS]
    assert result.verdict is Verdict.DEPENDS
    assert first(trial, records, date="2026-01").verdict is Verdict.CONTRADICTED


def test_an_interval_gives_an_interval_of_ranks(trial: Trial) -> None:
    records = {"tr-a": holding("400–600"), "no-b": holding("500", "NO")}
    result = first(trial, records)
    assert (result.verdict, result.lacks) == (Verdict.OPEN, (Lack.ONLY_BOUNDS,))
    assert [str(c.found) for c in result.checks if c.ground is Ground.HEADLINE] == ["1 (1–2)"]
    assert first(trial, records, value=2, relation="at-most").verdict is Verdict.SUPPORTED


def test_a_rank_that_only_a_bound_could_reach_is_open(trial: Trial) -> None:
    records = {"tr-a": holding(">500"), "no-b": holding("4,900", "NO")}
    near = first(trial, records)
    assert near.verdict is Verdict.OPEN
    assert [str(check.found) for check in near.checks] == ["2 (1–2)"] * 2
    assert first(trial, records, value=2, relation="at-most").verdict is Verdict.SUPPORTED
    assert first(trial, records, value=2).verdict is Verdict.OPEN  # by the number, but not surely
    at_reach = {**records, "no-b": holding("5,001", "NO")}
    assert first(trial, at_reach).verdict is Verdict.CONTRADICTED


def test_what_is_stated_is_ranked_too(trial: Trial) -> None:
    records = {"tr-a": holding("500"), "no-b": holding("600", "NO")}
    result = first(trial, records, reo_t="700,000", ore_mt=50)
    assert outcomes(result)[-1] == (Ground.AS_STATED, HOLDS)
    (reading,) = result.readings
    assert (reading.misread, reading.found.text) == (Misread.ROCK_AS_OXIDE, "1")


def test_a_region_may_be_read_in_several_ways(trial: Trial) -> None:
    records = {
        "se-a": holding("500", "SE"),
        "no-b": holding("600", "NO"),
        "ru-west": holding("900", "RU") | {"positions": [at(lon=34)]},
        "ru-east": holding("950", "RU") | {"positions": [at(lon=118)]},
        "ru-lost": holding("990", "RU"),
        "gl-c": holding("999", "GL"),
    }
    result = first(trial, records, subject="se-a", scope="europe")
    ranks = {c.area: c.found.text for c in result.checks if c.ground is Ground.HEADLINE}
    assert ranks == {"europe": "2", "europe-with-russia": "3", "eu": "1"}
    assert result.verdict is Verdict.DEPENDS
    fen = first(trial, {**records, "no-b": holding("950", "NO")}, subject="no-b", scope="europe")
    assert fen.verdict is Verdict.SUPPORTED  # not in the Union, and ranked without it


def at(lon: float) -> dict[str, Any]:
    return {"lat": 60.0, "lon": lon, "cite": {"source": "paper"}}


@pytest.mark.parametrize(
    ("scope", "inside", "outside"),
    [
        ("world", ["CN", "TR"], []),
        ("outside-china", ["TR"], ["CN"]),
        ("outside-asia", ["BR"], ["CN", "TR"]),
        ("west", ["BR", "TR"], ["CN", "RU", "KP"]),
        ("north-america", ["US", "GL"], ["BR"]),
        ("US", ["US"], ["CA"]),
    ],
)
def test_areas(scope: str, inside: list[str], outside: list[str]) -> None:
    (lies_in,) = areas_of(scope).values()
    assert all(lies_in({"country": code, "lon": None}) for code in inside)
    assert not any(lies_in({"country": code, "lon": None}) for code in outside)


def test_the_union_has_its_members() -> None:
    assert len(EUROPEAN_UNION) == 27
    assert {"SE", "FI", "GR"} <= EUROPEAN_UNION
    assert not {"NO", "GB", "GL"} & EUROPEAN_UNION


def test_deposits_of_other_types_do_not_compete(trial: Trial) -> None:
    def typed(record: dict[str, Any], kind: str) -> dict[str, Any]:
        return record | {"classification": {"type": kind, "cite": {"source": "paper"}}}

    records = {
        "tr-a": typed(holding("500"), "carbonatite-ree"),
        "no-b": typed(holding("900", "NO"), "ion-adsorption-ree"),
    }
    assert first(trial, records, types=["carbonatite-ree"]).verdict is Verdict.SUPPORTED
    assert first(trial, records).verdict is Verdict.CONTRADICTED


def test_ranks_by_ore_and_by_grade(trial: Trial) -> None:
    records = {
        "tr-a": {"estimates": [estimate(ore_mt=694, grade_pct=2)]},
        "no-b": {"country": "NO", "estimates": [estimate(ore_mt=100, grade_pct=5)]},
        "no-c": {"country": "NO", "estimates": [estimate(grade_pct=50)]},  # of a sample
    }
    ore = {"metric": "rank-ore", "unit": "rank"}
    assert trial(records, value=1, **ore).verdict is Verdict.SUPPORTED
    assert trial(records, value=2, **ore).verdict is Verdict.CONTRADICTED
    grade = {"metric": "rank-grade", "unit": "rank"}
    assert trial(records, value=2, **grade).verdict is Verdict.SUPPORTED
    assert outcomes(trial(records, value=1, grade_pct=6, **grade))[-1] == (Ground.AS_STATED, HOLDS)


def test_a_rank_by_heavy_oxides_needs_splits(trial: Trial) -> None:
    heavy = {"oxides": [{"oxides_pct": {"Y2O3": 60, "CeO2": 40}, "cite": {"source": "paper"}}]}
    light = {"oxides": [{"oxides_pct": {"Y2O3": 1, "CeO2": 99}, "cite": {"source": "paper"}}]}
    fields = {"metric": "rank-heavy-reo", "value": 1, "unit": "rank", "scope": "US"}
    records = {"us-a": holding("100", "US") | heavy, "us-b": holding("900", "US") | light}
    held = trial(records, subject="us-a", **fields)
    assert (held.verdict, outcomes(held)) == (Verdict.SUPPORTED, [(Ground.SPLITS, HOLDS)])
    open_ = trial({**records, "us-c": holding("61", "US")}, subject="us-a", **fields)
    assert open_.verdict is Verdict.DEPENDS
    small = trial({**records, "us-c": holding("60", "US")}, subject="us-a", **fields)
    assert small.verdict is Verdict.SUPPORTED  # all of it could be heavy and still be no more
    richer = {**records, "us-c": holding("200", "US") | heavy}
    assert trial(richer, subject="us-a", **fields).verdict is Verdict.CONTRADICTED
    assert trial(records | {"us-a": holding("100", "US")}, subject="us-a", **fields).lacks == (
        Lack.NO_SPLIT,
    )


# --- In national tables --------------------------------------------------------------------------

EDITIONS = [
    *reserves(2024, CN=44_000_000, VN=22_000_000, BR=21_000_000, IN=6_900_000, world=110_000_000),
    *reserves(2026, CN=44_000_000, BR=11_000_000, VN=3_500_000, IN="NA", world=">75,000,000"),
]


def nation(trial: Trial, country: str, **fields: Any) -> Any:
    fields = {"unit": "rank", "national": EDITIONS, "date": "2024-06", **fields}
    return trial({}, subject=country, metric="rank-reserves", **fields)


def test_a_rank_of_reserves_then_and_since(trial: Trial) -> None:
    result = nation(trial, "VN", value=2)
    assert [(check.edition, check.outcome) for check in result.checks] == [
        (2024, HOLDS), (2026, FAILS),
    ]  # fmt: skip
    assert result.verdict is Verdict.DEPENDS
    assert nation(trial, "CN", value=1).verdict is Verdict.SUPPORTED
    assert nation(trial, "VN", value=1).verdict is Verdict.CONTRADICTED
    assert nation(trial, "KP", value=1).lacks == (Lack.NO_NATIONAL_FIGURE,)


def test_an_edition_that_was_not_out_yet_is_not_then(trial: Trial) -> None:
    assert [c.edition for c in nation(trial, "VN", value=2, date="2025-12").checks] == [2024, 2026]
    assert [c.edition for c in nation(trial, "VN", value=2, date="2026-01").checks] == [2026]
    assert [c.edition for c in nation(trial, "VN", value=2, edition=2026).checks] == [2026]


def test_a_table_without_a_figure_leaves_it_open(trial: Trial) -> None:
    result = nation(trial, "IN", value=4)
    assert outcomes(result) == [(Ground.NATIONAL, HOLDS), (Ground.UNPRINTED, OPEN)]


def test_the_stated_figure_is_put_into_the_table(trial: Trial) -> None:
    result = nation(trial, "TR", value=3, reo_t="12,500,000")
    assert found(result, Ground.NATIONAL_WITH) == ["4", "2"]
    assert result.verdict is Verdict.CONTRADICTED
    russia = nation(trial, "VN", value=2, reo_t="22,000,000")
    assert Ground.NATIONAL_WITH not in {check.ground for check in russia.checks}  # as printed


def test_a_deposit_that_is_called_a_reserve_is_ranked_among_nations(trial: Trial) -> None:
    record = {"estimates": [estimate(contained_kt="1,000")]}
    fields = {"metric": "rank-contained-reo", "value": 2, "unit": "rank", "national": EDITIONS}
    fields |= {"reo_t": "12,500,000", "called": "reserve", "date": "2026-06"}
    result = trial({"tr-a": record}, **fields)
    assert found(result, Ground.NATIONAL_WITH) == ["2"]
    assert found(result, Ground.NATIONAL_WITH_ESTIMATE) == ["4"]
    assert result.verdict is Verdict.DEPENDS
    plain = trial({"tr-a": record}, **fields | {"called": "resource"})
    assert not found(plain, Ground.NATIONAL_WITH)


def share(trial: Trial, records: dict[str, Any], **fields: Any) -> Any:
    given = {"metric": "share-reserves", "unit": "%", "national": EDITIONS, "date": "2024-06"}
    return trial(records, **given | fields)


def test_a_share_of_the_reserves(trial: Trial) -> None:
    result = share(trial, {}, subject="CN", value=40)
    assert found(result, Ground.NATIONAL) == ["40", "75.2"]  # a bound: the rows are added up
    assert result.verdict is Verdict.DEPENDS
    assert (
        share(trial, {}, subject="CN", value=40, relation="at-least").verdict is Verdict.SUPPORTED
    )
    assert (
        share(trial, {}, subject="CN", value=90, relation="above").verdict is Verdict.CONTRADICTED
    )
    assert share(trial, {}, subject="KP", value=1).verdict is Verdict.UNTESTABLE


def test_a_share_by_the_figure_that_is_stated(trial: Trial) -> None:
    result = share(trial, {}, subject="GL", value=44, reo_t="19,000,000")
    assert found(result, Ground.NATIONAL_WITH) == ["17.3"]
    assert result.verdict is Verdict.CONTRADICTED


def test_a_share_of_a_deposit_is_no_more_than_all(trial: Trial) -> None:
    fields = {"subject": "cn-a", "value": 40, "relation": "above", "date": "2026-06"}
    part = share(trial, {"cn-a": holding("35,000", "CN")}, **fields)
    assert part.verdict is Verdict.SUPPORTED
    whole = share(trial, {"cn-a": holding("100,000", "CN")}, **fields)  # a resource over reserves
    assert (whole.verdict, whole.lacks) == (Verdict.UNTESTABLE, (Lack.MISFITS,))
    (check,) = whole.checks
    assert (check.outcome, check.misfit) == (Outcome.MISFIT, Misfit.ABOVE_WORLD)
    for kt, misfit in (("44,100", Misfit.ABOVE_COUNTRY), ("44,000", None)):  # China has 44 Mt
        (check,) = share(trial, {"cn-a": holding(kt, "CN")}, **fields).checks
        assert check.misfit is misfit
    aim = {"kind": "exploration-target"}
    (check,) = share(trial, {"cn-a": holding("35,000", "CN", **aim)}, **fields).checks
    assert (check.outcome, check.misfit) == (Outcome.MISFIT, Misfit.TARGET)


def test_a_share_uses_what_was_published_when_the_edition_was(trial: Trial) -> None:
    records = {"cn-a": holding("35,000", "CN", published="2025")}
    fields = {"subject": "cn-a", "value": 40, "relation": "above", "date": "2024-06"}
    assert [check.edition for check in share(trial, records, **fields).checks] == [2026]
    older = {"cn-a": holding("35,000", "CN", published="2024-01")}
    assert [check.edition for check in share(trial, older, **fields).checks] == [2024, 2026]


def test_a_share_is_no_amount_that_an_announcement_could_repeat(trial: Trial) -> None:
    record = {"country": "CN", "estimates": [announced(contained_kt="40,000")]}
    fields = {"subject": "cn-a", "value": 40, "relation": "above", "date": "2026-06"}
    assert outcomes(share(trial, {"cn-a": record}, **fields)) == [(Ground.ESTIMATES, HOLDS)]


OUTPUT = [
    *production(2025, 2024, CN=270_000, US=45_000, AU=13_000, NG=13_000, world=390_000),
    *production(2026, 2024, CN=270_000, US=45_500, AU=29_000, NG=1500, world=380_000),
    *production(2026, 2025, CN=270_000, US=51_000, AU=29_000, world=390_000),
]


def test_a_share_of_the_output_is_of_the_year_that_was_known(trial: Trial) -> None:
    fields = {"metric": "share-production", "unit": "%", "national": OUTPUT, "subject": "US"}
    result = trial({}, value="~12", date="2025-03", **fields)
    assert [(check.edition, check.year) for check in result.checks] == [(2025, 2024), (2026, 2024)]
    assert result.verdict is Verdict.SUPPORTED
    assert trial({}, value=20, date="2025-03", **fields).verdict is Verdict.CONTRADICTED
    assert trial({}, value=13, date="2026-03", **fields).verdict is Verdict.SUPPORTED  # of 2025


def test_a_share_of_whatever_is_tested_both_ways(trial: Trial) -> None:
    national = [*EDITIONS, *production(2026, 2025, CN=270_000, world=390_000)]
    fields = {"metric": "share-unstated", "unit": "%", "subject": "CN", "national": national}
    result = trial({}, value=60, relation="above", **fields)
    assert found(result, Ground.NATIONAL) == ["40", "75.2", "69.2"]
    assert result.verdict is Verdict.DEPENDS


def test_a_rank_of_output(trial: Trial) -> None:
    fields = {"metric": "rank-production", "unit": "rank", "national": OUTPUT, "date": "2025-03"}
    assert trial({}, subject="US", value=2, **fields).verdict is Verdict.SUPPORTED
    assert trial({}, subject="AU", value=2, **fields).verdict is Verdict.CONTRADICTED
    outside = trial({}, subject="AU", value=1, scope="outside-china", **fields)
    assert found(outside, Ground.NATIONAL) == ["2", "2"]
    assert trial({}, subject="KP", value=1, **fields).lacks == (Lack.NO_OUTPUT,)


def test_a_plan_is_ranked_among_what_is_made(trial: Trial) -> None:
    plant = {"name": "P", "stage": "planned", "reo_t_per_y": "14,000", "cite": {"source": "paper"}}
    fields = {"metric": "rank-production", "unit": "rank", "national": OUTPUT, "date": "2025-03"}
    result = trial({"tr-a": {"plants": [plant]}}, subject="TR", value=3, **fields)
    assert found(result, Ground.PLAN) == ["3", "4"]
    assert result.verdict is Verdict.DEPENDS


def test_a_mine_among_countries_may_be_second_to_one(trial: Trial) -> None:
    plant = {
        "name": "P",
        "stage": "operating",
        "reo_t_per_y": "50,692",
        "cite": {"source": "paper"},
    }
    fields = {"metric": "rank-production", "unit": "rank", "national": OUTPUT, "year": 2025}
    records = {"us-a": {"country": "US", "plants": [plant]}}
    result = trial(records, subject="us-a", value=2, **fields)
    assert outcomes(result) == [(Ground.NATIONAL, HOLDS), (Ground.SITE, OPEN)]
    assert found(result, Ground.SITE) == ["1–2"]
