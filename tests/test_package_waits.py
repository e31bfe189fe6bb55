"""The published dataset waits: a table is read when first looked at; what is amiss, at once."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodeposits import package
from geodeposits.dataset import SCHEMAS, Dataset
from geodeposits.dataset.parts import Parts
from geodeposits.errors import UnreadableFile
from geodeposits.package import load, package_files
from geodeposits.package.reading import table_in
from tests.tables_kit import dataset, deposit, estimate


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a small package where the published one is looked for."""
    sample = dataset(
        deposits=[deposit("tr-a"), deposit("us-b")],
        estimates=[estimate("tr-a", "10", "2")],
    )
    for name, content in package_files(sample).items():
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_bytes(content)
    monkeypatch.setattr(package, "resources", lambda _: tmp_path)
    return tmp_path / "data"


@pytest.fixture
def read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which tables are read."""
    names: list[str] = []

    def noting(root: Path, name: str) -> pd.DataFrame:
        names.append(name)
        return table_in(root, name)

    monkeypatch.setattr(package, "table_in", noting)
    return names


def test_a_table_is_read_when_it_is_first_looked_at(read: list[str]) -> None:
    published = load()
    assert read == []
    assert len(published.estimates) == 1
    assert published.estimates is published.table("estimates")
    assert read == ["estimates"]
    assert len(published) == 2
    assert sorted(read) == ["deposits", "estimates", "positions", "status"]


def test_what_is_left_of_a_filter_waits_too(read: list[str]) -> None:
    part = load().filter(country="TR")
    assert part.deposits["id"].tolist() == ["tr-a"]
    assert "occurrences" not in read
    assert part.occurrences.empty
    assert "occurrences" in read


def test_a_table_that_differs_is_read_and_told_at_once(folder: Path, read: list[str]) -> None:
    path = folder / "plants.csv"
    path.write_bytes(path.read_bytes() + b"x\n")
    with pytest.raises(UnreadableFile, match=r"plants\.csv:2: 1 cells where"):
        load()
    path.write_bytes(path.read_bytes().removesuffix(b"x\n").replace(b"\n", b"\r\n"))
    read.clear()
    assert [finding.code for finding in load().reading] == ["GD802"]
    assert sorted(read) == sorted(SCHEMAS)


def test_a_table_without_a_hash_is_read_at_once(folder: Path, read: list[str]) -> None:
    path = folder / "datapackage.json"
    manifest = json.loads(path.read_text("utf-8"))
    del manifest["resources"][0]["hash"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    load()
    assert sorted(read) == sorted(SCHEMAS)


def test_a_broken_manifest_is_told_at_once(folder: Path) -> None:
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"datapackage\.json:1: no valid JSON"):
        load()


def test_deposits_are_there_without_their_geometry(folder: Path) -> None:
    published = load()
    plain = published.table("deposits")
    assert type(plain) is pd.DataFrame
    assert "geometry" not in plain
    drawn = published.deposits
    assert drawn.drop(columns="geometry").equals(plain)
    assert published.table("deposits").equals(plain)
    with pytest.raises(KeyError, match="geometry"):
        published.table("geometry")


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_a_copy_is_the_same(folder: Path, again: Any) -> None:
    part = again(load().filter(country="TR"))
    assert isinstance(part, Dataset)
    for (name, one), (_, other) in zip(part.tables(), load().deposit("tr-a").tables(), strict=True):
        pd.testing.assert_frame_equal(one, other, obj=name)
    assert part.info == load().info


def test_another_name_is_no_part(folder: Path) -> None:
    with pytest.raises(AttributeError, match="'Dataset' object has no attribute 'deposit_table'"):
        _ = load().deposit_table


def test_parts_are_made_once_and_the_rest_is_taken_from_the_base() -> None:
    made: list[str] = []
    parts = Parts({"a": lambda: made.append("a") or len(made)}, {"a": 9, "b": 2})
    assert (list(parts), len(parts), "b" in parts, "c" in parts) == (["a", "b"], 2, True, False)
    assert (parts["a"], parts["a"], parts["b"], made) == (1, 1, 2, ["a"])
    with pytest.raises(KeyError, match="c"):
        parts["c"]
