"""GeoJSON of one's own: points with our fields, and what is no point."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geodeposits.dataset import Dataset
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Severity
from geodeposits.inputs import read
from geodeposits.package import package_files
from tests.readers_kit import HEAD, ROW, Table, refused, table

__all__ = ["table"]


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
