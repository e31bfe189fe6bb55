"""Where every position lies: in which country, how far outside of its own, in which province.

All positions are located at once, and once a dataset, for every rule that asks.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.boundaries import distance_to_country_km, places_at
from geodeposits.checks.hits import Mask, Row, numbers, texts
from geodeposits.checks.views import all_positions, made_once
from geodeposits.countries import country_name
from geodeposits.dataset import Dataset
from geodeposits.quantity import shown_number
from geodeposits.sphere import great_circle_km, on_globe

__all__ = [
    "AXES",
    "SLIP_KM",
    "Floats",
    "beyond",
    "degrees",
    "located_positions",
    "place",
    "strays",
    "where",
]

AXES: Final = {"lat": "latitude", "lon": "longitude"}
_ABSURD_DEG: Final = 1e9
SLIP_KM: Final = 10.0  # beyond the border by more than this, a slip is looked for

Floats = NDArray[np.float64]


@made_once
def located_positions(dataset: Dataset) -> pd.DataFrame:
    """Return `all_positions` with `found`, `province`, `at_sea`, `area`, `away_km`, `allowed_km`.

    `found` is the code of the country there, or "", and `province` that of the province. `at_sea`
    says whether it lies in none; `area` names the areas of disputed status there. `away_km` is how
    far outside of its own country a position lies; NaN for one that is none (beyond ±90°, ±180°)
    and for an unknown country. `allowed_km` is what the position may be off by: the stated
    accuracy, or half a degree on both axes where both are written in whole degrees; NaN where
    nothing says.
    """
    table = all_positions(dataset)
    lat, lon = numbers(table, "lat"), numbers(table, "lon")
    country, here = texts(table, "country"), places_at(lat, lon)
    away = np.zeros(len(table))
    elsewhere = here.country != country.fillna("").to_numpy(dtype=str)
    away[elsewhere] = distance_to_country_km(lat[elsewhere], lon[elsewhere], country[elsewhere])
    return table.assign(
        found=here.country,
        province=here.province,
        at_sea=here.offshore,
        area=[" and ".join(area.name for area in areas) if areas else "" for areas in here.areas],
        away_km=away,
        allowed_km=_allowed_km(table, lat, lon),
    )


def _allowed_km(table: pd.DataFrame, lat: Floats, lon: Floats) -> Floats:
    stated = numbers(table, "accuracy_m") / 1000
    rough = np.isnan(stated) & (lat == np.round(lat)) & (lon == np.round(lon))
    if rough.any():
        at = (lat[rough], lon[rough])
        stated[rough] = great_circle_km(*at, at[0] + np.where(at[0] > 0, -0.5, 0.5), at[1] + 0.5)
    return stated


def beyond(table: pd.DataFrame, limit_km: float) -> Mask:
    """Whether a position lies farther beyond the border than the limit and its own accuracy."""
    allowed_km = np.fmax(limit_km, numbers(table, "allowed_km"))
    found: Mask = numbers(table, "away_km") > allowed_km
    return found


@made_once
def strays(dataset: Dataset) -> pd.DataFrame:
    """Return the located positions more than 10 km, and their accuracy, outside of their country.

    A position that is none (beyond ±90°, ±180°) lies outside of every country.
    """
    table = located_positions(dataset)
    lat, lon = numbers(table, "lat"), numbers(table, "lon")
    nowhere = np.isfinite(lat) & np.isfinite(lon) & ~on_globe(lat, lon)
    return table[beyond(table, SLIP_KM) | nowhere]


def where(row: Row) -> str:
    """Say how far outside its country a row lies, and in which one."""
    here = place(row["lat"], row["lon"])
    if row["away_km"] is None:
        return f"{here} is no place on the globe"
    into = f", in {country_name(row['found'])}" if row["found"] else ""
    far = shown_number(row["away_km"], digits=3)
    return f"{here} lies {far} km outside {country_name(row['country'])}{into}"


def place(lat: float, lon: float) -> str:
    """Write a position for a message: `lat 39.5°, lon 31.25°`."""
    return f"lat {degrees(lat)}, lon {degrees(lon)}"


def degrees(value: float) -> str:
    """Write degrees for a message, to a millionth; absurd ones with an exponent."""
    if abs(value) >= _ABSURD_DEG:
        return f"{value:.3g}°"
    return f"{shown_number(round(float(value), 6))}°"
