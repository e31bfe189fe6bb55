"""`geodeposits report [ID]... [PATH]`: which argument is what, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodeposits.cli.names import parted
from tests.cli_kit import Run, run
from tests.dossier_kit import without_matplotlib

__all__ = ["run"]

HERE = Path(__file__).parent
MINE = HERE / "my.csv"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a small table."""
    (tmp_path / "my.csv").write_bytes(MINE.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- Names and PATH ------------------------------------------------------------------------------


def test_what_is_here_is_path_and_the_rest_are_names(small: Path) -> None:
    (small / "mine").mkdir()
    assert parted(["tr-beylikova", "mine"]) == (("tr-beylikova",), Path("mine"))
    assert parted(["mine", "a", "b", "a"]) == (("a", "b"), Path("mine"))
    assert parted(["Norra Kärr"]) == (("Norra Kärr",), None)
    assert parted([]) == ((), None)


@pytest.mark.parametrize("path", ["./x", "a/b", "x.csv", "x.XLSX", "..", "/no/such"])
def test_what_is_written_as_a_path_is_path_though_it_is_not_there(small: Path, path: str) -> None:
    assert parted([path]) == ((), Path(path))


def test_keywords_are_names_whatever_is_here(small: Path) -> None:
    (small / "dataset").mkdir()
    assert parted(["dataset"], ["dataset"]) == (("dataset",), None)
    assert parted(["dataset"]) == ((), Path("dataset"))


def test_two_paths_are_refused(run: Run, small: Path) -> None:
    (small / "mine").mkdir()
    result = run("report", "mine", "my.csv")
    assert result.code == 2
    assert "mine and my.csv are both files or folders: name one" in result.err


@pytest.mark.parametrize("word", ["tr-beylikova", "Beylikova", "beylikova"])
def test_a_word_that_is_both_is_refused_with_how_to_write_either(
    run: Run,
    small: Path,
    word: str,
) -> None:
    (small / word).mkdir()
    result = run("report", word)
    assert result.code == 2
    flat = " ".join(result.err.split())
    assert f"'{word}' is a folder here and a deposit: write ./{word} for the folder" in flat
    assert "or --deposit tr-beylikova" in flat


def test_deposit_is_a_deposit_whatever_is_here(run: Run, small: Path) -> None:
    (small / "second-hill").mkdir()
    result = run("report", "--deposit", "Second Hill", "./my.csv")
    assert result.code == 0
    assert result.out.startswith("Second Hill\n")


# --- Dossiers ------------------------------------------------------------------------------------


def test_a_dossier_of_a_deposit_in_a_table_of_ones_own(run: Run, small: Path) -> None:
    result = run("report", "Örnek Tepe", "my.csv", "--format", "md", "--lang", "tr")
    assert result.code == 0
    assert result.out.startswith("<!-- geodeposits report -->\n\n# Örnek Tepe\n")
    assert "kanıt düzeyi" in result.out


def test_filters_with_dossier_choose_the_deposits(run: Run, small: Path) -> None:
    result = run("report", "my.csv", "--country", "TR", "--dossier", "--format", "json")
    (one,) = json.loads(result.out)["deposits"]
    assert one["deposit"]["name"] == "Örnek Tepe"


def test_without_a_name_it_is_the_report_of_the_whole(run: Run, small: Path) -> None:
    assert json.loads(run("report", "my.csv", "--format", "json").out)["totals"]


def test_the_exit_code_is_that_of_the_deposits_shown(run: Run, small: Path) -> None:
    rows = (small / "my.csv").read_text("utf-8").replace("~30,>1", "~30,>150")
    (small / "bad.csv").write_text(rows, encoding="utf-8")
    assert run("report", "Örnek Tepe", "bad.csv").code == 1
    assert run("report", "Second Hill", "bad.csv").code == 0
    assert run("report", "Örnek Tepe", "bad.csv", "--fail-on", "never").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Örnek Tepe", "my.csv", "--country", "TR"), "name deposits or give filters, not both"),
        (("my.csv", "--dossier"), "name them, or give a filter such as --country TR"),
        (("Second Hill", "my.csv", "--format", "csv"), "csv is of a whole report"),
        (("my.csv", "--no-plots"), "--no-plots is for a dossier: name a deposit"),
        (("my.csv", "--country", "SE", "--dossier"), "no deposit matches the filters"),
        (("Nowhere", "my.csv"), "no deposit 'Nowhere'"),
        (("missing.csv",), "missing.csv: no such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    run: Run,
    small: Path,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    result = run("report", *arguments)
    assert result.code == 2
    assert said in " ".join(result.err.split())
    assert "Traceback" not in result.err


def test_it_says_how_to_leave_the_charts_out(run: Run, small: Path, monkeypatch) -> None:
    without_matplotlib(monkeypatch)
    result = run("report", "Second Hill", "my.csv", "--format", "html")
    assert result.code == 2
    assert len(result.err.strip().splitlines()) == 1
    assert "pip install 'geodeposits[plots]'" in result.err
    assert "--no-plots" in result.err
    shown = run("report", "Second Hill", "my.csv", "--format", "html", "--no-plots")
    assert shown.code == 0
    assert "<img" not in shown.out
