"""What the tests of charts in the browser share: a page with the parts at hand, three deposits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from geodeposits.maps import deposit_map, page

IDS = {"tr-beylikova", "au-mount-weld", "ca-strange-lake"}

PARTS = (
    "GradeTonnage", "PartnerArcs", "Scale", "countryPoints", "decodeBorders", "drawDetail",
    "drawLegend", "inLanguage", "jsonOf", "mapPicture", "preparePrint", "unpack", "wordsOf",
)  # fmt: skip

SET_UP = """async ([lang, changes, spoken]) => {
  const { unpack, jsonOf, decodeBorders, inLanguage, wordsOf } = window.probe;
  const [data, base] = await Promise.all([unpack("gd-data"), unpack("gd-basemap")]);
  const names = jsonOf(base.get("names")).en;
  const about = jsonOf(data.get("page"));
  const deposits = inLanguage(jsonOf(data.get("deposits")), changes);
  window.made = {
    names, deposits, words: wordsOf(lang), chosen: [],
    page: { ...about, ...about.speech[lang], ...spoken }, sources: jsonOf(data.get("sources")),
    borders: decodeBorders(base, names),
    map: window[document.querySelector(".folium-map").id],
  };
}"""

ARCS = """() => {
  const { probe, made } = window;
  const countries = probe.countryPoints(made.borders.labels, made.names);
  const onSelect = (id) => made.chosen.push(id);
  const { deposits, words } = made;
  made.arcs = new probe.PartnerArcs(made.map, { deposits, countries, words, onSelect });
}"""


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages whose parts can be called from outside, whatever the page itself does with them."""
    original = page.asset
    extra = f"\nwindow.probe = {{ {', '.join(PARTS)} }};\n"
    added = {"main.js": extra}
    monkeypatch.setattr(page, "asset", lambda name: original(name) + added.get(name, ""))
    page.bundled.cache_clear()
    yield
    page.bundled.cache_clear()


@pytest.fixture(scope="module")
def three(bundled) -> Any:
    return bundled._only(IDS)


@pytest.fixture
def opened(probe, open_page, three) -> Any:
    found = open_page(deposit_map(three).html())
    found.page.evaluate(SET_UP, ["en", None, {}])
    return found


def show(opened: Any, deposit_id: str) -> Any:
    """Draw the detail of a deposit as the page does, whatever the way to it."""
    opened.page.evaluate(
        """([id]) => {
          const { probe, made } = window;
          const detail = document.getElementById("detail");
          detail.hidden = false;
          probe.drawDetail(detail, made.deposits.find((deposit) => deposit.id === id), {
            words: made.words, sources: made.sources, levels: made.page.levels,
            rules: made.page.rules, edition: made.page.edition, title: "The atlas", onClose() {} });
        }""",
        [deposit_id],
    )
    return opened.page.locator("#detail")
