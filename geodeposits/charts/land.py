"""Countries and their borders as shapes to project: what the bundled basemap holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from geodeposits.boundaries import basemap_json

__all__ = ["Land", "Line", "lands", "lines"]

Floats = NDArray[np.float64]
LineKind = Literal["coast", "border", "disputed"]

_EDGE_LON: Final = 180.0
_EDGE_LAT: Final = -90.0


@dataclass(frozen=True)
class Land:
    """One country, or a disputed area that the basemap keeps as a shape of its own."""

    country: str  # ISO 3166-1 alpha-2, or an empty text
    area: str  # id of the disputed area, or an empty text
    shape: shapely.MultiPolygon  # degrees, lon and lat


@dataclass(frozen=True)
class Line:
    """A piece of a coast or a border, in degrees; the edges of the sheet are none."""

    kind: LineKind
    lonlat: Floats


@cache
def lands() -> tuple[Land, ...]:
    """Return all countries and areas, in the order of the basemap."""
    topology, arcs = _topology()
    return tuple(
        Land(each["id"], each["properties"]["area"], _shape(each["arcs"], arcs))
        for each in topology["objects"]["countries"]["geometries"]
    )


@cache
def lines() -> tuple[Line, ...]:
    """Return coasts and borders; a border with a disputed area is disputed."""
    topology, arcs = _topology()
    owners: list[list[str]] = [[] for _ in arcs]
    for each in topology["objects"]["countries"]["geometries"]:
        for index in (i for polygon in each["arcs"] for ring in polygon for i in ring):
            owners[index if index >= 0 else ~index].append(each["properties"]["area"])
    return tuple(
        Line(_kind(areas), piece)
        for arc, areas in zip(arcs, owners, strict=True)
        for piece in _pieces(arc)
    )


def _kind(areas: list[str]) -> LineKind:
    if len(areas) <= 1:
        return "coast"
    return "disputed" if any(areas) else "border"


@cache
def _topology() -> tuple[dict[str, Any], list[Floats]]:
    topology = json.loads(basemap_json())
    scale, start = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + start for arc in topology["arcs"]]
    return topology, [np.round(arc, 6) for arc in arcs]


def _shape(polygons: list[list[list[int]]], arcs: list[Floats]) -> shapely.MultiPolygon:
    shapes = []
    for polygon in polygons:
        outer, *holes = (_ring(indices, arcs) for indices in polygon)
        shapes.append(shapely.Polygon(outer, holes))
    whole = shapely.make_valid(shapely.MultiPolygon(shapes))
    parts = [p for p in shapely.get_parts(whole) if p.geom_type in {"Polygon", "MultiPolygon"}]
    return shapely.MultiPolygon([q for p in parts for q in shapely.get_parts(p)])


def _ring(indices: list[int], arcs: list[Floats]) -> Floats:
    runs = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([runs[0], *(run[1:] for run in runs[1:])])


def _pieces(arc: Floats) -> list[Floats]:
    """Cut an arc where it runs along the edge of the sheet."""
    before, after = arc[:-1], arc[1:]
    is_edge = (np.abs(after[:, 0]) == _EDGE_LON) & (after[:, 0] == before[:, 0])
    is_edge |= (after[:, 1] == _EDGE_LAT) & (before[:, 1] == _EDGE_LAT)
    cuts = np.flatnonzero(is_edge) + 1
    return [piece for piece in np.split(arc, cuts) if len(piece) > 1]
