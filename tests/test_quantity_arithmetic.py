"""Quantities reckoned with: round trips, bounds of results, digits that are shown."""

from __future__ import annotations

import itertools
import random
from decimal import Decimal

import pytest

from geodeposits.errors import UnreadableQuantity
from geodeposits.quantity import Quantity, shown_number


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
