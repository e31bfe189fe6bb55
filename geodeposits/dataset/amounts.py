"""Computed amounts of an estimate, on quantities that keep their bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from geodeposits.elements import TREO_PER_TREE
from geodeposits.quantity import Quantity
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis

__all__ = ["contained_reo", "product", "total"]

KT_PER_MT_PERCENT: Final = Decimal(10)  # 1 Mt at 1 % holds 0.01 Mt = 10 kt
_PART_OF_OXIDES: Final = {Basis.LREO, Basis.HREO, Basis.PARTIAL_OXIDES, Basis.Y2O3}


def product(ore_mt: Quantity | None, grade_pct: Quantity | None) -> Quantity | None:
    """Return tonnage x grade in kt on the grade's basis; 694 Mt at `>1` % gives `>6940`."""
    if ore_mt is None or grade_pct is None:
        return None
    return ore_mt * grade_pct * Quantity.exactly(KT_PER_MT_PERCENT)


def contained_reo(contained_kt: Quantity | None, basis: Basis) -> Quantity | None:
    """Return contained rare earth oxides in kt, as far as the basis allows.

    Total oxides stand as they are. A part of the oxides (LREO, HREO, a listed few, Y2O3) is a
    lower bound. Elements are multiplied by 1.17 to 1.24, the range of TREO/TREE in real ores.
    Rock, heavy minerals, monazite and an unstated basis say nothing about oxides: None.
    """
    if contained_kt is None:
        return None
    if basis in BASIS_OF_ALL_OXIDES:
        return contained_kt
    if basis in _PART_OF_OXIDES:
        bound = contained_kt.low
        return None if bound is None else Quantity(bound, None, None, low_open=True)
    if basis is Basis.TREE:
        low, high = TREO_PER_TREE
        return contained_kt * Quantity(low, None, high)
    return None


def total(parts: Iterable[Quantity | None]) -> Quantity | None:
    """Add quantities up; unknown where any of them is unknown or there is none."""
    known: Sequence[Quantity | None] = tuple(parts)
    if not known or any(part is None for part in known):
        return None
    result = Quantity.exactly(0)
    for part in known:
        assert part is not None  # noqa: S101  (narrowed above)
        result = result + part
    return result
