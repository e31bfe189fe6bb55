"""Maps: a dataset as one self-contained page.

    deposit_map(dataset).save("world.html")

The page holds Leaflet, the borders, every claim and the program that shows them in one HTML file;
it makes no request. `deposit_map` returns a `folium.Map`, so further folium layers can be added.
"""

from __future__ import annotations

from geodeposits.maps.deposit_map import DepositMap, deposit_map
from geodeposits.maps.page import RefusedResource
from geodeposits.maps.pages import published_pages
from geodeposits.maps.tiles import UnusableTiles

__all__ = ["DepositMap", "RefusedResource", "UnusableTiles", "deposit_map", "published_pages"]
