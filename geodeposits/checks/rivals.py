"""Rules that hold an estimate against another source's of the same deposit (GD310, GD313)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from geodeposits.checks.amounts import off_mask
from geodeposits.checks.counterparts import (
    Pairs,
    grades_agree,
    pairs_of_estimates,
    said_elsewhere,
)
from geodeposits.checks.figures import ALL_OXIDES, Floats, best, mass, span
from geodeposits.checks.figures import quantity as figure_of
from geodeposits.checks.fixes import unit_meant, unit_of
from geodeposits.checks.hits import Mask, Row, complaint, texts
from geodeposits.checks.registry import rule
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import MASS_IN_MT, shown_number

__all__ = [
    "other_tons",
    "thousand_times",
]

_TONS: Final = {
    "short": float(MASS_IN_MT["short ton"] / MASS_IN_MT["t"]),
    "long": float(MASS_IN_MT["long ton"] / MASS_IN_MT["t"]),
}
_TONS_WITHIN: Final = 0.002
_SLIP_WITHIN: Final = 0.05
_EXACT: Final = 0.001
"""Half a unit of the last digit, as a share: what a figure must be exact to, to tell long tons."""

_AMOUNTS: Final = (("ore_mt", "ore"), ("contained_kt", "contained mass"))


def _same_thing(pairs: Pairs, name: str) -> Mask:
    """Whether two amounts count the same: any ore, or contained mass on one sort of basis."""
    if name == "ore_mt":
        return np.ones(len(pairs.first), dtype=np.bool_)
    one, two = (
        texts(table, "basis").replace(dict.fromkeys(ALL_OXIDES, ALL_OXIDES[0])).to_numpy()
        for table in pairs
    )
    return np.asarray(one == two, dtype=np.bool_)


def _ratio(pairs: Pairs, name: str) -> Floats:
    """Return the second figure over the first; NaN where one is missing or not above zero."""
    one, two = (best(table, name) for table in pairs)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((one > 0) & (two > 0), two / one, np.nan)


# --- GD310 ---------------------------------------------------------------------------------------


@rule(
    "GD310",
    Severity.WARNING,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def other_tons(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find amounts that are another source's in short or long tons.

    The other source's is 0.907 of it (short tons) or 1.016 of it (long tons), within 0.2 %, and
    both state the same grade, within 2 %. For long tons both amounts must be exact to 0.1 %, as
    rounding alone makes such ratios.

    Why
        "Tons" in an American or a British report are not tonnes: 10 % too much, or 1.6 % too
        little, is carried on for decades.
    Bad
        ore_mt = "18.4" beside another source's 16.69, both at 7.98 %
    Good
        ore_mt = "16.69"
    """
    pairs = pairs_of_estimates(dataset, atlas)
    _, agree = grades_agree(pairs)
    told: set[tuple[object, str]] = set()
    for name, what in _AMOUNTS:
        ratio = _ratio(pairs, name)
        for tons, factor in _TONS.items():
            found = (np.abs(ratio / factor - 1) <= _TONS_WITHIN) & agree & _same_thing(pairs, name)
            for one, two in pairs.chosen(found):
                rounded = tons == "long" and not _exact(one, two, name)
                if rounded or (one["claim"], name) in told:
                    continue
                told.add((one["claim"], name))
                message = (
                    f"{what} of {mass(one, name)} is {tons} tons: {_source_of(two)} has "
                    f"{mass(two, name)}, which is {shown_number(factor, digits=3)} of it"
                )
                yield complaint("GD310", Severity.WARNING, one, message, field=name)


def _exact(one: Row, two: Row, name: str) -> bool:
    """Whether both figures are given to so many digits that rounding makes less than 0.1 %."""
    figures = (figure_of(one, name), figure_of(two, name))
    spans = [(figure, *span(figure)) for figure in figures if figure is not None]
    return all((high - low) / 2 <= _EXACT * float(figure.central) for figure, low, high in spans)


def _source_of(row: Row) -> str:
    return str(row.get("source") or "another source")


# --- GD313 ---------------------------------------------------------------------------------------


@rule(
    "GD313",
    Severity.ERROR,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def thousand_times(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find amounts that are 1,000 or 1,000,000 times another source's, or that part of it.

    The ratio is met within 5 %, on the same basis, and the grades agree where both are stated.
    Beside a figure of the atlas the dataset's is the doubtful one; of two of the dataset the one
    that no third source states, within a factor of three, or else the larger. Where the ore and
    the grade of an estimate show the slip already, GD302 to GD304 say so.

    Why
        A heading that was overlooked, kt for Mt or t for kt, leaves the digits as they were: no
        other mistake keeps them.
    Bad
        contained_kt = "42,980" beside another source's 42.98
    Good
        contained_kt = "42.98"
    """
    pairs = pairs_of_estimates(dataset, atlas)
    known, agree = grades_agree(pairs)
    told: set[tuple[object, str]] = set()
    for name, what in _AMOUNTS:
        found = _slipped(pairs, name) & (agree | ~known) & _same_thing(pairs, name)
        found &= ~off_mask(pairs.first) & ~off_mask(pairs.second)
        if found.any():
            found &= _doubtful(pairs, found, name, dataset, atlas)
        for one, two in pairs.chosen(found):
            if (one["claim"], name) in told:
                continue
            told.add((one["claim"], name))
            message = f"{what} of {mass(one, name)} is {_slip(one, two, name)}"
            yield complaint("GD313", Severity.ERROR, one, message, field=name)


def _slipped(pairs: Pairs, name: str) -> Mask:
    ratio = _ratio(pairs, name)
    near = [np.abs(ratio / 10.0**power - 1) <= _SLIP_WITHIN for power in (3, -3, 6, -6)]
    return np.asarray(np.any(near, axis=0), dtype=np.bool_)


def _doubtful(
    pairs: Pairs, found: Mask, name: str, dataset: Dataset, atlas: Dataset | None
) -> Mask:
    """Whether the first of two figures is the one to doubt."""
    of_atlas = pairs.second["of_atlas"].to_numpy(dtype=bool)
    first, second = (said_elsewhere(dataset, atlas, table, found, name) for table in pairs)
    larger = best(pairs.first, name) > best(pairs.second, name)
    return np.asarray(of_atlas | (second & ~first) | (larger & (first == second)), dtype=np.bool_)


def _slip(one: Row, two: Row, name: str) -> str:
    ratio = float(one[name]) / float(two[name])
    power = 6 if max(ratio, 1 / ratio) > 10**4.5 else 3
    many = f"{10**power:,}"
    said = f"{_source_of(two)} has {mass(two, name)}"
    if ratio > 1:
        meant = unit_meant(unit_of(one, name), power)
        return f"{many} times another source's: {meant}? {said}"
    return f"{many} times less than another source's: {said}"
