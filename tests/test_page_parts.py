"""A page of many rows: what is read to draw them, and what is read only then."""

from __future__ import annotations

import html
import re
from typing import Any

import geopandas
import pytest
import shapely

from geodeposits.maps import deposit_map, explore
from geodeposits.maps.columns import Column, ColumnTable, encode_table, opening_blocks
from tests.browser_kit import deposit
from tests.test_maps import blocks_of

ROWS = 6


def wells() -> geopandas.GeoDataFrame:
    columns = {
        "name": ["Anna", "Bert", "Cleo", "Dora", "Emil", "Fritz"],
        "aquifer": ["chalk", "sand"] * 3,
        "owner": ["state", "city", "city"] * 2,
        "depth": [1.5, 2.5, 3.5, 4.5, 5.5, 6.5],
        "remark": [f"remark {'x' * k}" for k in range(ROWS)],
        "kinds": [["a"], [], ["b"], ["a", "b"], [], ["c"]],
    }
    places = shapely.points([10, 20, 30, 40, 50, 60], [1, 2, 3, 4, 5, 6])
    return geopandas.GeoDataFrame(columns, geometry=places, crs=4326)


def table_of(**roles: Any) -> ColumnTable:
    kinds = {
        "about": "text",
        "type": "category",
        "tags": "categories",
        "ore": "number",
        "at": "text",
    }
    columns = tuple(
        Column(
            name,
            name,
            kind,
            [["x"]] if kind == "categories" else [1.0 if kind == "number" else "x"],
        )  # type: ignore[arg-type]
        for name, kind in kinds.items()
    )
    return ColumnTable([0.0], [0.0], columns, **roles)  # type: ignore[arg-type]


def test_a_list_shows_the_first_columns_that_are_no_free_text():
    assert table_of().listed == ("type", "tags")
    assert table_of(search=("type", "about")).listed == ("tags", "ore")


@pytest.mark.parametrize(
    ("roles", "columns"),
    [
        ({}, {"1", "2", "2.counts"}),
        ({"search": ("at",)}, {"1", "2", "2.counts", "4"}),
        ({"size_by": "ore", "color_by": "type"}, {"1", "2", "2.counts", "3"}),
    ],
)
def test_what_draws_and_lists_the_rows_opens_the_page(roles: dict[str, Any], columns: set[str]):
    table = table_of(**roles)
    first = set(encode_table(table, "t")) & opening_blocks(table, "t")
    assert first == {"t.meta", "t.z", *(f"t.{each}" for each in columns)}


def test_a_page_of_rows_is_in_two_parts_that_hold_all():
    drawn = explore(wells(), color_by="owner", size_by="depth", name="name")
    first, rest = (blocks_of(drawn.html(), part) for part in ("gd-data", "gd-rest"))
    assert set(first) | set(rest) == {"page", *drawn.blocks()}
    assert not set(first) & set(rest)
    names = [column["name"] for column in first["deposits.meta"]["columns"]]
    held = {names[int(each.split(".")[1])] for each in rest if each.startswith("deposits.")}
    assert held == {"remark", "kinds"}


def test_a_page_of_symbols_is_in_one_part(dataset_of: Any):
    page = deposit_map(dataset_of({"tr-one": deposit(10, 10, "5")})).html()
    assert 'id="gd-rest"' not in page


def test_lists_that_may_be_empty_say_so():
    values = {"some": [["a"], []], "all": [["a"], ["b"]], "named": [["a"], [""]]}
    columns = tuple(Column(name, name, "categories", each) for name, each in values.items())
    table = ColumnTable([0.0, 1.0], [0.0, 1.0], columns)  # type: ignore[arg-type]
    page = encode_table(table, "t")["t.meta"].decode()
    assert re.findall(r'"name":"(\w+)"[^}]*"hasNone":true', page) == ["some"]


SLOW = """
  const gunzip = DecompressionStream;
  window.unpacked = 0;
  window.DecompressionStream = class {
    constructor(kind) {
      window.unpacked += 1;
      if (window.unpacked < 3) return new gunzip(kind);
      const { readable, writable } = new gunzip(kind);
      const flush = () => new Promise((done) => setTimeout(done, 2500));
      const late = new TransformStream({ flush });
      return { readable: readable.pipeThrough(late), writable };
    }
  };
"""


@pytest.mark.browser
def test_rows_are_seen_before_the_rest_is_read_and_nothing_can_be_pressed_till_then(open_page: Any):
    page = explore(wells(), color_by="aquifer").html()
    opened = open_page(page, script=SLOW, ready=False)
    opened.page.locator(".cloud canvas").first.wait_for(state="attached")
    opened.page.locator("tbody tr[data-row]").first.wait_for()
    assert opened.page.evaluate("document.documentElement.dataset.ready") is None
    assert opened.page.evaluate("document.body.inert") is True
    opened.page.locator("html[data-ready=true]").wait_for(state="attached")
    assert opened.page.evaluate("document.body.inert") is False
    opened.page.get_by_role("button", name="Emil").click()
    assert "remark xxxx" in opened.page.locator("#detail").inner_text()
    assert opened.is_clean


@pytest.mark.browser
def test_a_link_to_a_choice_waits_for_the_rest(open_page: Any):
    page = explore(wells(), color_by="aquifer", facets=["kinds"]).html()
    opened = open_page(page, script=f"{SLOW}\nlocation.hash = '#f.kinds=b&o=-remark';")
    assert opened.page.evaluate("geodeposits.matching") == 2
    shown = opened.page.locator("tbody tr button.name").all_inner_texts()
    assert shown == ["Dora", "Cleo"]
    assert opened.is_clean


@pytest.mark.browser
def test_a_rest_that_was_cut_off_is_told(open_page: Any):
    page = explore(wells(), color_by="aquifer").html()
    cut = re.sub(r'(id="gd-rest">[^<]{40})[^<]*', r"\1", page)
    assert cut != page
    opened = open_page(cut)
    assert "cannot be read" in opened.page.get_by_role("alert").inner_text()
    assert opened.page.evaluate("document.body.inert") is False


@pytest.mark.browser
def test_an_address_that_changes_before_the_rest_is_read_is_followed(open_page: Any):
    page = explore(wells(), color_by="aquifer").html()
    opened = open_page(page, script=SLOW, ready=False)
    opened.page.locator(".cloud canvas").first.wait_for(state="attached")
    opened.page.evaluate("location.hash = '#q=xxxx'")
    assert opened.page.evaluate("document.documentElement.dataset.ready") is None
    opened.page.locator("html[data-ready=true]").wait_for(state="attached")
    assert opened.page.evaluate("geodeposits.matching") == 2
    assert opened.page.locator("#search").input_value() == "xxxx"
    assert opened.is_clean


@pytest.mark.browser
@pytest.mark.parametrize("is_of_rows", [True, False])
def test_a_page_that_is_hidden_when_it_is_opened_is_drawn_when_it_is_shown(
    open_page: Any, dataset_of: Any, is_of_rows: bool
):
    rich = deposit_map(dataset_of({"tr-one": deposit(39, 31, "5"), "tr-two": deposit(41, 36, "2")}))
    inner = (explore(wells()) if is_of_rows else rich).html()
    frame = f'<iframe id="f" style="display:none" srcdoc="{html.escape(inner)}"></iframe>'
    opened = open_page(f"<!DOCTYPE html><title>outer</title>{frame}", ready=False)
    inside = opened.page.frames[1]
    inside.locator("html[data-ready]").wait_for(state="attached")
    assert inside.evaluate("document.documentElement.dataset.ready") == "true"
    for shown in (True, False, True):
        opened.page.evaluate(
            "(shown) => Object.assign(f.style, { display: shown ? 'block' : 'none', width: '900px',"
            " height: '600px' })",
            shown,
        )
        opened.page.wait_for_timeout(600)
    map_name = inside.locator(".folium-map").get_attribute("id")
    assert inside.evaluate(f"{map_name}.getZoom()") > 1
    drawn = "document.querySelector('canvas.basemap').width"
    assert inside.evaluate(drawn) > 0
    assert inside.locator("#problem").is_hidden()
    assert opened.is_clean


@pytest.mark.browser
def test_the_legend_of_rows_has_the_colours_of_the_dark(open_page: Any):
    opened = open_page(explore(wells(), color_by="aquifer").html())
    colours = (
        "() => [...document.querySelectorAll('.cloud-dot')].map((dot) => dot.getAttribute('fill'))"
    )
    light = opened.page.evaluate(colours)
    opened.page.emulate_media(color_scheme="dark")
    opened.page.wait_for_timeout(300)
    dark = opened.page.evaluate(colours)
    assert len(dark) == len(light) == 2
    assert dark != light
    named = "getComputedStyle(document.documentElement).getPropertyValue('--group-2').trim()"
    assert dark[1] == opened.page.evaluate(named)
    assert opened.is_clean


@pytest.mark.browser
def test_a_row_that_is_chosen_in_the_list_is_shown_on_the_map(open_page: Any):
    opened = open_page(
        explore(wells(), color_by="aquifer").html(), script="location.hash = '#v=-40,-100,6'"
    )
    opened.page.get_by_role("button", name="Emil").click()
    opened.page.wait_for_timeout(800)
    map_name = opened.page.locator(".folium-map").get_attribute("id")
    assert opened.page.evaluate(f"{map_name}.getBounds().contains([5, 50])") is True
    assert opened.page.evaluate(f"{map_name}.getZoom()") == 6
    assert opened.is_clean


@pytest.mark.browser
def test_no_rows_have_no_legend(open_page: Any):
    opened = open_page(explore(wells().iloc[:0], color_by="aquifer").html())
    assert opened.page.locator("#legend").inner_text() == ""
    assert opened.is_clean


@pytest.mark.browser
def test_land_is_drawn_while_a_long_drag_rests(open_page: Any, dataset_of: Any):
    page = deposit_map(dataset_of({"tr-one": deposit(39, 31, "5")})).html()
    opened = open_page(page, script="location.hash = '#v=39,30,5'")
    opened.page.wait_for_timeout(1500)  # it has its margin
    before = opened.page.locator("canvas.basemap").bounding_box()
    opened.page.mouse.move(800, 500)
    opened.page.mouse.down()
    opened.page.mouse.move(80, 500, steps=12)
    opened.page.wait_for_timeout(1500)
    view = opened.page.locator(".folium-map").bounding_box()
    canvas = opened.page.locator("canvas.basemap").bounding_box()
    opened.page.mouse.up()
    assert canvas["x"] + canvas["width"] >= view["x"] + view["width"]
    assert canvas["x"] > before["x"] - 720
    assert opened.is_clean
