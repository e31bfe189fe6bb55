"""Every text of a dataset, by column: what a rule on texts looks at.

A column is listed once a dataset with the texts that differ in it, so that each of the rules looks
at some hundred texts instead of some hundred thousand cells.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from geodeposits.checks.hits import Row, complaint, hits, shown, texts
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import LIST_SEPARATOR, SCHEMAS, Schema
from geodeposits.finding import Finding, Severity

__all__ = ["TextColumn", "faulty_texts", "own", "repeats_a_claim", "text_columns", "whole_rows"]

_LISTS: Final = {
    *(("deposits", name) for name in ("aliases", "minerals", "by_products")),
    ("parties", "aliases"),
}


_AT_ONCE: Final = 50_000  # texts that are joined at once
_CODES: Final = "utf-32-le"
_CODE: Final = "<u4"


@dataclass(frozen=True, slots=True, eq=False)
class TextColumn:
    """A column of texts: the `rows` it stands in, and each text once, of a list each item.

    `signs` are the characters that stand in any of them.
    """

    table: str
    name: str
    rows: pd.DataFrame
    distinct: tuple[str, ...]
    signs: frozenset[str]

    def holding(self, faults: Iterable[str]) -> Iterator[tuple[Row, str]]:
        """Yield each row that holds one of the texts, with the text."""
        items = _items(texts(self.rows, self.name), self.table, self.name)
        found = items[items.isin(list(faults))]
        held = self.rows.loc[found.index]
        yield from zip(hits(held, np.full(len(held), True)), found.tolist(), strict=True)


_KEPT: Final[WeakKeyDictionary[Dataset, tuple[TextColumn, ...]]] = WeakKeyDictionary()


def text_columns(dataset: Dataset) -> tuple[TextColumn, ...]:
    """Return the columns of texts that people wrote, of every table with rows."""
    if dataset not in _KEPT:
        _KEPT[dataset] = tuple(_columns(dataset))
    return _KEPT[dataset]


def faulty_texts(
    dataset: Dataset,
    code: str,
    severity: Severity,
    may_hit: Callable[[TextColumn], bool],
    fault: Callable[[str], str],
    *,
    skipped: Iterable[tuple[str, str]] = (),
) -> Iterator[Finding]:
    """Search every text column as a whole first, and its texts only where something is there.

    `fault` says what is wrong with a text, or nothing; `skipped` are pairs of table and column.
    A cell that several claims of its row repeat, as they do a source, is found once.
    """
    told: set[tuple[str, str, str]] = set()
    for column in text_columns(dataset):
        if (column.table, column.name) in skipped or not may_hit(column):
            continue
        faults = {text: said for text in column.distinct if (said := fault(text))}
        for row, text in column.holding(faults):
            message = f"{column.name} {shown(text)} {faults[text]}"
            found = complaint(code, severity, row, message, field=column.name)
            place = (found.origin, found.deposit, message)
            if not found.origin or place not in told:
                told.add(place)
                yield found


def whole_rows(dataset: Dataset) -> Iterator[tuple[Schema, pd.DataFrame]]:
    """Yield the tables with rows; of estimates the whole ones, whose words their parts repeat."""
    for name, table in dataset.tables():
        if len(table):
            whole = texts(table, "part_of").isna().to_numpy(dtype=bool)
            yield SCHEMAS[name], (table if whole.all() else table[whole]).reset_index(drop=True)


def own(schema: Schema, names: Iterable[str]) -> Iterator[str]:
    """Yield the columns that state something of their own."""
    return (name for name in names if not repeats_a_claim(schema, name))


def repeats_a_claim(schema: Schema, name: str) -> bool:
    """Whether a column of `deposits` repeats what a claim in another table states."""
    repeated = ("headline_", "documented_", "position_", "status")
    places = {"lat", "lon", "accuracy_m", "marks"}
    return schema.name == "deposits" and (name.startswith(repeated) or name in places)


def _columns(dataset: Dataset) -> Iterator[TextColumn]:
    for schema, table in whole_rows(dataset):
        for name in _text_names(schema.name):
            if name in table and (distinct := _distinct(table, schema.name, name)):
                yield TextColumn(schema.name, name, table, distinct, _signs(distinct))


def _signs(given: tuple[str, ...]) -> frozenset[str]:
    """Return the characters of texts, lone surrogates among them."""
    there = np.zeros(sys.maxunicode + 1, dtype=np.bool_)
    for start in range(0, len(given), _AT_ONCE):
        joined = "".join(given[start : start + _AT_ONCE])
        there[np.frombuffer(joined.encode(_CODES, "surrogatepass"), dtype=_CODE)] = True
    return frozenset(map(chr, np.flatnonzero(there).tolist()))


def _distinct(rows: pd.DataFrame, table: str, name: str) -> tuple[str, ...]:
    given = dict.fromkeys(rows[name].tolist())
    if set(map(type, given)) != {str}:
        given = dict.fromkeys(text for text in given if isinstance(text, str))
    if (table, name) not in _LISTS:
        return tuple(given)
    return tuple(dict.fromkeys(item for text in given for item in text.split(LIST_SEPARATOR)))


def _items(column: pd.Series, table: str, name: str) -> pd.Series:
    if (table, name) in _LISTS:
        column = column.str.split(LIST_SEPARATOR, regex=False).explode()
    return column.dropna()


@cache
def _text_names(name: str) -> tuple[str, ...]:
    schema = SCHEMAS[name]
    written_by_us = {f"{quantity}_text" for quantity in schema.quantities} | {"claim", "part_of"}
    return tuple(n for n in own(schema, schema.of_type("string")) if n not in written_by_us)
