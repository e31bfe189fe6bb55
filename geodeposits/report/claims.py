"""The claims of one deposit, table by table, each row with its source."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any, Final

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.elements import OXIDES
from geodeposits.errors import UnreadableQuantity
from geodeposits.quantity import Quantity, shown_number
from geodeposits.report.document import (
    Block,
    Cell,
    Column,
    Items,
    Paragraph,
    Table,
    cell,
    line,
    muted,
    strong,
)
from geodeposits.report.phrases import (
    about_estimate,
    basis_cell,
    cited_line,
    level_cell,
    listed,
)
from geodeposits.report.plain import text_of
from geodeposits.summary import FIGURES, sentence_of
from geodeposits.vocab import RelationKind, Standing
from geodeposits.wording import label

__all__ = ["SECTIONS", "whose"]

Record = dict[Hashable, Any]
Builder = Callable[[Dataset], Iterator[Block]]

_KM: Final = 1000


def whose(row: Record) -> str:
    """Say what sort of statement an estimate is and whose word it is."""
    by, name = label(text_of(row["by"])), text_of(row["by_name"])
    return "; ".join(
        part for part in (about_estimate(row), f"{by}: {name}" if name else by) if part
    )


def _estimates(dataset: Dataset) -> Iterator[Block]:
    table = dataset.estimates
    whole = table[table["part_of"].isna()].sort_values("date", ascending=False, kind="stable")
    if whole.empty:
        return
    chosen = dataset.deposits.iloc[0]
    marks = {str(figure): text_of(chosen[f"{figure}_claim"]) for figure in FIGURES}
    parts = table[table["part_of"].notna()]
    columns = (
        Column("Lvl", width=3, whole=True),
        Column("Estimate", ratio=3),
        Column("Basis", width=8),
        Column("Date", width=10, whole=True),
        Column("Source", ratio=1),
    )
    rows = (_estimate_cells(row, parts, marks) for row in whole.to_dict("records"))
    yield Table.of(columns, rows, spaced=True)


def _estimate_cells(row: Record, parts: pd.DataFrame, marks: dict[str, str]) -> tuple[Cell, ...]:
    own = parts[parts["part_of"] == row["claim"]].to_dict("records")
    chosen = " and ".join(figure for figure, claim in marks.items() if claim == row["claim"])
    published = text_of(row["published"])
    again = published and text_of(row["effective"]) and published != row["effective"]
    return (
        level_cell(row["level"]),
        cell(
            strong(f"{chosen} figure" if chosen else ""),
            sentence_of(row),
            muted(whose(row)),
            *(f"{listed(part['categories'])}: {sentence_of(part)}" for part in own),
            *(muted(text) for text in _remarks(row)),
        ),
        basis_cell(row),
        cell(text_of(row["date"]) or "undated", muted(f"stated {published}" if again else "")),
        _source_cell(row),
    )


def _remarks(row: Record) -> Iterator[str]:
    for name, title in _REMARKS.items():
        if text := text_of(row[name]):
            yield f"{title}: {text}"
    if row["summed"] is True:
        yield "figures are our sum of the categories"


_REMARKS: Final = {
    "cut_off": "cut-off",
    "competent_person": "competent person",
    "stated": "as stated",
    "derived_how": "worked out by the compiler",
    "note": "note",
}


def _source_cell(row: Record) -> Cell:
    return cell(
        cited_line({"date": None, **{k: row[k] for k in ("source",)}})[1:],
        muted(text_of(row["at"])),
    )


# Where, who, on what terms, how far


def _positions(dataset: Dataset) -> Iterator[Block]:
    rows = dataset.positions.to_dict("records")
    deposit = dataset.deposits.iloc[0]
    if not rows:
        if reason := text_of(deposit["no_position"]):
            yield Paragraph(line(f"No position: {reason}"))
        return
    shown = (deposit["lat"], deposit["lon"], text_of(deposit["position_source"]))
    rows.sort(key=lambda row: (_is_refuted(row), (row["lat"], row["lon"], row["source"]) != shown))
    columns = (Column("Position", ratio=2), Column("Standing", ratio=3), Column("Source", ratio=2))
    yield Table.of(columns, (_position_cells(row, shown) for row in rows), spaced=True)


def _is_refuted(row: Record) -> bool:
    return bool(row["standing"] == Standing.REFUTED.value)


def _position_cells(row: Record, shown: tuple[Any, ...]) -> tuple[Cell, ...]:
    standing = text_of(row["standing"]) or Standing.ACCEPTED.value
    if (row["lat"], row["lon"], row["source"]) == shown and not _is_refuted(row):
        standing = "chosen"
    reason, note = text_of(row["reason"]), text_of(row["note"])
    accuracy = row["accuracy_m"]
    within: str = "" if pd.isna(accuracy) else f", within {_distance(accuracy)}"
    return (
        cell(_degrees(row["lat"], "N", "S"), _degrees(row["lon"], "E", "W")),
        cell(
            line(strong(standing), f": {label(text_of(row['marks']) or 'unstated')}{within}"),
            reason,
            muted(f"note: {note}" if note else ""),
        ),
        _source_cell(row),
    )


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.4f}° {positive if value >= 0 else negative}"


def _distance(metres: float) -> str:
    return f"{metres:,.0f} m" if metres < _KM else f"{shown_number(metres / _KM, digits=3)} km"


def _in_time(dates: pd.Series) -> pd.Series:
    """Order dates; a month without a day comes after its days, a year after its months."""
    return dates.str.pad(len("2013-09-30"), side="right", fillchar="~")


def _relations(kind: RelationKind) -> Builder:
    def build(dataset: Dataset) -> Iterator[Block]:
        table = dataset.partners
        owners = table["relation"] == RelationKind.OWNER.value
        wanted = owners if kind is RelationKind.OWNER else ~owners
        rows = table[wanted].sort_values("date", key=_in_time, kind="stable")
        if rows.empty:
            return
        columns = (
            Column("Date", width=10, whole=True),
            Column("Party", ratio=2),
            Column("Stage" if kind is RelationKind.PARTNER else "Share", width=10),
            Column("Role and terms", ratio=4),
            Column("Source", ratio=2),
        )
        yield Table.of(columns, (_relation_cells(row, kind) for row in rows.to_dict("records")))

    return build


def _relation_cells(row: Record, kind: RelationKind) -> tuple[Cell, ...]:
    stage, share = text_of(row["stage"]), text_of(row["share_pct_text"])
    held = f"{_figure_text(share)} %" if share else "–"
    role, note = text_of(row["role_text"]), text_of(row["note"])
    return (
        _date_cell(row),
        cell(text_of(row["party"])),
        cell(label(stage) if stage else "–") if kind is RelationKind.PARTNER else cell(held),
        cell(
            f"{label(text_of(row['role']))}{f': {role}' if role else ''}",
            text_of(row["terms"]),
            text_of(row["stage_text"]),
            muted(f"note: {note}" if note else ""),
        ),
        _source_cell(row),
    )


def _date_cell(row: Record) -> Cell:
    return cell(text_of(row["date"]) or "undated")


def _figure_text(text: str) -> str:
    try:
        return Quantity.parse(text).shown()
    except UnreadableQuantity:
        return text


def _dated(table: str, title: str, what: Callable[[Record], Cell]) -> Builder:
    """Return what tabulates the claims of a table by date: date, `what` under a title, source."""

    def build(dataset: Dataset) -> Iterator[Block]:
        ordered = getattr(dataset, table).sort_values("date", key=_in_time, kind="stable")
        rows = ordered.to_dict("records")
        if rows:
            columns = (
                Column("Date", width=10, whole=True),
                Column(title, ratio=4),
                Column("Source", ratio=2),
            )
            cells = ((_date_cell(row), what(row), _source_cell(row)) for row in rows)
            yield Table.of(columns, cells)

    return build


def _condition(row: Record) -> Cell:
    what = f"{text_of(row['party'])}: {label(text_of(row['condition']))}"
    return cell(strong(what), text_of(row["condition_text"]))


def _plant(row: Record) -> Cell:
    flows = [
        f"{_figure_text(text)} t/y of {what}"
        for name, what in (("ore_t_per_y", "ore"), ("reo_t_per_y", "REO"))
        if (text := text_of(row[f"{name}_text"]))
    ]
    for product in text_of(row["other_t_per_y"]).split(LIST_SEPARATOR):
        what, _, text = product.rpartition(" ")
        flows += [f"{_figure_text(text)} t/y of {what}"] if what else []
    note = text_of(row["note"])
    return cell(
        line(strong(text_of(row["name"])), f" ({text_of(row['stage'])})"),
        ", ".join(flows),
        muted(f"note: {note}" if note else ""),
    )


def _status(row: Record) -> Cell:
    return cell(strong(label(text_of(row["status"]))), text_of(row["status_text"]))


def _oxides(row: Record) -> Cell:
    shares = [
        f"{oxide} {_figure_text(text)}"
        for oxide in OXIDES
        if (text := text_of(row[f"{oxide}_text"]))
    ]
    return cell(", ".join(shares))


def _waivers(dataset: Dataset) -> Iterator[Block]:
    rows = dataset.waivers.to_dict("records")
    if rows:
        yield Items(tuple(cell(line(strong(row["code"]), f": {row['reason']}")) for row in rows))


SECTIONS: Final[tuple[tuple[str, Builder], ...]] = (
    ("Estimates", _estimates),
    ("Positions", _positions),
    ("Owners", _relations(RelationKind.OWNER)),
    ("Partners", _relations(RelationKind.PARTNER)),
    ("Conditions", _dated("conditions", "Condition", _condition)),
    ("Plants", _dated("plants", "Plant", _plant)),
    ("Status", _dated("status", "Status", _status)),
    ("Oxide distribution", _dated("oxides", "% of TREO", _oxides)),
    ("Accepted findings", _waivers),
)
