"""What the tests of errata share: a table of records, and the rows of its errata."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodeposits.checks import run as check
from geodeposits.dataset import Dataset
from geodeposits.excerpts import excerpts_of
from geodeposits.inputs import read
from geodeposits.report.document import Document, Table
from geodeposits.report.errata import errata_document

HEADER = (
    "id,name,country,admin1,type,Latitude,lon,ore_mt,grade_pct,basis,contained_kt,references,"
    "aliases"
)

GOOD = {"id": "g", "name": "Good", "country": "TR", "Latitude": "39", "lon": "31"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def table(*rows: dict[str, str], name: str = "my.csv") -> Dataset:
    columns = HEADER.split(",")
    cells = [",".join(f'"{row.get(column, "")}"' for column in columns) for row in rows]
    Path(name).write_text("\n".join([HEADER, *cells]) + "\n", encoding="utf-8")
    return read(name)


def errata(*rows: dict[str, str], select: tuple[str, ...] = ()) -> Document:
    dataset = table(*rows)
    result = check(dataset, select=select, ignore=[] if select else ["GD21"])
    return errata_document(dataset, result, excerpts_of([Path("my.csv")]))


def row_of(**cells: str) -> dict[str, str]:
    return {**GOOD, "id": "x-1", "name": "Vein", **cells}


def rows(document: Document) -> list[list[str]]:
    """Return the rows of the sections on rules, the lines of a cell joined by " | "."""
    tables = [
        block
        for section in document.sections[2:]
        for block in section.blocks
        if isinstance(block, Table)
    ]
    return [
        [" | ".join("".join(span.text for span in part) for part in cell) for cell in row.cells]
        for made in tables
        for row in made.rows
    ]
