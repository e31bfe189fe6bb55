"""A document before it has a format: sections of paragraphs, facts, lists and tables.

What is built here is printed by `terminal`, `markdown` and `page`. A span's text is already
`visible`; each format escapes it for itself, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from geodeposits.checks.formats import visible
from geodeposits.speech import Language

__all__ = [
    "Block",
    "Card",
    "Cards",
    "Cell",
    "Column",
    "Document",
    "Facts",
    "Image",
    "Items",
    "Line",
    "Paragraph",
    "Picture",
    "Row",
    "Section",
    "SourceEntry",
    "Sources",
    "Span",
    "Table",
    "Width",
    "cell",
    "cited",
    "foreign",
    "is_told",
    "line",
    "muted",
    "strong",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style: "", `strong`, `muted`, `error`, `warning`, `note` or `level`.

    `source` is the key of the source that the text names; `lang` the language of the text where
    it is not that of the document.
    """

    text: str
    style: str = ""
    source: str = ""
    lang: str = ""


Line = tuple[Span, ...]
Cell = tuple[Line, ...]


def line(*parts: str | Span) -> Line:
    """Join parts into one line; a plain text becomes a span, made visible."""
    spans = (part if isinstance(part, Span) else Span(visible(part)) for part in parts)
    return tuple(span for span in spans if span.text)


def strong(text: str) -> Span:
    """Return a span that stands out."""
    return Span(visible(text), "strong")


def muted(text: str) -> Span:
    """Return a span that steps back."""
    return Span(visible(text), "muted")


def cited(key: str) -> Span:
    """Return a span that names a source by its key."""
    return Span(visible(key), "muted", source=key)


def foreign(text: str, lang: Language, style: str = "") -> Span:
    """Return a span of a source's or an editor's words, which are English, in a document."""
    return Span(visible(text), style, lang="" if lang == "en" else "en")


def cell(*lines: str | Span | Line) -> Cell:
    """Return a cell of lines; empty ones are left out."""
    made = (part if isinstance(part, tuple) else line(part) for part in lines)
    return tuple(part for part in made if part)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: title, the group it stands under, side, and widths in characters.

    `width` is kept whatever the room; a column without one shares what is left by `ratio`.
    `whole` cells, such as dates, are not broken on a page; `share` is how much of a page's width a
    column asks for, in percent, by fives.
    """

    title: str
    group: str = ""
    right: bool = False
    width: int | None = None
    ratio: int = 1
    whole: bool = False
    share: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row; `joined` says that the row belongs to the one above.

    `day` is the date (ISO 8601) by which rows are left off paper where there are too many, the
    oldest first; one without it is always printed.
    """

    cells: tuple[Cell, ...]
    joined: bool = False
    day: str = ""
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and another shape of it for a terminal narrower than `needs` columns.

    `spaced` asks a terminal for an empty line between rows that are not joined.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    needs: int = 0
    narrow: Table | None = None
    spaced: bool = False

    @classmethod
    def of(
        cls,
        columns: Iterable[Column],
        rows: Iterable[Iterable[Cell]],
        *,
        caption: str = "",
        spaced: bool = False,
    ) -> Table:
        """Return a table of one shape."""
        made = tuple(Row(tuple(cells)) for cells in rows)
        return cls(tuple(columns), made, caption, spaced=spaced)


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms, each with the lines that belong to it."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines."""

    items: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `only_on_paper` is for what is to be said where a page is printed."""

    content: Line
    only_on_paper: bool = False


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source: its key, what it is in a line, and its address (a link only if it is safe).

    `title` is how `about` begins.
    """

    key: str
    about: str
    address: str = ""
    link: str = ""
    title: str = ""
    on_paper: bool = True

    @property
    def host(self) -> str:
        """The host that the link leads to, where the line about the source does not name it."""
        host = (urlsplit(self.link).hostname or "").removeprefix("www.")
        named = re.split(r"[\s,()]+", self.about.rstrip("."))
        return "" if host in {part.rstrip(".").lower() for part in named} else visible(host)


@dataclass(frozen=True, slots=True)
class Sources:
    """The list of sources; cited spans point into it."""

    entries: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that a page may show, by the name under which it is drawn.

    `instead` is what stands in its place where there is no picture: the numbers that it shows.
    `is_in_table` says that a table beside it has all of its numbers, so that paper can do without.
    """

    name: str
    instead: tuple[Block, ...] = ()
    on_paper: bool = True
    is_in_table: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A drawn picture: an SVG, what it shows in words, and what is to be said below it."""

    svg: bytes
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One figure that stands out: what it is, the figure itself, and what is known of it."""

    title: str
    figure: Line
    lines: Cell


@dataclass(frozen=True, slots=True)
class Cards:
    """Figures side by side."""

    cards: tuple[Card, ...]


def is_told(block: Block) -> bool:
    """Say whether a block has words; of a picture, those that stand in its place."""
    return any(map(is_told, block.instead)) if isinstance(block, Picture) else True


Block = Paragraph | Facts | Items | Table | Sources | Picture | Cards
Width = Literal["full", "wide", "narrow"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its blocks; `in_terminal` is False for what only a page or a file shows.

    Sections in a row that are not `full` stand side by side where there is room.
    """

    title: str
    blocks: tuple[Block, ...]
    in_terminal: bool = True
    width: Width = "full"

    @property
    def is_told(self) -> bool:
        """Whether anything stands under the heading where no picture is shown."""
        return any(map(is_told, self.blocks))


@dataclass(frozen=True, slots=True)
class Document:
    """A title, the lines under it, and sections; `has_contents` asks for a list of these.

    A terminal, which has no links, shows no such list. `name` tells it from other documents that
    stand with it.
    """

    title: str
    lead: Cell
    sections: tuple[Section, ...] = field(default=())
    has_contents: bool = False
    lang: Language = "en"
    name: str = ""
