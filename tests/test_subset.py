"""What remains of each table where some deposits are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset import SCHEMAS, Dataset, Filters, table_of
from geodeposits.dataset.subset import subset
from geodeposits.finding import Finding, Severity

DatasetMaker = Callable[..., Dataset]
SOURCE = {"title": "A report", "producer": "Somebody", "kind": "paper"}


def cite(source: str) -> dict[str, str]:
    return {"source": source}


def deposit(country: str, source: str, **more: Any) -> dict[str, Any]:
    return {
        "country": country,
        "classification": {"type": "carbonatite-ree", "cite": cite(source)},
        **more,
    }


def position(lat: float, lon: float, source: str) -> list[dict[str, Any]]:
    return [{"lat": lat, "lon": lon, "cite": cite(source)}]


DEPOSITS = {
    "tr-a": deposit(
        "TR", "tr-type",
        positions=position(39.6, 31.35, "tr-map"),
        owners=[{"party": "Etimaden", "role": "owner", "cite": cite("tr-map")}],
        conditions=[{"party": "Ministry", "condition": "other", "cite": cite("tr-news")}],
        estimates=[{"kind": "resource", "code": "jorc", "basis": "TREO", "by": "operator",
                    "ore_mt": 694, "grade_pct": 1, "effective": "2025", "cite": cite("tr-map")}],
        status=[{"status": "exploration", "date": "2025", "cite": cite("tr-map")}],
        waivers=[{"code": "GD301", "reason": "known"}],
    ),
    "us-b": deposit(
        "US", "us-type",
        positions=position(35.5, -115.5, "us-map"),
        partners=[{"party": "Shenghe", "role": "offtaker", "stage": "mou",
                   "cite": cite("us-news")}],
        status=[{"status": "operating", "date": "2025", "cite": cite("us-map")}],
    ),
    "us-c": {"country": "US"},
}  # fmt: skip

PARTIES = [{"party": name} for name in ("Etimaden", "Ministry", "Shenghe", "Nobody")]
PLACES: dict[str, tuple[str, str, float | None, str | None]] = {
    "x-1": ("TR", "carbonatite-ree", 39.6, "tr-a"),
    "x-2": ("TR", "tailings", 40.0, None),
    "x-3": ("US", "carbonatite-ree", 35.5, "us-b; us-c"),
    "x-4": ("US", "tailings", None, None),
    "x-5": ("NO", "carbonatite-ree", 60.0, None),
    "x-6": ("NO", "tailings", 60.0, "tr-a; us-b"),
}
"""Records: country, type, latitude, and the deposits that cite them; all lie at 31 degrees east."""
OCCURRENCES = [
    {"occurrence_id": key, "name": key, "country": country, "type": kind, "lat": lat,
     "lon": 31.0, "deposits": deposits, "source": f"base-{key[-1]}"}
    for key, (country, kind, lat, deposits) in PLACES.items()
]  # fmt: skip
ESTIMATES = [
    {"claim": f"{key}/estimates/{n}", "occurrence_id": key, "source": f"base-{key[-1]}"}
    for key, n in (("x-1", 1), ("x-1", 2), ("x-3", 1), ("x-5", 1))
]
RESERVES = [
    {"claim": f"national/{country}", "country": country, "source": f"table-{country}".lower()}
    for country in ("TR", "US", "NO", None)
]
KEYS = sorted(
    {"tr-type", "tr-map", "tr-news", "us-type", "us-map", "us-news", "unused"}
    | {row["source"] for row in (*OCCURRENCES, *RESERVES)}
)


@pytest.fixture(scope="module")
def whole(dataset_of: DatasetMaker) -> Dataset:
    wider = {
        "parties": PARTIES, "occurrences": OCCURRENCES, "occurrence_estimates": ESTIMATES,
        "reserves": RESERVES,
    }  # fmt: skip
    reading = [
        Finding(code="GD105", severity=Severity.ERROR, message="m", origin="o", deposit=name)
        for name in ("tr-a", "us-b", "")
    ]
    made = dataset_of(DEPOSITS, sources=dict.fromkeys(KEYS, SOURCE))
    tables = {name: table_of(SCHEMAS[name], rows) for name, rows in wider.items()}
    return replace(made, reading=tuple(reading), **tables)


def column(table: pd.DataFrame, name: str) -> list[str]:
    return table[name].tolist()


def held(dataset: Dataset) -> tuple[list[str], list[str]]:
    """Return the ids of the deposits, and of the occurrences by the number in theirs."""
    numbers = [key.removeprefix("x-") for key in column(dataset.occurrences, "occurrence_id")]
    return column(dataset.deposits, "id"), numbers


# --- One deposit ---------------------------------------------------------------------------------


def test_one_deposit_keeps_its_claims_and_what_they_name(whole: Dataset) -> None:
    one = whole.deposit("tr-a")
    for name, table in one.tables():
        if "id" in table:
            assert set(table["id"]) <= {"tr-a"}, name
    assert [len(t) for t in (one.positions, one.estimates, one.partners)] == [1, 1, 1]
    assert [len(t) for t in (one.status, one.conditions, one.waivers)] == [1, 1, 1]
    assert column(one.parties, "party") == ["Etimaden", "Ministry"]
    assert column(one.reserves, "country") == ["TR"]


def test_one_deposit_keeps_the_records_it_cites_alone(whole: Dataset) -> None:
    assert held(whole.deposit("tr-a")) == (["tr-a"], ["1", "6"])
    assert held(whole.deposit("us-c")) == (["us-c"], ["3"])
    claims = column(whole.deposit("tr-a").occurrence_estimates, "claim")
    assert claims == ["x-1/estimates/1", "x-1/estimates/2"]
    assert len(whole.deposit("us-c").occurrence_estimates) == 1


def test_sources_are_kept_that_a_remaining_row_names(whole: Dataset) -> None:
    one = whole.deposit("tr-a")
    assert column(one.sources, "key") == [
        "base-1", "base-6", "table-tr", "tr-map", "tr-news", "tr-type",
    ]  # fmt: skip
    assert column(whole.deposit("us-c").sources, "key") == ["base-3", "table-us"]


def test_findings_are_kept_of_what_remains_and_of_no_deposit(whole: Dataset) -> None:
    assert [finding.deposit for finding in whole.deposit("tr-a").reading] == ["tr-a", ""]
    assert [finding.deposit for finding in whole.deposit("us-c").reading] == [""]


# --- Filters -------------------------------------------------------------------------------------

KINDS = {
    "country": ({"country": "TR"}, ["tr-a"], "126"),
    "two countries": ({"country": ("TR", "NO")}, ["tr-a"], "1256"),
    "a country by name": ({"country": "Norway"}, [], "56"),
    "type": ({"type": "carbonatite-ree"}, ["tr-a", "us-b"], "1356"),
    "a type of no deposit": ({"type": "tailings"}, [], "246"),
    "country and type": ({"country": "US", "type": "tailings"}, [], "4"),
    "bbox": ({"bbox": (30, 39.6, 31.5, 50)}, ["tr-a"], "126"),
    "bbox to its edges": ({"bbox": (31, 35, 31, 39.6)}, [], "13"),
    "bbox beside": ({"bbox": (31.1, 35, 32, 41)}, ["tr-a"], "16"),
    "bbox across the antimeridian": ({"bbox": (170, -90, 31, 90)}, ["us-b"], "12356"),
    "bbox and country": ({"bbox": (30, 30, 32, 70), "country": "NO"}, [], "56"),
    "status": ({"status": "operating"}, ["us-b"], "36"),
    "partner": ({"partner": "etim"}, ["tr-a"], "16"),
    "evidence": ({"evidence": "A"}, ["tr-a"], "16"),
    "least grade": ({"min_grade_pct": 0.5}, ["tr-a"], "16"),
    "least oxides": ({"min_reo_kt": 7000}, [], ""),
    "country and status": ({"country": "TR", "status": "operating"}, [], ""),
    "country and partner": ({"country": "US", "partner": "Shenghe"}, ["us-b"], "36"),
}


@pytest.fixture(scope="module")
def parts(whole: Dataset) -> dict[str, Dataset]:
    return {kind: whole.filter(**conditions) for kind, (conditions, _, _) in KINDS.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_records_meet_a_filter_or_are_cited(parts: dict[str, Dataset], kind: str) -> None:
    _, deposits, numbers = KINDS[kind]
    assert held(parts[kind]) == (deposits, list(numbers))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_that_remains_is_found(
    whole: Dataset, parts: dict[str, Dataset], kind: str
) -> None:
    part = parts[kind]
    tables = dict(part.tables())
    for name, table in tables.items():
        for here, (there, key) in SCHEMAS[name].links.items():
            assert set(table[here].dropna()) <= set(tables[there][key]), (name, here)
        assert table.index.tolist() == list(range(len(table))), name
        before = getattr(whole, name)
        assert table.dtypes.astype(str).to_dict() == before.dtypes.astype(str).to_dict(), name
    kept = set(part.occurrences["occurrence_id"])
    due = [row["claim"] for row in ESTIMATES if row["occurrence_id"] in kept]
    assert column(part.occurrence_estimates, "claim") == due


@pytest.mark.parametrize(
    ("conditions", "countries"),
    [
        ({"country": ("TR", "NO")}, ["TR", "NO"]),
        ({"country": "NO"}, ["NO"]),
        ({"type": "carbonatite-ree"}, ["TR", "US"]),
        ({"country": ("TR", "NO"), "status": "operating"}, ["TR", "NO"]),
        ({"min_reo_kt": 7000}, []),
    ],
)
def test_national_figures_are_those_of_the_deposits_and_of_the_countries_asked_for(
    whole: Dataset, conditions: dict[str, Any], countries: list[str]
) -> None:
    assert column(whole.filter(**conditions).reserves, "country") == countries


def test_parties_are_kept_that_a_remaining_claim_names(whole: Dataset) -> None:
    assert column(whole.filter(country="US").parties, "party") == ["Shenghe"]
    both = whole.filter(type="carbonatite-ree")
    assert column(both.parties, "party") == ["Etimaden", "Ministry", "Shenghe"]
    assert len(whole.filter(country="NO").parties) == 0


def test_without_a_condition_all_stays(whole: Dataset) -> None:
    assert whole.filter() is whole
    assert whole.filter(Filters()) is whole


def test_a_part_of_a_part(whole: Dataset) -> None:
    part, direct = whole.filter(country="US").deposit("us-b"), whole.deposit("us-b")
    assert held(part) == (["us-b"], ["3", "6"])
    for (name, one), (_, other) in zip(part.tables(), direct.tables(), strict=True):
        pd.testing.assert_frame_equal(one, other, obj=name)


def test_a_dataset_without_wider_tables(dataset_of: DatasetMaker) -> None:
    bare = dataset_of({"tr-a": {}, "us-b": {"country": "US"}})
    kept = subset(dict(bare.tables()), {"tr-a"})
    assert {name: len(table) for name, table in kept.items() if len(table)} == {"deposits": 1}
    assert list(kept) == list(SCHEMAS)
