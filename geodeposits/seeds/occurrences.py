"""The bulk tier in: a CSV of records of a foreign database, under our column names."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from geodeposits import files
from geodeposits.dataset.occurrence_rows import CELLS, free_key, occurrence_from, occurrence_rows
from geodeposits.dataset.rows import Row
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding

__all__ = ["bulk_rows"]

_RECORD: Final = re.compile(r"ID_No (\d+)")


def bulk_rows(
    folder: Path,
    cited: Mapping[tuple[str, str], list[str]],
    findings: list[Finding],
    *,
    as_of: PartialDate | None,
) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for every record of every CSV in the folder.

    `cited` maps (source, place) to the ids of the deposits that cite it, by which records are
    linked to deposits. The id of a record is the first word of the source's key and its number.
    """
    seen: Counter[str] = Counter()
    for path in sorted(folder.glob("*.csv")):
        source, links = path.stem, _links(path.stem, cited)
        for line, cells in _rows(path):
            origin = f"{files.shown_path(path)}:{line}"
            occurrence = occurrence_from(cells, findings, origin)
            if occurrence is not None:
                yield from occurrence_rows(
                    occurrence,
                    source=source,
                    key=free_key(f"{source.partition('-')[0]}-{occurrence.number}", seen),
                    deposits="; ".join(links.get(occurrence.number, ())),
                    as_of=as_of,
                    origin=origin,
                )


def _links(source: str, cited: Mapping[tuple[str, str], list[str]]) -> dict[str, list[str]]:
    links: dict[str, set[str]] = {}
    for (key, place), ids in cited.items():
        for number in _RECORD.findall(place) if key == source else ():
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
