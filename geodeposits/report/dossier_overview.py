"""What stands before several dossiers: the deposits side by side, and national figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from geodeposits.checks.formats import visible
from geodeposits.dataset import Dataset
from geodeposits.report.contents import figure_record
from geodeposits.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Line,
    Paragraph,
    Picture,
    Section,
    Sources,
    Span,
    Table,
    cell,
    line,
    muted,
    strong,
)
from geodeposits.report.phrases import Record
from geodeposits.report.plain import text_of
from geodeposits.report.unprinted import unprinted
from geodeposits.report.voice import Voice
from geodeposits.summary import FIGURES, OF_SEVERAL, Figure, totals_wide
from geodeposits.summary.national import newest_production, reserves_by_edition
from geodeposits.vocab import EvidenceLevel

__all__ = ["OVERVIEW", "overview_document"]

OVERVIEW: Final = "overview"
"""The name of the document, before the `/` of its pictures."""

_EVERY_DIGIT: Final = 12


def overview_document(
    dataset: Dataset, summary: pd.DataFrame, ids: Sequence[str], title: str, voice: Voice
) -> Document:
    """Build the overview of some deposits; `summary` is the table `by_contained_reo` of all."""
    words = voice.words
    rows = summary[summary["id"].isin(ids)]
    countries = set(rows["country"].dropna())
    country = str(countries.pop()) if len(countries) == 1 else ""
    chosen = dataset.filter(country=(country,)) if country else None
    covers = chosen is not None and set(chosen.deposits["id"]) == set(ids)
    parts: list[tuple[str, Iterator[Block]]] = [
        (words.overview, _deposits(rows.to_dict("records"), voice)),
        (words.grade_tonnage, iter((Picture(f"{OVERVIEW}/grade_tonnage"),))),
    ]
    if chosen is not None and covers:
        parts.append((words.totals, _totals(chosen, voice)))
    if chosen is not None:
        parts.append((words.national, _national(chosen, country, voice)))
    sections = [Section(name, made) for name, blocks in parts if (made := tuple(blocks))]
    if entries := voice.entries():
        sections.append(Section(words.sources, (Sources(entries),)))
    return Document(
        title=visible(title),
        lead=cell(
            words.deposits.format(count=voice.say.integer(len(rows))),
            muted(voice.say.kept_in_english),
        ),
        sections=tuple(sections),
        lang=voice.lang,
        name=OVERVIEW,
    )


# Deposits


def _deposits(records: Sequence[Record], voice: Voice) -> Iterator[Block]:
    """Set both figures of each deposit side by side, the largest reported ones first."""
    words = voice.words
    columns = [Column(words.column_deposit, ratio=2)]
    for title in (words.headline, words.documented):
        columns += [
            Column(words.column_figure, title, ratio=3),
            Column(words.column_level, title, width=5, whole=True),
        ]
    rows = (
        (_name(row, voice), *(each for figure in FIGURES for each in _figure(row, figure, voice)))
        for row in records
    )
    yield Table.of(columns, rows, spaced=True)


def _name(row: Record, voice: Voice) -> Cell:
    kind, status = voice.term(row["type"]), voice.term(row["status"])
    return cell(strong(row["name"]), muted(" · ".join(part for part in (kind, status) if part)))


def _figure(row: Record, figure: Figure, voice: Voice) -> tuple[Cell, Cell]:
    record = figure_record(row, figure)
    if not text_of(record["claim"]):
        return voice.blank(), voice.blank()
    dated: Line = (*line(muted(f"{voice.date(record['date'])} ")), *voice.cited(record, at=False))
    level = cell(Span(text_of(record["level"]) or "–", "level"))
    return (line(_said(record, voice)), dated), level


def _said(record: Record, voice: Voice) -> str:
    """Write a figure as a phrase; one of an amount alone by its amount and basis."""
    own = voice.own(record)
    amount = f"{own} {voice.basis(record)}" if own else voice.words.no_figure
    return voice.sentence(record) or amount


# Sums and national figures


def _totals(chosen: Dataset, voice: Voice) -> Iterator[Block]:
    """Add the figures of a country up, each evidence level and sort of amount for itself."""
    words = voice.words
    columns = [Column("", ratio=2), *(Column(level.value, right=True) for level in EvidenceLevel)]
    rows = [
        (line(title), line(muted(_sort(record["stands_for"], voice))), record)
        for figure, title in zip(FIGURES, (words.headline, words.documented), strict=True)
        for record in totals_wide(chosen, "country", figure).to_dict("records")
    ]
    cells = [
        ((head, sort), *(_sum(record, level, voice) for level in EvidenceLevel))
        for head, sort, record in rows
        if any(text_of(record[f"{level}_reo_kt_text"]) for level in EvidenceLevel)
    ]
    if cells:
        yield Table.of(columns, cells)
        yield Paragraph(line(muted(words.totals_note)))


def _sort(stands_for: str, voice: Voice) -> str:
    of_one = stands_for.removesuffix(OF_SEVERAL)
    said = voice.term(of_one.replace(" ", "-"))
    return said if of_one == stands_for else f"{said}, {voice.words.of_several}"


def _sum(record: Record, level: EvidenceLevel, voice: Voice) -> Cell:
    total = voice.mass(record[f"{level}_reo_kt_text"])
    if not total:
        return voice.blank()
    count = voice.say.integer(int(record[f"{level}_deposits"]))
    return cell(total, muted(voice.words.deposits.format(count=count)))


def _national(chosen: Dataset, country: str, voice: Voice) -> Iterator[Block]:
    """Tabulate what the yearly tables say of the country: reserves by edition, production.

    Where no edition has a figure, the newest one stands for all.
    """
    words = voice.words
    tables = (
        (reserves_by_edition(chosen), "edition", words.column_edition, words.column_reserves),
        (newest_production(chosen), "year", words.column_year, words.column_production),
    )
    for frame, when, title, amount in tables:
        own = [row for row in frame.to_dict("records") if row["country"] == country]
        rows = [row for row in own if text_of(row["reo_t_text"])] or own[-1:]
        columns = (
            Column(title, width=8, whole=True),
            Column(amount, right=True),
            Column(words.column_source, width=8),
        )
        if rows:
            yield Table.of(columns, (_edition(row, when, voice) for row in rows))


def _edition(row: Record, when: str, voice: Voice) -> tuple[Cell, ...]:
    figure = voice.quantity(row["reo_t_text"], digits=_EVERY_DIGIT)
    shown = cell(figure) if figure else (unprinted(row, voice),)
    return cell(str(int(row[when]))), shown, (voice.cited(row, at=False),)
