"""National reserves and production by edition, and the largest deposits beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pandas as pd

from geodeposits.checks.formats import json_text, visible
from geodeposits.dataset import SCHEMAS, Dataset
from geodeposits.quantity import Quantity
from geodeposits.report.contents import figure_record
from geodeposits.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    Section,
    Table,
    cell,
    line,
    muted,
)
from geodeposits.report.phrases import contained_cell, country_shown, level_cell, mass, name_cell
from geodeposits.report.plain import text_of
from geodeposits.report.records import schema_records
from geodeposits.summary import FIGURES, SORTS, totals_wide
from geodeposits.summary.national import (
    beside_national,
    latest_reserves,
    newest_production,
    reserves_by_edition,
)
from geodeposits.vocab import EvidenceLevel

__all__ = ["national_document", "national_record"]

_KT: Final = Quantity.exactly(1) / Quantity.exactly(1000)
_UP, _DOWN = "▲", "▼"
_MARKED: Final = (
    f"Rare earth oxide equivalent. {_UP} and {_DOWN}: higher or lower than the edition before said "
    "for the same thing, ≠: the same figure with another bound. NA: the edition prints no "
    "figure; no row: it lists no row for the country; –: nothing is held of it."
)
_BESIDE: Final = (
    "Reserves are what can be mined at a profit today, as a state or its agency adds them up; the "
    "figures of deposits are resources for the most part, by whoever stated them."
)


def national_document(dataset: Dataset) -> Document:
    """Build the document from the dataset's national tables and its deposits."""
    return Document(
        title="National reserves and production",
        lead=cell(visible(dataset.info.title)),
        sections=(
            Section("Reserves by edition", tuple(_editions(dataset))),
            Section("Production by year, newest edition", tuple(_years(dataset))),
            Section("Contained oxide of the deposits, by evidence level", tuple(_levels(dataset))),
            Section("The ten largest beside national reserves", tuple(_largest(dataset))),
        ),
    )


def national_record(dataset: Dataset) -> str:
    """Return the national figures as JSON: `generator`, `reserves`, the rows of the table."""
    rows = schema_records(dataset.reserves, SCHEMAS["reserves"])
    return json_text({"generator": "geodeposits national", "reserves": rows})


def _editions(dataset: Dataset) -> Iterator[Block]:
    rows = reserves_by_edition(dataset)
    yield from _grids(dataset, rows, "edition", "No national table is held.")


def _years(dataset: Dataset) -> Iterator[Block]:
    yield from _grids(dataset, newest_production(dataset), "year", "No production is held.")


def _grids(dataset: Dataset, rows: pd.DataFrame, by: str, none: str) -> Iterator[Block]:
    """Set countries against editions or years, a table for each series of yearly sources."""
    yield Paragraph(line(_MARKED if len(rows) else none))
    for _, series in rows.groupby("series", sort=True):
        yield Paragraph(line(_sourced(dataset, series)))
        yield _grid(series.to_dict("records"), by)


def _sourced(dataset: Dataset, rows: pd.DataFrame) -> str:
    """Name the newest of the sources, and the keys of all."""
    keys = sorted(rows["source"].dropna().unique())
    known = dataset.sources.set_index("key")
    newest = known.loc[keys[-1]] if keys and keys[-1] in known.index else None
    about = f"{newest['producer']}, {newest['title']}" if newest is not None else ""
    return f"Source: {about} ({', '.join(keys)})." if keys else "No source is named."


def _grid(rows: list[dict[Any, Any]], by: str) -> Table:
    columns = sorted({row[by] for row in rows})
    cells = {(_place(row), row[by]): _figure(row) for row in rows}
    places = dict.fromkeys(_place(row) for row in rows)
    return Table.of(
        (Column("Country", width=18), *(Column(str(c), right=True) for c in columns)),
        ([cell(place), *(cells.get((place, c), cell("–")) for c in columns)] for place in places),
    )


def _place(row: dict[Any, Any]) -> str:
    country = text_of(row["country"])
    return country_shown(country) if country else text_of(row["area"]).capitalize()


def _figure(row: dict[Any, Any]) -> Cell:
    text = text_of(row["reo_t_text"])
    if not text:
        return cell(text_of(row["stated"]) or "–")
    return cell(f"{_tonnes(text)}{_change(row)}")


def _tonnes(text: str) -> str:
    return mass((Quantity.parse(text) * _KT).text)


def _change(row: dict[Any, Any]) -> str:
    if row["revised"] is pd.NA or not row["revised"]:
        return ""
    now, before = Quantity.parse(row["reo_t_text"]), Quantity.parse(row["before_t_text"])
    if now.central == before.central:
        return " ≠"  # a bound where there was a figure, or the other way round
    return f" {_UP if now.central > before.central else _DOWN}"


def _levels(dataset: Dataset) -> Iterator[Block]:
    yield Paragraph(
        line(
            "Figures on total oxides alone. Levels stand side by side, and resources, reserves "
            "and exploration targets apart: none is added to another."
        )
    )
    wide = {figure: totals_wide(dataset, "all", figure) for figure in FIGURES}
    yield Table.of(
        (
            Column("Sort", width=18),
            Column("Level", width=5),
            *(
                column
                for figure in FIGURES
                for column in (
                    Column("Deposits", figure.capitalize(), right=True),
                    Column("Contained", figure.capitalize(), right=True),
                )
            ),
        ),
        _level_rows(wide),
    )


def _level_rows(wide: dict[Any, pd.DataFrame]) -> Iterator[Iterable[Cell]]:
    for sort in SORTS:
        rows = {
            figure: frame[frame["stands_for"] == sort].to_dict("records")
            for figure, frame in wide.items()
        }
        for level in EvidenceLevel:
            figures = [_level_cells(found, level.value) for found in rows.values()]
            if any(text_of(counted[0][0][0].text) not in {"", "0"} for counted in figures):
                yield [cell(sort), cell(level.value), *(c for pair in figures for c in pair)]


def _level_cells(found: list[dict[Any, Any]], level: str) -> tuple[Cell, Cell]:
    if not found:
        return cell("0"), cell("–")
    row = found[0]
    return cell(str(int(row[f"{level}_deposits"]))), cell(mass(row[f"{level}_reo_kt_text"]))


def _largest(dataset: Dataset) -> Iterator[Block]:
    rows = beside_national(dataset).to_dict("records")
    if not rows:
        yield Paragraph(line("No deposit has a headline figure on total oxides."))
        return
    newest = latest_reserves(dataset)["edition"]
    edition = "" if newest.empty else f", {newest.max()}"
    yield Paragraph(line(_BESIDE))
    yield Table.of(
        (
            Column("#", right=True, width=3),
            Column("Deposit", width=24),
            *(
                column
                for figure in FIGURES
                for column in (
                    Column("Contained", figure.capitalize(), right=True),
                    Column("Level", figure.capitalize(), width=5),
                )
            ),
            Column(f"Reserves of the country{edition}", right=True),
        ),
        (_largest_cells(row) for row in rows),
        spaced=True,
    )


def _largest_cells(row: dict[Any, Any]) -> Iterator[Cell]:
    yield cell(str(row["headline_rank"]))
    yield name_cell(row)
    for figure in FIGURES:
        chosen = figure_record(row, figure)
        known = bool(text_of(chosen["claim"]))
        yield contained_cell(chosen) if known else cell(muted("none"))
        yield level_cell(chosen["level"]) if known else cell("–")
    reserves = text_of(row["reserves_t_text"])
    yield cell(_tonnes(reserves) if reserves else muted("no figure"))
