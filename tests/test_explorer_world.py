"""The page of the bundled data as its reader uses it: search, filters, table and map."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.browser_kit import MAP, STILL, centres, on_top
from tests.explorer_kit import column, counted, facet, holds, numbers, tallies
from tests.explorer_world_kit import ids, matching, page, shared, table

__all__ = ["page", "shared", "table"]

pytestmark = pytest.mark.browser

FACETS = ("group", "type", "status", "level", "country", "code", "kind", "partner_countries")

RANGES = ("reo_kt", "grade_pct", "ore_mt", "year")


def shown_ids(page: Any) -> set[str]:
    found = page.locator("[data-deposit]").evaluate_all(
        "(all) => all.map((e) => e.dataset.deposit)"
    )
    return set(found)


# --- Search and filters --------------------------------------------------------------------------


def test_a_search_without_marks_finds_beylikova(page):
    page.locator("#search").fill("kizilcaoren")
    rows = page.locator("[data-row]")
    assert [row.get_attribute("data-row") for row in rows.all()] == ["tr-beylikova"]
    assert shown_ids(page) == {"tr-beylikova"}
    assert page.locator(".count").inner_text() == "1 of 483"
    rows.locator("button").click()
    assert page.locator("#detail-name").inner_text() == "Beylikova"


def test_every_facet_counts_what_the_other_filters_leave(page, table):
    assert table.facets == (*FACETS, *RANGES)
    chosen = {"country": {"CN", "US"}, "level": {"D"}}
    for name, wanted in chosen.items():
        part = facet(page, name)
        for value in wanted:
            part.locator(f'input[value="{value}"]').check()
    part = facet(page, "reo_kt")
    part.get_by_role("spinbutton", name="From").fill("10")
    filters = {name: holds(table, name, wanted) for name, wanted in chosen.items()}
    filters["reo_kt"] = numbers(table, "reo_kt") >= 10
    rows = np.logical_and.reduce(list(filters.values()))
    assert 5 < rows.sum() < len(rows)
    assert matching(page) == rows.sum()
    everything = np.ones(len(rows), dtype=bool)
    for name in FACETS:
        others = [each for other, each in filters.items() if other != name]
        live = np.logical_and.reduce([everything, *others])
        assert tallies(facet(page, name)) == counted(table, name, live), name


@pytest.mark.parametrize("name", FACETS)
def test_a_value_of_each_facet_leaves_those_that_have_it(page, table, name):
    part = facet(page, name)
    wanted = max((count, value) for value, count in tallies(part).items() if value)[1]
    part.locator(f'input[value="{wanted}"]').check()
    rows = holds(table, name, {wanted})
    assert matching(page) == rows.sum()
    placed = np.isfinite(table.lat)
    assert shown_ids(page) == ids(table, rows & placed)
    assert page.locator(".chip").count() == 1


@pytest.mark.parametrize("name", RANGES)
def test_a_range_of_each_number_leaves_those_within(page, table, name):
    known = numbers(table, name)
    low, high = np.nanquantile(known, [0.3, 0.8], method="nearest")
    part = facet(page, name)
    part.get_by_role("spinbutton", name="From").fill(repr(float(low)))
    part.get_by_role("spinbutton", name="To").fill(repr(float(high)))
    rows = (known >= low) & (known <= high)
    assert 20 < rows.sum() < len(rows) - 20
    assert matching(page) == rows.sum()
    unknown = int(np.isnan(known).sum())
    assert f"{unknown} without a value left out" in part.inner_text()
    assert shown_ids(page) == ids(table, rows & np.isfinite(table.lat))


def test_chips_name_the_filters_and_give_them_up(page):
    facet(page, "country").locator('input[value="TR"]').check()
    page.locator("#search").fill("a")
    page.get_by_label("Only in view").check()
    chips = page.locator(".chip")
    said = [chip.inner_text().split("\n")[0] for chip in chips.all()]
    assert sorted(said) == ["Country: Türkiye", "Only in view", "Search: a"]
    few = matching(page)
    chips.filter(has_text="Country").click()
    assert matching(page) > few
    page.locator(".chip-reset").click()
    assert chips.count() == 0
    assert matching(page) == page.evaluate("geodeposits.deposits")
    assert page.locator("#search").input_value() == ""


def test_occurrences_follow_country_type_and_search(page):
    pixels = """() => [...document.querySelectorAll(".cloud canvas")].reduce((sum, canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 3; i < data.length; i += 4) if (data[i] > 0) sum += 1;
      return sum;
    }, 0)"""
    page.wait_for_timeout(100)
    everywhere = page.evaluate(pixels)
    facet(page, "country").locator('input[value="TR"]').check()
    page.wait_for_timeout(100)
    turkey = page.evaluate(pixels)
    page.locator("#search").fill("nothing of that name")
    page.wait_for_timeout(100)
    assert everywhere > 20 * turkey > 0
    assert page.evaluate(pixels) == 0


def test_nothing_found_is_said_and_drawn(page):
    page.locator("#search").fill("nothing of that name")
    assert "Nothing matches" in page.locator(".empty").inner_text()
    assert page.evaluate("[geodeposits.matching, geodeposits.drawn]") == [0, 0]
    assert page.locator("[data-deposit]").count() == 0
    page.locator(".empty button").click()
    assert page.evaluate("geodeposits.drawn") > 400


def test_what_is_filtered_away_is_not_met_by_the_pointer(page, shared):
    page.evaluate(STILL)
    drawn = centres(shared)
    away = next(each for each in sorted(drawn) if on_top(drawn, each) == each and each[:2] == "au")
    x, y = drawn[away][:2]
    page.mouse.move(x, y)
    page.locator(".leaflet-tooltip.tip").wait_for()
    facet(page, "country").locator('input[value="TR"]').check()
    page.mouse.move(5, 5)
    page.mouse.move(x, y)
    page.mouse.move(x + 1, y)
    assert away not in shown_ids(page)
    assert page.locator(".leaflet-tooltip.tip").count() == 0
    page.mouse.click(x, y)
    assert page.evaluate("geodeposits.selected") is None


# --- Table and map -------------------------------------------------------------------------------


def test_the_table_sorts_both_ways(page, table):
    button = page.locator('th[data-column="headline"] button')
    first = "[data-row] td:nth-child(2) .amount"
    assert page.locator('th[aria-sort="descending"]').count() == 1
    largest = page.locator(first).first.inner_text()
    button.click()
    smallest = page.locator(first).first.inner_text()
    assert page.locator('th[aria-sort="ascending"]').count() == 1
    assert largest.replace("\u00a0", " ").endswith(" Mt")
    assert smallest.replace("\u00a0", " ").endswith(" t")
    names = page.locator('th[data-column="name"] button')
    names.click()
    rising = [row.inner_text() for row in page.locator("[data-row] button.name").all()[:5]]
    names.click()
    falling = [row.inner_text() for row in page.locator("[data-row] button.name").all()[:5]]
    known = sorted(map(str, column(table, "name").values), key=str.casefold)
    assert rising[0] == known[0]
    assert falling[0][0].casefold() >= "z" > rising[-1][0].casefold()


def test_a_choice_in_the_table_is_marked_on_the_map_and_back(page, shared):
    page.locator("#search").fill("mountain pass")
    page.locator('[data-row="us-mountain-pass"] button').click()
    marked = page.locator(".deposit.selected [data-deposit]")
    assert marked.get_attribute("data-deposit") == "us-mountain-pass"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('tr').dataset.row") == "us-mountain-pass"
    assert marked.count() == 0
    page.locator("#search").fill("beylikova")
    page.evaluate(f"{MAP}.setView([39.6, 31.35], 7, {{ animate: false }})")
    page.locator('[data-deposit="tr-beylikova"]').click()
    assert page.locator("tr.selected").get_attribute("data-row") == "tr-beylikova"
    page.locator(".back").click()
    assert page.evaluate("document.activeElement.closest('tr').dataset.row") == "tr-beylikova"
