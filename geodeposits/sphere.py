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
    "between_km",
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
_GROUP: Final = 32  # runs that are searched as one before that
_CELLS: Final = 2**10  # along an axis of the cube about the sphere; 12 km wide
_SLACK: Final = 1e-7  # of the radius, 0.6 m: what rounding may add to a gap
_BLOCK: Final = 50_000  # distances between points and groups that are held at once

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]


class Outline(NamedTuple):
    """Lines, cut into short chords of the unit sphere, in runs that a ball each holds.

    Runs of one neighbourhood follow one another; so many of them make a group, held by a ball too.
    """

    start: Floats  # (runs, _RUN, 3)
    step: Floats  # (runs, _RUN, 3)
    centre: Floats  # (runs, 3), itself on the line
    radius: Floats  # (runs,)
    group_centre: Floats  # (groups, 3), itself on the line
    group_radius: Floats  # (groups,)


def on_globe(lat: ArrayLike, lon: ArrayLike) -> Booleans:
    """Return whether each position is one: False beyond ±90 or ±180, and where a number is NaN."""
    y, x = np.asarray(lat, np.float64), np.asarray(lon, np.float64)
    found: Booleans = (np.abs(y) <= MOST_LAT_DEG) & (np.abs(x) <= MOST_LON_DEG)
    return found


def great_circle_km(lat: ArrayLike, lon: ArrayLike, to_lat: ArrayLike, to_lon: ArrayLike) -> Floats:
    """Return the kilometres between points, element by element; NaN where a coordinate is."""
    return between_km(unit_vectors(lat, lon), unit_vectors(to_lat, to_lon))


def between_km(points: Floats, others: Floats) -> Floats:
    """Return the kilometres between points of the unit sphere, given as `unit_vectors` does."""
    return _kilometres(np.linalg.norm(points - others, axis=-1))


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
    order = _by_neighbourhood(centre)
    start, end, centre, reach = start[order], end[order], centre[order], reach.max(axis=1)[order]
    first = np.arange(0, len(centre), _GROUP)
    middle = centre[np.minimum(first + _GROUP // 2, len(centre) - 1)]
    apart = np.linalg.norm(centre - np.repeat(middle, _GROUP, axis=0)[: len(centre)], axis=1)
    wide = np.maximum.reduceat(apart + reach, first)
    return Outline(start, end - start, centre, reach, middle, wide)


def _by_neighbourhood(points: Floats) -> Integers:
    """Return an order in which points of one neighbourhood follow one another (Morton's)."""
    cells = ((points + 1) * (_CELLS / 2)).astype(np.int64).clip(0, _CELLS - 1)
    code = np.zeros(len(points), dtype=np.int64)
    for bit in range(_CELLS.bit_length() - 1):
        for axis in range(3):
            code |= (cells[:, axis] >> bit & 1) << (3 * bit + axis)
    return np.argsort(code, kind="stable")


def distance_to_outline_km(
    lat: Floats, lon: Floats, lines: Outline, most_km: float = np.inf
) -> Floats:
    """Return the kilometres from each point, none of them NaN, to the nearest of the lines.

    What is farther than `most_km` may be infinite.
    """
    points = unit_vectors(lat, lon)
    most = 2.0 if most_km > EARTH_RADIUS_KM else 2 * np.sin(most_km / EARTH_RADIUS_KM / 2)
    rows = max(_BLOCK // len(lines.group_radius), 1)
    blocks = [points[i : i + rows] for i in range(0, len(points), rows)]
    chords = np.concatenate([_chord(b, lines, most) for b in blocks] or [np.empty(0)])
    return np.where(np.isinf(chords), np.inf, _kilometres(chords))


def _chord(points: Floats, lines: Outline, most: float) -> Floats:
    """Return the straight distance (radius 1) from each point to the nearest line, or infinity.

    Only those groups are looked at, and of them those runs measured, whose ball reaches nearer than
    the nearest centre, and than `most`.
    """
    gap = _gaps(points, lines.group_centre)
    least = np.minimum(gap.min(axis=1), most)
    point, group = np.nonzero(gap - lines.group_radius <= least[:, None] + _SLACK)
    run = group[:, None] * _GROUP + np.arange(_GROUP)
    there = run < len(lines.radius)
    point, run = np.repeat(point, there.sum(axis=1)), run[there]
    gap = np.linalg.norm(points[point] - lines.centre[run], axis=1)
    np.minimum.at(least, point, gap)
    near = gap - lines.radius[run] <= least[point] + _SLACK
    found = np.full(len(points), np.inf)
    np.minimum.at(found, point[near], _chord_to_runs(points[point[near]], run[near], lines))
    return found


def _gaps(points: Floats, others: Floats) -> Floats:
    """Return the straight distances of all points from all others."""
    found: Floats = np.sqrt(np.maximum(2 - 2 * points @ others.T, 0))
    return found


def _chord_to_runs(points: Floats, run: Integers, lines: Outline) -> Floats:
    """Return the straight distance from each point to its run."""
    here, start, step = points[:, None], lines.start[run], lines.step[run]
    length = np.maximum((step**2).sum(axis=2), 1e-30)
    part = np.clip(((here - start) * step).sum(axis=2) / length, 0, 1)[..., None]
    nearest = start + part * step
    nearest /= np.linalg.norm(nearest, axis=2, keepdims=True)
    chords: Floats = np.linalg.norm(here - nearest, axis=2).min(axis=1)
    return chords


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
