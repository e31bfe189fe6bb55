"""A run as workflow commands, which GitHub shows at the lines of a pull request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from geodeposits.checks.formats.characters import visible
from geodeposits.checks.formats.counts import counts_sentence
from geodeposits.checks.formats.excerpt import Excerpts, no_excerpt, place_of
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun

__all__ = ["to_github", "unreadable_command"]

_KINDS: Final = {"note": "notice"}


def to_github(run: CheckRun, excerpts: Excerpts = no_excerpt) -> str:
    """Write a run as workflow commands, which GitHub shows at the lines of a pull request.

    One `::error file=…,line=…,col=…,title=…::message` a finding that is not waived, then the counts
    as plain text; the column where it is known. What has a meaning in a command is escaped as
    `%25`, `%0D`, `%0A`, `%3A`, `%2C`.
    """
    lines = [_command(finding, excerpts) for finding in run.findings if not finding.waived]
    return "\n".join([*lines, counts_sentence(run)]) + "\n"


def unreadable_command(error: UnreadableFile) -> str:
    """Write a file that stopped the reading as a workflow command at its line."""
    places = {"file": error.path.as_posix(), **({"line": str(error.line)} if error.line else {})}
    why = str(error).removeprefix(f"{error.path}").lstrip(":0123456789").strip()
    return _written("error", {**places, "title": "unreadable"}, why) + "\n"


def _command(finding: Finding, excerpts: Excerpts) -> str:
    kind = _KINDS.get(finding.severity.value, finding.severity.value)
    about = finding.claim or finding.deposit
    title = f"{finding.code} {about}".strip()
    return _written(kind, {**_places(finding, excerpts), "title": title}, finding.message)


def _places(finding: Finding, excerpts: Excerpts) -> dict[str, str]:
    excerpt = excerpts(finding)
    path, line = place_of(finding, excerpt)
    if not line:
        return {}
    places = {"file": path, "line": str(line)}
    if excerpt and excerpt.length:
        end = excerpt.column + excerpt.length
        places |= {"endLine": str(line), "col": str(excerpt.column), "endColumn": str(end)}
    return places


def _written(kind: str, named: Mapping[str, str], message: str) -> str:
    properties = ",".join(f"{name}={_escaped(text, in_name=True)}" for name, text in named.items())
    return f"::{kind} {properties}::{_escaped(message)}"


def _escaped(text: str, *, in_name: bool = False) -> str:
    signs = {"%": "%25", "\r": "%0D", "\n": "%0A", **({":": "%3A", ",": "%2C"} if in_name else {})}
    return visible("".join(signs.get(letter, letter) for letter in text))
