"""The checks room: rules that look at a Dataset and yield findings.

`run` runs them; `RULES` and `find_rule` give the rules themselves, `manual` a rule's page, and
`formats` writes a run. A rule never raises over a bad value: it yields a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geodeposits.checks import (
    ages,
    agreement,
    amounts,
    bases,
    classes,
    codes,
    duplicates,
    grades,
    labels,
    limits,
    oxides,
    parties,
    parts,
    places,
    plans,
    provinces,
    published,
    records,
    rivals,
    rock,
    sizes,
    sources,
    support,
    text_safety,
    typical,
    waivers,
)
from geodeposits.checks.formats import concise, to_json
from geodeposits.checks.registry import RULES, Rule, chosen_rules, find_rule, manual
from geodeposits.checks.two_cores import found_by_rules
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity

__all__ = [
    "FAMILIES",
    "RULES",
    "CheckRun",
    "Rule",
    "concise",
    "find_rule",
    "manual",
    "run",
    "to_json",
]

FAMILIES = (
    records,
    parties,
    places,
    provinces,
    amounts,
    limits,
    sizes,
    typical,
    rivals,
    rock,
    parts,
    plans,
    grades,
    labels,
    bases,
    oxides,
    sources,
    waivers,
    codes,
    classes,
    ages,
    agreement,
    support,
    text_safety,
    duplicates,
    published,
)
"""The modules whose import registers the rules."""


@dataclass(frozen=True, kw_only=True)
class CheckRun:
    """What a run found: `findings` in the order of a report, and the codes of the rules run.

    Waived findings are among the findings, with the reason in `waived`; they count for nothing.
    `records` is how many deposits and occurrences were looked at; None where that is not known.
    """

    findings: tuple[Finding, ...]
    rules: tuple[str, ...]
    records: int | None = None

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that a waiver accepts."""
        return tuple(finding for finding in self.findings if finding.waived)

    def joined(self, other: CheckRun) -> CheckRun:
        """Return the findings of two runs as those of one, each once, in the order of a report."""
        findings = dict.fromkeys((*self.findings, *other.findings))
        return CheckRun(
            findings=tuple(sorted(findings, key=lambda f: f.sort_key)),
            rules=tuple(sorted({*self.rules, *other.rules})),
            records=sum(known) if (known := self._counted(other)) else None,
        )

    def _counted(self, other: CheckRun) -> list[int]:
        return [run.records for run in (self, other) if run.records is not None]

    def counts(self) -> dict[Severity, int]:
        """Return how many findings of each severity are not waived, errors first."""
        open_ones = [finding.severity for finding in self.findings if not finding.waived]
        return {severity: open_ones.count(severity) for severity in reversed(Severity)}

    def failing(self, fail_on: Severity = Severity.ERROR) -> tuple[Finding, ...]:
        """Return the findings that are not waived and at least as severe as `fail_on`."""
        return tuple(
            finding
            for finding in self.findings
            if not finding.waived and finding.severity.rank >= fail_on.rank
        )


def run(
    dataset: Dataset,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    atlas: Dataset | Callable[[], Dataset] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> CheckRun:
    """Run the rules over a dataset.

    `select` and `ignore` take codes or prefixes of codes (`GD2`); the rules that compare sources
    hold the records against those of `atlas` too, where one is given, or what it returns, called
    when such a rule is run; `progress` is called with (code, done, of) after each rule. What the
    reader found counts as found by the rule of its code; were its code unknown here, it would still
    be reported unless `select` asks for others. Raises UnknownRule for a code or prefix that fits
    no rule.
    """
    selected = [select] if isinstance(select, str) else list(select)
    rules = chosen_rules(selected, ignore)
    codes = tuple(rule.code for rule in rules)
    found = dict.fromkeys(
        finding
        for finding in dataset.reading
        if finding.code in codes or (finding.code not in RULES and not selected)
    )
    known = atlas() if callable(atlas) and any(rule.comparing for rule in rules) else atlas
    held_against = known if isinstance(known, Dataset) else None
    found.update(dict.fromkeys(found_by_rules(rules, dataset, held_against, progress)))
    judged = waivers.waived(dataset, found)
    return CheckRun(
        findings=tuple(sorted(judged, key=lambda f: f.sort_key)),
        rules=codes,
        records=len(dataset.deposits) + len(dataset.occurrences),
    )
