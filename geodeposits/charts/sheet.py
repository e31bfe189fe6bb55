"""The sheet of a plot: title, axes, key and notes, each where it fits, in points from the top left.

Nothing is laid out by the drawing library: what a text needs is measured first, so that a sheet is
as high as its content at any width, and nothing overlaps or is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geodeposits.charts.lettering import (
    LEADING,
    drawable,
    height_pt,
    lettered,
    shortened,
    width_pt,
    wrapped,
)
from geodeposits.charts.style import (
    INK,
    LINE,
    POINT_PER_MM,
    QUIET,
    SIZE_OF_NOTE,
    SIZE_OF_TEXT,
    SIZE_OF_TITLE,
)

__all__ = ["Draw", "Entry", "Key", "Plot", "Sheet", "embedded", "framed"]

_MARGIN: Final = 4.0
_GAP: Final = 5.0
_POINT_PER_INCH: Final = 72
_LEAST_MM: Final = 60.0
_SWATCH: Final = 13.0
_BETWEEN: Final = 9.0


Draw = Callable[[Axes, float, float], Any]
"""Draws a sign of a key on a page, at x and y in points."""

_MOST_LETTERS: Final = 300  # of a title: a name in it may be of any length
_MOST_DESCRIBED: Final = 4000

_EMBEDDED: ContextVar[float | None] = ContextVar("embedded", default=None)


@contextmanager
def embedded(height: float = 1) -> Iterator[None]:
    """Draw plots for a page that has title and notes itself: both stay out of the drawing.

    The room for axes is `height` times as high as on a sheet of its own.
    """
    token = _EMBEDDED.set(height)
    try:
        yield
    finally:
        _EMBEDDED.reset(token)


class Plot(Figure):
    """A figure with the title and the description that a screen reader says in its place."""

    heading: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()
    """what stands below it, or, embedded, what the page should say"""


@dataclass(frozen=True)
class Entry:
    """A sign and its words; `draw` gets the page, and x and y of the sign's middle in points."""

    label: str
    draw: Draw
    swatch_pt: float = _SWATCH


@dataclass(frozen=True)
class Key:
    """Entries of one sort, in a row that is broken where the sheet ends."""

    title: str
    entries: Sequence[Entry]
    row_pt: float = SIZE_OF_TEXT * 1.6


@dataclass
class Sheet:
    """A plot in the making: the room for its axes is `left`, `top`, `width`, `height` in points.

    `page` is an axes of the whole sheet whose units are points from the top left.
    """

    width_mm: float
    title: str
    height: float  # of the room for axes
    subtitle: str = ""
    keys: Sequence[Key] = ()
    notes: Sequence[str] = ()
    description: str = ""
    plot: Plot = field(init=False)
    page: Axes = field(init=False)
    top: float = field(init=False)

    def __post_init__(self) -> None:
        if not self.width_mm >= _LEAST_MM:
            raise ValueError(f"width_mm is at least {_LEAST_MM:g}, not {self.width_mm}")
        self.title, self.subtitle = (
            drawable(text)[:_MOST_LETTERS] for text in (self.title, self.subtitle)
        )
        self._titles = wrapped(self.title, self.width, SIZE_OF_TITLE, bold=True)
        self._under = wrapped(self.subtitle, self.width, SIZE_OF_TEXT)
        self._noted = [
            line
            for note in self.notes
            for line in wrapped(drawable(note), self.width, SIZE_OF_NOTE)
        ]
        if (share := _EMBEDDED.get()) is not None:
            self._titles, self._under, self._noted = [], [], []
            self.height *= share
        self.top = _MARGIN + height_pt(len(self._titles), SIZE_OF_TITLE)
        self.top += height_pt(len(self._under)) + _GAP
        rows = sum(len(self._rows(key)) * key.row_pt for key in self.keys)
        below = _GAP + rows + (_GAP if rows else 0) + height_pt(len(self._noted), SIZE_OF_NOTE)
        self._begin(self.top + self.height + below + _MARGIN)

    @property
    def left(self) -> float:
        """Where the room for axes begins."""
        return _MARGIN

    @property
    def width(self) -> float:
        """How wide the room for axes is."""
        return self.width_mm * POINT_PER_MM - 2 * _MARGIN

    def axes(self, left: float, top: float, width: float, height: float, **more: Any) -> Axes:
        """Add axes; `left` and `top` count from the corner of the room."""
        x, y = self.left + left, self.top + top
        wide, high = self._size
        box = (x / wide, 1 - (y + height) / high, width / wide, height / high)
        return self.plot.add_axes(box, **more)

    def on_page(self, axes: Axes, x: float, y: float) -> tuple[float, float]:
        """Return where a point in data units of some axes is, in points from the top left."""
        right, up = axes.transData.transform((x, y))
        return float(right), self._size[1] - float(up)

    def finished(self) -> Plot:
        """Write title, key and notes, and return the plot."""
        y = self._write(self._titles, _MARGIN, SIZE_OF_TITLE, bold=True)
        self._write(self._under, y, SIZE_OF_TEXT, color=QUIET)
        y = self.top + self.height + _GAP
        for key in self.keys:
            for row in self._rows(key):
                self._draw_row(row, y + key.row_pt / 2)
                y += key.row_pt
        self._write(self._noted, y + (_GAP if self.keys else 0), SIZE_OF_NOTE, color=QUIET)
        return self.plot

    def _begin(self, height: float) -> None:
        self._size = (self.width_mm * POINT_PER_MM, height)
        wide, high = (side / _POINT_PER_INCH for side in self._size)
        self.plot = Plot(figsize=(wide, high), dpi=_POINT_PER_INCH)
        FigureCanvasAgg(self.plot)
        self.plot.heading = self.title
        self.plot.description = drawable(self.description)[:_MOST_DESCRIBED]
        self.plot.notes = tuple(map(drawable, self.notes))
        self.plot.set_label(self.title)
        self.page = self.plot.add_axes((0, 0, 1, 1), zorder=5, label="page")
        self.page.set_axis_off()
        self.page.set_xlim(0, self._size[0])
        self.page.set_ylim(height, 0)

    def _write(
        self, lines: list[str], y: float, size: float, *, bold: bool = False, color: str = INK
    ) -> float:
        for line in lines:
            middle = y + size * LEADING / 2
            words = lettered(size, bold=bold, color=color)
            self.page.text(self.left, middle, line, va="center_baseline", **words)
            y += size * LEADING
        return y

    def _rows(self, key: Key) -> list[list[tuple[float, str | Entry]]]:
        """Lay the entries of a key out: rows of (x, title or entry)."""
        rows: list[list[tuple[float, str | Entry]]] = [[]]
        x, start = 0.0, 0.0
        if key.title:
            rows[0].append((0.0, key.title))
            start = x = width_pt(key.title, SIZE_OF_TEXT, bold=True) + _BETWEEN
            start = start if start < self.width / 3 else _SWATCH
        for entry in key.entries:
            wide = entry.swatch_pt + width_pt(drawable(entry.label))
            if rows[-1] and x + wide > self.width:
                rows.append([])
                x = start
            rows[-1].append((x, entry))
            x += wide + _BETWEEN
        return rows

    def _draw_row(self, row: list[tuple[float, str | Entry]], y: float) -> None:
        for x, item in row:
            if isinstance(item, str):
                self.page.text(self.left + x, y, item, va="center_baseline", **lettered(bold=True))
                continue
            item.draw(self.page, self.left + x + item.swatch_pt / 2 - 2, y)
            words = shortened(drawable(item.label), self.width - x - item.swatch_pt)
            right = self.left + x + item.swatch_pt
            self.page.text(right, y, words, va="center_baseline", **lettered())


def framed(axes: Axes, *, grid: str = "both") -> None:
    """Give axes a quiet frame: lines of the grid, ticks without strokes."""
    for side in axes.spines.values():
        side.set_color(LINE)
        side.set_linewidth(0.6)
    axes.tick_params(which="both", length=0, pad=2.5)
    axes.set_axisbelow(True)
    if grid != "none":
        axes.grid(True, axis=grid, color=LINE, linewidth=0.5)  # type: ignore[arg-type]
