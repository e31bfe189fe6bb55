"""Bad input to commands: one clear line or a finding, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli_kit import Run, run
from tests.inputs_kit import BEYLIKOVA, edit, table

__all__ = ["run"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('name = "Beylikova"', "name = ", "tr-beylikova.toml:1"),
        ('name = "Beylikova"', 'name = "Bey', "tr-beylikova.toml:1"),
    ],
)
def test_broken_toml_is_one_line(
    run: Run, one_deposit: Path, before: str, after: str, words: str
) -> None:
    edit(one_deposit, before, after)
    result = run("check", one_deposit)
    assert result.code == 2
    assert words in result.err
    assert len(result.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("before", "after", "code", "has_line"),
    [
        ('admin1 = "Eskişehir"', 'provinse = "Eskişehir"', "GD103", True),
        ('ore_mt = "694"', 'ore_mt = "694 kt"', "GD105", True),
        ('ore_mt = "694"', "ore_mt = nan", "GD104", True),
        ('ore_mt = "694"', "ore_mt = 1e999", "GD104", True),
        ('ore_mt = "694"', "ore_mt = true", "GD105", True),
        ('source = "supremacy-2025-10"', 'source = "../../etc/passwd"', "GD601", False),
        ('cite = { source = "supremacy-2025-10" }', "", "GD601", False),
        ("lat = 39.61944", "lat = 95", "GD201", False),
        ('marks = "ore-body"', 'marks = "ore-bdy"', "GD108", True),
    ],
)
def test_a_bad_record_is_a_finding_with_file_and_line(
    run: Run, one_deposit: Path, before: str, after: str, code: str, *, has_line: bool
) -> None:
    text = (one_deposit / BEYLIKOVA).read_text(encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    edit(one_deposit, before, after)
    result = run("check", one_deposit)
    assert result.code == 1
    hits = [text for text in result.out.splitlines() if code in text]
    assert hits, result.out
    assert f"tr-beylikova.toml:{f'{line}:' if has_line else ''}" in hits[0]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", b"", "empty"),
        ("blank.csv", b"\n \n", "empty"),
        ("cp1254.csv", "name,country\nKızılcaören,TR\n".encode("cp1254"), "cp1254.csv:2"),
        ("other.csv", b"a,b\n1,2\n", "no heading"),
        ("quote.csv", b'name,country\n"open,TR\n', "quote.csv:"),
        ("broken.geojson", b'{"type": ', "broken.geojson:1"),
        ("list.geojson", b"[1, 2]", "FeatureCollection"),
        ("odd.xyz", b"name", "ending"),
    ],
)
def test_an_unreadable_file_is_one_line(
    run: Run, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for verb in ("check", "info"):
        result = run(verb, path)
        assert result.code == 2
        assert words in result.err
        assert len(result.err.strip().splitlines()) == 1
        assert result.out == ""


def test_folder_and_absence(run: Run, tmp_path: Path) -> None:
    assert run("check", tmp_path).code == 2
    (tmp_path / "folder.csv").mkdir()
    assert run("check", tmp_path / "folder.csv").code == 2
    assert run("check", tmp_path / "nothing.csv").code == 2


def test_a_bom_and_turkish_letters_are_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bom.csv"
    path.write_bytes("\ufeffname,country,lat,lon\nKızılcaören ığüşöç,Türkiye,39.6,31.4\n".encode())
    result = run("show", "tr-kizilcaoren-igusoc", path)
    assert result.code == 0, result.err
    assert "Kızılcaören ığüşöç" in result.out


def test_cp1254_is_read_when_it_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("name,country,lat,lon\nKızılcaören,TR,39.6,31.4\n".encode("cp1254"))
    result = run("show", "tr-kizilcaoren", path, "--encoding", "cp1254")
    assert "Kızılcaören" in result.out


def test_wrong_usage_exits_2(run: Run) -> None:
    for args in (
        ("nonsense",),
        ("check", "--bbox", "1,2"),
        ("map",),
        ("info", "--country", "Atlantis"),
    ):
        result = run(*args)
        assert result.code == 2, args
        assert "Traceback" not in result.err


def test_interruption_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, one_deposit: Path
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geodeposits.inputs.compile_seeds", interrupted)
    result = run("check", one_deposit)
    assert result.code == 130
    assert result.err.strip() == "error: interrupted"


def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,5")
    args = ["geodeposits", "map", str(csv), "-o", str(tmp_path / "x.html")]
    code = (
        "import os, signal, sys\n"
        "from geodeposits.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's job ignores it
        f"sys.argv = {args!r}\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGINT)\n"  # when all is in the temp file
        "main()"
    )
    process = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert process.stderr.strip().splitlines() == ["error: interrupted"]
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == [csv]


@pytest.mark.parametrize(
    ("verb", "reader"),
    [
        ("report --country SE", "true"),  # has gone before the first line
        ("report --format csv", "head -n 1"),  # goes after it, and a pipe does not hold the rest
    ],
)
def test_a_closed_pipe_is_quiet(verb: str, reader: str) -> None:
    command = f"{sys.executable} -m geodeposits {verb} | {reader}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--color-by", "statuss", "did you mean status"),
        ("--size-by", "status", "no numbers to size by"),
        ("--facets", "country,nowhere", "'nowhere' is no column"),
        ("--lang", "de", "'de' is not one of 'en', 'tr'"),
    ],
)
def test_the_verb_refuses_by_name(
    run: Run, one_deposit: Path, tmp_path: Path, option: str, value: str, why: str
) -> None:
    target = tmp_path / "x.html"
    result = run("map", one_deposit, "-o", target, option, value)
    assert result.code == 2
    assert why in result.err
    assert "Traceback" not in result.err
    assert not target.exists()
