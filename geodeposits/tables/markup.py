"""Tables as Markdown and as a page: text is escaped here, and once."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from typing import Final

from geodeposits.characters import visible
from geodeposits.speech import Language
from geodeposits.tables.grid import Column, Grid
from geodeposits.tables.style import STYLE
from geodeposits.tables.words import WORDS

__all__ = ["as_html", "as_markdown"]

_SPECIAL: Final = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")
_LEADING: Final = re.compile(r"^(\s*)([#>+=-]|\d+[.)])")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;"}


def as_markdown(grid: Grid, lang: Language) -> str:
    """Write GitHub-flavoured Markdown: a heading, the caption, one table, and the notes.

    A heading over rows is a first column here: such a table has no cells that span.
    """
    parts = [f"<!-- geodeposits {grid.maker} -->", f"## {_marked(grid.title)}"]
    parts.append(_line(grid.caption))
    parts.append("\n".join(f"- {_line(text)}" for text in grid.sentences()))
    parts.append("\n".join(_pipes(grid, lang)) if grid.rows else WORDS[lang].no_rows)
    parts.append("\n".join(f"- {_line(visible(note))}" for note in grid.notes))
    return "\n\n".join(part for part in parts if part) + "\n"


def _pipes(grid: Grid, lang: Language) -> Iterator[str]:
    columns = [*([grid.grouping] if grid.grouping else []), *grid.shown_columns]
    yield _row([_full_title(column) for column in columns])
    yield "|" + "|".join(" ---: " if column.right else " --- " for column in columns) + "|"
    for heading, rows in grid.sections(lang):
        first = [heading] if grid.grouping else []
        for row in rows:
            yield _row([*first, *row])


def _full_title(column: Column) -> str:
    return f"{column.group}: {column.heading}" if column.group else column.heading


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(_marked(cell) for cell in cells) + " |"


def _marked(text: str) -> str:
    for letter, entity in _ENTITIES.items():
        text = text.replace(letter, entity)
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _line(text: str) -> str:
    """Escape a line, and a mark that would start a list, a quote or a heading."""
    return _LEADING.sub(
        lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", _marked(visible(text))
    )


_POLICY: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)


def as_html(grid: Grid, lang: Language) -> str:
    """Write one self-contained page without script: it asks for nothing, and prints."""
    title = escape(visible(grid.title))
    caption = f'<p class="lead">{escape(visible(grid.caption))}</p>\n' if grid.caption else ""
    table = "".join(_table(grid, lang)) if grid.rows else f"<p>{escape(WORDS[lang].no_rows)}</p>\n"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="geodeposits {escape(grid.maker)}">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 id="title">{title}</h1>\n{caption}{_items(grid.sentences())}{table}'
        f"{_notes(grid, lang)}</main>\n</body>\n</html>\n"
    )


def _items(texts: list[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>\n" for text in texts)
    return f"<ul>\n{items}</ul>\n" if items else ""


def _notes(grid: Grid, lang: Language) -> str:
    if not grid.notes:
        return ""
    heading = escape(WORDS[lang].notes)
    items = _items([visible(note) for note in grid.notes])
    return f'<section class="notes">\n<h2>{heading}</h2>\n{items}</section>\n'


def _table(grid: Grid, lang: Language) -> Iterator[str]:
    columns = grid.shown_columns
    yield '<div class="scroll" role="region" tabindex="0" aria-labelledby="title">\n<table>\n'
    yield from _head(columns)
    for heading, rows in grid.sections(lang):
        yield "<tbody>\n"
        if heading:
            span = f'colspan="{len(columns)}" scope="rowgroup"'
            yield f'<tr class="heading"><th {span}>{escape(heading)}</th></tr>\n'
        for row in rows:
            cells = (_cell(text, column) for text, column in zip(row, columns, strict=True))
            yield f"<tr>{''.join(cells)}</tr>\n"
        yield "</tbody>\n"
    yield "</table>\n</div>\n"


def _cell(text: str, column: Column) -> str:
    kind = "right" if column.right else "whole" if column.kind == "date" else "text"
    if column.is_key:
        return f'<th scope="row" class="{kind}">{escape(text)}</th>'
    return f'<td class="{kind}">{escape(text)}</td>'


def _head(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "<thead>\n"
    grouped = any(column.group for column in columns)
    if grouped:
        yield f"<tr>{''.join(_over(columns))}</tr>\n"
    below = (column for column in columns if column.group or not grouped)
    yield f"<tr>{''.join(_title(column) for column in below)}</tr>\n</thead>\n"


def _title(column: Column, span: str = "") -> str:
    side = ' class="right"' if column.right else ""
    return f'<th scope="col"{side}{span}>{escape(visible(column.heading))}</th>'


def _over(columns: tuple[Column, ...]) -> Iterator[str]:
    """Yield the upper line of the heading: groups, and titles of columns that stand alone."""
    at = 0
    while at < len(columns):
        column = columns[at]
        size = sum(1 for _ in _same_group(columns[at:]))
        if column.group:
            name = escape(visible(column.group))
            yield f'<th class="group" scope="colgroup" colspan="{size}">{name}</th>'
        else:
            yield _title(column, ' rowspan="2"')
        at += size


def _same_group(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Yield the columns under the first one's heading; a column without one stands alone."""
    first, *others = columns
    yield first
    for column in others:
        if not first.group or column.group != first.group:
            return
        yield column
