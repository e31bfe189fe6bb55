"""Conditions on deposits, the same for every verb and for `Dataset.filter`."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final

import pandas as pd

from geodeposits.countries import country_code
from geodeposits.dataset.columns import LIST_SEPARATOR
from geodeposits.errors import NotFinite
from geodeposits.vocab import DepositType, EvidenceLevel, ProjectStatus

__all__ = ["Filters", "fold", "inside", "matching_ids", "named_ids"]

_READERS: Final[dict[str, Callable[[str], str]]] = {
    "country": country_code,
    "type": DepositType.parse,
    "status": ProjectStatus.parse,
    "partner": str,
    "evidence": EvidenceLevel.parse,
}
_CODE_LENGTH = 2  # of an ISO 3166-1 alpha-2 code


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a deposit must meet; every condition that is given must hold.

    A country is given by code or by name. Raises UnknownCountry, UnknownTerm or NotFinite for a
    condition that no deposit could meet.

    `country`, `type`, `status`, `evidence` hold allowed terms (`evidence` is met by the level of
    the headline or of the documented figure). `partner` is met by part of a party's name, folded,
    or by a party's country code. `min_grade_pct` and `min_reo_kt` compare with the best value,
    else the lower bound, of the headline or the documented figure; a grade counts on total
    oxides only. `bbox` is (west, south, east, north) in degrees; west > east crosses the
    antimeridian.
    """

    country: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    min_grade_pct: float | None = None
    min_reo_kt: float | None = None
    bbox: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        for name, read in _READERS.items():
            given = getattr(self, name)
            words = (given,) if isinstance(given, str) else given  # one word is a tuple of one
            object.__setattr__(self, name, tuple(str(read(word)) for word in words))
        for least in (self.min_grade_pct, self.min_reo_kt, *(self.bbox or ())):
            if least is not None and not math.isfinite(least):
                raise NotFinite(least)

    @property
    def is_empty(self) -> bool:
        """Whether no condition is given."""
        return self.asks_only()

    def asks_only(self, *names: str) -> bool:
        """Whether no condition is given but of these names."""
        others = (item.name for item in fields(self) if item.name not in names)
        return all(getattr(self, name) in ((), None) for name in others)


def fold(text: str) -> str:
    """Fold case and diacritics for searching: `Kızılcaören` becomes `kizilcaoren`."""
    plain = text.replace("ı", "i").replace("İ", "i").casefold()
    stripped = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in stripped if not unicodedata.combining(letter))


def matching_ids(deposits: pd.DataFrame, partners: pd.DataFrame, filters: Filters) -> set[str]:
    """Return the ids of the deposits that meet all conditions."""
    keep = pd.Series(True, index=deposits.index)
    for column in ("country", "type", "status"):
        if allowed := getattr(filters, column):
            keep &= deposits[column].isin(allowed)
    if filters.evidence:
        keep &= _either(deposits, "level").isin(filters.evidence).any(axis=1)
    if filters.partner:
        keep &= deposits["id"].isin(_ids_with_party(partners, filters.partner))
    if filters.min_reo_kt is not None:
        keep &= (_least(deposits, "reo_kt") >= filters.min_reo_kt).any(axis=1)
    if filters.min_grade_pct is not None:
        keep &= (_least(deposits, "grade_pct") >= filters.min_grade_pct).any(axis=1)
    if filters.bbox is not None:
        keep &= inside(deposits, filters.bbox)
    return set(deposits.loc[keep, "id"])


def named_ids(deposits: pd.DataFrame, text: str) -> list[str]:
    """Return the ids of the deposits with a name or alias that is the text, else that holds it."""
    wanted = fold(text.strip())
    aliases = deposits["aliases"].fillna("").str.split(LIST_SEPARATOR)
    names = [
        (key, [fold(each) for each in (name, *others) if each])
        for key, name, others in zip(deposits["id"], deposits["name"], aliases, strict=True)
    ]
    if not wanted:
        return []
    whole = {key for key, folded in names if wanted in folded}
    return sorted(whole or {key for key, folded in names if any(wanted in each for each in folded)})


def _either(deposits: pd.DataFrame, name: str) -> pd.DataFrame:
    return deposits[[f"headline_{name}", f"documented_{name}"]]


def _least(deposits: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the best value, else the lower bound, of both chosen figures."""
    least = _either(deposits, name).fillna(
        {
            f"{prefix}_{name}": deposits[f"{prefix}_{name}_low"]
            for prefix in ("headline", "documented")
        }
    )
    if name != "grade_pct":
        return least
    on_oxides = _either(deposits, "basis").isin(["TREO", "REO"])
    return least.where(on_oxides.to_numpy())


def _ids_with_party(partners: pd.DataFrame, wanted: tuple[str, ...]) -> set[str]:
    names = partners["party"].fillna("").map(fold)
    codes = partners["party_country"].fillna("").str.upper()
    hit = pd.Series(False, index=partners.index)
    for text in wanted:
        is_code = len(text) == _CODE_LENGTH
        hit |= codes == text.upper() if is_code else names.str.contains(fold(text), regex=False)
    return set(partners.loc[hit, "id"])


def inside(table: pd.DataFrame, bbox: tuple[float, float, float, float]) -> pd.Series:
    """Whether each row's `lat` and `lon` lie in (west, south, east, north), edges included."""
    west, south, east, north = bbox
    lat, lon = table["lat"], table["lon"]
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    return across & (lat >= south) & (lat <= north)
