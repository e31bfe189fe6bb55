"""Pages of a table: read back, self-contained, running nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.grid_kit import SHOWN, assert_shown, text_of


class _Tables(HTMLParser):
    """The cells of the tables of a page, and every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._cell: list[str] | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None:
            self.rows[-1].append("".join(self._cell))
            self._cell = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._cell is not None:
            self._cell.append(data)


@pytest.mark.parametrize("lang", ["en", "tr"])
def test_html_reads_back(lang: Any):
    page = _Tables()
    page.feed(text_of("html", lang))
    groups, titles, *body = page.rows
    assert groups == ["Name", "Country", "A", "B"]
    assert titles == ["n", "REO (kt)", "Share (%)", "Date"]
    rows = [row for row in body if len(row) > 1]
    assert [row[0] for row in rows] == [row[0] for _, row in SHOWN[lang]]
    assert_shown(rows, lang, {"n": 2, "kt": 3, "x": 4})
    headings = [row[0] for row in body if len(row) == 1]
    assert headings == (["resource", "reserve"] if lang == "en" else ["maden kaynağı", "rezerv"])


def test_html_is_self_contained_and_runs_nothing():
    text = text_of("html", "tr")
    page = _Tables()
    page.feed(text)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "link", "iframe", "a", "b", "i"}
    assert dict(page.tags[0][1]) == {"lang": "tr"}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "default-src &#x27;none&#x27;" in text
    assert "http" not in re.sub(r"http-equiv|http://x", "", text)
    assert 'content="geodeposits table"' in text[:1024]
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")


def test_the_policy_of_a_page_admits_its_own_style_alone():
    import base64
    import hashlib

    text = text_of("html")
    style = text.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"sha256-{digest}" in text
