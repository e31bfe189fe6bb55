"""Continents: one for each country, as Unicode's CLDR has it; see `tools/make_continents.py`.

A country that lies in two is counted where CLDR counts it: Russia in Europe, Türkiye and
Kazakhstan in Asia, Egypt in Africa, Greenland in North America.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["CONTINENTS", "continent_of", "countries_of"]

CONTINENTS: Final = {
    "africa": "Africa",
    "antarctica": "Antarctica",
    "asia": "Asia",
    "europe": "Europe",
    "north-america": "North America",
    "oceania": "Oceania",
    "south-america": "South America",
}
"""The continents: key, which is also the name of a page, and English name."""


def continent_of(country: str) -> str | None:
    """Return the key of the continent of an ISO 3166-1 alpha-2 code; None for what is no code."""
    return _continents().get(country)


def countries_of(continent: str) -> tuple[str, ...]:
    """Return the codes of the countries of a continent, sorted; raise KeyError for no continent."""
    if continent not in CONTINENTS:
        raise KeyError(continent)
    return tuple(code for code, key in _continents().items() if key == continent)


@cache
def _continents() -> dict[str, str]:
    table = files("geodeposits").joinpath("vocab_data", "continents.csv")
    lines = table.read_text(encoding="utf-8").splitlines()
    return {row["code"]: row["continent"] for row in csv.DictReader(lines)}
