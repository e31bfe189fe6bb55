"""What would be right instead of a figure: in the unit of its own column, and only if possible.

A table states contained mass in kt, as ours do, or in Mt, as that of the USGS does; so "t written
as kt" in the one is "kt written as Mt" in the other. What stands in an estimate tells which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from geodeposits.checks.figures import CONCENTRATES, KT_PER_MT
from geodeposits.checks.hits import Row
from geodeposits.quantity import MASS_IN_MT, Quantity
from geodeposits.vocab import Basis

__all__ = [
    "IMMENSE_ORE_MT",
    "IMMENSE_OXIDE_KT",
    "LARGE_ORE_MT",
    "LARGE_OXIDE_KT",
    "NO_GRADE_OF_OXIDE",
    "RICHEST_MINERAL_PCT",
    "Figures",
    "Fix",
    "possible",
    "slip_fixes",
    "told",
    "ton_fixes",
    "unit_meant",
    "unit_of",
    "unit_slipped",
    "with_contained",
    "with_grade",
]

RICHEST_MINERAL_PCT: Final = 76.0
"""Percent of rare earth oxides by mass: no ore mineral of theirs holds more."""

LARGE_ORE_MT, IMMENSE_ORE_MT = 5_000.0, 20_000.0
LARGE_OXIDE_KT, IMMENSE_OXIDE_KT = 50_000.0, 150_000.0
NO_GRADE_OF_OXIDE: Final = (*CONCENTRATES, Basis.ORE.value)
"""Bases on which a grade may be above that of the richest mineral."""

_UNITS: Final = ("mg", "g", "kg", "t", "kt", "Mt", "Gt")
"""Units of mass, each a thousand times the one before."""

_UNITS_UP: Final = {"kt": 3, "Mt": 0}
"""The power of ten from the unit of a column to the largest that oxide is stated in, the Mt."""

_DIVIDED: Final = {
    3: "divided by 1,000 once too often",
    6: "divided by 1,000 twice too often",
}
"""What was done to a mass that is too small, though no larger unit could be meant."""

_SHORT_TON: Final = MASS_IN_MT["short ton"] / MASS_IN_MT["t"]
_IN_MT: Final = "REO, Mt: "
"""How the cell of a table that counts in Mt stands among the words of an estimate."""


# --- Units ---------------------------------------------------------------------------------------


def unit_of(row: Row, name: str) -> str:
    """Return the unit of the column that a mass stands in: Mt of ore, kt or Mt of what it holds."""
    if name == "ore_mt":
        return "Mt"
    return "Mt" if _IN_MT in str(row.get("stated") or "") else "kt"


def unit_slipped(column: str, power: int) -> str:
    """Return the unit of figures that are ten to a power times too large in a column of a unit.

    Beyond the units there are, "".
    """
    place = _UNITS.index(column) - power // 3
    return _UNITS[place] if 0 <= place < len(_UNITS) else ""


def unit_meant(column: str, power: int) -> str:
    """Say which unit was written as another: "t written as kt"; "" where there is none."""
    unit = unit_slipped(column, power)
    return f"{unit} written as {column}" if unit else ""


# --- What would fit ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figures:
    """Tonnage (Mt), grade (%) and contained mass (kt) of an estimate on a basis."""

    ore: Quantity
    grade: Quantity
    contained: Quantity
    basis: str = ""

    def is_possible(self) -> bool:
        """Whether a deposit may be so: its ore, its oxide, its grade, and the one in the other.

        What could not be is an error of GD302, GD306, GD307 or GD401.
        """
        return self._is_below(IMMENSE_ORE_MT, IMMENSE_OXIDE_KT)

    def is_common(self) -> bool:
        """Whether it is possible, and no larger than GD306 and GD307 let pass without a word."""
        return self._is_below(LARGE_ORE_MT, LARGE_OXIDE_KT)

    def _is_below(self, ore_mt: float, oxide_kt: float) -> bool:
        ore, grade, contained = (f.central for f in (self.ore, self.grade, self.contained))
        if ore > Decimal(ore_mt) or contained > ore * KT_PER_MT:
            return False
        of_oxide = self.basis not in NO_GRADE_OF_OXIDE
        too_rich = contained > Decimal(oxide_kt) or grade > Decimal(RICHEST_MINERAL_PCT)
        return not (of_oxide and too_rich)


class Fix(NamedTuple):
    """What an estimate would be with one figure changed: why, and what stands there then."""

    why: str
    right: str
    figures: Figures


def possible(fixes: Iterable[Fix]) -> list[Fix]:
    """Return the fixes that leave a possible estimate, those that leave a common one first."""
    kept = [fix for fix in fixes if fix.figures.is_possible()]
    return sorted(kept, key=lambda fix: not fix.figures.is_common())


def told(fixes: list[Fix]) -> str:
    """Say what would fit: "t written as kt? 5 kt would fit, or else 6 Mt of ore (kt as Mt)"."""
    if not fixes:
        return ""
    first, *others = fixes
    words = f"{first.why}? {first.right} would fit" if first.why else f"{first.right} would fit"
    for fix in others:
        words += f", or else {fix.right}" + (f" ({fix.why})" if fix.why else "")
    return words


def slip_fixes(stated: Figures, power: int, column: str) -> list[Fix]:
    """Return what would fit if contained mass is ten to a power times what ore and grade hold.

    The mass in another unit than that of its column, or the ore; the grade where neither can be.
    """
    masses = possible((with_contained(stated, -power, column), with_ore(stated, power)))
    return masses or possible((with_grade(stated, power),))


def with_contained(stated: Figures, power: int, column: str) -> Fix:
    """Return what stands there with the contained mass times ten to a power."""
    right = stated.contained * Decimal(1).scaleb(power)
    made = replace(stated, contained=right)
    why = _DIVIDED.get(power, "") if power > _UNITS_UP[column] else unit_meant(column, -power)
    return Fix(why, f"{right.shown()} kt", made)


def with_ore(stated: Figures, power: int) -> Fix:
    """Return what stands there with the ore times ten to a power."""
    right = stated.ore * Decimal(1).scaleb(power)
    made = replace(stated, ore=right)
    return Fix(unit_meant("Mt", -power), f"{right.shown()} Mt of ore", made)


def with_grade(stated: Figures, power: int) -> Fix:
    """Return what stands there with the grade times ten to a power."""
    right = stated.grade * Decimal(1).scaleb(power)
    return Fix("", f"a grade of {right.shown()} %", replace(stated, grade=right))


def ton_fixes(stated: Figures) -> Iterator[tuple[Decimal, Fix]]:
    """Yield what would fit if one of the figures is in short tons, and the ratio that tells it."""
    ore, contained = stated.ore * _SHORT_TON, stated.contained * _SHORT_TON
    right = f"{ore.shown()} Mt of ore"
    yield _SHORT_TON, Fix("ore in short tons", right, replace(stated, ore=ore))
    right = f"{contained.shown()} kt"
    yield 1 / _SHORT_TON, Fix("in short tons", right, replace(stated, contained=contained))
