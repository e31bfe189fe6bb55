"""By what deposits are grouped in a table: one group a deposit, or several for its parties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal, get_args

import pandas as pd

from geodeposits.continents import CONTINENTS, continent_of
from geodeposits.dataset import Dataset
from geodeposits.errors import UnknownTerm
from geodeposits.vocab import Code, DepositType, EvidenceLevel, ProjectStatus, RelationKind, Stage

__all__ = ["GROUPINGS", "MANY", "REST", "Grouping", "group_order", "groups_of"]

Grouping = Literal[
    "all",
    "country",
    "region",
    "type",
    "status",
    "code",
    "level",
    "decade",
    "partner",
    "partner-country",
    "owner",
    "owner-country",
]

GROUPINGS: Final[tuple[Grouping, ...]] = get_args(Grouping)

MANY: Final = frozenset({"partner", "partner-country", "owner", "owner-country"})
"""Groupings in which a deposit stands under each of its parties: their rows overlap."""

NO_FIGURE: Final = "no figure"
NOT_STATED: Final = "not stated"
REST: Final = (NOT_STATED, "no partner", "no owner", NO_FIGURE)
"""Groups of the deposits that no other group holds, the last of a table."""

_ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "region": tuple(CONTINENTS),
    "type": tuple(term.value for term in DepositType),
    "status": tuple(term.value for term in ProjectStatus),
    "code": tuple(term.value for term in Code),
    "level": tuple(term.value for term in EvidenceLevel),
}


def group_order(by: Grouping) -> Callable[[str], tuple[int, str]]:
    """Return the key by which groups are sorted: a vocabulary's own order, else the alphabet.

    The groups of the `REST` come last.
    """
    places = {name: place for place, name in enumerate(_ORDERS.get(by, ()))}
    last = {name: len(places) + place for place, name in enumerate(REST, start=1)}

    def key(group: str) -> tuple[int, str]:
        return ({**places, **last}.get(group, len(places)), group)

    return key


def groups_of(dataset: Dataset, by: Grouping, chosen: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the groups of each deposit by id; none is without one.

    `chosen` holds the chosen figures, indexed by id: `code`, `level` and `decade` are theirs, "no
    figure" without one. Parties count by the newest step of each: one that stalled, ended, was
    denied or ruled out is no partner. A deposit without a party stands under "no partner" or "no
    owner"; what is known of a deposit no further, under "not stated". Raises UnknownTerm for
    another grouping.
    """
    if by not in GROUPINGS:
        raise UnknownTerm(by, vocabulary="grouping", choices=GROUPINGS)
    ids = [str(key) for key in chosen.index]
    if by in MANY:
        parties = _parties(dataset, by)
        none = (f"no {by.partition('-')[0]}",)
        return {key: parties.get(key, none) for key in ids}
    if by == "all":
        return dict.fromkeys(ids, ("all",))
    return {key: (group,) for key, group in zip(ids, _single(dataset, by, chosen), strict=True)}


def _single(dataset: Dataset, by: Grouping, chosen: pd.DataFrame) -> list[str]:
    if by in {"code", "level", "decade"}:
        known = chosen["claim"].notna()
        stated = _texts(chosen["date" if by == "decade" else by])
        if by == "decade":
            stated = [text if text == NOT_STATED else f"{text[:3]}0s" for text in stated]
        return [text if has else NO_FIGURE for text, has in zip(stated, known, strict=True)]
    deposits = dataset.table("deposits").drop_duplicates("id")
    if by == "region":
        return [continent_of(code) or NOT_STATED for code in _texts(deposits["country"])]
    return _texts(deposits[by])


def _texts(values: Iterable[Any]) -> list[str]:
    return [value if isinstance(value, str) else NOT_STATED for value in values]


def _parties(dataset: Dataset, by: str) -> dict[str, tuple[str, ...]]:
    """Return who stands with each deposit now, by id: names, or codes of their countries."""
    relation, _, of_country = by.partition("-")
    wanted = RelationKind.PARTNER if relation == "partner" else RelationKind.OWNER
    steps = dataset.partners[dataset.partners["relation"] == wanted.value]
    dated = steps.assign(when=steps["date"].fillna("")).sort_values("when", kind="stable")
    newest = dated.drop_duplicates(["id", "party"], keep="last")
    held: dict[str, dict[str, None]] = {}
    exits = {stage.value for stage in Stage if stage.is_exit}
    for row in newest[["id", "party", "party_country", "stage"]].to_dict("records"):
        if row["stage"] not in exits:
            name = row["party_country"] if of_country else row["party"]
            held.setdefault(row["id"], {})[name if isinstance(name, str) else NOT_STATED] = None
    return {key: tuple(sorted(names)) for key, names in held.items()}
