"""The picture that is saved holds, pixel by pixel, what a screen of two pixels a px shows."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest

import geodeposits
from tests.browser_kit import MAP

pytestmark = pytest.mark.browser

MOST = 0.002  # of all pixels: browsers draw the edge of a shape and of a canvas's line unlike
ONLY_MAP = ".leaflet-control-container, .leaflet-tooltip { display: none !important }"

# Shares of pixels that are not alike: of all, and of those around a point of the map.
APART = """async ([saved, shot, at]) => {
  const read = async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return createImageBitmap(new Blob([bytes], { type: "image/png" }));
  };
  const images = await Promise.all([saved, shot].map(read));
  const box = document.querySelector(".folium-map").getBoundingClientRect();
  const [wide, high] = [Math.floor(2 * box.width) - 2, Math.floor(2 * box.height) - 2];
  const pixels = ([image, x, y], [left, top, w, h]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: w, height: h });
    const context = canvas.getContext("2d");
    context.drawImage(image, -x - left, -y - top);
    return context.getImageData(0, 0, w, h).data;
  };
  const column = pixels([images[0], 0, 0], [0, 0, 1, images[0].height]);
  let head = 0;
  while ([0, 1, 2].every((k) => column[4 * head + k] === column[k])) head += 1;
  const layers = [[images[0], 0, head], [images[1], 2 * box.left, 2 * box.top]];
  const apart = (part) => {
    const [a, b] = layers.map((each) => pixels(each, part));
    let count = 0;
    for (let i = 0; i < a.length; i += 4) {
      if ([0, 1, 2].some((k) => Math.abs(a[i + k] - b[i + k]) > 40)) count += 1;
    }
    return count / (a.length / 4);
  };
  const near = at && [Math.round(2 * at[0]) - 26, Math.round(2 * at[1]) - 26, 52, 52];
  return [apart([0, 0, wide, high]), near ? apart(near) : 0];
}"""


def apart(opened: Any, at: list[float] | None = None) -> tuple[float, float]:
    page = opened.page
    page.mouse.move(1, 1)
    page.wait_for_timeout(700)
    with page.expect_download() as waiting:
        page.locator("#picture").click()
    page.add_style_tag(content=ONLY_MAP)
    pictures = [Path(waiting.value.path()).read_bytes(), page.screenshot()]
    found = page.evaluate(APART, [*(b64encode(each).decode("ascii") for each in pictures), at])
    return (found[0], found[1])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_of_the_world_is_the_screen(open_page, world, scheme):
    how = {"size": (1100, 760), "device_scale_factor": 2, "color_scheme": scheme}
    opened = open_page(world, **how, reduced_motion="reduce")
    opened.page.locator("#arcs").check()
    assert apart(opened)[0] < MOST


def test_a_chosen_occurrence_has_its_ring_in_the_picture(open_page, world):
    opened = open_page(world, size=(1100, 760), device_scale_factor=2, reduced_motion="reduce")
    opened.page.evaluate(f"{MAP}.setView([39, -105], 5, {{ animate: false }})")
    ring = opened.page.locator(".cloud-selected")
    area = opened.page.locator(".folium-map").bounding_box()
    for x, y in ((x, y) for y in range(100, 500, 23) for x in range(100, 550, 23)):
        opened.page.mouse.click(area["x"] + x, area["y"] + y)
        if ring.count() and ring.is_visible():
            break
    box, area = ring.bounding_box(), opened.page.locator(".folium-map").bounding_box()
    at = [box["x"] - area["x"] + 9, box["y"] - area["y"] + 9]
    everywhere, around = apart(opened, at)
    assert everywhere < MOST
    assert around < 0.06


@pytest.mark.parametrize("view", ["45,30,3.5&s=tr-beylikova", "45,100,4&s=cn-bayan-obo"])
def test_a_chosen_deposit_its_partners_and_circles_are_in_the_picture(open_page, world, view):
    opened = open_page(world, size=(1440, 900), device_scale_factor=2, reduced_motion="reduce")
    opened.page.evaluate("(hash) => { window.location.hash = hash; }", f"v={view}&a=1")
    opened.page.locator(".deposit.selected").wait_for()
    assert opened.page.locator(".arc-selected").count() > 0
    assert opened.page.locator(".accuracy-circle").count() > 0
    assert apart(opened)[0] < MOST / 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_of_rows_is_the_screen(open_page, scheme):
    rng = np.random.default_rng(5)
    places = geopandas.points_from_xy(rng.uniform(-60, 60, 3000), rng.uniform(-50, 60, 3000))
    kinds = np.array(list("abc"))[rng.integers(0, 3, 3000)]
    rows = geopandas.GeoDataFrame({"name": kinds, "kind": kinds}, geometry=places, crs=4326)
    how = {"size": (1100, 760), "device_scale_factor": 2, "color_scheme": scheme}
    made = geodeposits.explore(rows, color_by="kind").html()
    opened = open_page(made, **how, reduced_motion="reduce")
    opened.page.locator('[data-row="7"] button, [data-row] button').first.click()
    assert opened.page.locator(".cloud-selected").is_visible()
    assert apart(opened)[0] < MOST
