"""Two positions of one deposit: apart (GD211), or a whole degree off (GD212)."""

from __future__ import annotations

import pytest

from geodeposits.finding import Finding, Severity
from geodeposits.sphere import great_circle_km
from tests.places_kit import KM_PER_DEGREE, at, codes, findings

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


def test_two_circles_that_touch_agree() -> None:
    north = at(39.25, 32.0, "b")
    km = float(great_circle_km(39.0, 32.0, 39.25, 32.0))
    assert km * 1000 / 1000 == km
    assert findings(at(39.0, 32.0, accuracy_m=km * 1000), north, select="GD211") == ()
    less = at(39.0, 32.0, accuracy_m=km * 1000 * (1 - 1e-9))
    assert [f.severity for f in findings(less, north, select="GD211")] == [Severity.ERROR]


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
    (finding,) = _pair(12.345)
    assert finding.message == "the positions of a and b lie 12.3 km apart"
    (finding,) = _pair(12.345, 6_543.0, None)
    assert finding.message.endswith("12.3 km apart; their stated accuracies cover 6.54 km")


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
