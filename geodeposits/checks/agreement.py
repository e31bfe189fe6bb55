"""Rules on positions in agreement: with one another, with other sources, with other deposits.

Two positions of one deposit are compared, and a record with what the atlas and older databases say
of it (`witnesses`). A position whose standing is `refuted` is compared with none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.checks.hits import Row, complaint, hits, numbers, texts
from geodeposits.checks.kept import held_among
from geodeposits.checks.links import deposit_of
from geodeposits.checks.registry import rule
from geodeposits.checks.views import all_positions, made_once
from geodeposits.checks.whereabouts import AXES, Floats, degrees, place
from geodeposits.checks.witnesses import FAR_KM, NEAR_KM, contradicted, measured
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import shown_number
from geodeposits.sphere import on_globe

__all__ = ["one_point_twice", "positions_apart", "whole_degree_slip"]

_COMPARED: Final = 100  # positions of one deposit that are compared with one another
_CONFIRMED: Final = 2  # older databases that agree: a conflict with them counts
_LISTED: Final = 3
_PLACES: Final = ("positions", "occurrences", "other_positions")

# --- GD211, GD212 --------------------------------------------------------------------------------


@rule("GD211", Severity.WARNING, needs=_PLACES, scope="corpus", comparing=True)
def positions_apart(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find two accepted positions of one deposit more than 5 km apart; beyond 25 km is an error.

    Positions of one and the same source may mark its ore bodies or pits: they are let alone up to
    25 km. The stated accuracies count: two circles that touch agree. So the distance is a conflict
    only beyond the sum of the two accuracies (one that is not stated counts as 0), where that sum
    is more than 5 km; a town point with an accuracy of 20 km that lies 15 km from the mine is none,
    and where the sum is more than 25 km, any conflict is an error. A whole-degree slip is left to
    GD212. Of a deposit with more than 100 positions the first 100 are compared, and a note says so.

    A record of a database is held against the deposit that it is of, here or in the atlas, and
    where nobody else places that against older databases: it is in conflict where no position of
    another source agrees, round figures counting as rough ones. One older database beyond 25 km is
    a note, as either may be wrong; two that agree with each other are a warning or an error.

    Why
        One of the two sources means another place, or has a digit wrong; the map shows one point.
    Bad
        lat = 39.619 and lat = 39.819 (22 km), each with accuracy_m = 1000
    Good
        standing = "refuted" with a reason for one of them; or an honest, larger accuracy_m
    """
    yield from _uncompared(dataset)
    pairs = _pairs(dataset)
    one_source = texts(pairs, "source_a") == texts(pairs, "source")
    limit = np.where(one_source, FAR_KM, NEAR_KM)
    conflict = (pairs["apart_km"] > np.fmax(limit, pairs["accuracy_km"])) & ~pairs["slip"]
    for row in hits(pairs, conflict.to_numpy(dtype=bool)):
        yield complaint("GD211", _severity(row), row, _apart(row), field="lat")
    others = contradicted(dataset, atlas)
    alone = others["others"] < _CONFIRMED
    conflict = ~others["slip"].astype(bool) & (~alone | (others["apart_km"] > FAR_KM))
    for row in hits(others, conflict.to_numpy(dtype=bool)):
        single = row["others"] is not None and row["others"] < _CONFIRMED
        severity = Severity.NOTE if single else _severity(row)
        doubt = ": either may be wrong" if single else ""
        yield complaint("GD211", severity, row, _apart(row) + doubt, field="lat")


@rule("GD212", Severity.ERROR, needs=_PLACES, scope="corpus", comparing=True)
def whole_degree_slip(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find two accepted positions of one deposit that differ by whole degrees on one axis only.

    On one axis the difference is within 0.05° of a whole number of degrees, not zero; on the other
    axis the two agree within 0.05°; and the stated accuracies do not cover the distance. A record
    of a database is held against the deposit that it is of and against older databases, as in
    GD211, unless both are so round that they agree by chance.

    Why
        A wrong digit in the degrees moves a point by 100 km and leaves the minutes as they were.
        Two honest points so far apart agree on the other axis by chance once in some hundred
        times. The wrong point may well agree with its own record, when the province was looked up
        from it.
    Bad
        40.5972° N, 31.3672° E beside 39.6194° N, 31.3508° E
    Good
        39.5972° N, 31.3672° E; or standing = "refuted" with the reason
    """
    for pairs in (_pairs(dataset), contradicted(dataset, atlas)):
        for row in hits(pairs, pairs["slip"].to_numpy(dtype=bool)):
            yield complaint("GD212", Severity.ERROR, row, _slip(row), field=row["axis"])


def _uncompared(dataset: Dataset) -> Iterator[Finding]:
    """Yield a note on each deposit with more positions than are compared, at the first left out."""
    table = _several(dataset)
    for row in hits(table, (table["number"] == _COMPARED).to_numpy(dtype=bool)):
        message = (
            f"the deposit has {row['size']:,} positions: the first {_COMPARED} are compared with "
            "one another, this one and those after it are not"
        )
        yield complaint("GD211", Severity.NOTE, row, message, field="lat")


@made_once
def _several(dataset: Dataset) -> pd.DataFrame:
    """Return the accepted positions of deposits with several, `number` from 0 of `size` each."""
    table = all_positions(dataset)
    lat, lon = numbers(table, "lat"), numbers(table, "lon")
    counts = on_globe(lat, lon) & held_among(table, "table", ["positions"])
    rows = np.flatnonzero(counts & texts(table, "id").notna().to_numpy(dtype=bool))
    ids = pd.Series(texts(table, "id").to_numpy(dtype=object)[rows], dtype=object)
    table = table.take(rows[ids.duplicated(keep=False).to_numpy(dtype=bool)])
    figures = {name: numbers(table, name) for name in ("lat", "lon", "accuracy_m")}
    table = table.assign(**figures)
    of_deposit = table.groupby("id", sort=False)["id"]
    return table.assign(number=of_deposit.cumcount(), size=of_deposit.transform("size"))


@made_once
def _pairs(dataset: Dataset) -> pd.DataFrame:
    """Return every two accepted positions of one deposit, the earlier with the suffix `_a`."""
    table = _several(dataset)
    table = table[table["number"] < _COMPARED]
    pairs = table.merge(table, on="id", suffixes=("_a", ""))
    return measured(pairs[pairs["number_a"] < pairs["number"]].reset_index(drop=True))


def _severity(row: Row) -> Severity:
    far = row["apart_km"] > max(FAR_KM, row["accuracy_km"])
    return Severity.ERROR if far else Severity.WARNING


def _apart(row: Row) -> str:
    point = f", {place(row['lat_a'], row['lon_a'])}, and of" if "said_a" in row else " and"
    message = (
        f"the positions of {_source(row, '_a')}{point} {_source(row, '')} lie "
        f"{shown_number(row['apart_km'], digits=3)} km apart"
    )
    if row["accuracy_km"]:
        covers = shown_number(row["accuracy_km"], digits=3)
        what = "accuracies, stated or of round figures," if "said_a" in row else "stated accuracies"
        message += f"; their {what} cover {covers} km"
    return message


def _slip(row: Row) -> str:
    name, rest = ("lat", "lon") if row["axis"] == "lat" else ("lon", "lat")
    step = round(row[f"d{name}"])
    here, there = row[name], row[f"{name}_a"]
    apart = shown_number(abs(row[f"d{rest}"]), digits=2)
    return (
        f"{AXES[name]} {degrees(here)} of {_source(row, '')} and {degrees(there)} of "
        f"{_source(row, '_a')} differ by {abs(step)} whole degree{'s' if abs(step) > 1 else ''} "
        f"while the {AXES[rest]}s agree within {apart}°: a slip in the degrees; "
        f"the first would be {degrees(here - step)}, or else the second {degrees(there + step)}"
    )


def _source(row: Row, suffix: str) -> str:
    if said := row.get(f"said{suffix}"):
        return str(said)
    return str(row.get(f"source{suffix}") or row.get(f"claim{suffix}") or "a source not named")


# --- GD213 ---------------------------------------------------------------------------------------


@rule("GD213", Severity.NOTE, needs=("deposits", "positions", "occurrences"), scope="corpus")
def one_point_twice(dataset: Dataset) -> Iterator[Finding]:
    """Find points at which two deposits, or two occurrences, lie; one note a point.

    The point is the same to a millionth of a degree. Records of the same name are left to GD801,
    and those that one curated deposit cites are known to belong together.

    Why
        Deposits do not share a point. Either the records are one, or the point is that of a town
        or a district, and says less of both than its digits promise.
    Bad
        five mines of one district at lat = 41.76972, lon = 109.97694
    Good
        a position for each; or the larger accuracy_m that the point of a district has
    """
    table = _points(dataset)
    first = table.drop_duplicates(["table", "lat", "lon"])
    together = table.groupby(["table", "lat", "lon"])
    several = (together["name"].nunique() > 1) & (together["deposit"].nunique() > 1)
    named = together["id"].agg(list)
    keyed = first.set_index(["table", "lat", "lon"])
    for row in hits(keyed.reset_index(), several.reindex(keyed.index).to_numpy(dtype=bool)):
        ids = named[(row["table"], row["lat"], row["lon"])]
        message = (
            f"{place(row['lat'], row['lon'])} is the point of {len(ids)} records: "
            f"{_listed(ids)}; is it that of a district, or are some the same?"
        )
        yield complaint("GD213", Severity.NOTE, row, message, field="lat")


def _points(dataset: Dataset) -> pd.DataFrame:
    """Return the positions to a millionth of a degree, one a record and point, and the deposit."""
    table = all_positions(dataset)
    lat, lon = (np.round(numbers(table, name), 6) for name in ("lat", "lon"))
    rows = np.flatnonzero(on_globe(lat, lon) & texts(table, "id").notna().to_numpy(dtype=bool))
    rows = rows[pd.Series(_point_numbers(lat[rows], lon[rows])).duplicated(keep=False)]
    known = table.take(rows).assign(lat=lat[rows], lon=lon[rows])
    known = known.assign(deposit=deposit_of(dataset, known["id"]))
    several = known.drop_duplicates(["table", "id", "lat", "lon"])
    return several[several.duplicated(["table", "lat", "lon"], keep=False)]


def _point_numbers(lat: Floats, lon: Floats) -> NDArray[np.int64]:
    """Return a number for each point to a millionth of a degree."""
    y, x = (np.rint(axis * 1e6).astype(np.int64) for axis in (lat, lon))
    return np.asarray(y * 1_000_000_000 + x, dtype=np.int64)


def _listed(ids: list[str]) -> str:
    more = f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else ""
    return ", ".join(ids[:_LISTED]) + more
