"""What the checks found, as a section of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from geodeposits.checks import RULES, CheckRun
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
    foreign,
    line,
    muted,
    strong,
)
from geodeposits.report.phrases import joined
from geodeposits.report.rule_titles import rule_title
from geodeposits.report.whole_words import REPORT_WORDS, ReportWords
from geodeposits.speech import Language, speech

__all__ = ["by_severity", "finding_items", "findings_section"]

FIRST: Final = 20


def findings_section(dataset: Dataset, run: CheckRun | None, lang: Language = "en") -> Section:
    """Say what the checks found; without a run, only what the reader had to say."""
    title = REPORT_WORDS[lang].findings
    if run is None:
        return Section(title, tuple(_unchecked(dataset, lang)))
    return Section(title, tuple(_checked(run, lang)))


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, errors first, then warnings, each in the order of a report."""
    return sorted(findings, key=lambda finding: (-finding.severity.rank, finding.sort_key))


def finding_items(findings: Iterable[Finding], lang: Language = "en") -> Items:
    """List findings, each with its place, code and message; a waived one with the reason."""
    return Items(tuple(_item(finding, lang) for finding in findings))


def _unchecked(dataset: Dataset, lang: Language) -> Iterator[Block]:
    words = REPORT_WORDS[lang]
    yield Paragraph(line(words.unchecked))
    if dataset.reading:
        number = len(dataset.reading)
        noun = words.counted["complaint"][number != 1]
        complaints = f"{speech(lang).integer(number)} {noun}"
        yield Paragraph(line(words.complaints.format(complaints=complaints)))
        yield from _first(by_severity(dataset.reading), lang)


def _checked(run: CheckRun, lang: Language) -> Iterator[Block]:
    words = REPORT_WORDS[lang]
    yield Paragraph(line(f"{words.counts(run)}."))
    if run.findings:
        yield _by_code(run.findings, lang)
    if serious := run.failing(Severity.WARNING):
        yield Paragraph(line(strong(words.serious)))
        yield from _first(by_severity(serious), lang)
    if run.waived:
        yield Paragraph(line(strong(words.waived_with)))
        yield from _first(by_severity(run.waived), lang)


def _first(findings: list[Finding], lang: Language) -> Iterator[Block]:
    yield finding_items(findings[:FIRST], lang)
    if len(findings) > FIRST:
        left = speech(lang).integer(len(findings) - FIRST)
        more = REPORT_WORDS[lang].more_found.format(shown=FIRST, left=left)
        yield Paragraph(line(muted(more)))


def _by_code(findings: Iterable[Finding], lang: Language) -> Table:
    counted: Counter[tuple[int, str, Severity]] = Counter()
    waived: Counter[tuple[int, str, Severity]] = Counter()
    for finding in findings:
        key = (-finding.severity.rank, finding.code, finding.severity)
        (waived if finding.waived else counted)[key] += 1
    words = REPORT_WORDS[lang]
    columns = (
        Column(words.column_severity, width=9, whole=True),
        Column(words.column_code, width=6, whole=True),
        Column(words.column_found, right=True, width=max(6, len(words.column_found))),
        Column(words.column_waived, right=True, width=6),
        Column(words.column_what),
    )
    keys = sorted({*counted, *waived})
    rows = (_code_row(key, counted[key], waived[key], lang) for key in keys)
    return Table.of(columns, rows)


def _code_row(
    key: tuple[int, str, Severity], found: int, waived: int, lang: Language
) -> tuple[Cell, ...]:
    _, code, severity = key
    numbers = (speech(lang).integer(number) if number else "–" for number in (found, waived))
    return (
        cell(_severity(severity, REPORT_WORDS[lang])),
        cell(code),
        *map(cell, numbers),
        cell(_what(code, lang)),
    )


def _severity(severity: Severity, words: ReportWords) -> Span:
    return Span(words.severities[severity.value], severity.value)


def _what(code: str, lang: Language) -> str:
    if title := rule_title(code, lang):
        return title
    return RULES[code].what.partition(". ")[0].rstrip(".") if code in RULES else ""


def _item(finding: Finding, lang: Language) -> Cell:
    words, title = REPORT_WORDS[lang], rule_title(finding.code, lang)
    head: Line = line(
        _severity(finding.severity, words),
        f" {finding.code}{f', {title}' if title else ''} ",
        muted(finding.origin or finding.claim or finding.deposit),
    )
    return cell(head, foreign(finding.message, lang), _reason(finding, words, lang))


def _reason(finding: Finding, words: ReportWords, lang: Language) -> Line:
    """Say why a finding is accepted, which is a text of the data."""
    if not finding.waived:
        return ()
    return joined(muted(f"{words.waived}: "), foreign(finding.waived, lang, "muted"))
