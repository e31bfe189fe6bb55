"""Points in countries, distances to borders, disputed areas, and the two border files."""

import hashlib
import json
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest
import shapely
from pyproj import Geod

from geodeposits import border_files, boundaries
from geodeposits.boundaries import (
    accepted_countries,
    areas,
    areas_at,
    basemap_json,
    country_at,
    distance_to_country_km,
    distance_to_province_km,
    is_offshore,
    province_at,
    province_names,
)
from geodeposits.countries import country_codes
from geodeposits.sphere import distance_to_outline_km, great_circle_km, on_globe, outline

WGS84 = Geod(ellps="WGS84")

PLACES = {
    "Ankara": (39.93, 32.86, "TR"),
    "Beylikova": (39.73, 31.18, "TR"),
    "Bayan Obo": (41.78, 109.97, "CN"),
    "Mountain Pass": (35.48, -115.53, "US"),
    "Mount Weld": (-28.86, 122.55, "AU"),
    "Araxá": (-19.67, -46.94, "BR"),
    "Kvanefjeld": (60.97, -45.99, "GL"),
    "Kiruna": (67.86, 20.23, "SE"),
    "Ulaanbaatar": (47.92, 106.92, "MN"),
    "Lesotho, a hole in South Africa": (-29.5, 28.3, "LS"),
    "Bloemfontein": (-29.1, 26.2, "ZA"),
    "San Marino, a hole in Italy": (43.935, 12.46, "SM"),
    "Vatican": (41.9036, 12.4533, "VA"),
    "Chukotka, west of 180°": (67.0, 178.0, "RU"),
    "Chukotka, east of 180°": (66.0, -172.0, "RU"),
    "Chukotka, on 180°": (68.0, 180.0, "RU"),
    "Chukotka, on -180°": (68.0, -180.0, "RU"),
    "Viti Levu": (-17.8, 178.0, "FJ"),
    "Taveuni": (-16.85, -179.97, "FJ"),
    "South Pole": (-90.0, 0.0, "AQ"),
    "South Pole, other longitude": (-90.0, 137.0, "AQ"),
    "Hawaii": (19.6, -155.5, "US"),
    "Kerguelen": (-49.35, 69.4, "TF"),
    "French Guiana": (4.0, -53.0, "GF"),
    "Réunion": (-21.1, 55.5, "RE"),
    "Svalbard": (78.5, 16.0, "SJ"),
    "Puerto Rico": (18.2, -66.5, "PR"),
    "Kosovo": (42.6, 21.0, "XK"),
    "Kaliningrad": (54.7, 20.5, "RU"),
    "Nakhchivan": (39.2, 45.4, "AZ"),
}
SEA = {
    "North Pole": (90.0, 0.0),
    "Gulf of Guinea": (0.0, 0.0),
    "Marmara": (40.7, 28.2),
    "Pacific, on 180°": (0.0, 180.0),
    "Black Sea": (43.0, 34.0),
}
UNKNOWN = [
    (np.nan, 30.0),
    (40.0, np.nan),
    (90.1, 30.0),
    (-91.0, 30.0),
    (40.0, 180.5),
    (40.0, 390.0),
    (np.inf, 0.0),
]


def lat_lon(places: list[tuple[float, ...]]) -> tuple[list[float], list[float]]:
    return [place[0] for place in places], [place[1] for place in places]


# --- Which country


@pytest.mark.parametrize(("lat", "lon", "code"), PLACES.values(), ids=PLACES.keys())
def test_a_known_place_lies_in_its_country(lat: float, lon: float, code: str) -> None:
    assert country_at(lat, lon).tolist() == [code]
    assert is_offshore(lat, lon).tolist() == [False]
    assert distance_to_country_km(lat, lon, code).tolist() == [0.0]


def test_all_places_at_once_answer_as_one_by_one() -> None:
    lat, lon = lat_lon([(place[0], place[1]) for place in PLACES.values()])
    assert country_at(lat, lon).tolist() == [code for *_, code in PLACES.values()]


@pytest.mark.parametrize(("lat", "lon"), SEA.values(), ids=SEA.keys())
def test_the_sea_has_no_country(lat: float, lon: float) -> None:
    assert country_at(lat, lon).tolist() == [""]
    assert is_offshore(lat, lon).tolist() == [True]
    assert accepted_countries(lat, lon) == [frozenset()]


@pytest.mark.parametrize(("lat", "lon"), UNKNOWN)
def test_an_unknown_position_has_neither_country_nor_distance(lat: float, lon: float) -> None:
    assert country_at(lat, lon).tolist() == [""]
    assert is_offshore(lat, lon).tolist() == [False]
    assert accepted_countries(lat, lon) == [frozenset()]
    assert areas_at(lat, lon) == [()]
    assert np.isnan(distance_to_country_km(lat, lon, "TR")).all()


def test_swapped_and_flipped_coordinates_fall_outside() -> None:
    lat, lon = 39.73, 31.18  # Beylikova
    assert distance_to_country_km(lat, lon, "TR")[0] == 0
    assert country_at(lon, lat).tolist() == ["SA"]  # swapped: the Nefud
    assert distance_to_country_km(lon, lat, "TR")[0] > 500
    assert distance_to_country_km(-lat, lon, "TR")[0] > 8000
    assert distance_to_country_km(lat, -lon, "TR")[0] > 4000


def test_no_points_no_answers() -> None:
    assert country_at([], []).shape == (0,)
    assert distance_to_country_km([], [], "TR").shape == (0,)
    assert accepted_countries([], []) == []


def test_borders_leave_no_gap() -> None:
    """Between two inland neighbours every point belongs to one of them."""
    lon = np.linspace(16.0, 17.0, 401)
    lat = np.full_like(lon, 48.8)  # Austria and Czechia, across a winding border
    assert set(country_at(lat, lon)) == {"AT", "CZ"}


def test_every_country_has_land_and_a_border() -> None:
    assert set(border_files.borders().country) - {""} == set(country_codes())
    for code in country_codes():
        assert np.isfinite(distance_to_country_km(0, 0, code)).all()


# --- Provinces


def test_province_with_code_and_names() -> None:
    found = province_at([39.75, 41.8, 0.0], [30.5, 110.0, 0.0])
    assert found.code.tolist() == ["TR-26", "CN-NM", ""]
    assert found.name_en[0] == "Eskişehir"
    assert found.name_tr[1].startswith("İç Moğolistan")
    assert found.name[2] == found.name_en[2] == found.name_tr[2] == ""


def test_a_province_without_iso_code_has_names_only() -> None:
    found = province_at(42.6, 21.0)
    assert found.code.tolist() == [""]
    assert found.name.tolist() == ["Kosovo Polje"]


def test_all_names_of_a_province() -> None:
    assert {"Xizang", "Tibet"} <= province_names("CN-XZ")
    assert province_names("XX-1") == frozenset()


def test_distance_to_a_province() -> None:
    assert distance_to_province_km(39.75, 30.5, "TR-26")[0] == 0
    assert 50 < distance_to_province_km(39.93, 32.86, "TR-26")[0] < 100
    assert np.isnan(distance_to_province_km(39.93, 32.86, "TR-99")).all()
    assert np.isnan(distance_to_province_km(39.93, 32.86, "")).all()


# --- How far


def geodesic_km(lat: float, lon: float, code: str) -> float:
    """Measure on the ellipsoid to every vertex of a country, with borders cut every 0.02°."""
    holds = np.array([code in each for each in boundaries._accepted_of_province()])
    lines = boundaries._lines_around(holds)
    dense = []
    for start, end in pairwise(lines):
        if np.isfinite(start).all() and np.isfinite(end).all():
            steps = int(max(np.ceil(np.abs(end - start).max() / 0.02), 1))
            dense.append(np.linspace(start, end, steps, endpoint=False))
    points = np.concatenate(dense)
    x, y = np.full(len(points), lon), np.full(len(points), lat)
    return float(WGS84.inv(x, y, points[:, 0], points[:, 1])[2].min() / 1000)


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (43.0, 34.0, "TR"),
        (48.85, 2.35, "DE"),
        (-29.1, 26.2, "LS"),
        (-17.0, 176.0, "FJ"),
        (-17.0, -177.0, "FJ"),
        (61.0, 177.0, "RU"),
        (63.0, -179.0, "RU"),
        (66.0, -167.0, "RU"),
        (89.9, 100.0, "CA"),
        (89.9, -60.0, "RU"),
        (-60.0, 179.9, "AQ"),
        (51.0, -110.0, "US"),
        (72.0, -40.0, "IS"),
        (31.18, 39.73, "TR"),
        (0.0, 0.0, "NZ"),
    ],
)
def test_distance_agrees_with_the_ellipsoid(lat: float, lon: float, code: str) -> None:
    expected = geodesic_km(lat, lon, code)
    assert distance_to_country_km(lat, lon, code)[0] == pytest.approx(expected, rel=0.02)


def test_distance_takes_a_code_for_each_point() -> None:
    lat, lon = [39.93, 39.93, 39.93, 39.93], [32.86] * 4
    distance = distance_to_country_km(lat, lon, ["TR", "GE", "ZZ", None])
    assert distance[0] == 0
    assert distance[1] == pytest.approx(distance_to_country_km(39.93, 32.86, "GE")[0])
    assert np.isnan(distance[2:]).all()


def test_distance_grows_steadily_from_a_straight_border() -> None:
    """North of 49° N, a degree of latitude is 111.2 km farther from the United States."""
    distance = distance_to_country_km([49.0, 50.0, 51.0], -105.0, "US")
    assert distance == pytest.approx([0, 111.2, 222.4], abs=1.5)
    assert distance[2] - distance[1] == pytest.approx(111.195, abs=0.05)


def test_what_is_on_the_globe() -> None:
    lat = [90.0, -90.0, 90.1, -90.1, np.nan, 0.0, 0.0, 0.0, np.inf]
    lon = [180.0, -180.0, 0.0, 0.0, 0.0, 180.1, -180.1, np.nan, 0.0]
    assert on_globe(lat, lon).tolist() == [True] * 2 + [False] * 7
    assert on_globe(39.7, [31.2, 391.2]).tolist() == [True, False]


def test_great_circles() -> None:
    assert great_circle_km(0, 179.5, 0, -179.5) == pytest.approx(111.19, abs=0.01)
    assert great_circle_km(90, 0, 90, 123) == pytest.approx(0, abs=1e-9)
    assert great_circle_km([0, 0], 0, [0, 0], [180, 90]) == pytest.approx(
        [20015.1, 10007.6], abs=0.1
    )
    assert np.isnan(great_circle_km(np.nan, 0, 0, 0))


def test_distance_to_a_line_is_to_its_nearest_part_not_vertex() -> None:
    line = outline(np.array([[0.0, 0.0], [10.0, 0.0]]))
    found = distance_to_outline_km(np.array([1.0, 0.0, 0.0]), np.array([5.0, 5.0, 11.0]), line)
    assert found == pytest.approx([111.195, 0, 111.195], abs=0.01)


# --- Disputed areas

STATED = [
    ("Crimea", 45.1, 34.2, {"RU", "UA"}),
    ("Western Sahara, west", 24.5, -13.7, {"EH", "MA"}),
    ("Western Sahara, east", 22.0, -13.5, {"EH", "MA"}),
    ("Kosovo", 42.6, 21.0, {"RS", "XK"}),
    ("Northern Cyprus", 35.3, 33.3, {"CY"}),
    ("Somaliland", 9.56, 44.06, {"SO"}),
    ("Abkhazia", 43.1, 41.0, {"GE"}),
    ("South Ossetia", 42.3, 43.97, {"GE"}),
    ("Taiwan", 23.8, 121.0, {"CN", "TW"}),
    ("Srinagar", 34.1, 74.8, {"IN", "PK"}),
    ("Gilgit", 35.9, 74.3, {"IN", "PK"}),
    ("Siachen", 35.4, 77.1, {"IN", "PK"}),
    ("Aksai Chin", 35.0, 79.5, {"CN", "IN"}),
    ("Golan", 33.0, 35.8, {"IL", "SY"}),
    ("Essequibo", 6.0, -59.5, {"GY", "VE"}),
    ("Falklands", -51.7, -58.9, {"AR", "FK", "GB"}),
    ("Halaib", 22.3, 35.5, {"EG", "SD"}),
    ("Mariupol", 47.1, 37.6, {"RU", "UA"}),
    ("Spratly, at sea", 9.0, 113.0, {"BN", "CN", "MY", "PH", "TW", "VN"}),
]


@pytest.mark.parametrize(
    ("lat", "lon", "codes"), [p[1:] for p in STATED], ids=[p[0] for p in STATED]
)
def test_no_party_to_a_dispute_is_outside_its_country(
    lat: float, lon: float, codes: set[str]
) -> None:
    (accepted,) = accepted_countries(lat, lon)
    (held_by,) = areas_at(lat, lon)
    assert accepted == codes
    assert held_by
    for code in codes:
        assert distance_to_country_km(lat, lon, code).tolist() == [0.0]


@pytest.mark.parametrize(
    ("lat", "lon", "codes"),
    [
        (27.31, 88.85, {"IN", "BT", "CN"}),  # Sikkim, in the ring around Doklam
        (32.73, 35.8, {"JO", "IL", "SY"}),  # north-west of Irbid, in the ring west of the Golan
        (39.18, 47.05, {"IR", "AM", "AZ"}),  # south of the Aras
    ],
)
def test_a_ring_drawn_generously_takes_no_place_from_who_holds_it(
    lat: float, lon: float, codes: set[str]
) -> None:
    assert accepted_countries(lat, lon) == [codes]


def test_an_undisputed_place_has_one_country() -> None:
    assert accepted_countries([39.93, 47.0], [32.86, 8.0]) == [frozenset({"TR"}), frozenset({"CH"})]
    assert areas_at([39.93, 47.0], [32.86, 8.0]) == [(), ()]


def test_land_without_an_agreed_country_is_not_offshore() -> None:
    assert country_at(35.4, 77.1).tolist() == [""]
    assert is_offshore(35.4, 77.1).tolist() == [False]


def test_a_territory_may_be_stated_under_its_state() -> None:
    assert accepted_countries([18.2, 60.97], [-66.5, -45.99]) == [{"PR", "US"}, {"GL", "DK"}]
    assert distance_to_country_km(60.97, -45.99, "DK")[0] == 0
    assert distance_to_country_km(55.68, 12.57, "GL")[0] > 2000  # but Copenhagen is not Greenland


@pytest.mark.parametrize("area", areas(), ids=[area.id for area in areas()])
def test_every_area_is_well_formed(area: boundaries.Area) -> None:
    assert area.codes
    assert area.codes <= set(country_codes())
    assert bool(area.provinces) != bool(area.ring)
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in area.ring)
    assert shapely.Polygon(area.ring).is_valid
    listed = [held for held in boundaries._areas_of_province() if area in held]
    assert bool(listed) == bool(area.provinces), "a pattern that matches no province"


def test_area_ids_are_unique_and_territories_are_countries() -> None:
    assert len({area.id for area in areas()}) == len(areas())
    for territory, state in boundaries._areas_file()["territories"].items():
        assert {territory, state} <= set(country_codes())


# --- The files


def test_the_provinces_are_a_valid_coverage() -> None:
    _, polygons = border_files.polygons()
    assert shapely.is_valid(polygons).all()
    assert shapely.coverage_is_valid(polygons)


def test_files_are_the_ones_that_the_attribution_names() -> None:
    folder = files("geodeposits").joinpath("boundaries_data")
    note = folder.joinpath("ATTRIBUTION.md").read_text("utf-8")
    for name in ("provinces.bin.gz", "basemap.topojson.gz"):
        content = folder.joinpath(name).read_bytes()
        assert f"| `{name}` | {hashlib.sha256(content).hexdigest()} |" in note
        assert content[4:8] == bytes(4), "a time stamp"
        assert len(content) < 950_000


def drawn_shapes() -> dict[tuple[str, str], shapely.MultiPolygon]:
    """Undo the quantisation and the delta coding, as a page does."""
    made = json.loads(basemap_json())
    scale, corner = made["transform"]["scale"], made["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + corner for arc in made["arcs"]]
    shapes = {}
    for geometry in made["objects"]["countries"]["geometries"]:
        polygons = [
            [
                np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring])
                for ring in rings
            ]
            for rings in geometry["arcs"]
        ]
        shape = shapely.multipolygons([shapely.Polygon(rings[0], rings[1:]) for rings in polygons])
        shapes[geometry["id"], geometry["properties"]["area"]] = shape
    return shapes


def test_the_basemap_draws_valid_countries_that_share_their_borders() -> None:
    shapes = drawn_shapes()
    every = np.array(list(shapes.values()))
    assert shapely.is_valid(every).all()
    assert shapely.coverage_is_valid(every)
    assert len({code for code, _ in shapes}) > 240
    assert shapely.area(every).sum() == pytest.approx(21_400, rel=0.05)  # square degrees of land


def test_the_basemap_agrees_with_the_provinces() -> None:
    shapes = drawn_shapes()
    for name, (lat, lon, code) in PLACES.items():
        if code not in {"VA", "SM"} and name not in {"Taveuni"}:
            drawn = shapely.union_all([s for (c, _), s in shapes.items() if c == code])
            assert drawn.distance(shapely.Point(lon, lat)) < 0.1, name


def test_the_basemap_keeps_disputed_areas_apart() -> None:
    apart = {area for _, area in drawn_shapes()} - {""}
    assert apart == {area.id for area in areas() if area.outline}
