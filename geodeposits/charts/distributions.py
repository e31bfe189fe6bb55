"""Distributions of the oxides as plots need them: numbers by oxide, and who states them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from geodeposits.charts.amounts import chosen, shown_rows, text
from geodeposits.dataset import Dataset
from geodeposits.elements import OXIDES
from geodeposits.errors import UnknownDeposit, UnreadableQuantity
from geodeposits.quantity import Quantity

__all__ = ["Distribution", "distributions", "named_source", "of", "sources_by_key"]

_UNDATED: Final = "0000"


@dataclass(frozen=True)
class Distribution:
    """One claim of the shares of the oxides, in % of their total; a bound is no share."""

    id: str
    name: str
    shares: dict[str, float]
    source: str
    date: str
    derived: bool

    @property
    def total(self) -> float:
        """The sum of the shares."""
        return sum(self.shares.values())


def distributions(dataset: Dataset, ids: Sequence[str]) -> list[Distribution]:
    """Return every distribution of the deposits named, those of one with the fullest first.

    Without ids, one of each deposit, the fullest, the deposits with most contained oxide first.
    Raises UnknownDeposit for an id of no deposit.
    """
    names = dict(zip(dataset.deposits["id"], dataset.deposits["name"], strict=True))
    for each in ids:
        if each not in names:
            raise UnknownDeposit(each, choices=sorted(names))
    of_deposit: dict[str, list[Distribution]] = {}
    producers = {
        row["key"]: row for row in shown_rows(dataset.sources[["key", "producer", "date"]])
    }
    for row in shown_rows(dataset.oxides):
        found = _distribution(row, names, producers)
        if found.shares:
            of_deposit.setdefault(found.id, []).append(found)
    for several in of_deposit.values():
        several.sort(key=lambda each: (len(each.shares), each.date), reverse=True)
    if ids:
        return [found for each in dict.fromkeys(ids) for found in of_deposit.get(each, [])]
    order = [each.id for each in chosen(dataset, "headline")]
    return [of_deposit[each][0] for each in order if each in of_deposit]


def _distribution(
    row: dict[str, Any], names: dict[str, str], sources: dict[str, Any]
) -> Distribution:
    shares = {oxide: _share(row.get(f"{oxide}_text")) for oxide in OXIDES}
    return Distribution(
        id=str(row["id"]),
        name=text(names.get(row["id"])) or str(row["id"]),
        shares={oxide: share for oxide, share in shares.items() if share is not None},
        source=named_source(row.get("source"), sources),
        date=str(row.get("date", _UNDATED)),
        derived=bool(row.get("derived", False)),
    )


def _share(value: object) -> float | None:
    """Return a share to draw; a bound is none, nor is nothing or what cannot be read."""
    if not isinstance(value, str):
        return None
    try:
        known = Quantity.parse(value)
    except UnreadableQuantity:
        return None
    if known.low is None or known.high is None or known.central <= 0:
        return None
    return float(known.central)


def sources_by_key(dataset: Dataset) -> dict[str, Any]:
    """Return who made each source and when, by its key."""
    rows = shown_rows(dataset.sources[["key", "producer", "date"]])
    return {str(row.get("key")): row for row in rows}


def of(ids: Sequence[str]) -> str:
    """Say of which deposits, in an error: nothing for all, else their ids."""
    return f" of {', '.join(ids)}" if ids else ""


def named_source(key: object, sources: dict[str, Any]) -> str:
    """Name a source by who made it and when; by its key where the dataset lacks it."""
    known = sources.get(str(key))
    if known is None:
        return str(key or "")
    year = str(known.get("date", ""))[:4]
    return ", ".join(part for part in (str(known.get("producer", key)), year) if part)
