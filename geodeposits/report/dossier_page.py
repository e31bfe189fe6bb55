"""Dossiers as one self-contained HTML page that prints on A4: no script, no request.

On paper each deposit begins a new page, and its name and the numbers of pages stand at the foot,
where the browser can (Chromium from 131 on).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Final

from geodeposits.report.document import Document, Image, Section
from geodeposits.report.dossier_style import STYLE
from geodeposits.report.markup import Markup, style_policy
from geodeposits.report.words import WORDS

__all__ = ["dossier_page"]

_PLAIN: Final = re.compile(r"[A-Za-z0-9]")


def dossier_page(
    documents: Sequence[Document], *, title: str, edition: str, images: Mapping[str, Image]
) -> str:
    """Return documents as an HTML page in the language of the first, with a line end at the end.

    `edition` names the dataset and its version; it stands over each document and at the foot of
    each page on paper.
    """
    lang = documents[0].lang
    style = STYLE + "".join(
        _page_rule(f"d{number}", document.title, edition, WORDS[lang].page)
        for number, document in enumerate(documents, start=1)
    )
    policy = f"{style_policy(style)}; img-src data:"
    articles = "".join(
        _article(document, number, edition, images, is_one=len(documents) == 1)
        for number, document in enumerate(documents, start=1)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="geodeposits report">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"{articles}</main>\n</body>\n</html>\n"
    )


def _page_rule(name: str, title: str, edition: str, page: str) -> str:
    """Return the rules of a document's pages on paper: its name at the foot, and their number."""
    foot = _css_text(f"{title} · {edition}")
    number = f'{_css_text(f"{page} ")} counter(page) " / " counter(pages)'
    return (
        f"@page {name}{{@bottom-left{{content:{foot}}}@bottom-right{{content:{number}}}}}\n"
        f"#{name}{{page:{name}}}\n"
    )


def _css_text(text: str) -> str:
    r"""Write a text for a style sheet, all but plain letters as `\` and their code points."""
    return '"' + "".join(c if _PLAIN.match(c) else f"\\{ord(c):06x}" for c in text) + '"'


def _article(
    document: Document, number: int, edition: str, images: Mapping[str, Image], *, is_one: bool
) -> str:
    markup = Markup.of(
        document,
        images=images,
        prefix="" if is_one else f"d{number}-",
        has_linked_titles=True,
    )
    title = escape(document.title)
    lead = "".join(f'<p class="lead">{markup.line(part)}</p>\n' for part in document.lead)
    words = WORDS[document.lang]
    return (
        f'<article id="d{number}">\n<header>\n'
        f'<p class="kicker"><span>{escape(words.dossier)}</span> '
        f"<span>{escape(edition)}</span></p>\n"
        f"<h1>{title}</h1>\n{lead}</header>\n"
        f"{''.join(_rows(document.sections, markup))}</article>\n"
    )


def _rows(sections: Sequence[Section], markup: Markup) -> Iterator[str]:
    """Set sections of less than full width in columns side by side: the wide, then the narrow."""
    numbered = [
        (markup.section(each, number), each)
        for number, each in enumerate(sections)
        if markup.shows(each)
    ]
    for is_full, group in groupby(numbered, key=lambda pair: pair[1].width == "full"):
        pairs = list(group)
        if is_full:
            yield from (made for made, _ in pairs)
            continue
        columns = {width: "" for _, each in pairs for width in (each.width,)}
        for made, each in pairs:
            columns[each.width] += made
        kind = "row" if len(columns) > 1 else "row alone"
        inner = "".join(f"<div>\n{made}</div>\n" for made in columns.values())
        yield f'<div class="{kind}">\n{inner}</div>\n'
