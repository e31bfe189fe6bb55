"""A run for programs: JSON, whole or a line a finding."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from geodeposits.checks.formats.characters import json_text, one_line_json
from geodeposits.checks.formats.counts import counts_record

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun

__all__ = ["to_json", "to_jsonl"]


def to_json(run: CheckRun) -> str:
    r"""Write a run as JSON: keys sorted, lines ended by LF, the same text for the same run.

    An object with `findings` (a list of objects with `claim`, `code`, `deposit`, `field`,
    `message`, `origin`, `severity`, `waived`, all texts, empty where unknown; `waived` is the
    reason of the waiver), `rules` (the codes that were run, sorted) and `summary` (the numbers of
    `error`, `warning` and `note` that are not waived, and of `waived`). Control characters and the
    like are written as `\u....`.
    """
    content = {
        "summary": counts_record(run),
        "rules": list(run.rules),
        "findings": [asdict(finding) for finding in run.findings],
    }
    return json_text(content, sort_keys=True)


def to_jsonl(run: CheckRun) -> str:
    """Write each finding as one line of JSON, waived ones too; the objects are those of JSON."""
    return "".join(f"{one_line_json(asdict(finding))}\n" for finding in run.findings)
