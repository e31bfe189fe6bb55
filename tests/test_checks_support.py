"""Rules on what a record rests on: a mine without ore, a headline that is merely announced."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.finding import Finding, Severity
from tests.checks_kit import dataset, found_by

MINE = {"id": "d", "name": "D", "country": "AU", "origin": "d.toml:1", "status": "operating"}


def findings(
    code: str, deposit: dict[str, Any], **tables: list[dict[str, Any]]
) -> tuple[Finding, ...]:
    return found_by(code, dataset(deposits=[deposit], **tables))


# --- GD512: a mine without ore -------------------------------------------------------------------


def test_a_mine_without_reserve_or_product() -> None:
    (finding,) = findings("GD512", {**MINE, "status_date": "1956"})
    assert (finding.severity, finding.field) == (Severity.WARNING, "status")
    assert (finding.deposit, finding.claim, finding.origin) == ("d", "", "d.toml:1")
    assert finding.message == (
        "operating in 1956, but no estimate is a reserve and no plant operates: "
        "is it mined for rare earths, and still?"
    )


def test_a_status_without_date() -> None:
    (finding,) = findings("GD512", MINE)
    assert finding.message.startswith("operating, but no estimate is a reserve")


@pytest.mark.parametrize(
    "status", ["closed", "care-and-maintenance", "construction", "permitted", "other", None]
)
def test_no_mine_is_left_alone(status: str | None) -> None:
    assert findings("GD512", {**MINE, "status": status}) == ()


@pytest.mark.parametrize(
    "estimate",
    [
        {"kind": "reserve"},
        *({"kind": "compiled", "categories": c} for c in ("proved", "probable", "A", "B")),
        {"categories": "C1; P1"},
        {"categories": "C2"},
    ],
)
def test_a_reserve_supports_it(estimate: dict[str, Any]) -> None:
    row = {"claim": "c", "id": "d", **estimate}
    assert findings("GD512", MINE, estimates=[row]) == ()
    assert len(findings("GD512", MINE, estimates=[{**row, "id": "e"}])) == 1


@pytest.mark.parametrize(
    "estimate",
    [
        {"kind": "resource", "categories": "measured"},
        {"kind": "compiled", "categories": "P1; P2"},
        {"kind": "announcement"},
    ],
)
def test_a_resource_does_not(estimate: dict[str, Any]) -> None:
    assert len(findings("GD512", MINE, estimates=[{"claim": "c", "id": "d", **estimate}])) == 1


@pytest.mark.parametrize(
    ("stage", "expected"), [("operating", 0), ("pilot", 1), ("planned", 1), ("construction", 1)]
)
def test_a_plant_supports_it_when_it_runs(stage: str, expected: int) -> None:
    plant = {"claim": "c", "id": "d", "stage": stage}
    assert len(findings("GD512", MINE, plants=[plant])) == expected
    assert len(findings("GD512", MINE, plants=[{**plant, "id": "e"}])) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("producer", 0),
        ("Byproduct producer of monazite", 0),
        ("past producer", 1),
        ("Past producer, 1956-1974", 1),
        ("past byproduct producer", 1),
        ("producer(?)", 1),
        ("producer (?)", 1),
        ("pre-production", 1),
        ("producers", 1),
        (None, 1),
    ],
)
def test_the_words_of_the_status_and_of_an_occurrence(words: str | None, expected: int) -> None:
    assert len(findings("GD512", {**MINE, "status_text": words})) == expected
    record = {"occurrence_id": "usgs-1", "name": "D", "production": words, "deposits": "d; e"}
    assert len(findings("GD512", MINE, occurrences=[record])) == expected
    assert len(findings("GD512", {**MINE, "id": "e"}, occurrences=[record])) == expected
    assert len(findings("GD512", MINE, occurrences=[{**record, "deposits": "f"}])) == 1
    assert len(findings("GD512", MINE, occurrences=[{**record, "deposits": None}])) == 1


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("ion-adsorption-ree", 0), ("carbonatite-ree", 1), ("heavy-mineral-sands", 1), (None, 1)],
)
def test_ion_clay_is_mined_for_rare_earths_alone(kind: str | None, expected: int) -> None:
    assert len(findings("GD512", {**MINE, "type": kind})) == expected


# --- GD606: a headline that is announced only ----------------------------------------------------

ANNOUNCED = {
    "id": "d",
    "name": "D",
    "origin": "d.toml:1",
    "headline_claim": "d/estimates/press",
    "headline_level": "E",
    "headline_ore_mt_text": "~6000",
}


def test_an_announced_headline_with_nothing_beside_it() -> None:
    (finding,) = findings("GD606", ANNOUNCED)
    assert (finding.severity, finding.field) == (Severity.WARNING, "estimates")
    assert (finding.deposit, finding.claim, finding.origin) == (
        "d",
        "d/estimates/press",
        "d.toml:1",
    )
    assert finding.message == (
        "the headline of ~6000 Mt of ore is announced and documented nowhere"
    )


def test_oxide_is_named_after_ore() -> None:
    oxide = {"headline_reo_kt_text": "216200"}
    (finding,) = findings("GD606", {**ANNOUNCED, **oxide})
    assert "the headline of ~6000 Mt of ore and 216200 kt of oxide is" in finding.message
    (finding,) = findings("GD606", {**ANNOUNCED, **oxide, "headline_ore_mt_text": None})
    assert "the headline of 216200 kt of oxide is" in finding.message


@pytest.mark.parametrize(
    "more",
    [
        {"headline_level": "D"},
        {"headline_level": "A"},
        {"headline_level": None},
        {"documented_claim": "d/estimates/survey"},
        {"headline_ore_mt_text": None},
        {"headline_ore_mt_text": None, "headline_grade_pct_text": "3.2"},
    ],
)
def test_a_headline_that_is_documented_or_ranks_nothing(more: dict[str, Any]) -> None:
    assert findings("GD606", {**ANNOUNCED, **more}) == ()
