"""A run as lines of text and as JSON, from which no text of the data breaks out."""

from __future__ import annotations

import json

import pytest

from geodeposits.checks import CheckRun, run
from geodeposits.checks.formats import concise, counts_sentence, to_json, to_jsonl, visible
from geodeposits.checks.formats.characters import json_text, one_line_json
from tests.run_kit import bad_latitude, found, trial, waiver


def test_concise_writes_a_line_a_finding_and_the_counts() -> None:
    result = run(trial(bad_latitude()), select=["GD201", "GD202"])
    assert concise(result) == (
        "seeds/deposits/tr-a.toml:7: error GD201 latitude 95° lies beyond ±90°\n"
        "1 error, 0 warnings, 0 notes, 0 waived (2 rules)\n"
    )


def test_concise_counts_waived_findings_and_hides_them() -> None:
    result = run(trial(bad_latitude(), waivers=(waiver("GD201"),)), select=["GD201"])
    assert concise(result) == "0 errors, 0 warnings, 0 notes, 1 waived (1 rule)\n"
    assert counts_sentence(result) == concise(result).rstrip("\n")


def test_large_counts_have_separators() -> None:
    result = CheckRun(findings=tuple(found("GD101", str(n)) for n in range(1234)), rules=())
    assert counts_sentence(result) == "1,234 errors, 0 warnings, 0 notes, 0 waived (0 rules)"


@pytest.mark.parametrize(
    ("place", "begins"),
    [
        ({"origin": "a.toml:2", "claim": "c", "deposit": "d"}, "a.toml:2: "),
        ({"claim": "c", "deposit": "d"}, "c: "),
        ({"deposit": "d"}, "d: "),
        ({}, "dataset: "),
    ],
)
def test_concise_falls_back_to_claim_and_deposit(place: dict[str, str], begins: str) -> None:
    result = CheckRun(findings=(found("GD101", "is no id", **place),), rules=("GD101",))
    assert concise(result).startswith(f"{begins}error GD101 is no id\n")


HOSTILE = "a\nb\r\x1b[31mred\x9b\u202edef\ud800\u2028 ş"


def test_no_text_from_the_data_leaves_its_line() -> None:
    result = CheckRun(findings=(found("GD101", HOSTILE, origin=HOSTILE),), rules=("GD101",))
    text = concise(result)
    assert len(text.splitlines()) == 2
    assert all(c.isprintable() for c in text.replace("\n", ""))
    assert "a␊b␍␛[31mred<U+009B><U+202E>def<U+D800><U+2028> ş" in text
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kızılcaören ≥ 1\u00a0%", "Kızılcaören ≥ 1\u00a0%"),
        ("a\tb\nc", "a␉b␊c"),
        ("\x00\x1f\x20", "␀␟ "),
        ("\x7e\x7f\x9b\x9f\xa0", "~␡<U+009B><U+009F>\xa0"),
        ("\u2028\u2066\u061c\u200f", "<U+2028><U+2066><U+061C><U+200F>"),
        ("\ud800", "<U+D800>"),
        ("zero\u200djoiner 中文 🙂", "zero\u200djoiner 中文 🙂"),
    ],
)
def test_what_steers_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_json_restores_the_very_text_and_holds_no_control_character() -> None:
    result = CheckRun(findings=(found("GD101", HOSTILE),), rules=("GD101",))
    text = to_json(result)
    assert json.loads(text)["findings"][0]["message"] == HOSTILE
    assert all(c.isprintable() for c in text.replace("\n", ""))
    assert "ş" in text


def test_json_has_a_stable_shape() -> None:
    result = run(trial(bad_latitude(), waivers=(waiver("GD201"),)), select=["GD201"])
    assert to_json(result) == (
        "{\n"
        '  "findings": [\n'
        "    {\n"
        '      "claim": "tr-a/positions/usgs",\n'
        '      "code": "GD201",\n'
        '      "deposit": "tr-a",\n'
        '      "field": "lat",\n'
        '      "message": "latitude 95° lies beyond ±90°",\n'
        '      "origin": "seeds/deposits/tr-a.toml:7",\n'
        '      "severity": "error",\n'
        '      "waived": "known"\n'
        "    }\n"
        "  ],\n"
        '  "rules": [\n'
        '    "GD201"\n'
        "  ],\n"
        '  "summary": {\n'
        '    "error": 0,\n'
        '    "note": 0,\n'
        '    "waived": 1,\n'
        '    "warning": 0\n'
        "  }\n"
        "}\n"
    )


def test_jsonl_is_a_line_a_finding_with_the_keys_in_order() -> None:
    result = CheckRun(findings=(found("GD101", HOSTILE), found("GD102")), rules=("GD101",))
    first, second = to_jsonl(result).splitlines()
    assert json.loads(first)["message"] == HOSTILE
    assert second == (
        '{"claim": "", "code": "GD102", "deposit": "", "field": "", "message": "m", '
        '"origin": "", "severity": "error", "waived": ""}'
    )
    assert to_jsonl(CheckRun(findings=(), rules=())) == ""


def test_json_keeps_the_order_of_its_keys_unless_it_is_asked_to_sort_them() -> None:
    content = {"b": 1, "a": [2]}
    assert json_text(content) == '{\n  "b": 1,\n  "a": [\n    2\n  ]\n}\n'
    assert json_text(content, sort_keys=True) == '{\n  "a": [\n    2\n  ],\n  "b": 1\n}\n'
    assert one_line_json(content) == '{"a": [2], "b": 1}'
    assert one_line_json({"a": "ş\u202e"}) == '{"a": "ş\\u202e"}'


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_json_does_not_know_is_refused(number: float) -> None:
    for write in (json_text, one_line_json):
        with pytest.raises(ValueError, match="not JSON compliant"):
            write({"x": number})
