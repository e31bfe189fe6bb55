"""The panel in the browser: its table, the address, downloads."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.panel_browser_kit import (
    HOSTILE,
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


# --- Table ---------------------------------------------------------------------------------------


def test_the_table_holds_what_is_in_sight_and_tells_how_much_there_is(opened):
    grid = opened.page.get_by_role("grid")
    assert grid.get_attribute("aria-rowcount") == "401"
    assert 5 < opened.page.locator("[data-row]").count() < 60
    assert names(opened)[:2] == ["Bayan Obo", "Beylikova (Kızılcaören)"]
    assert opened.page.locator("[data-row]").first.get_attribute("aria-rowindex") == "2"
    opened.page.locator(".grid-scroller").evaluate("(e) => e.scrollTo(0, e.scrollHeight)")
    opened.page.wait_for_selector('[aria-rowindex="401"]')
    rows = opened.page.locator("[data-row]")
    assert [int(row.get_attribute("aria-rowindex")) for row in rows.all()] == list(
        range(402 - rows.count(), 402)
    )
    last = opened.page.locator('[aria-rowindex="401"]').bounding_box()
    frame = opened.page.locator(".grid-scroller").bounding_box()
    assert last["y"] + last["height"] == pytest.approx(frame["y"] + frame["height"], abs=1)


def test_rows_of_the_table_are_of_one_height(opened):
    heights = opened.page.locator("[data-row]").evaluate_all(
        "(rows) => [...new Set(rows.map((row) => row.getBoundingClientRect().height))]"
    )
    assert len(heights) == 1
    assert opened.page.evaluate("harness.panel.grid.rowPx") == heights[0]


def test_headers_sort_both_ways_with_the_unknown_last(opened):
    header = opened.page.get_by_role("columnheader", name="Contained REO")
    assert header.get_attribute("aria-sort") == "descending"
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "ascending"
    assert names(opened)[0] == "Deposit 001"
    name = opened.page.get_by_role("columnheader", name="Name")
    name.get_by_role("button").press("Enter")
    assert name.get_attribute("aria-sort") == "ascending"
    assert header.get_attribute("aria-sort") is None
    assert names(opened)[:3] == [HOSTILE, "Bayan Obo", "Beylikova (Kızılcaören)"]
    head = opened.page.locator("thead th").first.bounding_box()
    opened.page.locator(".grid-scroller").evaluate("(e) => { e.scrollTop = 3000; }")
    opened.page.wait_for_timeout(100)
    assert opened.page.locator("thead th").first.bounding_box()["y"] == head["y"], "it is sticky"


def test_arrows_walk_and_enter_selects(opened):
    keyboard = opened.page.keyboard
    opened.page.locator("[data-row] button.name").first.focus()
    at = "closest('tr').getAttribute('aria-rowindex')"
    for key, index in (("ArrowDown", "3"), ("ArrowDown", "4"), ("ArrowUp", "3"), ("End", "401"),
                       ("ArrowDown", "401"), ("Home", "2"), ("ArrowUp", "2")):  # fmt: skip
        keyboard.press(key)
        assert focused(opened, at) == index, key
    keyboard.press("PageDown")
    assert int(focused(opened, at)) > 6
    box, frame, head = (
        opened.page.locator(each).bounding_box()
        for each in (":focus", ".grid-scroller", ".grid-scroller thead")
    )
    assert box["y"] >= head["y"] + head["height"]
    assert box["y"] + box["height"] <= frame["y"] + frame["height"]
    chosen = focused(opened, "closest('tr').dataset.row")
    keyboard.press("Enter")
    assert opened.page.evaluate("harness.selections") == [chosen]
    assert focused(opened, "closest('tr').getAttribute('aria-selected')") == "true"


def test_one_row_is_in_the_tab_order(opened):
    stops = '[data-row] button.name[tabindex="0"]'
    assert opened.page.locator(stops).count() == 1
    opened.page.locator(".grid-scroller").evaluate("(e) => { e.scrollTop = 9000; }")
    opened.page.wait_for_function("() => !document.querySelector('[aria-rowindex=\"2\"]')")
    assert opened.page.locator(stops).count() == 1
    assert opened.page.locator(stops).is_visible()


def test_the_keys_go_on_when_the_row_with_the_focus_left(opened):
    opened.page.locator("[data-row] button.name").first.focus()
    opened.page.keyboard.press("ArrowDown")
    opened.page.locator(".grid-scroller").evaluate("(e) => { e.scrollTop = 9000; }")
    opened.page.wait_for_function("() => document.activeElement.className === 'grid-scroller'")
    opened.page.keyboard.press("ArrowDown")
    assert focused(opened, "closest('tr').getAttribute('aria-rowindex')") == "4"


def test_select_brings_a_row_into_sight(opened):
    place = opened.page.evaluate(
        """() => {
          const { table, panel } = harness;
          const i = table.text("id").indexOf("id-005");
          panel.grid.select(i);
          return panel.grid.order.indexOf(i);
        }"""
    )
    assert place > 250
    row = opened.page.locator("tr.selected")
    assert row.get_attribute("data-row") == "id-005"
    frame, box = (each.bounding_box() for each in (opened.page.locator(".grid-scroller"), row))
    assert frame["y"] < box["y"] < frame["y"] + frame["height"]
    opened.page.evaluate("harness.panel.grid.select(-1)")
    assert opened.page.locator("tr.selected").count() == 0


def test_a_row_chosen_while_the_list_is_hidden_is_in_sight_afterwards(opened):
    opened.page.evaluate(
        """async () => {
          const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          document.getElementById("list").hidden = true;
          await frame();
          const { table, panel } = harness;
          panel.grid.select(table.text("id").indexOf("id-005"));
          await frame();
          document.getElementById("list").hidden = false;
          await frame();
        }"""
    )
    row = opened.page.locator("tr.selected")
    row.wait_for()
    frame = opened.page.locator(".grid-scroller").bounding_box()
    assert frame["y"] < row.bounding_box()["y"] < frame["y"] + frame["height"]


@pytest.mark.parametrize("rows", [3, 250_000])
def test_the_end_of_the_table_is_reached_at_any_length(open_page, rows):
    given = {
        "columns": [
            {"name": "id", "kind": "text", "values": [str(i) for i in range(rows)]},
            {"name": "name", "kind": "text", "values": [f"n{i}" for i in range(rows)]},
            {"name": "country", "kind": "category", "values": ["A"] * rows},
            {"name": "type", "kind": "category", "values": ["A"] * rows},
            {"name": "reo", "kind": "number", "values": list(range(rows))},
        ],
        "lat": [0] * rows,
        "lon": [0] * rows,
    }
    opened = open_page(harness(given))
    height = opened.page.locator("table").evaluate("(e) => e.offsetHeight")
    assert height < 12_100_000
    opened.page.locator("[data-row] button.name").first.focus()
    for key, index in (("End", rows + 1), ("Home", 2)):
        opened.page.keyboard.press(key)
        assert focused(opened, "closest('tr').getAttribute('aria-rowindex')") == str(index)
        box = opened.page.locator(":focus").bounding_box()
        frame = opened.page.locator(".grid-scroller").bounding_box()
        assert frame["y"] < box["y"]
        assert box["y"] + box["height"] < frame["y"] + frame["height"]
    opened.page.evaluate(f"harness.panel.grid.select({rows // 2})")
    box = opened.page.locator("tr.selected").bounding_box()
    assert frame["y"] < box["y"] < frame["y"] + frame["height"]
    assert opened.is_clean


def test_deposits_show_both_figures_with_their_levels(opened):
    opened.page.evaluate(
        """() => {
          const { table, words, store } = harness;
          const claims = [{ amount: "> 6.94 Mt", level: "E", reo_kt: 6940 },
                          { amount: "954 kt", level: "D", reo_kt: 954 },
                          { sentence: "694 Mt of ore" }];
          const records = table.text("name").map((name, i) => ({
            name, country: "Türkiye", type: "carbonatite", group: "carbonatite",
            undrawn: i === 399 ? "unknown" : undefined,
            ...(i === 0 && { estimates: claims, headline: 0, documented: 1 }),
            ...(i === 1 && { estimates: claims, headline: 2 }),
          }));
          for (const which of ["headline", "documented"]) {
            store.addKeys(`${which}_kt`, figureKeys(records, which));
          }
          const grid = { columns: depositColumns({ records, words }), caption: "Contained",
                         idOf: (i) => table.text("id")[i] };
          harness.panel.relabel({ grid });
          harness.panel.grid.sort({ column: "documented_kt", descending: true });
        }"""
    )
    first, second = (re.sub(r"\s+", " ", row) for row in opened.page.locator(
        "[data-row]").all_inner_texts()[:2])  # fmt: skip
    assert first.startswith("Beylikova (Kızılcaören) Türkiye · carbonatite > 6.94 Mt E")
    assert "954 kt D" in first
    assert second.startswith("Bayan Obo Türkiye · carbonatite no figure no figure")
    assert "not on the map" not in first + second
    marks = opened.page.locator("[data-row]").first.locator(".level")
    assert [mark.get_attribute("title") for mark in marks.all()] == [
        "announced, no report",
        "historical, compiled",
    ]
    header = opened.page.get_by_role("columnheader", name="Best documented")
    assert header.get_attribute("aria-sort") == "descending"
    opened.page.get_by_role("searchbox").fill("onerror")
    row = opened.page.locator("[data-row]").inner_text()
    assert "Türkiye · carbonatite · not on the map" in row


# --- Address, downloads --------------------------------------------------------------------------


def test_the_address_restores_what_is_seen_in_a_new_page(open_page, opened):
    open_filters(opened)
    facet(opened, "type").get_by_label("clay").check()
    facet(opened, "year").get_by_role("spinbutton", name="From").fill("1960")
    opened.page.get_by_role("searchbox").fill("deposit 1")
    opened.page.get_by_role("columnheader", name="Name").get_by_role("button").click()
    opened.page.locator("[data-row] button.name").nth(2).click()
    opened.page.wait_for_function("() => location.hash.includes('s=')")
    link = opened.page.evaluate("harness.address.link()")
    assert link.endswith("#s=id-015&q=deposit%201&f.type=clay&r.year=1960,&o=name")
    before = (names(opened)[:8], count_line(opened))
    again = opened.page.context.new_page()
    again.goto(link)
    again.wait_for_selector("html[data-ready]")
    assert again.locator(".count").inner_text() == before[1]
    assert again.locator("[data-row] button.name").all_inner_texts()[:8] == before[0]
    assert again.locator("tr.selected").get_attribute("data-row") == "id-015"
    assert again.get_by_role("searchbox").input_value() == "deposit 1"
    again.get_by_role("button", name="Filters").click()
    assert again.get_by_role("checkbox", name="clay").is_checked()
    assert opened.is_clean


def test_an_address_that_makes_no_sense_shows_all(opened):
    hash_ = "#f.type=nothing&f.no=1&r.type=1,2&r.year=x&o=nothing&q=%E0%A4&v=1&__proto__=2"
    opened.page.evaluate("(h) => { location.hash = h; }", hash_)
    opened.page.wait_for_timeout(50)
    assert count_line(opened) == "400 in all"
    opened.page.evaluate("location.hash = '#f.type=carbonatite,nothing'")
    opened.page.wait_for_function("() => document.querySelector('.count').textContent[0] === '2'")
    assert opened.is_clean


def saved(opened: Any, button: str) -> tuple[str, str]:
    with opened.page.expect_download() as waiting:
        opened.page.get_by_role("button", name=button, exact=True).click()
    path = waiting.value.path()
    return waiting.value.suggested_filename, Path(path).read_bytes().decode("utf-8")


def test_downloads_hold_the_filtered_rows_in_their_order(opened):
    opened.page.get_by_role("searchbox").fill("b")
    opened.page.get_by_role("columnheader", name="Name").get_by_role("button").click()
    name, text = saved(opened, "CSV")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert name == "deposits.csv"
    assert [row["name"] for row in rows] == ["Bayan Obo", "Beylikova (Kızılcaören)"]
    assert rows[1]["partners"] == "CN; RU"
    assert (rows[1]["lat"], rows[1]["lon"], rows[1]["reo"]) == ("39.6", "31.4", "6940")
    name, text = saved(opened, "GeoJSON")
    found = json.loads(text)
    assert name == "deposits.geojson"
    assert [each["properties"]["id"] for each in found["features"]] == [
        "cn-bayan-obo",
        "tr-beylikova",
    ]
    assert found["features"][1]["geometry"]["coordinates"] == [31.4, 39.6]
    assert opened.is_clean


@pytest.mark.parametrize("is_allowed", [True, False])
def test_the_link_is_copied_or_shown_to_be_copied(open_page, is_allowed):
    script = "navigator.clipboard.writeText = async (t) => { window.__copied = t; };"
    refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
    opened = open_page(harness(), script=script if is_allowed else refuse)
    opened.page.get_by_role("searchbox").fill("beylikova")
    opened.page.get_by_role("button", name="Copy link").click()
    said = opened.page.locator(".said")
    said.get_by_text("copied" if is_allowed else "Copy this link").wait_for()
    if is_allowed:
        link = opened.page.evaluate("window.__copied")
    else:
        link = said.get_by_role("textbox").input_value()
    assert link.endswith("#q=beylikova&o=-reo")
