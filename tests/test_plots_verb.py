"""The verb `plot`: the files that it writes, what it refuses, and the page of the docs."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

from geodeposits import charts
from geodeposits.cli import plot_verb
from geodeposits.normalisation import CHONDRITES
from tests.cli_kit import Run, run
from tests.plots_kit import OF_ONE, SVG, svg_root

__all__ = ["run"]

ROOT = Path(__file__).resolve().parent.parent


def test_the_verb_knows_the_plots_and_the_references() -> None:
    assert set(plot_verb.KINDS) == set(charts.KINDS)
    assert set(plot_verb.REFERENCES) == set(CHONDRITES)
    assert set(plot_verb._OF_ONE) == {n for n, k in charts.KINDS.items() if k.takes == "one"}
    assert set(plot_verb._BOTH_FIGURES) == {n for n, k in charts.KINDS.items() if k.has_figure}


def test_svg_png_and_pdf_are_what_their_ending_says(run: Run, tmp_path: Path) -> None:
    for ending in ("svg", "png", "pdf"):
        result = run(
            "plot", "locator", "tr-beylikova", "--width-mm", 85, "--dpi", 100,
            "-o", tmp_path / f"a.{ending}",
        )  # fmt: skip
        assert (result.code, result.out) == (0, "")
        assert result.err.startswith(f"wrote {tmp_path / 'a.'}{ending} (")
    assert svg_root((tmp_path / "a.svg").read_bytes()).tag == f"{SVG}svg"
    png = (tmp_path / "a.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    assert wide == pytest.approx(85 / 25.4 * 100, abs=1)
    assert high > 300
    document = PdfReader(io.BytesIO((tmp_path / "a.pdf").read_bytes()))
    assert len(document.pages) == 1
    assert float(document.pages[0].mediabox.width) == pytest.approx(85 * 72 / 25.4, abs=0.1)
    assert document.metadata is not None
    assert document.metadata.title == "Beylikova, Türkiye"
    assert "/CreationDate" not in document.metadata
    assert "Eskişehir" in document.pages[0].extract_text()


def test_a_plot_of_ours_is_replaced_and_a_foreign_file_is_not(run: Run, tmp_path: Path) -> None:
    for ending in ("svg", "png", "pdf"):
        target = tmp_path / f"a.{ending}"
        for lang in ("en", "tr"):
            args = ("plot", "oxides", "cn-bayan-obo", "--lang", lang, "-o", target)
            assert run(*args).code == 0
        target.write_bytes(b"mine")
        result = run("plot", "oxides", "cn-bayan-obo", "-o", target)
        assert result.code == 2
        assert "--overwrite" in result.err
        assert target.read_bytes() == b"mine"
        assert run("plot", "oxides", "cn-bayan-obo", "-o", target, "--overwrite").code == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("pie", "-o", "a.svg"), "pie"),
        (("world",), "--output"),
        (("world", "-o", "a.gif"), ".svg, .png or .pdf"),
        (("world", "-o", "a"), ".svg, .png or .pdf"),
        (("world", "-o", "a.svg", "--format", "png"), "differ"),
        (("partners", "-o", "a.svg"), "one deposit"),
        (("partners", "tr-beylikova", "cn-bayan-obo", "-o", "a.svg"), "one deposit"),
        (("cumulative", "tr-beylikova", "-o", "a.svg"), "all deposits"),
        (("world", "-o", "a.svg", "--width-mm", "20"), "width-mm"),
        (("partners", "tr-beylikovaa", "-o", "a.svg"), "did you mean"),
        (("oxides", "tr-beylikova", "-o", "a.svg"), "nothing to plot as oxides"),
        (("world", "-o", "a.svg", "nowhere.csv"), "no such file"),
    ],
)
def test_what_cannot_be_plotted_is_one_line(
    run: Run, args: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("plot", *args)
    assert result.code == 2
    assert said in result.err
    assert "Traceback" not in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_table_of_ones_own_is_plotted(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "my.csv"
    table.write_text(
        "id,name,country,type,lat,lon,ore_mt,treo_pct\n"
        "tr-a,$a$,TR,carbonatite-ree,39.6,31.4,694,>1\n"
        "tr-b,B,TR,carbonatite-ree,39.0,31.0,10,2\n",
        encoding="utf-8",
    )
    result = run("plot", "grade-tonnage", "tr-a", table, "-o", tmp_path / "a.svg")
    assert result.code == 0, result.err
    assert b"2 deposits, coloured by type" in (tmp_path / "a.svg").read_bytes()
    assert run("plot", "world", table, "-o", table).code == 2
    assert table.read_text("utf-8").startswith("id,")


def test_all_draws_the_gallery_into_a_folder(run: Run, tmp_path: Path) -> None:
    started = time.process_time()
    result = run("plot", "all", "tr-beylikova", "us-mountain-pass", "-o", tmp_path / "g")
    seconds = time.process_time() - started
    assert result.code == 0
    names = sorted(path.stem for path in (tmp_path / "g").iterdir())
    both = [f"{kind}-{f}" for kind in ("cumulative", "grade-tonnage", "world")
            for f in ("headline", "documented")]  # fmt: skip
    of_each = [f"{one}-{kind}" for one in ("tr-beylikova", "us-mountain-pass") for kind in OF_ONE]
    pattern = ["us-mountain-pass-ree-pattern", "us-mountain-pass-oxides"]
    assert names == sorted([*both, "ree-pattern", "oxides", *of_each, *pattern])
    assert "nothing to plot as oxides: no distribution of tr-beylikova is stated" in result.err
    assert seconds < 60  # of the processor, beside others; 30 s by the clock of an idle machine


def test_all_of_a_table_without_anything_fails(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "my.csv"
    table.write_text("id,name,country\ntr-a,A,TR\n", encoding="utf-8")
    result = run("plot", "all", table, "-o", tmp_path / "g")
    assert result.code == 2
    assert "nothing to plot" in result.err
    assert not (tmp_path / "g").exists()


def test_without_matplotlib_the_verb_says_what_is_missing(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "sys.modules['matplotlib'] = None\n"
        "sys.argv = ['geodeposits', 'plot', 'world', '-o', 'a.svg']\n"
        "from geodeposits.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "error: a plot needs matplotlib: pip install 'geodeposits[plots]'"
    )


def test_the_verb_is_listed_without_loading_matplotlib() -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from geodeposits.cli import cli\n"
        "out = CliRunner().invoke(cli, ['plot', '--help']).output\n"
        "print('grade-tonnage' in out, 'matplotlib' in sys.modules, 'pandas' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.split() == ["True", "False", "False"]


# --- The page of the docs ------------------------------------------------------------------------


def test_every_picture_of_the_docs_is_drawn_by_the_command_above_it() -> None:
    page = (ROOT / "docs" / "plots.md").read_text("utf-8")
    drawn_by = re.findall(r"^geodeposits plot (\S+) .*-o (docs/plots/\S+)", page, re.MULTILINE)
    shown = re.findall(r"!\[[^]]+\]\((plots/[^)]+)\)", page)
    assert [path for _, path in drawn_by] == [f"docs/{path}" for path in shown]
    assert {kind for kind, _ in drawn_by} == set(charts.KINDS)
    assert {f"docs/plots/{p.name}" for p in (ROOT / "docs" / "plots").iterdir()} == {
        path for _, path in drawn_by
    }
    for _, path in drawn_by:
        content = (ROOT / path).read_bytes()
        assert b"Software\x00geodeposits" in content[:4096]
        assert len(content) < 300_000
