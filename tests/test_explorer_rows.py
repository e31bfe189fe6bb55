"""A user's own rows in the explorer: one, at the poles, hostile ones, and 305,000."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any

import folium
import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from geodeposits.maps import explore
from tests.browser_kit import MAP
from tests.explorer_kit import facet, open_filters, tallies
from tests.explorer_world_kit import AT, DECODED, download
from tests.test_maps_browser_text import HOSTILE

pytestmark = pytest.mark.browser

SEEN = """([lat, lon]) => {
  const box = MAP.getContainer().getBoundingClientRect();
  const { x, y } = MAP.latLngToContainerPoint([lat, lon]);
  return [box.x + x, box.y + y];
}""".replace("MAP", MAP)
MERCATOR_END = 85.05
BELOW = """(from) => {
  const { width, height } = __picture.canvas;
  const { data } = __picture.getImageData(0, from, width, height - from);
  const found = new Set();
  for (let at = 0; at < data.length; at += 4) found.add(data.slice(at, at + 3).join());
  return [...found].map((each) => each.split(",").map(Number));
}"""


def frame(places: list[Any], **columns: list[Any]) -> geopandas.GeoDataFrame:
    points = [place and shapely.Point(place[1], place[0]) for place in places]
    return geopandas.GeoDataFrame(columns, geometry=points, crs=4326)


def clicked(opened: Any, lat: float, lon: float) -> str:
    """The name of the row that a click at a place opens, in the view that is there."""
    lat = max(-MERCATOR_END, min(MERCATOR_END, lat))
    opened.page.mouse.click(*opened.page.evaluate(SEEN, [lat, lon]))
    name = opened.page.locator("#detail-name").inner_text()
    opened.page.keyboard.press("Escape")
    return str(name)


def test_one_row_is_drawn_and_opened(open_page):
    opened = open_page(explore(frame([(39.6, 31.4)], name=["Only"])).html())
    assert opened.page.evaluate(f"{MAP}.getCenter().lat") == pytest.approx(39.6, abs=0.5)
    assert opened.page.locator(".count").inner_text() == "1 in all"
    assert opened.page.locator("#subtitle").inner_text() == "1 record."
    assert clicked(opened, 39.6, 31.4) == "Only"
    assert opened.is_clean


def test_rows_at_the_poles_and_at_180_degrees_are_drawn_and_opened(open_page):
    places = {"north": (90, 10), "south": (-90, 10), "east": (5, 180), "west": (-5, -180),
              "origin": (0, 0)}  # fmt: skip
    opened = open_page(explore(frame(list(places.values()), name=list(places))).html())
    assert opened.page.evaluate("geodeposits.drawn") == 5
    assert {name: clicked(opened, *place) for name, place in places.items()} == {
        name: name for name in places
    }
    assert opened.is_clean


def test_what_has_no_place_is_listed_and_layers_of_the_user_are_drawn(open_page):
    rows = frame([(10, 20), None, (30, 40)], name=["a", "b", "c"], kind=["x", "y", "x"])
    drawn = explore(rows, title="Mine")
    folium.Marker([10, 30], popup="my own layer").add_to(drawn)
    opened = open_page(drawn.html())
    page = opened.page
    assert "1 record without a usable position" in page.locator("details.undrawn").inner_text()
    page.locator("img.leaflet-marker-icon").click()
    assert page.locator(".leaflet-popup-content").inner_text() == "my own layer"
    facet(page, "kind").locator('input[value="x"]').check()
    assert page.evaluate("geodeposits.matching") == 2
    assert opened.is_clean


def test_a_page_of_rows_speaks_of_records_in_both_languages(open_page):
    opened = open_page(explore(frame([(1, 2), (3, 4)], name=["a", "b"]), lang="tr").html())
    page = opened.page
    assert page.evaluate("document.documentElement.lang") == "tr"
    said = {}
    for lang, skip, panel in (("tr", "Tabloya geç", "Kayıtlar"),
                              ("en", "Skip to the table", "Records")):  # fmt: skip
        page.locator("#language").select_option(lang)
        assert page.locator(".skip").text_content() == skip
        assert page.locator("#panel").get_attribute("aria-label") == panel
        page.locator("[data-row] button.name").first.click()
        said[lang] = (page.title(), page.locator("#subtitle").inner_text(),
                      page.locator(".back").inner_text())  # fmt: skip
        page.keyboard.press("Escape")
    assert said["tr"] == ("2 kayıt", "2 kayıt.", "← Tüm kayıtlar")
    assert said["en"][1:] == ("2 records.", "← All records")
    assert "deposit" not in page.locator("body").inner_text().casefold()


def test_the_address_keeps_a_chosen_row(open_page):
    rows = frame([(10, 20), (30, 40), None], name=["a", "b", "c"])
    written = explore(rows).html()
    opened = open_page(written)
    page = opened.page
    for name in ("b", "c"):  # on the map, and listed only
        page.locator("[data-row]", has_text=name).get_by_role("button").click()
        page.wait_for_function("() => /s=row%3A/.test(location.hash)")
        shared = page.evaluate("location.hash")
        page.keyboard.press("Escape")
        page.wait_for_function("() => !/s=/.test(location.hash)")
        page.evaluate("(hash) => { location.hash = hash; }", shared)
        page.wait_for_selector("#detail-name")
        assert page.locator("#detail-name").inner_text() == name
        page.locator("#language").select_option("tr")
        assert page.locator("#detail-name").inner_text() == name
        page.locator("#language").select_option("en")
        page.keyboard.press("Escape")
        page.wait_for_function("() => !/s=/.test(location.hash)")
    for nothing in ("row:3", "row:-1", "row:1.5", "row:", "occ:1", "b"):
        page.evaluate("(hash) => { location.hash = hash; }", f"#q=a&s={nothing}")
        page.wait_for_function("() => geodeposits.matching === 1")
        assert page.locator("#detail").is_hidden(), nothing
        page.evaluate("() => { location.hash = '#q='; }")
        page.wait_for_function("() => geodeposits.matching === 3")
    assert opened.is_clean


def test_the_address_keeps_a_chosen_occurrence(open_page, world, bundled):
    placed = bundled.occurrences.dropna(subset=["lat", "lon", "name"])
    row = placed.drop_duplicates("name", keep=False).iloc[100]
    opened = open_page(world)
    page = opened.page
    page.evaluate("(id) => { location.hash = `#s=occ:${id}`; }", row["occurrence_id"])
    page.wait_for_selector("#detail-name")
    assert page.locator("#detail-name").inner_text() == row["name"]
    page.locator("#language").select_option("tr")
    page.wait_for_function("() => /lang=tr/.test(location.hash)")
    address = page.evaluate("decodeURIComponent(location.hash)")
    assert f"&s=occ:{row['occurrence_id']}&" in address
    page.evaluate("() => { location.hash = '#s=occ:none'; }")
    page.wait_for_selector("#detail", state="hidden")
    assert opened.is_clean


def test_the_page_says_how_rows_came_onto_the_map(open_page):
    square = shapely.box(30, 38, 32, 40)
    shapes = [square, shapely.LineString([(1, 1), (2, 2)]), shapely.Point(5, 5), None]
    bare = geopandas.GeoDataFrame({"name": list("abcd")}, geometry=shapes)
    said = {}
    for key, rows in {
        "bare": bare,
        "stated": bare.set_crs(4326).iloc[1:],
        "plain": frame([(1, 2)], name=["a"]),
    }.items():
        opened = open_page(explore(rows).html())
        page = opened.page
        said[key] = page.locator(".notes li").all_inner_texts()
        if key == "bare":
            assert "1 record without a usable position" in page.locator("#list").inner_text()
            page.locator("#language").select_option("tr")
            said["tr"] = page.locator(".notes li").all_inner_texts()
        assert opened.is_clean
    assert said == {
        "bare": [
            "2 lines or areas are shown by a point inside them.",
            "No coordinate system was stated: the numbers were taken as degrees.",
        ],
        "tr": [
            "2 çizgi veya alan, içindeki bir noktayla gösteriliyor.",
            "Koordinat sistemi belirtilmemiş: sayılar derece olarak alındı.",
        ],
        "stated": ["1 line or area is shown by a point inside it."],
        "plain": [],
    }


def test_the_picture_holds_the_discs_and_their_legend(open_page, tmp_path):
    places = [(40, 30), (-20, 130), (10, -60)]
    rows = frame(places, name=["a", "b", "c"], kind=["lode", "lode", "vein"], kt=[9.0, 9.0, 1.0])
    opened = open_page(explore(rows, title="Mine", color_by="kind", size_by="kt").html())
    page = opened.page
    colours = page.locator("#legend .cloud-dot").evaluate_all(
        "(all) => all.map((each) => getComputedStyle(each).fill.match(/\\d+/g).map(Number))"
    )
    assert len(colours) == 2
    assert colours[0] != colours[1]
    facet(page, "kind").locator('input[value="vein"]').check()
    for left_out in (True, False):
        path = download(page, page.locator("#picture"), tmp_path)
        picture = page.evaluate(DECODED, b64encode(path.read_bytes()).decode("ascii"))
        size = page.evaluate(f"(({{ x, y }}) => ({{ x, y }}))({MAP}.getSize())")
        assert picture["width"] == 2 * size["x"]
        assert picture["height"] > 2 * size["y"] + 100
        drawn = [page.evaluate(AT, [*place, picture["top"]])[:3] for place in places]
        assert drawn[2] == colours[1]
        assert [each == colours[0] for each in drawn[:2]] == [not left_out] * 2
        below = page.evaluate(BELOW, picture["top"] + 2 * size["y"])
        assert all(colour in below for colour in colours), "the legend has both colours"
        page.evaluate("() => { location.hash = '#q='; }")
        page.wait_for_function("() => geodeposits.matching === 3")
    assert opened.is_clean


def test_hostile_names_and_values_of_a_frame_are_text(open_page):
    count = len(HOSTILE)
    turned = {text: [HOSTILE[(k + i) % count] for i in range(count)]
              for k, text in enumerate(HOSTILE)}  # fmt: skip
    kinds = {"as category": pd.Categorical(HOSTILE), "as list": [[text] for text in HOSTILE],
             "as dict": [{text: text} for text in HOSTILE],
             "as bytes": [text.encode() for text in HOSTILE],
             "link": ["javascript:window.__pwned=1"] * count}  # fmt: skip
    rows = frame([(k, k) for k in range(count)], **turned, **kinds)
    drawn = explore(
        rows, title=HOSTILE[2], color_by=HOSTILE[0], facets=list(turned), name=HOSTILE[1]
    )
    opened = open_page(drawn.html())
    page = opened.page
    assert page.title() == page.locator("h1").inner_text() == HOSTILE[2]
    page.wait_for_function(
        "n => document.querySelectorAll('[data-row] button.name').length === n", arg=count
    )
    assert set(page.locator("[data-row] button.name").all_inner_texts()) == set(HOSTILE)
    for text in HOSTILE:
        part = page.locator(f"[data-facet={_quoted(text)}]")
        open_filters(page)
        if part.get_attribute("open") is None:
            part.locator("summary").click()
            part.locator("li").first.wait_for(state="attached")
        assert text in part.locator("summary").inner_text()
        assert {each for each in tallies(part) if each} == set(HOSTILE)
        part.locator("input").first.check()
        assert text in page.locator(".chips").inner_text()
        page.locator(".chip-reset").click()
        page.locator("#search").fill(text)
        page.locator("#search").fill("")
    legend = page.locator("#legend").inner_text()
    assert all(text in legend for text in HOSTILE)
    for k in range(count):
        page.locator("[data-row] button.name").nth(k).click()
        detail = page.locator("#detail")
        told = detail.inner_text()
        assert all(told.count(text) >= 2 for text in HOSTILE), "as a label and as a value"
        assert detail.locator("a, img, script").count() == 0
        page.keyboard.press("Escape")
    page.mouse.move(*page.evaluate(SEEN, [2, 2]))
    tip = page.locator(".leaflet-tooltip.tip")
    tip.wait_for()
    assert tip.inner_text() in HOSTILE
    assert page.evaluate("window.__pwned") is None
    assert opened.is_clean


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


# --- Many ----------------------------------------------------------------------------------------

MANY = 305_000


def test_305000_rows_are_filtered_searched_sorted_and_opened(open_page):
    rng = np.random.default_rng(4)
    kind = np.array(["lode", "placer", "skarn", "vein"], dtype=object)[rng.integers(0, 4, MANY)]
    lat, lon = rng.uniform(-70, 75, MANY), rng.uniform(-180, 180, MANY)
    lat[:2], lon[:2] = [-80, 80], [100, -100]
    columns = {
        "name": [f"Site {i}" for i in range(MANY)],
        "kind": kind,
        "tonnes": rng.lognormal(0, 2, MANY).astype(np.float32),
        "year": rng.integers(1900, 2026, MANY),
    }
    rows = geopandas.GeoDataFrame(columns, geometry=shapely.points(lon, lat), crs=4326)
    written = explore(rows, title="Many", color_by="kind").html()
    assert len(written) < 6_000_000
    opened = open_page(written)
    page = opened.page
    matching = "geodeposits.matching"
    assert page.evaluate("[geodeposits.deposits, geodeposits.drawn]") == [MANY, MANY]
    assert page.locator(".count").inner_text() == "305,000 in all"
    part = facet(page, "kind")
    assert tallies(part) == dict(pd.Series(kind).value_counts())
    part.locator('input[value="skarn"]').check()
    is_skarn = kind == "skarn"
    assert page.evaluate(matching) == is_skarn.sum()
    years = facet(page, "year")
    years.get_by_role("spinbutton", name="From").fill("1990")
    rows_left = is_skarn & (columns["year"] >= 1990)
    assert page.evaluate(matching) == rows_left.sum()
    page.locator("#search").fill("site 3049")
    names = pd.Series(columns["name"]).str.casefold()
    assert page.evaluate(matching) == (rows_left & names.str.contains("3049").to_numpy()).sum()
    page.locator(".chip-reset").click()
    assert page.evaluate(matching) == MANY
    page.locator("#search").fill("site 304999")
    assert page.locator("[data-row] button.name").all_inner_texts() == ["Site 304999"]
    page.locator("#search").fill("")
    page.locator('th[data-column="tonnes"] button').click()
    largest = int(columns["tonnes"].argmax())
    assert page.locator("[data-row] button.name").first.inner_text() == f"Site {largest}"
    page.keyboard.press("Escape")
    assert clicked(opened, -80, 100) == "Site 0"
    assert opened.is_clean
