"""How much paper the parts of a dossier take, reckoned from their words, in mm.

The numbers are those of the print rules in `dossier_style`, and the widths of letters those of
Helvetica and of what stands in for it; tests hold them against what a browser prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from math import ceil
from typing import Final, NamedTuple

from geodeposits.report.document import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Document,
    Facts,
    Image,
    Items,
    Line,
    Paragraph,
    Picture,
    Row,
    Section,
    Sources,
    Span,
    Table,
)
from geodeposits.report.letters import width_of

__all__ = ["PAGE_MM", "Part", "pages", "parts_of", "section_mm"]

PAGE_MM: Final = 276.0  # A4 less the margins above and below
_WIDE_MM: Final = 187.0
_COLUMNS_MM: Final = {"full": _WIDE_MM, "wide": 121.0, "narrow": 61.0}
_GAP_MM: Final = 4.0
_PT: Final = 25.4 / 72
_HEADING_MM: Final = 7.0  # less the margin that it shares with what stands above
_CAPTION_MM: Final = 4.0
_BELOW_TABLE_MM: Final = 1.2
_ROW_MM: Final = 0.85  # padding and rule of a row
_CELL_MM: Final = 1.5  # what a cell keeps free on its right
_SPACE: Final = width_of(" ")
_SIDES: Final = re.compile(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_LETTER_MM: Final = 6.4 * _PT
_LINE_MM: Final = _LETTER_MM * 1.18
_LEAST_MM: Final = 12.0  # what a column of texts keeps
_ROUNDED: Final = 1e-6  # a word that is just as wide as its column fits
_UNEVEN: Final = 1.06  # columns of sources are not equally long


@cache
def _lines(text: str, room: float) -> int:
    """Count the lines into which a text breaks between words in a room given in em."""
    lines, at = 1, 0.0
    for word in text.split(" "):
        wide = width_of(word)
        if at and at + wide > room:
            lines, at = lines + 1, 0.0
        whole = ceil(wide / room - _ROUNDED)  # lines that a word takes by itself
        lines += max(whole - 1, 0)
        at += wide - max(whole - 1, 0) * room + _SPACE
    return lines


def _high(content: Line, wide: float, points: float, leading: float) -> float:
    text = "".join(span.text for span in content)
    size = points * _PT
    return _lines(text, max(wide / size, 1.0)) * size * leading


def _cell(content: Cell, wide: float, points: float, leading: float) -> float:
    return sum(_high(part, wide, points, leading) for part in content)


# Pages


class Part(NamedTuple):
    """What is never broken: its height, and that of the table head that goes before it again."""

    height: float
    head: float = 0.0


def pages(parts: Iterable[Part]) -> tuple[int, float]:
    """Return how many pages parts fill, and how far they fill the last."""
    page, at = 1, 0.0
    for part in parts:
        if at and at + part.height > PAGE_MM:
            page, at = page + 1, part.head
        end = at + part.height
        page, at = page + int(end // PAGE_MM), end % PAGE_MM
    return page, at


def parts_of(document: Document, images: Mapping[str, Image]) -> Iterator[Part]:
    """Yield what is not broken, from the head of a document to its end."""
    yield Part(14.5 + sum(_high(part, _WIDE_MM, 7.6, 1.3) + 0.6 for part in document.lead))
    for is_full, group in groupby(document.sections, key=lambda each: each.width == "full"):
        sections = list(group)
        if is_full:
            for section in sections:
                yield from _section(section, images)
        else:
            yield from _side_by_side(sections, images)


def _side_by_side(sections: Sequence[Section], images: Mapping[str, Image]) -> Iterator[Part]:
    """Yield two columns as slices: a browser breaks either where its own blocks allow."""
    heights: dict[str, float] = {}
    for each in sections:
        own = section_mm(each, images)
        heights[each.width] = heights.get(each.width, 0.0) + own
    high = max(heights.values(), default=0.0)
    yield from [Part(high / 10)] * 10


def section_mm(section: Section, images: Mapping[str, Image]) -> float:
    """Return how high a section is with its heading; 0 where nothing of it is printed."""
    return sum(part.height for part in _section(section, images))


def _section(section: Section, images: Mapping[str, Image]) -> Iterator[Part]:
    wide = _COLUMNS_MM[section.width]
    made = list(_blocks(section.blocks, wide, images))
    if made:
        yield Part(_HEADING_MM + made[0].height)
        yield from made[1:]


def _blocks(blocks: Sequence[Block], wide: float, images: Mapping[str, Image]) -> Iterator[Part]:
    """Yield parts; pictures one after the other stand side by side."""
    for is_drawn, group in groupby(
        blocks, key=lambda each: isinstance(each, Picture) and each.name in images
    ):
        if not is_drawn:
            for block in group:
                yield from _block(block, wide, images)
            continue
        drawn = [each for each in group if isinstance(each, Picture)]
        each_wide = (wide - _GAP_MM) / 2 if len(drawn) > 1 else wide
        heights = [_drawn(images[each.name], each_wide) for each in drawn if each.on_paper]
        if heights:
            rows = [heights[at : at + 2] for at in range(0, len(heights), 2)]
            yield from (Part(max(row)) for row in rows)


def _drawn(image: Image, wide: float) -> float:
    sides = _SIDES.search(image.svg)
    aspect = float(sides[2]) / float(sides[1]) if sides else 1.0
    words = _lines(image.caption, wide / (6 * _PT)) * 6 * _PT * 1.2 if image.caption else 0.0
    return wide * aspect + words + 1.2


def _block(block: Block, wide: float, images: Mapping[str, Image]) -> Iterator[Part]:
    if isinstance(block, Paragraph):
        yield Part(_high(block.content, wide, 6.2, 1.3) + 0.5)
    elif isinstance(block, Facts):
        yield from (Part(_fact(term, content, wide)) for term, content in block.rows)
    elif isinstance(block, Items):
        yield from (Part(_cell(item, wide - 5, 7, 1.3) + 0.4) for item in block.items)
    elif isinstance(block, Picture):
        for inner in block.instead:
            yield from _block(inner, wide, images)
    elif isinstance(block, Cards):
        yield Part(max((_card(each, wide) for each in block.cards), default=0.0))
    elif isinstance(block, Sources):
        yield from _sources(block)
    else:
        yield from _table(block, wide)


def _fact(term: str, content: Cell, wide: float) -> float:
    """Reckon a term with what is said of it, whose first line begins beside the term."""
    first = (Span(f"{term}  "), *(content[0] if content else ()))
    return _cell((first, *content[1:]), wide, 7, 1.3) + 0.6


def _card(card: Card, wide: float) -> float:
    room = (wide - _GAP_MM) / 2 - 3
    lines = sum(_high(part, room, 7, 1.3) + 0.4 for part in card.lines)
    return 4.2 + _high(card.figure, room, 13, 1.15) + lines


def _sources(block: Sources) -> Iterator[Part]:
    """Yield a third of the height of each: they stand in three columns."""
    room = ((_WIDE_MM - 2 * _GAP_MM) / 3 - 4.6) / (6 * _PT)
    for entry in block.entries:
        if entry.on_paper:
            yield Part((_lines(entry.about, room) * 6 * _PT * 1.22 + 0.25) / 3 * _UNEVEN)


def _table(table: Table, wide: float) -> Iterator[Part]:
    """Yield the head with the first two rows, then row by row; the last two stand together."""
    rows = [row for row in table.rows if row.on_paper]
    if not rows:
        return
    widths = _widths(table.columns, rows, wide)
    heads = (
        _lines(column.title, max(width / _LETTER_MM, 1.0))
        for column, width in zip(table.columns, widths, strict=True)
    )
    head = max(heads) * _LINE_MM + _ROW_MM
    made = [_row(row, widths) for row in rows]
    yield Part((_CAPTION_MM if table.caption else 0.0) + head + sum(made[:2]))
    yield from (Part(height, head) for height in made[2:-2])
    if last := made[2:][-2:]:
        yield Part(sum(last), head)
    yield Part(_BELOW_TABLE_MM)


def _row(row: Row, widths: Sequence[float]) -> float:
    cells = (
        _cell(content, width, 6.4, 1.18) for content, width in zip(row.cells, widths, strict=True)
    )
    return max(cells, default=0.0) + _ROW_MM


def _widths(columns: Sequence[Column], rows: Sequence[Row], wide: float) -> list[float]:
    """Share out the width of a table as a browser does: shares, then what cells ask for.

    Returns what is left for text in each column.
    """
    free = [_CELL_MM] * (len(columns) - 1) + [0.0]
    shared = [wide * column.share / 100 for column in columns]
    asked = [
        shared[at] or _asked(column, [row.cells[at] for row in rows]) + free[at]
        for at, column in enumerate(columns)
    ]
    open_at = [at for at, column in enumerate(columns) if not column.share]
    spare = wide - sum(asked)
    if spare >= 0:  # what is left over is shared out, too
        whole = sum(asked[at] for at in open_at) or 1.0
        given = [
            asked[at] * (1 + spare / whole) if at in open_at else asked[at] for at in _at(asked)
        ]
    else:
        broken = [at for at in open_at if not (columns[at].whole or columns[at].right)]
        left = wide - sum(asked[at] for at in _at(asked) if at not in broken)
        each = max(left / max(len(broken), 1), _LEAST_MM)
        given = [each if at in broken else asked[at] for at in _at(asked)]
    return [width - edge for width, edge in zip(given, free, strict=True)]


def _at(values: Sequence[object]) -> range:
    return range(len(values))


def _asked(column: Column, cells: Iterable[Cell]) -> float:
    """Return how long the longest line of a column is, in mm."""
    return max(width_of(column.title, bold=True), *map(_widest, cells)) * _LETTER_MM


def _widest(content: Cell) -> float:
    return max((width_of("".join(span.text for span in part)) for part in content), default=0.0)
