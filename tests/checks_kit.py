"""What the tests of the rules share: a dataset of bare rows, in which nothing is chosen."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from geodeposits.checks import RULES, run
from geodeposits.dataset import SCHEMAS, Dataset, table_of
from geodeposits.finding import Finding
from geodeposits.model import DatasetInfo

WORSE_OR_MILDER = {"GD211", "GD303", "GD306", "GD307", "GD312", "GD314", "GD405", "GD503", "GD601"}
"""Rules of which a finding may be of another severity than the rule."""

INFO = DatasetInfo(
    name="trial",
    title="Trial",
    description="Made for a test",
    version="1.0.0",
    as_of="2026-01-01",
    licence="CC0-1.0",
    licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
)


@cache
def empty() -> Dataset:
    return Dataset.of_rows({}, info=INFO)


def dataset(**rows: list[dict[str, Any]]) -> Dataset:
    """Put rows into an empty dataset; nothing is chosen, as no rule looks at what is."""
    tables = {name: table_of(SCHEMAS[name], given) for name, given in rows.items()}
    return replace(empty(), **tables)


def found_by(code: str, given: Dataset, atlas: Dataset | None = None) -> tuple[Finding, ...]:
    """Run one rule, or the rules whose codes begin so; a finding bears the code of a rule."""
    findings = run(given, select=[code], atlas=atlas).findings
    for finding in findings:
        assert finding.code.startswith(code)
        assert finding.code in WORSE_OR_MILDER or finding.severity is RULES[finding.code].severity
    return findings
