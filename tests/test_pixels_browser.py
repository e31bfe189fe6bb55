"""The canvases of the map lie on the pixels of the screen, whatever its pixels are to a px."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import geopandas
import numpy as np
import pytest

import geodeposits
from tests.browser_kit import MAP

pytestmark = pytest.mark.browser

RATIOS = (1, 1.25, 1.5, 2, 3)
ONLY_CANVASES = ".leaflet-control-container { display: none }"

# How many pixels of a screenshot are not those of the canvases: of basemap and cloud, one upon the
# other, from the pixel on which each begins. The map's last two rows and columns may be cut.
DIFFERENT = """async (shot) => {
  const ratio = devicePixelRatio;
  const box = document.querySelector(".folium-map").getBoundingClientRect();
  const [wide, high] = [box.width, box.height].map((px) => Math.floor(px * ratio) - 2);
  const [screen, own] = [1, 2].map(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: wide, height: high });
    return canvas.getContext("2d");
  });
  const canvases = [...document.querySelectorAll("canvas.basemap, .cloud canvas")];
  for (const each of canvases) {
    const { left, top } = each.getBoundingClientRect();
    const place = [left - box.left, top - box.top].map((px) => Math.round(px * ratio));
    own.drawImage(each, ...place);
  }
  const bytes = Uint8Array.from(atob(shot), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  screen.drawImage(image, -Math.round(box.left * ratio), -Math.round(box.top * ratio));
  const [a, b] = [screen, own].map((each) => each.getImageData(0, 0, wide, high).data);
  let [different, filled] = [0, 0];
  for (let i = 0; i < a.length; i += 4) {
    const gap = Math.max(...[0, 1, 2].map((k) => Math.abs(a[i + k] - b[i + k])));
    if (gap > 3) different += 1;
    if (b[i] !== b[0]) filled += 1;
  }
  return { canvases: canvases.length, different, filled: filled / (wide * high) };
}"""


@pytest.fixture(scope="module")
def crowded() -> str:
    rng = np.random.default_rng(7)
    places = geopandas.points_from_xy(rng.uniform(-60, 60, 20_000), rng.uniform(-50, 60, 20_000))
    rows = geopandas.GeoDataFrame({"name": ["a"] * len(places)}, geometry=places, crs=4326)
    return str(geodeposits.explore(rows).html())


def off_the_screen(opened: Any) -> int:
    opened.page.wait_for_timeout(500)  # the basemap is drawn anew where the map came to rest
    shot = b64encode(opened.page.screenshot()).decode("ascii")
    found = opened.page.evaluate(DIFFERENT, shot)
    assert found["canvases"] > 6
    assert found["filled"] > 0.2
    return int(found["different"])


@pytest.mark.parametrize("ratio", RATIOS)
def test_the_screen_shows_the_pixels_of_the_canvases(open_page, crowded, ratio):
    opened = open_page(crowded, size=(1001, 703), device_scale_factor=ratio)
    opened.page.add_style_tag(content=ONLY_CANVASES)
    opened.page.evaluate(f"{MAP}.setView([3.3, 7.7], 3, {{ animate: false }})")
    assert off_the_screen(opened) == 0
    opened.page.mouse.move(200, 200)
    opened.page.mouse.down()
    opened.page.mouse.move(223, 217, steps=3)
    opened.page.mouse.move(241, 231, steps=3)
    assert off_the_screen(opened) == 0, "while it is dragged"
    opened.page.mouse.up()
    opened.page.evaluate("document.querySelector('#subtitle').style.height = '23.3px'")
    assert off_the_screen(opened) == 0, "below a header of another height"


def test_a_narrow_page_that_is_scrolled_shows_the_pixels_as_well(open_page, crowded):
    opened = open_page(crowded, size=(391, 845), device_scale_factor=1.25)
    opened.page.add_style_tag(content=ONLY_CANVASES)
    opened.page.mouse.wheel(0, 20)
    opened.page.evaluate(f"{MAP}.setView([3.3, 7.7], 3, {{ animate: false }})")
    assert off_the_screen(opened) == 0


def test_the_room_that_is_left_is_less_than_four_px_and_none_on_whole_pixels(open_page, crowded):
    room = "parseFloat(document.querySelector('.top').style.getPropertyValue('--to-pixel')) || 0"
    found = {}
    for ratio in (1, 1.25):
        opened = open_page(crowded, size=(1001, 703), device_scale_factor=ratio)
        opened.page.evaluate("document.querySelector('#subtitle').style.height = '20px'")
        opened.page.wait_for_timeout(100)
        found[ratio] = opened.page.evaluate(room)
        top = opened.page.locator(".folium-map").bounding_box()["y"]
        assert top * ratio == round(top * ratio)
    assert found[1] == 0
    assert 0 < found[1.25] < 4
