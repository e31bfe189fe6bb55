"""Distances on the sphere: between points, and to lines no farther than is asked."""

from __future__ import annotations

import numpy as np
import pytest

from geodeposits.sphere import (
    EARTH_RADIUS_KM,
    between_km,
    distance_to_outline_km,
    great_circle_km,
    outline,
    unit_vectors,
)

QUARTER = EARTH_RADIUS_KM * np.pi / 2
DEGREE = QUARTER / 90


@pytest.mark.parametrize(
    ("one", "two", "km"),
    [
        ((0, 0), (0, 1), DEGREE),
        ((0, 179.5), (0, -179.5), DEGREE),
        ((89.5, 0), (89.5, 180), DEGREE),
        ((90, 0), (0, 33), QUARTER),
        ((0, 0), (0, 180), 2 * QUARTER),
        ((7, 8), (7, 8), 0),
    ],
)
def test_points_of_the_unit_sphere_are_so_far_apart(
    one: tuple[float, float], two: tuple[float, float], km: float
) -> None:
    assert between_km(unit_vectors(*one), unit_vectors(*two)) == pytest.approx(km, abs=1e-6)


def test_points_are_measured_element_by_element() -> None:
    points = unit_vectors([0, 0, np.nan], [0, 0, 0])
    found = between_km(points, unit_vectors([0, 2, 0], [1, 0, 0]))
    assert found[:2] == pytest.approx([DEGREE, 2 * DEGREE])
    assert np.isnan(found[2])
    assert great_circle_km(0, 0, [0, 2], [1, 0]) == pytest.approx(found[:2])


LINE = outline(np.array([[-10.0, 0.0], [10.0, 0.0]]))


def test_what_is_near_is_measured_and_the_rest_may_be_infinite() -> None:
    lat = np.array([0.0, 0.5, 0.99, 1.01, 5.0, -60.0])
    lon = np.zeros(6)
    every = distance_to_outline_km(lat, lon, LINE)
    assert every == pytest.approx(np.abs(lat) * DEGREE, abs=0.01)
    near = distance_to_outline_km(lat, lon, LINE, most_km=DEGREE)
    assert near[:3] == pytest.approx(every[:3])
    assert (near[3:] > DEGREE).all()
    assert np.isinf(near[-1])


def test_no_points_have_no_distances() -> None:
    assert distance_to_outline_km(np.empty(0), np.empty(0), LINE, most_km=1).shape == (0,)
