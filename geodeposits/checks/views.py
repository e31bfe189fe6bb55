"""What the rules look at: every position, and every estimate, in whatever table it stands.

The curated deposits state positions and estimates as claims; a database that was read whole holds
them in `occurrences` and `occurrence_estimates`. A rule asks for both at once. Each view is made
once a dataset and kept as long as it lives; rules do not change it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from weakref import ReferenceType, WeakKeyDictionary, ref

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.checks.hits import numbers, texts
from geodeposits.dataset import Dataset
from geodeposits.vocab import Standing

__all__ = [
    "all_estimates",
    "all_positions",
    "made_for_atlas",
    "made_once",
    "stated_estimates",
    "whole_estimates",
]

_View = Callable[[Dataset], pd.DataFrame]

_KEPT: Final[WeakKeyDictionary[Dataset, dict[str, pd.DataFrame]]] = WeakKeyDictionary()
_OF_DEPOSIT: Final = ("name", "country", "admin1", "type")
_OF_OCCURRENCE: Final = (*_OF_DEPOSIT, "lat", "lon", "source", "at", "origin")


def made_once(view: _View) -> _View:
    """Make a view once a dataset."""
    name = view.__name__

    def looked_up(dataset: Dataset) -> pd.DataFrame:
        made = _KEPT.setdefault(dataset, {})
        if name not in made:
            made[name] = view(dataset)
        return made[name]

    looked_up.__doc__ = view.__doc__
    return looked_up


def made_for_atlas(
    view: Callable[[Dataset, Dataset | None], pd.DataFrame],
) -> Callable[[Dataset, Dataset | None], pd.DataFrame]:
    """Make a view of a dataset beside an atlas once a pair of them."""
    kept: WeakKeyDictionary[Dataset, tuple[ReferenceType[Dataset] | None, pd.DataFrame]]
    kept = WeakKeyDictionary()

    def looked_up(dataset: Dataset, atlas: Dataset | None) -> pd.DataFrame:
        held, made = kept.get(dataset, (None, None))
        of_atlas = held is not None  # one that is gone by now, perhaps
        if made is None or of_atlas != (atlas is not None) or (held and held()) is not atlas:
            made = view(dataset, atlas)
            kept[dataset] = (ref(atlas) if atlas is not None else None, made)
        return made

    looked_up.__doc__ = view.__doc__
    return looked_up


@made_once
def all_positions(dataset: Dataset) -> pd.DataFrame:
    """Return the positions that are not refuted, of deposits and of occurrences.

    The columns of `positions`, and `table` (where a row stands), `name`, `country`, `admin1` and
    `type` of the record. An occurrence has its own id in `id` and no `claim`. A position with an
    infinite coordinate, which GD104 finds, is none.
    """
    table = pd.DataFrame(dataset.positions)
    refuted = (texts(table, "standing") == Standing.REFUTED.value).to_numpy(dtype=bool)
    infinite = np.isinf(numbers(table, "lat")) | np.isinf(numbers(table, "lon"))
    of_deposits = _with_deposit(table[~refuted & ~infinite], dataset).assign(table="positions")
    return _together(of_deposits, _located(dataset).assign(table="occurrences"))


@made_once
def all_estimates(dataset: Dataset) -> pd.DataFrame:
    """Return every estimate, category rows too, of deposits and of occurrences.

    The columns of `estimates` (those that occurrences lack are missing there), and `table`,
    `name`, `country`, `admin1` and `type` of the record. An occurrence has its own id in `id`.
    """
    of_deposits = _with_deposit(dataset.estimates, dataset).assign(table="estimates")
    of_occurrences = dataset.occurrence_estimates.rename(columns={"occurrence_id": "id"})
    records = dataset.occurrences.rename(columns={"occurrence_id": "id"})
    joined = _with_record(of_occurrences, records).assign(table="occurrence_estimates")
    return _together(of_deposits, joined)


@made_once
def stated_estimates(dataset: Dataset) -> pd.DataFrame:
    """Return the estimates whose figures are stated: `all_estimates` without our own sums."""
    table = all_estimates(dataset)
    if "summed" not in table.columns:
        return table
    ours = table["summed"].astype("boolean").fillna(False).to_numpy(dtype=bool)
    return table[~ours] if ours.any() else table


@made_once
def whole_estimates(dataset: Dataset) -> pd.DataFrame:
    """Return the estimates that are no category of another: `all_estimates` without the parts."""
    table = all_estimates(dataset)
    whole = texts(table, "part_of").isna().to_numpy(dtype=bool)
    return table if whole.all() else table[whole]


def _located(dataset: Dataset) -> pd.DataFrame:
    """Return the occurrences that have a position, under the names of the columns of positions."""
    table = dataset.occurrences
    placed = table[np.isfinite(numbers(table, "lat")) & np.isfinite(numbers(table, "lon"))]
    columns = [name for name in _OF_OCCURRENCE if name in placed.columns]
    return placed[columns].assign(id=texts(placed, "occurrence_id"))


def _with_deposit(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    return _with_record(table, dataset.deposits)


def _with_record(table: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """Add what is known of the record that each row belongs to, found by `id`."""
    known, row = pd.DataFrame(records), _row_of_each(texts(table, "id"), texts(records, "id"))
    columns = {name: texts(known, name).array.take(row, allow_fill=True) for name in _OF_DEPOSIT}
    return table.assign(**columns)


def _row_of_each(ids: pd.Series, keys: pd.Series) -> NDArray[np.intp]:
    """Return the first row with the key that each id is, or -1."""
    if ids.tolist() == (given := keys.tolist()) and len(set(given)) == len(given):
        return np.arange(len(given))  # a missing one equals itself only, and is missing there too
    first = np.flatnonzero(keys.notna() & ~keys.duplicated())
    place = pd.Index(keys.take(first)).get_indexer(pd.Index(ids))
    row: NDArray[np.intp] = np.append(first, -1)[place]
    return row


def _together(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Put one table below the other; an empty one leaves the other as it is."""
    if second.empty:
        return first.reset_index(drop=True)
    if first.empty:
        return second.reset_index(drop=True)
    return pd.concat([first, second], ignore_index=True)
