"""Workbooks of a table: typed cells, no formulas, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl

from geodeposits.quantity import Quantity
from geodeposits.tables import Amount, Grid, Integer, Text, write
from tests.grid_kit import GRID, HOSTILE, guarded


def sheets(lang: Any = "en") -> Any:
    return openpyxl.load_workbook(io.BytesIO(write(GRID, "xlsx", lang)))  # type: ignore[arg-type]


def test_a_workbook_holds_typed_cells():
    sheet = sheets().worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == (
        "Sort", "Name", "Country", "A: n", "A: REO (kt)", "A: REO (kt), low", "A: REO (kt), high",
        "A: REO (kt), as stated", "B: Share (%)", "B: Date", "Said",
    )  # fmt: skip
    for cells, row in zip(rows, GRID.rows, strict=True):
        assert cells[3] == row[3]
        assert (None if cells[7] is None else Quantity.parse(cells[7])) == row[4]
        low = None if row[4] is None or row[4].low is None else float(row[4].low)
        assert cells[5] == low
        assert cells[8] == row[5]
    assert [row[9] for row in rows[:4]] == [datetime(2025, 10, 3), "2025-10", "1977", None]
    assert sheet.cell(2, 4).number_format == "#,##0"
    assert sheet.cell(2, 10).number_format == "yyyy-mm-dd"


def test_a_workbook_leaves_out_what_is_empty_or_repeated():
    columns = (
        Text(key="name", title="Name", is_key=True),
        Text(key="key", title="Key", is_key=True),
        Amount(key="exact", title="Exact", unit="kt"),
        Amount(key="bound", title="Bound", unit="kt"),
        Amount(key="none", title="None", unit="kt"),
        Text(key="note", title="Note"),
        Integer(key="n", title="n"),
    )
    five, more = Quantity.parse("5"), Quantity.parse(">5")
    rows = (("a", None, five, five, None, None, 0), ("b", None, None, more, None, None, 0))
    grid = Grid(title="T", columns=columns, rows=rows)
    bounds = "Bound (kt), low|Bound (kt), high|Bound (kt), as stated|"
    for given, more_titles in ((rows, bounds), (rows[:1], "")):
        titles = f"Name|Key|Exact (kt)|Bound (kt)|{more_titles}n"
        made = write(replace(grid, rows=given), "xlsx")
        book = openpyxl.load_workbook(io.BytesIO(made))  # type: ignore[arg-type]
        sheet = book.worksheets[0]
        assert "|".join(cell.value for cell in sheet[1]) == titles
        assert sheet.freeze_panes == "C2"
        assert [sheet.cell(2, at).value for at in (1, 3, 4)] == ["a", 5, 5]


def test_a_workbook_runs_no_text():
    book = sheets()
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n", "d"}
    names = list(book.worksheets[0]["B"][1:])
    assert [cell.value for cell in names] == [guarded(t).removeprefix("'") for t in HOSTILE]
    assert [bool(cell.quotePrefix) for cell in names] == [t[0] in "=+-@＝" for t in HOSTILE]
    with zipfile.ZipFile(io.BytesIO(write(GRID, "xlsx"))) as packed:  # type: ignore[arg-type]
        sheets_xml = [packed.read(name) for name in packed.namelist() if "worksheets" in name]
    assert not any(b"<f>" in xml or b"<f " in xml for xml in sheets_xml)


def test_a_workbook_has_a_frozen_filtered_header_and_tells_of_itself():
    book = sheets("tr")
    table, about = book.worksheets
    assert (table.title, about.title) == ("Tablo", "Açıklama")
    assert table.freeze_panes == "C2"  # one sort, one name: the first two columns stay in sight
    assert table.auto_filter.ref == f"A1:K{len(GRID.rows) + 1}"
    told = [cell.value for cell in about["A"]]
    assert told[:2] == [GRID.title, GRID.caption]
    assert told[-2:] == list(GRID.notes)
    widths = [table.column_dimensions[letter].width for letter in "ABCDE"]
    assert all(8 <= width <= 60 for width in widths)
    assert table["C2"].value == "Çin"


def test_a_workbook_is_the_same_bytes_each_time():
    first, second = write(GRID, "xlsx"), write(GRID, "xlsx")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:  # type: ignore[arg-type]
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
    assert "2000-01-01" in core
    assert not re.search(r"20(?:1|2|3)\d-", core)
