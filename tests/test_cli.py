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
from tests.seeds_kit import SEEDS

__all__ = ["run"]

ROOT = Path(__file__).parent.parent
BEYLIKOVA = "deposits/tr-beylikova.toml"


def edit(folder: Path, before: str, after: str, name: str = BEYLIKOVA) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def table(path: Path, *rows: str, header: str = "name,country,lat,lon,ore_mt") -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


# Verbs on the real data


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


# The four classes of error that the rules must see on a copy of the real seed


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


# Build


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


# Writing files


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


# Bad input: one clear line, exit 2 or a finding, never a traceback


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


# Streams


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
