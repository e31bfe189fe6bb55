"""What the tests of the rules share: a dataset of bare rows, in which nothing is chosen."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from geodeposits.checks import run
from geodeposits.dataset import SCHEMAS, Dataset, table_of
from geodeposits.finding import Finding
from geodeposits.model import DatasetInfo

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
    """Run one rule, or the rules whose codes begin so; a finding bears the code of its rule."""
    findings = run(given, select=[code], atlas=atlas).findings
    assert all(finding.code.startswith(code) for finding in findings)
    return findings
