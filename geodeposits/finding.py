"""A finding: what a reader or a rule has to say about one record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "Severity"]


class Severity(StrEnum):
    """How much a finding matters, from a note to an error."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One complaint: the rule's code, how bad it is, what is wrong and where.

    `origin` is the place a person edits (`seeds/deposits/tr-beylikova.toml:41`, `my.csv:12`),
    `deposit` the record's own id, `claim` the claim's id and `field` the column, where known.
    A waived finding carries the waiver's reason and fails no run.
    """

    code: str
    severity: Severity
    message: str
    origin: str = ""
    deposit: str = ""
    claim: str = ""
    field: str = ""
    waived: str = ""

    @property
    def sort_key(self) -> tuple[str, int, str, str, str, str, str]:
        """Order of a report: file, line as a number, record, rule, text."""
        path, _, line = self.origin.rpartition(":")
        path, number = (path, int(line)) if line.isdecimal() else (self.origin, 0)
        return (path, number, self.deposit, self.claim, self.code, self.field, self.message)
