"""The report on the whole, workbooks and complaints in Turkish: no label stays English.

A label is found by comparing both languages: what is printed alike, and is no data, was not
translated.
"""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import geopandas as gpd
import openpyxl
import pytest

from geodeposits.checks import CheckRun
from geodeposits.countries import UnknownCountry, country_code
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.maps.deposit_map import _of_booleans
from geodeposits.maps.frames import frame_table
from geodeposits.report import report_of
from geodeposits.report.document import Document, Facts, Paragraph, Table
from geodeposits.report.whole_words import REPORT_WORDS
from geodeposits.summary.ranks import COMPARED
from geodeposits.tables.rankings import rank_grid
from geodeposits.tables.summaries import summary_grid
from geodeposits.tables.words import WORDS
from geodeposits.tables.workbook import as_xlsx

FOUND = (
    Finding(code="GD511", severity=Severity.NOTE, message="an old one", deposit="tr-beylikova"),
    Finding(
        code="GD312", severity=Severity.WARNING, message="too much", deposit="tr-beylikova",
        waived="kept as printed",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def turkey(bundled: Dataset) -> Dataset:
    return bundled.filter(country=["TR", "GL"])


def documents(dataset: Dataset) -> tuple[Document, Document]:
    run = CheckRun(findings=FOUND, rules=("GD312", "GD511"))
    made = [report_of(dataset, run=run, lang=lang).document for lang in ("en", "tr")]
    return made[0], made[1]


def labels(document: Document) -> list[str]:
    """Return titles of sections, captions and headings of tables, terms and paragraphs."""
    found = []
    for section in document.sections:
        found.append(section.title)
        for block in section.blocks:
            if isinstance(block, Table):
                columns = [*block.columns, *(block.narrow.columns if block.narrow else ())]
                found += [block.caption, *(text for c in columns for text in (c.title, c.group))]
            elif isinstance(block, Facts):
                found += [term for term, _ in block.rows]
            elif isinstance(block, Paragraph):
                found.append(" ".join(span.text for span in block.content))
    return [text for text in found if re.search("[a-z]{2}", text)]


def alike(english: Document, turkish: Document) -> set[str]:
    return set(labels(english)) & set(labels(turkish))


def test_no_label_of_the_report_is_alike_in_both_languages(turkey: Dataset) -> None:
    english, turkish = documents(turkey)
    assert len(labels(english)) > 40
    assert alike(english, turkish) == set()
    assert [len(each.sections) for each in (english, turkish)] == [8, 8]


def test_a_label_that_is_left_english_is_found(
    turkey: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(REPORT_WORDS, "tr", replace(REPORT_WORDS["tr"], column_basis="Basis"))
    assert alike(*documents(turkey)) == {"Basis"}


def test_the_page_is_turkish_and_says_once_what_is_not(turkey: Dataset) -> None:
    run = CheckRun(findings=FOUND, rules=("GD312", "GD511"))
    page = report_of(turkey, run=run, lang="tr").html()
    assert '<html lang="tr">' in page
    assert page.count("bulguların metni İngilizcedir") == 1
    assert "GD312, cevherin verebileceğinden fazla üretim" in page
    assert 'kabul edildi: </span><span class="muted" lang="en">kept as printed</span>' in page
    assert "Grönland" in page
    assert "Greenland<" not in page
    assert ">\N{NO-BREAK SPACE}6,94 Mt" in page.replace("&gt;", ">")
    assert "Eki 2025" in page


def test_english_and_the_data_formats_do_not_change_with_the_language(turkey: Dataset) -> None:
    english, turkish = report_of(turkey), report_of(turkey, lang="tr")
    assert (english.csv(), english.json()) == (turkish.csv(), turkish.json())
    assert '<html lang="en">' in english.html()


@pytest.mark.parametrize("lang", ["en", "tr"])
def test_a_workbook_of_ranks_has_words_for_codes(turkey: Dataset, lang) -> None:
    content = as_xlsx(rank_grid(turkey, "tr-beylikova", lang=lang), lang)
    rows = list(openpyxl.load_workbook(BytesIO(content)).worksheets[0].values)
    compared = {str(row[1]) for row in rows[1:]}
    assert len(compared) > 4
    assert compared & set(COMPARED) == set()


@pytest.mark.parametrize("lang", ["en", "tr"])
def test_no_two_columns_of_a_long_table_share_a_heading(turkey: Dataset, lang) -> None:
    for by in WORDS["en"].groupings:
        columns = summary_grid(turkey, by=by, wide=False, lang=lang).columns
        headings = [(column.group, column.heading) for column in columns]
        assert len(set(headings)) == len(headings), by


def test_a_decade_has_the_ending_that_its_number_asks_for() -> None:
    years = ("1960", "1970", "1980", "1990", "2000", "2010", "2020")
    named = [WORDS["tr"].decade(year).partition("'")[2] for year in years]
    assert named == ["lar", "ler", "ler", "lar", "ler", "lar", "ler"]
    assert WORDS["en"].decade("1960") == "1960s"


def test_names_are_suggested_in_the_language_of_the_run() -> None:
    with pytest.raises(UnknownCountry, match="did you mean Argentina or Armenia"):
        country_code("Argentna")
    with pytest.raises(UnknownCountry, match="did you mean Arjantin or Ermenistan"):
        country_code("Argentna", "tr")


def test_booleans_of_a_frame_are_evet_and_hayir_on_a_turkish_page() -> None:
    columns = {"open": [True, False], "word": ["true", "x"]}
    frame = gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy([3, 4], [1, 2]), crs=4326)
    assert _of_booleans(frame_table(frame)) == {"open": {"true": "evet", "false": "hayır"}}
