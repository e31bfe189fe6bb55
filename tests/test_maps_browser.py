"""The page in headless Chromium, from disk, with every request refused and counted."""

from __future__ import annotations

import html
import math
import re
from typing import Any

import folium
import pytest

from geodeposits.maps import deposit_map
from geodeposits.maps.records import deposit_records

pytestmark = pytest.mark.browser

HOSTILE = (
    "<img src=x onerror=window.__pwned=1>",
    "{{ cycler.__init__.__globals__.os.mkdir('pwned') }}",
    "</script><script>window.__pwned=1</script>",
    "{% raw %}{#",
    "<!--<script>window.__pwned=1",
)
CITE = {"source": "src"}
MAP = "window[document.querySelector('.folium-map').id]"


def deposit(lat: float, lon: float, kt: str | None = None, **estimate: Any) -> dict[str, Any]:
    figures = {"kind": "resource", "code": "jorc", "basis": "TREO", "by": "operator",
               "effective": "2024", "contained_kt": kt, "cite": CITE, **estimate}  # fmt: skip
    position = {"lat": lat, "lon": lon, "marks": "ore-body", "accuracy_m": 100, "cite": CITE}
    return {"positions": [position], "estimates": [figures] if kt else []}


@pytest.fixture(scope="module")
def world(bundled) -> str:
    return deposit_map(bundled).html()


def symbol(opened: Any, deposit_id: str) -> Any:
    return opened.page.locator(f'[data-deposit="{deposit_id}"] svg')


def radius(opened: Any, deposit_id: str) -> float:
    return float(symbol(opened, deposit_id).locator(".disc").get_attribute("r"))


def open_detail(opened: Any, deposit_id: str) -> Any:
    opened.page.locator(f'[data-row="{deposit_id}"] button').click()
    return opened.page.locator("#detail")


# --- The bundled data --------------------------------------------------------------------------


def test_the_world_is_drawn_without_a_request(open_page, world, bundled):
    opened = open_page(world)
    usable = [record for record in deposit_records(bundled) if "undrawn" not in record]
    assert opened.handle["drawn"] == len(usable)
    assert opened.page.locator(".deposit").count() == len(usable)
    assert opened.page.locator("[data-row]").count() == len(bundled)
    assert opened.is_clean


def test_the_borders_are_on_the_canvas(open_page, world):
    opened = open_page(world)
    colours = opened.page.evaluate(
        """() => {
          const canvas = document.querySelector("canvas.basemap");
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const seen = new Map();
          for (let i = 0; i < data.length; i += 40) {
            const key = data.slice(i, i + 4).join();
            seen.set(key, (seen.get(key) ?? 0) + 1);
          }
          return [...seen].sort((a, b) => b[1] - a[1]).slice(0, 2).map(([key]) => key);
        }"""
    )
    assert sorted(colours) == ["0,0,0,0", "246,243,236,255"]  # sea shows through, --land


def test_a_click_on_beylikova_shows_its_claims(open_page, world):
    opened = open_page(world)
    opened.page.evaluate(f"{MAP}.setView([39.6, 31.35], 7, {{ animate: false }})")
    opened.page.locator('[data-deposit="tr-beylikova"]').click()
    detail = opened.page.locator("#detail")
    assert opened.handle["selected"] == "tr-beylikova"
    text = re.sub(r"\s+", " ", detail.inner_text())
    assert "694 Mt of ore at > 1 % REO, contained > 6.94 Mt REO" in text
    assert "contained 12.5 Mt REO" in text
    assert "announced by an official or a company without a report" in text
    refuted = detail.locator("li.refuted")
    assert "40.5972°, 31.3672°" in refuted.locator("s").inner_text()
    assert "Refuted" in refuted.inner_text()
    assert "One degree too far north" in refuted.inner_text()
    china = detail.locator("li", has=opened.page.locator("h4", has_text="China")).first
    assert [each.split()[0] for each in china.locator("strong").all_inner_texts()] == [
        "talks",
        "MoU",
        "stalled",
    ]
    assert opened.is_clean


def test_every_claim_of_beylikova_links_to_its_source(open_page, bundled):
    one = bundled.deposit("tr-beylikova")
    opened = open_page(deposit_map(one, selected="tr-beylikova").html())
    (record,) = deposit_records(one)
    claims = opened.page.locator("#detail .claims > li, #detail .steps > li")
    steps = sum(len(party["steps"]) for party in record["partners"])
    kinds = ("estimates", "positions", "partners", "conditions", "owners", "plants", "steps")
    assert claims.count() == sum(len(record.get(kind, ())) for kind in kinds) + steps
    links = opened.page.locator("#detail .cite a")
    assert links.count() > 30
    for name, value in (("target", "_blank"), ("rel", "noopener noreferrer nofollow")):
        assert {link.get_attribute(name) for link in links.all()} == {value}
    assert opened.is_clean


def test_the_switch_resizes_and_rerings(open_page, world):
    opened = open_page(world)
    before = radius(opened, "tr-beylikova")
    dashes = symbol(opened, "tr-beylikova").locator(".ring").get_attribute("stroke-dasharray")
    opened.page.get_by_label("Best documented").check()
    assert opened.handle["figure"] == "documented"
    after = radius(opened, "tr-beylikova")
    assert before / after == pytest.approx(math.sqrt(6940 / 954), rel=1e-6)
    ring = symbol(opened, "tr-beylikova").locator(".ring")
    assert ring.get_attribute("stroke-dasharray") != dashes
    assert opened.page.locator('th[aria-sort="descending"]').inner_text() == "Best documented"


def test_the_keyboard_alone_reaches_a_source(open_page, world):
    opened = open_page(world)
    keyboard = opened.page.keyboard
    focused = "document.activeElement"
    keyboard.press("Tab")
    assert opened.page.evaluate(f"{focused}.className") == "skip"
    keyboard.press("Enter")
    for _ in range(4):
        keyboard.press("Tab")
        if opened.page.evaluate(f"!!{focused}.closest('[data-row]')"):
            break
    chosen = opened.page.evaluate(f"{focused}.closest('[data-row]').dataset.row")
    keyboard.press("Enter")
    assert opened.handle["selected"] == chosen
    assert opened.page.evaluate(f"{focused}.id") == "detail-name"
    keyboard.press("Tab")
    assert opened.page.evaluate(f"{focused}.closest('.cite') && {focused}.protocol") == "https:"
    outline = opened.page.evaluate(f"getComputedStyle({focused}).outlineStyle")
    assert outline == "solid"
    keyboard.press("Escape")
    assert opened.handle["selected"] is None
    assert opened.page.evaluate(f"{focused}.closest('[data-row]').dataset.row") == chosen


def test_dark_colours_reach_page_and_map(open_page, world):
    opened = open_page(world, color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    assert opened.page.evaluate(background) == "rgb(20, 26, 33)"
    land = opened.page.evaluate(
        f"""() => {{
          const canvas = document.querySelector("canvas.basemap");
          const {{ x, y }} = {MAP}.latLngToLayerPoint([15, 20]).subtract(canvas._leaflet_pos);
          return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
        }}"""
    )
    assert land == [42, 51, 60, 255]
    opened.page.emulate_media(color_scheme="light")
    assert opened.page.evaluate(background) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("size", [(1440, 900), (390, 844), (320, 640)])
def test_nothing_is_cut(open_page, world, size):
    opened = open_page(world, size=size)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    cut = """(selector) => [...document.querySelectorAll(selector)]
      .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"""
    for selector in (".legend li", ".legend-block", ".deposits td", ".top h1", ".switch label"):
        assert opened.page.evaluate(cut, selector) == [], selector
    opened.page.locator('[data-row="tr-beylikova"] button').click()
    for selector in ("#detail", "#detail li", "#detail dl", ".chosen > div"):
        assert opened.page.evaluate(cut, selector) == [], selector
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_legend_is_in_sight_on_a_phone(open_page, world):
    opened = open_page(world, size=(390, 844))
    box = opened.page.locator("#legend").bounding_box()
    assert box["y"] + box["height"] <= 844


def test_the_legend_lists_what_is_present_in_words(open_page, dataset_of):
    place = deposit(10, 10, "2000")
    place["classification"] = {"type": "ion-adsorption-ree", "cite": CITE}
    opened = open_page(deposit_map(dataset_of({"tr-one": place, "tr-two": deposit(20, 20)})).html())
    text = opened.page.locator("#legend").inner_text()
    assert "Ion-adsorption clay" in text
    assert "Tailings, unknown" in text
    assert "Carbonatite" not in text
    assert "no figure" in text
    assert "imprecise" not in text
    assert "2 Mt" in text
    assert "E announced, no report" in re.sub(r"\s+", " ", text)


def test_print_shows_map_and_claims_whole(open_page, world):
    opened = open_page(world)
    opened.page.emulate_media(media="print")
    assert opened.page.locator("#figure-switch").is_hidden()
    assert opened.page.evaluate("getComputedStyle(panel).overflow") == "visible"


def test_less_motion_is_honoured(open_page, dataset_of):
    page = deposit_map(dataset_of({"tr-one": deposit(10, 10, "5")})).html()
    moving = open_page(page, reduced_motion="no-preference")
    assert moving.page.evaluate(f"{MAP}._zoomAnimated") is True
    still = open_page(page, reduced_motion="reduce")
    assert still.page.evaluate(f"{MAP}._zoomAnimated") is False


# --- Symbols -----------------------------------------------------------------------------------


def test_area_is_in_proportion_and_the_small_lie_above_the_large(open_page, dataset_of):
    records = {f"tr-{kt}": deposit(10, 10, str(kt)) for kt in (400, 1600, 6400)}
    opened = open_page(deposit_map(dataset_of(records)).html())
    assert radius(opened, "tr-1600") / radius(opened, "tr-400") == pytest.approx(2)
    assert radius(opened, "tr-6400") / radius(opened, "tr-1600") == pytest.approx(2)
    opened.page.locator('[data-deposit="tr-6400"]').click(position={"x": 40, "y": 6})
    assert opened.handle["selected"] == "tr-6400"
    opened.page.locator('[data-deposit="tr-400"]').click()
    assert opened.handle["selected"] == "tr-400"


def test_five_rings_differ_without_colour(open_page, dataset_of):
    levels = {
        "tr-a": {},
        "tr-b": {"effective": "2001"},
        "tr-c": {"code": "gkz"},
        "tr-d": {"code": "none", "kind": "historical"},
        "tr-e": {"code": "none", "kind": "announcement"},
    }
    records = {
        key: deposit(10, 10 * i, "900", **more) for i, (key, more) in enumerate(levels.items())
    }
    opened = open_page(deposit_map(dataset_of(records)).html())
    names = ("stroke-width", "stroke-dasharray", "stroke-linecap")
    styles = {
        tuple(symbol(opened, key).locator(".ring").get_attribute(name) for name in names)
        for key in records
    }
    assert len(styles) == 5
    cells = opened.page.locator("[data-row] td:nth-child(2) .level").all_inner_texts()
    assert sorted(cell[0] for cell in cells) == list("ABCDE")


def test_the_selected_symbol_is_marked_outside_its_ring(open_page, dataset_of):
    opened = open_page(deposit_map(dataset_of({"tr-one": deposit(10, 10, "5")})).html())
    mark = symbol(opened, "tr-one").locator(".mark-selected")
    stroke = "(e) => getComputedStyle(e).stroke"
    assert mark.evaluate(stroke) == "none"
    open_detail(opened, "tr-one")
    assert mark.evaluate(stroke) == "rgb(11, 92, 173)"
    ring = symbol(opened, "tr-one").locator(".ring")
    assert float(mark.get_attribute("r")) - float(ring.get_attribute("r")) > 3


def test_without_a_figure_the_symbol_is_hollow(open_page, dataset_of):
    opened = open_page(deposit_map(dataset_of({"tr-one": deposit(10, 10)})).html())
    assert symbol(opened, "tr-one").locator(".diamond").count() == 1
    assert symbol(opened, "tr-one").locator(".disc").count() == 0
    assert opened.is_clean


def test_an_imprecise_position_has_a_circle_in_true_metres(open_page, dataset_of):
    town = deposit(60, 20, "50")
    town["positions"][0] |= {"marks": "nearest-town", "accuracy_m": 50_000}
    records = {"tr-town": town, "tr-mine": deposit(50, 0, "50")}
    opened = open_page(deposit_map(dataset_of(records)).html())
    opened.page.evaluate(f"{MAP}.setView([60, 20], 8, {{ animate: false }})")
    circles = opened.page.locator("path.accuracy-circle")
    assert circles.count() == 1
    px_per_m = opened.page.evaluate(
        f"""() => {{
          const {{ x, y }} = {MAP}.project([60, 20]);
          return 100 / {MAP}.distance({MAP}.unproject([x, y]), {MAP}.unproject([x + 100, y]));
        }}"""
    )
    box = circles.bounding_box()
    assert box["width"] == pytest.approx(2 * 50_000 * px_per_m, rel=0.03)
    assert symbol(opened, "tr-town").locator(".ticks").count() == 1
    assert symbol(opened, "tr-mine").locator(".ticks").count() == 0


# --- Odd data ----------------------------------------------------------------------------------


def test_an_empty_dataset_says_so(open_page, dataset_of):
    opened = open_page(deposit_map(dataset_of({})).html())
    assert opened.handle["drawn"] == 0
    assert "no deposit in this dataset" in opened.page.locator("#list").inner_text()
    assert opened.is_clean


def test_one_point_is_shown_with_its_country_around_it(open_page, dataset_of):
    opened = open_page(deposit_map(dataset_of({"tr-one": deposit(39.6, 31.4, "5")})).html())
    assert opened.page.evaluate(f"{MAP}.getZoom()") == 6
    centre = opened.page.evaluate(f"{MAP}.getCenter()")
    assert centre["lat"] == pytest.approx(39.6, abs=0.1)
    assert centre["lng"] == pytest.approx(31.4, abs=0.1)


def test_poles_antimeridian_and_the_origin_are_drawn(open_page, dataset_of):
    records = {
        "tr-north": deposit(90, 0, "5"),
        "tr-south": deposit(-90, 0, "5"),
        "tr-east": deposit(0, 180, "5"),
        "tr-west": deposit(0, -180, "5"),
        "tr-zero": deposit(0, 0, "5"),
    }
    opened = open_page(deposit_map(dataset_of(records)).html())
    assert opened.handle["drawn"] == 5
    area = opened.page.locator(".folium-map").bounding_box()
    for key in records:
        box = symbol(opened, key).bounding_box()
        assert area["x"] <= box["x"] <= area["x"] + area["width"], key
        assert area["y"] <= box["y"] <= area["y"] + area["height"], key
    assert opened.is_clean


def test_what_is_off_the_globe_is_counted_and_listed(open_page, dataset_of):
    records = {"tr-off": deposit(95, 31, "5"), "tr-none": {"no_position": "secret"},
               "tr-on": deposit(10, 10, "5")}  # fmt: skip
    opened = open_page(deposit_map(dataset_of(records)).html())
    assert opened.handle["drawn"] == 1
    assert opened.handle["undrawn"] == 2
    note = opened.page.locator(".undrawn").inner_text()
    assert "2 deposits without a usable position" in note
    assert "tr-off (latitude 95, longitude 31 is not on the globe)" in note
    assert "tr-none (secret)" in note
    opened.page.locator(".undrawn button").first.click()
    assert "Not on the map" in opened.page.locator("#detail").inner_text()
    assert opened.is_clean


def test_a_source_that_is_missing_is_named(open_page, dataset_of):
    record = deposit(10, 10, "5", cite={"source": "no-such", "at": "p. 3"})
    opened = open_page(deposit_map(dataset_of({"tr-one": record})).html())
    text = open_detail(opened, "tr-one").inner_text()
    assert "no-such (source not in the dataset), p. 3" in text


# --- Hostile text ------------------------------------------------------------------------------


def hostile_record(text: str) -> dict[str, Any]:
    cite = {"source": "src", "at": text}
    step = {"party": text, "role": "lender", "role_text": text, "stage": "other",
            "stage_text": text, "terms": text, "note": text, "cite": cite}  # fmt: skip
    return {
        "name": text,
        "aliases": [text],
        "admin1": text,
        "scope_note": text,
        "classification": {"type_text": text, "minerals": [text], "by_products": [text],
                           "cite": cite},
        "positions": [{"lat": 10, "lon": 10, "marks": "mine", "note": text, "cite": cite},
                      {"lat": 1, "lon": 1, "standing": "refuted", "reason": text, "cite": cite}],
        "estimates": [{"label": text, "kind": "announcement", "basis": "TREO", "contained_kt": "5",
                       "by": "operator", "by_name": text, "stated": text, "zone": text,
                       "cut_off": text, "edition": text, "competent_person": text,
                       "derived": True, "derived_how": text, "note": text, "cite": cite}],
        "partners": [step],
        "owners": [{"party": text, "role_text": text, "cite": cite}],
        "conditions": [{"party": text, "condition": "other", "condition_text": text, "cite": cite}],
        "plants": [{"name": text, "stage": "pilot", "other_t_per_y": {text: "5"}, "cite": cite}],
        "status": [{"status": "other", "status_text": text, "cite": cite}],
        "oxides": [{"oxides_pct": {"La2O3": "5"}, "note": text, "cite": cite}],
    }  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_typed(open_page, dataset_of, text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = {
        "title": text,
        "producer": text,
        "kind": "press",
        "url": "javascript:window.__pwned=1",
    }
    dataset = dataset_of({"tr-one": hostile_record(text)}, sources={"src": source}, title=text)
    opened = open_page(deposit_map(dataset).html())
    assert opened.page.title() == text
    assert opened.page.locator("h1").inner_text() == text
    assert opened.page.locator("[data-row] button").inner_text() == text
    opened.page.locator('[data-deposit="tr-one"]').hover()
    assert text in opened.page.locator(".leaflet-tooltip").inner_text()
    detail = open_detail(opened, "tr-one")
    assert detail.inner_text().count(text) > 40
    assert detail.locator("a, img, script").count() == 0
    assert opened.page.evaluate("window.__pwned") is None
    assert not (tmp_path / "pwned").exists()
    assert opened.is_clean


def test_a_hostile_id_is_only_an_id(open_page, dataset_of):
    dataset = dataset_of({HOSTILE[0]: deposit(10, 10, "5"), HOSTILE[2]: deposit(20, 20, "5")})
    opened = open_page(deposit_map(dataset).html())
    for index in (0, 1):
        opened.page.locator("[data-row] button").nth(index).click()
        assert opened.handle["selected"] in HOSTILE
        opened.page.locator(".back").click()
    assert opened.page.evaluate("window.__pwned") is None
    assert opened.is_clean


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=<x>", True),
        ("http://example.org", True),
        ("javascript:window.__pwned=1", False),
        ("JaVaScRiPt:window.__pwned=1", False),
        (" \tjavascript:window.__pwned=1", False),
        ("data:text/html,<script>1</script>", False),
        ("file:///etc/passwd", False),
        ("no address", False),
    ],
)
def test_only_web_addresses_become_links(open_page, dataset_of, url, linked):
    source = {"title": "T", "producer": "P", "kind": "press", "url": url}
    dataset = dataset_of({"tr-one": deposit(10, 10, "5")}, sources={"src": source})
    opened = open_page(deposit_map(dataset).html())
    links = open_detail(opened, "tr-one").locator("a")
    assert (links.count() > 0) is linked
    if linked:
        assert links.first.get_attribute("href").startswith(url[:19])


def test_the_canary_fires_where_nothing_protects(open_page):
    """The same text put raw into a page runs, so the tests above can fail."""
    opened = open_page(f"<html data-ready><body>{HOSTILE[0]}</body></html>")
    opened.page.wait_for_function("window.__pwned === 1", timeout=5_000)
    assert not opened.is_clean
    opened = open_page(f"<html data-ready><body><script>1{HOSTILE[2]}</body></html>")
    assert opened.page.evaluate("window.__pwned") == 1


def test_the_policy_stops_what_slips_in(open_page, dataset_of):
    page = deposit_map(dataset_of({"tr-one": deposit(10, 10, "5")})).html()
    slipped = page.replace("<main>", f"<main>{HOSTILE[0]}<script>window.__pwned=1</script>")
    opened = open_page(slipped)
    assert opened.page.evaluate("window.__pwned") is None
    refused = opened.page.evaluate("window.__refused")
    assert any(each.startswith("script-src") for each in refused)


# --- What the user adds ------------------------------------------------------------------------


def test_layers_of_the_user_are_drawn(open_page, dataset_of):
    made = deposit_map(dataset_of({"tr-one": deposit(39.6, 31.4, "5")}))
    folium.Marker([39, 31], popup="<b>mine</b>", tooltip="a tip").add_to(made)
    folium.Marker([39, 33], icon=folium.Icon(color="red")).add_to(made)
    folium.CircleMarker([40, 32], radius=9, color="#123456").add_to(made)
    shape = {"type": "Polygon", "coordinates": [[[30, 38], [31, 38], [31, 39], [30, 38]]]}
    folium.GeoJson(shape, name="shape").add_to(made)
    folium.LayerControl().add_to(made)
    opened = open_page(made.html())
    page = opened.page
    icon = page.locator("img.leaflet-marker-icon")
    assert icon.evaluate("(e) => e.complete && e.naturalWidth") == 25
    assert page.locator('path[stroke="#123456"]').count() == 1
    assert page.locator('svg path[fill="red"]').count() == 1
    assert page.locator(".leaflet-control-layers").count() == 1
    icon.click()
    assert page.locator(".leaflet-popup-content b").inner_text() == "mine"
    assert opened.handle["drawn"] == 1
    assert opened.is_clean


def test_tiles_ask_for_nothing_until_they_are_switched_on(open_page, dataset_of):
    tiles = [("https://t.example.org/{z}/{x}/{y}.png", "<b>me</b> & you")]
    made = deposit_map(dataset_of({"tr-one": deposit(39.6, 31.4, "5")}), tiles=tiles)
    opened = open_page(made.html())
    assert opened.is_clean
    opened.page.locator(".leaflet-control-layers").hover()
    opened.page.locator(".leaflet-control-layers-base label", has_text="t.example.org").click()
    opened.page.wait_for_timeout(300)
    assert opened.requests
    assert all(url.startswith("https://t.example.org/") for url in opened.requests)
    assert opened.page.evaluate("window.__refused") == []
    assert "<b>me</b> & you" in opened.page.locator(".leaflet-control-attribution").inner_text()


def test_the_page_works_inside_a_notebook_s_frame(open_page, dataset_of):
    made = deposit_map(dataset_of({"tr-one": deposit(39.6, 31.4, "5")}))
    opened = open_page(f"<html data-ready><body>{made._repr_html_()}</body></html>")
    frame = opened.page.frame_locator("iframe")
    frame.locator('[data-row="tr-one"] button').click()
    assert frame.locator("#detail h2").inner_text() == "tr-one"
    assert opened.problems == []


# --- Broken surroundings -----------------------------------------------------------------------


def test_a_browser_that_cannot_unpack_is_told(open_page, dataset_of):
    page = deposit_map(dataset_of({"tr-one": deposit(10, 10, "5")})).html()
    opened = open_page(page, script="delete window.DecompressionStream;")
    assert "cannot unpack the data" in opened.page.get_by_role("alert").inner_text()
    assert opened.is_clean


def test_a_page_that_was_cut_off_says_so(open_page, dataset_of):
    page = deposit_map(dataset_of({"tr-one": deposit(10, 10, "5")})).html()
    cut = re.sub(r'(id="gd-data">[^<]{200})[^<]*', r"\1", page)
    opened = open_page(cut)
    assert "cannot be read" in opened.page.get_by_role("alert").inner_text()


def test_without_scripts_the_page_says_what_it_needs(open_page, dataset_of):
    page = deposit_map(dataset_of({"tr-one": deposit(10, 10, "5")}), title="A & B").html()
    opened = open_page(page, java_script_enabled=False, ready=False)
    assert "JavaScript" in html.unescape(opened.page.locator("noscript").inner_text())
    assert opened.page.locator("h1").inner_text() == "A & B"
