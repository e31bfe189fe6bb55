"""The panel in headless Chromium: the modules on a page of their own, with a table made by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from geodeposits.maps.page import asset

pytestmark = pytest.mark.browser

JS = Path(__file__).parent / "js"
MODULES = (
    *("dom.js", "locale.js", "words_en.js", "words_tr.js", "words.js", "symbols.js", "order.js"),
    *("filters.js", "store.js", "state.js", "downloads.js", "grid.js", "facets.js", "panel.js"),
)
HOSTILE = "<img src=x onerror=window.__pwned=1>"
ROWS = 400


def table_of(rows: int = ROWS) -> dict[str, Any]:
    """Three known deposits, one of them without a position, then made ones."""
    columns: dict[str, tuple[str, str, list[Any]]] = {
        "id": ("Id", "text", ["tr-beylikova", "cn-bayan-obo", "xx-hostile"]),
        "name": ("Name", "text", ["Beylikova (Kızılcaören)", "Bayan Obo", HOSTILE]),
        "country": ("Country", "category", ["TR", "CN", ""]),
        "type": ("Type", "category", ["carbonatite", "carbonatite", HOSTILE]),
        "partners": ("Partner country", "categories", [["CN", "RU"], [], [HOSTILE]]),
        "reo": ("Contained REO", "number", [6940.0, 57400.0, None]),
        "year": ("Year", "integer", [2022, 1986, None]),
    }
    values = {name: list(known) for name, (_, _, known) in columns.items()}
    for i in range(rows - 3):
        kind = "clay" if i % 2 else "placer"
        parties, kt = ["KZ"] if i % 10 == 0 else [], 1.0 + i if i % 4 else None
        made = [f"id-{i:03}", f"Deposit {i:03}", f"C{i % 12:02}", kind, parties, kt, 1950 + i % 70]
        for name, value in zip(columns, made, strict=True):
            values[name].append(value)
    known = {"lat": [39.6, 41.8, None], "lon": [31.4, 110.0, None]}
    lat = [*known["lat"][:2], *[i % 50 for i in range(rows - 3)], None]
    lon = [*known["lon"][:2], *[i % 150 for i in range(rows - 3)], None]
    for column in values.values():  # without a position comes last
        column.append(column.pop(2))
    listed = [
        {"name": name, "label": label, "kind": kind, "values": values[name],
         "unit": "kt" if name == "reo" else ""}
        for name, (label, kind, _) in columns.items()
    ]  # fmt: skip
    return {"columns": listed, "lat": lat, "lon": lon, "search": ["name"]}


def harness(
    given: dict[str, Any] | None = None, *, lang: str = "en", script: str = "panel_harness.mjs"
) -> str:
    """Join the modules as the page does, under the same policy."""
    own = ("fake_table.mjs", script)
    texts = [*map(asset, MODULES), *((JS / name).read_text("utf-8") for name in own)]
    joined = "\n".join(re.sub(r"^(import .*\n|export )", "", text, flags=re.M) for text in texts)
    allowed = b64encode(sha256(joined.encode()).digest()).decode()
    data = json.dumps({**(given or table_of()), "lang": lang}).replace("<", "\\u003c")
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>Harness</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-{allowed}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>{asset("page.css")}</style><style>{asset("map.css")}</style><style>{asset("panel.css")}</style>
</head><body><header class="top"><h1>Harness</h1></header><main>
<section class="map-area" aria-label="Map"></section><section class="legend" aria-label="Legend"></section>
<section id="panel" class="panel" aria-label="Deposits" tabindex="-1"><div id="list"></div></section>
</main><script type="application/json" id="given">{data}</script>
<script type="module">{joined}</script></body></html>"""  # noqa: E501


@pytest.fixture
def opened(open_page: Any) -> Any:
    return open_page(harness())


def names(opened: Any) -> list[str]:
    return list(opened.page.locator("[data-row] button.name").all_inner_texts())


def count_line(opened: Any) -> str:
    return str(opened.page.locator(".count").inner_text())


def focused(opened: Any, script: str) -> Any:
    return opened.page.evaluate(f"(document.activeElement).{script}")


def open_filters(opened: Any) -> None:
    opened.page.get_by_role("button", name="Filters").click()


def facet(opened: Any, name: str) -> Any:
    found = opened.page.locator(f'[data-facet="{name}"]')
    if found.get_attribute("open") is None:
        found.locator("summary").click()
        found.locator("li, rect").first.wait_for(state="attached")
    return found


def tallies(part: Any) -> dict[str, str]:
    rows = [row.inner_text().split("\n") for row in part.locator(".values li").all()]
    return {row[0]: row[-1] for row in rows}


# --- Search ------------------------------------------------------------------------------------


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


# --- Facets, ranges, chips ---------------------------------------------------------------------


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


# --- Table -------------------------------------------------------------------------------------


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


# --- Address, downloads ------------------------------------------------------------------------


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


# --- Languages, small screens, colours ---------------------------------------------------------


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
