"""The report as Markdown and as a page, and what hostile text does there: nothing."""

from __future__ import annotations

import re

import pytest

from geodeposits.dataset import Dataset
from geodeposits.report.markdown import markdown
from tests.report_kit import (
    Page,
    hostile,
    the_checked_report,
    the_report,
    tiny,
)

__all__ = ["hostile", "tiny"]


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
