"""Positions of older databases: from the seeds' CSV into a table, and through a package."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodeposits.dataset import Filters
from geodeposits.dataset.occurrence_rows import OTHER_CELLS
from geodeposits.errors import UnreadableFile
from geodeposits.package import package_files, read_package
from geodeposits.seeds import compile_seeds
from tests.seeds_kit import SEEDS

HEAD = ",".join(OTHER_CELLS)
GOOD = "usgs-ofr-2002-189,rec_id 44,Kizilçaören,Beylikova,Türkiye,Eskisehir,39.633333,31.383333"


def folder(tmp_path: Path, *lines: str) -> Path:
    """Write seeds that hold nothing but positions of older databases."""
    (tmp_path / "occurrences").mkdir()
    text = "\n".join([HEAD, *lines]) + "\n"
    (tmp_path / "occurrences" / "old-positions.csv").write_text(text, encoding="utf-8")
    dataset = (SEEDS / "dataset.toml").read_text(encoding="utf-8")
    (tmp_path / "dataset.toml").write_text(dataset, encoding="utf-8")
    return tmp_path


def test_a_position_is_a_row(tmp_path: Path) -> None:
    compiled = compile_seeds(folder(tmp_path, GOOD))
    (row,) = compiled.other_positions.to_dict("records")
    assert row["origin"].endswith("occurrences/old-positions.csv:2")
    assert {**row, "origin": ""} == {
        "claim": "usgs-ofr-2002-189/44", "name": "Kizilçaören", "aliases": "Beylikova",
        "country": "TR", "admin1": "Eskisehir", "lat": 39.633333, "lon": 31.383333,
        "source": "usgs-ofr-2002-189", "at": "rec_id 44", "origin": "",
    }  # fmt: skip
    assert compiled.occurrences.empty


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        (GOOD.replace("Kizilçaören", ""), "GD109", "name"),
        (GOOD.replace("31.383333", ""), "GD109", "lon"),
        (GOOD.replace("39.633333", "north"), "GD105", "lat"),
        (GOOD.replace("Türkiye", "Atlantis"), "GD108", "country"),
    ],
)
def test_what_cannot_be_read_is_told_and_makes_no_row(
    tmp_path: Path, line: str, code: str, field: str
) -> None:
    compiled = compile_seeds(folder(tmp_path, line))
    assert compiled.other_positions.empty
    assert [(f.code, f.field) for f in compiled.reading] == [(code, field)]


def test_a_record_that_stands_twice_is_told_and_the_first_kept(tmp_path: Path) -> None:
    compiled = compile_seeds(folder(tmp_path, GOOD, GOOD.replace("39.6", "40.6")))
    assert list(compiled.other_positions["lat"]) == [39.633333]
    (finding,) = compiled.reading
    assert finding.origin.endswith(":3")


def test_other_columns_are_refused(tmp_path: Path) -> None:
    seeds = folder(tmp_path, GOOD)
    path = seeds / "occurrences" / "old-positions.csv"
    path.write_text(path.read_text("utf-8").replace("aliases", "alias"), encoding="utf-8")
    with pytest.raises(UnreadableFile, match="the columns are source, at, name, aliases"):
        compile_seeds(seeds)


def test_a_package_holds_them_and_one_without_is_read(tmp_path: Path) -> None:
    compiled = compile_seeds(folder(tmp_path, GOOD))
    for name, content in package_files(compiled).items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    read = read_package(tmp_path / "data").other_positions
    columns = [name for name in compiled.other_positions.columns if name != "origin"]
    assert read[columns].equals(compiled.other_positions[columns])
    (tmp_path / "data" / "other_positions.csv").unlink()
    assert read_package(tmp_path / "data").other_positions.empty


def test_a_part_keeps_those_of_its_countries(tmp_path: Path) -> None:
    compiled = compile_seeds(folder(tmp_path, GOOD))
    assert len(compiled.filter(Filters(country=("TR",))).other_positions) == 1
    assert compiled.filter(Filters(country=("US",))).other_positions.empty


def test_the_bundled_ones_cite_known_sources_and_lie_on_the_globe() -> None:
    lines = (SEEDS / "occurrences" / "usgs-older-positions.csv").read_text("utf-8").splitlines()
    cited = {line.partition(",")[0] for line in lines[1:]}
    assert cited == {"usgs-ofr-2002-189", "usgs-ofr-2005-1294", "usgs-ofr-2009-1139", "usgs-usmin"}
    assert all((SEEDS / "sources" / f"{key}.toml").is_file() for key in cited)
    assert len(lines) == 860
