"""Package: stable bytes, a round trip without loss, and where it is found."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from geodeposits import package
from geodeposits.dataset import SCHEMAS, Dataset
from geodeposits.package import is_package_folder, load, package_files, read_package, writing
from tests.package_kit import ODD, compiled, dataset, files_of, folder, same, sample, written

__all__ = ["dataset", "folder", "sample"]

ROOT = Path(__file__).resolve().parent.parent


def test_files_of_the_package(sample: Dataset) -> None:
    names = set(files_of(sample))
    assert names == {
        *(f"{name}.csv" for name in SCHEMAS), "deposits.geojson", "datapackage.json",
        *(f"schemas/{name}.json"
          for name in ("dataset", "deposit", "national", "party", "source", "statement")),
    }  # fmt: skip
    assert list(files_of(sample)) == sorted(names)


def test_the_same_dataset_gives_the_same_bytes(sample: Dataset, tmp_path: Path) -> None:
    assert package_files(compiled(tmp_path)) == files_of(sample)


def test_the_bundled_seeds_give_the_bytes_that_are_published(bundled: Dataset) -> None:
    paths = [path for path in (ROOT / "data").rglob("*") if path.is_file()]
    found = {path.relative_to(ROOT / "data").as_posix(): path.read_bytes() for path in paths}
    assert found == files_of(bundled)


_HASH = """
import hashlib, sys
from geodeposits.package import package_files
from geodeposits.seeds import compile_seeds
files = package_files(compile_seeds(sys.argv[1]))
print(hashlib.sha256(b"".join(files.values())).hexdigest())
"""


def test_bytes_do_not_depend_on_hash_seed_zone_or_locale(sample: Dataset, tmp_path: Path) -> None:
    compiled(tmp_path)
    world = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"}
    run = subprocess.run(
        [sys.executable, "-c", _HASH, str(tmp_path)], env={**os.environ, **world}, cwd=ROOT,
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert run.stdout.strip() == hashlib.sha256(b"".join(files_of(sample).values())).hexdigest()


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


# --- Round trip ----------------------------------------------------------------------------------


def test_what_is_read_back_is_what_was_written(dataset: Dataset, tmp_path: Path) -> None:
    again = read_package(written(dataset, tmp_path / "data"))
    assert again.reading == ()
    same(dataset, again)
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


# --- Finding the package -------------------------------------------------------------------------


def test_a_package_folder_is_known_by_its_manifest(folder: Path, tmp_path: Path) -> None:
    assert is_package_folder(folder)
    assert not is_package_folder(tmp_path)
    assert not is_package_folder(tmp_path / "none")


def test_load_reads_what_is_bundled(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "resources", lambda _: tmp_path)
    same(read_package(folder), load())


def test_load_in_a_checkout_reads_its_data(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "resources", lambda _: tmp_path / "none")
    monkeypatch.setattr(
        package, "__file__", str(tmp_path / "geodeposits" / "package" / "__init__.py")
    )
    same(read_package(folder), load())
