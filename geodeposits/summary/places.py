"""Places of figures among others, as intervals: a bound or a range has a best and a worst place.

One rule of order holds wherever deposits are ranked: the larger number stands above, of equal
numbers the one that is surely more (more than 130 above 130), and all others share a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from geodeposits.quantity import Quantity

__all__ = [
    "Place",
    "hull",
    "may_be_larger",
    "place_among",
    "place_by_numbers",
    "places_of",
    "stands_above",
    "surely_larger",
]


class Place(NamedTuple):
    """A place among figures, from 1 for the largest: `best` to `worst`, and that of one number.

    `at` is the place by the best value, else the middle of the range, else the bound; more than 5
    stands above 5. Equal figures share a place.
    """

    best: int
    worst: int
    at: int


def surely_larger(one: Quantity, other: Quantity) -> bool:
    """Whether the least that one figure can be is more than the most that another can be.

    A figure that a source states as about a number counts as that number.
    """
    if one.low is None or other.high is None:
        return False
    is_open = one.low_open or other.high_open
    return one.low > other.high or (one.low == other.high and is_open)


def may_be_larger(one: Quantity, other: Quantity) -> bool:
    """Whether one figure can be more than another; a mass without a lower bound may be nothing."""
    return one.high is None or one.high > (other.low or Decimal(0))


def place_among(amount: Quantity, others: Iterable[Quantity]) -> Place:
    """Return the place of a figure among others, which do not include it."""
    best = worst = at = 1
    for other in others:
        best += surely_larger(other, amount)
        worst += may_be_larger(other, amount)
        at += stands_above(other, amount)
    return Place(best, worst, at)


def place_by_numbers(amount: Quantity, others: Iterable[Quantity]) -> Place:
    """Return the place of a figure among others where a bound counts as its number.

    Only a range leaves room, so `best` and `worst` are `at` wherever two numbers or bounds meet.
    """
    best = worst = at = 1
    for other in others:
        stands = stands_above(other, amount)
        is_range = _is_range(amount) or _is_range(other)
        best += _least(other) > _most(amount) if is_range else stands
        worst += _most(other) > _least(amount) if is_range else stands
        at += stands
    return Place(best, worst, at)


def places_of(amounts: Sequence[Quantity]) -> list[int]:
    """Return the place of each figure among all of them, as `Place.at` counts."""
    numbers = sorted((amount.central for amount in amounts), reverse=True)
    first: dict[Decimal, int] = {}
    for at, number in enumerate(numbers, start=1):
        first.setdefault(number, at)
    alike: dict[Decimal, Counter[Quantity]] = {}
    for amount in amounts:
        alike.setdefault(amount.central, Counter())[amount] += 1
    return [
        first[amount.central]
        + sum(n for each, n in alike[amount.central].items() if surely_larger(each, amount))
        for amount in amounts
    ]


def stands_above(one: Quantity, other: Quantity) -> bool:
    """Whether one figure ranks before another by their numbers: the larger, or surely larger."""
    if one.central != other.central:
        return one.central > other.central and not surely_larger(other, one)
    return surely_larger(one, other)


def _is_range(amount: Quantity) -> bool:
    return amount.low is not None and amount.high is not None and amount.low != amount.high


def _least(amount: Quantity) -> Decimal:
    return amount.central if amount.low is None else amount.low


def _most(amount: Quantity) -> Decimal:
    return amount.central if amount.high is None else amount.high


def hull(amounts: Sequence[Quantity]) -> Quantity | None:
    """Return the least interval that holds all of the figures; None where no end is known."""
    lows, highs = [each.low for each in amounts], [each.high for each in amounts]
    low = None if None in lows else min((end for end in lows if end is not None), default=None)
    high = None if None in highs else max((end for end in highs if end is not None), default=None)
    if low is None and high is None:
        return None
    about = any(each.approximate for each in amounts)
    if low == high:
        return Quantity(low, low, high, approximate=about)
    return Quantity(
        low,
        None,
        high,
        low_open=high is None and all(each.low_open for each in amounts if each.low == low),
        high_open=low is None and all(each.high_open for each in amounts if each.high == high),
        approximate=about,
    )
