"""Filters of a dataset: what each keeps, and what follows a deposit."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.dataset import Filters
from geodeposits.dataset.filters import fold
from geodeposits.errors import GeodepositsError
from geodeposits.finding import Finding, Severity
from tests.dataset_kit import dataset, deposit, ids, sample


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, ["tr-a", "fj-b", "us-c", "na-d"]),
        ({"country": ("TR",)}, ["tr-a"]),
        ({"country": ("TR", "NA")}, ["tr-a", "na-d"]),
        ({"country": "NA"}, ["na-d"]),
        ({"country": ("DE",)}, []),
        ({"type": ("carbonatite-ree",)}, ["tr-a"]),
        ({"type": ("unknown",)}, ["fj-b", "us-c", "na-d"]),
        ({"status": ("operating", "exploration")}, ["tr-a", "fj-b"]),
        ({"status": ("operating",)}, ["fj-b"]),
        ({"partner": ("çin",)}, ["tr-a"]),
        ({"partner": ("CIN HALK",)}, ["tr-a"]),
        ({"partner": ("cn",)}, ["tr-a"]),
        ({"partner": ("EU",)}, ["tr-a"]),
        ({"partner": "European"}, ["tr-a"]),
        ({"partner": ("CH",)}, []),
        ({"partner": (".*",)}, []),
        ({"evidence": ("E",)}, ["tr-a"]),
        ({"evidence": ("D",)}, ["tr-a"]),
        ({"evidence": ("A",)}, ["fj-b"]),
        ({"evidence": ("B", "C")}, []),
        ({"min_reo_kt": 6940}, ["tr-a"]),
        ({"min_reo_kt": 6940.1}, []),
        ({"min_reo_kt": 468}, ["tr-a", "fj-b"]),
        ({"min_reo_kt": 468.1}, ["tr-a"]),
        ({"min_reo_kt": 0}, ["tr-a", "fj-b"]),
        ({"min_grade_pct": 3}, ["tr-a"]),  # 4 % of elements are no 4 % of oxides
        ({"min_grade_pct": 3.1}, []),
        ({"bbox": (31.35, 39.6, 31.35, 39.6)}, ["tr-a"]),
        ({"bbox": (31.36, 39, 32, 40)}, []),
        ({"bbox": (30, 39.7, 32, 40)}, []),
        ({"bbox": (170, -90, -120, 90)}, ["fj-b", "us-c"]),
        ({"bbox": (179.6, -90, -120, 90)}, ["us-c"]),
        ({"bbox": (170, -90, -133, 90)}, ["fj-b"]),
        ({"bbox": (170, 0, -120, 90)}, ["us-c"]),
        ({"bbox": (-180, -90, 180, 90)}, ["tr-a", "fj-b", "us-c"]),
        ({"country": "TR", "evidence": "A"}, []),
        ({"country": "TR", "partner": "cn", "min_reo_kt": 1, "bbox": (0, 0, 90, 90)}, ["tr-a"]),
    ],
)
def test_filter(conditions: dict[str, Any], expected: list[str]) -> None:
    assert ids(sample().filter(**conditions)) == expected
    assert ids(sample().filter(Filters(**conditions))) == expected


def test_filter_without_a_condition_is_the_dataset_itself() -> None:
    found = sample()
    assert found.filter() is found
    assert Filters().is_empty
    assert not Filters(min_reo_kt=0).is_empty


def test_claims_and_sources_that_nothing_uses_are_left_out() -> None:
    found = sample().filter(country="TR")
    assert set(found.estimates["id"]) == set(found.partners["id"]) == {"tr-a"}
    assert found.sources["key"].tolist() == ["src-a", "src-b"]
    assert ids(found.filter(country="FJ")) == []


def test_findings_follow_their_deposit() -> None:
    said = [
        Finding(code="GD105", severity=Severity.ERROR, message=word, deposit=word)
        for word in ("tr-a", "fj-b", "")
    ]
    record = deposit(country="TR")
    found = dataset(("tr-a", record), ("fj-b", deposit(country="FJ")), reading=said)
    assert [f.message for f in found.filter(country="TR").reading] == ["tr-a", ""]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Kızılcaören", "kizilcaoren"), ("İSTANBUL", "istanbul"), ("Straße", "strasse"), ("", "")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "conditions",
    [
        {"country": "Atlantis"},
        {"type": "carbonatite"},
        {"status": "open"},
        {"evidence": "F"},
        {"min_reo_kt": float("nan")},
        {"bbox": (0.0, 0.0, float("inf"), 1.0)},
    ],
)
def test_a_condition_that_nothing_could_meet_is_refused(conditions: dict[str, Any]) -> None:
    with pytest.raises(GeodepositsError):
        Filters(**conditions)


def test_a_country_is_named_by_code_or_by_name() -> None:
    assert Filters(country=("Türkiye", "norway", "CN")).country == ("TR", "NO", "CN")
