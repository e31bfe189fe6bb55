"""The ground of a static map: land, coasts, borders and graticule, projected and thinned."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from geodeposits.charts.land import Line

__all__ = [
    "COAST",
    "LAND",
    "OWN_LAND",
    "SEA",
    "Projected",
    "draw_graticule",
    "draw_land",
    "draw_lines",
]

Floats = NDArray[np.float64]
Projected = Callable[[Floats], Floats]
"""A projection: lon and lat in degrees, shape (n, 2), to metres; infinite where it has no place."""

SEA: Final = "#dde8ef"
LAND: Final = "#f6f3ec"
OWN_LAND: Final = "#e9dfc6"
COAST: Final = "#9db2c0"
_BORDER: Final = "#a99d86"
_GRATICULE: Final = "#c3d2dc"
_FINE_DEG: Final = 1.0
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "coast": {"colors": COAST, "linewidths": 0.4},
    "border": {"colors": _BORDER, "linewidths": 0.45},
    "disputed": {"colors": _BORDER, "linewidths": 0.6, "linestyles": [(0, (2.5, 2.0))]},
}
_CLOSED: Final = 4


def draw_land(
    axes: Axes,
    shapes: Iterable[shapely.Geometry],
    project: Projected,
    *,
    detail: float,
    colour: str = LAND,
) -> None:
    """Fill shapes in degrees; what is shorter than `detail`, in units of the map, is left out."""
    parts = [p for shape in shapes for p in _projected(shape, project, detail)]
    if parts:
        whole = Path.make_compound_path(*parts)
        axes.add_patch(PathPatch(whole, facecolor=colour, linewidth=0, zorder=0.5))


def _projected(shape: shapely.Geometry, project: Projected, detail: float) -> list[Path]:
    fine = shapely.segmentize(shape, _FINE_DEG)
    found = []
    for polygon in shapely.get_parts(fine):
        if polygon.geom_type != "Polygon":
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            xy = _thinned(project(shapely.get_coordinates(ring)), detail)
            if len(xy) >= _CLOSED and np.ptp(xy, axis=0).max() >= detail:
                found.append(Path(np.append(xy[:-1], xy[:1], axis=0), closed=True))
    return found


def draw_lines(axes: Axes, lines: Iterable[Line], project: Projected, *, detail: float) -> None:
    """Draw coasts and borders; disputed ones are dashed."""
    of_kind: dict[str, list[Floats]] = {kind: [] for kind in _LOOKS}
    for line in lines:
        fine = shapely.segmentize(shapely.LineString(line.lonlat), _FINE_DEG)
        xy = _thinned(project(shapely.get_coordinates(fine)), detail)
        if len(xy) > 1 and np.ptp(xy, axis=0).max() >= detail:
            of_kind[line.kind].append(xy)
    for zorder, (kind, runs) in enumerate(of_kind.items()):
        if runs:
            look = LineCollection(runs, zorder=0.6 + zorder / 100, **_LOOKS[kind])
            look.set_gid(f"lines-{kind}")
            axes.add_collection(look, autolim=False)


def draw_graticule(
    axes: Axes, lons: Iterable[float], lats: Iterable[float], project: Projected
) -> None:
    """Draw meridians and parallels, below the land."""
    along = np.linspace(-90, 90, 181)
    runs = [project(np.column_stack([np.full(181, lon), along])) for lon in lons]
    across = np.linspace(-180, 180, 361)
    runs += [project(np.column_stack([across, np.full(361, lat)])) for lat in lats]
    known = [part for run in runs for part in _finite_parts(run)]
    axes.add_collection(
        LineCollection(known, colors=_GRATICULE, linewidths=0.35, zorder=0.4), autolim=False
    )


def _finite_parts(run: Floats) -> list[Floats]:
    """Cut a line where it has no place on the map."""
    cuts = np.flatnonzero(~np.isfinite(run).all(axis=1))
    parts = [part[np.isfinite(part).all(axis=1)] for part in np.split(run, cuts)]
    return [part for part in parts if len(part) > 1]


def _thinned(xy: Floats, detail: float) -> Floats:
    """Leave out vertices that move a line by less than `detail`, and what has no place."""
    known = xy[np.isfinite(xy).all(axis=1)]
    if len(known) < _CLOSED:
        return known
    thin: Floats = shapely.get_coordinates(shapely.LineString(known).simplify(detail / 2))
    return thin
