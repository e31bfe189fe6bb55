"""What stands on the frame of a map: degrees, a bar of scale, the world with the map's frame."""

from __future__ import annotations

from itertools import pairwise
from math import cos, floor, log10, radians
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from geodeposits.charts.ground import Projected, draw_graticule, draw_land
from geodeposits.charts.land import lands
from geodeposits.charts.lettering import lettered, width_pt
from geodeposits.charts.placing import Box
from geodeposits.charts.projections import (
    EQUAL_EARTH,
    edge_of_world,
    laea,
    projection,
    to_degrees,
)
from geodeposits.charts.sheet import Sheet
from geodeposits.charts.style import INK, LINE, PAPER, QUIET, SIZE_OF_NOTE
from geodeposits.charts.voice import Voice

__all__ = ["draw_degrees", "draw_inset", "draw_scale_bar"]

Floats = NDArray[np.float64]

_FRAME: Final = "#b3261e"
_WORLD: Final = "#b9c3cc"
_STEPS: Final = (1, 2, 5, 10, 20, 30, 60)
_MOST_LINES: Final = 7
_FLAT: Final = 0.05  # cosine of a latitude, at least
_FINE: Final = 3600
_KM_A_DEG: Final = 111.2
_M_A_KM: Final = 1000.0
_LONGEST: Final = 0.24  # of the width of a map that a bar takes
_DETAIL_PT: Final = 0.8
_HALF_TURN: Final = 180


def draw_degrees(
    sheet: Sheet, axes: Axes, project: Projected, speak: Voice, centre: tuple[float, float]
) -> None:
    """Draw meridians and parallels, and write their degrees where they meet the frame.

    `centre` is lon and lat of the middle of the map, whose units are metres.
    """
    across = (axes.get_xlim()[1] - axes.get_xlim()[0]) / _M_A_KM / _KM_A_DEG
    step = _step(across)
    stretch = _step(across / max(cos(radians(centre[1])), _FLAT))
    lats, lons = range(-90 + step, 90, step), range(-180, 180, stretch)
    draw_graticule(axes, lons, lats, project)
    north, east, south, west = speak.words.compass
    left, low = axes.get_xlim()[0], axes.get_ylim()[0]
    for lat in lats:
        run = np.column_stack([np.linspace(-180, 180, _FINE), np.full(_FINE, float(lat))])
        line = project(run)
        y = _crossing(line[:, 0], line[:, 1], left, axes.get_ylim())
        if y is not None:
            sign = north if lat > 0 else south if lat else ""
            at = sheet.on_page(axes, left, y)
            style = lettered(SIZE_OF_NOTE, color=QUIET, va="center_baseline", ha="right")
            sheet.page.text(at[0] - 1.8, at[1], f"{abs(lat)}°{sign}", **style)
    for lon in lons:
        run = np.column_stack([np.full(_FINE, float(lon)), np.linspace(-90, 90, _FINE)])
        line = project(run)
        x = _crossing(line[:, 1], line[:, 0], low, axes.get_xlim())
        if x is not None:
            sign = "" if lon in {0, -_HALF_TURN} else east if lon > 0 else west
            _below(sheet, sheet.on_page(axes, x, low), f"{abs(lon)}°{sign}")


def _step(degrees: float) -> int:
    return next((step for step in _STEPS if degrees / step <= _MOST_LINES), _STEPS[-1])


def _below(sheet: Sheet, at: tuple[float, float], words: str) -> None:
    half = width_pt(words, SIZE_OF_NOTE) / 2
    if sheet.left < at[0] - half and at[0] + half < sheet.left + sheet.width:
        style = lettered(SIZE_OF_NOTE, color=QUIET, va="center_baseline", ha="center")
        sheet.page.text(at[0], at[1] + 5.5, words, **style)


def _crossing(
    towards: Floats, along: Floats, edge: float, limits: tuple[float, float]
) -> float | None:
    """Return where a line crosses an edge of the frame, within its limits."""
    known = np.isfinite(towards) & np.isfinite(along)
    side = np.where(known, towards, edge) > edge
    turns = np.flatnonzero((side[1:] != side[:-1]) & known[1:] & known[:-1])
    inside = [k for k in turns if limits[0] < along[k] < limits[1]]
    return float(along[inside[0]]) if inside else None


def draw_scale_bar(axes: Axes, speak: Voice, metres: float) -> Box:
    """Draw a bar of a round length at the lower left; return what it covers, in points."""
    left, bottom, right, _ = axes.bbox.extents
    longest = (right - left) * _LONGEST * metres / _M_A_KM
    power = 10.0 ** floor(log10(longest))
    km = next(digit * power for digit in (5, 2, 1) if digit * power <= longest)
    long = km * _M_A_KM / metres
    box = Box(left + 6, bottom + 5, left + 16 + long, bottom + 21)
    inverse = axes.transData.inverted()
    corner, end = inverse.transform([(box.left, box.bottom), (box.right, box.top)])
    size = end - corner
    axes.add_patch(Rectangle(corner, *size, facecolor=PAPER, alpha=0.8, linewidth=0, zorder=5))
    y = box.bottom + 4
    ends = inverse.transform([(box.left + 5, y), (box.left + 5 + long, y)])
    axes.plot(
        ends[:, 0], ends[:, 1], color=INK, linewidth=1.4, zorder=5.1, solid_capstyle="butt",
        label="scale",
    )  # fmt: skip
    x, y = inverse.transform((box.left + 5 + long / 2, box.bottom + 11))
    words = f"{speak.say.number(km)} km"
    style = lettered(SIZE_OF_NOTE, va="center_baseline", ha="center")
    axes.text(x, y, words, zorder=5.1, **style)
    return box.grown(2)


def draw_inset(sheet: Sheet, axes: Axes, centre: tuple[float, float], share: float) -> Box:
    """Draw the world at the upper right with the frame of the map; return its box in points.

    `centre` is lon and lat of the middle of the map, `share` the part of its width that is taken.
    """
    left, _, right, top = axes.bbox.extents
    whole = edge_of_world(0.0)
    (west, south), (east, north) = whole.min(axis=0), whole.max(axis=0)
    wide = (right - left) * share
    high = wide * (north - south) / (east - west)
    x, y = sheet.on_page(axes, axes.get_xlim()[1], axes.get_ylim()[1])
    room = (x - wide - 3 - sheet.left, y + 3 - sheet.top, wide, high)
    inset = sheet.axes(*room, label="inset", zorder=4)
    inset.set_xlim(west, east)
    inset.set_ylim(south, north)
    inset.set_xticks([])
    inset.set_yticks([])
    for side in inset.spines.values():
        side.set_color(LINE)
        side.set_linewidth(0.6)
    detail = _DETAIL_PT * (east - west) / wide
    world = projection(EQUAL_EARTH)
    draw_land(inset, [land.shape for land in lands()], world, detail=detail, colour=_WORLD)
    _frame(inset, axes, centre, world)
    return Box(right - wide - 3, top - high - 3, right, top).grown(2)


def _frame(inset: Axes, axes: Axes, centre: tuple[float, float], world: Projected) -> None:
    """Draw the outline of a map on the world, and a dot in its middle."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    part = np.linspace(0, 1, 40)
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    sides = [np.outer(1 - part, a) + np.outer(part, b) for a, b in pairwise(corners)]
    xy = np.concatenate(sides)
    lonlat = to_degrees(laea(*centre))(xy)
    cuts = np.flatnonzero(np.abs(np.diff(lonlat[:, 0])) > _HALF_TURN) + 1
    for run in np.split(world(lonlat), cuts):
        inset.plot(run[:, 0], run[:, 1], color=_FRAME, linewidth=0.9, zorder=5, label="frame")
    here = world(np.array([centre]))[0]
    inset.scatter([here[0]], [here[1]], s=4, color=_FRAME, linewidths=0, zorder=5)
