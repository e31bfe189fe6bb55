"""What of a dossier is printed: two pages of A4, however much is known.

Everything stands on the screen. Where it is more than two pages hold, the oldest rows are left off
paper; where that is not enough, the charts of oxides, whose numbers a table has, and the oldest
rows that still have no room. Each table says how many rows it has beside those printed, and a
source that only such rows cite goes with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from geodeposits.report.document import (
    Block,
    Cards,
    Document,
    Facts,
    Image,
    Items,
    Line,
    Paragraph,
    Picture,
    Row,
    Sources,
    Table,
    line,
    muted,
)
from geodeposits.report.paper_measure import PAGE_MM, pages, parts_of
from geodeposits.report.words import WORDS
from geodeposits.speech import speech

__all__ = ["on_two_pages"]

_PAGES: Final = 2
_RESERVE_MM: Final = 5.0  # for fonts that run wider than those reckoned with
_KEPT: Final = 6  # rows that each table keeps before charts are left off
_LEAST: Final = 3  # and after that


def on_two_pages(document: Document, images: Mapping[str, Image]) -> Document:
    """Mark what of a document is left off paper so that two pages of A4 hold the rest."""
    made = document
    for step in _steps(document):
        made = _noted(_sourced(step))
        if _fits(made, images):
            break
    return made


def _fits(document: Document, images: Mapping[str, Image]) -> bool:
    count, filled = pages(parts_of(document, images))
    return count < _PAGES or (count == _PAGES and filled <= PAGE_MM - _RESERVE_MM)


def _steps(document: Document) -> Iterator[Document]:
    """Yield the document with ever less of it on paper, first with its charts of oxides."""
    for start, kept in ((document, _KEPT), (_without_charts(document), _LEAST)):
        left = start
        yield left
        while (at := _oldest(left, kept)) is not None:
            left = _without(left, at)
            yield left


# Rows


def _oldest(document: Document, kept: int) -> Row | None:
    """Find the oldest row that may go; None where every table is down to `kept`."""
    tables = (
        [row for row in block.rows if row.on_paper and not row.joined]
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
    )
    spare = (row for rows in tables if len(rows) > kept for row in rows if row.day)
    return min(spare, key=lambda row: row.day, default=None)


def _without(document: Document, oldest: Row) -> Document:
    """Leave a row off paper, with those that belong to it."""

    def left_off(rows: Iterable[Row]) -> Iterator[Row]:
        is_off = False
        for row in rows:
            is_off = row is oldest or (is_off and row.joined)
            yield replace(row, on_paper=False) if is_off else row

    def change(block: Block) -> Iterator[Block]:
        if isinstance(block, Table) and any(row is oldest for row in block.rows):
            yield replace(block, rows=tuple(left_off(block.rows)))
        else:
            yield block

    return _changed(document, change)


# Charts, sources, notes


def _changed(document: Document, change: Callable[[Block], Iterable[Block]]) -> Document:
    sections = (
        replace(each, blocks=tuple(made for block in each.blocks for made in change(block)))
        for each in document.sections
    )
    return replace(document, sections=tuple(sections))


def _without_charts(document: Document) -> Document:
    """Leave off the charts whose numbers stand in a table beside them."""

    def change(block: Block) -> Iterator[Block]:
        if isinstance(block, Picture) and block.is_in_table:
            yield replace(block, on_paper=False)
        else:
            yield block

    return _changed(document, change)


def _sourced(document: Document) -> Document:
    """Leave off the sources that nothing printed cites."""
    printed = set(_cited(document))

    def change(block: Block) -> Iterator[Block]:
        if isinstance(block, Sources):
            entries = (replace(each, on_paper=each.key in printed) for each in block.entries)
            yield Sources(tuple(entries))
        else:
            yield block

    return _changed(document, change)


def _cited(document: Document) -> Iterator[str]:
    blocks = (block for section in document.sections for block in section.blocks)
    lines = (*document.lead, *(part for block in blocks for part in _printed(block)))
    yield from (span.source for part in lines for span in part if span.source)


def _printed(block: Block) -> Iterator[Line]:
    """Yield the lines of a block that are printed."""
    if isinstance(block, Paragraph):
        yield block.content
    elif isinstance(block, Facts):
        yield from (part for _, content in block.rows for part in content)
    elif isinstance(block, Items):
        yield from (part for item in block.items for part in item)
    elif isinstance(block, Cards):
        yield from (part for card in block.cards for part in (card.figure, *card.lines))
    elif isinstance(block, Picture):
        yield from (part for inner in block.instead for part in _printed(inner))
    elif isinstance(block, Table):
        rows = (row for row in block.rows if row.on_paper)
        yield from (part for row in rows for content in row.cells for part in content)


def _noted(document: Document) -> Document:
    """Say under each table and list how much of it stands on the screen alone."""
    say, words = speech(document.lang), WORDS[document.lang]

    def noted(whole: int, left: int, form: str) -> Iterator[Block]:
        if left:
            text = form.format(count=say.integer(left), whole=say.integer(whole))
            yield Paragraph(line(muted(text)), only_on_paper=True)

    def change(block: Block) -> Iterator[Block]:
        yield block
        if isinstance(block, Table):
            rows = [row for row in block.rows if not row.joined]
            left = sum(not row.on_paper for row in rows)
            yield from noted(len(rows), left, words.rows_left_off)
        elif isinstance(block, Sources):
            left = sum(not entry.on_paper for entry in block.entries)
            yield from noted(len(block.entries), left, words.sources_left_off)

    return _changed(document, change)
