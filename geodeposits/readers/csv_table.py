"""CSV and TSV in: strict decoding, any of three delimiters, lines as a person counts them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

from geodeposits import files
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity
from geodeposits.readers.fields import FIELDS, is_field
from geodeposits.readers.table import dataset_of_columns

__all__ = ["decoded", "heading", "read_csv", "read_rows"]

_Block = tuple[list[int], list[list[str]]]

_AT_ONCE: Final = 10_000  # rows
_MOST_KNOWN: Final = 20_000  # texts of a column that are kept to be used again
_FIELD_LIMIT: Final = 10_000_000  # a cell may hold a long comment, but not a file


def read_csv(
    path: Path,
    *,
    encoding: str = "utf-8",
    as_of: PartialDate | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Dataset:
    """Read a delimited table with a heading line into a Dataset.

    The delimiter is the one of comma, semicolon and tab that makes the most known headings.
    Raises UnreadableFile for a file that is empty, not in the encoding, without a known heading,
    or broken (an open quote at the end, a NUL).
    """
    text = decoded(path, encoding)
    delimiter, header = _dialect(path, text)
    findings: list[Finding] = []
    blocks = _blocks(path, text, delimiter, len(header), findings, progress)
    lines, columns = _turned(blocks, len(header))
    del text, blocks  # a large file is held once at a time
    return dataset_of_columns(
        lines,
        dict(zip(header, columns, strict=True)),
        columns=header,
        shown=files.shown_path(path),
        as_of=as_of,
        findings=findings,
    )


def _turned(blocks: Iterator[_Block], width: int) -> tuple[list[int], list[list[str]]]:
    """Return the rows' lines and their columns; a cell that a row lacks is an empty text.

    Cells of a column with one text are mostly one text in memory, too.
    """
    lines: list[int] = []
    columns: list[list[str]] = [[] for _ in range(width)]
    known: list[dict[str, str]] = [{} for _ in range(width)]
    for numbers, rows in blocks:
        lines += numbers
        for column, texts, cells in zip(columns, known, _across(rows, width), strict=True):
            column.extend(_once(texts, cells))
    return lines, columns


def _across(rows: list[list[str]], width: int) -> Iterable[tuple[str, ...]]:
    """Return the columns of some rows."""
    if set(map(len, rows)) != {width}:
        rows = [(cells + [""] * (width - len(cells)))[:width] for cells in rows]
    return zip(*rows, strict=True) if rows else [()] * width


def _once(known: dict[str, str], cells: tuple[str, ...]) -> Iterable[str]:
    """Return the cells, each text as it is known already; not of a column of many texts."""
    return cells if len(known) > _MOST_KNOWN else map(known.setdefault, cells, cells)


def decoded(path: Path, encoding: str) -> str:
    """Return the text of a delimited file; raise UnreadableFile for one that is none."""
    text = files.read_text(path, encoding=encoding)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableFile(path, "holds a NUL, so it is no text", line=line)
    csv.field_size_limit(_FIELD_LIMIT)
    return text


def _dialect(path: Path, text: str) -> tuple[str, list[str]]:
    headings = {delimiter: heading(text, delimiter) for delimiter in ",;\t"}
    known = {d: sum(is_field(name) for name in names) for d, names in headings.items()}
    best = max(known, key=lambda d: known[d])
    if not known[best]:
        raise UnreadableFile(path, f"no heading is a field name: {', '.join(FIELDS)}", line=1)
    twice = {name for name in headings[best] if name and headings[best].count(name) > 1}
    if twice:
        raise UnreadableFile(path, f"heading {sorted(twice)[0]!r} stands twice", line=1)
    return best, headings[best]


def heading(text: str, delimiter: str) -> list[str]:
    """Return the first row that is not blank, or nothing where the text cannot be read so."""
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return next((cells for cells in rows if any(cell.strip() for cell in cells)), [])
    except csv.Error:
        return []


def read_rows(
    path: Path,
    text: str,
    delimiter: str,
    header: list[str],
    findings: list[Finding],
    progress: Callable[[str, int, int], None] | None,
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (line, {heading: cell}) for each row after the heading; blank rows are passed over."""
    for numbers, rows in _blocks(path, text, delimiter, len(header), findings, progress):
        for line, cells in zip(numbers, rows, strict=True):
            yield line, dict(zip(header, cells, strict=False))


def _blocks(
    path: Path,
    text: str,
    delimiter: str,
    width: int,
    findings: list[Finding],
    progress: Callable[[str, int, int], None] | None,
) -> Iterator[_Block]:
    """Yield the rows after the heading, many at once; say which have more cells than it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = text.count("\n") + 1
    heading_passed = False
    for numbers, rows in _numbered(path, reader, one_line_each='"' not in text):
        kept = [row for row, cells in enumerate(rows) if _says_something(cells)]
        if not heading_passed:
            kept, heading_passed = kept[1:], bool(kept)
        told = [numbers[row] for row in kept], [rows[row] for row in kept]
        if max(map(len, told[1]), default=0) > width:
            findings += [
                _too_long(path, line, len(cells), width)
                for line, cells in zip(*told, strict=True)
                if len(cells) > width
            ]
        yield told
        if progress is not None:
            for line in told[0]:
                progress("rows", line, lines)


def _says_something(cells: list[str]) -> bool:
    return bool((cells and cells[0].strip()) or "".join(cells).strip())


def _numbered(path: Path, reader: Any, *, one_line_each: bool) -> Iterator[_Block]:
    """Yield the rows of a reader, each with the line on which it begins."""
    while True:
        before, rows = reader.line_num, list[list[str]]()
        ends = [before]
        try:
            if one_line_each:
                rows += islice(reader, _AT_ONCE)
                ends = list(range(before, reader.line_num + 1))
            for cells in () if one_line_each else islice(reader, _AT_ONCE):
                rows.append(cells)
                ends.append(reader.line_num)
        except csv.Error as error:
            why = f"broken CSV: {error} in the row that begins here"
            line = reader.line_num if one_line_each else ends[-1] + 1
            raise UnreadableFile(path, why, line=line) from None
        if not rows:
            return
        yield [end + 1 for end in ends[:-1]], rows


def _too_long(path: Path, line: int, cells: int, columns: int) -> Finding:
    return Finding(
        code="GD109",
        severity=Severity.ERROR,
        message=f"the row has {cells} cells where the heading has {columns}",
        origin=f"{files.shown_path(path)}:{line}",
    )
