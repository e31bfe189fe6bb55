"""What the rules on codes, dates, support and texts are called, and how much they weigh."""

from __future__ import annotations

import pytest

from geodeposits.checks import RULES
from geodeposits.dataset import SCHEMAS
from geodeposits.finding import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@pytest.mark.parametrize(
    ("code", "severity", "scope", "name"),
    [
        ("GD501", ERROR, "row", "foreign-categories-in-reserves"),
        ("GD502", ERROR, "row", "inferred-in-reserves"),
        ("GD503", WARNING, "row", "inferred-added-up"),
        ("GD504", ERROR, "corpus", "more-reserves-than-resources"),
        ("GD505", ERROR, "corpus", "reserves-in-sk-1300-resources"),
        ("GD506", WARNING, "corpus", "resources-beside-reserves-unexplained"),
        ("GD507", WARNING, "row", "codes-without-effective-date"),
        ("GD508", ERROR, "row", "codes-before-their-time"),
        ("GD509", WARNING, "row", "state-classes-as-crirsco"),
        ("GD510", ERROR, "row", "unfc-out-of-form"),
        ("GD511", NOTE, "row", "old-estimates"),
        ("GD512", WARNING, "corpus", "mines-without-ore"),
        ("GD602", WARNING, "row", "quantities-without-year"),
        ("GD605", WARNING, "corpus", "partners-half-told"),
        ("GD606", WARNING, "corpus", "headlines-announced-only"),
        ("GD608", NOTE, "corpus", "unused-sources"),
        ("GD701", ERROR, "row", "markup-in-text"),
        ("GD702", WARNING, "row", "spreadsheet-formulas"),
        ("GD703", WARNING, "row", "garbled-letters"),
    ],
)
def test_how_a_rule_is_registered(code: str, severity: Severity, scope: str, name: str) -> None:
    rule = RULES[code]
    assert (rule.severity, rule.scope, rule.name) == (severity, scope, name)
    assert set() < set(rule.needs) <= set(SCHEMAS)
    assert rule.what.startswith("Find ")
    assert all((rule.why, rule.bad, rule.good))
