"""The part of a dataset that concerns some deposits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

import pandas as pd

from geodeposits.dataset.columns import LIST_SEPARATOR
from geodeposits.dataset.filters import Filters, inside
from geodeposits.dataset.parts import Parts
from geodeposits.dataset.schema import SCHEMAS

__all__ = ["subset"]

Keys = Callable[[], Iterable[str]]


def subset(
    tables: Mapping[str, pd.DataFrame], ids: set[str], filters: Filters | None = None
) -> Mapping[str, pd.DataFrame]:
    """Return the tables with the rows that concern the deposits of these ids.

    Parties and sources are kept that a remaining row names; national figures and positions of
    older databases, of the countries of the deposits and of `filters`; statements about a remaining
    deposit or one of these countries; occurrences, that a remaining deposit cites, or that meet
    `filters` where it asks for country, type and place alone. A table is parted when it is first
    looked at.
    """

    def records() -> set[str]:
        return set(kept["occurrences"]["occurrence_id"].dropna())

    def countries() -> set[str]:
        asked_for = filters.country if filters else ()
        return {*kept["deposits"]["country"].dropna(), *asked_for}

    wanted: dict[str, tuple[str, Keys]] = {
        **{name: ("id", lambda: ids) for name in SCHEMAS},
        "parties": ("party", lambda: _named(kept)),
        "occurrence_estimates": ("occurrence_id", records),
        "waivers": ("id", lambda: ids | records()),
        "reserves": ("country", countries),
        "other_positions": ("country", countries),
        "statements": ("subject", lambda: ids | countries()),
        "sources": ("key", lambda: _cited(kept)),
    }
    makers = {name: partial(_of, tables, name, *keys) for name, keys in wanted.items()}
    kept = Parts({**makers, "occurrences": lambda: _occurrences(tables, ids, filters)})
    return kept


def _of(tables: Mapping[str, pd.DataFrame], name: str, column: str, keys: Keys) -> pd.DataFrame:
    table = tables[name]
    return table[table[column].isin(set(keys()))].reset_index(drop=True)


def _named(kept: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Yield the parties that claims name."""
    return chain.from_iterable(kept[name]["party"].dropna() for name in ("partners", "conditions"))


def _cited(kept: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Yield the keys of the sources that rows cite."""
    citing = [name for name, schema in SCHEMAS.items() if "source" in schema.names]
    yield from chain.from_iterable(kept[name]["source"].dropna() for name in citing)
    yield from kept["deposits"]["type_source"].dropna()


def _occurrences(
    tables: Mapping[str, pd.DataFrame], ids: set[str], filters: Filters | None
) -> pd.DataFrame:
    table = tables["occurrences"]
    cited = table["deposits"].fillna("").str.split(LIST_SEPARATOR)
    keep = cited.map(lambda keys: not ids.isdisjoint(keys)).astype(bool)
    if filters is None or not filters.asks_only("country", "type", "bbox"):
        return table[keep].reset_index(drop=True)
    met = pd.Series(True, index=table.index)
    for column in ("country", "type"):
        if allowed := getattr(filters, column):
            met &= table[column].isin(allowed)
    if filters.bbox is not None:
        met &= inside(table, filters.bbox)
    return table[keep | met].reset_index(drop=True)
