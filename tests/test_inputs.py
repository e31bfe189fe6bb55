"""Whatever a path names: a table, seeds, a package, or the published dataset."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodeposits import inputs
from geodeposits.dataset import Dataset
from geodeposits.errors import UnreadableFile
from geodeposits.inputs import SUFFIXES, read
from geodeposits.package import package_files
from tests.readers_kit import HEAD, ROW, Table, table
from tests.seeds_kit import copied_seeds

__all__ = ["table"]


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
