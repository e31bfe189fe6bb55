"""The bulk tier: a record's cells become terms, claims and rows; the CSV of the seeds is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset import Dataset
from geodeposits.dataset.occurrence_rows import CELLS, second_hand
from geodeposits.dataset.rows import Row
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding
from geodeposits.model import Estimate
from geodeposits.occurrences import Occurrence
from geodeposits.seeds import compile_seeds
from geodeposits.seeds.occurrences import bulk_rows

BASE = {"number": "7", "name": "Upper Vein", "country": "TR"}


def record(**cells: Any) -> Occurrence:
    return Occurrence(**{**BASE, **cells})


def estimates(**cells: str) -> tuple[Estimate, ...]:
    return record(**cells).estimates("usgs-x")[0]


# --- Terms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("carbonatite", "carbonatite-ree"),
        ("ion adsorption", "ion-adsorption-ree"),
        ("other igneous deposit; alluvial placer; tailings", "fluvial-placer-ree"),
        ("carbonatite(?)", "unknown"),
        ("alkalic igneous", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_type_is_the_first_wording_that_says_the_same(text: str, term: str) -> None:
    assert record(type_text=text).type == term


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("site", "site"),
        ("district or area (?)", "district-or-area"),
        ("intrusion or complex(?)", "intrusion-or-complex"),
        ("district or complex(?)", None),
        ("", None),
    ],
)
def test_what_a_record_stands_for(text: str, term: str | None) -> None:
    assert record(record_text=text).record == term


def test_how_much_is_known() -> None:
    assert record(status_text="Deposit(?)").status == "deposit"
    assert record(status_text="Mine").status is None


@pytest.mark.parametrize(
    ("production", "status", "step"),
    [
        ("Producer", "Deposit", "operating"),
        ("Byproduct producer", "", "operating"),
        ("Past producer", "Occurrence", "closed"),
        ("No production", "Showing", "occurrence"),
        ("", "Occurrence", "occurrence"),
        ("No production", "Occurrence(?)", "other"),
        ("Producer(?)", "Deposit", "other"),
        ("Byproduct producer(?)", "Showing", "other"),
        ("No production", "Deposit", "other"),
    ],
)
def test_the_status_follows_from_production_first(production: str, status: str, step: str) -> None:
    deposit, _ = record(production=production, status_text=status).deposit("usgs-x")
    (claim,) = deposit.status
    assert claim.status == step
    assert claim.status_text == "; ".join(text for text in (status, production) if text)


# --- A deposit with its claims -------------------------------------------------------------------


def test_a_record_as_a_deposit() -> None:
    deposit, unread = record(
        aliases="Vein, Old Vein; Vein", admin1="Sivas", lat=39.5, lon=37.25,
        type_text="carbonatite", record_text="intrusion or complex(?)",
        minerals="monazite; xenotime", company="A Ltd. (2012); B (of C, 2013)", ore_mt="1/6",
    ).deposit("usgs-x")  # fmt: skip
    assert (deposit.name, deposit.country, deposit.admin1) == ("Upper Vein", "TR", "Sivas")
    assert deposit.aliases == ("Vein", "Old Vein")
    assert deposit.classification is not None
    assert deposit.classification.minerals == ("monazite", "xenotime")
    (position,) = deposit.positions
    assert (position.lat, position.lon, position.marks) == (39.5, 37.25, "complex-centroid")
    assert (position.cite.source, position.cite.at) == ("usgs-x", "ID_No 7")
    owners = [(owner.party, str(owner.date), owner.role) for owner in deposit.owners]
    assert owners == [("A Ltd.", "2012", "other"), ("B (of C, 2013)", "None", "other")]
    assert (deposit.estimates, deposit.status) == ((), ())
    assert [piece.text for piece in unread] == ["1/6"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [("district or area", "district-centroid"), ("site", "unstated"), ("", "unstated")],
)
def test_what_the_point_marks(text: str, marks: str) -> None:
    deposit, _ = record(record_text=text, lat=0.0, lon=0.0).deposit("usgs-x")
    assert [position.marks for position in deposit.positions] == [marks]


def test_half_a_position_is_none() -> None:
    assert record(lat=39.5).deposit("usgs-x")[0].positions == ()


def test_an_estimate_carries_what_the_other_cells_say_under_its_number() -> None:
    first, second, third = estimates(
        ore_mt="1) 5 indicated, 6 inferred; 2) 423", reo_mt="2) >6.1; 3) 0.5",
        grade_pct="1.77 indicated, 1.9 inferred; 2) 1.4", other_grade="2) 0.1 Y",
        code="1–2) NI 43-101 compliant; 3) JORC compliant(?)", cut_off="0.5%",
        year="1) 2014; 2) ~1979; 3) pre-1986", references="1) A (2014), 2) B (2015)",
    )  # fmt: skip
    assert (first.label, first.code, str(first.effective)) == ("estimate 1", "ni-43-101", "2014")
    assert (first.by_name, first.cut_off, first.note) == ("A (2014)", "0.5%", None)
    assert [part.categories for part in first.parts] == [("indicated",), ("inferred",)]
    assert [str(part.grade_pct) for part in first.parts] == ["1.77", "1.9"]
    assert (second.code, str(second.effective), second.by_name) == ("ni-43-101", "1979", "B (2015)")
    assert second.note == "year of the estimate: ~1979"
    assert (str(second.ore_mt), str(second.contained_kt), str(second.grade_pct)) == (
        "423", ">6100", "1.4",
    )  # fmt: skip
    assert (third.code, third.effective, third.by_name) == ("unstated", None, None)
    assert third.note == "year of the estimate: pre-1986"
    assert str(third.contained_kt) == "500"
    assert first.stated == (
        "ore, Mt: 1) 5 indicated, 6 inferred; 2) 423 | REO, Mt: 2) >6.1; 3) 0.5 | "
        "REO, %: 1.77 indicated, 1.9 inferred; 2) 1.4 | other grade: 2) 0.1 Y"
    )


def test_only_a_record_without_numbers_takes_what_stands_under_one() -> None:
    (whole,) = estimates(ore_mt="5", year="1) 1982")
    assert str(whole.effective) == "1982"
    numbered, plain = estimates(ore_mt="2) 5", reo_mt="0.142", year="2) 2014")
    assert (str(numbered.effective), plain.effective) == ("2014", None)


@pytest.mark.parametrize(
    ("cells", "kind", "code", "basis"),
    [
        ({"ore_mt": "5"}, "compiled", "unstated", "ore"),
        ({"reo_mt": "5"}, "compiled", "unstated", "TREO"),
        ({"ore_mt": "5 inferred, 6 measured", "grade_pct": "1 inferred"}, "compiled", "unstated",
         "TREO"),
        ({"reo_mt": "5 (CeO2+La2O3)"}, "compiled", "unstated", "partial-oxides"),
        ({"ore_mt": "5 C1+C2", "code": "JORC compliant"}, "compiled", "jorc", "ore"),
        ({"ore_mt": "5 C1+C2", "code": "Not compliant"}, "compiled", "none", "ore"),
        ({"ore_mt": "5 A+B"}, "compiled", "unstated", "ore"),
        ({"ore_mt": "5 P1", "code": "Not compliant"}, "exploration-target", "none", "ore"),
        ({"reo_mt": "0.253 P2+P3"}, "exploration-target", "unstated", "TREO"),
        ({"ore_mt": "5 C2+P1"}, "compiled", "unstated", "ore"),
        ({"reo_mt": "0.5 SRE2O3"}, "compiled", "unstated", "unstated"),
        ({"ore_mt": "5 indicated", "code": "not Compliant"}, "compiled", "none", "ore"),
    ],
)  # fmt: skip
def test_kind_code_and_basis(cells: dict[str, str], kind: str, code: str, basis: str) -> None:
    (estimate,) = estimates(**cells)
    assert (estimate.kind, estimate.code, estimate.basis) == (kind, code, basis)


def test_national_categories_stay_as_they_are_stated() -> None:
    explored, foretold = estimates(ore_mt="5 C1+C2; 6 P1")
    assert (explored.categories, foretold.categories) == (("C1", "C2"), ("P1",))
    (parts,) = estimates(ore_mt="5 C1; 6 C2", code="Not compliant")
    assert [part.categories for part in parts.parts] == [("C1",), ("C2",)]
    assert (parts.kind, parts.code) == ("compiled", "none")


def test_a_soluble_share_is_a_part_on_no_stated_basis() -> None:
    whole, soluble = estimates(ore_mt="0.29 reserve", reo_mt="0.0000261 + 0.000183 SRE2O3")
    assert (whole.basis, whole.zone, whole.scope) == ("TREO", None, "deposit")
    assert (soluble.basis, soluble.zone, soluble.scope) == ("unstated", "soluble oxides", "part")
    assert str(soluble.contained_kt) == "0.183"
    said = "soluble share 0.000183 above the total 0.0000261"
    assert (whole.note, soluble.note) == (said, said)


def test_possible_ore_beside_reserves_is_told() -> None:
    (estimate,) = estimates(ore_mt="4.65 proven+probable+possible")
    assert (estimate.categories, estimate.label) == (("proved", "probable"), "possible")
    assert estimate.note == "counts possible too: 4.65 proven+probable+possible"


@pytest.mark.parametrize(
    ("text", "year", "note"),
    [
        ("1983", "1983", None),
        ("1983(?)", "1983", "year of the estimate: 1983(?)"),
        ("~1983", "1983", "year of the estimate: ~1983"),
        ("1983?", "None", "year of the estimate: 1983?"),
        ("", "None", None),
    ],
)
def test_a_doubted_year_is_read_and_told(text: str, year: str, note: str | None) -> None:
    (estimate,) = estimates(ore_mt="5", year=text)
    assert (str(estimate.effective), estimate.note) == (year, note)


def test_a_zone_is_a_part_of_the_deposit_and_a_class_its_label() -> None:
    (estimate,) = estimates(ore_mt="1600 (coal resource)")
    assert (estimate.zone, estimate.scope, estimate.label) == ("coal", "part", "resource")
    assert estimates(ore_mt="16")[0].scope == "deposit"


@pytest.mark.parametrize(("level", "at_best"), [("A", "C"), ("B", "C"), ("C", "C"), ("D", "D")])
def test_no_database_speaks_above_level_c(level: str, at_best: str) -> None:
    assert second_hand({"level": level, "x": 1}) == {"level": at_best, "x": 1}


# --- The CSV of the seeds ------------------------------------------------------------------------

INFO = """\
name = "sample"
title = "Sample"
description = "A sample"
version = "0.1.0"
as_of = "2026-11-23"
licence = "CC-BY-4.0"
licence_url = "https://example.org"
"""
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
        files = {"dataset.toml": INFO, "sources/usgs-x.toml": SOURCE}
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
