"""The script that plants errors in clean records and counts which of them the checks find."""

from __future__ import annotations

import importlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from geodeposits.dataset import Dataset
from tests.amounts_kit import deposit, estimate
from tests.checks_kit import dataset

SCRIPTS = Path(__file__).resolve().parent.parent / "benchmarks"


@pytest.fixture(name="script")
def _script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("seeded_errors")


def amounts() -> Dataset:
    """Return three estimates, one of which contradicts itself, and a category of one."""
    figures = [("12.4", "3.24", "402"), ("3.9", "2.47", "96.3"), ("17", "0.11", "6.5")]
    rows = [
        estimate(*each, id=f"d{number}", claim=f"d{number}/e")
        for number, each in enumerate(figures)
    ]
    part = estimate("12.4", "3.24", "402", id="d0", claim="d0/e/inferred", part_of="d0/e")
    deposits = [deposit(f"d{number}", None) for number in range(3)]
    return dataset(deposits=deposits, estimates=[*rows, part])


def places() -> Dataset:
    """Return two occurrences in Türkiye and one without a position."""
    points = {"Kızılcaören": (39.6, 31.35), "Felahiye": (38.4, 35.2), "Unknown": (None, None)}
    rows = [
        {"occurrence_id": f"x-{name}", "name": name, "country": "TR", "lat": lat, "lon": lon}
        for name, (lat, lon) in points.items()
    ]
    return dataset(occurrences=rows)


def test_errors_are_planted_in_clean_records_round_by_round(script: ModuleType) -> None:
    (kind,) = (each for each in script.CLASSES if each.name == "kt/Mt")
    found = script.outcome(amounts(), kind, count=5, seed=1)
    assert (found.planted, found.found, found.recall) == (5, 5, 1.0)
    assert (found.records, found.flagged) == (3, 1)
    assert (found.unharmed, found.alarms) == (1, 0)  # left over in the third round


def test_an_error_that_no_rule_is_asked_for_is_missed(script: ModuleType) -> None:
    (kind,) = (each for each in script.CLASSES if each.name == "kt/Mt")
    found = script.outcome(amounts(), replace(kind, codes=("GD407",)), count=2, seed=1)
    assert (found.planted, found.found, found.flagged) == (2, 0, 0)


@pytest.mark.parametrize(("name", "records"), [("swap", 2), ("sign", 2), ("duplicate", 2)])
def test_places_are_spoilt_and_found(script: ModuleType, name: str, records: int) -> None:
    (kind,) = (each for each in script.CLASSES if each.name == name)
    found = script.outcome(places(), kind, count=1, seed=1)
    assert (found.planted, found.found, found.records) == (1, 1, records)
    assert (found.unharmed, found.alarms) == (1, 0)


def test_a_planted_figure_is_the_figure_times_its_factor(script: ModuleType) -> None:
    (kind,) = (each for each in script.CLASSES if each.name == "kt/Mt")
    row = amounts().estimates.to_dict("records")[0]
    wrong = kind.plant(row, None)
    assert Decimal(wrong["contained_kt_text"]) == 402_000
    assert wrong["contained_kt"] == 402_000.0
    assert row["contained_kt"] == 402.0


def test_the_table_tells_each_class(script: ModuleType) -> None:
    (kind,) = (each for each in script.CLASSES if each.name == "swap")
    text = script.table_of({kind: script.Outcome(200, 190, 300, 3, 97, 1)})
    assert "| swap | 200 | 190 | 95.0% | 1 of 97 (1.0%) | 300 | 3 (1.0%) |" in text
    assert text.endswith("- swap: a position whose axes differ by more than a degree")
    assert len(script.CLASSES) == 12
