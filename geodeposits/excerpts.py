"""The text behind a finding: the line of a seed or the cell of a table that it is about.

A finding names a file and a line, and often a field. In a seed the line is that of the claim, and
the field a key below it; in a table the line is that of the row, and the field one of its columns,
whatever the table calls it. Workbooks and databases of layers have no text to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from geodeposits import files
from geodeposits.checks.formats import Excerpt, Excerpts
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding
from geodeposits.readers.fields import SYNONYMS
from geodeposits.readers.usgs_ree import HEADINGS

__all__ = ["excerpts_of"]

_TABLES: Final = (".csv", ".tsv")
_TEXTS: Final = (".toml", ".geojson", ".json")

_ALSO: Final = {
    "contained_kt": ("reo_mt",), "type": ("type_text",), "effective": ("year",),
    "date": ("effective", "published", "year"), "source": ("references",), "party": ("company",),
    "share_pct": ("share",), "id": ("number",), "waivers": ("code",), "status": ("status_text",),
    "oxides": ("oxides_pct",),
}  # fmt: skip
"""What other names the column or the key of a field may have, beside those of `SYNONYMS`."""

_VALUE: Final = (
    r"\s*=\s*(?P<value>\"(?:\\.|[^\"\\])*\"|'[^']*'|\[[^\]]*\]?|\{[^}]*\}?|[^,}#\s][^,}#]*?)"
    r"(?=\s*(?:[,}#]|$))"
)


def excerpts_of(paths: Iterable[Path], *, encoding: str = "utf-8") -> Excerpts:
    """Return what finds the excerpt of a finding in the files that were read from `paths`.

    Each file is read once, when its first finding asks. A finding in any other file has none.
    """
    roots = tuple(paths)

    @cache
    def lines_of(shown: str) -> tuple[str, ...]:
        path = _located(shown, roots)
        if path is None or path.suffix.lower() not in (*_TABLES, *_TEXTS):
            return ()
        named = encoding if path.suffix.lower() in _TABLES else "utf-8"
        try:
            return tuple(files.read_text(path, encoding=named).split("\n"))
        except UnreadableFile:
            return ()

    def excerpt(finding: Finding) -> Excerpt | None:
        shown, _, number = finding.origin.rpartition(":")
        lines = lines_of(shown) if shown and number.isdecimal() else ()
        if not 1 <= (line := int(number) if lines else 0) <= len(lines):
            return None
        find = _in_table if shown.lower().endswith(_TABLES) else _in_seed
        found = find(lines, line, finding.field) if finding.field else None
        return found or Excerpt(line, lines[line - 1].rstrip("\r"))

    return excerpt


def _located(shown: str, roots: tuple[Path, ...]) -> Path | None:
    """Return the file that a finding names, where it is one of those that were read.

    A file of a package is named by the package's folder and its own name.
    """
    for root in roots:
        name = files.shown_path(root)
        if shown == name:
            return root
        if root.is_dir():
            if shown.startswith(f"{name.rstrip('/')}/") or name == ".":
                return Path(shown)
            folder, _, last = shown.rpartition("/")
            if folder == root.name and (root / last).is_file():
                return root / last
    return None


# --- Seeds ---------------------------------------------------------------------------------------


def _in_seed(lines: tuple[str, ...], line: int, field: str) -> Excerpt | None:
    """Find a key in the table of a TOML file that begins on a line, or on that line itself."""
    name = field.rpartition(".")[2]
    for key in (name, *_ALSO.get(name, ()), re.sub(r"_(?:low|high|text)$", "", name)):
        pattern = re.compile(rf"(?:^\s*|[{{,]\s*){re.escape(key)}{_VALUE}")
        for number, text in _table(lines, line):
            if match := pattern.search(text):
                start, end = match.span("value")
                return Excerpt(number, text, start + 1, end - start)
    return None


def _table(lines: tuple[str, ...], line: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of a table with their numbers, from its heading to the next."""
    for number in range(line, len(lines) + 1):
        text = lines[number - 1].rstrip("\r")
        if number > line and text.lstrip().startswith("["):
            return
        yield number, text


# --- Tables --------------------------------------------------------------------------------------


def _in_table(lines: tuple[str, ...], line: int, field: str) -> Excerpt | None:
    """Find a cell of the row that begins on a line."""
    first = next((n for n, text in enumerate(lines, start=1) if text.strip(",;\t \r")), 1)
    delimiter = max(",;\t", key=lines[first - 1].count)
    headings = [_plain(text) for _, _, text in _cells(lines, first, delimiter)]
    column = next((headings.index(n) for n in _names(field) if n in headings), None)
    if column is None or line == first:
        return None
    for position, (number, start, text) in enumerate(_cells(lines, line, delimiter)):
        if position == column:
            heading = _unquoted(list(_cells(lines, first, delimiter))[column][2])
            whole = lines[number - 1].rstrip("\r")
            within = text.partition("\n")[0].rstrip("\r")
            return Excerpt(number, whole, start + 1, len(within), heading)
    return None


def _names(field: str) -> Iterator[str]:
    """Yield what a table may call a field: our names, other words for them, the USGS headings."""
    plain = re.sub(r"_(?:low|high|text)$", "", field)
    synonyms = [word for word, name in SYNONYMS.items() if name in {field, plain}]
    ours = dict.fromkeys((field, plain, *synonyms, *_ALSO.get(plain, ())))
    yield from (_plain(name) for name in ours)
    yield from (_plain(HEADINGS[name]) for name in ours if name in HEADINGS)


def _plain(heading: str) -> str:
    return _unquoted(heading).strip().lower().replace(" ", "_")


def _unquoted(cell: str) -> str:
    text = cell.strip()
    quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1].replace('""', '"') if quoted else text


def _cells(lines: tuple[str, ...], line: int, delimiter: str) -> Iterator[tuple[int, int, str]]:
    """Yield (line, offset in it, text as written) of each cell of the row on a line.

    A cell in quotes may hold delimiters, quotes written twice and ends of lines.
    """
    number, start, place = line, 0, 0
    text, quoted = "", False
    while number <= len(lines):
        for offset, letter in enumerate(lines[number - 1].rstrip("\r")):
            if letter == delimiter and not quoted:
                yield place or number, start, text
                text, start, place = "", offset + 1, number
            else:
                quoted ^= letter == '"'
                text += letter
        if not quoted:
            yield place or number, start, text
            return
        place, text, number = place or number, f"{text}\n", number + 1
