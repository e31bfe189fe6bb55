"""Cells of a table, column by column: what each says, and what cannot be read.

A cell is read once for each text that a column holds. Of figures, which are seldom the same twice,
those that are plain numbers are recognised by their shape and stay texts; a `Quantity` is made of
the others alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.dates import PartialDate
from geodeposits.errors import GeodepositsError
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import Quantity
from geodeposits.readers.editions import with_editions
from geodeposits.readers.fields import FIELDS, FIGURES, NUMBERS, STATES_BASIS, SYNONYMS, TEXTS
from geodeposits.vocab import Term

__all__ = ["Cells", "Objects", "Reading", "field_of", "plain_end", "stated"]

Objects = NDArray[np.object_]
Mask = NDArray[np.bool_]

_PLAIN_FIGURE: Final = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,17})?")
"""A figure that is exact, not negative, and written as `Quantity` writes it but for last zeros.

Its digits are fewer than the 28 that a Decimal is worked out to, and as many as a spreadsheet has.
"""

_PLAIN_NUMBER: Final = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,15})?")
_LENGTHS: Final = frozenset({"accuracy_m"})
_HALVES: Final = {"lat": "lon", "lon": "lat"}


@dataclass
class Reading:
    """What is said while a table is read; `shown` names the file."""

    shown: str
    findings: list[Finding] = field(default_factory=list)

    def complain(
        self,
        code: str,
        message: str,
        *,
        line: int,
        severity: Severity = Severity.ERROR,
        where: str = "",
        deposit: str = "",
    ) -> None:
        """Add a finding on a line of the file, in the field `where`."""
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                message=message,
                origin=f"{self.shown}:{line}",
                field=where,
                deposit=deposit,
            )
        )


@dataclass
class Cells:
    """The cells of a table by field, None where a row states nothing that can be read.

    A figure is a text where it is one plain number (`8.3`, as `Quantity.text` writes it), else a
    `Quantity`; a number is a float; terms and dates are texts, of the vocabulary and as
    `PartialDate` writes them. A field that the table lacks is missing here. `lines` are the numbers
    of the rows in the file.
    """

    lines: Sequence[int]
    fields: dict[str, Objects]

    @classmethod
    def read(
        cls,
        lines: Sequence[int],
        columns: Mapping[str, Sequence[object]],
        names: Mapping[str, str],
        reading: Reading,
    ) -> Cells:
        """Read the columns whose fields are in `names`; say of each cell what is wrong with it.

        The findings come row by row, of a row in the order of the columns.
        """
        columns, names = with_editions(columns, names)
        trouble: list[tuple[int, int, GeodepositsError | str, str]] = []
        read: dict[str, _Column] = {}
        for place, (column, name) in enumerate(names.items()):
            read[name] = _Column.of(name, columns[column])
            errors = read[name].errors.items()
            trouble += [(row, place, error, column) for row, error in errors]
        fields = {name: column.values for name, column in read.items()}
        for place, (column, name) in enumerate(names.items(), start=len(names)):
            if (other := _HALVES.get(name, "")) in fields:
                halves = np.flatnonzero(read[name].blank & stated(fields[other]))
                text = f"{column}: is left out, so the row has no position here"
                trouble += [(int(row), place, text, column) for row in halves]
        cells = cls(lines, fields)
        _complain(trouble, cells, columns, reading)
        cells.fill_in_basis(names)
        return cells

    def __len__(self) -> int:
        return len(self.lines)

    def get(self, name: str, default: str | None = None) -> Objects:
        """Return a field; one that is missing, or a cell that says nothing, as the default."""
        if name not in self.fields:
            return np.full(len(self), default, dtype=object)
        values = self.fields[name]
        return values if default is None else np.where(stated(values), values, default)

    def states(self, *names: str) -> Mask:
        """Return in which rows any of the fields says something."""
        found = np.zeros(len(self), dtype=bool)
        for name in names:
            if name in self.fields:
                found |= stated(self.fields[name])
        return found

    def of_rows(self, rows: Mask) -> Cells:
        """Return the cells of some rows."""
        if rows.all():
            return self
        lines = [line for line, kept in zip(self.lines, rows, strict=True) if kept]
        return Cells(lines, {name: values[rows] for name, values in self.fields.items()})

    def fill_in_basis(self, names: Mapping[str, str]) -> None:
        """Fill in the basis where only a heading states it, as `treo_pct` does."""
        for column, name in names.items():
            basis = STATES_BASIS.get(plain_heading(column))
            if basis is not None:
                known = self.get("basis")
                lacking = self.states(name) & ~stated(known)
                self.fields["basis"] = np.where(lacking, basis.value, known)


@dataclass
class _Column:
    """A column as it is read: the values, and in which rows is what cannot be read."""

    values: Objects
    errors: dict[int, GeodepositsError]

    @classmethod
    def of(cls, name: str, cells: Sequence[object]) -> _Column:
        """Read the cells of a field."""
        texts = _texts(cells)
        if texts is not None and name in TEXTS:
            values = _objects(list(map(str.strip, texts)))
            values[values == ""] = None
            return cls(values, {})
        if texts is not None and name in _SHAPES:
            return cls.of_figures(name, texts)
        return cls.of_words(name, [_key(cell) for cell in cells] if texts is None else texts)

    @classmethod
    def of_figures(cls, name: str, cells: Sequence[str]) -> _Column:
        """Read the texts of a field of numbers or figures: the plain ones by their shape."""
        pattern, read = _SHAPES[name]
        plain = np.array([match is not None for match in map(pattern.fullmatch, cells)], dtype=bool)
        values = _objects(cells)
        values[plain] = read(values[plain])
        rows = np.flatnonzero(~plain)
        others = cls.of_words(name, [cells[row] for row in rows.tolist()])
        values[rows] = others.values
        return cls(values, {int(rows[row]): error for row, error in others.errors.items()})

    @classmethod
    def of_words(cls, name: str, keys: Sequence[object]) -> _Column:
        """Read the cells of a field, of those that are the same one."""
        read = _reader(name)
        known = {key: read(key) for key in set(keys)}
        values = list(map(known.__getitem__, keys))
        if not any(isinstance(value, GeodepositsError) for value in known.values()):
            return cls(_objects(values), {})
        wrong = {row: v for row, v in enumerate(values) if isinstance(v, GeodepositsError)}
        return cls(_objects([None if row in wrong else v for row, v in enumerate(values)]), wrong)

    @property
    def blank(self) -> Mask:
        """Where a cell states nothing."""
        found = ~stated(self.values)
        found[list(self.errors)] = False
        return found


@dataclass(frozen=True)
class _Key:
    """A cell that is no text, told from others by what it looks like: 1, 1.0 and True are three."""

    value: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and repr(self.value) == repr(other.value)

    def __hash__(self) -> int:
        return hash(repr(self.value))


def _texts(cells: Sequence[object]) -> Sequence[str] | None:
    """Return the cells where all are texts."""
    return cast("Sequence[str]", cells) if set(map(type, cells)) <= {str} else None


def _key(cell: object) -> object:
    return cell if cell is None or isinstance(cell, str) else _Key(cell)


def _reader(name: str) -> Callable[[object], Any]:
    """Return what reads a cell of a field: its value, or the error that reading it raises."""
    parse = FIELDS[name]

    def read(key: object) -> Any:
        cell = key.value if isinstance(key, _Key) else key
        cell = cell.strip() if isinstance(cell, str) else cell
        if cell is None or cell == "":
            return None
        try:
            return _stored(parse(cell))
        except GeodepositsError as error:
            return error

    return read


def _stored(value: Any) -> Any:
    """Return a value as `Cells` keeps it."""
    if isinstance(value, Quantity) and _PLAIN_FIGURE.fullmatch(value.text):
        return value.text
    if isinstance(value, Term):
        return value.value
    return str(value) if isinstance(value, PartialDate) else value


def _plain_figures(texts: Objects) -> Objects:
    return _objects([plain_end(text) if text.endswith("0") else text for text in texts])


def plain_end(text: str) -> str:
    """Return a number without the zeros that end its decimals."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain_numbers(texts: Objects) -> Objects:
    return texts.astype(np.float64).astype(object)


_SHAPES: Final[dict[str, tuple[re.Pattern[str], Callable[[Objects], Objects]]]] = {
    **dict.fromkeys(FIGURES, (_PLAIN_FIGURE, _plain_figures)),
    **dict.fromkeys(NUMBERS - _LENGTHS, (_PLAIN_NUMBER, _plain_numbers)),
}
"""By field, the shape of a plain cell, and what reads those."""


def _complain(
    trouble: Iterable[tuple[int, int, GeodepositsError | str, str]],
    cells: Cells,
    columns: Mapping[str, Sequence[object]],
    reading: Reading,
) -> None:
    for row, _, what, column in sorted(trouble, key=lambda item: item[:2]):
        if isinstance(what, str):
            named = (cells.fields[name][row] for name in ("id", "name") if name in cells.fields)
            code, text = "GD109", what
        else:
            named = (columns[name][row] for name in ("id", "name") if name in columns)
            code, text = what.rule, f"{column}: {what}"
        deposit = str(next((name for name in named if name), ""))
        reading.complain(code, text, line=cells.lines[row], where=column, deposit=deposit)


def plain_heading(heading: str) -> str:
    """Return a heading in lower case, with `_` for blanks."""
    return heading.strip().lower().replace(" ", "_")


def field_of(heading: str) -> str:
    """Return the field that a heading means, or the plain heading where it means none."""
    plain = plain_heading(heading)
    return SYNONYMS.get(plain, plain)


def _objects(values: Sequence[Any]) -> Objects:
    """Return the values as an array, whatever they are."""
    array: Objects = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def stated(values: Objects) -> Mask:
    """Return where an array says something, which None does not."""
    found: Mask = pd.notna(values)
    return found
