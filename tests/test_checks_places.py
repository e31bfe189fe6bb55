"""Rules on positions: on the globe, in the country; Beylikova is the touchstone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodeposits.boundaries import distance_to_country_km
from geodeposits.checks import places, run, whereabouts
from geodeposits.finding import Finding, Severity
from geodeposits.seeds import compile_seeds
from tests.checks_kit import dataset
from tests.places_kit import at, codes, findings

# --- GD201, GD208: on the globe ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lat", "lon", "field", "said"),
    [
        (95.0, 31.0, "lat", "latitude 95° lies beyond ±90°"),
        (-90.01, 31.0, "lat", "latitude -90.01° lies beyond ±90°"),
        (39.0, 180.01, "lon", "longitude 180.01° lies beyond ±180°"),
        (39.0, -395.0, "lon", "longitude -395° lies beyond ±180°"),
    ],
)
def test_no_such_place(lat: float, lon: float, field: str, said: str) -> None:
    (finding,) = findings(at(lat, lon), select="GD201")
    assert (finding.field, finding.severity) == (field, Severity.ERROR)
    assert finding.message == said


@pytest.mark.parametrize(
    ("lat", "lon"), [(90.0, 180.0), (-90.0, -180.0), (None, 31.0), (None, None)]
)
def test_the_edges_of_the_globe_and_the_unknown_are_left_alone(
    lat: float | None, lon: float | None
) -> None:
    assert findings(at(lat, lon), select="GD201") == ()


def test_both_axes_may_be_impossible() -> None:
    assert [f.field for f in findings(at(95.0, 190.0), select="GD201")] == ["lat", "lon"]


@pytest.mark.parametrize("infinite", [np.inf, -np.inf])
def test_an_infinite_coordinate_is_left_to_gd104(infinite: float) -> None:
    found = findings(at(infinite, 31.0), at(39.0, infinite, "b"), select="GD")
    assert [f.code for f in found if "GD101" < f.code < "GD3"] == ["GD104", "GD104"]


@pytest.mark.parametrize(
    ("lat", "said"), [(999_999_999.0, "999,999,999°"), (1e9, "1e+09°"), (-1e300, "-1e+300°")]
)
def test_absurd_degrees_are_said_in_a_few_characters(lat: float, said: str) -> None:
    (finding,) = findings(at(lat, 31.0), select="GD201")
    assert finding.message == f"latitude {said} lies beyond ±90°"


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (0.0099, -0.0099)])
def test_null_island(lat: float, lon: float) -> None:
    assert codes(at(lat, lon)) == ["GD208"]


@pytest.mark.parametrize(("lat", "lon"), [(0.01, 0.0), (0.0, 0.01), (0.0, 37.0)])
def test_near_the_equator_is_not_null_island(lat: float, lon: float) -> None:
    assert findings(at(lat, lon), country="KE", select="GD208") == ()


# --- GD202, GD203, GD204: in the country ---------------------------------------------------------


def test_a_point_in_its_country_is_left_alone() -> None:
    assert codes(at(39.61944, 31.35083)) == []


def test_swapped_axes_and_what_to_write() -> None:
    (finding,) = findings(at(31.35083, 39.61944))
    assert finding.code == "GD202"
    assert "in Saudi Arabia" in finding.message
    assert "write lat 39.61944°, lon 31.35083°" in finding.message


def test_swapped_axes_beyond_the_pole() -> None:
    assert codes(at(110.0, 41.8), country="CN") == ["GD201", "GD202"]


def test_a_swap_that_stays_in_the_country_is_no_finding() -> None:
    assert codes(at(37.5, 38.5)) == []


@pytest.mark.parametrize(
    ("lat", "lon", "country", "right", "field"),
    [
        (35.4788, 115.534, "US", "lat 35.4788°, lon -115.534°", "lon"),
        (28.6, 122.0, "AU", "lat -28.6°, lon 122°", "lat"),
        (19.6, 46.9, "BR", "lat -19.6°, lon -46.9°", "lat"),
    ],
)
def test_flipped_sign(lat: float, lon: float, country: str, right: str, field: str) -> None:
    (finding,) = findings(at(lat, lon), country=country)
    assert (finding.code, finding.field) == ("GD203", field)
    assert right in finding.message


def test_a_flip_that_does_not_help_is_no_flip() -> None:
    assert codes(at(-39.6, -80.0)) == ["GD204"]  # at sea, and so after every flip


@pytest.mark.parametrize(("km", "expected"), [(648.1, []), (648.3, ["GD204"])])
def test_how_far_at_sea_may_belong_to_a_country(
    monkeypatch: pytest.MonkeyPatch, km: float, expected: list[str]
) -> None:
    _far_away(monkeypatch, (43.0, 34.0), km=km, else_km=km)
    assert codes(at(43.0, 34.0)) == expected


def test_whole_degrees_may_be_half_a_degree_off() -> None:
    """A row in whole degrees, of an occurrence at that, is allowed some 69 km at 42° N."""
    row = {"name": "Z", "country": "TR", "source": "a", "lon": 27.0}
    tables = [
        {**row, "occurrence_id": "a-1", "lat": 42.6},
        {**row, "occurrence_id": "a-2", "lat": 43.0, "lon": 27.02},
        {**row, "occurrence_id": "a-3", "lat": 43.0},
    ]
    found = run(dataset(occurrences=tables), select=["GD20"]).findings
    assert {(f.code, f.deposit) for f in found} == {
        ("GD204", "a-1"),
        ("GD204", "a-2"),
        ("GD204", "a-3"),
    }
    lons = (25.9, 26.0, 26.02)
    near = [{**each, "lat": 42.0, "lon": lon} for each, lon in zip(tables, lons, strict=True)]
    found = run(dataset(occurrences=near), select=["GD20"]).findings
    assert {(f.code, f.deposit) for f in found} == {("GD205", "a-1"), ("GD205", "a-3")}


def test_many_at_once_answer_as_one_by_one() -> None:
    """Each row keeps its own distance, country and correction, whatever rows stand beside it."""
    rows = [
        at(39.6, 31.35, "good"),
        at(31.35083, 39.61944, "swapped"),
        at(39.6, -31.35, "flipped"),
        at(None, 31.0, "none"),
        at(33.3, 44.4, "iraq"),
        at(95.0, 31.35, "nowhere"),
        at(-39.6, -31.35, "both"),
        at(48.2, 16.4, "austria"),
    ]
    alone = [f for row in rows for f in findings(row, select="GD20")]
    assert {f.claim: f.code for f in alone} == {
        "d/swapped": "GD202",
        "d/flipped": "GD203",
        "d/iraq": "GD204",
        "d/nowhere": "GD201",
        "d/both": "GD203",
        "d/austria": "GD204",
    }
    assert set(findings(*rows, select="GD20")) == set(alone)


def test_wrong_country() -> None:
    (finding,) = findings(at(33.3, 44.4))
    assert finding.code == "GD204"
    assert "outside Türkiye, in Iraq" in finding.message


def _north_of_the_border(km: float) -> dict[str, Any]:
    """Return a point in Bulgaria as far from Türkiye as asked, found by halving."""
    south, north = 41.9, 43.5
    for _ in range(40):
        middle = (south + north) / 2
        near = distance_to_country_km(middle, 26.5, "TR")[0] < km
        south, north = (middle, north) if near else (south, middle)
    return at(south, 26.5)


@pytest.mark.parametrize(
    ("km", "expected"),
    [(9.9, []), (10.1, ["GD205"]), (49.9, ["GD205"]), (50.1, ["GD204"])],
)
def test_how_far_outside_is_wrong(km: float, expected: list[str]) -> None:
    assert codes(_north_of_the_border(km)) == expected


def _far_away(
    monkeypatch: pytest.MonkeyPatch, place: tuple[float, float], *, km: float, else_km: float
) -> None:
    """Let the country be so far from one place, and so far from all others."""

    def distance(lat: Any, lon: Any, code: object, *, most_km: float = np.inf) -> Any:
        here = (np.atleast_1d(lat) == place[0]) & (np.atleast_1d(lon) == place[1])
        far = np.where(here, km, else_km)
        return np.where(far > most_km, np.inf, far)

    for module in (places, whereabouts):
        monkeypatch.setattr(module, "distance_to_country_km", distance)


@pytest.mark.parametrize(
    ("km", "else_km", "expected"),
    [
        (10.0, 0.0, []),
        (10.1, 0.0, ["GD202", "GD203"]),
        (10.1, 2.0, ["GD202", "GD203"]),
        (60.0, 2.1, ["GD204"]),
        (50.0, 2.1, ["GD205"]),
        (10.0, 2.1, []),
    ],
)
def test_the_limits_are_ten_and_fifty_kilometres(
    monkeypatch: pytest.MonkeyPatch, km: float, else_km: float, expected: list[str]
) -> None:
    """Of the flips that would all help, the one of a single axis is named, and no other."""
    _far_away(monkeypatch, (33.3, 44.4), km=km, else_km=else_km)
    found = findings(at(33.3, 44.4))
    assert [f.code for f in found] == expected
    assert [f.field for f in found if f.code == "GD203"] in ([], ["lon"])


def test_the_stated_accuracy_counts() -> None:
    point = _north_of_the_border(60.0)
    assert codes({**point, "accuracy_m": 59_990.0}) == ["GD204"]
    assert codes({**point, "accuracy_m": 60_010.0}) == []
    near = _north_of_the_border(30.0)
    assert codes({**near, "accuracy_m": 29_990.0}) == ["GD205"]
    assert codes({**near, "accuracy_m": 30_010.0}) == []


@pytest.mark.parametrize(
    ("lat", "lon", "country"),
    [
        (43.0, 34.0, "TR"),  # the Black Sea
        (24.3, 153.98, "JP"),  # Minamitorishima
        (45.0, 34.0, "UA"),  # Crimea, under either code
        (45.0, 34.0, "RU"),
        (42.6, 20.9, "RS"),  # Kosovo, under either code
        (42.6, 20.9, "XK"),
        (9.56, 44.06, "SO"),  # Somaliland
        (60.99, -45.99, "DK"),  # Kvanefjeld, Greenland, stated under Denmark
        (-16.5, 179.99, "FJ"),  # at the antimeridian
        (33.3, 44.4, None),
        (33.3, 44.4, "ZZ"),
    ],
)
def test_sea_disputed_and_unknown_are_no_errors(lat: float, lon: float, country: str) -> None:
    assert set(codes(at(lat, lon), country=country)) <= {"GD206"}


def test_a_refuted_position_has_been_judged() -> None:
    bad = [at(31.35083, 39.61944), at(95.0, 31.0), at(0.0, 0.0), at(33.3, 44.4), at(-39.6, 31.35)]
    assert codes(*({**row, "standing": "refuted"} for row in bad)) == []
    assert set(codes(*bad)) >= {"GD201", "GD202", "GD203", "GD204", "GD208"}


def test_a_position_without_standing_counts_as_accepted() -> None:
    assert codes({**at(33.3, 44.4), "standing": None}) == ["GD204"]


# --- Copies of the seed of Beylikova -------------------------------------------------------------


@pytest.fixture
def seed(one_deposit: Path) -> Path:
    """The file of Beylikova among copies of the seeds that it needs."""
    return one_deposit / "deposits" / "tr-beylikova.toml"


def _edited(seed: Path, *changes: tuple[str, str], select: str = "GD2") -> list[Finding]:
    """Check the seed after changes, each of which must apply; return what counts."""
    text = seed.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    seed.write_text(text, encoding="utf-8")
    found = run(compile_seeds(seed.parents[1]), select=[select]).findings
    return [f for f in found if not f.waived]


def test_the_seed_itself_is_clean(seed: Path) -> None:
    assert _edited(seed) == []


def test_a_copy_with_lat_and_lon_swapped(seed: Path) -> None:
    swap = ("lat = 39.61944\nlon = 31.35083", "lat = 31.35083\nlon = 39.61944")
    found = _edited(seed, swap)
    assert "GD202" in {f.code for f in found if f.severity is Severity.ERROR}
    line = seed.read_text(encoding="utf-8").splitlines().index("lat = 31.35083")
    (finding,) = (f for f in found if f.code == "GD202")
    assert finding.origin == f"{seed.as_posix()}:{line}"  # of its [[positions]]


def test_a_copy_with_the_refuted_position_as_a_good_one(seed: Path) -> None:
    found = _edited(seed, ('standing = "refuted"', 'standing = "accepted"'))
    assert [f.code for f in found] == ["GD210", "GD212", "GD212"]
    assert all(f.claim == "tr-beylikova/positions/usgs-global-ree" for f in found)


@pytest.mark.parametrize(
    "label", ['ore_mt = "694"\ngrade_pct = ">1"', 'basis = "ore"\nore_mt = "694"']
)
def test_a_copy_with_rock_counted_as_oxide(seed: Path, label: str) -> None:
    added = (label, f'{label}\ncontained_kt = "694,000"')
    (finding,) = _edited(seed, added, select="GD308")
    assert "contained 694 Mt equals the 694 Mt of ore" in finding.message


def test_a_copy_without_its_sources(seed: Path) -> None:
    shutil.rmtree(seed.parents[1] / "sources")
    found = _edited(seed, select="GD601")
    assert {(f.code, f.severity) for f in found} == {("GD601", Severity.ERROR)}
    assert len(found) > 20
