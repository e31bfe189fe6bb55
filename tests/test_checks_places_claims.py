"""Rules on what a position claims: an area, digits, a province (GD206, GD207, GD209, GD210)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from geodeposits.checks import provinces, run
from geodeposits.checks.provinces import stated_provinces
from geodeposits.finding import Finding, Severity
from geodeposits.provinces import centres, former_provinces, province_name, provinces_by_name
from geodeposits.sphere import great_circle_km
from tests.checks_kit import dataset, found_by


def findings(
    lat: float,
    lon: float,
    *,
    country: str | None = "TR",
    admin1: str | None = None,
    select: str = "GD2",
    **more: Any,
) -> tuple[Finding, ...]:
    deposit = {"id": "d", "name": "D", "country": country, "admin1": admin1}
    position = {"claim": "d/a", "id": "d", "lat": lat, "lon": lon, "source": "a", **more}
    return found_by(select, dataset(deposits=[deposit], positions=[position]))


# --- GD206: disputed areas -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lat", "lon", "country", "area", "stated"),
    [
        (45.0, 34.0, "UA", "Crimea and Sevastopol", "Ukraine"),
        (45.0, 34.0, "RU", "Crimea and Sevastopol", "Russia"),
        (42.6, 20.9, "RS", "Kosovo", "Serbia"),
        (42.6, 20.9, "XK", "Kosovo", "Kosovo"),
        (9.56, 44.06, "SO", "Somaliland", "Somalia"),
        (22.5, -14.8, "EH", "Western Sahara", "Western Sahara"),
    ],
)
def test_a_disputed_area_is_a_note_that_takes_no_side(
    lat: float, lon: float, country: str, area: str, stated: str
) -> None:
    (finding,) = findings(lat, lon, country=country)
    assert (finding.code, finding.severity, finding.field) == ("GD206", Severity.NOTE, "lat")
    assert finding.message.endswith(
        f"lies in an area of disputed or unusual status: {area}, stated under {stated}"
    )


def test_where_nothing_is_disputed_there_is_no_note() -> None:
    assert findings(39.6, 31.35, select="GD206") == ()
    assert findings(46.6, 33.0, country="UA", select="GD206") != ()
    assert findings(50.4, 30.5, country="UA", select="GD206") == ()


def test_a_position_of_a_third_country_is_not_excused() -> None:
    assert [f.code for f in findings(45.0, 34.0, country="TR")] == ["GD204"]


def test_one_note_a_record_and_area() -> None:
    deposit = {"id": "d", "name": "D", "country": "UA"}
    rows = [{"claim": f"d/{n}", "id": "d", "lat": 45.0 + n, "lon": 34.0} for n in (0, 0.1)]
    found = run(dataset(deposits=[deposit], positions=rows), select=["GD206"]).findings
    assert [f.claim for f in found] == ["d/0"]


# --- GD209: digits -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lat", "lon", "accuracy_m", "expected"),
    [
        (39.62, 31.35, 999.0, ["GD209"]),
        (39.62, 31.35, 1000.0, []),
        (39.62, 31.35, None, []),
        (39.6, 31.0, 100.0, ["GD209"]),
        (39.621, 31.35, 100.0, []),
        (39.62, 31.351, 100.0, []),
        (-39.62, -31.35, 100.0, ["GD209"]),
    ],
)
def test_two_decimals_are_a_kilometre(
    lat: float, lon: float, accuracy_m: float | None, expected: list[str]
) -> None:
    found = findings(lat, lon, country=None, accuracy_m=accuracy_m, select="GD209")
    assert [f.code for f in found] == expected
    assert all(f.field == "accuracy_m" and f.severity is Severity.WARNING for f in found)


def test_the_claim_is_quoted() -> None:
    (finding,) = findings(39.62, 31.35, accuracy_m=100.0, select="GD209")
    assert finding.message == (
        "lat 39.62°, lon 31.35° is written to a hundredth of a degree, some 1,000 m, but claims to "
        "be accurate to 100 m"
    )


# --- GD207: middles ------------------------------------------------------------------------------


def _middle(code: str) -> tuple[float, float, float]:
    known = centres()
    row = np.flatnonzero(known.code == code)[0]
    return float(known.lat[row]), float(known.lon[row]), float(known.area_km2[row])


def test_centres_are_where_the_land_is() -> None:
    lat, lon, area = _middle("TR")
    assert great_circle_km(lat, lon, 39.06, 35.17) < 30  # CIA: 39 00 N, 35 00 E
    assert area == pytest.approx(780_000, rel=0.02)  # 783,562 km² with the lakes
    lat, lon, _ = _middle("US")
    assert great_circle_km(lat, lon, 39.83, -98.58) < 60  # of the 48 states: USGS; both are flat
    assert set(centres().code) >= {"TR", "TR-26", "US", "US-CA"}
    assert "" not in centres().code


@pytest.mark.parametrize(
    ("code", "country", "named"),
    [("TR", "TR", "Türkiye"), ("AU-WA", "AU", "Western Australia")],
)
def test_the_middle_of_a_country_and_of_a_province(code: str, country: str, named: str) -> None:
    lat, lon, _ = _middle(code)
    (finding,) = findings(lat, lon, country=country, accuracy_m=500.0, select="GD207")
    assert finding.severity is Severity.WARNING
    assert f" km from the middle of {named}, but claims to be accurate to 500 m" in finding.message


@pytest.mark.parametrize(
    ("accuracy_m", "expected"), [(9_999.0, ["GD207"]), (10_000.0, []), (None, [])]
)
def test_who_claims_ten_kilometres_claims_nothing(
    accuracy_m: float | None, expected: list[str]
) -> None:
    lat, lon, _ = _middle("TR")
    found = findings(lat, lon, accuracy_m=accuracy_m, select="GD207")
    assert [f.code for f in found] == expected


@pytest.mark.parametrize(("code", "country"), [("US-CO", "US"), ("TR-26", "TR"), ("AU", "AU")])
def test_the_middle_is_small_and_never_more_than_ten_kilometres(code: str, country: str) -> None:
    lat, lon, area = _middle(code)
    reach = min(10.0, np.sqrt(area * 0.0001 / np.pi))
    for km, expected in ((reach - 0.05, 1), (reach + 0.05, 0)):
        off = lat + np.degrees(km / 6371.0088)
        found = findings(off, lon, country=country, accuracy_m=500.0, select="GD207")
        assert len(found) == expected, (code, km)


# --- GD210: provinces ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("admin1", "expected"),
    [
        ("Eskişehir", 0),
        ("eskisehir", 0),
        ("Eskisehir Province", 0),
        ("TR-26", 0),
        ("Bolu", 1),
        ("TR-14", 1),
        ("Bolu, Eskişehir", 0),
        ("Bolu or Ankara", 1),
        ("Bolu, Nowhere", 0),
        ("Bolu/Nowhere", 1),
        ("Nowhere/Bolu", 0),
        ("TR-99", 0),
        ("Central Anatolia", 0),
        (None, 0),
    ],
)
def test_a_position_outside_of_its_province(admin1: str | None, expected: int) -> None:
    found = findings(39.61944, 31.35083, admin1=admin1, select="GD210")
    assert len(found) == expected
    assert all((f.severity, f.field) == (Severity.WARNING, "admin1") for f in found)


def test_what_is_wrong_and_where_it_lies() -> None:
    (finding,) = findings(-36.7, 142.2, country="AU", admin1="Western Australia")
    assert finding.code == "GD210"
    assert finding.message == (
        "lat -36.7°, lon 142.2° lies 1,330 km outside Western Australia, in Victoria: the position "
        "or the province is wrong"
    )


def _off(
    monkeypatch: pytest.MonkeyPatch,
    km: float,
    *,
    lat: float = 39.6,
    lon: float = 31.35,
    **more: Any,
) -> list[str]:
    """Check a point said to be in Bolu, and so far outside of it."""
    monkeypatch.setattr(
        provinces, "distance_to_province_km", lambda lat, lon, code: np.full(len(lat), km)
    )
    return [f.code for f in findings(lat, lon, admin1="Bolu", **more)]


@pytest.mark.parametrize(
    ("km", "more", "expected"),
    [
        (10.0, {}, []),
        (10.1, {}, ["GD210"]),
        (10.1, {"accuracy_m": 10_200.0}, []),
        (10.3, {"accuracy_m": 10_200.0}, ["GD210"]),
        (50.0, {"lat": 42.0, "lon": 31.5}, []),  # at sea
        (50.1, {"lat": 42.0, "lon": 31.5}, []),  # and so far from the country that GD205 may tell
        (50.0, {"lat": 41.23, "lon": 31.31}, []),
        (50.1, {"lat": 41.23, "lon": 31.31}, ["GD210"]),
        (60.0, {"lat": 39.0, "lon": 31.0}, []),  # whole degrees: 70 km
        (75.0, {"lat": 39.0, "lon": 31.0}, ["GD210"]),
    ],
)
def test_how_far_outside_a_province_is_wrong(
    monkeypatch: pytest.MonkeyPatch, km: float, more: dict[str, Any], expected: list[str]
) -> None:
    assert _off(monkeypatch, km, **more) == expected


def test_outside_of_the_country_is_another_rules_business() -> None:
    assert [f.code for f in findings(33.3, 44.4, admin1="Bolu")] == ["GD204"]


@pytest.mark.parametrize(
    ("lat", "lon", "country", "admin1"),
    [
        (-10.5, 34.6, "TZ", "Iringa"),  # Njombe since 2012
        (17.4, 78.5, "IN", "Andhra Pradesh"),  # Telangana since 2014
        (34.2208, 71.1411, "PK", "Khyber Pakhtunkhwa"),  # with the tribal areas since 2018
        (9.2089, -9.8006, "GN", "Faranah"),  # a region with a prefecture of that name
        (2.0, -57.1, "GY", "East Berbice-Corentyne"),  # misnamed in the borders
        (35.1656, 126.7395, "KR", "Gwangju"),  # a city that has grown
    ],
)
def test_what_the_borders_do_not_know_is_left_alone(
    lat: float, lon: float, country: str, admin1: str
) -> None:
    assert findings(lat, lon, country=country, admin1=admin1, select="GD210") == ()


def test_former_provinces_count_for_what_was_split_off_only() -> None:
    assert former_provinces("TZ-29") == {"TZ-04"}
    assert former_provinces("TZ-04") == frozenset()
    (finding,) = findings(-7.77, 35.7, country="TZ", admin1="Njombe", select="GD210")
    assert "outside Njombe, in Iringa" in finding.message


@pytest.mark.parametrize(
    ("country", "stated", "expected"),
    [
        ("KZ", "Qostanay oblysy", "KZ-KUS"),
        ("RU", "Murmanskaya oblast'", "RU-MUR"),
        ("RU", "Respublika Sakha", "RU-SA"),
        ("BD", "Chittagong bibhag", "BD-B"),
        ("SE", "Västmanlands län", "SE-U"),
        ("CN", "Inner Mongolia", "CN-NM"),
        ("CA", "Quebec / Newfoundland and Labrador", "CA-NL CA-QC"),
        ("US", "Florida or Georgia", "US-FL US-GA"),
        ("NO", "Ostfold", "NO-01"),
        ("PL", "Lodz Voyvodaligi", "PL-LD"),
        ("VN", "Dong Bac", "VN-53"),
        ("IS", "Nordurland vestra", "IS-5"),
        ("AZ", "Agcabedi", "AZ-AGC"),
        ("LK", "Kaegalla", "LK-92"),
        ("US", "Queensland", ""),
        ("", "Queensland", ""),
    ],
)
def test_names_of_provinces(country: str, stated: str, expected: str) -> None:
    table = pd.DataFrame({"country": [country], "admin1": [stated]})
    assert list(stated_provinces(table)) == [expected]


def test_words_for_what_a_province_is_name_none() -> None:
    words = """
        area autonomous avtonomnaya avtonomnyy bibhag canton county departement department district
        division do governorate hui kanton krai kraj kray laan laani lan metropolitan municipality
        obl oblast oblys oblysy okrug okrugi palata prefecture province provincia region republic
        respublika sheng special state territory uyghur wilayah zhuang zizhiqu
    """
    stated = [f"Victoria {word}" for word in words.split()]
    table = pd.DataFrame({"country": "AU", "admin1": stated})
    assert set(stated_provinces(table)) == {"AU-VIC"}


def test_a_province_is_named_in_english() -> None:
    assert province_name("CN-NM") == "Inner Mongolia"
    assert province_name("XX-1") == "XX-1"
    assert provinces_by_name(str.upper)[("AU", "VICTORIA")] == {"AU-VIC"}
