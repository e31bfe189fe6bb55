"""The files of borders: provinces as polygons that share their lines, and the drawn basemap.

`tools/make_boundaries.py` writes these files and states their format.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

__all__ = ["Borders", "borders", "packed", "polygons", "ranges"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Texts = NDArray[np.str_]
Geometries = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Borders:
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


def packed(name: str) -> bytes:
    """Return the bytes of one of the files."""
    return files("geodeposits").joinpath("boundaries_data", name).read_bytes()


@cache
def borders() -> Borders:
    """Read `provinces.bin.gz`; `tools/make_boundaries.py` states its format."""
    content = gzip.decompress(packed("provinces.bin.gz"))
    body = 4 + int.from_bytes(content[:4], "little")
    header = json.loads(content[4:body])
    column = _columns(content[body:], header["columns"])
    steps = np.stack([np.cumsum(column["dx"]), np.cumsum(column["dy"])], axis=1)
    return Borders(
        **{f: np.array(header[f]) for f in Borders.__slots__ if isinstance(header.get(f), list)},
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
def polygons() -> tuple[shapely.STRtree, Geometries]:
    """Return every single polygon of the provinces, and a tree of their boxes."""
    read = borders()
    backwards = read.ring_arcs < 0
    number = np.where(backwards, ~read.ring_arcs, read.ring_arcs)
    size = np.diff(read.arc_start)[number] - 1  # the last vertex begins the next line
    step = np.where(backwards, -1, 1)
    first = np.where(backwards, read.arc_start[number + 1] - 1, read.arc_start[number])
    vertices = ranges(first, size, step)
    lengths = np.bincount(read.ring_of_arc, weights=size).astype(np.int64)
    ring_start = np.concatenate([[0], np.cumsum(lengths)])
    closed = np.insert(vertices, ring_start[1:], vertices[ring_start[:-1]])
    rings = ring_start + np.arange(len(ring_start))
    polygons = np.searchsorted(read.polygon_of_ring, np.arange(len(read.province_of_polygon)))
    offsets = (rings, np.append(polygons, len(lengths)))
    kind = shapely.GeometryType.POLYGON
    shapes = shapely.from_ragged_array(kind, read.lonlat[closed], offsets)
    return shapely.STRtree(shapes), shapes


def _owners(counts: Integers) -> Integers:
    """Return 0 as often as the first count says, then 1, and so on."""
    return np.repeat(np.arange(len(counts)), counts)


def ranges(first: Integers, size: Integers, step: ArrayLike = 1) -> Integers:
    """Return `size` whole numbers from each `first` on, `step` apart, one range after the other."""
    before = np.repeat(np.cumsum(size) - size, size)
    position = np.arange(len(before)) - before
    steps = np.broadcast_to(np.asarray(step, dtype=np.int64), first.shape)
    return np.repeat(first, size) + position * np.repeat(steps, size)
