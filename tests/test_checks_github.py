"""`check --format github`: commands that a pull request shows at the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import Excerpt, to_github, unreadable_command
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity
from tests.cli_kit import Run, run

__all__ = ["run"]


def finding(**fields: str) -> Finding:
    given = {"code": "GD304", "message": "kt, not Mt", "origin": "seeds/deposits/tr-a.toml:7"}
    return Finding(severity=Severity.ERROR, **{**given, **fields})


def written(*findings: Finding) -> list[str]:
    return to_github(CheckRun(findings=findings, rules=("GD304",))).splitlines()


def test_a_finding_is_a_command_at_its_line() -> None:
    line, counts = written(finding(claim="tr-a/estimates/mta"))
    assert line == (
        "::error file=seeds/deposits/tr-a.toml,line=7,title=GD304 tr-a/estimates/mta::kt, not Mt"
    )
    assert counts == "1 error, 0 warnings, 0 notes, 0 waived (1 rule)"


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_severities_are_those_of_the_host(severity: Severity, command: str) -> None:
    line = written(Finding(code="GD1", severity=severity, message="m", origin="a:1"))[0]
    assert line.startswith(f"::{command} ")


def test_nothing_in_a_text_ends_a_property_or_a_line() -> None:
    line = written(
        finding(message="50 %\n::error::x\r", origin="a,b:c.toml:3", deposit="x,y=z::end")
    )[0]
    assert line == (
        "::error file=a%2Cb%3Ac.toml,line=3,title=GD304 x%2Cy=z%3A%3Aend::50 %25%0A::error::x%0D"
    )


def test_a_finding_without_a_place_has_a_title_alone() -> None:
    assert written(finding(origin=""))[0] == "::error title=GD304::kt, not Mt"
    assert written(finding(origin="seeds"))[0] == "::error title=GD304::kt, not Mt"


def test_what_is_meant_in_a_line_is_marked_by_its_columns() -> None:
    run = CheckRun(findings=(finding(claim="c"),), rules=())
    line = to_github(run, lambda _finding: Excerpt(9, "lat = 95.0", 7, 4)).splitlines()[0]
    assert line == (
        "::error file=seeds/deposits/tr-a.toml,line=9,endLine=9,col=7,endColumn=11,title=GD304 c"
        "::kt, not Mt"
    )


def test_a_line_of_which_no_part_is_known_has_no_columns() -> None:
    run = CheckRun(findings=(finding(),), rules=())
    line = to_github(run, lambda _finding: Excerpt(7, "[[estimates]]")).splitlines()[0]
    assert line == "::error file=seeds/deposits/tr-a.toml,line=7,title=GD304::kt, not Mt"


def test_each_finding_is_one_line_whatever_it_says() -> None:
    lines = written(finding(message="a\u2028b\x1b\x85c", deposit="d\ne"), finding())
    assert len(lines) == 3
    assert lines[0].endswith("title=GD304 d%0Ae::a<U+2028>b␛<U+0085>c")


@pytest.mark.parametrize(
    ("line", "command"),
    [
        (3, "::error file=a%2Cb.csv,line=3,title=unreadable::100 %25 broken: here\n"),
        (None, "::error file=a%2Cb.csv,title=unreadable::100 %25 broken: here\n"),
    ],
)
def test_an_unreadable_file_is_a_command(line: int | None, command: str) -> None:
    error = UnreadableFile(Path("a,b.csv"), "100 % broken: here", line=line)
    assert unreadable_command(error) == command


def test_waived_findings_are_counted_and_not_shown() -> None:
    lines = written(finding(waived="stands so in the source"))
    assert lines == ["0 errors, 0 warnings, 0 notes, 1 waived (1 rule)"]


def test_check_of_a_bad_seed_points_at_its_line(run: Run, one_deposit: Path) -> None:
    path = one_deposit / "deposits" / "tr-beylikova.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("lat = 39.61944", "lat = 93.61944"), encoding="utf-8")
    number = text[: text.index("lat = 39.61944")].count("\n") + 1
    result = run("check", one_deposit, "--select", "GD201", "--format", "github")
    assert result.code == 1
    assert re.search(
        rf"^::error file=[^,]*tr-beylikova\.toml,line={number},endLine={number},col=7,"
        r"endColumn=15,title=GD201 [^:]*::.*93\.6",
        result.out,
        re.MULTILINE,
    )


def test_a_file_that_is_no_toml_is_shown_at_its_line(run: Run, one_deposit: Path) -> None:
    path = one_deposit / "deposits" / "tr-beylikova.toml"
    path.write_text('name = "Beylikova\ncountry = "TR"\n', encoding="utf-8")
    result = run("check", one_deposit, "--format", "github")
    assert result.code == 2
    assert result.out.startswith(
        f"::error file={path.as_posix()},line=1,title=unreadable::no valid"
    )
