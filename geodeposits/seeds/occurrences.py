"""The bulk tier in: a CSV of records of a foreign database, under our column names.

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
from geodeposits.dataset.occurrence_rows import (
    CELLS,
    free_key,
    occurrence_from,
    occurrence_rows,
    repeated,
)
from geodeposits.dataset.rows import Row
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding

__all__ = ["bulk_rows"]

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
    for path in sorted(folder.glob("*.csv")):
        source, links = path.stem, _links(path.stem, cited)
        for line, cells in _rows(path):
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


def _links(source: str, cited: Mapping[tuple[str, str], list[str]]) -> dict[str, list[str]]:
    links: dict[str, set[str]] = {}
    for (key, place), ids in cited.items():
        for match in _RECORDS.finditer(place) if key == source else ():
            for number in re.findall(r"\d+", match["first"] + match["more"]):
                links.setdefault(number, set()).update(ids)
    return {number: sorted(ids) for number, ids in links.items()}


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(files.read_text(path), newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if line == 1:
                if tuple(cells) != CELLS:
                    raise UnreadableFile(path, f"the columns are {', '.join(CELLS)}", line=1)
            elif len(cells) != len(CELLS):
                why = f"{len(cells)} cells where {len(CELLS)} are due"
                raise UnreadableFile(path, why, line=line)
            else:
                yield line, dict(zip(CELLS, cells, strict=True))
            line = reader.line_num + 1
    except csv.Error as error:
        why = f"broken CSV: {error} in the row that begins here"
        raise UnreadableFile(path, why, line=line) from None
