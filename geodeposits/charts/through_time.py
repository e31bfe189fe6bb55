"""The estimates of one deposit through time: contained oxide, and who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any, Final

from matplotlib.axes import Axes

from geodeposits.charts.amounts import quantity, shown_rows, text
from geodeposits.charts.distributions import named_source, sources_by_key
from geodeposits.charts.keys import bound_entries, level_key
from geodeposits.charts.lettering import drawable, lettered, width_pt
from geodeposits.charts.marks import bounds, disc, leader, on_sheet
from geodeposits.charts.placing import Box, Label, Place, placed
from geodeposits.charts.scales import log_ticks, year_of, year_ticks
from geodeposits.charts.sheet import Draw, Entry, Key, Plot, Sheet, framed
from geodeposits.charts.style import FILLS, QUIET, SIZE_OF_NOTE, styled
from geodeposits.charts.voice import Voice, voice
from geodeposits.dataset import Dataset
from geodeposits.errors import NothingToPlot
from geodeposits.quantity import Quantity
from geodeposits.speech import Language
from geodeposits.type_groups import group_of

__all__ = ["estimates_through_time"]

_WIDE_MM: Final = 120
_LEFT: Final = 30.0
_OVER: Final = 11.0
_UNDER: Final = 13.0
_RADIUS: Final = 3.4
_MT_PER_KT: Final = 1e-3
_YEARS: Final = (5, 9)  # most ticks


@dataclass(frozen=True)
class _Estimate:
    claim: str
    reo_kt: Quantity
    year: float | None
    date: str
    level: str | None
    name: str

    @property
    def reo_mt(self) -> Quantity:
        return self.reo_kt * Quantity.parse("0.001")


@styled
def estimates_through_time(
    dataset: Dataset, deposit_id: str, *, lang: Language = "en", width_mm: float = 174
) -> Plot:
    """Draw the contained oxide of every estimate of a deposit against its date.

    Mt of oxides on a logarithmic scale; marks say the evidence level, ranges are bars, bounds
    arrows, and each mark has the name of who says so. Estimates without contained oxide or without
    a date are counted below, by their basis. Raises UnknownDeposit, and NothingToPlot where no
    dated estimate states contained oxide.
    """
    speak = voice(lang)
    one = dataset.deposit(deposit_id)
    deposit = shown_rows(one.deposits)[0]
    name = str(deposit.get("name", deposit_id))
    rows = [row for row in shown_rows(one.estimates) if "part_of" not in row]
    known = [each for row in rows if (each := _estimate(row, one, speak))]
    drawn = sorted((e for e in known if e.year is not None), key=lambda e: (e.year, e.claim))
    if not drawn:
        raise NothingToPlot("estimates", f"no dated estimate of {name} states contained oxide")
    colour = FILLS[group_of(text(deposit.get("type"))).key]
    for lists in (False, True):  # names beside the marks where there is room, else numbers
        sheet = Sheet(
            width_mm=width_mm,
            title=speak.words.through_time.format(name=name),
            height=min(width_mm, 174) * (1.9 if width_mm < _WIDE_MM else 1.3),
            keys=[*(_list(speak, drawn) if lists else []), _key(speak, drawn)],
            notes=_notes(speak, dataset, rows, drawn),
            description=_described(speak, drawn),
        )
        axes = _draw(sheet, speak, drawn, colour)
        if _name(axes, _numbers(drawn) if lists else _lines(speak, drawn), drawn, must=lists):
            break
    return sheet.finished()


def _estimate(row: dict[str, Any], dataset: Dataset, speak: Voice) -> _Estimate | None:
    reo = quantity(row.get("reo_kt_text"))
    if reo is None:
        return None
    who = text(row.get("by_name")) or named_source(row.get("source"), sources_by_key(dataset))
    scope = {"part": speak.words.part, "project": speak.words.project}.get(str(row.get("scope")))
    return _Estimate(
        claim=str(row["claim"]),
        reo_kt=reo,
        year=year_of(row.get("date")),
        date=str(row.get("date", "")),
        level=text(row.get("level")),
        name=f"{who} ({scope})" if scope else who,
    )


def _key(speak: Voice, drawn: list[_Estimate]) -> Key:
    levels = level_key(speak, [each.level for each in drawn])
    entries = [*levels.entries, *bound_entries(speak, [each.reo_kt for each in drawn])]
    return Key(levels.title, entries)


def _lines(speak: Voice, drawn: list[_Estimate]) -> list[list[str]]:
    """Return what stands beside each mark: who, and the amount below."""
    return [[drawable(each.name), speak.mass(each.reo_kt.text)] for each in drawn]


def _numbers(drawn: list[_Estimate]) -> list[list[str]]:
    return [[str(k + 1)] for k in range(len(drawn))]


def _list(speak: Voice, drawn: list[_Estimate]) -> list[Key]:
    """List who says what, by the numbers beside the marks."""
    words = [f"{speak.mass(e.reo_kt.text)}, {speak.date(e.date)}: {e.name}" for e in drawn]
    return [Key("", [Entry(text, _number(k + 1), 14)], 9.4) for k, text in enumerate(words)]


def _number(number: int) -> Draw:
    def draw(page: Axes, x: float, y: float) -> None:
        page.text(x + 4, y, str(number), ha="right", va="center_baseline", **lettered(bold=True))

    return draw


def _notes(
    speak: Voice, dataset: Dataset, rows: list[dict[str, Any]], drawn: list[_Estimate]
) -> list[str]:
    words, shown = speak.words, {each.claim for each in drawn}
    left = [row for row in rows if str(row["claim"]) not in shown]
    bases: Counter[str] = Counter()
    for row in left:
        dated = "" if quantity(row.get("reo_kt_text")) is None else f" ({words.undated})"
        bases[speak.say.basis(str(row.get("basis", "unstated")), row.get("members")) + dated] += 1
    parts = ", ".join(f"{name} {speak.count(number)}" for name, number in sorted(bases.items()))
    notes = [words.through_time_note]
    if left:
        notes.append(words.through_time_left.format(count=speak.count(len(left)), parts=parts))
    return [" ".join(notes), speak.data(dataset)]


def _described(speak: Voice, drawn: list[_Estimate]) -> str:
    parts = [f"{int(e.year or 0)} {e.name} {speak.mass(e.reo_kt.text)} ({e.level})" for e in drawn]
    return speak.words.described["estimates"].format(
        count=speak.count(len(drawn)), parts="; ".join(parts)
    )


# --- Drawing -------------------------------------------------------------------------------------


def _draw(sheet: Sheet, speak: Voice, drawn: list[_Estimate], colour: str) -> Axes:
    height = sheet.height - _OVER - _UNDER
    axes = sheet.axes(_LEFT, _OVER, sheet.width - _LEFT - 4, height, label="estimates")
    axes.set_yscale("log")
    axes.set_xlim(*_span(sorted(e.year for e in drawn if e.year is not None)))
    axes.set_ylim(*_decades(e.reo_mt for e in drawn))
    framed(axes)
    words = lettered(SIZE_OF_NOTE, color=QUIET)
    ticks = log_ticks(axes.get_ylim())
    axes.yaxis.set_ticks(ticks, [speak.say.number(tick) for tick in ticks], **words)
    axes.yaxis.set_ticks([], minor=True)
    years = year_ticks(*axes.get_xlim(), _YEARS[sheet.width_mm >= _WIDE_MM])
    axes.set_xticks(years, [str(year) for year in years], **words)
    title = sheet.top + _OVER - 6
    sheet.page.text(
        sheet.left,
        title,
        speak.words.through_time_axis,
        va="center_baseline",
        **lettered(bold=True),
    )
    for each in drawn:
        year, reo = each.year or 0.0, each.reo_mt
        bounds(axes, reo, along="y", at=year, arrow_pt=13)
        disc(
            axes, year, float(reo.central), level=each.level, colour=colour,
            radius_pt=_RADIUS, label=each.claim,
        )  # fmt: skip
    return axes


def _span(years: list[float]) -> tuple[float, float]:
    """Return limits with room beside the first and the last date."""
    spare = max(0.08 * (years[-1] - years[0]), 0.6)
    return years[0] - spare, years[-1] + spare


def _decades(amounts: Iterable[Quantity]) -> tuple[float, float]:
    """Return limits round all values and their bounds, at least a decade apart."""
    known = [
        float(end)
        for amount in amounts
        for end in (amount.low, amount.central, amount.high)
        if end is not None and end > 0
    ]
    low = floor(3 * (log10(min(known)) - 0.2)) / 3
    high = ceil(3 * (log10(max(known)) + 0.2)) / 3
    middle, half = (low + high) / 2, max((high - low) / 2, 0.5)
    return 10 ** (middle - half), 10 ** (middle + half)


def _name(axes: Axes, lines: list[list[str]], drawn: list[_Estimate], *, must: bool) -> bool:
    """Write lines beside the marks; write none where some have no room, unless they must stand."""
    points = [on_sheet(axes, each.year or 0.0, float(each.reo_mt.central)) for each in drawn]
    marks = [Box(x, y, x, y).grown(_RADIUS + 0.5) for x, y in points]
    labels = [
        Label(x, y, _RADIUS + 1, max(width_pt(line, SIZE_OF_NOTE) for line in some),
              (1.15 * len(some) - 0.05) * SIZE_OF_NOTE, must=must)
        for (x, y), some in zip(points, lines, strict=True)
    ]  # fmt: skip
    frame = Box(*axes.bbox.extents).grown(-1.5)
    places = placed(labels, marks, frame)
    if any(place is None for place in places):
        return False
    for each, some, label, place in zip(drawn, lines, labels, places, strict=True):
        if place is not None:
            _write(axes, each, "\n".join(some), label, place)
    return True


def _write(axes: Axes, each: _Estimate, words: str, label: Label, place: Place) -> None:
    box = place.box
    at_left = box.right <= label.x
    side = (box.right if at_left else box.left) - label.x
    axes.annotate(
        words, (each.year or 0.0, float(each.reo_mt.central)),
        (side, (box.bottom + box.top) / 2 - label.y), textcoords="offset points",
        ha="right" if at_left else "left", va="center", zorder=5, annotation_clip=False,
        linespacing=1.15, arrowprops=leader(label, place), **lettered(SIZE_OF_NOTE),
    )  # fmt: skip
