"""GeoJSON in: a FeatureCollection of points whose properties carry our field names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from geodeposits import files
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity
from geodeposits.readers.fields import SYNONYMS
from geodeposits.readers.table import dataset_of_table

__all__ = ["no_point", "read_geojson"]

_WGS84: Final = ("CRS84", "EPSG::4326", "EPSG:4326")


def read_geojson(
    path: Path,
    *,
    as_of: PartialDate | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Dataset:
    """Read a GeoJSON FeatureCollection (RFC 7946) into a Dataset.

    A feature without geometry has no position; one that is no point is a finding. The line in a
    finding is the feature's number in the file. Raises UnreadableFile for anything that is no
    FeatureCollection in WGS 84.
    """
    content = _parse(path)
    features = _features(path, content)
    findings: list[Finding] = []
    rows = list(_rows(path, features, findings, progress))
    columns = list(dict.fromkeys(name for _, row in rows for name in row))
    return dataset_of_table(
        rows, columns=columns, shown=files.shown_path(path), as_of=as_of, findings=findings
    )


def _parse(path: Path) -> Any:
    text = files.read_text(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        why = f"no valid JSON: {error.msg}"
        raise UnreadableFile(path, why, line=error.lineno) from None
    except ValueError:  # from the interpreter, not from the parser
        raise UnreadableFile(path, "a number of too many digits", line=1) from None
    except RecursionError:
        raise UnreadableFile(path, "nested too deeply", line=1) from None


def _features(path: Path, content: Any) -> list[Any]:
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise UnreadableFile(path, "no GeoJSON FeatureCollection", line=1)
    crs = json.dumps(content.get("crs", "CRS84"))
    if not any(name in crs for name in _WGS84):
        raise UnreadableFile(path, "another reference system than WGS 84", line=1)
    features = content.get("features")
    if not isinstance(features, list):
        raise UnreadableFile(path, "the FeatureCollection has no list of features", line=1)
    return features


def _rows(
    path: Path,
    features: list[Any],
    findings: list[Finding],
    progress: Callable[[str, int, int], None] | None,
) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, feature in enumerate(features, start=1):
        properties, geometry = _parts(feature)
        row = {**({"id": feature["id"]} if _has_id(feature) else {}), **properties}
        point = _point(geometry)
        if point is not None:  # the geometry is the position, whatever the properties repeat
            row = {name: value for name, value in row.items() if not _is_position(name)} | point
        elif geometry is not None:
            findings.append(no_point(path, number, _kind(geometry)))
        yield number, row
        if progress is not None:
            progress("features", number, len(features))


def _parts(feature: Any) -> tuple[dict[str, object], Any]:
    if not isinstance(feature, dict):
        return {}, {"type": type(feature).__name__}
    properties = feature.get("properties")
    plain = properties if isinstance(properties, dict) else {}
    flat = {str(k): v for k, v in plain.items() if not isinstance(v, dict | list)}
    return flat, feature.get("geometry")


def _is_position(name: str) -> bool:
    plain = name.strip().lower().replace(" ", "_")
    return SYNONYMS.get(plain, plain) in {"lat", "lon"}


def _has_id(feature: Any) -> bool:
    return isinstance(feature, dict) and isinstance(feature.get("id"), str | int)


def _point(geometry: Any) -> dict[str, object] | None:
    match geometry:
        case {"type": "Point", "coordinates": [lon, lat, *_]}:
            return {"lat": lat, "lon": lon}
    return None


def _kind(geometry: Any) -> str:
    return str(geometry.get("type") if isinstance(geometry, dict) else type(geometry).__name__)


def no_point(path: Path, number: int, kind: str, *, stated: bool = False) -> Finding:
    """Return the finding on a feature that is no point; `stated` if its columns place it."""
    outcome = "its columns state its position" if stated else "it has no position here"
    return Finding(
        code="GD109",
        severity=Severity.ERROR,
        message=f"feature {number} holds no point but {kind[:40]!r}: {outcome}",
        origin=f"{files.shown_path(path)}:{number}",
        field="geometry",
    )
