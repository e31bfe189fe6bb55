"""Tables on a terminal: nothing is cut; a table too wide stands in several blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from rich.cells import cell_len

from geodeposits.characters import visible
from geodeposits.speech import Language
from geodeposits.tables.grid import Column, Grid, Shown
from geodeposits.tables.words import WORDS

__all__ = ["as_text"]

LEAST_WIDTH: Final = 80
_GAP: Final = 2
_NARROWED: Final = 24  # characters to which a column of texts may shrink before a table is parted
_KEY_NARROWED: Final = 14  # the same for each of several key columns
_LONGEST_GROUP: Final = 6  # columns that are kept side by side where they share a heading
_JOINT: Final = re.compile(r"[-/_+.]")
_STYLES: Final = {"bold": "1", "dim": "2"}

Style = Callable[[str, str], str]


def as_text(grid: Grid, lang: Language, *, width: int = 100, styled: bool = False) -> str:
    """Write text `width` characters wide (80 at least); `styled` for a terminal that has colours.

    No line is wider, but for a word that has no room in its column. A table that does not fit is
    parted: its key columns are repeated beside the rest.
    """
    style = _coded if styled else _bare
    lines = _lines(grid, lang, max(width, LEAST_WIDTH), style)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _coded(text: str, name: str) -> str:
    return f"\x1b[{_STYLES[name]}m{text}\x1b[0m" if text else ""


def _bare(text: str, name: str) -> str:  # noqa: ARG001
    return text


def _lines(grid: Grid, lang: Language, width: int, style: Style) -> Iterator[str]:
    yield from _paragraph(grid.title, width, lambda text: style(text, "bold"))
    yield from _paragraph(grid.caption, width, lambda text: style(text, "dim"))
    for sentence in grid.sentences():
        yield ""
        yield from _paragraph(f"• {sentence}", width, str)
    sections = grid.sections(lang)
    for number, block in enumerate(_blocks(grid, sections, width)):
        yield ""
        told = _told(block, sections) if number else sections
        yield from _table(block, told, width, style) if grid.rows else [WORDS[lang].no_rows]
    if grid.notes:
        yield ""
    for note in grid.notes:
        yield from _paragraph(note, width, lambda text: style(text, "dim"))


def _paragraph(text: str, width: int, style: Callable[[str], str]) -> Iterator[str]:
    if text:
        yield from map(style, _wrapped(visible(text), width))


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines between words; a word too long breaks after a hyphen or the like."""
    lines, line = [], ""
    for number, part in enumerate(text.split(" ")):
        word = part
        longer = f"{line} {word}" if number else word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while cell_len(word) > width:
            at = _cut(word, width)
            lines.append(word[:at])
            word = word[at:]
        line = word
    return [*lines, line]


def _cut(word: str, width: int) -> int:
    """Return where to break a word so that its start fits: after a joint, else where it must."""
    at = len(word)
    while at > 1 and cell_len(word[:at]) > width:
        at -= 1
    joints = [match.end() for match in _JOINT.finditer(word, 0, at)]
    return joints[-1] if joints else at


@dataclass(frozen=True, slots=True)
class _Sized:
    """A column of a block: its place in the rows, its width, and the least that it may have."""

    at: int
    column: Column
    width: int
    least: int

    def padded(self, text: str) -> str:
        """Fill a line of a cell up to the width, on the side that the column leaves."""
        blank = " " * (self.width - cell_len(text))
        return f"{blank}{text}" if self.column.right else f"{text}{blank}"


Block = tuple[_Sized, ...]
Sections = list[tuple[str, list[Shown]]]


def _blocks(grid: Grid, sections: Sections, width: int) -> list[Block]:
    """Part the columns so that each block fits; key columns are repeated in each."""
    rows = [row for _, part in sections for row in part]
    columns = grid.shown_columns
    several = sum(column.is_key for column in columns) > 1
    sized = tuple(
        _sized(at, column, rows, _KEY_NARROWED if several and column.is_key else _NARROWED)
        for at, column in enumerate(columns)
    )
    if _needed(sized) <= width:
        return [_fitted(sized, width)]
    keys = tuple(each for each in sized if each.column.is_key)
    blocks, held = [], keys
    for neighbours in _neighbours([each for each in sized if not each.column.is_key]):
        if held != keys and _needed((*held, *neighbours)) > width:
            blocks.append(_fitted(held, width))
            held = keys
        held = (*held, *neighbours)
    return [*blocks, _fitted(held, width)]


def _fitted(block: Block, width: int) -> Block:
    """Narrow the columns of texts, the widest first, until the block fits or none can give."""
    widths = [each.width for each in block]
    room = width - _GAP * (len(block) - 1)
    while sum(widths) > room:
        at = max(range(len(block)), key=lambda at: widths[at] - block[at].least)
        if widths[at] <= block[at].least:
            break
        widths[at] -= 1
    return tuple(replace(each, width=given) for each, given in zip(block, widths, strict=True))


def _neighbours(columns: list[_Sized]) -> Iterator[Block]:
    """Yield the columns one by one, but a few under one heading together."""
    at = 0
    while at < len(columns):
        group = columns[at].column.group
        end = at + 1
        while group and end < len(columns) and columns[end].column.group == group:
            end += 1
        together = tuple(columns[at:end])
        yield from [together] if len(together) <= _LONGEST_GROUP else ((each,) for each in together)
        at = end


def _sized(at: int, column: Column, rows: list[Shown], narrowed: int) -> _Sized:
    words = max(map(cell_len, visible(f"{column.heading} {column.group}").split()), default=0)
    held = max((cell_len(row[at]) for row in rows), default=0)
    natural = max(held, words)
    shrinks = not column.right and column.kind != "date"
    return _Sized(at, column, natural, min(natural, narrowed) if shrinks else natural)


def _needed(block: Block) -> int:
    return sum(each.least for each in block) + _GAP * (len(block) - 1)


def _told(block: Block, sections: Sections) -> Sections:
    """Keep the rows that hold more than their keys in a block that repeats these."""
    own = [each.at for each in block if not each.column.is_key]
    kept = (
        (heading, [row for row in rows if any(row[at] for at in own)]) for heading, rows in sections
    )
    return [(heading, rows) for heading, rows in kept if rows]


def _table(block: Block, sections: Sections, width: int, style: Style) -> Iterator[str]:
    yield from (style(line, "bold") for line in _row(block, _headings(block)))
    yield style("─" * (sum(each.width for each in block) + _GAP * (len(block) - 1)), "dim")
    for number, (heading, rows) in enumerate(sections):
        if number:
            yield ""
        yield from _paragraph(heading, width, lambda text: style(text, "bold"))
        for row in rows:
            yield from _row(block, [_wrapped(row[each.at], each.width) for each in block])


def _row(block: Block, cells: list[list[str]]) -> Iterator[str]:
    """Yield the lines of a row, its cells side by side."""
    for line in range(max(map(len, cells))):
        parts = (
            each.padded(cell[line] if line < len(cell) else "")
            for each, cell in zip(block, cells, strict=True)
        )
        yield (" " * _GAP).join(parts)


def _headings(block: Block) -> list[list[str]]:
    """Return the headings, wrapped to the widths of their columns and as high as one another."""
    titles = [_wrapped(visible(each.column.heading), each.width) for each in block]
    groups = [
        _wrapped(visible(group), each.width) if group else []
        for group, each in zip(_new(block), block, strict=True)
    ]
    high = max(map(len, groups)) + max(map(len, titles))
    return [
        [*group, *([""] * (high - len(group) - len(title))), *title]
        for group, title in zip(groups, titles, strict=True)
    ]


def _new(block: Block) -> Iterator[str]:
    """Yield for each column the heading that starts over it."""
    named = ""
    for each in block:
        yield "" if each.column.group == named else each.column.group
        named = each.column.group
