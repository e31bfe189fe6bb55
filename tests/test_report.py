"""The report as CSV and JSON, and what holds in all of its formats."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from geodeposits.checks.formats import visible
from geodeposits.dataset import Dataset
from geodeposits.report import Report, report_of
from geodeposits.report.plain import web_address
from geodeposits.report.records import csv_text
from geodeposits.summary import by_contained_reo
from tests.report_kit import (
    DEPOSITS,
    HOSTILE,
    SOURCES,
    Page,
    hostile,
    run_of,
    the_checked_report,
    the_report,
    tiny,
    write,
)

__all__ = ["hostile", "tiny"]


# CSV


def read_csv(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(report.csv(), newline="")))


def test_the_csv_reads_back_row_by_row(tiny: Dataset) -> None:
    rows = read_csv(the_report(tiny))
    ids = ["tr-bound", "cn-total", "gl-a", "gl-b", "in-monazite", "ca-elements", "au-none"]
    assert sorted(row["id"] for row in rows) == sorted(ids)
    assert [row["id"] for row in rows] == list(by_contained_reo(tiny)["id"])
    (bound,) = (row for row in rows if row["id"] == "tr-bound")
    assert bound["headline_reo_kt"] == ""
    assert (bound["headline_reo_kt_low"], bound["headline_reo_kt_text"]) == ("6940", ">6940")
    assert (bound["headline_bound"], bound["same"]) == ("true", "false")
    assert bound["documented_rank"] == ""


def test_the_csv_ends_its_lines_with_lf_and_quotes_only_where_needed(tiny: Dataset) -> None:
    text = the_report(tiny).csv()
    assert "\r" not in text
    assert text.endswith("\n")
    assert '"694 Mt of ore at > 1 % REO, contained > 6.94 Mt REO"' in text
    assert '"Bound"' not in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_a_text_like_a_formula_gets_an_apostrophe(tiny: Dataset, start: str) -> None:
    table = by_contained_reo(tiny).head(1).assign(name=f"{start}SUM(A1)")
    (row,) = csv.DictReader(io.StringIO(csv_text(table)))
    assert row["name"] == visible(f"'{start}SUM(A1)")


def test_other_texts_and_numbers_get_no_apostrophe(tiny: Dataset) -> None:
    table = by_contained_reo(tiny).head(1).assign(name="a=b", headline_ore_mt=-5.5)
    (row,) = csv.DictReader(io.StringIO(csv_text(table)))
    assert (row["name"], row["headline_ore_mt"]) == ("a=b", "-5.5")


def test_csv_writes_numbers_without_exponent(tiny: Dataset) -> None:
    table = by_contained_reo(tiny).head(1).assign(headline_ore_mt=1e20, headline_grade_pct=1e-7)
    (row,) = csv.DictReader(io.StringIO(csv_text(table)))
    assert row["headline_ore_mt"] == "100000000000000000000"
    assert row["headline_grade_pct"] == "0.0000001"


# JSON


def test_the_json_holds_numbers_intervals_and_nulls(tiny: Dataset) -> None:
    content = json.loads(the_report(tiny).json())
    assert list(content) == [
        "generator", "title", "version", "as_of", "licence", "counts", "levels", "deposits",
        "totals", "findings", "sources",
    ]  # fmt: skip
    assert content["counts"] == {"deposits": 7, "estimates": 7, "sources": 3}
    assert content["findings"] is None
    bound = next(row for row in content["deposits"] if row["id"] == "tr-bound")
    assert bound["country_name"] == "Türkiye"
    assert bound["headline"]["reo_kt"] == {
        "low": 6940, "best": None, "high": None, "text": ">6940"
    }  # fmt: skip
    assert bound["headline"]["rank"] == 1
    assert bound["documented"]["rank"] is None
    assert bound["documented"]["members"] == ["La2O3", "CeO2", "Nd2O3"]
    assert bound["documented"]["ore_mt"]["best"] == 30.358
    none = next(row for row in content["deposits"] if row["id"] == "au-none")
    assert none["headline"] is None


def test_the_json_totals_are_those_of_the_summary(tiny: Dataset) -> None:
    totals = json.loads(the_report(tiny).json())["totals"]
    assert set(totals) == {"country", "type"}
    rows = {row["country"]: row for row in totals["country"]["headline"]}
    assert rows["GL"]["reo_kt"]["text"] == "40"
    assert (rows["GL"]["deposits"], rows["GL"]["shared"]) == (1, 1)
    assert (rows["AU"]["without_amount"], rows["AU"]["reo_kt"]) == (1, None)


def test_json_escapes_what_cannot_be_seen_and_loses_nothing(hostile: Dataset) -> None:
    text = the_report(hostile).json()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert json.loads(text)["deposits"][0]["name"] == HOSTILE


# All formats


def test_terminal_control_and_markup_are_shown_not_obeyed(hostile: Dataset) -> None:
    text = the_report(hostile).text(200)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert "[bold]red[/]" in text
    assert "␛[31m␍␊<U+202E>" in text


def test_no_sum_over_levels_stands_in_any_format(tiny: Dataset) -> None:
    """6,940 (E) + 5,000 (A) + 40 (B) = 11,980 must stand nowhere."""
    report = the_report(tiny)
    for text in (report.text(80), report.markdown(), report.html(), report.csv(), report.json()):
        assert not re.search(r"11\.9|11,9|1194|1198|12 Mt", text)


def test_a_country_that_is_none_stands_as_its_code(tiny: Dataset) -> None:
    strange = replace(tiny, deposits=tiny.deposits.assign(country="ZZ"))
    text = report_of(strange).text(100)
    assert re.search(r"Bound .*\n +ZZ ", text)
    assert re.search(r"^ZZ .* 40 kt", text, re.MULTILINE)


def test_an_empty_dataset_has_a_report_in_every_format(tmp_path: Path) -> None:
    report = report_of(write(tmp_path / "s", {}, {}), run=run_of())
    assert "0 deposits · 0 estimates · 0 sources" in report.text()
    assert "No deposit has a headline figure on total oxides." in report.markdown()
    for text in (report.text(200), report.markdown(), report.html()):
        assert "Every headline figure" not in text  # there is none
    assert Page(report.html()).open == []
    assert len(report.csv().splitlines()) == 1
    assert json.loads(report.json())["deposits"] == []


def test_the_same_dataset_gives_the_same_bytes(tiny: Dataset, tmp_path: Path) -> None:
    backwards = dict(reversed(DEPOSITS.items()))
    again = report_of(write(tmp_path / "seeds", backwards, SOURCES), run=run_of())
    first = the_checked_report(tiny)
    for form in ("text", "markdown", "html", "csv", "json"):
        assert getattr(again, form)() == getattr(first, form)()


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("https://example.org/ü", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://[", False),
        ("https://example.org/ x", False),
        ('https://example.org/"onclick', False),
        ("https://example.org/\u202e", False),
        ("", False),
    ],
)
def test_only_http_addresses_become_links(address: str, *, safe: bool) -> None:
    assert web_address(address) == (address if safe else "")
