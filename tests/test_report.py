"""The report in its five formats, on seven deposits and on texts that mean harm."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import visible
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.report import Report, report_of
from geodeposits.report.markdown import markdown
from geodeposits.report.plain import web_address
from geodeposits.report.records import csv_text
from geodeposits.seeds import compile_seeds
from geodeposits.summary import by_contained_reo
from geodeposits.wording import DOCUMENTED_RULE, HEADLINE_RULE

INFO = """
name = "tiny"
title = "A tiny atlas"
description = "for tests"
version = "1.2.3"
as_of = "2026-01-01"
licence = "CC-BY-4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
"""
SOURCES = {
    "speech": ("Speech of the minister", "Ministry", "press", "https://example.org/speech?a=1&b=2"),
    "table": ("A table of deposits", "Survey", "database", ""),
    "company": ("Resource statement", "Company", "company", "http://example.org/r"),
}
PROJECT = """
[[estimates]]
kind = "resource"
code = "jorc"
basis = "TREO"
contained_kt = 40
scope = "project"
effective = "2012"
by = "operator"
cite = { source = "company", at = "p. 3" }
"""
DEPOSITS = {
    "tr-bound": """
name = "Bound"
country = "TR"
[classification]
type = "carbonatite-ree"
cite = { source = "table" }
[[estimates]]
kind = "announcement"
code = "none"
basis = "REO"
ore_mt = 694
grade_pct = ">1"
published = "2025-10"
by = "authority"
cite = { source = "speech" }
[[estimates]]
kind = "historical"
code = "none"
basis = "partial-oxides"
members = ["La2O3", "CeO2", "Nd2O3"]
ore_mt = "30.358"
grade_pct = "3.14"
contained_kt = 954
effective = "1977"
by = "compiler"
cite = { source = "table", at = "row 7" }
""",
    "cn-total": """
name = "Total"
country = "CN"
[[estimates]]
kind = "resource"
code = "jorc"
basis = "TREO"
categories = ["indicated", "inferred"]
ore_mt = 100
grade_pct = 5
effective = "2020-03"
by = "operator"
cite = { source = "company" }
""",
    "ca-elements": """
name = "Elements"
country = "CA"
[[estimates]]
kind = "compiled"
code = "none"
basis = "TREE"
ore_mt = 10
grade_pct = 2
effective = "2015"
by = "compiler"
cite = { source = "table" }
""",
    "in-monazite": """
name = "Beach"
country = "IN"
[[estimates]]
kind = "resource"
code = "unstated"
basis = "monazite"
contained_kt = 500
effective = "2011"
by = "authority"
cite = { source = "table" }
""",
    "au-none": 'name = "Nothing known"\ncountry = "AU"\n',
    "gl-a": f'name = "North"\ncountry = "GL"\n{PROJECT}',
    "gl-b": f'name = "South"\ncountry = "GL"\n{PROJECT}',
}
HOSTILE = (
    "[bold]red[/] | `x` <img src=x onerror=alert(1)> {{ 7*7 }}\x1b[31m\r\n\u202e**b** &amp; ~s~"
)


def write(folder: Path, deposits: dict[str, str], sources: dict[str, tuple[str, ...]]) -> Dataset:
    (folder / "deposits").mkdir(parents=True)
    (folder / "sources").mkdir()
    (folder / "dataset.toml").write_text(INFO, encoding="utf-8")
    for name, text in deposits.items():
        (folder / "deposits" / f"{name}.toml").write_text(text, encoding="utf-8")
    for key, (title, producer, kind, url) in sources.items():
        fields = {"title": title, "producer": producer, "kind": kind, "url": url}
        lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items() if value]
        (folder / "sources" / f"{key}.toml").write_text("\n".join(lines), encoding="utf-8")
    dataset = compile_seeds(folder)
    assert dataset.reading == ()
    return dataset


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return write(tmp_path_factory.mktemp("tiny") / "seeds", DEPOSITS, SOURCES)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    named = DEPOSITS["tr-bound"].replace('"Bound"', json.dumps(HOSTILE))
    cited = {**SOURCES, "speech": (HOSTILE, HOSTILE, "press", "javascript:alert(1)")}
    folder = tmp_path_factory.mktemp("hostile") / "seeds"
    nothing = DEPOSITS["au-none"].replace('"Nothing known"', json.dumps(HOSTILE))
    return write(folder, {"tr-bound": named, "au-none": nothing}, cited)


@cache
def the_report(dataset: Dataset) -> Report:
    """Build the report of a dataset once for all tests that only read it."""
    return report_of(dataset)


def run_of(*findings: Finding) -> CheckRun:
    return CheckRun(findings=findings, rules=("GD301", "GD511"))


@cache
def the_checked_report(dataset: Dataset) -> Report:
    """Build the report with a run that found nothing, once likewise."""
    return report_of(dataset, run=run_of())


def found(code: str, severity: Severity, message: str = "is wrong", **facts: Any) -> Finding:
    return Finding(code=code, severity=severity, message=message, **facts)


# Text


def test_the_text_at_80_columns_is_this(tiny: Dataset) -> None:
    rules = (
        f"Headline is what is reported: {HEADLINE_RULE}. Documented is what is best supported: "
        f"{DOCUMENTED_RULE}. Both are shown; neither is corrected by the other."
    )
    golden = GOLDEN.replace("{RULES_OF_CHOICE}", textwrap.fill(rules, 80))
    assert the_checked_report(tiny).text(80) == golden


def test_figures_side_by_side_on_a_wide_terminal(tiny: Dataset) -> None:
    rows = the_report(tiny).text(160).splitlines()
    (row,) = (row for row in rows if row.startswith("Bound"))
    assert re.split(r"\s{2,}", row) == [
        "Bound", "1", "> 6.94 Mt", "REO", "E", "694 Mt of ore at > 1 % REO",
        "–", "954 kt", "La2O3 +", "D", "30.36 Mt of ore at 3.14 %",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [80, 100, 120, 149, 150, 200])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(tiny: Dataset, width: int) -> None:
    text = the_checked_report(tiny).text(width)
    assert max(map(len, text.splitlines())) <= width
    assert "…" not in text
    assert "> 6.94 Mt" in text


def test_a_width_below_80_is_taken_as_80(tiny: Dataset) -> None:
    assert the_report(tiny).text(20) == the_report(tiny).text(80)


def test_print_follows_the_console(tiny: Dataset) -> None:
    out = io.StringIO()
    the_report(tiny).print(Console(file=out, width=80, color_system=None, _environ={}))
    assert out.getvalue() == the_report(tiny).text(80)


def test_print_on_a_colour_terminal_has_colours_and_no_color_has_none(tiny: Dataset) -> None:
    def printed(environ: dict[str, str]) -> str:
        out = io.StringIO()
        console = Console(file=out, width=80, force_terminal=True, _environ=environ)
        report_of(tiny, run=run_of(found("GD301", Severity.ERROR))).print(console)
        return out.getvalue()

    assert "\x1b[1;31m" in printed({"TERM": "xterm-256color"})
    assert "\x1b[1;31m" not in printed({"TERM": "xterm-256color", "NO_COLOR": "1"})


def test_a_long_source_key_breaks_at_a_hyphen(tmp_path: Path) -> None:
    key = "northern-australian-mining-gazette-2025-10"
    seeds = {"cn-total": DEPOSITS["cn-total"].replace('"company"', f'"{key}"')}
    text = report_of(write(tmp_path / "s", seeds, {key: SOURCES["company"]})).text(80)
    assert re.search(r"northern-australian-mining-\n +gazette-2025-10\n", text)


def test_top_cuts_the_ranked_table_and_says_so(tiny: Dataset) -> None:
    whole, cut = the_report(tiny), report_of(tiny, top=1)
    assert "Total" in whole.text()
    assert "Total\n" not in cut.text()
    assert "The first 1; 1 more are ranked." in cut.text()
    assert cut.csv() == whole.csv()
    assert cut.json() == whole.json()


# What the checks found


def test_without_a_run_the_report_says_so(tiny: Dataset) -> None:
    assert "The rules were not run for this report." in the_report(tiny).markdown()


def test_without_a_run_the_complaints_of_the_reader_are_shown(tiny: Dataset) -> None:
    complaint = found("GD105", Severity.ERROR, "no quantity", origin="my.csv:3")
    text = report_of(replace(tiny, reading=(complaint,))).text(100)
    assert "Reading the input gave 1 complaint:\n  error GD105 my.csv:3\n  no quantity\n" in text


def test_findings_are_counted_listed_and_waivers_give_their_reason(tiny: Dataset) -> None:
    run = run_of(
        found("GD211", Severity.WARNING, "8 km apart", origin="seeds/a.toml:3"),
        found("GD301", Severity.ERROR, "tonnage of 0", origin="seeds/b.toml:7"),
        found("GD302", Severity.ERROR, "more than the ore", waived="as printed"),
        found("GD511", Severity.NOTE, "old figure"),
    )
    text = report_of(tiny, run=run).text(100)
    assert "1 error, 1 warning, 1 note, 1 waived (2 rules)." in text
    assert text.index("tonnage of 0") < text.index("8 km apart") < text.index("more than the ore")
    assert "error GD301 seeds/b.toml:7" in text
    assert "waived: as printed" in text
    assert "old figure" not in text


def test_only_the_first_twenty_findings_are_listed(tiny: Dataset) -> None:
    run = run_of(*(found("GD301", Severity.ERROR, f"number {n:02}") for n in range(21)))
    text = report_of(tiny, run=run).text(100)
    assert "number 19" in text
    assert "number 20" not in text
    assert "The first 20; 1 more in `geodeposits check`." in text


def test_json_holds_every_finding(tiny: Dataset) -> None:
    run = run_of(*(found("GD511", Severity.NOTE, f"{n}", claim="c") for n in range(30)))
    findings = json.loads(report_of(tiny, run=run).json())["findings"]
    assert findings["counts"] == {"note": 30, "warning": 0, "error": 0, "waived": 0}
    assert len(findings["findings"]) == 30
    assert findings["findings"][0] == {
        "code": "GD511", "severity": "note", "message": "0", "origin": "", "deposit": "",
        "claim": "c", "field": "", "waived": "",
    }  # fmt: skip


# Markdown


def tables(text: str) -> list[list[list[str]]]:
    """Split Markdown into tables of rows of cells."""
    blocks = [b.splitlines() for b in text.split("\n\n") if b.startswith("|")]
    return [[re.split(r"(?<!\\)\|", row)[1:-1] for row in block] for block in blocks]


def test_every_markdown_row_has_the_columns_of_its_header(tiny: Dataset, hostile: Dataset) -> None:
    for dataset in (tiny, hostile):
        found_tables = tables(the_checked_report(dataset).markdown())
        assert len(found_tables) >= 4
        for table in found_tables:
            assert {len(row) for row in table} == {len(table[0])}


def test_markdown_shows_the_figures_with_basis_level_date_and_source(tiny: Dataset) -> None:
    assert (
        "| **Bound**<br>Türkiye | 1 | > 6.94 Mt | REO | E | 694 Mt of ore at > 1 % REO<br>"
        "announcement, no code<br>2025-10, speech | – | 954 kt | La2O3 + CeO2 + Nd2O3 | D | "
        "30.36 Mt of ore at 3.14 % La2O3 + CeO2 + Nd2O3<br>historical, no code<br>1977, table |"
    ) in the_report(tiny).markdown()


def test_markdown_begins_with_our_mark_and_lists_sources(tiny: Dataset) -> None:
    text = the_report(tiny).markdown()
    assert text.startswith("<!-- geodeposits report -->\n\n# A tiny atlas\n")
    assert "- **company**: Resource statement. Company. <http://example.org/r>" in text
    assert text.endswith("- **table**: A table of deposits. Survey.\n")


def test_markdown_of_hostile_text_is_escaped(hostile: Dataset) -> None:
    text = the_report(hostile).markdown()
    assert "<img" not in text
    assert "\x1b" not in text
    assert "\r" not in text
    assert "\u202e" not in text
    assert (
        r"\[bold\]red\[/\] \| \`x\` &lt;img src=x onerror=alert(1)> {{ 7\*7 }}␛\[31m␍␊"
        r"&lt;U+202E>\*\*b\*\* &amp;amp; \~s\~"
    ) in text
    assert "<javascript:" not in text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("> quote", r"- \> quote"),
        ("# head", r"- \# head"),
        ("- item", r"- \- item"),
        ("1. item", r"- 1\. item"),
        ("snake_case", "- snake_case"),
        ("_it_", r"- \_it\_"),
    ],
)
def test_a_name_starts_no_markdown_block(name: str, shown: str) -> None:
    from geodeposits.report.document import Document, Items, Section, cell

    document = Document("t", (), (Section("s", (Items((cell(name),)),)),))
    assert markdown(document).splitlines()[-1] == shown


# HTML


class Page(HTMLParser):
    """Reads a page: tags in order, links, ids, and the text of each element by tag."""

    VOID = frozenset({"meta", "br", "link", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def values(self, name: str) -> list[str]:
        return [str(attrs[name]) for _, attrs in self.attributes if name in attrs]

    def text(self) -> str:
        return "".join(data for tag, data in self.texts if tag != "style")


def test_the_page_is_well_formed_and_titled(tiny: Dataset) -> None:
    page = Page(the_checked_report(tiny).html())
    assert page.open == []
    assert page.attributes[0] == ("html", {"lang": "en"})
    assert ("title", "A tiny atlas") in page.texts
    assert page.tags.count("h1") == page.tags.count("main") == 1
    assert {"script", "img", "link", "iframe"} & set(page.tags) == set()
    ids = page.values("id")
    assert len(ids) == len(set(ids))


def test_every_link_of_the_page_leads_somewhere(tiny: Dataset) -> None:
    page = Page(the_report(tiny).html())
    links = page.values("href")
    inside = {link[1:] for link in links if link.startswith("#")}
    assert inside
    assert inside <= set(page.values("id"))
    assert {link for link in links if not link.startswith("#")} == {
        "http://example.org/r",
        "https://example.org/speech?a=1&b=2",
    }


def test_the_page_asks_for_nothing_from_the_network(tiny: Dataset) -> None:
    text = the_report(tiny).html()
    assert "default-src &#x27;none&#x27;" in text
    assert "url(" not in text
    assert "@import" not in text
    assert not re.search(r'\ssrc="|\sstyle="', text)


def test_the_page_shows_hostile_text_as_those_very_characters(hostile: Dataset) -> None:
    text = the_report(hostile).html()
    page = Page(text)
    assert "<img src=x onerror=alert(1)>" in page.text()
    assert "{{ 7*7 }}" in page.text()
    assert "&amp;amp;" in text
    assert {"img", "b", "script"} & set(page.tags) == set()
    assert not any(name.startswith("on") for _, attrs in page.attributes for name in attrs)
    assert not any("javascript" in link for link in page.values("href"))
    assert "javascript:alert(1)" in page.text()


def test_the_table_of_the_page_has_as_many_cells_as_columns(tiny: Dataset) -> None:
    text = the_report(tiny).html()
    rows = re.findall(r"<tr>(.*?)</tr>", text.split("<tbody>")[1].split("</tbody>")[0])
    assert [len(re.findall(r"<t[hd][ >]", row)) for row in rows] == [11] * 2
    assert all(row.startswith('<th scope="row"') for row in rows)


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


GOLDEN = """\
A tiny atlas
version 1.2.3 · as of 2026-01-01 · 7 deposits · 7 estimates · 3 sources

HOW TO READ THE FIGURES
A  CRIRSCO-family code, effective within 10 years of the as-of date
B  CRIRSCO-family code, older or undated
C  national code (GKZ, GB/T, UNFC, AMD), or a code that only a database names
D  historical, compiled or conceptual, or no code named
E  announced by an official or a company without a report
{RULES_OF_CHOICE}
Ore is rock, not oxide. Only figures on total oxides (TREO, REO) are ranked and
added up; what is on another basis stands apart. Levels, bases, resources and
reserves are never added to one another.
A figure with > is a lower bound and is ranked by that bound; ~ means about. Mt
and kt are million and thousand metric tonnes.

DEPOSITS BY CONTAINED RARE EARTH OXIDE
  #  Deposit              Contained  Basis     Lvl  Figure, date, source
────────────────────────────────────────────────────────────────────────────────
  1  Bound                > 6.94 Mt  REO       E    694 Mt of ore at > 1 % REO
     Türkiye                                        announcement, no code
                                                    2025-10, speech
  –    documented            954 kt  La2O3 +   D    30.36 Mt of ore at 3.14 %
                                     CeO2 +         La2O3 + CeO2 + Nd2O3
                                     Nd2O3          historical, no code
                                                    1977, table

  2  Total                     5 Mt  TREO      A    100 Mt of ore at 5 % TREO
     China                                          resource, JORC, indicated,
                                                    inferred
                                                    2020-03, company
  1    documented              5 Mt  TREO      A    as headline

FIGURES THAT ARE NOT RANKED
The headline figure is on another basis, states no contained oxide, or covers
several deposits. Contained is on the stated basis; the order means nothing.
  #  Deposit              Contained  Basis     Lvl  Figure, date, source
────────────────────────────────────────────────────────────────────────────────
  –  Elements                200 kt  TREE      D    10 Mt of ore at 2 % TREE
     Canada                          elements       (elements)
                                                    compiled, no code
                                                    2015, table
  –    documented            200 kt  TREE      D    as headline
                                     elements

  –  North                    40 kt  TREO      B    no tonnage of ore
     Greenland                                      resource, JORC, of a project
                                                    of several deposits
                                                    2012, company
  –    documented             40 kt  TREO      B    as headline

  –  South                    40 kt  TREO      B    no tonnage of ore
     Greenland                                      resource, JORC, of a project
                                                    of several deposits
                                                    2012, company
  –    documented             40 kt  TREO      B    as headline

  –  Beach                   500 kt  monazite  D    no tonnage of ore
     India                                          resource
                                                    2011, table
  –    documented            500 kt  monazite  D    as headline

TOTALS BY COUNTRY

Headline figures: contained oxide, with the number of deposits
                                                                       Not
                          Level A          Level B         Level E  ranked  None
────────────────────────────────────────────────────────────────────────────────
Australia                       –                –               –       –     1
Canada                          –                –               –       1     –
China                        5 Mt                –               –       –     –
                              (1)
Greenland                       –            40 kt               –       –     –
resource of                                    (1)
several deposits
India                           –                –               –       1     –
Türkiye                         –                –       > 6.94 Mt       –     –
                                                               (1)
All                          5 Mt                –       > 6.94 Mt       2     1
                              (1)                              (1)
All                             –            40 kt               –       –     –
resource of                                    (1)
several deposits
1 of these figures covers several deposits and stands apart: it may hold what
others count. Repeats of such a figure that the sums leave out: 1.

Documented figures: contained oxide, with the number of deposits
                                                                       Not
                                  Level A                  Level B  ranked  None
────────────────────────────────────────────────────────────────────────────────
Australia                               –                        –       –     1
Canada                                  –                        –       1     –
China                                5 Mt                        –       –     –
                                      (1)
Greenland                               –                    40 kt       –     –
resource of                                                    (1)
several deposits
India                                   –                        –       1     –
Türkiye                                 –                        –       1     –
All                                  5 Mt                        –       3     1
                                      (1)
All                                     –                    40 kt       –     –
resource of                                                    (1)
several deposits
1 of these figures covers several deposits and stands apart: it may hold what
others count. Repeats of such a figure that the sums leave out: 1.

TOTALS BY DEPOSIT TYPE

Headline figures: contained oxide, with the number of deposits
                                                                       Not
                          Level A          Level B         Level E  ranked  None
────────────────────────────────────────────────────────────────────────────────
carbonatite REE                 –                –       > 6.94 Mt       –     –
                                                               (1)
unknown                      5 Mt                –               –       2     1
                              (1)
unknown                         –            40 kt               –       –     –
resource of                                    (1)
several deposits
All                          5 Mt                –       > 6.94 Mt       2     1
                              (1)                              (1)
All                             –            40 kt               –       –     –
resource of                                    (1)
several deposits
1 of these figures covers several deposits and stands apart: it may hold what
others count. Repeats of such a figure that the sums leave out: 1.

Documented figures: contained oxide, with the number of deposits
                                                                       Not
                                  Level A                  Level B  ranked  None
────────────────────────────────────────────────────────────────────────────────
carbonatite REE                         –                        –       1     –
unknown                              5 Mt                        –       2     1
                                      (1)
unknown                                 –                    40 kt       –     –
resource of                                                    (1)
several deposits
All                                  5 Mt                        –       3     1
                                      (1)
All                                     –                    40 kt       –     –
resource of                                                    (1)
several deposits
1 of these figures covers several deposits and stands apart: it may hold what
others count. Repeats of such a figure that the sums leave out: 1.

NOT COUNTED
No amount     1 deposit without a headline that states an amount
Not ranked    4 deposits with a headline that cannot be ranked
Undocumented  1 deposit without an amount of level A to D
No amount: Nothing known (Australia)

WHAT THE CHECKS FOUND
0 errors, 0 warnings, 0 notes, 0 waived (2 rules).
"""
