"""Tables for programs: CSV, TSV and JSON, with numbers as they are and quantities in four cells."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO
from typing import Any, Final

from geodeposits.characters import as_text_cell, json_text
from geodeposits.tables.grid import Column, Grid, Scalar

__all__ = ["as_csv", "as_json", "as_tsv"]

_EXACT: Final = 2**53


def as_csv(grid: Grid) -> str:
    """Write the rows as CSV: one line of names, comma, LF, quotes where needed.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; unknown is an
    empty cell. Title, caption and notes are left out: a reader would take them for rows.
    """
    return _delimited(grid, ",")


def as_tsv(grid: Grid) -> str:
    """Write the rows as `as_csv` does, with tabs between the cells."""
    return _delimited(grid, "\t")


def _delimited(grid: Grid, delimiter: str) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(grid.names)
    numeric = _numeric(grid)
    for cells in grid.records():
        writer.writerow(_cell(cell, plain) for cell, plain in zip(cells, numeric, strict=True))
    return out.getvalue()


def _numeric(grid: Grid) -> list[bool]:
    """Tell of each name whether its cells hold numbers or quantities, which no one runs."""
    return [column.right for column in grid.program_columns for _ in column.names]


def _cell(cell: Scalar, numeric: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell if numeric else as_text_cell(cell)
    return format(Decimal(repr(_plain(cell))), "f")


def as_json(grid: Grid) -> str:
    """Write title, caption, notes, columns and rows as JSON.

    Keys in this order: `generator`, `title`, `caption`, `notes` (list), `grouped_by` (key or null),
    `columns` (list of `key`, `names`, `type`, `title`, `unit`, `group`, empty texts where there is
    none) and `rows` (list of objects by name). A number is a number, unknown is null.
    """
    return json_text(
        {
            "generator": f"geodeposits {grid.maker}",
            "title": grid.title,
            "caption": grid.caption,
            "notes": list(grid.notes),
            "grouped_by": grid.by or None,
            "columns": [_column(column) for column in grid.program_columns],
            "rows": [
                {name: _value(cell) for name, cell in zip(grid.names, cells, strict=True)}
                for cells in grid.records()
            ],
        }
    )


def _column(column: Column) -> dict[str, Any]:
    return {
        "key": column.key,
        "names": list(column.names),
        "type": column.kind,
        "title": column.title,
        "unit": column.unit,
        "group": column.group,
    }


def _value(cell: Scalar) -> Scalar:
    return cell if cell is None or isinstance(cell, str) else _plain(cell)


def _plain(number: float | int | Decimal) -> int | float:
    """Return a Python number; a whole one as int, so that 694.0 is written 694."""
    if isinstance(number, int):
        return number
    value = float(number)
    return int(value) if value.is_integer() and abs(value) < _EXACT else value
