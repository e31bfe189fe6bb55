"""Owners, partners and status of one deposit through time: a lane a party."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.axes import Axes

from geodeposits.charts.amounts import shown_rows, text
from geodeposits.charts.lettering import drawable, lettered, shortened, width_pt
from geodeposits.charts.scales import year_of, year_ticks
from geodeposits.charts.sheet import Entry, Key, Plot, Sheet
from geodeposits.charts.stages import RADIUS, stage_key, stage_sign
from geodeposits.charts.style import ACCENT, INK, LINE, PAPER, QUIET, SIZE_OF_NOTE, mixed, styled
from geodeposits.charts.voice import Voice, voice
from geodeposits.dataset import Dataset
from geodeposits.errors import NothingToPlot, UnreadableQuantity
from geodeposits.speech import Language
from geodeposits.vocab import PartnerRole, ProjectStatus

__all__ = ["partner_timeline"]

_WIDE_MM: Final = 120
_LANE: Final = 23.0
_NAME: Final = 6.0  # middle of a lane's name below its top
_SIGN: Final = 16.5  # and of its signs
_BAR: Final = 8.5
_MARK: Final = (3.2, 6.3)  # from where to where a step without a status stands, below the middle
_UNDER: Final = 14.0
_STRIP: Final = 46.0  # of what is earlier or undated
_YEARS: Final = (4, 9)
_MOST_GAP: Final = 0.4  # of the axis that may pass before the second date
_FEWEST: Final = 3
_LEAST_SPAN: Final = 1.0


@dataclass(frozen=True)
class _Step:
    year: float | None
    date: str
    stage: str | None
    words: str
    quoted: str = ""  # the words of the source, in its own language


@dataclass(frozen=True)
class _Lane:
    name: str
    about: str
    steps: tuple[_Step, ...]


@styled
def partner_timeline(
    dataset: Dataset, deposit_id: str, *, lang: Language = "en", width_mm: float = 174
) -> Plot:
    """Draw the dated steps of every owner and partner of a deposit, and its status on top.

    A disc fills from talks to a binding deal; diamond and star are financed and operating; a cross
    is an exit: stalled, ended, denied, ruled out. A step that is much earlier than all others, or
    undated, stands in a strip at the left. Raises UnknownDeposit, NothingToPlot.
    """
    speak = voice(lang)
    one = dataset.deposit(deposit_id)
    name = text(one.deposits["name"].iloc[0]) or deposit_id
    lanes = _lanes(one, speak)
    status = [_status_step(row, speak) for row in shown_rows(one.status)]
    if not lanes and not status:
        raise NothingToPlot("partners", f"no owner, partner or status of {name} is known")
    steps = [step for lane in lanes for step in lane.steps]
    keys = [stage_key(speak, {step.stage for step in steps})] if steps else []
    if any(step.year is not None and not step.words for step in status):
        keys.append(Key(speak.words.status_lane, [Entry(speak.words.other_status, _other_sign)]))
    sheet = Sheet(
        width_mm=width_mm,
        title=speak.words.partners.format(name=name),
        height=(len(lanes) + bool(status)) * _LANE + _UNDER,
        keys=keys,
        notes=[speak.words.partners_note, speak.data(dataset)],
        description=speak.words.described["partners"].format(
            parties=len(lanes), steps=len(steps), status=len(status)
        ),
    )
    last = year_of(str(dataset.info.as_of)) or 0.0
    _Drawing(sheet, speak, lanes, sorted(status, key=_by_date), last).draw()
    return sheet.finished()


def _other_sign(page: Axes, x: float, y: float) -> None:
    page.plot([x, x], [y - 3, y + 3], color=INK, linewidth=1.1)


def _by_date(step: _Step) -> tuple[float, str]:
    return (step.year if step.year is not None else -1.0, step.date)


def _lanes(one: Dataset, speak: Voice) -> list[_Lane]:
    """Return a lane a party: owners first, then by the first dated step."""
    of_party: dict[str, list[dict[str, Any]]] = {}
    for row in shown_rows(one.partners):
        of_party.setdefault(str(row.get("party", "")), []).append(row)
    lanes = []
    for party, rows in of_party.items():
        steps = sorted((_step(row, speak) for row in rows), key=_by_date)
        owns = any(row.get("relation") == "owner" for row in rows)
        dated = [step.year for step in steps if step.year is not None]
        order = (not owns, min(dated, default=float("inf")), party)
        lanes.append((order, _Lane(party, _about(rows, speak), tuple(steps))))
    return [lane for _, lane in sorted(lanes, key=lambda pair: pair[0])]


def _about(rows: list[dict[str, Any]], speak: Voice) -> str:
    roles = [str(row["role"]) for row in rows if "role" in row]
    words = [speak.say.label(role) for role in dict.fromkeys(roles) if role != PartnerRole.OTHER]
    for row in rows[-1:]:
        try:
            words += (
                [speak.say.quantity(row["share_pct_text"], "%")] if "share_pct_text" in row else []
            )
        except UnreadableQuantity:
            continue
    return ", ".join(words)


def _step(row: dict[str, Any], speak: Voice) -> _Step:
    stage, role = text(row.get("stage")), text(row.get("role"))
    named = stage if stage and stage != "other" else role
    words = speak.say.label(named) if named and named != "other" else ""
    return _Step(year_of(row.get("date")), str(row.get("date", "")), stage, words)


def _status_step(row: dict[str, Any], speak: Voice) -> _Step:
    status = text(row.get("status"))
    words = speak.say.label(status) if status and status != ProjectStatus.OTHER else ""
    quoted = text(row.get("status_text")) or ""
    return _Step(year_of(row.get("date")), str(row.get("date", "")), status, words, quoted)


# --- Drawing -------------------------------------------------------------------------------------


class _Drawing:
    """Lanes on an axis of years whose left end holds what is earlier or undated."""

    def __init__(
        self, sheet: Sheet, speak: Voice, lanes: list[_Lane], status: list[_Step], last: float
    ) -> None:
        self.sheet, self.speak, self.lanes, self.status = sheet, speak, lanes, status
        steps = [*status, *(step for lane in lanes for step in lane.steps)]
        years = sorted(step.year for step in steps if step.year is not None)
        self.start, self.end = _span(years, last)
        has_strip = any(step.year is None or step.year < self.start for step in steps)
        self.strip = _STRIP if has_strip else 6.0
        self.rows = len(lanes) + bool(status)
        self.axes = self._axes()

    def draw(self) -> None:
        """Draw the lane of the status, then those of the parties."""
        if self.strip == _STRIP:
            left = self.axes.get_xlim()[0]
            self.axes.axvspan(left, self.start, color=mixed(LINE, 0.3), zorder=0)
            x, y = self.sheet.left + 4, self.sheet.top + self.rows * _LANE + 5.2
            words = lettered(SIZE_OF_NOTE, color=QUIET)
            self.sheet.page.text(x, y, self.speak.words.earlier, va="center_baseline", **words)
        top = 0.0
        if self.status:
            self._head(top, self.speak.words.status_lane, "")
            self._draw_status(top)
            top += _LANE
        for lane in self.lanes:
            self._head(top, lane.name, lane.about)
            self._draw_lane(top, lane)
            top += _LANE

    def _axes(self) -> Axes:
        wide, high = self.sheet.width - 4, self.rows * _LANE
        axes = self.sheet.axes(2, 0, wide, high, label="partners")
        self.year_pt = (wide - self.strip - 8) / (self.end - self.start)
        axes.set_xlim(self.start - self.strip / self.year_pt, self.end + 8 / self.year_pt)
        axes.set_ylim(high, 0)
        axes.set_yticks([])
        most = _YEARS[self.sheet.width_mm >= _WIDE_MM]
        first = self.start + (14 / self.year_pt if self.strip == _STRIP else 0)
        ticks = [year for year in year_ticks(self.start, self.end, most) if year >= first]
        axes.set_xticks(ticks, [str(t) for t in ticks], **lettered(SIZE_OF_NOTE, color=QUIET))
        axes.tick_params(length=0, pad=2.5)
        axes.grid(True, axis="x", color=LINE, linewidth=0.5)
        axes.set_axisbelow(True)
        for side in axes.spines.values():
            side.set_visible(False)
        for row in range(self.rows + 1):
            axes.axhline(row * _LANE, color=LINE, linewidth=0.5)
        return axes

    def _head(self, top: float, name: str, about: str) -> None:
        room, x, y = self.sheet.width - 10, self.sheet.left + 4, self.sheet.top + top + _NAME
        shown = shortened(drawable(name), room * (0.66 if about else 1), SIZE_OF_NOTE, bold=True)
        ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
        page = self.sheet.page
        style: dict[str, Any] = {"va": "center_baseline", "bbox": ground}
        page.text(x, y, shown, **style, **lettered(SIZE_OF_NOTE, bold=True))
        used = width_pt(shown, SIZE_OF_NOTE, bold=True) + 5
        rest = shortened(drawable(about), room - used, SIZE_OF_NOTE)
        if rest:
            page.text(x + used, y, rest, **style, **lettered(SIZE_OF_NOTE, color=QUIET))

    def _draw_lane(self, top: float, lane: _Lane) -> None:
        y = top + _SIGN
        placed = list(self._placed(lane.steps))
        dated = [x for x, step in placed if step.year is not None]
        if len(dated) > 1:
            self.axes.plot([dated[0], dated[-1]], [y, y], color=mixed(ACCENT, 0.45), linewidth=1.2)
        for x, step in placed:
            stage_sign(self.axes, x, y, step.stage)
        self._label(placed, y)

    def _placed(self, steps: tuple[_Step, ...]) -> Iterator[tuple[float, _Step]]:
        """Yield where steps stand, those of the strip beside one another, same dates apart."""
        apart, least = 2 * RADIUS + 1.2, 0.0
        x_pt = -self.strip + 8
        before = float("-inf")
        for step in steps:
            in_strip = step.year is None or step.year < self.start
            if in_strip:
                at, x_pt = x_pt, x_pt + apart
            else:
                at = max((step.year or 0.0) - self.start, least) * self.year_pt
                at = max(at, before + apart)
                before = at
            yield self.start + at / self.year_pt, step

    def _label(self, placed: list[tuple[float, _Step]], y: float) -> None:
        """Write stage and date beside the signs, as far as there is room in the lane."""
        signs = [x * self.year_pt for x, _ in placed]
        taken = [(x - RADIUS - 1, x + RADIUS + 1) for x in signs]
        least, most = (limit * self.year_pt for limit in self.axes.get_xlim())
        for x, (_, step) in reversed(list(zip(signs, placed, strict=True))):
            date = self.speak.date(step.date) if step.date else self.speak.words.undated
            for words in (", ".join(p for p in (step.words, date) if p), step.words):
                wide = width_pt(words, SIZE_OF_NOTE)
                places = (x + RADIUS + 2, x - RADIUS - 2 - wide)
                free = [
                    p for p in places
                    if p >= least and p + wide <= most
                    and all(p + wide + 1 < low or p - 1 > high for low, high in taken
                            if not low < x < high)
                ]  # fmt: skip
                if words and free:
                    ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}
                    at, style = free[0] / self.year_pt, lettered(SIZE_OF_NOTE, bbox=ground)
                    self.axes.text(at, y, words, va="center_baseline", zorder=2.5, **style)
                    taken.append((free[0], free[0] + wide))
                    break

    def _draw_status(self, top: float) -> None:
        """Draw how far the project was: a bar from each step to the next, or undated words."""
        y = top + _SIGN
        ranks = [status.value for status in ProjectStatus]
        known = _changes([s for s in self.status if s.year is not None and s.words])
        self._mark_others(y)
        if not known:
            self._write_undated(y)
            return
        ends = [*(s.year or 0.0 for s in known[1:]), self.end]
        for step, end in zip(known, ends, strict=True):
            begin = max(
                step.year or 0.0, self.axes.get_xlim()[0] if self.strip == _STRIP else self.start
            )
            if end <= begin:
                continue
            rank = ranks.index(str(step.stage)) if step.stage in ranks else 0
            share = 0.12 + 0.5 * rank / len(ranks)
            self.axes.barh(
                [y], [end - begin], left=[begin], height=_BAR, color=mixed(ACCENT, share),
                edgecolor=PAPER, linewidth=0.6, label=f"status {step.stage}",
            )  # fmt: skip
            year = f" ({step.date[:4]})" if (step.year or 0.0) < self.start else ""
            words, room = f"{step.words}{year}", (end - begin) * self.year_pt - 5
            fits = width_pt(words, SIZE_OF_NOTE) <= room
            if not fits and step is known[0]:  # nothing is to the left of it
                at = begin - 3 / self.year_pt
                style = lettered(SIZE_OF_NOTE, ha="right", va="center_baseline")
                self.axes.text(at, y, words, **style)
            elif len(shown := shortened(words, room, SIZE_OF_NOTE)) > _FEWEST:
                at = begin + 3 / self.year_pt
                self.axes.text(at, y, shown, va="center_baseline", **lettered(SIZE_OF_NOTE))

    def _mark_others(self, y: float) -> None:
        """Mark the dates of a status that has no word, below the words of the bar."""
        ends = [y + _MARK[0], y + _MARK[1]]
        for step in self.status:
            if step.year is not None and not step.words:
                self.axes.plot([step.year] * 2, ends, color=INK, linewidth=1.1)

    def _write_undated(self, y: float) -> None:
        """Write a status that no date is known of at the left of the axis, beside the strip."""
        said = dict.fromkeys(s.words or s.quoted for s in self.status if s.year is None)
        if words := "; ".join(filter(None, said)):
            words = drawable(f"{words} ({self.speak.words.undated})")
            shown = shortened(words, (self.end - self.start) * self.year_pt - 6, SIZE_OF_NOTE)
            at = self.start + 3 / self.year_pt
            self.axes.text(at, y, shown, va="center_baseline", **lettered(SIZE_OF_NOTE))


def _changes(steps: list[_Step]) -> list[_Step]:
    """Return the steps at which a status differs from the one before."""
    return [s for k, s in enumerate(steps) if k == 0 or s.stage != steps[k - 1].stage]


def _span(years: list[float], last: float) -> tuple[float, float]:
    """Return where the axis begins and ends: early dates far from all others stay outside."""
    if not years:
        return last - _LEAST_SPAN, last
    end = max(last, years[-1])
    known = list(dict.fromkeys(years))
    while len(known) >= _FEWEST and known[1] - known[0] > _MOST_GAP * (end - known[0]):
        known = known[1:]
    return min(known[0], end - _LEAST_SPAN), end
