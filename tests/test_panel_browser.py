"""The panel in headless Chromium: the modules on a page of their own, with a table made by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.panel_browser_kit import (
    HOSTILE,
    ROWS,
    count_line,
    facet,
    focused,
    harness,
    names,
    open_filters,
    opened,
)

__all__ = ["opened"]

pytestmark = pytest.mark.browser


def tallies(part: Any) -> dict[str, str]:
    rows = [row.inner_text().split("\n") for row in part.locator(".values li").all()]
    return {row[0]: row[-1] for row in rows}


# --- Search --------------------------------------------------------------------------------------


def test_search_finds_the_name_without_its_marks_and_escape_gives_it_up(opened):
    box = opened.page.get_by_role("searchbox", name="Search")
    box.fill("kizilcaoren")
    assert names(opened) == ["Beylikova (Kızılcaören)"]
    assert count_line(opened) == "1 of 400"
    box.press("Escape")
    assert box.input_value() == ""
    assert count_line(opened) == "400 in all"
    assert opened.is_clean


def test_what_the_data_says_is_text(opened):
    opened.page.get_by_role("searchbox").fill("onerror")
    assert names(opened) == [HOSTILE]
    open_filters(opened)
    for name in ("type", "partners"):
        facet(opened, name).locator("label", has_text=HOSTILE).locator("input").check()
    assert opened.page.locator(".chip", has_text=HOSTILE).count() == 2
    assert opened.page.evaluate("window.__pwned") is None
    assert opened.page.locator("img").count() == 0
    assert opened.is_clean


# --- Facets, ranges, chips -----------------------------------------------------------------------


def test_facets_count_what_the_other_filters_leave(opened):
    open_filters(opened)
    kinds = facet(opened, "type")
    assert tallies(kinds) == {"placer": "199", "clay": "198", "carbonatite": "2", HOSTILE: "1"}
    kinds.get_by_label("carbonatite").check()
    assert count_line(opened) == "2 of 400"
    assert tallies(kinds)["clay"] == "198", "its own counts stay"
    land = facet(opened, "country")
    shown = tallies(land)
    assert shown["C00"] == "0"
    assert land.get_by_label("C00").is_disabled()
    assert land.get_by_label("C00").is_visible()
    assert "Türkiye" not in shown, "beyond the first eight"
    land.get_by_role("button", name="Show all 15").click()
    assert tallies(land)["Türkiye"] == "1"
    assert list(tallies(land))[-1] == "no data"
    land.get_by_label("Türkiye").check()
    assert names(opened) == ["Beylikova (Kızılcaören)"]
    land.get_by_role("button", name="Show fewer").click()
    assert "Türkiye" in tallies(land), "what is chosen stays in sight"
    assert opened.page.locator(".badge").inner_text() == "2"


def test_a_facet_is_a_fieldset_with_a_legend(opened):
    open_filters(opened)
    part = facet(opened, "country")
    assert part.locator("fieldset > legend").text_content() == "Country"
    assert opened.page.get_by_role("group", name="Country").count() == 1


def test_a_facet_of_several_values_a_row(opened):
    open_filters(opened)
    part = facet(opened, "partners")
    assert tallies(part) == {"KZ": "40", "CN": "1", "RU": "1", HOSTILE: "1", "no data": "358"}
    part.get_by_label("RU").check()
    assert names(opened) == ["Beylikova (Kızılcaören)"]
    assert tallies(part)["KZ"] == "40"


def test_a_checked_value_that_nobody_meets_can_be_given_up(opened):
    open_filters(opened)
    box = facet(opened, "type").get_by_label("placer")
    box.check()
    opened.page.get_by_role("searchbox").fill("beylikova")
    assert count_line(opened) == "0 of 400"
    assert box.is_enabled()
    box.press("Space")
    assert names(opened) == ["Beylikova (Kızılcaören)"]
    assert focused(opened, "value") == "placer"


def test_a_range_leaves_the_unknown_out_and_says_so(opened):
    open_filters(opened)
    part = facet(opened, "reo")
    assert part.locator("svg.histogram rect").count() == 40
    assert "101 without a value" in part.inner_text()
    part.get_by_role("spinbutton", name="From").fill("6940")
    assert sorted(names(opened)) == ["Bayan Obo", "Beylikova (Kızılcaören)"]
    assert "101 without a value left out" in part.inner_text()
    assert opened.page.locator(".chip").inner_text().startswith("Contained REO: ≥ 6,940 kt")
    part.get_by_role("spinbutton", name="To").fill("7000")
    assert names(opened) == ["Beylikova (Kızılcaören)"]
    part.get_by_role("spinbutton", name="To").fill("10")
    assert part.get_by_role("spinbutton", name="To").get_attribute("aria-invalid") == "true"
    assert "No range" in part.inner_text()
    assert names(opened) == ["Beylikova (Kızılcaören)"], "the last usable range stands"
    opened.page.get_by_role("button", name="Remove the filter Contained REO").click()
    assert count_line(opened) == "400 in all"
    assert part.get_by_role("spinbutton", name="From").input_value() == ""
    assert part.get_by_role("spinbutton", name="To").get_attribute("aria-invalid") is None


def test_the_bars_show_what_the_other_filters_leave(opened):
    open_filters(opened)
    part = facet(opened, "year")
    bars = "(rects) => rects.filter((rect) => rect.getAttribute('height') > 0).length"
    live = part.locator(".bar-live")
    assert live.evaluate_all(bars) == 20
    opened.page.get_by_role("searchbox").fill("beylikova")
    assert live.evaluate_all(bars) == 1


def test_chips_are_removed_by_keyboard_and_the_focus_stays(opened):
    open_filters(opened)
    for value in ("placer", "clay", "carbonatite"):
        facet(opened, "type").get_by_label(value).check()
    chips = opened.page.locator(".chip")
    assert chips.count() == 3
    chips.nth(1).focus()
    opened.page.keyboard.press("Delete")
    assert focused(opened, "textContent").startswith("Type: carbonatite")
    opened.page.keyboard.press("Enter")
    assert focused(opened, "className") == "chip-reset"
    opened.page.keyboard.press("Enter")
    assert chips.count() == 0
    assert focused(opened, "type") == "search"
    assert count_line(opened) == "400 in all"


def test_escape_folds_the_filters_and_gives_the_focus_back(opened):
    open_filters(opened)
    facet(opened, "type").get_by_label("clay").focus()
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#filters").is_hidden()
    assert focused(opened, "className") == "filters-toggle"
    assert focused(opened, "getAttribute('aria-expanded')") == "false"


def test_an_empty_result_says_so_and_offers_a_way_back(opened):
    opened.page.get_by_role("searchbox").fill("nothing of that name")
    empty = opened.page.locator(".empty")
    assert "Nothing matches" in empty.inner_text()
    assert opened.page.locator("table").is_hidden()
    empty.get_by_role("button", name="Reset all").click()
    assert empty.is_hidden()
    assert len(names(opened)) > 5


def test_only_in_view_follows_the_map(opened):
    seen = "(b) => harness.panel.seen(b)"
    opened.page.evaluate(seen, {"south": 39, "west": 31, "north": 40, "east": 32})
    assert count_line(opened) == "400 in all"
    opened.page.get_by_label("Only in view").check()
    assert names(opened)[0] == "Beylikova (Kızılcaören)"
    opened.page.evaluate(seen, {"south": 41.7, "west": 469.9, "north": 41.9, "east": 470.1})
    assert names(opened) == ["Bayan Obo"]
    opened.page.get_by_role("button", name="Remove the filter Only in view").click()
    assert not opened.page.get_by_label("Only in view").is_checked()
    assert count_line(opened) == "400 in all"


def test_what_has_no_place_is_named_as_long_as_it_matches(opened):
    note = opened.page.locator("details.undrawn")
    assert "1 deposit without a usable position" in note.inner_text()
    assert "(nobody says where)" in note.inner_text()
    note.get_by_role("button").click()
    assert opened.page.evaluate("harness.selections") == ["xx-hostile"]
    opened.page.get_by_role("searchbox").fill("beylikova")
    assert note.count() == 0


# --- Languages, small screens, colours -----------------------------------------------------------


def test_turkish_words_and_numbers(open_page):
    opened = open_page(harness(lang="tr"))
    opened.page.get_by_role("searchbox", name="Ara").fill("b")
    assert count_line(opened) == "2 / 400"
    opened.page.get_by_role("button", name="Filtreler").click()
    facet(opened, "reo").get_by_role("spinbutton", name="En az").fill("6940.5")
    chip = opened.page.locator(".chip").last.inner_text()
    assert chip.startswith("Contained REO: ≥ 6.940,5 kt")


def test_a_change_of_language_keeps_what_is_chosen(opened):
    open_filters(opened)
    facet(opened, "type").get_by_label("carbonatite").check()
    opened.page.locator("[data-row] button.name").last.click()
    opened.page.evaluate(
        """() => {
          const words = harness.wordsOf("tr");
          harness.panel.relabel({ words, grid: harness.gridOf(words) });
        }"""
    )
    assert count_line(opened) == "2 / 400"
    assert facet(opened, "type").get_by_label("carbonatite").is_checked()
    assert opened.page.locator("tr.selected").get_attribute("data-row") == "tr-beylikova"
    assert opened.page.locator(".chip").get_attribute("aria-label") == (
        "Filtreyi kaldır: Type: carbonatite"
    )


def test_on_a_phone_the_filters_are_a_sheet(open_page):
    opened = open_page(harness(), size=(360, 740))
    wide = "document.documentElement.scrollWidth"
    assert opened.page.evaluate(wide) <= 360
    open_filters(opened)
    sheet = opened.page.get_by_role("dialog", name="Filters")
    box = sheet.bounding_box()
    assert (box["x"], box["width"]) == (0, 360)
    assert box["y"] + box["height"] == pytest.approx(740, abs=1)
    facet(opened, "type").get_by_label("carbonatite").check()
    done = sheet.get_by_role("button", name="Show 2")
    assert done.is_visible()
    inside = "(document.activeElement.closest('dialog') !== null)"
    for _ in range(30):
        opened.page.keyboard.press("Tab")
        held = opened.page.evaluate(f"{inside} || document.activeElement === document.body")
        assert held, "the focus stays within"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("dialog[open]").count() == 0
    assert focused(opened, "className") == "filters-toggle"
    open_filters(opened)
    done.click()
    assert count_line(opened) == "2 of 400"
    assert opened.page.evaluate(wide) <= 360
    assert opened.is_clean


def test_open_filters_move_when_the_window_does(opened):
    open_filters(opened)
    facet(opened, "type").get_by_label("clay").check()
    opened.page.set_viewport_size({"width": 390, "height": 844})
    opened.page.get_by_role("dialog", name="Filters").wait_for()
    assert facet(opened, "type").get_by_label("clay").is_checked()
    opened.page.set_viewport_size({"width": 1440, "height": 900})
    opened.page.locator(".filters-inline #filters").wait_for()
    assert opened.page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)])
def test_no_label_is_cut(open_page, size):
    opened = open_page(harness(), size=size)
    open_filters(opened)
    for name in ("country", "type", "partners", "reo", "year"):
        facet(opened, name)
    cut = """(selector) => [...document.querySelectorAll(selector)]
      .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"""
    for selector in (".facet", ".values li", ".chips li", ".bar", ".finder", "thead th", ".ends"):
        assert opened.page.evaluate(cut, selector) == [], selector
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_paper_holds_every_row_and_the_screen_comes_back(opened):
    opened.page.locator("[data-row] button.name").nth(2).focus()
    before = opened.page.locator("[data-row]").count()
    pages = len(re.findall(rb"/Type\s*/Page\b", opened.page.pdf()))
    assert pages > 8
    opened.page.wait_for_function("(n) => document.querySelectorAll('[data-row]').length === n",
                                  arg=before)  # fmt: skip
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(names(opened)) == ROWS
    assert names(opened)[-1] == HOSTILE, "its figure is unknown"
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("[data-row]").count() == before
    assert focused(opened, "closest('tr').getAttribute('aria-rowindex')") == "4"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page, scheme):
    opened = open_page(harness(), color_scheme=scheme)
    open_filters(opened)
    facet(opened, "type").get_by_label("clay").check()
    ratios = opened.page.evaluate(
        """() => {
          const light = (rgb) => rgb.map((v) => v / 255)
            .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
            .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
          const rgba = (text) => text.match(/[\\d.]+/g).map(Number);
          const ground = (e) => {
            for (let at = e; at; at = at.parentElement) {
              const [r, g, b, a = 1] = rgba(getComputedStyle(at).backgroundColor);
              if (a === 1) return [r, g, b];
            }
            return null;
          };
          const found = {};
          for (const each of document.querySelectorAll(".explore *")) {
            const own = [...each.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
            if (!own || !each.checkVisibility()) continue;
            const a = light(rgba(getComputedStyle(each).color).slice(0, 3));
            const b = light(ground(each));
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const kind = each.className || each.tagName;
            found[kind] = Math.min(ratio, found[kind] ?? 99);
          }
          return found;
        }"""
    )
    assert len(ratios) > 10
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}
