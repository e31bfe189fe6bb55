"""How a run of the rules is written: one line a finding, or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun

__all__ = [
    "concise",
    "counts_record",
    "counts_sentence",
    "json_text",
    "to_github",
    "to_json",
    "unreadable_command",
    "visible",
]

_STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""C0 and C1 controls, marks and controls of direction, separators of lines, lone surrogates."""
_PICTURES: Final = 0x2400  # block "Control Pictures": U+2400 NULL to U+241F, U+2421 DELETE
_DELETE: Final = 0x7F
_SPACE: Final = 0x20


def concise(run: CheckRun) -> str:
    """Write `origin: CODE message`, one line a finding, and a last line with the counts.

    A finding without an origin begins with its claim or its deposit. Waived findings are counted,
    not shown. Line breaks, escapes and the like are made `visible`, so that no text from the data
    can leave its line or steer a terminal.
    """
    lines = [_line(finding) for finding in run.findings if not finding.waived]
    return "\n".join([*lines, counts_sentence(run)]) + "\n"


def to_github(run: CheckRun) -> str:
    """Write a run as workflow commands, which GitHub shows at the lines of a pull request.

    One `::error file=…,line=…,title=…::message` a finding that is not waived, then the counts as
    plain text. What has a meaning in a command is escaped as `%25`, `%0D`, `%0A`, `%3A`, `%2C`.
    """
    lines = [_command(finding) for finding in run.findings if not finding.waived]
    return "\n".join([*lines, counts_sentence(run)]) + "\n"


def unreadable_command(error: UnreadableFile) -> str:
    """Write a file that stopped the reading as a workflow command at its line."""
    places = {"file": error.path.as_posix(), **({"line": str(error.line)} if error.line else {})}
    why = str(error).removeprefix(f"{error.path}").lstrip(":0123456789").strip()
    return _written("error", {**places, "title": "unreadable"}, why) + "\n"


def _command(finding: Finding) -> str:
    kind = {"note": "notice"}.get(finding.severity.value, finding.severity.value)
    path, _, line = finding.origin.rpartition(":")
    about = finding.claim or finding.deposit
    places = {"file": path, "line": line} if path and line.isdigit() else {}
    return _written(kind, {**places, "title": f"{finding.code} {about}".strip()}, finding.message)


def _written(kind: str, named: Mapping[str, str], message: str) -> str:
    properties = ",".join(f"{name}={_escaped(text, in_name=True)}" for name, text in named.items())
    return f"::{kind} {properties}::{_escaped(message)}"


def _escaped(text: str, *, in_name: bool = False) -> str:
    signs = {"%": "%25", "\r": "%0D", "\n": "%0A", **({":": "%3A", ",": "%2C"} if in_name else {})}
    return visible("".join(signs.get(letter, letter) for letter in text))


def counts_sentence(run: CheckRun) -> str:
    """Return the counts of a run in words: "1 error, 0 warnings, 2 notes, 3 waived (25 rules)"."""
    words = [_counted(number, severity.value) for severity, number in run.counts().items()]
    rules = _counted(len(run.rules), "rule")
    return f"{', '.join(words)}, {len(run.waived):,} waived ({rules})"


def counts_record(run: CheckRun) -> dict[str, int]:
    """Return the numbers of `error`, `warning` and `note` not waived, and of `waived`."""
    counts = {severity.value: number for severity, number in run.counts().items()}
    return {**counts, "waived": len(run.waived)}


def to_json(run: CheckRun) -> str:
    r"""Write a run as JSON: keys sorted, lines ended by LF, the same text for the same run.

    An object with `findings` (a list of objects with `claim`, `code`, `deposit`, `field`,
    `message`, `origin`, `severity`, `waived`, all texts, empty where unknown; `waived` is the
    reason of the waiver), `rules` (the codes that were run, sorted) and `summary` (the numbers of
    `error`, `warning` and `note` that are not waived, and of `waived`). Control characters and the
    like are written as `\u....`.
    """
    content = {
        "summary": counts_record(run),
        "rules": list(run.rules),
        "findings": [asdict(finding) for finding in run.findings],
    }
    return json_text(content, sort_keys=True)


def json_text(content: Mapping[str, Any], *, sort_keys: bool = False) -> str:
    r"""Write JSON, indented by two, with LF at its end; what `visible` shows is `\u....` here."""
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, sort_keys=sort_keys)
    lines = (_STEERING.sub(lambda c: f"\\u{ord(c[0]):04x}", line) for line in text.split("\n"))
    return "\n".join(lines) + "\n"


def visible(text: str) -> str:
    """Show what would steer a terminal or reorder a line: ESC as "␛", others as "<U+202E>".

    Covers C0 and C1 controls, separators of lines and paragraphs, marks and controls of direction,
    and lone surrogates. Everything else stays as it is.
    """
    return _STEERING.sub(lambda match: _shown(match[0]), text)


def _shown(letter: str) -> str:
    number = ord(letter)
    if number < _SPACE:
        return chr(_PICTURES + number)
    if number == _DELETE:
        return "\u2421"
    return f"<U+{number:04X}>"


def _line(finding: Finding) -> str:
    place = finding.origin or finding.claim or finding.deposit or "dataset"
    return visible(f"{place}: {finding.code} {finding.message}")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
