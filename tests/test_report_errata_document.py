"""The errata as a document: sections, counts, Markdown and page, the published one."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from geodeposits.checks import RULES, CheckRun
from geodeposits.finding import Finding, Severity
from geodeposits.report.document import Document, Table
from geodeposits.report.errata import errata_document
from geodeposits.report.markdown import markdown
from geodeposits.report.page import page
from tests.cli_kit import Run, run
from tests.errata_kit import GOOD, errata, here, row_of, rows, table

__all__ = ["here", "run"]


# --- The document --------------------------------------------------------------------------------


TWO = (
    row_of(Latitude="95"),
    row_of(id="x-2", name="Lode", lon="195"),
    row_of(id="x-3", name="Seam", country="TR", ore_mt="6000", basis="TREO"),
    GOOD,
)


def test_sections_go_by_severity_and_rule_and_count() -> None:
    document = errata(*TWO, select=("GD201", "GD306"))
    assert [section.title for section in document.sections] == [
        "How to read this",
        "Overview",
        f"GD201 {RULES['GD201'].name.replace('-', ' ')} (2)",
        f"Worth a look: GD306 {RULES['GD306'].name.replace('-', ' ')} (1)",
    ]
    assert document.title == "Errata: my.csv"
    lead = ["".join(span.text for span in part) for part in document.lead]
    assert "2 errors and 1 entry worth a look in 3 of 4 records." in lead
    assert lead[-1].startswith("Checked by 2 rules as of ")


def test_the_overview_counts_findings_and_records() -> None:
    document = errata(*TWO, select=("GD201", "GD306"))
    (overview,) = document.sections[1].blocks
    assert isinstance(overview, Table)
    shown = [["".join(s.text for p in cell for s in p) for cell in r.cells] for r in overview.rows]
    assert [(r[0], r[1], r[3], r[4]) for r in shown] == [
        ("error", "GD201", "2", "2"), ("worth a look", "GD306", "1", "1"),
    ]  # fmt: skip
    assert not any(row[2].startswith("Find ") for row in shown)


def test_notes_and_waived_findings_are_left_out() -> None:
    dataset = table(row_of())
    findings = (
        Finding(code="GD201", severity=Severity.NOTE, message="a note", deposit="x-1"),
        Finding(code="GD201", severity=Severity.ERROR, message="kept", deposit="x-1"),
        Finding(code="GD201", severity=Severity.ERROR, message="w", deposit="x-1", waived="known"),
    )
    result = CheckRun(findings=findings, rules=("GD201",))
    document = errata_document(dataset, result, lambda _finding: None)
    assert [row[2] for row in rows(document)] == ["kept"]


def test_a_database_without_a_fault_says_so() -> None:
    document = errata(GOOD, select=("GD201",))
    assert len(document.sections) == 2
    assert "Neither errors nor warnings were found." in markdown(document)
    assert "0 errors and 0 entries worth a look in 0 of 1 records." in page(document)


# --- As Markdown and as a page -------------------------------------------------------------------


HOSTILE = "<script>alert(1)</script> | *x* [a](javascript:b)"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_the_page_is_one_file_with_contents_and_no_foreign_markup() -> None:
    document = errata(row_of(Latitude="95", name=HOSTILE), select=("GD201",))
    text = page(document)
    tags = _Tags()
    tags.feed(text)
    assert not tags.tags & {"script", "link", "img", "iframe"}
    assert [link.removeprefix("#") for link in tags.links] == [
        f"section-{number}" for number in range(len(document.sections))
    ]
    assert {link.removeprefix("#") for link in tags.links} <= set(tags.ids)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_markdown_has_contents_whose_links_lead_to_headings() -> None:
    text = markdown(errata(*TWO, row_of(id="x-4", name=HOSTILE, Latitude="-95")))
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    links = re.findall(r"^- \[(.*)\]\(#(.*)\)$", text, re.MULTILINE)
    assert [title for title, _ in links] == headings
    assert len({fragment for _, fragment in links}) == len(links)
    assert all(re.fullmatch(r"[a-z0-9-]+", fragment) for _, fragment in links)
    assert links[0] == ("How to read this", "how-to-read-this")
    assert "<script>" not in text
    assert r"\| \*x\* \[a\](javascript:b)" in text


def test_headings_that_are_alike_are_numbered() -> None:
    section = errata(GOOD, select=("GD201",)).sections[0]
    text = markdown(Document("T", (), (section, section, section), has_contents=True))
    assert re.findall(r"\(#(.*)\)", text) == [
        "how-to-read-this", "how-to-read-this-1", "how-to-read-this-2",
    ]  # fmt: skip


def test_a_document_that_asks_for_no_contents_has_none() -> None:
    section = errata(GOOD, select=("GD201",)).sections[0]
    document = Document("T", (), (section,))
    assert "](#" not in markdown(document)
    assert "<nav" not in page(document)


@pytest.mark.parametrize("name", ["errata.md", "errata.html", "errata.HTML"])
def test_the_verb_writes_it_beside_the_findings(run: Run, name: str) -> None:
    table(row_of(Latitude="95"))
    args = ("check", "my.csv", "--select", "GD201", "--no-atlas")
    result = run(*args, "--errata", name)
    assert (result.code, result.out) == (1, run(*args).out)
    text = Path(name).read_text(encoding="utf-8")
    assert result.err == f"wrote {name} ({len(text.encode()):,} bytes)\n"
    assert "latitude 95° lies beyond ±90°" in text
    assert text.startswith("<!DOCTYPE html>" if "h" in name.lower()[-4:] else "<!-- geodeposits")
    again = run(*args, "--errata", name)
    assert again.code == 1
    assert Path(name).read_text(encoding="utf-8") == text


def test_a_strangers_file_is_not_replaced(run: Run) -> None:
    table(GOOD)
    Path("x.md").write_text("mine\n", encoding="utf-8")
    assert run("check", "my.csv", "--select", "GD201", "--errata", "x.md").code == 2
    assert Path("x.md").read_text(encoding="utf-8") == "mine\n"


# --- The database of the USGS --------------------------------------------------------------------


def test_with_the_atlas_the_sources_it_was_held_against_are_named(run: Run) -> None:
    table(row_of(name="Wigu Hill", country="TZ", Latitude="-7.4098", lon="33.581"))
    run("check", "my.csv", "--select", "GD212", "--errata", "errata.md")
    text = Path("errata.md").read_text(encoding="utf-8")
    assert "the first would be 31.581°" in text
    assert "- **usgs-global-ree**: Global rare earth element occurrence database" in text


PUBLISHED = Path(__file__).parent.parent / "docs" / "usgs-errata.md"

KNOWN = (
    *("1021", "7377", "9044", "1373", "1388", "1539", "4088", "5316", "5350", "8181", "8759"),
    *("4241", "4263", "9045", "7238", "8089", "1214", "5053", "6321"),
)
"""Records that cannot be right as they stand: each has been looked up by hand."""


def test_the_published_errata_name_what_is_known_to_be_wrong_and_no_folder() -> None:
    text = PUBLISHED.read_text(encoding="utf-8")
    errors, _, doubts = text.partition("\n## Worth a look: ")
    assert [number for number in KNOWN if f"| **{number}**<br>" not in errors] == []
    assert "| **8767**<br>" in doubts
    assert re.findall(r"(?:^|[\s(>])/\w+/|file:|\\\\", text, re.MULTILINE) == []
