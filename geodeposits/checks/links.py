"""Which records of two datasets, or of two tables of one, are of the same deposit."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.hits import held_in, texts
from geodeposits.checks.views import made_for_atlas, made_once
from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import LIST_SEPARATOR
from geodeposits.dataset.filters import fold

__all__ = ["deposit_of"]

_USGS: Final = "usgs-global-ree"
_USGS_PREFIX: Final = "usgs-"


def deposit_of(dataset: Dataset, ids: pd.Series, atlas: Dataset | None = None) -> pd.Series:
    """Return the key of the deposit that each record of a dataset is of.

    The key is the id, or for a record of a database the id of the one curated deposit that cites
    it. With an `atlas`, the key is that of the atlas: of the record with the same id or the same
    number in the USGS table, else of the one record with the same folded name or alias in the same
    country, where the dataset has no other of that name. None where there is no such record.
    """
    if atlas is None:
        return _known(ids, _cited(dataset))
    wanted = set(ids.dropna().tolist())
    named = _of_one_name(dataset, atlas)
    named = named[held_in(named["record"], wanted)]
    keys = dict(zip(named["record"].tolist(), named["key"].tolist(), strict=True))
    return ids.map({**keys, **_numbered(dataset, atlas, wanted)})


def _known(ids: pd.Series, cited: dict[str, str]) -> pd.Series:
    if not cited:
        return ids
    found = ids.map(cited)
    return found.where(found.notna(), ids)


def _cited(dataset: Dataset) -> dict[str, str]:
    """Return the curated deposit of each record of a database that is cited by one alone."""
    table = dataset.occurrences
    deposits = texts(table, "deposits")
    single = deposits.notna() & ~deposits.str.contains(LIST_SEPARATOR, regex=False, na=False)
    ids = texts(table, "occurrence_id")[single].tolist()
    return dict(zip(ids, deposits[single].tolist(), strict=True))


def _numbered(dataset: Dataset, atlas: Dataset, wanted: set[str]) -> dict[str, str]:
    """Return the keys of the records with the same id, or the same number of the USGS table."""
    cited = _cited(atlas)
    curated = {name: name for name in texts(atlas.deposits, "id").dropna().tolist()}
    records = {name: name for name in texts(atlas.occurrences, "occurrence_id").dropna().tolist()}
    known = {**curated, **records, **cited}
    keys = {name: key for name, key in known.items() if name in wanted}
    if list(texts(dataset.sources, "key")) == [_USGS]:
        numbers = {name: f"{_USGS_PREFIX}{name}" for name in wanted}
        keys |= {name: known[number] for name, number in numbers.items() if number in known}
    return keys


@made_for_atlas
def _of_one_name(dataset: Dataset, atlas: Dataset | None) -> pd.DataFrame:
    """Return each `record` that has name and country in common with one of the atlas, its `key`.

    Both names are single: no other record of its dataset bears one of them.
    """
    names = _names_of_records(dataset if atlas is None else atlas)
    theirs, cited = _only_ones(names), _cited(dataset if atlas is None else atlas)
    found: dict[str, set[str]] = {}
    for name, record in _only_ones(_names_among(dataset, names)).items():
        if name in theirs:
            found.setdefault(record, set()).add(cited.get(theirs[name], theirs[name]))
    keys = {record: keys.pop() for record, keys in found.items() if len(keys) == 1}
    return pd.DataFrame({"record": list(keys), "key": list(keys.values())}, dtype="str")


def _names_among(dataset: Dataset, known: pd.DataFrame) -> pd.DataFrame:
    """Return those names of the records of a dataset that are among the known ones."""
    plain = frozenset(name.partition(" ")[2] for name in known["name"].tolist())
    names = _names_of(dataset, plain)
    return names[held_in(names["name"], known["name"].tolist())]


@made_once
def _names_of_records(dataset: Dataset) -> pd.DataFrame:
    """Return every name and alias with its country, folded, and the record that bears it."""
    return _names_of(dataset)


def _names_of(dataset: Dataset, among: frozenset[str] | None = None) -> pd.DataFrame:
    """Return the names and aliases with their countries, folded; only those `among` some."""
    cited = _cited(dataset)
    tables = []
    for table, key in ((dataset.deposits, "id"), (dataset.occurrences, "occurrence_id")):
        known = pd.DataFrame(
            {name: texts(table, name) for name in (key, "name", "aliases", "country")}
        )
        listed = known[known["aliases"].notna().to_numpy(dtype=bool)]
        spelled = listed.assign(name=listed["aliases"].str.split(LIST_SEPARATOR)).explode("name")
        both = pd.concat([known, spelled]) if len(spelled) else known
        if among is not None:
            folded = [fold(name) in among for name in both["name"].fillna("").tolist()]
            both = both[np.array(folded, dtype=np.bool_)]
        both = both.dropna(subset=[key, "name", "country"])
        tables.append(both.rename(columns={key: "record"}))
    every = pd.concat(tables, ignore_index=True)
    keys = every["country"] + " " + _folded(every["name"])
    of_deposit = _known(every["record"], cited)
    return pd.DataFrame({"name": keys, "record": every["record"], "deposit": of_deposit})


def _only_ones(names: pd.DataFrame) -> dict[str, str]:
    """Return the record of each name that one deposit alone bears."""
    several = names.drop_duplicates(["name", "deposit"])["name"]
    shared = several[several.duplicated()]
    kept = names[~names["name"].isin(shared)].drop_duplicates("name")
    return dict(zip(kept["name"].tolist(), kept["record"].tolist(), strict=True))


def _folded(names: pd.Series) -> pd.Series:
    """Fold the names of a column, none of them missing, each distinct one once."""
    at, distinct = pd.factorize(names.to_numpy(dtype=object))
    plain = np.array([fold(name) for name in distinct], dtype=object)
    return pd.Series(plain[at], index=names.index, dtype="str")
