"""The cells that tables share: a figure with its basis, level, date and source; names; sources."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from geodeposits.checks.formats import visible
from geodeposits.countries import UnknownCountry, country_name
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.errors import UnreadableQuantity
from geodeposits.report.document import Cell, SourceEntry, Span, cell, cited, line, muted, strong
from geodeposits.report.plain import text_of, web_address
from geodeposits.summary import sentence_of
from geodeposits.vocab import Basis, Code
from geodeposits.wording import basis_name, label, mass_of_kt

__all__ = [
    "Record",
    "about_estimate",
    "basis_cell",
    "cited_line",
    "contained_cell",
    "country_shown",
    "figure_phrase",
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


def country_shown(code: object) -> str:
    """Return a country's English name; a code that is not assigned stands as it is."""
    text = text_of(code)
    try:
        return country_name(text) if text else "country unstated"
    except UnknownCountry:
        return text


def listed(text: object) -> str:
    """Write a joined list for people: `measured; inferred` is "measured, inferred"."""
    return ", ".join(label(part) for part in text_of(text).split(LIST_SEPARATOR) if part)


def mass(text: object, *, digits: int = 4) -> str:
    """Write a mass in kt as Mt, kt or t; "–" where there is none."""
    given = text_of(text)
    try:
        return mass_of_kt(given, digits=digits) if given else "–"
    except UnreadableQuantity:
        return given


def name_cell(row: Record) -> Cell:
    """Return a deposit's name over its country."""
    return cell(strong(row["name"]), muted(country_shown(row["country"])))


def contained_cell(figure: Record) -> Cell:
    """Return contained oxide, or, off total oxides, what is contained on the figure's basis."""
    text = figure["reo_kt_text"] if figure["group"] == "ranked" else figure["own_kt_text"]
    return cell(mass(text))


def level_cell(level: object) -> Cell:
    """Return the letter of an evidence level."""
    return cell(Span(visible(text_of(level)) or "–", "level"))


def figure_phrase(row: Record) -> str:
    """Return tonnage and grade as a phrase, without the contained amount."""
    if not any(text_of(row[f"{name}_text"]) for name in ("ore_mt", "grade_pct")):
        return "no tonnage of ore"
    return sentence_of({**row, "reo_kt_text": None, "contained_kt_text": None})


def about_estimate(row: Record) -> str:
    """Say what sort of statement an estimate is: "resource, JORC, measured, inferred"."""
    code, kind = text_of(row["code"]), label(text_of(row["kind"]))
    categories = listed(row["categories"])
    parts = [
        kind,
        "" if code in {"", Code.UNSTATED.value} else label(code),
        "" if categories == kind else categories,
        *_coverage(row),
    ]
    return ", ".join(part for part in parts if part)


def _coverage(row: Record) -> Iterator[str]:
    zone = text_of(row["zone"])
    if row["scope"] == "project":
        yield "of a project of several deposits"
    if row["scope"] == "part":
        yield "of a part of the deposit"
    if zone:
        yield f"zone: {zone}"


def cited_line(row: Record, *, at: bool = False) -> tuple[Span, ...]:
    """Return date and source of a claim, and with `at` the place in the source."""
    date, source, place = (text_of(row.get(name)) for name in ("date", "source", "at"))
    return line(
        muted(f"{date}, " if date else "undated, "),
        cited(source) if source else muted("no source"),
        muted(f", {place}" if at and place else ""),
    )


def basis_cell(row: Record) -> Cell:
    """Return the basis of a figure in a few short lines, a partial one by its members."""
    basis, members = text_of(row["basis"]), text_of(row["members"]) or None
    if not basis:
        return cell("–")
    if basis == Basis.PARTIAL_OXIDES.value:
        return cell(basis_name(basis, members))
    gloss = _GLOSSES.get(basis, "")
    return cell(
        basis_name(basis) if basis in _IN_FULL else basis,
        muted(gloss),
        muted(members.replace(LIST_SEPARATOR, " + ") if members else ""),
    )


def source_entries(sources: pd.DataFrame) -> tuple[SourceEntry, ...]:
    """Return the sources by key: title, producer, date; an address is a link only if it is safe."""
    rows = sources.sort_values("key", kind="stable").to_dict("records")
    return tuple(source_entry(row, text_of(row["key"]), "Repeats {}.") for row in rows)


def source_entry(
    row: Record, key: str, repeats: str, date: Callable[[str], str] = str
) -> SourceEntry:
    """Return a source under a key; `repeats` says with `{}` who said first what it repeats."""
    link = web_address(row["url"])
    doi = text_of(row["doi"])
    if not link and doi and not text_of(row["url"]):
        link = web_address(f"https://doi.org/{doi}")
    day = text_of(row["date"])
    parts = [text_of(row["producer"]), date(day) if day else ""]
    reports = text_of(row["reports"])
    about = f"{text_of(row['title'])}. {', '.join(part for part in parts if part)}."
    return SourceEntry(
        key=visible(key),
        about=visible(" ".join((about, repeats.replace("{}", reports)) if reports else (about,))),
        address=visible(link or text_of(row["url"])),
        link=link,
        title=visible(text_of(row["title"])),
    )
