"""A table whose columns carry our field names, one deposit a row, becomes a Dataset.

Cells are read one by one; a cell that cannot be read is a finding and counts as unknown. Nothing
is guessed: a column that is not known is left aside and said so once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from geodeposits.dataset import Dataset
from geodeposits.dataset.filters import fold
from geodeposits.dataset.rows import Row, figure_columns, quantity_columns
from geodeposits.dataset.schema import TABLE_NAME
from geodeposits.dataset.selection import evidence_level
from geodeposits.dates import PartialDate
from geodeposits.errors import GeodepositsError
from geodeposits.finding import Finding, Severity
from geodeposits.model import DatasetInfo
from geodeposits.readers.fields import FIELDS, STATES_BASIS, SYNONYMS
from geodeposits.vocab import (
    Basis,
    Claimant,
    Code,
    DepositType,
    Kind,
    Marks,
    PartnerRole,
    ProjectStatus,
    RelationKind,
    Stage,
    Standing,
)

__all__ = ["dataset_of_table"]


@dataclass
class _Reading:
    """What is gathered while a table is read."""

    shown: str
    findings: list[Finding] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    sources: dict[str, Row] = field(default_factory=dict)
    cache: dict[tuple[str, object], Any] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        self.rows.setdefault(table, []).append(row)

    def complain(
        self,
        code: str,
        message: str,
        *,
        line: int,
        severity: Severity = Severity.ERROR,
        where: str = "",
        deposit: str = "",
    ) -> None:
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                message=message,
                origin=f"{self.shown}:{line}",
                field=where,
                deposit=deposit,
            )
        )


def dataset_of_table(
    rows: Iterable[tuple[int, Mapping[str, object]]],
    *,
    columns: Iterable[str],
    shown: str,
    as_of: PartialDate | None = None,
    findings: Iterable[Finding] = (),
) -> Dataset:
    """Make a Dataset of (line, {column: cell}) pairs; `shown` names the file in findings.

    A row without `id` gets one from its country and name; a repeated id is numbered and is a
    finding (GD102), so that no row is lost or merged. `kind` defaults to compiled, `by` to
    compiler, `basis` to unstated: the least that a figure in a table can claim.
    """
    reading = _Reading(shown, list(findings))
    names = _headings(list(columns), reading)
    records = [(line, _cells(row, names, reading, line)) for line, row in rows]
    for line, record in records:
        _add_deposit(reading, record, line, as_of)
    reading.rows["sources"] = [reading.sources[key] for key in sorted(reading.sources)]
    return Dataset.of_rows(reading.rows, info=_info(shown, as_of), reading=reading.findings)


def _headings(columns: list[str], reading: _Reading) -> dict[str, str]:
    """Map the table's headings to our fields; say once which are left aside or missing.

    Of two headings for one field (`lat` and `Latitude`) the first is read.
    """
    names: dict[str, str] = {}
    odd: list[str] = []
    for column in columns:
        name = SYNONYMS.get(_plain(column), _plain(column))
        if name in FIELDS and name not in names.values():
            names[column] = name
        else:
            odd.append(column)
    if odd:
        listed = ", ".join(repr(column) for column in odd[:12])
        text = f"columns left aside: {listed}"
        reading.complain("GD103", text, line=1, severity=Severity.NOTE)
    missing = [name for name in ("name", "country", "lat", "lon") if name not in names.values()]
    if missing:
        text = f"the table has no column {', '.join(missing)}"
        reading.complain("GD109", text, line=1, severity=Severity.NOTE)
    return names


def _plain(heading: str) -> str:
    return heading.strip().lower().replace(" ", "_")


def _cells(
    row: Mapping[str, object], names: Mapping[str, str], reading: _Reading, line: int
) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for column, name in names.items():
        value = row.get(column)
        if _is_blank(value):
            continue
        try:
            record[name] = _read_cell(name, value, reading)
        except GeodepositsError as error:
            _complain_of_cell(error, column, row, reading, line)
        else:
            basis = STATES_BASIS.get(_plain(column))
            if basis is not None:
                record.setdefault("basis", basis)
    _complain_of_half_a_position(record, row, names, reading, line)
    return record


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _complain_of_half_a_position(
    record: Mapping[str, Any],
    row: Mapping[str, object],
    names: Mapping[str, str],
    reading: _Reading,
    line: int,
) -> None:
    for column, name in names.items():
        other = {"lat": "lon", "lon": "lat"}.get(name)
        if other in record and _is_blank(row.get(column)):
            text = f"{column}: is left out, so the row has no position here"
            named = str(record.get("id") or record.get("name") or "")
            reading.complain("GD109", text, line=line, where=column, deposit=named)


def _read_cell(name: str, value: object, reading: _Reading) -> Any:
    value = value.strip() if isinstance(value, str) else value
    key = (name, value if isinstance(value, str) else repr(value))
    if key not in reading.cache:
        reading.cache[key] = FIELDS[name](value)
    return reading.cache[key]


def _complain_of_cell(
    error: GeodepositsError,
    column: str,
    row: Mapping[str, object],
    reading: _Reading,
    line: int,
) -> None:
    named = str(row.get("id") or row.get("name") or "")
    reading.complain(error.rule, f"{column}: {error}", line=line, where=column, deposit=named)


def _info(shown: str, as_of: PartialDate | None) -> DatasetInfo:
    return DatasetInfo(
        name=TABLE_NAME,
        title=shown.rpartition("/")[2],
        description="A table read by geodeposits",
        version="0.0.0",
        as_of=as_of,
        licence="unstated",
        licence_url="unstated",
    )


def _add_deposit(
    reading: _Reading, record: dict[str, Any], line: int, as_of: PartialDate | None
) -> None:
    if "name" not in record:
        reading.complain("GD109", "name: the row names no deposit", line=line, where="name")
        if not record:
            return
    deposit_id = _id_of(record, reading, line)
    origin = f"{reading.shown}:{line}"
    source = _source_key(reading, record, origin)
    claim = {"id": deposit_id, "source": source, "at": record.get("at"), "origin": origin}
    reading.add("deposits", _deposit_row(deposit_id, record, source, origin))
    for table, row in _claims(record, as_of):
        reading.add(table, {**claim, "claim": f"{deposit_id}/{table}/{line}", **row})


def _id_of(record: Mapping[str, Any], reading: _Reading, line: int) -> str:
    wanted = record.get("id")
    base = wanted or f"{record.get('country', 'xx').lower()}-{_slug(record.get('name', 'unnamed'))}"
    reading.seen[base] += 1
    if reading.seen[base] == 1:
        return base
    if wanted:
        text = f"id {wanted!r} stands on an earlier row too"
        reading.complain("GD102", text, line=line, where="id", deposit=wanted)
    while reading.seen[numbered := f"{base}-{reading.seen[base]}"]:
        reading.seen[base] += 1
    reading.seen[numbered] += 1
    return numbered


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:56].strip("-") or "unnamed"


def _source_key(reading: _Reading, record: Mapping[str, Any], origin: str) -> str | None:
    """Register the row's source under its `source` cell, else its address or title."""
    stated = (record.get(name) for name in ("source", "source_url", "source_title"))
    key: str | None = next((text for text in stated if text), None)
    if key is None or key in reading.sources:
        return key
    url = record.get("source_url") or (key if re.match(r"https?://", key) else None)
    reading.sources[key] = {
        "key": key,
        "title": record.get("source_title", key),
        "producer": record.get("source_producer", "unstated"),
        "url": url,
        "origin": origin,
    }
    return key


def _deposit_row(
    deposit_id: str, record: Mapping[str, Any], source: str | None, origin: str
) -> Row:
    names = ("aliases", "country", "admin1", "type_text", "minerals", "by_products")
    return {
        "id": deposit_id,
        "name": record.get("name", deposit_id),
        **{name: record.get(name) for name in names},
        "type": record.get("type", DepositType.UNKNOWN),
        "type_source": source if "type" in record or "minerals" in record else None,
        "origin": origin,
    }


def _claims(record: dict[str, Any], as_of: PartialDate | None) -> Iterator[tuple[str, Row]]:
    if "lat" in record and "lon" in record:
        yield "positions", _position_row(record)
    if {"ore_mt", "grade_pct", "contained_kt"} & record.keys():
        yield "estimates", _estimate_row(record, as_of)
    if "status" in record or "status_text" in record:
        yield (
            "status",
            {
                "status": record.get("status", ProjectStatus.OTHER),
                "status_text": record.get("status_text"),
                "date": _date(record.get("status_date")),
            },
        )
    if "partner" in record:
        yield "partners", _partner_row(record)


def _position_row(record: Mapping[str, Any]) -> Row:
    return {
        "lat": record["lat"],
        "lon": record["lon"],
        "accuracy_m": record.get("accuracy_m"),
        "marks": record.get("marks", Marks.UNSTATED),
        "standing": Standing.ACCEPTED,
    }


_ESTIMATE_TEXTS: Final = (
    "label", "edition", "members", "categories", "by_name", "cut_off", "zone", "stated", "note",
)  # fmt: skip


def _estimate_row(record: Mapping[str, Any], as_of: PartialDate | None) -> Row:
    kind, code = record.get("kind", Kind.COMPILED), record.get("code", Code.UNSTATED)
    basis, effective = record.get("basis", Basis.UNSTATED), record.get("effective")
    level = evidence_level(kind=kind, code=code, effective=effective, as_of=as_of)
    ore_mt, grade_pct = record.get("ore_mt"), record.get("grade_pct")
    return {
        **figure_columns(ore_mt, grade_pct, record.get("contained_kt"), basis),
        **quantity_columns("attributable_pct", None),
        **{name: record.get(name) for name in _ESTIMATE_TEXTS},
        "kind": kind,
        "code": code,
        "basis": basis,
        "level": level,
        "by": record.get("by", Claimant.COMPILER),
        "scope": "deposit",
        "date": _date(effective or record.get("published")),
        "effective": _date(effective),
        "published": _date(record.get("published")),
        "announced_as_new": False,
        "summed": False,
        "derived": False,
    }


def _partner_row(record: Mapping[str, Any]) -> Row:
    return {
        "relation": RelationKind.PARTNER,
        "party": record["partner"],
        "party_country": record.get("partner_country"),
        "role": record.get("partner_role", PartnerRole.OTHER),
        "stage": record.get("partner_stage", Stage.OTHER),
        "date": _date(record.get("partner_date")),
        **quantity_columns("share_pct", None),
    }


def _date(value: PartialDate | None) -> str | None:
    return None if value is None else str(value)
