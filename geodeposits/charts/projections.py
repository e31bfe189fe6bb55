"""From degrees to the plane: projections of a sphere, and where deposits are."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import Transformer

from geodeposits.charts.ground import Projected
from geodeposits.dataset import Dataset
from geodeposits.sphere import on_globe

__all__ = ["EQUAL_EARTH", "edge_of_world", "laea", "positions", "projection", "to_degrees"]

Floats = NDArray[np.float64]

EQUAL_EARTH: Final = "+proj=eqearth +lon_0=0 +R=6371008.8 +units=m"
"""Equal Earth (Savric, Patterson and Jenny 2018): equal area, poles as lines."""


_SOUTH: Final = -60.0
"""Antarctica is left out where no deposit lies there: the sheet ends at this latitude."""


def laea(lon: float, lat: float) -> str:
    """Define the Lambert azimuthal equal-area projection round a point."""
    return f"+proj=laea +lat_0={lat!r} +lon_0={lon!r} +R=6371008.8 +units=m"


def positions(dataset: Dataset) -> dict[str, tuple[float, float]]:
    """Return lon and lat of the deposits that have a position on the globe, by id."""
    frame = dataset.deposits.drop_duplicates("id")
    lat, lon = (frame[name].to_numpy(dtype=np.float64) for name in ("lat", "lon"))
    known = on_globe(lat, lon) & ~pd.isna(frame["id"]).to_numpy()
    ids = frame["id"].to_numpy()
    return {str(ids[k]): (float(lon[k]), float(lat[k])) for k in np.flatnonzero(known)}


def projection(definition: str) -> Projected:
    """Return a projection of a sphere, from its PROJ definition."""
    transformer = _transformer(definition)

    def project(lonlat: Floats) -> Floats:
        x, y = transformer.transform(lonlat[:, 0], lonlat[:, 1], errcheck=False)
        return np.column_stack([x, y])

    return project


def to_degrees(definition: str) -> Projected:
    """Return what undoes a projection: metres to lon and lat."""
    transformer = _transformer(definition)

    def unproject(xy: Floats) -> Floats:
        lon, lat = transformer.transform(xy[:, 0], xy[:, 1], errcheck=False, direction="INVERSE")
        return np.column_stack([lon, lat])

    return unproject


def _transformer(definition: str) -> Transformer:
    return Transformer.from_pipeline(
        f"+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step {definition}"
    )


def edge_of_world(southmost: float) -> Floats:
    """Return the outline of the sheet, projected."""
    south = _SOUTH if southmost > _SOUTH else -90.0
    up = np.linspace(south, 90, 181)
    across = np.linspace(-180, 180, 181)
    east = np.column_stack([np.full(181, 180.0), up])
    north = np.column_stack([across[::-1], np.full(181, 90.0)])
    west = np.column_stack([np.full(181, -180.0), up[::-1]])
    below = np.column_stack([across, np.full(181, south)])
    return projection(EQUAL_EARTH)(np.concatenate([east, north, west, below]))
