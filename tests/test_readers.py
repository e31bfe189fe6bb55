"""Readers: tables of one's own; what cannot be read is one clear line with file and line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodeposits import inputs
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Severity
from geodeposits.inputs import SUFFIXES, read
from geodeposits.package import package_files
from geodeposits.readers.fields import FIELDS, SYNONYMS
from tests.seeds_kit import copied_seeds

HEAD = "id,name,country,lat,lon"
ROW = "tr-a,A,TR,39.6,31.35"

Table = Callable[..., Dataset]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    """Return what writes a table and reads it back, from the folder where it lies."""
    monkeypatch.chdir(tmp_path)

    def make(*lines: str | bytes, name: str = "my.csv", **options: Any) -> Dataset:
        path = Path(name)
        content = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
        path.write_bytes(content)
        return read(path, **options)

    return make


def said(dataset: Dataset) -> list[tuple[str, str, str]]:
    """Return what the reader says as (code, line, field)."""
    return [(f.code, f.origin.removeprefix("my.csv:"), f.field) for f in dataset.reading]


def refused(make: Table, *lines: str | bytes, **options: Any) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        make(*lines, **options)
    assert "\n" not in str(caught.value)
    return caught.value


# --- What is read --------------------------------------------------------------------------------

FULL = {
    "id": "tr-a", "name": "Beylikova", "aliases": "Kızılcaören", "country": "Türkiye",
    "admin1": "Eskişehir", "type": "carbonatite-ree", "type_text": "carbonatite",
    "minerals": "bastnäsite", "by_products": "fluorite", "status": "exploration",
    "status_text": "pilot", "status_date": "2023-04-18", "lat": "39.6194", "lon": "31.3508",
    "accuracy_m": "2500", "marks": "ore-body", "label": "the first", "kind": "resource",
    "code": "jorc", "edition": "2012", "basis": "LREO", "members": "La2O3; CeO2",
    "categories": "measured, indicated+inferred", "ore_mt": "~694", "grade_pct": ">1",
    "contained_kt": "6,940", "effective": "2020-05", "published": "2021", "by": "operator",
    "by_name": "A Ltd", "cut_off": "1 %", "zone": "north", "stated": "694 Mt",
    "partner": "Somebody", "partner_country": "EU", "partner_role": "offtaker",
    "partner_stage": "talks", "partner_date": "2024", "source": "a", "source_title": "Report",
    "source_producer": "B Ltd", "source_url": "https://example.org/a", "at": "p. 4", "note": "n",
}  # fmt: skip


def test_every_field_has_its_place(table: Table) -> None:
    assert set(FULL) == set(FIELDS)
    cells = ";".join(f'"{value}"' for value in FULL.values())
    dataset = table(";".join(FULL), cells)
    assert said(dataset) == []
    deposit = dataset.deposits.iloc[0]
    for name in ("id", "name", "aliases", "admin1", "type", "type_text", "minerals",
                 "by_products", "status", "status_text", "status_date", "marks"):  # fmt: skip
        assert deposit[name] == FULL[name]
    assert (deposit["country"], deposit["lat"], deposit["lon"]) == ("TR", 39.6194, 31.3508)
    assert (deposit["accuracy_m"], deposit["type_source"]) == (2500, "a")
    estimate = dataset.estimates.iloc[0]
    for name in ("label", "kind", "code", "edition", "basis", "members", "effective", "published",
                 "by", "by_name", "cut_off", "zone", "stated", "source", "at", "note"):  # fmt: skip
        assert estimate[name] == FULL[name]
    assert estimate["categories"] == "measured; indicated; inferred"
    texts = estimate[["ore_mt_text", "grade_pct_text", "contained_kt_text", "reo_kt_text"]]
    assert texts.tolist() == ["~694", ">1", "6940", ">6940"]
    assert (estimate["level"], estimate["date"]) == ("A", "2020-05")
    partner = dataset.partners.iloc[0]
    assert (partner["party"], partner["party_country"]) == ("Somebody", "EU")
    assert (partner["role"], partner["stage"], partner["date"]) == ("offtaker", "talks", "2024")
    source = dataset.sources.iloc[0]
    assert source[["key", "title", "producer", "url"]].tolist() == [
        "a", "Report", "B Ltd", "https://example.org/a",
    ]  # fmt: skip
    for name in ("positions", "estimates", "partners", "status"):
        assert dict(dataset.tables())[name]["origin"].tolist() == ["my.csv:2"]


def test_a_figure_claims_the_least_by_default(table: Table) -> None:
    row = table("name,country,ore_mt", "A,TR,5").estimates.iloc[0]
    assert row[["kind", "code", "basis", "by", "level"]].tolist() == [
        "compiled", "unstated", "unstated", "compiler", "D",
    ]  # fmt: skip
    assert pd.isna(row["source"])


def test_unknown_stays_unknown(table: Table) -> None:
    dataset = table(f"{HEAD},ore_mt,source", "tr-a,A,TR,,,  ,")
    assert len(dataset.positions) == len(dataset.estimates) == len(dataset.sources) == 0
    assert dataset.deposits.loc[0, ["type", "country"]].tolist() == ["unknown", "TR"]
    assert pd.isna(dataset.deposits.loc[0, "lat"])
    assert said(dataset) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(table: Table, delimiter: str, ending: str) -> None:
    text = f"{HEAD}\n{ROW}\n".replace(",", delimiter).replace("\n", ending)
    dataset = table(text)
    assert dataset.deposits.loc[0, ["id", "lat"]].tolist() == ["tr-a", 39.6]
    assert said(dataset) == []
    assert dataset.deposits["origin"].tolist() == ["my.csv:2"]


def test_a_byte_order_mark_and_turkish_letters(table: Table) -> None:
    dataset = table(f"\ufeff{HEAD}", "tr-a,Kızılcaören ĞÜŞİÖÇ,Türkiye,39.6,31.35")
    assert dataset.deposits["name"].tolist() == ["Kızılcaören ĞÜŞİÖÇ"]
    assert said(dataset) == []


def test_cp1254_is_refused_with_its_line_unless_it_is_named(table: Table) -> None:
    lines = [HEAD, ROW, "tr-b,Kızılcaören,TR,39.6,31.35".encode("cp1254")]
    error = refused(table, *lines)
    assert error.line == 3
    assert "byte 0xfd is not utf-8; save as UTF-8 or name the encoding" in str(error)
    dataset = table(*lines, encoding="cp1254")
    assert dataset.deposits["name"].tolist() == ["A", "Kızılcaören"]
    assert "no known encoding" in str(refused(table, *lines, encoding="klingon"))


def test_quotes_and_line_breaks_within_a_cell(table: Table) -> None:
    dataset = table(HEAD + ",note,ore_mt", 'tr-a,"A ""B"", C",TR,39.6,31.35,"one', 'two",5',
                    "tr-b,B,TR,north,31.35,,")  # fmt: skip
    assert dataset.deposits["name"].tolist() == ['A "B", C', "B"]
    assert dataset.estimates["note"].tolist() == ["one\ntwo"]
    assert said(dataset) == [("GD105", "4", "lat")]
    assert dataset.deposits["origin"].tolist() == ["my.csv:2", "my.csv:4"]


def test_a_heading_of_two_lines_keeps_the_columns_after_it(table: Table) -> None:
    dataset = table('name,country,"note', '(long)",ore_mt', "A,TR,x,5")
    assert dataset.estimates["ore_mt"].tolist() == [5]
    assert dataset.deposits["origin"].tolist() == ["my.csv:3"]


def test_blank_lines_are_passed_over(table: Table) -> None:
    dataset = table("", ",,,,", HEAD, "", ROW, ",,,,", "  ", "tr-b,B,XX,1,2", "")
    assert dataset.deposits["origin"].tolist() == ["my.csv:5", "my.csv:8"]
    assert said(dataset) == [("GD108", "8", "country")]


def test_a_row_may_be_short(table: Table) -> None:
    dataset = table(HEAD, "tr-a,A,TR")
    assert dataset.deposits["id"].tolist() == ["tr-a"]
    assert said(dataset) == []


def test_headings_are_read_without_case_and_by_their_synonyms(table: Table) -> None:
    dataset = table("Deposit; COUNTRY ;Latitude;longitude;TREO pct", "A;TR;39.6;31.35;1.2")
    assert dataset.deposits.loc[0, ["name", "country", "lat"]].tolist() == ["A", "TR", 39.6]
    row = dataset.estimates.iloc[0]
    assert (row["grade_pct"], row["basis"]) == (1.2, "TREO")
    assert said(dataset) == []
    assert set(SYNONYMS.values()) <= set(FIELDS)


@pytest.mark.parametrize(
    ("head", "cells", "basis"),
    [
        ("treo_pct", "1", "TREO"),
        ("contained_reo_kt", "1", "REO"),
        ("treo_pct,basis", "1,LREO", "LREO"),
        ("basis,treo_pct", "LREO,1", "LREO"),
        ("basis,treo_pct", ",1", "TREO"),
        ("ore_mt,treo_pct", "1,", "unstated"),
        ("grade_pct", "1", "unstated"),
    ],
)
def test_a_heading_may_state_the_basis(table: Table, head: str, cells: str, basis: str) -> None:
    row = table(f"name,country,{head}", f"A,TR,{cells}").estimates.iloc[0]
    assert row["basis"] == basis


@pytest.mark.parametrize(
    ("country", "code"),
    [("TR", "TR"), ("tr", "TR"), ("Turkey", "TR"), ("TÜRKİYE", "TR"), ("United States", "US"),
     ("ABD", "US"), ("Namibia", "NA"), ("NA", "NA"), (" Norway ", "NO"), ("Çin", "CN")],
)  # fmt: skip
def test_a_country_by_code_or_name(table: Table, country: str, code: str) -> None:
    dataset = table("name,country", f"A,{country}")
    assert dataset.deposits["country"].tolist() == [code]
    assert dataset.deposits["id"].tolist() == [f"{code.lower()}-a"]


def test_cells_may_have_spaces_around_them(table: Table) -> None:
    dataset = table("name, country, type, effective, ore_mt, lat, lon",
                    "A , TR, carbonatite-ree , 2020-05, ~5 , 39.6, 31.35")  # fmt: skip
    assert said(dataset) == []
    assert dataset.deposits.loc[0, ["name", "type", "lat"]].tolist() == [
        "A",
        "carbonatite-ree",
        39.6,
    ]
    assert dataset.estimates["effective"].tolist() == ["2020-05"]


@pytest.mark.parametrize("lat", ["95", "-1000", "1e3"])
def test_a_strange_latitude_is_kept_for_a_rule(table: Table, lat: str) -> None:
    dataset = table(HEAD, f"tr-a,A,TR,{lat},31.35")
    assert dataset.positions["lat"].tolist() == [float(lat)]
    assert said(dataset) == []


def test_levels_count_from_the_published_date_or_the_one_given(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text(
        "name,country,ore_mt,kind,code,effective,partner,partner_date\n"
        "A,TR,5,resource,jorc,1998,P,1999\n"
        "B,TR,5,resource,jorc,2020,P,1999\n"
        "C,TR,5,resource,jorc,,P,1999\n",
        encoding="utf-8",
    )
    published = read(path)
    assert published.info.as_of == read().info.as_of
    assert published.estimates["level"].tolist() == ["B", "A", "B"]
    earlier = read(path, as_of=PartialDate(2005))
    assert earlier.estimates["level"].tolist() == ["A", "A", "B"]


def test_sources_are_registered_once_under_key_address_or_title(table: Table) -> None:
    dataset = table(
        "name,country,ore_mt,source,source_title,source_url",
        "A,TR,1,k,Report,https://example.org/r", "B,TR,1,k,,", "C,TR,1,,,https://example.org/c",
        "D,TR,1,,Only a title,", "E,TR,1,https://example.org/e,,", "F,TR,1,,,",
    )  # fmt: skip
    keys = ["Only a title", "https://example.org/c", "https://example.org/e", "k"]
    assert dataset.sources["key"].tolist() == keys
    urls = dict(zip(keys, dataset.sources["url"].fillna(""), strict=True))
    assert urls == {
        "Only a title": "", "https://example.org/c": "https://example.org/c",
        "https://example.org/e": "https://example.org/e", "k": "https://example.org/r",
    }  # fmt: skip
    stated = dataset.estimates["source"].fillna("").tolist()
    assert stated == ["k", "k", keys[1], keys[0], keys[2], ""]


def test_progress_is_told_of_the_lines(table: Table) -> None:
    steps: list[tuple[str, int, int]] = []
    table(HEAD, ROW, "tr-b,B,TR,1,2", progress=lambda *step: steps.append(step))
    assert steps == [("rows", 2, 3), ("rows", 3, 3)]


def test_a_table_can_be_published(table: Table) -> None:
    files = package_files(table(HEAD, ROW))
    assert b"tr-a,A,,TR" in files["deposits.csv"]


# --- What is a finding ---------------------------------------------------------------------------


def test_unknown_columns_are_noted_once(table: Table) -> None:
    dataset = table(f"{HEAD},owner,Ölçek", f"{ROW},x,y", f"{ROW.replace('tr-a', 'tr-b')},x,y")
    (finding,) = dataset.reading
    assert (finding.code, finding.severity, finding.origin) == ("GD103", Severity.NOTE, "my.csv:1")
    assert finding.message == "columns left aside: 'owner', 'Ölçek'"


def test_many_unknown_columns_are_one_short_line(table: Table) -> None:
    dataset = table(f"{HEAD}," + ",".join(f"c{n}" for n in range(500)), ROW)
    (finding,) = dataset.reading
    assert len(finding.message) < 200


def test_of_two_headings_for_a_field_the_first_is_read(table: Table) -> None:
    dataset = table(f"{HEAD},Latitude", f"{ROW},88")
    assert dataset.positions["lat"].tolist() == [39.6]
    assert [f.message for f in dataset.reading] == ["columns left aside: 'Latitude'"]


def test_missing_columns_are_noted_once(table: Table) -> None:
    dataset = table("name,lat", "A,1", "B,2")
    missing = dataset.check(select=["GD117"]).findings
    assert [finding.severity for finding in missing] == [Severity.NOTE] * len(missing)
    assert [finding.message.partition(":")[0] for finding in missing] == [
        "no row has admin1", "no row has country", "no row has lat, lon",
        "no row has ore_mt, grade_pct, contained_kt", "no row has type",
    ]  # fmt: skip
    assert dataset.deposits["id"].tolist() == ["xx-a", "xx-b"]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("ore_mt", "694 Mt", "GD105"), ("ore_mt", '"3,14"', "GD105"), ("ore_mt", "nan", "GD104"),
        ("ore_mt", "inf", "GD104"), ("ore_mt", "1e999", "GD104"), ("ore_mt", "true", "GD105"),
        ("lat", "north", "GD105"), ("lat", "nan", "GD104"), ("lat", "1e999", "GD104"),
        ("lat", '"39,6"', "GD105"), ("lat", "39°37'N", "GD105"), ("accuracy_m", "2 km", "GD105"),
        ("country", "Atlantis", "GD108"), ("country", "EU", "GD108"),
        ("type", "carbonatite", "GD108"),
        ("code", "JORK", "GD108"), ("categories", "measured; sure", "GD108"),
        ("effective", "2023-02-29", "GD109"), ("partner_country", "Nowhere", "GD108"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_counts_as_unknown(
    table: Table, column: str, cell: str, code: str
) -> None:
    cells = {"id": "tr-a", "name": "A", "country": "TR", "lat": "1", "lon": "2", column: cell}
    dataset = table(",".join(cells), ",".join(cells.values()))
    assert said(dataset) == [(code, "2", column)]
    (finding,) = dataset.reading
    assert (finding.severity, finding.deposit) == (Severity.ERROR, "tr-a")
    assert finding.message.startswith(f"{column}: ")
    assert dataset.deposits["name"].tolist() == ["A"]
    if column in dataset.deposits and column != "type":
        assert pd.isna(dataset.deposits.loc[0, column])


def test_half_a_position_is_none_and_is_said(table: Table) -> None:
    dataset = table(HEAD, "tr-a,A,TR,39.6,", "tr-b,B,TR,,31.35", "tr-c,C,TR,,")
    assert said(dataset) == [("GD109", "2", "lon"), ("GD109", "3", "lat")]
    assert len(dataset.positions) == 0


def test_an_unreadable_half_is_complained_of_once(table: Table) -> None:
    assert said(table(HEAD, "tr-a,A,TR,39.6,east")) == [("GD105", "2", "lon")]


def test_repeated_ids_are_numbered_and_said(table: Table) -> None:
    dataset = table(HEAD, ROW, ROW, "tr-a-2,B,TR,1,2", ROW)
    assert dataset.deposits["id"].tolist() == ["tr-a", "tr-a-2", "tr-a-2-2", "tr-a-3"]
    assert len(dataset.positions) == 4
    assert said(dataset) == [("GD102", line, "id") for line in ("3", "4", "5")]


def test_a_number_that_is_taken_is_passed_over(table: Table) -> None:
    dataset = table("id,name,country", "tr-a-2,A,TR", "tr-a,B,TR", "tr-a,C,TR", "tr-a,D,TR")
    assert dataset.deposits["id"].tolist() == ["tr-a-2", "tr-a", "tr-a-3", "tr-a-4"]


def test_a_row_without_an_id_gets_one_from_country_and_name(table: Table) -> None:
    dataset = table(
        "name,country", "Kızılcaören / Beylikova,TR", "Kızılcaören Beylikova,TR", "稀土,CN",
        "Norra Kärr,SE", "A,", f"{'x' * 100},TR",
    )  # fmt: skip
    assert dataset.deposits["id"].tolist() == [
        "tr-kizilcaoren-beylikova", "tr-kizilcaoren-beylikova-2", "cn-unnamed", "se-norra-karr",
        "xx-a", f"tr-{'x' * 56}",
    ]  # fmt: skip
    assert said(dataset) == []


def test_an_id_with_a_path_in_it_stays_a_text(table: Table) -> None:
    dataset = table(HEAD, "../../etc/passwd,A,TR,1,2")
    assert dataset.deposits["id"].tolist() == ["../../etc/passwd"]


def test_a_row_without_a_name_is_said(table: Table) -> None:
    dataset = table(HEAD, "tr-a,,TR,1,2", ",,TR,1,2", ",,Atlantis,,")
    assert dataset.deposits["name"].tolist() == ["tr-a", "tr-unnamed"]
    assert said(dataset) == [
        ("GD108", "4", "country"), ("GD109", "2", "name"), ("GD109", "3", "name"),
        ("GD109", "4", "name"),
    ]  # fmt: skip


def test_too_many_cells_are_said_and_the_row_is_read(table: Table) -> None:
    dataset = table(HEAD, ROW + ",5,6")
    (finding,) = dataset.reading
    assert (finding.code, finding.origin) == ("GD109", "my.csv:2")
    assert finding.message == "the row has 7 cells where the heading has 5"
    assert dataset.deposits["lat"].tolist() == [39.6]


def test_a_status_in_words_alone_is_off_the_ladder(table: Table) -> None:
    dataset = table("name,country,status_text", "A,TR,somewhere in between")
    assert dataset.status[["status", "status_text"]].to_numpy().tolist() == [
        ["other", "somewhere in between"]
    ]


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "line", "why"),
    [
        ([""], 1, "is empty"),
        ([" ", "", "\t"], 1, "is empty"),
        (["\ufeff"], 1, "is empty"),
        (["a,b,c", "1,2,3"], 1, "no heading is a field name: id, name"),
        ([",,", ",,"], 1, "no heading is a field name"),
        (["name,country,name", "A,TR,B"], 1, "heading 'name' stands twice"),
        ([HEAD, ROW, 'tr-b,"B,TR,1,2', "tr-c,C,TR,1,2", ""], 3, "broken CSV: unexpected end of"),
        ([HEAD, ROW, 'tr-b,"B" x,TR,1,2', "tr-c,C,TR,1,2"], 3, "broken CSV: "),
        ([HEAD, ROW, "tr-b,B\0,TR,1,2"], 3, "holds a NUL"),
        ([HEAD, ROW, "tr-b," + "B" * 10_000_001], 3, "broken CSV: field larger"),
        (["name" * 2_600_000], 1, "no heading is a field name"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read(table: Table, lines: list[str], line: int, why: str) -> None:
    error = refused(table, *lines)
    assert (error.line, why in str(error)) == (line, True), str(error)[:200]


def test_a_heading_alone_is_an_empty_dataset(table: Table) -> None:
    dataset = table(HEAD, "")
    assert len(dataset) == 0
    (note,) = dataset.reading
    assert (note.code, note.severity, note.origin.partition(":")[2]) == ("GD117", "note", "1")
    assert note.message.startswith("the table has 0 records")


# --- GeoJSON -------------------------------------------------------------------------------------


def feature(geometry: Any = None, *, properties: Any = None, **members: Any) -> dict[str, Any]:
    named = {"name": "A", "country": "TR"} if properties is None else properties
    return {"type": "Feature", "properties": named, "geometry": geometry, **members}


def point(*coordinates: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(coordinates)}


def geojson(table: Table, *features: Any, **members: Any) -> Dataset:
    collection = {"type": "FeatureCollection", "features": list(features), **members}
    return table(json.dumps(collection), name="my.geojson")


def test_geojson_points_with_our_fields(table: Table) -> None:
    one = feature(point(31.35, 39.6, 900), id="tr-a",
                  properties={"name": "A", "country": "Turkey", "ore_mt": 694, "grade_pct": ">1",
                              "basis": "REO", "tags": ["x"], "more": {"y": 1}})  # fmt: skip
    two = feature(point(10, 59.3), properties={"name": "B", "country": "NO"}, id=7)
    dataset = geojson(table, one, two)
    assert dataset.reading == ()
    assert dataset.deposits["id"].tolist() == ["tr-a", "7"]
    assert dataset.deposits[["lat", "lon"]].to_numpy().tolist() == [[39.6, 31.35], [59.3, 10]]
    assert dataset.estimates["reo_kt_text"].tolist() == [">6940"]
    assert dataset.deposits["origin"].tolist() == ["my.geojson:1", "my.geojson:2"]


def test_the_package_geojson_reads_back_as_points(table: Table) -> None:
    published = package_files(table(HEAD, ROW))["deposits.geojson"]
    again = table(published, name="deposits.geojson")
    columns = ["id", "name", "country", "lat", "lon"]
    assert again.deposits[columns].to_numpy().tolist() == [["tr-a", "A", "TR", 39.6, 31.35]]


def test_null_geometry_is_no_position(table: Table) -> None:
    dataset = geojson(
        table, feature(None), feature(point(1, 2), properties={"name": "B", "country": "NO"})
    )
    assert dataset.deposits["lat"].isna().tolist() == [True, False]
    assert dataset.reading == ()


@pytest.mark.parametrize(
    ("geometry", "kind"),
    [
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}, "Polygon"),
        ({"type": "MultiPoint", "coordinates": [[0, 0]]}, "MultiPoint"),
        ({"type": "GeometryCollection", "geometries": []}, "GeometryCollection"),
        ({"type": "Point", "coordinates": []}, "Point"),
        ({"type": "Point", "coordinates": [1]}, "Point"),
        ({"type": "Point"}, "Point"),
        ({}, "None"),
        ([1, 2], "list"),
        ("here", "str"),
    ],
)
def test_what_is_no_point_is_said_by_its_number(table: Table, geometry: Any, kind: str) -> None:
    other = feature(point(1, 2), properties={"name": "B", "country": "NO"})
    dataset = geojson(table, other, feature(geometry))
    (finding,) = dataset.reading
    assert (finding.code, finding.severity) == ("GD109", Severity.ERROR)
    assert (finding.origin, finding.field) == ("my.geojson:2", "geometry")
    assert finding.message == f"feature 2 holds no point but {kind!r}: it has no position here"
    assert dataset.deposits["lat"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("coordinates", "code"),
    [("NaN, 39.6", "GD104"), ("1e999, 39.6", "GD104"), ("-Infinity, 39.6", "GD104"),
     ('"east", 39.6', "GD105"), ("true, 39.6", "GD105"), ("[31], 39.6", "GD105"),
     ("null, 39.6", "GD109")],
)  # fmt: skip
def test_coordinates_that_are_no_numbers(table: Table, coordinates: str, code: str) -> None:
    named = '"properties": {"name": "A", "country": "TR"}'
    geometry = f'"geometry": {{"type": "Point", "coordinates": [{coordinates}]}}'
    text = f'{{"type": "FeatureCollection", "features": [{{{named}, {geometry}}}]}}'
    dataset = table(text, name="my.json")
    (finding,) = dataset.reading
    assert (finding.code, finding.field, finding.origin) == (code, "lon", "my.json:1")
    assert dataset.deposits["lat"].isna().all()


@pytest.mark.parametrize(
    ("value", "code"),
    [(True, "GD105"), (float("nan"), "GD104"), (float("inf"), "GD104"), (10**200, "GD104"),
     ("694 Mt", "GD105")],
)  # fmt: skip
def test_figures_that_are_none(table: Table, value: object, code: str) -> None:
    named = {"name": "A", "country": "TR", "ore_mt": value}
    dataset = geojson(table, feature(point(1, 2), properties=named))
    (finding,) = dataset.reading
    assert (finding.code, finding.field, finding.deposit) == (code, "ore_mt", "A")


def test_features_that_are_none_are_said(table: Table) -> None:
    good = feature(point(1, 2))
    dataset = geojson(table, 5, None, feature(point(1, 2), properties=[1]), good)
    assert len(dataset.deposits) == 2
    assert [f.origin for f in dataset.reading] == [f"my.geojson:{n}" for n in (1, 2, 1, 2, 3)]


@pytest.mark.parametrize(
    "crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"]
)
def test_a_stated_wgs84_is_read(table: Table, crs: str) -> None:
    stated = {"type": "name", "properties": {"name": crs}}
    assert len(geojson(table, feature(point(1, 2)), crs=stated)) == 1


@pytest.mark.parametrize("crs", ["EPSG:3857", "urn:ogc:def:crs:EPSG::23036", "local"])
def test_another_reference_system_is_refused(table: Table, crs: str) -> None:
    with pytest.raises(UnreadableFile, match="another reference system than WGS 84"):
        geojson(table, feature(), crs={"type": "name", "properties": {"name": crs}})


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 1, "is empty"),
        ('{"type": "FeatureCollection",\n"features": [}', 2, "no valid JSON"),
        ("name,country\nA,TR", 1, "no valid JSON"),
        ("[]", 1, "no GeoJSON FeatureCollection"),
        ("5", 1, "no GeoJSON FeatureCollection"),
        ('{"type": "Feature"}', 1, "no GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection"}', 1, "has no list of features"),
        ('{"type": "FeatureCollection", "features": {}}', 1, "has no list of features"),
        ('{"type":"FeatureCollection","features":[' + "1" * 5000 + "]}", 1, "too many digits"),
        ("[" * 200_000, 1, "nested too deeply"),
        ('{"a":' * 200_000, 1, "nested too deeply"),
    ],
)
def test_what_is_no_geojson(table: Table, text: str, line: int, why: str) -> None:
    error = refused(table, text, name="my.geojson")
    assert (error.line, why in str(error)) == (line, True)


def test_an_empty_collection_is_an_empty_dataset(table: Table) -> None:
    assert len(geojson(table)) == 0


def test_progress_is_told_of_the_features(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature(), feature()]}))
    read(path, progress=lambda *step: steps.append(step))
    assert steps == [("features", 1, 2), ("features", 2, 2)]


# --- Whatever a path names -----------------------------------------------------------------------


def test_seeds_and_packages_are_read_by_their_folder(bundled: Dataset, tmp_path: Path) -> None:
    part = bundled.filter(country=("TR", "GL"))
    seeds = read(copied_seeds(part, tmp_path / "seeds"))
    ids = part.deposits["id"].tolist()
    assert len(ids) > 3
    assert seeds.deposits["id"].tolist() == ids
    for name, content in package_files(seeds).items():
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_bytes(content)
    assert read(tmp_path / "data").deposits["id"].tolist() == ids
    assert read(str(tmp_path / "data" / "datapackage.json")).deposits["id"].tolist() == ids


def test_without_a_path_the_published_dataset_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    published = object()
    monkeypatch.setattr(inputs, "load", lambda: published)
    assert read() is published


def test_a_tsv_is_a_table(table: Table) -> None:
    assert len(table(HEAD.replace(",", "\t"), ROW.replace(",", "\t"), name="my.TSV")) == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("none", "no such file or folder"),
        ("none.ods", "no such file or folder"),
        *((f"none{ending}", "no such file") for ending in SUFFIXES),
        ("folder", "holds neither dataset.toml nor datapackage.json"),
        ("folder.csv", "holds neither dataset.toml nor datapackage.json"),
        ("notes.txt", f"a file ending in {', '.join(SUFFIXES)} is needed"),
    ],
)
def test_a_path_that_names_nothing_readable(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(UnreadableFile, match=re.escape(why)) as caught:
        read(tmp_path / name)
    assert caught.value.path == tmp_path / name


def test_the_geometry_of_a_feature_is_its_position_whatever_it_repeats(tmp_path: Path) -> None:
    path = tmp_path / "my.geojson"
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [31.35, 39.6]},
        "properties": {"Latitude": 11.0, "LONGITUDE": 12.0, "lat": 13, "name": "A"},
    }
    content = {"type": "FeatureCollection", "features": [feature]}
    path.write_text(json.dumps(content), encoding="utf-8")
    (deposit,) = read(path).deposits.to_dict("records")
    assert (deposit["lat"], deposit["lon"]) == (39.6, 31.35)
