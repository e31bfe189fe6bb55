"""The text that a finding is about, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geodeposits.finding import Finding

__all__ = ["Excerpt", "Excerpts", "no_excerpt", "place_of"]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of a file, and the part of it that a finding is about.

    `line` and `column` count from 1, `column` and `length` in characters; a `length` of 0 means
    that the part is not known. `heading` is what a table calls the column.
    """

    line: int
    text: str
    column: int = 1
    length: int = 0
    heading: str = ""


Excerpts = Callable[[Finding], Excerpt | None]
"""What finds the excerpt of a finding; None where there is no text to show."""


def no_excerpt(_finding: Finding) -> Excerpt | None:
    """Find nothing: for a run whose files are not at hand."""
    return None


def place_of(finding: Finding, excerpt: Excerpt | None) -> tuple[str, int]:
    """Return the path and the line of a finding; 0 where the line is not known."""
    path, _, line = finding.origin.rpartition(":")
    if not (path and line.isdecimal()):
        return finding.origin, 0
    return path, excerpt.line if excerpt else int(line)
