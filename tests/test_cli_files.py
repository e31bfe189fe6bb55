"""Files that commands write: whose they replace, and what is left where writing fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli_kit import Run, run
from tests.inputs_kit import table

__all__ = ["run"]

ROOT = Path(__file__).parent.parent


def test_map_and_report_refuse_to_replace_a_strangers_file(run: Run, tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,5")
    for verb, name in (("map", "x.html"), ("report", "x.csv")):
        target = tmp_path / name
        target.write_text("precious", encoding="utf-8")
        more = ("--format", "csv") if verb == "report" else ()
        refused = run(verb, csv, "-o", target, *more)
        assert refused.code == 2
        assert "--overwrite" in refused.err
        assert target.read_text(encoding="utf-8") == "precious"
        assert run(verb, csv, "-o", target, "--overwrite", *more).code == 0
        assert target.read_text(encoding="utf-8") != "precious"


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_report_replaces_its_own_file_without_asking(run: Run, tmp_path: Path, form: str) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,5")
    target = tmp_path / f"report.{form}"
    assert run("report", csv, "--format", form, "-o", target).code == 0
    table(csv, "B,TR,39,31,5")
    assert run("report", csv, "--format", form, "-o", target).code == 0


def test_map_replaces_a_page_of_its_own(run: Run, tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,5")
    page = tmp_path / "map.html"
    assert run("map", csv, "-o", page, "--title", "First").code == 0
    assert run("map", csv, "-o", page, "--title", "Second").code == 0
    assert "<title>Second</title>" in page.read_text("utf-8")


def test_map_of_a_table_with_findings_writes_and_says_so(run: Run, tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,95,31,5", "B,TR,39,31,-5")
    result = run("map", csv, "-o", tmp_path / "x.html")
    assert result.code == 1
    assert (tmp_path / "x.html").stat().st_size > 100_000
    assert "error" in result.err
    assert run("map", csv, "-o", tmp_path / "x.html", "--fail-on", "never").code == 0


def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,5")
    target = tmp_path / "x.html"
    verb = f"{sys.executable} -m geodeposits map {csv} -o {target}"
    command = f"ulimit -f 8; trap '' XFSZ; exec {verb}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my.csv"]


def test_what_is_read_is_never_written_over(run: Run, tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,5")
    before = csv.read_bytes()
    for args in (("report", csv, "--format", "csv"), ("check", csv), ("map", csv)):
        result = run(*args, "-o", csv, "--overwrite")
        assert result.code == 2
        assert "what is read" in result.err
        assert csv.read_bytes() == before


@pytest.mark.parametrize("name", ["", "-"])
def test_a_file_needs_a_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("report", "-o", name).code == 2
    assert list(tmp_path.iterdir()) == []


def test_filters_that_match_nothing_say_so(run: Run, tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,5")
    result = run("info", csv, "--country", "VA")
    assert result.code == 0
    assert "no deposit matches the filters" in result.err
    assert run("info", csv, "--min-reo", "nan").code == 2


def test_only_seeds_are_built_beside_themselves(run: Run, tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,5")
    assert run("build", csv).code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my.csv"]
    assert run("build", csv, "--to", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "data" / "deposits.csv").is_file()


def test_the_published_package_makes_the_published_map(run: Run, tmp_path: Path) -> None:
    assert run("map", "-o", tmp_path / "world.html").code == 0
    assert (tmp_path / "world.html").read_bytes() == (ROOT / "maps" / "world.html").read_bytes()


def test_an_error_is_shown_without_its_control_characters(run: Run) -> None:
    assert run("info", "\x1b[31mx.csv").err == "error: <U+001B>[31mx.csv: no such file\n"
