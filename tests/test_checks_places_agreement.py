"""Rules on positions beside what others say: the atlas, older databases, other deposits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from geodeposits.checks import witnesses
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from tests.checks_kit import dataset, found_by

KM_PER_DEGREE = 111.195
GOOD = {"lat": 39.61944, "lon": 31.35083}

USGS = "usgs-global-ree"


def deposit(key: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "name": name, "country": "TR", **more}


def position(key: str, source: str, lat: float, lon: float, **more: Any) -> dict[str, Any]:
    where = {"lat": lat, "lon": lon, "standing": "accepted", **more}
    return {"claim": f"{key}/{source}", "id": key, "source": source, **where}


def occurrence(number: str, name: str, lat: float, lon: float, **more: Any) -> dict[str, Any]:
    where = {"lat": lat, "lon": lon, "country": "TR", "source": USGS, **more}
    return {"occurrence_id": f"usgs-{number}", "name": name, **where}


def other(claim: str, name: str, lat: float, lon: float, **more: Any) -> dict[str, Any]:
    source, _, number = claim.partition("/")
    where = {"lat": lat, "lon": lon, "country": "TR", "source": source, **more}
    return {"claim": claim, "name": name, "at": f"rec_id {number}", **where}


def north(km: float) -> float:
    return GOOD["lat"] + km / KM_PER_DEGREE


def found(own: Dataset, atlas: Dataset | None = None, select: str = "GD21") -> list[Finding]:
    return list(found_by(select, own, atlas))


def table(number: str, name: str, lat: float, lon: float, **more: Any) -> Dataset:
    """Return a foreign table of one record: of the USGS, as its only source says."""
    return dataset(
        deposits=[deposit(number, name, **more)],
        positions=[position(number, USGS, lat, lon)],
        sources=[{"key": USGS}],
    )


def atlas(*positions: dict[str, Any], name: str = "Beylikova", cites: str = "8759") -> Dataset:
    """Return an atlas with one deposit, and the record of the USGS that it cites."""
    return dataset(
        deposits=[deposit("tr-b", name, aliases="Kızılcaören; Kızılcaören-Küçükhöyüklü")],
        positions=list(positions),
        occurrences=[occurrence(cites, "Kizilcaören", 40.5972, 31.3672, deposits="tr-b")],
    )


MINE = position("tr-b", "mta", **GOOD, accuracy_m=500.0)
REFUTED = position("tr-b", USGS, 40.5972, 31.3672, standing="refuted", at="ID_No 8759")

# --- The atlas -----------------------------------------------------------------------------------


def test_a_slip_beside_the_atlas() -> None:
    (finding,) = found(table("8759", "Kizilcaören", 40.5972, 31.3672), atlas(MINE, REFUTED))
    assert (finding.code, finding.severity) == ("GD212", Severity.ERROR)
    assert (finding.deposit, finding.field) == ("8759", "lat")
    assert finding.message == (
        "latitude 40.5972° of usgs-global-ree and 39.61944° of mta (tr-b) differ by 1 whole degree "
        "while the longitudes agree within 0.016°: a slip in the degrees; the first would be "
        "39.5972°, or else the second 40.61944°"
    )


def test_without_an_atlas_nobody_contradicts() -> None:
    assert found(table("8759", "Kizilcaören", 40.5972, 31.3672)) == []


def test_what_the_deposit_has_judged_here_is_not_told_again() -> None:
    assert found(atlas(MINE, REFUTED)) == []
    (finding,) = found(atlas(MINE))
    assert (finding.code, finding.deposit) == ("GD212", "usgs-8759")


@pytest.mark.parametrize(
    ("km", "severity"),
    [
        (4.9, None),
        (5.1, Severity.WARNING),
        (24.9, Severity.WARNING),
        (25.1, Severity.ERROR),
    ],
)
def test_how_far_from_the_atlas_is_a_conflict(km: float, severity: Severity | None) -> None:
    own = table("8759", "Kizilcaören", north(km), 31.35083)
    findings = found(own, atlas(MINE, REFUTED))
    assert [(f.code, f.severity) for f in findings] == ([("GD211", severity)] if severity else [])


def test_one_position_that_agrees_is_enough() -> None:
    own = table("8759", "Kizilcaören", north(40.0), 31.35083)
    near = position("tr-b", "usmin", north(38.0), 31.35083)
    assert found(own, atlas(MINE, REFUTED, near)) == []
    assert len(found(own, atlas(MINE, REFUTED, {**near, "standing": "refuted"}))) == 1
    assert len(found(own, atlas(MINE, REFUTED, {**near, "marks": "nearest-town"}))) == 1


def test_stated_accuracies_cover() -> None:
    own = table("8759", "Kizilcaören", north(30.0), 31.35083)
    (finding,) = found(own, atlas({**MINE, "accuracy_m": 29_000.0}, REFUTED))
    assert finding.message.endswith(
        "lie 30 km apart; their accuracies, stated or of round figures, cover 29 km"
    )
    assert found(own, atlas({**MINE, "accuracy_m": 31_000.0}, REFUTED)) == []


def test_round_figures_are_rough() -> None:
    """39.5° N is half a quarter of a degree off at most: 18 km with the longitude."""
    assert found(table("8759", "Kizilcaören", 39.5, 31.25), atlas(MINE, REFUTED)) == []
    (finding,) = found(table("8759", "Kizilcaören", 39.501, 31.25), atlas(MINE, REFUTED))
    assert finding.code == "GD211"
    assert found(table("8759", "Kizilcaören", 40.0, 31.0), atlas(MINE, REFUTED)) == []
    (rough,) = found(table("8759", "Kizilcaören", 40.6, 31.4), atlas(MINE, REFUTED))
    assert rough.code == "GD211"  # so round that it agrees on the longitude by chance
    assert found(table("8759", "Kizilcaören", 39.5, 31.5), atlas(MINE, REFUTED)) == []  # 18 of 35


@pytest.mark.parametrize("parts", [1, 2, 4, 6, 10, 12, 20, 60])
def test_a_round_figure_is_off_by_half_a_step(parts: int) -> None:
    step = 1 / parts
    axis = np.array([step, step + 0.00039, step + 0.00041, step - 0.00041])
    off = witnesses._rounded_km(axis, axis)
    expected = KM_PER_DEGREE * step / 2 * np.hypot(1, np.cos(np.radians(step)))
    assert off[:2] == pytest.approx(expected, rel=1e-4)
    assert off[2:].tolist() == [0.0, 0.0]
    assert witnesses._rounded_km(axis[:1], axis[2:3]).tolist() == [0.0]
    assert witnesses._rounded_km(axis[2:3], axis[:1]).tolist() == [0.0]


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Kizilcaoren", "TR", 1),
        ("BEYLİKOVA", "TR", 1),
        ("Kizilcaoren", "AZ", 0),
        ("Sivrihisar", "TR", 0),
    ],
)
def test_a_table_of_somebody_is_linked_by_name_and_country(
    name: str, country: str, expected: int
) -> None:
    own = dataset(
        deposits=[{**deposit("row-2", name), "country": country}],
        positions=[position("row-2", "mine", north(40.0), 31.35083)],
    )
    assert len(found(own, atlas(MINE, REFUTED))) == expected


def test_a_name_borne_twice_links_nothing() -> None:
    own = dataset(
        deposits=[deposit("row-2", "Beylikova"), deposit("row-3", "Beylikova")],
        positions=[position(key, "mine", north(40.0), 31.35083) for key in ("row-2", "row-3")],
    )
    assert found(own, atlas(MINE, REFUTED), select="GD211") == []


def test_who_borrows_a_figure_is_not_in_the_place() -> None:
    """A deposit cites the record of a neighbour, whose name it does not bear."""
    own = table("8735", "Jabal Hadb", 40.5972, 31.3672)
    assert found(own, atlas(MINE, cites="8735")) == []
    cited = position("tr-b", USGS, 40.5972, 31.3672, standing="refuted", at="ID_No 8735")
    assert [f.code for f in found(own, atlas(MINE, cited, cites="8735"))] == ["GD212"]


@pytest.mark.parametrize("source", [USGS, None])
def test_several_records_of_a_deposit_are_its_parts(source: str | None) -> None:
    names = {"8759": "Kizilcaören", "8760": "Beylikova"}
    known = replace(
        atlas(MINE),
        occurrences=dataset(
            occurrences=[occurrence(n, name, **GOOD, deposits="tr-b") for n, name in names.items()]
        ).occurrences,
    )
    for km, expected in ((24.9, 0), (25.1, 2)):
        own = dataset(
            deposits=[deposit(n, name) for n, name in names.items()],
            positions=[{**position(n, USGS, north(km), 31.35083), "source": source} for n in names],
            sources=[{"key": USGS}],
        )
        assert len(found(own, known, select="GD211")) == expected


def test_a_copy_is_held_against_the_record_itself() -> None:
    known = dataset(occurrences=[occurrence("1", "Alpha", 39.5123, 32.5123)])
    assert found(table("1", "Alpha", 39.5123, 32.5123), known) == []
    assert found(table("1", "Alpha", 39.7, 32.5123), known) == []  # 21 km: one source may
    (far,) = found(table("1", "Alpha", 39.9, 32.5123), known)
    assert (far.code, far.severity) == ("GD211", Severity.ERROR)
    assert "usgs-global-ree (usgs-1)" in far.message
    (slip,) = found(table("1", "Alpha", 39.5123, 35.5123), known)
    assert (slip.code, slip.field) == ("GD212", "lon")


# --- Older databases -----------------------------------------------------------------------------


def _beside(*others: dict[str, Any], km: float = 40.0, name: str = "Kızılcaören") -> list[Finding]:
    own = dataset(
        occurrences=[occurrence("1", name, north(km), 31.35083)], other_positions=list(others)
    )
    return found(own)


OLD = other("usgs-ofr-2002-189/44", "Kizilçaören", **GOOD)


def test_one_older_database_is_a_note() -> None:
    (finding,) = _beside(OLD)
    assert (finding.code, finding.severity) == ("GD211", Severity.NOTE)
    assert finding.message == (
        "the positions of usgs-ofr-2002-189 (44), lat 39.61944°, lon 31.35083°, and of "
        "usgs-global-ree lie 40 km apart: either may be wrong"
    )
    assert _beside(OLD, km=24.9) == []
    assert len(_beside(OLD, km=25.1)) == 1


@pytest.mark.parametrize(
    ("lat", "km", "severity"),
    [
        (north(4.9), 40.0, Severity.ERROR),
        (north(5.1), 40.0, Severity.NOTE),
        (north(0.0), 40.0, Severity.NOTE),  # copied from one another
        (north(0.5), 20.0, Severity.WARNING),
    ],
)
def test_two_older_databases_that_agree_count(lat: float, km: float, severity: Severity) -> None:
    second = other("usgs-ofr-2009-1139/53", "Kizilcaoren", lat, 31.35083)
    (finding,) = _beside(OLD, second, km=km)
    assert finding.severity is severity


def test_an_older_database_that_agrees_settles_it() -> None:
    assert _beside(OLD, other("usgs-usmin/1", "Kizilcaoren", north(41.0), 31.35083)) == []


def test_a_slip_beside_an_older_database_is_an_error() -> None:
    (finding,) = _beside(OLD, km=KM_PER_DEGREE)
    assert (finding.code, finding.severity, finding.deposit) == ("GD212", Severity.ERROR, "usgs-1")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"name": "Kizilcaoren deposit"}, 1),
        ({"name": "Eskisehir (Kizilcaoren, Sivrihisar)"}, 1),
        ({"name": "Eskisehir", "aliases": "Beylikova; Kizilcaoren"}, 1),
        ({"name": "Sivrihisar"}, 0),
        ({"country": "AZ"}, 0),
        ({"lat": 12.0}, 0),  # outside of its own country: no witness
        ({"admin1": "Bolu"}, 0),  # outside of its own province
        ({"admin1": "Eskisehir"}, 1),
    ],
)
def test_whom_an_older_database_speaks_of(changed: dict[str, Any], expected: int) -> None:
    assert len(_beside({**OLD, **changed})) == expected


def test_a_name_that_stands_twice_in_one_database_is_no_link() -> None:
    assert _beside(OLD, other("usgs-ofr-2002-189/45", "Kizilcaoren", north(2.0), 31.35083)) == []


def test_a_district_is_wide() -> None:
    second = other("usgs-ofr-2009-1139/53", "Kizilcaoren District", north(0.5), 31.35083)
    first = {**OLD, "name": "Kizilcaoren District"}
    assert _beside(first, second, km=20.0, name="Kizilcaoren District") == []
    assert len(_beside(first, second, km=26.0, name="Kizilcaoren District")) == 1


def test_a_deposit_that_two_sources_place_alike_needs_no_third() -> None:
    one = position("tr-b", "a", north(40.0), 31.35083)
    two = position("tr-b", "b", north(41.0), 31.35083)
    tables = {"deposits": [deposit("tr-b", "Kızılcaören")], "other_positions": [OLD]}
    assert [f.severity for f in found(dataset(positions=[one], **tables))] == [Severity.NOTE]
    assert found(dataset(positions=[one, two], **tables)) == []
    judged = {**position("tr-b", "usgs-ofr-2002-189", **GOOD), "standing": "refuted"}
    assert found(dataset(positions=[one, judged], **tables)) == []


def test_a_foreign_table_is_held_against_the_older_databases_of_the_atlas() -> None:
    own = table("1", "Kizilcaören", north(40.0), 31.35083)
    (finding,) = found(own, dataset(other_positions=[OLD]))
    assert finding.severity is Severity.NOTE


# --- GD213: one point ----------------------------------------------------------------------------


def test_two_deposits_on_one_point_are_a_note() -> None:
    own = dataset(
        deposits=[deposit("a", "Alpha"), deposit("b", "Beta")],
        positions=[position("a", "x", **GOOD), position("b", "x", **GOOD)],
    )
    (finding,) = found(own, select="GD213")
    assert (finding.severity, finding.deposit) == (Severity.NOTE, "a")
    assert finding.message == (
        "lat 39.61944°, lon 31.35083° is the point of 2 records: a, b; is it that of a district, "
        "or are some the same?"
    )


def test_what_is_not_one_point() -> None:
    rows = [deposit("a", "Alpha"), deposit("b", "Beta")]
    for lat, expected in ((39.6194404, 1), (39.619442, 0)):
        points = [position("a", "x", **GOOD), position("b", "x", lat, 31.35083)]
        own = dataset(deposits=rows, positions=points)
        assert len(found(own, select="GD213")) == expected
    twice = [position("a", "x", **GOOD), position("a", "y", **GOOD)]
    assert found(dataset(deposits=rows, positions=twice), select="GD213") == []
    nowhere = [position(key, "x", 95.0, 31.0) for key in "ab"]
    assert found(dataset(deposits=rows, positions=nowhere), select="GD213") == []


def test_records_of_one_name_and_those_of_one_deposit_belong_together() -> None:
    same = [occurrence("1", "Alpha", **GOOD), occurrence("2", "Alpha", **GOOD)]
    assert found(dataset(occurrences=same), select="GD213") == []
    cited = [
        occurrence(number, name, **GOOD, deposits="tr-b")
        for number, name in (("1", "Alpha"), ("2", "Beta"))
    ]
    assert found(dataset(occurrences=cited), select="GD213") == []
    apart = [{**row, "deposits": None} for row in cited]
    assert [f.deposit for f in found(dataset(occurrences=apart), select="GD213")] == ["usgs-1"]


def test_many_on_one_point_are_counted() -> None:
    rows = [occurrence(str(n), f"Mine {chr(64 + n)}", **GOOD) for n in range(1, 6)]
    (finding,) = found(dataset(occurrences=rows), select="GD213")
    assert "the point of 5 records: usgs-1, usgs-2, usgs-3 and 2 more;" in finding.message
