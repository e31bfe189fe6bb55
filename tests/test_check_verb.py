"""`geodeposits check`: paths, choices, exit codes, statistics, colour."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from geodeposits.cli.streams import has_colour
from tests.check_verb_kit import HEADER, ONLY, bad, good, here, table
from tests.cli_kit import Result, Run, run

__all__ = ["bad", "good", "here", "run"]

ROOT = Path(__file__).parent.parent


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
