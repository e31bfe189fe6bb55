"""Plots as files: the same bytes always, text as text, two languages, and the verb `plot`."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from pypdf import PdfReader

import geodeposits
from geodeposits import charts
from geodeposits.charts import words as chart_words
from geodeposits.charts.lettering import drawable, shortened, width_pt, wrapped
from geodeposits.charts.style import FILLS, LEVELS, SIZE_OF_NOTE, styles
from geodeposits.cli import plot_verb
from geodeposits.dataset import Dataset
from geodeposits.errors import NothingToPlot, UnknownTerm
from geodeposits.normalisation import CHONDRITES
from geodeposits.speech import LANGUAGES
from geodeposits.type_groups import TYPE_GROUPS
from geodeposits.vocab import EvidenceLevel
from tests.cli_kit import Run, run
from tests.plots_kit import (
    SVG,
    axes_of,
    box_of,
    dataset,
    deposit,
    estimate,
    position,
    shares,
    step,
    svg_root,
    texts,
    widths,
)

__all__ = ["run"]

ROOT = Path(__file__).resolve().parent.parent
OF_ONE = ("estimates", "partners", "locator")
PAGE_CSS = ROOT / "geodeposits" / "maps" / "assets" / "page.css"


@pytest.fixture(scope="module")
def atlas() -> Dataset:
    return geodeposits.load()


def drawn(data: Dataset, kind: str, one: str, **options: Any) -> charts.Plot:
    return charts.plot(data, kind, (one,) if kind in OF_ONE else (), **options)


def whole(name: str = "One") -> Dataset:
    """Return a dataset of one deposit that every plot has something of."""
    one = "tr-one"
    return dataset(
        deposits=[deposit(one, name=name)],
        estimates=[estimate(one, ore=10, grade=">1", by_name=name, level="B")],
        positions=[position(one, 39.5, 31.0)],
        oxides=[shares(one, La2O3=30, CeO2=50, Nd2O3=20)],
        partners=[step(one, name, date="2020", stage="mou")],
        status=[
            {"claim": "s", "id": one, "date": "2020", "status": "exploration", "source": "paper"}
        ],
    )


# --- Bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", charts.KINDS)
def test_the_same_data_give_the_same_bytes_whatever_the_rcparams(kind: str) -> None:
    data = whole()
    first = drawn(data, kind, "tr-one")
    before = [make(first) for make in (charts.svg_bytes, charts.png_bytes, charts.pdf_bytes)]
    mine = {
        "font.family": "serif", "font.size": 20, "lines.linewidth": 5, "axes.grid": True,
        "svg.hashsalt": "other", "svg.fonttype": "none", "text.parse_math": True,
        "figure.dpi": 150, "savefig.dpi": 300, "savefig.bbox": "tight", "axes.facecolor": "red",
        "figure.autolayout": True, "axes.unicode_minus": False, "path.simplify": False,
    }  # fmt: skip
    with mpl.rc_context(mine):
        second = drawn(data, kind, "tr-one")
        after = [make(second) for make in (charts.svg_bytes, charts.png_bytes, charts.pdf_bytes)]
        assert mpl.rcParams["font.size"] == 20  # as the user had it
    assert after == before


def test_another_process_with_another_hash_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import hashlib, geodeposits\n"
        "from geodeposits import charts\n"
        "ds = geodeposits.load().filter(country=('TR',))\n"
        "plots = [charts.grade_tonnage(ds), charts.locator_map(ds, 'tr-beylikova', lang='tr'),\n"
        "         charts.partner_timeline(ds, 'tr-beylikova')]\n"
        "makers = (charts.svg_bytes, charts.png_bytes, charts.pdf_bytes)\n"
        "print(*(hashlib.sha256(make(p)).hexdigest() for p in plots for make in makers))\n"
    )
    found = set()
    for seed in ("1", "77"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": f"UTC{seed[0]}"}
        found.add(
            subprocess.run(
                [sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True,
                text=True, check=True, timeout=300,
            ).stdout
        )  # fmt: skip
    assert len(found) == 1
    assert len(found.pop().split()) == 9


def test_a_figure_is_given_back_as_it_was(atlas: Dataset) -> None:
    plot = charts.grade_tonnage(atlas)
    canvas, dpi = plot.canvas, plot.dpi
    first = charts.svg_bytes(plot)
    for make in (charts.png_bytes, charts.pdf_bytes):
        make(plot)
        assert plot.canvas is canvas
        assert plot.dpi == dpi
    assert charts.svg_bytes(plot) == first
    assert isinstance(plot, Figure)


# --- SVG -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", charts.KINDS)
def test_an_svg_has_outlined_text_a_title_and_no_script(atlas: Dataset, kind: str) -> None:
    plot = drawn(atlas, kind, "us-mountain-pass")
    content = charts.svg_bytes(plot)
    root = svg_root(content)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, desc = root[0], root[1]
    assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == plot.heading
    assert len(desc.text or "") > 20
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not tags & {"script", "text", "image", "foreignObject", "metadata", "a"}
    assert b"DOCTYPE" not in content
    assert b"http://" not in content.replace(b"http://www.w3.org", b"")
    assert b"Date" not in content


@pytest.mark.parametrize("width_mm", [60, 118, 250])
def test_a_plot_is_as_wide_as_asked(width_mm: int) -> None:
    for kind in charts.KINDS:
        wide, high = widths(charts.svg_bytes(drawn(whole(), kind, "tr-one", width_mm=width_mm)))
        assert wide == pytest.approx(width_mm * 72 / 25.4, abs=0.01)
        assert 40 < high < 3 * wide


@pytest.mark.parametrize("width_mm", [10, -5, float("nan")])
def test_a_plot_too_narrow_to_read_is_refused(width_mm: float) -> None:
    with pytest.raises(ValueError, match="width_mm"):
        charts.oxide_bars(whole(), width_mm=width_mm)


@pytest.mark.parametrize(("width_mm", "lang"), [(85, "tr"), (174, "en")])
@pytest.mark.parametrize("kind", charts.KINDS)
def test_letters_are_large_enough_and_none_is_cut(
    atlas: Dataset, kind: str, lang: Any, width_mm: int
) -> None:
    plot = drawn(atlas, kind, "tr-beylikova", lang=lang, width_mm=width_mm)
    with styles():
        plot.draw_without_rendering()
    wide, high = plot.get_size_inches() * 72
    written = [t for axes in plot.axes for t in axes.findobj(mpl.text.Text)]
    shown = [t for t in written if t.get_visible() and t.get_text().strip()]
    assert len(shown) > 10
    for text in shown:
        assert text.get_fontsize() >= SIZE_OF_NOTE == 6.5
        box = box_of(plot, text)
        assert box.x0 >= -0.5, text.get_text()
        assert box.x1 <= wide + 0.5, text.get_text()
        assert box.y0 >= -0.5, text.get_text()
        assert box.y1 <= high + 0.5, text.get_text()


# --- Text from data ------------------------------------------------------------------------------

HOSTILE = [
    "$\\frac{1}{2}$ </svg><script>alert(1)</script>",
    "\x1b[31mred\x07 \u202egnirts \ud800",
    "白云鄂博 Баян-Обо ߷",
    "A" * 400,
    "%s {0} {name} {}",
    "two\nlines\tand a tab",
    "&lt;b&gt; ]]> <!-- -->",
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_hostile_name_is_drawn_as_text(kind: str, name: str) -> None:
    plot = drawn(whole(name), kind, "tr-one")
    content = charts.svg_bytes(plot)
    root = svg_root(content)
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    assert b"<script" not in content
    assert len(charts.png_bytes(plot)) > 1000
    assert len(charts.pdf_bytes(plot)) > 1000


def test_mathematics_in_a_name_is_literal_and_controls_are_seen() -> None:
    shown = " ".join(texts(charts.partner_timeline(whole("$x^2$ \x07\u202e"), "tr-one")))
    assert "$x^2$" in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert "<U+202E>" in shown


def test_letters_that_the_font_lacks_are_written_in_others() -> None:
    assert drawable("Beylikova, Eskişehir: Kızılcaören ≥ 1 Mt₂") == (
        "Beylikova, Eskişehir: Kızılcaören ≥ 1 Mt₂"
    )
    assert re.fullmatch(r"[A-Za-z ]+", drawable("白云鄂博"))
    assert drawable("a\U0010fffeb") == "a<U+10FFFE>b"


def test_text_is_broken_and_cut_to_its_room() -> None:
    words = "the quick brown fox " * 4 + "x" * 200
    for line in wrapped(words.strip(), 90):
        assert width_pt(line) <= 90
    assert "".join(wrapped(words.strip(), 90)).replace(" ", "") == words.replace(" ", "")
    cut = shortened(words, 90)
    assert cut.endswith("…")
    assert width_pt(cut) <= 90
    assert shortened("short", 90) == "short"
    started = time.process_time()
    assert len(wrapped("W" * 20_000, 90)) > 1000
    assert shortened("W" * 20_000, 90).endswith("W…")
    assert time.process_time() - started < 20


# --- Languages -----------------------------------------------------------------------------------


def spoken(words: object) -> dict[str, str]:
    found = {}
    for field in fields(words):  # type: ignore[arg-type]
        value = getattr(words, field.name)
        if isinstance(value, str):
            found[field.name] = value
        elif isinstance(value, dict):
            found |= {f"{field.name}.{key}": text for key, text in value.items()}
    return found


def test_both_languages_say_the_same_with_the_same_blanks() -> None:
    english, turkish = (spoken(chart_words.WORDS[lang]) for lang in LANGUAGES)
    assert set(english) == set(turkish)
    for name, phrase in english.items():
        assert turkish[name], name
        assert turkish[name] != phrase or name == "locator"  # names alone
        blanks = [sorted(re.findall(r"\{(\w+)\}", text)) for text in (phrase, turkish[name])]
        assert blanks[0] == blanks[1], name
    for words in (english, turkish):
        assert {name for name in words if name.startswith("levels.")} == {
            f"levels.{level}" for level in EvidenceLevel
        }
        assert {n for n in words if n.startswith("described.")} == {
            f"described.{kind}" for kind in charts.KINDS
        }
        assert {n for n in words if n.startswith("references.")} == {
            f"references.{key}" for key in CHONDRITES
        }


LEFT_IN_ENGLISH = re.compile(
    r"\b(deposits?|grade|ore|reported|evidence|type|estimates?|undated|talks|stalled|ended|"
    r"exploration|operator|party|border|projection|data|version|share|worked|not|the|of|and|with)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_turkish_plot_has_no_english_label_left(kind: str) -> None:
    data = whole("Kızılcaören")
    plot = drawn(data, kind, "tr-one", lang="tr")
    said = [*texts(plot), plot.heading, plot.description, *plot.notes]
    own = ["A tiny atlas", "Somebody"]  # of the data
    for text in said:
        rest = text
        for known in own:
            rest = rest.replace(known, "")
        assert not LEFT_IN_ENGLISH.search(rest), text
    english = drawn(data, kind, "tr-one", lang="en")
    assert plot.heading != english.heading or kind == "locator"
    assert "," in "".join(re.findall(r"\d[.,]\d", " ".join(said))) or kind in {
        "partners", "cumulative", "oxides", "ree-pattern", "world", "grade-tonnage", "estimates",
    }  # fmt: skip


def test_numbers_and_dates_are_turkish(atlas: Dataset) -> None:
    shown = " ".join(texts(charts.grade_tonnage(atlas, lang="tr")))
    assert "0,01" in shown
    assert "1.000 Mt" in shown
    assert "0.01" not in shown
    assert "Eki 2025" in " ".join(texts(charts.partner_timeline(atlas, "tr-beylikova", lang="tr")))
    assert "39,6194° K" in " ".join(texts(charts.locator_map(atlas, "tr-beylikova", lang="tr")))


def test_another_language_is_refused(atlas: Dataset) -> None:
    with pytest.raises(ValueError, match="lang"):
        charts.world_map(atlas, lang="de")  # type: ignore[arg-type]


# --- As on the page ------------------------------------------------------------------------------


def test_colours_are_those_of_the_page() -> None:
    light = PAGE_CSS.read_text("utf-8").split("@media")[0]
    page = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", light))
    assert {group.key: page[group.key] for group in TYPE_GROUPS} == FILLS
    assert set(LEVELS) == set(EvidenceLevel)


def test_the_verb_knows_the_plots_and_the_references() -> None:
    assert set(plot_verb.KINDS) == set(charts.KINDS)
    assert set(plot_verb.REFERENCES) == set(CHONDRITES)
    assert set(plot_verb._OF_ONE) == {n for n, k in charts.KINDS.items() if k.takes == "one"}
    assert set(plot_verb._BOTH_FIGURES) == {n for n, k in charts.KINDS.items() if k.has_figure}


# --- From Python ---------------------------------------------------------------------------------


def test_a_dataset_plots_itself(atlas: Dataset) -> None:
    plot = atlas.plot("locator", "tr-beylikova", lang="tr", width_mm=85)
    assert plot.heading == "Beylikova, Türkiye"
    marked = atlas.plot("grade-tonnage", "tr-beylikova", figure="documented")
    assert marked.heading
    with pytest.raises(UnknownTerm, match="grade-tonnage"):
        atlas.plot("grade-tonnages")
    with pytest.raises(ValueError, match="one deposit"):
        atlas.plot("partners")
    with pytest.raises(ValueError, match="one deposit"):
        atlas.plot("partners", "tr-beylikova", "us-mountain-pass")
    with pytest.raises(ValueError, match="all deposits"):
        atlas.plot("cumulative", "tr-beylikova")


def test_embedded_a_plot_leaves_title_and_notes_to_the_page() -> None:
    with charts.embedded():
        bare = charts.oxide_bars(whole())
    full = charts.oxide_bars(whole())
    assert bare.notes == full.notes != ()
    assert bare.heading == full.heading
    assert full.heading in texts(full)
    assert bare.heading not in texts(bare)
    assert bare.get_size_inches()[1] < full.get_size_inches()[1]


# --- The verb ------------------------------------------------------------------------------------


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


def test_errors_are_of_the_family() -> None:
    with pytest.raises(NothingToPlot, match="nothing to plot as locator: no position of One"):
        charts.locator_map(dataset(deposits=[deposit("aa-one")]), "aa-one")
    plot = charts.oxide_bars(whole())
    assert isinstance(plot.canvas, FigureCanvasAgg)
    assert axes_of(plot, "oxides").get_xlim()[1] == 100


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
