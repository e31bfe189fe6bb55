"""XLSX in: one sheet with a heading row, the values that a spreadsheet shows for its formulas."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import ZipFile

from geodeposits import files
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity
from geodeposits.readers.fields import FIELDS, SYNONYMS, is_field
from geodeposits.readers.table import dataset_of_table

__all__ = ["read_xlsx"]

_NONE_SUCH: Final = "is no XLSX workbook"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")  # [MS-CFB] 2.2: old .xls, and encrypted .xlsx
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_LARGEST: Final = 1_000_000_000  # bytes that all parts of a workbook may unpack to
_LAST_ROW: Final = 1_048_576  # ECMA-376: the rows of a sheet
_FEW: Final = 20  # complaints of one kind about one column that are said one by one
_ERRORS: Final = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # what a format shows as it stands
_NO_VALUE: Final = (
    "holds a formula without a stored value: open and save the file in a spreadsheet program"
)


class _Cell(NamedTuple):
    """A cell: `kind` is openpyxl's data type, empty where the sheet holds no such cell."""

    value: Any = None
    kind: str = ""
    number_format: str = ""

    @property
    def is_blank(self) -> bool:
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

    @property
    def lacks_value(self) -> bool:
        """Whether it may be a formula whose value is not stored; an empty text is one."""
        return self.value is None and self.kind not in {"", "str"}


@dataclass(frozen=True)
class _Sheet:
    """The sheet that is read: its place in the workbook, its headings and their row."""

    index: int
    columns: list[str]
    row: int


@dataclass
class _Complaints:
    """What is said of cells; more than a few of one kind about a column are said once."""

    shown: str
    places: dict[tuple[str, str, str], list[tuple[int, str]]] = field(default_factory=dict)
    value_lacks: bool = False  # somewhere in a known column, for want of a value or of a formula

    def add(self, code: str, column: str, why: str, *, line: int, deposit: str = "") -> None:
        self.places.setdefault((code, column, why), []).append((line, deposit))

    def findings(self) -> Iterator[Finding]:
        for (code, column, why), places in self.places.items():
            many = len(places) > _FEW
            text = f"{len(places)} rows, of which this is the first: {why}" if many else why
            for line, deposit in places[:1] if many else places:
                yield Finding(
                    code=code,
                    severity=Severity.ERROR,
                    message=f"{column}: {text}" if column else text,
                    origin=f"{self.shown}:{line}",
                    deposit="" if many else deposit,
                    field=column,
                )


def read_xlsx(
    path: Path,
    *,
    as_of: PartialDate | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Dataset:
    """Read the first sheet of a workbook whose heading row has a known heading into a Dataset.

    The line in a finding is the row of the sheet. A number whose format is a percentage (a cell
    that shows 3.14 % holds 0.0314) is multiplied by 100 in a column of percent (`grade_pct`,
    `treo_pct`); in any other it is left out with a finding (GD105). A date and time gives its
    date. Findings (GD109), and not read, are true and false, errors (`#N/A`), times without a
    date, formulas without a stored value and cells under no heading; of more than 20 alike in a
    column, one finding gives the count. Needs openpyxl, which `geodeposits[xlsx]` installs.

    Raises UnreadableFile without it, for what is no workbook, is a broken or an encrypted one or
    unpacks to more than 1 GB, and where no sheet has a known heading.
    """
    content = _content(path)
    complaints = _Complaints(files.shown_path(path))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's, of what a workbook holds beside cells
        sheet, rows = _found(path, content)
        records = list(_records(sheet, rows, complaints, progress))
        if complaints.value_lacks:
            _complain_of_formulas(path, content, sheet, complaints)
    named = [name for name in sheet.columns if name]
    return dataset_of_table(
        records,
        columns=named,
        shown=complaints.shown,
        as_of=as_of,
        findings=complaints.findings(),
    )


# --- The workbook --------------------------------------------------------------------------------


def _content(path: Path) -> bytes:
    """Return the bytes of what can be a workbook: a zip, not encrypted, not too large."""
    content = files.read_bytes(path)
    if content.startswith(_OLE):
        encrypted = "that can be read: it is encrypted, save it without a password"
        old = "but of the old .xls format: save it as .xlsx"
        raise UnreadableFile(path, f"{_NONE_SUCH} {encrypted if _ENCRYPTED in content else old}")
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except Exception as error:
        raise _broken(path, error) from None
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(path, f"{_NONE_SUCH} that can be read: it is encrypted")
    if sum(part.file_size for part in parts) > _LARGEST:
        raise UnreadableFile(path, f"unpacks to more than {_LARGEST // 10**6:,} MB")
    return content


def _broken(path: Path, error: Exception) -> UnreadableFile:
    """Return the one error for whatever openpyxl, zipfile or an XML parser meets in a file."""
    lines = str(error).replace(" from None.", "").strip("\"'").splitlines()
    why = lines[0][:120] if lines else type(error).__name__
    return UnreadableFile(path, f"{_NONE_SUCH} that can be read: {why}")


def _sheets(path: Path, content: bytes, *, formulas: bool = False) -> list[Any]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        why = "reading a workbook needs openpyxl: pip install 'geodeposits[xlsx]'"
        raise UnreadableFile(path, why) from None
    try:
        stream = io.BytesIO(content)
        book = load_workbook(stream, read_only=True, data_only=not formulas, keep_links=False)
        return list(book.worksheets)
    except Exception as error:
        raise _broken(path, error) from None


def _rows(path: Path, sheet: Any) -> Iterator[list[_Cell]]:
    """Yield the sheet's rows from the first on, a missing one as an empty list."""
    try:
        sheet.reset_dimensions()  # programs state them wrong, or up to the last row there can be
        rows = iter(sheet.iter_rows(max_row=_LAST_ROW))
    except Exception as error:
        raise _broken(path, error) from None
    while (cells := _next_row(path, rows)) is not None:
        yield [_plain_cell(cell) for cell in cells]


def _next_row(path: Path, rows: Iterator[Any]) -> Any:
    """Return openpyxl's next row; None after the last."""
    try:
        return next(rows, None)
    except Exception as error:
        raise _broken(path, error) from None


def _plain_cell(cell: Any) -> _Cell:
    if not hasattr(cell, "row"):
        return _Cell()
    is_number = isinstance(cell.value, int | float)
    return _Cell(cell.value, cell.data_type, cell.number_format if is_number else "")


def _found(path: Path, content: bytes) -> tuple[_Sheet, Iterator[tuple[int, list[_Cell]]]]:
    """Return the sheet to read and its rows below the heading, with their numbers."""
    for index, sheet in enumerate(_sheets(path, content)):
        rows = enumerate(_rows(path, sheet), start=1)
        line, cells = next(((n, row) for n, row in rows if not _is_blank(row)), (1, []))
        columns = ["" if cell.is_blank else str(cell.value).strip() for cell in cells]
        if not any(is_field(name) for name in columns):
            continue
        while not columns[-1]:
            columns.pop()
        if twice := sorted({name for name in columns if name and columns.count(name) > 1}):
            raise UnreadableFile(path, f"heading {twice[0]!r} stands twice", line=line)
        return _Sheet(index, columns, line), rows
    raise UnreadableFile(path, f"no sheet has a heading among {', '.join(FIELDS)}", line=1)


def _is_blank(row: list[_Cell]) -> bool:
    return all(cell.is_blank for cell in row)


def _complain_of_formulas(
    path: Path, content: bytes, sheet: _Sheet, complaints: _Complaints
) -> None:
    """Read the sheet once more, values and formulas in step, for formulas without a value."""
    values = _rows(path, _sheets(path, content)[sheet.index])
    formulas = _rows(path, _sheets(path, content, formulas=True)[sheet.index])
    for line, (shown, written) in enumerate(zip(values, formulas, strict=True), start=1):
        for name, value, formula in zip(sheet.columns, shown, written, strict=False):
            if line > sheet.row and is_field(name) and value.lacks_value and formula.kind == "f":
                complaints.add("GD109", name, _NO_VALUE, line=line)


# --- Cells ---------------------------------------------------------------------------------------


def _records(
    sheet: _Sheet,
    rows: Iterator[tuple[int, list[_Cell]]],
    complaints: _Complaints,
    progress: Callable[[str, int, int], None] | None,
) -> Iterator[tuple[int, Mapping[str, object]]]:
    for line, cells in rows:
        named = {name: c for name, c in zip(sheet.columns, cells, strict=False) if name}
        lacks = any(cell.lacks_value and is_field(name) for name, cell in named.items())
        complaints.value_lacks = complaints.value_lacks or lacks
        if _is_blank(cells):
            continue
        _complain_of_unheaded(sheet, cells, complaints, line)
        yield line, _record(named, complaints, line)
        if progress is not None:
            progress("rows", line, line)


def _complain_of_unheaded(
    sheet: _Sheet, cells: list[_Cell], complaints: _Complaints, line: int
) -> None:
    filled = max(place for place, cell in enumerate(cells, start=1) if not cell.is_blank)
    if filled > len(sheet.columns):
        why = f"the row has {filled} cells where the heading has {len(sheet.columns)}"
        complaints.add("GD109", "", why, line=line)
    for place, (name, cell) in enumerate(zip(sheet.columns, cells, strict=False), start=1):
        if not name and not cell.is_blank:
            why = f"cell {place} of the row stands under no heading, so it is left aside"
            complaints.add("GD109", "", why, line=line)


def _record(named: Mapping[str, _Cell], complaints: _Complaints, line: int) -> dict[str, object]:
    record: dict[str, object] = {}
    names = {_field(name): cell.value for name, cell in named.items() if not cell.is_blank}
    deposit = str(names.get("id") or names.get("name") or "").strip()
    for name, cell in named.items():
        objection = _objection(cell, _field(name))
        if objection is None:
            record[name] = _value(cell)
        elif is_field(name):
            complaints.add(objection[0], name, objection[1], line=line, deposit=deposit)
    return record


def _field(heading: str) -> str:
    plain = heading.strip().lower().replace(" ", "_")
    return SYNONYMS.get(plain, plain)


def _objection(cell: _Cell, name: str) -> tuple[str, str] | None:
    """Return the code and the reason why a cell must not be read, if there is one."""
    value = cell.value
    if cell.is_blank:
        return None
    if cell.kind == "e" or value in _ERRORS:
        return "GD109", f"holds the error {value}"
    if isinstance(value, bool):
        return "GD109", f"holds {str(value).upper()}, which is neither a figure nor a text"
    if isinstance(value, time | timedelta):
        return "GD109", "holds a time without a date"
    return _objection_to_percent(cell, name)


def _objection_to_percent(cell: _Cell, name: str) -> tuple[str, str] | None:
    percents, is_percent = _percents(cell.number_format), name.endswith("_pct")
    if percents == {0} or (percents == {1} and is_percent):
        return None
    shape = f"is shown as a percentage ({cell.number_format[:40]})"
    if is_percent:
        return "GD105", f"{shape} in some cases only, or of percents: its meaning is not known"
    return "GD105", f"{shape}, but the column is none of percent"


@lru_cache(maxsize=256)
def _percents(number_format: str) -> frozenset[int]:
    """Return how many percent signs the parts of a format for numbers have: {0} or {1}, mostly."""
    parts = _LITERAL.sub("", number_format).split(";")
    shown = [part.count("%") for part in parts if re.search("[0#?]|General", part)]
    return frozenset(shown or [0])


def _value(cell: _Cell) -> object:
    """Return a cell for the readers of fields: a date as text, a whole float as an integer."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and _percents(cell.number_format) == {1}:
        return format((Decimal(repr(value)) * 100).normalize(), "f")
    return int(value) if isinstance(value, float) and value.is_integer() else value
