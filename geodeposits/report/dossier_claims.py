"""Every claim about one deposit, as the compact tables of its dossier."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.elements import OXIDES
from geodeposits.report.document import (
    Block,
    Cell,
    Column,
    Line,
    Row,
    Span,
    Table,
    cell,
    line,
    muted,
    strong,
)
from geodeposits.report.phrases import Record
from geodeposits.report.plain import text_of
from geodeposits.report.voice import Voice
from geodeposits.summary import FIGURES
from geodeposits.vocab import Code, PartnerRole, ProjectStatus, RelationKind, Stage

__all__ = ["estimates_table", "oxides_table", "timeline_table"]

_WIDE: Final = 130  # columns that a terminal needs for a table of estimates
_NEVER: Final = 1000  # columns: no terminal has a row for every oxide
_LAST_DAY: Final = len("2013-09-30")
_NO_DAY: Final = "0"  # before every date


def _rows(table: pd.DataFrame, *, newest_first: bool = False) -> list[Record]:
    rows: list[Record] = list(table.to_dict("records"))
    return sorted(rows, key=_day, reverse=newest_first)


# Estimates


def estimates_table(
    dataset: Dataset, voice: Voice, *, kept: Container[str] = ()
) -> Iterator[Block]:
    """Tabulate the estimates, newest first, each with its categories below it.

    Those chosen and those of `kept`, claims that another section goes by, are printed always.
    """
    table = dataset.estimates
    whole = _rows(table[table["part_of"].isna()], newest_first=True)
    if not whole:
        return
    parts: dict[str, list[Record]] = {}
    for row in table[table["part_of"].notna()].to_dict("records"):
        parts.setdefault(text_of(row["part_of"]), []).append(row)
    marks = _marks(dataset, voice)
    rows = [
        replace(made, day="") if text_of(row["claim"]) in kept else made
        for row in whole
        for made in _estimate_rows(row, parts, marks, voice)
    ]
    yield Table(_columns(voice), tuple(rows), needs=_WIDE, narrow=_narrow(whole, marks, voice))


def _marks(dataset: Dataset, voice: Voice) -> dict[str, str]:
    """Return how the chosen estimates are marked, by their claims."""
    deposit = dataset.deposits.to_dict("records")[0]
    headline, documented = (text_of(deposit[f"{figure}_claim"]) for figure in FIGURES)
    words = voice.words
    if headline == documented:
        return {headline: words.marked_both}
    return {headline: words.marked_headline, documented: words.marked_documented}


def _columns(voice: Voice) -> tuple[Column, ...]:
    words = voice.words
    return (
        Column(words.column_date, width=12, whole=True),
        Column(words.column_ore, right=True, width=9),
        Column(words.column_grade, right=True, width=8),
        Column(words.column_contained, right=True, width=10),
        Column(words.column_basis, width=13),
        Column(words.column_level, width=5, whole=True),
        Column(words.column_kind, ratio=2, share=15),
        Column(words.column_who, ratio=2, share=30),
        Column(words.column_source, ratio=1, share=10),
    )


def _estimate_rows(
    row: Record, parts: dict[str, list[Record]], marks: dict[str, str], voice: Voice
) -> Iterator[Row]:
    mark = marks.get(text_of(row["claim"]), "")
    day = "" if mark else text_of(row["date"]) or _NO_DAY
    yield Row(
        (
            cell(voice.date(row["date"])),
            *_amounts(row, voice, is_chosen=bool(mark)),
            cell(voice.basis(row)),
            cell(Span(text_of(row["level"]) or "–", "level")),
            _kind(row, voice, mark),
            _who(row, voice),
            (voice.cited(row),),
        ),
        day=day,
    )
    for part in parts.get(text_of(row["claim"]), []):
        empty = cell("")
        yield Row(
            (
                empty,
                *_amounts(part, voice),
                empty,
                empty,
                cell(muted(voice.terms(part["categories"]))),
                empty,
                empty,
            ),
            joined=True,
        )


def _amounts(row: Record, voice: Voice, *, is_chosen: bool = False) -> Iterator[Cell]:
    texts = (
        voice.quantity(row["ore_mt_text"], "Mt"),
        voice.quantity(row["grade_pct_text"], "%"),
        voice.own(row),
    )
    for text in texts:
        yield cell(strong(text) if is_chosen else text) if text else voice.blank()


def _kind(row: Record, voice: Voice, mark: str = "") -> Cell:
    """Say what sort of statement an estimate is: kind, categories, code, what it covers.

    `mark` says as what it was chosen.
    """
    code, kind = text_of(row["code"]), voice.term(row["kind"])
    categories, zone = voice.terms(row["categories"]), text_of(row["zone"])
    scope = text_of(row["scope"])
    named = "" if code in {"", Code.UNSTATED.value} else voice.say.label(code)
    edition = text_of(row["edition"]) if named and code != Code.NONE.value else ""
    parts = (kind, f"{named} {edition}".strip(), "" if categories == kind else categories)
    head = (*line(strong(f"{mark}: " if mark else "")), *line(", ".join(filter(None, parts))))
    return cell(
        head,
        muted(voice.say.label(scope) if scope in {"project", "part"} else ""),
        voice.foreign(zone, "muted") if zone else "",
    )


def _who(row: Record, voice: Voice) -> Cell:
    name = text_of(row["by_name"])
    by = voice.term(row["by"])
    return (line(by, ": " if by and name else "", voice.foreign(name)),) if by or name else ()


def _narrow(whole: list[Record], marks: dict[str, str], voice: Voice) -> Table:
    """Return the table for a narrow terminal: the figures as a phrase."""
    words = voice.words
    columns = (
        Column(words.column_level_short, width=3, whole=True),
        Column(words.column_estimate, ratio=3),
        Column(words.column_date, width=12, whole=True),
        Column(words.column_source, ratio=1),
    )
    rows = (
        (
            cell(Span(text_of(row["level"]) or "–", "level")),
            cell(
                voice.sentence(row) or words.no_figure,
                *_kind(row, voice, marks.get(text_of(row["claim"]), "")),
                *_who(row, voice),
            ),
            cell(voice.date(row["date"])),
            (voice.cited(row),),
        )
        for row in whole
    )
    return Table.of(columns, rows, spaced=True)


# Who, on what terms, how far


def timeline_table(dataset: Dataset, voice: Voice) -> Iterator[Block]:
    """Tabulate by date what happened: owners, partners, steps, conditions, plants and plans."""
    words = voice.words
    told = [
        (row, cells)
        for table, tell in _TOLD
        for row in getattr(dataset, table).to_dict("records")
        for cells in (tell(row, voice),)
    ]
    if not told:
        return
    told.sort(key=lambda pair: _day(pair[0]))
    columns = (
        Column(words.column_date, width=12, whole=True),
        Column(words.column_party, ratio=2, share=20),
        Column(words.column_step, ratio=2, share=15),
        Column(words.column_terms, ratio=4, share=55),
        Column(words.column_source, width=8, whole=True),
    )
    yield Table(columns, tuple(_told_row(*each, voice) for each in _together(told)))


Told = tuple[Line, Line, tuple[Line, ...]]


def _together(told: Sequence[tuple[Record, Told]]) -> Iterator[tuple[Record, Told]]:
    """Tell as one what one source says of several on one day in the same words."""

    def same(pair: tuple[Record, Told]) -> tuple[object, ...]:
        row, (_, *rest) = pair
        return text_of(row["date"]), text_of(row["source"]), *rest

    for _, group in groupby(told, key=same):
        (row, first), *others = group
        who, step, said = first
        for _, (another, _, _) in others:
            who = (*who, *line(", "), *another) if another != first[0] else who
        yield row, (who, step, said)


def _day(row: Record) -> str:
    """Return what a date is ordered by; a month comes after its days, a year after its months."""
    return text_of(row["date"]).ljust(_LAST_DAY, "~")


def _told_row(row: Record, told: Told, voice: Voice) -> Row:
    who, step, said = told
    cells = (
        cell(voice.date(row["date"])),
        (who,) if who else voice.blank(),
        (step,) if step else voice.blank(),
        tuple(part for part in said if part),
        (voice.cited(row, at=False),),
    )
    return Row(cells, day=text_of(row["date"]) or _NO_DAY)


def _relation(row: Record, voice: Voice) -> Told:
    stage, share = text_of(row["stage"]), voice.quantity(row["share_pct_text"], "%")
    role, role_text = voice.term(row["role"]), text_of(row["role_text"])
    is_owner = row["relation"] == RelationKind.OWNER.value
    step = "" if stage == Stage.OTHER.value else voice.term(stage)
    held = ", ".join(part for part in (role, share) if part)
    said = "; ".join(text for text in (text_of(row["stage_text"]), text_of(row["terms"])) if text)
    is_told = is_owner or row["role"] == PartnerRole.NEGOTIATING_PARTY.value
    own_role: Line = () if is_told else line(voice.capital(role))
    ended = bool(said and (own_role or role_text))
    terms: Line = (
        *own_role,
        *((*line(": " if own_role else ""), voice.foreign(role_text)) if role_text else ()),
        *line(". " if ended else ""),
        *((voice.foreign(voice.capital(said) if ended else said),) if said else ()),
    )
    who = line(voice.party(text_of(row["party"])))
    return who, line(held if is_owner else step), (terms,)


def _step(row: Record, voice: Voice) -> Told:
    """Tell a step of the project; one that no term fits is told by its words alone."""
    text = text_of(row["status_text"])
    is_named = row["status"] != ProjectStatus.OTHER.value or not text
    step = line(voice.term(row["status"])) if is_named else ()
    return line(strong(voice.words.project)), step, (_said(text, voice),)


def _condition(row: Record, voice: Voice) -> Told:
    who = line(voice.party(text_of(row["party"])))
    said = _said(text_of(row["condition_text"]), voice)
    head = line(voice.words.condition, ": " if said else "")
    return who, line(voice.term(row["condition"])), ((*head, *said),)


def _plant(row: Record, voice: Voice) -> Told:
    flows: list[Line] = [line(flow) for flow in _flows(row, voice)]
    flows += [
        (voice.substance(product), Span(f" {amount}"))
        for product, amount in _other_flows(row, voice)
    ]
    listed = tuple(
        span
        for place, flow in enumerate(flows)
        for span in ((Span("; "), *flow) if place else flow)
    )
    step = line(voice.term(row["stage"]))
    who = line(voice.foreign(text_of(row["name"]), "strong"))
    return who, step, (listed, voice.noted(text_of(row["note"])))


def _flows(row: Record, voice: Voice) -> Iterator[str]:
    for name, what in (("ore_t_per_y", "ore"), ("reo_t_per_y", "REO")):
        if text := text_of(row[f"{name}_text"]):
            yield voice.a_year(text, voice.say.basis(what, None))


def _other_flows(row: Record, voice: Voice) -> Iterator[tuple[str, str]]:
    for product in text_of(row["other_t_per_y"]).split(LIST_SEPARATOR):
        what, _, text = product.rpartition(" ")
        if what:
            yield what, voice.a_year(text)


def _said(text: str, voice: Voice) -> Line:
    return line(voice.foreign(text)) if text else ()


_TOLD: Final[tuple[tuple[str, Callable[[Record, Voice], Told]], ...]] = (
    ("partners", _relation),
    ("conditions", _condition),
    ("status", _step),
    ("plants", _plant),
)
"""What the timeline is made of, in the order of a day."""


# Composition


def oxides_table(dataset: Dataset, voice: Voice) -> Iterator[Block]:
    """Tabulate the shares of the oxides: a row a distribution; on a terminal, a column."""
    rows = _rows(dataset.oxides)
    known = [oxide for oxide in OXIDES if any(text_of(row[f"{oxide}_text"]) for row in rows)]
    if not known:
        return
    words = voice.words
    columns = (
        Column(words.column_date, width=12, whole=True),
        *(Column(oxide, right=True) for oxide in known),
        Column(words.column_source, width=8, whole=True),
    )
    cells = (
        (
            cell(voice.date(row["date"])),
            *(_share(row[f"{oxide}_text"], voice) for oxide in known),
            (voice.cited(row, at=False),),
        )
        for row in rows
    )
    made = tuple(Row(each) for each in cells)
    caption = words.shares
    yield Table(columns, made, caption, needs=_NEVER, narrow=_by_oxide(rows, known, voice))


def _by_oxide(rows: Sequence[Record], known: Sequence[str], voice: Voice) -> Table:
    titles = [(voice.date(row["date"]), _mark(row, voice)) for row in rows]
    columns = (
        Column(voice.words.column_oxide, width=8, whole=True),
        *(Column(" ".join(title), right=True) for title in titles),
    )
    cells = (
        (cell(oxide), *(_share(row[f"{oxide}_text"], voice) for row in rows)) for oxide in known
    )
    return Table.of(columns, cells, caption=voice.words.shares)


def _mark(row: Record, voice: Voice) -> str:
    return "".join(span.text for span in voice.cited(row, at=False))


def _share(text: object, voice: Voice) -> Cell:
    return cell(voice.quantity(text)) if text_of(text) else voice.blank()
