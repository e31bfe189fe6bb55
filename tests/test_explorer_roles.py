"""Colours and areas of a page that is asked to show other columns than type and contained REO."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import geopandas
import numpy as np
import pytest

import geodeposits
from geodeposits.maps import deposit_map
from geodeposits.maps.page import asset
from tests.browser_kit import deposit, radius, symbol
from tests.explorer_kit import facet

SHADES = 9
TITLES = "(all) => all.map((each) => each.textContent)"


def _records() -> dict[str, Any]:
    return {
        "tr-new": deposit(10, 10, "400", ore_mt="16"),
        "tr-old": deposit(20, 20, "400", ore_mt="4", effective="2001"),
        "tr-none": deposit(30, 30, "400"),
    }


def _titles(opened: Any) -> list[str]:
    return list(opened.page.locator("#legend h2").evaluate_all(TITLES))


def _legend(opened: Any, title: str) -> dict[str, str]:
    """The entries of a block of the legend by their labels, each with the fill of its sign."""
    block = opened.page.locator(".legend-block", has=opened.page.locator("h2", has_text=title))
    rows = block.locator("li").evaluate_all(
        """(all) => all.map((row) => [row.querySelector("span")?.textContent ?? "",
             getComputedStyle(row.querySelector(".disc, .cloud-dot") ?? row).fill])"""
    )
    return dict(rows)


def _fill(opened: Any, deposit_id: str) -> str:
    disc = symbol(opened, deposit_id).locator(".disc")
    return str(disc.evaluate("(e) => getComputedStyle(e).fill"))


def _luminance(colour: str) -> float:
    shares = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.browser
def test_symbols_and_legend_follow_the_columns_that_are_asked_for(open_page, dataset_of):
    made = dataset_of(_records())
    plain = open_page(deposit_map(made).html())
    asked = open_page(deposit_map(made, color_by="level", size_by="ore_mt").html())
    assert _titles(plain)[:2] == ["Area: contained REO", "Colour: type"]
    assert _titles(asked)[:2] == ["Ore (Mt)", "Evidence level"]
    assert radius(plain, "tr-new") == radius(plain, "tr-old")
    assert radius(asked, "tr-new") / radius(asked, "tr-old") == pytest.approx(2)
    assert symbol(plain, "tr-none").locator(".disc").count() == 1
    assert symbol(asked, "tr-none").locator(".diamond").count() == 1
    assert _fill(plain, "tr-new") == _fill(plain, "tr-old")
    assert _fill(asked, "tr-new") == "rgb(213, 94, 0)"
    assert _fill(asked, "tr-old") == "rgb(0, 100, 173)"
    assert _legend(asked, "Evidence level") == {"A": "rgb(213, 94, 0)", "B": "rgb(0, 100, 173)"}
    rings = [symbol(asked, each).locator(".ring").get_attribute("stroke-width")
             for each in ("tr-new", "tr-old")]  # fmt: skip
    assert rings == ["3.2", "1.3"]
    assert plain.is_clean
    assert asked.is_clean


@pytest.mark.browser
def test_the_picture_has_the_colours_that_are_asked_for(open_page, dataset_of):
    made = dataset_of({"tr-new": deposit(10, 10, "400", ore_mt="16")})
    counts = []
    for options in ({}, {"color_by": "level"}):
        opened = open_page(deposit_map(made, **options).html())
        with opened.page.expect_download() as saved:
            opened.page.locator("#picture").click()
        counts.append(_pixels(opened, saved.value.path().read_bytes(), [213, 94, 0]))
    assert counts[0] == 0
    assert counts[1] > 100


def _pixels(opened: Any, picture: bytes, colour: list[int]) -> int:
    """How many pixels of a PNG are near a colour that is drawn at 95 % upon land or sea."""
    script = """async ([bytes, colour]) => {
      const drawn = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const canvas = new OffscreenCanvas(drawn.width, drawn.height);
      const context = canvas.getContext("2d");
      context.drawImage(drawn, 0, 0);
      const { data } = context.getImageData(0, 0, drawn.width, drawn.height);
      let count = 0;
      for (let k = 0; k < data.length; k += 4) {
        if (colour.every((each, channel) => Math.abs(data[k + channel] - each) <= 18)) count += 1;
      }
      return count;
    }"""
    return int(opened.page.evaluate(script, [list(picture), colour]))


@pytest.mark.browser
def test_classes_of_a_number_stand_in_order_with_darkening_shades(open_page, dataset_of):
    amounts = [3, 9, 9, 9, 40, 200, 200, 800, 7000, 9000, 9000, 9000]
    records = {f"tr-{k}": deposit(2 * k, 3 * k, str(kt)) for k, kt in enumerate(amounts)}
    records["tr-none"] = deposit(40, 40)
    made = dataset_of(records)
    drawn = deposit_map(made, color_by="reo_kt")
    opened = open_page(drawn.html())
    title = "Contained REO, in classes (kt)"
    assert title in _titles(opened)
    found = _legend(opened, title)
    lows = [_first_number(label) for label in found if re.search(r"\d", label)]
    assert lows == sorted(lows)
    assert len(lows) >= 4
    assert list(found)[-1] == "no data"
    shades = _shades("light")
    drawn_in = [_hex(fill) for label, fill in found.items() if label != "no data"]
    assert (drawn_in[0], drawn_in[-1]) == (shades[0], shades[-1])
    assert [shades.index(each) for each in drawn_in] == sorted(map(shades.index, drawn_in))
    assert _hex(_fill(opened, "tr-0")) == shades[0]
    assert _hex(_fill(opened, "tr-11")) == shades[-1]
    assert opened.is_clean


@pytest.mark.browser
def test_classes_of_rows_stand_in_order_in_legend_and_filter(open_page):
    depths = np.array([5.0] * 3 + [60.0] * 9 + [100.0] * 2 + [900.0] * 7 + [4000.0] * 8 + [np.nan])
    places = geopandas.points_from_xy(np.arange(len(depths)), np.arange(len(depths)))
    rows = geopandas.GeoDataFrame({"depth": depths}, geometry=places, crs=4326)
    drawn = geodeposits.explore(rows, color_by="depth")
    drawn.table = replace(drawn.table, facets=("depth.class",))
    opened = open_page(drawn.html())
    found = _legend(opened, "depth, in classes")
    lows = [_first_number(label) for label in found if re.search(r"\d", label)]
    assert lows == sorted(lows)
    assert list(found)[-1] == "no data"
    offered = facet(opened.page, "depth.class").locator(".value").all_inner_texts()
    assert offered == list(found)
    assert _hex(next(iter(found.values()))) == _shades("light")[0]
    assert opened.is_clean


def _first_number(label: str) -> float:
    number = float(re.findall(r"[\d.]+", label.replace(",", ""))[0])
    return number - 0.5 if label.startswith("<") else number


def _hex(fill: str) -> str:
    return "#" + "".join(f"{int(each):02x}" for each in re.findall(r"\d+", fill)[:3])


def _shades(scheme: str) -> list[str]:
    light, dark = asset("page.css").split("@media (prefers-color-scheme: dark)")
    text = light if scheme == "light" else dark
    return re.findall(r"--class-\d: (#[0-9a-f]{6});", text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shades_go_one_way_and_stand_out_from_land_and_sea(scheme: str):
    shades = _shades(scheme)
    light = [_luminance(each) for each in shades]
    assert len(shades) == SHADES
    assert light == sorted(light, reverse=scheme == "light")
    assert all(abs(a - b) > 0.02 for a, b in zip(light[::2], light[2::2], strict=False))
    text = asset("page.css").split("@media (prefers-color-scheme: dark)")[scheme == "dark"]
    for name in ("land", "sea"):
        ground = _luminance(re.search(rf"--{name}: (#\w+);", text)[1])  # type: ignore[index]
        for each in light:
            low, high = sorted((ground, each))
            assert (high + 0.05) / (low + 0.05) > 2.8


def test_paper_has_the_shades_of_the_light_page():
    assert re.findall(r"--class-\d: (#\w+);", asset("print.css")) == _shades("light")
