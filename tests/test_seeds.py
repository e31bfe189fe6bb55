"""Seeds: what a person can write wrong is one clear complaint with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodeposits.dataset import Dataset
from geodeposits.errors import UnreadableFile
from geodeposits.seeds import compile_seeds, is_seeds_folder
from tests.seed_folder_kit import DATASET, SOURCE, Folder, changed, compiled, folder
from tests.seeds_kit import SEEDS

__all__ = ["folder"]


# --- What is in order ----------------------------------------------------------------------------


def test_a_folder_compiles(folder: Folder) -> None:
    dataset = compile_seeds(folder())
    assert dataset.reading == ()
    assert dataset.deposits["id"].tolist() == ["tr-a"]
    assert dataset.info.version == "0.1.0"
    row = dataset.deposits.iloc[0]
    assert (row["headline_ore_mt_text"], row["headline_reo_kt_text"]) == ("~694", ">~6940")
    assert row["headline_level"] == "A"
    assert dataset.sources["key"].tolist() == ["a"]


def test_rows_know_the_lines_they_stand_on(folder: Folder) -> None:
    dataset = compile_seeds(folder())
    shown = "seeds/deposits/tr-a.toml"
    assert dataset.deposits["origin"].tolist() == [f"{shown}:1"]
    assert dataset.positions["origin"].tolist() == [f"{shown}:5", f"{shown}:10"]
    assert dataset.estimates["origin"].tolist() == [f"{shown}:15", f"{shown}:15", f"{shown}:29"]
    assert dataset.sources["origin"].tolist() == ["seeds/sources/a.toml:1"]


def test_files_are_read_in_the_order_of_their_names(folder: Folder) -> None:
    bare = 'name = "A"\ncountry = "TR"\n'
    names = ["deposits/tr-z.toml", "deposits/cn-b.toml", "deposits/tr-c.toml"]
    dataset = compile_seeds(folder(**dict.fromkeys(names, bare)))
    assert dataset.deposits["id"].tolist() == ["cn-b", "tr-a", "tr-c", "tr-z"]


def test_other_files_are_no_seeds(folder: Folder) -> None:
    root = folder(**{"deposits/README.md": "x", "deposits/tr-a.toml~": "x", "notes.toml": "x"})
    assert len(compile_seeds(root)) == 1


def test_without_deposits_the_dataset_is_empty(folder: Folder) -> None:
    root = folder(**{"deposits/tr-a.toml": "absent", "sources/a.toml": "absent"})
    assert len(compile_seeds(root)) == 0


def test_progress_is_told_of_each_file(folder: Folder) -> None:
    said: list[tuple[str, int, int]] = []
    root = folder(**{"sources/b.toml": SOURCE})
    compile_seeds(root, progress=lambda *step: said.append(step))
    assert said == [("sources", 1, 2), ("sources", 2, 2), ("deposits", 1, 1)]


def test_a_byte_order_mark_and_dates_of_toml_are_read(folder: Folder) -> None:
    text = "\ufeff" + changed('"2020-05"', "2020-05-31").replace("\n", "\r\n")
    dataset = compiled(folder, text)
    assert dataset.reading == ()
    assert dataset.estimates["effective"].iloc[0] == "2020-05-31"


def test_a_seeds_folder_is_known_by_its_dataset_toml(folder: Folder, tmp_path: Path) -> None:
    assert is_seeds_folder(folder())
    assert not is_seeds_folder(tmp_path)
    assert not is_seeds_folder(tmp_path / "none")


# --- What stops the reading ----------------------------------------------------------------------


STOPPING: dict[str, tuple[str | bytes | None, int | None, str]] = {
    "no value": ('name = "A"\ncountry =\n', 2, "no valid TOML: Invalid value"),
    "an open string": ('name = "A"\ncountry = "TR\n', 2, "no valid TOML: Illegal character"),
    "an open table": ('name = "A"\n[[positions', 2, "at the end"),
    "a key twice": ('name = "A"\nname = "B"\n', 2, "Cannot overwrite a value"),
    "a table twice": ("[a]\n[a]\n", 2, "Cannot declare"),
    "no TOML at all": ("\n\nBeylikova, TR\n", 3, "no valid TOML"),
    "a day that is none": ('name = "A"\npublished = 2023-02-30\n', 2, "Invalid date"),
    "a control character": ('name = "A\x00"\n', 1, "Illegal character"),
    "an empty file": ("", 1, "is empty"),
    "white space": ("\n \n", 1, "is empty"),
    "a folder": (None, None, "is a folder, not a file"),
    "cp1254": ('name = "A"\nadmin1 = "Eskişehir"\n'.encode("cp1254"), 2, "byte 0xfe is not utf-8"),
    "a giant number": ('name = "A"\n\nx = ' + "1" * 5000, 3, "too many digits"),
    "deep brackets": ('name = "A"\nx = ' + "[" * 9000 + "]" * 9000, 2, "nested too deeply"),
    "deep braces": ("x = " + "{a=" * 9000 + "1" + "}" * 9000, 1, "too many digits, or brackets"),
}  # fmt: skip


@pytest.mark.parametrize("name", ["deposits/tr-a.toml", "sources/a.toml", "dataset.toml"])
@pytest.mark.parametrize(("content", "line", "why"), STOPPING.values(), ids=STOPPING)
def test_a_file_that_is_no_toml_stops_the_reading(
    folder: Folder, name: str, content: str | bytes | None, line: int | None, why: str
) -> None:
    root = folder(**{name: content})
    with pytest.raises(UnreadableFile, match=re.escape(why)) as caught:
        compile_seeds(root)
    assert caught.value.path == root / name
    assert caught.value.line == line
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (DATASET.replace('title = "Sample"\n', ""), 1, "title: "),
        (DATASET + 'motto = "x"\n', 8, "motto: "),
        (DATASET.replace('"0.1.0"', '"one"'), 4, "version: "),
        (DATASET.replace('"0.1.0"', "0.1"), 4, "version: "),
        (DATASET.replace('"2026-11-23"', '"soon"'), 5, "as_of: 'soon' is no date"),
        (DATASET.replace('as_of = "2026-11-23"\n', ""), 1, "as_of: the date of the dataset"),
        (DATASET.replace('"Sample"', '""'), 2, "title: "),
    ],
)
def test_a_dataset_toml_that_is_not_in_order_stops_the_reading(
    folder: Folder, text: str, line: int, why: str
) -> None:
    with pytest.raises(UnreadableFile, match=re.escape(why)) as caught:
        compile_seeds(folder(**{"dataset.toml": text}))
    assert caught.value.line == line


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such folder"):
        compile_seeds(tmp_path / "none")
    with pytest.raises(UnreadableFile, match=r"dataset\.toml: no such file"):
        compile_seeds(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnreadableFile, match="no such folder"):
        compile_seeds(tmp_path / "file")


# --- Real seeds ----------------------------------------------------------------------------------


def test_every_real_deposit_is_read(bundled: Dataset) -> None:
    stems = sorted(path.stem for path in (SEEDS / "deposits").glob("*.toml"))
    assert len(stems) >= 300
    assert bundled.deposits["id"].tolist() == stems
    assert "tr-beylikova" in stems


@pytest.mark.parametrize("folder", ["sources", "parties"])
def test_every_real_source_and_party_is_a_row(bundled: Dataset, folder: str) -> None:
    files = sorted(path.name for path in (SEEDS / folder).glob("*.toml"))
    assert len(files) > 100
    origins = getattr(bundled, folder)["origin"]
    assert sorted(Path(origin).name for origin in origins) == [f"{name}:1" for name in files]


def test_nothing_in_the_real_seeds_is_left_unread(bundled: Dataset) -> None:
    said = [f"{finding.origin}: {finding.code} {finding.message}" for finding in bundled.reading]
    assert said == []


def test_every_real_claim_cites_a_source_that_is_there(bundled: Dataset) -> None:
    keys = set(bundled.sources["key"])
    lost = []
    for _, table in bundled.tables():
        if "source" in table:
            unknown = table[table["source"].isna() | ~table["source"].isin(keys)]
            lost += (unknown["origin"] + ": " + unknown["source"].fillna("no source")).tolist()
    assert lost == []


def test_every_real_row_knows_its_file_and_line(bundled: Dataset) -> None:
    lost = []
    for name, table in bundled.tables():
        ending = "csv" if name.startswith(("occurrence", "other_positions")) else "toml"
        known = table["origin"].str.fullmatch(rf".*/seeds/[a-z]+/[a-z0-9-]+\.{ending}:\d+")
        lost += (name + ": " + table.loc[~known, "origin"]).tolist()
    assert lost == []


def test_every_real_deposit_has_a_position_or_says_why_not(bundled: Dataset) -> None:
    placed = set(bundled.positions["id"])
    without = bundled.deposits[~bundled.deposits["id"].isin(placed)]
    assert without.loc[without["no_position"].isna(), "id"].tolist() == []


def test_every_real_deposit_has_an_estimate_or_a_status(bundled: Dataset) -> None:
    told = set(bundled.estimates["id"]) | set(bundled.status["id"])
    assert sorted(set(bundled.deposits["id"]) - told) == []
