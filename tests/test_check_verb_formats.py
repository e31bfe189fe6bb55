"""`geodeposits check`: what each format says, and the files that it goes into."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from junitparser import JUnitXml

from geodeposits import __version__
from geodeposits.cli.check_verb import FORMATS
from tests.check_verb_kit import HEADER, ONLY, bad, good, here, table
from tests.cli_kit import Run, run

__all__ = ["bad", "good", "here", "run"]


def test_concise_names_row_record_and_column(run: Run) -> None:
    path = table("my.csv", "x-1,B,TR,95,31", header="id,name,country,Latitude,lon")
    lines = run("check", path, *ONLY).out.splitlines()
    assert lines == [
        "my.csv:2: error GD201 latitude 95° lies beyond ±90° [x-1 Latitude]",
        "1 error, 0 warnings, 0 notes, 0 waived (2 rules)",
    ]


def test_full_quotes_the_cell(run: Run, bad: Path) -> None:
    out = run("check", bad, *ONLY, "--format", "full").out
    assert "  at   bad.csv:3:6\n" in out
    assert "  3 | B,TR,95,31,5\n    |      ^^\n" in out


def test_full_quotes_the_seed(run: Run, one_deposit: Path) -> None:
    path = one_deposit / "deposits" / "tr-beylikova.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("lat = 39.61944", "lat = 93.61944"), encoding="utf-8")
    number = text[: text.index("lat = 39.61944")].count("\n") + 1
    out = run("check", one_deposit, "--select", "GD201", "--format", "full").out
    assert f"tr-beylikova.toml:{number}:7\n" in out
    assert "| lat = 93.61944" in out
    assert "|       ^^^^^^^^\n" in out


def test_json_and_jsonl_say_the_same(run: Run, bad: Path) -> None:
    whole = json.loads(run("check", bad, *ONLY, "--format", "json").out)
    lines = run("check", bad, *ONLY, "--format", "jsonl").out
    assert lines.endswith("}\n")
    assert [json.loads(line) for line in lines.splitlines()] == whole["findings"]
    assert len(whole["findings"]) == 1


def test_jsonl_of_nothing_is_empty(run: Run, good: Path) -> None:
    assert run("check", good, *ONLY, "--format", "jsonl").out == ""


def test_jsonl_keeps_each_finding_on_a_line(run: Run) -> None:
    path = table("my.csv", '"A\u2028b\nc",TR,95,31,5')
    (line,) = run("check", path, *ONLY, "--format", "jsonl").out.splitlines()
    assert json.loads(line)["code"] == "GD201"


def test_github_marks_the_cell(run: Run, bad: Path) -> None:
    line = run("check", bad, *ONLY, "--format", "github").out.splitlines()[0]
    assert line.startswith("::error file=bad.csv,line=3,endLine=3,col=6,endColumn=8,title=GD201 ")


def test_sarif_has_version_place_and_rules(run: Run, bad: Path) -> None:
    (whole,) = json.loads(run("check", bad, *ONLY, "--format", "sarif").out)["runs"]
    driver = whole["tool"]["driver"]
    assert driver["semanticVersion"] == __version__
    assert [each["id"] for each in driver["rules"]] == ["GD201", "GD301"]
    place = whole["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "bad.csv"}
    assert place["region"] == {
        "startLine": 3, "startColumn": 6, "endColumn": 8, "snippet": {"text": "95"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fail_on", "failures", "code"), [("error", 1, 1), ("warning", 1, 1), ("never", 0, 0)]
)
def test_junit_fails_where_the_command_does(
    run: Run, bad: Path, fail_on: str, failures: int, code: int
) -> None:
    result = run("check", bad, *ONLY, "--format", "junit", "--fail-on", fail_on)
    assert result.code == code
    assert JUnitXml.fromstring(result.out.encode()).failures == failures


def test_waivers_are_toml_to_fill_in(run: Run, bad: Path) -> None:
    out = run("check", bad, *ONLY, "--format", "waivers").out
    (waiver,) = tomllib.loads(out)["waivers"]
    assert waiver["code"] == "GD201"
    assert waiver["reason"] == "…"
    assert out.startswith("# Waivers belong to a folder of seeds")


def test_waivers_beside_seeds_name_the_file_they_go_into(
    run: Run, one_deposit: Path, bad: Path
) -> None:
    out = run("check", one_deposit, bad, *ONLY, "--format", "waivers").out
    assert "# --- into seeds/occurrences/waivers.toml" in out
    assert "Waivers belong" not in out


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_into_a_file(run: Run, bad: Path, form: str) -> None:
    shown = run("check", bad, *ONLY, "--format", form)
    written = run("check", bad, *ONLY, "--format", form, "--output", "out.txt")
    assert (written.code, written.out) == (1, "")
    assert written.err == f"wrote out.txt ({len(shown.out.encode()):,} bytes)\n"
    assert Path("out.txt").read_bytes() == shown.out.encode()
    assert shown.out.endswith("\n")
    assert sorted(path.name for path in Path().iterdir()) == ["bad.csv", "out.txt"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_the_same_twice_and_steers_nothing(run: Run, form: str) -> None:
    path = table("my.csv", '"\x1b[31m\u202eA",TR,95,31,-5')
    args = ("--select", "GD10,GD20,GD30", "--no-atlas", "--format", form)
    out = run("check", path, *args).out
    assert "GD301" in out
    assert out == run("check", path, *args).out
    assert all(letter.isprintable() for letter in out.replace("\n", ""))


@pytest.mark.parametrize("form", ["sarif", "junit"])
def test_a_report_for_machines_is_replaced_without_asking(run: Run, bad: Path, form: str) -> None:
    args = ("--format", form, "-o", "out.x")
    assert run("check", bad, *ONLY, *args).code == 1
    bad.write_text(f"{HEADER}\nA,TR,39,31,5\n", encoding="utf-8")
    assert run("check", bad, *ONLY, *args).code == 0


def test_a_strangers_file_is_not_replaced(run: Run, bad: Path) -> None:
    Path("out.txt").write_text("mine\n", encoding="utf-8")
    result = run("check", bad, *ONLY, "-o", "out.txt")
    assert result.code == 2
    assert "--overwrite replaces it" in result.err
    assert Path("out.txt").read_text(encoding="utf-8") == "mine\n"
    assert run("check", bad, *ONLY, "-o", "out.txt", "--overwrite").code == 1
    assert "GD201" in Path("out.txt").read_text(encoding="utf-8")


def test_where_one_file_is_refused_no_other_is_written(run: Run, bad: Path) -> None:
    Path("keep.txt").write_text("mine\n", encoding="utf-8")
    both = ("--errata", "new.md", "-o", "keep.txt")
    result = run("check", bad, *ONLY, *both)
    assert (result.code, Path("new.md").exists()) == (2, False)
    assert "keep.txt: was not written by geodeposits" in result.err
    assert run("check", bad, *ONLY, *both, "--overwrite").code == 1
    assert Path("new.md").read_text(encoding="utf-8").startswith("<!-- geodeposits errata -->")


@pytest.mark.parametrize("form", ["concise", "full"])
def test_a_table_without_rows_is_not_said_to_be_clean(run: Run, form: str) -> None:
    result = run("check", table("my.csv"), "--no-atlas", "--format", form)
    assert result.code == 0
    assert "GD117" in result.out
    assert "the table has 0 records: " in result.out
    assert "0 errors, 0 warnings, 1 note, 0 waived" in result.out.splitlines()[-1]
    assert result.out.endswith(", 0 records)\n")


def test_what_is_read_is_not_written_over(run: Run, bad: Path, good: Path) -> None:
    before = bad.read_bytes()
    for option in ("--output", "--errata"):
        result = run("check", good, bad, option, bad, "--overwrite")
        assert result.code == 2
        assert "bad.csv is what is read" in result.err
    assert bad.read_bytes() == before
