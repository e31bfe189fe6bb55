"""Other sources' estimates of a deposit: which they are, and what they say of a figure.

Records are of the same deposit where they have the same id, where a record of a database is one
that a curated deposit cites, and, between a dataset and an atlas, where name and country are the
same and no third record bears them (`links`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.checks.figures import Floats, best, bounds
from geodeposits.checks.hits import Mask, Row, held_in, hits, texts
from geodeposits.checks.links import deposit_of
from geodeposits.checks.views import (
    all_estimates,
    made_once,
    stated_estimates,
    whole_estimates,
)
from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import LIST_SEPARATOR
from geodeposits.elements import TREO_PER_TREE
from geodeposits.vocab import Basis

__all__ = ["Pairs", "estimates_beside", "grades_agree", "pairs_of_estimates", "said_elsewhere"]

_MOST_OF_A_DEPOSIT: Final = 100
_WITHIN_FACTOR: Final = 3.0
_GRADE_WITHIN: Final = 0.02
_OF_ROW: Final = (
    "claim", "id", "key", "origin", "source", "basis", "members", "categories", "zone", "stated",
    "ore_mt", "ore_mt_low", "ore_mt_high", "ore_mt_text",
    "grade_pct", "grade_pct_low", "grade_pct_high", "grade_pct_text",
    "contained_kt", "contained_kt_low", "contained_kt_high", "contained_kt_text",
)  # fmt: skip

_Kept = WeakKeyDictionary[Dataset, WeakKeyDictionary[Dataset, pd.Series]]
_LINKED: Final[_Kept] = WeakKeyDictionary()
"""The deposit of each record of a dataset, under the atlas it is looked up in, or under itself."""


class Pairs(NamedTuple):
    """Two tables row by row: an estimate, and another of the same deposit."""

    first: pd.DataFrame
    second: pd.DataFrame

    def chosen(self, mask: Mask) -> Iterator[tuple[Row, Row]]:
        """Yield the pairs of rows that a mask chooses."""
        yield from zip(hits(self.first, mask), hits(self.second, mask), strict=True)


_PAIRS: Final[
    WeakKeyDictionary[Dataset, WeakKeyDictionary[Dataset, dict[tuple[bool, bool], Pairs]]]
] = WeakKeyDictionary()


def _deposits(dataset: Dataset, ids: pd.Series, atlas: Dataset | None = None) -> pd.Series:
    """Return the deposit of each record that has an estimate, looked up once for all rules."""
    kept = _LINKED.setdefault(dataset, WeakKeyDictionary())
    under = dataset if atlas is None else atlas
    if under not in kept:
        known = texts(whole_estimates(dataset), "id").dropna().drop_duplicates()
        kept[under] = deposit_of(dataset, known, atlas).astype("str").set_axis(known)
    known = kept[under]
    if ids.tolist() == known.index.tolist():
        return known.set_axis(ids.index)
    return ids.map(known).astype("str")


def _of_deposits(dataset: Dataset, atlas: Dataset | None = None) -> pd.DataFrame:
    """Return the whole, stated estimates with the deposit that each belongs to in `deposit`."""
    stated = _whole_and_stated(dataset)
    return stated.assign(deposit=_deposits(dataset, texts(stated, "id"), atlas))


@made_once
def _whole_and_stated(dataset: Dataset) -> pd.DataFrame:
    table = stated_estimates(dataset)
    columns = [name for name in _OF_ROW if name in table.columns]
    return table.loc[texts(table, "part_of").isna(), columns]


def pairs_of_estimates(
    dataset: Dataset, atlas: Dataset | None, *, of_one_source: bool = False
) -> Pairs:
    """Return every two estimates of one deposit by two sources, or by one.

    The first is of the dataset; the second is of the dataset too, so that two rows of it stand
    there both ways, or of the atlas. Of a deposit with more than 100 estimates 100 take part. Made
    once for all rules.
    """
    of_dataset = _PAIRS.setdefault(dataset, WeakKeyDictionary())
    kept = of_dataset.setdefault(dataset if atlas is None else atlas, {})
    asked = (atlas is None, of_one_source)
    if asked not in kept:
        kept[asked] = _pairs_of_estimates(dataset, atlas, of_one_source)
    return kept[asked]


def _pairs_of_estimates(dataset: Dataset, atlas: Dataset | None, of_one_source: bool) -> Pairs:
    own = _of_deposits(dataset)
    pairs = [_paired(own, own, of_one_source, of_atlas=False)]
    if atlas is not None:
        linked, theirs = _of_deposits(dataset, atlas), _of_deposits(atlas)
        pairs.append(_paired(linked, theirs, of_one_source, of_atlas=True))
    first, second = (pd.concat(tables, ignore_index=True) for tables in zip(*pairs, strict=True))
    return Pairs(first, second)


def _paired(
    first: pd.DataFrame, second: pd.DataFrame, of_one_source: bool, *, of_atlas: bool
) -> Pairs:
    """Pair the rows of one deposit whose sources are different, or the same."""
    shared = _recurring(first) if first is second else _in_both(first, second)
    joined = _keys(first, shared).merge(
        _keys(second, shared), on="deposit", suffixes=("_first", "_second")
    )
    one, two = (joined[f"row_{name}"].to_numpy(dtype=np.intp) for name in ("first", "second"))
    sources = [texts(table, "source").fillna("").to_numpy() for table in (first, second)]
    kept = (sources[0][one] == sources[1][two]) == of_one_source
    if not of_atlas:
        kept &= one != two
    tables = [
        table.take(rows[kept]).reset_index(drop=True)
        for table, rows in ((first, one), (second, two))
    ]
    return Pairs(tables[0], tables[1].assign(of_atlas=of_atlas))


def _keys(table: pd.DataFrame, deposits: frozenset[str]) -> pd.DataFrame:
    """Return the number of each row of the deposits, a hundred of each deposit at most."""
    given = table["deposit"].tolist()
    rows = [row for row, deposit in enumerate(given) if deposit in deposits]
    keys = pd.DataFrame({"deposit": [given[row] for row in rows], "row": rows})
    keys = keys.astype({"deposit": "str", "row": np.intp})
    return keys[keys.groupby("deposit", sort=False).cumcount() < _MOST_OF_A_DEPOSIT]


def _recurring(table: pd.DataFrame) -> frozenset[str]:
    """Return the deposits with two rows or more."""
    given = texts(table, "deposit").dropna()
    return frozenset(given[given.duplicated()].tolist()) if not given.is_unique else frozenset()


def _in_both(first: pd.DataFrame, second: pd.DataFrame) -> frozenset[str]:
    given = [frozenset(texts(table, "deposit").dropna().tolist()) for table in (first, second)]
    return given[0] & given[1]


def grades_agree(pairs: Pairs) -> tuple[Mask, Mask]:
    """Whether both rows state a grade, and whether these are the same within 2 %.

    A grade in elements is compared as the oxides that it may stand for.
    """
    low_one, high_one = _oxide_grade(pairs.first)
    low_two, high_two = _oxide_grade(pairs.second)
    known = ~np.isnan(low_one) & ~np.isnan(low_two)
    same = (low_one <= high_two * (1 + _GRADE_WITHIN)) & (low_two <= high_one * (1 + _GRADE_WITHIN))
    return np.asarray(known, dtype=np.bool_), np.asarray(known & same, dtype=np.bool_)


def _oxide_grade(table: pd.DataFrame) -> tuple[Floats, Floats]:
    low, high = bounds(table, "grade_pct")
    elements = (texts(table, "basis") == Basis.TREE.value).to_numpy(dtype=bool)
    least, most = (float(factor) for factor in TREO_PER_TREE)
    return np.where(elements, low * least, low), np.where(elements, high * most, high)


def said_elsewhere(
    dataset: Dataset, atlas: Dataset | None, table: pd.DataFrame, asked: Mask, name: str
) -> Mask:
    """Whether another source of the deposit states the figure too, within a factor of three.

    Only the rows `asked` for are looked at.
    """
    found = np.zeros(len(table), dtype=np.bool_)
    if not asked.any():
        return found
    rows = table[asked]
    confirmed = np.zeros(len(rows), dtype=np.bool_)
    for known, number, place in _others(dataset, atlas, rows, _rows_of_deposits):
        own, others = rows.take(place), whole_estimates(known).take(number)
        one, two = _middle(own, name), _middle(others, name)
        sources = [texts(each, "source").fillna("").to_numpy() for each in (own, others)]
        near = (np.maximum(one, two) <= _WITHIN_FACTOR * np.minimum(one, two)) & (two > 0)
        confirmed[place[near & (sources[0] != sources[1])]] = True
    found[np.flatnonzero(asked)[confirmed]] = True
    return found


def _middle(table: pd.DataFrame, name: str) -> Floats:
    """Return the best value of a quantity, else the middle of its bounds."""
    stated, (low, high) = best(table, name), bounds(table, name)
    return np.where(np.isnan(stated), (low + high) / 2, stated)


def estimates_beside(
    dataset: Dataset, atlas: Dataset | None, table: pd.DataFrame, asked: Mask
) -> Iterator[Pairs]:
    """Yield the rows `asked` for beside every other estimate of the deposit, first of the dataset.

    Categories and sums of ours are estimates too. What one source says of a deposit in two records
    is one reading of it or another: of the same source only the same record counts.
    """
    rows = table[asked]
    if rows.empty:
        return
    for known, number, place in _others(dataset, atlas, rows, _every_row_of_deposits):
        own, others = rows.take(place), all_estimates(known).take(number)
        claims, ids, sources = (
            texts(own, name).fillna("").to_numpy() == texts(others, name).fillna("").to_numpy()
            for name in ("claim", "id", "source")
        )
        kept = ~sources | (ids & ~claims & (known is dataset))
        yield Pairs(own[kept].reset_index(drop=True), others[kept].reset_index(drop=True))


def _others(
    dataset: Dataset,
    atlas: Dataset | None,
    rows: pd.DataFrame,
    rows_of: Callable[[Dataset], pd.DataFrame],
) -> Iterator[tuple[Dataset, NDArray[np.intp], NDArray[np.intp]]]:
    """Yield where estimates of the same deposits stand: of whom, row, place of the own row."""
    for known, link in ((dataset, None), (atlas, atlas)):
        if known is None:
            continue
        keys = _exploded(_deposits(dataset, texts(rows, "id"), link), known, "place")
        other = rows_of(known)
        among = held_in(other["deposit"], keys["deposit"].tolist())
        joined = keys.merge(other[among], on="deposit")
        row, place = (joined[name].to_numpy(dtype=np.intp) for name in ("row", "place"))
        yield known, row, place


@made_once
def _rows_of_deposits(known: Dataset) -> pd.DataFrame:
    """Return the deposits of each row of `whole_estimates`, a line each."""
    ids = texts(whole_estimates(known), "id")
    return _exploded(_deposits(known, ids), known, "row")


@made_once
def _every_row_of_deposits(known: Dataset) -> pd.DataFrame:
    """Return the deposits of each row of `all_estimates`, a line each."""
    ids = texts(all_estimates(known), "id")
    return _exploded(_deposits(known, ids), known, "row")


def _exploded(keys: pd.Series, known: Dataset, number: str) -> pd.DataFrame:
    """Number the keys; a record that several curated deposits cite stands once for each of them."""
    cited = texts(known.occurrences, "deposits")
    linked = cited.notna()
    records = texts(known.occurrences, "occurrence_id")[linked]
    numbered = pd.DataFrame({"deposit": keys.to_numpy(), number: np.arange(len(keys))})
    if linked.any():
        several = keys.map(dict(zip(records, cited[linked], strict=True))).astype("str")
        deposits = keys.where(several.isna(), several).str.split(LIST_SEPARATOR)
        numbered = numbered.assign(deposit=deposits.to_numpy()).explode("deposit")
    return numbered.dropna().astype({"deposit": "str"})
