"""CSV and TSV in: strict decoding, any of three delimiters, lines as a person counts them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from geodeposits import files
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity
from geodeposits.readers.fields import FIELDS, is_field
from geodeposits.readers.table import dataset_of_columns

__all__ = ["decoded", "heading", "read_csv", "read_rows"]

_MOST_KNOWN = 100_000  # texts of cells that are kept to be used again
_FIELD_LIMIT = 10_000_000  # a cell may hold a long comment, but not a file


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
    rows = _rows(path, text, delimiter, len(header), findings, progress)
    lines, columns = _turned(rows, len(header))
    del text, rows  # a large file is held once at a time
    return dataset_of_columns(
        lines,
        dict(zip(header, columns, strict=True)),
        columns=header,
        shown=files.shown_path(path),
        as_of=as_of,
        findings=findings,
    )


def _turned(
    rows: Iterator[tuple[int, list[str]]], width: int
) -> tuple[list[int], list[tuple[str, ...]]]:
    """Return the rows' lines and their columns; a cell that a row lacks is an empty text.

    Cells with one text are mostly one text in memory, too.
    """
    lines: list[int] = []
    whole: list[tuple[str, ...]] = []
    known: dict[str, str] = {}
    for line, cells in rows:
        lines.append(line)
        short = width - len(cells)
        filled = cells if not short else (cells + [""] * short)[:width]
        whole.append(tuple([known.setdefault(cell, cell) for cell in filled]))
        if len(known) > _MOST_KNOWN:
            known.clear()
    return lines, list(zip(*whole, strict=True)) if whole else [()] * width


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
    for line, cells in _rows(path, text, delimiter, len(header), findings, progress):
        yield line, dict(zip(header, cells, strict=False))


def _rows(
    path: Path,
    text: str,
    delimiter: str,
    width: int,
    findings: list[Finding],
    progress: Callable[[str, int, int], None] | None,
) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) for each row after the heading; say which have more cells than it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = text.count("\n") + 1
    heading_passed, before = False, 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not "".join(cells).strip():
                continue
            if not heading_passed:
                heading_passed = True
                continue
            if len(cells) > width:
                findings.append(_too_long(path, line, len(cells), width))
            yield line, cells
            if progress is not None:
                progress("rows", before, lines)
    except csv.Error as error:
        why = f"broken CSV: {error} in the row that begins here"
        raise UnreadableFile(path, why, line=before + 1) from None


def _too_long(path: Path, line: int, cells: int, columns: int) -> Finding:
    return Finding(
        code="GD109",
        severity=Severity.ERROR,
        message=f"the row has {cells} cells where the heading has {columns}",
        origin=f"{files.shown_path(path)}:{line}",
    )
