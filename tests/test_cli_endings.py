"""What the ending of `-o` says of the format, alike in every verb."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from geodeposits.cli.endings import form_for
from geodeposits.tables import ENDINGS
from tests.cli_kit import Run, run

__all__ = ["run"]

MINE = Path(__file__).parent / "my.csv"
ONE = ["report", "--deposit", "Second Hill", str(MINE), "--no-plots"]


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.XLSX", "xlsx"), ("a.b.md", "md"), ("a.tex", "latex"), ("a.htm", "html"), ("csv", "text")],
)
def test_a_file_s_ending_names_its_format(name: str, form: str):
    assert form_for(None, Path(name), ENDINGS) == form
    assert form_for("json", Path(name), ENDINGS) == "json"
    assert form_for(None, None, ENDINGS) == "text"


def test_an_ending_that_names_no_format_is_refused_rather_than_filled_with_text():
    with pytest.raises(click.UsageError, match=r"\.pdf names no format of this verb: use \.md"):
        form_for(None, Path("a.pdf"), {".md": "md"})
    assert form_for("text", Path("a.pdf"), {".md": "md"}) == "text"


@pytest.mark.parametrize(
    ("verb", "name", "begins"),
    [
        (ONE, "d.md", "<!-- geodeposits report -->"),
        (ONE, "d.html", "<!DOCTYPE html>"),
        (ONE, "d.json", "{"),
        (ONE, "d.txt", "Second Hill"),
        (["report"], "whole.csv", "id,"),
        (["cite", "tr-beylikova"], "c.bib", "@"),
        (["cite", "tr-beylikova"], "c.json", "["),
        (["table"], "t.html", "<!DOCTYPE html>"),
        (["rank", "tr-beylikova"], "r.json", "{"),
    ],
)
def test_each_verb_writes_what_the_name_promises(
    run: Run, tmp_path: Path, verb: list[str], name: str, begins: str
):
    target = tmp_path / name
    result = run(*verb, "-o", target)
    assert result.code == 0, result.err
    assert target.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("verb", ["report", "cite", "table", "claims"])
def test_no_verb_writes_text_under_another_name(run: Run, tmp_path: Path, verb: str):
    target = tmp_path / "x.pdf"
    result = run(verb, "-o", target)
    assert result.code == 2
    assert "names no format" in result.err
    assert not target.exists()
