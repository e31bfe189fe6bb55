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
import json
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geodeposits.sphere import Outline, distance_to_outline_km, outline

__all__ = [
    "Area",
    "ProvinceColumns",
    "accepted_countries",
    "areas",
    "areas_at",
    "basemap_json",
    "country_at",
    "distance_to_country_km",
    "distance_to_province_km",
    "is_offshore",
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


def country_at(lat: ArrayLike, lon: ArrayLike) -> Texts:
    """Return the ISO 3166-1 code of the country at each point; XK is Kosovo.

    "" means offshore, unknown position, or land without an agreed country (see `is_offshore`).
    A point exactly on a border counts to the country first in the alphabet.
    """
    return np.append(_borders().country, "")[_located(*_points(lat, lon))]


def province_at(lat: ArrayLike, lon: ArrayLike) -> ProvinceColumns:
    """Return ISO 3166-2 code and names (local, English, Turkish) of the province at each point."""
    borders, province = _borders(), _located(*_points(lat, lon))
    codes = [code if _ISO_3166_2.fullmatch(code) else "" for code in borders.code.tolist()]
    columns = (np.array(codes), borders.name, borders.name_en, borders.name_tr)
    return ProvinceColumns(*(np.append(column, "")[province] for column in columns))


def province_names(code: str) -> frozenset[str]:
    """Return every name of the province with the ISO 3166-2 code; none where it is unknown."""
    borders = _borders()
    rows = np.flatnonzero(borders.code == code)
    columns = (borders.name, borders.name_en, borders.name_tr)
    others = [name for row in rows for name in borders.other_names[row].split("|")]
    return frozenset([*(str(c[row]) for c in columns for row in rows), *others]) - {""}


def is_offshore(lat: ArrayLike, lon: ArrayLike) -> Booleans:
    """Return True for points of known position that lie in no province; lakes count as land."""
    where = _points(lat, lon)
    offshore: Booleans = _known(*where) & (_located(*where) == NOWHERE)
    return offshore


# --- Disputed areas ------------------------------------------------------------------------------


@cache
def areas() -> tuple[Area, ...]:
    """Return all areas of disputed or unusual status, in the order of their data file."""
    return tuple(_area(entry) for entry in _areas_file()["area"])


def areas_at(lat: ArrayLike, lon: ArrayLike) -> list[tuple[Area, ...]]:
    """Return for each point the areas of disputed or unusual status that hold it, mostly none."""
    where = _points(lat, lon)
    found = [_areas_of_province()[province] for province in _located(*where)]
    for area, shape in _ringed_areas():
        for i in np.flatnonzero(_in_shape(shape, *where)):
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
    return tomllib.loads(_data("areas.toml").decode())


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
    listed = [(area, pattern) for area in areas() for pattern in area.provinces]
    of_code = {
        code: tuple(area for area, pattern in listed if fnmatchcase(code, pattern))
        for code in np.unique(_borders().code).tolist()
    }
    return (*(of_code[code] for code in _borders().code.tolist()), ())


@cache
def _accepted_of_province() -> tuple[frozenset[str], ...]:
    """Return the countries under which a point in each province may be stated."""
    states = _areas_file()["territories"]
    accepted = []
    for country, held in zip(_borders().country.tolist(), _areas_of_province(), strict=False):
        own = {country, states.get(country, "")} - {""}
        accepted.append(frozenset(own.union(*(area.codes for area in held))))
    return tuple(accepted)


# --- How far -------------------------------------------------------------------------------------


def distance_to_country_km(lat: ArrayLike, lon: ArrayLike, code: str | Iterable[object]) -> Floats:
    """Return the kilometres from each point to the country with the ISO 3166-1 code; 0 inside.

    `code` is one code, or one a point. A country here is all land that may be stated under it: its
    territories and the areas that it claims or administers count. Distances are along great
    circles on a sphere, within 0.6 % of the ellipsoid's, also across the antimeridian and at the
    poles. NaN where the position or the code is unknown.
    """
    return _distance_km(lat, lon, code, _country)


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


@lru_cache(maxsize=64)
def _country(code: str) -> _Land | None:
    holds = np.array([code in accepted for accepted in _accepted_of_province()])
    return _land(holds, tuple(shape for area, shape in _ringed_areas() if code in area.codes))


@lru_cache(maxsize=64)
def _province(code: str) -> _Land | None:
    return _land(_borders().code == code, ()) if code else None


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
) -> Floats:
    y, x = _points(lat, lon)
    codes = np.array([code] if isinstance(code, str) else [_text(c) for c in code], dtype=np.str_)
    y, x, codes = np.broadcast_arrays(y, x, codes)
    known, province = _known(y, x), _located(y, x)
    distance = np.full(len(y), np.nan)
    for each in np.unique(codes):
        rows = np.flatnonzero(known & (codes == each))
        land = find(str(each))
        if land is not None and len(rows):
            distance[rows] = _distance_to_land_km(land, y[rows], x[rows], province[rows])
    return distance


def _distance_to_land_km(land: _Land, lat: Floats, lon: Floats, province: Integers) -> Floats:
    inside = land.holds[province]
    for shape in land.shapes:
        inside |= _in_shape(shape, lat, lon)
    distance = np.zeros(len(lat))
    distance[~inside] = distance_to_outline_km(lat[~inside], lon[~inside], land.outline)
    return distance


def _lines_around(holds: Booleans) -> Floats:
    """Return lon, lat of the lines that only one ring of the chosen provinces uses.

    Lines follow one another, separated by a row of NaN.
    """
    borders = _borders()
    chosen = holds[borders.province_of_polygon][borders.polygon_of_ring][borders.ring_of_arc]
    number = np.where(borders.ring_arcs < 0, ~borders.ring_arcs, borders.ring_arcs)[chosen]
    arcs = np.flatnonzero(np.bincount(number, minlength=len(borders.arc_start) - 1) == 1)
    first, size = borders.arc_start[arcs], np.diff(borders.arc_start)[arcs]
    ends = np.cumsum(size)
    lines = borders.lonlat[_ranges(first, size)]
    return np.insert(lines, ends, np.nan, axis=0)


# --- Points --------------------------------------------------------------------------------------


def _points(lat: ArrayLike, lon: ArrayLike) -> tuple[Floats, Floats]:
    y = np.atleast_1d(np.asarray(lat, dtype=np.float64))
    x = np.atleast_1d(np.asarray(lon, dtype=np.float64))
    y, x = np.broadcast_arrays(y, x)
    return y, x


def _text(code: object) -> str:
    return code if isinstance(code, str) else ""


def _known(lat: Floats, lon: Floats) -> Booleans:
    """Return whether each position is a number and on the globe."""
    known: Booleans = (np.abs(lat) <= 90) & (np.abs(lon) <= 180)  # noqa: PLR2004
    return known


def _in_shape(shape: shapely.Polygon, lat: Floats, lon: Floats) -> Booleans:
    west, south, east, north = shape.bounds
    inside = (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)
    inside[inside] = shapely.intersects_xy(shape, lon[inside], lat[inside])
    return inside


def _located(lat: Floats, lon: Floats) -> Integers:
    """Return the row of the province at each point, NOWHERE for none; the first on a border."""
    located = np.full(len(lat), len(_borders().code))
    rows = np.flatnonzero(_known(lat, lon))
    tree, polygons = _polygons()
    point, polygon = tree.query(shapely.points(lon[rows], lat[rows]))
    order = np.argsort(polygon, kind="stable")
    numbers, starts = np.unique(polygon[order], return_index=True)
    for number, found in zip(numbers, np.split(rows[point[order]], starts[1:]), strict=False):
        shapely.prepare(polygons[number])
        hit = found[shapely.intersects_xy(polygons[number], lon[found], lat[found])]
        owner = _borders().province_of_polygon[number]
        located[hit] = np.minimum(located[hit], owner)
    return np.where(located < len(_borders().code), located, NOWHERE)


# --- The data files ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Borders:
    """The provinces, sorted by country and code, and the lines that their rings share."""

    code: Texts
    country: Texts
    name: Texts
    name_en: Texts
    name_tr: Texts
    other_names: Texts
    lonlat: Floats  # vertices of all lines, one line after the other
    arc_start: Integers  # where each line starts in lonlat, and the end of the last
    ring_arcs: Integers  # the lines of all rings: a, or ~a where it runs backwards
    ring_of_arc: Integers
    polygon_of_ring: Integers
    province_of_polygon: Integers


@cache
def basemap_json() -> bytes:
    """Return the countries for drawing, as TopoJSON in UTF-8.

    The object "countries" is a GeometryCollection of MultiPolygons: `id` is the country code, ""
    for none; `properties.area` the id of the disputed area that the shape is, or "". Vertices are
    quantised and delta-coded. Lines along ±180° and -90° are edges of the sheet, not borders.
    """
    return gzip.decompress(_data("basemap.topojson.gz"))


def _data(name: str) -> bytes:
    return files("geodeposits").joinpath("boundaries_data", name).read_bytes()


@cache
def _borders() -> _Borders:
    """Read `provinces.bin.gz`; `tools/make_boundaries.py` states its format."""
    content = gzip.decompress(_data("provinces.bin.gz"))
    body = 4 + int.from_bytes(content[:4], "little")
    header = json.loads(content[4:body])
    column = _columns(content[body:], header["columns"])
    steps = np.stack([np.cumsum(column["dx"]), np.cumsum(column["dy"])], axis=1)
    return _Borders(
        **{f: np.array(header[f]) for f in _Borders.__slots__ if isinstance(header.get(f), list)},
        lonlat=np.round(steps * header["grid_deg"] - (180, 90), 6),
        arc_start=np.concatenate([[0], np.cumsum(column["arc_vertices"])]),
        ring_arcs=column["ring_arcs"],
        ring_of_arc=_owners(column["arcs_of_ring"]),
        polygon_of_ring=_owners(column["rings_of_polygon"]),
        province_of_polygon=_owners(column["polygons_of_province"]),
    )


def _columns(content: bytes, sizes: dict[str, int]) -> dict[str, Integers]:
    """Undo byte planes and zigzag coding."""
    columns, start = {}, 0
    for name, size in sizes.items():
        low, middle, high = np.frombuffer(content, np.uint8, 3 * size, start).reshape(3, size)
        folded = low.astype(np.int64) | middle.astype(np.int64) << 8 | high.astype(np.int64) << 16
        columns[name] = (folded >> 1) ^ -(folded & 1)
        start += 3 * size
    return columns


@cache
def _polygons() -> tuple[shapely.STRtree, Geometries]:
    """Return every single polygon of the provinces, and a tree of their boxes."""
    borders = _borders()
    backwards = borders.ring_arcs < 0
    number = np.where(backwards, ~borders.ring_arcs, borders.ring_arcs)
    size = np.diff(borders.arc_start)[number] - 1  # the last vertex begins the next line
    step = np.where(backwards, -1, 1)
    first = np.where(backwards, borders.arc_start[number + 1] - 1, borders.arc_start[number])
    vertices = _ranges(first, size, step)
    lengths = np.bincount(borders.ring_of_arc, weights=size).astype(np.int64)
    ring_start = np.concatenate([[0], np.cumsum(lengths)])
    closed = np.insert(vertices, ring_start[1:], vertices[ring_start[:-1]])
    rings = ring_start + np.arange(len(ring_start))
    polygons = np.searchsorted(borders.polygon_of_ring, np.arange(len(borders.province_of_polygon)))
    offsets = (rings, np.append(polygons, len(lengths)))
    kind = shapely.GeometryType.POLYGON
    shapes = shapely.from_ragged_array(kind, borders.lonlat[closed], offsets)
    return shapely.STRtree(shapes), shapes


def _owners(counts: Integers) -> Integers:
    """Return 0 as often as the first count says, then 1, and so on."""
    return np.repeat(np.arange(len(counts)), counts)


def _ranges(first: Integers, size: Integers, step: ArrayLike = 1) -> Integers:
    """Return `size` whole numbers from each `first` on, `step` apart, one range after the other."""
    before = np.repeat(np.cumsum(size) - size, size)
    position = np.arange(len(before)) - before
    steps = np.broadcast_to(np.asarray(step, dtype=np.int64), first.shape)
    return np.repeat(first, size) + position * np.repeat(steps, size)
