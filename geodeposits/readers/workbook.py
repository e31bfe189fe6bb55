"""XLSX in: one sheet with a heading row, the values that a spreadsheet shows for its formulas."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from geodeposits import files
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.readers.fields import FIELDS, is_field
from geodeposits.readers.table import dataset_of_table

__all__ = ["read_xlsx"]


def read_xlsx(
    path: Path,
    *,
    as_of: PartialDate | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Dataset:
    """Read the first sheet of a workbook whose heading row has a known heading into a Dataset.

    The line in a finding is the row of the sheet. Needs openpyxl, which `geodeposits[xlsx]`
    installs. Raises UnreadableFile without it, for what is no workbook, and where no sheet has a
    known heading.
    """
    for rows in _sheets(path):
        heading = next(rows, None)
        columns = [_text(cell) for cell in heading[1]] if heading else []
        if any(is_field(name) for name in columns):
            break
    else:
        raise UnreadableFile(path, f"no sheet has a heading among {', '.join(FIELDS)}", line=1)
    named = [name for name in columns if name]
    if twice := sorted({name for name in named if named.count(name) > 1}):
        raise UnreadableFile(path, f"heading {twice[0]!r} stands twice", line=1)
    records = list(_records(columns, rows, progress))
    return dataset_of_table(records, columns=named, shown=files.shown_path(path), as_of=as_of)


def _sheets(path: Path) -> Iterator[Iterator[tuple[int, tuple[Any, ...]]]]:
    """Yield the rows of each sheet that are not blank, with their numbers."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        why = "reading a workbook needs openpyxl: pip install 'geodeposits[xlsx]'"
        raise UnreadableFile(path, why) from None
    try:
        book = load_workbook(io.BytesIO(files.read_bytes(path)), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        raise UnreadableFile(path, f"is no XLSX workbook: {error}") from None
    for sheet in book.worksheets:
        numbered = enumerate(sheet.iter_rows(values_only=True), start=1)
        yield ((number, cells) for number, cells in numbered if any(_text(c) for c in cells))


def _records(
    columns: list[str],
    rows: Iterator[tuple[int, tuple[Any, ...]]],
    progress: Callable[[str, int, int], None] | None,
) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, cells in rows:
        pairs = zip(columns, cells, strict=False)
        yield number, {name: _value(cell) for name, cell in pairs if name}
        if progress is not None:
            progress("rows", number, number)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _value(cell: object) -> object:
    """Return a cell for the readers of fields: a date as text, a whole float as an integer."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell
