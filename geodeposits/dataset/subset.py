"""The part of a dataset that concerns some deposits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from geodeposits.dataset.columns import LIST_SEPARATOR
from geodeposits.dataset.filters import Filters, inside

__all__ = ["subset"]


def subset(
    tables: Mapping[str, pd.DataFrame], ids: set[str], filters: Filters | None = None
) -> dict[str, Any]:
    """Return the tables with the rows that concern the deposits of these ids.

    Parties and sources are kept that a remaining row names; national figures and positions of
    older databases, of the countries of the deposits and of `filters`; statements about a remaining
    deposit or one of these countries; occurrences, that a remaining deposit cites, or that meet
    `filters` where it asks for country, type and place alone.
    """
    kept = {name: table[table["id"].isin(ids)] for name, table in tables.items() if "id" in table}
    named = pd.concat([kept["partners"]["party"], kept["conditions"]["party"]])
    kept["parties"] = tables["parties"][tables["parties"]["party"].isin(set(named.dropna()))]
    kept["occurrences"] = _occurrences(tables["occurrences"], ids, filters)
    kept["occurrence_estimates"] = _of(
        tables["occurrence_estimates"], "occurrence_id", kept["occurrences"]["occurrence_id"]
    )
    named_ids = ids | set(kept["occurrences"]["occurrence_id"].dropna())
    kept["waivers"] = _of(tables["waivers"], "id", named_ids)
    countries = {*kept["deposits"]["country"].dropna(), *(filters.country if filters else ())}
    for name in ("reserves", "other_positions"):
        kept[name] = _of(tables[name], "country", countries)
    kept["statements"] = _of(tables["statements"], "subject", ids | countries)
    cited = [table["source"] for table in kept.values() if "source" in table]
    keys = pd.concat([*cited, kept["deposits"]["type_source"]])
    kept["sources"] = _of(tables["sources"], "key", keys.dropna())
    return {name: kept[name].reset_index(drop=True) for name in tables}


def _of(table: pd.DataFrame, column: str, wanted: Iterable[str]) -> pd.DataFrame:
    return table[table[column].isin(set(wanted))]


def _occurrences(table: pd.DataFrame, ids: set[str], filters: Filters | None) -> pd.DataFrame:
    cited = table["deposits"].fillna("").str.split(LIST_SEPARATOR)
    keep = cited.map(lambda keys: not ids.isdisjoint(keys)).astype(bool)
    if filters is None or not filters.asks_only("country", "type", "bbox"):
        return table[keep]
    met = pd.Series(True, index=table.index)
    for column in ("country", "type"):
        if allowed := getattr(filters, column):
            met &= table[column].isin(allowed)
    if filters.bbox is not None:
        met &= inside(table, filters.bbox)
    return table[keep | met]
