"""`geodeposits export`: any dataset as tidy tables that every verb reads again."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import geodeposits
from geodeposits.dataset import SCHEMAS
from tests.cli_kit import Run, run

__all__ = ["run"]

HEADINGS = (
    "ID_No,Name,Country,Name_Other,Part_of,State_Prov,Latitude,Longitude,Dep_Type,Rec_Type,Status,"
    "REE_Mins,Company,Discov_Yr,P_Status,P_Years,RR_Ore_Mt,RR_TREO_Mt,RR_TREOgrd,RR_REE_grd,"
    "RR_Cutoff,RR_Yr_Est,RR_Refs,RR_RegCode"
)
RECORD = (
    "42,Hill,Turkey,,,Eskişehir,39.6,31.4,carbonatite,site,Deposit,monazite,Eti (2014),,"
    'Producer,,"1) 0.06; 2) 0.256",,1) 1.59; 2) 1/6,,,2) 2014,,1) JORC compliant'
)


@pytest.fixture
def usgs(tmp_path: Path) -> Path:
    path = tmp_path / "usgs.csv"
    path.write_text(f"{HEADINGS}\n{RECORD}\n", encoding="utf-8")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_foreign_database_becomes_tidy_tables(run: Run, usgs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tidy"
    result = run("export", usgs, "--profile", "usgs-ree", "-o", folder)
    assert result.code == 0
    assert {path.stem for path in folder.glob("*.csv")} == set(SCHEMAS)
    (deposit,) = rows_of(folder / "deposits.csv")
    assert (deposit["name"], deposit["country"], deposit["type"]) == (
        "Hill",
        "TR",
        "carbonatite-ree",
    )
    first, second = rows_of(folder / "estimates.csv")
    assert (first["ore_mt"], first["grade_pct"], first["level"]) == ("0.06", "1.59", "C")
    assert (second["ore_mt"], second["grade_pct"], second["effective"]) == ("0.256", "", "2014")
    assert "1 error" in result.err
    assert f"`geodeposits check {usgs} --profile usgs-ree` lists them" in result.err


def test_what_is_exported_is_read_again(run: Run, usgs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tidy"
    assert run("export", usgs, "--profile", "usgs-ree", "-o", folder).code == 0
    before, after = geodeposits.read(usgs, profile="usgs-ree"), geodeposits.read(folder)
    for (name, one), (_, two) in zip(before.tables(), after.tables(), strict=True):
        columns = [column for column in SCHEMAS[name].names if column in one]
        assert one[columns].astype(str).to_numpy().tolist() == (
            two[columns].astype(str).to_numpy().tolist()
        ), name


def test_a_table_without_country_and_source_comes_through(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,lat,lon,ore_mt\nHill,39.6,31.4,>5\n", encoding="utf-8")
    folder = tmp_path / "tidy"
    assert run("export", path, "-o", folder).code == 0
    (estimate,) = rows_of(folder / "estimates.csv")
    assert (estimate["ore_mt"], estimate["ore_mt_text"], estimate["source"]) == ("", ">5", "")
    assert run("info", folder).code == 0


def test_a_part_is_exported_with_its_own_parties_and_sources(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tr"
    assert run("export", "--country", "TR", "-o", folder).code == 0
    assert {row["country"] for row in rows_of(folder / "deposits.csv")} == {"TR"}
    assert {row["country"] for row in rows_of(folder / "occurrences.csv")} == {"TR"}
    assert {row["country"] for row in rows_of(folder / "reserves.csv")} == {"TR"}
    named = {row["party"] for row in rows_of(folder / "partners.csv")}
    assert named <= {row["party"] for row in rows_of(folder / "parties.csv")}
    cited = {row["source"] for row in rows_of(folder / "estimates.csv")}
    assert cited <= {row["key"] for row in rows_of(folder / "sources.csv")}


def test_an_export_is_replaced_where_asked(run: Run, usgs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tidy"
    run("export", usgs, "--profile", "usgs-ree", "-o", folder)
    manifest = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    refused = run("export", usgs, "--profile", "usgs-ree", "-o", folder)
    assert (refused.code, "--overwrite replaces it" in refused.err) == (2, True)
    again = run("export", usgs, "--profile", "usgs-ree", "-o", folder, "--overwrite")
    assert again.code == 0
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8")) == manifest


@pytest.mark.parametrize("read", ["pk", "pk/datapackage.json", "pk/deposits.csv"])
def test_what_is_read_is_never_written_over(
    run: Run, usgs: Path, tmp_path: Path, read: str
) -> None:
    folder = tmp_path / "pk"
    run("export", usgs, "--profile", "usgs-ree", "-o", folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run("export", tmp_path / read, "-o", folder, "--overwrite").code == 2
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["letter.txt", "dataset.toml"])
def test_a_folder_of_somebody_else_is_left_alone(
    run: Run, usgs: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text("dear", encoding="utf-8")
    result = run("export", usgs, "--profile", "usgs-ree", "-o", folder)
    assert result.code == 2
    assert "not a folder of ours" in result.err
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_profile_needs_a_path_and_its_headings(run: Run, tmp_path: Path) -> None:
    assert "name a file" in run("info", "--profile", "usgs-ree").err
    other = tmp_path / "other.csv"
    other.write_text("name,country\nHill,TR\n", encoding="utf-8")
    result = run("check", other, "--profile", "usgs-ree")
    assert result.code == 2
    assert "other.csv:1" in result.err
    assert "no column ID_No, Name, Country" in result.err
