"""Maps: a dataset or a GeoDataFrame as one self-contained page.

    deposit_map(dataset).save("world.html")
    explore(geodataframe, color_by="aquifer").save("wells.html")

The page holds Leaflet, the borders, every claim or row and the program that shows them in one HTML
file; it makes no request. Both return a `folium.Map`, so further folium layers can be added.
"""

from __future__ import annotations

from geodeposits.maps.columns import UnusableColumn
from geodeposits.maps.deposit_map import DepositMap, deposit_map, explore
from geodeposits.maps.page import RefusedResource
from geodeposits.maps.pages import published_pages
from geodeposits.maps.tiles import UnusableTiles

__all__ = [
    "DepositMap",
    "RefusedResource",
    "UnusableColumn",
    "UnusableTiles",
    "deposit_map",
    "explore",
    "published_pages",
]
