"""What the rules found about one deposit, and why a finding is accepted."""

from __future__ import annotations

from collections.abc import Iterator

from geodeposits.checks import RULES, CheckRun
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding
from geodeposits.report.document import Block, Cell, Items, Line, Paragraph, Span, line, muted
from geodeposits.report.findings import by_severity
from geodeposits.report.phrases import Record
from geodeposits.report.plain import text_of
from geodeposits.report.rule_titles import rule_title
from geodeposits.report.voice import Voice

__all__ = ["findings_blocks", "findings_of"]


def findings_of(run: CheckRun, deposit_id: str) -> list[Finding]:
    """Return the findings about a deposit, errors first."""
    return by_severity(each for each in run.findings if each.deposit == deposit_id)


def findings_blocks(run: CheckRun | None, one: Dataset, voice: Voice) -> Iterator[Block]:
    """List the findings about a deposit, each with what its rule is for, and waivers' reasons."""
    words = voice.words
    if run is None:
        yield Paragraph(line(muted(words.not_checked)))
        return
    found = findings_of(run, str(one.deposits["id"].iloc[0]))
    if found:
        yield Items(tuple(_item(finding, one, voice) for finding in found))
    else:
        yield Paragraph(line(words.no_findings.format(rules=voice.say.integer(len(RULES)))))


def _item(finding: Finding, one: Dataset, voice: Voice) -> Cell:
    severity = finding.severity.value
    words = voice.words
    named = {"error": words.error, "warning": words.warning, "note": words.remark}[severity]
    style = "muted" if finding.waived else severity
    named_rule = rule_title(finding.code, voice.lang)
    title = f", {named_rule}" if named_rule else ""
    head: Line = (
        Span(named, style),
        *line(f" {finding.code}{title}"),
        *_about(finding, one, voice),
        *line(": ", voice.foreign(finding.message)),
    )
    if not finding.waived:
        return (head,)
    reason = line(f"{voice.words.waived}: ", voice.foreign(finding.waived))
    return (head, reason)


def _about(finding: Finding, one: Dataset, voice: Voice) -> Line:
    """Name the claim that a finding is about: its date, who states it, and its source."""
    for row in _claims(one, finding.claim):
        who = voice.foreign(text_of(row.get("by_name")) or text_of(row.get("party")))
        date = voice.date(row.get("date"))
        return (*line(" (", date, ", " if who.text else "", who, " "), *_close(row, voice))
    return ()


def _close(row: Record, voice: Voice) -> Line:
    return (*voice.cited(row, at=False), *line(")"))


def _claims(one: Dataset, claim: str) -> Iterator[Record]:
    """Yield the rows of any table that are the claim."""
    for _, table in one.tables():
        if claim and {"claim", "source"} <= set(table):
            yield from table[table["claim"] == claim].to_dict("records")
