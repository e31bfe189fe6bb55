"""The bulk tier: cells become an `Occurrence`, and that the rows of our tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from geodeposits.claim_text import Unread
from geodeposits.countries import country_code
from geodeposits.dataset.columns import Row
from geodeposits.dataset.doubts import doubt
from geodeposits.dataset.rows import estimate_rows
from geodeposits.dataset.schema import SCHEMAS
from geodeposits.dates import PartialDate
from geodeposits.errors import GeodepositsError, UnreadableQuantity
from geodeposits.finding import Finding, Severity
from geodeposits.occurrences import Occurrence
from geodeposits.quantity import Quantity
from geodeposits.vocab import EvidenceLevel

__all__ = [
    "CELLS",
    "OTHER_CELLS",
    "free_key",
    "occurrence_from",
    "occurrence_rows",
    "other_position_row",
    "repeated",
    "second_hand",
]

OTHER_CELLS: Final = ("source", "at", "name", "aliases", "country", "admin1", "lat", "lon")
"""The cells of a position of an older database, in the order of the seeds' CSV."""

CELLS: Final = tuple(field.name for field in fields(Occurrence))
"""The cells of a record, in the order of the seeds' CSV."""

_COLUMNS: Final = {*SCHEMAS["occurrence_estimates"].names, "origin"}
_PLAIN: Final = (
    "name", "aliases", "district", "country", "admin1", "lat", "lon", "type_text", "minerals",
    "company", "discovered", "production", "production_years",
)  # fmt: skip


def occurrence_from(
    cells: Mapping[str, str],
    findings: list[Finding],
    origin: str,
    *,
    headings: Mapping[str, str] | None = None,
) -> Occurrence | None:
    """Read the cells of one record; a cell that cannot be read is a finding and left out.

    Without a country that is known, or without a name, there is no record: None. `headings` says
    how the table calls the cells, for the findings.
    """
    texts: dict[str, Any] = {name: " ".join(cells.get(name, "").split()) for name in CELLS}

    def complain(code: str, name: str, why: str) -> None:
        called = (headings or {}).get(name, name)
        findings.append(_finding(code, called, f"{called}: {why}", origin, texts["number"]))

    for name in ("number", "name"):
        if not texts[name]:
            complain("GD109", name, "is missing")
    country = texts.pop("country")
    try:
        country = country_code(country)
    except GeodepositsError as error:
        complain(error.rule, "country", str(error))
        return None
    given = {name: texts.pop(name) for name in ("lat", "lon")}
    texts |= {name: _degrees(name, given, complain) for name in given}
    if not texts["number"] or not texts["name"]:
        return None
    return Occurrence(country=country, **texts)


def _degrees(
    name: str, given: Mapping[str, str], complain: Callable[[str, str, str], None]
) -> float | None:
    """Read a latitude or longitude; one that stands alone is a finding, as it is no position."""
    try:
        if given[name]:
            return _number(given[name])
    except GeodepositsError as error:
        complain(error.rule, name, str(error))
    if not given[name] and any(given.values()):
        complain("GD109", name, "is left out, so the row has no position here")
    return None


def _number(text: str) -> float:
    quantity = Quantity.parse(text)
    if not quantity.is_exact:
        raise UnreadableQuantity(text, "one number is needed, not a bound or a range")
    return float(quantity.central)


def other_position_row(
    cells: Mapping[str, str], findings: list[Finding], origin: str
) -> Row | None:
    """Read one position of an older database; all but aliases and province is needed.

    What cannot be read is a finding, and there is no row: None.
    """
    texts = {name: " ".join(cells.get(name, "").split()) for name in OTHER_CELLS}
    key = f"{texts['source']}/{texts['at'].rpartition(' ')[2]}"
    found: list[Finding] = []
    for name in ("source", "at", "name", "country", "lat", "lon"):
        if not texts[name]:
            found.append(_finding("GD109", name, f"{name}: is missing", origin, key))
    row: Row = {"claim": key, "origin": origin, **{k: v or None for k, v in texts.items()}}
    for name, read in (("country", country_code), ("lat", _number), ("lon", _number)):
        try:
            row[name] = read(texts[name]) if texts[name] else None
        except GeodepositsError as error:
            found.append(_finding(error.rule, name, f"{name}: {error}", origin, key))
    findings.extend(found)
    return None if found else row


def free_key(key: str, seen: Counter[str]) -> str:
    """Return the key, or the next of key-2, key-3, ... that is free, and count it.

    So a number that a database gives out twice stands for two records.
    """
    seen[key] += 1
    if seen[key] == 1:
        return key
    while seen[free := f"{key}-{seen[key]}"]:
        seen[key] += 1
    seen[free] += 1
    return free


def repeated(number: str, origin: str, *, field: str) -> Finding:
    """Return the finding on a record whose number stands on an earlier row; both are kept."""
    message = f"{field} {number} stands on an earlier row too"
    return _finding("GD102", field, message, origin, number, severity=Severity.WARNING)


def _finding(
    code: str,
    field: str,
    message: str,
    origin: str,
    number: str,
    *,
    severity: Severity = Severity.ERROR,
) -> Finding:
    return Finding(
        code=code, severity=severity, message=message, origin=origin, deposit=number, field=field
    )


def second_hand(row: Row) -> Row:
    """Return the row of an estimate at level C at best: the database names a code, no report."""
    return {**row, "level": max(EvidenceLevel(row["level"]), EvidenceLevel.C).value}


def occurrence_rows(
    occurrence: Occurrence,
    *,
    source: str,
    key: str,
    deposits: str,
    as_of: PartialDate | None,
    origin: str,
) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for one occurrence and each of its estimates.

    `key` becomes its id; `deposits` names the curated deposits that cite the record. What
    could not be read stands in the column `unread`, with its text and the reason.
    """
    estimates, unread = occurrence.estimates(source)
    head = {"occurrence_id": key, "source": source, "at": occurrence.place, "origin": origin}
    linked = {"deposits": deposits or None, "unread": "; ".join(map(_said, unread)) or None}
    yield "occurrences", {**_facts(occurrence), **linked, **head}
    for number, estimate in enumerate(estimates, start=1):
        claim = f"{key}/estimates/{number}"
        for row in estimate_rows(estimate, as_of=as_of, source=None):
            suffix = row.get("suffix")
            named = {"claim": claim + (suffix or ""), "part_of": claim if suffix else None}
            full = {**second_hand(row), **head, **named, "note": estimate.note, "doubt": doubt(row)}
            yield "occurrence_estimates", {k: v for k, v in full.items() if k in _COLUMNS}


def _facts(occurrence: Occurrence) -> Row:
    return {
        **{name: getattr(occurrence, name) or None for name in _PLAIN},
        "lat": occurrence.lat,
        "lon": occurrence.lon,
        "type": occurrence.type,
        "record": occurrence.record,
        "record_queried": "?" in occurrence.record_text,
        "status": occurrence.status,
        "status_queried": "?" in occurrence.status_text,
    }


def _said(piece: Unread) -> str:
    return f"{piece.column} {piece.text!r}: {piece.why}"
