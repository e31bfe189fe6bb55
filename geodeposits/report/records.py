"""The report as data: a CSV for spreadsheets and a JSON with a stable shape."""

from __future__ import annotations

import csv
import math
from collections.abc import Hashable, Iterable
from dataclasses import asdict
from decimal import Decimal
from io import StringIO
from typing import Any, Final

import pandas as pd

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import counts_record, visible
from geodeposits.dataset import Dataset, Schema
from geodeposits.dataset.schema import LIST_SEPARATOR, quantity_names
from geodeposits.finding import Finding
from geodeposits.report.phrases import country_shown
from geodeposits.summary import FIGURES, By, totals
from geodeposits.vocab import LEVEL_MEANING

__all__ = [
    "csv_text",
    "finding_records",
    "record_of",
    "report_record",
    "schema_records",
    "table_records",
]

Record = dict[str, Any]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_AMOUNTS: Final = ("ore_mt", "grade_pct", "own_kt", "reo_kt")
_SORTS: Final[tuple[By, ...]] = ("country", "type")
_EXACT: Final = 2**53


# CSV


def csv_text(deposits: pd.DataFrame) -> str:
    """Write the table `by_contained_reo` as CSV: comma, LF, quotes only where needed.

    For spreadsheets: a text that begins like a formula (= + - @ TAB CR, also in full width) gets an
    apostrophe before it, and control characters are spelled out. The published tables under
    `data/` keep every text as it is. Unknown is an empty cell, `same` is true or false.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(deposits.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in deposits.to_numpy(dtype=object))
    return out.getvalue()


def _csv_cell(value: Any) -> str:
    if _is_missing(value):
        return ""
    if isinstance(value, str):
        return visible(f"'{value}" if value.startswith(_FORMULA) else value)
    return _spelled(value)


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return format(Decimal(repr(_number(value))), "f")


# JSON


def report_record(dataset: Dataset, deposits: pd.DataFrame, run: CheckRun | None) -> Record:
    """Return the report as plain data; see `Report.json` for its shape."""
    info = dataset.info
    return {
        "generator": "geodeposits report",
        "title": info.title,
        "version": info.version,
        "as_of": str(info.as_of),
        "licence": info.licence,
        "counts": {
            "deposits": len(dataset),
            "estimates": int(dataset.estimates["part_of"].isna().sum()),
            "sources": len(dataset.sources),
        },
        "levels": {level.value: text for level, text in LEVEL_MEANING.items()},
        "deposits": [_deposit_record(row) for row in deposits.to_dict("records")],
        "totals": {
            by: {
                figure: table_records(totals(dataset, by, figure), amounts=_AMOUNTS)
                for figure in FIGURES
            }
            for by in _SORTS
        },
        "findings": None if run is None else finding_records(run),
        "sources": table_records(dataset.sources.sort_values("key", kind="stable"), amounts=()),
    }


def _deposit_record(row: dict[Hashable, Any]) -> Record:
    names = [str(name) for name in row if not str(name).startswith(FIGURES)]
    head = {name: _value(row[name]) for name in names}
    figures = {str(figure): _figure_of(row, figure) for figure in FIGURES}
    return {**head, "country_name": country_shown(row["country"]), **figures}


def _figure_of(row: dict[Hashable, Any], figure: str) -> Record | None:
    plain = {
        str(name).removeprefix(f"{figure}_"): value
        for name, value in row.items()
        if str(name).startswith(f"{figure}_")
    }
    if _is_missing(plain["claim"]):
        return None
    return record_of(plain, amounts=_AMOUNTS, lists=("members", "categories"))


def table_records(
    table: pd.DataFrame, *, amounts: Iterable[str], lists: Iterable[str] = ()
) -> list[Record]:
    """Return the rows of a table as plain data, without the column `origin`."""
    rows = table.drop(columns=["origin", "geometry"], errors="ignore").to_dict("records")
    plain = [{str(name): value for name, value in row.items()} for row in rows]
    return [record_of(row, amounts=amounts, lists=lists) for row in plain]


def record_of(row: Record, *, amounts: Iterable[str], lists: Iterable[str] = ()) -> Record:
    """Return a row as plain data: a quantity as {low, best, high, text} or null, lists split."""
    spans = {name: quantity_names(name) for name in amounts if f"{name}_text" in row}
    columns = {column for names in spans.values() for column in names}
    record = {name: _value(value) for name, value in row.items() if name not in columns}
    for name in lists:
        record[name] = record[name].split(LIST_SEPARATOR) if record.get(name) else []
    return record | {name: _interval(row, names) for name, names in spans.items()}


def schema_records(table: pd.DataFrame, schema: Schema) -> list[Record]:
    """Return the rows of a table of the dataset, its quantities as intervals."""
    return table_records(table, amounts=schema.quantities)


def _interval(row: Record, names: tuple[str, str, str, str]) -> Record | None:
    best, low, high, text = (_value(row[name]) for name in names)
    return None if text is None else {"low": low, "best": best, "high": high, "text": text}


def finding_records(run: CheckRun) -> Record:
    """Return a run as plain data: counts by severity, number waived, and every finding."""
    listed = [_finding_record(finding) for finding in run.findings]
    return {"counts": counts_record(run), "findings": listed}


def _finding_record(finding: Finding) -> Record:
    return {**asdict(finding), "severity": finding.severity.value}


def _value(value: Any) -> Any:
    if _is_missing(value):
        return None
    if isinstance(value, str):
        return str(value)
    return _number(value)


def _number(value: Any) -> bool | int | float:
    """Return a Python number; a whole one as int, so that 694.0 is written 694."""
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, bool | int):
        return plain
    return int(plain) if plain.is_integer() and abs(plain) < _EXACT else float(plain)


def _is_missing(value: Any) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    return value is None or value is pd.NA
