"""Rules on amounts: tonnage, grade and contained mass must fit one another (GD3xx).

They look at every estimate, of deposits and of occurrences, whole or a category, except totals that
are our own sum. Figures are intervals: two of them disagree only where no value that the
source's words allow would make them agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.checks.hits import Mask, Row, complaint, hits, numbers, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import stated_estimates
from geodeposits.dataset import Dataset
from geodeposits.dataset.amounts import product
from geodeposits.errors import UnreadableQuantity
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import Quantity, shown_number
from geodeposits.vocab import Basis
from geodeposits.wording import grade, mass_of_kt

__all__ = [
    "contained_off",
    "more_than_ore",
    "no_tonnage",
    "rock_as_oxide",
    "unit_slip",
]

_KT_PER_MT: Final = 1000
_OFF, _FAR_OFF = Decimal("0.05"), Decimal("0.20")
_MANY_TIMES: Final = 3
_SLIP_WITHIN: Final = Decimal("0.10")
_SAME_WITHIN: Final = 0.01
_CONCENTRATES: Final = [Basis.MONAZITE.value, Basis.HEAVY_MINERALS.value]
_UNITS_OF_CONTAINED: Final = {3: "t", 6: "kg", -3: "Mt", -6: "Gt"}  # written where kt belong
_UNITS_OF_ORE: Final = {3: "Gt", -3: "kt", -6: "t"}  # written where Mt belong

Floats = NDArray[np.float64]


# --- One figure ----------------------------------------------------------------------------------


@rule("GD301", Severity.ERROR, needs=("estimates", "occurrence_estimates"))
def no_tonnage(dataset: Dataset) -> Iterator[Finding]:
    """Find tonnages, of ore or of what it contains, that are zero or less.

    Why
        An unknown tonnage that was written as 0 drags down means and sums, and a mass below zero
        is a slip of the pen or of a spreadsheet.
    Bad
        ore_mt = 0
    Good
        leave an unknown tonnage out; ore_mt = "<0.1" for a small one
    """
    table = stated_estimates(dataset)
    for name, unit, what in (("ore_mt", "Mt", "ore"), ("contained_kt", "kt", "contained mass")):
        low, high = _bounds(table, name, one_sided=True)
        for row in hits(table, (high <= 0) | (low < 0)):
            text = _text_of(row, name)
            message = (
                f"{_subject(row)}{what} of {text} {unit} is not above zero: "
                "an unknown tonnage is left out"
            )
            yield complaint("GD301", Severity.ERROR, row, message, field=name)


# --- Contained against ore -----------------------------------------------------------------------


@rule("GD302", Severity.ERROR, needs=("estimates", "occurrence_estimates"))
def more_than_ore(dataset: Dataset) -> Iterator[Finding]:
    """Find estimates that contain more than there is ore.

    The smallest contained mass that the words allow is compared with the largest ore. Where both
    are the same within 1 %, GD308 says more.

    Why
        Oxide is a part of rock. Mostly one of the two figures is in another unit.
    Bad
        ore_mt = "30.358", contained_kt = "95,400"
    Good
        ore_mt = "30.358", contained_kt = "954"
    """
    table = stated_estimates(dataset)
    _, ore = _bounds(table, "ore_mt", one_sided=True)
    contained, _ = _bounds(table, "contained_kt", one_sided=True)
    more = (contained > ore * _KT_PER_MT) & (ore > 0) & ~_same_as_ore(table)
    for row in hits(table, more):
        message = (
            f"{_subject(row)}contained {_mass(row, 'contained_kt')} is more than the "
            f"{_mass(row, 'ore_mt')} of ore that hold it"
        )
        yield complaint("GD302", Severity.ERROR, row, message, field="contained_kt")


@rule("GD308", Severity.ERROR, needs=("estimates", "occurrence_estimates"))
def rock_as_oxide(dataset: Dataset) -> Iterator[Finding]:
    """Find estimates whose contained oxide is the tonnage of the ore, within 1 %.

    Every bound that is stated must agree. Heavy minerals and monazite are exempt: a concentrate
    may hold little else.

    Why
        "694 Mt of rare earths" in the press is 694 Mt of rock. Counted as oxide it would be six
        times all the reserves of the world.
    Bad
        ore_mt = "694", contained_kt = "694,000"
    Good
        ore_mt = "694", grade_pct = ">1", and no contained_kt; > 6,940 kt follow
    """
    table = stated_estimates(dataset)
    for row in hits(table, _same_as_ore(table)):
        figures = _figures(row)
        message = (
            f"{_subject(row)}contained {_mass(row, 'contained_kt')} equals the "
            f"{_mass(row, 'ore_mt')} of ore: rock was counted as oxide"
        )
        if figures is not None:
            holds = mass_of_kt(figures.product.text)
            message += f"; ore at {_grade(row)} holds {holds}"
        yield complaint("GD308", Severity.ERROR, row, message, field="contained_kt")


def _same_as_ore(table: pd.DataFrame) -> Mask:
    """Whether every stated bound of the contained mass is within 1 % of that of the ore."""
    same = ~texts(table, "basis").isin(_CONCENTRATES).to_numpy(dtype=bool)
    bounds = zip(_bounds(table, "ore_mt"), _bounds(table, "contained_kt"), strict=True)
    for ore, contained in bounds:
        rock = ore * _KT_PER_MT
        same &= (rock > 0) & (np.abs(contained - rock) <= _SAME_WITHIN * rock * (1 + 1e-9))
    return same


# --- Contained against ore × grade ---------------------------------------------------------------


@rule("GD303", Severity.WARNING, needs=("estimates", "occurrence_estimates"))
def contained_off(dataset: Dataset) -> Iterator[Finding]:
    """Find contained masses more than 5 % off tonnage × grade; more than 20 % off is an error.

    The intervals are compared, each figure widened by half a unit of its last digit: 694 Mt at
    > 1 % allow any mass above 6.94 Mt. A whole number counts as exact to the unit and to two
    digits (2 % is 1.95 to 2.05 %), one with "~" to the digits before its zeros (~700 is 650 to
    750). Where the two are off by a factor of a thousand, GD304 says more; where contained equals
    the ore, GD308.

    Why
        Of three figures that belong together one is wrong, or they do not belong together: another
        category, another cut-off, elements instead of oxides.
    Bad
        ore_mt = "17", grade_pct = "0.1", contained_kt = "6"
    Good
        ore_mt = "17", grade_pct = "0.1", contained_kt = "17"
    """
    for row, figures in _mismatches(dataset):
        if _slip_of(figures) is None:
            severity = Severity.ERROR if figures.off > _FAR_OFF else Severity.WARNING
            message = f"{_stated_and_computed(row, figures)}: {_difference(figures)} is stated"
            yield complaint("GD303", severity, row, message, field="contained_kt")


@rule("GD304", Severity.ERROR, needs=("estimates", "occurrence_estimates"))
def unit_slip(dataset: Dataset) -> Iterator[Finding]:
    """Find contained masses that are 1,000 or 1,000,000 times off tonnage × grade, within 10 %.

    Why
        Tonnes, thousand tonnes and million tonnes stand side by side in tables; a heading that was
        overlooked makes a small deposit the largest of the world.
    Bad
        ore_mt = "30.358", grade_pct = "3.14", contained_kt = "0.954"
    Good
        ore_mt = "30.358", grade_pct = "3.14", contained_kt = "954"
    """
    for row, figures in _mismatches(dataset):
        power = _slip_of(figures)
        if power is not None:
            message = f"{_stated_and_computed(row, figures)}: {_slip_words(power, figures)}"
            yield complaint("GD304", Severity.ERROR, row, message, field="contained_kt")


@dataclass(frozen=True, slots=True)
class _Figures:
    """Tonnage (Mt), grade (%) and contained mass (kt), and what the first two give (kt).

    `off` is how far the contained mass is outside of what tonnage and grade allow, as a share.
    """

    ore: Quantity
    grade: Quantity
    contained: Quantity
    product: Quantity
    off: Decimal


class _Interval(NamedTuple):
    low: Decimal | None
    high: Decimal | None


def _mismatches(dataset: Dataset) -> Iterator[tuple[Row, _Figures]]:
    """Yield the rows whose contained mass tonnage and grade do not allow, with the figures.

    Columns are compared first, exact decimals only where they disagree. GD308 has precedence.
    """
    table = stated_estimates(dataset)
    (ore_low, ore_high), (grade_low, grade_high), (low, high) = (
        _bounds(table, name, one_sided=True) for name in ("ore_mt", "grade_pct", "contained_kt")
    )
    above = low > 10 * ore_high * grade_high * float(1 + _OFF) * (1 - 1e-9)
    below = high < 10 * ore_low * grade_low * float(1 - _OFF) * (1 + 1e-9)
    for row in hits(table, (above | below) & ~_same_as_ore(table)):
        figures = _figures(row)
        if figures is not None and figures.off > _OFF:
            yield row, figures


def _figures(row: Row) -> _Figures | None:
    """Return the figures of a row; None where one is missing or not above zero."""
    ore, grade_pct, contained = (
        _quantity(row, name) for name in ("ore_mt", "grade_pct", "contained_kt")
    )
    computed = product(ore, grade_pct)
    if ore is None or grade_pct is None or contained is None or computed is None:
        return None
    if min(ore.central, grade_pct.central, contained.central) <= 0:
        return None
    off = _off(_widened(contained), _widened(ore), _widened(grade_pct))
    return _Figures(ore, grade_pct, contained, computed, off)


def _off(contained: _Interval, ore: _Interval, grade_pct: _Interval) -> Decimal:
    """Return how far a contained mass is outside of ore × grade, as a share of the nearer end."""
    if contained.low is not None and ore.high is not None and grade_pct.high is not None:
        most = ore.high * grade_pct.high * 10
        if contained.low > most > 0:
            return contained.low / most - 1
    if contained.high is not None and ore.low is not None and grade_pct.low is not None:
        least = ore.low * grade_pct.low * 10
        if contained.high < least:
            return 1 - contained.high / least
    return Decimal(0)


def _widened(quantity: Quantity) -> _Interval:
    """Return the bounds of a figure, widened by half a unit of the last digit of each."""
    low, high, about = quantity.low, quantity.high, quantity.approximate
    return _Interval(
        None if low is None else max(low - _last_digit(low, about=about) / 2, Decimal(0)),
        None if high is None else high + _last_digit(high, about=about) / 2,
    )


def _last_digit(number: Decimal, *, about: bool) -> Decimal:
    """Return the unit of the last digit that a number is given to."""
    plain = number.normalize()
    exponent = int(plain.as_tuple().exponent)  # quantities are finite
    if exponent >= 0 and not about:
        exponent = min(0, plain.adjusted() - 1)
    return Decimal(1).scaleb(exponent)


def _difference(figures: _Figures) -> str:
    ratio = figures.contained.central / figures.product.central
    if ratio >= _MANY_TIMES:
        return f"{shown_number(ratio, digits=2)} times as much"
    share = shown_number(abs(ratio - 1) * 100, digits=2)
    return f"{share} % {'more' if ratio > 1 else 'less'}"


def _slip_of(figures: _Figures) -> int | None:
    """Return the power of ten, ±3 or ±6, by which contained is off the product within 10 %."""
    ratio = figures.contained.central / figures.product.central
    for power in (3, -3, 6, -6):
        if abs(ratio.scaleb(-power) - 1) <= _SLIP_WITHIN:
            return power
    return None


def _slip_words(power: int, figures: _Figures) -> str:
    right = figures.contained * Decimal(1).scaleb(-power)
    words = f"{_UNITS_OF_CONTAINED[power]} written as kt? {right.shown()} kt would fit"
    if power in _UNITS_OF_ORE:
        ore = figures.ore * Decimal(1).scaleb(power)
        words += f", or else {ore.shown()} Mt of ore ({_UNITS_OF_ORE[power]} written as Mt)"
    return words


def _stated_and_computed(row: Row, figures: _Figures) -> str:
    return (
        f"{_subject(row)}contained {figures.contained.shown()} kt is stated, but "
        f"{figures.ore.shown()} Mt of ore at {_grade(row)} hold {figures.product.shown()} kt"
    )


# --- Rows ----------------------------------------------------------------------------------------


def _bounds(table: pd.DataFrame, name: str, *, one_sided: bool = False) -> tuple[Floats, Floats]:
    """Return the lower and the upper bound of a quantity; NaN where none is stated.

    Unless `one_sided`, a bound that is open stands in for the other: `>1` is 1 on both sides.
    """
    best, low, high = (numbers(table, f"{name}{end}") for end in ("", "_low", "_high"))
    low, high = np.where(np.isnan(low), best, low), np.where(np.isnan(high), best, high)
    if one_sided:
        return low, high
    return np.where(np.isnan(low), high, low), np.where(np.isnan(high), low, high)


def _quantity(row: Row, name: str) -> Quantity | None:
    for column in (f"{name}_text", name):
        if row.get(column) is not None:
            try:
                return Quantity.parse(row[column])
            except UnreadableQuantity:
                continue
    return None


def _text_of(row: Row, name: str) -> str:
    quantity = _quantity(row, name)
    return "unknown" if quantity is None else quantity.shown()


def _mass(row: Row, name: str) -> str:
    quantity = _quantity(row, name)
    if quantity is None:
        return "an unknown mass"
    return mass_of_kt((quantity * Decimal(_KT_PER_MT) if name == "ore_mt" else quantity).text)


def _grade(row: Row) -> str:
    quantity = _quantity(row, "grade_pct")
    basis = row.get("basis") or Basis.UNSTATED.value
    known = basis if basis in set(Basis) else Basis.UNSTATED.value
    return grade("0" if quantity is None else quantity.text, known, row.get("members"))


def _subject(row: Row) -> str:
    """Name the category that a row is, where it is a part of an estimate."""
    categories = row.get("categories")
    return f"{categories.replace('; ', ' + ')}: " if row.get("part_of") and categories else ""
