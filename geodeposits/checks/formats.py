"""How a run of the rules is written: one line a finding, or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from geodeposits.finding import Finding, Severity

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun

__all__ = ["concise", "counts_sentence", "escaped", "to_json"]


def concise(run: CheckRun) -> str:
    """Write `origin: CODE message`, one line a finding, and a last line with the counts.

    A finding without an origin begins with its claim or its deposit. Waived findings are counted,
    not shown. Characters that do not print (line breaks, escapes, bidi controls) are spelled out,
    so that no text from the data can leave its line or steer a terminal.
    """
    lines = [_line(finding) for finding in run.findings if not finding.waived]
    return "\n".join([*lines, counts_sentence(run)]) + "\n"


def counts_sentence(run: CheckRun) -> str:
    """Return the counts of a run in words: "1 error, 0 warnings, 2 notes, 3 waived (25 rules)"."""
    counted = run.counts()
    words = [
        _counted(counted[severity], severity.value)
        for severity in sorted(Severity, key=lambda s: -s.rank)
    ]
    return f"{', '.join(words)}, {len(run.waived)} waived ({_counted(len(run.rules), 'rule')})"


def to_json(run: CheckRun) -> str:
    r"""Write a run as JSON: keys sorted, lines ended by LF, the same text for the same run.

    An object with `findings` (a list of objects with `claim`, `code`, `deposit`, `field`,
    `message`, `origin`, `severity`, `waived`, all texts, empty where unknown; `waived` is the
    reason of the waiver), `rules` (the codes that were run, sorted) and `summary` (the numbers of
    `error`, `warning` and `note` that are not waived, and of `waived`). Characters that do not
    print are written as `\u....`.
    """
    content = {
        "summary": {**{s.value: n for s, n in run.counts().items()}, "waived": len(run.waived)},
        "rules": list(run.rules),
        "findings": [asdict(finding) for finding in run.findings],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    lines = (_spelled(line, lambda c: json.dumps(c)[1:-1]) for line in text.split("\n"))
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""Spell out the characters of a text that do not print: `\n`, `\x1b`, `\u202e`."""
    return _spelled(text, lambda c: c.encode("unicode_escape", "surrogatepass").decode("ascii"))


def _line(finding: Finding) -> str:
    place = finding.origin or finding.claim or finding.deposit or "dataset"
    return escaped(f"{place}: {finding.code} {finding.message}")


def _spelled(text: str, spell: Callable[[str], str]) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else spell(c) for c in text)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
