"""What the tests of tables for the page share: a column, its values, frames of points."""

from __future__ import annotations

from typing import Any

import geopandas
import shapely

from geodeposits.maps.columns import Column, ColumnTable


def values(table: ColumnTable, name: str) -> list[Any]:
    (column,) = [each for each in table.columns if each.name == name]
    return list(column.values)


def column(table: ColumnTable, name: str) -> Column:
    return next(each for each in table.columns if each.name == name)


def points(**columns: Any) -> geopandas.GeoDataFrame:
    rows = len(next(iter(columns.values())))
    places = [shapely.Point(10 + n / 10, 20) for n in range(rows)]
    return geopandas.GeoDataFrame(dict(columns), geometry=places, crs=4326)
