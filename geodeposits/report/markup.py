"""Parts of a document as HTML: text is escaped here and once."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Final

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
    SourceEntry,
    Sources,
    Span,
    Table,
)

__all__ = ["Markup", "style_policy"]

_SHORT: Final = 12  # characters: a column this narrow in a terminal needs no room of its own

_SIGN: Final = re.compile(r"([<>≤≥]) (?=\d)")  # never alone at the end of a line


def style_policy(style: str) -> str:
    """Return a Content-Security-Policy that allows this style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{digest}'"


@dataclass(frozen=True)
class Markup:
    """How the parts of one document are written: its anchors, its pictures, its headings.

    An anchor holds no text from the data. `prefix` sets the anchors of one document apart from
    those of others on the page, `images` holds what is drawn by the names of pictures.
    """

    anchors: Mapping[str, str]
    images: Mapping[str, Image] = field(default_factory=dict)
    prefix: str = ""
    level: int = 2
    has_linked_titles: bool = False

    @classmethod
    def of(
        cls,
        document: Document,
        *,
        images: Mapping[str, Image] | None = None,
        prefix: str = "",
        level: int = 2,
        has_linked_titles: bool = False,
    ) -> Markup:
        """Return the markup of a document, its sources numbered in their order.

        A source is linked by its title, or else by its address, which is then shown.
        """
        keys = [
            entry.key
            for section in document.sections
            for block in section.blocks
            if isinstance(block, Sources)
            for entry in block.entries
        ]
        anchors = {key: f"{prefix}source-{number}" for number, key in enumerate(keys, start=1)}
        return cls(anchors, images or {}, prefix, level, has_linked_titles)

    def section(self, section: Section, number: int) -> str:
        """Write a section under its heading."""
        heading = f"{self.prefix}section-{number}"
        blocks = "".join(self._blocks(section.blocks, heading))
        named = "" if self.prefix else f' aria-labelledby="{heading}"'  # one landmark of a name
        return (
            f'<section{named}>\n<h{self.level} id="{heading}">'
            f"{escape(section.title)}</h{self.level}>\n{blocks}</section>\n"
        )

    def shows(self, section: Section) -> bool:
        """Say whether anything stands under the heading of a section: a picture, or words."""
        return section.is_told or any(map(self._is_drawn, section.blocks))

    def _blocks(self, blocks: Iterable[Block], heading: str) -> Iterator[str]:
        """Write blocks; pictures one after the other stand side by side."""
        for is_drawn, group in groupby(blocks, key=self._is_drawn):
            made = ["".join(self._block(block, heading)) for block in group]
            is_row = is_drawn and len(made) > 1
            yield f'<div class="pair">\n{"".join(made)}</div>\n' if is_row else "".join(made)

    def _is_drawn(self, block: Block) -> bool:
        return isinstance(block, Picture) and block.name in self.images

    def line(self, content: Line) -> str:
        """Write a line."""
        return "".join(self._span(span) for span in content)

    def _span(self, span: Span) -> str:
        text = escape(_SIGN.sub("\\1\N{NO-BREAK SPACE}", span.text))
        if span.source in self.anchors:
            text = f'<a href="#{self.anchors[span.source]}">{text}</a>'
        lang = f' lang="{span.lang}"' if span.lang else ""
        if span.style == "strong":
            return f"<strong{lang}>{text}</strong>"
        if span.style == "level":
            grade = f" level-{span.text}" if span.text in {"A", "B", "C", "D", "E"} else ""
            return f'<span class="level{grade}">{text}</span>'
        kind = f' class="{span.style}"' if span.style else ""
        return f"<span{kind}{lang}>{text}</span>" if kind or lang else text

    def _cell(self, content: Cell) -> str:
        if len(content) == 1:
            return self.line(content[0])
        return "".join(f'<span class="line">{self.line(part)}</span>' for part in content)

    def _block(self, block: Block, heading: str) -> Iterator[str]:
        if isinstance(block, Paragraph):
            kind = ' class="paper"' if block.only_on_paper else ""
            yield f"<p{kind}>{self.line(block.content)}</p>\n"
        elif isinstance(block, Facts):
            yield from self._facts(block)
        elif isinstance(block, Items):
            items = "".join(f"<li>{self._cell(item)}</li>\n" for item in block.items)
            yield f"<ul>\n{items}</ul>\n"
        elif isinstance(block, Sources):
            yield from self._sources(block)
        elif isinstance(block, Picture):
            yield from self._picture(block, heading)
        elif isinstance(block, Cards):
            yield f'<div class="cards">\n{"".join(map(self._card, block.cards))}</div>\n'
        else:
            yield from self._table(block, heading)

    def _facts(self, block: Facts) -> Iterator[str]:
        yield "<dl>\n"
        for term, content in block.rows:
            yield f"<dt>{escape(term)}</dt><dd>{self._cell(content)}</dd>\n"
        yield "</dl>\n"

    def _sources(self, block: Sources) -> Iterator[str]:
        yield '<ul class="sources">\n'
        for entry in block.entries:
            anchor, key = self.anchors[entry.key], escape(entry.key)
            kind = "" if entry.on_paper else ' class="screen"'
            yield f'<li id="{anchor}"{kind}><strong>{key}</strong> {self._source(entry)}</li>\n'
        yield "</ul>\n"

    def _source(self, entry: SourceEntry) -> str:
        about, address = escape(entry.about), escape(entry.address)
        if not entry.link:
            return f"{about} {address}"
        start = f'<a href="{escape(entry.link)}" rel="noopener noreferrer">'
        if self.has_linked_titles:
            title = escape(entry.title)
            host = f' <span class="muted screen">{escape(entry.host)}</span>' if entry.host else ""
            return f"{start}{title}</a>{about.removeprefix(title)}{host}"
        return f"{about} {start}{address}</a>"

    def _picture(self, picture: Picture, heading: str) -> Iterator[str]:
        image = self.images.get(picture.name)
        if image is None:
            for block in picture.instead:
                yield from self._block(block, heading)
            return
        data = base64.b64encode(image.svg).decode("ascii")
        kind = "" if picture.on_paper else ' class="screen"'
        caption = f"<figcaption>{escape(image.caption)}</figcaption>\n" if image.caption else ""
        yield (
            f'<figure{kind}>\n<img src="data:image/svg+xml;base64,{data}" '
            f'alt="{escape(image.alt)}">\n{caption}</figure>\n'
        )

    def _card(self, card: Card) -> str:
        lines = "".join(f"<p>{self.line(part)}</p>\n" for part in card.lines)
        return (
            f'<div class="card">\n<h{self.level + 1}>{escape(card.title)}</h{self.level + 1}>\n'
            f'<p class="figure">{self.line(card.figure)}</p>\n{lines}</div>\n'
        )

    def _table(self, table: Table, heading: str) -> Iterator[str]:
        is_wide = any(column.share for column in table.columns)
        kind = ' class="wide"' if is_wide else ""
        yield f'<div class="scroll" role="group" tabindex="0" aria-labelledby="{heading}">\n'
        yield f"<table{kind}>\n"
        if table.caption:
            yield f"<caption><span>{escape(table.caption)}</span></caption>\n"
        if is_wide:
            yield f"<colgroup>{''.join(map(_col, table.columns))}</colgroup>\n"
        yield from _head(table.columns)
        yield "<tbody>\n"
        for row in table.rows:
            yield self._row(row, table.columns)
        yield "</tbody>\n</table>\n</div>\n"

    def _row(self, row: Row, columns: tuple[Column, ...]) -> str:
        pairs = zip(row.cells, columns, strict=True)
        first, *rest = (self._data_cell(content, column) for content, column in pairs)
        flags = (("joined", row.joined), ("screen", not row.on_paper))
        kinds = [name for name, is_so in flags if is_so]
        kind = f' class="{" ".join(kinds)}"' if kinds else ""
        return f"<tr{kind}>{_as_heading(first)}{''.join(rest)}</tr>\n"

    def _data_cell(self, content: Cell, column: Column) -> str:
        kind = "right" if column.right else "whole" if column.whole else "text"
        if kind == "text" and column.width and column.width <= _SHORT:
            kind = "short"
        return f'<td class="{kind}">{self._cell(content)}</td>'


def _col(column: Column) -> str:
    return f'<col class="share-{column.share}">' if column.share else "<col>"


def _as_heading(data: str) -> str:
    return f'<th scope="row" {data[4:-5]}</th>'


def _head(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "<thead>\n"
    if any(column.group for column in columns):
        yield f"<tr>{''.join(_groups(columns))}</tr>\n"
    ungrouped = not any(column.group for column in columns)
    cells = (_title(column) for column in columns if ungrouped or column.group)
    yield f"<tr>{''.join(cells)}</tr>\n</thead>\n"


def _title(column: Column) -> str:
    side = ' class="right"' if column.right else ""
    return f'<th scope="col"{side}>{escape(column.title)}</th>' if column.title else "<td></td>"


def _groups(columns: tuple[Column, ...]) -> Iterator[str]:
    for place, column in enumerate(columns):
        if not column.group:
            yield f'<th scope="col" rowspan="2">{escape(column.title)}</th>'
        elif place == 0 or columns[place - 1].group != column.group:
            size = sum(other.group == column.group for other in columns)
            yield f'<th class="group" scope="colgroup" colspan="{size}">{escape(column.group)}</th>'
    yield ""
