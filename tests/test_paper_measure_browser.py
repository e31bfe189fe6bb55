"""The paper that a dossier is reckoned to take, against what Chromium lays out."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.checks import CheckRun
from geodeposits.dataset import Dataset
from geodeposits.report import Dossier, dossier
from geodeposits.report.dossier_paper import on_two_pages
from geodeposits.report.paper_measure import parts_of, section_mm

pytestmark = pytest.mark.browser

PAPER_PX = 707  # A4 less its margins
MEASURE = """() => {
  const mm = 25.4 / 96;
  const found = {};
  for (const section of document.querySelectorAll("article section")) {
    const heading = section.querySelector("h2");
    const above = parseFloat(getComputedStyle(heading).marginTop);
    found[heading.textContent] = (section.getBoundingClientRect().height + above) * mm;
  }
  return found;
}"""
CASES = (
    ("tr-beylikova", "en"), ("tr-beylikova", "tr"), ("us-mountain-pass", "en"),
    ("au-browns-range", "tr"), ("ca-nechalacho", "tr"),
)  # fmt: skip


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def made(request: pytest.FixtureRequest, bundled: Dataset) -> Dossier:
    deposit, lang = request.param
    return dossier(bundled, deposit, lang, run=CheckRun(findings=(), rules=()))


def laid_out(browser: Any, html: str) -> dict[str, float]:
    """Return the heights of a dossier's sections on paper in mm, by title."""
    page = browser.new_page(viewport={"width": PAPER_PX, "height": 1000})
    page.emulate_media(media="print")
    page.set_content(html)
    found = page.evaluate(MEASURE)
    page.close()
    return found


def test_paper_is_reckoned_as_it_is_laid_out(browser: Any, made: Dossier) -> None:
    images = made.images()
    document = on_two_pages(made.documents[0], images)
    real = laid_out(browser, made.html())
    reckoned = {each.title: section_mm(each, images) for each in document.sections}
    reckoned = {title: height for title, height in reckoned.items() if height}
    assert len(reckoned) >= 6
    for title, height in reckoned.items():
        assert height == pytest.approx(real[title], rel=0.09, abs=4), title
    whole = sum(real[title] for title in reckoned)
    assert 0.98 * whole <= sum(reckoned.values()) <= 1.05 * whole
    assert sum(part.height for part in parts_of(document, images)) > whole / 2
