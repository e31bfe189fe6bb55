"""A run as JUnit XML, which build servers show among their tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from geodeposits.checks.formats.characters import visible
from geodeposits.checks.registry import RULES
from geodeposits.finding import Finding, Severity

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun

__all__ = ["to_junit"]

_NO_XML: Final = re.compile("[\ufffe\uffff]")
"""What XML 1.0 does not allow, beside the control characters and surrogates that are shown."""


def to_junit(run: CheckRun, fail_on: Severity | None = Severity.ERROR) -> str:
    """Write a run as JUnit XML: a suite a rule, a case a finding, a passed case a rule without.

    A finding at or above `fail_on` is a failure whose type is its severity (none is, without
    `fail_on`); a waived one is skipped with the waiver's reason; any other passes, and says what
    was found in `system-out`.
    """
    by_code: dict[str, list[Finding]] = {code: [] for code in run.rules}
    for finding in run.findings:
        by_code.setdefault(finding.code, []).append(finding)
    failing = set() if fail_on is None else {s for s in Severity if s.rank >= fail_on.rank}
    suites = [_suite(code, findings, failing) for code, findings in by_code.items()]
    failures = sum(_fails(finding, failing) for finding in run.findings)
    tests = sum(max(len(findings), 1) for findings in by_code.values())
    counts = f'tests="{tests}" failures="{failures}" errors="0"'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="geodeposits" {counts}>\n'
    return head + "".join(suites) + "</testsuites>\n"


def _suite(code: str, findings: list[Finding], failing: set[Severity]) -> str:
    name = f"{code} {RULES[code].name}" if code in RULES else code
    failures = sum(_fails(finding, failing) for finding in findings)
    skipped = sum(bool(finding.waived) for finding in findings)
    cases = "".join(_case(finding, failing) for finding in findings)
    if not findings:
        cases = f'    <testcase classname="geodeposits.{code}" name="nothing found"/>\n'
    counts = f'tests="{max(len(findings), 1)}" failures="{failures}" errors="0" skipped="{skipped}"'
    return f"  <testsuite name={_quoted(name)} {counts}>\n{cases}  </testsuite>\n"


def _fails(finding: Finding, failing: set[Severity]) -> bool:
    return finding.severity in failing and not finding.waived


def _case(finding: Finding, failing: set[Severity]) -> str:
    about = finding.claim or finding.deposit
    name = " ".join(part for part in (finding.origin, about) if part) or "dataset"
    head = f"<testcase classname={_quoted(f'geodeposits.{finding.code}')} name={_quoted(name)}>"
    return f"    {head}{''.join(_outcome(finding, failing))}</testcase>\n"


def _outcome(finding: Finding, failing: set[Severity]) -> Iterator[str]:
    kind, message = finding.severity.value, finding.message
    if finding.waived:
        yield f"<skipped message={_quoted(f'waived: {finding.waived}')}/>"
    if _fails(finding, failing):
        yield f'<failure type="{kind}" message={_quoted(message)}>{_text(message)}</failure>'
    else:
        yield f"<system-out>{_text(f'{kind}: {message}')}</system-out>"


def _quoted(text: str) -> str:
    return quoteattr(_plain(text))


def _text(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    return _NO_XML.sub(lambda match: f"<U+{ord(match[0]):04X}>", visible(text))
