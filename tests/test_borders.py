"""The borders of the page: what the topology says, in whole numbers of Web Mercator."""

from __future__ import annotations

import json
import math
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import shapely

from geodeposits.boundaries import areas, basemap_json
from geodeposits.countries import country_codes
from geodeposits.maps import borders
from geodeposits.maps.borders import KINDS, SIDES, border_blocks

POLE_LAT = 85.0511287798


@cache
def blocks() -> dict[str, bytes]:
    return border_blocks()


@cache
def about() -> dict[str, Any]:
    return json.loads(blocks()["borders"])


def places(name: str) -> list[int]:
    """Undo the zigzag code and the steps, as the page does."""
    block, found, place = blocks()[name], [], 0
    half = len(block) // 2
    for low, high in zip(block[:half], block[half:], strict=True):
        code = low | high << 8
        place = (place + ((code >> 1) ^ -(code & 1))) % 2**16
        found.append(place)
    return found


@cache
def lines() -> list[np.ndarray[Any, Any]]:
    points = np.array([places("borders.x"), places("borders.y")]).T
    return np.split(points, np.cumsum(about()["points"])[:-1])


@cache
def lands() -> list[list[list[int]]]:
    numbers = iter(np.frombuffer(blocks()["borders.rings"], "<i4").tolist())
    of_land = [next(numbers) for _ in range(about()["lands"])]
    of_ring = iter([next(numbers) for _ in range(about()["rings"])])
    found = [[[next(numbers) for _ in range(next(of_ring))] for _ in range(n)] for n in of_land]
    assert list(numbers) == []
    return found


def outline(ring: list[int]) -> np.ndarray[Any, Any]:
    return np.concatenate([lines()[i] if i >= 0 else lines()[~i][::-1] for i in ring])


def degrees(point: Any) -> tuple[float, float]:
    x, y = point[0] / SIDES[0], point[1] / SIDES[1]
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))), x * 360 - 180


def test_every_line_is_where_the_topology_has_it():
    topology = json.loads(basemap_json())
    whole = [
        np.cumsum(arc, axis=0) * topology["transform"]["scale"] + topology["transform"]["translate"]
        for arc in topology["arcs"]
    ]
    made = iter(lines())
    for arc in whole:
        points = next(made)
        while len(points) < len(arc):  # cut: a piece begins where the one before it ends
            piece = next(made)
            assert piece[0].tolist() == points[-1].tolist()
            points = np.concatenate([points, piece[1:]])
        for (lon, lat), point in zip(arc, points, strict=True):
            found_lat, found_lon = degrees(point)
            assert found_lon == pytest.approx(lon, abs=1e-9)
            assert found_lat == pytest.approx(max(-POLE_LAT, min(POLE_LAT, lat)), abs=0.003)
    assert list(made) == []


def test_rings_are_closed_and_their_lines_go_together():
    for ring in (ring for land in lands() for ring in land):
        parts = [lines()[i] if i >= 0 else lines()[~i][::-1] for i in ring]
        for before, after in pairwise([*parts, parts[0]]):
            assert before[-1].tolist() == after[0].tolist()


def test_the_edge_of_the_sheet_is_no_coast():
    kinds = [KINDS[k] for k in about()["kinds"]]
    width, height = SIDES
    for kind, line in zip(kinds, lines(), strict=True):
        steps = list(pairwise(line.tolist()))
        edges = [a[0] == b[0] in {0, width} or a[1] == b[1] == height for a, b in steps]
        assert all(edges) if kind == "edge" else not any(edges)
    assert kinds.count("edge") > 2


def test_a_line_that_two_countries_share_is_a_border():
    kinds, owners = [KINDS[k] for k in about()["kinds"]], [0] * len(lines())
    for part in (part for land in lands() for ring in land for part in ring):
        owners[max(part, ~part)] += 1
    for kind, count in zip(kinds, owners, strict=True):
        if kind != "edge":
            assert count == 2 if kind != "coast" else count < 2
    assert kinds.count("disputed") >= len([area for area in areas() if area.outline])


def test_labels_stand_in_the_middle_of_the_largest_land():
    labels = {code: rest for code, *rest in about()["labels"]}
    assert set(labels) <= set(country_codes())
    for code, lat, lon, width in (("TR", 39, 35, 18), ("US", 40, -99, 58), ("BR", -10, -53, 39)):
        x, y, wide = labels[code]
        found = degrees((x * SIDES[0], y * SIDES[1]))
        assert found == pytest.approx((lat, lon), abs=3), code
        assert wide * 360 == pytest.approx(width, rel=0.1)
    rings = [shapely.Polygon(outline(ring)) for land in lands() for ring in land[:1]]
    assert shapely.is_valid(rings).mean() > 0.99  # a sliver may lose its width to the grid


def test_the_same_borders_are_the_same_bytes():
    assert border_blocks() == blocks()
    names = names_of(blocks())
    assert (names["en"]["CN"], names["tr"]["CN"]) == ("China", "Çin")


def names_of(found: dict[str, bytes]) -> dict[str, dict[str, str]]:
    return json.loads(found["names"])


def test_a_line_is_cut_where_an_edge_begins_and_ends():
    width, height = SIDES
    along_date_line = [[width, 9], [width, 12], [width, 20]]
    line = np.array([[5, 9], *along_date_line, [7, 20], [7, height], [3, height]])
    cut = [piece.tolist() for piece in borders._cut(line)]
    assert cut == [line[:2].tolist(), line[1:4].tolist(), line[3:6].tolist(), line[5:].tolist()]
