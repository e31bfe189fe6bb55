"""How contained oxide gathers in few deposits: a curve a level of evidence, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

from matplotlib.axes import Axes

from geodeposits.charts.amounts import Chosen, chosen
from geodeposits.charts.lettering import drawable, lettered, shortened
from geodeposits.charts.sheet import Plot, Sheet, framed
from geodeposits.charts.style import (
    INK,
    LEVELS,
    POINT_PER_MM,
    QUIET,
    SERIES,
    SIZE_OF_NOTE,
    SIZE_OF_TEXT,
    mixed,
    styled,
)
from geodeposits.charts.voice import Voice, voice
from geodeposits.dataset import Dataset
from geodeposits.errors import NothingToPlot
from geodeposits.speech import Language
from geodeposits.summary import OF_SEVERAL, TOTAL_OXIDES, Figure, totals

__all__ = ["cumulative_reo"]

_WIDE_MM: Final = 120
_COLUMNS: Final = (2, 3)
_LEFT: Final = 20.0
_BETWEEN: Final = 24.0
_OVER: Final = 23.0  # a panel: its two lines of title
_UNDER: Final = 13.0  # and its ticks
_TITLES: Final = 24.0  # what the axes are, above and below all panels
_FLATTER: Final = 0.72
_HALF: Final = 50.0
_WHOLE: Final = 100.0
_NAMED: Final = 2


@dataclass(frozen=True)
class _Panel:
    level: str
    deposits: list[Chosen]  # the largest first
    total_kt: str  # the sum as summary.totals has it, bounds kept

    @property
    def shares(self) -> tuple[list[float], list[float]]:
        """Cumulative shares in % of deposits and of their oxide, from nothing on."""
        sizes = [each.size_kt for each in self.deposits]
        whole, so_far = sum(sizes), [0.0]
        for size in sizes:
            so_far.append(so_far[-1] + size)
        places = [_WHOLE * k / len(sizes) for k in range(len(sizes) + 1)]
        return places, [_WHOLE * part / whole for part in so_far]

    @property
    def half(self) -> int:
        """How many of the largest deposits hold half of it."""
        return next(k for k, share in enumerate(self.shares[1]) if share >= _HALF)


@styled
def cumulative_reo(
    dataset: Dataset,
    *,
    figure: Figure = "headline",
    lang: Language = "en",
    width_mm: float = 174,
) -> Plot:
    """Draw which share of the contained oxide the largest deposits hold, a panel a level.

    Counted are resources on total oxides; a figure of a project that several deposits repeat counts
    once. Levels stand side by side and are never added to one another; reserves and exploration
    targets are not added either, but counted below. Raises NothingToPlot.
    """
    speak = voice(lang)
    subtitle = speak.figure(figure)
    known = chosen(dataset, figure)
    panels = _panels(dataset, figure, known)
    if not panels:
        raise NothingToPlot("cumulative", "no resource on total oxides has an evidence level")
    columns = min(_COLUMNS[width_mm >= _WIDE_MM], len(panels))
    room = width_mm * POINT_PER_MM - 8
    wide = (room - _LEFT - 4 - (columns - 1) * _BETWEEN) / columns
    high = _OVER + min(wide, 190) * _FLATTER + _UNDER
    sheet = Sheet(
        width_mm=width_mm,
        title=speak.words.cumulative,
        subtitle=subtitle,
        height=ceil(len(panels) / columns) * high + _TITLES,
        notes=_notes(speak, dataset, known, panels),
        description=_described(speak, panels),
    )
    _write_axes(sheet, speak)
    for place, panel in enumerate(panels):
        row, column = divmod(place, columns)
        left = _LEFT + column * (wide + _BETWEEN)
        box = (left, _TITLES / 2 + row * high + _OVER, wide, high - _OVER - _UNDER)
        _draw(sheet, sheet.axes(*box, label=f"level {panel.level}"), speak, panel)
    return sheet.finished()


def _panels(dataset: Dataset, figure: Figure, known: list[Chosen]) -> list[_Panel]:
    """Return the levels that have something to add, with the deposits that are added."""
    table = totals(dataset, "all", figure)
    table = table[(table["basis"] == TOTAL_OXIDES) & (table["stands_for"] == "resource")]
    sums = dict(zip(table["level"], table["reo_kt_text"], strict=True))
    panels = []
    for level in LEVELS:
        added = [each for each in known if each.level == level and _is_added(each)]
        if added:
            panels.append(_Panel(level, added, str(sums[level])))
    return panels


def _is_added(each: Chosen) -> bool:
    return each.sort == "ranked" and each.stands_for == "resource"


def _notes(speak: Voice, dataset: Dataset, known: list[Chosen], panels: list[_Panel]) -> list[str]:
    ranked = [each for each in known if each.sort == "ranked"]
    several = sum(each.stands_for.endswith(OF_SEVERAL) for each in ranked)
    shown = sum(len(panel.deposits) for panel in panels)
    words = speak.words
    numbers = (
        (words.cumulative_other, len(ranked) - shown - several),
        (words.cumulative_several, several),
        (words.cumulative_unranked, sum(each.sort == "unranked" for each in known)),
        (words.cumulative_missing, sum(each.sort == "none" for each in known)),
    )
    parts = [said.format(count=speak.count(number)) for said, number in numbers if number]
    left = [words.cumulative_left.format(parts=", ".join(parts))] if parts else []
    return [" ".join((words.cumulative_note, *left)), speak.data(dataset)]


def _described(speak: Voice, panels: list[_Panel]) -> str:
    parts = [f"{_title(speak, p)} ({_half(speak, p)})" for p in panels]
    return speak.words.described["cumulative"].format(panels="; ".join(parts))


def _title(speak: Voice, panel: _Panel) -> str:
    return speak.words.cumulative_panel.format(
        level=panel.level, count=speak.count(len(panel.deposits)), total=speak.mass(panel.total_kt)
    )


def _half(speak: Voice, panel: _Panel) -> str:
    names = [each.name for each in panel.deposits[: min(panel.half, _NAMED)]]
    more = "" if panel.half <= _NAMED else " …"
    half = speak.words.cumulative_half.format(count=speak.count(panel.half))
    return f"{half}: {', '.join(names)}{more}"


def _write_axes(sheet: Sheet, speak: Voice) -> None:
    words = lettered(SIZE_OF_TEXT, bold=True, va="center_baseline")
    sheet.page.text(sheet.left, sheet.top + 5, speak.words.cumulative_y, **words)
    right, below = sheet.left + sheet.width - 4, sheet.top + sheet.height - 5
    sheet.page.text(right, below, speak.words.cumulative_x, ha="right", **words)


def _draw(sheet: Sheet, axes: Axes, speak: Voice, panel: _Panel) -> None:
    places, shares = panel.shares
    axes.set_xlim(0, _WHOLE)
    axes.set_ylim(0, _WHOLE)
    framed(axes)
    words = lettered(SIZE_OF_NOTE, color=QUIET)
    ticks = [0, 25, 50, 75, 100]
    axes.set_xticks(ticks, [speak.say.number(tick) for tick in ticks], **words)
    axes.set_yticks(ticks, [speak.say.number(tick) for tick in ticks], **words)
    axes.plot([0, _WHOLE], [0, _WHOLE], color=QUIET, linewidth=0.6, dashes=(5, 4), zorder=1.5)
    colour = SERIES[0]
    axes.fill_between(places, shares, color=mixed(colour, 0.15), linewidth=0, zorder=1.2)
    axes.plot(
        places, shares, color=colour, linewidth=1.3, marker="o", markersize=1.8,
        markeredgewidth=0, clip_on=False, zorder=3, label=f"level {panel.level}",
    )  # fmt: skip
    half = _WHOLE * panel.half / len(panel.deposits)
    axes.plot([0, half, half], [_HALF, _HALF, 0], color=INK, linewidth=0.5, dashes=(2, 2), zorder=2)
    left, bottom = sheet.on_page(axes, 0, _WHOLE)
    room = axes.bbox.width
    lines = ((_title(speak, panel), True, 15.5), (_half(speak, panel), False, 6.5))
    for line, bold, over in lines:
        shown = shortened(drawable(line), room, SIZE_OF_NOTE, bold=bold)
        style = lettered(SIZE_OF_NOTE, bold=bold, color=INK if bold else QUIET)
        sheet.page.text(left, bottom - over, shown, va="center_baseline", **style)
