"""Rules on positions: on the globe, in the country, in agreement; Beylikova is the touchstone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodeposits.boundaries import distance_to_country_km
from geodeposits.checks import places, run
from geodeposits.finding import Finding, Severity
from geodeposits.seeds import compile_seeds
from tests.checks_kit import dataset

KM_PER_DEGREE = 111.195  # of latitude, on a sphere of 6,371.0088 km


def at(lat: float | None, lon: float | None, source: str = "a", **more: Any) -> dict[str, Any]:
    where = {"lat": lat, "lon": lon, "standing": "accepted"}
    return {"claim": f"d/{source}", "id": "d", **where, "source": source, **more}


def findings(
    *positions: dict[str, Any], country: str | None = "TR", select: str = "GD2"
) -> tuple[Finding, ...]:
    deposit = {"id": "d", "name": "D", "country": country, "type": "unknown"}
    return run(dataset(deposits=[deposit], positions=list(positions)), select=[select]).findings


def codes(*positions: dict[str, Any], country: str | None = "TR") -> list[str]:
    return [finding.code for finding in findings(*positions, country=country)]


# --- GD201, GD208: on the globe ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lat", "lon", "field"),
    [(95.0, 31.0, "lat"), (-90.01, 31.0, "lat"), (39.0, 180.01, "lon"), (39.0, -395.0, "lon")],
)
def test_no_such_place(lat: float, lon: float, field: str) -> None:
    (finding,) = findings(at(lat, lon), select="GD201")
    assert (finding.field, finding.severity) == (field, Severity.ERROR)


@pytest.mark.parametrize(
    ("lat", "lon"), [(90.0, 180.0), (-90.0, -180.0), (None, 31.0), (None, None)]
)
def test_the_edges_of_the_globe_and_the_unknown_are_left_alone(
    lat: float | None, lon: float | None
) -> None:
    assert findings(at(lat, lon), select="GD201") == ()


def test_both_axes_may_be_impossible() -> None:
    assert [f.field for f in findings(at(95.0, 190.0), select="GD201")] == ["lat", "lon"]


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
    assert codes(at(-39.6, -80.0)) == []  # at sea, and so after every flip of one sign or two


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


@pytest.mark.parametrize(("km", "expected"), [(9.0, []), (49.9, []), (50.1, ["GD204"])])
def test_how_far_outside_is_wrong(km: float, expected: list[str]) -> None:
    assert codes(_north_of_the_border(km)) == expected


def _far_away(
    monkeypatch: pytest.MonkeyPatch, place: tuple[float, float], *, km: float, else_km: float
) -> None:
    """Let the country be so far from one place, and so far from all others."""

    def distance(lat: Any, lon: Any, code: object) -> Any:
        here = (np.atleast_1d(lat) == place[0]) & (np.atleast_1d(lon) == place[1])
        return np.where(here, km, else_km)

    monkeypatch.setattr(places, "distance_to_country_km", distance)


@pytest.mark.parametrize(
    ("km", "else_km", "expected"),
    [
        (10.0, 0.0, []),
        (10.1, 0.0, ["GD202", "GD203"]),
        (10.1, 2.0, ["GD202", "GD203"]),
        (60.0, 2.1, ["GD204"]),
        (50.0, 2.1, []),
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
    assert codes({**point, "accuracy_m": 59_000.0}) == ["GD204"]
    assert codes({**point, "accuracy_m": 61_000.0}) == []


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
    assert codes(at(lat, lon), country=country) == []


def test_a_refuted_position_has_been_judged() -> None:
    bad = [at(31.35083, 39.61944), at(95.0, 31.0), at(0.0, 0.0), at(33.3, 44.4), at(-39.6, 31.35)]
    assert codes(*({**row, "standing": "refuted"} for row in bad)) == []
    assert set(codes(*bad)) >= {"GD201", "GD202", "GD203", "GD204", "GD208"}


def test_a_position_without_standing_counts_as_accepted() -> None:
    assert codes({**at(33.3, 44.4), "standing": None}) == ["GD204"]


# --- GD211: two positions apart ------------------------------------------------------------------


def _pair(km: float, *accuracies_m: float | None, source: str = "b") -> tuple[Finding, ...]:
    """Check two positions so many kilometres apart on a meridian."""
    one, two = accuracies_m or (None, None)
    north = at(39.0 + km / KM_PER_DEGREE, 32.0, source, accuracy_m=two)
    return findings(at(39.0, 32.0, accuracy_m=one), north, select="GD21")


@pytest.mark.parametrize(
    ("km", "severity"),
    [
        (4.9, None),
        (5.1, Severity.WARNING),
        (24.9, Severity.WARNING),
        (25.1, Severity.ERROR),
        (60.0, Severity.ERROR),
    ],
)
def test_how_far_apart_is_a_conflict(km: float, severity: Severity | None) -> None:
    found = _pair(km)
    assert [f.severity for f in found] == ([severity] if severity else [])
    assert all(f.code == "GD211" for f in found)


@pytest.mark.parametrize(
    ("km", "accuracies_m", "severity"),
    [
        (15.0, (20_000.0, None), None),  # the point of a town
        (15.0, (7_000.0, 7_000.0), Severity.WARNING),
        (15.0, (8_000.0, 8_000.0), None),
        (5.1, (100.0, 100.0), Severity.WARNING),
        (35.0, (30_000.0, 6_000.0), None),
        (35.0, (30_000.0, 4_000.0), Severity.ERROR),
        (26.0, (10_000.0, 10_000.0), Severity.ERROR),
    ],
)
def test_stated_accuracies_cover_a_distance(
    km: float, accuracies_m: tuple[float | None, ...], severity: Severity | None
) -> None:
    assert [f.severity for f in _pair(km, *accuracies_m)] == ([severity] if severity else [])


def test_one_source_may_mark_two_ore_bodies() -> None:
    assert _pair(18.0, source="a") == ()
    assert [f.severity for f in _pair(26.0, source="a")] == [Severity.ERROR]


def test_positions_without_a_source_are_compared() -> None:
    first, second = at(39.0, 32.0), at(39.1, 32.0)
    assert codes({**first, "source": None}, {**second, "source": None}) == ["GD211"]


def test_the_finding_names_both_sources_and_points_at_the_later() -> None:
    (finding,) = _pair(12.0, 1_000.0, 2_000.0)
    assert finding.message == (
        "the positions of a and b lie 12 km apart; their stated accuracies cover 3 km"
    )
    assert finding.claim == "d/b"


def test_every_two_of_three_are_compared_and_no_other_deposit() -> None:
    first, second, third = at(39.0, 32.0), at(39.01, 32.0, "b"), at(39.2, 32.0, "c")
    assert codes(first, second, third) == ["GD211", "GD211"]
    assert codes(first, {**third, "id": "e"}) == []


def test_positions_beyond_the_hundredth_are_not_compared_and_a_note_says_so() -> None:
    near = [at(39.0, 32.0, f"s{number}") for number in range(100)]
    assert findings(*near, select="GD21") == ()
    far = [at(39.5, 32.0, "far"), at(39.5, 32.0, "farther")]
    (finding,) = findings(*near, *far, select="GD21")
    assert (finding.code, finding.severity) == ("GD211", Severity.NOTE)
    assert (finding.deposit, finding.claim) == ("d", "d/far")
    assert "102 positions: the first 100 are compared" in finding.message
    assert len(findings(*near[1:], far[0], select="GD211")) == 99


def test_across_the_antimeridian_is_near() -> None:
    pair = at(-16.5, 179.99), at(-16.5, -179.99, "b")
    assert findings(*pair, country="FJ", select="GD21") == ()


def test_a_refuted_position_is_compared_with_none() -> None:
    assert codes(at(39.0, 32.0), at(39.2, 32.0, "b", standing="refuted")) == []


# --- GD212: a whole-degree slip ------------------------------------------------------------------


@pytest.mark.parametrize("good", [(39.61944, 31.35083), (39.63333, 31.38333)])
def test_the_slip_of_beylikova_is_found_beside_either_good_position(
    good: tuple[float, float],
) -> None:
    (finding,) = findings(at(*good, "good"), at(40.5972, 31.3672, "slip"))
    assert (finding.code, finding.field, finding.claim) == ("GD212", "lat", "d/slip")
    assert "latitude 40.5972° of slip" in finding.message
    assert "by 1 whole degree while the longitudes agree" in finding.message
    assert "the first would be 39.5972°" in finding.message


@pytest.mark.parametrize(
    ("second", "field", "right"),
    [
        ((39.62, 33.35), "lon", "31.35°"),
        ((38.62, 31.35), "lat", "39.62°"),
        ((39.62, 41.35), "lon", "31.35°"),
    ],
)
def test_slips_on_either_axis_and_of_any_digit(
    second: tuple[float, float], field: str, right: str
) -> None:
    (finding,) = findings(at(39.62, 31.35), at(*second, "b"))
    assert (finding.code, finding.field) == ("GD212", field)
    assert f"the first would be {right}" in finding.message


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ((40.049 + 0.62, 31.35), ["GD212"]),
        ((40.051 + 0.62, 31.35), ["GD211"]),
        ((40.62, 31.399), ["GD212"]),
        ((40.62, 31.401), ["GD211"]),
        ((40.12, 31.35), ["GD211"]),
        ((40.62, 32.35), ["GD211"]),
        ((39.66, 31.31), ["GD211"]),
    ],
)
def test_what_is_a_slip_and_what_is_merely_far(
    second: tuple[float, float], expected: list[str]
) -> None:
    assert codes(at(39.62, 31.35), at(*second, "b")) == expected


def test_accuracies_that_cover_the_degree_make_no_slip() -> None:
    pair = at(39.62, 31.35, accuracy_m=60_000.0), at(40.62, 31.35, "b", accuracy_m=60_000.0)
    assert codes(*pair) == []


# --- Copies of the seed of Beylikova -------------------------------------------------------------


@pytest.fixture
def seed(one_deposit: Path) -> Path:
    """The file of Beylikova among copies of the seeds that it needs."""
    return one_deposit / "deposits" / "tr-beylikova.toml"


def _edited(seed: Path, *changes: tuple[str, str]) -> list[Finding]:
    """Check the seed after changes, each of which must apply; return what counts."""
    text = seed.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    seed.write_text(text, encoding="utf-8")
    return [f for f in run(compile_seeds(seed.parents[1])).findings if not f.waived]


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
    assert [f.code for f in found] == ["GD212", "GD212"]
    assert all(f.claim == "tr-beylikova/positions/usgs-global-ree" for f in found)


@pytest.mark.parametrize(
    "label", ['ore_mt = "694"\ngrade_pct = ">1"', 'basis = "ore"\nore_mt = "694"']
)
def test_a_copy_with_rock_counted_as_oxide(seed: Path, label: str) -> None:
    found = _edited(seed, (label, f'{label}\ncontained_kt = "694,000"'))
    (finding,) = (f for f in found if f.code != "GD307")  # which finds it immense, where of REO
    assert finding.code == "GD308"
    assert "contained 694 Mt equals the 694 Mt of ore" in finding.message


def test_a_copy_without_its_sources(seed: Path) -> None:
    shutil.rmtree(seed.parents[1] / "sources")
    found = _edited(seed)
    assert {(f.code, f.severity) for f in found} == {("GD601", Severity.ERROR)}
    assert len(found) > 20
