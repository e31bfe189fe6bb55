"""Great-circle distances on a sphere: between points, and from points to lines.

Positions are degrees of latitude and longitude. A sphere of the Earth's mean radius keeps every
distance within 0.6 % of the WGS 84 ellipsoid's. Nothing here knows about ±180° or the poles:
positions become points of the unit sphere first, where neither is special.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "EARTH_RADIUS_KM",
    "MOST_LAT_DEG",
    "MOST_LON_DEG",
    "Outline",
    "distance_to_outline_km",
    "great_circle_km",
    "on_globe",
    "outline",
    "unit_vectors",
]

EARTH_RADIUS_KM: Final = 6371.0088  # mean radius of WGS 84, (2a + b) / 3; IUGG
MOST_LAT_DEG: Final = 90.0
MOST_LON_DEG: Final = 180.0
_STEP_DEG: Final = 0.25  # a line in degrees no longer than this is within 10 m of its great circle
_RUN: Final = 4  # pieces that are searched as one
_BLOCK: Final = 200_000  # distances between points and runs that are held at once

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


class Outline(NamedTuple):
    """Lines, cut into short chords of the unit sphere, in runs that a ball each holds."""

    start: Floats  # (runs, _RUN, 3)
    step: Floats  # (runs, _RUN, 3)
    centre: Floats  # (runs, 3), itself on the line
    radius: Floats  # (runs,)


def on_globe(lat: ArrayLike, lon: ArrayLike) -> Booleans:
    """Return whether each position is one: False beyond ±90 or ±180, and where a number is NaN."""
    y, x = np.asarray(lat, np.float64), np.asarray(lon, np.float64)
    found: Booleans = (np.abs(y) <= MOST_LAT_DEG) & (np.abs(x) <= MOST_LON_DEG)
    return found


def great_circle_km(lat: ArrayLike, lon: ArrayLike, to_lat: ArrayLike, to_lon: ArrayLike) -> Floats:
    """Return the kilometres between points, element by element; NaN where a coordinate is."""
    step = unit_vectors(lat, lon) - unit_vectors(to_lat, to_lon)
    return _kilometres(np.linalg.norm(step, axis=-1))


def outline(lonlat: Floats) -> Outline:
    """Return the lines through `lonlat`, shape (n, 2), cut where a row is NaN, ready for searching.

    A line runs straight in degrees, as in a map file. Needs one piece of a line at least.
    """
    start, end = (unit_vectors(piece[:, 1], piece[:, 0]) for piece in _pieces(lonlat))
    missing = -len(start) % _RUN
    start = np.concatenate([start, start[-1:].repeat(missing, axis=0)]).reshape(-1, _RUN, 3)
    end = np.concatenate([end, end[-1:].repeat(missing, axis=0)]).reshape(-1, _RUN, 3)
    centre = start[:, _RUN // 2]
    reach = np.linalg.norm(np.concatenate([start, end], axis=1) - centre[:, None], axis=2)
    return Outline(start, end - start, centre, reach.max(axis=1))


def distance_to_outline_km(lat: Floats, lon: Floats, lines: Outline) -> Floats:
    """Return the kilometres from each point, none of them NaN, to the nearest of the lines."""
    points = unit_vectors(lat, lon)
    rows = max(_BLOCK // len(lines.radius), 1)
    blocks = [points[i : i + rows] for i in range(0, len(points), rows)]
    return _kilometres(np.concatenate([_chord(b, lines) for b in blocks] or [np.empty(0)]))


def _chord(points: Floats, lines: Outline) -> Floats:
    """Return the straight distance (radius 1) from each point to the nearest line.

    Only those runs are measured whose ball reaches nearer than the nearest centre.
    """
    gap = np.sqrt(np.maximum(2 - 2 * points @ lines.centre.T, 0))
    point, run = np.nonzero(gap - lines.radius <= gap.min(axis=1, keepdims=True) + 1e-7)
    here, start, step = points[point][:, None], lines.start[run], lines.step[run]
    length = np.maximum((step**2).sum(axis=2), 1e-30)
    part = np.clip(((here - start) * step).sum(axis=2) / length, 0, 1)[..., None]
    nearest = start + part * step
    nearest /= np.linalg.norm(nearest, axis=2, keepdims=True)
    chords = np.linalg.norm(here - nearest, axis=2).min(axis=1)
    return np.minimum.reduceat(chords, np.searchsorted(point, np.arange(len(points))))


def _pieces(lonlat: Floats) -> tuple[Floats, Floats]:
    """Return start and end of the pieces of the lines, none longer than _STEP_DEG."""
    start, step = lonlat[:-1], np.diff(lonlat, axis=0)
    whole = np.isfinite(step).all(axis=1)
    start, step = start[whole], step[whole]
    count = np.maximum(np.ceil(np.abs(step).max(axis=1) / _STEP_DEG), 1).astype(np.int64)
    part = (np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count))[:, None]
    start, step = np.repeat(start, count, axis=0), np.repeat(step / count[:, None], count, axis=0)
    return start + part * step, start + (part + 1) * step


def unit_vectors(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """Return the points of the unit sphere at lat, lon in degrees; a last axis of three."""
    y, x = np.radians(np.asarray(lat, np.float64)), np.radians(np.asarray(lon, np.float64))
    return np.stack(
        np.broadcast_arrays(np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)), -1
    )


def _kilometres(chord: Floats) -> Floats:
    arc: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / 2, 1))
    return arc
