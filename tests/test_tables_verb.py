"""`geodeposits table`: options, files and formats."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli_kit import Run, run

__all__ = ["run"]

ROOT = Path(__file__).parents[1]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_by_country_is_usual_and_sets_levels_side_by_side(run: Run):
    result = run("table", "--format", "csv")
    assert (result.code, result.err) == (0, "")
    rows = rows_of(result.out)
    turkey = [row for row in rows if row["country"] == "TR" and row["stands_for"] == "resource"]
    assert turkey[0]["E_reo_kt_text"] == ">6940"
    assert turkey[0]["A_reo_kt_text"] == ""
    assert "E_ore_mt" not in turkey[0]


def test_documented_is_another_table(run: Run):
    args = ("table", "--country", "TR", "--format", "csv", "--figure", "documented")
    assert all(row["E_deposits"] == "0" for row in rows_of(run(*args).out))


def test_measures_and_levels_are_lists(run: Run):
    result = run("table", "--by", "type", "--measures", "ore, grade", "--level", "a,B", "--format",
                 "json")  # fmt: skip
    names = json.loads(result.out)["rows"][0]
    assert [name for name in names if name.endswith("_text")] == [
        "A_ore_mt_text", "A_grade_pct_text", "B_ore_mt_text", "B_grade_pct_text",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--measures", "gold", "choose of deposits, ore"),
        ("--measures", ",", "choose of deposits, ore"),
        ("--level", "F", "choose of A, B, C, D, E"),
        ("--by", "colour", "is not one of"),
        ("--format", "pdf", "is not one of"),
        ("--lang", "de", "is not one of"),
    ],
)
def test_what_is_not_known_is_one_line(run: Run, option: str, value: str, why: str):
    result = run("table", option, value)
    assert result.code == 2
    assert why in result.err
    assert "Traceback" not in result.err


def test_a_file_s_name_chooses_the_format(run: Run, tmp_path: Path):
    target = tmp_path / "table.xlsx"
    assert run("table", "-o", target).code == 0
    assert target.read_bytes().startswith(b"PK")
    target = tmp_path / "table.tex"
    assert run("table", "-o", target).code == 0
    assert r"\toprule" in target.read_text()
    target = tmp_path / "table.tsv"
    assert run("table", "-o", target, "--format", "html").code == 0
    assert target.read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("form", ["md", "html", "json", "latex"])
def test_a_file_of_ours_is_replaced_and_another_is_not(run: Run, tmp_path: Path, form: str):
    target = tmp_path / "table"
    for by in ("country", "region"):
        assert run("table", "--by", by, "--format", form, "-o", target).code == 0
    target.write_text("mine")
    result = run("table", "--format", form, "-o", target)
    assert result.code == 2
    assert target.read_text() == "mine"


def test_turkish_speaks_turkish(run: Run):
    text = run("table", "--by", "region", "--lang", "tr").out
    assert "Kıtalara göre nadir toprak yatakları" in text
    assert "Avrupa" in text
    assert "> 22.690" in text or "." in text
    assert not any(word in text for word in ("Europe", "deposits", "Resources"))


def test_text_is_plain_and_80_wide_where_it_is_piped(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    text = run("table", "--by", "region").out
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_a_table_of_ones_own_is_added_up(run: Run, tmp_path: Path):
    table = tmp_path / "mine.csv"
    table.write_text(
        "id,name,country,ore_mt,grade_pct,basis\nx-a,A,TR,10,2,TREO\nx-b,B,TR,30,>1,TREO\n"
    )
    result = run("table", table, "--long", "--measures", "deposits,reo,grade", "--format", "csv")
    (row,) = [row for row in rows_of(result.out) if row["deposits"] != "0"]
    assert (row["deposits"], row["reo_kt_text"], row["grade_pct_text"]) == ("2", ">500", ">1.25")


def test_what_is_read_is_not_written_over(run: Run, tmp_path: Path):
    table = tmp_path / "mine.csv"
    table.write_text("id,name,country,ore_mt\nx-a,A,TR,10\n")
    assert run("table", table, "-o", table).code == 2


def test_filters_count(run: Run):
    rows = rows_of(run("table", "--country", "TR", "--format", "csv").out)
    assert {row["country"] for row in rows} == {"TR"}


LIGHT = """
import sys
from geodeposits import cli
sys.argv = ["geodeposits", "table", "--format", "csv"]
try:
    cli.main()
except SystemExit:
    pass
loaded = set(sys.modules)
heavy = {"matplotlib", "openpyxl", "rich.console", "rich.table", "folium", "rapidfuzz", "babel",
         "geopandas", "pydantic",
         "geodeposits.checks", "geodeposits.readers", "geodeposits.seeds", "geodeposits.report",
         "geodeposits.maps"}
print(sorted(heavy & loaded), file=sys.stderr)
"""


def test_a_table_loads_only_what_it_needs():
    """What makes it slow to start is what it imports; a clock would judge the machine."""
    ran: Any = subprocess.run(
        [sys.executable, "-c", LIGHT], cwd=ROOT, capture_output=True, text=True, timeout=120,
        check=True,
    )  # fmt: skip
    assert ran.stderr.strip() == "[]"
    assert ran.stdout.startswith("stands_for,country,")
