"""The layer of many discs in headless Chromium: a page of its own, with Leaflet and no request."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from geodeposits.maps.columns import Column, ColumnTable, encode_table
from geodeposits.maps.container import container, packed
from geodeposits.maps.leaflet import leaflet_css, leaflet_js
from geodeposits.maps.page import asset

pytestmark = pytest.mark.browser

MODULES = ("codec.js", "columns.js", "discs.js", "palette.js", "cloud_parts.js", "cloud.js")
HOSTILE = "<img src=x onerror=window.__pwned=1>\n{{ x }}</script>"
COLOURS = {"one": (1, 2, 200), "two": (200, 3, 4), "other": (7, 120, 8)}
STYLE = """
html, body, #map { height: 100%; margin: 0; }
:root { --group-1: rgb(1 2 200); --group-2: rgb(200 3 4); --group-other: rgb(7 120 8);
        --cloud: rgb(10 11 12); --halo: rgb(255 255 255 / 80%); --accent: rgb(255 0 255); }
@media (prefers-color-scheme: dark) { :root { --group-1: rgb(90 91 92); } }
"""
SCRIPT = """
window.start = async ({ view = [0, 0], zoom = 2, map: mapOptions = {}, ...options } = {}) => {
  const table = decodeTable(await unpack("data"), "table");
  const defaults = { zoomSnap: 0.25, zoomAnimation: false, inertia: false, maxZoom: 14 };
  const map = L.map("map", { ...defaults, ...mapOptions }).setView(view, zoom);
  window.selected = [];
  const cloud = new Cloud(map, table, {
    onSelect: (i) => selected.push(i),
    tooltip: (i) => document.createTextNode(table.text("name")[i]),
    ...options,
  });
  Object.assign(window, { map, table, cloud });
};
window.idle = async () => {
  for (let k = 0; k < 600 && !cloud.isDrawn; k += 1) await new Promise(requestAnimationFrame);
  return cloud.isDrawn;
};
// The pixel of the layer at a point of the map's container, in px.
window.pixelAt = (x, y) => {
  const box = map.getContainer().getBoundingClientRect();
  for (const canvas of document.querySelectorAll(".cloud canvas")) {
    const own = canvas.getBoundingClientRect();
    const [dx, dy] = [x + box.left - own.left, y + box.top - own.top];
    if (dx < 0 || dy < 0 || dx >= own.width || dy >= own.height) continue;
    const ratio = canvas.width / own.width;
    const place = [dx, dy].map((px) => Math.floor(px * ratio));
    return [...canvas.getContext("2d").getImageData(...place, 1, 1).data];
  }
  return [0, 0, 0, 0];
};
window.pixelOf = (lat, lon) => {
  const { x, y } = map.latLngToContainerPoint([lat, lon]);
  return pixelAt(x, y);
};
window.rowAt = (lat, lon, dx = 0, reach = undefined) =>
  cloud.at(map.latLngToContainerPoint([lat, lon]).add([dx, 0]), reach);
// How many bytes differ between the tiles as they lie and the picture drawn in one piece.
window.difference = (ratio) => {
  const { x, y } = map.getSize().multiplyBy(ratio);
  const [tiled, whole] = [1, 2].map(() => {
    return Object.assign(document.createElement("canvas"), { width: x, height: y });
  });
  const box = map.getContainer().getBoundingClientRect();
  for (const canvas of document.querySelectorAll(".cloud canvas")) {
    const own = canvas.getBoundingClientRect();
    const at = [own.left - box.left, own.top - box.top].map((px) => Math.round(px * ratio));
    tiled.getContext("2d").drawImage(canvas, ...at);
  }
  cloud.paint(whole.getContext("2d"), ratio);
  const [a, b] = [tiled, whole].map((each) => each.getContext("2d").getImageData(0, 0, x, y).data);
  let [different, filled] = [0, 0];
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] !== b[i]) different += 1;
    if (i % 4 === 3 && b[i] > 0) filled += 1;
  }
  return { different, filled };
};
document.documentElement.dataset.ready = "true";
"""


def page_of(table: ColumnTable) -> str:
    block = packed(container(encode_table(table)))
    script = "\n".join(
        re.sub(r"^(?:import .*;$|export )", "", asset(name), flags=re.MULTILINE) for name in MODULES
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cloud</title>
<style>{leaflet_css()}</style><style>{STYLE}</style></head><body><div id="map"></div>
<script type="application/octet-stream" id="data">{block}</script>
<script>{leaflet_js()}</script><script type="module">{script}{SCRIPT}</script></body></html>"""


def table_of(*places: tuple[float, float], kinds: Any = None, **more: Any) -> ColumnTable:
    """Places in an order that the table keeps: by their Z-codes, as the tests below choose them."""
    lat, lon = (np.array([place[k] for place in places], dtype=np.float64) for k in (0, 1))
    columns = [
        Column("name", "Name", "text", [f"row {i}" for i in range(len(places))]),
        Column("kind", "Kind", "category", kinds or ["a"] * len(places)),
        *(Column(name, name, "number", values) for name, values in more.items()),
    ]
    return ColumnTable(lat, lon, tuple(columns))


def crowd(rows: int, seed: int = 4) -> ColumnTable:
    rng = np.random.default_rng(seed)
    middle = rng.integers(0, 60, rows)
    lat = np.clip(rng.uniform(-60, 70, 60)[middle] + rng.normal(0, 1.5, rows), -85, 85)
    lon = (rng.uniform(-180, 180, 60)[middle] + rng.normal(0, 1.5, rows) + 540) % 360 - 180
    kinds = np.array([f"k{i}" for i in range(12)], dtype=object)[rng.integers(0, 12, rows)]
    size = rng.lognormal(0, 2, rows).round(1)
    columns = (
        Column("name", "Name", "text", [f"row {i}" for i in range(rows)]),
        Column("kind", "Kind", "category", kinds),
        Column("size", "Size", "number", size),
    )
    return ColumnTable(lat, lon, columns)


@pytest.fixture
def open_cloud(open_page):
    def opened(table: ColumnTable, options: str = "{}", **how: Any) -> Any:
        size = how.pop("size", (900, 600))
        made = open_page(page_of(table), size=size, **how)
        made.page.evaluate(f"start({options})")
        assert made.page.evaluate("idle()")
        return made

    return opened


def rgb(opened: Any, call: str) -> tuple[int, ...]:
    """A pixel as red, green, blue; () where nothing is drawn."""
    *colour, alpha = opened.page.evaluate(call)
    return tuple(colour) if alpha == 255 else ()


# --- What is drawn -------------------------------------------------------------------------------


def test_discs_are_at_their_places_in_their_colours(open_cloud):
    table = table_of((-20, -40), (-20, 40), (30, 60), (30, 62), kinds=["a", "b", "a", ""])
    opened = open_cloud(table, "{ color: { name: 'kind' } }")
    assert rgb(opened, "pixelOf(-20, -40)") == COLOURS["one"]
    assert rgb(opened, "pixelOf(-20, 40)") == COLOURS["two"]
    assert rgb(opened, "pixelOf(30, 62)") == COLOURS["other"]
    assert rgb(opened, "pixelOf(5, 5)") == ()
    assert opened.page.evaluate("cloud.palette.legend()") == [
        {"value": "a", "property": "--group-1", "colour": "rgb(1 2 200)"},
        {"value": "b", "property": "--group-2", "colour": "rgb(200 3 4)"},
        {
            "value": None,
            "property": "--group-other",
            "rest": "missing",
            "colour": "rgb(7 120 8)",
        },
    ]
    assert opened.is_clean


@pytest.mark.parametrize(
    ("kinds", "rest"),
    [
        (["a"] * 3, None),
        (["a", "", "a"], "missing"),
        ([f"kind {k}" for k in range(8)], None),
        ([f"kind {k}" for k in range(9)], "others"),
        (["", *(f"kind {k}" for k in range(9))], "both"),
        (["", "", ""], "missing"),
    ],
)
def test_the_legend_tells_other_values_from_missing_ones(open_cloud, kinds, rest):
    table = table_of(*((0, k) for k in range(len(kinds))), kinds=kinds)
    last = open_cloud(table, "{ color: { name: 'kind' } }").page.evaluate(
        "cloud.palette.legend().at(-1)"
    )
    assert last.get("rest") == rest
    assert (last["value"] is None) == (rest is not None)


def test_empty_lists_are_missing_and_no_colour_is_for_all(open_cloud):
    table = table_of((0, 0), (0, 9))
    lists = Column("metals", "Metals", "categories", [["a"], []])
    table = ColumnTable(table.lat, table.lon, (*table.columns, lists))
    opened = open_cloud(table, "{ color: { name: 'metals' } }")
    assert [each.get("rest") for each in opened.page.evaluate("cloud.palette.legend()")] == [
        None,
        "missing",
    ]
    legend = open_cloud(table).page.evaluate("cloud.palette.legend()")
    assert [each["rest"] for each in legend] == ["all"]


def test_the_legend_tells_what_sizes_stand_for(open_cloud):
    table = table_of((0, 0), (0, 9), (0, 18))
    tonnes = Column("tonnes", "Tonnes", "number", [640.0, 30.0, None])
    table = ColumnTable(table.lat, table.lon, (*table.columns, tonnes))
    opened = open_cloud(table, "{ size: { name: 'tonnes', smallest: 2, largest: 16 } }")
    sizes = opened.page.evaluate("cloud.palette.sizesInLegend()")
    assert [each["number"] for each in sizes] == [500, 100, 20]
    # of a largest radius of 16 for 640: 14.1, 6.3 and 2.8, drawn in eight steps of 2
    assert [each["radius"] for each in sizes] == [14, 6, 2]
    assert opened.page.evaluate("cloud.palette.isLacking") is True
    assert open_cloud(table).page.evaluate("cloud.palette.sizesInLegend()") == []


def test_colours_are_read_in_any_notation_and_seen_when_high_contrast_is_asked_for(open_cloud):
    table = table_of((-20, -40), (-20, 40), (30, 60), kinds=["constructor", "b", "b"])
    opened = open_cloud(table, "{ color: { name: 'kind' } }", forced_colors="active")
    opened.page.evaluate(
        "document.documentElement.style.cssText = '--group-1: #0c22; --group-2: hsl(0 100% 50%)'"
    )
    opened.page.evaluate("cloud.redraw()")
    assert opened.page.evaluate("idle()")
    assert rgb(opened, "pixelOf(-20, -40)") == (255, 0, 0)  # the less frequent
    assert opened.is_clean


def test_of_several_texts_the_first_gives_the_colour(open_cloud):
    table = table_of((-20, -40), (-20, 40), (30, 60))
    lists = Column("metals", "Metals", "categories", [["b", "a"], [], ["a", "b"]])
    table = ColumnTable(table.lat, table.lon, (*table.columns, lists))
    opened = open_cloud(table, "{ color: { name: 'metals' } }")
    assert rgb(opened, "pixelOf(-20, -40)") == COLOURS["two"]
    assert rgb(opened, "pixelOf(-20, 40)") == COLOURS["other"]
    assert rgb(opened, "pixelOf(30, 60)") == COLOURS["one"]


def test_dark_colours_are_taken_at_once(open_cloud):
    opened = open_cloud(table_of((10, 10)), "{ color: { name: 'kind' } }", color_scheme="light")
    assert rgb(opened, "pixelOf(10, 10)") == COLOURS["one"]
    opened.page.emulate_media(color_scheme="dark")
    opened.page.wait_for_function("pixelOf(10, 10)[0] === 90")
    assert rgb(opened, "pixelOf(10, 10)") == (90, 91, 92)


def test_only_rows_of_the_mask_are_drawn_and_found(open_cloud):
    opened = open_cloud(table_of((-20, -40), (-20, 40), (30, 60)))
    opened.page.evaluate("cloud.show(Uint8Array.of(1, 0, 1))")
    assert opened.page.evaluate("idle()")
    assert rgb(opened, "pixelOf(-20, 40)") == ()
    assert rgb(opened, "pixelOf(-20, -40)") == (10, 11, 12)
    assert opened.page.evaluate("[rowAt(-20, -40), rowAt(-20, 40), rowAt(30, 60)]") == [0, -1, 2]
    opened.page.evaluate("cloud.show(new Uint8Array(3))")
    assert opened.page.evaluate("idle()")
    assert opened.page.locator(".cloud canvas").count() == 0
    opened.page.evaluate("cloud.show(null)")
    assert opened.page.evaluate("idle()")
    assert rgb(opened, "pixelOf(-20, 40)") == (10, 11, 12)


@pytest.mark.parametrize(
    ("zoom", "ratio"), [(0, 1), (5.75, 1), (0, 1.5), (3, 1.5), (1.25, 2), (3, 2)]
)
def test_tiles_make_the_same_picture_as_one_piece(open_cloud, zoom, ratio):
    options = f"{{ view: [20, 100], zoom: {zoom}, color: {{ name: 'kind' }} }}"
    opened = open_cloud(crowd(6000), options, device_scale_factor=ratio)
    found = opened.page.evaluate(f"difference({ratio})")
    assert found["filled"] > 300
    assert found["different"] == 0


def test_a_pan_and_a_zoom_draw_what_comes_into_view(open_cloud):
    opened = open_cloud(crowd(20_000), "{ view: [20, 0], zoom: 4, color: { name: 'kind' } }")
    row = "map.setView([table.lat[9], table.lon[9]], {}, {{ animate: false }})"
    steps = ["panBy([700, 300])", "panBy([-2500, 10])", "setZoom(2.5)", "panBy([40, 0])"]
    moves = [f"map.{step.replace(')', ', { animate: false })')}" for step in steps]
    for move in (*moves, row.format(6), row.format(9.5), row.format(0)):
        opened.page.evaluate(move)
        assert opened.page.evaluate("idle()")
        found = opened.page.evaluate("difference(1)")
        assert (found["different"], found["filled"] > 0) == (0, True), move


def test_what_is_in_view_is_drawn_before_the_next_frame(open_cloud):
    opened = open_cloud(table_of((0, 0)), "{ zoom: 3 }")
    drawn = "(() => {{ map.{}; return pixelOf(0, 0); }})()"
    assert rgb(opened, drawn.format("setZoom(5, { animate: false })")) == (10, 11, 12)
    assert rgb(opened, drawn.format("setView([1, 1], 7, { animate: false })")) == (10, 11, 12)


def test_tiles_far_behind_are_given_up(open_cloud):
    opened = open_cloud(crowd(20_000), "{ view: [20, 0], zoom: 5 }")
    for _ in range(30):
        opened.page.evaluate("map.panBy([400, 0], { animate: false })")
    assert opened.page.evaluate("idle()")
    assert opened.page.locator(".cloud canvas").count() < 110


def test_area_follows_a_column_and_small_discs_are_on_top(open_cloud):
    table = table_of((0, 0), (0, 0.0001), (0, 40), kinds=["a", "b", "b"],
                     ore=[100.0, 1.0, np.nan])  # fmt: skip
    size = "size: { name: 'ore', smallest: 2, largest: 10 }"
    opened = open_cloud(table, f"{{ color: {{ name: 'kind' }}, {size} }}")
    assert rgb(opened, "pixelOf(0, 0)") == COLOURS["one"]  # b is the more frequent
    radius = opened.page.evaluate(
        "[0, 40].map((lon) => { let n = 0; const p = map.latLngToContainerPoint([0, lon]);"
        " while (pixelAt(p.x + n, p.y)[3] === 255) n += 1; return n; })"
    )
    assert radius[0] in (10, 11)
    assert radius[1] in (1, 2, 3)
    assert opened.page.evaluate("[rowAt(0, 0), rowAt(0, 0, 8, 0), rowAt(0, 40, 8, 0)]") == [
        1,
        0,
        -1,
    ]


# --- Hardly anything to draw ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "places",
    [
        (),
        ((41.0, 29.0),),
        ((90.0, 0.0), (-90.0, 0.0)),
        ((10.0, 20.0),) * 50,
        ((np.nan, 5.0), (5.0, np.nan), (np.nan, np.nan)),
    ],
    ids=["no row", "one", "poles", "all equal", "none placed"],
)
def test_few_rows_are_no_trouble(open_cloud, places):
    opened = open_cloud(table_of(*places), "{ zoom: 1, color: { name: 'kind' } }")
    opened.page.evaluate("cloud.select(0), map.setZoom(3, { animate: false }), cloud.select(-1)")
    assert opened.page.evaluate("idle()")
    placed = [place for place in places if not np.isnan(place).any()]
    if placed:
        lat, lon = placed[0]
        opened.page.evaluate(f"map.setView([{lat}, {lon}], 2, {{ animate: false }})")
        lat = max(-85.05, min(85.05, lat))
        assert rgb(opened, f"pixelOf({lat}, {lon})") == COLOURS["one"]
        assert opened.page.evaluate(f"rowAt({lat}, {lon})") >= 0
    assert opened.is_clean


# --- Finding ------------------------------------------------------------------------------------


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


# --- Motion -------------------------------------------------------------------------------------


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


# --- Many ---------------------------------------------------------------------------------------


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
