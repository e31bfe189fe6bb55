"""The CSV of the bulk tier beside the seeds: its rows, keys, links and faults."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset import Dataset
from geodeposits.dataset.occurrence_rows import CELLS
from geodeposits.dataset.rows import Row
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding
from geodeposits.seeds import compile_seeds
from geodeposits.seeds.occurrences import bulk_rows
from tests.occurrences_kit import BASE
from tests.seed_folder_kit import DATASET

SOURCE = 'title = "Database"\nproducer = "A"\nkind = "database"\n'

CITING = """\
name = "Vein"
country = "TR"

[[positions]]
lat = 39.5
lon = 37.25
cite = { source = "usgs-x", at = "ID_No 7" }
"""

Seeds = Callable[..., Path]


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seeds:
    """Return a maker of seeds folders with a CSV of records, and files by their path."""
    monkeypatch.chdir(tmp_path)

    def make(*records: dict[str, str], **more: str) -> Path:
        text = io.StringIO()
        writer = csv.DictWriter(text, CELLS, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows({**BASE, **cells} for cells in records)
        files = {"dataset.toml": DATASET, "sources/usgs-x.toml": SOURCE}
        files |= {"occurrences/usgs-x.csv": text.getvalue(), **more}
        for name, content in files.items():
            path = Path("seeds", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return Path("seeds")

    return make


def bulk(folder: Path) -> tuple[list[Row], list[Finding]]:
    """Return the rows of the records, and the findings, without a dataset around them."""
    findings: list[Finding] = []
    read = bulk_rows(folder / "occurrences", {}, findings, as_of=None)
    return [row for table, row in read if table == "occurrences"], findings


def rows(table: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    chosen = table[list(names)].astype(object)
    return list(chosen.where(chosen.notna(), None).itertuples(index=False, name=None))


def test_a_record_is_a_row(seeds: Seeds) -> None:
    cells = {
        "country": "Türkiye", "lat": "39.5", "lon": "-37.25", "type_text": "carbonatite(?)",
        "record_text": "site(?)", "status_text": "Showing", "company": " A  Ltd. (2012)",
        "discovered": "1959", "production_years": "1960s", "grade_pct": "1/6", "ore_mt": "5",
    }  # fmt: skip
    held = compile_seeds(seeds(cells)).occurrences
    (row,) = held.astype(object).where(held.notna(), None).to_dict("records")
    expected = {
        "occurrence_id": "usgs-x-7", "name": "Upper Vein", "country": "TR", "lat": 39.5,
        "lon": -37.25, "type": "unknown", "type_text": "carbonatite(?)", "record": "site",
        "record_queried": True, "status": "showing", "status_queried": False, "aliases": None,
        "company": "A Ltd. (2012)", "discovered": "1959", "production_years": "1960s",
        "deposits": None, "unread": "grade '1/6': '1/6' is no number", "source": "usgs-x",
        "at": "ID_No 7", "origin": "seeds/occurrences/usgs-x.csv:2",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_estimates_are_rows_with_their_categories_below(seeds: Seeds) -> None:
    cells = {
        "ore_mt": "1) 5 indicated, 6 inferred; 2) 100", "grade_pct": "2) 1.5", "year": "2024",
        "code": "1) JORC compliant",
    }  # fmt: skip
    table = compile_seeds(seeds(cells)).occurrence_estimates
    names = ("claim", "part_of", "categories", "ore_mt", "level", "code", "summed", "reo_kt")
    assert rows(table, *names) == [
        ("usgs-x-7/estimates/1", None, "indicated; inferred", 11.0, "C", "jorc", True, None),
        ("usgs-x-7/estimates/1/indicated", "usgs-x-7/estimates/1", "indicated", 5.0, "C", "jorc",
         False, None),
        ("usgs-x-7/estimates/1/inferred", "usgs-x-7/estimates/1", "inferred", 6.0, "C", "jorc",
         False, None),
        ("usgs-x-7/estimates/2", None, None, 100.0, "D", "unstated", False, 1500.0),
    ]  # fmt: skip
    assert set(table["occurrence_id"]) == {"usgs-x-7"}


def test_a_soluble_share_makes_no_contained_oxide(seeds: Seeds) -> None:
    table = compile_seeds(seeds({"reo_mt": "0.002 + 0.001 SRE2O3"})).occurrence_estimates
    assert rows(table, "basis", "contained_kt", "reo_kt", "level") == [
        ("TREO", 2.0, 2.0, "D"), ("unstated", 1.0, None, "D"),
    ]  # fmt: skip


def test_national_categories_raise_no_level(seeds: Seeds) -> None:
    cells = {"ore_mt": "49.3 C2; 7 P1", "code": "Not compliant"}
    table = compile_seeds(seeds(cells)).occurrence_estimates
    assert rows(table, "categories", "kind", "code", "level") == [
        ("C2", "compiled", "none", "D"), ("P1", "exploration-target", "none", "D"),
    ]  # fmt: skip


def keyed(folder: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Return id and place of each record, and what was found."""
    records, findings = bulk(folder)
    found = [(f.code, f.severity.value, f"{f.origin}: {f.message}") for f in findings]
    return [(row["occurrence_id"], row["at"]) for row in records], found


def test_a_number_that_stands_twice_is_told_and_neither_row_is_lost(seeds: Seeds) -> None:
    where, why = "seeds/occurrences/usgs-x.csv", "stands on an earlier row too"
    records, found = keyed(seeds({}, {}, {"number": "8"}, {}))
    assert records == [
        ("usgs-x-7", "ID_No 7"), ("usgs-x-7-2", "ID_No 7"), ("usgs-x-8", "ID_No 8"),
        ("usgs-x-7-3", "ID_No 7"),
    ]  # fmt: skip
    assert found == [
        ("GD102", "warning", f"{where}:3: number 7 {why}"),
        ("GD102", "warning", f"{where}:5: number 7 {why}"),
    ]


def test_a_record_told_apart_by_its_number_cites_that_of_the_database(seeds: Seeds) -> None:
    numbers = ("1-2", "1", "9-b", "9-", "-9")
    records, found = keyed(seeds(*({"number": number} for number in numbers)))
    assert records == [
        ("usgs-x-1-2", "ID_No 1"), ("usgs-x-1", "ID_No 1"), ("usgs-x-9-b", "ID_No 9-b"),
        ("usgs-x-9-", "ID_No 9-"), ("usgs-x--9", "ID_No -9"),
    ]  # fmt: skip
    assert found == []


def test_a_key_that_is_taken_is_passed_over(seeds: Seeds) -> None:
    records, found = keyed(seeds({"number": "1-2"}, {"number": "1"}, {"number": "1"}))
    assert [key for key, _ in records] == ["usgs-x-1-2", "usgs-x-1", "usgs-x-1-3"]
    assert [message.partition(": ")[2] for _, _, message in found] == [
        "number 1 stands on an earlier row too"
    ]


def test_an_id_begins_with_the_whole_key_or_its_short_form(seeds: Seeds) -> None:
    folder = seeds({})
    text = (folder / "occurrences" / "usgs-x.csv").read_text("utf-8")
    for name in ("usgs-global-ree", "usgs-global", "usgs"):
        (folder / "occurrences" / f"{name}.csv").write_text(text, encoding="utf-8")
    rows, _ = bulk(folder)
    ids = {row["source"]: row["occurrence_id"] for row in rows}
    assert ids["usgs-global-ree"] == "usgs-7"
    assert (ids["usgs-global"], ids["usgs-x"]) == ("usgs-global-7", "usgs-x-7")


def test_two_databases_whose_ids_are_alike(seeds: Seeds) -> None:
    folder = seeds({})
    text = (folder / "occurrences" / "usgs-x.csv").read_text("utf-8").replace("\n7,", "\nx-7,")
    (folder / "occurrences" / "usgs.csv").write_text(text, encoding="utf-8")
    records, findings = bulk(folder)
    keys = [(row["occurrence_id"], row["source"]) for row in records]
    assert keys == [("usgs-x-7", "usgs-x"), ("usgs-x-7-2", "usgs")]
    assert [finding.code for finding in findings] == ["GD102"]


def test_a_record_names_the_deposits_that_cite_it(seeds: Seeds) -> None:
    folder = seeds(
        {}, {"number": "70"}, {"number": "8"},
        **{
            "deposits/tr-vein.toml": CITING,
            "deposits/tr-a.toml": CITING.replace("ID_No 7", "ID_No 7 and ID_No 8"),
            "deposits/tr-b.toml": CITING.replace("usgs-x", "other"),
        },
    )  # fmt: skip
    linked = rows(compile_seeds(folder).occurrences, "occurrence_id", "deposits")
    assert linked == [("usgs-x-7", "tr-a; tr-vein"), ("usgs-x-70", None), ("usgs-x-8", "tr-a")]


@pytest.mark.parametrize(
    ("place", "numbers"),
    [
        ("ID_No 1", ["1"]),
        ("ID_No 1 and 12", ["1", "12"]),
        ("ID_No 1, 12", ["1", "12"]),
        ("ID_Nos 1, 12, and 13; table 2", ["1", "12", "13"]),
        ("ID_No 1 & 12 (both)", ["1", "12"]),
        ("table 2, ID_No 1 and ID_No 13.", ["1", "13"]),
        ("ID_No 1, 2)", ["1"]),
        ("ID_No 1, 12)", ["1"]),
        ("ID_No 1, 13 and 2)", ["1", "13"]),
        ("ID_No 1, 2012 edition", ["1"]),
        ("ID_No 1, 12.5 Mt", ["1"]),
        ("ID_No 1, location note", ["1"]),
        ("ID_No 12a", []),
        ("ID_No 1 and 12a", ["1"]),
        ("GRID_No 1", []),
    ],
)
def test_the_records_that_a_place_names(seeds: Seeds, place: str, numbers: list[str]) -> None:
    known = ("1", "2", "12", "13", "2012")
    folder = seeds(*({"number": number} for number in known))
    cited = {("usgs-x", place): ["tr-a"], ("other", "ID_No 2012"): ["tr-b"]}
    read = bulk_rows(folder / "occurrences", cited, [], as_of=None)
    linked = [row["at"] for table, row in read if table == "occurrences" and row["deposits"]]
    assert linked == [f"ID_No {number}" for number in numbers]


def test_a_citation_of_a_number_given_out_twice_links_both(seeds: Seeds) -> None:
    folder = seeds({}, {"number": "7-2"}, **{"deposits/tr-vein.toml": CITING})
    linked = rows(compile_seeds(folder).occurrences, "occurrence_id", "deposits")
    assert linked == [("usgs-x-7", "tr-vein"), ("usgs-x-7-2", "tr-vein")]


CLAIMS = {
    "owners": 'party = "A Ltd."\nrole = "owner"',
    "partners": 'party = "B Ltd."\nrole = "offtaker"\nstage = "mou"',
    "plants": 'name = "Mill"\nstage = "planned"',
    "conditions": 'party = "A Ltd."\ncondition = "no-sale"',
    "status": 'status = "exploration"',
}


@pytest.mark.parametrize("name", CLAIMS)
def test_every_sort_of_claim_links(seeds: Seeds, name: str) -> None:
    cite = 'cite = { source = "usgs-x", at = "ID_No 7" }'
    deposit = f'name = "Vein"\ncountry = "TR"\n\n[[{name}]]\n{CLAIMS[name]}\n{cite}\n'
    dataset = compile_seeds(seeds({}, **{"deposits/tr-vein.toml": deposit}))
    assert dataset.reading == ()
    assert rows(dataset.occurrences, "deposits") == [("tr-vein",)]


@pytest.mark.parametrize(
    ("cells", "code", "message", "kept"),
    [
        ({"country": "Atlantis"}, "GD108", "country: 'Atlantis' is no known country", 0),
        ({"name": ""}, "GD109", "name: is missing", 0),
        ({"number": " "}, "GD109", "number: is missing", 0),
        ({"lat": "north", "lon": "1"}, "GD105", "lat: 'north' is no quantity", 1),
        ({"lat": "1", "lon": ">3"}, "GD105", "lon: '>3' is no quantity: one number is needed", 1),
        ({"lat": "1", "lon": "1e999"}, "GD104", "lon: 1E+999 is no quantity", 1),
        ({"lat": "1"}, "GD109", "lon: is left out, so the row has no position here", 1),
    ],
)
def test_what_cannot_be_read_is_a_finding(
    seeds: Seeds, cells: dict[str, str], code: str, message: str, kept: int
) -> None:
    records, (finding,) = bulk(seeds({"number": "1"}, cells))
    assert (finding.code, finding.origin) == (code, "seeds/occurrences/usgs-x.csv:3")
    assert finding.message.startswith(message)
    assert len(records) == 1 + kept


def test_lines_are_counted_as_a_person_counts_them(seeds: Seeds) -> None:
    broken = {"aliases": "one\ntwo", "number": "1"}
    _, (finding,) = bulk(seeds(broken, {"country": "?"}))
    assert finding.origin == "seeds/occurrences/usgs-x.csv:4"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("number,name\n7,A\n", 1, "the columns are number, name, country, aliases"),
        (f"{','.join(CELLS)}\n7,A,TR\n", 2, "3 cells where 24 are due"),
        (f'{",".join(CELLS)}\n7,"A\n', 2, "broken CSV: unexpected end of data"),
        ("\n", 1, "is empty"),
    ],
)
def test_a_csv_out_of_order_stops_the_reading(seeds: Seeds, text: str, line: int, why: str) -> None:
    folder = seeds({}, **{"occurrences/usgs-x.csv": text})
    with pytest.raises(UnreadableFile) as caught:
        bulk(folder)
    assert str(caught.value).startswith(f"seeds/occurrences/usgs-x.csv:{line}: {why}")


# --- The real ones -------------------------------------------------------------------------------


def test_the_bulk_tier_of_these_seeds(bundled: Dataset) -> None:
    held, claims = bundled.occurrences, bundled.occurrence_estimates
    assert len(held) == 3934
    assert held["occurrence_id"].is_unique
    assert claims["claim"].is_unique
    assert set(claims["level"]) == {"C", "D"}
    assert claims["stated"].notna().all()
    assert held["unread"].notna().sum() == 6
    linked = set(held["deposits"].dropna().str.split("; ").explode())
    assert len(linked) > 100
    assert linked <= set(bundled.deposits["id"])


def test_a_row_of_the_real_one(bundled: Dataset) -> None:
    held = bundled.occurrence_estimates
    chosen = held[held["occurrence_id"] == "usgs-5252"]
    names = ("claim", "label", "contained_kt_text", "grade_pct_text", "reo_kt")
    assert rows(chosen, *names) == [
        ("usgs-5252/estimates/1", "estimate 1", ">1450", None, None),
        ("usgs-5252/estimates/2", "estimate 2", "1200", "2.9", 1200.0),
        ("usgs-5252/estimates/3", "estimate 3, resource", "3170", "2.95", 3170.0),
    ]
