"""The profile `usgs-ree`: the table as published becomes a dataset, on every verb that reads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import geodeposits
from geodeposits.checks import run as check
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnknownTerm, UnreadableFile
from geodeposits.occurrences import Occurrence
from geodeposits.package import published_as_of
from geodeposits.readers.usgs_ree import HEADINGS, SOURCE
from tests.cli_kit import Run
from tests.cli_kit import run as run_any

__all__ = ["run_any"]

COLUMNS = ("OBJECTID", *HEADINGS.values(), "Comments")
"""The table has columns that the profile leaves aside."""
BASE = {"ID_No": "7", "Name": "Upper Vein", "Country": "Turkey", "Comments": "not to be repeated"}
FULL = {
    "ID_No": "1018", "Name": "Montviel", "Name_Other": "Vein, Old Vein", "Country": "Canada",
    "State_Prov": "Québec", "Latitude": "49.8167", "Longitude": "-75.9333",
    "Dep_Type": "carbonatite", "Rec_Type": "intrusion or complex(?)", "Status": "Deposit",
    "REE_Mins": "ancylite, burbankite", "Company": "A Ltd. (2012)", "P_Status": "No production",
    "RR_Ore_Mt": "1) 1.59 measured, 27.67 indicated; 2) 423", "RR_TREO_Mt": "2) 6.1",
    "RR_TREOgrd": "1.77 measured, 1.9 indicated; 2) 1/6", "RR_Yr_Est": "1) 2025",
    "RR_Refs": "1) B (2014); 2) C (2015)", "RR_RegCode": "1) NI 43-101 compliant; 2) Not known",
    "Comments": "not to be repeated",
}  # fmt: skip

Row = dict[str, str]
Table = Callable[..., Path]


def text_of(*records: Row, columns: tuple[str, ...] = COLUMNS) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", restval=" ", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**BASE, **cells} for cells in records)
    return text.getvalue()


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    """Return a maker of tables in the folder where one works."""
    monkeypatch.chdir(tmp_path)

    def make(*records: Row, encoding: str = "utf-8", **options: Any) -> Path:
        path = Path("ree.csv")
        path.write_text(text_of(*records, **options), encoding=encoding, newline="")
        return path

    return make


def read(path: Path, **options: Any) -> Dataset:
    return geodeposits.read(path, profile="usgs-ree", **options)


def only(frame: Any) -> dict[Any, Any]:
    """Return the one row of a table, nothing for what is missing."""
    whole = frame.astype(object)
    (row,) = whole.where(whole.notna(), None).to_dict("records")
    return dict(row)


def said(dataset: Dataset) -> list[tuple[str, str, str]]:
    return [(f.code, f.origin, f.message) for f in dataset.reading]


# --- What a record becomes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "note", "text", "term"),
    [
        ("supergene", "Weathered residual, ion adsorption", "supergene; ion adsorption", True),
        ("supergene", "pegmatite, ion-adsorption", "supergene; ion adsorption", True),
        (" ", "ion adsorption", "ion adsorption", True),
        ("supergene", "adsorption", "supergene", False),
        ("supergene", "fusion adsorptions", "supergene", False),
        ("supergene", " ", "supergene", False),
    ],
)
def test_clays_of_ion_adsorption_are_told_by_the_note_on_the_type(
    table: Table, kind: str, note: str, text: str, *, term: bool
) -> None:
    record = {"Dep_Type": kind, "Dep_Note": note}
    deposit = only(read(table(record, columns=(*COLUMNS, "Dep_Note"))).deposits)
    assert deposit["type_text"] == text
    assert deposit["type"] == ("ion-adsorption-ree" if term else "unknown")


def test_every_cell_of_a_record_has_a_heading() -> None:
    assert set(HEADINGS) == set(Occurrence.__dataclass_fields__)


def test_a_record_is_a_deposit(table: Table) -> None:
    dataset = read(table(FULL))
    row = only(dataset.deposits.drop(columns="geometry"))
    expected = {
        "id": "1018", "name": "Montviel", "aliases": "Vein; Old Vein", "country": "CA",
        "admin1": "Québec", "type": "carbonatite-ree", "type_text": "carbonatite",
        "minerals": "ancylite; burbankite", "type_source": SOURCE, "type_at": "ID_No 1018",
        "lat": 49.8167, "lon": -75.9333, "marks": "complex-centroid", "origin": "ree.csv:2",
        "headline_ore_mt": 29.26, "headline_contained_kt": 553.873, "headline_level": "C",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_its_claims_cite_the_one_source(table: Table) -> None:
    dataset = read(table(FULL))
    source = only(dataset.sources)
    assert (source["key"], source["producer"]) == (SOURCE, "U.S. Geological Survey")
    for name in ("positions", "estimates", "partners", "status"):
        claims = getattr(dataset, name)
        assert set(claims["source"]) == {SOURCE}, name
        assert set(claims["at"]) == {"ID_No 1018"}, name
        assert set(claims["origin"]) == {"ree.csv:2"}, name
    party = only(dataset.partners)
    assert (party["party"], party["relation"], party["date"]) == ("A Ltd.", "owner", "2012")
    step = only(dataset.status)
    assert (step["status"], step["status_text"]) == ("other", "Deposit; No production")


def test_its_estimates_keep_number_and_category(table: Table) -> None:
    estimates = read(table(FULL), as_of=PartialDate(2026)).estimates
    shown = estimates[
        ["claim", "ore_mt_text", "grade_pct_text", "contained_kt_text", "code", "level"]
    ]
    one, two = "1018/estimates/usgs-global-ree", "1018/estimates/usgs-global-ree/2"
    assert shown.astype(object).where(shown.notna(), None).to_numpy().tolist() == [
        [one, "29.26", "1.893", "553.873", "ni-43-101", "C"],
        [f"{one}/measured", "1.59", "1.77", None, "ni-43-101", "C"],
        [f"{one}/indicated", "27.67", "1.9", None, "ni-43-101", "C"],
        [two, "423", None, "6100", "unstated", "D"],
    ]
    assert estimates["by"].unique().tolist() == ["compiler"]
    assert estimates["stated"].str.startswith("ore, Mt: 1) 1.59 measured, 27.67").all()


def test_no_level_is_above_c(table: Table) -> None:
    levels = {"JORC compliant": "C", "NAEN compliant": "C", "Not compliant": "D", " ": "D"}
    fresh = {"RR_Ore_Mt": "5", "RR_TREOgrd": "1", "RR_Yr_Est": "2026"}
    records = [{**fresh, "ID_No": str(n), "RR_RegCode": code} for n, code in enumerate(levels)]
    dataset = read(table(*records), as_of=PartialDate(2026, 11, 23))
    assert dataset.estimates["level"].tolist() == list(levels.values())
    assert dataset.deposits["headline_level"].tolist() == list(levels.values())


def test_comments_are_not_repeated(table: Table) -> None:
    dataset = read(table(FULL))
    for name, frame in dataset.tables():
        assert "not to be repeated" not in frame.to_csv(), name


def test_tibet_is_no_country_of_the_standard(table: Table) -> None:
    dataset = read(table({"Country": " Tibet "}))
    assert dataset.deposits["country"].tolist() == ["CN"]
    assert dataset.reading == ()


def test_a_table_of_no_records(table: Table) -> None:
    dataset = read(table())
    assert (len(dataset), len(dataset.sources)) == (0, 1)
    (finding,) = dataset.reading
    assert (finding.code, finding.message.partition(":")[0]) == ("GD117", "the table has 0 records")


def test_levels_count_from_the_published_date_by_default(table: Table) -> None:
    path = table(FULL)
    assert read(path).info.as_of == published_as_of()
    assert read(path, as_of=PartialDate(2001)).info.as_of == PartialDate(2001)


# --- What cannot be read -------------------------------------------------------------------------


def test_a_piece_that_cannot_be_read_is_told_with_its_line(table: Table) -> None:
    dataset = read(table({"RR_Ore_Mt": "25.1"}, {**FULL, "Comments": "two\nlines"}))
    (finding,) = dataset.reading
    assert (finding.code, finding.origin, finding.field) == ("GD105", "ree.csv:3", "RR_TREOgrd")
    assert finding.message == "RR_TREOgrd: '1/6' is not read: '1/6' is no number"
    assert finding.deposit == "1018"


def test_of_a_very_long_cell_a_finding_repeats_the_beginning(table: Table) -> None:
    (finding,) = read(table({"RR_Ore_Mt": "5; " * 700})).reading
    repeated = ("5; " * 67)[:200]
    why = "more than 2000 characters are no list of figures"
    assert finding.message == f"RR_Ore_Mt: '{repeated}...' is not read: {why}"


BROKEN = [
    ({"Country": "Atlantis"}, "GD108", "Country: 'Atlantis' is no known country"),
    ({"Country": ""}, "GD108", "Country: '' is no known country"),
    ({"Name": " "}, "GD109", "Name: is missing"),
    ({"ID_No": ""}, "GD109", "ID_No: is missing"),
    ({"Latitude": "N 39", "Longitude": "1"}, "GD105", "Latitude: 'N 39' is no quantity"),
    ({"Latitude": "39–40", "Longitude": "1"}, "GD105", "Latitude: '39–40' is no quantity"),
    ({"Longitude": "1"}, "GD109", "Latitude: is left out, so the row has no position here"),
]
"""Cells that cannot be read; of the first four rows nothing is kept, of the others no position."""


def test_cells_that_cannot_be_read_are_told_with_their_lines(table: Table) -> None:
    rows = [{"ID_No": str(line), **cells} for line, (cells, _, _) in enumerate(BROKEN, start=2)]
    dataset = read(table(*rows, {"ID_No": "9"}))
    assert dataset.deposits["id"].tolist() == ["6", "7", "8", "9"]
    assert len(dataset.positions) == 0
    for line, ((_, code, message), finding) in enumerate(
        zip(BROKEN, dataset.reading, strict=True), start=2
    ):
        assert (finding.code, finding.origin) == (code, f"ree.csv:{line}")
        assert finding.message.startswith(message)


def test_a_latitude_beyond_the_pole_is_read_and_found(table: Table) -> None:
    dataset = read(table({"Latitude": "95", "Longitude": "10"}))
    assert dataset.reading == ()
    (finding,) = check(dataset, select=["GD201"]).findings
    assert finding.origin == "ree.csv:2"


def test_a_number_given_out_twice_is_told_and_neither_row_is_lost(table: Table) -> None:
    dataset = read(table({}, {"Name": "Lower Vein", "RR_Ore_Mt": "1/6"}, {"ID_No": "7-2"}, {}))
    assert dataset.deposits["id"].tolist() == ["7", "7-2", "7-2-2", "7-3"]
    assert said(dataset) == [
        ("GD102", "ree.csv:3", "ID_No 7 stands on an earlier row too"),
        ("GD105", "ree.csv:3", "RR_Ore_Mt: '1/6' is not read: '1/6' is no number"),
        ("GD102", "ree.csv:4", "ID_No 7-2 stands on an earlier row too"),
        ("GD102", "ree.csv:5", "ID_No 7 stands on an earlier row too"),
    ]
    assert {f.severity.value for f in dataset.reading if f.code == "GD102"} == {"warning"}
    assert dataset.reading[1].deposit == "7-2"


def test_a_number_that_the_table_writes_with_a_hyphen_is_cited_so(table: Table) -> None:
    dataset = read(table({"ID_No": "1-2", "RR_Ore_Mt": "5"}, {"ID_No": "1"}, {"ID_No": "1"}))
    assert dataset.deposits["id"].tolist() == ["1-2", "1", "1-3"]
    assert dataset.estimates["at"].tolist() == ["ID_No 1-2"]


def test_national_categories_and_soluble_shares_claim_no_more_than_they_say(table: Table) -> None:
    cells = {"RR_TREO_Mt": "25.2 C2; 0.3 P1; 0.1 SRE2O3", "RR_RegCode": "Not compliant"}
    estimates = read(table(cells)).estimates[["kind", "code", "basis", "level", "reo_kt"]]
    assert estimates.astype(object).where(estimates.notna(), None).to_numpy().tolist() == [
        ["compiled", "none", "TREO", "D", 25200.0],
        ["exploration-target", "none", "TREO", "D", 300.0],
        ["compiled", "none", "unstated", "D", None],
    ]


def test_a_row_longer_than_the_heading(table: Table) -> None:
    path = table({})
    path.write_text(path.read_text("utf-8").rstrip("\n") + ",more\n", encoding="utf-8")
    message = "the row has 27 cells where the heading has 26"
    assert said(read(path)) == [("GD109", "ree.csv:2", message)]


def refused(path: Path, **options: Any) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(path, **options)
    return str(caught.value)


@pytest.mark.parametrize("missing", HEADINGS.values())
def test_a_heading_that_is_missing_stops_the_reading(table: Table, missing: str) -> None:
    path = table({}, columns=tuple(name for name in COLUMNS if name != missing))
    assert refused(path) == f"ree.csv:1: no table of this profile: it has no column {missing}"


def test_a_table_of_another_kind(table: Table) -> None:
    path = table(columns=("name", "country"))
    listed = "ID_No, Name, Country, Name_Other, Part_of, State_Prov"
    assert refused(path).endswith(f"it has no column {listed}")


def test_a_heading_that_stands_twice(table: Table) -> None:
    path = table()
    path.write_text(",".join([*COLUMNS, "Latitude"]) + "\n", encoding="utf-8")
    assert refused(path) == "ree.csv:1: heading 'Latitude' stands twice"


def test_an_encoding_is_named_and_never_guessed(table: Table) -> None:
    path = table({"ID_No": "1"}, FULL, encoding="cp1252")
    assert refused(path).startswith("ree.csv:3: byte 0xe9 is not utf-8")
    assert read(path, encoding="cp1252").deposits["admin1"].tolist()[1] == "Québec"
    path = table(FULL, encoding="utf-8-sig")
    assert len(read(path)) == 1


def test_an_open_quote_is_told_with_its_line(table: Table) -> None:
    path = table({})
    path.write_text(path.read_text("utf-8") + '8,"open', encoding="utf-8")
    assert refused(path).startswith("ree.csv:3: broken CSV")


def test_a_profile_that_is_not_known(table: Table) -> None:
    with pytest.raises(UnknownTerm, match="did you mean usgs-ree") as caught:
        geodeposits.read(table(), profile="usgs-re")
    assert caught.value.choices == ("usgs-ree",)
    with pytest.raises(UnreadableFile, match="the profile usgs-ree needs a table"):
        geodeposits.read(profile="usgs-ree")


def test_without_the_profile_the_headings_are_foreign(table: Table) -> None:
    dataset = geodeposits.read(table(FULL))
    assert len(dataset.estimates) == 0
    aside = dataset.reading[0]
    assert aside.code == "GD103"
    assert aside.message.startswith("columns left aside: 'OBJECTID', 'ID_No', 'Name_Other'")


# --- On the command line -------------------------------------------------------------------------


@pytest.fixture
def run(run_any: Run) -> Run:
    """Run a verb with the profile, in this process."""
    return lambda *args: run_any(*args, "--profile", "usgs-ree")


def test_check(table: Table, run: Run) -> None:
    result = run("check", table(FULL))
    assert result.code == 1
    assert "ree.csv:2: error GD105 RR_TREOgrd: '1/6' is not read" in result.out
    assert run("check", table({**FULL, "RR_TREOgrd": ""}), "--select", "GD1").code == 0


def test_info(table: Table, run: Run) -> None:
    result = run("info", table(FULL, {}), "--format", "json", "--as-of", "2020")
    counts = json.loads(result.out)
    assert (result.code, counts["deposits"], counts["with position"]) == (0, 2, 1)
    assert (counts["estimates"], counts["categories of estimates"]) == (2, 2)
    assert counts["as of"] == "2020"


def test_report(table: Table, run: Run) -> None:
    path = table(FULL, {"Name": "Nothing known"})
    result = run("report", path, "--format", "csv", "--fail-on", "never", "--country", "Canada")
    first, *others = csv.DictReader(io.StringIO(result.out))
    assert (result.code, others) == (0, [])
    assert (first["name"], first["headline_ore_mt_text"]) == ("Montviel", "29.26")


def test_map(table: Table, run: Run, tmp_path: Path) -> None:
    page = tmp_path / "map.html"
    result = run("map", table(FULL, {}), "-o", page)
    said = result.err.splitlines()
    assert (result.code, said[1]) == (1, "1 of 2 deposits have a position")
    assert said[2].endswith("`geodeposits check ree.csv --profile usgs-ree` lists them")
    assert "<title>ree.csv</title>" in page.read_text("utf-8")


def test_the_profile_says_how_to_read_a_file(run: Run, tmp_path: Path) -> None:
    assert (run("info").code, "name a file" in run("info").err) == (2, True)
    result = run("info", tmp_path / "none.csv")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "none.csv: no such file" in result.err
