"""The borders as the page draws them: lines of whole numbers in Web Mercator, and rings of lines.

What a browser would have to reckon before it can draw is reckoned here: the projection, which
lines part two countries, which are edges of the sheet and not drawn, where a country's name
stands. `assets/borders.js` reads the blocks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geodeposits.boundaries import basemap_json
from geodeposits.countries import country_codes, country_name
from geodeposits.maps.container import json_block
from geodeposits.speech import LANGUAGES

__all__ = ["KINDS", "SIDES", "border_blocks"]

SIDES: Final = (36_000, 65_535)
"""The world's width and height in the units of the points: each fits 16 bits."""

KINDS: Final = ("coast", "border", "disputed", "edge")
"""What a line is, by its number: an edge of the sheet bounds land, but is not drawn."""

_POLE_LAT: Final = 85.0511287798  # where Web Mercator ends
_SHARE_DIGITS: Final = 5

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


def border_blocks() -> dict[str, bytes]:
    """Return the blocks of a container that draw the countries and write their names.

    `borders`: of each line its kind and how many points it has; labels as (country, x, y, width)
    in shares of the world; the numbers of lands and rings. `borders.x` and `borders.y`: the points
    of all lines, each as the zigzag code of the step to it, modulo 2¹⁶, in two planes of bytes.
    `borders.rings`: whole numbers of 32 bits: of each land how many rings it has, of each ring how
    many lines, then these lines, a or ~a where it runs backwards. `names`: of countries, by
    language and code.
    """
    topology = json.loads(basemap_json())
    countries = topology["objects"]["countries"]["geometries"]
    lines = [_mercator(np.cumsum(arc, axis=0), topology["transform"]) for arc in topology["arcs"]]
    cut = [_cut(line) for line in lines]
    pieces = list(chain.from_iterable(cut))
    first = np.cumsum([0, *map(len, cut)])
    kinds = [
        "edge" if _are_edges(piece)[0] else kind
        for kind, own in zip(_kinds(countries, len(lines)), cut, strict=True)
        for piece in own
    ]
    lands = [
        [[part for line in ring for part in _parts(line, first)] for ring in land]
        for country in countries
        for land in country["arcs"]
    ]
    points = np.concatenate(pieces)
    about = {
        "sides": SIDES,
        "kinds": [KINDS.index(kind) for kind in kinds],
        "points": [len(piece) for piece in pieces],
        "labels": _labels(countries, lines),
        "lands": len(lands),
        "rings": sum(map(len, lands)),
    }
    return {
        "borders": json_block(about),
        "borders.x": _steps(points[:, 0]),
        "borders.y": _steps(points[:, 1]),
        "borders.rings": _ring_numbers(lands),
        "names": json_block(
            {lang: {c: country_name(c, lang) for c in country_codes()} for lang in LANGUAGES}
        ),
    }


def _mercator(line: Integers, transform: dict[str, list[float]]) -> Integers:
    """Return the points of a line, quantised degrees, in units of the map."""
    lon, lat = (line * transform["scale"] + transform["translate"]).T
    sine = np.sin(np.radians(np.clip(lat, -_POLE_LAT, _POLE_LAT)))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return np.rint(np.stack([lon / 360 + 0.5, y], axis=1) * SIDES).astype(np.int64)


def _are_edges(line: Integers) -> NDArray[np.bool_]:
    """Return which steps of a line run along the date line or the end of the map in the south."""
    (width, height), (before, after) = SIDES, (line[:-1], line[1:])
    along_date_line = (before[:, 0] == after[:, 0]) & np.isin(before[:, 0], (0, width))
    along_south = (before[:, 1] == height) & (after[:, 1] == height)
    return np.asarray(along_date_line | along_south)


def _cut(line: Integers) -> list[Integers]:
    """Cut a line where an edge of the sheet begins or ends."""
    turns = (np.flatnonzero(np.diff(_are_edges(line))) + 1).tolist()
    return [line[start : end + 1] for start, end in pairwise([0, *turns, len(line) - 1])]


def _parts(line: int, first: Integers) -> Iterable[int]:
    """Return the pieces that a line of a ring became, in the order in which the ring meets them."""
    if line >= 0:
        return range(first[line], first[line + 1])
    return (~piece for piece in reversed(range(first[~line], first[~line + 1])))


def _kinds(countries: Iterable[Any], count: int) -> list[str]:
    """Return what each line parts: land and sea, two countries, or what one of two disputes."""
    areas: list[list[str]] = [[] for _ in range(count)]
    for country in countries:
        for line in chain.from_iterable(chain.from_iterable(country["arcs"])):
            areas[max(line, ~line)].append(country["properties"]["area"])
    return ["coast" if len(a) < 2 else "disputed" if any(a) else "border" for a in areas]  # noqa: PLR2004


def _labels(countries: Iterable[Any], lines: Sequence[Integers]) -> list[list[Any]]:
    """Return where the name of each country stands, and how wide its largest land is there."""
    labels = []
    for country in countries:
        if not country["id"] or country["properties"]["area"]:
            continue
        outlines = [_joined(land[0], lines) / SIDES for land in country["arcs"]]
        largest = max(outlines, key=lambda ring: float(np.prod(np.ptp(ring, axis=0))))
        shares = [*_middle(largest), float(np.ptp(largest[:, 0]))]
        labels.append([country["id"], *(round(share, _SHARE_DIGITS) for share in shares)])
    return labels


def _joined(ring: Sequence[int], lines: Sequence[Integers]) -> Integers:
    """Return the points of a ring; one line begins where the one before it ends."""
    return np.concatenate([lines[i][:-1] if i >= 0 else lines[~i][:0:-1] for i in ring])


def _middle(ring: Floats) -> tuple[float, float]:
    """Return the centre of gravity of a ring."""
    after = np.roll(ring, -1, axis=0)
    cross = ring[:, 0] * after[:, 1] - after[:, 0] * ring[:, 1]
    x, y = ((ring + after) * cross[:, None]).sum(axis=0) / (3 * cross.sum())
    return float(x), float(y)


def _steps(places: Integers) -> bytes:
    steps = np.diff(places, prepend=0).astype(np.int16).astype(np.int64)  # modulo 2¹⁶
    codes = ((steps << 1) ^ (steps >> 63)).astype(np.uint16)
    return (codes & 0xFF).astype(np.uint8).tobytes() + (codes >> 8).astype(np.uint8).tobytes()


def _ring_numbers(lands: Sequence[Sequence[Sequence[int]]]) -> bytes:
    rings = [ring for land in lands for ring in land]
    numbers = [*map(len, lands), *map(len, rings), *chain.from_iterable(rings)]
    return np.array(numbers, dtype="<i4").tobytes()
