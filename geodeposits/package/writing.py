"""The package as bytes: tables as CSV, a GeoJSON, JSON Schemas and the manifest."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geodeposits.dataset import SCHEMAS, Dataset, Schema
from geodeposits.dataset.schema import Column
from geodeposits.package.reading import MANIFEST
from geodeposits.wording import estimate_sentence

if TYPE_CHECKING:
    from geodeposits.model import DatasetInfo

__all__ = ["package_files"]

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE_PROFILE: Final = "https://datapackage.org/profiles/2.0/dataresource.json"
_JSON_SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"


def package_files(dataset: Dataset) -> dict[str, bytes]:
    """Return the published package as {relative path: content}."""
    published = {f"{name}.csv": _csv(SCHEMAS[name], table) for name, table in dataset.tables()}
    published["deposits.geojson"] = _json(_feature_collection(dataset))
    published |= {f"schemas/{name}.json": _json(schema) for name, schema in _schemas()}
    published[MANIFEST] = _json(_manifest(dataset.info, published))
    return dict(sorted(published.items()))


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


def _schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (name, JSON Schema) of the records that people write."""
    from geodeposits import model

    records: dict[str, type[model.Record]] = {
        "dataset": model.DatasetInfo,
        "deposit": model.Deposit,
        "source": model.Source,
        "party": model.Party,
        "national": model.NationalTable,
        "statement": model.Statement,
    }
    for name, record in records.items():
        yield name, {"$schema": _JSON_SCHEMA, **model.json_schema(record)}


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
