"""The GeoJSON of a package: the shape of RFC 7946, and what it says of a deposit."""

from __future__ import annotations

import json

from geodeposits.dataset import Dataset
from tests.package_kit import dataset, files_of, sample

__all__ = ["dataset", "sample"]


def test_geojson_has_the_shape_of_rfc_7946(dataset: Dataset) -> None:
    collection = json.loads(files_of(dataset)["deposits.geojson"])
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == len(dataset)
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        if feature["geometry"] is not None:
            assert set(feature["geometry"]) == {"type", "coordinates"}
            assert feature["geometry"]["type"] == "Point"
            lon, lat = feature["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
    ids = [feature["id"] for feature in collection["features"]]
    assert ids == sorted(dataset.deposits["id"])


def test_geojson_names_the_members_of_a_partial_basis(bundled: Dataset) -> None:
    collection = json.loads(files_of(bundled)["deposits.geojson"])
    said = {feature["id"]: feature["properties"] for feature in collection["features"]}
    words = "30.36 Mt of ore at 3.14 % La2O3 + CeO2 + Nd2O3, contained > 954 kt REO"
    assert said["tr-beylikova"]["documented"] == words


def test_geojson_puts_longitude_first_and_says_what_is_known(sample: Dataset) -> None:
    collection = json.loads(files_of(sample)["deposits.geojson"])
    features = {feature["id"]: feature for feature in collection["features"]}
    assert features["tr-a"]["geometry"]["coordinates"] == [31.35, 39.6]
    assert features["na-b"]["geometry"] is None
    assert features["fj-c"]["geometry"] is None, "a latitude of 95 is no place"
    said = features["tr-a"]["properties"]
    words = "~694 Mt of ore at 0.5–0.6 % TREO, contained ~3.47–4.164 Mt REO"
    assert (said["documented"], said["documented_level"]) == (words, "A")
    nothing = features["na-b"]["properties"]
    assert nothing["headline"] is None
    assert nothing["documented_reo_kt"] is None
    assert nothing["country"] == "NA"
