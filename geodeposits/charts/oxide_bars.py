"""What the total oxides are made of: a stacked bar a distribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes

from geodeposits.charts.distributions import Distribution, distributions, of
from geodeposits.charts.lettering import drawable, lettered, shortened, width_pt
from geodeposits.charts.sheet import Draw, Entry, Key, Plot, Sheet, framed
from geodeposits.charts.style import INK, PAPER, QUIET, SIZE_OF_NOTE, SIZE_OF_TEXT, styled
from geodeposits.charts.voice import Voice, voice
from geodeposits.dataset import Dataset
from geodeposits.elements import element_of
from geodeposits.errors import NothingToPlot
from geodeposits.speech import Language

__all__ = ["SLICES", "oxide_bars"]

SLICES: Final[dict[str, tuple[str, ...]]] = {
    "La": ("La",),
    "Ce": ("Ce",),
    "Pr": ("Pr",),
    "Nd": ("Nd",),
    "Sm–Gd": ("Sm", "Eu", "Gd"),
    "Tb": ("Tb",),
    "Dy": ("Dy",),
    "Ho–Lu": ("Ho", "Er", "Tm", "Yb", "Lu"),
    "Y": ("Y",),
    "Sc": ("Sc",),
}
"""What each slice of a bar counts, in the order of the bars: the elements of the oxides."""

_COLOURS: Final = {
    "La": "#a9c0d3", "Ce": "#557a99", "Pr": "#eda800", "Nd": "#d55e00", "Sm–Gd": "#c3ccb8",
    "Tb": "#e3a0cf", "Dy": "#b14f93", "Ho–Lu": "#009e73", "Y": "#ece34c", "Sc": "#8c6d46",
}  # fmt: skip
_LIGHT: Final = frozenset({"La", "Pr", "Sm–Gd", "Tb", "Y"})
_ROW: Final = 24.0
_BAR: Final = 9.5
_UNDER: Final = 24.0
_MOST: Final = 12
_WHOLE: Final = 100.0
_OVER: Final = 100.5
_SLACK: Final = 0.05


@styled
def oxide_bars(
    dataset: Dataset, ids: Sequence[str] = (), *, lang: Language = "en", width_mm: float = 174
) -> Plot:
    """Draw what the total oxides of some deposits are made of: a stacked bar a distribution.

    Without ids, those of the deposits with most contained oxide. Shares are as stated, in % by
    mass; what they leave of 100 % is an empty box, "not stated". At most twelve bars are drawn, how
    many more there are stands below. Raises UnknownDeposit, NothingToPlot.
    """
    speak = voice(lang)
    known = distributions(dataset, ids)
    if not known:
        raise NothingToPlot("oxides", f"no distribution{of(ids)} is stated")
    drawn = known[:_MOST]
    sheet = Sheet(
        width_mm=width_mm,
        title=speak.words.oxides,
        height=len(drawn) * _ROW + _UNDER,
        keys=[_key(speak, drawn)],
        notes=_notes(speak, dataset, known, drawn),
        description=speak.words.described["oxides"].format(
            names=", ".join(dict.fromkeys(each.name for each in drawn))
        ),
    )
    _draw(sheet, speak, drawn)
    return sheet.finished()


def _notes(
    speak: Voice, dataset: Dataset, known: list[Distribution], drawn: list[Distribution]
) -> list[str]:
    words = speak.words
    over = sum(each.total > _OVER for each in drawn)
    notes = [words.oxides_note]
    notes += [words.oxides_over.format(count=speak.count(over))] if over else []
    more = len(known) - len(drawn)
    notes += [words.oxides_more.format(count=speak.count(more))] if more else []
    return [" ".join(notes), speak.data(dataset)]


def _slices(each: Distribution) -> list[tuple[str, float]]:
    by_element: dict[str, float] = {}
    for oxide, share in each.shares.items():
        element = element_of(oxide)
        by_element[element] = by_element.get(element, 0) + share
    sums = {name: sum(by_element.get(e, 0) for e in elements) for name, elements in SLICES.items()}
    return [(name, share) for name, share in sums.items() if share > 0]


def _key(speak: Voice, drawn: list[Distribution]) -> Key:
    present = {name for each in drawn for name, _ in _slices(each)}
    entries = [Entry(name, _box(name)) for name in SLICES if name in present]
    if any(each.total < _WHOLE - _SLACK for each in drawn):
        entries.append(Entry(speak.words.oxides_rest, _empty_box))
    return Key("", entries)


def _box(name: str) -> Draw:
    def draw(page: Axes, x: float, y: float) -> None:
        page.barh([y], [7], left=[x - 3.5], height=6, color=_COLOURS[name])

    return draw


def _empty_box(page: Axes, x: float, y: float) -> None:
    page.barh([y], [7], left=[x - 3.5], height=6, color=PAPER, edgecolor=QUIET, linewidth=0.5)


def _draw(sheet: Sheet, speak: Voice, drawn: list[Distribution]) -> None:
    most = max(_WHOLE, *(each.total for each in drawn))
    axes = sheet.axes(4, 0, sheet.width - 10, len(drawn) * _ROW, label="oxides")
    axes.set_xlim(0, most)
    axes.set_ylim(len(drawn) * _ROW, 0)
    framed(axes, grid="x")
    for side in axes.spines.values():
        side.set_visible(False)
    ticks = [tick for tick in range(0, 1000, 20) if tick <= most]
    words = lettered(SIZE_OF_NOTE, color=QUIET)
    axes.set_xticks(ticks, [speak.say.number(tick) for tick in ticks], **words)
    axes.set_yticks([])
    below = sheet.top + sheet.height - 5
    sheet.page.text(
        sheet.left + sheet.width - 6, below, speak.words.oxides_axis,
        ha="right", va="center_baseline", **lettered(bold=True),
    )  # fmt: skip
    for row, each in enumerate(drawn):
        _draw_bar(sheet, axes, speak, each, row * _ROW)


def _draw_bar(sheet: Sheet, axes: Axes, speak: Voice, each: Distribution, top: float) -> None:
    _write_name(sheet, axes, speak, each, top)
    middle, left = top + _ROW - _BAR / 2 - 2, 0.0
    point = axes.bbox.width / (axes.get_xlim()[1] - axes.get_xlim()[0])
    for name, share in _slices(each):
        axes.barh(
            [middle], [share], left=[left], height=_BAR, color=_COLOURS[name],
            edgecolor=PAPER, linewidth=0.4, label=f"{each.id} {name}",
        )  # fmt: skip
        number = speak.say.number(share, digits=2 if share >= 1 else 1)
        if width_pt(number, SIZE_OF_NOTE) + 2 < share * point:
            colour = INK if name in _LIGHT else PAPER
            axes.text(
                left + share / 2, middle, number, ha="center", va="center_baseline",
                **lettered(SIZE_OF_NOTE, color=colour),
            )  # fmt: skip
        left += share
    if left < _WHOLE - _SLACK:
        axes.barh(
            [middle], [_WHOLE - left], left=[left], height=_BAR - 0.5, color=PAPER,
            edgecolor=QUIET, linewidth=0.5, label=f"{each.id} rest",
        )  # fmt: skip


def _write_name(sheet: Sheet, axes: Axes, speak: Voice, each: Distribution, top: float) -> None:
    """Write the name of the deposit, and the source behind it as far as there is room."""
    room = axes.bbox.width
    name = shortened(drawable(each.name), room * 0.6, SIZE_OF_TEXT, bold=True)
    wide = width_pt(name, SIZE_OF_TEXT, bold=True)
    parts = [each.source, speak.words.derived if each.derived else ""]
    source = drawable(", ".join(part for part in parts if part))
    y = sheet.top + top + 6.5
    x = sheet.left + 4
    sheet.page.text(x, y, name, va="center_baseline", **lettered(bold=True))
    sheet.page.text(
        x + wide + 6, y, shortened(source, room - wide - 6, SIZE_OF_NOTE),
        va="center_baseline", **lettered(SIZE_OF_NOTE, color=QUIET),
    )  # fmt: skip
