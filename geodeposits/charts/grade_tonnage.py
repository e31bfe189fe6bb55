"""Grade against tonnage, both logarithmic, with lines of equal contained oxide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import atan2, ceil, degrees, floor, log10
from typing import Any, Final

from matplotlib.axes import Axes

from geodeposits.charts.amounts import Chosen, chosen
from geodeposits.charts.keys import bound_entries, level_key, type_key
from geodeposits.charts.lettering import drawable, lettered, shortened, width_pt
from geodeposits.charts.marks import bounds, discs, leader, on_sheet
from geodeposits.charts.placing import Box, Label, Place, placed
from geodeposits.charts.scales import log_ticks
from geodeposits.charts.sheet import Key, Plot, Sheet, framed
from geodeposits.charts.style import (
    ACCENT,
    FILLS,
    INK,
    LEVELS,
    PAPER,
    QUIET,
    SIZE_OF_NOTE,
    SIZE_OF_TEXT,
    styled,
)
from geodeposits.charts.voice import Voice, voice
from geodeposits.dataset import Dataset
from geodeposits.errors import NothingToPlot, UnknownDeposit
from geodeposits.speech import Language
from geodeposits.summary import Figure

__all__ = ["grade_tonnage"]

_ISO_KT: Final = tuple(10.0**power for power in range(-3, 9))
_KT_PER_MT_PERCENT: Final = 10
_RADIUS: Final = 2.1
_RADIUS_OF_CHOSEN: Final = 3.4
_WIDE_MM: Final = 120
_LEFT: Final = 24.0
_UNDER: Final = 22.0
_OVER: Final = 11.0
_LABELS: Final = (45, 80)  # most that are tried, on a narrow and on a wide sheet
_NAMED_IN_WORDS: Final = 5


@styled
def grade_tonnage(
    dataset: Dataset,
    *,
    highlight: Sequence[str] = (),
    figure: Figure = "headline",
    lang: Language = "en",
    width_mm: float = 174,
) -> Plot:
    """Draw grade (% REO) against ore (Mt) of all deposits whose figure is on total oxides.

    Where a figure states one of the two and the contained oxide, the other follows from it. Colour
    is the group of types; A to C are filled, D half, E hollow. Ranges are bars, bounds arrows. The
    ids in `highlight` are drawn larger and named first, then the largest as far as there is room;
    how many deposits are not drawn, and why, stands below. Raises UnknownDeposit for an id of no
    deposit, NothingToPlot where no figure gives both.
    """
    speak = voice(lang)
    subtitle = speak.figure(figure)
    known = chosen(dataset, figure)
    _check(highlight, known)
    drawn = [each for each in known if each.ore_mt and each.grade_pct]
    if not drawn:
        raise NothingToPlot("grade-tonnage", "no figure gives tonnage and grade on total oxides")
    sheet = Sheet(
        width_mm=width_mm,
        title=speak.words.grade_tonnage,
        subtitle=subtitle,
        height=min(width_mm, 174) * (2.3 if width_mm < _WIDE_MM else 1.75),
        keys=_keys(speak, drawn),
        notes=_notes(speak, dataset, known, drawn),
        description=_described(speak, drawn),
    )
    _draw(sheet, speak, drawn, set(highlight))
    return sheet.finished()


def _check(ids: Sequence[str], known: list[Chosen]) -> None:
    choices = {each.id for each in known}
    for one in ids:
        if one not in choices:
            raise UnknownDeposit(one, choices=sorted(choices))


def _keys(speak: Voice, drawn: list[Chosen]) -> list[Key]:
    quantities = [q for each in drawn for q in (each.ore_mt, each.grade_pct)]
    levels = level_key(speak, [each.level for each in drawn])
    entries = [*levels.entries, *bound_entries(speak, quantities)]
    return [type_key(speak, [each.group for each in drawn]), Key(levels.title, entries)]


def _notes(speak: Voice, dataset: Dataset, known: list[Chosen], drawn: list[Chosen]) -> list[str]:
    words, count = speak.words, speak.count
    of = Counter(each.sort for each in known)
    phrases = (
        (words.left_without_two, of["ranked"] - len(drawn)),
        (words.left_other_basis, of["unranked"]),
        (words.left_without_figure, of["none"]),
    )
    left = [phrase.format(count=count(number)) for phrase, number in phrases if number]
    implied = sum(each.implied for each in drawn)
    notes = [words.grade_tonnage_drawn.format(drawn=count(len(drawn)), all=count(len(known)))]
    notes += [words.grade_tonnage_implied.format(count=count(implied))] if implied else []
    notes += [words.grade_tonnage_left.format(parts="; ".join(left))] if left else []
    return [" ".join([*notes, words.grade_tonnage_iso]), speak.data(dataset)]


def _described(speak: Voice, drawn: list[Chosen]) -> str:
    largest = [
        f"{each.name} {speak.mass(each.reo_text or '0')}" for each in drawn[:_NAMED_IN_WORDS]
    ]
    return speak.words.described["grade-tonnage"].format(
        drawn=speak.count(len(drawn)), largest=", ".join(largest)
    )


# --- Drawing -------------------------------------------------------------------------------------


def _draw(sheet: Sheet, speak: Voice, drawn: list[Chosen], picked: set[str]) -> None:
    height = sheet.height - _OVER - _UNDER
    axes = sheet.axes(_LEFT, _OVER, sheet.width - _LEFT - 2, height, label="grade-tonnage")
    _scale(axes, drawn, speak)
    base = sheet.top + _OVER
    sheet.page.text(sheet.left, base - 6, speak.words.grade_axis, va="center_baseline", **_title())
    right = sheet.left + sheet.width - 2
    sheet.page.text(
        right,
        base + height + 15,
        speak.words.ore_axis,
        ha="right",
        va="center_baseline",
        **_title(),
    )
    iso = _iso_lines(axes, speak)
    _draw_points(axes, drawn, picked)
    _name(sheet, axes, drawn, picked, iso)


def _title() -> dict[str, Any]:
    return lettered(SIZE_OF_TEXT, bold=True)


def _scale(axes: Axes, drawn: list[Chosen], speak: Voice) -> None:
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(*_limits(float(each.ore_mt.central) for each in drawn if each.ore_mt))
    axes.set_ylim(*_limits(float(each.grade_pct.central) for each in drawn if each.grade_pct))
    framed(axes)
    for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
        ticks = [tick for tick in log_ticks(limits) if tick < limits[1] / 1.3]
        words = lettered(SIZE_OF_NOTE, color=QUIET)
        axis.set_ticks(ticks, [speak.say.number(tick) for tick in ticks], **words)
        axis.set_ticks([], minor=True)


def _limits(values: Iterable[float]) -> tuple[float, float]:
    """Return limits round values, at least a decade apart, in thirds of a decade."""
    powers = [log10(value) for value in values]
    low, high = floor(3 * (min(powers) - 0.12)) / 3, ceil(3 * (max(powers) + 0.12)) / 3
    return 10.0**low, 10.0 ** max(high, low + 1)


def _iso_lines(axes: Axes, speak: Voice) -> list[Box]:
    """Draw lines of equal contained oxide with their amounts; return what the amounts cover."""
    covered: list[Box] = []
    for kt in _ISO_KT:
        ends = _iso_ends(kt, axes)
        if ends is None:
            continue
        ores, grades = zip(*ends, strict=True)
        axes.plot(ores, grades, color=QUIET, alpha=0.6, linewidth=0.6, dashes=(5, 4), zorder=1)
        covered += _iso_name(axes, ends, speak.mass(kt))
    return covered


def _iso_ends(kt: float, axes: Axes) -> list[tuple[float, float]] | None:
    (least, most), (lowest, highest) = axes.get_xlim(), axes.get_ylim()
    start = max(least, kt / (_KT_PER_MT_PERCENT * highest))
    end = min(most, kt / (_KT_PER_MT_PERCENT * lowest))
    return [(ore, kt / (_KT_PER_MT_PERCENT * ore)) for ore in (start, end)] if start < end else None


def _iso_name(axes: Axes, ends: list[tuple[float, float]], name: str) -> list[Box]:
    """Write an amount along its line near the lower end, where few deposits are."""
    (x1, y1), (x2, y2) = (axes.transData.transform(end) for end in ends)
    long = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    wide = width_pt(name, SIZE_OF_NOTE)
    if long < 2.2 * wide:
        return []
    share = 1 - (wide / 2 + 5) / long
    x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
    right, up = (x2 - x1) / long, (y2 - y1) / long
    words = lettered(SIZE_OF_NOTE, color=QUIET)
    at, above = axes.transData.inverted().transform((x, y))
    axes.annotate(
        name, (at, above), ha="center", va="center", zorder=1.5,
        rotation=degrees(atan2(y2 - y1, x2 - x1)), annotation_clip=False,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}, **words,
    )  # fmt: skip
    steps = [wide * (part / 4 - 0.5) for part in range(5)]
    return [Box(x + s * right, y + s * up, x + s * right, y + s * up).grown(4) for s in steps]


def _draw_points(axes: Axes, drawn: list[Chosen], picked: set[str]) -> None:
    for each in drawn:
        _draw_bounds(axes, each, is_chosen=each.id in picked)
    for level in reversed([*LEVELS, None]):
        for group, colour in FILLS.items():
            alike = [
                each for each in drawn
                if each.group == group and each.id not in picked
                and (each.level == level or (level is None and each.level not in LEVELS))
            ]  # fmt: skip
            if alike:
                ores, grades = zip(*map(_place, alike), strict=True)
                look: dict[str, Any] = {"level": level, "colour": colour, "radius_pt": _RADIUS}
                discs(axes, ores, grades, **look, label=f"{group}, {level or '-'}")
    for each in drawn:
        if each.id in picked:
            x, y = _place(each)
            axes.scatter([x], [y], s=(2 * _RADIUS_OF_CHOSEN + 5) ** 2, facecolors=PAPER,
                         edgecolors=ACCENT, linewidths=1.3, zorder=3.8)  # fmt: skip
            discs(axes, [x], [y], level=each.level, colour=FILLS[each.group], zorder=4.0,
                  radius_pt=_RADIUS_OF_CHOSEN, label=each.id)  # fmt: skip


def _draw_bounds(axes: Axes, each: Chosen, *, is_chosen: bool) -> None:
    (x, y), above = _place(each), {"zorder": 3.9, "arrow_pt": 15.0, "colour": ACCENT}
    more: dict[str, Any] = above if is_chosen else {}
    if each.ore_mt:
        bounds(axes, each.ore_mt, along="x", at=y, **more)
    if each.grade_pct:
        bounds(axes, each.grade_pct, along="y", at=x, **more)


def _place(each: Chosen) -> tuple[float, float]:
    assert each.ore_mt is not None  # noqa: S101
    assert each.grade_pct is not None  # noqa: S101
    return float(each.ore_mt.central), float(each.grade_pct.central)


def _name(
    sheet: Sheet, axes: Axes, drawn: list[Chosen], picked: set[str], covered: list[Box]
) -> None:
    """Name deposits where there is room: the chosen ones first, then the largest."""
    points = [on_sheet(axes, *_place(each)) for each in drawn]
    marks = [Box(x, y, x, y).grown(_RADIUS) for x, y in points]
    narrow = sheet.width_mm < _WIDE_MM
    first = [k for k, each in enumerate(drawn) if each.id in picked]
    order = [*first, *(k for k in range(len(drawn)) if k not in first)][: _LABELS[not narrow]]
    texts, labels = [], []
    for k in order:
        must = drawn[k].id in picked
        name = shortened(drawable(drawn[k].name), 75 if narrow else 110, SIZE_OF_NOTE, bold=must)
        wide = width_pt(name, SIZE_OF_NOTE, bold=must)
        radius = _RADIUS_OF_CHOSEN + 2.6 if must else _RADIUS
        labels.append(Label(*points[k], radius, wide, SIZE_OF_NOTE, must=must))
        texts.append(name)
    frame = Box(*axes.bbox.extents).grown(-2)
    places = placed(labels, marks + covered, frame)
    for k, name, label, place in zip(order, texts, labels, places, strict=True):
        if place is None:
            continue
        _write(axes, _place(drawn[k]), name, label, place)


def _write(axes: Axes, point: tuple[float, float], name: str, label: Label, place: Place) -> None:
    box = place.box
    middle = ((box.left + box.right) / 2 - label.x, (box.bottom + box.top) / 2 - label.y)
    axes.annotate(
        name, point, middle, textcoords="offset points", ha="center", va="center_baseline",
        zorder=6 if label.must else 5, annotation_clip=False, arrowprops=leader(label, place),
        **lettered(SIZE_OF_NOTE, bold=label.must, color=INK),
    )  # fmt: skip
