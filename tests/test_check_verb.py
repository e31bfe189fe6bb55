"""`geodeposits check`: paths, formats, options, files, exit codes."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from junitparser import JUnitXml

from geodeposits import __version__
from geodeposits.cli.check_verb import FORMATS
from geodeposits.cli.streams import has_colour
from tests.cli_kit import Result, Run, run

__all__ = ["run"]

ROOT = Path(__file__).parent.parent
HEADER = "name,country,lat,lon,ore_mt"
ONLY = ("--select", "GD201,GD301", "--no-atlas")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def table(name: str, *rows: str, header: str = HEADER) -> Path:
    Path(name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return Path(name)


@pytest.fixture
def bad() -> Path:
    """A table with one error in its third line."""
    return table("bad.csv", "A,TR,39,31,5", "B,TR,95,31,5")


@pytest.fixture
def good() -> Path:
    return table("good.csv", "C,TR,39,31,5")


def found(result: Result) -> list[tuple[str, str]]:
    return [(f["origin"], f["code"]) for f in json.loads(result.out)["findings"]]


# --- Paths ---------------------------------------------------------------------------------------


def test_several_paths_are_one_report(run: Run, bad: Path, good: Path) -> None:
    other = table("other.csv", "D,TR,39,31,-5")
    result = run("check", other, good, bad, *ONLY, "--format", "json")
    assert result.code == 1
    assert found(result) == [("bad.csv:3", "GD201"), ("other.csv:2", "GD301")]
    assert json.loads(result.out)["rules"] == ["GD201", "GD301"]
    assert json.loads(result.out)["summary"]["error"] == 2


def test_a_path_named_twice_is_read_once(run: Run, bad: Path) -> None:
    assert run("check", bad, bad, *ONLY).out == run("check", bad, *ONLY).out


def test_each_path_is_read_with_the_options(run: Run, bad: Path) -> None:
    other = table("other.csv", "D,NO,95,31,5")
    both = run("check", bad, other, "--country", "NO", *ONLY, "--format", "json")
    assert found(both) == [("other.csv:2", "GD201")]
    for path in (bad, other):
        path.write_bytes(path.read_text("utf-8").replace("D", "Ş").encode("cp1254"))
    assert run("check", bad, other, *ONLY).code == 2
    assert run("check", bad, other, *ONLY, "--encoding", "cp1254").code == 1


def test_one_path_that_cannot_be_read_stops_the_run(run: Run, bad: Path) -> None:
    result = run("check", bad, "nowhere.csv", *ONLY)
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: nowhere.csv: no such file\n"
    shown = run("check", bad, "nowhere.csv", *ONLY, "--format", "github")
    assert shown.code == 2
    assert shown.out == "::error file=nowhere.csv,title=unreadable::no such file\n"


def test_a_profile_needs_a_path(run: Run) -> None:
    result = run("check", "--profile", "usgs-ree")
    assert result.code == 2
    assert "--profile usgs-ree says how to read PATH: name a file" in result.err


def test_seeds_and_a_table_go_together(run: Run, one_deposit: Path, bad: Path) -> None:
    result = run("check", one_deposit, bad, "--select", "GD201", "--format", "json")
    assert found(result) == [("bad.csv:3", "GD201")]


# --- Formats -------------------------------------------------------------------------------------


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


# --- Choosing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        ("--select", "GD201,GD301"),
        ("--select", "GD201", "--select", "GD301"),
        ("--select", " gd201 , GD301"),
        ("--select", "GD201,GD3", "--ignore", "GD302,GD303,GD304,GD305", "--ignore", "GD306,GD307",
         "--ignore", "GD308,GD309,GD31"),
    ],
)  # fmt: skip
def test_rules_are_chosen_by_codes(run: Run, bad: Path, args: tuple[str, ...]) -> None:
    result = run("check", bad, *args, "--format", "json")
    assert json.loads(result.out)["rules"] == ["GD201", "GD301"]


@pytest.mark.parametrize("given", ["", ",", "GD201,", " "])
def test_an_empty_choice_is_refused(run: Run, bad: Path, given: str) -> None:
    for option in ("--select", "--ignore"):
        result = run("check", bad, option, given)
        assert result.code == 2
        assert "name rules, such as GD304 or GD2,GD304" in result.err


def test_a_rule_that_is_not_there_is_named(run: Run, bad: Path) -> None:
    result = run("check", bad, "--select", "GD201,GD9")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: no rule 'GD9'")


def test_notes_are_counted_unless_they_are_selected(run: Run) -> None:
    path = table("my.csv", "A,TR,39,31,5,1970", "B,TR,38,32,6,1971", header=f"{HEADER},effective")
    counted = run("check", path, "--no-atlas", "--ignore", "GD21").out
    assert "GD511 2" in counted.splitlines()[-2]
    assert "my.csv:2: note GD511" not in counted
    shown = run("check", path, "--no-atlas", "--select", "GD511").out
    assert [line[:20] for line in shown.splitlines()[:2]] == [
        f"my.csv:{line}: note GD511" for line in (2, 3)
    ]


# --- Exit codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("A,TR,95,31,5", {"error": 1, "warning": 1, "note": 1, "never": 0}),
        ("A,TR,39,31,6000", {"error": 0, "warning": 1, "note": 1, "never": 0}),
        ("A,TR,39,31,5", {"error": 0, "warning": 0, "note": 0, "never": 0}),
    ],
)
def test_fail_on(run: Run, row: str, codes: dict[str, int]) -> None:
    path = table("my.csv", row)
    args = ("--select", "GD201,GD306", "--no-atlas")
    given = {limit: run("check", path, *args, "--fail-on", limit).code for limit in codes}
    assert given == codes
    assert run("check", path, *args).code == codes["error"]


def test_a_note_fails_where_notes_do(run: Run, good: Path) -> None:
    args = ("--select", "GD117", "--fail-on")
    assert [run("check", good, *args, limit).code for limit in ("note", "warning")] == [1, 0]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--format", "xml"), "'xml' is not one of 'concise'"),
        (("--fail-on", "fatal"), "'fatal' is not one of"),
        (("--statistics", "--format", "sarif"), "--statistics are written as concise, full, json"),
        (("--errata", "x.pdf"), "--errata x.pdf: name a file that ends in .md or .html"),
        (("other.csv", "--errata", "x.md"), "--errata is about one dataset: name one PATH"),
        (("--errata", "x.md", "-o", "./x.md"), "x.md cannot hold both findings and errata"),
        (("-o", ""), "name a file"),
        (("--nonsense",), "No such option"),
    ],
)
def test_wrong_options_are_a_sentence(
    run: Run, bad: Path, args: tuple[str, ...], said: str
) -> None:
    result = run("check", bad, *args)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "Traceback" not in result.err
    assert [path.name for path in Path().iterdir()] == ["bad.csv"]


# --- Statistics ----------------------------------------------------------------------------------


def test_statistics_are_counts_by_rule(run: Run, bad: Path) -> None:
    for form in ("concise", "full"):
        result = run("check", bad, *ONLY, "--statistics", "--format", form)
        assert result.code == 1
        lines = result.out.splitlines()
        assert lines[0].split() == ["found", "waived", "severity", "code", "rule"]
        assert lines[1].split()[:4] == ["1", "0", "error", "GD201"]
        assert lines[2] == "1 error, 0 warnings, 0 notes, 0 waived (2 rules)"
        assert len(lines) == 3


def test_statistics_for_programs(run: Run, bad: Path) -> None:
    result = run("check", bad, *ONLY, "--statistics", "--format", "json")
    (row,) = json.loads(result.out)
    assert (row["code"], row["severity"], row["found"], row["waived"]) == ("GD201", "error", 1, 0)
    written = run("check", bad, *ONLY, "--statistics", "--format", "json", "-o", "s.json")
    assert written.out == ""
    assert Path("s.json").read_text(encoding="utf-8") == result.out


# --- The atlas -----------------------------------------------------------------------------------


def test_a_table_is_held_against_the_atlas_unless_that_is_switched_off(run: Run) -> None:
    path = table("my.csv", "Mountain Pass,US,36.4788,-115.5333,")
    args = ("check", path, "--select", "GD21", "--format", "json")
    assert ("my.csv:2", "GD212") in found(run(*args))
    assert found(run(*args, "--no-atlas")) == []


# --- Colour --------------------------------------------------------------------------------------


def in_terminal(*args: str, **variables: str) -> str:
    """Run the command with a terminal as its stdout, and return what stood on it."""
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    command = [sys.executable, "-m", "geodeposits", *args]
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "xterm", **variables}
    started = subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 4096):
            seen += part
    except OSError:  # Linux, where the other end has been closed
        pass
    started.wait(timeout=60)
    os.close(ours)
    return seen.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")
def test_colour_is_for_terminals_alone(run: Run, bad: Path) -> None:
    plain = run("check", bad, *ONLY).out
    assert "\x1b" not in plain
    coloured = in_terminal("check", "bad.csv", *ONLY)
    assert "\x1b[31merror GD201\x1b[0m" in coloured
    assert coloured.replace("\x1b[31m", "").replace("\x1b[0m", "") == plain
    assert in_terminal("check", "bad.csv", *ONLY, NO_COLOR="1") == plain


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("value", "has"), [(None, True), ("", True), ("1", False), ("0", False)])
def test_no_color_counts_where_it_is_not_empty(
    monkeypatch: pytest.MonkeyPatch, value: str | None, has: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if value is not None:
        monkeypatch.setenv("NO_COLOR", value)
    assert has_colour(_Terminal()) is has
    assert has_colour(io.StringIO()) is False
