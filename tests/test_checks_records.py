"""Rules on ids, fields, terms and the characters of texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geodeposits.checks import run
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.readers import read_csv
from geodeposits.seeds import compile_seeds
from geodeposits.vocab import DepositType
from tests.checks_kit import INFO, dataset, found_by

DATASET_TOML = """
name = "trial"
title = "Trial"
description = "Made for a test"
version = "1.0.0"
as_of = "2026-01-01"
licence = "CC0-1.0"
licence_url = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
ESTIMATE = """\
[[estimates]]
kind = "resource"
basis = "REO"
by = "owner"
cite = { source = "usgs" }
"""
STATUS = """\
[[status]]
status = "exploration"
cite = { source = "usgs" }
"""


def deposit(**columns: Any) -> dict[str, Any]:
    return {"id": "tr-a", "name": "A", "country": "TR", "type": "unknown", **columns}


def findings(code: str, **rows: list[dict[str, Any]]) -> tuple[Finding, ...]:
    return found_by(code, dataset(**rows))


def seeds(folder: Path, text: str) -> Dataset:
    """Compile one deposit, of which a claim is in order whatever the text says."""
    (folder / "deposits").mkdir()
    (folder / "sources").mkdir()
    (folder / "dataset.toml").write_text(DATASET_TOML, encoding="utf-8")
    (folder / "deposits" / "tr-a.toml").write_text(
        f'name = "A"\ncountry = "TR"\n{text}{STATUS}', encoding="utf-8"
    )
    (folder / "sources" / "usgs.toml").write_text(
        'title = "T"\nproducer = "P"\nkind = "agency"\n', encoding="utf-8"
    )
    return compile_seeds(folder)


# --- GD101, GD102: ids ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tr-beylikova", "cn-801", "au-mount-weld-2", "tr-" + "a" * 61])
def test_good_ids(name: str) -> None:
    assert findings("GD101", deposits=[deposit(id=name)]) == ()


@pytest.mark.parametrize(
    "name",
    [
        "TR-beylikova",
        "tr_beylikova",
        "beylikova",
        "tr-",
        "tr-a--b",
        "tr-a-",
        "tr-kızılcaören",
        "tr-a\n",
        "../tr-a",
        "tr-" + "a" * 62,
    ],
)
def test_bad_ids(name: str) -> None:
    (finding,) = findings("GD101", deposits=[deposit(id=name, origin="x.toml:1")])
    assert finding.severity is Severity.ERROR
    assert (finding.origin, finding.field) == ("x.toml:1", "id")
    assert "tr-beylikova" in finding.message


def test_ids_that_differ_only_in_case_or_composition_are_one() -> None:
    rows = [
        deposit(id="tr-a", origin="1"),
        deposit(id="TR-A", origin="2"),
        deposit(id="tr-b", origin="3"),
        deposit(id="tr-\u00e9", origin="4"),
        deposit(id="tr-e\u0301", origin="5"),
    ]
    first, second = findings("GD102", deposits=rows)
    assert (first.origin, second.origin) == ("2", "5")
    assert "'tr-a'" in first.message


def test_ids_that_share_a_beginning_are_two() -> None:
    rows = [deposit(id="tr-a"), deposit(id="tr-a-b"), deposit(id=None)]
    assert findings("GD102", deposits=rows) == ()


# --- What the reader finds -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text", "line", "said"),
    [
        ("GD103", "colour = 1\n", 3, "colour: unknown field"),
        (
            "GD104",
            '[[positions]]\nlat = nan\nlon = 31\ncite = { source = "usgs" }\n',
            4,
            "finite number",
        ),
        (
            "GD104",
            f"{ESTIMATE}ore_mt = 1e999\n",
            8,
            "finite number",
        ),
        (
            "GD105",
            f'{ESTIMATE}ore_mt = "3,14"\n',
            8,
            "decimal point",
        ),
        (
            "GD105",
            '[[positions]]\nlat = true\nlon = 31\ncite = { source = "usgs" }\n',
            4,
            "a number is needed",
        ),
        ("GD108", '[classification]\ntype = "carbonatite"\ncite = { source = "usgs" }\n', 4, "did"),
        ("GD109", '[[positions]]\nlat = 39\ncite = { source = "usgs" }\n', 3, "lon"),
        ("GD601", "[[positions]]\nlat = 39\nlon = 31\n", 3, "cite"),
    ],
)
def test_what_the_reader_found_has_file_and_line(
    tmp_path: Path, code: str, text: str, line: int, said: str
) -> None:
    compiled = seeds(tmp_path, text)
    (finding,) = run(compiled).findings
    assert finding.code == code
    assert finding.origin == f"{tmp_path.as_posix()}/deposits/tr-a.toml:{line}"
    assert finding.severity is Severity.ERROR
    assert said in finding.message
    assert run(compiled, ignore=[code]).findings == ()


def test_a_seed_in_order_has_no_finding(tmp_path: Path) -> None:
    text = '[[positions]]\nlat = 39.6\nlon = 31.35\ncite = { source = "usgs" }\n'
    assert run(seeds(tmp_path, text)).findings == ()


def test_an_infinite_figure_in_a_column_is_found() -> None:
    row = {"claim": "c", "id": "tr-a", "lat": float("inf"), "lon": 31.0, "accuracy_m": None}
    (finding,) = findings("GD104", deposits=[deposit()], positions=[row])
    assert (finding.claim, finding.field) == ("c", "lat")
    assert findings("GD201", deposits=[deposit()], positions=[row]) == ()


# --- GD108: terms --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "said"),
    [({"country": "ZZ"}, "'ZZ'"), ({"type": "carbonatite-re"}, "carbonatite-ree")],
)
def test_a_term_outside_its_vocabulary(columns: dict[str, str], said: str) -> None:
    (finding,) = findings("GD108", deposits=[deposit(**columns)])
    assert finding.field == next(iter(columns))
    assert said in finding.message


def test_a_word_that_is_none_is_said_to_be_none_of_its_vocabulary() -> None:
    (finding,) = findings("GD108", deposits=[deposit(type="carbonatite-re")])
    assert finding.message.startswith(f"type: 'carbonatite-re' is no {DepositType.label()}: ")
    assert DepositType.label() != "area"
    row = {"claim": "n", "measure": "reserves", "area": "Mars"}
    (finding,) = findings("GD108", reserves=[row])
    assert (finding.severity, finding.field) == (Severity.ERROR, "area")
    assert finding.message.startswith("area: 'Mars' is no area: ")


def test_the_union_is_a_party_and_no_country() -> None:
    row = {"claim": "c", "id": "tr-a", "party": "P", "role": "lender", "stage": "talks"}
    assert findings("GD108", deposits=[deposit()], partners=[{**row, "party_country": "EU"}]) == ()
    (finding,) = findings("GD108", deposits=[deposit(country="EU")])
    assert finding.message == "country: 'EU' is a party, no country"
    (finding,) = findings("GD108", deposits=[deposit()], partners=[{**row, "party_country": "QQ"}])
    assert finding.field == "party_country"


def test_terms_and_missing_ones_are_left_alone() -> None:
    rows = [deposit(type="carbonatite-ree", country="XK"), deposit(id="tr-b", type=None)]
    assert findings("GD108", deposits=rows) == ()


# --- GD106, GD107: characters --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" A", "begins or ends with a space"),
        ("A ", "begins or ends with a space"),
        ("A  B", "two spaces"),
        ("A\u00a0B", "no-break space"),
        ("A\u202fB", "no-break space"),
        ("A\u200bB", "invisible space"),
        ("\ufeffA", "invisible space"),
        ("A\tB", "a tab or a line break"),
        ("A\nB", "a tab or a line break"),
        ("Kızılcao\u0308ren", "NFC"),
    ],
)
def test_untidy_text(text: str, said: str) -> None:
    (finding,) = findings("GD106", deposits=[deposit(name=text, origin="x:1")])
    assert finding.severity is Severity.WARNING
    assert (finding.field, finding.origin) == ("name", "x:1")
    assert said in finding.message
    assert findings("GD107", deposits=[deposit(name=text)]) == ()


@pytest.mark.parametrize("text", ["Kızılcaören", "A B", "陕西", "a-b; c", "Å"])
def test_tidy_text(text: str) -> None:
    assert findings("GD1", deposits=[deposit(name=text, aliases="x; y")]) == ()


def test_each_item_of_a_list_is_looked_at() -> None:
    found = findings("GD106", deposits=[deposit(aliases="one ; two; th  ree")])
    assert [f.message.split("'")[1] for f in found] == ["one ", "th  ree"]


@pytest.mark.parametrize(
    ("char", "said"),
    [
        ("\x00", "U+0000"),
        ("\x1b", "U+001B (control character)"),
        ("\x7f", "U+007F"),
        ("\x9b", "U+009B"),
        ("\u202e", "right-to-left override"),
        ("\u2066", "left-to-right isolate"),
        ("\ud800", "lone surrogate"),
    ],
)
def test_control_characters(char: str, said: str) -> None:
    rows = [deposit(), deposit(id="tr-b", name=f"A{char}B")]
    (finding,) = findings("GD107", deposits=rows)
    assert (finding.deposit, finding.severity) == ("tr-b", Severity.ERROR)
    assert said in finding.message


def test_joiners_and_direction_marks_are_letters_business() -> None:
    assert findings("GD107", deposits=[deposit(name="می\u200cخواهم \u200f")]) == ()


def test_texts_of_every_table_are_looked_at_once() -> None:
    estimate = {"claim": "c", "id": "tr-a", "note": "two  spaces", "origin": "x:9"}
    part = {**estimate, "claim": "c/inferred", "part_of": "c"}
    source = {"key": "s", "title": "T ", "producer": "P", "origin": "s:1"}
    found = findings("GD106", deposits=[deposit()], estimates=[estimate, part], sources=[source])
    assert [(f.origin, f.claim, f.field) for f in found] == [
        ("s:1", "s", "title"),
        ("x:9", "c", "note"),
    ]


def test_what_a_deposit_repeats_of_a_claim_is_not_found_twice() -> None:
    status = {"claim": "c", "id": "tr-a", "status": "exploration", "status_text": "dug  up"}
    chosen = Dataset.of_rows({"deposits": [deposit()], "status": [status]}, info=INFO)
    assert chosen.deposits["status_text"].tolist() == ["dug  up"]
    (finding,) = run(chosen, select=["GD106"]).findings
    assert finding.claim == "c"


@pytest.mark.parametrize(
    ("name", "is_bad"),
    [
        ("DEP001", False),
        ("Maden 7", False),
        ("../x", True),
        ("a/b", True),
        (".x", True),
        ("a\nb", True),
    ],
)
def test_a_table_keeps_its_own_ids_unless_they_are_unsafe(
    tmp_path: Path, name: str, is_bad: bool
) -> None:
    path = tmp_path / "my.csv"
    path.write_text(f'id,name,country,lat,lon\n"{name}",A,TR,39,31\n', encoding="utf-8")
    assert bool(run(read_csv(path), select=["GD101"]).findings) is is_bad
