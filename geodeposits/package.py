"""The published data package: tables as CSV, a GeoJSON, JSON Schemas and a manifest.

The manifest `datapackage.json` follows Data Package v2 and states the SHA-256 hash and the size of
every table. All files are bytes of their content alone: UTF-8, LF, sorted, plain decimal numbers.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from importlib.resources import files as resources
from pathlib import Path
from typing import Any, Final

import pandas as pd
from pydantic import ValidationError

from geodeposits import files
from geodeposits.dataset import SCHEMAS, Dataset, Schema, table_of, table_of_columns
from geodeposits.dataset.schema import Column
from geodeposits.dates import PartialDate
from geodeposits.errors import GeodepositsError, UnreadableFile
from geodeposits.hashes import drifted_files
from geodeposits.model import (
    DatasetInfo,
    Deposit,
    NationalTable,
    Party,
    Record,
    Source,
    Statement,
    json_schema,
)
from geodeposits.quantity import Quantity
from geodeposits.wording import estimate_sentence

__all__ = [
    "MANIFEST",
    "is_package_folder",
    "load",
    "package_files",
    "published_as_of",
    "read_package",
]

MANIFEST: Final = "datapackage.json"
_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE_PROFILE: Final = "https://datapackage.org/profiles/2.0/dataresource.json"
_RECORDS: Final[dict[str, type[Record]]] = {
    "dataset": DatasetInfo,
    "deposit": Deposit,
    "source": Source,
    "party": Party,
    "national": NationalTable,
    "statement": Statement,
}
_PLAIN_NUMBER: Final = re.compile(r"[1-9][0-9]{0,11}(?:\.[0-9]{0,11}[1-9])?")
"""A figure that reads as it is written."""
_LATER: Final = frozenset({"other_positions", "statements"})
"""Tables that older packages do not have."""


def package_files(dataset: Dataset) -> dict[str, bytes]:
    """Return the published package as {relative path: content}."""
    published = {f"{name}.csv": _csv(SCHEMAS[name], table) for name, table in dataset.tables()}
    published["deposits.geojson"] = _json(_feature_collection(dataset))
    for name, record in _RECORDS.items():
        published[f"schemas/{name}.json"] = _json(_titled(record))
    published[MANIFEST] = _json(_manifest(dataset.info, published))
    return dict(sorted(published.items()))


def is_package_folder(folder: Path) -> bool:
    """Whether a folder holds a manifest."""
    return (folder / MANIFEST).is_file()


def load() -> Dataset:
    """Return the published dataset that comes with the package; no network is used."""
    return read_package(_published())


def published_as_of() -> PartialDate | None:
    """Return the as-of date of the published dataset."""
    return _read_info(_published() / MANIFEST).as_of


def _published() -> Path:
    bundled = Path(str(resources("geodeposits"))) / "data"
    checkout = Path(__file__).resolve().parent.parent / "data"
    return bundled if is_package_folder(bundled) else checkout


def read_package(folder: Path | str) -> Dataset:
    """Read a published package back into a Dataset; what is chosen is chosen anew.

    A table that older packages lack may be missing; it is empty then. A file that differs from its
    hash in the manifest is a finding (GD802). Raises UnreadableFile, with the line, for a manifest
    or a table that is not in order.
    """
    root = Path(folder)
    info = _read_info(root / MANIFEST)
    tables = {
        name: table_of(schema, [])
        if name in _LATER and not (root / f"{name}.csv").is_file()
        else _read_table(root / f"{name}.csv", schema)
        for name, schema in SCHEMAS.items()
    }
    drifted = drifted_files(root, _resources(root / MANIFEST))
    return Dataset.of_tables(tables, info=info, reading=drifted)


def _csv(schema: Schema, table: pd.DataFrame) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(schema.names)
    columns = [[_cell(value) for value in table[name].tolist()] for name in schema.names]
    writer.writerows(_sorted(schema, list(zip(*columns, strict=True))))
    return stream.getvalue().encode("utf-8")


def _sorted(schema: Schema, rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Sort by deposit, or by key where there is none; claims keep the order of their seed."""
    names = schema.names
    column = names.index("id") if "id" in names else names.index(schema.key)
    return sorted(rows, key=lambda row: row[column])


def _cell(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        text = format(Decimal(repr(float(value))), "f")
        return text.removesuffix(".0")
    return str(value)


def _json(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8")


def _titled(record: type[Record]) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **json_schema(record)}


def _feature_collection(dataset: Dataset) -> dict[str, Any]:
    ordered = dataset.deposits.sort_values("id", kind="stable")
    return {"type": "FeatureCollection", "features": [_feature(row) for row in _records(ordered)]}


def _records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in frame.to_dict("records"):
        yield {
            str(name): None if pd.isna(value) else value
            for name, value in row.items()
            if name != "geometry"
        }


_FEATURE_FIELDS: Final = ("name", "aliases", "country", "admin1", "type", "status", "marks")


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    known = row["lat"] is not None and abs(row["lat"]) <= 90 and abs(row["lon"]) <= 180  # noqa: PLR2004
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]} if known else None
    properties = {name: row[name] for name in _FEATURE_FIELDS}
    properties["accuracy_m"] = row["accuracy_m"]
    for prefix in ("headline", "documented"):
        properties[prefix] = _sentence(row, prefix)
        for name in ("level", "basis", "date", "source"):
            properties[f"{prefix}_{name}"] = row[f"{prefix}_{name}"]
        properties[f"{prefix}_reo_kt"] = row[f"{prefix}_reo_kt_text"]
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": properties}


def _sentence(row: dict[str, Any], prefix: str) -> str | None:
    if row[f"{prefix}_claim"] is None:
        return None
    return estimate_sentence(
        ore_mt=row[f"{prefix}_ore_mt_text"],
        grade_pct=row[f"{prefix}_grade_pct_text"],
        reo_kt=row[f"{prefix}_reo_kt_text"],
        basis=row[f"{prefix}_basis"],
        members=row[f"{prefix}_members"],
        contained_kt=row[f"{prefix}_contained_kt_text"],
    )


def _manifest(info: DatasetInfo, published: Mapping[str, bytes]) -> dict[str, Any]:
    as_of = {} if info.as_of is None else {"as_of": str(info.as_of)}
    return {
        "$schema": _PROFILE,
        "name": info.name,
        "title": info.title,
        "description": info.description,
        "version": info.version,
        **as_of,
        "licenses": [{"name": info.licence, "path": info.licence_url}],
        "resources": [
            *(
                _table_resource(schema, published[f"{name}.csv"])
                for name, schema in SCHEMAS.items()
            ),
            _file_resource("deposits-geojson", "deposits.geojson", published["deposits.geojson"]),
        ],
    }


def _table_resource(schema: Schema, content: bytes) -> dict[str, Any]:
    return {
        **_resource_head(schema.name, f"{schema.name}.csv", content),
        "title": schema.title,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True},
        "schema": {
            "fields": [_field(column) for column in schema.columns],
            "missingValues": [""],
            **({"primaryKey": [schema.key]} if schema.key else {}),
            "foreignKeys": [
                {"fields": [name], "reference": {"resource": table, "fields": [column]}}
                for name, (table, column) in schema.links.items()
            ],
        },
    }


def _file_resource(name: str, path: str, content: bytes) -> dict[str, Any]:
    head = _resource_head(name, path, content)
    return {**head, "format": "geojson", "mediatype": "application/geo+json", "encoding": "utf-8"}


def _resource_head(name: str, path: str, content: bytes) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    return {
        "$schema": _RESOURCE_PROFILE,
        "name": name,
        "path": path,
        "hash": f"sha256:{digest}",
        "bytes": len(content),
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.terms is not None:
        constraints["enum"] = [term.value for term in column.terms]
    booleans = (
        {"trueValues": ["true"], "falseValues": ["false"]} if column.type == "boolean" else {}
    )
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **booleans,
        **({"constraints": constraints} if constraints else {}),
    }


def _read_info(path: Path) -> DatasetInfo:
    text = files.read_text(path)
    try:
        manifest = json.loads(text)
        licence = manifest["licenses"][0]
        return DatasetInfo.model_validate(
            {
                **{name: manifest[name] for name in ("name", "title", "description", "version")},
                "as_of": manifest.get("as_of"),
                "licence": licence["name"],
                "licence_url": licence["path"],
            }
        )
    except json.JSONDecodeError as error:
        raise UnreadableFile(path, f"no valid JSON: {error.msg}", line=error.lineno) from None
    except (KeyError, IndexError, TypeError) as error:
        raise UnreadableFile(path, f"the manifest lacks {error}", line=1) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UnreadableFile(path, f"the manifest's {where}: {first['msg']}", line=1) from None
    except (ValueError, RecursionError):  # from the interpreter, not from the parser
        why = "a number of too many digits, or brackets nested too deeply"
        raise UnreadableFile(path, why, line=1) from None


def _resources(path: Path) -> list[dict[str, Any]]:
    """Return what a manifest that was read already says about its files."""
    listed = json.loads(files.read_text(path)).get("resources", [])
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


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
