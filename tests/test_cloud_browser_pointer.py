"""The cloud of many rows in the browser: what the pointer finds, motion, very many rows."""

from __future__ import annotations

import pytest

from geodeposits.maps.columns import Column, ColumnTable
from tests.cloud_browser_kit import crowd, open_cloud, rgb, table_of

__all__ = ["open_cloud"]

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=window.__pwned=1>\n{{ x }}</script>"


# --- Finding -------------------------------------------------------------------------------------


def test_the_nearest_row_within_reach_is_found(open_cloud):
    opened = open_cloud(table_of((0, 0), (0, 10)), "{ zoom: 3 }")  # 10° are 57 px
    assert opened.page.evaluate("[0, 25, 32].map((dx) => rowAt(0, 0, dx, 40))") == [0, 0, 1]
    assert opened.page.evaluate("[11, 12].map((dx) => rowAt(0, 0, -dx, 9))") == [0, -1]


def test_180_degrees_and_copies_of_the_world(open_cloud):
    opened = open_cloud(table_of((10, -180), (10, 180), (30, 100)), "{ view: [10, 180], zoom: 3 }")
    for lon in (-180, 180, 540):
        opened.page.evaluate(f"map.setView([10, {lon}], 3, {{ animate: false }})")
        assert rgb(opened, f"pixelOf(10, {lon})") == (10, 11, 12)
        assert opened.page.evaluate(f"rowAt(10, {lon})") in (0, 1)
        assert opened.page.evaluate(f"[rowAt(10, {lon}, -7), rowAt(10, {lon}, 7)]") != [-1, -1]
    opened.page.evaluate("map.setView([30, 460], 3, { animate: false }), cloud.select(2)")
    assert rgb(opened, "pixelOf(30, 460)") == (10, 11, 12)
    assert opened.page.evaluate("rowAt(30, 460)") == 2
    box = opened.page.locator(".cloud-selected").bounding_box()
    assert (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) == pytest.approx(
        (450, 300), abs=1
    )


def test_a_click_selects_and_a_hover_names(open_cloud):
    table = table_of((0, 0), (0, 40))
    named = Column("name", "Name", "text", [HOSTILE, "other"])
    table = ColumnTable(table.lat, table.lon, (named, table.columns[1]))
    opened = open_cloud(table, "{ zoom: 3 }")
    opened.page.mouse.move(453, 302)
    tip = opened.page.locator(".leaflet-tooltip.tip")
    tip.wait_for()
    assert tip.text_content() == HOSTILE
    assert tip.locator("img").count() == 0
    opened.page.mouse.move(453, 402)
    tip.wait_for(state="detached")
    opened.page.mouse.click(453, 302)
    opened.page.mouse.click(600, 500)
    assert opened.page.evaluate("selected") == [0]
    assert opened.page.evaluate("window.__pwned") is None
    assert opened.is_clean


def test_what_lies_above_takes_the_click(open_cloud):
    opened = open_cloud(table_of((0, 0), (0, 40)), "{ zoom: 3, yields: (e) => e.clientX > 600 }")
    opened.page.mouse.click(450 + 228, 300)  # 40° east
    opened.page.mouse.click(450, 300)
    opened.page.evaluate("L.circleMarker([0, 0], { radius: 20 }).addTo(map), 0")
    opened.page.mouse.click(450, 300)
    assert opened.page.evaluate("selected") == [0]


# --- Motion --------------------------------------------------------------------------------------


def test_what_is_drawn_grows_with_an_animated_zoom(open_cloud):
    opened = open_cloud(table_of((0, 0)), "{ map: { zoomAnimation: true } }")
    style = "document.querySelector('.cloud').style"
    opened.page.evaluate("map.setZoom(3)")
    opened.page.wait_for_function(f"{style}.transform.includes('scale(2)')")
    assert opened.page.evaluate(f"{style}.visibility") == ""
    opened.page.wait_for_function(f"{style}.transform.includes('scale(1)')")
    assert rgb(opened, "pixelOf(0, 0)") == (10, 11, 12)


def test_nothing_grows_where_motion_is_unwanted(open_cloud):
    options = "{ map: { zoomAnimation: true } }"
    opened = open_cloud(table_of((0, 0)), options, reduced_motion="reduce")
    style = "document.querySelector('.cloud').style"
    opened.page.evaluate("map.setZoom(3)")
    opened.page.wait_for_function(f"{style}.visibility === 'hidden'")
    assert "scale(1)" in opened.page.evaluate(f"{style}.transform")
    opened.page.wait_for_function(f"{style}.visibility === ''")
    assert rgb(opened, "pixelOf(0, 0)") == (10, 11, 12)


def test_a_layer_that_is_removed_leaves_nothing(open_cloud):
    opened = open_cloud(crowd(500), "{ zoom: 1 }")
    opened.page.evaluate("cloud.select(3), cloud.remove(), map.panBy([500, 0], { animate: false })")
    assert opened.page.locator(".cloud, .cloud-selected, .cloud canvas").count() == 0
    opened.page.mouse.click(450, 300)
    assert opened.page.evaluate("selected") == []
    assert opened.is_clean


# --- Many ----------------------------------------------------------------------------------------


def test_305000_rows_are_drawn_found_and_panned(open_cloud):
    table = crowd(305_000)
    opened = open_cloud(table, "{ view: [20, 0], zoom: 2, color: { name: 'kind' } }")
    assert opened.page.evaluate("[table.rows, table.placed]") == [305_000, 305_000]
    assert opened.page.evaluate(
        "[7, 150000, 304999].every((i) => rowAt(table.lat[i], table.lon[i]) >= 0)"
    )
    opened.page.evaluate("map.panBy([700, 0], { animate: false })")
    assert opened.page.evaluate("idle()")
    assert opened.page.evaluate("difference(1)")["different"] == 0
    assert opened.is_clean


def test_the_picture_has_the_ring_of_the_row_that_is_selected(open_cloud):
    opened = open_cloud(table_of((-20, -40), (-20, 40)))
    painted = """(ratio) => {
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: 900 * ratio, height: 600 * ratio });
      const context = canvas.getContext("2d");
      cloud.paint(context, ratio);
      const { x, y } = map.latLngToContainerPoint([-20, 40]);
      const place = [x + 7, y].map((px) => Math.floor(px * ratio));
      return [...context.getImageData(...place, 1, 1).data];
    }"""
    assert opened.page.evaluate(painted, 2) == [0, 0, 0, 0]
    opened.page.evaluate("cloud.select(1)")
    assert opened.page.evaluate(painted, 2) == [255, 0, 255, 255]
    opened.page.evaluate("cloud.select(-1)")
    assert opened.page.evaluate(painted, 2) == [0, 0, 0, 0]
