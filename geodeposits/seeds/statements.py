"""Statements in: one file a statement that somebody made in public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from geodeposits.countries import country_codes
from geodeposits.dataset.columns import Row
from geodeposits.dataset.rows import statement_row
from geodeposits.finding import Finding, Severity
from geodeposits.model import Statement
from geodeposits.seeds.records import SeedFile, read_record
from geodeposits.vocab.statements import UNITS_OF, WORLD

__all__ = ["statement_rows"]


def statement_rows(
    files: Iterable[SeedFile], deposits: set[str], findings: list[Finding]
) -> Iterator[Row]:
    """Yield the row of each statement.

    One whose unit does not fit its metric, whose figure is zero or negative, or that is about what
    is neither among `deposits` nor a country is a finding and left out.
    """
    for file in files:
        if (result := read_record(Statement, file, findings)) is None:
            continue
        if fault := _fault(result[0], deposits):
            findings.append(_finding(file, *fault))
        else:
            yield statement_row(file.stem, result[0], origin=file.origin(()))


def _fault(statement: Statement, deposits: set[str]) -> tuple[str, str] | None:
    """Return the field at fault, and why; None where all is in order."""
    if statement.subject not in {*deposits, *country_codes(), WORLD}:
        return "subject", _unknown(statement.subject, deposits)
    if statement.against is not None and statement.against not in deposits:
        return "against", _unknown(statement.against, deposits)
    if statement.unit not in UNITS_OF[statement.metric]:
        allowed = ", ".join(sorted(UNITS_OF[statement.metric]))
        return "unit", f"{statement.metric} is stated in {allowed}, not in {statement.unit}"
    if statement.value.central <= 0:
        return "value", "a figure above zero can be tested"
    return None


def _unknown(text: str, deposits: set[str]) -> str:
    near = get_close_matches(text, sorted(deposits), n=2, cutoff=0.6)
    hint = (
        f"did you mean {' or '.join(near)}?" if near else "write an id, a country's code or world"
    )
    return f"{text!r:.60} is neither a deposit nor a country: {hint}"


def _finding(file: SeedFile, field: str, why: str) -> Finding:
    return Finding(
        code="GD109",
        severity=Severity.ERROR,
        message=f"{field}: {why}",
        origin=file.origin((field,)),
        field=field,
    )
