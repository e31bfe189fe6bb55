"""Package: stable bytes, a manifest that another tool accepts, a round trip without loss."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package
from jsonschema import Draft202012Validator

from geodeposits import package
from geodeposits.dataset import SCHEMAS, Dataset
from geodeposits.errors import UnreadableFile
from geodeposits.package import is_package_folder, load, package_files, read_package, writing
from geodeposits.seeds import compile_seeds
from tests.seeds_kit import SEEDS

ROOT = Path(__file__).resolve().parent.parent

ODD = 'a "quoted", comma; Kızılcaören 稀土\nsecond line <b>&amp;</b> {{ x }} \''

SAMPLE = {
    "dataset.toml": (
        'name = "sample"\ntitle = "Sample"\ndescription = "d"\nversion = "0.1.0"\n'
        'as_of = "2026-11-23"\nlicence = "CC-BY-4.0"\nlicence_url = "https://example.org/by"\n'
    ),
    "sources/a.toml": 'title = "Report"\nproducer = "A Ltd"\nkind = "company"\n',
    "sources/b.toml": f'title = {json.dumps(ODD)}\nproducer = "B"\nkind = "press"\n',
    "deposits/tr-a.toml": (
        f'name = {json.dumps(ODD)}\ncountry = "TR"\n'
        '[[positions]]\nlat = 39.6\nlon = 31.35\naccuracy_m = 100\ncite = { source = "a" }\n'
        '[[estimates]]\nkind = "resource"\ncode = "jorc"\nbasis = "TREO"\nby = "operator"\n'
        'effective = "2020"\nore_mt = "~694"\ngrade_pct = "0.5–0.6"\nincludes_reserves = true\n'
        'cite = { source = "a" }\n'
        '[[estimates]]\nkind = "announcement"\nbasis = "TREE"\nby = "authority"\n'
        'ore_mt = 1e22\ngrade_pct = 1e-7\npublished = "2024"\ncite = { source = "b" }\n'
        '[[estimates.parts]]\ncategories = ["measured"]\nore_mt = ">1"\n'
        '[[oxides]]\ncite = { source = "a" }\n[oxides.oxides_pct]\nLa2O3 = "~25"\n'
        '[[waivers]]\ncode = "GD211"\nreason = "two pits"\n'
    ),
    "deposits/na-b.toml": (
        'name = "NA"\ncountry = "NA"\nadmin1 = "nan"\nno_position = "null"\naliases = ["None"]\n'
    ),
    "deposits/fj-c.toml": (
        'name = "North"\ncountry = "FJ"\n'
        '[[positions]]\nlat = 95\nlon = 10\ncite = { source = "a" }\n'
    ),
}  # fmt: skip


def compiled(root: Path) -> Dataset:
    for name, text in SAMPLE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    dataset = compile_seeds(root)
    assert dataset.reading == ()
    return dataset


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return compiled(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(params=["sample", "bundled"], scope="module")
def dataset(request: pytest.FixtureRequest) -> Dataset:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Dataset)
    return found


@cache
def files_of(dataset: Dataset) -> dict[str, bytes]:
    """Make the files of a dataset once for all tests that only read them."""
    return package_files(dataset)


def written(dataset: Dataset, folder: Path) -> Path:
    for name, content in files_of(dataset).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def folder(sample: Dataset, tmp_path: Path) -> Path:
    return written(sample, tmp_path / "data")


def manifest_of(dataset: Dataset) -> dict[str, Any]:
    content = json.loads(files_of(dataset)["datapackage.json"])
    assert isinstance(content, dict)
    return content


# --- Bytes ---------------------------------------------------------------------------------------


def test_files_of_the_package(sample: Dataset) -> None:
    names = set(files_of(sample))
    assert names == {
        *(f"{name}.csv" for name in SCHEMAS), "deposits.geojson", "datapackage.json",
        *(f"schemas/{name}.json"
          for name in ("dataset", "deposit", "national", "party", "source", "statement")),
    }  # fmt: skip
    assert list(files_of(sample)) == sorted(names)


def test_the_same_dataset_gives_the_same_bytes(bundled: Dataset) -> None:
    assert package_files(compile_seeds(SEEDS)) == files_of(bundled)


_HASH = """
import hashlib, sys
from geodeposits.package import package_files
from geodeposits.seeds import compile_seeds
files = package_files(compile_seeds(sys.argv[1]))
print(hashlib.sha256(b"".join(files.values())).hexdigest())
"""


def test_bytes_do_not_depend_on_hash_seed_zone_or_locale(sample: Dataset, tmp_path: Path) -> None:
    compiled(tmp_path)
    worlds = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"},
    ]
    digests = set()
    for world in worlds:
        run = subprocess.run(
            [sys.executable, "-c", _HASH, str(tmp_path)], env={**os.environ, **world}, cwd=ROOT,
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        digests.add(run.stdout.strip())
    assert digests == {hashlib.sha256(b"".join(files_of(sample).values())).hexdigest()}


def test_bytes_are_utf_8_with_line_feeds_alone(dataset: Dataset) -> None:
    for content in files_of(dataset).values():
        content.decode("utf-8")
        assert b"\r" not in content
        assert content.endswith(b"\n")
        assert not content.startswith(b"\xef\xbb\xbf")


def test_rows_are_sorted_and_claims_keep_their_order(sample: Dataset, folder: Path) -> None:
    deposits = read_package(folder).deposits["id"].tolist()
    assert deposits == ["fj-c", "na-b", "tr-a"]
    kinds = read_package(folder).estimates["kind"].tolist()
    assert kinds == ["resource", "announcement", "announcement"]


def test_order_of_the_rows_of_deposits_does_not_matter(sample: Dataset) -> None:
    turned = {name: table.iloc[::-1] for name, table in sample.tables() if name == "deposits"}
    other = Dataset.of_tables({**dict(sample.tables()), **turned}, info=sample.info)
    assert package_files(other) == files_of(sample)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (694.0, "694"),
        (0.5, "0.5"),
        (1e22, "10000000000000000000000"),
        (1e-7, "0.0000001"),
        (0.1 + 0.2, "0.30000000000000004"),
        (float("nan"), ""),
        (None, ""),
        (pd.NA, ""),
        (True, "true"),
        (False, "false"),
        ("NA", "NA"),
        ("", ""),
        (0.0, "0"),
    ],
)
def test_cell(value: object, cell: str) -> None:
    assert writing._cell(value) == cell


# --- Manifest ------------------------------------------------------------------------------------


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


# --- GeoJSON -------------------------------------------------------------------------------------


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


# --- Round trip ----------------------------------------------------------------------------------


def _same(one: Dataset, two: Dataset) -> None:
    assert one.info == two.info
    for name, table in one.tables():
        columns = list(SCHEMAS[name].names)
        key = "id" if "id" in columns else SCHEMAS[name].key
        left = pd.DataFrame(table)[columns].sort_values(key, kind="stable", ignore_index=True)
        right = pd.DataFrame(dict(two.tables())[name])[columns]
        pd.testing.assert_frame_equal(left, right)


def test_what_is_read_back_is_what_was_written(dataset: Dataset, tmp_path: Path) -> None:
    again = read_package(written(dataset, tmp_path / "data"))
    assert again.reading == ()
    _same(dataset, again)
    assert package_files(again) == files_of(dataset)


def test_words_that_look_like_missing_survive(folder: Path) -> None:
    row = read_package(folder).deposits.set_index("id").loc["na-b"]
    words = ["name", "country", "admin1", "no_position", "aliases"]
    assert row[words].tolist() == ["NA", "NA", "nan", "null", "None"]


def test_odd_characters_survive(folder: Path) -> None:
    again = read_package(folder)
    assert again.deposits.set_index("id").loc["tr-a", "name"] == ODD
    assert again.sources["title"].tolist() == ["Report", ODD]


def test_what_is_chosen_is_chosen_anew(folder: Path) -> None:
    path = folder / "deposits.csv"
    path.write_text(path.read_text("utf-8").replace("39.6,31.35", "1,2"), encoding="utf-8")
    row = read_package(folder).deposits.set_index("id").loc["tr-a"]
    assert (row["lat"], row["lon"]) == (39.6, 31.35)


def test_rows_know_the_lines_of_their_table(folder: Path) -> None:
    again = read_package(folder)
    assert again.estimates["origin"].tolist() == [f"data/estimates.csv:{n}" for n in (2, 3, 4)]
    lines = again.deposits.set_index("id")["origin"]
    assert lines["tr-a"] == "data/deposits.csv:4"


def test_lines_are_counted_past_cells_of_several_lines(folder: Path) -> None:
    path = folder / "sources.csv"
    path.write_text(path.read_text("utf-8") + "c,C,C" + "," * 8 + "\n", encoding="utf-8")
    origins = read_package(folder).sources["origin"].tolist()
    assert origins == ["data/sources.csv:2", "data/sources.csv:3", "data/sources.csv:5"]


# --- Bad packages --------------------------------------------------------------------------------


def broken(folder: Path, name: str, old: str, new: str) -> UnreadableFile:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    with pytest.raises(UnreadableFile) as caught:
        read_package(folder)
    assert caught.value.path == path
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ('"name": "sample",', '"name": "sample"', 4, "no valid JSON"),
        ('{\n "$schema"', '[\n "$schema"', 2, "no valid JSON"),
        ('"licenses"', '"licences"', 1, "the manifest lacks 'licenses'"),
        ('"title": "Sample"', '"titel": "Sample"', 1, "the manifest lacks 'title'"),
        ('"version": "0.1.0"', '"version": "one"', 1, "the manifest's version: "),
        ('"version": "0.1.0"', '"version": 1', 1, "the manifest's version: "),
        ('"as_of": "2026-11-23"', '"as_of": "soon"', 1, "the manifest's as_of: 'soon' is no date"),
        ('"version": "0.1.0"', '"version": ' + "1" * 5000, 1, "too many digits"),
        ('"version": "0.1.0"', '"version": ' + "[" * 100_000, 1, "nested too deeply"),
    ],
)
def test_a_broken_manifest(folder: Path, old: str, new: str, line: int, why: str) -> None:
    error = broken(folder, "datapackage.json", old, new)
    assert (error.line, why in str(error)) == (line, True), str(error)


@pytest.mark.parametrize("content", ["[]", "5", "null", '"text"', '{"licenses": []}', "{}"])
def test_a_manifest_of_another_shape(folder: Path, content: str) -> None:
    (folder / "datapackage.json").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="the manifest lacks ") as caught:
        read_package(folder)
    assert caught.value.line == 1


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "why"),
    [
        ("deposits.csv", "id,name", "id,nome", 1, "columns differ from the schema: name, nome"),
        ("deposits.csv", "id,name", "name,id", 1, "differ from the schema: another order"),
        ("positions.csv", "39.6", "north", 3, "lat: 'north' is no number"),
        ("positions.csv", "39.6", "nan", 3, "lat: 'nan' is no number"),
        ("positions.csv", "39.6", "1e999", 3, "lat: '1e999' is no number"),
        ("positions.csv", "39.6", "", 3, "lat: is needed"),
        ("positions.csv", "accepted", "sure", 2, "standing: 'sure' is no standing"),
        ("estimates.csv", "~694", "694 Mt", 2, "ore_mt_text: '694 Mt' is no quantity"),
        ("estimates.csv", "true", "yes", 2, "includes_reserves: 'yes' is no boolean"),
        ("estimates.csv", ",jorc,", ",JORC,", 2, "code: 'JORC' is no code"),
        ("waivers.csv", "two pits", "two, pits", 2, "5 cells where 4 are due"),
        ("waivers.csv", "tr-a,GD211,two pits,", "tr-a", 2, "1 cells where 4 are due"),
        ("waivers.csv", "two pits", '"two pits', 2, "broken CSV: unexpected end of data"),
        ("waivers.csv", "two pits", '"two" pits', 2, "broken CSV: "),
        ("sources.csv", "\nb,", "\n,", 3, "key: is needed"),
        ("sources.csv", "A Ltd", '"' + "x" * 200_000, 2, "broken CSV: "),
    ],
)
def test_a_broken_table(folder: Path, name: str, old: str, new: str, line: int, why: str) -> None:
    error = broken(folder, name, old, new)
    assert (error.line, why in str(error)) == (line, True), str(error)


def test_a_table_in_another_encoding(folder: Path) -> None:
    path = folder / "sources.csv"
    path.write_bytes(path.read_text("utf-8").replace("稀土", "").encode("cp1254"))
    with pytest.raises(UnreadableFile, match="is not utf-8") as caught:
        read_package(folder)
    assert (caught.value.path, caught.value.line) == (path, 3)


@pytest.mark.parametrize("name", ["datapackage.json", "deposits.csv", "oxides.csv"])
def test_a_missing_or_empty_file(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"")
    with pytest.raises(UnreadableFile, match="is empty"):
        read_package(folder)
    (folder / name).unlink()
    with pytest.raises(UnreadableFile, match="no such file"):
        read_package(folder)


# --- Finding the package -------------------------------------------------------------------------


def test_a_package_folder_is_known_by_its_manifest(folder: Path, tmp_path: Path) -> None:
    assert is_package_folder(folder)
    assert not is_package_folder(tmp_path)
    assert not is_package_folder(tmp_path / "none")


def test_load_reads_what_is_bundled(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "resources", lambda _: tmp_path)
    _same(read_package(folder), load())


def test_load_in_a_checkout_reads_its_data(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "resources", lambda _: tmp_path / "none")
    monkeypatch.setattr(
        package, "__file__", str(tmp_path / "geodeposits" / "package" / "__init__.py")
    )
    _same(read_package(folder), load())
