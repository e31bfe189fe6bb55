"""Waivers to be written: one for each finding that is left, all but its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from geodeposits.checks.formats.characters import one_line_json, visible
from geodeposits.finding import Finding, Severity

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun

__all__ = ["waiver_skeletons"]

_RECORDS = "seeds/occurrences/waivers.toml"
_OF_TABLE = """\
# Waivers belong to a folder of seeds: a table has none, and reads none. Those below accept
# findings where records with these ids come as rows of seeds, in its occurrences/waivers.toml.
# To leave a rule out of a check of a table, name it: --ignore GD206.
"""


def waiver_skeletons(run: CheckRun, *, notes: bool = False, of_table: bool = False) -> str:
    """Write the waivers that would accept the errors and warnings of a run, as TOML.

    Those of a deposit's file stand under its name and go into it; those of records that come as
    rows name the record's `id` and go into `occurrences/waivers.toml`. `about` tells apart findings
    of one rule on one record. The reason is left as "…", which GD112 finds until it is written.
    Those `of_table`, somebody's own, stand under a few lines that say where they count.
    """
    open_ones = [
        finding
        for finding in run.findings
        if finding.deposit and not finding.waived and (notes or finding.severity != Severity.NOTE)
    ]
    alike = Counter(key for finding in open_ones for key in _keys(finding))
    lines: list[str] = []
    before = ""
    if of_table and open_ones:
        lines.append(_OF_TABLE)
    for finding in open_ones:
        path = _file(finding)
        if path != before and not of_table:
            lines += [f"# --- into {visible(path)}", ""]
        before = path
        lines += [*_waiver(finding, alike), ""]
    return "\n".join(lines)


def _file(finding: Finding) -> str:
    path = finding.origin.rpartition(":")[0]
    return path if path.endswith(".toml") else _RECORDS


def _keys(finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    record = (finding.deposit, finding.code)
    return record, (*record, finding.claim)


def _waiver(finding: Finding, alike: Counter[tuple[str, ...]]) -> Iterator[str]:
    yield f"# {visible(finding.origin)}: {visible(finding.message)}"
    yield "[[waivers]]"
    if _file(finding) == _RECORDS:
        yield f"id = {_toml(finding.deposit)}"
    yield f"code = {_toml(finding.code)}"
    of_record, of_claim = (alike[key] for key in _keys(finding))
    if of_record > 1:
        about = finding.claim if finding.claim and of_claim == 1 else finding.message
        yield f"about = {_toml(about)}"
    yield 'reason = "…"'


def _toml(text: str) -> str:
    return one_line_json({"": text})[5:-1]
