"""The page of the bundled data taken along: links, downloads, languages, widths, no network."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import geopandas
import pandas as pd
import pytest

from geodeposits.maps import deposit_map
from tests.browser_kit import MAP, STILL, centres, clicked, deposit, zoomed
from tests.explorer_kit import column, facet, holds, numbers, open_filters
from tests.explorer_world_kit import AT, DECODED, download, ids, matching, page, shared, table

__all__ = ["page", "shared", "table"]

pytestmark = pytest.mark.browser
WRITTEN_MS = 400  # after which the address has been written


# --- Share and take along ------------------------------------------------------------------------


def test_a_link_shows_in_a_new_page_what_was_seen(page, shared):
    page.evaluate(f"{MAP}.setView([35, 100], 3.5, {{ animate: false }})")
    page.get_by_label("Best documented").check()
    page.locator("#arcs").check()
    facet(page, "country").locator('input[value="CN"]').check()
    facet(page, "year").get_by_role("spinbutton", name="From").fill("1980")
    page.locator("#search").fill("bayan")
    page.locator('th[data-column="name"] button').click()
    page.locator('[data-row="cn-bayan-obo"] button').click()
    page.locator("#language").select_option("tr")
    page.wait_for_function("() => /lang=tr/.test(location.hash) && /s=cn-/.test(location.hash)")
    link = page.evaluate("location.href")
    view = f"[{MAP}.getCenter().lat, {MAP}.getCenter().lng, {MAP}.getZoom()]"
    again = page.context.new_page()
    again.goto(link)
    again.wait_for_selector("html[data-ready]")
    px = 360 / 256 / 2**3.5  # the legend that grows moves the middle by a pixel at most
    assert again.evaluate(view) == pytest.approx(page.evaluate(view), abs=px)
    for script in ("geodeposits.selected", "geodeposits.figure", "geodeposits.matching",
                   "document.documentElement.lang", "document.querySelector('#arcs').checked",
                   "document.querySelector('#search').value"):  # fmt: skip
        assert again.evaluate(script) == page.evaluate(script), script
    assert again.evaluate("geodeposits.selected") == "cn-bayan-obo"
    for where in (".chips", "#detail", "#legend"):
        assert again.locator(where).inner_text() == page.locator(where).inner_text()
    again.wait_for_function("() => location.hash.includes('v=')")
    parts = [
        {part for part in each.strip("#").split("&") if part[:2] != "v="}
        for each in (again.evaluate("location.hash"), link.partition("#")[2])
    ]
    assert parts[0] == parts[1] >= {"s=cn-bayan-obo", "q=bayan", "f.country=CN", "r.year=1980,",
                                    "o=name", "fig=documented", "a=1", "lang=tr"}  # fmt: skip
    again.close()


def test_back_leads_from_a_deposit_to_what_was_seen_before(page):
    page.locator("#search").fill("bayan")
    page.wait_for_function("() => location.hash.includes('q=bayan')")
    steps = page.evaluate("history.length")
    page.locator('[data-row="cn-bayan-obo"] button').click()
    page.wait_for_function("() => location.hash.includes('s=cn-bayan-obo')")
    assert page.evaluate("history.length") == steps + 1
    chosen = page.evaluate("location.hash")
    page.evaluate(f"{MAP}.setView([10, 20], 4, {{ animate: false }})")
    page.wait_for_function("(chosen) => location.hash !== chosen", arg=chosen)
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    page.locator("#detail").wait_for(state="hidden")
    assert page.locator("#search").input_value() == "bayan"
    page.wait_for_timeout(WRITTEN_MS)
    page.go_forward()
    page.locator("#detail").wait_for(state="visible")
    assert page.evaluate("geodeposits.selected") == "cn-bayan-obo"
    page.locator(".back").click()
    page.wait_for_function("() => !location.hash.includes('s=')")
    page.go_back()
    page.locator("#detail").wait_for(state="visible")


def test_downloads_hold_exactly_the_filtered_rows(page, table, bundled, tmp_path):
    facet(page, "country").locator('input[value="CN"]').check()
    facet(page, "country").locator('input[value="KP"]').check()
    facet(page, "reo_kt").get_by_role("spinbutton", name="From").fill("1")
    rows = holds(table, "country", {"CN", "KP"}) & (numbers(table, "reo_kt") >= 1)
    expected = ids(table, rows)
    assert len(expected) == matching(page) > 20
    path = download(page, page.get_by_role("button", name="CSV", exact=True), tmp_path)
    found = pd.read_csv(path, keep_default_na=False).set_index("id")
    assert found.index.is_unique
    assert set(found.index) == expected
    path = download(page, page.get_by_role("button", name="GeoJSON", exact=True), tmp_path)
    shapes = geopandas.read_file(path).set_index("id")
    assert list(shapes.index) == list(found.index)
    assert shapes.crs.to_epsg() == 4326
    known = bundled.deposits.set_index("id").loc[shapes.index]
    for axis, degrees in (("x", known["lon"]), ("y", known["lat"])):
        assert getattr(shapes.geometry, axis).to_numpy() == pytest.approx(
            degrees.to_numpy(dtype=float), abs=1e-4, nan_ok=True
        )
    assert list(found["name"]) == list(known["name"])
    stated = dict(zip(column(table, "id").values, numbers(table, "reo_kt"), strict=True))
    for each in (pd.to_numeric(found["reo_kt"]), shapes["reo_kt"]):
        assert list(each) == pytest.approx([stated[i] for i in found.index], rel=1e-6)


def test_the_picture_is_the_map_at_twice_its_size(page, bundled, tmp_path):
    page.evaluate(f"{MAP}.setView([20, 30], 2.5, {{ animate: false }})")
    path = download(page, page.locator("#picture"), tmp_path)
    assert path.name == "map.png"
    assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    picture = page.evaluate(DECODED, b64encode(path.read_bytes()).decode("ascii"))
    size = page.evaluate(f"(({{ x, y }}) => ({{ x, y }}))({MAP}.getSize())")
    assert picture["width"] == 2 * size["x"]
    assert picture["height"] > 2 * size["y"] + 100
    for lat, lon, colour in ((23, 26, [246, 243, 236, 255]), (-10, 75, [221, 232, 239, 255])):
        assert page.evaluate(AT, [lat, lon, picture["top"]]) == colour
    obo = bundled.deposits.set_index("id").loc["cn-bayan-obo"]
    red, _, blue, _ = page.evaluate(AT, [float(obo["lat"]), float(obo["lon"]), picture["top"]])
    assert (red, blue) not in {(246, 236), (221, 239)}, "a symbol lies there"
    page.evaluate("delete window.__picture")


def test_an_address_that_changes_sets_the_language_and_what_else_is_shown(page):
    page.locator("#language").select_option("tr")
    page.evaluate("() => { location.hash = '#s=tr-beylikova&a=1'; }")
    page.wait_for_function("geodeposits.selected === 'tr-beylikova'")
    assert page.locator("#language").input_value() == "en"
    assert page.locator("#arcs").is_checked()


def test_the_map_knows_its_size_when_the_legend_grows(page):
    size = f"[{MAP}.getSize().y, {MAP}.getContainer().clientHeight]"
    before = page.evaluate(size)
    page.locator("#arcs").check()
    page.wait_for_function(f"() => (([known, real]) => known === real)({size})")
    assert page.evaluate(size)[1] < before[1]


# --- Languages, widths, places -------------------------------------------------------------------


SPOKEN = """() => {
  const shown = [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility());
  const alt = shown.flatMap((e) => ["aria-label", "title", "placeholder"].map((name) => e.getAttribute(name)));
  const own = shown.flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()));
  return [document.documentElement.lang, document.title, ...alt.filter(Boolean), ...own.filter(Boolean)];
}"""  # noqa: E501

WIDGETS = """() => [...document.querySelectorAll(
    "button, summary, legend, label, th[scope=col], h2, h3, dt, .count, .grid-caption, .skip")]
  .flatMap((e) => [e.getAttribute("aria-label"),
    ...[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim())])
  .filter((text) => /\\p{L}{2}/u.test(text ?? ""))"""


def test_a_page_made_in_turkish_is_the_english_one_switched(open_page, bundled):
    """And nothing but names is written alike in both."""
    few = bundled.filter(country=["TR"])
    seen, widgets = {}, {}
    for lang in ("en", "tr"):
        opened = open_page(deposit_map(few, lang=lang, title="T").html())
        page = opened.page
        assert page.evaluate("document.documentElement.lang") == lang
        for switched in ("en", "tr", lang) if lang == "en" else ("tr",):
            page.locator("#language").select_option(switched)
            seen[lang, switched] = page.evaluate(SPOKEN)
        if lang == "en":
            page.locator("#language").select_option("tr")
        page.locator(".filters-toggle").click()
        page.locator("[data-row] button.name").first.click()
        seen[lang, "detail"] = page.evaluate(SPOKEN)
        page.locator("#language").select_option("en")
        widgets["en"] = set(page.evaluate(WIDGETS))
        page.locator("#language").select_option("tr")
        widgets["tr"] = set(page.evaluate(WIDGETS))
        assert opened.is_clean
    assert seen["en", "tr"] == seen["tr", "tr"]
    assert seen["en", "detail"] == seen["tr", "detail"]
    assert seen["en", "en"] != seen["en", "tr"]
    names = {"CSV", "GeoJSON", "Ad"} | set(few.deposits["name"])
    assert len(widgets["en"]) > 60
    assert widgets["en"] & widgets["tr"] - names == set()


def test_360_px_are_wide_enough(open_page, world):
    opened = open_page(world, size=(360, 740), reduced_motion="reduce")
    page = opened.page
    wide = {}

    def look(state: str) -> None:
        wide[state] = page.evaluate(
            "[document.documentElement.scrollWidth, document.getElementById('panel').scrollWidth]"
        )

    look("as loaded")
    page.locator("#arcs").check()
    page.locator("#chart summary").click()
    look("partners and chart")
    facet(page, "country").locator('input[value="TR"]').check()
    look("filters")
    sheet = page.get_by_role("dialog", name="Filters").bounding_box()
    assert (sheet["x"], sheet["width"]) == (0, 360)
    page.locator(".done").click()
    page.locator("[data-row] button.name").first.click()
    look("detail")
    assert {state: each for state, each in wide.items() if max(each) > 360} == {}
    assert opened.is_clean


def test_the_world_goes_on_beyond_180_degrees(page):
    """The map of borders and the occurrences are drawn on both sides."""
    page.evaluate(f"{MAP}.setView([65, 179], 4, {{ animate: false }})")
    land = """([lat, lon]) => {
      const canvas = document.querySelector("canvas.basemap");
      const at = MAP.latLngToLayerPoint([lat, lon]).subtract(canvas._leaflet_pos);
      const ratio = canvas.width / parseFloat(canvas.style.width || canvas.width);
      return [...canvas.getContext("2d").getImageData(at.x * ratio, at.y * ratio, 1, 1).data];
    }""".replace("MAP", MAP)
    chukotka, alaska = page.evaluate(land, [67, 175]), page.evaluate(land, [66, 360 - 157])
    assert chukotka == alaska == [246, 243, 236, 255]
    assert page.evaluate(land, [58, 180]) == [221, 232, 239, 255], "the Bering Sea"


def test_symbols_on_both_sides_of_180_degrees_are_seen_and_opened(open_page, dataset_of):
    far = deposit(52, -178, "5")
    far["positions"][0] |= {"marks": "nearest-town", "accuracy_m": 40_000}
    made = dataset_of({"tr-west": deposit(52, 178, "5"), "tr-east": far})
    opened = open_page(deposit_map(made).html())
    opened.page.evaluate(STILL)
    for middle in (179, -179):
        zoomed(opened, 52, middle, zoom=7)
        drawn = centres(opened)
        west, east = drawn["tr-west"], drawn["tr-east"]
        assert west[0] < east[0]
        assert west[1] == pytest.approx(east[1], abs=1)
        circle = opened.page.locator("path.accuracy-circle").bounding_box()
        assert circle["x"] + circle["width"] / 2 == pytest.approx(east[0], abs=1)
        for name, (x, y, _) in drawn.items():
            opened.page.mouse.move(x, y)
            assert name in opened.page.locator(".leaflet-tooltip").inner_text()
            assert clicked(opened, x, y) == name
    assert opened.is_clean


def test_an_address_without_a_selection_closes_the_claims(page):
    page.evaluate("location.hash = '#s=tr-beylikova&q=beylikova'")
    page.locator("#detail-name").wait_for()
    page.evaluate("location.hash = '#f.country=AU'")
    page.locator("#detail").wait_for(state="hidden")
    page.wait_for_function("() => !location.hash.includes('s=tr-beylikova')")
    assert page.locator(".chip").count() == 1


def test_open_filters_do_not_make_the_page_longer(page):
    open_filters(page)
    for summary in page.locator(".facet summary").all():
        if summary.evaluate("(e) => !e.parentElement.open"):
            summary.click()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


# --- No network ----------------------------------------------------------------------------------


@pytest.fixture
def served(world: str) -> Iterator[tuple[str, list[str]]]:
    """The page on a server of this machine, and the paths that are asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path == "/world.html" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(world.encode("utf-8") if self.path == "/world.html" else b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/world.html", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_server_is_asked_for_the_page_alone(browser, served):
    address, asked = served
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tried: list[str] = []
    context.on("request", lambda request: tried.append(request.url))
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.locator("#search").fill("beylikova")
    page.locator('[data-row="tr-beylikova"] button').click()
    page.locator("#arcs").check()
    page.locator("#language").select_option("tr")
    page.wait_for_function("() => location.hash.includes('s=tr-beylikova')")
    assert page.evaluate("geodeposits.selected") == "tr-beylikova"
    context.close()
    assert tried == [address]
    assert asked == ["/world.html"]
