"""The cells that tables share: a figure with its basis, level, date and source; names; sources."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from geodeposits.checks.formats import visible
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.errors import UnreadableDate, UnreadableQuantity
from geodeposits.report.document import (
    Cell,
    Line,
    SourceEntry,
    Span,
    cell,
    cited,
    foreign,
    line,
    muted,
    strong,
)
from geodeposits.report.plain import text_of, web_address
from geodeposits.report.whole_words import REPORT_WORDS
from geodeposits.report.words import WORDS
from geodeposits.speech import Language, speech
from geodeposits.vocab import Basis, Code

__all__ = [
    "Record",
    "about_estimate",
    "about_line",
    "basis_cell",
    "cited_line",
    "contained_cell",
    "country_shown",
    "day",
    "figure_phrase",
    "joined",
    "level_cell",
    "listed",
    "mass",
    "name_cell",
    "source_entries",
    "source_entry",
]

Record = Mapping[Hashable, Any]

_GLOSSES: Final = {Basis.TREE.value: "elements"}
_IN_FULL: Final = frozenset({Basis.HEAVY_MINERALS.value})


def country_shown(code: object, lang: Language = "en") -> str:
    """Return a country's name; a code that is not assigned stands as it is."""
    text = text_of(code)
    return speech(lang).country(text) if text else REPORT_WORDS[lang].no_country


def listed(text: object, lang: Language = "en") -> str:
    """Write a joined list for people: `measured; inferred` is "measured, inferred"."""
    say = speech(lang)
    return ", ".join(say.label(part) for part in text_of(text).split(LIST_SEPARATOR) if part)


def mass(text: object, *, digits: int = 4, lang: Language = "en") -> str:
    """Write a mass in kt as Mt, kt or t; "–" where there is none."""
    given = text_of(text)
    try:
        return speech(lang).mass_of_kt(given, digits=digits) if given else "–"
    except UnreadableQuantity:
        return given


def day(text: str, lang: Language = "en") -> str:
    """Write a date as far as it is known: in English as in the data, 2025-10."""
    try:
        return text if lang == "en" else speech(lang).date(text)
    except UnreadableDate:
        return text


def name_cell(row: Record, lang: Language = "en") -> Cell:
    """Return a deposit's name over its country."""
    return cell(strong(row["name"]), muted(country_shown(row["country"], lang)))


def contained_cell(figure: Record, lang: Language = "en") -> Cell:
    """Return contained oxide, or, off total oxides, what is contained on the figure's basis."""
    text = figure["reo_kt_text"] if figure["group"] == "ranked" else figure["own_kt_text"]
    return cell(mass(text, lang=lang))


def level_cell(level: object) -> Cell:
    """Return the letter of an evidence level."""
    return cell(Span(visible(text_of(level)) or "–", "level"))


def figure_phrase(row: Record, lang: Language = "en") -> str:
    """Return tonnage and grade as a phrase, without the contained amount."""
    texts = {name: text_of(row[f"{name}_text"]) or None for name in ("ore_mt", "grade_pct")}
    if not any(texts.values()):
        return REPORT_WORDS[lang].no_tonnage
    basis = row["basis"] if row["basis"] in list(Basis) else Basis.UNSTATED.value
    members = text_of(row["members"]) or None
    try:
        return speech(lang).sentence(
            **{"reo_kt": None, "contained_kt": None, **texts}, basis=basis, members=members
        )
    except UnreadableQuantity:
        return "; ".join(f"{name} {text}" for name, text in texts.items() if text)


def about_estimate(row: Record) -> str:
    """Say what sort of statement an estimate is: "resource, JORC, measured, inferred"."""
    return "".join(span.text for span in about_line(row))


def about_line(row: Record, lang: Language = "en") -> Line:
    """Say what sort of statement an estimate is; a zone stands in the words of the data."""
    say, words = speech(lang), REPORT_WORDS[lang]
    code, kind = text_of(row["code"]), say.label(text_of(row["kind"]))
    categories, zone = listed(row["categories"], lang), text_of(row["zone"])
    coverage = {"project": words.of_project, "part": words.of_part}
    parts = [
        kind,
        "" if code in {"", Code.UNSTATED.value} else say.label(code),
        "" if categories == kind else categories,
        coverage.get(text_of(row["scope"]), ""),
        f"{words.zone}: " if zone else "",
    ]
    said = muted(", ".join(part for part in parts if part))
    return joined(said, foreign(zone, lang, "muted"))


def joined(*spans: Span) -> Line:
    """Return spans as a line; neighbours that look and read alike become one."""
    made: list[Span] = []
    for span in filter(lambda each: each.text, spans):
        if made and replace(made[-1], text="") == replace(span, text=""):
            made[-1] = replace(span, text=f"{made[-1].text}{span.text}")
        else:
            made.append(span)
    return tuple(made)


def cited_line(row: Record, *, at: bool = False, lang: Language = "en") -> Line:
    """Return date and source of a claim, and with `at` the place in the source."""
    words = REPORT_WORDS[lang]
    date, source, place = (text_of(row.get(name)) for name in ("date", "source", "at"))
    return line(
        muted(f"{day(date, lang) if date else words.undated}, "),
        cited(source) if source else muted(words.no_source),
        muted(f", {place}" if at and place else ""),
    )


def basis_cell(row: Record, lang: Language = "en") -> Cell:
    """Return the basis of a figure in a few short lines, a partial one by its members."""
    basis, members = text_of(row["basis"]), text_of(row["members"]) or None
    if not basis:
        return cell("–")
    say = speech(lang)
    if basis == Basis.PARTIAL_OXIDES.value:
        return cell(say.basis(basis, members))
    counted = muted(members.replace(LIST_SEPARATOR, " + ") if members else "")
    if basis == Basis.UNSTATED.value:
        return cell(REPORT_WORDS[lang].basis_unstated, counted)
    if lang != "en":
        return cell(say.basis(basis, None), counted)
    gloss = muted(_GLOSSES.get(basis, ""))
    return cell(say.basis(basis, None) if basis in _IN_FULL else basis, gloss, counted)


def source_entries(sources: pd.DataFrame, lang: Language = "en") -> tuple[SourceEntry, ...]:
    """Return the sources by key: title, producer, date; an address is a link only if it is safe."""
    rows = sources.sort_values("key", kind="stable").to_dict("records")
    repeats = WORDS[lang].repeats
    return tuple(
        source_entry(row, text_of(row["key"]), repeats, lambda date: day(date, lang))
        for row in rows
    )


def source_entry(
    row: Record, key: str, repeats: str, date: Callable[[str], str] = str
) -> SourceEntry:
    """Return a source under a key; `repeats` says with `{}` who said first what it repeats."""
    link = web_address(row["url"])
    doi = text_of(row["doi"])
    if not link and doi and not text_of(row["url"]):
        link = web_address(f"https://doi.org/{doi}")
    dated = text_of(row["date"])
    parts = [text_of(row["producer"]), date(dated) if dated else ""]
    reports = text_of(row["reports"])
    about = f"{text_of(row['title'])}. {', '.join(part for part in parts if part)}."
    return SourceEntry(
        key=visible(key),
        about=visible(" ".join((about, repeats.replace("{}", reports)) if reports else (about,))),
        address=visible(link or text_of(row["url"])),
        link=link,
        title=visible(text_of(row["title"])),
    )
