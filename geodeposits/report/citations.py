r"""How to cite the dataset, a deposit, and each source: BibTeX, BibLaTeX, CSL-JSON, plain text.

A source's producer is its author as one name: a company, a newspaper, or authors with their
journal, as the table of sources has them. Nothing is parted by guessing, so that BibTeX calls every
entry `@misc`, whose fields are all optional, and BibLaTeX every one but a dataset. BibTeX takes a
date as `year` and `month`, BibLaTeX as `date`, and neither takes both. Text stays UTF-8, as LaTeX
reads since 2018; what LaTeX would take as a command is escaped, and a brace becomes
`\textbraceleft{}`, as BibTeX counts braces even behind a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote

import pandas as pd
from anyascii import anyascii

from geodeposits.checks.formats import json_text, visible
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import TABLE_NAME
from geodeposits.dates import PartialDate
from geodeposits.errors import UnknownSource, UnreadableDate
from geodeposits.report.cited import cited_keys
from geodeposits.report.plain import text_of, web_address
from geodeposits.report.words import WORDS
from geodeposits.speech import Language, speech
from geodeposits.vocab import SourceKind

__all__ = [
    "Citation",
    "biblatex",
    "bibtex",
    "cite",
    "cite_dataset",
    "cite_deposit",
    "cite_source",
    "csl_json",
    "latex",
    "plain",
]

CONTRIBUTORS: Final = "The geodeposits contributors"  # as in CITATION.cff
_PUBLISHED: Final = "geodeposits"  # name of the dataset that they made
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_NOT_OF_A_KEY: Final = re.compile(r"[^A-Za-z0-9]+")
_DATASET: Final = "dataset"  # a type of CSL, and of BibLaTeX since 3.13
_TYPES: Final = {
    SourceKind.PAPER.value: "article-journal",
    SourceKind.PRESS.value: "article-newspaper",
    SourceKind.DATABASE.value: _DATASET,
    SourceKind.AGGREGATOR.value: "webpage",
    SourceKind.COMPANY.value: "webpage",
    SourceKind.TECHNICAL_REPORT.value: "report",
    SourceKind.EXCHANGE_ANNOUNCEMENT.value: "report",
    SourceKind.AGENCY.value: "report",
}
_LATEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    **{letter: rf"\{letter}" for letter in "&%$#_"},
}
_LATEX_SPECIAL: Final = re.compile("|".join(re.escape(letter) for letter in _LATEX))
_SAFE_IN_URL: Final = "/:?#[]@!$&'()*+,;=-._~%"


@dataclass(frozen=True, kw_only=True)
class Citation:
    """One thing to cite; what is not known is an empty text."""

    key: str
    type: str = "document"
    """a type of CSL"""
    title: str
    author: str = ""
    date: str = ""
    url: str = ""
    """an http or https address"""
    doi: str = ""
    accessed: str = ""
    container: str = ""
    """what the thing is a part of"""
    version: str = ""
    as_of: str = ""
    licence: str = ""
    licence_url: str = ""
    reports: str = ""
    """who said it first"""


# What is cited


def cite(dataset: Dataset, names: Iterable[str]) -> list[Citation]:
    """Return the citations of names, each once: `dataset`, keys of sources, ids of deposits.

    A deposit gives its record and every source that its claims cite, sorted by key; a name or an
    alias that one deposit has will do. Raises UnknownSource where a name is nothing of these.
    """
    rows = dataset.sources.drop_duplicates("key").to_dict("records")
    sources = {text_of(row["key"]): row for row in rows}
    found: dict[str, Citation] = {}
    for name in names:
        for citation in _cited(dataset, name, sources):
            found.setdefault(citation.key, citation)
    return list(found.values())


def _cited(
    dataset: Dataset, name: str, sources: Mapping[str, Mapping[Hashable, Any]]
) -> list[Citation]:
    if name == "dataset":
        return [cite_dataset(dataset)]
    if name in sources and name not in set(dataset.table("deposits")["id"]):
        return [_of_source(sources[name])]  # before all names of deposits are folded
    ids = dataset.named(name)
    if len(ids) != 1:
        raise UnknownSource(name, choices=ids or ["dataset", *sorted(sources)])
    rows = _sources_of(dataset, ids[0]).to_dict("records")
    return [cite_deposit(dataset, ids[0]), *map(_of_source, rows)]


def _sources_of(dataset: Dataset, deposit_id: str) -> pd.DataFrame:
    """Return the sources that the claims of a deposit cite, by key."""
    cited = cited_keys(dataset.deposit(deposit_id))
    return dataset.sources[dataset.sources["key"].isin(cited)].sort_values("key", kind="stable")


def cite_dataset(dataset: Dataset) -> Citation:
    """Return how to cite the dataset as a whole, with version, as-of date and licence."""
    info = dataset.info
    as_of = "" if info.as_of is None else str(info.as_of)
    is_edition = info.name != TABLE_NAME
    return Citation(
        key=info.name,
        type=_DATASET,
        title=info.title,
        author=CONTRIBUTORS if info.name == _PUBLISHED else "",
        date=as_of if is_edition else "",
        version=info.version if is_edition else "",
        as_of=as_of if is_edition else "",
        licence=info.licence if is_edition else "",
        licence_url=web_address(info.licence_url),
    )


def cite_deposit(dataset: Dataset, deposit_id: str) -> Citation:
    """Return how to cite the record of a deposit, as a part of the dataset."""
    (row,) = dataset.deposit(deposit_id).deposits.to_dict("records")[:1]
    whole = cite_dataset(dataset)
    return replace(
        whole,
        key=f"{whole.key}-{deposit_id}",
        title=f"{text_of(row['name'])} ({deposit_id})",
        container=whole.title,
    )


def cite_source(dataset: Dataset, key: str) -> Citation:
    """Return how to cite a source; raise UnknownSource for a key that there is none of."""
    rows = dataset.sources[dataset.sources["key"] == key].to_dict("records")
    if not rows:
        raise UnknownSource(key, choices=sorted(dataset.sources["key"]))
    return _of_source(rows[0])


def _of_source(row: Mapping[Hashable, Any]) -> Citation:
    return Citation(
        key=text_of(row["key"]),
        type=_TYPES.get(text_of(row["kind"]), "document"),
        title=text_of(row["title"]),
        author=text_of(row["producer"]),
        date=text_of(row["date"]),
        url=web_address(row["url"]),
        doi=text_of(row["doi"]),
        accessed=text_of(row["accessed"]),
        licence=text_of(row["licence"]),
        reports=text_of(row["reports"]),
    )


# BibTeX and BibLaTeX


def bibtex(citations: Iterable[Citation]) -> str:
    """Write citations as BibTeX, in their order; keys are of ASCII letters, digits and hyphens."""
    return _entries(citations, _of_bibtex)


def biblatex(citations: Iterable[Citation]) -> str:
    """Write citations as BibLaTeX, in their order and under the keys that they have in BibTeX."""
    return _entries(citations, _of_biblatex)


Dated = Callable[[PartialDate], Iterator[tuple[str, str]]]


def _of_bibtex(date: PartialDate) -> Iterator[tuple[str, str]]:
    """Yield year and month; BibTeX has no field for a day."""
    yield "year", f"{{{date.year:04d}}}"
    if date.month:
        yield "month", _MONTHS[date.month - 1]


def _of_biblatex(date: PartialDate) -> Iterator[tuple[str, str]]:
    """Yield the date as far as it is known, in ISO 8601."""
    yield "date", f"{{{date}}}"


def _entries(citations: Iterable[Citation], dated: Dated) -> str:
    taken: set[str] = set()
    return "\n".join(_entry(_key(each.key, taken), each, dated) for each in citations)


def _key(key: str, taken: set[str]) -> str:
    """Return a key that LaTeX can take and that no entry before has, whatever its case."""
    plain_key = _NOT_OF_A_KEY.sub("-", anyascii(key)).strip("-") or "source"
    number, made = 1, plain_key
    while made.lower() in taken:
        number += 1
        made = f"{plain_key}-{number}"
    taken.add(made.lower())
    return made


def _entry(key: str, citation: Citation, dated: Dated) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(citation, dated))
    is_dataset = citation.type == _DATASET and dated is _of_biblatex
    return f"@{_DATASET if is_dataset else 'misc'}{{{key},\n{fields}}}\n"


def _fields(citation: Citation, dated: Dated) -> Iterator[tuple[str, str]]:
    date = _date(citation.date)
    if citation.author:
        yield "author", f"{{{{{latex(citation.author)}}}}}"
    yield "title", f"{{{{{latex(citation.title)}}}}}"
    if citation.container:
        yield "howpublished", f"{{{latex(f'In: {citation.container}')}}}"
    if date:
        yield from dated(date)
    for name, text in (("version", citation.version), ("doi", citation.doi)):
        if text:
            yield name, f"{{{latex(text)}}}"
    if citation.url:
        yield "url", f"{{{_url(citation.url)}}}"
    if accessed := _date(citation.accessed):
        yield "urldate", f"{{{accessed}}}"
    if note := _note(citation):
        yield "note", f"{{{latex(note)}}}"


def latex(text: str) -> str:
    r"""Escape a text for LaTeX: `R&D {1}` is `R\&D \textbraceleft{}1\textbraceright{}`."""
    one_line = visible(" ".join(text.split()))
    return _LATEX_SPECIAL.sub(lambda match: _LATEX[match[0]], one_line)


def _url(url: str) -> str:
    """Return an address without what would end or break a field; `%` stays, as `url` takes it."""
    return quote(url, safe=_SAFE_IN_URL)


def _note(citation: Citation) -> str:
    """Say in English what has no field of its own."""
    parts = (
        f"as of {citation.as_of}" if citation.as_of else "",
        f"reported first by {citation.reports}" if citation.reports else "",
        f"licence: {citation.licence}" if citation.licence else "",
        citation.licence_url,
    )
    return "; ".join(part for part in parts if part)


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except UnreadableDate:
        return None


# CSL-JSON


def csl_json(citations: Iterable[Citation]) -> str:
    """Write citations as CSL-JSON (CSL 1.0.2), in their order."""
    return json_text([_csl(citation) for citation in citations])


def _csl(citation: Citation) -> dict[str, Any]:
    texts = {
        "container-title": citation.container,
        "version": citation.version,
        "DOI": citation.doi,
        "URL": citation.url,
        "note": _note(citation),
    }
    dates = {"issued": _date(citation.date), "accessed": _date(citation.accessed)}
    return {
        "id": citation.key,
        "type": citation.type,
        "title": citation.title,
        **({"author": [{"literal": citation.author}]} if citation.author else {}),
        **{name: {"date-parts": [_parts(date)]} for name, date in dates.items() if date},
        **{name: text for name, text in texts.items() if text},
    }


def _parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]


# Text


def plain(citation: Citation, lang: Language = "en") -> str:
    """Write a citation as a line: author (date). Title. What it is part of. Address."""
    words, say = WORDS[lang], speech(lang)
    title, container = (say.title(text) for text in (citation.title, citation.container))
    edition = words.edition.format(version=citation.version, as_of=_spelled(citation.as_of, lang))
    accessed = _spelled(citation.accessed, lang)
    parts = (
        f"{citation.author or title} ({_spelled(citation.date, lang) or words.no_date})",
        title if citation.author else "",
        words.within.format(title=container) if container else "",
        edition if citation.version else "",
        words.reported_first.format(name=citation.reports) if citation.reports else "",
        words.licensed.format(licence=citation.licence) if citation.licence else "",
    )
    sentences = " ".join(f"{part.rstrip('.')}." for part in parts if part)
    address = citation.url or (f"https://doi.org/{citation.doi}" if citation.doi else "")
    tail = (citation.licence_url, address, words.accessed.format(date=accessed) if accessed else "")
    return visible(" ".join((sentences, *(part for part in tail if part))))


def _spelled(text: str, lang: Language) -> str:
    return speech(lang).date(text) if _date(text) else text
