"""Places of figures among others, and how far a bound reaches."""

from __future__ import annotations

from decimal import Decimal

import pytest

from geodeposits.quantity import Quantity
from geodeposits.summary.places import (
    Place,
    hull,
    may_be_larger,
    place_among,
    places_of,
    reach_of,
    stands_above,
    surely_larger,
)


def q(text: str) -> Quantity:
    return Quantity.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "surely", "may"),
    [
        ("2", "1", True, True),
        ("1", "2", False, False),
        ("1", "1", False, False),
        (">1", "1", True, True),  # more than 1 is more than 1
        ("≥1", "1", False, True),
        ("1", ">1", False, False),
        ("1", "<1", True, True),
        ("1", "≤1", False, True),
        ("<1", "1", False, False),
        ("<5", "1", False, True),
        (">1", ">9", False, True),
        (">1", "9.9", False, True),
        (">1", "10", False, False),  # ten times the bound, at the most
        ("10.1", ">1", True, True),
        ("1", "<10", False, False),
        ("<10", "0.9", True, True),  # a tenth of the bound, at the least
        ("<10", "1", False, True),
        ("2–3", "1–2", False, True),
        ("2.1–3", "1–2", True, True),
        ("1–2", "2–3", False, False),
        ("~2", "1", True, True),
        ("12 ± 2", "11", False, True),
        ("1", "<0.5", True, True),
        ("≤1", "<5", False, True),
    ],
)
def test_one_figure_against_another(one: str, other: str, surely: bool, may: bool):
    assert surely_larger(q(one), q(other)) == surely
    assert may_be_larger(q(one), q(other)) == may


@pytest.mark.parametrize(
    ("amount", "others", "place"),
    [
        ("5", [], (1, 1, 1)),
        ("5", ["7", "3", "1"], (2, 2, 2)),
        ("5", ["5", "5", "6"], (2, 2, 2)),
        (">5", ["7", "6", "3"], (1, 3, 3)),
        (">5", ["51", "50", "49", "3"], (2, 4, 4)),  # 50 is reached, 51 is not
        ("<5", ["7", "5", "3"], (3, 4, 3)),
        ("<5", ["7", "0.5", "0.4"], (2, 2, 2)),
        ("2–6", ["7", "5", "3", "1"], (2, 4, 3)),
        ("5", [">4", ">6", "3"], (2, 3, 2)),
        ("5", [">0.6", ">0.5", ">0.4"], (1, 2, 1)),
        ("5", ["10", "4–6", "5", ">3", "5"], (2, 4, 2)),
        ("6", [">6", "≥6"], (2, 3, 2)),  # more than 6 is more than 6
        ("~130", [">130", "130"], (2, 2, 2)),
        ("~5", ["5"], (1, 1, 1)),
    ],
)
def test_a_place_is_an_interval(amount: str, others: list[str], place: tuple[int, int, int]):
    found = place_among(q(amount), [q(other) for other in others])
    assert found == Place(*place)
    assert found.best <= found.at <= found.worst


def test_more_than_a_number_stands_above_the_number():
    assert stands_above(q(">130"), q("130"))
    assert not stands_above(q("130"), q("130"))
    assert not stands_above(q("130"), q(">130"))
    assert stands_above(q("131"), q(">130"))


@pytest.mark.parametrize(
    ("amounts", "held"),
    [
        (["5"], "5"),
        (["5", "5"], "5"),
        (["1", "5", "3"], "1–5"),
        ([">5", "7"], "5–50"),  # as far as the bound reaches
        ([">5", "70"], "5–70"),
        (["<5", "3"], "0.5–5"),
        (["1–2", "4 ± 1"], "1–5"),
        ([">5", "<3"], "0.3–50"),
        (["~5"], "~5"),
    ],
)
def test_a_hull_holds_all(amounts: list[str], held: str):
    assert hull([q(amount) for amount in amounts]) == q(held)


@pytest.mark.parametrize(
    ("figure", "reach"),
    [
        ("5", (5, 5, False, False)),
        ("~5", (5, 5, False, False)),
        ("4–6", (4, 6, False, False)),
        (">5", (5, 50, True, False)),
        ("≥5", (5, 50, False, False)),
        ("<5", (Decimal("0.5"), 5, False, True)),
        ("≤5", (Decimal("0.5"), 5, False, False)),
        ("≥0", (0, Decimal("Infinity"), False, False)),  # ten times nothing is no limit
    ],
)
def test_a_bound_reaches_ten_times_itself(figure: str, reach: tuple[object, ...]):
    assert reach_of(q(figure)) == reach


def test_an_unknown_figure_reaches_everything():
    assert reach_of(Quantity(None, None, None)) == (0, Decimal("Infinity"), False, False)


def test_places_of_many_are_those_of_each():
    amounts = [q(text) for text in ("5", ">5", "≥5", "<5", "4–6", "7", ">7", "5", "1", "~5", ">5")]
    alone = [
        place_among(amount, amounts[:at] + amounts[at + 1 :]).at
        for at, amount in enumerate(amounts)
    ]
    assert places_of(amounts) == alone
    assert alone[:2] == [5, 3]  # more than 5 is above 5
