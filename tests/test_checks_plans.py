"""Rules that hold a plant against its ore: GD312."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.dataset.rows import quantity_columns
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import Quantity
from tests.amounts_kit import deposit, estimate, found


def quantities(**figures: str | None) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, text in figures.items():
        columns |= quantity_columns(name, None if text is None else Quantity.parse(text))
    return columns


def plant(ore: str | None, reo: str | None) -> dict[str, Any]:
    head = {"claim": "d/plants/s", "id": "d", "origin": "d.toml:30"}
    return {**head, **quantities(ore_t_per_y=ore, reo_t_per_y=reo)}


def findings(
    made: dict[str, Any],
    *,
    grade: str | None = None,
    ore: str | None = None,
    basis: str = "TREO",
    estimates: list[dict[str, Any]] | None = None,
) -> tuple[Finding, ...]:
    head = quantities(headline_grade_pct=grade, headline_ore_mt=ore)
    described = deposit(**head, headline_basis=basis, headline_kind="announcement")
    return found("GD312", deposits=[described], plants=[made], estimates=estimates or [])


@pytest.mark.parametrize(
    ("reo", "severity"),
    [
        ("9,000", None),  # 90 % of what 500,000 t at 2 % hold
        ("9,001", Severity.WARNING),
        ("10,000", Severity.WARNING),
        ("10,001", Severity.ERROR),
        (">9,500", Severity.WARNING),
        ("<20,000", None),
        ("8,000–20,000", None),
    ],
)
def test_more_than_the_ore_holds(reo: str, severity: Severity | None) -> None:
    found_ones = findings(plant("500,000", reo), grade="2")
    assert [f.severity for f in found_ones] == ([severity] if severity else [])


def test_the_message_says_the_recovery() -> None:
    (finding,) = findings(plant("500,000", "11,000"), grade="2")
    assert (finding.field, finding.claim, finding.origin) == (
        "reo_t_per_y",
        "d/plants/s",
        "d.toml:30",
    )
    assert finding.message == (
        "11,000 t/y of oxide from 500,000 t/y of ore is 2.2 % of the ore: at the reported 2 % that "
        "is a recovery of 110 %, more than the ore holds"
    )


def test_a_richer_claim_makes_it_a_warning() -> None:
    for richest, severity in (("2.2", Severity.WARNING), ("2.19", Severity.ERROR)):
        other = [estimate("10", richest)]
        (finding,) = findings(plant("500,000", "11,000"), grade="2", estimates=other)
        assert finding.severity is severity
        assert finding.message.endswith(f"(the richest that any estimate allows is {richest} %)")
    elements = [estimate("10", "1.8", basis="TREE")]  # up to 2.23 % of oxides
    (finding,) = findings(plant("500,000", "11,000"), grade="2", estimates=elements)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("basis", ["HM", "monazite", "LREO", "ore"])
def test_other_bases_say_nothing(basis: str) -> None:
    assert findings(plant("500,000", "50,000"), grade="2", basis=basis) == ()


@pytest.mark.parametrize(("ore", "reo"), [(None, "11,000"), ("500,000", None), ("0", "11,000")])
def test_both_ends_are_needed(ore: str | None, reo: str | None) -> None:
    assert findings(plant(ore, reo), grade="2") == ()


def test_an_open_grade_is_closed_by_what_is_said_to_be_contained() -> None:
    said = [estimate(None, None, "12,500", basis="REO", kind="announcement")]
    beylikova = plant("570,000", "10,000")
    (finding,) = findings(beylikova, grade=">1", ore="694", estimates=said)
    assert finding.severity is Severity.WARNING
    assert (
        "1.75 % of the ore: at the 1.8 % that oxide and ore imply that is a recovery of 97.4 %"
        in finding.message
    )
    for more in ({"kind": "historical"}, {"basis": "monazite"}, {"part_of": "d/x"}):
        other = [{**said[0], **more}]
        assert findings(beylikova, grade=">1", ore="694", estimates=other) == ()


def test_without_a_headline_the_richest_grade_counts() -> None:
    other = [estimate("10", "1"), estimate("10", "2", claim="d/f")]
    assert len(findings(plant("500,000", "9,001"), estimates=other)) == 1
    assert findings(plant("500,000", "9,000"), estimates=other) == ()


def test_one_year_cannot_make_more_than_there_is() -> None:
    held = [estimate(None, None, "20"), estimate(None, None, "30", claim="d/f")]
    (finding,) = findings(plant(None, "31,000"), estimates=held)
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "31,000 t/y of oxide are more in one year than the 30 kt that the largest estimate of the "
        "deposit holds"
    )
    assert len(findings(plant(None, "30,001"), estimates=held)) == 1
    assert findings(plant(None, "30,000"), estimates=held) == ()
    assert findings(plant(None, "30,001"), estimates=[*held, estimate(None, None, ">20")]) == ()
    assert findings(plant(None, "30,001")) == ()
