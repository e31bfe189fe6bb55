"""Rules that hold a figure against what is usual for its deposit type (GD309, GD403, GD404).

What is usual is worked out from the rows of the atlas, or of the dataset itself where there is no
atlas: for each type with ten deposits or more the 5th and 95th percentiles of the figure over the
deposits (the median where one has several), a third of the one to three times the other. Figures
that another rule calls impossible take no part.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.checks.amounts import fitting_mask, off_mask
from geodeposits.checks.counterparts import said_elsewhere
from geodeposits.checks.figures import ALL_OXIDES, Floats, best, bounds, grade_of, mass, times
from geodeposits.checks.hits import Mask, Row, complaint, hits, texts
from geodeposits.checks.kept import terms
from geodeposits.checks.registry import rule
from geodeposits.checks.sizes import needs_too_much, of_sands
from geodeposits.checks.views import stated_estimates, whole_estimates
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import shown_number
from geodeposits.vocab import DepositType, Scope
from geodeposits.wording import label

__all__ = [
    "beyond_its_type",
    "percent_as_ppm",
    "ppm_as_percent",
    "read_as_percent",
    "read_as_ppm",
]

_ENOUGH: Final = 10
"""Deposits of a type from which its limits are taken."""

_WIDER: Final = 3.0
_MOST: Final = {"ore_mt": 5_000.0, "grade_pct": 15.0, "reo_kt": 50_000.0}
"""What GD306, GD402 and GD307 leave alone: figures beyond that take no part."""

_PPM_PER_PERCENT: Final = 10_000.0
_MOST_PERCENT: Final = 100.0
_LEAST_PERCENT: Final = 20.0 / _PPM_PER_PERCENT
_UNITS: Final = {"ore_mt": "Mt of ore", "grade_pct": "%", "reo_kt": "kt of oxide"}
_FIELDS: Final = {"ore_mt": "ore_mt", "grade_pct": "grade_pct", "reo_kt": "contained_kt"}

_KEPT: Final[WeakKeyDictionary[Dataset, dict[str, pd.DataFrame]]] = WeakKeyDictionary()


class _Usual(NamedTuple):
    """The limits of the type of each row, NaN where none are known, and whence they are drawn."""

    low: Floats
    high: Floats
    drawn: NDArray[np.object_]


def _limits(dataset: Dataset) -> dict[str, pd.DataFrame]:
    """Return for each figure `low`, `high` and `count` of each type, worked out once a dataset."""
    if dataset not in _KEPT:
        table = whole_estimates(dataset)
        _KEPT[dataset] = {name: _limits_of(table, name) for name in _MOST}
    return _KEPT[dataset]


def _limits_of(table: pd.DataFrame, name: str) -> pd.DataFrame:
    figure = best(table, name)
    counts = (figure > 0) & (figure <= _MOST[name]) & _typed(table) & ~off_mask(table)
    if name == "grade_pct":
        counts &= _of_all_oxides(table)
    chosen = pd.DataFrame({key: texts(table, key)[counts] for key in ("type", "id")})
    medians = chosen.assign(figure=figure[counts]).groupby(["type", "id"])["figure"].median()
    of_type = medians.groupby(level="type")
    ends = {"low": of_type.quantile(0.05), "high": of_type.quantile(0.95)}
    limits = pd.DataFrame({**ends, "count": of_type.count()})
    known = limits[limits["count"] >= _ENOUGH]
    return known.assign(low=known["low"] / _WIDER, high=known["high"] * _WIDER)


def _typed(table: pd.DataFrame) -> Mask:
    kind = texts(table, "type")
    return np.asarray(kind.notna() & (kind != DepositType.UNKNOWN.value), dtype=np.bool_)


def _of_all_oxides(table: pd.DataFrame) -> Mask:
    return texts(table, "basis").isin(ALL_OXIDES).to_numpy(dtype=bool)


def _usual(table: pd.DataFrame, name: str, dataset: Dataset, atlas: Dataset | None) -> _Usual:
    limits = _limits(dataset if atlas is None else atlas)[name]
    number, kinds = terms(table, "type")
    of_kind = limits.reindex([*kinds, ""])  # the last for none, no word of the vocabulary
    low, high = (of_kind[end].to_numpy(dtype=np.float64)[number] for end in ("low", "high"))
    whence = f" deposits of the {'dataset' if atlas is None else 'atlas'}"
    drawn = [f"{count:.0f}{whence}" if count > 0 else None for count in of_kind["count"].tolist()]
    return _Usual(low, high, np.array(drawn, dtype=object)[number])


# --- GD309 ---------------------------------------------------------------------------------------


@rule(
    "GD309",
    Severity.WARNING,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def beyond_its_type(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find grades and amounts that are far from what is usual for their deposit type.

    The limits of a type are a third of the 5th percentile and three times the 95th, over its
    deposits in the atlas, or in the dataset where there is no atlas; types with fewer than ten
    deposits have none. Grades of all oxides count on both sides, tonnages of ore and contained
    oxide only above, as a deposit may be as small as it likes, and of heavy mineral sands, whose
    tonnages run with the length of a coast, oxide only. An amount stands that another source
    of the same deposit states too, within a factor of three, or that ore and grade confirm;
    projects of several deposits in one figure are exempt. One finding a row: the grade before the
    ore, the ore before what it contains.

    Why
        A figure that would make a deposit a record of its kind is a record, or a wrong unit, a
        wrong basis, or another deposit's figure. It deserves a second look before it is ranked.
    Bad
        grade_pct = "10.1" for an ion-adsorption clay
    Good
        grade_pct = "0.101"
    """
    table = whole_estimates(dataset)
    told = np.zeros(len(table), dtype=np.bool_)
    for name in ("grade_pct", "ore_mt", "reo_kt"):
        usual = _usual(table, name, dataset, atlas)
        found = _beyond(table, name, usual, dataset, atlas) & ~told
        told |= found
        marked = table.assign(usual_low=usual.low, usual_high=usual.high, drawn=usual.drawn)
        for row in hits(marked, found):
            yield complaint("GD309", Severity.WARNING, row, _words(row, name), field=_FIELDS[name])


def _beyond(
    table: pd.DataFrame, name: str, usual: _Usual, dataset: Dataset, atlas: Dataset | None
) -> Mask:
    low, high = bounds(table, name, one_sided=True)
    above = (low > usual.high) & (low <= _MOST[name])
    if name == "grade_pct":
        below = (high < usual.low) & (high > 0) & ~read_as_ppm(dataset, table, atlas)
        return np.asarray((above | below) & _of_all_oxides(table), dtype=np.bool_)
    above &= ~off_mask(table) & ~fitting_mask(table) & ~(_least_oxide(table) > _MOST["reo_kt"])
    above &= (texts(table, "scope") != Scope.PROJECT.value).to_numpy(dtype=bool)
    if name == "reo_kt":
        above &= ~needs_too_much(dataset, table)
    else:
        above &= ~of_sands(table)
    if not above.any():
        return above
    return above & ~said_elsewhere(dataset, atlas, table, above, name)


def _least_oxide(table: pd.DataFrame) -> Floats:
    return bounds(table, "reo_kt", one_sided=True)[0]


def _words(row: Row, name: str) -> str:
    said = {
        "grade_pct": lambda: grade_of(row),
        "ore_mt": lambda: f"{mass(row, 'ore_mt')} of ore",
        "reo_kt": lambda: f"{mass(row, 'reo_kt')} of oxide",
    }[name]()
    kind = label(str(row["type"]))
    low, high = (times(float(row[f"usual_{end}"])) for end in ("low", "high"))
    if name != "grade_pct":
        words = f"{said} is far more than is usual for {kind}: up to {high} {_UNITS[name]}"
    else:
        words = f"{said} is far from what is usual for {kind}: {low} to {high} %"
    return f"{words} ({row['drawn']})"


# --- GD403 and GD404 -----------------------------------------------------------------------------


def read_as_percent(dataset: Dataset, table: pd.DataFrame, atlas: Dataset | None) -> Mask:
    """Whether the grade of each row is above 100 % and usual for its type if it is in ppm."""
    low, high = bounds(table, "grade_pct", one_sided=True)
    usual = _usual(table, "grade_pct", dataset, atlas)
    fits = (low >= usual.low * _PPM_PER_PERCENT) & (high <= usual.high * _PPM_PER_PERCENT)
    return np.asarray((low > _MOST_PERCENT) & fits & _of_all_oxides(table), dtype=np.bool_)


def read_as_ppm(dataset: Dataset, table: pd.DataFrame, atlas: Dataset | None) -> Mask:
    """Whether the grade of each row is below 20 ppm and usual for its type if it is in percent."""
    low, high = bounds(table, "grade_pct", one_sided=True)
    usual = _usual(table, "grade_pct", dataset, atlas)
    fits = (low * _PPM_PER_PERCENT >= usual.low) & (high * _PPM_PER_PERCENT <= usual.high)
    rare = (low > 0) & (high < _LEAST_PERCENT) & (high < usual.low)
    return np.asarray(rare & fits & _of_all_oxides(table), dtype=np.bool_)


@rule(
    "GD403",
    Severity.ERROR,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def ppm_as_percent(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find grades above 100 % that are usual for their deposit type if they are in ppm.

    What is usual is said under GD309. A grade that cannot be and fits no type is found by GD401.

    Why
        The heading says percent, the figure was copied from a table in ppm. It is ten thousand
        times too large, and so is every amount that is worked out with it.
    Bad
        grade_pct = "640" for an ion-adsorption clay
    Good
        grade_pct = "0.064"
    """
    table = stated_estimates(dataset)
    for row in hits(table, read_as_percent(dataset, table, atlas)):
        given = float(row["grade_pct"] if row["grade_pct"] is not None else row["grade_pct_low"])
        right = shown_number(given / _PPM_PER_PERCENT, digits=4)
        message = (
            f"{grade_of(row)} cannot be; ppm, not %: {shown_number(given, digits=6)} ppm are "
            f"{right} %, which is usual for {label(str(row['type']))}"
        )
        yield complaint("GD403", Severity.ERROR, row, message, field="grade_pct")


@rule(
    "GD404",
    Severity.ERROR,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def percent_as_ppm(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find grades below 20 ppm that are usual for their deposit type if they are in percent.

    What is usual is said under GD309. A grade in ppm stands in a table as percent; one that was in
    percent already and divided by 10,000 once more is what is found.

    Why
        So little is hardly an ore of rare earths, and the same digits in percent are what is usual:
        the figure was in percent when somebody took it for ppm.
    Bad
        grade_pct = "0.000231" (2.31 ppm) for a carbonatite
    Good
        grade_pct = "2.31"
    """
    table = stated_estimates(dataset)
    for row in hits(table, read_as_ppm(dataset, table, atlas)):
        given = float(row["grade_pct"] if row["grade_pct"] is not None else row["grade_pct_low"])
        ppm = shown_number(given * _PPM_PER_PERCENT, digits=4)
        message = (
            f"a grade of {ppm} ppm is far below the average of the crust; %, not ppm? {ppm} % "
            f"is usual for {label(str(row['type']))}"
        )
        yield complaint("GD404", Severity.ERROR, row, message, field="grade_pct")
