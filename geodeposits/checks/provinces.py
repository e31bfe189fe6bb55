"""Rules on provinces: a point outside of its own (GD210), a point that is its middle (GD207)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.boundaries import distance_to_province_km, province_names
from geodeposits.checks.hits import Mask, Row, complaint, hits, numbers, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.whereabouts import SLIP_KM, Floats, located_positions, place
from geodeposits.countries import country_codes, country_name
from geodeposits.dataset import Dataset
from geodeposits.dataset.filters import fold
from geodeposits.finding import Finding, Severity
from geodeposits.provinces import centres, former_provinces, province_name, provinces_by_name
from geodeposits.quantity import shown_number
from geodeposits.sphere import EARTH_RADIUS_KM, great_circle_km

__all__ = ["middle_of_a_province", "stated_provinces", "wrong_province"]

_MIDDLE_KM: Final = 10.0
_MIDDLE_PART: Final = 0.0001  # of the area: how often a point lies so near the middle by chance
_AT_SEA_KM: Final = 50.0  # islets that borders at 1:10m leave out lie off their province
_LEAST_KM2: Final = 1000.0  # cities have grown beyond the borders at 1:10m
_UNSURE: Final = frozenset({"GN", "GY", "NP"})
"""Countries whose provinces are not known well enough to judge by.

Guinea's prefectures and Nepal's former zones bear the names of larger regions; the names of
Guyana's regions stand in the wrong places in Natural Earth.
"""

_CODE: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_SEVERAL: Final = re.compile(r"\s*(?:[,;/]|\band\b|\bor\b)\s*")
_KINDS: Final = frozenset(
    {
        "area", "autonomous", "avtonomnaya", "avtonomnyy", "bibhag", "canton", "county",
        "departement", "department", "district", "division", "do", "governorate", "hui",
        "kanton", "krai", "kraj", "kray", "laan", "laani", "lan", "metropolitan",
        "municipality", "obl", "oblast", "oblys", "oblysy", "okrug", "okrugi", "palata",
        "prefecture", "province", "provincia", "region", "republic", "respublika", "sheng",
        "special", "state", "territory", "uyghur", "wilayah", "zhuang", "zizhiqu",
    }
)  # fmt: skip
"""Words for what a province is, in English and in the languages that tables keep them in."""

_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ə": "e", "æ": "ae", "ß": "ss", "'": "", "’": ""}
)
_WORD: Final = re.compile(r"[^\W_]+")
_AT_A_TIME: Final = 20_000  # positions


@rule("GD207", Severity.WARNING, needs=("deposits", "positions"))
def middle_of_a_province(dataset: Dataset) -> Iterator[Finding]:
    """Find positions in the middle of a country or province that claim to be finer than 10 km.

    The middle is within 10 km of the centroid, and within a circle of a ten-thousandth of the area,
    so that chance makes few. Positions without a stated accuracy claim nothing.

    Why
        Who knows the province alone may give its middle. That is honest with an accuracy of
        100 km; with one of 500 m it looks like a surveyed place, and is used as one.
    Bad
        lat = 39.06, lon = 35.17, accuracy_m = 500 (the middle of Türkiye)
    Good
        accuracy_m = 500000; or no position, and the reason
    """
    table = located_positions(dataset)
    fine = numbers(table, "accuracy_m") < _MIDDLE_KM * 1000
    claimed = table[fine & np.isfinite(numbers(table, "lat") + numbers(table, "lon"))]
    middle, apart = _nearest_middle(claimed)
    for row in hits(claimed.assign(middle=middle, apart_km=apart), middle != ""):
        message = (
            f"{place(row['lat'], row['lon'])} lies {shown_number(row['apart_km'], digits=2)} km "
            f"from the middle of {_named(row['middle'])}, but claims to be accurate to "
            f"{shown_number(row['accuracy_m'], digits=2)} m"
        )
        yield complaint("GD207", Severity.WARNING, row, message, field="accuracy_m")


def _nearest_middle(table: pd.DataFrame) -> tuple[NDArray[np.str_], Floats]:
    """Return the country or province in whose middle each position lies, "" for none, and the km.

    Of a country and a province with one middle the country is named. The pairs of positions and
    middles on one latitude are many: they are looked through some positions at a time.
    """
    lat, lon = numbers(table, "lat"), numbers(table, "lon")
    starts = range(0, max(len(table), 1), _AT_A_TIME)
    found = [_nearest_of(lat[i : i + _AT_A_TIME], lon[i : i + _AT_A_TIME]) for i in starts]
    codes, apart = zip(*found, strict=True)
    return np.concatenate(codes), np.concatenate(apart)


def _nearest_of(lat: Floats, lon: Floats) -> tuple[NDArray[np.str_], Floats]:
    middles = centres()
    row, middle = _of_one_latitude(lat, np.asarray(middles.lat, dtype=np.float64))
    near = _near_on_a_parallel(lat[row], lon[row], middles.lat[middle], middles.lon[middle])
    row, middle = row[near], middle[near]
    reach = np.fmin(_MIDDLE_KM, np.sqrt(_MIDDLE_PART * middles.area_km2 / np.pi))
    km = great_circle_km(lat[row], lon[row], middles.lat[middle], middles.lon[middle])
    order = np.lexsort((middle, km, row))
    order = order[(km <= reach[middle])[order]]
    rows, first = np.unique(row[order], return_index=True)
    codes, apart = np.full(len(lat), "", dtype=middles.code.dtype), np.full(len(lat), np.nan)
    codes[rows], apart[rows] = middles.code[middle[order[first]]], km[order[first]]
    return codes, apart


def _of_one_latitude(lat: Floats, others: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs whose latitudes are within 10 km of each other: numbers in the two lists."""
    order = np.argsort(others, kind="stable")
    step = np.degrees(_MIDDLE_KM / EARTH_RADIUS_KM) * 1.001
    start = np.searchsorted(others[order], lat - step)
    count = np.searchsorted(others[order], lat + step) - start
    row = np.repeat(np.arange(len(lat)), count)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    return row, order[np.repeat(start, count) + nth]


def _near_on_a_parallel(lat: Floats, lon: Floats, to_lat: Floats, to_lon: Floats) -> Mask:
    """Whether the longitudes alone leave pairs within 10 km (haversines, without that of lat)."""
    most = np.sin(_MIDDLE_KM / EARTH_RADIUS_KM / 2) ** 2 * 1.001
    part = np.cos(np.radians(lat)) * np.cos(np.radians(to_lat))
    found: Mask = part * np.sin(np.radians(lon - to_lon) / 2) ** 2 <= most
    return found


def _named(code: str) -> str:
    return country_name(code) if code in country_codes() else province_name(code)


@rule("GD210", Severity.WARNING, needs=("deposits", "positions", "occurrences"))
def wrong_province(dataset: Dataset) -> Iterator[Finding]:
    """Find positions more than 10 km outside the stated province, but in the stated country.

    The stated accuracy counts where it is larger, and half a degree where both axes are written in
    whole degrees. A province is stated by its ISO 3166-2 code or by a name in the country's
    language, English or Turkish, with or without "Province" or "oblast"; of several, the nearest
    counts, and of a province that was split since 1997 the whole. At sea 50 km are allowed. A name
    that is not known, such as that of a district, is left alone, and so are provinces of less than
    1,000 km² and those of Guinea, Guyana and Nepal.

    Why
        A digit that is wrong in a large country stays within its borders; the province tells. Or
        the province is that of another deposit, or the one that the place belonged to once.
    Bad
        admin1 = "Western Australia" for a position in Victoria
    Good
        admin1 = "Victoria"
    """
    table = located_positions(dataset)
    stated = stated_provinces(table)
    judged = (stated != "") & (numbers(table, "away_km") <= SLIP_KM)
    table = table.assign(stated=stated)[judged & ~texts(table, "country").isin(_UNSURE)]
    elsewhere = table[~_inside(table)]
    elsewhere = elsewhere.assign(off_km=_distance_km(elsewhere))
    limit = np.where(elsewhere["at_sea"], _AT_SEA_KM, SLIP_KM)
    outside = numbers(elsewhere, "off_km") > np.fmax(limit, numbers(elsewhere, "allowed_km"))
    for row in hits(elsewhere, outside):
        yield complaint("GD210", Severity.WARNING, row, _outside(row), field="admin1")


def _inside(table: pd.DataFrame) -> Mask:
    """Whether a position lies in a province that is stated, or in one that was part of it."""
    pairs = list(zip(table["province"], table["stated"], strict=True))
    known = {(own, stated): _is_one_of(own, stated) for own, stated in set(pairs)}
    return np.array([known[pair] for pair in pairs], dtype=np.bool_)


def _is_one_of(own: str, stated: str) -> bool:
    return not {own, *former_provinces(own)}.isdisjoint(stated.split())


def _outside(row: Row) -> str:
    far = shown_number(row["off_km"], digits=3)
    into = f", in {province_name(row['province'])}" if row["province"] else ""
    return (
        f"{place(row['lat'], row['lon'])} lies {far} km outside {row['admin1']}{into}: "
        "the position or the province is wrong"
    )


def _distance_km(table: pd.DataFrame) -> Floats:
    """Return the kilometres to the nearest of the stated provinces."""
    lat, lon = numbers(table, "lat"), numbers(table, "lon")
    listed = pd.Series(table["stated"].to_numpy(), dtype="str").str.split().explode()
    rows = listed.index.to_numpy()
    apart = distance_to_province_km(lat[rows], lon[rows], listed.to_numpy())
    nearest = np.full(len(table), np.inf)
    np.fmin.at(nearest, rows, apart)
    return nearest


def stated_provinces(table: pd.DataFrame) -> NDArray[np.str_]:
    """Return the codes of the provinces that each row states in `admin1`; "" where not known.

    Codes are separated by a space: those of all provinces that bear a name, and of several names,
    each of which is known, the codes of all. What follows a stroke may be a district.
    """
    stated = np.flatnonzero(texts(table, "admin1").notna())
    rows = table.take(stated)
    columns = (texts(rows, name).fillna("").tolist() for name in ("country", "admin1"))
    pairs = list(zip(*columns, strict=True))
    known = {pair: " ".join(sorted(_codes(*pair))) for pair in set(pairs)}
    found = np.full(len(table), "", dtype=object)
    found[stated] = [known[pair] for pair in pairs]
    return found.astype(np.str_)


@cache
def _codes(country: str, stated: str) -> frozenset[str]:
    if _CODE.fullmatch(stated.strip()):
        return frozenset([stated.strip()]) if province_names(stated.strip()) else frozenset()
    if whole := _codes_of_name(country, stated):
        return whole
    parts = [_codes_of_name(country, part) for part in _SEVERAL.split(stated) if part]
    sure = parts and parts[0] and (all(parts) or "/" in stated)
    return frozenset[str]().union(*parts) if sure else frozenset()


def _codes_of_name(country: str, name: str) -> frozenset[str]:
    found = provinces_by_name(_folded).get((country, _folded(name)), frozenset())
    return found if _large() >= found else frozenset()


@cache
def _large() -> frozenset[str]:
    """Return the codes of the provinces whose borders are sure enough to judge by."""
    known = centres()
    return frozenset(known.code[known.area_km2 >= _LEAST_KM2].tolist())


def _folded(name: str) -> str:
    """Return the letters of a province's name, without words for what it is."""
    words = _WORD.findall(fold(name).translate(_LETTERS))
    telling = [word for word in words if word not in _KINDS] or words
    return "".join(telling)
