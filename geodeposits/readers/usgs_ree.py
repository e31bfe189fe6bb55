"""Profile `usgs-ree`: the USGS global rare earth element occurrence database as a Dataset.

The table has one record a row. Its columns `RR_Ore_Mt`, `RR_TREO_Mt` and `RR_TREOgrd` hold
estimates as free text, which `geodeposits.claim_text` reads; a piece that cannot be read is a
finding (GD105) with its text. Comments and notes of the table are left aside, but for the note
that a supergene deposit is one of ion adsorption.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from geodeposits import files
from geodeposits.claim_text import COLUMNS, Unread
from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import TABLE_NAME, Row
from geodeposits.dataset.occurrence_rows import free_key, occurrence_from, repeated, second_hand
from geodeposits.dataset.rows import deposit_rows, source_row
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity
from geodeposits.model import DatasetInfo, Source
from geodeposits.readers.csv_table import decoded, heading, read_rows
from geodeposits.readers.table import NO_RECORDS
from geodeposits.vocab import SourceKind

__all__ = ["HEADINGS", "SOURCE", "read_usgs_ree"]

SOURCE: Final = "usgs-global-ree"
"""Key of the one source that every claim cites."""

HEADINGS: Final = {
    "number": "ID_No", "name": "Name", "country": "Country", "aliases": "Name_Other",
    "district": "Part_of", "admin1": "State_Prov", "lat": "Latitude", "lon": "Longitude",
    "type_text": "Dep_Type", "record_text": "Rec_Type", "status_text": "Status",
    "minerals": "REE_Mins", "company": "Company", "discovered": "Discov_Yr",
    "production": "P_Status", "production_years": "P_Years", "ore_mt": "RR_Ore_Mt",
    "reo_mt": "RR_TREO_Mt", "grade_pct": "RR_TREOgrd", "other_grade": "RR_REE_grd",
    "cut_off": "RR_Cutoff", "year": "RR_Yr_Est", "references": "RR_Refs", "code": "RR_RegCode",
}  # fmt: skip
"""Heading of the table for each cell of an `Occurrence`."""

_CELLS: Final = dict(zip(COLUMNS, ("RR_Ore_Mt", "RR_TREO_Mt", "RR_TREOgrd"), strict=True))
_LONGEST: Final = 200  # characters of a cell that a finding repeats
_TYPE_NOTE: Final = "Dep_Note"
_ION_ADSORPTION: Final = re.compile(r"\bion[- ]adsorption\b", re.IGNORECASE)
"""What the note on a type says of the clays that the column of types calls supergene."""

_COUNTRIES: Final = {"Tibet": "CN"}
"""Names of the table that are no country of ISO 3166-1."""

_SOURCE: Final = Source(
    title="Global rare earth element occurrence database",
    producer="U.S. Geological Survey",
    kind=SourceKind.DATABASE,
    url="https://www.usgs.gov/data/global-rare-earth-element-occurrence-database",
)


def read_usgs_ree(
    path: Path,
    *,
    encoding: str = "utf-8",
    as_of: PartialDate | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Dataset:
    """Read the table as published, a CSV with its own headings, into a Dataset.

    Each record is a deposit with its position, estimates, company and status. Raises
    UnreadableFile where a heading is missing.
    """
    text = decoded(path, encoding)
    header = heading(text, ",")
    if missing := [name for name in HEADINGS.values() if name not in header]:
        why = f"no table of this profile: it has no column {', '.join(missing[:6])}"
        raise UnreadableFile(path, why, line=1)
    if twice := [name for name in HEADINGS.values() if header.count(name) > 1]:
        raise UnreadableFile(path, f"heading {twice[0]!r} stands twice", line=1)
    shown = files.shown_path(path)
    findings: list[Finding] = []
    rows: dict[str, list[Row]] = {"sources": [source_row(SOURCE, _SOURCE, origin=f"{shown}:1")]}
    seen: Counter[str] = Counter()
    for line, cells in read_rows(path, text, ",", header, findings, progress):
        for table, row in _record(cells, f"{shown}:{line}", seen, findings, as_of):
            rows.setdefault(table, []).append(row)
    if "deposits" not in rows:
        findings.append(
            Finding(code="GD117", severity=Severity.NOTE, message=NO_RECORDS, origin=f"{shown}:1")
        )
    info = DatasetInfo(
        name=TABLE_NAME,
        title=path.name,
        description="The USGS global rare earth element occurrence database",
        version="0.0.0",
        as_of=as_of,
        licence="unstated",
        licence_url="unstated",
    )
    return Dataset.of_rows(rows, info=info, reading=findings)


def _record(
    cells: Mapping[str, str],
    origin: str,
    seen: Counter[str],
    findings: list[Finding],
    as_of: PartialDate | None,
) -> Iterator[tuple[str, Row]]:
    named = {name: cells.get(column, "") for name, column in HEADINGS.items()}
    named["country"] = _COUNTRIES.get(named["country"].strip(), named["country"])
    if _ION_ADSORPTION.search(cells.get(_TYPE_NOTE, "")):
        named["type_text"] = "; ".join(filter(None, (named["type_text"].strip(), "ion adsorption")))
    occurrence = occurrence_from(named, findings, origin, headings=HEADINGS)
    if occurrence is None:
        return
    key = free_key(occurrence.number, seen)
    if key != occurrence.number:
        findings.append(repeated(occurrence.number, origin, field=HEADINGS["number"]))
    deposit, unread = occurrence.deposit(SOURCE)
    findings.extend(_unread(piece, key, origin) for piece in unread)
    lists = ("positions", "estimates", "owners", "status")
    origins = {(name, i): origin for name in lists for i in range(len(getattr(deposit, name)))}
    for table, row in deposit_rows(
        key, deposit, as_of=as_of, sources={}, origins={("", 0): origin, **origins}
    ):
        yield table, second_hand(row) if table == "estimates" else row


def _unread(piece: Unread, key: str, origin: str) -> Finding:
    column = _CELLS[piece.column]
    text = piece.text if len(piece.text) <= _LONGEST else f"{piece.text[:_LONGEST]}..."
    return Finding(
        code="GD105",
        severity=Severity.ERROR,
        message=f"{column}: {text!r} is not read: {piece.why}",
        origin=origin,
        deposit=key,
        field=column,
    )
