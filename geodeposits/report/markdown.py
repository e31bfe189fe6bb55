"""Documents as GitHub-flavoured Markdown: text from data is escaped, so that it stays text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from geodeposits.report.document import (
    Block,
    Cards,
    Cell,
    Document,
    Facts,
    Items,
    Line,
    Paragraph,
    Picture,
    Section,
    Sources,
    Span,
    Table,
)

__all__ = ["markdown"]

_SPECIAL: Final = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")
_LEADING: Final = re.compile(r"^(\s*)([#>+=-]|\d+[.)])")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;"}


def markdown(document: Document) -> str:
    """Return the document as Markdown, with a line end at the end."""
    parts = [f"# {_escaped(document.title)}", "  \n".join(_line(part) for part in document.lead)]
    if document.has_contents:
        parts.append("\n".join(_contents(document)))
    for section in _told(document):
        parts.append(f"## {_escaped(section.title)}")
        parts += [text for block in section.blocks for text in _block(block) if text]
    return "\n\n".join(part for part in parts if part) + "\n"


def _told(document: Document) -> Iterator[Section]:
    """Yield the sections that hold words; Markdown shows no pictures."""
    return (section for section in document.sections if section.is_told)


def _contents(document: Document) -> Iterator[str]:
    """Yield a link to each section, by the fragment that GitHub gives its heading."""
    seen: Counter[str] = Counter()
    for section in _told(document):
        fragment = re.sub(r"[^\w\- ]", "", section.title.lower()).replace(" ", "-")
        number = f"-{seen[fragment]}" if seen[fragment] else ""
        seen[fragment] += 1
        yield f"- [{_escaped(section.title)}](#{fragment}{number})"


def _escaped(text: str) -> str:
    for letter, entity in _ENTITIES.items():
        text = text.replace(letter, entity)
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _span(span: Span) -> str:
    text = _escaped(span.text)
    if span.style != "strong":
        return text
    inner = text.strip()
    return text.replace(inner, f"**{inner}**") if inner else text


def _line(content: Line) -> str:
    text = "".join(_span(span) for span in content)
    return _LEADING.sub(lambda match: f"{match[1]}{_unmarked(match[2])}", text)


def _unmarked(mark: str) -> str:
    """Escape a mark that would start a list, a quote or a heading."""
    return f"{mark[:-1]}\\{mark[-1]}"


def _cell(content: Cell) -> str:
    return "<br>".join("".join(_span(span) for span in part) for part in content)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _line(block.content)
    elif isinstance(block, Facts):
        yield "\n".join(f"- **{_escaped(term)}**: {_cell(content)}" for term, content in block.rows)
    elif isinstance(block, Items):
        yield "\n".join(f"- {'<br>'.join(map(_line, item))}" for item in block.items)
    elif isinstance(block, Sources):
        yield "\n".join(_source_items(block))
    elif isinstance(block, Picture):
        yield from (text for part in block.instead for text in _block(part))
    elif isinstance(block, Cards):
        yield "\n".join(
            f"- **{_escaped(card.title)}**: {_cell((card.figure, *card.lines))}"
            for card in block.cards
        )
    else:
        yield from _table(block)


def _source_items(block: Sources) -> Iterator[str]:
    for entry in block.entries:
        address = f" <{entry.link}>" if entry.link else _escaped(f" {entry.address}".rstrip())
        yield f"- **{_escaped(entry.key)}**: {_escaped(entry.about)}{address}"


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"**{_escaped(table.caption)}**"
    titles = [
        ": ".join(part for part in (column.group, column.title) if part) for column in table.columns
    ]
    rows = [
        "| " + " | ".join(_escaped(title) for title in titles) + " |",
        "|" + "|".join(" ---: " if column.right else " --- " for column in table.columns) + "|",
        *("| " + " | ".join(map(_cell, row.cells)) + " |" for row in table.rows),
    ]
    yield "\n".join(rows)
