"""Tables as XLSX: numbers typed, texts never run, the same bytes for the same table."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import compress
from typing import TYPE_CHECKING, Any, Final

from geodeposits.characters import visible
from geodeposits.errors import MissingPackage
from geodeposits.quantity import Quantity
from geodeposits.speech import Language, Speech, speech
from geodeposits.tables.grid import Amount, Code, Column, Grid, Number, Scalar, Value
from geodeposits.tables.words import WORDS, TableWords

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["as_xlsx"]

_EPOCH: Final = datetime(2000, 1, 1)  # a workbook's dates have no zone
_ZIPPED: Final = (1980, 1, 1, 0, 0, 0)
_CHANGED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_WIDEST, _NARROWEST = 60, 8
_FULL_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def as_xlsx(grid: Grid, lang: Language) -> bytes:
    """Write a workbook of two sheets: the table from A1 on, and what it says of itself.

    A quantity takes four columns: best, low, high, and as it was stated; one where no row holds a
    bound or a range, which the others would repeat. A column without a value in any row is left
    out, as far as it names no row. Codes are written as words. A day is a date; a month or a year,
    which is none, stays a text. The header and the columns that name a row are frozen, and all are
    filtered. Raises MissingPackage without openpyxl.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingPackage("openpyxl", extra="xlsx", purpose="a workbook") from None
    words, book = WORDS[lang], Workbook()
    book.properties.creator = f"geodeposits {grid.maker}"
    book.properties.title = visible(grid.title)
    book.properties.created = _EPOCH
    sheet = book.active
    assert sheet is not None  # noqa: S101  # a new workbook has a sheet
    _fill(sheet, grid, speech(lang), words)
    _tell(book.create_sheet(words.about), grid)
    return _packed(book)


def _fill(sheet: Worksheet, grid: Grid, say: Speech, words: TableWords) -> None:
    from openpyxl.utils import get_column_letter

    sheet.title, columns = words.data, grid.program_columns
    kept = [here for column in columns for here in _kept(column, grid.values(column.key))]
    headings = list(compress(_headings(grid, words), kept))
    for at, heading in enumerate(headings, start=1):
        _write_heading(sheet.cell(1, at), heading)
    for number, row in enumerate(grid.program_rows(), start=2):
        for at, (cell, form) in enumerate(compress(_cells(columns, row, say), kept), start=1):
            _write(sheet.cell(number, at), cell, form)
    last = f"{get_column_letter(len(headings))}{len(grid.rows) + 1}"
    sheet.auto_filter.ref = f"A1:{last}"
    named = list(compress((column.is_key for column in columns for _ in column.names), kept))
    keys = max((at for at, is_key in enumerate(named, start=1) if is_key), default=0)
    sheet.freeze_panes = f"{get_column_letter(keys + 1)}2"
    for at in range(1, len(headings) + 1):
        width = max(_width(sheet.cell(row, at).value) for row in range(1, len(grid.rows) + 2))
        sheet.column_dimensions[get_column_letter(at)].width = min(max(width, _NARROWEST), _WIDEST)


def _kept(column: Column, values: tuple[Value, ...]) -> Iterator[bool]:
    """Tell of each cell of a column whether the sheet has it: not what is empty or repeated."""
    known = [value for value in values if value is not None]
    yield bool(known) or column.is_key or not values
    if isinstance(column, Amount):
        numbers = (value for value in known if isinstance(value, Quantity))
        spread = any(
            not value.low == value.best == value.high or value.approximate for value in numbers
        )
        yield from (spread or not values for _ in column.names[1:])


def _headings(grid: Grid, words: TableWords) -> Iterator[str]:
    for column in grid.program_columns:
        title = f"{column.group}: {column.heading}" if column.group else column.heading
        yield title
        if isinstance(column, Amount):
            yield from (f"{title}, {word}" for word in (words.low, words.high, words.as_stated))


def _cells(
    columns: tuple[Column, ...], row: tuple[Value, ...], say: Speech
) -> Iterator[tuple[Any, str]]:
    """Yield each cell with the format of its number."""
    for column, value in zip(columns, row, strict=True):
        form = _form(column)
        if isinstance(column, Code) and value is not None:
            yield column.shown(value, say), form
        elif column.kind == "date":
            yield _day(value), form
        else:
            yield from ((cell, form) for cell in column.cells(value))


def _form(column: Column) -> str:
    if column.kind == "date":
        return "yyyy-mm-dd"
    if column.kind == "integer":
        return "#,##0"
    if isinstance(column, Number) and column.decimals is not None:
        return f"#,##0.{'0' * column.decimals}".rstrip(".")
    return "#,##0.####" if column.right else "General"


def _day(value: Value) -> date | Value:
    is_day = isinstance(value, str) and _FULL_DATE.fullmatch(value)
    return date.fromisoformat(value) if isinstance(value, str) and is_day else value


def _write(cell: Cell | Any, value: Scalar | date, form: str) -> None:
    if value is None:
        return
    if isinstance(value, str):
        _write_text(cell, value)
        return
    cell.value = value
    whole = isinstance(value, float) and value.is_integer() and form == "#,##0.####"
    cell.number_format = "#,##0" if whole else form


def _write_text(cell: Cell | Any, text: str) -> None:
    """Write a text as a text: a cell that begins like a formula is marked as quoted."""
    from openpyxl.styles import Alignment

    cell.value = visible(text)
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=len(text) > _WIDEST)
    if text.startswith(_FORMULA):
        cell.quotePrefix = True


def _write_heading(cell: Cell | Any, text: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    _write_text(cell, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="bottom", wrap_text=True)
    cell.border = Border(bottom=Side(style="thin"))


def _tell(sheet: Worksheet, grid: Grid) -> None:
    texts: Iterable[str] = (grid.title, grid.caption, *grid.sentences(), *grid.notes)
    for number, text in enumerate([text for text in texts if text], start=1):
        _write_text(sheet.cell(number, 1), text)
    from openpyxl.styles import Font

    sheet.cell(1, 1).font = Font(bold=True)
    sheet.column_dimensions["A"].width = 100


def _width(value: object) -> int:
    """Return the characters that a cell asks for: a long text no more than its longest word."""
    if value is None:
        return 0
    text = f"{value:,}" if isinstance(value, int | float) else str(value)
    return 2 + (len(text) if len(text) <= _WIDEST else max(map(len, text.split())))


def _packed(book: Workbook) -> bytes:
    """Save a workbook and pack it again: without the hour at which it was made."""
    made, packed = BytesIO(), BytesIO()
    book.save(made)
    with (
        zipfile.ZipFile(made) as source,
        zipfile.ZipFile(packed, "w", compression=zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(
            source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            content = _CHANGED.sub(rb"\g<1>2000-01-01T00:00:00Z", source.read(name))
            entry = zipfile.ZipInfo(name, _ZIPPED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return packed.getvalue()
