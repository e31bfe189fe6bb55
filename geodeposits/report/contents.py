"""What the report says: its sections, built from the summary tables."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import visible
from geodeposits.dataset import Dataset
from geodeposits.dataset.filters import fold
from geodeposits.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Line,
    Paragraph,
    Row,
    Section,
    Sources,
    Table,
    cell,
    line,
    muted,
    strong,
)
from geodeposits.report.findings import findings_section
from geodeposits.report.phrases import (
    about_estimate,
    basis_cell,
    cited_line,
    contained_cell,
    country_shown,
    figure_phrase,
    level_cell,
    mass,
    name_cell,
    source_entries,
)
from geodeposits.report.plain import text_of
from geodeposits.summary import FIGURES, SORTS, By, Figure, totals_wide
from geodeposits.vocab import LEVEL_MEANING, EvidenceLevel
from geodeposits.wording import DOCUMENTED_RULE, HEADLINE_RULE, label

__all__ = ["figure_record", "report_document"]

Record = dict[Hashable, Any]

_HEADLINE: Final = (
    f"Headline is what is reported: {HEADLINE_RULE}. Documented is what is best supported: "
    f"{DOCUMENTED_RULE}. Both are shown; neither is corrected by the other."
)
_ORE_IS_NOT_OXIDE: Final = (
    "Ore is rock, not oxide. Only figures on total oxides (TREO, REO) are ranked and added up; "
    "what is on another basis stands apart. Levels, bases, resources and reserves are never added "
    "to one another."
)
_BOUNDS: Final = (
    "A figure with > is a lower bound and is ranked by that bound; ~ means about. Mt and kt are "
    "million and thousand metric tonnes."
)
_WIDE: Final = 150


def report_document(
    dataset: Dataset, deposits: pd.DataFrame, *, run: CheckRun | None, top: int | None
) -> Document:
    """Build the report from the dataset and its table `by_contained_reo`."""
    records = deposits.to_dict("records")
    return Document(
        title=visible(dataset.info.title),
        lead=cell(_counts_line(dataset)),
        sections=(
            Section("How to read the figures", tuple(_how_to_read())),
            Section("Deposits by contained rare earth oxide", tuple(_ranked(records, top))),
            Section("Figures that are not ranked", tuple(_unranked(records))),
            Section("Totals by country", tuple(_totals(dataset, "country"))),
            Section("Totals by deposit type", tuple(_totals(dataset, "type"))),
            Section("Not counted", tuple(_not_counted(records))),
            findings_section(dataset, run),
            Section("Sources", (Sources(source_entries(dataset.sources)),), in_terminal=False),
        ),
    )


def figure_record(row: Mapping[Hashable, Any], figure: Figure) -> Record:
    """Return the columns of one figure of a row, without their prefix."""
    prefix = f"{figure}_"
    return {str(k).removeprefix(prefix): v for k, v in row.items() if str(k).startswith(prefix)}


def _counts_line(dataset: Dataset) -> Line:
    estimates = int(dataset.estimates["part_of"].isna().sum())
    counts = ((len(dataset), "deposit"), (estimates, "estimate"), (len(dataset.sources), "source"))
    counted = (f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counts)
    info = dataset.info
    return line(" · ".join((f"version {info.version}", f"as of {info.as_of}", *counted)))


def _how_to_read() -> Iterator[Block]:
    yield Facts(tuple((level.value, cell(text)) for level, text in LEVEL_MEANING.items()))
    yield from (Paragraph(line(text)) for text in (_HEADLINE, _ORE_IS_NOT_OXIDE, _BOUNDS))


# Deposits


def _ranked(records: list[Record], top: int | None) -> Iterator[Block]:
    ranked = [row for row in records if row["headline_group"] == "ranked"]
    shown = ranked if top is None else ranked[:top]
    if not shown:
        yield Paragraph(line("No deposit has a headline figure on total oxides."))
        return
    yield _deposits_table(shown)
    if len(shown) < len(ranked):
        left = len(ranked) - len(shown)
        yield Paragraph(line(muted(f"The first {len(shown)}; {left} more are ranked.")))


def _unranked(records: list[Record]) -> Iterator[Block]:
    rows = [row for row in records if row["headline_group"] == "unranked"]
    if not rows:
        yield Paragraph(line("Every headline figure is on total oxides."))
        return
    yield Paragraph(
        line(
            "The headline figure is on another basis, states no contained oxide, or covers several "
            "deposits. Contained is on the stated basis; the order means nothing."
        )
    )
    yield _deposits_table(rows)


def _deposits_table(records: list[Record]) -> Table:
    """Set headline and documented figure side by side; on a narrow terminal one below the other."""
    return Table(
        columns=(
            Column("Deposit", width=22),
            *_figure_columns("Headline"),
            *_figure_columns("Documented"),
        ),
        rows=tuple(Row(tuple(_wide_cells(row))) for row in records),
        spaced=True,
        needs=_WIDE,
        narrow=_narrow_table(records),
    )


def _figure_columns(group: str) -> tuple[Column, ...]:
    return (
        Column("#", group, right=True, width=4),
        Column("Contained", group, right=True, width=11),
        Column("Basis", group, width=9),
        Column("Level", group, width=5, whole=True),
        Column("Figure, date, source", group),
    )


def _wide_cells(row: Record) -> Iterator[Cell]:
    yield name_cell(row)
    for figure in FIGURES:
        yield from _figure_cells(
            figure_record(row, figure), as_headline=figure == "documented" and row["same"]
        )


def _figure_cells(figure: Record, *, as_headline: bool) -> Iterator[Cell]:
    yield _rank_cell(figure)
    if not text_of(figure["claim"]):
        yield from (cell("–"), cell("–"), cell("–"), cell(muted("none")))
        return
    yield contained_cell(figure)
    yield basis_cell(figure)
    yield level_cell(figure["level"])
    yield cell(muted("as headline")) if as_headline else _details(figure)


def _rank_cell(figure: Record) -> Cell:
    return cell("–" if pd.isna(figure["rank"]) else str(figure["rank"]))


def _details(figure: Record) -> Cell:
    return cell(figure_phrase(figure), muted(about_estimate(figure)), cited_line(figure))


def _narrow_table(records: list[Record]) -> Table:
    columns = (
        Column("#", right=True, width=3),
        Column("Deposit", ratio=2),
        Column("Contained", right=True, width=10),
        Column("Basis", width=8),
        Column("Lvl", width=3, whole=True),
        Column("Figure, date, source", ratio=3),
    )
    rows = (shape for row in records for shape in _narrow_rows(row))
    return Table(columns, tuple(rows), spaced=True)


def _narrow_rows(row: Record) -> Iterator[Row]:
    headline, documented = (figure_record(row, figure) for figure in FIGURES)
    yield Row(_narrow_cells(name_cell(row), headline, as_headline=False))
    name = cell(muted("  documented"))
    yield Row(_narrow_cells(name, documented, as_headline=bool(row["same"])), joined=True)


def _narrow_cells(name: Cell, figure: Record, *, as_headline: bool) -> tuple[Cell, ...]:
    rank, *rest = _figure_cells(figure, as_headline=as_headline)
    return (rank, name, *rest)


# Totals


def _totals(dataset: Dataset, by: By) -> Iterator[Block]:
    for figure in FIGURES:
        groups, everything = totals_wide(dataset, by, figure), totals_wide(dataset, "all", figure)
        if groups.empty:
            yield Paragraph(line("No deposit."))
            return
        title = f"{figure.capitalize()} figures: contained oxide, with the number of deposits"
        named = [(_group_name(row, by), row) for row in groups.to_dict("records")]
        named.sort(key=lambda pair: (fold(pair[0]), SORTS.index(pair[1]["stands_for"])))
        rest = sorted(everything.to_dict("records"), key=lambda r: SORTS.index(r["stands_for"]))
        named += [("All", row) for row in rest]
        yield _totals_table(named, caption=title)
        yield from _cautions(everything)


def _group_name(row: Mapping[Hashable, Any], by: By) -> str:
    text = text_of(row[by])
    return country_shown(text) if by == "country" else label(text)


def _totals_table(named: list[tuple[str, Record]], *, caption: str) -> Table:
    """Tabulate totals per level; a level that no figure has is left out."""
    used = [level for level in EvidenceLevel if any(row[f"{level}_deposits"] for _, row in named)]
    columns = (
        Column("", width=16),
        *(Column(f"Level {level}", right=True) for level in used),
        Column("Not ranked", right=True, width=6),
        Column("None", right=True, width=4),
    )
    rows = [_totals_row(name, row, used) for name, row in named]
    return Table.of(columns, rows, caption=caption)


def _totals_row(name: str, row: Record, used: list[EvidenceLevel]) -> tuple[Cell, ...]:
    sort = "" if row["stands_for"] == "resource" else str(row["stands_for"])
    return (
        cell(strong(name) if name == "All" else name, muted(sort)),
        *(_total_cell(row, level) for level in used),
        cell(_count(row["unranked"])),
        cell(_count(row["without_amount"])),
    )


def _total_cell(row: Record, level: EvidenceLevel) -> Cell:
    number = row[f"{level}_deposits"]
    return (
        cell(mass(row[f"{level}_reo_kt_text"], digits=3), muted(f"({number:,})"))
        if number
        else cell("–")
    )


def _count(number: int) -> str:
    return f"{number:,}" if number else "–"


def _cautions(everything: pd.DataFrame) -> Iterator[Block]:
    projects, shared = (int(everything[n].sum()) for n in ("project_figures", "shared"))
    if projects:
        one = "covers several deposits and stands apart: it may hold what others count."
        more = "cover several deposits and stand apart: they may hold what others count."
        text = f"{projects} of these figures {one if projects == 1 else more}"
        if shared:
            text += f" Repeats of such a figure that the sums leave out: {shared}."
        yield Paragraph(line(muted(text)))


# What is missing


def _not_counted(records: list[Record]) -> Iterator[Block]:
    missing = [row for row in records if row["headline_group"] == "none"]
    unranked = sum(row["headline_group"] == "unranked" for row in records)
    no_documented = sum(row["documented_group"] == "none" for row in records)
    facts = (
        ("No amount", f"{_deposits(len(missing))} without a headline that states an amount"),
        ("Not ranked", f"{_deposits(unranked)} with a headline that cannot be ranked"),
        ("Undocumented", f"{_deposits(no_documented)} without an amount of level A to D"),
    )
    yield Facts(tuple((term, cell(text)) for term, text in facts))
    if missing:
        names = ", ".join(f"{row['name']} ({country_shown(row['country'])})" for row in missing)
        yield Paragraph(line(strong("No amount: "), names))


def _deposits(number: int) -> str:
    return f"{number:,} deposit{'' if number == 1 else 's'}"
