"""GeoPackage in: a layer of points whose columns carry our field names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import geopandas
import pandas as pd

from geodeposits import files
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity
from geodeposits.readers.fields import FIELDS, is_field
from geodeposits.readers.table import dataset_of_table

__all__ = ["read_geopackage"]

_WGS84: Final = "EPSG:4326"


def read_geopackage(
    path: Path,
    *,
    as_of: PartialDate | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Dataset:
    """Read the first layer of a GeoPackage with a known column into a Dataset.

    Points in another reference system are brought to WGS 84. A feature without geometry has no
    position; one that is no point is a finding. The line in a finding is the feature's number in
    the layer. Raises UnreadableFile for what is no GeoPackage, for a layer of points that states no
    reference system, and where no layer has a known column.
    """
    layer = _layer(path)
    findings: list[Finding] = []
    rows = list(_rows(path, layer, findings, progress))
    columns = [str(name) for name in layer.columns if name != layer.geometry.name]
    return dataset_of_table(
        rows,
        columns=dict.fromkeys([*columns, "lat", "lon"]),
        shown=files.shown_path(path),
        as_of=as_of,
        findings=findings,
    )


def _layer(path: Path) -> geopandas.GeoDataFrame:
    if not path.is_file() or not path.stat().st_size:
        files.read_bytes(path)  # says what is the matter
    try:
        names = geopandas.list_layers(path)["name"].tolist()
        for name in names:
            layer = geopandas.read_file(path, layer=name)
            if any(is_field(str(column)) for column in layer.columns):
                return _in_degrees(path, layer)
    except (OSError, RuntimeError, ValueError) as error:
        why = str(error).splitlines()[0][:120]
        raise UnreadableFile(path, f"is no GeoPackage that can be read: {why}") from None
    raise UnreadableFile(path, f"no layer has a column among {', '.join(FIELDS)}", line=1)


def _in_degrees(path: Path, layer: geopandas.GeoDataFrame | pd.DataFrame) -> Any:
    if not isinstance(layer, geopandas.GeoDataFrame):
        return geopandas.GeoDataFrame(layer.assign(geometry=None), geometry="geometry")
    if layer.geometry.notna().any() and layer.crs is None:
        raise UnreadableFile(path, "the layer states no reference system")
    return layer if layer.crs is None else layer.to_crs(_WGS84)


def _rows(
    path: Path,
    layer: geopandas.GeoDataFrame,
    findings: list[Finding],
    progress: Callable[[str, int, int], None] | None,
) -> Iterator[tuple[int, Mapping[str, object]]]:
    plain = pd.DataFrame(layer.drop(columns=layer.geometry.name)).astype(object)
    records = plain.where(plain.notna(), None).to_dict("records")
    for number, (row, shape) in enumerate(zip(records, layer.geometry, strict=True), start=1):
        read = {str(name): _value(value) for name, value in row.items()}
        if shape is not None and shape.geom_type == "Point" and not shape.is_empty:
            read |= {"lat": shape.y, "lon": shape.x}
        elif shape is not None and not shape.is_empty:
            findings.append(_no_point(path, number, shape.geom_type))
        yield number, read
        if progress is not None:
            progress("features", number, len(records))


def _value(value: object) -> object:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


def _no_point(path: Path, number: int, kind: str) -> Finding:
    return Finding(
        code="GD109",
        severity=Severity.ERROR,
        message=f"feature {number} holds no point but {kind!r}: it has no position here",
        origin=f"{files.shown_path(path)}:{number}",
        field="geometry",
    )
