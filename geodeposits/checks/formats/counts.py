"""How many findings there are: by severity, and by rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from geodeposits.checks.registry import RULES
from geodeposits.finding import Finding, Severity

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun

__all__ = ["counts_record", "counts_sentence", "statistics", "statistics_records"]


def counts_sentence(run: CheckRun) -> str:
    """Return the counts of a run in words: "1 error, 0 warnings, 2 notes, 3 waived (25 rules)".

    A run over nothing says so: "(25 rules, 0 records)".
    """
    words = [_counted(number, severity.value) for severity, number in run.counts().items()]
    rules = _counted(len(run.rules), "rule") + (", 0 records" if run.records == 0 else "")
    return f"{', '.join(words)}, {len(run.waived):,} waived ({rules})"


def counts_record(run: CheckRun) -> dict[str, int]:
    """Return the numbers of `error`, `warning` and `note` not waived, and of `waived`."""
    counts = {severity.value: number for severity, number in run.counts().items()}
    return {**counts, "waived": len(run.waived)}


def statistics_records(run: CheckRun) -> list[dict[str, Any]]:
    """Return `code`, `name`, `severity`, `found` (not waived) and `waived`, a record a kind.

    A rule whose findings differ in severity has a record for each. Sorted by severity, errors
    first, then by number found, then by code.
    """
    found: Counter[tuple[Severity, str]] = Counter()
    waived: Counter[tuple[Severity, str]] = Counter()
    for finding in run.findings:
        (waived if finding.waived else found)[_kind(finding)] += 1
    kinds = sorted({*found, *waived}, key=lambda kind: (-kind[0].rank, -found[kind], kind[1]))
    return [
        {
            "code": code,
            "name": RULES[code].name if code in RULES else "",
            "severity": severity.value,
            "found": found[severity, code],
            "waived": waived[severity, code],
        }
        for severity, code in kinds
    ]


def statistics(run: CheckRun) -> str:
    """Write how often each rule found something, a line a rule and severity, then the counts."""
    lines = [
        f"{row['found']:>8,}  {row['waived']:>6,}  {row['severity']:<8}  "
        f"{row['code']}  {row['name']}"
        for row in statistics_records(run)
    ]
    head = [f"{'found':>8}  {'waived':>6}  {'severity':<8}  {'code':<5}  rule"] if lines else []
    return "\n".join(line.rstrip() for line in [*head, *lines, counts_sentence(run)]) + "\n"


def _kind(finding: Finding) -> tuple[Severity, str]:
    return finding.severity, finding.code


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
