"""Rules on positions: on the globe, in the country, and in agreement with one another (GD2xx).

A position whose standing is `refuted` has been judged already; no rule complains about it again,
and no other position is compared with it. Borders are simplified to about 1.5 km, areas that
several countries claim count as land of each of them (see `geodeposits.boundaries`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.boundaries import country_at, distance_to_country_km, is_offshore
from geodeposits.checks.hits import Mask, Row, complaint, hits, numbers, texts
from geodeposits.checks.registry import rule
from geodeposits.countries import country_name
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import shown_number
from geodeposits.sphere import MOST_LAT_DEG, MOST_LON_DEG, great_circle_km, on_globe
from geodeposits.vocab import Standing

__all__ = [
    "flipped_sign",
    "impossible_coordinates",
    "null_island",
    "positions_apart",
    "swapped_axes",
    "whole_degree_slip",
    "wrong_country",
]

_SLIP_KM: Final = 10.0  # beyond the border by more than this, a slip is looked for
_WRONG_KM: Final = 50.0
_INSIDE_KM: Final = 2.0  # borders are simplified to about 1.5 km
_LIMITS: Final = {"lat": MOST_LAT_DEG, "lon": MOST_LON_DEG}
_AXES: Final = {"lat": "latitude", "lon": "longitude"}
_NULL_DEG: Final = 0.01
_NEAR_KM, _FAR_KM = 5.0, 25.0
_SLIP_DEG: Final = 0.05
_COMPARED: Final = 100  # positions of one deposit that are compared with one another

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# --- On the globe --------------------------------------------------------------------------------


@rule("GD201", Severity.ERROR, needs=("positions", "occurrences"))
def impossible_coordinates(dataset: Dataset) -> Iterator[Finding]:
    """Find latitudes beyond ±90° and longitudes beyond ±180°.

    Why
        There is no such place; the point is drawn nowhere, or wraps around to the wrong side.
    Bad
        lat = 395.1667
    Good
        lat = 39.5167
    """
    for table in (_accepted(dataset), dataset.occurrences):
        for name, limit in _LIMITS.items():
            degrees = numbers(table, name)
            for row in hits(table, np.isfinite(degrees) & (np.abs(degrees) > limit)):
                message = f"{_AXES[name]} {_degrees(row[name])} lies beyond ±{limit:.0f}°"
                yield complaint("GD201", Severity.ERROR, row, message, field=name)


@rule("GD208", Severity.ERROR, needs=("positions",))
def null_island(dataset: Dataset) -> Iterator[Finding]:
    """Find positions at 0° N, 0° E, or within 0.01° of it on both axes.

    Why
        An empty cell that was read as a number lands in the Gulf of Guinea, where there is no
        deposit.
    Bad
        lat = 0, lon = 0
    Good
        no position, and no_position = "the source gives none"
    """
    table = _accepted(dataset)
    for row in hits(table, _at_null(table)):
        message = (
            f"the position {_place(row['lat'], row['lon'])} is in the Gulf of Guinea: an unknown "
            "position is left out, not written as zero"
        )
        yield complaint("GD208", Severity.ERROR, row, message, field="lat")


# --- In the country ------------------------------------------------------------------------------


@rule("GD202", Severity.ERROR, needs=("deposits", "positions"))
def swapped_axes(dataset: Dataset) -> Iterator[Finding]:
    """Find positions outside the country that lie in it once latitude and longitude are swapped.

    "Outside" is more than 10 km, and more than the stated accuracy, beyond the border.

    Why
        Half of all software writes longitude first. The swapped point is still a point, often on
        land, and looks as sure as a right one.
    Bad
        lat = 31.35083, lon = 39.61944 for a deposit in Türkiye (Saudi Arabia)
    Good
        lat = 39.61944, lon = 31.35083
    """
    strays = _strays(dataset)
    for row in hits(strays, _swapped(strays)):
        message = (
            f"{_where(row)}; with latitude and longitude swapped it lies inside: "
            f"write {_place(row['lon'], row['lat'])}"
        )
        yield complaint("GD202", Severity.ERROR, row, message, field="lat")


@rule("GD203", Severity.ERROR, needs=("deposits", "positions"))
def flipped_sign(dataset: Dataset) -> Iterator[Finding]:
    """Find positions outside the country that lie in it once the sign of an axis is flipped.

    "Outside" is more than 10 km, and more than the stated accuracy, beyond the border. One axis is
    tried before both.

    Why
        "W" and "S" get lost when degrees are typed over; the deposit moves to the other hemisphere.
    Bad
        lat = 35.4788, lon = 115.534 for a deposit in the United States (China)
    Good
        lat = 35.4788, lon = -115.534
    """
    strays = _strays(dataset)
    strays = strays.assign(flip=_flipped(strays))
    for row in hits(strays, strays["flip"].to_numpy() != _NO_FLIP):
        flip = _FLIPS[row["flip"]]
        right = _place(flip.lat_sign * row["lat"], flip.lon_sign * row["lon"])
        message = f"{_where(row)}; with the sign of the {flip.axes} flipped it lies inside: {right}"
        yield complaint("GD203", Severity.ERROR, row, message, field=flip.field)


@rule("GD204", Severity.ERROR, needs=("deposits", "positions"))
def wrong_country(dataset: Dataset) -> Iterator[Finding]:
    """Find positions on land more than 50 km outside the stated country.

    The stated accuracy counts where it is larger. Points at sea are left alone, and so are points
    in an area that the stated country claims or administers. What GD202 or GD203 explains is left
    to them.

    Why
        Either the position or the country is another deposit's.
    Bad
        lat = 33.3, lon = 44.4 (Baghdad) for a deposit in Türkiye
    Good
        a point in Türkiye, or country = "IQ"
    """
    strays = _strays(dataset)
    on_land = ~is_offshore(numbers(strays, "lat"), numbers(strays, "lon"))
    strays = strays[_is_beyond(strays, _WRONG_KM) & on_land]
    for row in hits(strays, ~_swapped(strays) & (_flipped(strays) == _NO_FLIP)):
        message = f"{_where(row)}: the position or the country is wrong"
        yield complaint("GD204", Severity.ERROR, row, message, field="lat")


def _accepted(dataset: Dataset) -> pd.DataFrame:
    """Return the positions that are not refuted, with the deposit's country."""
    table = dataset.positions
    kept = table[(texts(table, "standing") != Standing.REFUTED.value).to_numpy(dtype=bool)]
    deposits = dataset.deposits.drop_duplicates("id")
    countries = pd.Series(texts(deposits, "country").to_numpy(), index=deposits["id"], dtype="str")
    return kept.assign(country=kept["id"].map(countries)).reset_index(drop=True)


class _Flip(NamedTuple):
    """A sign that may have been lost: the factors that restore it, its axes, and a column."""

    lat_sign: int
    lon_sign: int
    axes: str
    field: str


_FLIPS: Final = (
    _Flip(1, -1, "longitude", "lon"),
    _Flip(-1, 1, "latitude", "lat"),
    _Flip(-1, -1, "latitude and the longitude", "lat"),
)
_NO_FLIP: Final = -1


def _strays(dataset: Dataset) -> pd.DataFrame:
    """Return the accepted positions more than 10 km, and their accuracy, outside of their country.

    A position that is none (beyond ±90°, ±180°) lies outside of every country. Two columns are
    added: `away_km`, NaN for such a position, and `found`, the code of the country there or "".
    """
    table = _accepted(dataset)
    lat, lon = numbers(table, "lat"), numbers(table, "lon")
    country, found = texts(table, "country"), country_at(lat, lon)
    away = np.zeros(len(table))
    elsewhere = found != country.fillna("").to_numpy(dtype=str)
    away[elsewhere] = distance_to_country_km(lat[elsewhere], lon[elsewhere], country[elsewhere])
    table = table.assign(away_km=away, found=found)
    nowhere = np.isfinite(lat) & np.isfinite(lon) & ~on_globe(lat, lon)
    return table[_is_beyond(table, _SLIP_KM) | nowhere]


def _swapped(strays: pd.DataFrame) -> Mask:
    """Which of the rows fit with latitude and longitude swapped."""
    return _fits(strays, numbers(strays, "lon"), numbers(strays, "lat"))


def _flipped(strays: pd.DataFrame) -> Integers:
    """Return for each row the number of the first of _FLIPS with which it fits, or _NO_FLIP."""
    lat, lon = numbers(strays, "lat"), numbers(strays, "lon")
    number = np.full(len(strays), _NO_FLIP)
    for i, flip in enumerate(_FLIPS):
        left = number == _NO_FLIP
        fits = _fits(strays[left], flip.lat_sign * lat[left], flip.lon_sign * lon[left])
        number[np.flatnonzero(left)[fits]] = i
    return number


def _is_beyond(table: pd.DataFrame, limit_km: float) -> Mask:
    """Whether a position lies farther beyond the border than the limit and its own accuracy."""
    allowed_km = np.fmax(limit_km, numbers(table, "accuracy_m") / 1000)
    beyond: Mask = numbers(table, "away_km") > allowed_km
    return beyond


def _fits(table: pd.DataFrame, lat: Floats, lon: Floats) -> Mask:
    """Which of the rows would lie in their country at another position."""
    fits: Mask = distance_to_country_km(lat, lon, texts(table, "country")) <= _INSIDE_KM
    return fits


def _at_null(table: pd.DataFrame) -> Mask:
    near = [np.abs(numbers(table, name)) < _NULL_DEG for name in ("lat", "lon")]
    return near[0] & near[1]


def _where(row: Row) -> str:
    """Say how far outside its country a row lies, and in which one."""
    place = _place(row["lat"], row["lon"])
    if row["away_km"] is None:
        return f"{place} is no place on the globe"
    into = f", in {country_name(row['found'])}" if row["found"] else ""
    far = shown_number(row["away_km"], digits=3)
    return f"{place} lies {far} km outside {country_name(row['country'])}{into}"


# --- In agreement --------------------------------------------------------------------------------


@rule("GD211", Severity.WARNING, needs=("positions",), scope="corpus")
def positions_apart(dataset: Dataset) -> Iterator[Finding]:
    """Find two accepted positions of one deposit more than 5 km apart; beyond 25 km is an error.

    Positions of one and the same source may mark its ore bodies or pits: they are let alone up to
    25 km. The stated accuracies count: two circles that touch agree. So the distance is a conflict
    only beyond the sum of the two accuracies (one that is not stated counts as 0), where that sum
    is more than 5 km; a town point with an accuracy of 20 km that lies 15 km from the mine is none,
    and where the sum is more than 25 km, any conflict is an error. A whole-degree slip is left to
    GD212. Of a deposit with more than 100 positions the first 100 are compared, and a note says so.

    Why
        One of the two sources means another place, or has a digit wrong; the map shows one point.
    Bad
        lat = 39.619 and lat = 39.819 (22 km), each with accuracy_m = 1000
    Good
        standing = "refuted" with a reason for one of them; or an honest, larger accuracy_m
    """
    yield from _uncompared(dataset)
    pairs = _pairs(dataset)
    apart, covered = pairs["apart_km"], pairs["accuracy_km"]
    one_source = texts(pairs, "source_a") == texts(pairs, "source")
    limit = np.where(one_source, _FAR_KM, _NEAR_KM)
    conflict = (apart > np.fmax(limit, covered)) & ~pairs["slip"]
    for row in hits(pairs, conflict.to_numpy(dtype=bool)):
        error = row["apart_km"] > max(_FAR_KM, row["accuracy_km"])
        message = (
            f"the positions of {_source(row, '_a')} and {_source(row, '')} lie "
            f"{shown_number(row['apart_km'], digits=3)} km apart"
        )
        if row["accuracy_km"]:
            covers = shown_number(row["accuracy_km"], digits=3)
            message += f"; their stated accuracies cover {covers} km"
        severity = Severity.ERROR if error else Severity.WARNING
        yield complaint("GD211", severity, row, message, field="lat")


@rule("GD212", Severity.ERROR, needs=("positions",), scope="corpus")
def whole_degree_slip(dataset: Dataset) -> Iterator[Finding]:
    """Find two accepted positions of one deposit that differ by whole degrees on one axis only.

    On one axis the difference is within 0.05° of a whole number of degrees, not zero; on the other
    axis the two agree within 0.05°; and the stated accuracies do not cover the distance.

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
    pairs = _pairs(dataset)
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


def _several(dataset: Dataset) -> pd.DataFrame:
    """Return the accepted positions of deposits with several, `number` from 0 of `size` each."""
    table = _accepted(dataset)
    lat, lon = numbers(table, "lat"), numbers(table, "lon")
    table = table.assign(lat=lat, lon=lon, accuracy_m=numbers(table, "accuracy_m"))
    table = table[on_globe(lat, lon) & texts(table, "id").notna()]
    of_deposit = table.groupby("id")["id"]
    table = table.assign(number=of_deposit.cumcount(), size=of_deposit.transform("size"))
    return table[table["size"] > 1]


def _pairs(dataset: Dataset) -> pd.DataFrame:
    """Return every two accepted positions of one deposit, the earlier with the suffix `_a`.

    Columns `apart_km`, `accuracy_km` (sum of the stated ones), `dlat`, `dlon`, `axis` (the axis
    that a whole-degree slip would be on) and `slip`.
    """
    table = _several(dataset)
    table = table[table["number"] < _COMPARED]
    pairs = table.merge(table, on="id", suffixes=("_a", ""))
    pairs = pairs[pairs["number_a"] < pairs["number"]].reset_index(drop=True)
    return _measured(pairs)


def _measured(pairs: pd.DataFrame) -> pd.DataFrame:
    dlat = (pairs["lat"] - pairs["lat_a"]).to_numpy()
    dlon = ((pairs["lon"] - pairs["lon_a"]).to_numpy() + 180) % 360 - 180
    ends = (pairs[name].to_numpy() for name in ("lat_a", "lon_a", "lat", "lon"))
    apart = great_circle_km(*ends)
    accuracy = pairs[["accuracy_m_a", "accuracy_m"]].sum(axis=1).to_numpy() / 1000
    slips = [_whole(dlat) & (np.abs(dlon) < _SLIP_DEG), _whole(dlon) & (np.abs(dlat) < _SLIP_DEG)]
    return pairs.assign(
        apart_km=apart,
        accuracy_km=accuracy,
        dlat=dlat,
        dlon=dlon,
        axis=np.where(slips[0], "lat", "lon"),
        slip=(slips[0] | slips[1]) & (apart > accuracy),
    )


def _whole(difference: Floats) -> Mask:
    nearest = np.round(difference)
    found: Mask = (nearest != 0) & (np.abs(difference - nearest) < _SLIP_DEG)
    return found


def _slip(row: Row) -> str:
    name, rest = ("lat", "lon") if row["axis"] == "lat" else ("lon", "lat")
    step = round(row[f"d{name}"])
    here, there = row[name], row[f"{name}_a"]
    apart = shown_number(abs(row[f"d{rest}"]), digits=2)
    return (
        f"{_AXES[name]} {_degrees(here)} of {_source(row, '')} and {_degrees(there)} of "
        f"{_source(row, '_a')} differ by {abs(step)} whole degree{'s' if abs(step) > 1 else ''} "
        f"while the {_AXES[rest]}s agree within {apart}°: a slip in the degrees; "
        f"the first would be {_degrees(here - step)}, or else the second {_degrees(there + step)}"
    )


def _source(row: Row, suffix: str) -> str:
    return str(row.get(f"source{suffix}") or row.get(f"claim{suffix}") or "a source not named")


def _place(lat: float, lon: float) -> str:
    return f"lat {_degrees(lat)}, lon {_degrees(lon)}"


def _degrees(value: float) -> str:
    return f"{shown_number(round(float(value), 6))}°"
