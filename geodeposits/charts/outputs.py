"""A plot as bytes of a file: SVG, PNG or PDF, the same bytes for the same figure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from xml.sax.saxutils import escape

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from geodeposits.charts.lettering import drawable
from geodeposits.charts.sheet import Plot
from geodeposits.charts.style import styled

__all__ = ["pdf_bytes", "png_bytes", "svg_bytes"]

_MAKER: Final = "geodeposits"
_ROOT: Final = re.compile(r"<svg\b[^>]*>")
_NUMBERS: Final = re.compile(r'(?<=[ "(,MLQCZ\n])-?\d+\.\d{3,}')
_IN_TAG: Final = re.compile(r"<(?:path|use|g|rect|image)\b[^>]*>")
_HEAD: Final = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)


@styled
def svg_bytes(figure: Figure) -> bytes:
    """Return a figure as SVG: texts as outlines, with title and description for screen readers."""
    stream = io.BytesIO()
    metadata: dict[str, Any] = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with _as_it_was(figure):
        FigureCanvasSVG(figure).print_svg(stream, metadata=metadata)  # type: ignore[no-untyped-call]
    text = _HEAD.sub("", stream.getvalue().decode("utf-8"), count=1)
    text = _IN_TAG.sub(lambda tag: _shorter(tag[0]), text)
    text = _ROOT.sub(lambda root: _named(root[0], figure), text, count=1)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!-- {_MAKER} plot -->\n{text}'.encode()


@styled
def png_bytes(figure: Figure, dpi: float = 200) -> bytes:
    """Return a figure as PNG with so many pixels an inch."""
    stream = io.BytesIO()
    with _as_it_was(figure):
        figure.set_dpi(dpi)
        metadata = {"Software": _MAKER, **_words(figure)}
        FigureCanvasAgg(figure).print_png(stream, metadata=metadata)  # type: ignore[no-untyped-call]
    return stream.getvalue()


@styled
def pdf_bytes(figure: Figure) -> bytes:
    """Return a figure as PDF of one page, its font embedded."""
    stream = io.BytesIO()
    dates: dict[str, Any] = dict.fromkeys(("CreationDate", "Producer"))
    metadata = dates | {"Creator": _MAKER, "Title": _words(figure)["Title"]}
    with _as_it_was(figure):
        FigureCanvasPdf(figure).print_pdf(stream, metadata=metadata)  # type: ignore[no-untyped-call]
    return stream.getvalue()


@contextmanager
def _as_it_was(figure: Figure) -> Iterator[None]:
    """Give a figure back the canvas and the resolution that it had."""
    canvas, dpi = figure.canvas, figure.dpi
    try:
        yield
    finally:
        figure.set_canvas(canvas)
        figure.set_dpi(dpi)


def _words(figure: Figure) -> dict[str, str]:
    plot = figure if isinstance(figure, Plot) else None
    title = plot.heading if plot else drawable(str(figure.get_label()))
    return {"Title": title, "Description": plot.description if plot else ""}


def _named(root: str, figure: Figure) -> str:
    words = {name: escape(text) for name, text in _words(figure).items()}
    head = root.replace("<svg", '<svg role="img" aria-labelledby="title desc"', 1)
    title = f'<title id="title">{words["Title"]}</title>'
    return f'{head}\n {title}\n <desc id="desc">{words["Description"]}</desc>'


def _shorter(tag: str) -> str:
    """Round the numbers of a tag to hundredths of a point, and write its path on one line."""
    return " ".join(_NUMBERS.sub(_rounded, tag).split())


def _rounded(match: re.Match[str]) -> str:
    number = float(match[0])  # a scale of 0.015625 keeps its digits, a place loses what none sees
    text = f"{number:.{2 if abs(number) >= 1 else 6}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
