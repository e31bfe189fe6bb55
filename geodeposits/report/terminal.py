"""Documents on a terminal, through rich: no markup is read, nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from typing import Final

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from geodeposits.report.document import (
    Block,
    Cards,
    Cell,
    Column,
    Document,
    Facts,
    Items,
    Line,
    Paragraph,
    Picture,
    Sources,
    Table,
)
from geodeposits.speech import Language

__all__ = ["print_document", "printed_text"]

_STYLES: Final = {
    "strong": "bold",
    "muted": "dim",
    "level": "bold",
    "error": "bold red",
    "warning": "yellow",
    "note": "dim",
}
_INDENT: Final = (0, 0, 0, 2)
_WORD: Final = re.compile(r"\S+")
_JOINT: Final = re.compile(r"[-/_+.]")


class _Printed:
    """A document as a rich renderable; tables take the shape that the width allows."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(self._document.title, style="bold")
        for part in self._document.lead:
            yield _text(part)
        for section in self._document.sections:
            if section.in_terminal and section.is_told:
                yield Text()
                yield Text(_upper(section.title, self._document.lang), style="bold")
                for block in section.blocks:
                    yield from _block(block, options.max_width, self._document.lang)


def print_document(document: Document, console: Console) -> None:
    """Print on a console: text is taken as it is, and no line is cropped.

    What is no terminal gets plain text without spaces at the ends of lines.
    """
    if not console.is_terminal:
        text = Text(printed_text(document, width=console.width))
        console.print(text, end="", soft_wrap=True)
        return
    _print(document, console)


def _print(document: Document, console: Console) -> None:
    console.print(_Printed(document), highlight=False, markup=False, emoji=False, crop=False)


def printed_text(document: Document, *, width: int) -> str:
    """Return the document as plain text without colour, `width` characters wide."""
    out = StringIO()
    console = Console(file=out, width=width, color_system=None, force_terminal=False, _environ={})
    _print(document, console)
    return "".join(f"{row.rstrip()}\n" for row in out.getvalue().splitlines())


def _upper(title: str, lang: Language) -> str:
    """Write a heading in capitals; Turkish has two of the letter i."""
    return (title.replace("i", "İ") if lang == "tr" else title).upper()


def _block(block: Block, width: int, lang: Language) -> Iterator[RenderableType]:
    if isinstance(block, Paragraph):
        yield _text(block.content)
    elif isinstance(block, Facts):
        yield _facts(block)
    elif isinstance(block, Items):
        yield from (Padding(_text(part), _INDENT) for item in block.items for part in item)
    elif isinstance(block, Sources):
        yield from _sources(block)
    elif isinstance(block, Picture):
        for part in block.instead:
            yield from _block(part, width, lang)
    elif isinstance(block, Cards):
        yield _facts(Facts(tuple((c.title, (c.figure, *c.lines)) for c in block.cards)))
    else:
        yield from _table(block, width, lang)


class _Flow:
    """A line that breaks a word too long for its place after a hyphen or slash."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        breaks = list(_breaks(self._text.plain, options.max_width))
        yield Text("\n", justify=self._text.justify).join(self._text.divide(breaks))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._text)


def _breaks(text: str, width: int) -> Iterator[int]:
    """Yield where to break words of more than `width` characters."""
    for word in _WORD.finditer(text):
        start = word.start()
        while word.end() - start > width:
            marks = [match.end() for match in _JOINT.finditer(text, start, start + width)]
            if not marks:
                break
            start = marks[-1]
            yield start


def _text(content: Line, *, right: bool = False) -> _Flow:
    text = Text(overflow="fold", justify="right" if right else "left")
    for span in content:
        text.append(span.text, style=_STYLES.get(span.style, ""))
    return _Flow(text)


def _lines(content: Cell, *, right: bool = False) -> RenderableType:
    return Group(*(_text(part, right=right) for part in content)) if content else Text()


def _facts(facts: Facts) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for term, content in facts.rows:
        grid.add_row(Text(term, style="bold"), _lines(content))
    return grid


def _sources(block: Sources) -> Iterator[RenderableType]:
    for entry in block.entries:
        yield Text(entry.key, style="bold", overflow="fold")
        yield Padding(Text(entry.about, overflow="fold"), _INDENT)
        if entry.address:
            # an address stays in one piece, so that it can be copied
            yield Text(f"  {entry.address}", style="dim", no_wrap=True, overflow="ignore")


def _table(table: Table, width: int, lang: Language) -> Iterator[RenderableType]:
    if table.narrow is not None and width < table.needs:
        yield from _table(table.narrow, width, lang)
        return
    if table.caption:
        yield Text()
        yield Text(table.caption, style="italic")
    grid = _grid(table.columns, lang)
    for number, row in enumerate(table.rows):
        if table.spaced and number and not row.joined:
            grid.add_row()
        cells = zip(row.cells, table.columns, strict=True)
        grid.add_row(*(_lines(content, right=column.right) for content, column in cells))
    yield grid


def _grid(columns: tuple[Column, ...], lang: Language) -> Grid:
    """Return an empty grid with the titles of the columns."""
    grid = Grid(
        box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, expand=True
    )
    named: set[str] = set()
    for column in columns:
        grid.add_column(
            Text(_title(column, named, lang)),
            justify="right" if column.right else "left",
            width=column.width,
            ratio=None if column.width else column.ratio,
            overflow="fold",
            vertical="top",
        )
    return grid


def _title(column: Column, named: set[str], lang: Language) -> str:
    """Put the name of a group over its first column that has room for it."""
    room = column.width is None or column.width >= len(column.group)
    if not column.group or column.group in named or not room:
        return column.title
    named.add(column.group)
    return f"{_upper(column.group, lang)}\n{column.title}"
