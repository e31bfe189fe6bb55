"""Bad packages: one clear error with the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodeposits.errors import UnreadableFile
from geodeposits.package import read_package
from tests.package_kit import folder, sample

__all__ = ["folder", "sample"]


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
