"""What a database gets wrong, told to its keepers: each record with what it says and should say."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import pandas as pd

from geodeposits.checks import RULES, CheckRun
from geodeposits.checks.formats import Excerpt, Excerpts, visible
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Line,
    Paragraph,
    Section,
    Span,
    Table,
    cell,
    line,
    muted,
    strong,
)
from geodeposits.report.phrases import country_shown
from geodeposits.report.plain import text_of

__all__ = ["errata_document", "suggestion"]

_PLACE: Final = ("country", "admin1", "lat", "lon")
_FIGURES: Final = ("ore_mt", "grade_pct", "contained_kt")
_SAID: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("GD211", ("lat", "lon")),
    ("GD212", ("lat", "lon")),
    ("GD210", ("admin1", "lat", "lon")),
    ("GD2", _PLACE),
    ("GD3", _FIGURES),
    ("GD40", _FIGURES),
    ("GD50", (*_FIGURES, "categories", "code", "effective")),
    ("GD801", ("name", "aliases", "lat", "lon")),
)
"""What a record says that findings of a rule, or of a family, are about; the first that fits."""

_GROUNDS: Final = (
    ("GD20", "the borders of countries at about 1:10 million, and the record's own position"),
    ("GD210", "the borders of provinces, and the record's own position"),
    ("GD21", "the positions that the named sources give the deposit"),
    ("GD309", "the published figures of other deposits of the type"),
    ("GD307", "the largest deposits that are known"),
    ("GD306", "the largest deposits that are known"),
    ("GD3", "the record's own tonnage, grade and contained mass"),
    ("GD403", "the grades of other deposits of the type"),
    ("GD404", "the grades of other deposits of the type"),
    ("GD4", "what minerals can hold, and the record's own figures"),
    ("GD5", "the reporting code that the record names"),
    ("GD801", "the names and the positions of both records"),
    ("GD1", "the record as it is written"),
)
"""What the findings of a rule, or of a family, rest on; the first that fits."""

_SHOULD: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"[:;] (?P<should>(?:write|list|name|say|state|remove|make|leave) .+)$",
        r"(?:[:;?] )(?P<should>[^:;?]+ would fit\b.*)$",
        r"flipped it lies inside: (?P<should>.+)$",
        r"(?P<should>the first would be .+)$",
        r"(?:[:;] )(?P<should>[A-Za-z%]+, not [A-Za-z%]+[:?] .+)$",
        r": (?P<should>\S+ ppm are \S+ %)",
        r"; (?P<should>ore at .+ holds .+)$",
        r"hold (?P<should>\S+ kt): .+ is stated$",
    )
)
"""How the messages of the rules tell what would be right; the first that fits."""

_CITING: Final = ("references", "source")
"""Columns that name the documents of a record's figures; the first that the table has."""
_UNTOLD: Final = "not to be told from the record: see its source"


def suggestion(message: str) -> str:
    """Return what a message says would be right; "" where it does not say."""
    for pattern in _SHOULD:
        if match := pattern.search(message):
            return match["should"]
    return ""


def errata_document(dataset: Dataset, run: CheckRun, excerpts: Excerpts) -> Document:
    """Return the errors and warnings of a run as a document for the keepers of the data.

    A section a rule, errors first; in it a row a finding: the record with its own id, what it
    says (as written, where `excerpts` finds it), what is wrong, what it should probably be, and
    what it rests on. Waived findings and notes are left out.
    """
    records = _Records(dataset, excerpts)
    findings = [f for f in run.failing(Severity.WARNING) if f.code in RULES]
    kinds = _by_kind(findings)
    lead = cell(
        dataset.info.description if dataset.info.description != dataset.info.title else "",
        _counts(dataset, findings),
        muted(f"Checked by {len(run.rules)} rules as of {dataset.info.as_of}."),
    )
    sections = (
        Section("How to read this", tuple(_reading())),
        Section("Overview", tuple(_overview(kinds))),
        *(_section(kind, found, records) for kind, found in kinds.items()),
    )
    return Document(f"Errata: {dataset.info.title}", lead, sections, has_contents=True)


_Kind = tuple[Severity, str]


def _by_kind(findings: Iterable[Finding]) -> dict[_Kind, list[Finding]]:
    """Return the findings by severity and rule, errors first."""
    kinds: dict[_Kind, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (-f.severity.rank, f.code, f.sort_key)):
        kinds.setdefault((finding.severity, finding.code), []).append(finding)
    return kinds


def _counts(dataset: Dataset, findings: list[Finding]) -> str:
    counted = {
        s: sum(f.severity is s for f in findings) for s in (Severity.ERROR, Severity.WARNING)
    }
    words = " and ".join(_counted(number, severity) for severity, number in counted.items())
    records = len({finding.deposit for finding in findings if finding.deposit})
    of = len(dataset.deposits) + len(dataset.occurrences)
    return f"{words} in {records:,} of {of:,} records."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _reading() -> Iterator[Block]:
    yield Paragraph(
        line(
            "An error cannot be right as it stands: figures that contradict one another, a point "
            "outside of its country. A warning may be right, and is worth a look. What a record "
            "says is quoted as it is written. What it should probably be follows from the record "
            "itself or from what is named as evidence; the document that the record cites has the "
            "last word."
        )
    )


def _overview(kinds: Mapping[_Kind, list[Finding]]) -> Iterator[Block]:
    if not kinds:
        yield Paragraph(line("Neither errors nor warnings were found."))
        return
    columns = (
        Column("Severity", width=9, whole=True),
        Column("Rule", width=6, whole=True),
        Column("What is found"),
        Column("Findings", right=True, width=8),
        Column("Records", right=True, width=8),
    )
    yield Table.of(columns, (_overview_row(*item) for item in kinds.items()))


def _overview_row(kind: _Kind, findings: list[Finding]) -> tuple[Cell, ...]:
    severity, code = kind
    records = {finding.deposit for finding in findings if finding.deposit}
    return (
        cell(Span(severity.value, severity.value)),
        cell(code),
        cell(_what(code)),
        cell(f"{len(findings):,}"),
        cell(f"{len(records):,}"),
    )


def _section(kind: _Kind, findings: list[Finding], records: _Records) -> Section:
    severity, code = kind
    name = RULES[code].name.replace("-", " ")
    title = f"{code} {name}: {_counted(len(findings), severity.value)}"
    columns = (
        Column("Record", ratio=2),
        Column("It says", ratio=3),
        Column("What is wrong", ratio=4),
        Column("It should probably be", ratio=3),
        Column("Evidence", ratio=2),
    )
    rows = (_row(finding, records) for finding in findings)
    why = " ".join(RULES[code].why.split())
    return Section(
        title,
        (
            Paragraph(line(f"{_what(code)}.")),
            Paragraph(line(strong("Why it matters"), f" {why}")),
            Table.of(columns, rows),
        ),
    )


def _row(finding: Finding, records: _Records) -> tuple[Cell, ...]:
    said = [line(strong(f"{name}: "), text) for name, text in records.said(finding)]
    should = suggestion(finding.message)
    return (
        records.named(finding),
        tuple(said),
        cell(_without(finding.message, should)),
        cell(should or muted(_UNTOLD)),
        tuple(_evidence(finding, records)),
    )


def _without(message: str, should: str) -> str:
    """Return what is wrong, without what would be right where that ends the message."""
    return message.removesuffix(should).rstrip(" :;") if should else message


def _evidence(finding: Finding, records: _Records) -> Iterator[Line]:
    for code, grounds in _GROUNDS:
        if finding.code.startswith(code):
            yield line(grounds)
            break
    if cited := records.cited(finding):
        yield line(muted("the record cites "), cited)
    if finding.origin:
        yield line(muted(finding.origin))


def _what(code: str) -> str:
    """Say what a rule finds, without the imperative that its manual begins with."""
    text = RULES[code].what.rstrip(".")
    bare = text.removeprefix("Find ")
    return bare[:1].upper() + bare[1:]


@dataclass(frozen=True)
class _Records:
    """The records that findings are about: in their own words where there is a text of them."""

    dataset: Dataset
    excerpts: Excerpts

    def named(self, finding: Finding) -> Cell:
        """Return the record's own id, its name and its country."""
        row = self._deposits.get(finding.deposit, {})
        country = country_shown(row.get("country")) if row else ""
        return cell(strong(finding.deposit or "–"), text_of(row.get("name")), muted(country))

    def said(self, finding: Finding) -> list[tuple[str, str]]:
        """Return what a record says that a finding is about: columns, with what stands there."""
        about = next((names for code, names in _SAID if finding.code.startswith(code)), ())
        found: dict[str, str] = {}
        for name in dict.fromkeys((finding.field, *about) if finding.field else about):
            heading, text = self._cell(finding, name)
            if text:
                found.setdefault(heading, text)
        return list(found.items())

    def cited(self, finding: Finding) -> str:
        """Return what the record itself names as the source of its figures."""
        if not finding.code.startswith(("GD3", "GD4", "GD5")):
            return ""
        for name in _CITING:
            excerpt = self.excerpts(replace(finding, field=name))
            if excerpt is not None and excerpt.heading:
                return _quoted(excerpt)
        return ""

    def _cell(self, finding: Finding, name: str) -> tuple[str, str]:
        excerpt = self.excerpts(replace(finding, field=name))
        if excerpt is not None and excerpt.heading:
            return excerpt.heading, _quoted(excerpt)
        for row in self._rows(finding):
            for column in (f"{name}_text", name):
                value = row.get(column)
                if value is not None and not pd.isna(value):
                    return name, visible(f"{value:g}" if isinstance(value, float) else str(value))
        return name, ""

    def _rows(self, finding: Finding) -> Iterator[Mapping[Hashable, Any]]:
        """Yield the rows that may hold what a finding is about, its claim first."""
        if finding.claim in self._claims:
            yield self._claims[finding.claim]
        if finding.deposit in self._deposits:
            yield self._deposits[finding.deposit]
        if finding.deposit in self._occurrences:
            yield self._occurrences[finding.deposit]

    @cached_property
    def _deposits(self) -> dict[str, dict[Hashable, Any]]:
        return _by(pd.DataFrame(self.dataset.deposits), "id")

    @cached_property
    def _occurrences(self) -> dict[str, dict[Hashable, Any]]:
        return _by(self.dataset.occurrences, "occurrence_id")

    @cached_property
    def _claims(self) -> dict[str, dict[Hashable, Any]]:
        tables = (self.dataset.positions, self.dataset.estimates, self.dataset.occurrence_estimates)
        return {key: row for table in tables for key, row in _by(table, "claim").items()}


def _by(table: pd.DataFrame, name: str) -> dict[str, dict[Hashable, Any]]:
    rows = table.drop_duplicates(name).astype(object).to_dict("records")
    return {str(row[name]): row for row in rows if isinstance(row[name], str)}


def _quoted(excerpt: Excerpt) -> str:
    """Return a cell as written, without the quotes of the file."""
    text = excerpt.text[excerpt.column - 1 :][: excerpt.length].strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('""', '"')
    return text
