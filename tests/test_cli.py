"""The command line as a user meets it: exit codes, streams, one clear line for each failure."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geodeposits import cli
from tests.cli_kit import Run, run
from tests.inputs_kit import edit, table
from tests.seeds_kit import SEEDS

__all__ = ["run"]

ROOT = Path(__file__).parent.parent


# --- Verbs on the real data ----------------------------------------------------------------------


def test_info_counts_the_published_dataset(run: Run) -> None:
    result = run("info", "--format", "json")
    counts = json.loads(result.out)
    assert result.code == 0
    assert counts["deposits"] >= 300
    assert counts["with position"] >= 265


def test_show_beylikova_tells_ore_from_oxide(run: Run) -> None:
    result = run("show", "tr-beylikova")
    flat = " ".join(result.out.split())
    assert result.code == 0
    for words in ("694 Mt of ore", "> 1 % REO", "> 6.94 Mt", "12.5 Mt", "refuted"):
        assert words in flat
    for party in ("China", "Russia", "United States", "Canada", "Switzerland"):
        assert party in flat


def test_show_an_unknown_id_offers_the_nearest(run: Run) -> None:
    result = run("show", "tr-beylikov")
    assert result.code == 2
    assert "tr-beylikova" in result.err
    assert result.out == ""


def test_check_of_the_published_dataset_finds_no_error(run: Run) -> None:
    result = run("check")
    assert result.code == 0, result.out
    assert "0 errors" in result.out


def test_filters_narrow_what_is_read(run: Run, tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,5", "B,NO,59,9,5", "C,TR,39,44,5")

    def count(*filters: str) -> int:
        counted = json.loads(run("info", csv, *filters, "--format", "json").out)["deposits"]
        assert isinstance(counted, int)
        return counted

    assert count() == 3
    for name in ("TR", "Turkey", "Türkiye"):
        assert count("--country", name) == 2
    assert count("--country", "TR", "--country", "NO") == 3
    assert count("--bbox", "25,35,45,43") == 2
    assert count("--bbox", "25,35,45,43", "--country", "NO") == 0
    assert count("--bbox", "25,35,43,43") == 1


def test_the_published_dataset_is_filtered_like_any_other(run: Run) -> None:
    counts = json.loads(run("info", "--country", "Türkiye", "--format", "json").out)
    assert counts["countries"] == 1
    assert 1 <= counts["deposits"] < 40


def test_rule_explains_and_unknown_rules_are_named(run: Run) -> None:
    assert "GD212" in run("rule", "GD212").out
    assert run("rule", "--all").out.count("GD") > 20
    unknown = run("rule", "GD999")
    assert unknown.code == 2
    assert "GD999" in unknown.err
    assert run("rule").code == 2


# --- The four classes of error that the rules must see on a copy of the real seed ----------------


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("lat = 39.61944\nlon = 31.35083", "lat = 31.35083\nlon = 39.61944", "GD202"),
        ('standing = "refuted"\n', "", "GD212"),
        ('ore_mt = "694"\ngrade_pct = ">1"', 'ore_mt = "694"\ncontained_kt = "694,000"', "GD308"),
    ],
)
def test_check_sees_what_was_planted(
    run: Run, one_deposit: Path, before: str, after: str, code: str
) -> None:
    clean = run("check", one_deposit)
    assert code not in clean.out
    edit(one_deposit, before, after)
    result = run("check", one_deposit)
    assert result.code == 1
    assert code in result.out
    assert "tr-beylikova.toml:" in result.out


def test_check_fail_on_and_select(run: Run, one_deposit: Path) -> None:
    edit(one_deposit, "lat = 39.61944\nlon = 31.35083", "lat = 31.35083\nlon = 39.61944")
    assert run("check", one_deposit, "--fail-on", "never").code == 0
    assert run("check", one_deposit, "--select", "GD3").code == 0
    assert run("check", one_deposit, "--ignore", "GD2").code == 0
    assert run("check", one_deposit, "--select", "nonsense").code == 2
    found = json.loads(run("check", one_deposit, "--format", "json").out)
    assert "GD202" in json.dumps(found)


# --- Build ---------------------------------------------------------------------------------------


def test_build_writes_the_same_bytes_as_are_published(run: Run, tmp_path: Path) -> None:
    result = run("build", SEEDS, "--to", tmp_path)
    assert result.code == 0, result.err
    for folder in ("data", "maps"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                made = tmp_path / path.relative_to(ROOT)
                assert made.read_bytes() == path.read_bytes(), path


def test_build_check_names_each_drift(run: Run, one_deposit: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    assert run("build", one_deposit, "--to", to).code == 0
    same = run("build", one_deposit, "--to", to, "--check")
    assert same.code == 0
    assert "0 drifted" in same.err
    (to / "data" / "sources.csv").unlink()
    (to / "data" / "deposits.csv").write_text("x", encoding="utf-8")
    (to / "maps" / "surplus.txt").write_text("x", encoding="utf-8")
    result = run("build", one_deposit, "--to", to, "--check")
    assert result.code == 1
    assert "missing  data/sources.csv" in result.out
    assert "differs  data/deposits.csv" in result.out
    assert "surplus  maps/surplus.txt" in result.out


def test_build_writes_nothing_over_an_error(run: Run, one_deposit: Path, tmp_path: Path) -> None:
    edit(one_deposit, "lat = 39.61944\nlon = 31.35083", "lat = 31.35083\nlon = 39.61944")
    result = run("build", one_deposit, "--to", tmp_path / "out")
    assert result.code == 1
    assert "nothing written" in result.err
    assert not (tmp_path / "out").exists()


def test_build_refuses_a_folder_that_is_not_its_own(
    run: Run, one_deposit: Path, tmp_path: Path
) -> None:
    (tmp_path / "out" / "data").mkdir(parents=True)
    mine = tmp_path / "out" / "data" / "mine.csv"
    mine.write_text("precious", encoding="utf-8")
    result = run("build", one_deposit, "--to", tmp_path / "out")
    assert result.code == 2
    assert mine.read_text(encoding="utf-8") == "precious"
    assert not (tmp_path / "out" / "data" / "deposits.csv").exists()


def test_build_of_a_part_needs_another_folder(run: Run, one_deposit: Path) -> None:
    assert run("build", one_deposit, "--country", "TR").code == 2


def test_a_filter_hides_no_finding_of_what_remains(run: Run, tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,abc", "B,NO,59,9,5")
    assert run("check", csv).code == 1
    assert run("check", csv, "--country", "TR").code == 1


def test_a_filter_hides_no_fault_in_a_source(run: Run, one_deposit: Path) -> None:
    edit(one_deposit, "title =", "titel =", "sources/supremacy-2025-10.toml")
    for filters in ((), ("--country", "TR")):
        result = run("check", one_deposit, *filters)
        assert result.code == 1
        assert "supremacy-2025-10.toml:1" in result.out


def test_arguments_that_are_no_utf8_are_shown_as_far_as_they_can_be(
    run: Run, tmp_path: Path
) -> None:
    odd = os.fsdecode(b"bad\xff.csv")
    table(tmp_path / odd, "A,TR,39,31,5")
    assert run("info", tmp_path / odd).code == 0
    assert run("check", tmp_path / os.fsdecode(b"no\xff.csv")).code == 2
    target = tmp_path / "x.html"
    assert run("map", tmp_path / odd, "-o", target, "--title", os.fsdecode(b"t\xff")).code == 0
    assert "<title>" in target.read_text(encoding="utf-8")


def test_levels_of_a_table_count_from_the_date_given(run: Run, tmp_path: Path) -> None:
    csv = table(
        tmp_path / "my.csv",
        "A,TR,5,jorc,1998",
        header="name,country,ore_mt,code,effective",
    )
    assert "headline levels                   B 1" in run("info", csv).out
    assert "headline levels                   A 1" in run("info", csv, "--as-of", "2005").out
    assert run("info", csv, "--as-of", "soon").code == 2


# --- Streams -------------------------------------------------------------------------------------


def test_data_goes_to_stdout_and_the_rest_to_stderr(run: Run, tmp_path: Path) -> None:
    csv = table(tmp_path / "my.csv", "A,TR,39,31,-5")
    result = run("report", csv, "--format", "json")
    json.loads(result.out)
    assert "finding" in result.err


def test_output_is_utf8_without_colour_where_the_locale_is_plain() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geodeposits", "report", "--country", "SE"],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "NO_COLOR": "1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Norra Kärr" in done.stdout.decode("utf-8")
    assert b"\x1b[" not in done.stdout + done.stderr


def test_help_lists_every_verb_and_each_verb_has_help(run: Run) -> None:
    listed = run("--help").out
    for verb in cli.VERBS:
        assert verb in listed
        helped = run(verb, "--help")
        assert helped.code == 0
        assert len(helped.out.splitlines()) > 4


def test_help_and_import_load_nothing_heavy() -> None:
    heavy = "pandas geopandas folium pydantic shapely numpy rich matplotlib"
    code = (
        "import sys, geodeposits, geodeposits.cli as c\n"
        "[c.cli.get_command(None, v) for v in c.VERBS]\n"
        f"print([m for m in {heavy.split()!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
