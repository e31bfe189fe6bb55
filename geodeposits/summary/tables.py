"""Tables of what deposits hold: by country, type, level and so on, one sum for like figures.

What is added up shares the sort of figure (resource, reserve, exploration target), the evidence
level and the basis. Bounds stay bounds. A figure of a project that several deposits share counts
once. Beside what only some of the figures know stands how much of the amount they cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, get_args

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import quantity_names
from geodeposits.errors import UnknownTerm
from geodeposits.summary import FIGURES, SORTS, TOTAL_OXIDES, Figure, chosen_figures
from geodeposits.summary.groups import Grouping, group_order, groups_of
from geodeposits.summary.splits import chosen_splits
from geodeposits.summary.sums import AddedFigure, sums
from geodeposits.vocab import EvidenceLevel

__all__ = ["MEASURES", "NO_AMOUNT", "Measure", "measure_columns", "table"]

Measure = Literal["deposits", "ore", "reo", "contained", "grade", "ndpr", "dytb"]
MEASURES: Final[tuple[Measure, ...]] = get_args(Measure)
NO_AMOUNT: Final = "no amount"
"""What stands for the sort of a row that counts the deposits without an amount."""

_COUNTS: Final[Mapping[str, tuple[str, ...]]] = {
    "deposits": ("deposits",),
    "ore": ("ore_deposits",),
    "reo": ("reo_deposits",),
    "contained": ("contained_deposits",),
    "grade": ("grade_deposits",),
    "ndpr": ("ndpr_deposits",),
    "dytb": ("dytb_deposits",),
}
_SUMS: Final[Mapping[str, tuple[str, ...]]] = {
    "deposits": (),
    "ore": ("ore_mt",),
    "reo": ("reo_kt",),
    "contained": ("contained_kt",),
    "grade": ("grade_pct",),
    "ndpr": ("ndpr_kt", "ndpr_pct"),
    "dytb": ("dytb_kt", "dytb_pct"),
}
_COVERS: Final[Mapping[str, tuple[str, ...]]] = {
    "grade": ("grade_covers_pct",),
    "ndpr": ("ndpr_covers_pct",),
    "dytb": ("dytb_covers_pct",),
}
_TAIL: Final = ("project_figures", "shared", "without_amount")


def table(
    dataset: Dataset,
    *,
    by: Grouping = "country",
    measures: Iterable[Measure] = ("deposits", "ore", "reo"),
    figure: Figure = "headline",
    levels: Iterable[str] = (),
    wide: bool = False,
) -> pd.DataFrame:
    """Tabulate the chosen figures: one row per group and what may be added to one another.

    Long, a row is a group, a sort of figure, a level and a basis. Columns: `by` itself;
    `stands_for` ("resource", that is any estimate but the next two, "reserve", "exploration
    target"; each with " of several deposits" where a figure covers a project, a province or a
    country, which is never added to those of single deposits); `level`; `basis` ("total oxides", or
    a term of `Basis`, with its members after a colon); the columns of each measure;
    `project_figures`, how many figures cover several deposits; `shared`, how many deposits repeat a
    project figure that is counted already. Deposits without an amount have a row of their own:
    `stands_for` is "no amount", level and basis are empty, `deposits` and `without_amount` both
    count them.

    Wide, a row is a group and a sort, and holds total oxides alone: the columns of each measure
    stand once for each level, after `A_` to `E_`; `other_basis` counts the deposits whose figure is
    on another basis or states no contained oxide.

    Measures: `deposits`, how many state an amount, each figure once; `ore`, `ore_mt` in Mt over
    `ore_deposits`; `reo`, `reo_kt` in kt of contained oxide over `reo_deposits`; `contained`,
    `contained_kt` on the row's own basis; `grade`, `grade_pct`, the mean of the stated grades
    weighed by tonnages with two bounds, over `grade_deposits` that hold `grade_covers_pct` of the
    ore; `ndpr` and `dytb`, of total oxides alone, `_kt` and, in % of the oxides whose split is
    known, `_pct`,
    over `_deposits` that hold `_covers_pct` of the contained oxide. A quantity spans four columns;
    a covered share is taken of best values. Unknown is empty.

    By partner or owner, a deposit stands under each of its parties: such rows overlap. `levels`
    keeps the figures of these evidence levels alone; the groups of the others are left out.
    Raises UnknownTerm for another grouping, measure, figure or level.
    """
    wanted = _known(tuple(measures), MEASURES, "measure")
    kept = _known(tuple(levels), tuple(EvidenceLevel), "evidence level")
    _known((figure,), FIGURES, "figure")
    chosen = chosen_figures(dataset, figure)
    groups = groups_of(dataset, by, chosen)
    splits = chosen_splits(dataset) if {"ndpr", "dytb"} & set(wanted) else {}
    records: list[dict[Any, Any]] = chosen.reset_index().to_dict("records")
    figures = [AddedFigure(row, splits.get(row["id"])) for row in records]
    counted = [each for each in figures if not kept or each.level in kept]
    cells = _cells_by_group(counted, groups)
    if wide:
        shown = [level for level in EvidenceLevel if not kept or level in kept]
        rows = _wide_rows(by, cells, wanted, shown)
        return _framed(rows, _wide_columns(by, wanted, shown))
    return _framed(_long_rows(by, cells, wanted), _long_columns(by, wanted))


def measure_columns(measures: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (column, kind) of each measure: `count`, `quantity` or `share`."""
    for measure in measures:
        yield from ((name, "count") for name in _COUNTS[measure])
        yield from ((name, "quantity") for name in _SUMS[measure])
        yield from ((name, "share") for name in _COVERS.get(measure, ()))


def _known(given: tuple[Any, ...], choices: Sequence[str], what: str) -> tuple[Any, ...]:
    for each in given:
        if each not in choices:
            raise UnknownTerm(each, vocabulary=what, choices=choices)
    return given


Key = tuple[str, str, str]
Cells = dict[str, dict[Key | None, list[AddedFigure]]]


def _cells_by_group(figures: list[AddedFigure], groups: Mapping[str, tuple[str, ...]]) -> Cells:
    """Sort the figures by group and by what may be added; those without an amount under None."""
    cells: Cells = {}
    for each in figures:
        key = (each.stands_for, each.level, each.basis) if each.has_amount else None
        for group in groups[each.id]:
            cells.setdefault(group, {}).setdefault(key, []).append(each)
    return cells


def _long_rows(by: Grouping, cells: Cells, measures: Sequence[str]) -> Iterator[dict[str, Any]]:
    for group in sorted(cells, key=group_order(by)):
        found = cells[group]
        for key in sorted((key for key in found if key is not None), key=_key_order):
            named = dict(zip(("stands_for", "level", "basis"), key, strict=True))
            yield {_column(by): group, **named, **sums(found[key], measures), "without_amount": 0}
        if None in found:
            without = len(found[None])
            counts = {name: 0 for name, kind in measure_columns(measures) if kind == "count"}
            counts |= {"deposits": without} if "deposits" in counts else {}
            rest = {"project_figures": 0, "shared": 0, "without_amount": without}
            yield {_column(by): group, "stands_for": NO_AMOUNT, **counts, **rest}


def _key_order(key: Key) -> tuple[int, str, bool, str]:
    stands_for, level, basis = key
    return SORTS.index(stands_for), level, basis != TOTAL_OXIDES, basis


def _wide_rows(
    by: Grouping, cells: Cells, measures: Sequence[str], levels: Sequence[str]
) -> Iterator[dict[str, Any]]:
    for group in sorted(cells, key=group_order(by)):
        found = cells[group]
        sorts = {key[0] for key in found if key is not None} or {SORTS[0]}
        without = len(found.get(None, []))
        for sort in (sort for sort in SORTS if sort in sorts):
            row: dict[str, Any] = {_column(by): group, "stands_for": sort}
            row |= _wide_row(sort, found, measures, levels)
            row["without_amount"], without = without, 0  # stated once a group
            yield row


def _wide_row(
    sort: str,
    found: Mapping[Key | None, list[AddedFigure]],
    measures: Sequence[str],
    levels: Sequence[str],
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    counted = project = 0
    for level in levels:
        held = [each for each in found.get((sort, level, TOTAL_OXIDES), []) if each.reo is not None]
        added = sums(held, measures)
        row |= {f"{level}_{name}": added[name] for name in _spread(measure_columns(measures))}
        counted, project = counted + len(held), project + added["project_figures"]
        row["shared"] = row.get("shared", 0) + added["shared"]
    everyone = sum(len(held) for key, held in found.items() if key is not None and key[0] == sort)
    return {**row, "other_basis": everyone - counted, "project_figures": project}


# Frames


def _column(by: Grouping) -> str:
    return by.replace("-", "_")


def _spread(columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, kind in columns:
        yield from quantity_names(name) if kind == "quantity" else (name,)


def _long_columns(by: Grouping, measures: Sequence[str]) -> dict[str, str]:
    head = [(name, "text") for name in (_column(by), "stands_for", "level", "basis")]
    tail = [(name, "count") for name in _TAIL]
    return _kinds([*head, *measure_columns(measures), *tail])


def _wide_columns(by: Grouping, measures: Sequence[str], levels: Sequence[str]) -> dict[str, str]:
    head = [(name, "text") for name in (_column(by), "stands_for")]
    body = [
        (f"{level}_{name}", kind) for level in levels for name, kind in measure_columns(measures)
    ]
    tail = [(name, "count") for name in ("other_basis", *_TAIL)]
    return _kinds([*head, *body, *tail])


def _kinds(columns: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the type of each column of a frame, by name and in order."""
    kinds: dict[str, str] = {}
    for name, kind in columns:
        if kind == "quantity":
            best, low, high, text = quantity_names(name)
            kinds |= {best: "float64", low: "float64", high: "float64", text: "str"}
        else:
            kinds[name] = {"text": "str", "count": "int64", "share": "float64"}[kind]
    return kinds


def _framed(rows: Iterable[dict[str, Any]], kinds: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(kinds)).astype(kinds)
