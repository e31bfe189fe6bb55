"""Rules on an estimate and its categories: they add up, on one basis (GD311, GD415).

A total that is our own sum adds up by itself; only its bases are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.categories import categories_of
from geodeposits.checks.figures import ALL_OXIDES, bounds, mass, quantity, widened
from geodeposits.checks.hits import Mask, Row, complaint, hits, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import all_estimates
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis

__all__ = ["another_basis", "parts_off_total"]

_OFF: Final = Decimal("0.01")
_AMOUNTS: Final = (("ore_mt", "ore"), ("contained_kt", "contained mass"))
_ONE_BASIS: Final = dict.fromkeys(ALL_OXIDES, ALL_OXIDES[0])
_NO_OXIDES: Final = tuple(
    basis.value for basis in (Basis.HEAVY_MINERALS, Basis.MONAZITE, Basis.ORE, Basis.UNSTATED)
)
"""Bases from which no mass of rare earth oxides follows."""

_SAME_WITHIN: Final = 1e-6


# --- GD311 ---------------------------------------------------------------------------------------


@rule("GD311", Severity.ERROR, needs=("estimates", "occurrence_estimates"), scope="corpus")
def parts_off_total(dataset: Dataset) -> Iterator[Finding]:
    """Find totals that differ from the sum of their categories by more than 1 %.

    Ore and contained mass are summed where every category states them, each figure widened by
    half a unit of its last digit before the zeros (1,400 kt may be 1.4 Mt). A total that covers
    categories which are not listed may be larger than the sum, not smaller.

    Why
        One figure of the table was mistyped, or belongs to another cut-off or another year; and
        whoever sums the categories gets another deposit than whoever takes the total.
    Bad
        ore_mt = "106.6" of categories with 20.0, 15.5 and 17.1 Mt
    Good
        71.1 Mt in the last of them
    """
    table = all_estimates(dataset)
    parts = table[texts(table, "part_of").notna()]
    if parts.empty:
        return
    by_total: dict[str, list[Row]] = {}
    for row in hits(parts, np.full(len(parts), True)):
        by_total.setdefault(row["part_of"], []).append(row)
    totals = texts(table, "claim").isin(by_total) & texts(table, "part_of").isna()
    for total in hits(table, (totals.to_numpy(dtype=bool)) & ~_ours(table)):
        for name, what in _AMOUNTS:
            words = _difference(total, by_total[total["claim"]], name)
            if words:
                message = f"{what} of {mass(total, name)} is stated, {words}"
                yield complaint("GD311", Severity.ERROR, total, message, field=name)


def _ours(table: pd.DataFrame) -> Mask:
    """Whether each row is a sum of ours."""
    if "summed" not in table.columns:
        return np.zeros(len(table), dtype=np.bool_)
    return table["summed"].astype("boolean").fillna(False).to_numpy(dtype=bool)


def _difference(total: Row, parts: list[Row], name: str) -> str:
    """Say what the categories add up to where the total does not allow it; else nothing."""
    figures = [quantity(part, name) for part in parts]
    stated = quantity(total, name)
    known = [figure for figure in figures if figure is not None]
    if stated is None or len(known) < len(parts):
        return ""
    ends = zip(*(widened(figure, converted=True) for figure in known), strict=True)
    least, most = (_sum_of(end) for end in ends)
    low, high = widened(stated, converted=True)
    above = low is not None and most is not None and low > most * (1 + _OFF)
    below = high is not None and least is not None and high < least * (1 - _OFF)
    if not (below or (above and _complete(total, parts))):
        return ""
    whole = sum(known[1:], start=known[0])
    return f"but its categories add up to {mass(_with(total, name, whole), name)}"


def _sum_of(ends: tuple[Decimal | None, ...]) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return sum(known, start=Decimal(0)) if len(known) == len(ends) else None


def _with(row: Row, name: str, figure: Quantity) -> Row:
    return {**row, f"{name}_text": figure.text}


def _complete(total: Row, parts: list[Row]) -> bool:
    """Whether the parts cover all categories that the total names."""
    listed = frozenset[str]().union(*(categories_of(part.get("categories")) for part in parts))
    return categories_of(total.get("categories")) <= listed


# --- GD415 ---------------------------------------------------------------------------------------


@rule("GD415", Severity.ERROR, needs=("estimates", "occurrence_estimates"), scope="corpus")
def another_basis(dataset: Dataset) -> Iterator[Finding]:
    """Find figures that are summed or ranked with figures of another basis.

    These are categories whose total counts something else (oxides and elements, rock, heavy
    minerals), and masses that stand as contained rare earth oxides although their basis says
    nothing about oxides, or is elements and was not converted. TREO and REO count as one.

    Why
        Elements weigh a sixth less than their oxides, monazite holds some 60 % of them, rock a few
        percent. A sum or a ranking over such figures is a figure of nothing.
    Bad
        basis = "HM", contained_kt = "7,130", reo_kt = "7,130"
    Good
        no reo_kt: heavy minerals do not say how much oxide they hold
    """
    table = all_estimates(dataset)
    yield from _mixed_totals(table)
    basis = texts(table, "basis")
    (low, high), (least, most) = (bounds(table, name) for name in ("reo_kt", "contained_kt"))
    counted = basis.isin(_NO_OXIDES).to_numpy(dtype=bool) & (high > 0)
    ends = ((low, least), (high, most))
    same = np.all([np.abs(one - two) <= _SAME_WITHIN * two for one, two in ends], axis=0)
    elements = (basis == Basis.TREE.value).to_numpy(dtype=bool) & same
    for row in hits(table, np.asarray(counted | elements, dtype=np.bool_)):
        why = (
            "elements weigh 17 to 24 % less than their oxides"
            if row["basis"] == Basis.TREE.value
            else "from which no mass of oxides follows"
        )
        message = (
            f"{mass(row, 'reo_kt')} stands as rare earth oxides, on the basis {row['basis']}: {why}"
        )
        yield complaint("GD415", Severity.ERROR, row, message, field="reo_kt")


def _mixed_totals(table: pd.DataFrame) -> Iterator[Finding]:
    """Find the categories whose basis is not that of their total."""
    parts = texts(table, "part_of")
    if parts.isna().all():
        return
    basis = texts(table, "basis").replace(_ONE_BASIS)
    whole = dict(zip(texts(table, "claim"), texts(table, "basis"), strict=True))
    of_total = parts.map(whole)
    mixed = basis.notna() & of_total.notna() & (basis != of_total.replace(_ONE_BASIS))
    for row in hits(table.assign(basis_of_total=of_total), mixed.to_numpy(dtype=bool)):
        message = (
            f"{row.get('categories') or 'a category'} counts {row['basis']}, the total that it is "
            f"part of {row['basis_of_total']}: they do not add up"
        )
        yield complaint("GD415", Severity.ERROR, row, message, field="basis")
