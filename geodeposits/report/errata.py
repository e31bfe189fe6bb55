"""What a database gets wrong, told to its keepers: each record with what it says and should say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pandas as pd

from geodeposits.checks import RULES, CheckRun
from geodeposits.checks.formats import Excerpts
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
    Sources,
    Span,
    Table,
    cell,
    line,
    muted,
    strong,
)
from geodeposits.report.errata_records import Records
from geodeposits.report.errata_words import (
    grounds,
    is_certain,
    suggestion,
    what_is_found,
    why_it_matters,
    without,
)
from geodeposits.report.phrases import source_entries

__all__ = ["errata_document"]

_UNTOLD: Final = "not to be told from the record: see its source"
_WORD: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
"""What may be the key of a source."""

_DIGITS: Final = re.compile(r"([0-9]+)")


def errata_document(
    dataset: Dataset, run: CheckRun, excerpts: Excerpts, *, atlas: Dataset | None = None
) -> Document:
    """Return the errors and warnings of a run as a document for the keepers of the data.

    A section a rule, what cannot be right first, then what is worth a look; in it a row a finding:
    the record with its own id, what it says (as written, where `excerpts` finds it), what is wrong,
    what it should probably be, and what it rests on. Sources that messages name are listed at the
    end, as the dataset or `atlas` knows them. Waived findings and notes are left out.
    """
    findings = [f for f in run.failing(Severity.WARNING) if f.code in RULES]
    repeated = {f.origin: f.deposit for f in findings if f.code == "GD102" and f.origin}
    records = Records(dataset, excerpts, repeated)
    kinds = _by_kind(findings)
    lead = cell(
        dataset.info.description if dataset.info.description != dataset.info.title else "",
        _counts(records, findings),
        muted(f"Checked by {len(run.rules)} rules as of {dataset.info.as_of}."),
    )
    sections = (
        Section("How to read this", tuple(_reading())),
        Section("Overview", tuple(_overview(kinds, records))),
        *(_section(kind, found, records) for kind, found in kinds.items()),
        *_sources(findings, [dataset] if atlas is None else [dataset, atlas]),
    )
    return Document(f"Errata: {dataset.info.title}", lead, sections, has_contents=True)


_Kind = tuple[bool, str]
"""Whether the findings are certain, and their rule."""


def _by_kind(findings: Iterable[Finding]) -> dict[_Kind, list[Finding]]:
    """Return the findings by certainty and rule, the certain ones first, by the record's id."""
    kinds: dict[_Kind, list[Finding]] = {}
    for finding in sorted(findings, key=_place_in_list):
        kinds.setdefault((is_certain(finding), finding.code), []).append(finding)
    return kinds


def _place_in_list(finding: Finding) -> tuple[object, ...]:
    parts = _DIGITS.split(finding.deposit)
    natural = [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
    return not is_certain(finding), finding.code, natural, finding.sort_key


def _counts(known: Records, findings: list[Finding]) -> str:
    certain = sum(map(is_certain, findings))
    keys = _records_of(findings, known)
    records, of = len(keys), len(known.keys | keys)
    told = f"{_counted(certain, 'error', 'errors')} and "
    told += f"{_counted(len(findings) - certain, 'entry', 'entries')} worth a look"
    return f"{told} in {records:,} of {of:,} records."


def _records_of(findings: list[Finding], known: Records) -> set[str]:
    return {key for finding in findings if (key := known.key_of(finding))}


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _reading() -> Iterator[Block]:
    yield Paragraph(
        line(
            "This list is offered to the keepers of the data, with thanks for their work. What it "
            "calls an error cannot be right as it stands: figures that contradict one another, a "
            "point outside of its own province, one number for two records, or a position that "
            "other sources contradict. What is worth a look may be right, and a reader stumbles "
            "over it. What a record says is quoted as it is written. What it should probably be "
            "follows from the record itself or from what is named as evidence; the document that "
            "the record cites has the last word."
        )
    )
    yield Paragraph(
        line(
            "Findings are counted, and a record may have several. There are more errors here than "
            "the check itself counts: it calls one id for two records (GD102) and a point outside "
            "of its province (GD210) warnings, and here they are errors, as only a mistake "
            "explains them. A point less than 15 km outside of its province is worth a look, as "
            "the borders are simplified, and so is a word that the reader does not know (GD105)."
        )
    )


def _overview(kinds: Mapping[_Kind, list[Finding]], known: Records) -> Iterator[Block]:
    if not kinds:
        yield Paragraph(line("Neither errors nor warnings were found."))
        return
    columns = (
        Column("", width=12, whole=True),
        Column("Rule", width=6, whole=True),
        Column("What is found"),
        Column("Findings", right=True, width=8),
        Column("Records", right=True, width=8),
    )
    yield Table.of(columns, (_overview_row(*item, known) for item in kinds.items()))


def _overview_row(kind: _Kind, findings: list[Finding], known: Records) -> tuple[Cell, ...]:
    certain, code = kind
    records = _records_of(findings, known)
    return (
        cell(Span("error", "error") if certain else Span("worth a look", "warning")),
        cell(code),
        cell(what_is_found(RULES[code])),
        cell(f"{len(findings):,}"),
        cell(f"{len(records):,}"),
    )


def _section(kind: _Kind, findings: list[Finding], records: Records) -> Section:
    certain, code = kind
    name = RULES[code].name.replace("-", " ")
    title = f"{'' if certain else 'Worth a look: '}{code} {name} ({len(findings):,})"
    columns = (
        Column("Record", ratio=2),
        Column("It says", ratio=3),
        Column("What is wrong", ratio=4),
        Column("It should probably be", ratio=3),
        Column("Evidence", ratio=2),
    )
    rows = (_row(finding, records) for finding in findings)
    return Section(
        title,
        (
            Paragraph(line(f"{what_is_found(RULES[code])}.")),
            Paragraph(line(strong("Why it matters"), f" {why_it_matters(RULES[code])}")),
            Table.of(columns, rows),
        ),
    )


def _row(finding: Finding, records: Records) -> tuple[Cell, ...]:
    said = [line(strong(f"{name}: "), text) for name, text in records.said(finding)]
    should = suggestion(finding)
    return (
        records.named(finding),
        tuple(said),
        cell(records.in_own_ids(without(finding.message, should))),
        cell(records.in_own_ids(records.advised(finding, should)) or muted(_UNTOLD)),
        tuple(_evidence(finding, records)),
    )


def _evidence(finding: Finding, records: Records) -> Iterator[Line]:
    yield from (line(text) for text in (grounds(finding), records.sharing(finding)) if text)
    if cited := records.cited(finding):
        yield line(muted("the record cites "), cited)
    if where := records.where(finding):
        yield line(muted(where))


def _sources(findings: list[Finding], known: list[Dataset]) -> Iterator[Section]:
    """Yield the list of the sources that the messages name, where they name any."""
    words = {word for finding in findings for word in _WORD.findall(finding.message)}
    tables = [each.sources[each.sources["key"].isin(words)] for each in known]
    named = pd.concat(tables, ignore_index=True).drop_duplicates("key")
    if len(named):
        note = (
            "What stands in brackets behind a source is the deposit of the geodeposits atlas that "
            "the record was compared with, or the record of that source."
        )
        yield Section("Sources named", (Paragraph(line(note)), Sources(source_entries(named))))
