"""Any GeoDataFrame as a table of columns: positions in WGS 84, a kind for each column.

Nothing that geopandas can hold is refused: what has no kind of its own is shown as text, and a
row that cannot be placed is listed without a place (`frame_notes` counts them).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

import geopandas
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodeposits.maps.columns import Column, ColumnTable
from geodeposits.maps.frame_columns import Draft, clean_texts, drafts_of
from geodeposits.maps.roles import NUMBERS, column_of, listed, with_roles
from geodeposits.sphere import on_globe

__all__ = ["clean_texts", "frame_notes", "frame_table", "placed"]

MOST_FACETS: Final = 24
"""So many columns of a frame are offered as filters where the user names none."""

_POINT: Final = 0  # shapely.get_type_id
_NAMES: Final = ("name", "title", "label", "site_name", "dep_name", "deposit", "ad", "adı", "isim")
_WHOLE_TURN: Final = 360.0

Floats = NDArray[np.float64]


class _Positions(NamedTuple):
    lat: Floats
    lon: Floats


def frame_table(
    gdf: geopandas.GeoDataFrame,
    color_by: str | None = None,
    size_by: str | None = None,
    facets: Iterable[str] | None = None,
    name: str | None = None,
    search: Iterable[str] | None = None,
) -> ColumnTable:
    """Return a GeoDataFrame as columns with positions in WGS 84; the frame is left as it is.

    A geometry that is no point is placed by a point within it; coordinates without a CRS count as
    degrees. Columns of texts, categories or booleans with at most 60 different values are offered
    as filters, as are numbers and the years of dates, unless `facets` names others. `name` is the
    column that names a row, by default one called so or else the first column of texts; `search`
    lists the columns that a search looks through, by default all that hold text. `color_by` may
    be a number, which is cut into classes; `size_by` has to be one. Raises UnknownTerm for a
    column that the frame lacks, UnusableColumn for one that cannot serve.
    """
    frame = _as_frame(gdf)
    where = _positions(frame)
    drafts = drafts_of(pd.DataFrame(frame, copy=False), geometry=_active(frame))
    named = {draft.given: draft.column.name for draft in reversed(drafts)}
    table = ColumnTable(
        lat=where.lat,
        lon=where.lon,
        columns=tuple(draft.column for draft in drafts),
        facets=tuple(draft.column.name for draft in drafts if draft.is_facet)[:MOST_FACETS],
    )
    first = [column_of(table, name, named)] if name is not None else _naming(drafts)
    sought = [column_of(table, each, named) for each in listed(search or ())] or _texts(drafts)
    table = _searched(table, [*first, *sought])
    return with_roles(table, color_by=color_by, size_by=size_by, facets=facets, named=named)


def _searched(table: ColumnTable, columns: Sequence[Column]) -> ColumnTable:
    """Return a table that is searched by these columns, numbers among them turned into texts."""
    names = tuple(dict.fromkeys(column.name for column in columns))
    turned = {each.name: _as_text(each) for each in columns if each.kind in NUMBERS}
    return replace(
        table,
        columns=tuple(turned.get(each.name, each) for each in table.columns),
        facets=tuple(each for each in table.facets if each not in turned),
        search=names,
    )


def _as_text(column: Column) -> Column:
    return replace(column, kind="text", values=clean_texts(pd.Series(column.values)))


def frame_notes(gdf: geopandas.GeoDataFrame, table: ColumnTable | None = None) -> dict[str, int]:
    """Count what a reader of the page should know: {what: rows}, without what is nought.

    `shapes`: drawn by a point within each; `unplaced`: without a position on the globe;
    `without_crs`: coordinates of no stated reference system, taken as degrees. `table` is the
    frame's, where it is made already.
    """
    frame = _as_frame(gdf)
    lat = _positions(frame).lat if table is None else table.lat
    has_geometry = _active(frame) is not None
    counts = {
        "shapes": int(_are_other(_shapes(frame)).sum()) if has_geometry else 0,
        "unplaced": int(np.isnan(lat).sum()),
        "without_crs": int(np.isfinite(lat).sum()) if has_geometry and frame.crs is None else 0,
    }
    return {what: count for what, count in counts.items() if count}


def placed(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Return positions, NaN where there is none on the globe; 181° to 360° east count as west."""
    around = np.where((lon > _WHOLE_TURN / 2) & (lon <= _WHOLE_TURN), lon - _WHOLE_TURN, lon)
    known = on_globe(lat, around)
    return np.where(known, lat, np.nan), np.where(known, around, np.nan)


# --- Positions -----------------------------------------------------------------------------------


def _as_frame(gdf: Any) -> geopandas.GeoDataFrame:
    if isinstance(gdf, geopandas.GeoSeries):
        return gdf.to_frame(gdf.name or "geometry")
    if not isinstance(gdf, geopandas.GeoDataFrame):
        raise TypeError(f"a GeoDataFrame is needed, not {type(gdf).__name__}")
    return gdf


def _active(frame: geopandas.GeoDataFrame) -> str | None:
    name = frame.active_geometry_name
    return name if name in frame.columns else None


def _shapes(frame: geopandas.GeoDataFrame) -> NDArray[Any]:
    return np.asarray(frame.geometry.array, dtype=object)


def _are_other(shapes: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which shapes have a place but are no points."""
    return np.asarray((shapely.get_type_id(shapes) > _POINT) & ~shapely.is_empty(shapes))


def _positions(frame: geopandas.GeoDataFrame) -> _Positions:
    """Return where to draw each row: NaN without a geometry, or where none is on the globe."""
    if _active(frame) is None:
        nowhere = np.full(len(frame), np.nan)
        return _Positions(nowhere, nowhere.copy())
    points = _shapes(frame).copy()
    other = _are_other(points)
    points[other] = _within(points[other])
    points[shapely.is_empty(points)] = None
    lon, lat = _degrees(shapely.get_x(points), shapely.get_y(points), frame.crs)
    return _Positions(*placed(lat, lon))


def _within(shapes: NDArray[Any]) -> NDArray[Any]:
    """Return a point within each shape; the middle of its bounds where GEOS finds none."""
    try:
        return np.asarray(shapely.point_on_surface(shapes), dtype=object)
    except shapely.errors.GEOSException:
        west, south, east, north = shapely.bounds(shapes).T
        return np.asarray(shapely.points((west + east) / 2, (south + north) / 2), dtype=object)


def _degrees(x: Floats, y: Floats, crs: Any) -> tuple[Floats, Floats]:
    """Return longitude and latitude; a system that does not lead to the globe gives NaN."""
    if crs is None or crs.to_epsg() == 4326:  # noqa: PLR2004  (EPSG:4326 is WGS 84)
        return x, y
    known = np.isfinite(x) & np.isfinite(y)
    lon, lat = np.full_like(x, np.nan), np.full_like(y, np.nan)
    points = geopandas.GeoSeries(shapely.points(x[known], y[known]), crs=crs)
    try:
        moved = points.to_crs("EPSG:4326")
    except RuntimeError:  # pyproj: a local system, or one without a way to WGS 84
        return lon, lat
    lon[known], lat[known] = moved.x, moved.y
    return lon, lat


# --- What serves for what ------------------------------------------------------------------------


def _naming(drafts: Sequence[Draft]) -> list[Column]:
    """Return the column that names a row: one called so, else the first of texts; or none."""
    texts = [draft.column for draft in drafts if draft.is_text]
    called = {column.name.casefold(): column for column in reversed(texts)}
    by_name = [called[each] for each in _NAMES if each in called]
    return [*by_name, *(column for column in texts if column.kind == "text"), *texts][:1]


def _texts(drafts: Sequence[Draft]) -> list[Column]:
    """Return the columns that hold texts, one or several a row."""
    return [d.column for d in drafts if d.is_text or d.column.kind == "categories"]
