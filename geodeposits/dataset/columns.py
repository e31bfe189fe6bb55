"""What a table is made of: columns, keys and links; how a quantity fills its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from geodeposits.quantity import Quantity
from geodeposits.vocab import Term

__all__ = [
    "AMOUNTS_OF_REO",
    "CITED",
    "LIST_SEPARATOR",
    "TABLE_NAME",
    "Column",
    "Row",
    "Schema",
    "flag",
    "number",
    "quantity",
    "quantity_columns",
    "quantity_names",
    "series_of",
    "term",
    "text",
]

LIST_SEPARATOR: Final = "; "
TABLE_NAME: Final = "table"
"""What a dataset is called (`info.name`) that was read from one table of somebody's own."""


Row = dict[str, Any]
Vocabulary = type[Term]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, Data Package type (`string`, `number`, `boolean`), meaning, unit, terms."""

    name: str
    type: str
    description: str
    unit: str = ""
    terms: Vocabulary | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """One table: its columns, its key, and the columns that point into other tables."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: str
    links: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(column.name for column in self.columns)

    def of_type(self, kind: str) -> tuple[str, ...]:
        """Names of the columns of one type."""
        return tuple(column.name for column in self.columns if column.type == kind)

    @property
    def quantities(self) -> tuple[str, ...]:
        """Names of the quantities, each of which spans four columns."""
        lower = (name.removesuffix("_low") for name in self.names if name.endswith("_low"))
        return tuple(name for name in lower if f"{name}_text" in self.names)


def quantity_names(name: str) -> tuple[str, str, str, str]:
    """Return the four columns of a quantity: best, low, high, text."""
    return (name, f"{name}_low", f"{name}_high", f"{name}_text")


def quantity_columns(name: str, quantity: Quantity | None) -> Row:
    """Spread a quantity over its four columns; unknown gives four empty cells."""
    columns = quantity_names(name)
    if quantity is None:
        return dict.fromkeys(columns)
    bounds = (quantity.best, quantity.low, quantity.high)
    numbers = [None if bound is None else float(bound) for bound in bounds]
    return dict(zip(columns, [*numbers, quantity.text], strict=True))


def series_of(key: str) -> str:
    """Return the key of a source without its digits: the yearly tables of one body share it."""
    return re.sub(r"\d+", "", key).strip("-")


def text(name: str, description: str, *, required: bool = False) -> Column:
    """Return a column of texts."""
    return Column(name, "string", description, required=required)


def term(name: str, terms: type[Term], description: str = "") -> Column:
    """Return a column of the terms of a vocabulary."""
    return Column(name, "string", description or terms.label(), terms=terms)


def quantity(name: str, description: str, unit: str) -> Iterator[Column]:
    """Yield the four columns of a quantity."""
    best, low, high, text = quantity_names(name)
    yield Column(best, "number", f"{description}: best value, empty for a bound", unit)
    yield Column(low, "number", f"{description}: lower bound", unit)
    yield Column(high, "number", f"{description}: upper bound", unit)
    yield Column(text, "string", f"{description}: as an interval, `>1` or `0.5–0.6`", unit)


def flag(name: str, description: str) -> Column:
    """Return a column of true and false."""
    return Column(name, "boolean", description)


def number(name: str, description: str, unit: str = "", *, required: bool = False) -> Column:
    """Return a column of numbers."""
    return Column(name, "number", description, unit, required=required)


CITED: Final = (
    text("source", "key of the source"),
    text("at", "place in the source"),
    text("note", "note by the editors of this dataset"),
)

AMOUNTS_OF_REO: Final = (
    *quantity("ore_mt", "tonnage of ore", "Mt"),
    *quantity("grade_pct", "grade on `basis`", "% by mass"),
    *quantity("contained_kt", "contained on `basis`, as stated", "kt"),
    *quantity("product_kt", "tonnage x grade on `basis`, computed", "kt"),
    *quantity(
        "reo_kt",
        "contained rare earth oxides: stated or else computed; a part of the oxides is a lower "
        "bound, elements are multiplied by 1.17 to 1.24, a listed few of them are a lower bound by "
        "the least of their oxide factors",
        "kt",
    ),
)
"""Figures of an estimate, stated and computed."""
