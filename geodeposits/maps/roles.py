"""Which columns of a table colour, size and filter the map, as a user asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.errors import UnknownTerm
from geodeposits.maps.columns import Column, ColumnTable, UnusableColumn
from geodeposits.quantity import shown_number

__all__ = ["IN_CLASSES", "MOST_CODES", "NUMBERS", "column_of", "listed", "with_roles"]

NUMBERS: Final = frozenset({"number", "integer"})
"""Kinds of columns that size a symbol and are filtered by a range."""

MOST_CODES: Final = 2**16 - 1
"""A category's codes take two bytes at most."""

IN_CLASSES: Final = ", in classes"
"""What follows the label of a number that colours."""

_CLASSES: Final = 5

Floats = NDArray[np.float64]


def with_roles(
    table: ColumnTable,
    *,
    color_by: str | None = None,
    size_by: str | None = None,
    facets: Iterable[str] | None = None,
    named: Mapping[Any, str] | None = None,
) -> ColumnTable:
    """Return a table that is coloured, sized and filtered as asked; what is None stays as it is.

    A number that colours is cut into classes, as a further column; texts become categories.
    `named` gives names of columns by what they are called elsewhere. Raises UnknownTerm for a
    column that is not there, UnusableColumn for one that cannot serve.
    """
    if facets is not None:
        names = [column_of(table, each, named).name for each in listed(facets)]
        for name in names:
            table = _with(table, _as_category(column_of(table, name)))
        table = replace(table, facets=tuple(dict.fromkeys(names)))
    if color_by is not None:
        column = _coloring(column_of(table, color_by, named), [each.name for each in table.columns])
        table = replace(_with(table, column), color_by=column.name)
    if size_by is not None:
        column = column_of(table, size_by, named)
        if column.kind not in NUMBERS:
            raise UnusableColumn(column.name, "holds no numbers to size by")
        table = replace(table, size_by=column.name)
    return table


def listed(names: Iterable[str]) -> list[str]:
    """Return names as a list; one name is a list of one."""
    return [names] if isinstance(names, str) else list(names)


def column_of(table: ColumnTable, given: str, named: Mapping[Any, str] | None = None) -> Column:
    """Return the column of a name; raise UnknownTerm with the nearest names."""
    name = (named or {}).get(given, given)
    columns = {column.name: column for column in table.columns}
    if name not in columns:
        raise UnknownTerm(given, vocabulary="column", choices=list(columns))
    return columns[name]


def _with(table: ColumnTable, column: Column) -> ColumnTable:
    """Return a table with a column put in the place of its namesake, or at the end."""
    columns = {each.name: each for each in table.columns} | {column.name: column}
    return replace(table, columns=tuple(columns.values()))


def _as_category(column: Column) -> Column:
    """Return a column of texts as a category; others stay as they are."""
    if column.kind != "text":
        return column
    distinct = len(pd.unique(np.asarray(column.values, dtype=object)))
    if distinct > MOST_CODES:
        raise UnusableColumn(column.name, f"has {distinct:,} different values, too many to choose")
    return replace(column, kind="category")


def _coloring(column: Column, taken: Sequence[str]) -> Column:
    if column.kind == "categories":
        raise UnusableColumn(column.name, "holds lists, and a colour needs one value a row")
    if column.kind not in NUMBERS:
        return _as_category(column)
    classes = _as_classes(column)
    while classes.name in taken:
        classes = replace(classes, name=f"{classes.name}.class")
    return classes


def _as_classes(column: Column) -> Column:
    """Return numbers as classes of about as many rows each, to colour by."""
    numbers = pd.Series(column.values).to_numpy(dtype=np.float64, na_value=np.nan)
    known = np.isfinite(numbers)
    breaks = _breaks(numbers[known])
    order = _class_names(breaks)
    names = np.array(order, dtype=object)
    texts = np.full(len(numbers), "", dtype=object)
    texts[known] = names[np.searchsorted(breaks, numbers[known], side="right")]
    name, label = f"{column.name}.class", f"{column.label}{IN_CLASSES}"
    return Column(name, label, "category", texts, column.unit, tuple(order))


def _breaks(numbers: Floats) -> Floats:
    """Return where classes meet: quantiles to two digits, each once."""
    if not len(numbers):
        return np.empty(0)
    ends = np.quantile(numbers, np.arange(1, _CLASSES) / _CLASSES)
    rounded = np.unique([float(f"{end:.1e}") for end in ends])
    return np.asarray(rounded[(rounded > numbers.min()) & (rounded <= numbers.max())])


def _class_names(breaks: Floats) -> Sequence[str]:
    if not len(breaks):
        return ["all"]
    shown = [shown_number(float(each)) for each in breaks]
    between = [f"{low} – {high}" for low, high in pairwise(shown)]
    return [f"< {shown[0]}", *between, f"≥ {shown[-1]}"]
