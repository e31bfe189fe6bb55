"""Waivers of the bulk tier: from `occurrences/waivers.toml` into the run and the package."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from geodeposits.checks import run
from geodeposits.checks.formats import waiver_skeletons
from geodeposits.dataset import Dataset
from geodeposits.dataset.occurrence_rows import CELLS
from geodeposits.errors import UnreadableFile
from geodeposits.inputs import read
from geodeposits.package import package_files
from geodeposits.seeds import compile_seeds

INFO = """\
name = "trial"
title = "Trial"
description = "Made for a test"
version = "1.0.0"
as_of = 2026-01-01
licence = "CC0-1.0"
licence_url = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
SOURCE = 'title = "A database"\nproducer = "P"\nkind = "database"\nurl = "https://example.org/x"\n'
BEYOND = {"number": "7", "name": "Upper Vein", "country": "TR", "lat": "95", "lon": "31"}
WITHIN = {"number": "8", "name": "Lower Vein", "country": "TR", "lat": "39", "lon": "31"}
WAIVER = '[[waivers]]\nid = "usgs-7"\ncode = "GD201"\nreason = "printed so"\n'


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seeds folder with one record on the globe and one that is not."""
    monkeypatch.chdir(tmp_path)
    folder = Path("seeds")
    for name in ("deposits", "sources", "occurrences"):
        (folder / name).mkdir(parents=True)
    (folder / "dataset.toml").write_text(INFO, encoding="utf-8")
    (folder / "sources" / "usgs-global-ree.toml").write_text(SOURCE, encoding="utf-8")
    text = io.StringIO()
    writer = csv.DictWriter(text, CELLS, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows([BEYOND, WITHIN])
    path = folder / "occurrences" / "usgs-global-ree.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return folder


def waive(folder: Path, text: str) -> Dataset:
    (folder / "occurrences" / "waivers.toml").write_text(text, encoding="utf-8")
    return compile_seeds(folder)


def found(dataset: Dataset) -> list[tuple[str, str, str]]:
    findings = run(dataset, select=["GD201", "GD803", "GD103", "GD109"]).findings
    return [(finding.code, finding.deposit, finding.waived) for finding in findings]


def test_without_the_file_nothing_is_waived(seeds: Path) -> None:
    dataset = compile_seeds(seeds)
    assert found(dataset) == [("GD201", "usgs-7", "")]
    assert dataset.waivers.empty


def test_a_waiver_accepts_the_finding_of_its_record(seeds: Path) -> None:
    dataset = waive(seeds, WAIVER)
    assert found(dataset) == [("GD201", "usgs-7", "printed so")]
    (row,) = dataset.waivers.to_dict("records")
    assert (row["id"], row["code"], row["reason"]) == ("usgs-7", "GD201", "printed so")
    assert row["origin"] == "seeds/occurrences/waivers.toml:1"


def test_a_waiver_that_accepts_nothing_is_a_finding_at_its_line(seeds: Path) -> None:
    dataset = waive(seeds, f"{WAIVER}\n{WAIVER.replace('usgs-7', 'usgs-8')}")
    (unused,) = run(dataset, select=["GD803"]).findings
    assert (unused.deposit, unused.origin) == ("usgs-8", "seeds/occurrences/waivers.toml:6")
    assert unused.message == (
        "the waiver of GD201 accepts nothing: no such finding is left, remove it"
    )


def test_about_tells_which_finding_is_meant(seeds: Path) -> None:
    fitting = WAIVER + 'about = "latitude 95"\n'
    assert found(waive(seeds, fitting)) == [("GD201", "usgs-7", "printed so")]
    codes = [code for code, _, _ in found(waive(seeds, fitting.replace("95", "96")))]
    assert codes == ["GD201", "GD803"]


def test_a_waiver_without_a_reason_is_not_taken(seeds: Path) -> None:
    dataset = waive(seeds, WAIVER.replace('reason = "printed so"\n', ""))
    assert dataset.waivers.empty
    assert ("GD201", "usgs-7", "") in found(dataset)
    (fault,) = dataset.reading
    assert fault.origin.startswith("seeds/occurrences/waivers.toml:")
    assert "reason" in fault.message


def test_one_that_cannot_be_read_leaves_the_others(seeds: Path) -> None:
    bad = '[[waivers]]\nid = "usgs-8"\ncode = "GD201"\nreason = "x"\ncolour = "red"\n\n'
    dataset = waive(seeds, f"{bad}{WAIVER}")
    kept = dataset.waivers[["id", "origin"]].to_dict("records")
    assert {"id": "usgs-7", "origin": "seeds/occurrences/waivers.toml:7"} in kept
    assert [(f.code, f.origin) for f in dataset.reading] == [
        ("GD103", "seeds/occurrences/waivers.toml:5")
    ]


def test_a_file_that_is_no_toml_is_one_error_with_its_line(seeds: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"seeds/occurrences/waivers\.toml:2: "):
        waive(seeds, '[[waivers]]\nid = "usgs-7\n')


def test_the_package_carries_the_waivers(seeds: Path) -> None:
    for name, content in package_files(waive(seeds, WAIVER)).items():
        path = Path("package") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    published = read("package")
    assert found(published) == [("GD201", "usgs-7", "printed so")]
    assert published.waivers["id"].tolist() == ["usgs-7"]


def test_a_part_of_the_dataset_has_the_waivers_of_its_records(seeds: Path) -> None:
    dataset = waive(seeds, WAIVER)
    assert dataset.filter(country=("TR",)).waivers["id"].tolist() == ["usgs-7"]
    assert dataset.filter(country=("NO",)).waivers.empty


def test_what_the_skeletons_say_accepts_what_was_found(seeds: Path) -> None:
    before = run(compile_seeds(seeds), select=["GD2"])
    assert len(before.failing()) == 1
    text = waiver_skeletons(before).replace("…", "printed so")
    after = run(waive(seeds, text), select=["GD2", "GD803"])
    assert after.failing() == ()
    assert {finding.waived for finding in after.findings} == {"printed so"}
    assert len(after.findings) == len(before.findings)
