"""The share of a group of elements in the rare earth oxides of a deposit, as an interval.

A split that leaves out a member of the group says nothing of it: what is known is then the lower
end, and the upper one holds all that the split leaves up to 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import reduce
from typing import Any, Final, NamedTuple

from geodeposits.dataset import Dataset
from geodeposits.elements import GROUPS, OXIDES, element_of
from geodeposits.errors import UnreadableQuantity
from geodeposits.quantity import Quantity

__all__ = ["Split", "chosen_splits"]

_WHOLE: Final = Decimal(100)
_MAGNET: Final = frozenset(GROUPS["magnet"])


class Split(NamedTuple):
    """The chosen split of one deposit: shares in % of total oxides by element, and its source."""

    shares: Mapping[str, Quantity]
    claim: str
    source: str | None

    def share_of(self, elements: Iterable[str]) -> Quantity | None:
        """Return the share of a group in % of total oxides; None where no member is known."""
        members = tuple(elements)
        known = [self.shares[name] for name in members if name in self.shares]
        if not known:
            return None
        added = reduce(Quantity.__add__, known)
        if len(known) == len(members) or added.low is None or added.high is None:
            return added
        return _open_above(added.low, added.high, self._left())

    def _left(self) -> Decimal:
        """Return what the split leaves of 100 %, at most."""
        lows = (share.low or Decimal(0) for share in self.shares.values())
        return max(_WHOLE - sum(lows, Decimal(0)), Decimal(0))


def _open_above(low: Decimal, high: Decimal, left: Decimal) -> Quantity:
    most = min(high + left, _WHOLE)
    if most <= low:
        return Quantity(low, low, low, approximate=True)
    return Quantity(low, None, most)


def chosen_splits(dataset: Dataset) -> dict[str, Split]:
    """Choose one split a deposit, by id: what `oxides` states of it, without any merging.

    In order: one that knows more of Pr, Nd, Tb and Dy; one that the source states before one that
    was worked out; the newest, an undated one last; then the order of the seed.
    """
    found: dict[str, tuple[tuple[Any, ...], Split]] = {}
    texts = [f"{oxide}_text" for oxide in OXIDES]
    wanted = ["id", "claim", "source", "date", "derived", *texts]
    for row in dataset.oxides[wanted].to_dict("records"):
        split = Split(_shares(row), row["claim"], _text(row["source"]))
        known = len(_MAGNET & set(split.shares))
        rank = (known, row["derived"] is not True, _text(row["date"]) or "")
        if split.shares and (row["id"] not in found or rank > found[row["id"]][0]):
            found[row["id"]] = (rank, split)
    return {key: split for key, (_, split) in found.items()}


def _shares(row: Mapping[Any, Any]) -> dict[str, Quantity]:
    """Return the share of each element, the first form of its oxide that can be read."""
    shares: dict[str, Quantity] = {}
    for oxide in OXIDES:
        text = _text(row[f"{oxide}_text"])
        if text is not None and (share := _quantity(text)) is not None:
            shares.setdefault(element_of(oxide), share)
    return shares


def _quantity(text: str) -> Quantity | None:
    try:
        return Quantity.parse(text)
    except UnreadableQuantity:
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
