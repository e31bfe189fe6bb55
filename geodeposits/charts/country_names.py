"""Names of countries on a map, where they are seen well enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes

from geodeposits.charts.ground import Projected
from geodeposits.charts.land import Land
from geodeposits.charts.lettering import drawable, lettered, shortened, width_pt
from geodeposits.charts.placing import Box
from geodeposits.charts.style import INK, QUIET, SIZE_OF_NOTE
from geodeposits.charts.voice import Voice

__all__ = ["name_countries"]

_TRIES = 15  # places across a country, and as many along it
_CORNERS = 4  # of a ring, at least
_LONGEST_PT = 140


def name_countries(
    axes: Axes,
    near: Iterable[tuple[Land, shapely.Geometry]],
    project: Projected,
    speak: Voice,
    taken: list[Box],
    *,
    own: str,
) -> None:
    """Write the names of countries within them, largest first, none on what is taken.

    A country where the name has no room is left without; its own country, `own`, may be overrun.
    """
    frame = Box(*axes.bbox.extents).grown(-2)
    inverse = axes.transData.inverted()
    for code, shape in _seen(axes, near, project):
        name = shortened(drawable(speak.say.country(code)), _LONGEST_PT, SIZE_OF_NOTE)
        size = (width_pt(name, SIZE_OF_NOTE) + 2, SIZE_OF_NOTE + 1)
        box = _room_for(shape, size, [*taken], frame, loose=code == own)
        if box is None:
            continue
        taken.append(box)
        middle = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
        x, y = inverse.transform(middle)
        style = lettered(SIZE_OF_NOTE, color=INK if code == own else QUIET)
        axes.text(x, y, name, ha="center", va="center_baseline", zorder=2.8, **style)


def _seen(
    axes: Axes, near: Iterable[tuple[Land, shapely.Geometry]], project: Projected
) -> list[tuple[str, Any]]:
    """Return the largest part of each country that is seen, in points, the largest first."""
    frame = shapely.box(*Box(*axes.bbox.extents).grown(-3))
    found: dict[str, Any] = {}
    for land, shape in near:
        if not land.country or land.area:
            continue
        for part in _parts(shape):
            xy = project(shapely.get_coordinates(shapely.segmentize(part.exterior, 1.0)))
            if len(xy) < _CORNERS or not np.isfinite(xy).all():
                continue
            polygon = shapely.make_valid(shapely.Polygon(axes.transData.transform(xy)))
            seen = _parts(shapely.intersection(polygon, frame))
            largest = max(seen, key=shapely.area, default=None)
            if largest is not None and largest.area > getattr(found.get(land.country), "area", 0):
                found[land.country] = largest
    return sorted(found.items(), key=lambda pair: (-pair[1].area, pair[0]))


def _parts(shape: Any) -> Iterator[Any]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            yield part
        elif part.geom_type in {"MultiPolygon", "GeometryCollection"}:
            yield from _parts(part)


def _room_for(
    shape: Any, size: tuple[float, float], taken: list[Box], frame: Box, *, loose: bool
) -> Box | None:
    """Find room for a name within a shape: the place deepest inside it first."""
    wide, high = size
    if shape.area < wide * high and not loose:
        return None
    west, south, east, north = shape.bounds
    shapely.prepare(shape)
    best: tuple[float, Box] | None = None
    for x in np.linspace(west, east, _TRIES):
        for y in np.linspace(south, north, _TRIES):
            box = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            if not _is_free(box, taken, frame):
                continue
            within = bool(shapely.covers(shape, shapely.box(*box)))
            if not (within or (loose and shapely.intersects_xy(shape, x, y))):
                continue
            depth = float(shape.exterior.distance(shapely.Point(x, y))) if within else -1.0
            if best is None or depth > best[0] + 1e-9:
                best = (depth, box)
    return best[1] if best else None


def _is_free(box: Box, taken: list[Box], frame: Box) -> bool:
    inside = frame.left <= box.left and box.right <= frame.right
    inside = inside and frame.bottom <= box.bottom and box.top <= frame.top
    return inside and not any(
        box.left < other.right and other.left < box.right
        and box.bottom < other.top and other.bottom < box.top
        for other in taken
    )  # fmt: skip
