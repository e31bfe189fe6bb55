"""The manifest of a package and its schemas, which other tools accept."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from frictionless import Package
from jsonschema import Draft202012Validator

from geodeposits.dataset import SCHEMAS, Dataset
from tests.package_kit import dataset, files_of, folder, manifest_of, sample, written

__all__ = ["dataset", "folder", "sample"]


def test_hashes_and_sizes_match(dataset: Dataset) -> None:
    files = files_of(dataset)
    resources = json.loads(files["datapackage.json"])["resources"]
    assert {resource["path"] for resource in resources} == {
        name for name in files if name.endswith((".csv", ".geojson"))
    }
    for resource in resources:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


def test_manifest_states_title_version_date_and_licence(sample: Dataset) -> None:
    manifest = manifest_of(sample)
    assert manifest["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (manifest["name"], manifest["title"]) == ("sample", "Sample")
    assert (manifest["version"], manifest["as_of"]) == ("0.1.0", "2026-11-23")
    assert manifest["licenses"] == [{"name": "CC-BY-4.0", "path": "https://example.org/by"}]


def test_fields_keys_and_links_are_those_of_the_schemas(sample: Dataset) -> None:
    tables = {r["name"]: r for r in manifest_of(sample)["resources"] if r.get("type") == "table"}
    assert set(tables) == set(SCHEMAS)
    for name, schema in SCHEMAS.items():
        stated = tables[name]["schema"]
        assert tuple(field["name"] for field in stated["fields"]) == schema.names
        assert stated.get("primaryKey", []) == ([schema.key] if schema.key else [])
        links = {tuple(k["fields"]): k["reference"] for k in stated["foreignKeys"]}
        assert set(links) == {(column,) for column in schema.links}
        for key in links.values():
            assert set(key["fields"]) <= set(SCHEMAS[key["resource"]].names)
    fields = {field["name"]: field for field in tables["estimates"]["schema"]["fields"]}
    assert fields["ore_mt"]["unit"] == "Mt"
    assert "inferred" not in fields["basis"]["constraints"]["enum"]
    assert "partial-oxides" in fields["basis"]["constraints"]["enum"]
    assert fields["claim"]["constraints"]["required"] is True
    assert "constraints" not in fields["source"], "a table of one's own may come without"
    assert fields["summed"]["trueValues"] == ["true"]


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_the_package_valid(dataset: Dataset, tmp_path: Path) -> None:
    folder = written(dataset, tmp_path / "data")
    report = Package(str(folder / "datapackage.json")).validate()
    errors = report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert (report.valid, errors) == (True, [])
    checked = {task.name for task in report.tasks}
    assert set(SCHEMAS) <= checked


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_a_changed_table_invalid(folder: Path) -> None:
    path = folder / "sources.csv"
    path.write_bytes(path.read_bytes().replace(b"A Ltd", b"B Ltd"))
    assert not Package(str(folder / "datapackage.json")).validate().valid


def test_schemas_are_valid_json_schemas(sample: Dataset) -> None:
    for name, content in files_of(sample).items():
        if name.startswith("schemas/"):
            schema = json.loads(content)
            Draft202012Validator.check_schema(schema)
            assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
            assert schema["title"]
