"""Countries and provinces as polygons: which one holds a point, and how far the next one is.

Everything takes latitudes and longitudes in degrees (WGS 84), as scalars or one-dimensional
array-likes that broadcast, and answers for all points at once, in one dimension. A position that
is NaN, beyond ±90 or beyond ±180 is unknown: no country, a distance of NaN.

Borders are Natural Earth's 1:10m provinces, simplified to about 1.5 km, as `ATTRIBUTION.md` beside
the data says: who controls a place, not who claims it. So a point near a border may fall on its
other side: judge by `distance_to_country_km`, not by `country_at`. Where countries disagree,
`areas_at` names the area and `accepted_countries` every country that a point may be stated under.
"""

from __future__ import annotations

import gzip
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import translate
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geodeposits.border_files import borders, packed, polygons, ranges
from geodeposits.sphere import Outline, distance_to_outline_km, on_globe, outline

__all__ = [
    "Area",
    "Places",
    "ProvinceColumns",
    "accepted_countries",
    "areas",
    "areas_at",
    "basemap_json",
    "country_at",
    "distance_to_country_km",
    "distance_to_province_km",
    "is_offshore",
    "places_at",
    "province_at",
    "province_names",
]

NOWHERE: Final = -1
_ISO_3166_2: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
Texts = NDArray[np.str_]
Geometries = NDArray[np.object_]


class ProvinceColumns(NamedTuple):
    """What is known of the province at each point; "" where there is none."""

    code: Texts  # ISO 3166-2, "" also where the province has no such code
    name: Texts
    name_en: Texts
    name_tr: Texts


class Places(NamedTuple):
    """What is known of each point, found in one pass."""

    country: Texts  # as `country_at` says
    province: Texts  # code of the province, as in `geodeposits.provinces`; "" where there is none
    offshore: Booleans  # as `is_offshore` says
    areas: list[tuple[Area, ...]]  # as `areas_at` says


@dataclass(frozen=True, slots=True)
class Area:
    """An area of disputed or unusual status, with the countries that a point may be stated under.

    It is made up of `provinces` (patterns of codes) or bounded by `ring` (lat, lon of its vertices,
    drawn generously). `outline` says whether the basemap keeps it as a shape of its own.
    """

    id: str
    name: str
    codes: frozenset[str]
    provinces: tuple[str, ...] = ()
    ring: tuple[tuple[float, float], ...] = ()
    outline: bool = False


# --- Which country, which province ---------------------------------------------------------------


def places_at(lat: ArrayLike, lon: ArrayLike) -> Places:
    """Return country, province, areas and whether it is offshore for each point, in one pass."""
    where = _points(lat, lon)
    province, read = _located(*where), borders()
    country, code = (np.append(column, "")[province] for column in (read.country, read.code))
    offshore = on_globe(*where) & (province == NOWHERE)
    return Places(country, code, offshore, _areas_of(province, *where))


def country_at(lat: ArrayLike, lon: ArrayLike) -> Texts:
    """Return the ISO 3166-1 code of the country at each point; XK is Kosovo.

    "" means offshore, unknown position, or land without an agreed country (see `is_offshore`).
    A point exactly on a border counts to the country first in the alphabet.
    """
    return np.append(borders().country, "")[_located(*_points(lat, lon))]


def province_at(lat: ArrayLike, lon: ArrayLike) -> ProvinceColumns:
    """Return ISO 3166-2 code and names (local, English, Turkish) of the province at each point."""
    read, province = borders(), _located(*_points(lat, lon))
    codes = [code if _ISO_3166_2.fullmatch(code) else "" for code in read.code.tolist()]
    columns = (np.array(codes), read.name, read.name_en, read.name_tr)
    return ProvinceColumns(*(np.append(column, "")[province] for column in columns))


def province_names(code: str) -> frozenset[str]:
    """Return every name of the province with the ISO 3166-2 code; none where it is unknown."""
    read = borders()
    rows = np.flatnonzero(read.code == code)
    columns = (read.name, read.name_en, read.name_tr)
    others = [name for row in rows for name in read.other_names[row].split("|")]
    return frozenset([*(str(c[row]) for c in columns for row in rows), *others]) - {""}


def is_offshore(lat: ArrayLike, lon: ArrayLike) -> Booleans:
    """Return True for points of known position that lie in no province; lakes count as land."""
    where = _points(lat, lon)
    offshore: Booleans = on_globe(*where) & (_located(*where) == NOWHERE)
    return offshore


# --- Disputed areas ------------------------------------------------------------------------------


@cache
def areas() -> tuple[Area, ...]:
    """Return all areas of disputed or unusual status, in the order of their data file."""
    return tuple(_area(entry) for entry in _areas_file()["area"])


def areas_at(lat: ArrayLike, lon: ArrayLike) -> list[tuple[Area, ...]]:
    """Return for each point the areas of disputed or unusual status that hold it, mostly none."""
    where = _points(lat, lon)
    return _areas_of(_located(*where), *where)


def _areas_of(province: Integers, lat: Floats, lon: Floats) -> list[tuple[Area, ...]]:
    of_province = _areas_of_province()
    found = [of_province[row] for row in province.tolist()]
    for area, shape in _ringed_areas():
        for i in np.flatnonzero(_in_shape(shape, lat, lon)):
            found[i] = (*found[i], area)
    return found


def accepted_countries(lat: ArrayLike, lon: ArrayLike) -> list[frozenset[str]]:
    """Return for each point the codes of all countries under which it may be stated.

    That is the country that holds it, the state a territory belongs to (Puerto Rico: US), and the
    parties to a dispute (Crimea: RU, UA). Offshore and unknown positions have none.
    """
    where = _points(lat, lon)
    plain = (*_accepted_of_province(), frozenset[str]())
    held = [plain[province] for province in _located(*where)]
    for area, shape in _ringed_areas():
        for i in np.flatnonzero(_in_shape(shape, *where)):
            held[i] = held[i] | area.codes
    return held


@cache
def _areas_file() -> dict[str, Any]:
    return tomllib.loads(packed("areas.toml").decode())


def _area(entry: dict[str, Any]) -> Area:
    return Area(
        id=entry["id"],
        name=entry["name"],
        codes=frozenset(entry["codes"]),
        provinces=tuple(entry.get("provinces", ())),
        ring=tuple((lat, lon) for lat, lon in entry.get("ring", ())),
        outline=entry.get("outline", False),
    )


@cache
def _ringed_areas() -> tuple[tuple[Area, shapely.Polygon], ...]:
    """Return the areas with a ring and their shapes, prepared for many points."""
    ringed = [(area, shapely.Polygon([(x, y) for y, x in area.ring])) for area in areas()]
    shapely.prepare([shape for _, shape in ringed])
    return tuple((area, shape) for area, shape in ringed if area.ring)


@cache
def _areas_of_province() -> tuple[tuple[Area, ...], ...]:
    """Return the areas that list each province, and a last entry for no province."""
    listed = [(area, re.compile(translate(p)).match) for area in areas() for p in area.provinces]
    of_code = {
        code: tuple(area for area, fits in listed if fits(code))
        for code in np.unique(borders().code).tolist()
    }
    return (*(of_code[code] for code in borders().code.tolist()), ())


@cache
def _accepted_of_province() -> tuple[frozenset[str], ...]:
    """Return the countries under which a point in each province may be stated."""
    states = _areas_file()["territories"]
    accepted = []
    for country, held in zip(borders().country.tolist(), _areas_of_province(), strict=False):
        own = {country, states.get(country, "")} - {""}
        accepted.append(frozenset(own.union(*(area.codes for area in held))))
    return tuple(accepted)


# --- How far -------------------------------------------------------------------------------------


def distance_to_country_km(
    lat: ArrayLike, lon: ArrayLike, code: str | Iterable[object], *, most_km: float = np.inf
) -> Floats:
    """Return the kilometres from each point to the country with the ISO 3166-1 code; 0 inside.

    `code` is one code, or one a point. A country here is all land that may be stated under it: its
    territories and the areas that it claims or administers count. Distances are along great
    circles on a sphere, within 0.6 % of the ellipsoid's, also across the antimeridian and at the
    poles. NaN where the position or the code is unknown. What is farther than `most_km` may be
    infinite: whoever asks for what is near need not wait for the rest.
    """
    return _distance_km(lat, lon, code, _country, most_km)


def distance_to_province_km(lat: ArrayLike, lon: ArrayLike, code: str | Iterable[object]) -> Floats:
    """Return the kilometres from each point to the province with the ISO 3166-2 code; 0 inside.

    `code` is one code, or one a point. Otherwise as `distance_to_country_km`.
    """
    return _distance_km(lat, lon, code, _province)


class _Land(NamedTuple):
    """A set of provinces and further shapes, and their outline."""

    holds: Booleans  # a value a province, and a last one, False, for no province
    shapes: tuple[shapely.Polygon, ...]
    outline: Outline


@cache
def _country(code: str) -> _Land | None:
    holds = np.array([code in accepted for accepted in _accepted_of_province()])
    return _land(holds, tuple(shape for area, shape in _ringed_areas() if code in area.codes))


@cache
def _province(code: str) -> _Land | None:
    return _land(borders().code == code, ()) if code else None


def _land(holds: Booleans, shapes: tuple[shapely.Polygon, ...]) -> _Land | None:
    if not holds.any():
        return None
    further = [np.append(shapely.get_coordinates(s), [[np.nan] * 2], axis=0) for s in shapes]
    lines = np.concatenate([_lines_around(holds), *further])
    return _Land(np.append(holds, False), shapes, outline(lines))


def _distance_km(
    lat: ArrayLike,
    lon: ArrayLike,
    code: str | Iterable[object],
    find: Callable[[str], _Land | None],
    most_km: float = np.inf,
) -> Floats:
    y, x = _points(lat, lon)
    codes = np.array([code] if isinstance(code, str) else [_text(c) for c in code], dtype=np.str_)
    y, x, codes = np.broadcast_arrays(y, x, codes)
    known, province = on_globe(y, x), _located(y, x)
    distance = np.full(len(y), np.nan)
    for each in np.unique(codes):
        rows = np.flatnonzero(known & (codes == each))
        land = find(str(each))
        if land is not None and len(rows):
            distance[rows] = _distance_to_land_km(land, y[rows], x[rows], province[rows], most_km)
    return distance


def _distance_to_land_km(
    land: _Land, lat: Floats, lon: Floats, province: Integers, most_km: float
) -> Floats:
    inside = land.holds[province]
    for shape in land.shapes:
        inside |= _in_shape(shape, lat, lon)
    distance = np.zeros(len(lat))
    distance[~inside] = distance_to_outline_km(lat[~inside], lon[~inside], land.outline, most_km)
    return distance


def _lines_around(holds: Booleans) -> Floats:
    """Return lon, lat of the lines that only one ring of the chosen provinces uses.

    Lines follow one another, separated by a row of NaN.
    """
    read = borders()
    chosen = holds[read.province_of_polygon][read.polygon_of_ring][read.ring_of_arc]
    number = np.where(read.ring_arcs < 0, ~read.ring_arcs, read.ring_arcs)[chosen]
    arcs = np.flatnonzero(np.bincount(number, minlength=len(read.arc_start) - 1) == 1)
    first, size = read.arc_start[arcs], np.diff(read.arc_start)[arcs]
    ends = np.cumsum(size)
    lines = read.lonlat[ranges(first, size)]
    return np.insert(lines, ends, np.nan, axis=0)


# --- Points --------------------------------------------------------------------------------------


def _points(lat: ArrayLike, lon: ArrayLike) -> tuple[Floats, Floats]:
    y = np.atleast_1d(np.asarray(lat, dtype=np.float64))
    x = np.atleast_1d(np.asarray(lon, dtype=np.float64))
    y, x = np.broadcast_arrays(y, x)
    return y, x


def _text(code: object) -> str:
    return code if isinstance(code, str) else ""


def _in_shape(shape: shapely.Polygon, lat: Floats, lon: Floats) -> Booleans:
    west, south, east, north = shape.bounds
    inside = (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)
    inside[inside] = shapely.intersects_xy(shape, lon[inside], lat[inside])
    return inside


def _located(lat: Floats, lon: Floats) -> Integers:
    """Return the row of the province at each point, NOWHERE for none; the first on a border."""
    located = np.full(len(lat), len(borders().code))
    rows = np.flatnonzero(on_globe(lat, lon))
    tree, shapes = polygons()
    point, polygon = tree.query(shapely.points(lon[rows], lat[rows]))
    order = np.argsort(polygon, kind="stable")
    numbers, starts = np.unique(polygon[order], return_index=True)
    for number, found in zip(numbers, np.split(rows[point[order]], starts[1:]), strict=False):
        shapely.prepare(shapes[number])
        hit = found[shapely.intersects_xy(shapes[number], lon[found], lat[found])]
        owner = borders().province_of_polygon[number]
        located[hit] = np.minimum(located[hit], owner)
    return np.where(located < len(borders().code), located, NOWHERE)


# --- The data files ------------------------------------------------------------------------------


@cache
def basemap_json() -> bytes:
    """Return the countries for drawing, as TopoJSON in UTF-8.

    The object "countries" is a GeometryCollection of MultiPolygons: `id` is the country code, ""
    for none; `properties.area` the id of the disputed area that the shape is, or "". Vertices are
    quantised and delta-coded. Lines along ±180° and -90° are edges of the sheet, not borders.
    """
    return gzip.decompress(packed("basemap.topojson.gz"))
