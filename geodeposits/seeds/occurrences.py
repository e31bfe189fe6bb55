"""The bulk tier in: a CSV of records of a foreign database, under our column names.

A file called `...-positions.csv` holds positions of older databases instead, each with its source.

Each row has a number of its own. Where the database gives one number to two records, the second
bears it with `-2` behind it here, and cites the number as the database has it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from geodeposits import files
from geodeposits.dataset.columns import Row
from geodeposits.dataset.occurrence_rows import (
    CELLS,
    OTHER_CELLS,
    free_key,
    occurrence_from,
    occurrence_rows,
    other_position_row,
    repeated,
)
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding
from geodeposits.model import OccurrenceWaivers
from geodeposits.seeds.records import parsed, read_record

__all__ = ["bulk_rows", "other_positions", "waiver_rows"]

_OF_POSITIONS: Final = "-positions.csv"

_PREFIXES: Final = {"usgs-global-ree": "usgs"}
"""What the ids of a source's records begin with, where it is not the whole key of the source."""

_TOLD_APART: Final = re.compile(r"(\d+)-\d+")
_RECORDS: Final = re.compile(
    r"\bID_Nos? (?P<first>\d+)(?!\w)(?P<more>(?:(?:, and |, | and | & )\d+(?![\w)])(?!\.\d)"
    r"(?! (?!and\b)[A-Za-z]))*)"
)
"""Records that a place names: `ID_No 1`, `ID_No 1, 12 and 13`; in `ID_No 1, 2)` one, estimate 2."""


def bulk_rows(
    folder: Path,
    cited: Mapping[tuple[str, str], list[str]],
    findings: list[Finding],
    *,
    as_of: PartialDate | None,
) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for every record of every CSV in the folder.

    `cited` maps (source, place) to the ids of the deposits that cite it, by which records are
    linked to deposits. The id of a record is the source's key, or its short form, and its number;
    a number that stands on two rows is a finding, and neither row is lost.
    """
    seen: Counter[str] = Counter()
    for path in _files(folder, of_positions=False):
        source, links = path.stem, _links(path.stem, cited)
        for line, cells in _rows(path, CELLS):
            origin = f"{files.shown_path(path)}:{line}"
            number = cells["number"].strip()
            told_apart = _TOLD_APART.fullmatch(number)
            cells["number"] = told_apart[1] if told_apart else number
            occurrence = occurrence_from(cells, findings, origin)
            if occurrence is None:
                continue
            due = f"{_PREFIXES.get(source, source)}-{number}"
            key = free_key(due, seen)
            if key != due:
                findings.append(repeated(number, origin, field="number"))
            yield from occurrence_rows(
                occurrence,
                source=source,
                key=key,
                deposits="; ".join(links.get(occurrence.number, ())),
                as_of=as_of,
                origin=origin,
            )


def other_positions(folder: Path, findings: list[Finding]) -> Iterator[Row]:
    """Yield a row for every position of an older database in the folder.

    A record that stands twice in one source is a finding; its first row is kept.
    """
    seen: Counter[str] = Counter()
    for path in _files(folder, of_positions=True):
        for line, cells in _rows(path, OTHER_CELLS):
            origin = f"{files.shown_path(path)}:{line}"
            row = other_position_row(cells, findings, origin)
            if row is None:
                continue
            seen[row["claim"]] += 1
            if seen[row["claim"]] > 1:
                findings.append(repeated(row["claim"], origin, field="at"))
            else:
                yield row


def waiver_rows(folder: Path, findings: list[Finding]) -> Iterator[Row]:
    """Yield a row for every waiver of the bulk tier (`waivers.toml` in the folder, if any)."""
    path = folder / "waivers.toml"
    if not path.is_file():
        return
    file = parsed(path)
    if (result := read_record(OccurrenceWaivers, file, findings)) is not None:
        record, indices = result
        for waiver, index in zip(record.waivers, indices.get("waivers", ()), strict=True):
            yield {**waiver.model_dump(), "origin": file.origin(("waivers", index))}


def _files(folder: Path, *, of_positions: bool) -> list[Path]:
    found = sorted(folder.glob("*.csv"))
    return [path for path in found if path.name.endswith(_OF_POSITIONS) == of_positions]


def _links(source: str, cited: Mapping[tuple[str, str], list[str]]) -> dict[str, list[str]]:
    links: dict[str, set[str]] = {}
    for (key, place), ids in cited.items():
        for match in _RECORDS.finditer(place) if key == source else ():
            for number in re.findall(r"\d+", match["first"] + match["more"]):
                links.setdefault(number, set()).update(ids)
    return {number: sorted(ids) for number, ids in links.items()}


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(files.read_text(path), newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if line == 1:
                if tuple(cells) != columns:
                    raise UnreadableFile(path, f"the columns are {', '.join(columns)}", line=1)
            elif len(cells) != len(columns):
                why = f"{len(cells)} cells where {len(columns)} are due"
                raise UnreadableFile(path, why, line=line)
            else:
                yield line, dict(zip(columns, cells, strict=True))
            line = reader.line_num + 1
    except csv.Error as error:
        why = f"broken CSV: {error} in the row that begins here"
        raise UnreadableFile(path, why, line=line) from None
