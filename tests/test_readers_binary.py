"""XLSX and GeoPackage: the same rows give the same dataset as a CSV of them."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pytest
from openpyxl import Workbook
from shapely import LineString, Point

import geodeposits
from geodeposits.errors import UnreadableFile

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


def layer(rows: list[Mapping[str, Any]], points: list[Any], crs: str | None) -> Any:
    return geopandas.GeoDataFrame(rows, geometry=points, crs=crs)


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


def test_a_layer_without_reference_system_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "my.gpkg"
    path.write_bytes(b"a layer")
    unknown = layer([FEN], [Point(9.28, 59.27)], None)
    monkeypatch.setattr(geopandas, "list_layers", lambda _path: {"name": pd.Series(["ore"])})
    monkeypatch.setattr(geopandas, "read_file", lambda _path, layer: unknown)
    with pytest.raises(UnreadableFile, match="states no reference system"):
        geodeposits.read(path)


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
