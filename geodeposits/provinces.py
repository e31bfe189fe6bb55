"""Provinces by name, and the middles of provinces and countries.

A province is known by its ISO 3166-2 code; one that has none by the code of the border files, which
ends in "~".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geodeposits.border_files import borders, polygons
from geodeposits.sphere import EARTH_RADIUS_KM

__all__ = ["Centres", "centres", "former_provinces", "province_name", "provinces_by_name"]

_KM2_OF_A_SQUARE_DEGREE: Final = float(np.radians(EARTH_RADIUS_KM)) ** 2  # at the equator

_FORMER: Final = {
    "CN-CQ": "CN-SC",
    "ID-BB": "ID-SS", "ID-BT": "ID-JB", "ID-GO": "ID-SA", "ID-KR": "ID-RI", "ID-MU": "ID-MA",
    "ID-PB": "ID-PA", "ID-SR": "ID-SN",
    "IN-CT": "IN-MP", "IN-JH": "IN-BR", "IN-LA": "IN-JK", "IN-TG": "IN-AP", "IN-UT": "IN-UP",
    "PK-TA": "PK-KP",
    "TZ-26": "TZ-01", "TZ-27": "TZ-05 TZ-18 TZ-22", "TZ-28": "TZ-20", "TZ-29": "TZ-04",
    "TZ-30": "TZ-22",
    "ZM-10": "ZM-03 ZM-05",
}  # fmt: skip
"""Provinces that were split off since 1997, or joined to another, and those they were part of.

ISO 3166-2 newsletters and change lists; the last is Pakistan's 25th amendment of 2018.
"""

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Texts = NDArray[np.str_]


@cache
def provinces_by_name(fold: Callable[[str], str]) -> dict[tuple[str, str], frozenset[str]]:
    """Return the codes of the provinces by country and name, each name folded by a function.

    A code is ISO 3166-2; where there is none, one of the border files, which ends in "~".
    """
    read, found = borders(), dict[tuple[str, str], set[str]]()
    for row, code in enumerate(read.code.tolist()):
        columns = (read.name, read.name_en, read.name_tr)
        names = {*(str(column[row]) for column in columns), *read.other_names[row].split("|")}
        for name in names - {""}:
            found.setdefault((str(read.country[row]), fold(name)), set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


def former_provinces(code: str) -> frozenset[str]:
    """Return the codes of the provinces under which a place in this one was known not long ago."""
    return frozenset(_FORMER.get(code, "").split())


@cache
def province_name(code: str) -> str:
    """Return the English name of a province, else the local one; the code where there is none."""
    read = borders()
    rows = np.flatnonzero(read.code == code)
    names = [str(column[row]) for column in (read.name_en, read.name) for row in rows]
    return next((name for name in names if name), code)


class Centres(NamedTuple):
    """The middle of each province and country, two of those that have islands."""

    code: Texts
    lat: Floats
    lon: Floats
    area_km2: Floats


@cache
def centres() -> Centres:
    """Return the centroids of countries and provinces: of the largest part, and of all parts.

    Centroids are those of a map in degrees, as most software makes them; areas are spherical.
    """
    read = borders()
    owner = read.province_of_polygon
    country = read.country[owner]
    sums = [_centres(read.code[owner], np.arange(len(owner))), _centres(country, _joined(country))]
    return Centres(*(np.concatenate(columns) for columns in zip(*sums, strict=True)))


def _centres(owner: Texts, part: Integers) -> Centres:
    """Return the centroids of what each owner has: of its largest part, and of all parts."""
    _, shapes = polygons()
    middle, size = shapely.centroid(shapes), shapely.area(shapes)
    y, x = shapely.get_y(middle), shapely.get_x(middle)
    area = size * np.cos(np.radians(y)) * _KM2_OF_A_SQUARE_DEGREE
    codes, number = np.unique(owner, return_inverse=True)
    of_part = np.bincount(part, size)[part]
    largest = part == part[np.lexsort((of_part, number))][_ends(number)][number]
    found = []
    for weight in (size * largest, size):
        lat, lon = (np.bincount(number, weight * a) / np.bincount(number, weight) for a in (y, x))
        found.append(Centres(codes, lat, lon, np.bincount(number, area).astype(float)))
    every = Centres(*(np.concatenate(columns) for columns in zip(*found, strict=True)))
    return Centres(*(column[every.code != ""] for column in every))


def _ends(number: Integers) -> Integers:
    """Return where each number ends once they are sorted."""
    return np.cumsum(np.bincount(number)) - 1


def _joined(owner: Texts) -> Integers:
    """Return a number for each polygon, the same for those of one owner that share borders."""
    read = borders()
    arc = np.where(read.ring_arcs < 0, ~read.ring_arcs, read.ring_arcs)
    polygon = read.polygon_of_ring[read.ring_of_arc]
    order = np.argsort(arc, kind="stable")
    arc, polygon = arc[order], polygon[order]
    shared = (arc[1:] == arc[:-1]) & (owner[polygon[1:]] == owner[polygon[:-1]])
    one, two = polygon[:-1][shared], polygon[1:][shared]
    label = np.arange(len(owner))
    while (label[one] != label[two]).any():
        least = np.minimum(label[one], label[two])
        np.minimum.at(label, one, least)
        np.minimum.at(label, two, least)
    return label
