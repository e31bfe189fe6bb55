"""GeoPackage in: a layer of points whose columns carry our field names.

A GeoPackage is an SQLite file (OGC 12-128r18). It is read through the standard library, not
through GDAL, which goes by what a file holds: under this suffix, a format that names other files
or addresses would make it open them.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from math import isnan
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyproj
import shapely

from geodeposits import files
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import GeodepositsError, UnreadableFile
from geodeposits.finding import Finding, Severity
from geodeposits.readers.fields import FIELDS, SYNONYMS, is_field
from geodeposits.readers.geojson import no_point
from geodeposits.readers.table import dataset_of_table

__all__ = ["read_geopackage"]

_WGS84: Final = "EPSG:4326"
_SAME_DEG: Final = 1e-6  # 0.1 m: a column that differs by less says what the geometry says
_LONGEST: Final = 100_000_000  # bytes in one value
_MOST_ROWS: Final = 1_000_000
_STEPS: Final = 10_000_000  # of SQLite's machine, between two looks at the budget
_BUDGET: Final = 100  # times as many: a view may join a table with itself for ever
_ALLOWED: Final = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}
_ENVELOPES: Final = (0, 32, 48, 48, 64)  # bytes, by the indicator; OGC 12-128r18, 2.1.3.1.1
_PROJ_INSIDE: Final = re.compile("EXTENSION|PARAMETERFILE|PROJ-based|proj=", re.IGNORECASE)
_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*")


@dataclass(frozen=True)
class _Layer:
    """A layer as it stands in the file; `columns` are those but its number and its geometry."""

    name: str
    columns: list[str]
    rows: list[dict[str, Any]]
    truths: frozenset[str] = frozenset()  # columns of true and false
    geometry: str = ""
    crs: pyproj.CRS | None = None

    @property
    def places(self) -> dict[str, str]:
        """The columns that state a position beside a geometry, each with `lat` or `lon`."""
        named = {column: _field(column) for column in self.columns if self.geometry}
        return {column: name for column, name in named.items() if name in {"lat", "lon"}}


def read_geopackage(
    path: Path,
    *,
    as_of: PartialDate | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Dataset:
    """Read the first layer of a GeoPackage with a known column, and with rows, into a Dataset.

    A layer is a table or a view that the file lists, with or without a geometry. Points in another
    reference system are brought to WGS 84; a MultiPoint of one point counts as it; heights are
    left aside. A geometry wins over columns of latitude and longitude: where they differ by more
    than 1e-6 degrees, that is a finding. A feature without a point has the position that its
    columns state, or none; a geometry that is no point is a finding. The line in a finding is the
    feature's number in the layer. No other file is opened, and nothing is asked of a network.

    Raises UnreadableFile for what is no GeoPackage, for a layer of points that states no reference
    system, for more than a million rows, and where no layer has a known column.
    """
    findings: list[Finding] = []
    layer = _layer(path, findings)
    rows = list(_rows(path, layer, findings, progress))
    plain = [column for column in layer.columns if column not in layer.places]
    return dataset_of_table(
        rows,
        columns=[*plain, "lat", "lon"] if layer.geometry else plain,
        shown=files.shown_path(path),
        as_of=as_of,
        findings=findings,
    )


def _field(column: str) -> str:
    plain = column.strip().lower().replace(" ", "_")
    return SYNONYMS.get(plain, plain)


# --- The file ------------------------------------------------------------------------------------


def _layer(path: Path, findings: list[Finding]) -> _Layer:
    """Return the layer to read: the first with a known column that has rows, else is empty."""
    try:
        with closing(_opened(path)) as connection:
            _restrict(connection)
            layers = list(_tables(path, connection, findings))
            known = [layer for layer in layers if any(is_field(name) for name in layer.columns)]
            if not known and findings:
                raise _none_such(path, findings[0].message)
            if not known:
                why = f"no layer has a column among {', '.join(FIELDS)}"
                raise UnreadableFile(path, why, line=1)
            chosen = next((layer for layer in known if layer.rows), known[0])
            others = [layer.name for layer in known if layer is not chosen and layer.rows]
            findings.extend([_left_aside(path, others)] if others else [])
            return replace(chosen, rows=_read_rows(connection, chosen.name, _MOST_ROWS))
    except (sqlite3.Error, ValueError, OverflowError, TypeError) as error:
        raise _none_such(path, str(error)) from None


def _none_such(path: Path, why: str) -> UnreadableFile:
    lines = why.splitlines() or ["the file is broken"]
    return UnreadableFile(path, f"is no GeoPackage that can be read: {lines[0][:120]}")


def _opened(path: Path) -> sqlite3.Connection:
    """Open the one file to read, as it stands: nothing is read or written beside it.

    SQLite itself refuses, at the first question, a file without its header.
    """
    if not path.is_file() or not path.stat().st_size:
        files.read_bytes(path)  # says what is the matter
    for log in (path.with_name(f"{path.name}-{end}") for end in ("wal", "journal")):
        if log.is_file() and log.stat().st_size:
            why = f"changes stand in {log.name}: close the program that has the file open"
            raise UnreadableFile(path, why)
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _restrict(connection: sqlite3.Connection) -> None:
    """Let what stands in a file call for nothing but rows, and not for ever."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.set_authorizer(_authorize)
    budget = iter(range(_BUDGET))
    connection.set_progress_handler(lambda: next(budget, None) is None, _STEPS)


def _authorize(action: int, first: str | None, *_: object) -> int:
    """Allow to select, without recursion, and to ask for a table's columns."""
    asks = action == sqlite3.SQLITE_PRAGMA and first in {"table_info", "table_xinfo"}
    return sqlite3.SQLITE_OK if asks or action in _ALLOWED else sqlite3.SQLITE_DENY


def _names(connection: sqlite3.Connection) -> list[str]:
    kinds = "('features', 'attributes', 'aspatial')"
    select = f"SELECT table_name FROM gpkg_contents WHERE lower(data_type) IN {kinds}"  # noqa: S608
    return [str(name) for (name,) in connection.execute(select)]


def _tables(
    path: Path, connection: sqlite3.Connection, findings: list[Finding]
) -> Iterator[_Layer]:
    """Yield the layers; a view that calls a function of some program's own is a finding."""
    for name in _names(connection):
        try:
            yield _table(connection, name)
        except sqlite3.OperationalError as error:
            text = f"layer {name!r} cannot be read: {error}"
            findings.append(_about(f"{files.shown_path(path)}:1", Severity.WARNING, text))


def _table(connection: sqlite3.Connection, name: str) -> _Layer:
    """Return a layer with its first row only."""
    details = list(connection.execute(f"PRAGMA table_xinfo({_quoted(name)})"))
    keys = {row[1] for row in details if row[5] and row[2].upper() == "INTEGER"} | {"fid"}
    truths = frozenset(row[1] for row in details if row[2].upper() == "BOOLEAN")
    stated, crs = _geometry(connection, name)
    columns = [str(row[1]) for row in details if row[6] != 1]  # 1: hidden, of a virtual table
    geometry = next((column for column in columns if column.lower() == stated.lower()), "")
    plain = [column for column in columns if column not in keys and column != geometry]
    is_known = any(is_field(column) for column in plain)
    rows = _read_rows(connection, name, None) if is_known else []
    return _Layer(name, plain, rows, truths, geometry, crs)


def _read_rows(connection: sqlite3.Connection, name: str, most: int | None) -> list[dict[str, Any]]:
    """Return a layer's rows, or its first for `most` None; raise ValueError for more."""
    select = f"SELECT * FROM {_quoted(name)} LIMIT {1 if most is None else most + 1}"  # noqa: S608
    cursor = connection.execute(select)
    columns = [str(column[0]) for column in cursor.description]
    rows = [dict(zip(columns, row, strict=True)) for row in cursor]
    if most is not None and len(rows) > most:
        raise ValueError(f"layer {name!r} has more than {most:,} rows")
    return rows


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _geometry(connection: sqlite3.Connection, name: str) -> tuple[str, pyproj.CRS | None]:
    """Return the name of a layer's geometry column ("" for none) and its reference system."""
    if not list(connection.execute("PRAGMA table_info(gpkg_geometry_columns)")):
        return "", None  # a file of attributes only
    select = (
        "SELECT column_name, organization, organization_coordsys_id, definition"
        " FROM gpkg_geometry_columns LEFT JOIN gpkg_spatial_ref_sys USING (srs_id)"
        " WHERE lower(table_name) = lower(?)"
    )
    row = connection.execute(select, [name]).fetchone()
    return ("", None) if row is None else (str(row[0]), _crs(*map(str, row[1:])))


def _crs(authority: str, code: str, definition: str) -> pyproj.CRS | None:
    """Return a reference system by its authority's code, else by its WKT.

    A WKT that holds a PROJ string or names a grid could make PROJ open a file: it counts as none.
    """
    if authority.upper() in pyproj.database.get_authorities() and code.isdecimal():
        with suppress(pyproj.exceptions.CRSError):
            return pyproj.CRS.from_authority(authority.upper(), code)
    with suppress(pyproj.exceptions.CRSError):
        return None if _PROJ_INSIDE.search(definition) else pyproj.CRS.from_wkt(definition)
    return None


def _left_aside(path: Path, names: list[str]) -> Finding:
    listed = ", ".join(repr(name) for name in names[:12])
    text = f"layers left aside, for one is read: {listed}"
    return _about(f"{files.shown_path(path)}:1", Severity.NOTE, text)


def _about(origin: str, severity: Severity, message: str, column: str = "") -> Finding:
    return Finding(code="GD109", severity=severity, message=message, origin=origin, field=column)


# --- Features ------------------------------------------------------------------------------------


def _rows(
    path: Path,
    layer: _Layer,
    findings: list[Finding],
    progress: Callable[[str, int, int], None] | None,
) -> Iterator[tuple[int, Mapping[str, object]]]:
    points, kinds = _points(path, layer)
    for number, row in enumerate(layer.rows, start=1):
        origin = f"{files.shown_path(path)}:{number}"
        read = _record(layer, row, findings, origin)
        stated = {column: read.pop(column, None) for column in reversed(layer.places)}
        if (point := points.get(number)) is None:
            read |= {layer.places[c]: v for c, v in stated.items() if v is not None}
        else:
            findings.extend(_contradictions(layer, stated, point, origin))
            read |= point
        if number in kinds:
            findings.append(no_point(path, number, kinds[number], stated={"lat", "lon"} <= {*read}))
        yield number, read
        if progress is not None:
            progress("features", number, len(layer.rows))


def _record(
    layer: _Layer, row: Mapping[str, Any], findings: list[Finding], origin: str
) -> dict[str, object]:
    record: dict[str, object] = {}
    for column in layer.columns:
        value = row.get(column)
        if not isinstance(value, bytes):
            record[column] = _value(value, column, column in layer.truths)
        elif is_field(column):
            text = f"{column}: holds {len(value)} bytes, no figure and no text"
            findings.append(_about(origin, Severity.ERROR, text, column))
    return record


def _value(value: object, column: str, is_truth: bool) -> object:
    """Return a value for the readers of fields: the day of a time, a whole float as an integer."""
    if is_truth and isinstance(value, int):
        return bool(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and FIELDS.get(_field(column)) == PartialDate.parse:
        return _DAY.sub(r"\1", value)
    return value


def _contradictions(
    layer: _Layer, stated: Mapping[str, object], point: Mapping[str, float], origin: str
) -> Iterator[Finding]:
    for column, value in stated.items():
        degrees = point[layer.places[column]]
        if value is not None and str(value).strip() and not _agrees(value, degrees):
            has = f"where the geometry, which is read, has {degrees:.6f}"
            text = f"{column}: states {str(value)[:40]!r} {has}"
            yield _about(origin, Severity.WARNING, text, column)


def _agrees(value: object, degrees: float) -> bool:
    try:
        number = float(value) if isinstance(value, int | float) else FIELDS["lat"](value)
    except GeodepositsError:
        return False
    return bool(round(abs(number - degrees), 9) <= _SAME_DEG)


def _points(path: Path, layer: _Layer) -> tuple[dict[int, dict[str, float]], dict[int, str]]:
    """Return the points in degrees, and the kinds of what is no point, by the feature's number."""
    blobs = [row.get(layer.geometry) if layer.geometry else None for row in layer.rows]
    if layer.crs is None and any(blob is not None for blob in blobs):
        raise UnreadableFile(path, "the layer states no reference system that is known")
    there = [place for place, blob in enumerate(blobs) if blob is not None]
    coded = np.empty(len(there), dtype=object)
    coded[:] = [_wkb(blobs[place]) for place in there]
    shapes: Any = shapely.from_wkb(coded, on_invalid="ignore")
    is_multi = shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOINT
    single = is_multi & (shapely.get_num_geometries(shapes) == 1)
    shapes[single] = shapely.get_geometry(shapes[single], 0)
    no_points = (shapely.get_type_id(shapes) != 0) & ~shapely.is_empty(shapes)
    kinds = {there[at] + 1: _kind(shapes[at]) for at in np.flatnonzero(no_points)}
    shapes[shapely.is_empty(shapes)] = None  # of an empty point, GEOS may refuse to tell x
    lon, lat = _in_degrees(layer.crs, shapely.get_x(shapes), shapely.get_y(shapes))
    placed = zip(there, lon.tolist(), lat.tolist(), strict=True)
    return {at + 1: {"lat": y, "lon": x} for at, x, y in placed if not isnan(x + y)}, kinds


def _kind(shape: Any) -> str:
    return "a geometry that cannot be read" if shape is None else str(shape.geom_type)


def _wkb(blob: object) -> bytes:
    """Return the WKB within a GeoPackage's geometry, or nothing where there is none."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) < 8:  # noqa: PLR2004
        return b""
    envelope = (blob[3] >> 1) & 7
    return blob[8 + _ENVELOPES[envelope] :] if envelope < len(_ENVELOPES) else b""


def _in_degrees(crs: pyproj.CRS | None, x: Any, y: Any) -> tuple[Any, Any]:
    if crs is None or crs == pyproj.CRS(_WGS84):
        return x, y
    known = ~np.isnan(x) & ~np.isnan(y)
    change = pyproj.Transformer.from_crs(crs, _WGS84, always_xy=True)
    x[known], y[known] = change.transform(x[known], y[known])
    return x, y
