"""A run for people: a line a finding, or each finding with its text and the reason for the rule."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geodeposits.checks.formats.characters import visible
from geodeposits.checks.formats.counts import counts_sentence
from geodeposits.checks.formats.excerpt import Excerpt, Excerpts, no_excerpt, place_of
from geodeposits.checks.registry import RULES
from geodeposits.finding import Finding, Severity

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun

__all__ = ["concise", "full"]

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
"""Red, yellow, cyan: parameters of "select graphic rendition", ECMA-48 8.3.117."""
_WIDEST: Final = 100  # columns of a quoted line; a longer one is cut around what is meant
_BEFORE: Final = 40  # columns that are left before it
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'`(])")


def concise(
    run: CheckRun, excerpts: Excerpts = no_excerpt, *, notes: bool = False, colour: bool = False
) -> str:
    """Write `origin: severity CODE message`, a line a finding, and a last line with the counts.

    A finding in a row of a table ends with the record's own id and the column, `[usgs-8181
    Latitude]`; in a seed the file and the line say it. A rule's only note has a line; several notes
    of a rule are counted in one line at the end, unless `notes` asks for each. A finding without
    an origin begins with its claim or its deposit. Waived findings are counted, not shown. Line
    breaks, escapes and the like are made `visible`, so that no text from the data can leave its
    line or steer a terminal; `colour` paints severities and codes.
    """
    open_ones = [finding for finding in run.findings if not finding.waived]
    counted = {} if notes else _many_notes(open_ones)
    lines = [
        _line(finding, excerpts, colour=colour)
        for finding in open_ones
        if not _is_counted(finding, counted)
    ]
    if counted:
        listed = ", ".join(f"{code} {number:,}" for code, number in counted.items())
        lines.append(f"notes: {listed}; --format full or --select shows them")
    return "\n".join([*lines, counts_sentence(run)]) + "\n"


def full(run: CheckRun, excerpts: Excerpts = no_excerpt, *, colour: bool = False) -> str:
    """Write each finding with its place, its record, the text it is about, and why that matters.

    What is meant in the text is underlined where it can be found. Waived findings are counted.
    `colour` paints the codes by severity.
    """
    blocks = [
        "\n".join(_block(finding, excerpts(finding), colour=colour))
        for finding in run.findings
        if not finding.waived
    ]
    return "\n\n".join([*blocks, counts_sentence(run)]) + "\n"


def _many_notes(findings: list[Finding]) -> dict[str, int]:
    """Return how many notes the rules have that have more than one, the most first."""
    notes = Counter(f.code for f in findings if f.severity is Severity.NOTE)
    many = [(code, number) for code, number in notes.items() if number > 1]
    return dict(sorted(many, key=lambda kind: (-kind[1], kind[0])))


def _is_counted(finding: Finding, counted: dict[str, int]) -> bool:
    return finding.severity is Severity.NOTE and finding.code in counted


def _line(finding: Finding, excerpts: Excerpts, *, colour: bool) -> str:
    place = finding.origin or finding.claim or finding.deposit or "dataset"
    kind = f"{finding.severity} {visible(finding.code)}"
    code = _painted(kind, finding.severity, colour=colour)
    row = _row(finding, excerpts)
    return f"{visible(place)}: {code} {visible(finding.message)}{visible(row)}"


def _row(finding: Finding, excerpts: Excerpts) -> str:
    """Return the record and the column of a finding in a row of a table."""
    path = finding.origin.rpartition(":")[0]
    if not path or path.endswith(".toml"):
        return ""
    excerpt = excerpts(finding) if finding.field else None
    column = (excerpt.heading if excerpt else "") or finding.field
    named = " ".join(part for part in (finding.deposit or finding.claim, column) if part)
    return f" [{named}]" if named else ""


def _block(finding: Finding, excerpt: Excerpt | None, *, colour: bool) -> Iterator[str]:
    head = visible(f"{finding.code} {finding.severity}")
    yield f"{_painted(head, finding.severity, colour=colour)}: {visible(finding.message)}"
    if place := _place(finding, excerpt):
        yield f"  at   {visible(place)}"
    if record := ", ".join(_record(finding, excerpt)):
        yield f"  of   {visible(record)}"
    if excerpt is not None:
        yield from _quoted(excerpt)
    if why := _why(finding.code):
        yield f"  why  {visible(why)}"


def _painted(text: str, severity: Severity, *, colour: bool) -> str:
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if colour else text


def _place(finding: Finding, excerpt: Excerpt | None) -> str:
    path, line = place_of(finding, excerpt)
    if not line:
        return path
    column = f":{excerpt.column}" if excerpt and excerpt.length else ""
    return f"{path}:{line}{column}"


def _record(finding: Finding, excerpt: Excerpt | None) -> Iterator[str]:
    """Yield the record's own id, the claim where it is more than that, and the field."""
    if finding.deposit:
        yield finding.deposit
    if finding.claim and finding.claim != finding.deposit:
        yield f"claim {finding.claim}"
    if excerpt and excerpt.heading:
        yield f"column {excerpt.heading}"
    elif finding.field:
        yield f"field {finding.field}"


def _quoted(excerpt: Excerpt) -> Iterator[str]:
    """Yield a line of a file with its number, and below it what is meant."""
    start, part = excerpt.column - 1, max(excerpt.length, 0)
    before, meant = visible(excerpt.text[:start]), visible(excerpt.text[start : start + part])
    after = visible(excerpt.text[start + part :])
    if _width(before) + _width(meant) + _width(after) > _WIDEST:
        before = f"…{before[-_BEFORE:]}" if len(before) > _BEFORE else before
        meant = f"{meant[: _BEFORE - 1]}…" if len(meant) > _BEFORE else meant
        left = _WIDEST - len(before) - len(meant)
        after = f"{after[: left - 1]}…" if len(after) > left else after
    number = str(excerpt.line)
    yield f"  {number} | {before}{meant}{after}".rstrip()
    if meant:
        yield f"  {' ' * len(number)} | {' ' * _width(before)}{'^' * _width(meant)}"


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        2 if unicodedata.east_asian_width(letter) in "WF" else not unicodedata.combining(letter)
        for letter in text
    )


def _why(code: str) -> str:
    """Return the first sentence of why a rule is there."""
    if code not in RULES:
        return ""
    return _SENTENCE.split(" ".join(RULES[code].why.split()))[0]
