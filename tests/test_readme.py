"""README is true: what it says is printed is printed, what it says to type works."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from pathlib import Path

import pytest

from geodeposits.dataset import Dataset
from geodeposits.wording import DOCUMENTED_RULE, HEADLINE_RULE
from tests.cli_kit import Run, run

__all__ = ["run"]

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def block_with(words: str) -> str:
    (found,) = (text for _, text in BLOCKS if words in text)
    return found


def test_the_counts_are_what_info_prints(run: Run) -> None:
    assert block_with("with tonnage, grade and position") == run("info").out


def test_beylikova_reads_as_quoted(run: Run) -> None:
    assert block_with("Headline    694 Mt") in run("show", "tr-beylikova").out


@pytest.mark.parametrize("name", ["README.md", "docs/national.md"])
def test_what_is_quoted_is_what_the_command_prints(name: str) -> None:
    spec = importlib.util.spec_from_file_location("quote_outputs", ROOT / "tools/quote_outputs.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    text = (ROOT / name).read_text(encoding="utf-8")
    assert name in tool.FILES
    assert "<!-- printed by: geodeposits" in text
    assert tool.renewed(text) == text


def shell_lines() -> list[str]:
    lines = block_with("geodeposits rule GD212").splitlines()
    return [line.partition("#")[0].strip() for line in lines]


@pytest.mark.parametrize("line", shell_lines())
def test_each_command_works(
    run: Run, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "tests" / "my.csv", tmp_path)
    monkeypatch.chdir(tmp_path)
    program, *args = shlex.split(line)
    assert program == "geodeposits"
    done = run(*args)
    assert done.code == 0, done.err
    if "-o" in args:
        assert (tmp_path / args[args.index("-o") + 1]).stat().st_size > 1_000


def test_the_python_works(
    published: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "tests" / "my.csv", tmp_path)
    (code,) = (text for language, text in BLOCKS if language == "python")
    monkeypatch.setattr("geodeposits.package.load", lambda: published)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {"__name__": "__main__"})
    assert (tmp_path / "tr.html").stat().st_size > 100_000


def test_files_that_are_named_exist() -> None:
    for name in re.findall(r"`((?:seeds|data|maps|tests|tools|geodeposits)/[\w./-]*)`", README):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"\]\(([\w./-]+)\)", README):
        assert (ROOT / name).is_file(), name


def test_the_two_rules_of_choice_are_those_of_the_reports() -> None:
    flat = " ".join(README.split())
    assert HEADLINE_RULE in flat
    assert DOCUMENTED_RULE in flat
