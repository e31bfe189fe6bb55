"""XLSX and GeoPackage: the same rows give the same dataset as a CSV of them."""

from __future__ import annotations

import builtins
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date, datetime, time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pyogrio
import pytest
import shapely
from openpyxl import Workbook
from shapely import LineString, MultiPoint, Point

import geodeposits
from geodeposits.dataset import Dataset
from geodeposits.errors import UnreadableFile
from geodeposits.readers import geopackage
from geodeposits.readers import workbook as workbook_reader

HEADING = ["Name", "Country", "Latitude", "Longitude", "Ore Mt", "treo_pct", "effective", "aside"]
ROWS = [
    ["Beylikova", "Türkiye", 39.61944, 31.35083, 694, ">1", date(2022, 7, 1), "x"],
    ["Fen", "NO", 59.27, 9.28, 559.0, 1.57, "2024", None],
]


def workbook(path: Path, *sheets: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def layer(rows: Sequence[Mapping[str, Any]], points: list[Any], crs: str | None) -> Any:
    return geopandas.GeoDataFrame(rows, geometry=points, crs=crs)


def said(dataset: Dataset, code: str) -> list[tuple[str, str, str]]:
    """Return (row, field, message) of the findings with a code, those on the table left out."""
    found = [f for f in dataset.reading if f.code == code and "the table has no" not in f.message]
    return [(f.origin.rpartition(":")[2], f.field, f.message) for f in found]


def refused(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        geodeposits.read(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- XLSX ----------------------------------------------------------------------------------------


def test_a_sheet_reads_as_a_csv_of_it_does(tmp_path: Path) -> None:
    book = geodeposits.read(workbook(tmp_path / "my.xlsx", [HEADING, *ROWS]))
    text = "\n".join(",".join("" if c is None else str(c) for c in row) for row in [HEADING, *ROWS])
    (tmp_path / "my.csv").write_text(text.replace("559.0", "559"), encoding="utf-8")
    table = geodeposits.read(tmp_path / "my.csv")
    for name, rows in book.tables():
        other = getattr(table, name)
        columns = [column for column in rows.columns if column != "origin"]
        assert rows[columns].astype(str).to_numpy().tolist() == (
            other[columns].astype(str).to_numpy().tolist()
        ), name
    assert book.estimates["ore_mt_text"].tolist() == ["694", "559"]
    assert book.estimates["grade_pct_text"].tolist() == [">1", "1.57"]
    assert book.estimates["effective"].tolist() == ["2022-07-01", "2024"]
    assert book.deposits["origin"].str.rpartition(":")[2].tolist() == ["2", "3"]


def test_the_first_sheet_with_a_known_heading_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "my.xlsx",
        [["About this file"], ["made by hand"]],
        [[None, None], ["name", "country"], [None, None], ["Fen", "NO"]],
    )
    dataset = geodeposits.read(path)
    assert dataset.deposits["name"].tolist() == ["Fen"]
    assert dataset.deposits["origin"].tolist() == [f"{path.as_posix()}:4"]


def test_a_bad_cell_is_a_finding_at_its_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name", "lat", "lon"], ["Fen", "north", 9.3]])
    (finding,) = [f for f in geodeposits.read(path).reading if f.code == "GD105"]
    assert finding.origin.endswith("my.xlsx:2")
    assert finding.field == "lat"


def test_text_stays_text_and_no_formula_is_run(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name", "country"], ['{{7*7}}<img src="x">', "NO"]])
    assert geodeposits.read(path).deposits["name"].tolist() == ['{{7*7}}<img src="x">']


@pytest.mark.parametrize("content", [b"name,country\nFen,NO\n", b"PK\x03\x04broken", b"\xd0\xcf"])
def test_what_is_no_workbook_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "my.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"my\.xlsx.*is no XLSX workbook"):
        geodeposits.read(path)


def test_a_mistake_of_ours_is_not_said_to_be_the_workbooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(_cell: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr("geodeposits.readers.workbook._plain_cell", mistaken)
    with pytest.raises(KeyError, match="ours"):
        geodeposits.read(workbook(tmp_path / "my.xlsx", [HEADING]))


def test_a_sheet_that_breaks_off_is_one_clear_error(tmp_path: Path) -> None:
    path, broken = workbook(tmp_path / "my.xlsx", [HEADING, *ROWS]), tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(broken, "w") as part:
        for name in whole.namelist():
            content = whole.read(name)
            part.writestr(name, content[:-40] if "sheet1" in name else content)
    with pytest.raises(UnreadableFile, match=r"broken\.xlsx.*is no XLSX workbook that can be read"):
        geodeposits.read(broken)


def test_a_workbook_without_a_heading_and_one_with_a_heading_twice(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no sheet has a heading among"):
        geodeposits.read(workbook(tmp_path / "a.xlsx", [["Deponija", "Land"], ["Fen", "NO"]], []))
    with pytest.raises(UnreadableFile, match="'name' stands twice"):
        geodeposits.read(workbook(tmp_path / "b.xlsx", [["name", "name"], ["Fen", "Fen"]]))


def test_without_openpyxl_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *args, **more)

    path = workbook(tmp_path / "my.xlsx", [HEADING])
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableFile, match=r"pip install 'geodeposits\[xlsx\]'"):
        geodeposits.read(path)


def in_format(path: Path, heading: str, value: object, number_format: str) -> Dataset:
    """Write one deposit whose second cell has a number format, and read it back."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["name", heading])
    sheet.append(["Fen", value])
    sheet["B2"].number_format = number_format
    book.save(path)
    return geodeposits.read(path)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.0314, "0.00%", "3.14"),
        (0.07, "0%", "7"),  # 7.000000000000001 in floats
        (1, "0%", "100"),
        (0.0157, '[Red]0.00%;-0.00%;"none"', "1.57"),
        (3.14, '0.00" %"', "3.14"),
        (3.14, r"0.00\%", "3.14"),
        (3.14, "General", "3.14"),
    ],
)
def test_a_percentage_counts_as_percent(
    tmp_path: Path, value: float, number_format: str, text: str
) -> None:
    for heading in ("grade_pct", "TREO pct"):
        dataset = in_format(tmp_path / "my.xlsx", heading, value, number_format)
        assert dataset.estimates["grade_pct_text"].tolist() == [text]
        assert said(dataset, "GD105") == []


@pytest.mark.parametrize(
    ("heading", "number_format", "why"),
    [
        ("ore_mt", "0.00%", "but the column is none of percent"),
        ("grade_pct", "[<1]0.00%;0.00", "in some cases only"),
        ("grade_pct", "0.00%%", "or of percents"),
    ],
)
def test_a_percentage_of_unclear_meaning_is_left_out(
    tmp_path: Path, heading: str, number_format: str, why: str
) -> None:
    dataset = in_format(tmp_path / "my.xlsx", heading, 0.5, number_format)
    assert len(dataset.estimates) == 0
    ((row, field, message),) = said(dataset, "GD105")
    assert (row, field) == ("2", heading)
    assert message.startswith(f"{heading}: is shown as a percentage ({number_format})")
    assert why in message


def test_a_percentage_in_a_column_left_aside_is_nobodys_business(tmp_path: Path) -> None:
    assert said(in_format(tmp_path / "my.xlsx", "slope", 0.5, "0%"), "GD105") == []


def test_a_formula_without_a_stored_value_is_a_finding(tmp_path: Path) -> None:
    rows = [["name", "ore_mt", "aside"], ["Fen", "=500+59", "=1+1"], ["=A2", None, None]]
    path = workbook(tmp_path / "my.xlsx", rows)
    dataset = geodeposits.read(path)
    formulas = [item for item in said(dataset, "GD109") if "formula" in item[2]]
    assert [item[:2] for item in formulas] == [("2", "ore_mt"), ("3", "name")]
    assert formulas[0][2] == (
        "ore_mt: holds a formula without a stored value: "
        "open and save the file in a spreadsheet program"
    )
    assert dataset.deposits["name"].tolist() == ["Fen"]


@pytest.mark.parametrize(("rows", "findings"), [(20, 20), (21, 1)])
def test_many_formulas_without_a_value_are_counted(
    tmp_path: Path, rows: int, findings: int
) -> None:
    table = [["name", "ore_mt"], *[[f"No. {row}", "=1+1"] for row in range(rows)]]
    found = said(geodeposits.read(workbook(tmp_path / "my.xlsx", table)), "GD109")
    assert len(found) == findings
    assert found[0][0] == "2"
    assert ("21 rows, of which this is the first" in found[0][2]) is (rows == 21)


def replaced(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change the bytes of one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_a_formula_with_a_stored_value_is_that_value(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name", "ore_mt", "note"], ["Fen", "=500+59", "=B9"]])
    stored = {b'"B2"><f>500+59</f><v />': b'"B2"><f>500+59</f><v>559</v>',
              b'"B2"><f>500+59</f><v></v>': b'"B2"><f>500+59</f><v>559</v>',
              b'"C2"><f>': b'"C2" t="str"><f>'}  # fmt: skip

    def calculated(content: bytes) -> bytes:
        for old, new in stored.items():
            content = content.replace(old, new)
        return content

    dataset = geodeposits.read(replaced(path, SHEET, calculated))
    assert dataset.estimates["ore_mt_text"].tolist() == ["559"]
    assert said(dataset, "GD109") == []


def test_cells_under_no_heading_are_findings(tmp_path: Path) -> None:
    rows = [
        ["name", None, "country", None],
        ["Fen", "stray", "NO", None, "beyond"],
        ["Tamra", None, "SE", None, " "],
    ]
    dataset = geodeposits.read(workbook(tmp_path / "my.xlsx", rows))
    assert dataset.deposits["country"].tolist() == ["NO", "SE"]
    assert said(dataset, "GD109") == [
        ("2", "", "the row has 5 cells where the heading has 3"),
        ("2", "", "cell 2 of the row stands under no heading, so it is left aside"),
    ]


def test_truth_errors_and_times_are_findings_and_no_texts(tmp_path: Path) -> None:
    rows = [
        ["name", "note", "ore_mt", "country", "zone", "aside"],
        ["Fen", True, "#REF!", "#N/A", time(12, 30), False],
    ]
    dataset = geodeposits.read(workbook(tmp_path / "my.xlsx", rows))
    assert said(dataset, "GD109") == [
        ("2", "note", "note: holds TRUE, which is neither a figure nor a text"),
        ("2", "ore_mt", "ore_mt: holds the error #REF!"),
        ("2", "country", "country: holds the error #N/A"),
        ("2", "zone", "zone: holds a time without a date"),
    ]
    assert {f.deposit for f in dataset.reading if f.field == "note"} == {"Fen"}
    assert len(dataset.estimates) == 0
    assert dataset.deposits["country"].isna().all()


def test_a_date_and_time_gives_its_date(tmp_path: Path) -> None:
    rows = [["name", "ore_mt", "effective"], ["Fen", 559, datetime(2024, 3, 31, 23, 59, 58)]]
    dataset = geodeposits.read(workbook(tmp_path / "my.xlsx", rows))
    assert dataset.estimates["effective"].tolist() == ["2024-03-31"]


def test_merged_headings_are_read_where_they_stand(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["name", "country", None], [None, None, None], ["Fen", "NO", "x"]):
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    book.save(tmp_path / "my.xlsx")
    dataset = geodeposits.read(tmp_path / "my.xlsx")
    assert dataset.deposits[["name", "country"]].to_numpy().tolist() == [["Fen", "NO"]]
    assert [item[2] for item in said(dataset, "GD109")] == [
        "the row has 3 cells where the heading has 2"
    ]


@pytest.mark.parametrize("stated", [b"A1", b"A1:XFD1048576"])
def test_the_size_that_a_sheet_states_is_not_believed(tmp_path: Path, stated: bytes) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name", "country"], ["Fen", "NO"]])
    replaced(path, SHEET, lambda content: content.replace(b'ref="A1:B2"', b'ref="%s"' % stated))
    assert geodeposits.read(path).deposits["country"].tolist() == ["NO"]


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml",
             "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]
)  # fmt: skip
@pytest.mark.parametrize(
    "change", [lambda c: c[: len(c) // 2], lambda c: b"", lambda c: b"\0\xff" * 40],
    ids=["cut", "empty", "junk"],
)  # fmt: skip
def test_a_broken_part_is_one_clear_error(
    tmp_path: Path, part: str, change: Callable[[bytes], bytes]
) -> None:
    path = replaced(workbook(tmp_path / "my.xlsx", [HEADING, *ROWS]), part, change)
    assert "my.xlsx: is no XLSX workbook that can be read: " in refused(path)


def test_broken_bytes_anywhere_are_one_error_or_no_matter(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my.xlsx", [HEADING, *ROWS])
    whole = path.read_bytes()
    outcomes = set()
    for place in range(0, len(whole), 101):
        path.write_bytes(whole[:place] + bytes(255 - b for b in whole[place : place + 6])
                         + whole[place + 6 :])  # fmt: skip
        try:
            geodeposits.read(path)
            outcomes.add("read")
        except UnreadableFile:
            outcomes.add("refused")
    assert "refused" in outcomes
    path.write_bytes(whole[: len(whole) // 2])
    assert "is no XLSX workbook" in refused(path)


def test_rows_that_break_off_are_an_error(tmp_path: Path) -> None:
    rows = [["name", "ore_mt"], *[[f"No. {n}", n] for n in range(3000)]]
    path = workbook(tmp_path / "my.xlsx", rows)
    replaced(path, SHEET, lambda c: c[: c.rindex(b"<row")])
    assert "is no XLSX workbook that can be read: no element found" in refused(path)
    replaced(path, SHEET, lambda c: c.replace(b"<v>2998</v>", b"<v>x</v>") + b"</sheetData>")
    assert "is no XLSX workbook that can be read: " in refused(path)
    shared = (
        b'<row r="3"><c r="A3" t="s"><v>99</v></c></row></sheetData>'  # of which there are none
    )
    replaced(workbook(path, rows[:2]), SHEET, lambda c: c.replace(b"</sheetData>", shared))
    assert "is no XLSX workbook that can be read: list index out of range" in refused(path)


def test_an_old_and_an_encrypted_workbook_are_called_so(tmp_path: Path) -> None:
    path = tmp_path / "my.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + b"W\0o\0r\0k\0b\0o\0o\0k\0")
    assert "is no XLSX workbook but of the old .xls format: save it as .xlsx" in refused(path)
    stream = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + stream)
    assert "it is encrypted, save it without a password" in refused(path)
    content = bytearray(workbook(path, [HEADING]).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(content)
    assert "it is encrypted" in refused(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name"], ["Fen"]])
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    monkeypatch.setattr(workbook_reader, "_LARGEST", size)
    assert geodeposits.read(path).deposits["name"].tolist() == ["Fen"]
    monkeypatch.setattr(workbook_reader, "_LARGEST", size - 1)
    assert "unpacks to more than" in refused(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name"], ["Fen"]])
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (1_000_000_001).to_bytes(4, "little")
    path.write_bytes(content)
    assert "my.xlsx: unpacks to more than 1,000 MB" in refused(path)


# --- GeoPackage ----------------------------------------------------------------------------------

FEN = {"name": "Fen", "country": "NO", "ore_mt": 559.0, "status_date": None}


def test_points_in_metres_come_out_in_degrees(tmp_path: Path) -> None:
    made = layer([FEN], [Point(9.28, 59.27)], "EPSG:4326").to_crs("EPSG:25832")
    made.to_file(tmp_path / "my.gpkg", layer="deposits", driver="GPKG")
    dataset = geodeposits.read(tmp_path / "my.gpkg")
    (deposit,) = dataset.deposits.to_dict("records")
    assert (round(deposit["lat"], 6), round(deposit["lon"], 6)) == (59.27, 9.28)
    assert dataset.estimates["ore_mt"].tolist() == [559]


def test_the_first_layer_with_a_known_column_is_read(tmp_path: Path) -> None:
    path = tmp_path / "my.gpkg"
    layer([{"z": 1}], [Point(0, 0)], "EPSG:4326").to_file(path, layer="grid", driver="GPKG")
    layer([FEN], [Point(9.28, 59.27)], "EPSG:4326").to_file(path, layer="ore", driver="GPKG")
    assert geodeposits.read(path).deposits["name"].tolist() == ["Fen"]


def test_a_feature_that_is_no_point_is_a_finding(tmp_path: Path) -> None:
    shapes = [LineString([(0, 0), (1, 1)]), None, Point(9.28, 59.27)]
    rows = [{**FEN, "name": name} for name in ("Line", "Nowhere", "Fen")]
    path = tmp_path / "my.gpkg"
    layer(rows, shapes, "EPSG:4326").to_file(path, driver="GPKG")
    dataset = geodeposits.read(path)
    assert dataset.deposits["lat"].notna().tolist() == [False, False, True]
    (finding,) = [f for f in dataset.reading if f.field == "geometry"]
    assert finding.origin.endswith("my.gpkg:1")
    assert "'LineString'" in finding.message


@pytest.mark.parametrize("number", [-1, 0, 7777])
def test_a_layer_without_reference_system_is_refused(tmp_path: Path, number: int) -> None:
    path = gpkg(tmp_path / "my.gpkg", [FEN], [Point(9.28, 59.27)])
    run(path, f"UPDATE gpkg_geometry_columns SET srs_id = {number}")
    assert "the layer states no reference system" in refused(path)
    run(path, "UPDATE layer SET geom = NULL")
    assert geodeposits.read(path).deposits["name"].tolist() == ["Fen"]


def test_a_reference_system_without_a_code_is_read_from_its_wkt(tmp_path: Path) -> None:
    path = tmp_path / "my.gpkg"
    layer([FEN], [Point(9.28, 59.27)], "EPSG:4326").to_crs("EPSG:25832").to_file(
        path, driver="GPKG"
    )
    for code in ("organization = 'NONE'", "organization_coordsys_id = 999999"):
        run(path, f"UPDATE gpkg_spatial_ref_sys SET {code} WHERE srs_id = 25832")
        (deposit,) = geodeposits.read(path).deposits.to_dict("records")
        assert (round(deposit["lat"], 6), round(deposit["lon"], 6)) == (59.27, 9.28)
    run(path, "UPDATE gpkg_spatial_ref_sys SET organization = 'NONE', definition = replace("
        "definition, 'AUTHORITY[\"EPSG\",\"25832\"]',"
        " 'EXTENSION[\"PROJ4\",\"+proj=longlat +nadgrids=/secret\"]')")  # fmt: skip
    assert "states no reference system that is known" in refused(path)


@pytest.mark.parametrize("content", [b"name,country\n", b"SQLite format 3\x00junk"])
def test_what_is_no_geopackage_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "my.gpkg"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"my\.gpkg.*is no GeoPackage") as caught:
        geodeposits.read(path)
    assert "\n" not in str(caught.value)


def test_a_layer_of_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "my.gpkg"
    layer([{"z": 1}], [Point(0, 0)], "EPSG:4326").to_file(path, driver="GPKG")
    with pytest.raises(UnreadableFile, match="no layer has a column among"):
        geodeposits.read(path)


SECRET = "name,country\nThe secret,NO\n"


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a server on this machine and what it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_address[1]}/secret.csv", asked
        listening.shutdown()


def test_another_format_under_the_suffix_opens_no_file_and_no_address(
    tmp_path: Path, server: tuple[str, list[str]]
) -> None:
    address, asked = server
    secret = tmp_path / "secret.csv"
    secret.write_text(SECRET, encoding="utf-8")
    vrt = '<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'  # noqa: E501
    path = tmp_path / "my.gpkg"
    path.write_text(vrt.format(secret), encoding="utf-8")
    assert geopandas.read_file(path)["name"].tolist() == ["The secret"]  # by GDAL, it is told
    assert "is no GeoPackage that can be read: file is not a database" in refused(path)
    path.write_text(vrt.format(f"/vsicurl/{address}"), encoding="utf-8")
    with suppress(Exception):
        geopandas.read_file(path)
    assert "/secret.csv" in asked  # so that the next lines can fail
    asked.clear()
    assert "is no GeoPackage that can be read: file is not a database" in refused(path)
    path.write_bytes(b"SQLite format 3\0" + path.read_bytes())
    assert "is no GeoPackage" in refused(path)
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    assert "is no GeoPackage" in refused(path)
    assert asked == []


@pytest.mark.parametrize(
    "select",
    [
        "SELECT ogr_datasource_load_layers('{secret}') AS name",
        "SELECT load_extension('{secret}') AS name",
        "SELECT readfile('{secret}') AS name",
        "WITH RECURSIVE n(name) AS (SELECT 1 UNION ALL SELECT name + 1 FROM n) SELECT name FROM n",
    ],
)
def test_a_view_can_neither_open_a_file_nor_run_for_ever(tmp_path: Path, select: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(SECRET, encoding="utf-8")
    path = gpkg(tmp_path / "my.gpkg", [{"z": 1}], [Point(0, 0)])
    run(path, f"CREATE VIEW evil AS {select.format(secret=secret)}",
        "INSERT INTO gpkg_contents (table_name, data_type)"
        " VALUES ('evil', 'attributes')")  # fmt: skip
    assert "is no GeoPackage that can be read: " in refused(path)


def test_a_layer_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    path = gpkg(tmp_path / "my.gpkg", [FEN], [Point(9.28, 59.27)])
    run(path, "CREATE VIEW odd AS SELECT name, ST_MinX(geom) AS x FROM layer",
        "INSERT INTO gpkg_contents (table_name, data_type)"
        " VALUES ('odd', 'attributes')")  # fmt: skip
    dataset = geodeposits.read(path)
    assert dataset.deposits["name"].tolist() == ["Fen"]
    (finding,) = said(dataset, "GD109")
    assert finding[2] == "layer 'odd' cannot be read: no such function: ST_MinX"


def test_a_view_that_joins_without_end_and_too_many_rows_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = gpkg(tmp_path / "my.gpkg", [{**FEN, "name": str(n)} for n in range(9)], [None] * 9)
    monkeypatch.setattr(geopackage, "_MOST_ROWS", 9)
    assert len(geodeposits.read(path).deposits) == 9
    monkeypatch.setattr(geopackage, "_MOST_ROWS", 8)
    assert "more than 8 rows" in refused(path)
    run(path, "CREATE VIEW evil AS SELECT a.name FROM layer a, layer b, layer c, layer d, layer e"
        " WHERE a.name || e.name = 'none'",
        "UPDATE gpkg_contents SET table_name = 'evil'")  # fmt: skip
    monkeypatch.setattr(geopackage, "_BUDGET", 2)
    monkeypatch.setattr(geopackage, "_STEPS", 1000)
    assert "interrupted" in refused(path)


def test_changes_that_stand_beside_the_file_are_not_passed_over(tmp_path: Path) -> None:
    path = gpkg(tmp_path / "my.gpkg", [FEN], [Point(9.28, 59.27)])
    before = path.read_bytes()
    (tmp_path / "my.gpkg-wal").touch()
    assert len(geodeposits.read(path).deposits) == 1
    (tmp_path / "my.gpkg-wal").write_bytes(b"changes")
    assert "changes stand in my.gpkg-wal" in refused(path)
    (tmp_path / "my.gpkg-wal").unlink()
    geodeposits.read(path)
    assert path.read_bytes() == before
    assert [other.name for other in tmp_path.iterdir()] == ["my.gpkg"]


def gpkg(path: Path, rows: Sequence[Mapping[str, Any]], points: list[Any]) -> Path:
    layer(rows, points, "EPSG:4326").to_file(path, layer="layer", driver="GPKG")
    return path


def run(path: Path, *statements: str) -> None:
    """Change a GeoPackage without GDAL, whose triggers SQLite cannot run."""
    with closing(sqlite3.connect(path)) as connection, connection:
        select = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in connection.execute(select).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)


def test_a_geometry_wins_over_columns_of_a_position(tmp_path: Path) -> None:
    rows = [
        {"name": "Same", "Longitude": 9.2800005, "LAT": "59.27", "latitude": None},
        {"name": "Other", "Longitude": 9.28, "LAT": "59.270002", "latitude": 59.0},
        {"name": "Unread", "Longitude": None, "LAT": "north", "latitude": None},
        {"name": "Bare", "Longitude": 9.0, "LAT": "58.5", "latitude": 58.0},
        {"name": "Line", "Longitude": 9.0, "LAT": "58.5", "latitude": None},
    ]
    fen = Point(9.28, 59.27)
    path = gpkg(tmp_path / "my.gpkg", rows, [fen, fen, fen, None, LineString([(0, 0), (1, 1)])])
    dataset = geodeposits.read(path)
    assert dataset.deposits["lat"].tolist() == [59.27, 59.27, 59.27, 58.5, 58.5]
    assert dataset.deposits["lon"].tolist() == [9.28, 9.28, 9.28, 9.0, 9.0]
    found = said(dataset, "GD109")
    assert sorted(item[:2] for item in found) == [
        ("2", "LAT"), ("2", "latitude"), ("3", "LAT"), ("5", "geometry"),
    ]  # fmt: skip
    assert "states '59.270002' where the geometry, which is read, has 59.270000" in str(found)
    assert "'LineString': its columns state its position" in str(found)
    assert said(dataset, "GD103") == []


@pytest.mark.parametrize(("offset", "findings"), [(1e-6, 0), (1.1e-6, 1)])
def test_a_column_may_differ_by_a_millionth_of_a_degree(
    tmp_path: Path, offset: float, findings: int
) -> None:
    path = gpkg(tmp_path / "my.gpkg", [{**FEN, "Lat": 59.27 + offset}], [Point(9.28, 59.27)])
    assert len(said(geodeposits.read(path), "GD109")) == findings


def test_a_year_beside_an_unknown_one_stays_a_year(tmp_path: Path) -> None:
    rows = [
        {"name": "Fen", "ore_mt": 559.5, "effective": 2013,
         "published": pd.Timestamp("2014-05-06 07:08")},
        {"name": "Tamra", "ore_mt": 4.0, "effective": None, "published": None},
    ]  # fmt: skip
    dataset = geodeposits.read(gpkg(tmp_path / "my.gpkg", rows, [Point(9, 59), Point(15, 58)]))
    assert dataset.estimates["effective"].tolist()[:1] == ["2013"]
    assert dataset.estimates["effective"].isna().tolist() == [False, True]
    assert dataset.estimates["published"].tolist()[:1] == ["2014-05-06"]
    assert dataset.estimates["ore_mt_text"].tolist() == ["559.5", "4"]
    assert [f for f in dataset.reading if f.severity == "error"] == []


def test_a_truth_and_bytes_are_no_figures(tmp_path: Path) -> None:
    path = gpkg(tmp_path / "my.gpkg", [{**FEN, "grade_pct": True}], [Point(9.28, 59.27)])
    run(path, "UPDATE layer SET ore_mt = x'00ff'")
    dataset = geodeposits.read(path)
    assert len(dataset.estimates) == 0
    assert [item[1] for item in said(dataset, "GD105")] == ["grade_pct"]
    assert said(dataset, "GD109") == [
        ("1", "ore_mt", "ore_mt: holds 2 bytes, no figure and no text")
    ]


def test_of_several_layers_one_with_rows_is_read_and_the_others_named(tmp_path: Path) -> None:
    path = tmp_path / "my.gpkg"
    for name, rows in {"empty": [], "ore": [FEN], "more": [FEN]}.items():
        made = layer(rows or [FEN], [Point(9.28, 59.27)], "EPSG:4326").iloc[: len(rows)]
        made.to_file(path, layer=name, driver="GPKG", geometry_type="Point")
    dataset = geodeposits.read(path)
    assert dataset.deposits["name"].tolist() == ["Fen"]
    (note,) = said(dataset, "GD109")
    assert note[2] == "layers left aside, for one is read: 'more'"


def test_an_empty_layer_is_an_empty_dataset(tmp_path: Path) -> None:
    path = tmp_path / "my.gpkg"
    made = layer([FEN], [Point(9.28, 59.27)], "EPSG:4326").iloc[:0]
    made.to_file(path, layer="empty", driver="GPKG", geometry_type="Point")
    assert len(geodeposits.read(path).deposits) == 0


def test_a_table_without_geometry_has_its_columns_positions(tmp_path: Path) -> None:
    path = tmp_path / "my.gpkg"
    frame = pd.DataFrame([{**FEN, "Latitude": 59.27, "LON": "9.28"}])
    pyogrio.write_dataframe(frame, path, layer="table", driver="GPKG")
    dataset = geodeposits.read(path)
    assert dataset.deposits[["lat", "lon"]].to_numpy().tolist() == [[59.27, 9.28]]
    run(path, "DROP TABLE IF EXISTS gpkg_geometry_columns")
    assert geodeposits.read(path).deposits["lat"].tolist() == [59.27]


def test_a_multipoint_of_one_and_a_point_with_height_are_points(tmp_path: Path) -> None:
    shapes = [MultiPoint([(9.28, 59.27)]), Point(9.28, 59.27, 120), MultiPoint([(0, 0), (1, 1)]),
              Point(), MultiPoint([(9.28, 59.27, 5)])]  # fmt: skip
    path = tmp_path / "my.gpkg"
    rows = [{**FEN, "name": str(number)} for number in range(5)]
    layer(rows, shapes, "EPSG:4326").to_file(path, driver="GPKG", geometry_type="Unknown")
    dataset = geodeposits.read(path)
    assert dataset.deposits["lat"].notna().tolist() == [True, True, False, False, True]
    assert dataset.positions["lat"].tolist() == [59.27] * 3
    (finding,) = said(dataset, "GD109")
    assert finding[2] == "feature 3 holds no point but 'MultiPoint': it has no position here"


def test_a_geometry_of_broken_bytes_is_a_finding(tmp_path: Path) -> None:
    path = gpkg(tmp_path / "my.gpkg", [FEN], [Point(9.28, 59.27)])
    for broken in ("x'00'", "x'475000ff'", "substr(geom, 1, 20)", "'text'", "x''"):
        run(path, f"UPDATE layer SET geom = {broken}")
        (finding,) = said(geodeposits.read(path), "GD109")
        assert "'a geometry that cannot be read'" in finding[2]


def test_a_view_is_a_layer_and_points_are_read_all_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "my.gpkg"
    many = 400
    rows = [{"title": f"No. {number}"} for number in range(many)]
    points = [Point(9 + number / 1000, 59) for number in range(many)]
    made = layer(rows, points, "EPSG:4326").to_crs("EPSG:25832")
    made.to_file(path, layer="layer", driver="GPKG")
    run(path, "CREATE VIEW seen AS SELECT fid, geom, title AS name FROM layer WHERE fid > 1",
        "INSERT INTO gpkg_contents (table_name, data_type, srs_id)"
        " VALUES ('seen', 'features', 25832)",
        "INSERT INTO gpkg_geometry_columns"
        " VALUES ('seen', 'geom', 'POINT', 25832, 0, 0)")  # fmt: skip
    calls: list[int] = []
    real = shapely.from_wkb
    monkeypatch.setattr(shapely, "from_wkb", lambda c, **o: calls.append(len(c)) or real(c, **o))
    dataset = geodeposits.read(path)
    assert calls == [many - 1]
    assert dataset.deposits["lon"].round(6).tolist() == [
        round(9 + number / 1000, 6) for number in range(1, many)
    ]
    assert dataset.deposits["name"].tolist()[:2] == ["No. 1", "No. 2"]


def test_a_broken_geopackage_is_one_error_or_no_matter(tmp_path: Path) -> None:
    path = gpkg(tmp_path / "my.gpkg", [FEN], [Point(9.28, 59.27)])
    whole = path.read_bytes()
    outcomes = set()
    for place in (16, 100, 2048, len(whole) // 2, len(whole) - 100):
        path.write_bytes(whole[:place] + b"\xff" * 60 + whole[place + 60 :])
        try:
            geodeposits.read(path)
            outcomes.add("read")
        except UnreadableFile:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}
    path.write_bytes(whole[: len(whole) // 3])
    assert "is no GeoPackage" in refused(path)
