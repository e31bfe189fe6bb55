"""Places of figures among others, as intervals: a bound or a range has a best and a worst place.

One rule of order holds wherever deposits are ranked: the larger number stands above, of equal
numbers the one that is surely more (more than 130 above 130), and all others share a place.

One rule of bounds holds wherever figures are ranked or compared (`reach_of`): a bound leaves open
up to ten times its own size, so more than 5 counts as 5 to 50, and less than 5 as 0.5 to 5. That
is a convention. Sources set no such limit, but without one every bound could be the largest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from geodeposits.quantity import Quantity

__all__ = [
    "BEYOND",
    "Place",
    "Reach",
    "hull",
    "may_be_larger",
    "place_among",
    "places_of",
    "reach_of",
    "stands_above",
    "surely_larger",
]

BEYOND: Final = Decimal(10)
"""How many times its own size a bound leaves open."""


class Reach(NamedTuple):
    """What a figure may be: from `low` to `high`, an open end left out."""

    low: Decimal
    high: Decimal
    low_open: bool
    high_open: bool


def reach_of(figure: Quantity) -> Reach:
    """Return what a figure may be, at least and at most.

    A lower bound reaches up to `BEYOND` times itself, an upper one down to that part of itself. A
    bound of nothing reaches without end.
    """
    low, high = figure.low, figure.high
    if low is None:
        low = Decimal(0) if high is None else high / BEYOND
    if high is None:
        high = low * BEYOND if low > 0 else Decimal("Infinity")
    return Reach(low, high, figure.low_open, figure.high_open)


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
    least, most = reach_of(one), reach_of(other)
    is_open = least.low_open or most.high_open
    return least.low > most.high or (least.low == most.high and is_open)


def may_be_larger(one: Quantity, other: Quantity) -> bool:
    """Whether one figure can be more than another, as far as both reach."""
    return reach_of(one).high > reach_of(other).low


def place_among(amount: Quantity, others: Iterable[Quantity]) -> Place:
    """Return the place of a figure among others, which do not include it."""
    best = worst = at = 1
    for other in others:
        best += surely_larger(other, amount)
        worst += may_be_larger(other, amount)
        at += stands_above(other, amount)
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


def hull(amounts: Sequence[Quantity]) -> Quantity:
    """Return the least interval that holds all that the figures may be, as far as they reach."""
    reaches = [reach_of(amount) for amount in amounts]
    low, high = min(each.low for each in reaches), max(each.high for each in reaches)
    about = any(each.approximate for each in amounts)
    return Quantity(low, low if low == high else None, high, approximate=about)
