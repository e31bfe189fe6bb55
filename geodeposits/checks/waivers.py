"""Waivers: findings that are accepted with a reason, and waivers that accept nothing (GD803)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from geodeposits.checks.hits import Row, complaint, found_in_reading, hits
from geodeposits.checks.registry import RULES, rule
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity

__all__ = ["unused_waivers", "waived"]

_OWN_CODE: Final = "GD803"


def waived(dataset: Dataset, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings; one that a waiver of its deposit accepts carries the waiver's reason.

    A waiver accepts the findings of its deposit and code whose message, claim or origin holds the
    text `about`, where one is given. GD803 itself cannot be waived.
    """
    waivers = _by_target(dataset)
    for finding in findings:
        fitting = _fitting(finding, waivers)
        yield replace(finding, waived=str(fitting[0]["reason"] or "waived")) if fitting else finding


@rule(_OWN_CODE, Severity.WARNING, needs=("waivers",), scope="corpus", comparing=True)
def unused_waivers(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find waivers that accept no finding.

    Why
        A waiver outlives the mistake that it excused: the figure is put right, the waiver stays,
        and one day it hides a new mistake of the same kind.
    Bad
        [[waivers]] with code = "GD211" in a record whose positions agree
    Good
        no such waiver; or one whose `about` is found in the message, the claim or the origin of a
        finding that is still there
    """
    waivers = _by_target(dataset)
    used: set[int] = set()
    for code in {code for _, code in waivers} & RULES.keys() - {_OWN_CODE}:
        for finding in [*found_in_reading(dataset, code), *RULES[code].found(dataset, atlas)]:
            used |= {int(row["number"]) for row in _fitting(finding, waivers)}
    for rows in waivers.values():
        for row in rows:
            if row["number"] not in used:
                yield complaint(_OWN_CODE, Severity.WARNING, row, _unused(row), field="waivers")


def _by_target(dataset: Dataset) -> dict[tuple[str, str], list[Row]]:
    """Return the waivers by deposit and code, each with its number in the table."""
    table = dataset.waivers.assign(number=np.arange(len(dataset.waivers)))
    targets: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in hits(table, np.full(len(table), True)):
        targets[str(row["id"]), str(row["code"]).upper()].append(row)
    return targets


def _fitting(finding: Finding, waivers: dict[tuple[str, str], list[Row]]) -> list[Row]:
    if finding.code == _OWN_CODE:
        return []
    texts = (finding.message, finding.claim, finding.origin)
    rows = waivers.get((finding.deposit, finding.code), [])
    return [row for row in rows if any((row.get("about") or "") in text for text in texts)]


def _unused(row: Row) -> str:
    code = str(row["code"]).upper()
    if code == _OWN_CODE:
        return f"a finding of {_OWN_CODE} cannot be waived: remove the waiver that is not used"
    if code not in RULES:
        return f"the waiver of {row['code']} accepts nothing: no rule has this code"
    about = f" about {row['about']!r}" if row.get("about") else ""
    return f"the waiver of {code}{about} accepts nothing: no such finding is left, remove it"
