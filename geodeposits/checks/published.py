"""Rules on what a table or a package lacks as a whole: columns (GD117), its own bytes (GD802)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodeposits.checks.hits import found_in_reading, texts
from geodeposits.checks.registry import RULES, rule
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import TABLE_NAME
from geodeposits.finding import Finding, Severity

__all__ = ["columns_missing", "drifted_files"]


@dataclass(frozen=True)
class _Wanted:
    """What some rules look at: our columns, any of which will do, and the codes of the rules."""

    what: str
    table: str
    columns: tuple[str, ...]
    codes: tuple[str, ...]


_FIGURES: Final = tuple(
    f"{name}{end}"
    for name in ("ore_mt", "grade_pct", "contained_kt")
    for end in ("", "_low", "_high", "_text")
)
_WANTED: Final = (
    _Wanted("country", "deposits", ("country",),
            ("GD202", "GD203", "GD204", "GD205", "GD210", "GD801")),
    _Wanted("lat, lon", "positions", ("lat", "lon"), ("GD2", "GD801")),
    _Wanted("admin1", "deposits", ("admin1",), ("GD210",)),
    _Wanted("accuracy_m", "positions", ("accuracy_m",), ("GD207", "GD209")),
    _Wanted("ore_mt, grade_pct, contained_kt", "estimates", _FIGURES, ("GD3", "GD4")),
    _Wanted("basis", "estimates", ("basis",), ("GD405", "GD406", "GD408", "GD409", "GD415")),
    _Wanted("type", "deposits", ("type",), ("GD309", "GD403", "GD404", "GD410")),
    _Wanted("code", "estimates", ("code",), ("GD507", "GD508", "GD509")),
    _Wanted("effective, published", "estimates", ("effective", "published"),
            ("GD508", "GD511", "GD602", "GD604")),
)  # fmt: skip
"""Columns of a table and the rules that look at them; the source is for GD601."""

_A_FEW: Final = 1000  # rows

_UNSTATED: Final = ("unstated", "unknown")
"""What a reader writes where a table has no word for a term."""


@rule("GD117", Severity.NOTE, needs=("deposits", "positions", "estimates"), scope="corpus")
def columns_missing(dataset: Dataset) -> Iterator[Finding]:
    """Find columns that a table of somebody's own lacks or leaves empty on every row.

    One note a column, which names the rules that could not look. A table without figures lacks no
    basis, code or date, one without positions no accuracy. A table without rows is one note.

    Why
        A check that finds nothing because there was nothing to look at reads like a clean bill:
        without countries no position can lie in the wrong one.
    Bad
        a table of name, lat and lon, said to be checked
    Good
        the same table with a column `country`; or the note, and the knowledge of what was not
        looked at
    """
    yield from found_in_reading(dataset, "GD117")
    if dataset.info.name != TABLE_NAME or dataset.deposits.empty:
        return
    tables = dict(dataset.tables())
    path = _path(dataset)
    for wanted in _WANTED:
        table = pd.DataFrame(tables[wanted.table])
        rests_on_rows = "lat" not in wanted.columns and wanted.columns != _FIGURES
        if (table.empty and rests_on_rows) or any(_is_filled(table, c) for c in wanted.columns):
            continue
        if codes := _registered(wanted.codes):
            message = f"no row has {wanted.what}: {codes} could not look"
            yield Finding(
                code="GD117",
                severity=Severity.NOTE,
                message=message,
                origin=path,
                field=wanted.what.partition(",")[0],
            )


@rule("GD802", Severity.ERROR, needs=())
def drifted_files(dataset: Dataset) -> Iterator[Finding]:
    """Find files of a data package that are not those of its manifest: their hashes differ.

    Why
        A package is cited by its version. A table that was edited after the manifest was written
        is another dataset under the same name, and nobody can tell which one a figure came from.
    Bad
        data/estimates.csv mended by hand, beside the datapackage.json of the day before
    Good
        the seed mended, and the package written anew by `geodeposits build`
    """
    yield from found_in_reading(dataset, "GD802")


def _is_filled(table: pd.DataFrame, column: str) -> bool:
    if column not in table.columns:
        return False
    given = table[column]
    rest = given.tail(max(len(given) - _A_FEW, 0))
    for part in (given.head(_A_FEW), rest):  # what is filled mostly is so at once
        known = part[part.notna().to_numpy(dtype=bool)]
        if len(known) and not known.isin(_UNSTATED).all():
            return True
    return False


def _registered(codes: tuple[str, ...]) -> str:
    """Name the rules that there are of these codes and families."""
    named = [code for code in codes if any(known.startswith(code) for known in RULES)]
    shown = [code if len(code) > len("GD2") else f"{code}xx" for code in named]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if shown[1:] else "".join(shown)


def _path(dataset: Dataset) -> str:
    """Return the place of the table's heading: its file, line 1."""
    origin = next(iter(texts(pd.DataFrame(dataset.deposits), "origin").dropna()), "")
    return f"{origin.rpartition(':')[0]}:1" if origin else ""
