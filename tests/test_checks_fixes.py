"""What would be right instead of a figure: its unit, and whether it is possible."""

from __future__ import annotations

import pytest

from geodeposits.checks.fixes import Figures, slip_fixes, told, unit_meant, unit_of, unit_slipped
from geodeposits.quantity import Quantity

IN_MT = "ore, Mt: 49.3 C2 | REO, Mt: 25.197 C2 | REO, %: 0.051 C2"


def figures(ore: str, grade: str, contained: str, basis: str = "TREO") -> Figures:
    return Figures(*map(Quantity.parse, (ore, grade, contained)), basis)


@pytest.mark.parametrize(
    ("row", "name", "unit"),
    [
        ({}, "ore_mt", "Mt"),
        ({}, "contained_kt", "kt"),
        ({"stated": None}, "contained_kt", "kt"),
        ({"stated": "ore, Mt: 5"}, "contained_kt", "kt"),
        ({"stated": IN_MT}, "contained_kt", "Mt"),
    ],
)
def test_the_unit_is_that_of_the_column(row: dict[str, str | None], name: str, unit: str) -> None:
    assert unit_of(dict(row), name) == unit


@pytest.mark.parametrize(
    ("column", "power", "unit"),
    [
        ("kt", 3, "t"), ("kt", 6, "kg"), ("kt", -3, "Mt"), ("Mt", 3, "kt"), ("Mt", 6, "t"),
        ("Mt", -3, "Gt"), ("Mt", -6, ""), ("kt", 9, "g"),
    ],
)  # fmt: skip
def test_a_unit_that_was_taken_for_another(column: str, power: int, unit: str) -> None:
    assert unit_slipped(column, power) == unit
    assert unit_meant(column, power) == (f"{unit} written as {column}" if unit else "")


@pytest.mark.parametrize(
    ("stated", "power", "column", "words"),
    [
        (("42,980", "3", "1,289"), -3, "kt", "kt written as Mt? 42.98 Mt of ore would fit"),
        (("10", "900", "90"), -3, "kt", "a grade of 0.9 % would fit"),
        (("49.3", "0.051", "25,200"), 3, "Mt", "kt written as Mt? 25.2 kt would fit"),
        (
            ("16.3", "3.05", "0.498"), -3, "kt",
            "Mt written as kt? 498 kt would fit, or else 0.0163 Mt of ore (kt written as Mt)",
        ),
        # nobody states oxide in Gt: USGS 1373
        (
            ("16.3", "3.05", "0.498"), -3, "Mt",
            ("divided by 1,000 once too often? 498 kt would fit, or else 0.0163 Mt of ore "
             "(kt written as Mt)"),
        ),
        (
            ("3.9", "2.47", "0.000096"), -6, "kt",
            ("divided by 1,000 twice too often? 96 kt would fit, or else 0.0000039 Mt of ore "
             "(t written as Mt)"),
        ),
        # more than 5,000 Mt of ore is possible, but what is common comes first
        (
            ("6,000", "1", "60"), -3, "kt",
            "kt written as Mt? 6 Mt of ore would fit, or else 60,000 kt (Mt written as kt)",
        ),
        (("30,000", "3", "900,000,000"), 3, "kt", ""),
    ],
)  # fmt: skip
def test_only_what_is_possible_is_offered(
    stated: tuple[str, str, str], power: int, column: str, words: str
) -> None:
    assert told(slip_fixes(figures(*stated), power, column)) == words


@pytest.mark.parametrize(
    ("stated", "possible", "common"),
    [
        (("5,000", "1", "50,000"), True, True),
        (("5,001", "1", "50,000"), True, False),
        (("5,000", "1", "50,001"), True, False),
        (("20,000", "0.75", "150,000"), True, False),
        (("20,001", "0.1", "1,000"), False, False),
        (("2,000", "7.6", "150,001"), False, False),
        (("1", "76", "760"), True, True),
        (("1", "76.1", "761"), False, False),
        (("1", "1", "1,001"), False, False),
    ],
)
def test_what_a_deposit_may_be(
    stated: tuple[str, str, str], *, possible: bool, common: bool
) -> None:
    made = figures(*stated)
    assert (made.is_possible(), made.is_common()) == (possible, common)


def test_a_concentrate_may_be_richer_than_a_mineral() -> None:
    assert figures("1", "95", "950", "HM").is_possible()
