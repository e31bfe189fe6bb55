"""Quantities: what parses to what, what is refused, bounds that survive arithmetic; dates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from geodeposits.errors import UnknownUnit, UnreadableQuantity
from geodeposits.quantity import GRADE_IN_PCT, MASS_IN_MT, Quantity, convert

# (given, low, best, high, qualifier, canonical text)
FORMS: list[tuple[object, str | None, str | None, str | None, str, str]] = [
    (694, "694", "694", "694", "", "694"),
    ("694", "694", "694", "694", "", "694"),
    (0.5, "0.5", "0.5", "0.5", "", "0.5"),
    (Decimal("30.358"), "30.358", "30.358", "30.358", "", "30.358"),
    ("~694", "694", "694", "694", "~", "~694"),
    ("≈ 694", "694", "694", "694", "~", "~694"),
    (">1", "1", None, None, ">", ">1"),
    ("> ~6.94", "6.94", None, None, ">", ">~6.94"),
    ("≤ ≈5", None, None, "5", "≤", "≤~5"),
    ("> 1", "1", None, None, ">", ">1"),
    ("≥ 0.5", "0.5", None, None, "≥", "≥0.5"),
    (">=0.5", "0.5", None, None, "≥", "≥0.5"),
    ("<5", None, None, "5", "<", "<5"),
    ("<= 5", None, None, "5", "≤", "≤5"),
    ("≤5", None, None, "5", "≤", "≤5"),
    ("0.5–0.6", "0.5", None, "0.6", "–", "0.5–0.6"),
    ("0.5-0.6", "0.5", None, "0.6", "–", "0.5–0.6"),
    ("0.5 — 0.6", "0.5", None, "0.6", "–", "0.5–0.6"),
    ("0.5 to 0.6", "0.5", None, "0.6", "–", "0.5–0.6"),
    ("~ 20–30", "20", None, "30", "–", "~20–30"),
    ("1,856", "1856", "1856", "1856", "", "1856"),
    ("12,345,678.5", "12345678.5", "12345678.5", "12345678.5", "", "12345678.5"),
    ("1,000–2,000", "1000", None, "2000", "–", "1000–2000"),
    ("12 ± 2", "10", "12", "14", "±", "12 ± 2"),
    ("12+/-2", "10", "12", "14", "±", "12 ± 2"),
    ("~12 ± 2", "10", "12", "14", "±", "~12 ± 2"),
    ("12 ± 0", "12", "12", "12", "", "12"),
    ("12 (10–15)", "10", "12", "15", "±", "12 (10–15)"),
    ("~12 (10 to 15)", "10", "12", "15", "±", "~12 (10–15)"),
    ("12 (11–13)", "11", "12", "13", "±", "12 ± 1"),
    ("12 (12–13)", "12", "12", "13", "±", "12 (12–13)"),
    ("1e3", "1000", "1000", "1000", "", "1000"),
    ("1.5E-3", "0.0015", "0.0015", "0.0015", "", "0.0015"),
    (".5", "0.5", "0.5", "0.5", "", "0.5"),
    ("-5", "-5", "-5", "-5", "", "-5"),
    ("−5", "-5", "-5", "-5", "", "-5"),
    ("-5–-3", "-5", None, "-3", "–", "-5–-3"),
    ("  694\t", "694", "694", "694", "", "694"),
    ("0", "0", "0", "0", "", "0"),
    ("-0", "0", "0", "0", "", "0"),
    ("1.50", "1.5", "1.5", "1.5", "", "1.5"),
]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(("given", "low", "best", "high", "qualifier", "text"), FORMS)
def test_parse(given: Any, low: Any, best: Any, high: Any, qualifier: str, text: str) -> None:
    quantity = Quantity.parse(given)
    assert (quantity.low, quantity.best, quantity.high) == tuple(map(_decimal, (low, best, high)))
    assert quantity.qualifier == qualifier
    assert quantity.text == str(quantity) == text
    assert quantity.is_exact == (qualifier == "")


@pytest.mark.parametrize("given", [form[0] for form in FORMS])
def test_canonical_text_parses_to_an_equal_quantity(given: object) -> None:
    quantity = Quantity.parse(given)
    again = Quantity.parse(quantity.text)
    assert again == quantity
    assert hash(again) == hash(quantity)
    assert again.text == quantity.text


def test_the_largest_and_the_smallest_figure() -> None:
    assert Quantity.parse("1e100").low == Decimal("1e100")
    assert Quantity.parse("1e-100").low == Decimal("1e-100")
    for text in ("1.01e100", "-1.01e100", "0.99e-100", "-0.99e-100"):
        with pytest.raises(UnreadableQuantity):
            Quantity.parse(text)


def test_given_text_is_kept_but_not_compared() -> None:
    assert Quantity.parse("≈ 1,856").given == "≈ 1,856"
    assert Quantity.parse("≈ 1,856") == Quantity.parse("~1856")
    assert Quantity.parse(1856).given == "1,856"


def test_a_quantity_parses_to_itself() -> None:
    quantity = Quantity.parse(">1")
    assert Quantity.parse(quantity) is quantity


@pytest.mark.parametrize(
    ("one", "two"), [(">1", "≥1"), ("<1", "≤1"), ("~1", "1"), ("1–2", "1.5 ± 0.5"), ("1", "2")]
)
def test_what_differs_is_not_equal(one: str, two: str) -> None:
    assert Quantity.parse(one) != Quantity.parse(two)


def test_a_quantity_is_not_equal_to_a_number() -> None:
    assert Quantity.parse(1) != 1
    assert Quantity.parse("1") != "1"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("nan", "a finite number is needed"),
        ("NaN", "a finite number is needed"),
        ("inf", "a finite number is needed"),
        ("-inf", "a finite number is needed"),
        ("Infinity", "a finite number is needed"),
        (float("nan"), "a finite number is needed"),
        (float("inf"), "a finite number is needed"),
        (Decimal("NaN"), "a finite number is needed"),
        ("1e999", "a finite number is needed"),
        ("1e101", "a finite number is needed"),
        (">1e999", "a finite number is needed"),
        ("1–1e999", "a finite number is needed"),
        ("1e99999999999999999999", "a finite number is needed"),
        pytest.param(10**400, "a finite number is needed", id="401 digits"),
        pytest.param(10**6000, "a finite number is needed", id="6001 digits"),
        ("1e-999999999", "too small for a figure"),
        (True, "true and false are no figures"),
        (False, "true and false are no figures"),
        ("", "is left out, not written as an empty text"),
        ("   ", "is left out, not written as an empty text"),
        ("3,14", "write a decimal point"),
        (">3,14", "write a decimal point"),
        ("0,5", "write a decimal point"),
        ("1,85", "write a decimal point"),
        ("12 Mt", "without a unit"),
        ("3.14 %", "without a unit"),
        ("3.14%", "without a unit"),
        ("1,2345", "write a decimal point"),
        ("1,234,56", "without a unit"),
        ("1.234.567", "without a unit"),
        ("about 5", "without a unit"),
        ("> ", "without a unit"),
        (">>1", "without a unit"),
        ("~>1", "without a unit"),
        ("5.", "without a unit"),
        ("1 000", "without a unit"),
        ("0x10", "without a unit"),
        ("1_000", "without a unit"),
        ("0.6–0.5", "from the lower to the higher"),
        ("0.5–0.5", "from the lower to the higher"),
        ("12 (13–15)", "from the lower to the higher"),
        ("12 (9–11)", "from the lower to the higher"),
        ("12 (14–10)", "from the lower to the higher"),
        (None, "a number or a text"),
        ([1], "a number or a text"),
        (1j, "a number or a text"),
        (b"1", "a number or a text"),
    ],
)
def test_refused(given: object, why: str) -> None:
    with pytest.raises(UnreadableQuantity, match=why):
        Quantity.parse(given)


def test_refusal_shows_what_was_given_cut_short() -> None:
    with pytest.raises(UnreadableQuantity, match=r"^'12 Mt' is no quantity: ") as caught:
        Quantity.parse("12 Mt")
    assert caught.value.text == "12 Mt"
    with pytest.raises(UnreadableQuantity) as caught:
        Quantity.parse("x" * 5000)
    assert len(str(caught.value)) < 200


def test_largest_figure_is_still_read() -> None:
    assert Quantity.parse("1e100").best == Decimal("1e100")
    assert Quantity.parse("1e-100").best == Decimal("1e-100")


# --- Units ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "table", "converted"),
    [
        ("694", "Mt", MASS_IN_MT, "694"),
        (">694000", "kt", MASS_IN_MT, ">694"),
        ("1,200", "t", MASS_IN_MT, "0.0012"),
        ("5", "kg", MASS_IN_MT, "0.000000005"),
        ("1.2", "Gt", MASS_IN_MT, "1200"),
        ("13.2884", "10^4 t", MASS_IN_MT, "0.132884"),
        ("1000000", "short ton", MASS_IN_MT, "0.90718474"),
        ("1000000", "long ton", MASS_IN_MT, "1.0160469088"),
        ("3.14", "%", GRADE_IN_PCT, "3.14"),
        ("~30000", "ppm", GRADE_IN_PCT, "~3"),
        ("500–600", "g/t", GRADE_IN_PCT, "0.05–0.06"),
        ("12", "kg/t", GRADE_IN_PCT, "1.2"),
        ("100", "ppb", GRADE_IN_PCT, "0.00001"),
    ],
)
def test_convert(text: str, unit: str, table: dict[str, Decimal], converted: str) -> None:
    result = convert(Quantity.parse(text), unit=unit, table=table)
    assert result == Quantity.parse(converted)
    assert result.given == f"{Quantity.parse(text).given} {unit}"


def test_a_short_ton_is_2000_pounds() -> None:
    pound_in_kg = Decimal("0.45359237")
    assert MASS_IN_MT["short ton"] == 2000 * pound_in_kg * MASS_IN_MT["kg"]
    assert MASS_IN_MT["long ton"] == 2240 * pound_in_kg * MASS_IN_MT["kg"]


def test_conversion_of_a_computed_quantity_keeps_its_text() -> None:
    computed = Quantity.parse(2) * Quantity.parse(">3")
    assert convert(computed, unit="kt", table=MASS_IN_MT).given == ">6 kt"


@pytest.mark.parametrize("unit", ["tons", "ton", "T", "mt", "", "pct"])
def test_unit_is_never_guessed(unit: str) -> None:
    with pytest.raises(UnknownUnit, match=r"no known unit: use one of Mt, kt, t, .*short ton"):
        convert(Quantity.parse(1), unit=unit, table=MASS_IN_MT)
