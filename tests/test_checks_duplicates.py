"""GD801: two records of one deposit, close together and under names that are alike."""

from __future__ import annotations

import math
from typing import Any

import pytest

from geodeposits.checks import run
from geodeposits.finding import Finding, Severity
from geodeposits.sphere import EARTH_RADIUS_KM
from tests.checks_kit import dataset, found_by

KM = math.degrees(1 / EARTH_RADIUS_KM)  # degrees of latitude


def found(*records: dict[str, Any]) -> list[Finding]:
    """Check curated deposits, each of a name and a position."""
    deposits, positions = [], []
    for number, record in enumerate(records):
        key = record.get("id", f"d{number}")
        deposits.append(
            {
                "id": key,
                "name": record["name"],
                "aliases": record.get("aliases"),
                "country": record.get("country", "TR"),
                "type": "unknown",
            }
        )
        positions.append(
            {
                "claim": f"{key}/positions/s",
                "id": key,
                "lat": record.get("lat", 39.0),
                "lon": record.get("lon", 31.0),
                "accuracy_m": record.get("accuracy_m"),
                "standing": record.get("standing", "accepted"),
                "origin": f"my.csv:{number + 2}",
            }
        )
    return list(found_by("GD801", dataset(deposits=deposits, positions=positions)))


def pair(one: str, two: str, **second: Any) -> list[Finding]:
    return found({"name": one}, {"name": two, **second})


def test_two_spellings_nearby_are_one_deposit() -> None:
    (finding,) = pair("Kızılcaören", "Kizilcaoren", lat=39.0 + 0.3 * KM)
    assert (finding.severity, finding.deposit, finding.field) == (Severity.WARNING, "d1", "name")
    assert (finding.origin, finding.claim) == ("my.csv:3", "d1/positions/s")
    assert finding.message == (
        "'Kizilcaoren' is probably d0 'Kızılcaören' once more: one name, 300 m apart; "
        "make them one record, or say in the names what is different"
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kızılcaören", "Кызылджаорен"), ("Kizilcaoren", "Кызылджаорен"),
        ("Mäkärä", "MAKARA"), ("Kizilcaoren Deposit", "the Kizilcaoren mine"),
        ("Lake Wicheeda", "Wicheeda Lake"), ("Jabal Sa'id", "Jabal Said"),
        ("Kızılcaören (Beylikova)", "Kizilcaoren Beylikova"), ("Zone 2 Alma", "Alma No. 2"),
    ],
)  # fmt: skip
def test_names_fold_alike(one: str, two: str) -> None:
    assert len(pair(one, two)) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Zone A", "Zone B"), ("Karr Zone A", "Karr Zone B"),
        ("Brotorp 1", "Brotorp 2"), ("Kutessay I", "Kutessay II"), ("Gambit", "Gambit West"),
        ("Kutessay", "Kutessay II"),
        ("unnamed", "unnamed"), ("Deposit", "Mine"), ("Amity", "Olserum"),
    ],
)  # fmt: skip
def test_what_tells_places_apart(one: str, two: str) -> None:
    assert pair(one, two) == []


def same_with(words: str, name: str) -> list[bool]:
    """Say of each word whether a name, and the name with the word, are taken for one place."""
    records = [
        {"name": each, "lat": float(number)}
        for number, word in enumerate(words.split())
        for each in (name, f"{name} {word}")
    ]
    later = {finding.deposit for finding in found(*records)}
    return [f"d{number}" in later for number in range(1, len(records), 2)]


def test_words_that_name_nothing() -> None:
    words = """
        a an and at claim claims de del deposit deposits des do du el in la las le los mine mines
        mineralisation mineralization no number occurrence occurrences of ore orebody project
        property prospect prospects ree showing showings site sites target the unknown unnamed
        untitled zone zones
    """
    assert all(same_with(words, name="Abc"))


def test_words_that_tell_two_places_apart() -> None:
    words = """
        north south east west northern southern eastern western northeast northwest southeast
        southwest central centre center upper lower middle main big little great small old new
        left right first second third area belt district field group range region section
    """
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"  # a word changes it little
    assert all(same_with("alma meadows", long))
    assert not any(same_with(words, long))
    assert not any(same_with("i ii iii iv v vi vii viii ix x xi xii 1 17 b", long))


def test_names_are_alike_from_85_percent_on() -> None:
    # letters in common, in order: 2 * 17 / 40 = 85 %, and 2 * 16 / 39 = 82 %
    (finding,) = pair("abcdefghijklmnopqrst", "abcdefghijklmnopqxzv")
    assert "85 % alike" in finding.message
    assert pair("abcdefghijklmnopqrst", "abcdefghijklmnopxzv") == []


def test_less_than_a_kilometre() -> None:
    assert len(pair("Alma", "Alma", lat=39.0 + 0.999 * KM)) == 1
    assert pair("Alma", "Alma", lat=39.0 + 1.001 * KM) == []


def test_or_as_far_as_the_accuracies_reach() -> None:
    near = {"lat": 39.0 + 9.9 * KM, "accuracy_m": 10_000}
    (finding,) = pair("Alma", "Alma", **near)
    assert "9.9 km apart" in finding.message
    assert pair("Alma", "Alma", lat=39.0 + 10.1 * KM, accuracy_m=10_000) == []
    one = {"name": "Alma", "accuracy_m": 6_000}
    assert len(found(one, {**one, "lat": 39.0 + 11.9 * KM})) == 1, "both accuracies count"
    assert found(one, {**one, "lat": 39.0 + 12.1 * KM}) == []


def test_but_no_farther_than_25_km() -> None:
    rough = {"name": "Alma", "accuracy_m": 100_000}
    assert len(found(rough, {**rough, "lat": 39.0 + 24.9 * KM})) == 1
    assert found(rough, {**rough, "lat": 39.0 + 25.1 * KM}) == []


def test_the_antimeridian_and_the_pole_part_nothing() -> None:
    east = {"name": "Alma", "country": "FJ", "lat": -17.0, "lon": 179.999}
    assert len(found(east, {**east, "lon": -179.999})) == 1
    north = {"name": "Alma", "lat": 89.999, "lon": 10.0}
    assert len(found(north, {**north, "lon": -100.0})) == 1


def test_of_one_country_and_with_a_place_on_the_globe() -> None:
    assert pair("Alma", "Alma", country="AM") == []
    assert found({"name": "Alma", "country": None}, {"name": "Alma", "country": None}) == []
    assert found({"name": "Alma", "lat": 95.0}, {"name": "Alma", "lat": 95.0}) == []
    assert pair("Alma", "Alma", standing="refuted") == []


def test_an_alias_is_a_name() -> None:
    (finding,) = pair("Prince", "Wicheeda", aliases="Carbo; Prince")
    assert "'Wicheeda' (as 'Prince') is probably d0 'Prince' once more" in finding.message
    assert pair("Prince", "Wicheeda", aliases="Carbo; Prince?") == [], "its source doubts it"


def test_an_alias_is_told_by_what_the_name_is() -> None:
    parts = (
        {"name": "Canakli I", "aliases": "Conakli"},
        {"name": "Canakli II", "aliases": "Conakli"},
    )
    assert found(*parts) == []


@pytest.mark.parametrize(
    ("one", "two", "alias", "expected"),
    [
        ("Alma II", "Berg II", "Alma", 1),
        ("Alma", "Berg II", "Alma", 0),
        ("Berg 2 North", "Alma 2", "North Berg", 1),
        ("Berg North 2", "Alma 2 North", "Berg 2", 1),
        ("Berg 2", "Alma 2 North", "Berg 2", 0),
        ("Berg 1 1", "Alma 1 1", "Berg", 1),
        ("Berg 1", "Alma 1 1", "Berg", 0),
        ("Berg 1", "Alma", "Berg 1", 1),
        ("Berg 1", "Alma", "Berg", 0),
    ],
)
def test_name_and_alias_tell_together_in_any_order(
    one: str, two: str, alias: str, expected: int
) -> None:
    assert len(pair(one, two, aliases=alias)) == expected


def test_two_positions_of_one_record_are_no_pair() -> None:
    twice = {"id": "d0", "name": "Alma"}
    assert found(twice, twice) == []


def test_the_later_record_is_said_once() -> None:
    findings = found({"name": "Alma"}, {"name": "Alma"}, {"name": "Alma"})
    assert [finding.deposit for finding in findings] == ["d1", "d2"]
    assert "on one point" in findings[0].message
    assert "is probably d0" in findings[1].message


def test_the_most_alike_of_the_earlier_is_named() -> None:
    near, far = {"name": "Almaray"}, {"name": "Almarax", "lat": 39.0 + 0.5 * KM}
    findings = found(near, far, {"name": "Almarax"})
    assert [finding.message.split(" once")[0] for finding in findings][-1].endswith("d1 'Almarax'")


def test_of_two_alike_the_nearest_is_named_and_then_the_first() -> None:
    apart = [{"name": "Alma", "lat": 39.0 + km * KM} for km in (0.6, 0.3, 0.0, 0.3)]
    assert [f.message.split(" once")[0][-9:] for f in found(*apart)] == [
        "d0 'Alma'",
        "d1 'Alma'",
        "d1 'Alma'",
    ]


def test_of_two_positions_alike_the_first_is_told() -> None:
    twice = {"id": "d1", "name": "Alma"}
    (finding,) = found({"name": "Alma"}, twice, twice)
    assert finding.origin == "my.csv:3"


def test_a_distance_has_two_digits() -> None:
    for km, said in ((0.337, "340 m apart"), (0.0101, "10 m apart"), (0.0099, "on one point")):
        (finding,) = pair("Alma", "Alma", lat=39.0 + km * KM)
        assert f": one name, {said}; make them one record" in finding.message
    (finding,) = pair("Alma", "Alma", lat=39.0 + 12.34 * KM, accuracy_m=20_000)
    assert "one name, 12 km apart; " in finding.message


def occurrence(number: int, name: str, **cells: Any) -> dict[str, Any]:
    where = {"country": "TR", "lat": 39.0, "lon": 31.0}
    return {"occurrence_id": f"usgs-{number}", "name": name, **where, **cells}


def test_occurrences_that_one_deposit_cites_belong_together() -> None:
    def count(one: str | None, two: str | None) -> int:
        rows = [occurrence(1, "Alma", deposits=one), occurrence(2, "Alma", deposits=two)]
        return len(run(dataset(occurrences=rows), select=["GD801"]).findings)

    assert count(None, None) == 1
    assert count("tr-a; tr-b", "tr-b") == 0
    assert count("tr-a", "tr-b") == 1
    assert count("tr-a", None) == 1


def test_an_occurrence_is_no_duplicate_of_a_deposit() -> None:
    deposit = {"id": "tr-alma", "name": "Alma", "country": "TR", "type": "unknown"}
    position = {"claim": "c", "id": "tr-alma", "lat": 39.0, "lon": 31.0, "standing": "accepted"}
    both = dataset(deposits=[deposit], positions=[position], occurrences=[occurrence(1, "Alma")])
    assert run(both, select=["GD801"]).findings == ()


def test_a_crowd_on_one_point_is_searched_next_to_each_name() -> None:
    crowd = [{"name": f"{chr(97 + i % 26)}{chr(97 + i // 26)}qwzx"} for i in range(300)]
    findings = found(*crowd, {"name": "Kızılcaören"}, {"name": "Kizilcaoren"})
    assert [f.deposit for f in findings if "izilcaoren" in f.message] == ["d301"]


def crowded(between: int, **elsewhere: float) -> list[str]:
    """Put so many names, in the order of the alphabet, between two that are alike."""
    crowd = [
        {"name": f"m{chr(97 + i // 26)}{chr(97 + i % 26)}", **elsewhere} for i in range(between)
    ]
    ends = [{"name": "almaraygorahisar"}, {"name": "zlmaraygorahisar"}]
    return [f.deposit for f in found(*ends, *crowd) if "araygora" in f.message]


def test_each_name_of_a_crowd_is_compared_with_the_next_forty() -> None:
    assert crowded(39) == ["d1"]
    assert crowded(40) == []


@pytest.mark.parametrize("elsewhere", [{"lat": 38.0}, {"lon": 32.0}])
def test_a_crowd_elsewhere_is_none(elsewhere: dict[str, float]) -> None:
    assert crowded(60, **elsewhere) == ["d1"]
