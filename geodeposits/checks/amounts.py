"""Rules on amounts: tonnage, grade and contained mass must fit one another (GD3xx).

They look at every estimate, of deposits and of occurrences, whole or a category, except totals that
are our own sum. Figures are intervals: two of them disagree only where no value that the
source's words allow would make them agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.figures import (
    CONCENTRATES,
    KT_PER_MT,
    Interval,
    bounds,
    grade_of,
    mass,
    quantity,
    same_mass,
    subject,
    text_of,
    widened,
)
from geodeposits.checks.fixes import (
    Figures,
    Fix,
    possible,
    slip_fixes,
    told,
    ton_fixes,
    unit_of,
    with_contained,
    with_grade,
)
from geodeposits.checks.hits import Mask, Row, complaint, hits, texts
from geodeposits.checks.kept import kept
from geodeposits.checks.registry import rule
from geodeposits.checks.views import stated_estimates
from geodeposits.dataset import Dataset
from geodeposits.dataset.amounts import product
from geodeposits.elements import TREO_PER_TREE
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import Quantity, shown_number
from geodeposits.wording import mass_of_kt

__all__ = [
    "contained_off",
    "fitting_mask",
    "more_than_ore",
    "no_tonnage",
    "off_mask",
    "rock_as_oxide",
    "unit_slip",
]

_OFF, _FAR_OFF = Decimal("0.05"), Decimal("0.20")
_MANY_TIMES: Final = 3
_SLIP_WITHIN: Final = Decimal("0.10")
_ONE_IN_ANOTHER_UNIT: Final = "one of the three is in another unit"
_TONS_WITHIN: Final = Decimal("0.01")
_PPM_PER_PERCENT: Final = 4  # as a power of ten
_DIGITS: Final = (1, -1, 2, -2)
_DIGIT_WITHIN: Final = Decimal("0.05")
_MOST_APART: Final = 2
"""How many times its lower bound the upper of a ratio may be, to tell a unit that slipped."""


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
        low, high = bounds(table, name, one_sided=True)
        for row in hits(table, (high <= 0) | (low < 0)):
            text = text_of(row, name)
            message = (
                f"{subject(row)}{what} of {text} {unit} is not above zero: "
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
    for row in hits(table, _more_than_ore(table) & ~same_as_ore(table)):
        message = (
            f"{subject(row)}contained {mass(row, 'contained_kt')} is more than the "
            f"{mass(row, 'ore_mt')} of ore that hold it"
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
    for row in hits(table, same_as_ore(table)):
        figures = _figures(row)
        message = (
            f"{subject(row)}contained {mass(row, 'contained_kt')} equals the "
            f"{mass(row, 'ore_mt')} of ore: rock was counted as oxide"
        )
        if figures is not None:
            holds = mass_of_kt(figures.product.text)
            message += f"; ore at {grade_of(row)} holds {holds}"
        yield complaint("GD308", Severity.ERROR, row, message, field="contained_kt")


def same_as_ore(table: pd.DataFrame) -> Mask:
    """Whether every stated bound of the contained mass is within 1 % of that of the ore."""
    of_ore = ~texts(table, "basis").isin(CONCENTRATES).to_numpy(dtype=bool)
    return of_ore & same_mass(bounds(table, "contained_kt"), bounds(table, "ore_mt"))


# --- Contained against ore × grade ---------------------------------------------------------------


@rule("GD303", Severity.WARNING, needs=("estimates", "occurrence_estimates"))
def contained_off(dataset: Dataset) -> Iterator[Finding]:
    """Find contained masses more than 5 % off tonnage × grade; more than 20 % off is an error.

    The intervals are compared, each figure widened by half a unit of its last digit: 694 Mt at
    > 1 % allow any mass above 6.94 Mt. A whole number counts as exact to the unit and to two
    digits (2 % is 1.95 to 2.05 %), one with "~" to the digits before its zeros (~700 is 650 to
    750). Where the two are off by a factor of a thousand, GD304 says more; where contained equals
    the ore, GD308. What the ratio tells is said, unless it would be impossible too: short tons,
    elements beside oxides, ppm beside percent, a decimal point that slipped.

    Why
        Of three figures that belong together one is wrong, or they do not belong together: another
        category, another cut-off, elements instead of oxides.
    Bad
        ore_mt = "17", grade_pct = "0.1", contained_kt = "6"
    Good
        ore_mt = "17", grade_pct = "0.1", contained_kt = "17"
    """
    for row, figures in mismatches(dataset):
        if _slip_of(figures) is None:
            severity = Severity.ERROR if figures.off > _FAR_OFF else Severity.WARNING
            message = (
                f"{_stated_and_computed(row, figures)}: {_difference(figures)} is stated"
                f"{_told_by_ratio(figures, unit_of(row, 'contained_kt'))}"
            )
            yield complaint("GD303", severity, row, message, field="contained_kt")


@rule("GD304", Severity.ERROR, needs=("estimates", "occurrence_estimates"))
def unit_slip(dataset: Dataset) -> Iterator[Finding]:
    """Find contained masses that are 1,000 or 1,000,000 times off tonnage × grade, within 10 %.

    Within what the digits of the three figures allow, too, where that is more. Of what would fit
    the possible is said: no more oxide than ore, no more of either than any deposit holds.

    Why
        Tonnes, thousand tonnes and million tonnes stand side by side in tables; a heading that was
        overlooked makes a small deposit the largest of the world.
    Bad
        ore_mt = "30.358", grade_pct = "3.14", contained_kt = "0.954"
    Good
        ore_mt = "30.358", grade_pct = "3.14", contained_kt = "954"
    """
    for row, figures in mismatches(dataset):
        power = _slip_of(figures)
        if power is not None:
            fits = told(slip_fixes(figures.as_stated, power, unit_of(row, "contained_kt")))
            message = f"{_stated_and_computed(row, figures)}: {fits or _ONE_IN_ANOTHER_UNIT}"
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
    basis: str

    @property
    def as_stated(self) -> Figures:
        """Tonnage, grade and contained mass alone."""
        return Figures(self.ore, self.grade, self.contained, self.basis)

    @property
    def ratio(self) -> Decimal:
        """How many times the product the contained mass is."""
        return self.contained.central / self.product.central

    def may_be(self, factor: Decimal) -> bool:
        """Whether contained over product may be a factor, each figure as exact as its digits.

        The contained mass may have been converted from a larger unit: 1,300 kt may be 1.3 Mt.
        """
        low, high = self.ratios
        return low is not None and high is not None and low <= factor <= high

    @property
    def ratios(self) -> Interval:
        """The bounds of contained over product; None where a figure has none."""
        (ore_low, ore_high), (grade_low, grade_high) = widened(self.ore), widened(self.grade)
        low, high = widened(self.contained, converted=True)
        least = most = None
        if low is not None and ore_high and grade_high:
            least = low / (ore_high * grade_high * 10)
        if high is not None and ore_low and grade_low:
            most = high / (ore_low * grade_low * 10)
        return Interval(least, most)


def mismatches(dataset: Dataset) -> Iterator[tuple[Row, _Figures]]:
    """Yield the rows whose contained mass tonnage and grade do not allow, with the figures.

    Columns are compared first, exact decimals only where they disagree. GD308 has precedence.
    """
    table = stated_estimates(dataset)
    for row in hits(table, _off_product(table) & ~same_as_ore(table)):
        figures = _figures(row)
        if figures is not None and figures.off > _OFF:
            yield row, figures


def _off_product(table: pd.DataFrame) -> Mask:
    """Whether the contained mass is off tonnage × grade, before its last digits are looked at."""
    (ore_low, ore_high), (grade_low, grade_high), (low, high) = (
        bounds(table, name, one_sided=True) for name in ("ore_mt", "grade_pct", "contained_kt")
    )
    above = low > 10 * ore_high * grade_high * float(1 + _OFF) * (1 - 1e-9)
    below = high < 10 * ore_low * grade_low * float(1 - _OFF) * (1 + 1e-9)
    return np.asarray(above | below, dtype=np.bool_)


def _more_than_ore(table: pd.DataFrame) -> Mask:
    """Whether the smallest contained mass is more than the largest ore."""
    _, ore = bounds(table, "ore_mt", one_sided=True)
    contained, _ = bounds(table, "contained_kt", one_sided=True)
    return np.asarray((contained > ore * KT_PER_MT) & (ore > 0), dtype=np.bool_)


def off_mask(table: pd.DataFrame) -> Mask:
    """Whether tonnage, grade and contained mass of each row disagree: GD302 to GD304 or GD308."""
    faults = (_off_product, _more_than_ore, same_as_ore)
    return kept(table, "off_mask", lambda rows: np.any([of(rows) for of in faults], axis=0))


def fitting_mask(table: pd.DataFrame) -> Mask:
    """Whether each row states tonnage, grade and contained mass, and these agree."""
    known = [bounds(table, name)[0] > 0 for name in ("ore_mt", "grade_pct", "contained_kt")]
    return np.asarray(np.all(known, axis=0) & ~off_mask(table), dtype=np.bool_)


def _figures(row: Row) -> _Figures | None:
    """Return the figures of a row; None where one is missing or not above zero."""
    ore, grade_pct, contained = (
        quantity(row, name) for name in ("ore_mt", "grade_pct", "contained_kt")
    )
    computed = product(ore, grade_pct)
    if ore is None or grade_pct is None or contained is None or computed is None:
        return None
    if min(ore.central, grade_pct.central, contained.central) <= 0:
        return None
    off = _off(widened(contained), widened(ore), widened(grade_pct))
    basis = str(row.get("basis") or "")
    return _Figures(ore, grade_pct, contained, computed, off, basis)


def _off(contained: Interval, ore: Interval, grade_pct: Interval) -> Decimal:
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


def _difference(figures: _Figures) -> str:
    ratio = figures.ratio
    if ratio >= _MANY_TIMES:
        return f"{shown_number(ratio, digits=2)} times as much"
    share = shown_number(abs(ratio - 1) * 100, digits=2)
    return f"{share} % {'more' if ratio > 1 else 'less'}"


def _told_by_ratio(figures: _Figures, column: str) -> str:
    """Say what the ratio of contained to computed mass tells; nothing where it tells nothing."""
    ratio = figures.ratio
    least, most = TREO_PER_TREE
    for factor, fix in ton_fixes(figures.as_stated):
        if abs(ratio / factor - 1) <= _TONS_WITHIN:
            return _of_fixes([fix], figures)
    if least <= ratio <= most:
        return "; is the grade of elements (TREE) and the contained mass of oxides (TREO)?"
    if least <= 1 / ratio <= most:
        return "; is the grade of oxides (TREO) and the contained mass of elements (TREE)?"
    for factor, fix in ton_fixes(figures.as_stated):
        if figures.may_be(factor):
            return _of_fixes([fix], figures)
    return _of_fixes(_digit_fixes(ratio, figures, column), figures)


def _of_fixes(fixes: list[Fix], figures: _Figures) -> str:
    """Say which of some fixes are possible, and where none is, that more than the mass is wrong."""
    if fits := told(possible(fixes)):
        return f"; {fits}"
    as_computed = replace(figures.as_stated, contained=figures.product)
    return "" if as_computed.is_possible() else "; tonnage or grade is wrong too"


def _digit_fixes(ratio: Decimal, figures: _Figures, column: str) -> list[Fix]:
    """Return what would fit if the grade is in ppm, or percent, or if a decimal point slipped."""
    stated = figures.as_stated
    for power, unit in ((-_PPM_PER_PERCENT, "ppm, not %"), (_PPM_PER_PERCENT, "%, not ppm")):
        if abs(ratio.scaleb(-power) - 1) <= _SLIP_WITHIN:
            fix = with_grade(stated, power)
            right = fix.right.removeprefix("a grade of ")
            return [Fix(f"is the grade in {unit}", right, fix.figures)]
    for power in _DIGITS:
        if abs(ratio.scaleb(-power) - 1) <= _DIGIT_WITHIN:
            fix = with_contained(stated, -power, column)
            return [fix._replace(why="did the decimal point slip")]
    return []


def _slip_of(figures: _Figures) -> int | None:
    """Return the power of ten, ±3 or ±6, by which contained is off the product within 10 %."""
    low, high = figures.ratios
    narrow = low is not None and high is not None and high <= _MOST_APART * low
    for power in (3, -3, 6, -6):
        near = abs(figures.ratio.scaleb(-power) - 1) <= _SLIP_WITHIN
        if near or (narrow and figures.may_be(Decimal(1).scaleb(power))):
            return power
    return None


def _stated_and_computed(row: Row, figures: _Figures) -> str:
    return (
        f"{subject(row)}contained {figures.contained.shown()} kt is stated, but "
        f"{figures.ore.shown()} Mt of ore at {grade_of(row)} hold {figures.product.shown()} kt"
    )
