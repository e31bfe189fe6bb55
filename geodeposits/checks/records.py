"""Rules on records: ids, fields, terms and the characters of texts (GD1xx)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.hits import complaint, found_in_reading, hits, numbers, shown, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.text_columns import (
    TextColumn,
    faulty_texts,
    own,
    repeats_a_claim,
    whole_rows,
)
from geodeposits.countries import UnknownCountry, country_codes, country_name
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import SCHEMAS, TABLE_NAME, Column, Schema
from geodeposits.dataset.wider_schema import AREAS
from geodeposits.errors import UnknownTerm
from geodeposits.finding import Finding, Severity

__all__ = [
    "bad_ids",
    "control_characters",
    "infinite_numbers",
    "no_quantities",
    "placeholders",
    "repeated_ids",
    "unknown_fields",
    "unknown_terms",
    "unreadable_fields",
    "untidy_text",
]

_ID: Final = r"[a-z]{2}-[a-z0-9]+(?:-[a-z0-9]+)*"
_FOREIGN_ID: Final = r"[^\s./\\\x00-\x1f\x7f](?:[^/\\\x00-\x1f\x7f]*)"
_ID_LENGTH: Final = 64
_TABLES: Final = tuple(SCHEMAS)

# --- Ids -----------------------------------------------------------------------------------------


@rule("GD101", Severity.ERROR, needs=("deposits",))
def bad_ids(dataset: Dataset) -> Iterator[Finding]:
    """Find ids that are not a country code and lower-case words joined by hyphens.

    A table of somebody's own keeps its own ids; there, only an id that could not be a file name is
    found: one with a slash, a control character, or a dot at its start.

    Why
        An id becomes a file name, an address and a key in other people's tables. Only a-z, 0-9 and
        hyphens come through all of them unchanged; 64 characters fit everywhere.
    Bad
        TR-Beylikova, tr_beylikova, beylikova
    Good
        tr-beylikova
    """
    ids = texts(dataset.deposits, "id").fillna("")
    allowed = _FOREIGN_ID if dataset.info.name == TABLE_NAME else _ID
    fits = re.compile(allowed).fullmatch
    bad = [len(text) > _ID_LENGTH or fits(text) is None for text in ids.tolist()]
    for row in hits(dataset.deposits, np.array(bad, dtype=bool)):
        given = row["id"] or ""
        message = (
            f"{shown(given)} is no id: write the country code and lower-case words of a-z and 0-9 "
            f"joined by hyphens, such as tr-beylikova, in at most {_ID_LENGTH} characters"
        )
        yield complaint("GD101", Severity.ERROR, row, message, field="id")


@rule("GD102", Severity.ERROR, needs=("deposits",), scope="corpus")
def repeated_ids(dataset: Dataset) -> Iterator[Finding]:
    """Find ids that two deposits share, letter case and Unicode composition apart.

    Why
        The claims of two deposits with one id become the claims of one; on a disk that ignores
        case, one file overwrites the other.
    Bad
        tr-beylikova and TR-Beylikova
    Good
        tr-beylikova and tr-beylikova-north
    """
    ids = texts(dataset.deposits, "id").dropna()
    plain = list(map(_without_case, ids.tolist()))
    if len(set(plain)) == len(plain):
        return
    folded = pd.Series(plain, index=ids.index, dtype=object)
    repeated = folded.duplicated()
    keys = folded[repeated].tolist()
    known = folded.isin(keys) & ~repeated
    first = dict(zip(folded[known].tolist(), ids[known].tolist(), strict=True))
    rows = hits(dataset.deposits.loc[ids.index], repeated.to_numpy(dtype=bool))
    for row, key in zip(rows, keys, strict=True):
        message = f"the id {shown(row['id'])} is taken by another deposit, {shown(first[key])}"
        yield complaint("GD102", Severity.ERROR, row, message, field="id")


def _without_case(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


# --- Fields --------------------------------------------------------------------------------------


@rule("GD103", Severity.ERROR)
def unknown_fields(dataset: Dataset) -> Iterator[Finding]:
    """Find fields that the model does not know.

    Why
        A misspelled field is a figure that nobody sees: it is left out without a word.
    Bad
        grade_percent = 3.14
    Good
        grade_pct = 3.14
    """
    yield from found_in_reading(dataset, "GD103")


@rule("GD104", Severity.ERROR, needs=_TABLES)
def infinite_numbers(dataset: Dataset) -> Iterator[Finding]:
    """Find figures that are not a number, infinite, or too large to be held.

    Why
        One NaN or infinity spreads through every sum, ranking and map scale it enters.
    Bad
        ore_mt = nan, or 1e999
    Good
        leave an unknown figure out
    """
    yield from found_in_reading(dataset, "GD104")
    for schema, table in whole_rows(dataset):
        for name in own(schema, schema.of_type("number")):
            for row in hits(table, np.isinf(numbers(table, name))):
                message = f"{name} is infinite: leave an unknown figure out"
                yield complaint("GD104", Severity.ERROR, row, message, field=name)


@rule("GD105", Severity.ERROR)
def no_quantities(dataset: Dataset) -> Iterator[Finding]:
    """Find figures given as true or false, or as text that is no quantity.

    Why
        A decimal comma, a unit or a range written in words can be read in two ways; a reader that
        guesses is wrong by a factor of a thousand some day.
    Bad
        grade_pct = "3,14 %"
    Good
        grade_pct = "3.14", ">1", "0.5–0.6" or "12 ± 2"
    """
    yield from found_in_reading(dataset, "GD105")


@rule("GD108", Severity.ERROR, needs=_TABLES)
def unknown_terms(dataset: Dataset) -> Iterator[Finding]:
    """Find words outside their vocabulary, country codes among them; the nearest are offered.

    Why
        Types, codes, stages and countries are counted, coloured and filtered by. A word of one's
        own is a class of one that no filter finds.
    Bad
        type = "carbonatite", country = "UK"
    Good
        type = "carbonatite-ree", country = "GB"
    """
    yield from found_in_reading(dataset, "GD108")
    for schema, table in whole_rows(dataset):
        for column in schema.columns:
            if (allowed := _vocabulary(schema, column)) and not repeats_a_claim(
                schema, column.name
            ):
                yield from _outside(table, column, allowed)


@rule("GD109", Severity.ERROR)
def unreadable_fields(dataset: Dataset) -> Iterator[Finding]:
    """Find fields that are missing though needed, or of the wrong shape.

    Why
        A claim without its kind, or with a list where one text belongs, cannot be read; it is left
        out until it is put right.
    Bad
        [[estimates]] without `kind`; published = "last autumn"
    Good
        kind = "announcement"; published = "2025-10"
    """
    yield from found_in_reading(dataset, "GD109")


def _vocabulary(schema: Schema, column: Column) -> tuple[str, ...]:
    """Return the allowed values of a column; none for one that is free."""
    if column.name == "party_country" or (schema.name, column.name) == ("parties", "country"):
        return (*country_codes(), "EU")
    if column.name == "country":
        return country_codes()
    if (schema.name, column.name) == ("reserves", "area"):
        return AREAS
    return tuple(term.value for term in column.terms) if column.terms else ()


def _outside(table: pd.DataFrame, column: Column, allowed: tuple[str, ...]) -> Iterator[Finding]:
    given = texts(table, column.name)
    outside = given.notna() & ~given.isin(allowed)
    for row in hits(table, outside.to_numpy(dtype=bool)):
        message = f"{column.name}: {_advice(str(row[column.name]), column, allowed)}"
        yield complaint("GD108", Severity.ERROR, row, message, field=column.name)


def _advice(given: str, column: Column, allowed: tuple[str, ...]) -> str:
    if column.terms is not None or column.name == "area":
        vocabulary = column.terms.label() if column.terms else "area"
        return str(UnknownTerm(given, vocabulary=vocabulary, choices=allowed))
    try:
        country_name(given)
    except UnknownCountry as error:
        return str(error)
    return f"{shown(given)} is a party, no country"


# --- Texts ---------------------------------------------------------------------------------------


_SPACES: Final = (
    ("begins or ends with a space", re.compile(r"^ | $", re.MULTILINE)),
    ("holds two spaces in a row", re.compile(r"  ")),
    ("holds a no-break space", re.compile(r"[\u00a0\u2007\u202f]")),
    ("holds an invisible space", re.compile(r"[\u200b\u2060\ufeff]")),
    ("holds a tab or a line break", re.compile(r"[\t\n\r\u2028\u2029]")),
)
_FIRST_MARK: Final = "\u0300"  # whatever is made of characters before it is in form NFC
# narrower than what `formats.visible` shows: white space is for GD106, a mark of direction is text
_UNWANTED: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@rule("GD106", Severity.WARNING, needs=_TABLES)
def untidy_text(dataset: Dataset) -> Iterator[Finding]:
    """Find texts that are not in Unicode form NFC or whose white space is not single plain spaces.

    Why
        "Kızılcaören" typed with a combining mark, or with a space behind it, looks the same and is
        another text: no search, join or duplicate test matches it. Tabs and line breaks tear a
        row of a table apart.
    Bad
        name = "Norra Kärr " (a space at the end)
    Good
        name = "Norra Kärr"
    """
    yield from faulty_texts(dataset, "GD106", Severity.WARNING, _may_be_untidy, _untidiness)


@rule("GD107", Severity.ERROR, needs=_TABLES)
def control_characters(dataset: Dataset) -> Iterator[Finding]:
    """Find texts that hold control characters, lone surrogates or bidirectional overrides.

    Why
        They steer a terminal, show a text in another order than it is stored in, or cannot be
        written as UTF-8 at all. None belongs to a name or a note. (Tabs and line breaks: GD106.)
    Bad
        a name with U+001B (escape) or U+202E (right-to-left override) in it
    Good
        the same name without it
    """
    yield from faulty_texts(dataset, "GD107", Severity.ERROR, _may_have_controls, _control)


@rule("GD112", Severity.ERROR, needs=_TABLES)
def placeholders(dataset: Dataset) -> Iterator[Finding]:
    """Find texts that `geodeposits new` left to be filled in.

    Why
        A field that was uncommented and not written would be published as "…".
    Bad
        note = "…"
    Good
        the note, or no field
    """

    def waits(text: str) -> str:
        return "waits for a text: write it, or take the field out" if text == "…" else ""

    yield from faulty_texts(dataset, "GD112", Severity.ERROR, _may_wait, waits)


def _may_wait(column: TextColumn) -> bool:
    return "…" in column.signs


def _may_be_untidy(column: TextColumn) -> bool:
    if not any(sign.isspace() or sign >= _FIRST_MARK for sign in column.signs):
        return False
    given = column.distinct
    joined = "\n".join(("", *given, ""))
    return (
        joined.count("\n") > len(given) + 1
        or any(marks in joined for marks in (" \n", "\n ", "  ", "\t", "\r"))
        or (not joined.isascii() and _may_be_odd(joined))
    )


def _may_be_odd(joined: str) -> bool:
    return (
        not unicodedata.is_normalized("NFC", joined)
        or any(pattern.search(joined) for _, pattern in _SPACES[2:-1])
        or any(mark in joined for mark in "\u2028\u2029")
    )


def _untidiness(text: str) -> str:
    said = [words for words, pattern in _SPACES if pattern.search(text)]
    if not unicodedata.is_normalized("NFC", text):
        said.append("is not in Unicode form NFC (letters and marks are stored apart)")
    return " and ".join(said)


def _may_have_controls(column: TextColumn) -> bool:
    return _UNWANTED.search("".join(column.signs)) is not None


def _control(text: str) -> str:
    found = dict.fromkeys(_UNWANTED.findall(text))
    return f"holds {_listed(_character(c) for c in found)}: remove it" if found else ""


def _character(char: str) -> str:
    kind = {"Cc": "control character", "Cs": "lone surrogate"}.get(unicodedata.category(char), "")
    return f"U+{ord(char):04X} ({unicodedata.name(char, kind).lower()})"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
