"""Rules on amounts beyond any measure: of ore, needed or stated (GD305, GD306).

What a rule says to write instead follows from the arithmetic alone: a mass that is too large is
divided by a thousand, the step from one unit of mass to the next, until it is of a common size.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.amounts import off_mask
from geodeposits.checks.counterparts import said_elsewhere
from geodeposits.checks.figures import (
    ALL_OXIDES,
    KT_PER_MT_PERCENT,
    bounds,
    grade_of,
    mass,
    quantity,
    subject,
)
from geodeposits.checks.fixes import IMMENSE_ORE_MT, LARGE_ORE_MT, unit_of, unit_slipped
from geodeposits.checks.hits import Mask, Row, complaint, hits, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import all_estimates, stated_estimates, whole_estimates
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis, DepositType, Scope
from geodeposits.wording import mass_of_kt

__all__ = ["needs_too_much", "needs_too_much_ore", "of_sands", "scaled_down", "too_much_ore"]

_MOST_NEEDED_MT: Final = 10_000.0
_LARGE_SANDS_MT: Final = 10_000.0
_NEAR: Final = 2.0
"""How many times the ore that is stated elsewhere may go into what a figure needs."""

_COMMON_ORE_MT: Final = Decimal(5_000)
_LARGE_KT: Final = 1_000.0
_STEP: Final = Decimal(1_000)
_MOST_STEPS: Final = 9  # as a power of ten
_SANDS: Final = (
    DepositType.HEAVY_MINERAL_SANDS.value,
    DepositType.PALEOPLACER_HEAVY_MINERAL_SANDS.value,
)
_GRADED: Final = (*ALL_OXIDES, Basis.TREE.value)


@rule("GD305", Severity.ERROR, needs=("estimates", "occurrence_estimates"))
def needs_too_much_ore(dataset: Dataset) -> Iterator[Finding]:
    """Find contained oxide that at the stated grade needs more than 10,000 Mt of ore.

    They are estimates that state no tonnage of ore; where one is stated, GD303 and GD304 compare.
    Projects of several deposits in one figure are exempt, mud of the deep sea, which covers a sea
    floor, and deposits of which another estimate states at least half of the ore that is needed.

    Why
        Two figures without the third still have to fit the earth: hardly a deposit holds 10,000
        Mt of ore. One of the two is in another unit; mostly kilotonnes were written as Mt.
    Bad
        grade_pct = "0.264", contained_kt = "42,980"
    Good
        grade_pct = "0.264", contained_kt = "42.98"
    """
    table = stated_estimates(dataset)
    for row in hits(table, needs_too_much(dataset, table)):
        contained, grade = quantity(row, "contained_kt"), quantity(row, "grade_pct")
        if contained is None or grade is None:
            continue
        needed = _least_needed(contained, grade)
        message = (
            f"{subject(row)}contained {mass(row, 'contained_kt')} at {grade_of(row)} need "
            f"{needed.shown()} Mt of ore: {_unit_of_contained(row, contained, needed)}"
        )
        yield complaint("GD305", Severity.ERROR, row, message, field="contained_kt")


def _least_needed(contained: Quantity, grade: Quantity) -> Quantity:
    """Return the ore in Mt that a mass needs at a grade; of bounds, the least that they allow."""
    low, high = contained.low, grade.high
    if low is None or high is None or (contained.is_exact and grade.is_exact):
        return contained / grade / Decimal(10)
    return Quantity(low / high / 10, None, None)


def needs_too_much(dataset: Dataset, table: pd.DataFrame) -> Mask:
    """Whether contained oxide and grade of each row need more ore than a deposit holds."""
    contained, _ = bounds(table, "contained_kt", one_sided=True)
    _, grade = bounds(table, "grade_pct", one_sided=True)
    ore = np.isnan(bounds(table, "ore_mt")[0])
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = contained / (grade * KT_PER_MT_PERCENT)
    found = ore & (grade > 0) & (needed > _MOST_NEEDED_MT)
    found &= texts(table, "basis").isin(_GRADED).to_numpy(dtype=bool)
    found &= (texts(table, "scope") != Scope.PROJECT.value).to_numpy(dtype=bool)
    found &= (texts(table, "type") != DepositType.DEEP_SEA_MUD.value).to_numpy(dtype=bool)
    if found.any():
        found &= ~(needed <= _NEAR * _ore_elsewhere(dataset, table, found))
    return np.asarray(found, dtype=np.bool_)


def _ore_elsewhere(dataset: Dataset, table: pd.DataFrame, found: Mask) -> np.ndarray:
    """Return the largest tonnage of ore that any estimate states of the deposit of a row."""
    every = all_estimates(dataset)
    same = every[every["id"].isin(set(table.loc[found, "id"]))]
    largest = pd.Series(bounds(same, "ore_mt")[1]).groupby(same["id"].to_numpy()).max()
    known = table["id"].map(largest).to_numpy(dtype=np.float64, na_value=np.nan)
    return np.asarray(known)


def _unit_of_contained(row: Row, contained: Quantity, needed: Quantity) -> str:
    if contained.central < Decimal(_LARGE_KT):
        return "one of the two is in another unit"
    power, ore = _to_common(needed, _COMMON_ORE_MT)
    right = contained * Decimal(1).scaleb(-power)
    column = unit_of(row, "contained_kt")
    return (
        f"{unit_slipped(column, power)}, not {column}: {mass_of_kt(right.text)} in "
        f"{ore.shown()} Mt of ore would fit"
    )


@rule(
    "GD306",
    Severity.WARNING,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def too_much_ore(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find estimates of more than 5,000 Mt of ore; more than 20,000 Mt is an error.

    Heavy mineral sands are let pass up to 10,000 Mt: a field of dunes is counted whole. The
    smallest tonnage that the words allow counts. A tonnage of up to 20,000 Mt that another source
    of the deposit states too, within a factor of three, stands. Where tonnage, grade and contained
    mass disagree, GD302 to GD304 and GD308 say more.

    Why
        The largest ore bodies that are reported hold some 10,000 Mt. A figure beyond that is a
        host rock, a basin, or tonnes under a heading of Mt.
    Bad
        ore_mt = "30,358"
    Good
        ore_mt = "30.358", or a waiver that says what the figure counts
    """
    table = whole_estimates(dataset)
    least, _ = bounds(table, "ore_mt", one_sided=True)
    found = np.asarray((least > LARGE_ORE_MT) & ~off_mask(table), dtype=np.bool_)
    found &= ~(of_sands(table) & (least <= _LARGE_SANDS_MT))
    doubted = (least > IMMENSE_ORE_MT) | ~said_elsewhere(dataset, atlas, table, found, "ore_mt")
    for row in hits(table, found & doubted):
        figure = quantity(row, "ore_mt")
        if figure is None or figure.low is None:
            continue
        immense = float(figure.low) > IMMENSE_ORE_MT
        severity = Severity.ERROR if immense else Severity.WARNING
        sands = row["type"] in _SANDS
        limit = "20,000" if immense else "10,000" if sands else "5,000"
        advice = f": {scaled_down(figure, _COMMON_ORE_MT, 'Mt')}?" if immense else ""
        message = f"{figure.shown()} Mt of ore are more than {limit} Mt{advice}"
        yield complaint("GD306", severity, row, message, field="ore_mt")


def of_sands(table: pd.DataFrame) -> Mask:
    """Whether each row is of heavy mineral sands."""
    return texts(table, "type").isin(_SANDS).to_numpy(dtype=bool)


def scaled_down(figure: Quantity, most: Decimal, column: str) -> str:
    """Say which unit was meant if a mass in Mt is beyond `most`: "kt, not Mt: 42.98 kt".

    `column` is the unit of the column that it stands in.
    """
    power, right = _to_common(figure, most)
    return f"{unit_slipped(column, power)}, not {column}: {mass_of_kt((right * _STEP).text)}"


def _to_common(figure: Quantity, most: Decimal) -> tuple[int, Quantity]:
    """Divide a mass by thousands, once at least, until it is no more than `most`."""
    power, right = 3, figure * Decimal("0.001")
    while right.central > most and power < _MOST_STEPS:
        power, right = power + 3, right * Decimal("0.001")
    return power, right
