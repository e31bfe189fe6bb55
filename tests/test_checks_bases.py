"""Rules on figures of some of the rare earths: GD408, GD409, GD413."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.finding import Severity
from tests.amounts_kit import estimate, found, of

# --- GD408 ---------------------------------------------------------------------------------------


def part(
    basis: str, grade: str | None, contained: str | None = None, **more: Any
) -> dict[str, Any]:
    return estimate("10", grade, contained, **{"basis": basis, "claim": f"d/{basis}", **more})


@pytest.mark.parametrize(
    ("light", "heavy", "wrong"),
    [
        ("0.911", "0.211", False),
        ("1.111", "0.211", True),
        # 1.1111 % with half a digit are 1.11105 to 1.11115; 5 % beside that 1.0555 to 1.1667
        ("0.9551", "0.2115", False),
        ("0.9551", "0.2118", True),
        ("0.8441", "0.2115", False),
        ("0.8441", "0.2112", True),
    ],
)
def test_light_and_heavy_make_the_total(light: str, heavy: str, wrong: bool) -> None:
    rows = (estimate("10", "1.1111"), part("LREO", light), part("HREO", heavy))
    assert bool(of("GD408", *rows)) == wrong


def test_the_message_adds_them_up() -> None:
    rows = (estimate("10", "0.9"), part("LREO", "0.9"), part("HREO", "0.2"))
    (finding,) = of("GD408", *rows)
    assert (finding.severity, finding.claim, finding.field) == (Severity.ERROR, "d/e", "grade_pct")
    assert finding.message == (
        "0.9 % LREO and 0.2 % HREO come to 1.1 % beside 0.9 % TREO for the same ore: they do not "
        "fit"
    )
    masses = (estimate("10", None, "90"), part("LREO", None, "120"))
    (finding,) = of("GD408", *masses)
    assert finding.message == "120 kt LREO beside 90 kt TREO for the same ore: they do not fit"


def test_a_part_is_no_more_than_the_whole() -> None:
    for grade, wrong in (("1.166", False), ("1.168", True), ("0.001", False)):
        assert bool(of("GD408", estimate("10", "1.1111"), part("Y2O3", grade))) == wrong
        few = part("partial-oxides", grade, members="Nd2O3; Pr6O11")
        assert bool(of("GD408", estimate("10", "1.1111"), few)) == wrong


def test_parts_that_share_an_oxide_are_not_summed() -> None:
    total = estimate("10", "1.1111")
    assert of("GD408", total, part("HREO", "0.9"), part("Y2O3", "0.8")) == ()
    (finding,) = of("GD408", total, part("HREO", "0.9"), part("Y2O3", "1.3"))
    assert finding.message.startswith("1.3 % Y2O3 beside")
    assert len(of("GD408", total, part("LREO", "0.9"), part("Y2O3", "0.8"))) == 1


def test_a_list_of_members_says_which_oxides_are_shared() -> None:
    total, few = estimate("10", "1.1111"), part("partial-oxides", "0.8", members="Nd2O3")
    more = {"claim": "d/more", "basis": "partial-oxides"}
    both = estimate("10", "0.9", **more, members="Pr6O11; Nd2O3")
    assert of("GD408", total, few, both) == ()
    (finding,) = of("GD408", total, few, estimate("10", "0.9", **more, members="Pr6O11; La2O3"))
    assert " come to 1.7 % beside 1.111 % TREO" in finding.message


def test_a_list_of_members_stands_for_what_the_group_would_count() -> None:
    total, heavy = estimate("10", "1.1111"), part("HREO", "0.1")
    assert len(of("GD408", total, part("LREO", "0.3"), heavy)) == 1
    listed = part("LREO", "0.3", members="La2O3; CeO2; Pr6O11; Nd2O3")
    assert of("GD408", total, listed, heavy) == (), "samarium is in neither"


def test_singles_that_are_not_all_may_be_less() -> None:
    total = estimate("10", "1.1111")
    assert of("GD408", total, part("LREO", "0.3"), part("Y2O3", "0.1")) == ()


@pytest.mark.parametrize(
    "more",
    [{"source": "t"}, {"id": "x"}, {"zone": "North"}, {"categories": "inferred"}, {"summed": True}],
)
def test_only_figures_of_one_ore_by_one_source_are_held_together(more: dict[str, Any]) -> None:
    assert of("GD408", estimate("10", "1.1111"), part("Y2O3", "1.3", **more)) == ()
    assert of("GD408", estimate("11", "1.1111"), part("Y2O3", "1.3")) == ()
    assert of("GD408", estimate("10", "1.1111", members="La2O3"), part("Y2O3", "1.3")) == ()


# --- GD409 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("basis", "wrong"),
    [("LREO", True), ("HREO", True), ("partial-oxides", True), ("Y2O3", False), ("TREO", False)],
)
def test_groups_list_their_members(basis: str, wrong: bool) -> None:
    findings = of("GD409", estimate("10", "1", basis=basis))
    assert bool(findings) == wrong
    assert of("GD409", estimate("10", "1", basis=basis, members="La2O3; CeO2")) == ()
    for finding in findings:
        assert (finding.severity, finding.field) == (Severity.WARNING, "members")
        assert f"counts {basis}, but not which oxides" in finding.message


def test_a_tonnage_of_ore_alone_counts_nothing() -> None:
    assert of("GD409", estimate("10", None, basis="LREO")) == ()
    assert len(of("GD409", estimate(None, None, "5", basis="LREO"))) == 1
    assert of("GD409", estimate("10", "1", basis="LREO", part_of="d/x")) == ()


# --- GD413 ---------------------------------------------------------------------------------------


def test_members_of_oxides_are_oxides() -> None:
    (finding,) = of("GD413", estimate("10", "1", basis="partial-oxides", members="La2O3; Ce; Tb"))
    assert (finding.severity, finding.field) == (Severity.ERROR, "members")
    assert finding.message == (
        "Ce, Tb among the members of a figure of oxides: say the form (Ce: CeO2 or Ce2O3; Tb: "
        "Tb4O7 or Tb2O3)"
    )


@pytest.mark.parametrize(
    ("basis", "members", "wrong"),
    [
        ("LREO", "La2O3; Pr", True),
        ("TREO", "Ce", True),
        ("TREE", "La; Ce", False),
        ("unstated", "Pr; Nd", False),
        ("partial-oxides", "La; Nd", False),  # one form only
        ("partial-oxides", "Ce2O3; Pr6O11", False),
        ("partial-oxides", None, False),
    ],
)
def test_only_three_elements_have_two_forms(basis: str, members: str | None, wrong: bool) -> None:
    assert bool(of("GD413", estimate("10", "1", basis=basis, members=members))) == wrong


@pytest.mark.parametrize(
    ("forms", "field"),
    [
        (("CeO2", "Ce2O3"), "Ce2O3"),
        (("Pr6O11", "Pr2O3"), "Pr2O3"),
        (("Tb4O7", "Tb2O3"), "Tb2O3"),
        (("CeO2", "Pr2O3"), None),
    ],
)
def test_a_distribution_gives_one_form(forms: tuple[str, str], field: str | None) -> None:
    row = {"claim": "d/o", "id": "d", "origin": "d.toml:3", **dict.fromkeys(forms, 5.0)}
    findings = found("GD413", oxides=[row])
    assert [finding.field for finding in findings] == ([field] if field else [])
    if field:
        (finding,) = findings
        assert f"is given as {forms[0]} and as {forms[1]}" in finding.message
