"""JUnit XML: read back by another's parser, with what the schema of Jenkins asks for."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from geodeposits.checks import RULES, CheckRun
from geodeposits.checks.formats import to_junit
from geodeposits.finding import Finding, Severity

ALLOWED = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {
        "name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp",
        "hostname", "id", "package", "file", "log", "url",
    },
    "testcase": {"name", "time", "classname", "group"},
    "failure": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set(),
}  # fmt: skip
"""Elements and attributes of the JUnit schema of the xUnit plugin of Jenkins (junit-10)."""
REQUIRED = {"testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"name"}}


def finding(severity: Severity = Severity.ERROR, **fields: str) -> Finding:
    given = {"code": "GD201", "message": "m", "origin": "a.toml:7", "deposit": "tr-a", **fields}
    return Finding(severity=severity, **given)


ONE_OF_EACH = tuple(finding(severity, message=severity.value) for severity in Severity)


def run_of(*findings: Finding, rules: tuple[str, ...] = ("GD201",)) -> CheckRun:
    return CheckRun(findings=findings, rules=rules)


def read(text: str) -> JUnitXml:
    return JUnitXml.fromstring(text.encode("utf-8"))


def cases(text: str) -> list[TestCase]:
    return [case for suite in read(text) for case in suite]


def only_suite(text: str) -> TestSuite:
    (suite,) = read(text)
    return suite


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        (Severity.ERROR, ["error"]),
        (Severity.WARNING, ["warning", "error"]),
        (Severity.NOTE, ["note", "warning", "error"]),
        (None, []),
    ],
)
def test_findings_at_or_above_the_limit_fail(fail_on: Severity | None, failing: list[str]) -> None:
    text = to_junit(run_of(*ONE_OF_EACH), fail_on)
    failed = [case.result[0] for case in cases(text) if case.result]
    assert [result.message for result in failed] == failing
    assert [result.type for result in failed] == failing
    assert [result.text for result in failed] == failing
    assert all(isinstance(result, Failure) for result in failed)
    assert only_suite(text).failures == len(failing)
    assert read(text).failures == len(failing)
    assert only_suite(text).tests == read(text).tests == 3
    assert only_suite(text).errors == read(text).errors == 0


def test_errors_fail_unless_something_else_is_asked() -> None:
    assert to_junit(run_of(*ONE_OF_EACH)) == to_junit(run_of(*ONE_OF_EACH), Severity.ERROR)


def test_what_does_not_fail_says_what_was_found() -> None:
    note, warning, error = cases(to_junit(run_of(*ONE_OF_EACH)))
    assert (note.system_out, warning.system_out) == ("note: note", "warning: warning")
    assert error.system_out is None


def test_a_waived_finding_is_skipped_with_the_reason() -> None:
    text = to_junit(run_of(finding(waived="stands so in the source"), finding()))
    waived, failed = cases(text)
    assert [type(result) for result in waived.result] == [Skipped]
    assert waived.result[0].message == "waived: stands so in the source"
    assert waived.system_out == "error: m"
    assert [type(result) for result in failed.result] == [Failure]
    assert (only_suite(text).skipped, only_suite(text).failures) == (1, 1)


def test_a_rule_that_found_nothing_has_passed() -> None:
    text = to_junit(run_of(finding(), rules=("GD201", "GD304")))
    _, passed = read(text)
    assert passed.name == "GD304 unit-slip"
    (case,) = passed
    assert (case.classname, case.name, case.result) == ("geodeposits.GD304", "nothing found", [])
    assert (passed.tests, passed.failures, passed.skipped) == (1, 0, 0)
    assert read(text).tests == 2


def test_a_suite_is_a_rule_a_case_its_place_and_record() -> None:
    text = to_junit(run_of(finding(claim="tr-a/positions/usgs")))
    assert only_suite(text).name == f"GD201 {RULES['GD201'].name}"
    (case,) = cases(text)
    assert (case.classname, case.name) == ("geodeposits.GD201", "a.toml:7 tr-a/positions/usgs")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"deposit": "tr-a"}, "a.toml:7 tr-a"),
        ({"deposit": ""}, "a.toml:7"),
        ({"origin": "", "deposit": "tr-a"}, "tr-a"),
        ({"origin": "", "deposit": ""}, "dataset"),
    ],
)
def test_a_case_has_a_name_whatever_is_known(fields: dict[str, str], name: str) -> None:
    assert [case.name for case in cases(to_junit(run_of(finding(**fields))))] == [name]


def test_a_finding_of_a_code_that_was_not_run_has_a_suite_of_its_own() -> None:
    suites = list(read(to_junit(run_of(finding(code="GD999")))))
    names = [suite.name for suite in suites]
    assert names == [f"GD201 {RULES['GD201'].name}", "GD999"]


def test_no_text_from_the_data_is_markup() -> None:
    hostile = "\"'<failure>&amp;]]>\n\x00\x1b\ufffe\ud800\u2028 ş"
    text = to_junit(run_of(finding(message=hostile, origin=f"{hostile}:1", waived="")))
    (case,) = cases(text)
    shown = "\"'<failure>&amp;]]>␊␀␛<U+FFFE><U+D800><U+2028> ş"
    assert case.result[0].message == shown
    assert case.result[0].text == shown
    assert case.name == f"{shown}:1 tr-a"
    text.encode("utf-8")


def shape(element: ET.Element) -> None:
    assert set(element.attrib) <= ALLOWED[element.tag]
    assert REQUIRED.get(element.tag, set()) <= set(element.attrib)
    for child in element:
        shape(child)


@pytest.mark.parametrize("findings", [(), ONE_OF_EACH, (finding(waived="w", code="GD999"),)])
def test_only_what_the_schema_knows_is_written(findings: tuple[Any, ...]) -> None:
    text = to_junit(run_of(*findings, rules=tuple(RULES)))
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ')
    root = ET.fromstring(text.encode("utf-8"))
    shape(root)
    assert [child.tag for child in root] == ["testsuite"] * len(root)
    for suite in root:
        assert {child.tag for child in suite} == {"testcase"}
        assert suite.attrib["tests"] == str(len(suite))


def test_a_run_is_written_the_same_twice() -> None:
    assert to_junit(run_of(*ONE_OF_EACH)) == to_junit(run_of(*ONE_OF_EACH))
