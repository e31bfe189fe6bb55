"""Figures of a row, as rules read them: bounds in columns, an interval, a phrase for a message."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.checks.hits import Mask, Row, numbers
from geodeposits.checks.kept import kept
from geodeposits.errors import UnreadableQuantity
from geodeposits.quantity import Quantity, shown_number
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis
from geodeposits.wording import grade, mass_of_kt

__all__ = [
    "ALL_OXIDES",
    "CONCENTRATES",
    "KT_PER_MT",
    "KT_PER_MT_PERCENT",
    "Floats",
    "Interval",
    "best",
    "bounds",
    "grade_of",
    "mass",
    "percent",
    "quantity",
    "same_mass",
    "span",
    "subject",
    "text_of",
    "times",
    "widened",
]

Floats = NDArray[np.float64]

KT_PER_MT: Final = 1000
_LARGEST: Final = 1e100
_SAME_WITHIN: Final = 0.01
KT_PER_MT_PERCENT: Final = 10.0
CONCENTRATES: Final = (Basis.MONAZITE.value, Basis.HEAVY_MINERALS.value)
"""Bases on which a tonnage may hold little else."""

ALL_OXIDES: Final = tuple(sorted(basis.value for basis in BASIS_OF_ALL_OXIDES))
"""Bases that count all rare earth oxides."""


class Interval(NamedTuple):
    """The bounds of a figure; None where there is none."""

    low: Decimal | None
    high: Decimal | None


def best(table: pd.DataFrame, name: str) -> Floats:
    """Return a column of figures; NaN where there is none.

    What is infinite or beyond 1e±100 is cut there, so that no product or ratio is without end;
    that such a figure is none is GD104's.
    """

    def cut(rows: pd.DataFrame) -> Floats:
        found = np.clip(numbers(rows, name), -_LARGEST, _LARGEST)
        tiny = (found != 0) & (np.abs(found) < 1 / _LARGEST)
        return np.where(tiny, np.copysign(1 / _LARGEST, found), found)

    return kept(table, f"best {name}", cut)


def bounds(table: pd.DataFrame, name: str, *, one_sided: bool = False) -> tuple[Floats, Floats]:
    """Return the lower and the upper bound of a quantity; NaN where none is stated.

    Unless `one_sided`, a bound that is open stands in for the other: `>1` is 1 on both sides.
    """

    def both(rows: pd.DataFrame) -> tuple[Floats, Floats]:
        if not one_sided:
            low, high = bounds(rows, name, one_sided=True)
            return np.where(np.isnan(low), high, low), np.where(np.isnan(high), low, high)
        middle, low, high = (best(rows, f"{name}{end}") for end in ("", "_low", "_high"))
        return np.where(np.isnan(low), middle, low), np.where(np.isnan(high), middle, high)

    return kept(table, f"bounds {name} {one_sided}", both)


def same_mass(contained_kt: tuple[Floats, Floats], ore_mt: tuple[Floats, Floats]) -> Mask:
    """Whether both bounds of contained masses are within 1 % of those of tonnages of ore."""
    same = np.full(len(ore_mt[0]), True)
    for contained, ore in zip(contained_kt, ore_mt, strict=True):
        rock = ore * KT_PER_MT
        same &= (rock > 0) & (np.abs(contained - rock) <= _SAME_WITHIN * rock * (1 + 1e-9))
    return same


def quantity(row: Row, name: str) -> Quantity | None:
    """Return a figure of a row, from its text or else its number; None where neither is one."""
    for column in (f"{name}_text", name):
        if row.get(column) is not None:
            try:
                return Quantity.parse(row[column])
            except UnreadableQuantity:
                continue
    return None


def widened(figure: Quantity, *, converted: bool = False) -> Interval:
    """Return the bounds of a figure, widened by half a unit of the last digit of each.

    A whole number counts as exact to the unit and to two digits, one with "~" to the digits
    before its zeros. One that may have been `converted` from a larger unit counts as exact to the
    digits before its zeros, two of them at least: 1,400 kt may be 1.4 Mt.
    """
    low, high = figure.low, figure.high
    step = _last_of_two if converted else partial(_last_digit, about=figure.approximate)
    return Interval(
        None if low is None else max(low - step(low) / 2, Decimal(0)),
        None if high is None else high + step(high) / 2,
    )


def span(figure: Quantity) -> tuple[float, float]:
    """Return the widened bounds as floats; what has no bound runs from nothing or without end."""
    low, high = widened(figure)
    return (0.0 if low is None else float(low), float("inf") if high is None else float(high))


def _last_digit(number: Decimal, *, about: bool) -> Decimal:
    """Return the unit of the last digit that a number is given to."""
    plain = number.normalize()
    exponent = int(plain.as_tuple().exponent)  # quantities are finite
    if exponent >= 0 and not about:
        exponent = min(0, plain.adjusted() - 1)
    return Decimal(1).scaleb(exponent)


def _last_of_two(number: Decimal) -> Decimal:
    """Return the unit of the last digit before the zeros of a number, of two digits at least."""
    plain = number.normalize()
    return Decimal(1).scaleb(min(int(plain.as_tuple().exponent), plain.adjusted() - 1))


# --- Words ---------------------------------------------------------------------------------------


def text_of(row: Row, name: str) -> str:
    """Write a figure of a row without its unit."""
    figure = quantity(row, name)
    return "unknown" if figure is None else figure.shown()


def mass(row: Row, name: str) -> str:
    """Write a mass of a row, `ore_mt` or one in kt, with the unit that suits it."""
    figure = quantity(row, name)
    if figure is None:
        return "an unknown mass"
    return mass_of_kt((figure * Decimal(KT_PER_MT) if name == "ore_mt" else figure).text)


def grade_of(row: Row) -> str:
    """Write the grade of a row with its basis."""
    figure = quantity(row, "grade_pct")
    basis = row.get("basis") or Basis.UNSTATED.value
    known = basis if basis in set(Basis) else Basis.UNSTATED.value
    return grade("0" if figure is None else figure.text, known, row.get("members"))


def subject(row: Row) -> str:
    """Name the category that a row is, where it is a part of an estimate."""
    categories = row.get("categories")
    return f"{categories.replace('; ', ' + ')}: " if row.get("part_of") and categories else ""


def times(ratio: float) -> str:
    """Write a factor with as many digits as a reader needs."""
    return shown_number(ratio, digits=4)


def percent(share: float) -> str:
    """Write a share of one in percent."""
    return f"{shown_number(share * 100, digits=3)} %"
