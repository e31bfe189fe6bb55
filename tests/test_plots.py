"""Plots: the same bytes always, SVG without script, sizes as asked, colours as on the page."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geodeposits import charts
from geodeposits.charts.style import FILLS, LEVELS, SIZE_OF_NOTE, styles
from geodeposits.dataset import Dataset
from geodeposits.errors import NothingToPlot, UnknownTerm
from geodeposits.package import load
from geodeposits.type_groups import TYPE_GROUPS
from geodeposits.vocab import EvidenceLevel
from tests.plots_kit import (
    SVG,
    axes_of,
    box_of,
    dataset,
    deposit,
    drawn,
    svg_root,
    texts,
    whole,
    widths,
)

ROOT = Path(__file__).resolve().parent.parent
PAGE_CSS = ROOT / "geodeposits" / "maps" / "assets" / "page.css"


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


@cache
def digests() -> list[str]:
    """Return the hashes of three plots of the published deposits of Türkiye in every format."""
    data = load().filter(country=("TR",))
    plots = [
        charts.grade_tonnage(data),
        charts.locator_map(data, "tr-beylikova", lang="tr"),
        charts.partner_timeline(data, "tr-beylikova"),
    ]
    makers = (charts.svg_bytes, charts.png_bytes, charts.pdf_bytes)
    return [hashlib.sha256(make(plot)).hexdigest() for plot in plots for make in makers]


def test_another_process_with_another_hash_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    code = "from tests.test_plots import digests\nprint(*digests())\n"
    env = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT), "TZ": "UTC7"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True,
        text=True, check=True, timeout=300,
    )  # fmt: skip
    assert done.stdout.split() == digests()
    assert len(digests()) == 9


def test_a_figure_is_given_back_as_it_was(published: Dataset) -> None:
    plot = charts.grade_tonnage(published)
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
def test_an_svg_has_outlined_text_a_title_and_no_script(published: Dataset, kind: str) -> None:
    plot = drawn(published, kind, "us-mountain-pass")
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
    published: Dataset, kind: str, lang: Any, width_mm: int
) -> None:
    plot = drawn(published, kind, "tr-beylikova", lang=lang, width_mm=width_mm)
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


# --- As on the page ------------------------------------------------------------------------------


def test_colours_are_those_of_the_page() -> None:
    light = PAGE_CSS.read_text("utf-8").split("@media")[0]
    page = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", light))
    assert {group.key: page[group.key] for group in TYPE_GROUPS} == FILLS
    assert set(LEVELS) == set(EvidenceLevel)


# --- From Python ---------------------------------------------------------------------------------


def test_a_dataset_plots_itself(published: Dataset) -> None:
    plot = published.plot("locator", "tr-beylikova", lang="tr", width_mm=85)
    assert plot.heading == "Beylikova, Türkiye"
    marked = published.plot("grade-tonnage", "tr-beylikova", figure="documented")
    assert marked.heading
    with pytest.raises(UnknownTerm, match="grade-tonnage"):
        published.plot("grade-tonnages")
    with pytest.raises(ValueError, match="one deposit"):
        published.plot("partners")
    with pytest.raises(ValueError, match="one deposit"):
        published.plot("partners", "tr-beylikova", "us-mountain-pass")
    with pytest.raises(ValueError, match="all deposits"):
        published.plot("cumulative", "tr-beylikova")


def test_embedded_a_plot_leaves_title_and_notes_to_the_page() -> None:
    with charts.embedded():
        bare = charts.oxide_bars(whole())
    full = charts.oxide_bars(whole())
    assert bare.notes == full.notes != ()
    assert bare.heading == full.heading
    assert full.heading in texts(full)
    assert bare.heading not in texts(bare)
    assert bare.get_size_inches()[1] < full.get_size_inches()[1]


def test_errors_are_of_the_family() -> None:
    with pytest.raises(NothingToPlot, match="nothing to plot as locator: no position of One"):
        charts.locator_map(dataset(deposits=[deposit("aa-one")]), "aa-one")
    plot = charts.oxide_bars(whole())
    assert isinstance(plot.canvas, FigureCanvasAgg)
    assert axes_of(plot, "oxides").get_xlim()[1] == 100
