"""How a run of the rules is written: for people, for programs, for hosts of code."""

from __future__ import annotations

from geodeposits.checks.formats.characters import json_text, visible
from geodeposits.checks.formats.counts import (
    counts_record,
    counts_sentence,
    statistics,
    statistics_records,
)
from geodeposits.checks.formats.data import to_json, to_jsonl
from geodeposits.checks.formats.excerpt import Excerpt, Excerpts
from geodeposits.checks.formats.github import to_github, unreadable_command
from geodeposits.checks.formats.junit import to_junit
from geodeposits.checks.formats.manuals import rule_markdown, rules_page
from geodeposits.checks.formats.sarif import to_sarif
from geodeposits.checks.formats.skeletons import waiver_skeletons
from geodeposits.checks.formats.terminal import concise, full

__all__ = [
    "Excerpt",
    "Excerpts",
    "concise",
    "counts_record",
    "counts_sentence",
    "full",
    "json_text",
    "rule_markdown",
    "rules_page",
    "statistics",
    "statistics_records",
    "to_github",
    "to_json",
    "to_jsonl",
    "to_junit",
    "to_sarif",
    "unreadable_command",
    "visible",
    "waiver_skeletons",
]
