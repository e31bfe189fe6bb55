"""Columns of figures: what a table states of each amount, and what follows from it.

Most figures are plain numbers, whose columns are computed at once; the rows that hold another one,
or stand on a basis that changes the figure, are computed one by one, as those of the seeds are.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.dataset.amounts import KT_PER_MT_PERCENT, contained_reo
from geodeposits.dataset.rows import figure_columns
from geodeposits.dataset.schema import LIST_SEPARATOR, quantity_names
from geodeposits.elements import ELEMENTS, OXIDES
from geodeposits.quantity import Quantity
from geodeposits.readers.cells import Cells, Objects, plain_end, stated
from geodeposits.vocab import Basis

__all__ = ["columns_of_figures"]

_STATED: Final = ("ore_mt", "grade_pct", "contained_kt")
_NOTHING: Final = np.array(None, dtype=object)
_ONE: Final = Quantity.exactly(1)


def columns_of_figures(cells: Cells, basis: Objects) -> dict[str, Any]:
    """Return the columns of the stated figures, of tonnage x grade and of the contained oxides."""
    ore, grade, contained = (cells.get(name) for name in _STATED)
    odd = np.zeros(len(cells), dtype=bool)
    for values in (ore, grade, contained):
        if Quantity in set(map(type, values)):
            odd |= np.array([isinstance(value, Quantity) for value in values], dtype=bool)
    whole, none = _bases(basis)
    odd |= ~(whole | none)
    texts = [np.where(odd, _NOTHING, values) for values in (ore, grade, contained)]
    computed = _products(*texts[:2])
    oxides = np.where(stated(texts[2]), texts[2], computed)
    made = zip(
        (*_STATED, "product_kt", "reo_kt"),
        (*texts, computed, np.where(whole, oxides, _NOTHING)),
        strict=True,
    )
    columns: dict[str, Any] = {}
    for name, figures in made:
        columns |= _exact(name, figures)
    _fill_in(columns, np.flatnonzero(odd), (ore, grade, contained), basis, cells.get("members"))
    return columns


def _bases(basis: Objects) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return where a contained amount is oxides as it stands, and where it says nothing of them."""
    oxides = {name: contained_reo(_ONE, Basis(name)) for name in pd.unique(basis)}
    whole = [name for name, amount in oxides.items() if amount == _ONE]
    none = [name for name, amount in oxides.items() if amount is None]
    return np.isin(basis, whole), np.isin(basis, none)


def _products(ore: Objects, grade: Objects) -> Objects:
    """Return tonnage x grade in kt of plain numbers, written as `Quantity` writes it."""
    rows = np.flatnonzero(stated(ore) & stated(grade))
    pairs = zip(ore[rows], grade[rows], strict=True)
    made = np.full(len(ore), None, dtype=object)
    made[rows] = [_text(Decimal(mt) * Decimal(pct) * KT_PER_MT_PERCENT) for mt, pct in pairs]
    return made


def _text(number: Decimal) -> str:
    text = format(number, "f")
    return (plain_end(text) if text.endswith("0") else text) or "0"


def _exact(name: str, texts: Objects) -> dict[str, Any]:
    """Spread plain numbers over the four columns of a quantity, as `quantity_columns` does."""
    best, low, high, text = quantity_names(name)
    numbers = texts.astype(np.float64)
    return {best: numbers, low: numbers.copy(), high: numbers.copy(), text: texts}


def _fill_in(
    columns: dict[str, Any],
    rows: NDArray[np.int64],
    figures: tuple[Objects, Objects, Objects],
    basis: Objects,
    members: Objects,
) -> None:
    """Write the rows that are computed one by one into the columns."""
    made = []
    for row in rows:
        ore, grade, contained = (_quantity(values[row]) for values in figures)
        made.append(figure_columns(ore, grade, contained, Basis(basis[row]), _listed(members[row])))
    for name, column in columns.items():
        column[rows] = [row[name] for row in made]


def _listed(members: Any) -> list[str]:
    """Return the members that a cell lists; none where it names anything else."""
    names = [name.strip() for name in str(members or "").split(LIST_SEPARATOR.strip())]
    return names if all(name in ELEMENTS or name in OXIDES for name in names) else []


def _quantity(figure: Any) -> Quantity | None:
    return None if figure is None else Quantity.parse(figure)
