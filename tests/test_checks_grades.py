"""Rules on a grade by itself: GD402, GD414."""

from __future__ import annotations

import pytest

from geodeposits.finding import Severity
from tests.amounts_kit import estimate, of

# --- GD402 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "wrong"),
    [
        ("15", False),
        ("15.1", True),
        ("76", True),
        ("76.1", False),  # GD401
        ("12–20", False),
        ("20–34", True),
        ("<20", False),
        (">16", True),
    ],
)
def test_too_rich_for_ore(grade: str, wrong: bool) -> None:
    assert bool(of("GD402", estimate(None, grade))) == wrong


def test_the_message_asks_what_the_grade_is_of() -> None:
    (finding,) = of("GD402", estimate(None, "57.73"))  # Sofular, USGS 8767
    assert (finding.severity, finding.field) == (Severity.WARNING, "grade_pct")
    assert finding.message == (
        "57.73 % TREO is more than 15 %, which ore hardly holds: is it the grade of a concentrate, "
        "a mineral or a sample?"
    )


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"basis": "HM"}, False),
        ({"basis": "monazite"}, False),
        ({"basis": "ore"}, False),
        ({"basis": "TREE"}, True),
        ({"scope": "part", "zone": "vein material"}, False),
        ({"scope": "deposit", "zone": "vein material"}, True),
        ({"scope": "part"}, True),
        ({"summed": True}, False),
    ],
)
def test_what_may_be_richer(more: dict[str, object], wrong: bool) -> None:
    assert bool(of("GD402", {**estimate(None, "54.3"), **more})) == wrong


def test_a_grade_that_the_other_figures_contradict_is_gd303s() -> None:
    assert of("GD402", estimate("10", "20", "200")) == ()
    assert len(of("GD402", estimate("10", "20", "2,000"))) == 1


@pytest.mark.parametrize(
    ("ore", "contained", "wrong"),
    [
        ("10", "1,500", False),
        ("10", "1,501", True),
        ("10", "<2,000", False),
        ("10", ">1,501", True),
        (">10", "2,000", False),
        ("10–12", "1,700", False),  # 14.2 % at least
        ("10", "9,800", True),
        ("10", "9,950", False),  # GD308
        ("10", "10,200", False),  # GD302
        ("0", "2,000", False),
        (None, "2,000", False),
    ],
)
def test_the_grade_that_follows_counts_where_none_is_stated(
    ore: str | None, contained: str, wrong: bool
) -> None:
    findings = of("GD402", estimate(ore, None, contained))
    assert [f.field for f in findings] == ["contained_kt"] * wrong


def test_concentrates_and_named_parts_may_follow_to_be_richer() -> None:
    for more in ({"basis": "HM"}, {"scope": "part", "zone": "vein"}, {"summed": True}):
        assert of("GD402", {**estimate("10", None, "2,000"), **more}) == ()


def test_a_grade_in_the_column_of_mass_is_told_in_the_unit_of_the_column() -> None:
    row = {**estimate("23.9", None, "7,900"), "stated": "ore, Mt: 23.9 | REO, Mt: 7.9"}
    (finding,) = of("GD402", row)  # Mount Weld, USGS 6321
    assert finding.severity is Severity.WARNING
    assert finding.message == (
        "contained 7.9 Mt in 23.9 Mt of ore is 33.1 %, which ore hardly holds: is 7.9 the grade in "
        "percent? 1,888 kt would fit"
    )
    (finding,) = of("GD402", estimate("0.03", None, "15"))
    assert finding.message.endswith(": is 15 the grade in percent? 4.5 kt would fit")
    (finding,) = of("GD402", estimate("0.03", None, "15.1"))
    assert finding.message.endswith("hardly holds: do the two figures go together?")


# --- GD414 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cut_off", "wrong"),
    [
        ("1 %", True),
        ("0.99 %", False),
        ("1", True),
        ("1.0 % TREO", True),
        ("1.0 TREO", True),
        ("1.0% REO", True),
        ("10,000 ppm TREO", True),
        ("9,999 ppm", False),
        ("10000 g/t", True),
        ("10 kg/t", True),
        ("9.9 kg/t", False),
        ("0.9–2.5 % TREO", False),
        ("1.0–2.5 % TREO", True),
        (">1 %", True),
        ("~1 %", True),
        ("15", True),
        ("15.1", False),  # ppm?
        ("500", False),
        ("1.5 % HM", False),
        ("3.5 % Nb2O5", False),
        ("300 ppm TREO − CeO2", False),
        ("$90/t", False),
        ("1. 2 %", False),
        ("multi-element", False),
        (None, False),
    ],
)
def test_the_mean_is_above_the_cut_off(cut_off: str | None, wrong: bool) -> None:
    assert bool(of("GD414", estimate("10", "1", cut_off=cut_off))) == wrong


def test_the_message_shows_both() -> None:
    (finding,) = of("GD414", estimate("10", "0.0868", cut_off="0.1 % TREO"))
    assert (finding.severity, finding.field) == (Severity.WARNING, "cut_off")
    assert finding.message == (
        "0.0868 % TREO is not above the cut-off, '0.1 % TREO': the mean of the ore must be"
    )


@pytest.mark.parametrize(
    ("basis", "cut_off", "wrong"),
    [
        ("HM", "2 % HM", True),
        ("HM", "2 %", False),
        ("TREO", "2 % REO", True),
        ("REO", "2 % TREO", True),
        ("LREO", "2 % LREO", True),
        ("LREO", "2 % TREO", False),
        ("TREE", "2 % TREO", False),
        ("TREE", "2 %", False),
    ],
)
def test_cut_offs_count_on_the_basis_of_the_grade(basis: str, cut_off: str, wrong: bool) -> None:
    assert bool(of("GD414", estimate("10", "1", basis=basis, cut_off=cut_off))) == wrong


@pytest.mark.parametrize(
    ("grade", "wrong"),
    [("0", False), (">0.5", False), ("<0.9", True), ("0.8–1.2", False), ("0.8–1.0", True)],
)
def test_no_reading_of_the_grade_may_fit(grade: str, wrong: bool) -> None:
    assert bool(of("GD414", estimate("10", grade, cut_off="1 %"))) == wrong
