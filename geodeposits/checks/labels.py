"""Rules on one grade under two labels, of oxides and of elements (GD405, GD406)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from geodeposits.checks.counterparts import Pairs, pairs_of_estimates
from geodeposits.checks.figures import ALL_OXIDES, Floats, best, bounds, grade_of, quantity, span
from geodeposits.checks.hits import Mask, Row, complaint, texts
from geodeposits.checks.registry import rule
from geodeposits.dataset import Dataset
from geodeposits.elements import TREO_PER_TREE
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import shown_number
from geodeposits.vocab import Basis

__all__ = ["another_label", "oxides_off_elements"]

_SAME_WITHIN: Final = 0.02
_SAME_ORE: Final = 0.005
_LEAST, _MOST = (float(factor) for factor in TREO_PER_TREE)
_WITHIN: Final = 0.01
"""How far beyond TREO/TREE of 1.17 to 1.24 a ratio may be: cerium as Ce2O3, rounded sums."""


def _same_ground(pairs: Pairs, *, of_one_source: bool) -> Mask:
    """Whether two estimates are of the same ore; those of one source may leave it out."""
    (one_low, one_high), (two_low, two_high) = (bounds(table, "ore_mt") for table in pairs)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = (two_low / one_low, two_high / one_high)
    same = np.all([np.abs(ratio - 1) <= _SAME_ORE for ratio in ratios], axis=0)
    if not of_one_source:
        return np.asarray(same, dtype=np.bool_)
    alike = [
        (texts(pairs.first, name).fillna("") == texts(pairs.second, name).fillna("")).to_numpy()
        for name in ("zone", "categories")
    ]
    unsaid = np.isnan(one_low) & np.isnan(two_low)
    return np.asarray((same | unsaid) & np.all(alike, axis=0), dtype=np.bool_)


def _two_labels(pairs: Pairs) -> Mask:
    """Whether the first grade is of elements and the second of oxides, or for an atlas turned.

    Sums of a few elements are no total and stay out.
    """
    one, two = (texts(table, "basis") for table in pairs)
    elements = (one == Basis.TREE.value) & two.isin(ALL_OXIDES)
    turned = one.isin(ALL_OXIDES) & (two == Basis.TREE.value) & pairs.second["of_atlas"]
    whole = texts(pairs.first, "members").isna() & texts(pairs.second, "members").isna()
    return ((elements | turned) & whole).to_numpy(dtype=bool)


def _oxides_per_element(pairs: Pairs) -> Floats:
    """Return the grade of oxides over that of elements, whichever comes first."""
    one, two = (best(table, "grade_pct") for table in pairs)
    first = (texts(pairs.first, "basis") == Basis.TREE.value).to_numpy(dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(first, two / one, one / two)
    return np.where((one > 0) & (two > 0), ratio, np.nan)


# --- GD405 ---------------------------------------------------------------------------------------


@rule(
    "GD405",
    Severity.ERROR,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def oxides_off_elements(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find grades of oxides that are not 1.17 to 1.24 times those of elements.

    Both are of the same deposit and the same ore, by one source; of two sources it is a warning.
    Each grade is widened by half a unit of its last digit, and 1 % beyond the limits is let pass.
    Sums of a few elements are exempt; where the two are the same, GD406 says more.

    Why
        Each element has one factor to its oxide, from 1.14 (Lu) to 1.27 (Y), so what an ore holds
        of oxides and of elements are one figure twice. If they do not fit, one of them counts
        something else.
    Bad
        grade_pct = "0.061" on TREO and "0.0563" on TREE for the same 414 Mt
    Good
        grade_pct = "0.0676" on TREO; or the members that the smaller figure counts
    """
    told: set[object] = set()
    for of_one_source in (True, False):
        pairs = pairs_of_estimates(dataset, atlas, of_one_source=of_one_source)
        ratio = _oxides_per_element(pairs)
        off = (ratio < _LEAST) | (ratio > _MOST)
        off &= ~(np.abs(ratio - 1) <= _SAME_WITHIN) | of_one_source
        found = off & _two_labels(pairs) & _same_ground(pairs, of_one_source=of_one_source)
        severity = Severity.ERROR if of_one_source else Severity.WARNING
        for row, other in pairs.chosen(np.asarray(found, dtype=np.bool_)):
            if row["claim"] not in told and _beyond_reading(row, other):
                told.add(row["claim"])
                yield complaint("GD405", severity, row, _words(row, other), field="grade_pct")


def _ordered(row: Row, other: Row) -> tuple[Row, Row]:
    """Return the row of oxides and the row of elements."""
    return (other, row) if row["basis"] == Basis.TREE.value else (row, other)


def _beyond_reading(row: Row, other: Row) -> bool:
    """Whether no reading of the two grades fits the limits."""
    figures = [quantity(each, "grade_pct") for each in _ordered(row, other)]
    (low, high), (least, most) = ((0.0, np.inf) if f is None else span(f) for f in figures)
    above = low > most * _MOST * (1 + _WITHIN)
    below = high < least * _LEAST * (1 - _WITHIN)
    return above or below


def _words(row: Row, other: Row) -> str:
    oxides, elements = _ordered(row, other)
    ratio = shown_number(float(oxides["grade_pct"]) / float(elements["grade_pct"]), digits=3)
    source = other.get("source") or "another source"
    return (
        f"{grade_of(row)} beside {grade_of(other)} ({source}) for the same ore: the oxides are "
        f"{ratio} times the elements, which is 1.17 to 1.24 in real ores"
    )


# --- GD406 ---------------------------------------------------------------------------------------


@rule(
    "GD406",
    Severity.WARNING,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def another_label(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find grades that are stated as oxides and, by another source, the same as elements.

    The two are the same within 2 %, for the same tonnage of ore. Sums of a few elements are
    exempt.

    Why
        The oxides of an ore weigh 17 to 24 % more than its elements. One figure under both labels
        means that one of the two was copied without asking what it counts.
    Bad
        grade_pct = "0.644" on TREE beside another source's 0.65 on TREO
    Good
        grade_pct = "0.55" on TREE, or both on the basis of the report behind them
    """
    pairs = pairs_of_estimates(dataset, atlas)
    same = np.abs(_oxides_per_element(pairs) - 1) <= _SAME_WITHIN
    same &= _two_labels(pairs) & _same_ground(pairs, of_one_source=False)
    told: set[object] = set()
    for row, other in pairs.chosen(np.asarray(same, dtype=np.bool_)):
        if row["claim"] not in told:
            told.add(row["claim"])
            message = (
                f"{grade_of(row)} is the figure that {other.get('source') or 'another source'} "
                f"states as {grade_of(other)} for the same ore: oxides weigh 17 to 24 % more than "
                "elements"
            )
            yield complaint("GD406", Severity.WARNING, row, message, field="grade_pct")
