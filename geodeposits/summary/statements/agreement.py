"""When a figure that is found bears a figure that was stated out.

A figure that was rounded supports what rounds to it: 12.5 bears out 12.47, and 12 bears out 12.47
too. `~` gives ten per cent. A range bears out what it reaches. A bound leaves open what it reaches
(`summary.places.reach_of`: ten times itself, the one rule for ranks and for statements): more than
1 Mt says nothing of 2 Mt, but does not make 700 Mt likely.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from typing import Final

from geodeposits.quantity import Quantity
from geodeposits.summary.places import reach_of
from geodeposits.vocab.statements import Relation

__all__ = ["Outcome", "agrees", "compared", "ranked"]

ABOUT: Final = Decimal("0.1")
"""How far a figure with `~` may be off, as a share of it."""

_LEAST_DIGITS: Final = 2  # a found figure of one digit is not taken for a rounded one


class Outcome(StrEnum):
    """What one comparison gives."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"  # a bound, or a figure that is missing where others stand
    IMPOSSIBLE = "impossible"  # whatever else the data say
    SAME = "same"  # the statement itself again, which is no witness to it
    MISFIT = "misfit"  # two figures that do not belong together


def agrees(stated: Quantity, found: Quantity) -> bool:
    """Whether two figures are one but for rounding; of a range, whether the two meet."""
    if _one(stated) is None or _one(found) is None:
        return _meet(stated, found)
    one, other = stated.central, found.central
    near = ABOUT * one if stated.approximate or found.approximate else Decimal(0)
    return (
        abs(one - other) <= near
        or _rounded(other, _digits(one)) == one
        or _rounded(one, max(_LEAST_DIGITS, _digits(other))) == other
    )


def compared(stated: Quantity, relation: Relation, found: Quantity) -> Outcome:
    """Compare what is found with what was stated: whether `found` stands so to `stated`."""
    if relation is Relation.EQUAL:
        return _equal(stated, found)
    may_equal = relation in {Relation.AT_LEAST, Relation.AT_MOST}
    if may_equal and _one(found) is not None and agrees(stated, found):
        return Outcome.HOLDS
    if relation in {Relation.ABOVE, Relation.AT_LEAST}:
        return _above(stated.central, found, may_equal=may_equal)
    return _below(stated.central, found, may_equal=may_equal)


def ranked(stated: Quantity, relation: Relation, best: int, worst: int) -> Outcome:
    """Compare a rank that lies between `best` and `worst` with the one that was stated."""
    wanted = stated.central
    least = {Relation.EQUAL: wanted, Relation.AT_MOST: Decimal(1), Relation.BELOW: Decimal(1)}
    most = {Relation.EQUAL: wanted, Relation.AT_MOST: wanted, Relation.BELOW: wanted - 1}
    low, high = least.get(relation, wanted), most.get(relation, Decimal("Infinity"))
    if low <= best and worst <= high:
        return Outcome.HOLDS
    return Outcome.FAILS if worst < low or best > high else Outcome.OPEN


def _equal(stated: Quantity, found: Quantity) -> Outcome:
    if agrees(stated, found):
        return Outcome.HOLDS
    if not _reaches(found, stated.central):
        return Outcome.FAILS
    return Outcome.OPEN if None in {found.low, found.high} else Outcome.HOLDS


def _reaches(found: Quantity, wanted: Decimal) -> bool:
    """Whether a figure may be a number, as far as it reaches."""
    low, high, low_open, high_open = reach_of(found)
    is_inside = low < wanted < high
    return is_inside or (wanted == low and not low_open) or (wanted == high and not high_open)


def _above(least: Decimal, found: Quantity, *, may_equal: bool) -> Outcome:
    low, high, low_open, high_open = reach_of(found)
    is_sure = low > least or (low == least and (may_equal or low_open))
    if is_sure and found.low is not None:
        return Outcome.HOLDS
    is_possible = high > least or (high == least and may_equal and not high_open)
    return Outcome.OPEN if is_possible else Outcome.FAILS


def _below(most: Decimal, found: Quantity, *, may_equal: bool) -> Outcome:
    low, high, low_open, high_open = reach_of(found)
    is_sure = high < most or (high == most and (may_equal or high_open))
    if is_sure and found.high is not None:
        return Outcome.HOLDS
    is_possible = low < most or (low == most and may_equal and not low_open)
    return Outcome.OPEN if is_possible else Outcome.FAILS


def _one(quantity: Quantity) -> Decimal | None:
    """Return the figure of a quantity that is one figure, without bounds that differ."""
    return quantity.best if quantity.low == quantity.high else None


def _meet(one: Quantity, other: Quantity) -> bool:
    """Whether two closed intervals overlap."""
    if None in (one.low, one.high, other.low, other.high):
        return False
    return bool(one.low <= other.high and other.low <= one.high)  # type: ignore[operator]


def _digits(number: Decimal) -> int:
    """Count the significant digits; zeros at the end are none."""
    return len(number.normalize().as_tuple().digits)


def _rounded(number: Decimal, digits: int) -> Decimal:
    if not number:
        return number
    step = Decimal(1).scaleb(number.adjusted() - digits + 1)
    return number.quantize(step, rounding=ROUND_HALF_EVEN)
