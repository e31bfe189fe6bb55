"""Dossiers in Chromium: two pages of A4, links that are live, nothing cut, nothing requested."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from geodeposits.checks import CheckRun
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.report import Dossier, dossier, dossiers
from geodeposits.report.words import WORDS
from tests.cli_kit import Run, run
from tests.dossier_kit import FULL, harmful
from tests.test_explorer_axe import SIZES, violations

__all__ = ["run"]

pytestmark = pytest.mark.browser

A4_PT = (595, 842)
PLAN = Finding(
    code="GD312",
    severity=Severity.WARNING,
    message=(
        "10,000 t/y of oxide from 570,000 t/y of ore is 1.75 % of the ore: at the 1.8 % that oxide "
        "and ore imply that is a recovery of 97.4 % (the richest that any allows is 3.72 %)"
    ),
    deposit="tr-beylikova",
    waived=(
        "The announced plan, which would need 97 % recovery at the grade that its oxide implies."
    ),
)
OLD = Finding(
    code="GD511",
    severity=Severity.NOTE,
    message="the estimate is of 1977, before the codes of today: it is historical",
    deposit="tr-beylikova",
)
RUN = CheckRun(findings=(PLAN, OLD), rules=("GD312", "GD511"))
Printed = Callable[[str], PdfReader]


@pytest.fixture(scope="module")
def whole(bundled: Dataset) -> Dossier:
    """The dossier of Beylikova with its charts, drawn once."""
    return dossier(bundled, "tr-beylikova", run=RUN)


@pytest.fixture(scope="module")
def html(whole: Dossier) -> str:
    return whole.html()


@pytest.fixture(scope="module")
def printed(browser: Any) -> Printed:
    """Print HTML as a browser does, on the paper that the page asks for."""

    def put(html: str) -> PdfReader:
        page = browser.new_page()
        page.set_content(html)
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        page.close()
        return PdfReader(io.BytesIO(pdf))

    return put


@pytest.fixture(scope="module")
def paper(printed: Printed, html: str) -> PdfReader:
    return printed(html)


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def links_of(reader: PdfReader) -> list[str]:
    """Return the addresses that the pages' annotations lead to."""
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    actions = [note.get("/A", {}) for note in notes if note["/Subtype"] == "/Link"]
    return [str(action["/URI"]) for action in actions if "/URI" in action]


def test_beylikova_is_two_pages_of_a4(paper: PdfReader) -> None:
    assert len(paper.pages) == 2
    for page in paper.pages:
        size = round(float(page.mediabox.width)), round(float(page.mediabox.height))
        assert all(abs(is_so - wanted) <= 1 for is_so, wanted in zip(size, A4_PT, strict=True))


def test_beylikova_in_turkish_is_two_pages_too(bundled: Dataset, printed: Printed) -> None:
    reader = printed(dossier(bundled, "tr-beylikova", "tr", run=RUN).html())
    assert len(reader.pages) == 2
    assert "sayfa 2 / 2" in text_of(reader)


def test_the_pages_hold_the_whole(paper: PdfReader) -> None:
    text = text_of(paper)
    for shown in (
        "Beylikova", "> 6.94 Mt", "954 kt", "Every estimate", "12.5 Mt",
        "Rank by contained oxide", "Statements under test", "Who, on what terms, how far",
        "technology sharing", "GD312", "accepted: The announced plan", "Sources", "[30]",
        "How to cite", "by the number behind it", "page 1 / 2", "page 2 / 2",
    ):  # fmt: skip
        assert shown in text
    assert "Not printed: 3 older of 9 rows" in text or "132.9 kt" in text


def test_the_last_page_has_room_left(printed: Printed, html: str) -> None:
    """A font that is a little wider must not make a third page."""
    longer = html.replace("</article>", "<p>one more line</p>\n" * 2 + "</article>")
    assert len(printed(longer).pages) == 2


def test_links_are_live_on_paper(paper: PdfReader, bundled: Dataset) -> None:
    links = links_of(paper)
    known = {url.rstrip("/") for url in bundled.sources["url"].dropna()}
    assert {link.rstrip("/") for link in links} <= known
    assert len(set(links)) >= 25


@pytest.mark.parametrize("lang", ["en", "tr"])
@pytest.mark.parametrize("deposit", ["ca-nechalacho", "au-browns-range", "us-mountain-pass"])
def test_a_long_record_is_two_pages_whose_headings_stay_with_what_follows(
    bundled: Dataset, printed: Printed, deposit: str, lang: Any
) -> None:
    made = dossier(bundled, deposit, lang, run=RUN)
    reader = printed(made.html())
    assert len(reader.pages) == 2
    note = WORDS[lang].rows_left_off.partition(":")[0]
    assert f"{note}: " in text_of(reader)
    titles = {section.title for document in made.documents for section in document.sections}
    for number, page in enumerate(reader.pages, start=1):
        rows = [row.strip() for row in page.extract_text().splitlines() if row.strip()]
        body = [row for row in rows if f" {number} / 2" not in row and "geodeposits" not in row]
        assert body[-1] not in titles


def test_each_deposit_begins_a_page_and_has_its_name_at_the_foot(
    dataset_of, printed: Printed
) -> None:
    made = dataset_of({"no-full": FULL, "se-b": {"name": "Second", "country": "SE"}})
    reader = printed(dossiers(made, ["no-full", "se-b"], with_plots=False).html())
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) == 3
    for text, name in zip(texts, ("Rare earth deposits", "Full", "Second"), strict=True):
        assert re.search(rf"{name}.* · Test deposits, version 1\.2\.3", text)


def test_hostile_names_reach_the_foot_as_text(dataset_of, printed: Printed) -> None:
    made = dataset_of({"no-full": harmful(FULL)})
    reader = printed(dossier(made, "no-full", with_plots=False).html())
    assert "<img src=x onerror=alert(1)> </style><script>" in text_of(reader)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_page_is_quiet_fits_and_is_accessible(open_page, html: str, size: Any) -> None:
    opened = open_page(html, size=size, ready=False)
    assert opened.is_clean
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert violations(opened) == []
    widths = opened.page.evaluate("[...document.images].map((each) => each.naturalWidth)")
    assert len(widths) >= 3
    assert all(widths)


def test_pictures_say_in_words_what_they_show(open_page, html: str) -> None:
    opened = open_page(html, ready=False)
    alts = opened.page.evaluate("[...document.images].map((each) => each.alt)")
    assert all(len(alt) > 60 for alt in alts)
    assert any("Beylikova" in alt for alt in alts)


def test_charts_are_the_same_bytes_again(bundled: Dataset, whole: Dossier, html: str) -> None:
    again = Dossier(bundled, whole.ids, run=RUN)
    assert again.html() == html


def test_what_is_not_printed_is_what_the_table_holds(open_page, html: str) -> None:
    opened = open_page(html, ready=False)
    hidden = opened.page.evaluate(
        "[...document.querySelectorAll('.screen img')].map((each) => each.alt)"
    )
    assert len(hidden) == 1
    assert "owners, partners and status" in hidden[0]


def test_a_dossier_is_written_by_the_command(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "beylikova.html"
    result = run("report", "tr-beylikova", "--format", "html", "--no-plots", "-o", target)
    assert result.code == 0
    assert target.read_text("utf-8").startswith('<!DOCTYPE html>\n<html lang="en">')


def test_turkish_beylikova_fills_two_pages_and_no_table_begins_with_one_row_alone(
    bundled: Dataset, printed: Printed
) -> None:
    """A row is whole, and the first stands with the second under the heading."""
    reader = printed(dossier(bundled, "tr-beylikova", "tr", run=RUN).html())
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) == 2
    (page,) = [text for text in texts if "Sınanan sözler" in text]
    assert page.count("Çelişiyor.") >= 2
