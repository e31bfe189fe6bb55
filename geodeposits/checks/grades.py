"""Rules on a grade by itself: too rich for ore, or below its own cut-off (GD402, GD414)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.amounts import off_mask
from geodeposits.checks.categories import is_one_of
from geodeposits.checks.figures import (
    ALL_OXIDES,
    CONCENTRATES,
    KT_PER_MT_PERCENT,
    Floats,
    bounds,
    grade_of,
    mass,
    quantity,
    subject,
)
from geodeposits.checks.fixes import unit_of
from geodeposits.checks.hits import Mask, Row, complaint, hits, shown, texts
from geodeposits.checks.kept import terms
from geodeposits.checks.registry import rule
from geodeposits.checks.views import stated_estimates
from geodeposits.dataset import Dataset
from geodeposits.dataset.amounts import product
from geodeposits.errors import UnreadableQuantity
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import GRADE_IN_PCT, Quantity, shown_number
from geodeposits.vocab import Basis, Scope

__all__ = ["below_its_cut_off", "too_rich_for_ore"]

_RICH, _RICHEST = 15.0, 76.0
_NO_GRADE_OF_ORE: Final = (*CONCENTRATES, Basis.ORE.value)
_ASIDE: Final = "do the two figures go together?"
_CUT_OFF: Final = re.compile(
    r"(?P<figure>[~≥>]?\s*\d[\d.,]*(?:\s*[–-]\s*\d[\d.,]*)?)\s*(?P<unit>%|ppm|g/t|kg/t)?"
    r"\s*(?P<counts>TREO|REO|LREO|HREO|Y2O3|HM)?"
)
_BARE_IS_PERCENT: Final = 15.0
"""A cut-off without a unit counts as percent up to this; a larger one may be ppm."""


@rule("GD402", Severity.WARNING, needs=("estimates", "occurrence_estimates"))
def too_rich_for_ore(dataset: Dataset) -> Iterator[Finding]:
    """Find rare earth grades of more than 15 % that are stated as those of a deposit.

    Where no grade is stated, the one counts that follows from contained mass and ore, up to 100 %;
    a mass that would be a grade of up to 15 % as it is printed may be one. Heavy minerals and
    monazite are exempt, and parts of a deposit whose zone is named: vein material, a sample. A
    stated grade of more than 76 % is GD401's; where tonnage and contained mass contradict the
    grade, GD303 and GD304 say more.

    Why
        The richest ores that are mined hold 8 to 14 %. Beyond that the figure mostly is that of a
        concentrate, of a mineral or of a hand sample.
    Bad
        grade_pct = "57.73" for a deposit of britholite
    Good
        the grade of the ore; or scope = "part" with zone = "britholite lens, hand sample"
    """
    table = stated_estimates(dataset)
    least, _ = bounds(table, "grade_pct", one_sided=True)
    of_ore = ~texts(table, "basis").isin(_NO_GRADE_OF_ORE).to_numpy(dtype=bool)
    rich = (least > _RICH) & (least <= _RICHEST) & of_ore & ~_named_part(table) & ~off_mask(table)
    for row in hits(table, np.asarray(rich, dtype=np.bool_)):
        message = (
            f"{subject(row)}{grade_of(row)} is more than 15 %, which ore hardly holds: is it the "
            "grade of a concentrate, a mineral or a sample?"
        )
        yield complaint("GD402", Severity.WARNING, row, message, field="grade_pct")
    implied = _implied_grade(table)
    rich = (implied > _RICH) & of_ore & ~_named_part(table) & ~off_mask(table)
    for row in hits(table.assign(implied=implied), np.asarray(rich, dtype=np.bool_)):
        message = (
            f"{subject(row)}contained {mass(row, 'contained_kt')} in {mass(row, 'ore_mt')} of ore "
            f"is {shown_number(row['implied'], digits=3)} %, which ore hardly holds: {_advice(row)}"
        )
        yield complaint("GD402", Severity.WARNING, row, message, field="contained_kt")


def _implied_grade(table: pd.DataFrame) -> Floats:
    """Return the least grade in percent that follows from ore and contained mass, if none is."""
    contained, _ = bounds(table, "contained_kt", one_sided=True)
    _, ore = bounds(table, "ore_mt", one_sided=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        implied = np.where(ore > 0, contained / (ore * KT_PER_MT_PERCENT), np.nan)
    return np.where(np.isnan(bounds(table, "grade_pct")[0]), implied, np.nan)


def _advice(row: Row) -> str:
    """Ask whether the contained mass, as printed, is the grade; else what the two figures count."""
    contained, ore = quantity(row, "contained_kt"), quantity(row, "ore_mt")
    if contained is None or ore is None:
        return _ASIDE
    in_mt = unit_of(row, "contained_kt") == "Mt"
    printed = contained * Decimal("0.001") if in_mt else contained
    if printed.central > Decimal(_RICH) or (holds := product(ore, printed)) is None:
        return _ASIDE
    return f"is {printed.shown()} the grade in percent? {holds.shown()} kt would fit"


def _named_part(table: pd.DataFrame) -> Mask:
    part = (texts(table, "scope") == Scope.PART.value) & texts(table, "zone").notna()
    return part.to_numpy(dtype=bool)


@rule("GD414", Severity.WARNING, needs=("estimates", "occurrence_estimates"))
def below_its_cut_off(dataset: Dataset) -> Iterator[Finding]:
    """Find mean grades that are not above the cut-off that their ore was selected by.

    Only cut-offs on the basis of the grade count, or without one beside a grade of all oxides; a
    figure without a unit counts as percent up to 15. Of a range of cut-offs the lowest counts.

    Why
        Ore is what lies above the cut-off, so its mean does too. If not, one of the two is in
        another unit, on another basis, or from another estimate.
    Bad
        grade_pct = "0.0868", cut_off = "0.1 % TREO"
    Good
        grade_pct = "0.0868", cut_off = "300 ppm TREO"
    """
    table = stated_estimates(dataset)
    number, distinct = terms(table, "cut_off")
    least = np.array([*map(_least_percent, distinct), np.nan], dtype=np.float64)[number]
    _, most = bounds(table, "grade_pct", one_sided=True)
    below = (most > 0) & (most <= least) & _on_one_basis(table)
    for row in hits(table, np.asarray(below, dtype=np.bool_)):
        message = (
            f"{subject(row)}{grade_of(row)} is not above the cut-off, {shown(row['cut_off'])}: the "
            "mean of the ore must be"
        )
        yield complaint("GD414", Severity.WARNING, row, message, field="cut_off")


def _on_one_basis(table: pd.DataFrame) -> Mask:
    """Whether the cut-off of each row counts what its grade counts."""
    number, distinct = terms(table, "cut_off")
    counts = np.array([*map(_counted, distinct), None], dtype=object)[number]
    oxides = is_one_of(table, "basis", ALL_OXIDES) & texts(table, "members").isna().to_numpy()
    of_oxides = np.isin(counts, ["", *ALL_OXIDES])
    same = texts(table, "basis").to_numpy(dtype=object) == counts
    return np.asarray((oxides & of_oxides) | same, dtype=np.bool_)


def _read(text: object) -> re.Match[str] | None:
    return _CUT_OFF.fullmatch(text.strip()) if isinstance(text, str) else None


def _counted(text: object) -> str | None:
    """Return the basis that a cut-off names, "" where it names none, None where it is not read."""
    match = _read(text)
    return None if match is None else match["counts"] or ""


def _least_percent(text: object) -> float:
    """Return a cut-off in percent, the lower end of a range; NaN where it is not read."""
    match = _read(text)
    try:
        figure = Quantity.parse(match["figure"]) if match else None
    except UnreadableQuantity:
        return float("nan")
    if match is None or figure is None or figure.low is None:
        return float("nan")
    if match["unit"] is None and figure.low > Decimal(_BARE_IS_PERCENT):
        return float("nan")
    return float(figure.low * GRADE_IN_PCT[match["unit"] or "%"])
