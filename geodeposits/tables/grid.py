"""A table before it has a format: typed columns, rows, and what stands around them.

A column knows how a value reads for people in a language, and as which cells for machines. Values
are plain: a text, a whole number, a float, a `Quantity`, an ISO date as far as it is known; None is
unknown, and is an empty cell in every format.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from typing import Any, ClassVar, Final, Literal

import pandas as pd

from geodeposits.characters import visible
from geodeposits.quantity import Quantity
from geodeposits.speech import Language, Speech, speech

__all__ = [
    "Amount",
    "Code",
    "Column",
    "Date",
    "Grid",
    "Integer",
    "Number",
    "Range",
    "Text",
    "Value",
]

Value = str | int | float | Quantity | None
Scalar = str | int | float | None
Kind = Literal["text", "code", "integer", "number", "quantity", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `key` names it to programs, `title` and `unit` to people.

    `group` is a heading over neighbours that share it. A column that `is_key` names the row: it is
    the heading of the row, and is repeated where a terminal is too narrow for all columns at once.
    One `for_programs` is left out of what people read; one `for_people` puts other columns into
    words and is left out of what programs and spreadsheets read.
    """

    kind: ClassVar[Kind] = "text"
    right: ClassVar[bool] = False

    key: str
    title: str
    unit: str = ""
    group: str = ""
    is_key: bool = False
    for_programs: bool = False
    for_people: bool = False

    @property
    def heading(self) -> str:
        """Title with the unit: "Ore (Mt)"."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the cells that programs read."""
        return (self.key,)

    def cells(self, value: Value) -> tuple[Scalar, ...]:
        """Return the value as the cells that programs read."""
        if isinstance(value, Quantity):
            raise TypeError(f"{self.key} holds no quantities")
        return (value,)

    def read(self, row: Mapping[str, Any]) -> Value:
        """Take the value out of a row of a frame."""
        value = row[self.key]
        return None if _is_missing(value) else str(value)

    def shown(self, value: Value, say: Speech) -> str:
        """Write the value for people; an unknown one is empty."""
        return "" if value is None else visible(self._said(value, say))

    def _said(self, value: Any, say: Speech) -> str:  # noqa: ARG002
        return str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Column):
    """A column of texts.

    A `listed` one holds sentences: they stand as a list above the table, for programs as a column.
    """

    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Range(Text):
    """A column of numbers, or of ranges of numbers, that is written as text: 12–13."""

    right: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Column):
    """A column of codes, which people read as words: terms of a vocabulary, or countries.

    `say` words a code; without it, the term is spelled by its vocabulary.
    """

    kind: ClassVar[Kind] = "code"

    say: Callable[[str, Speech], str] | None = None

    def _said(self, value: Any, say: Speech) -> str:
        return say.label(value) if self.say is None else self.say(value, say)


@dataclass(frozen=True, slots=True, kw_only=True)
class Integer(Column):
    """A column of whole numbers."""

    kind: ClassVar[Kind] = "integer"
    right: ClassVar[bool] = True

    def read(self, row: Mapping[str, Any]) -> Value:
        """Take the value out of a row of a frame."""
        value = row[self.key]
        return None if _is_missing(value) else int(value)

    def _said(self, value: Any, say: Speech) -> str:
        return say.integer(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Column):
    """A column of numbers, shown with so many significant digits, or just so many decimals."""

    kind: ClassVar[Kind] = "number"
    right: ClassVar[bool] = True

    digits: int = 4
    decimals: int | None = None

    def read(self, row: Mapping[str, Any]) -> Value:
        """Take the value out of a row of a frame."""
        value = row[self.key]
        return None if _is_missing(value) else float(value)

    def _said(self, value: Any, say: Speech) -> str:
        return say.number(value, digits=self.digits, decimals=self.decimals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Column):
    """A column of quantities in its unit: four cells for programs, best, low, high and text."""

    kind: ClassVar[Kind] = "quantity"
    right: ClassVar[bool] = True

    digits: int = 4

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the cells that programs read."""
        return (self.key, f"{self.key}_low", f"{self.key}_high", f"{self.key}_text")

    def cells(self, value: Value) -> tuple[Scalar, ...]:
        """Return the value as the cells that programs read."""
        if value is None:
            return (None, None, None, None)
        if not isinstance(value, Quantity):
            raise TypeError(f"{self.key} holds quantities, not {value!r}")
        bounds = (value.best, value.low, value.high)
        return (*(None if bound is None else float(bound) for bound in bounds), value.text)

    def read(self, row: Mapping[str, Any]) -> Value:
        """Take the value out of the column of texts in a row of a frame."""
        text = row[f"{self.key}_text"]
        return None if _is_missing(text) else Quantity.parse(text)

    def _said(self, value: Any, say: Speech) -> str:
        return say.quantity(value.text, digits=self.digits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Column):
    """A column of dates as far as they are known: 2013, 2013-09 or 2013-09-30."""

    kind: ClassVar[Kind] = "date"

    def _said(self, value: Any, say: Speech) -> str:
        return say.date(value)


Shown = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A titled table of typed columns, with a caption, notes, and a list of sentences.

    `by` is the key of a column of texts or codes by which the rows are grouped: people read its
    value as a heading over the rows, programs as a column. Each group's rows stand together.
    `maker` is the verb that made it. `shown_rows` are what people read where some of the rows are
    one to them. Raises ValueError where a row does not fit the columns.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    caption: str = ""
    notes: tuple[str, ...] = ()
    by: str = ""
    maker: str = "table"
    shown_rows: tuple[tuple[Value, ...], ...] | None = None
    _at: Mapping[str, int] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        names = Counter(name for column in self.columns for name in column.names)
        if repeated := [name for name, times in names.items() if times > 1]:
            raise ValueError(f"columns repeat {', '.join(repeated)}")
        places = {column.key: place for place, column in enumerate(self.columns)}
        object.__setattr__(self, "_at", places)
        for row in (*self.rows, *(self.shown_rows or ())):
            _checked(self.columns, row)
        if self.by:
            self._check_groups()

    def _check_groups(self) -> None:
        if self.by not in self._at:
            raise ValueError(f"there is no column {self.by!r} to group by")
        groups = [key for key, _ in groupby(self.rows, key=lambda row: row[self._at[self.by]])]
        if len(groups) != len(set(groups)):
            raise ValueError(f"the rows of a group of {self.by!r} do not stand together")

    @classmethod
    def of_frame(
        cls,
        frame: pd.DataFrame,
        columns: Iterable[Column],
        *,
        title: str,
        caption: str = "",
        notes: Iterable[str] = (),
        by: str = "",
        maker: str = "table",
    ) -> Grid:
        """Take the values of the columns out of a frame with a quantity in its four columns."""
        wanted = tuple(columns)
        records: list[dict[Any, Any]] = frame.to_dict("records")
        rows = tuple(tuple(column.read(row) for column in wanted) for row in records)
        return cls(
            title=title,
            columns=wanted,
            rows=rows,
            caption=caption,
            notes=tuple(notes),
            by=by,
            maker=maker,
        )

    def noting(self, *notes: str) -> Grid:
        """Return the grid with more notes after its own."""
        return replace(self, notes=(*self.notes, *notes))

    def values(self, key: str) -> tuple[Value, ...]:
        """Return the values of a column."""
        return tuple(row[self._at[key]] for row in self.rows)

    # For programs

    @property
    def program_columns(self) -> tuple[Column, ...]:
        """The columns that programs read."""
        return tuple(column for column in self.columns if not column.for_people)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the cells of a row that programs read."""
        return tuple(name for column in self.program_columns for name in column.names)

    def program_rows(self) -> Iterator[tuple[Value, ...]]:
        """Yield the values of each row that programs read."""
        for row in self.rows:
            pairs = zip(self.columns, row, strict=True)
            yield tuple(value for column, value in pairs if not column.for_people)

    def records(self) -> Iterator[tuple[Scalar, ...]]:
        """Yield each row as cells, one for each of `names`."""
        columns = self.program_columns
        for row in self.program_rows():
            pairs = zip(columns, row, strict=True)
            yield tuple(cell for column, value in pairs for cell in column.cells(value))

    # For people

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns that a table for people has: neither its headings nor its sentences."""
        return tuple(column for column in self.columns if self._is_shown(column))

    def _is_shown(self, column: Column) -> bool:
        is_listed = isinstance(column, Text) and column.listed
        return not (column.key == self.by or column.for_programs or is_listed)

    def sections(self, lang: Language) -> list[tuple[str, list[Shown]]]:
        """Return (heading, rows of texts) for each group of rows; one without heading if none."""
        say = speech(lang)
        shown = [(self._at[column.key], column) for column in self.shown_columns]
        sections: list[tuple[str, list[Shown]]] = []
        every = self.rows if self.shown_rows is None else self.shown_rows
        for heading, rows in groupby(every, key=lambda row: self._heading(row, say)):
            texts = [tuple(column.shown(row[at], say) for at, column in shown) for row in rows]
            sections.append((heading, texts))
        return sections or [("", [])]

    def _heading(self, row: tuple[Value, ...], say: Speech) -> str:
        if not self.by:
            return ""
        at = self._at[self.by]
        return self.columns[at].shown(row[at], say)

    @property
    def grouping(self) -> Column | None:
        """The column whose values are headings, if there is one."""
        return self.columns[self._at[self.by]] if self.by else None

    def sentences(self) -> list[str]:
        """Return the sentences that are listed, each once."""
        listed = [
            self._at[column.key]
            for column in self.columns
            if isinstance(column, Text) and column.listed
        ]
        every = self.rows if self.shown_rows is None else self.shown_rows
        said = (row[at] for row in every for at in listed)
        return list(dict.fromkeys(visible(text) for text in said if isinstance(text, str)))


_TYPES: Final[dict[Kind, tuple[type, ...]]] = {
    "text": (str,),
    "code": (str,),
    "date": (str,),
    "integer": (int,),
    "number": (int, float, Decimal),
    "quantity": (Quantity,),
}


def _checked(columns: Sequence[Column], row: tuple[Value, ...]) -> None:
    if len(row) != len(columns):
        raise ValueError(f"{len(columns)} columns have a row of {len(row)} values")
    for column, value in zip(columns, row, strict=True):
        if value is None:
            continue
        if not isinstance(value, _TYPES[column.kind]) or isinstance(value, bool):
            raise ValueError(f"{column.key} is a column of {column.kind} and holds {value!r}")
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"{column.key} holds {value}: what is unknown is None")


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
