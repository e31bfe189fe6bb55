"""What should stand in a record, as far as the record itself and the others of its table tell."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from geodeposits.boundaries import places_at
from geodeposits.dataset import Dataset
from geodeposits.dataset.filters import fold
from geodeposits.finding import Finding
from geodeposits.provinces import province_name
from geodeposits.report.plain import text_of
from geodeposits.sphere import great_circle_km

__all__ = ["ONE_TWICE", "TWO_RECORDS", "of_id_given_twice", "of_slip", "row_at"]

ONE_TWICE: Final = "one record entered twice: make them one"
TWO_RECORDS: Final = "two records: give one of them another id"

_APART_KM: Final = 25.0
_EITHER: Final = re.compile(r"^(?P<own>the first would be (?P<degrees>-?[\d.]+)°), or else .+$")
_PARTS: Final = re.compile(r"[;,()\[\]]")

_Row = Mapping[Hashable, Any]


def row_at(dataset: Dataset, origin: str) -> _Row | None:
    """Return the deposit that stands at an origin; None where none does."""
    table = pd.DataFrame(dataset.deposits)
    rows = table[table["origin"] == origin].to_dict("records") if origin else []
    return rows[0] if rows else None


def of_id_given_twice(finding: Finding, first: _Row | None, dataset: Dataset) -> str:
    """Say whether the rows with one id are one record, two, or one that stands elsewhere already.

    They are one if they share a name and nothing tells them apart: country, province, position.
    """
    again = row_at(dataset, finding.origin)
    if first is None or again is None or again["origin"] == first["origin"]:
        return ""
    if _are_one(first, again):
        return ONE_TWICE
    names = _names(again)
    table = pd.DataFrame(dataset.deposits)
    compatriots = table[(table["country"] == again["country"]) & (table["id"] != again["id"])]
    for other in compatriots.to_dict("records"):
        if not names.isdisjoint(_names(other)) and _are_one(other, again):
            return f"the record stands as {other['id']} already: remove this one"
    return TWO_RECORDS


def _are_one(first: _Row, second: _Row) -> bool:
    if _names(first).isdisjoint(_names(second)):
        return False
    for name in ("country", "admin1"):
        texts = [fold(text_of(row.get(name))) for row in (first, second)]
        if all(texts) and texts[0] != texts[1]:
            return False
    ends = [float(row[axis]) for row in (first, second) for axis in ("lat", "lon")]
    return bool(np.isnan(ends).any() or great_circle_km(*ends) <= _APART_KM)


def _names(row: _Row) -> set[str]:
    given = [text_of(row.get(name)) for name in ("name", "aliases")]
    parts = {fold(part).strip() for text in given for part in (text, *_PARTS.split(text))}
    return parts - {""}


def of_slip(finding: Finding, should: str, row: _Row | None, province_is_called: str) -> str:
    """Leave out the other side of a slip where the record's own names say which side is right.

    They do if they name the province that the record lies in without the slip. A stated province
    that is another one is then wrong as well.
    """
    match = _EITHER.match(should)
    if match is None or row is None or finding.field not in {"lat", "lon"}:
        return should
    point = {axis: float(row[axis]) for axis in ("lat", "lon")}
    point[finding.field] = float(match["degrees"])
    code = str(places_at(np.array([point["lat"]]), np.array([point["lon"]])).province[0])
    province = province_name(code) if code else ""
    names = fold(f"{text_of(row.get('name'))} {text_of(row.get('aliases'))}")
    if not province or fold(province) not in names:
        return should
    right = f"{match['degrees']}°, in {province} as the record's names say"
    stated = text_of(row.get("admin1"))
    if stated and fold(stated) != fold(province):
        right += f"; {province_is_called} {stated} is then wrong as well"
    return right
