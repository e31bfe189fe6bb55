"""`check --format github`: commands that a pull request shows at the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import to_github
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


def test_waived_findings_are_counted_and_not_shown() -> None:
    lines = written(finding(waived="stands so in the source"))
    assert lines == ["0 errors, 0 warnings, 0 notes, 1 waived (1 rule)"]


def test_check_of_a_bad_seed_points_at_its_line(run: Run, one_deposit: Path) -> None:
    path = one_deposit / "deposits" / "tr-beylikova.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("lat = 39.61944", "lat = 93.61944"), encoding="utf-8")
    number = text[: text.index("[[positions]]")].count("\n") + 1
    result = run("check", one_deposit, "--format", "github")
    assert result.code == 1
    pattern = rf"::error file=[^,]*tr-beylikova\.toml,line={number},title=GD201 [^:]*::.*93\.6"
    assert re.search(pattern, result.out)


def test_a_file_that_is_no_toml_is_shown_at_its_line(run: Run, one_deposit: Path) -> None:
    path = one_deposit / "deposits" / "tr-beylikova.toml"
    path.write_text('name = "Beylikova\ncountry = "TR"\n', encoding="utf-8")
    result = run("check", one_deposit, "--format", "github")
    assert result.code == 2
    assert result.out.startswith(
        f"::error file={path.as_posix()},line=1,title=unreadable::no valid"
    )
