"""The layer of many discs in headless Chromium: a page of its own, with Leaflet and no request."""

from __future__ import annotations

import numpy as np
import pytest

from geodeposits.maps.columns import Column, ColumnTable
from tests.cloud_browser_kit import crowd, open_cloud, rgb, table_of

__all__ = ["open_cloud"]

pytestmark = pytest.mark.browser

COLOURS = {"one": (1, 2, 200), "two": (200, 3, 4), "other": (7, 120, 8)}


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
