"""Computed amounts of an estimate, on quantities that keep their bounds."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from typing import Final

from geodeposits.elements import GROUPS, OXIDE_OF, TREO_PER_TREE, group_members, oxide_factor
from geodeposits.quantity import Quantity
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis

__all__ = ["contained_reo", "mean_grade", "product", "total"]

KT_PER_MT_PERCENT: Final = Decimal(10)  # 1 Mt at 1 % holds 0.01 Mt = 10 kt
_PART_OF_OXIDES: Final = {Basis.LREO, Basis.HREO, Basis.PARTIAL_OXIDES, Basis.Y2O3}


def product(ore_mt: Quantity | None, grade_pct: Quantity | None) -> Quantity | None:
    """Return tonnage x grade in kt on the grade's basis; 694 Mt at `>1` % gives `>6940`.

    Unknown where no bound follows: more than 5 Mt at less than 1 % may hold anything.
    """
    if ore_mt is None or grade_pct is None:
        return None
    return _bounded(ore_mt * grade_pct * Quantity.exactly(KT_PER_MT_PERCENT))


def mean_grade(contained_kt: Quantity | None, ore_mt: Quantity | None) -> Quantity | None:
    """Return contained over tonnage in percent; unknown where the tonnage may be nothing.

    It is a grade that no source prints, so four digits are more than the figures behind it carry.
    """
    if contained_kt is None or ore_mt is None or ore_mt.low is None or ore_mt.low <= 0:
        return None
    grade = _bounded(contained_kt / (ore_mt * Quantity.exactly(KT_PER_MT_PERCENT)))
    return None if grade is None else grade.rounded(4)


def contained_reo(
    contained_kt: Quantity | None, basis: Basis, members: Iterable[str] = ()
) -> Quantity | None:
    """Return contained rare earth oxides in kt, as far as the basis and its members allow.

    Total oxides stand as they are. A part of the oxides (LREO, HREO, a listed few, Y2O3) is a
    lower bound. All elements are multiplied by 1.17 to 1.24, the range of TREO/TREE in real ores.
    A listed few are a lower bound too, times the least oxide factor among them: yttrium times
    1.26993; there is no upper one, for what else the ore holds is not stated.
    Rock, heavy minerals, monazite and an unstated basis say nothing about oxides: None.
    """
    if contained_kt is None:
        return None
    if basis in BASIS_OF_ALL_OXIDES:
        return contained_kt
    if basis in _PART_OF_OXIDES:
        return _more_than(contained_kt)
    if basis is Basis.TREE:
        low, high = TREO_PER_TREE
        elements = group_members(members)
        if elements and not set(elements).issuperset(GROUPS["TREE"]):
            least = min(oxide_factor(OXIDE_OF[element]) for element in elements)
            return _more_than(contained_kt * Quantity.exactly(least))
        return contained_kt * Quantity(low, None, high)
    return None


def total(parts: Iterable[Quantity | None]) -> Quantity | None:
    """Add quantities up; unknown where any of them is unknown or there is none."""
    known: list[Quantity] = []
    for part in parts:
        if part is None:
            return None
        known.append(part)
    return _bounded(reduce(operator.add, known)) if known else None


def _more_than(part: Quantity) -> Quantity | None:
    """Return the whole of which a part is known: more than the least that the part can be."""
    if part.low is None:
        return None
    return Quantity(part.low, None, None, low_open=True, approximate=part.approximate)


def _bounded(quantity: Quantity) -> Quantity | None:
    return None if quantity.low is None and quantity.high is None else quantity
