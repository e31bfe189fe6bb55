"""What the rules on codes, dates, support and texts are called, and how much they weigh."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodeposits.checks import RULES
from geodeposits.dataset import SCHEMAS
from geodeposits.finding import Finding, Severity
from tests.checks_kit import dataset

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


def test_which_rules_need_a_whole_dataset_and_which_an_atlas() -> None:
    corpus = """
        GD102 GD110 GD111 GD113 GD114 GD115 GD117 GD211 GD212 GD213 GD306 GD307 GD309 GD310 GD311
        GD312 GD313 GD314 GD401 GD403 GD404 GD405 GD406 GD407 GD408 GD415 GD504 GD505 GD506 GD512
        GD605 GD606 GD607 GD608 GD801 GD803
    """
    comparing = (
        "GD211 GD212 GD306 GD307 GD309 GD310 GD313 GD314 GD401 GD403 GD404 GD405 GD406 GD803"
    )
    assert {code for code, rule in RULES.items() if rule.scope == "corpus"} == set(corpus.split())
    assert {rule.scope for rule in RULES.values()} == {"row", "corpus"}
    assert {code for code, rule in RULES.items() if rule.comparing} == set(comparing.split())


def test_rules_look_at_tables_that_there_are() -> None:
    assert {name for rule in RULES.values() for name in rule.needs} <= set(SCHEMAS)


@pytest.mark.parametrize("code", ["GD103", "GD104", "GD105", "GD108", "GD109", "GD601", "GD802"])
def test_what_the_reader_found_is_found_by_the_rule_of_its_code(code: str) -> None:
    others = ("GD101", code, "GD801", "GD999")
    said = [Finding(code=each, severity=ERROR, message=f"it is {each}") for each in others]
    assert list(RULES[code].found(replace(dataset(), reading=tuple(said)))) == [said[1]]
