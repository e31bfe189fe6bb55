"""What the checks found, as a section of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol

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
from geodeposits.report.plain import visible

__all__ = ["Run", "by_severity", "counts_sentence", "finding_items", "findings_section"]

FIRST: Final = 20


class Run(Protocol):
    """What the report needs of a run of the rules (`geodeposits.checks.CheckRun`)."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the waived ones among them."""

    def counts(self) -> Mapping[Severity, int]:
        """Return the number of findings by severity, without the waived ones."""


def findings_section(dataset: Dataset, run: Run | None) -> Section:
    """Say what the checks found; without a run, only what the reader had to say."""
    title = "What the checks found"
    if run is None:
        return Section(title, tuple(_unchecked(dataset)))
    return Section(title, tuple(_checked(run)))


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, errors first, then warnings, each in the order of a report."""
    return sorted(findings, key=lambda finding: (-finding.severity.rank, finding.sort_key))


def counts_sentence(counts: Mapping[Severity, int], waived: int) -> str:
    """Write counts as "1 error, 2 warnings, 0 notes; 1 waived"."""
    words = (
        f"{counts.get(severity, 0):,} {severity.value}{'' if counts.get(severity, 0) == 1 else 's'}"
        for severity in reversed(Severity)
    )
    return f"{', '.join(words)}; {waived:,} waived"


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


def _checked(run: Run) -> Iterator[Block]:
    open_ones = [finding for finding in run.findings if not finding.waived]
    waived = [finding for finding in run.findings if finding.waived]
    yield Paragraph(line(f"{counts_sentence(run.counts(), len(waived))}."))
    if run.findings:
        yield _by_code(run.findings)
    serious = [finding for finding in open_ones if finding.severity is not Severity.NOTE]
    if serious:
        yield Paragraph(line(strong("Errors and warnings")))
        yield from _first(by_severity(serious))
    if waived:
        yield Paragraph(line(strong("Waived, with the reason")))
        yield from _first(by_severity(waived))


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
    from geodeposits.checks import RULES

    return RULES[code].what.partition(". ")[0].rstrip(".") if code in RULES else ""


def _item(finding: Finding) -> Cell:
    head: Line = line(
        Span(visible(finding.severity.value), finding.severity.value),
        f" {finding.code} ",
        muted(finding.origin or finding.claim or finding.deposit),
    )
    return cell(head, finding.message, muted(f"waived: {finding.waived}" if finding.waived else ""))
