"""Rules on amounts: tonnage, grade and contained mass must fit one another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from geodeposits.checks import run
from geodeposits.checks.amounts import fitting_mask
from geodeposits.dataset.rows import figure_columns
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis
from tests.checks_kit import dataset


def estimate(
    ore: str | None, grade: str | None, contained: str | None, basis: str = "REO", **more: Any
) -> dict[str, Any]:
    figures = [None if text is None else Quantity.parse(text) for text in (ore, grade, contained)]
    columns = figure_columns(*figures, Basis.parse(basis))
    head = {"claim": "d/e", "id": "d", "basis": basis, "summed": False, "origin": "d.toml:9"}
    return {**head, **columns, **more}


def findings(*rows: dict[str, Any], select: str = "GD3") -> tuple[Finding, ...]:
    """Run the rules on amounts that must fit one another; how large one may be is GD307's."""
    return run(dataset(estimates=list(rows)), select=[select], ignore=["GD307"]).findings


def codes(ore: str | None, grade: str | None, contained: str | None, **more: Any) -> list[str]:
    return [finding.code for finding in findings(estimate(ore, grade, contained, **more))]


# --- GD301 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ore", "contained", "field"),
    [
        ("0", None, "ore_mt"),
        ("-5", None, "ore_mt"),
        ("~0", None, "ore_mt"),
        ("-1–5", None, "ore_mt"),
        (None, "0", "contained_kt"),
    ],
)
def test_no_tonnage(ore: str | None, contained: str | None, field: str) -> None:
    (finding,) = findings(estimate(ore, None, contained))
    assert (finding.code, finding.severity) == ("GD301", Severity.ERROR)
    assert (finding.field, finding.origin, finding.claim) == (field, "d.toml:9", "d/e")


def test_the_message_says_what_is_not_above_zero() -> None:
    contained, ore = findings(estimate("0", None, "~0"))
    assert ore.message == "ore of 0 Mt is not above zero: an unknown tonnage is left out"
    assert contained.message.startswith("contained mass of ~0 kt is not above zero: ")


@pytest.mark.parametrize("ore", ["0.0001", "<0.1", ">0", "0–5", None])
def test_a_small_or_unknown_tonnage_is_one(ore: str | None) -> None:
    assert codes(ore, None, None) == []


# --- GD302 and GD308 -----------------------------------------------------------------------------


def test_more_than_ore() -> None:
    (finding,) = findings(estimate("694", None, "900,000"))
    assert finding.code == "GD302"
    assert "contained 900 Mt is more than the 694 Mt of ore" in finding.message


@pytest.mark.parametrize(
    ("ore", "contained", "expected"),
    [
        ("694", "694,000", ["GD308"]),
        ("694", "687,060", ["GD308"]),  # 1 % less
        ("694", "687,000", []),
        ("694", "700,940", ["GD308"]),  # 1 % more
        ("694", "701,000", ["GD302"]),
        ("~694", "~690,000", ["GD308"]),
        ("694", "<694,000", ["GD308"]),
        ("600–700", "600,000–700,000", ["GD308"]),
        ("694", "100,000–1,288,000", []),  # the middle is the ore by chance
        (">694", "900,000", []),  # there may be more ore
        ("694", "<900,000", []),
        ("694", ">900,000", ["GD302"]),
        ("600–800", "750,000", []),
        ("694", None, []),
        (None, "694,000", []),
    ],
)
def test_contained_against_ore(ore: str | None, contained: str | None, expected: list[str]) -> None:
    assert codes(ore, None, contained) == expected


def test_rock_as_oxide_says_what_the_ore_holds() -> None:
    (finding,) = findings(estimate("694", ">1", "694,000"))
    assert finding.message == (
        "contained 694 Mt equals the 694 Mt of ore: rock was counted as oxide; "
        "ore at > 1 % REO holds > 6.94 Mt"
    )


def test_rock_as_oxide_replaces_what_else_follows_from_it() -> None:
    assert codes("694", "1.8", "694,000") == ["GD308"]
    assert codes("694", "0.1", "694,000") == ["GD308"]  # a thousand times the product
    assert codes("694", "1.8", "695,000") == ["GD308"]  # more than ore


@pytest.mark.parametrize(
    ("basis", "expected"), [("monazite", []), ("HM", []), ("ore", ["GD308"]), ("TREE", ["GD308"])]
)
def test_a_concentrate_may_hold_little_else(basis: str, expected: list[str]) -> None:
    assert [f.code for f in findings(estimate("13", None, "13,000", basis))] == expected


# --- GD303 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ore", "grade", "contained", "severity"),
    [
        ("694", "1.80", "12,500", None),  # Beylikova, October 2025
        ("30.358", "3.14", "954", None),  # USGS, three oxides
        ("17", "0.1", "6", Severity.ERROR),  # USGS 4088
        ("18.4", "7.98", "1,300", Severity.WARNING),  # Mountain Pass as tabulated
        ("200.0", "2.500", "5,250", None),  # 5 % more
        ("200.0", "2.500", "5,600", Severity.WARNING),  # 12 %
        ("200.0", "2.500", "6,300", Severity.ERROR),  # 26 %
        ("200.0", "2.500", "4,400", Severity.WARNING),
        ("200.0", "2.500", "3,700", Severity.ERROR),
    ],
)
def test_contained_against_ore_times_grade(
    ore: str, grade: str, contained: str, severity: Severity | None
) -> None:
    found = findings(estimate(ore, grade, contained))
    assert [(f.code, f.severity) for f in found] == ([("GD303", severity)] if severity else [])


@pytest.mark.parametrize(
    ("contained", "severity"),
    [
        # 200.1255 Mt at 2.51255 %, half a digit more than stated, hold 5,028.253 kt;
        # 5 % more are 5,279.666 kt, 20 % more 6,033.904 kt; contained counts from half a digit less
        ("5279.7", None),
        ("5279.8", Severity.WARNING),
        ("6033.9", Severity.WARNING),
        ("6034.1", Severity.ERROR),
    ],
)
def test_the_limits_are_five_and_twenty_percent(contained: str, severity: Severity | None) -> None:
    found = findings(estimate("200.125", "2.5125", contained))
    assert [f.severity for f in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("ore", "grade", "contained", "expected"),
    [
        ("694", ">1", "6,940", []),
        ("694", ">1", "50,000", []),
        ("694", ">1", "5,000", ["GD303"]),  # less than the bound allows
        ("694", ">1", ">5,000", []),
        ("694", "<1", "9,000", ["GD303"]),
        ("694", "<1", "100", []),
        (">694", "1", "9,000", []),
        ("600–700", "1", "6,900", []),
        ("600–700", "1.0–1.2", "9,500", ["GD303"]),
        ("694 ± 70", "1.0 ± 0.1", "8,200", []),
        ("694", "1", "5,000–8,000", []),
    ],
)
def test_intervals_are_compared_by_their_bounds(
    ore: str, grade: str, contained: str, expected: list[str]
) -> None:
    assert codes(ore, grade, contained) == expected


@pytest.mark.parametrize(
    ("grade", "contained", "expected"),
    [
        ("0.5", "545", []),  # 0.45 to 0.55 %
        ("0.55", "614", ["GD303"]),
        ("2", "2,130", []),  # 1.95 to 2.05 %: a whole number has two digits at least
        ("2", "2,180", ["GD303"]),
        ("~2", "2,600", []),  # about 2: 1.5 to 2.5 %
        ("~2", "2,700", ["GD303"]),
    ],
)
def test_figures_are_as_exact_as_their_digits(
    grade: str, contained: str, expected: list[str]
) -> None:
    assert codes("100.00", grade, contained) == expected


def test_the_zeros_of_an_approximate_figure_are_no_digits() -> None:
    assert codes("~700", "1.000", "7,870") == []  # 650 to 750 Mt
    assert codes("700", "1.000", "7,870") == ["GD303"]


def test_the_message_states_figures_and_difference() -> None:
    (finding,) = findings(estimate("17", "0.1", "6"))
    assert finding.message == (
        "contained 6 kt is stated, but 17 Mt of ore at 0.1 % REO hold 17 kt: 65 % less is stated"
    )
    (finding,) = findings(estimate("2.39", "1.29", "308"))
    assert finding.message.endswith(
        "hold 30.83 kt: 10 times as much is stated; did the decimal point slip? 30.8 kt would fit"
    )


@pytest.mark.parametrize(
    ("factor", "told"),
    [
        # 123.4 Mt at 1.111 % hold 1,370.974 kt
        ("0.90718", "ore in short tons? 111.9 Mt of ore would fit"),
        ("0.9161", "ore in short tons? 111.9 Mt of ore would fit"),
        ("0.9164", None),
        ("0.8982", "ore in short tons? 111.9 Mt of ore would fit"),
        ("0.8980", None),
        ("1.1023", "in short tons? 1,371 kt would fit"),
        ("1.1132", "in short tons? 1,385 kt would fit"),
        ("1.1135", None),
        ("1.0910", None),
        ("1.1699", None),
        ("1.1701", "is the grade of elements (TREE) and the contained mass of oxides (TREO)?"),
        ("1.2399", "is the grade of elements (TREE) and the contained mass of oxides (TREO)?"),
        ("1.2401", None),
        ("0.8548", None),
        ("0.8546", "is the grade of oxides (TREO) and the contained mass of elements (TREE)?"),
        ("0.8065", "is the grade of oxides (TREO) and the contained mass of elements (TREE)?"),
        ("0.8064", None),
        ("0.0001", "is the grade in ppm, not %? 0.0001111 % would fit"),
        ("0.00010999", "is the grade in ppm, not %? 0.0001111 % would fit"),
        ("0.00011001", None),
        ("10000", None),  # 11,110 % cannot be
        ("10", "did the decimal point slip? 1,371 kt would fit"),
        ("10.499", "did the decimal point slip? 1,439 kt would fit"),
        ("10.501", None),
        ("0.1", "did the decimal point slip? 1,371 kt would fit"),
        ("100", "did the decimal point slip? 1,371 kt would fit"),
        ("0.01", "did the decimal point slip? 1,371 kt would fit"),
        ("3", None),
    ],
)
def test_what_the_ratio_tells_is_said(factor: str, told: str | None) -> None:
    contained = (Decimal("1370.974") * Decimal(factor)).quantize(Decimal("0.00001"))
    (finding,) = findings(estimate("123.4", "1.111", f"{contained:f}"), select="GD303")
    _, semicolon, said = finding.message.partition("; ")
    assert bool(semicolon) == (told is not None)
    assert said == (told or "")


def test_rounded_figures_may_be_in_short_tons() -> None:
    (finding,) = findings(estimate("18.4", "7.98", "1,300"), select="GD303")  # Mountain Pass
    assert finding.message.endswith(
        "11 % less is stated; ore in short tons? 16.69 Mt of ore would fit"
    )
    (finding,) = findings(estimate("18.4", "7.98", "1,301"), select="GD303")
    assert finding.message.endswith("11 % less is stated")


def test_where_more_than_the_mass_is_wrong_the_product_is_no_advice() -> None:
    (finding,) = findings(estimate("10", "900", "900"), select="GD303")
    assert finding.message.endswith("; tonnage or grade is wrong too")
    (finding,) = findings(estimate("30,000", "400", "120,000"), select="GD304")
    assert finding.message.endswith(": one of the three is in another unit")


def test_sums_of_ours_are_not_judged_and_categories_are() -> None:
    ours = estimate("17", "0.1", "6", summed=True)
    part = estimate(
        "17", "0.1", "6", part_of="d/e", categories="measured; indicated", claim="d/e/x"
    )
    (finding,) = findings(ours, part)
    assert finding.claim == "d/e/x"
    assert finding.message.startswith("measured + indicated: contained 6 kt")


@pytest.mark.parametrize("figures", [("17", "0.1", None), (None, "0.1", "6"), ("17", None, "6")])
def test_two_figures_cannot_disagree(figures: tuple[str | None, ...]) -> None:
    assert codes(*figures) == []


def test_a_zero_has_its_own_rule() -> None:
    assert codes("0", "1", "10") == ["GD301"]
    assert codes("10", "0", "10") == []


@pytest.mark.parametrize(
    ("figures", "fits"),
    [
        (("0.5", "0.4", "2"), True),
        (("10", "2", "200"), True),
        (("10", "2", "300"), False),
        (("10", "2", None), False),
        (("10", None, "200"), False),
        ((None, "2", "200"), False),
        (("0", "2", "0"), False),
        (("10", ">1", "200"), True),
    ],
)
def test_three_figures_that_agree_fit(figures: tuple[str | None, ...], fits: bool) -> None:
    table = pd.DataFrame([estimate(*figures)])
    assert fitting_mask(table).tolist() == [fits]


# --- GD304 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ore", "grade", "contained", "unit", "right"),
    [
        ("30.358", "3.14", "0.954", "Mt written as kt", "954 kt would fit"),
        ("30.358", "3.14", "954,000", "t written as kt", "954 kt would fit"),
        ("3.9", "2.47", "0.000096", "divided by 1,000 twice too often", "96 kt would fit"),
        ("0.5", "2.47", "12,350,000", "kg written as kt", "12.35 kt would fit"),
    ],
)
def test_unit_slip(ore: str, grade: str, contained: str, unit: str, right: str) -> None:
    found = [f for f in findings(estimate(ore, grade, contained)) if f.code != "GD302"]
    assert [(f.code, f.severity) for f in found] == [("GD304", Severity.ERROR)]
    assert unit in found[0].message
    assert right in found[0].message


def test_a_unit_slip_may_be_in_the_ore() -> None:
    (finding,) = findings(estimate("12.4", "3.24", "0.402"))
    assert "0.0124 Mt of ore (kt written as Mt)" in finding.message


@pytest.mark.parametrize(
    ("contained", "expected"),
    [
        ("1.1", ["GD304"]),  # 1,000 kt would be right: 10 % more than a thousandth
        ("1.11", ["GD303"]),
        ("0.9", ["GD304"]),
        ("0.89", ["GD303"]),
        ("10", ["GD303"]),
        ("100", ["GD303"]),
    ],
)
def test_how_near_a_thousand_is_a_slip(contained: str, expected: list[str]) -> None:
    assert codes("50", "2.000", contained) == expected


def test_a_bound_below_what_is_stated_by_a_thousand_is_a_slip_too() -> None:
    assert codes("694", ">1", "6.94") == ["GD304"]


# --- Frames of a user's own ----------------------------------------------------------------------


def test_a_frame_with_best_values_only_is_enough() -> None:
    row = {"claim": "c", "id": "d", "ore_mt": 17.0, "grade_pct": 0.1, "contained_kt": 6.0}
    (finding,) = findings(row)
    assert finding.code == "GD303"
    assert "(basis unstated)" in finding.message


def test_a_text_that_is_no_quantity_leaves_the_number() -> None:
    row = {**estimate("17", "0.1", "6"), "contained_kt_text": "six"}
    assert [f.code for f in findings(row)] == ["GD303"]


def test_a_basis_of_no_vocabulary_is_gd108s_business() -> None:
    row = {**estimate("17", "0.1", "6"), "basis": "carats"}
    assert [f.code for f in findings(row)] == ["GD303"]


@pytest.mark.parametrize(
    ("ore", "contained", "code"), [(10.0, "inf", "GD302"), ("-inf", 1.0, "GD301")]
)
def test_an_infinite_figure_stops_no_rule(ore: object, contained: object, code: str) -> None:
    row = {
        "claim": "c",
        "id": "d",
        "ore_mt": float(str(ore)),
        "contained_kt": float(str(contained)),
    }
    (finding,) = findings({**row, "grade_pct": 1.0})
    assert finding.code == code
    assert "unknown" in finding.message
