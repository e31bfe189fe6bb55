"""Documents as one self-contained HTML page: no script, no request, text escaped here and once."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from geodeposits.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Items,
    Line,
    Paragraph,
    Section,
    Sources,
    Span,
    Table,
)

__all__ = ["page"]

_STYLE: Final = """
:root{color-scheme:light dark;--ink:#1c2126;--soft:#57606a;--paper:#fff;--rule:#d5dae0;
--band:#f5f7f9;--link:#0b5cad;--bad:#b3261e;--warn:#8a5300}
@media (prefers-color-scheme:dark){:root{--ink:#e4e7ea;--soft:#a3adb8;--paper:#15181c;
--rule:#39414a;--band:#1d2227;--link:#7db7f5;--bad:#ff8a80;--warn:#f0b45c}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:84rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.15rem;margin:2.5rem 0 .6rem;padding-top:.8rem;border-top:2px solid var(--ink)}
p{max-width:72ch;margin:.5rem 0}
p.lead{color:var(--soft);margin:0}
a{color:var(--link);text-underline-offset:.15em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.6rem 0;max-width:84ch}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
ul{padding-left:1.2rem;margin:.5rem 0}li{margin:.35rem 0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:.8rem 0 1.4rem}
.scroll:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.4rem 0}
caption span{display:inline-block;position:sticky;left:0;max-width:calc(100vw - 2rem)}
th,td{padding:.4rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
thead th,thead td{border-bottom:1.5px solid var(--ink);vertical-align:bottom;font-weight:600}
thead th.group{border-bottom:1px solid var(--rule)}
tbody th{font-weight:400}
tbody tr:hover{background:var(--band)}
.right{text-align:right;font-variant-numeric:tabular-nums}
td.right{white-space:nowrap}
.text{min-width:11rem}
.short{min-width:3.2rem}.whole{white-space:nowrap;width:1%}
.line{display:block;overflow-wrap:anywhere}
.right .line{overflow-wrap:normal}
.muted,.note{color:var(--soft)}.muted a{color:inherit}
.level{display:inline-block;min-width:1.6em;padding:0 .3em;text-align:center;font-weight:600;
border:1.5px solid currentColor;border-radius:1em}
.level-B{border-style:double;border-width:3px}.level-C{border-style:dashed}
.level-D,.level-E{border-style:dotted}.level-E{color:var(--soft)}
.error{color:var(--bad);font-weight:600}.warning{color:var(--warn);font-weight:600}
li:target{background:var(--band);outline:2px solid var(--link);outline-offset:2px}
@media (max-width:40rem){main{padding:1rem .8rem 3rem}table{font-size:.82rem}
th,td{padding:.35rem .4rem}.text{min-width:8.5rem}}
@media print{@page{size:A4 landscape;margin:12mm}:root{--ink:#000;--soft:#444;--paper:#fff;
--rule:#bbb;--band:#fff;--link:#000;--bad:#000;--warn:#000}body{font-size:9pt}
main{max-width:none;padding:0}table{font-size:7.5pt}.scroll{overflow:visible}
thead{display:table-header-group}tr,li{break-inside:avoid}h2,caption{break-after:avoid}
.text,.short{min-width:0}a{text-decoration:none}}
"""
_POLICY: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    + "'"
)
_SHORT: Final = 12  # characters: a column this narrow in a terminal needs no room of its own


def page(document: Document) -> str:
    """Return the document as an HTML page in English, with a line end at the end."""
    anchors = _anchors(document)
    title = escape(document.title)
    lead = "".join(f'<p class="lead">{_line(part, anchors)}</p>\n' for part in document.lead)
    sections = "".join(
        _section(section, number, anchors) for number, section in enumerate(document.sections)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="geodeposits report">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{lead}{_contents(document)}{sections}</main>\n</body>\n</html>\n"
    )


def _contents(document: Document) -> str:
    """List the sections, each a link, where the document asks for it."""
    if not document.has_contents:
        return ""
    items = "".join(
        f'<li><a href="#section-{number}">{escape(section.title)}</a></li>\n'
        for number, section in enumerate(document.sections)
    )
    return f'<nav aria-label="Contents">\n<ul>\n{items}</ul>\n</nav>\n'


def _anchors(document: Document) -> dict[str, str]:
    """Number the sources that are listed: an anchor holds no text from the data."""
    keys = [
        entry.key
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Sources)
        for entry in block.entries
    ]
    return {key: f"source-{number}" for number, key in enumerate(keys, start=1)}


def _section(section: Section, number: int, anchors: Mapping[str, str]) -> str:
    heading = f"section-{number}"
    blocks = "".join(text for block in section.blocks for text in _block(block, anchors, heading))
    return (
        f'<section aria-labelledby="{heading}">\n<h2 id="{heading}">{escape(section.title)}</h2>\n'
        f"{blocks}</section>\n"
    )


def _span(span: Span, anchors: Mapping[str, str]) -> str:
    text = escape(span.text)
    if span.source in anchors:
        text = f'<a href="#{anchors[span.source]}">{text}</a>'
    if span.style == "strong":
        return f"<strong>{text}</strong>"
    if span.style == "level":
        grade = f" level-{span.text}" if span.text in {"A", "B", "C", "D", "E"} else ""
        return f'<span class="level{grade}">{text}</span>'
    return f'<span class="{span.style}">{text}</span>' if span.style else text


def _line(content: Line, anchors: Mapping[str, str]) -> str:
    return "".join(_span(span, anchors) for span in content)


def _cell(content: Cell, anchors: Mapping[str, str]) -> str:
    if len(content) == 1:
        return _line(content[0], anchors)
    return "".join(f'<span class="line">{_line(part, anchors)}</span>' for part in content)


def _block(block: Block, anchors: Mapping[str, str], heading: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"<p>{_line(block.content, anchors)}</p>\n"
    elif isinstance(block, Facts):
        yield "<dl>\n"
        for term, content in block.rows:
            yield f"<dt>{escape(term)}</dt><dd>{_cell(content, anchors)}</dd>\n"
        yield "</dl>\n"
    elif isinstance(block, Items):
        items = "".join(f"<li>{_cell(item, anchors)}</li>\n" for item in block.items)
        yield f"<ul>\n{items}</ul>\n"
    elif isinstance(block, Sources):
        yield from _sources(block, anchors)
    else:
        yield from _table(block, anchors, heading)


def _sources(block: Sources, anchors: Mapping[str, str]) -> Iterator[str]:
    yield "<ul>\n"
    for entry in block.entries:
        address = escape(entry.address)
        if entry.link:
            address = f'<a href="{escape(entry.link)}" rel="noopener noreferrer">{address}</a>'
        yield (
            f'<li id="{anchors[entry.key]}"><strong>{escape(entry.key)}</strong> '
            f"{escape(entry.about)} {address}</li>\n"
        )
    yield "</ul>\n"


def _table(table: Table, anchors: Mapping[str, str], heading: str) -> Iterator[str]:
    yield f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{heading}">\n<table>\n'
    if table.caption:
        yield f"<caption><span>{escape(table.caption)}</span></caption>\n"
    yield from _head(table.columns)
    yield "<tbody>\n"
    for row in table.rows:
        cells = zip(row.cells, table.columns, strict=True)
        first, *rest = (_data_cell(content, column, anchors) for content, column in cells)
        yield f"<tr>{_as_heading(first)}{''.join(rest)}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _data_cell(content: Cell, column: Column, anchors: Mapping[str, str]) -> str:
    kind = "right" if column.right else "whole" if column.whole else "text"
    if kind == "text" and column.width and column.width <= _SHORT:
        kind = "short"
    return f'<td class="{kind}">{_cell(content, anchors)}</td>'


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
