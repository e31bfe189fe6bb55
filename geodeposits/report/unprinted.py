"""What stands in the place of a national figure that an edition does not give."""

from __future__ import annotations

from typing import Final, Literal

from geodeposits.report.document import Line, line, muted
from geodeposits.report.phrases import Record
from geodeposits.report.plain import text_of
from geodeposits.report.voice import Voice

__all__ = ["NO_ROW", "unprinted", "why_unprinted"]

NO_ROW: Final = "no row"  # as the national tables of seeds say it
_NOT_AVAILABLE: Final = "NA"

Why = Literal["no row", "not available", "unsaid"]


def why_unprinted(row: Record) -> Why:
    """Say why an edition gives no figure: it has no row for the country, or prints none in it."""
    stated = text_of(row["stated"])
    if stated == NO_ROW:
        return "no row"
    return "not available" if stated == _NOT_AVAILABLE else "unsaid"


def unprinted(row: Record, voice: Voice) -> Line:
    """Say in words that an edition gives no figure; words of its own stand as they are."""
    said = {"no row": voice.words.no_row, "not available": voice.words.not_available}
    words = said.get(why_unprinted(row), "")
    return line(muted(words) if words else voice.foreign(text_of(row["stated"]) or "–", "muted"))
