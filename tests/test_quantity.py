"""Quantities: what parses to what, what is refused, bounds that survive arithmetic; dates."""

from __future__ import annotations

import datetime
import itertools
import random
from decimal import Decimal
from typing import Any

import pytest

from geodeposits.dates import PartialDate
from geodeposits.errors import UnknownUnit, UnreadableDate, UnreadableQuantity
from geodeposits.quantity import (
    GRADE_IN_PCT,
    MASS_IN_MT,
    Quantity,
    convert,
    shown_number,
)

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


# --- Round trips and arithmetic over many values -------------------------------------------------


def _some_quantities(count: int) -> list[Quantity]:
    pick = random.Random(2026)
    made = []
    for _ in range(count):
        places = pick.choice([0, 1, 3, 6])
        low = round(Decimal(pick.uniform(0.001, 5000)), places) + Decimal("0.001")
        best = low + round(Decimal(pick.uniform(0.01, 50)), places) + Decimal("0.001")
        high = best + round(Decimal(pick.uniform(0.01, 50)), places) + Decimal("0.001")
        about = pick.choice(["", "~"])
        form = pick.choice(
            [f"{about}{best}", f">{low}", f"≥{low}", f"<{high}", f"≤{high}", f"{about}{low}–{high}",
             f"{about}{high} ± {low}", f"{about}{best} ({low}–{high})"]
        )  # fmt: skip
        made.append(Quantity.parse(form))
    return made


MANY = _some_quantities(300)


def test_round_trip_of_many() -> None:
    for quantity in MANY:
        assert Quantity.parse(quantity.text) == quantity


def test_round_trip_of_results() -> None:
    for left, right in itertools.pairwise(MANY):
        results = [left * right, left + right]
        if right.low is not None and right.low > 0:
            results.append(left / right)
        for result in results:
            if result.low is None and result.high is None:
                continue
            assert Quantity.parse(result.text) == result, (left.text, right.text)


def _inside(number: Decimal, quantity: Quantity) -> bool:
    slack = abs(number) * Decimal("1e-20")
    above = quantity.low is None or quantity.low - slack <= number
    return above and (quantity.high is None or number <= quantity.high + slack)


def _samples(quantity: Quantity) -> list[Decimal]:
    low = quantity.low if quantity.low is not None else Decimal(0)
    high = quantity.high if quantity.high is not None else low + 1000
    return [low, (low + high) / 2, high]


def test_results_hold_every_value_of_the_operands() -> None:
    for left, right in itertools.pairwise(MANY):
        for one, two in itertools.product(_samples(left), _samples(right)):
            assert _inside(one * two, left * right)
            assert _inside(one + two, left + right)
            if right.low is not None and right.low > 0:
                assert _inside(one / two, left / right)


def test_product_and_sum_do_not_depend_on_the_order() -> None:
    for left, right in itertools.pairwise(MANY):
        assert left * right == right * left
        assert left + right == right + left


@pytest.mark.parametrize(
    ("left", "right", "product"),
    [
        ("694", ">1", ">694"),
        ("~694", ">1", ">~694"),
        ("694", "≥1", "≥694"),
        ("2–3", "5", "10–15"),
        ("2–3", ">5", ">10"),
        ("2–3", "<5", "<15"),
        ("2–3", "4–5", "8–15"),
        ("10 ± 1", "2", "20 ± 2"),
        ("10 ± 1", "10 ± 1", "100 (81–121)"),
        ("0", "1–2", "0"),
        ("-5", "1–2", "-10–-5"),
        ("12 ± 15", "1–2", "-6–54"),
    ],
)
def test_product(left: str, right: str, product: str) -> None:
    result = Quantity.parse(left) * Quantity.parse(right)
    assert result.text == product
    assert result.approximate == ("~" in product)


def test_694_mt_at_more_than_one_percent_hold_more_than_6_94_mt() -> None:
    contained = Quantity.parse("694") * Quantity.parse(">1") * Quantity.parse("0.01")
    assert contained.text == ">6.94"
    assert contained.low == Decimal("6.94")
    assert contained.low_open
    assert contained.best is None
    assert contained.high is None
    assert contained.shown() == "> 6.94"


def test_numbers_may_stand_on_either_side() -> None:
    assert (2 * Quantity.parse(">3")).text == ">6"
    assert (Quantity.parse(">3") * "2").text == ">6"
    assert (1 + Quantity.parse("2–3")).text == "3–4"
    assert (Quantity.parse(10) / 4).text == "2.5"


def test_arithmetic_refuses_what_is_no_quantity() -> None:
    with pytest.raises(UnreadableQuantity):
        Quantity.parse(1) * "two"


def test_a_lower_and_an_upper_bound_leave_no_bound() -> None:
    nothing = Quantity.parse(">1") * Quantity.parse("<5")
    assert (nothing.low, nothing.best, nothing.high) == (None, None, None)
    with pytest.raises(UnreadableQuantity, match="no bound is known"):
        _ = nothing.central
    with pytest.raises(UnreadableQuantity, match="no bound is known"):
        _ = nothing.text


@pytest.mark.parametrize(
    ("left", "right", "quotient"),
    [
        ("30", "30", "1"),
        ("10", "4", "2.5"),
        ("10", "2–4", "2.5–5"),
        ("10–20", "2–4", "2.5–10"),
        ("10", ">2", "<5"),
        ("10", "≥2", "≤5"),
        (">10", "2", ">5"),
        (">10", "2–4", ">2.5"),
        ("<10", "2–4", "<5"),
        ("-4–8", "2–4", "-2–4"),
    ],
)
def test_quotient(left: str, right: str, quotient: str) -> None:
    assert (Quantity.parse(left) / Quantity.parse(right)).text == quotient


@pytest.mark.parametrize("divisor", ["0", "0–2", "-1–2", "<5", "-2"])
def test_division_by_what_may_be_nothing_is_refused(divisor: str) -> None:
    with pytest.raises(UnreadableQuantity, match="above zero"):
        Quantity.parse(10) / Quantity.parse(divisor)


@pytest.mark.parametrize(
    ("text", "central"),
    [("694", "694"), (">1", "1"), ("<5", "5"), ("0.5–0.6", "0.55"), ("12 (10–15)", "12")],
)
def test_central(text: str, central: str) -> None:
    assert Quantity.parse(text).central == Decimal(central)


@pytest.mark.parametrize(
    ("text", "digits", "shown"),
    [
        ("694", 4, "694"),
        ("~694.26", 4, "~694.3"),
        (">6940", 4, "> 6,940"),
        ("≤0.123456", 4, "≤ 0.1235"),
        (">~6940", 4, "> ~6,940"),
        ("1234567.8", 4, "1,235,000"),
        ("1234567.8", 9, "1,234,567.8"),
        ("0.5–0.6", 4, "0.5–0.6"),
        ("100.01–100.02", 4, "100–100.1"),
        ("~100.01–100.02", 4, "~100–100.1"),
        ("12 ± 2", 4, "12 ± 2"),
        ("12 (10–15)", 4, "12 (10–15)"),
        ("100.015 (100.01–100.03)", 4, "100 (100–100.1)"),
        (">6.9468", 4, "> 6.946"),
        ("<6.9463", 4, "< 6.947"),
        ("0.000012345", 2, "0.000012"),
        ("0", 4, "0"),
        ("1e60", 3, "1" + ",000" * 20),
        ("1e-60", 3, "0." + "0" * 59 + "1"),
    ],
)
def test_shown(text: str, digits: int, shown: str) -> None:
    assert Quantity.parse(text).shown(digits) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(12345678, "12,350,000"), (0.00012344, "0.0001234"), (-0.0, "0")]
)
def test_shown_number(number: float, shown: str) -> None:
    assert shown_number(number, digits=4) == shown


def test_how_many_digits_are_shown_unless_that_is_said() -> None:
    assert Quantity.parse("1.23456").shown() == "1.235"
    assert shown_number(Decimal("1.23456789012345678")) == "1.23456789012346"


@pytest.mark.parametrize(
    ("text", "digits", "rounded"),
    [
        ("3.14159", 3, "3.14"),
        (">0.0123456", 2, ">0.012"),
        ("<98765", 2, "<99000"),
        ("1.234–5.678", 2, "1.2–5.7"),
        ("1.2341–1.2342", 4, "1.234–1.235"),
        ("0–1.26", 2, "0–1.3"),
        ("2 ± 0.123", 2, "2 (1.8–2.2)"),
    ],
)
def test_rounded(text: str, digits: int, rounded: str) -> None:
    result = Quantity.parse(text).rounded(digits)
    assert result == Quantity.parse(rounded)
    assert Quantity.parse(result.text) == result


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


# --- Partial dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("2013", (2013, 0, 0)),
        (2013, (2013, 0, 0)),
        ("2013-09", (2013, 9, 0)),
        ("2013-09-30", (2013, 9, 30)),
        (datetime.date(2013, 9, 30), (2013, 9, 30)),
        ("2024-02-29", (2024, 2, 29)),
        ("2000-02-29", (2000, 2, 29)),
        (PartialDate(2013, 9), (2013, 9, 0)),
    ],
)
def test_date(given: object, parts: tuple[int, int, int]) -> None:
    date = PartialDate.parse(given)
    assert (date.year, date.month, date.day) == parts
    assert PartialDate.parse(str(date)) == date


@pytest.mark.parametrize(
    "given",
    ["2023-02-29", "1900-02-29", "2013-04-31", "2013-13", "2013-00", "2013-09-00", "2013-09-32",
     "2013-9", "13", "2013-09-30T10:00", "2013/09", "September 2013", "", " 2013", "2013\n",
     True, None, 2013.5, 20130930],
)  # fmt: skip
def test_no_date(given: object) -> None:
    with pytest.raises(UnreadableDate, match="write 2013, 2013-09 or 2013-09-30"):
        PartialDate.parse(given)


def test_dates_are_ordered_by_what_is_known() -> None:
    texts = ["2012-12-31", "2013", "2013-01", "2013-01-31", "2013-02", "2014"]
    dates = [PartialDate.parse(text) for text in texts]
    dates.reverse()
    assert [str(date) for date in sorted(dates)] == texts
    assert sorted(texts) == texts, "the order of the texts is that of the dates"


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2013", (2013, 1, 1), (2013, 12, 31)),
        ("2013-09", (2013, 9, 1), (2013, 9, 30)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-02", (2023, 2, 1), (2023, 2, 28)),
        ("2100-02", (2100, 2, 1), (2100, 2, 28)),
        ("2013-09-05", (2013, 9, 5), (2013, 9, 5)),
    ],
)
def test_earliest_and_latest_day(
    text: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    date = PartialDate.parse(text)
    assert date.earliest == earliest
    assert date.latest == latest
