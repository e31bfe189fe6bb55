"""The sheet of one deposit: its two figures, then every claim with its level and its source."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, Final

import pandas as pd
from rich.console import Console

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import json_text, visible
from geodeposits.dataset import SCHEMAS, Dataset
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.errors import UnknownDeposit
from geodeposits.report.claims import SECTIONS, whose
from geodeposits.report.contents import figure_record
from geodeposits.report.document import (
    Block,
    Cell,
    Document,
    Facts,
    Paragraph,
    Section,
    Sources,
    cell,
    line,
    muted,
    strong,
)
from geodeposits.report.findings import by_severity, finding_items
from geodeposits.report.markdown import markdown
from geodeposits.report.page import page
from geodeposits.report.phrases import (
    cited_line,
    country_shown,
    source_entries,
)
from geodeposits.report.plain import text_of
from geodeposits.report.records import (
    finding_records,
    report_record,
    schema_records,
)
from geodeposits.report.terminal import print_document, printed_text
from geodeposits.summary import FIGURES, by_contained_reo
from geodeposits.vocab import LEVEL_MEANING, EvidenceLevel
from geodeposits.wording import basis_name, label

__all__ = ["DepositSheet"]

Record = dict[Hashable, Any]


class DepositSheet:
    """Everything that a dataset of one deposit holds, for reading.

    Raises UnknownDeposit for a dataset without a deposit, ValueError for one of several.
    """

    def __init__(self, dataset: Dataset, run: CheckRun | None = None) -> None:
        if not len(dataset):
            raise UnknownDeposit("", choices=())
        if dataset.deposits["id"].nunique() > 1:
            raise ValueError("a sheet is for one deposit: ask for dataset.deposit(id)")
        self._dataset, self._run = dataset, run
        self._summary = by_contained_reo(dataset)
        self.document = _document(dataset, self._summary.to_dict("records")[0], run)

    def print(self, console: Console) -> None:
        """Print on a console of 80 columns or more; only addresses run on past the edge."""
        print_document(self.document, console)

    def text(self, width: int = 100) -> str:
        """Return plain text without colour, `width` characters wide (80 at least)."""
        return printed_text(self.document, width=max(width, 80))

    def markdown(self) -> str:
        """Return GitHub-flavoured Markdown."""
        return f"<!-- geodeposits show -->\n\n{markdown(self.document)}"

    def html(self) -> str:
        """Return one self-contained HTML page without script."""
        return page(self.document)

    def json(self) -> str:
        """Return JSON: the deposit's summary and every table of claims.

        Keys: `generator`, `dataset` (`title`, `version`, `as_of`, `licence`), `deposit` (the row of
        the table of deposits), `headline` and `documented` (as in `Report.json`, without rank),
        then each table of `SCHEMAS` but the deposits as a list of rows with quantities as
        intervals {`low`, `best`, `high`, `text`}, and `findings` (null without a run).
        """
        return json_text(self.record())

    def record(self) -> dict[str, Any]:
        """Return what `json` writes as plain data."""
        whole = report_record(self._dataset, self._summary, None)
        (summary, *_) = whole["deposits"]
        tables = dict(self._dataset.tables())
        (deposit, *_) = schema_records(tables.pop("deposits"), SCHEMAS["deposits"])
        head = {k: v for k, v in deposit.items() if not k.startswith(tuple(FIGURES))}
        return {
            "generator": "geodeposits show",
            "dataset": {name: whole[name] for name in ("title", "version", "as_of", "licence")},
            "deposit": head,
            **{figure: _unranked(summary[figure]) for figure in FIGURES},
            **{name: schema_records(table, SCHEMAS[name]) for name, table in tables.items()},
            "findings": None if self._run is None else finding_records(self._run),
        }


def _unranked(figure: dict[str, Any] | None) -> dict[str, Any] | None:
    """Drop what compares a figure with those of other deposits, which are not here."""
    if figure is None:
        return None
    return {name: value for name, value in figure.items() if name not in {"rank", "group"}}


def _document(dataset: Dataset, summary: Record, run: CheckRun | None) -> Document:
    info, deposit = dataset.info, pd.DataFrame(dataset.deposits).to_dict("records")[0]
    sections = (Section(title, tuple(make(dataset))) for title, make in SECTIONS)
    findings = () if run is None else (Section("Findings", tuple(_findings(run))),)
    return Document(
        title=visible(deposit["name"]),
        lead=(
            *_lead(deposit),
            line(muted(f"From {info.title}, {info.version}, as of {info.as_of}")),
        ),
        sections=(
            Section("Figures", tuple(_figures(summary))),
            *(section for section in sections if section.blocks),
            *findings,
            Section("Sources", (Sources(source_entries(dataset.sources)),)),
        ),
    )


def _lead(deposit: Record) -> Iterator[tuple[Any, ...]]:
    place = ", ".join(
        p for p in (text_of(deposit["admin1"]), country_shown(deposit["country"])) if p
    )
    yield line(
        " · ".join((text_of(deposit["id"]), place, label(text_of(deposit["type"]) or "unknown")))
    )
    if status := text_of(deposit["status"]):
        date = text_of(deposit["status_date"])
        yield line(f"Status: {label(status)}", muted(f" ({date})" if date else ""))
    for name, title in _NAMED.items():
        if text := text_of(deposit[name]):
            shown = text if name == "scope_note" else ", ".join(text.split(LIST_SEPARATOR))
            yield line(muted(f"{title}: {shown}"))


_NAMED: Final = {
    "aliases": "Also",
    "minerals": "Minerals",
    "by_products": "By-products",
    "scope_note": "Scope",
}


# Figures and estimates


def _figures(summary: Record) -> Iterator[Block]:
    yield Facts(
        tuple((figure.capitalize(), _figure(figure_record(summary, figure))) for figure in FIGURES)
    )
    if summary["same"]:
        yield Paragraph(line(muted("Headline and documented figure are the same estimate.")))


def _figure(figure: Record) -> Cell:
    if not text_of(figure["claim"]):
        return cell(muted("no estimate"))
    level = text_of(figure["level"])
    meaning = LEVEL_MEANING[EvidenceLevel(level)] if level in list(EvidenceLevel) else "unstated"
    members = text_of(figure["members"]) or None
    return cell(
        strong(text_of(figure["sentence"])),
        line(f"level {level or '–'}: {meaning}"),
        line(f"basis: {basis_name(text_of(figure['basis']), members)}"),
        muted(whose(figure)),
        cited_line(figure, at=True),
    )


def _findings(run: CheckRun) -> Iterator[Block]:
    if run.findings:
        yield finding_items(by_severity(run.findings))
    else:
        yield Paragraph(line("None."))
