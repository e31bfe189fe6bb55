"""Rules that hold an estimate against another source's: GD310, GD313, GD405, GD406."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.finding import Severity
from tests.amounts_kit import deposit, estimate, found, of
from tests.checks_kit import dataset


def other(*figures: str | None, **more: Any) -> dict[str, Any]:
    return estimate(*figures, **{"claim": "d/f", "source": "t", **more})


# --- GD310 ---------------------------------------------------------------------------------------


def test_short_tons_of_ore_are_told_by_another_source() -> None:
    rows = (estimate("18.4", "7.98"), other("16.69", "7.98"))  # Mountain Pass
    (finding,) = of("GD310", *rows)
    assert (finding.claim, finding.field, finding.severity) == ("d/e", "ore_mt", Severity.WARNING)
    assert finding.message == ("ore of 18.4 Mt is short tons: t has 16.69 Mt, which is 0.907 of it")


@pytest.mark.parametrize(
    ("ore", "wrong"),
    [("905.3", False), ("905.4", True), ("908.9", True), ("909.1", False), ("1,102", False)],
)
def test_short_tons_are_met_within_two_thousandths(ore: str, wrong: bool) -> None:
    claims = [f.claim for f in of("GD310", estimate("1,000", "2"), other(ore, "2"))]
    assert ("d/e" in claims) == wrong


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("1000.4", "1016.4", True),
        ("1000", "1018.0", True),
        ("1000", "1018.2", False),
        ("10.0", "10.16", False),  # not exact to 0.1 %
        ("100.1", "101.7", True),
    ],
)
def test_long_tons_need_exact_figures(first: str, second: str, wrong: bool) -> None:
    found_ones = of("GD310", estimate(first, "2"), other(second, "2"))
    assert bool(found_ones) == wrong
    assert all("is long tons" in finding.message for finding in found_ones)


def test_grades_must_agree() -> None:
    for grade, wrong in (("7.98", True), ("8.13", True), ("8.15", False), (None, False)):
        rows = (estimate("18.4", "7.98"), other("16.69", grade))
        assert bool(of("GD310", *rows)) == wrong
    rows = (estimate("18.4", "8.00"), other("16.69", "6.72", basis="TREE"))
    assert len(of("GD310", *rows)) == 1  # 6.72 % of elements are 7.86 to 8.33 % of oxides
    assert of("GD310", estimate("18.4", "8.6"), other("16.69", "6.72", basis="TREE")) == ()


def test_contained_masses_are_compared_on_one_basis() -> None:
    rows = (estimate(None, "2", "1,102.3"), other(None, "2", "1,000", basis="REO"))
    (finding,) = of("GD310", *rows)
    assert (finding.claim, finding.field) == ("d/e", "contained_kt")
    assert of("GD310", rows[0], other(None, "2", "1,000", basis="monazite")) == ()


def test_one_source_one_deposit_and_sums_of_ours_are_no_rivals() -> None:
    first = estimate("18.4", "7.98")
    assert of("GD310", first, other("16.69", "7.98", source="s")) == ()
    assert of("GD310", first, other("16.69", "7.98", id="x")) == ()
    assert of("GD310", first, other("16.69", "7.98", summed=True)) == ()
    assert of("GD310", first, other("16.69", "7.98", part_of="d/x")) == ()


def test_a_table_is_held_against_the_atlas() -> None:
    mine = {
        "deposits": [deposit("own", name="Dağ")],
        "estimates": [estimate("18.4", "7.98", id="own")],
    }
    for country, links in (("TR", True), ("GR", False)):
        atlas = dataset(
            deposits=[deposit("tr-dag", name="Dag", country=country)],
            estimates=[other("16.69", "7.98", id="tr-dag")],
        )
        assert bool(found("GD310", atlas, **mine)) == links
    assert found("GD310", **mine) == ()


# --- GD313 ---------------------------------------------------------------------------------------


def test_a_thousand_times_another_source_is_a_slip() -> None:
    rows = (estimate(None, None, "42,980"), other(None, None, "42.98"))
    (finding,) = of("GD313", *rows)
    assert (finding.claim, finding.severity) == ("d/e", Severity.ERROR)
    assert finding.message == (
        "contained mass of 42.98 Mt is 1,000 times another source's: t written as kt? "
        "t has 42.98 kt"
    )


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("10,000", "10.0", True),
        ("10,490", "10.0", True),
        ("10,540", "10.0", False),
        ("9,530", "10.0", True),
        ("9,490", "10.0", False),
        ("10,000,000", "10", True),
        ("1,000", "10", False),
        ("100,000", "10", False),
    ],
)
def test_a_slip_is_met_within_five_percent(first: str, second: str, wrong: bool) -> None:
    assert bool(of("GD313", estimate(first), other(second))) == wrong


def test_how_many_times_is_said() -> None:
    (finding,) = of("GD313", estimate("10,000"), other("10"))
    assert "1,000 times another source's: kt written as Mt? t has 10 Mt" in finding.message
    (finding,) = of("GD313", estimate(None, None, "10,000,000"), other(None, None, "10"))
    assert "1,000,000 times another source's: kg written as kt?" in finding.message


def test_a_third_source_says_which_one_is_wrong() -> None:
    rows = [estimate(None, None, "0.498"), other(None, None, "498")]
    (finding,) = of("GD313", *rows)
    assert finding.claim == "d/f"  # the larger, as nothing else is known
    third = other(None, None, "510", claim="d/g", source="u")
    (finding,) = of("GD313", *rows, third)
    assert finding.claim == "d/e"
    assert "is 1,000 times less than another source's: t has 498 kt" in finding.message


def test_beside_the_atlas_the_table_is_doubted() -> None:
    mine = {"deposits": [deposit()], "estimates": [estimate(None, None, "0.498")]}
    atlas = dataset(deposits=[deposit()], estimates=[other(None, None, "498")])
    (finding,) = found("GD313", atlas, **mine)
    assert finding.claim == "d/e"


def test_bases_and_grades_must_agree_and_gd304_goes_first() -> None:
    first = estimate(None, None, "42,980")
    assert of("GD313", first, other(None, None, "42.98", basis="TREE")) == ()
    assert of("GD313", estimate("10,000", "2"), other("10", "1")) == ()
    assert len(of("GD313", estimate("10,000", "2"), other("10", "2"))) == 1
    assert of("GD313", estimate("16.3", "3.05", "0.498"), other(None, None, "498")) == ()


@pytest.mark.parametrize(
    ("ore", "grade", "contained", "fits"),
    [
        # 42.98 kt lie within what ore and grade give, but near neither end
        ("1–1,000", "2", "42.98", True),
        ("100", "0.01–1", "42.98", True),
        ("100–1,000", "2", "42.98", False),
        ("100", "0.1–1", "42.98", False),
    ],
)
def test_both_bounds_of_ore_and_grade_tell_whether_a_figure_fits(
    ore: str, grade: str, contained: str, fits: bool
) -> None:
    rows = (estimate(None, None, "42,980"), other(ore, grade, contained))
    assert bool(of("GD313", *rows)) == fits


@pytest.mark.parametrize(
    ("contained", "fits"),
    [("100–10,000", True), ("1–300", True), ("1–2", False), ("9,000–10,000", False)],
)
def test_both_bounds_of_what_is_contained_tell_whether_a_figure_fits(
    contained: str, fits: bool
) -> None:
    rows = (estimate("10,000", "2"), other("10", "2", contained))
    assert bool(of("GD313", *rows)) == fits


def test_figures_are_quoted_as_their_sources_write_them() -> None:
    (finding,) = of("GD313", estimate(None, None, "~42,980"), other(None, None, "~42.98"))
    assert finding.message.startswith("contained mass of ~42.98 Mt is")
    assert finding.message.endswith("t has ~42.98 kt")
    (finding,) = of("GD313", estimate("~10,000"), other("~10"))
    assert finding.message.startswith("ore of ~10,000 Mt is")
    rows = estimate("414", "~0.061"), estimate("414", "~0.0563", basis="TREE", claim="d/f")
    (finding,) = of("GD405", *rows)
    assert finding.message.startswith("~0.0563 % TREE (elements) beside ~0.061 % TREO (s)")


# --- GD405 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("oxides", "elements", "wrong"),
    [
        # widened by half a digit, 1 % beyond 1.17 and 1.24 is let pass
        ("11.711", "10.111", False),
        ("11.709", "10.111", True),
        ("12.538", "10.011", False),
        ("12.539", "10.011", True),
        ("12.0", "10.111", False),
        ("10.111", "10.111", True),
        ("0.60", "0.111", True),
    ],
)
def test_oxides_weigh_a_sixth_more_than_elements(oxides: str, elements: str, wrong: bool) -> None:
    rows = (estimate("12", oxides), estimate("12", elements, basis="TREE", claim="d/f"))
    assert bool(of("GD405", *rows)) == wrong


def test_one_source_is_an_error_and_two_are_a_warning() -> None:
    one = estimate("414", "0.061")
    two = estimate("414", "0.0563", basis="TREE", claim="d/f")
    (finding,) = of("GD405", one, two)
    assert (finding.severity, finding.claim) == (Severity.ERROR, "d/f")
    (finding,) = of("GD405", one, {**two, "source": "t"})
    assert (finding.severity, finding.field) == (Severity.WARNING, "grade_pct")
    assert finding.message == (
        "0.0563 % TREE (elements) beside 0.061 % TREO (s) for the same ore: the oxides are 1.08 "
        "times the elements, which is 1.17 to 1.24 in real ores"
    )


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({}, True),
        ({"basis": "REO"}, True),
        ({"basis": "LREO"}, False),
        ({"members": "La2O3; CeO2"}, False),
        ({"zone": "North"}, False),
        ({"categories": "inferred"}, False),
        ({"id": "x"}, False),
    ],
)
def test_what_is_held_against_elements(more: dict[str, str], wrong: bool) -> None:
    rows = (
        {**estimate("414", "0.061"), **more},
        estimate("414", "0.0563", basis="TREE", claim="d/f"),
    )
    assert bool(of("GD405", *rows)) == wrong


@pytest.mark.parametrize(
    ("first", "second", "source", "wrong"),
    [
        ("1,000", "1,005", "s", True),
        ("1,000", "1,006", "s", False),
        (None, None, "s", True),
        (None, "1,000", "s", False),
        ("1,000", "1,005", "t", True),
        (None, None, "t", False),
    ],
)
def test_the_ore_must_be_the_same(
    first: str | None, second: str | None, source: str, wrong: bool
) -> None:
    rows = (
        estimate(first, "0.061"),
        estimate(second, "0.0563", basis="TREE", claim="d/f", source=source),
    )
    assert bool(of("GD405", *rows)) == wrong


# --- GD406 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("oxides", "wrong"),
    [("0.644", True), ("0.6568", True), ("0.657", False), ("0.631", False), ("0.632", True)],
)
def test_one_figure_under_two_labels(oxides: str, wrong: bool) -> None:
    rows = (estimate("4,300", "0.644", basis="TREE"), other("4,300", oxides))
    assert bool(of("GD406", *rows)) == wrong
    assert bool(of("GD405", *rows)) == (not wrong)


def test_the_elements_are_doubted_or_what_is_not_the_atlas() -> None:
    elements = estimate("4,300", "0.644", basis="TREE")
    oxides = other("4,300", "0.65")
    (finding,) = of("GD406", elements, oxides)
    assert finding.claim == "d/e"
    assert finding.message == (
        "0.644 % TREE (elements) is the figure that t states as 0.65 % TREO for the same ore: "
        "oxides weigh 17 to 24 % more than elements"
    )
    atlas = dataset(deposits=[deposit()], estimates=[elements])
    (finding,) = found("GD406", atlas, deposits=[deposit()], estimates=[oxides])
    assert finding.claim == "d/f"


def test_one_source_with_two_labels_is_gd405s() -> None:
    rows = (
        estimate("4,300", "0.644", basis="TREE"),
        estimate("4,300", "0.65", claim="d/f"),
    )
    assert of("GD406", *rows) == ()
    assert len(of("GD405", *rows)) == 1
    few = {**rows[0], "members": "La; Ce", "source": "t"}
    assert of("GD406", few, rows[1]) == ()
    more_ore = estimate("4,322", "0.644", basis="TREE", source="t")
    assert of("GD406", more_ore, rows[1]) == ()
