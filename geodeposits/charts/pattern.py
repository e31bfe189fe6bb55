"""Rare earth patterns: the elements of the oxides over those of a chondrite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from typing import Final

from matplotlib.axes import Axes

from geodeposits.charts.distributions import Distribution, distributions, of
from geodeposits.charts.lettering import drawable, lettered
from geodeposits.charts.scales import log_ticks
from geodeposits.charts.sheet import Entry, Key, Plot, Sheet, framed
from geodeposits.charts.style import (
    PAPER,
    QUIET,
    SERIES,
    SIZE_OF_NOTE,
    SIZE_OF_TEXT,
    mixed,
    styled,
)
from geodeposits.charts.voice import Voice, voice
from geodeposits.dataset import Dataset
from geodeposits.elements import MissingMembers, StatedTwice
from geodeposits.errors import NothingToPlot
from geodeposits.normalisation import (
    CHONDRITES,
    PATTERN,
    REFERENCE,
    ce_anomaly,
    eu_anomaly,
    normalised,
)
from geodeposits.speech import Language

__all__ = ["PATTERN_ORDER", "ree_pattern"]

PATTERN_ORDER: Final = (*PATTERN[:4], "Pm", *PATTERN[4:])
"""The places of the axis: La to Lu with Y beside Ho, which is its like; Pm keeps an empty place."""

_WIDE_MM: Final = 120
_LEFT: Final = 28.0
_OVER: Final = 11.0
_UNDER: Final = 13.0
_FEWEST: Final = 3
_MOST: Final = len(SERIES)
_MARKERS: Final = ("o", "s", "^", "D", "v", "P")
_DASHES: Final = ((), (4, 1.5), (1.2, 1.2), (6, 1.5, 1.2, 1.5), (3, 1), (1, 2))


@styled
def ree_pattern(
    dataset: Dataset,
    ids: Sequence[str] = (),
    *,
    reference: str = REFERENCE,
    lang: Language = "en",
    width_mm: float = 174,
) -> Plot:
    """Draw the elements in the oxides over those of a chondrite, a line a distribution.

    A share of the total oxides says how elements stand to one another, not how much of them a rock
    holds, so only the shape of a line means something. A line breaks where an element is not
    stated. Eu/Eu* and Ce/Ce* stand beside the name. Without ids, the deposits with most contained
    oxide are drawn, six lines at most. `reference` is a key of `normalisation.CHONDRITES`. Raises
    UnknownDeposit, UnknownTerm, and NothingToPlot where no distribution has three elements.
    """
    speak = voice(lang)
    known = [each for each in distributions(dataset, ids) if _is_pattern(each, reference)]
    if not known:
        raise NothingToPlot("ree-pattern", f"no distribution{of(ids)} states three elements")
    drawn = known[:_MOST]
    sheet = Sheet(
        width_mm=width_mm,
        title=speak.words.pattern,
        height=min(width_mm, 174) * (2.1 if width_mm < _WIDE_MM else 1.45),
        keys=[Key("", [_entry(speak, k, each, reference)]) for k, each in enumerate(drawn)],
        notes=_notes(speak, dataset, known, drawn, reference),
        description=speak.words.described["ree-pattern"].format(
            names="; ".join(_label(speak, each, reference) for each in drawn)
        ),
    )
    _draw(sheet, speak, drawn, reference)
    return sheet.finished()


def _values(each: Distribution, reference: str) -> dict[str, float]:
    return normalised(each.shares, reference=reference, unit="%")


def _is_pattern(each: Distribution, reference: str) -> bool:
    try:
        return len(_values(each, reference)) >= _FEWEST
    except StatedTwice:  # an element as two oxides: which of them counts is not ours to say
        return False


def _notes(
    speak: Voice,
    dataset: Dataset,
    known: list[Distribution],
    drawn: list[Distribution],
    reference: str,
) -> list[str]:
    words = speak.words
    named = words.references.get(reference, CHONDRITES[reference].label)
    notes = [words.pattern_note.format(reference=named)]
    more = len(known) - len(drawn)
    notes += [words.pattern_more.format(count=speak.count(more))] if more else []
    return [" ".join(notes), speak.data(dataset)]


def _label(speak: Voice, each: Distribution, reference: str) -> str:
    """Name a line: deposit, source, and its two anomalies as far as they are known."""
    anomalies = []
    for name, find in (("Eu/Eu*", eu_anomaly), ("Ce/Ce*", ce_anomaly)):
        try:
            anomalies.append(
                f"{name} {speak.say.number(find(each.shares, reference=reference), decimals=2)}"
            )
        except MissingMembers:
            continue
    parts = [each.source, speak.words.derived if each.derived else ""]
    source = ", ".join(part for part in parts if part)
    return (
        f"{each.name}: {', '.join(anomalies)} ({source})"
        if anomalies
        else f"{each.name} ({source})"
    )


# --- Drawing -------------------------------------------------------------------------------------


def _style(place: int) -> dict[str, object]:
    return {
        "color": SERIES[place], "linewidth": 1.1, "marker": _MARKERS[place], "markersize": 3.8,
        "markeredgecolor": PAPER, "markeredgewidth": 0.4, "dashes": _DASHES[place] or (1, 0),
    }  # fmt: skip


def _entry(speak: Voice, place: int, each: Distribution, reference: str) -> Entry:
    def draw(page: Axes, x: float, y: float) -> None:
        page.plot([x - 9, x, x + 9], [y, y, y], markevery=[1], **_style(place))  # type: ignore[arg-type]

    return Entry(_label(speak, each, reference), draw, swatch_pt=26)


def _draw(sheet: Sheet, speak: Voice, drawn: list[Distribution], reference: str) -> None:
    patterns = [_values(each, reference) for each in drawn]
    height = sheet.height - _OVER - _UNDER
    axes = sheet.axes(_LEFT, _OVER, sheet.width - _LEFT - 2, height, label="ree-pattern")
    axes.set_yscale("log")
    axes.set_xlim(-0.5, len(PATTERN_ORDER) - 0.5)
    axes.set_ylim(*_limits([value for pattern in patterns for value in pattern.values()]))
    framed(axes)
    ticks = log_ticks(axes.get_ylim())
    words = lettered(SIZE_OF_NOTE, color=QUIET)
    axes.yaxis.set_ticks(ticks, [speak.power(tick) for tick in ticks], **words)
    axes.yaxis.set_ticks([], minor=True)
    axes.set_xticks(range(len(PATTERN_ORDER)), PATTERN_ORDER, **lettered(SIZE_OF_TEXT))
    axes.get_xticklabels()[PATTERN_ORDER.index("Pm")].set_color(mixed(QUIET, 0.55))
    title = sheet.top + _OVER - 6
    shown = drawable(speak.words.pattern_axis)
    sheet.page.text(sheet.left, title, shown, va="center_baseline", **lettered(bold=True))
    for place, (each, pattern) in enumerate(zip(drawn, patterns, strict=True)):
        _draw_line(axes, place, each, pattern)


def _limits(values: list[float]) -> tuple[float, float]:
    low = floor(3 * (log10(min(values)) - 0.1)) / 3
    high = ceil(3 * (log10(max(values)) + 0.1)) / 3
    return 10.0**low, 10.0 ** max(high, low + 1)


def _draw_line(axes: Axes, place: int, each: Distribution, pattern: Mapping[str, float]) -> None:
    """Draw what is stated; no line crosses an element that is not, Pm apart."""
    for run in _runs(pattern):
        x = [PATTERN_ORDER.index(element) for element in run]
        y = [pattern[element] for element in run]
        axes.plot(x, y, zorder=4 - place / 10, label=each.id, **_style(place))  # type: ignore[arg-type]


def _runs(pattern: Mapping[str, float]) -> list[list[str]]:
    """Return the elements that follow one another without a gap; every element has its place."""
    runs: list[list[str]] = [[]]
    for element in PATTERN:
        if element in pattern:
            runs[-1].append(element)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
