"""What the checks found, as a section of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from geodeposits.checks import RULES, CheckRun
from geodeposits.checks.formats import counts_sentence, visible
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.report.document import (
    Block,
    Cell,
    Column,
    Items,
    Line,
    Paragraph,
    Section,
    Span,
    Table,
    cell,
    line,
    muted,
    strong,
)

__all__ = ["by_severity", "finding_items", "findings_section"]

FIRST: Final = 20


def findings_section(dataset: Dataset, run: CheckRun | None) -> Section:
    """Say what the checks found; without a run, only what the reader had to say."""
    title = "What the checks found"
    if run is None:
        return Section(title, tuple(_unchecked(dataset)))
    return Section(title, tuple(_checked(run)))


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, errors first, then warnings, each in the order of a report."""
    return sorted(findings, key=lambda finding: (-finding.severity.rank, finding.sort_key))


def finding_items(findings: Iterable[Finding]) -> Items:
    """List findings, each with its place, code and message; a waived one with the reason."""
    return Items(tuple(_item(finding) for finding in findings))


def _unchecked(dataset: Dataset) -> Iterator[Block]:
    yield Paragraph(line("The rules were not run for this report."))
    if dataset.reading:
        number = len(dataset.reading)
        noun = "complaint" if number == 1 else "complaints"
        yield Paragraph(line(f"Reading the input gave {number:,} {noun}:"))
        yield from _first(by_severity(dataset.reading))


def _checked(run: CheckRun) -> Iterator[Block]:
    yield Paragraph(line(f"{counts_sentence(run)}."))
    if run.findings:
        yield _by_code(run.findings)
    if serious := run.failing(Severity.WARNING):
        yield Paragraph(line(strong("Errors and warnings")))
        yield from _first(by_severity(serious))
    if run.waived:
        yield Paragraph(line(strong("Waived, with the reason")))
        yield from _first(by_severity(run.waived))


def _first(findings: list[Finding]) -> Iterator[Block]:
    yield finding_items(findings[:FIRST])
    if len(findings) > FIRST:
        left = len(findings) - FIRST
        yield Paragraph(line(muted(f"The first {FIRST}; {left:,} more in `geodeposits check`.")))


def _by_code(findings: Iterable[Finding]) -> Table:
    counted: Counter[tuple[int, str, Severity]] = Counter()
    waived: Counter[tuple[int, str, Severity]] = Counter()
    for finding in findings:
        key = (-finding.severity.rank, finding.code, finding.severity)
        (waived if finding.waived else counted)[key] += 1
    columns = (
        Column("Severity", width=9, whole=True),
        Column("Code", width=6, whole=True),
        Column("Found", right=True, width=6),
        Column("Waived", right=True, width=6),
        Column("What the rule looks for"),
    )
    keys = sorted({*counted, *waived})
    return Table.of(columns, (_code_row(key, counted[key], waived[key]) for key in keys))


def _code_row(key: tuple[int, str, Severity], found: int, waived: int) -> tuple[Cell, ...]:
    _, code, severity = key
    return (
        cell(Span(severity.value, severity.value)),
        cell(code),
        cell(f"{found:,}" if found else "–"),
        cell(f"{waived:,}" if waived else "–"),
        cell(_what(code)),
    )


def _what(code: str) -> str:
    return RULES[code].what.partition(". ")[0].rstrip(".") if code in RULES else ""


def _item(finding: Finding) -> Cell:
    head: Line = line(
        Span(visible(finding.severity.value), finding.severity.value),
        f" {finding.code} ",
        muted(finding.origin or finding.claim or finding.deposit),
    )
    return cell(head, finding.message, muted(f"waived: {finding.waived}" if finding.waived else ""))
