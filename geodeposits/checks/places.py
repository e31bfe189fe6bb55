"""Rules on positions: on the globe, in the country, and honest about their accuracy (GD2xx).

Deposits and occurrences are looked at together; an occurrence states no accuracy. A position whose
standing is `refuted` has been judged already; no rule complains about it again. Borders are
simplified to about 1.5 km, areas that several countries claim count as land of each of them (see
`geodeposits.boundaries`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.boundaries import distance_to_country_km
from geodeposits.checks.hits import Mask, Row, complaint, hits, numbers, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import all_positions, made_once
from geodeposits.checks.whereabouts import (
    AXES,
    SLIP_KM,
    Floats,
    beyond,
    degrees,
    located_positions,
    place,
    strays,
    where,
)
from geodeposits.countries import country_codes, country_name
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import shown_number
from geodeposits.sphere import MOST_LAT_DEG, MOST_LON_DEG

__all__ = [
    "coarse_degrees",
    "disputed_area",
    "flipped_sign",
    "impossible_coordinates",
    "near_the_border",
    "null_island",
    "swapped_axes",
    "wrong_country",
]

_WRONG_KM: Final = 50.0
_SHELF_KM: Final = 648.2  # 350 nautical miles, where a continental shelf ends: UNCLOS, article 76
_INSIDE_KM: Final = 2.0  # borders are simplified to about 1.5 km
_LIMITS: Final = {"lat": MOST_LAT_DEG, "lon": MOST_LON_DEG}
_NULL_DEG: Final = 0.01
_FINE_M: Final = 1000.0  # a hundredth of a degree is 1.1 km
_EQUAL: Final = 1e-6  # of a hundredth of a degree
_PLACES: Final = ("positions", "occurrences")

Integers = NDArray[np.int64]

# --- On the globe --------------------------------------------------------------------------------


@rule("GD201", Severity.ERROR, needs=_PLACES)
def impossible_coordinates(dataset: Dataset) -> Iterator[Finding]:
    """Find latitudes beyond ±90° and longitudes beyond ±180°.

    Why
        There is no such place; the point is drawn nowhere, or wraps around to the wrong side.
    Bad
        lat = 395.1667
    Good
        lat = 39.5167
    """
    table = all_positions(dataset)
    for name, limit in _LIMITS.items():
        for row in hits(table, np.abs(numbers(table, name)) > limit):
            message = f"{AXES[name]} {degrees(row[name])} lies beyond ±{limit:.0f}°"
            yield complaint("GD201", Severity.ERROR, row, message, field=name)


@rule("GD208", Severity.ERROR, needs=_PLACES)
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
    table = all_positions(dataset)
    for row in hits(table, _at_null(table)):
        message = (
            f"the position {place(row['lat'], row['lon'])} is in the Gulf of Guinea: an unknown "
            "position is left out, not written as zero"
        )
        yield complaint("GD208", Severity.ERROR, row, message, field="lat")


def _at_null(table: pd.DataFrame) -> Mask:
    near = [np.abs(numbers(table, name)) < _NULL_DEG for name in ("lat", "lon")]
    return near[0] & near[1]


# --- In the country ------------------------------------------------------------------------------


@rule("GD202", Severity.ERROR, needs=("deposits", *_PLACES))
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
    outside = _judged(dataset)
    for row in hits(outside, outside["swapped"].to_numpy(dtype=bool)):
        message = (
            f"{where(row)}; with latitude and longitude swapped it lies inside: "
            f"write {place(row['lon'], row['lat'])}"
        )
        yield complaint("GD202", Severity.ERROR, row, message, field="lat")


@rule("GD203", Severity.ERROR, needs=("deposits", *_PLACES))
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
    outside = _judged(dataset)
    for row in hits(outside, outside["flip"].to_numpy() != _NO_FLIP):
        flip = _FLIPS[row["flip"]]
        right = place(flip.lat_sign * row["lat"], flip.lon_sign * row["lon"])
        message = f"{where(row)}; with the sign of the {flip.axes} flipped it lies inside: {right}"
        yield complaint("GD203", Severity.ERROR, row, message, field=flip.field)


@rule("GD204", Severity.ERROR, needs=("deposits", *_PLACES))
def wrong_country(dataset: Dataset) -> Iterator[Finding]:
    """Find positions more than 50 km outside the stated country.

    The stated accuracy counts where it is larger, and half a degree where both axes are written in
    whole degrees. Points at sea are left alone up to 648 km (350 nautical miles), the farthest
    that a continental shelf may reach; points in an area that the stated country claims or
    administers always. What GD202, GD203 or GD208 explains is left to them.

    Why
        Either the position or the country is another deposit's.
    Bad
        lat = 33.3, lon = 44.4 (Baghdad) for a deposit in Türkiye
    Good
        a point in Türkiye, or country = "IQ"
    """
    for row in _unexplained(_judged(dataset), _WRONG_KM):
        message = f"{where(row)}: the position or the country is wrong"
        yield complaint("GD204", Severity.ERROR, row, message, field="lat")


@rule("GD205", Severity.WARNING, needs=("deposits", *_PLACES))
def near_the_border(dataset: Dataset) -> Iterator[Finding]:
    """Find positions on land 10 to 50 km outside the stated country.

    The stated accuracy counts where it is larger, and half a degree where both axes are written in
    whole degrees. What GD202, GD203 or GD208 explains is left to them, and points at sea are no
    finding.

    Why
        The position is rougher than it says, or the deposit lies in the neighbouring country.
    Bad
        lat = 42.05, lon = 26.5 for a deposit in Türkiye (Bulgaria, 12 km from the border)
    Good
        accuracy_m = 15000; or the digits that are missing; or country = "BG"
    """
    for row in _unexplained(_judged(dataset), SLIP_KM, _WRONG_KM):
        message = f"{where(row)}: the position is rough, or it or the country is wrong"
        yield complaint("GD205", Severity.WARNING, row, message, field="lat")


@rule("GD206", Severity.NOTE, needs=("deposits", *_PLACES))
def disputed_area(dataset: Dataset) -> Iterator[Finding]:
    """Find positions in an area whose status is disputed or unusual; one note a record and area.

    The list in `geodeposits.boundaries` serves one purpose, that no check calls a position wrong
    because of a dispute. It takes no side. Positions stated under a country that has no part in it
    are left to GD202 to GD205.

    Why
        Two tables may put one deposit into two countries, and both sums by country be right by
        their own rule. The reader should know it.
    Bad
        country = "RS" in one table, "XK" in the other, and a total for each
    Good
        either, and this note; no waiver is needed
    """
    table = located_positions(dataset)
    held = (table["area"] != "") & ~(table["away_km"] > 0)
    inside = table[held.to_numpy(dtype=bool)].drop_duplicates(["id", "area"])
    for row in hits(inside, np.ones(len(inside), dtype=np.bool_)):
        under = f", stated under {_country(row)}" if row["country"] else ""
        message = (
            f"{place(row['lat'], row['lon'])} lies in an area of disputed or unusual status: "
            f"{row['area']}{under}"
        )
        yield complaint("GD206", Severity.NOTE, row, message, field="lat")


def _country(row: Row) -> str:
    known = row["country"] in country_codes()
    return country_name(row["country"]) if known else str(row["country"])


# --- As accurate as it says ----------------------------------------------------------------------


@rule("GD209", Severity.WARNING, needs=("positions",))
def coarse_degrees(dataset: Dataset) -> Iterator[Finding]:
    """Find positions of two decimals or fewer on both axes that claim to be finer than 1 km.

    Positions without a stated accuracy claim nothing.

    Why
        A hundredth of a degree is 1.1 km. Digits that were cut off do not come back by calling
        the rest exact.
    Bad
        lat = 39.62, lon = 31.35, accuracy_m = 100
    Good
        lat = 39.61944, lon = 31.35083, accuracy_m = 100; or accuracy_m = 1000
    """
    table = all_positions(dataset)
    claimed = numbers(table, "accuracy_m") < _FINE_M
    coarse = [_in_hundredths(numbers(table, name)) for name in ("lat", "lon")]
    for row in hits(table, claimed & coarse[0] & coarse[1]):
        metres = shown_number(row["accuracy_m"], digits=2)
        message = (
            f"{place(row['lat'], row['lon'])} is written to a hundredth of a degree, some 1,000 m, "
            f"but claims to be accurate to {metres} m"
        )
        yield complaint("GD209", Severity.WARNING, row, message, field="accuracy_m")


def _in_hundredths(axis: Floats) -> Mask:
    found: Mask = np.abs(axis * 100 - np.round(axis * 100)) < _EQUAL
    return found


# --- Slips ---------------------------------------------------------------------------------------


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


def _unexplained(outside: pd.DataFrame, least_km: float, most_km: float = np.inf) -> Iterator[Row]:
    """Yield what lies farther outside than one limit, not than another, with no better reason."""
    far = outside[beyond(outside, least_km) & ~beyond(outside, most_km)]
    too_far = numbers(far, "away_km") > _SHELF_KM
    far = far[~far["at_sea"].to_numpy(dtype=bool) | too_far]
    yield from hits(far, ~far["swapped"].to_numpy(dtype=bool) & (far["flip"] == _NO_FLIP))


@made_once
def _judged(dataset: Dataset) -> pd.DataFrame:
    """Return the `strays` that stand for a position at all, with what explains them.

    `swapped` says whether they fit with latitude and longitude swapped; `flip` is the number of the
    first of _FLIPS with which they fit, or _NO_FLIP.
    """
    outside = strays(dataset)
    outside = outside[~_at_null(outside)]
    return outside.assign(swapped=_swapped(outside), flip=_flipped(outside))


def _swapped(outside: pd.DataFrame) -> Mask:
    """Which of the rows fit with latitude and longitude swapped."""
    return _fits(outside, numbers(outside, "lon"), numbers(outside, "lat"))


def _flipped(outside: pd.DataFrame) -> Integers:
    """Return for each row the number of the first of _FLIPS with which it fits, or _NO_FLIP."""
    lat, lon = numbers(outside, "lat"), numbers(outside, "lon")
    number = np.full(len(outside), _NO_FLIP)
    for i, flip in enumerate(_FLIPS):
        left = number == _NO_FLIP
        fits = _fits(outside[left], flip.lat_sign * lat[left], flip.lon_sign * lon[left])
        number[np.flatnonzero(left)[fits]] = i
    return number


def _fits(table: pd.DataFrame, lat: Floats, lon: Floats) -> Mask:
    """Which of the rows would lie in their country at another position."""
    country = texts(table, "country")
    fits: Mask = distance_to_country_km(lat, lon, country, most_km=_INSIDE_KM) <= _INSIDE_KM
    return fits
