"""The page of the bundled data in headless Chromium, with every request refused and counted."""

from __future__ import annotations

import math
import re

import pytest

from geodeposits.maps import deposit_map
from geodeposits.maps.records import deposit_records
from tests.browser_kit import MAP, open_detail, radius, symbol

pytestmark = pytest.mark.browser


def test_the_world_is_drawn_without_a_request(open_page, world, bundled):
    opened = open_page(world)
    usable = [record for record in deposit_records(bundled) if "undrawn" not in record]
    assert opened.handle["drawn"] == len(usable)
    assert opened.page.locator(".deposit").count() == len(usable)
    assert opened.handle["deposits"] == opened.handle["matching"] == len(bundled)
    table = opened.page.locator("table.deposits")
    assert table.get_attribute("aria-rowcount") == str(len(bundled) + 1)  # with its head
    assert 0 < opened.page.locator("[data-row]").count() < 60  # only those in sight
    assert opened.is_clean


def test_the_borders_are_on_the_canvas(open_page, world):
    opened = open_page(world)
    colours = opened.page.evaluate(
        """() => {
          const canvas = document.querySelector("canvas.basemap");
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const seen = new Map();
          for (let i = 0; i < data.length; i += 40) {
            const key = data.slice(i, i + 4).join();
            seen.set(key, (seen.get(key) ?? 0) + 1);
          }
          return [...seen].sort((a, b) => b[1] - a[1]).slice(0, 2).map(([key]) => key);
        }"""
    )
    assert sorted(colours) == ["221,232,239,255", "246,243,236,255"]  # --sea, --land


def test_a_click_on_beylikova_shows_its_claims(open_page, world):
    opened = open_page(world)
    opened.page.evaluate(f"{MAP}.setView([39.6, 31.35], 7, {{ animate: false }})")
    opened.page.locator('[data-deposit="tr-beylikova"]').click()
    detail = opened.page.locator("#detail")
    assert opened.handle["selected"] == "tr-beylikova"
    text = re.sub(r"\s+", " ", detail.inner_text())
    assert "694 Mt of ore at > 1 % REO, contained > 6.94 Mt REO" in text
    assert "contained 12.5 Mt REO" in text
    assert "announced by an official or a company without a report" in text
    refuted = detail.locator("li.refuted")
    assert "40.5972°, 31.3672°" in refuted.locator("s").inner_text()
    assert "Refuted" in refuted.inner_text()
    assert "One degree too far north" in refuted.inner_text()
    china = detail.locator("li", has=opened.page.locator("h4", has_text="China")).first
    assert [each.split()[0] for each in china.locator("strong").all_inner_texts()] == [
        "talks",
        "MoU",
        "stalled",
    ]
    assert opened.is_clean


def test_every_claim_of_beylikova_links_to_its_source(open_page, bundled):
    one = bundled.deposit("tr-beylikova")
    opened = open_page(deposit_map(one, selected="tr-beylikova").html())
    (record,) = deposit_records(one)
    claims = opened.page.locator("#detail .claims > li, #detail .steps > li")
    steps = sum(len(party["steps"]) for party in record["partners"])
    kinds = ("estimates", "positions", "partners", "conditions", "owners", "plants", "steps")
    assert claims.count() == sum(len(record.get(kind, ())) for kind in kinds) + steps
    links = opened.page.locator("#detail .cite a")
    assert links.count() > 30
    for name, value in (("target", "_blank"), ("rel", "noopener noreferrer nofollow")):
        assert {link.get_attribute(name) for link in links.all()} == {value}
    assert opened.is_clean


def test_the_switch_resizes_and_rerings(open_page, world):
    opened = open_page(world)
    before = radius(opened, "tr-beylikova")
    dashes = symbol(opened, "tr-beylikova").locator(".ring").get_attribute("stroke-dasharray")
    opened.page.get_by_label("Best documented").check()
    assert opened.handle["figure"] == "documented"
    after = radius(opened, "tr-beylikova")
    assert before / after == pytest.approx(math.sqrt(6940 / 954), rel=1e-6)
    ring = symbol(opened, "tr-beylikova").locator(".ring")
    assert ring.get_attribute("stroke-dasharray") != dashes
    assert opened.page.locator('th[aria-sort="descending"]').inner_text() == "Best documented"


def test_the_keyboard_alone_reaches_a_source(open_page, world):
    opened = open_page(world)
    keyboard = opened.page.keyboard
    focused = "document.activeElement"
    keyboard.press("Tab")
    assert opened.page.evaluate(f"{focused}.className") == "skip"
    keyboard.press("Enter")
    chosen = opened.page.evaluate(f"{focused}.closest('[data-row]').dataset.row")
    keyboard.press("Enter")
    assert opened.handle["selected"] == chosen
    assert opened.page.evaluate(f"{focused}.id") == "detail-name"
    keyboard.press("Tab")
    assert opened.page.evaluate(f"{focused}.closest('.cite') && {focused}.protocol") == "https:"
    outline = opened.page.evaluate(f"getComputedStyle({focused}).outlineStyle")
    assert outline == "solid"
    keyboard.press("Escape")
    assert opened.handle["selected"] is None
    assert opened.page.evaluate(f"{focused}.closest('[data-row]').dataset.row") == chosen


def test_dark_colours_reach_page_and_map(open_page, world):
    opened = open_page(world, color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    assert opened.page.evaluate(background) == "rgb(20, 26, 33)"
    land = opened.page.evaluate(
        f"""() => {{
          const canvas = document.querySelector("canvas.basemap");
          const {{ x, y }} = {MAP}.latLngToLayerPoint([15, 20]).subtract(canvas._leaflet_pos);
          return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
        }}"""
    )
    assert land == [42, 51, 60, 255]
    opened.page.emulate_media(color_scheme="light")
    assert opened.page.evaluate(background) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("size", [(1440, 900), (390, 844), (320, 640)])
def test_nothing_is_cut(open_page, world, size):
    opened = open_page(world, size=size)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    cut = """(selector) => [...document.querySelectorAll(selector)]
      .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"""
    for selector in (".legend li", ".legend-block", ".deposits td", ".top h1", ".switch label"):
        assert opened.page.evaluate(cut, selector) == [], selector
    open_detail(opened, "tr-beylikova")
    for selector in ("#detail", "#detail li", "#detail dl", ".chosen > div"):
        assert opened.page.evaluate(cut, selector) == [], selector
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_legend_is_in_sight_on_a_phone(open_page, world):
    opened = open_page(world, size=(390, 844))
    box = opened.page.locator("#legend").bounding_box()
    assert box["y"] + box["height"] <= 844


def test_print_shows_map_and_claims_whole(open_page, world):
    opened = open_page(world)
    opened.page.emulate_media(media="print")
    assert opened.page.locator("#figure-switch").is_hidden()
    assert opened.page.evaluate("getComputedStyle(panel).overflow") == "visible"
