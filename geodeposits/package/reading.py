"""The package read back: its manifest, and each of its tables with the lines of its rows."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geodeposits import files
from geodeposits.dataset import SCHEMAS, Schema, table_of, table_of_columns
from geodeposits.dataset.schema import Column
from geodeposits.errors import GeodepositsError, UnreadableFile
from geodeposits.quantity import Quantity

if TYPE_CHECKING:
    from geodeposits.model import DatasetInfo

__all__ = ["MANIFEST", "info_of", "manifest_of", "resources_of", "table_in"]

MANIFEST: Final = "datapackage.json"
_PLAIN_NUMBER: Final = re.compile(r"[1-9][0-9]{0,11}(?:\.[0-9]{0,11}[1-9])?")
"""A figure that reads as it is written."""
_LATER: Final = frozenset({"other_positions", "statements"})
"""Tables that older packages do not have."""


def manifest_of(folder: Path) -> Any:
    """Return the content of the manifest; raise UnreadableFile where it is no JSON."""
    path = folder / MANIFEST
    text = files.read_text(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile(path, f"no valid JSON: {error.msg}", line=error.lineno) from None
    except (ValueError, RecursionError):  # from the interpreter, not from the parser
        why = "a number of too many digits, or brackets nested too deeply"
        raise UnreadableFile(path, why, line=1) from None


def resources_of(manifest: Any) -> list[dict[str, Any]]:
    """Return what a manifest says about its files."""
    listed = manifest.get("resources", []) if isinstance(manifest, dict) else []
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def info_of(folder: Path, manifest: Any) -> DatasetInfo:
    """Return title, version and date of a package; raise UnreadableFile for what is amiss."""
    from pydantic import ValidationError

    from geodeposits.model import DatasetInfo

    path = folder / MANIFEST
    try:
        licence = manifest["licenses"][0]
        return DatasetInfo.model_validate(
            {
                **{name: manifest[name] for name in ("name", "title", "description", "version")},
                "as_of": manifest.get("as_of"),
                "licence": licence["name"],
                "licence_url": licence["path"],
            }
        )
    except (KeyError, IndexError, TypeError) as error:
        raise UnreadableFile(path, f"the manifest lacks {error}", line=1) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UnreadableFile(path, f"the manifest's {where}: {first['msg']}", line=1) from None


def table_in(folder: Path, name: str) -> pd.DataFrame:
    """Return a table of a package; one that older packages lack may be missing, and is empty.

    Raises UnreadableFile, with the line, for a table that is not in order.
    """
    path, schema = folder / f"{name}.csv", SCHEMAS[name]
    if name in _LATER and not path.is_file():
        return table_of(schema, [])
    return _read_table(path, schema)


def _read_table(path: Path, schema: Schema) -> pd.DataFrame:
    lines, rows = _cells_of(path, schema)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema.columns)
    quantities = frozenset(schema.quantities)
    read = {
        column.name: _read_column(path, column, _reader(quantities, column), cells, lines)
        for column, cells in zip(schema.columns, columns, strict=True)
    }
    shown = f"{path.parent.name}/{path.name}"
    return table_of_columns(schema, {**read, "origin": [f"{shown}:{line}" for line in lines]})


def _cells_of(path: Path, schema: Schema) -> tuple[list[int], list[list[str]]]:
    """Return the rows after the heading, and the line on which each begins."""
    reader = csv.reader(io.StringIO(files.read_text(path), newline=""), strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    before = 0
    try:
        for cells in reader:
            if not before and tuple(cells) != schema.names:
                raise UnreadableFile(path, _other_columns(cells, schema), line=1)
            if before and len(cells) != len(schema.columns):
                why = f"{len(cells)} cells where {len(schema.columns)} are due"
                raise UnreadableFile(path, why, line=before + 1)
            if before:
                lines.append(before + 1)
                rows.append(cells)
            before = reader.line_num
    except csv.Error as error:
        why = f"broken CSV: {error} in the row that begins here"
        raise UnreadableFile(path, why, line=before + 1) from None
    return lines, rows


def _other_columns(header: list[str], schema: Schema) -> str:
    odd = sorted(set(header) ^ set(schema.names))
    return f"columns differ from the schema: {', '.join(odd[:6]) or 'another order'}"


def _read_column(
    path: Path,
    column: Column,
    read: Callable[[str], Any],
    cells: Sequence[str],
    lines: list[int],
) -> list[Any]:
    """Read the cells of a column, each text once; an empty cell is None."""
    known: dict[str, Any] = {}
    for cell in dict.fromkeys(cells):
        try:
            if not cell and column.required:
                raise ValueError("is needed")
            known[cell] = read(cell) if cell else None
        except (GeodepositsError, KeyError, ValueError) as error:
            is_told = not cell or isinstance(error, GeodepositsError)
            why = str(error) if is_told else f"{cell[:40]!r} is no {column.type}"
            line = lines[cells.index(cell)]
            raise UnreadableFile(path, f"{column.name}: {why}", line=line) from None
    return [known[cell] for cell in cells]


def _reader(quantities: frozenset[str], column: Column) -> Callable[[str], Any]:
    """Return what reads the cells of a column; a quantity's text and a term are tried out."""
    if column.name.removesuffix("_text") in quantities and column.type == "string":
        return _canonical
    if column.terms is not None:
        terms = column.terms
        return lambda cell: terms.parse(cell).value
    reader: Callable[[str], Any] = _READERS[column.type]
    return reader


def _canonical(cell: str) -> str:
    """Return the canonical text of a quantity: that of a plain number is the number."""
    return cell if _PLAIN_NUMBER.fullmatch(cell) else Quantity.parse(cell).text


def _finite(cell: str) -> float:
    number = float(cell)
    if not math.isfinite(number):
        raise ValueError(cell)
    return number


_READERS: Final[dict[str, Any]] = {
    "string": str,
    "number": _finite,
    "boolean": {"true": True, "false": False}.__getitem__,
}
