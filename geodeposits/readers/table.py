"""A table whose columns carry our field names, one deposit a row, becomes a Dataset.

A cell that cannot be read is a finding and counts as unknown. Nothing is guessed: a column that is
not known is left aside and said so once. Columns are read whole (`readers.cells`), and the tables
are made of whole columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.dataset import Dataset, table_of, table_of_columns
from geodeposits.dataset.filters import fold
from geodeposits.dataset.schema import SCHEMAS, TABLE_NAME
from geodeposits.dataset.selection import evidence_level
from geodeposits.dates import PartialDate
from geodeposits.finding import Finding, Severity
from geodeposits.model import DatasetInfo
from geodeposits.readers.cells import Cells, Objects, Reading, field_of, stated
from geodeposits.readers.fields import FIELDS
from geodeposits.readers.figures import columns_of_figures
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
    Scope,
    Stage,
    Standing,
)

__all__ = ["NO_RECORDS", "dataset_of_columns", "dataset_of_table"]

NO_RECORDS: Final = "the table has 0 records: there is nothing that a rule could look at"

Columns = dict[str, Any]

_NOTHING: Final = np.array(None, dtype=object)


def dataset_of_table(
    rows: Iterable[tuple[int, Mapping[str, object]]],
    *,
    columns: Iterable[str],
    shown: str,
    as_of: PartialDate | None = None,
    findings: Iterable[Finding] = (),
) -> Dataset:
    """Make a Dataset of (line, {column: cell}) pairs, as `dataset_of_columns` does of columns."""
    listed, headings = list(rows), list(columns)
    return dataset_of_columns(
        [line for line, _ in listed],
        {name: [row.get(name) for _, row in listed] for name in {*headings, "id", "name"}},
        columns=headings,
        shown=shown,
        as_of=as_of,
        findings=findings,
    )


def dataset_of_columns(
    lines: Sequence[int],
    cells: Mapping[str, Sequence[object]],
    *,
    columns: Iterable[str],
    shown: str,
    as_of: PartialDate | None = None,
    findings: Iterable[Finding] = (),
) -> Dataset:
    """Make a Dataset of the cells under each heading; `shown` names the file in findings.

    `lines` are the rows' numbers in the file. A row without `id` gets one from its country and
    name; a repeated id is numbered and is a finding (GD102), so that no row is lost or merged.
    `kind` defaults to compiled, `by` to compiler, `basis` to unstated: the least that a figure in
    a table can claim.
    """
    reading = Reading(shown, list(findings))
    names = _headings(list(columns), reading)
    read = Cells.read(lines, cells, names, reading)
    tables = _tables(read, reading, as_of, has_names="name" in names.values())
    if tables["deposits"].empty:
        reading.complain("GD117", NO_RECORDS, line=1, severity=Severity.NOTE)
    return Dataset.of_tables(tables, info=_info(shown, as_of), reading=reading.findings)


def _headings(columns: list[str], reading: Reading) -> dict[str, str]:
    """Map the table's headings to our fields; say once which are left aside.

    Of two headings for one field (`lat` and `Latitude`) the first is read.
    """
    names: dict[str, str] = {}
    odd: list[str] = []
    for column in columns:
        name = field_of(column)
        if name in FIELDS and name not in names.values():
            names[column] = name
        else:
            odd.append(column)
    if odd:
        listed = ", ".join(repr(column) for column in odd[:12])
        text = f"columns left aside: {listed}"
        reading.complain("GD103", text, line=1, severity=Severity.NOTE)
    if "name" not in names.values():
        reading.complain("GD109", "the table has no column name", line=1)
    return names


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


# --- Tables --------------------------------------------------------------------------------------


def _tables(
    cells: Cells, reading: Reading, as_of: PartialDate | None, *, has_names: bool
) -> dict[str, pd.DataFrame]:
    filled = cells.states(*cells.fields)
    unnamed = np.zeros(len(cells), dtype=bool) if not has_names else ~cells.states("name")
    ids = _ids(cells, filled, unnamed, reading)
    kept = cells.of_rows(filled)
    kept.fields["id"] = ids
    kept.fields["origin"] = _array([f"{reading.shown}:{line}" for line in kept.lines])
    kept.fields["source_key"] = _source_keys(kept)
    made = {
        "deposits": _deposits(kept),
        "sources": _sources(kept),
        "positions": _positions(
            _claims(kept, "positions", kept.states("lat") & kept.states("lon"))
        ),
        "estimates": _estimates(
            _claims(kept, "estimates", kept.states("ore_mt", "grade_pct", "contained_kt")), as_of
        ),
        "status": _status(_claims(kept, "status", kept.states("status", "status_text"))),
        "partners": _partners(_claims(kept, "partners", kept.states("partner"))),
    }
    return {name: _table(name, made.get(name, {"origin": ()})) for name in SCHEMAS}


def _table(name: str, columns: Columns) -> pd.DataFrame:
    """Return a table of columns; those that nothing states share one empty column of their type."""
    schema, rows = SCHEMAS[name], len(columns["origin"])
    if not rows:
        return table_of(schema, [])
    empty = {
        "string": pd.Series(np.nan, index=range(rows), dtype="str"),
        "number": pd.Series(np.nan, index=range(rows), dtype="float64"),
        "boolean": pd.Series(pd.NA, index=range(rows), dtype="boolean"),
    }
    stated = {column.name: columns.get(column.name) for column in schema.columns}
    filled = {
        column.name: empty[column.type] if stated[column.name] is None else stated[column.name]
        for column in schema.columns
    }
    return table_of_columns(schema, {**filled, "origin": columns["origin"]})


def _array(values: list[Any]) -> Objects:
    array: Objects = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _named(cells: Cells, *names: str) -> Columns:
    """Return the fields that the table has; the others are empty columns."""
    return {name: cells.fields.get(name) for name in names}


# --- Deposits and sources ------------------------------------------------------------------------


def _ids(
    cells: Cells, filled: NDArray[np.bool_], unnamed: NDArray[np.bool_], reading: Reading
) -> Objects:
    """Return the id of each row that is filled; complain of those without a name, or repeated."""
    stated, countries, names = (cells.get(name) for name in ("id", "country", "name"))
    given = stated[filled]
    if not unnamed.any() and len({*given, None}) == len(given) + 1:
        return given
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for row in np.flatnonzero(filled | unnamed).tolist():
        line, wanted = cells.lines[row], stated[row]
        if unnamed[row]:
            reading.complain("GD109", "name: the row names no deposit", line=line, where="name")
        if not filled[row]:
            continue
        base = wanted or f"{(countries[row] or 'xx').lower()}-{_slug(names[row] or 'unnamed')}"
        seen[base] += 1
        if wanted and seen[base] > 1:
            text = f"id {wanted!r} stands on an earlier row too"
            reading.complain("GD102", text, line=line, where="id", deposit=wanted)
        ids.append(base if seen[base] == 1 else _numbered(base, seen))
    return _array(ids)


def _numbered(base: str, seen: Counter[str]) -> str:
    while seen[numbered := f"{base}-{seen[base]}"]:
        seen[base] += 1
    seen[numbered] += 1
    return numbered


@cache
def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:56].strip("-") or "unnamed"


def _source_keys(cells: Cells) -> Objects:
    """Return the key of each row's source: its `source` cell, else its address or title."""
    key = cells.get("source")
    for name in ("source_url", "source_title"):
        key = np.where(~stated(key), cells.get(name), key)
    return key


def _sources(cells: Cells) -> Columns:
    """Return each source once, with what the first row that states it says of it."""
    first = pd.Series(cells.fields["source_key"], dtype=object).dropna().drop_duplicates()
    keys = first.sort_values()
    rows = keys.index.to_numpy()
    urls = cells.get("source_url")[rows]
    addresses = keys[keys.str.match("https?://")].reindex(keys.index)
    key = keys.to_numpy(dtype=object)
    titles = cells.get("source_title")[rows]
    return {
        "key": key,
        "title": np.where(~stated(titles), key, titles),
        "producer": cells.get("source_producer", "unstated")[rows],
        "url": np.where(~stated(urls), addresses.to_numpy(dtype=object), urls),
        "origin": cells.fields["origin"][rows],
    }


def _deposits(cells: Cells) -> Columns:
    ids, name = cells.fields["id"], cells.get("name")
    typed = cells.states("type", "minerals")
    return {
        **_named(
            cells, "id", "aliases", "country", "admin1", "type_text", "minerals", "by_products",
            "origin",
        ),
        "name": np.where(~stated(name), ids, name),
        "type": cells.get("type", DepositType.UNKNOWN.value),
        "type_source": np.where(typed, cells.fields["source_key"], _NOTHING),
    }  # fmt: skip


# --- Claims --------------------------------------------------------------------------------------


def _claims(cells: Cells, table: str, rows: NDArray[np.bool_]) -> Cells:
    """Return the cells of the rows that make a claim, which gets its id from deposit and line."""
    made = cells.of_rows(rows)
    pairs = zip(made.fields["id"], made.lines, strict=True)
    claims = _array([f"{deposit}/{table}/{line}" for deposit, line in pairs])
    return Cells(made.lines, {**made.fields, "claim": claims})


def _head(cells: Cells) -> Columns:
    return {**_named(cells, "claim", "id", "at", "origin"), "source": cells.fields["source_key"]}


def _all(cells: Cells, value: object) -> Objects:
    return np.full(len(cells), value, dtype=object)


def _positions(cells: Cells) -> Columns:
    return {
        **_head(cells),
        **_named(cells, "lat", "lon", "accuracy_m"),
        "marks": cells.get("marks", Marks.UNSTATED.value),
        "standing": _all(cells, Standing.ACCEPTED.value),
    }


_ESTIMATE_TEXTS: Final = (
    "label", "edition", "members", "categories", "by_name", "cut_off", "zone", "stated", "note",
    "effective", "published",
)  # fmt: skip


def _estimates(cells: Cells, as_of: PartialDate | None) -> Columns:
    effective, published = cells.get("effective"), cells.get("published")
    kind, code = cells.get("kind", Kind.COMPILED.value), cells.get("code", Code.UNSTATED.value)
    basis = cells.get("basis", Basis.UNSTATED.value)
    level = cache(partial(_level, as_of))
    return {
        **_head(cells),
        **columns_of_figures(cells, basis),
        **_named(cells, *_ESTIMATE_TEXTS),
        "kind": kind,
        "code": code,
        "basis": basis,
        "level": _array([level(*facts) for facts in zip(kind, code, effective, strict=True)]),
        "by": cells.get("by", Claimant.COMPILER.value),
        "scope": _all(cells, Scope.DEPOSIT.value),
        "date": np.where(~stated(effective), published, effective),
        **dict.fromkeys(("announced_as_new", "summed", "derived"), _all(cells, value=False)),
    }


def _level(as_of: PartialDate | None, kind: str, code: str, effective: str | None) -> str:
    date = PartialDate.parse(effective) if effective else None
    return evidence_level(kind=Kind(kind), code=Code(code), effective=date, as_of=as_of).value


def _status(cells: Cells) -> Columns:
    return {
        **_head(cells),
        **_named(cells, "status_text"),
        "status": cells.get("status", ProjectStatus.OTHER.value),
        "date": cells.fields.get("status_date"),
    }


def _partners(cells: Cells) -> Columns:
    return {
        **_head(cells),
        "relation": _all(cells, RelationKind.PARTNER.value),
        "party": cells.fields.get("partner"),
        "party_country": cells.fields.get("partner_country"),
        "role": cells.get("partner_role", PartnerRole.OTHER.value),
        "stage": cells.get("partner_stage", Stage.OTHER.value),
        "date": cells.fields.get("partner_date"),
    }
