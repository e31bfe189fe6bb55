"""The checks room: rules that look at a Dataset and yield findings.

`run` runs them; `RULES` and `find_rule` give the rules themselves, `manual` a rule's page, and
`formats` writes a run. A rule never raises over a bad value: it yields a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geodeposits.checks import amounts, limits, parties, places, records, sources, waivers
from geodeposits.checks.formats import concise, to_json
from geodeposits.checks.registry import RULES, Rule, chosen_rules, find_rule, manual
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

FAMILIES = (records, parties, places, amounts, limits, sources, waivers)
"""The modules whose import registers the rules."""


@dataclass(frozen=True, kw_only=True)
class CheckRun:
    """What a run found: `findings` in the order of a report, and the codes of the rules run.

    Waived findings are among the findings, with the reason in `waived`; they count for nothing.
    """

    findings: tuple[Finding, ...]
    rules: tuple[str, ...]

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that a waiver accepts."""
        return tuple(finding for finding in self.findings if finding.waived)

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
    progress: Callable[[str, int, int], None] | None = None,
) -> CheckRun:
    """Run the rules over a dataset.

    `select` and `ignore` take codes or prefixes of codes (`GD2`); `progress` is called with (code,
    done, of) after each rule. What the reader found counts as found by the rule of its code; were
    its code unknown here, it would still be reported unless `select` asks for others.
    Raises UnknownRule for a code or prefix that fits no rule.
    """
    selected = [select] if isinstance(select, str) else list(select)
    rules = chosen_rules(selected, ignore)
    codes = tuple(rule.code for rule in rules)
    found = dict.fromkeys(
        finding
        for finding in dataset.reading
        if finding.code in codes or (finding.code not in RULES and not selected)
    )
    for done, rule in enumerate(rules, start=1):
        found.update(dict.fromkeys(rule.check(dataset)))
        if progress is not None:
            progress(rule.code, done, len(rules))
    judged = waivers.waived(dataset, found)
    return CheckRun(findings=tuple(sorted(judged, key=lambda f: f.sort_key)), rules=codes)
