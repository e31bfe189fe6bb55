"""GeoPackage in: layers, positions, faults."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pyogrio
import pytest
import shapely
from shapely import LineString, MultiPoint, Point

import geodeposits
from geodeposits.errors import UnreadableFile
from geodeposits.readers import geopackage
from tests.binary_kit import refused, said


def layer(rows: Sequence[Mapping[str, Any]], points: list[Any], crs: str | None) -> Any:
    return geopandas.GeoDataFrame(rows, geometry=points, crs=crs)


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
