"""The page in headless Chromium, from disk, with every request refused and counted."""

from __future__ import annotations

import html
import math
import re
from typing import Any

import folium
import pytest
from branca.element import MacroElement
from folium.template import Template

import geodeposits
from geodeposits.maps import deposit_map
from geodeposits.maps.records import deposit_records
from geodeposits.wording import DOCUMENTED_RULE, HEADLINE_RULE

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


def centres(opened: Any) -> dict[str, tuple[float, float, float]]:
    """Middle and radius of every symbol as drawn, in px of the window; a diamond's is its half."""
    found = opened.page.evaluate(
        """() => [...document.querySelectorAll("[data-deposit]")].map((each) => {
          const box = each.querySelector("svg").getBoundingClientRect();
          const radius = Number(each.querySelector(".disc")?.getAttribute("r") ?? 5.5);
          return [each.dataset.deposit, box.x + box.width / 2, box.y + box.height / 2, radius];
        })"""
    )
    return {deposit_id: (x, y, r) for deposit_id, x, y, r in found}


def on_top(drawn: dict[str, tuple[float, float, float]], deposit_id: str) -> str:
    """The deposit whose disc is the smallest of those that cover a deposit's middle."""
    x, y, _ = drawn[deposit_id]
    away = {each: math.hypot(x - cx, y - cy) for each, (cx, cy, _) in drawn.items()}
    covering = [each for each, (_, _, r) in drawn.items() if away[each] <= r]
    return min(covering, key=lambda each: (drawn[each][2], away[each]))


def clicked(opened: Any, x: float, y: float) -> str | None:
    """What a real click opens, in the view that was there before it."""
    opened.page.mouse.click(x, y)
    found = opened.handle["selected"]
    if found is not None:
        opened.page.keyboard.press("Escape")
    return found


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


STILL = f"{MAP}.panTo = () => {{}}"  # a click may bring a deposit at the edge further into view


def test_a_click_on_the_middle_of_any_symbol_opens_what_is_seen_there(open_page, world):
    opened = open_page(world)
    opened.page.evaluate(STILL)
    drawn = centres(opened)
    expected = {deposit_id: on_top(drawn, deposit_id) for deposit_id in drawn}
    found = {deposit_id: clicked(opened, x, y) for deposit_id, (x, y, _) in drawn.items()}
    assert found == expected
    assert sum(each == deposit_id for deposit_id, each in found.items()) > 0.9 * len(drawn)
    assert opened.is_clean


@pytest.mark.parametrize("deposit_id", ["tr-beylikova", "no-fen"])
def test_a_click_where_a_deposit_is_opens_it(open_page, world, bundled, deposit_id):
    opened = open_page(world)
    place = bundled.deposits.set_index("id").loc[deposit_id]
    x, y = opened.page.evaluate(
        f"""([lat, lon]) => {{
          const box = {MAP}.getContainer().getBoundingClientRect();
          const {{ x, y }} = {MAP}.latLngToContainerPoint([lat, lon]);
          return [box.x + x, box.y + y];
        }}""",
        [float(place["lat"]), float(place["lon"])],
    )
    opened.page.mouse.move(x, y)
    assert place["name"] in opened.page.locator(".leaflet-tooltip").inner_text()
    opened.page.mouse.click(x, y)
    assert opened.handle["selected"] == deposit_id
    opened.page.locator(".leaflet-tooltip").wait_for(state="detached")


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


@pytest.mark.parametrize(
    ("size", "largest_kt", "shown"),
    [
        ((1280, 800), "0.01", "≤ 2 kt"),
        ((1280, 800), "2.3", "2.3 kt"),
        ((1280, 800), "4.9", "4.9 kt"),
        ((1280, 800), "8", "5 kt"),
        ((1280, 800), "500", "500 kt, 50 kt, 5 kt"),
        ((390, 844), "4.9", "≤ 6 kt"),
        ((390, 844), "8", "8 kt"),
        ((390, 844), "1000", "1 Mt, 100 kt, 10 kt"),
    ],
)
def test_the_legend_explains_the_sizes_of_any_largest_amount(
    open_page, dataset_of, size, largest_kt, shown
):
    records = {"tr-one": deposit(10, 10, largest_kt)}
    opened = open_page(deposit_map(dataset_of(records)).html(), size=size)
    assert opened.page.locator("#problem").is_hidden()
    assert opened.handle["drawn"] == 1
    discs = opened.page.locator("#legend .nested")
    assert discs.get_attribute("aria-label") == shown
    radii = [float(disc.get_attribute("r")) for disc in discs.locator("circle").all()]
    assert min(radii) >= 2
    assert max(radii) <= radius(opened, "tr-one")
    assert opened.is_clean


def test_the_legend_shows_the_largest_disc_beside_the_smallest(open_page, dataset_of):
    records = {"tr-large": deposit(10, 10, "4.9"), "tr-small": deposit(20, 20, "0.5")}
    opened = open_page(deposit_map(dataset_of(records)).html())
    discs = opened.page.locator("#legend .nested")
    assert discs.get_attribute("aria-label") == "4.9 kt, ≤ 2 kt"
    radii = [float(disc.get_attribute("r")) for disc in discs.locator("circle").all()]
    assert radii == [radius(opened, "tr-large"), radius(opened, "tr-small")]


def test_the_detail_states_the_rules_of_choice(open_page, dataset_of):
    opened = open_page(deposit_map(dataset_of({"tr-one": deposit(10, 10, "5")})).html())
    rules = open_detail(opened, "tr-one").locator(".chosen h3 .quiet")
    assert rules.all_inner_texts() == [HEADLINE_RULE, DOCUMENTED_RULE]


def test_a_resize_draws_the_symbols_anew_and_leaves_the_focus(open_page, dataset_of):
    records = {"tr-one": deposit(10, 10, "5000"), "tr-two": deposit(20, 20, "50")}
    opened = open_page(deposit_map(dataset_of(records)).html(), size=(1280, 800))
    wide = radius(opened, "tr-one")
    opened.page.locator('[data-row="tr-two"] button').focus()
    opened.page.set_viewport_size({"width": 390, "height": 844})
    opened.page.wait_for_function(
        "(r) => document.querySelector('[data-deposit=tr-one] .disc').getAttribute('r') < r",
        arg=wide,
    )
    focused = "document.activeElement.closest('[data-row]')?.dataset.row"
    assert opened.page.evaluate(focused) == "tr-two"
    assert opened.is_clean


def test_a_middle_of_a_range_sizes_and_ranks(open_page, dataset_of):
    records = {"tr-range": deposit(10, 10, "100–900"), "tr-one": deposit(20, 20, "400")}
    opened = open_page(deposit_map(dataset_of(records)).html())
    rows = [row.get_attribute("data-row") for row in opened.page.locator("[data-row]").all()]
    assert rows == ["tr-range", "tr-one"]
    ratio = radius(opened, "tr-range") / radius(opened, "tr-one")
    assert ratio == pytest.approx(math.sqrt(500 / 400))


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


def zoomed(opened: Any, lat: float, lon: float) -> None:
    opened.page.evaluate(f"{MAP}.setView([{lat}, {lon}], 6, {{ animate: false }})")


@pytest.mark.parametrize("kt", [None, "1", "40", "4000"])
def test_a_symbol_of_any_size_stands_on_its_position(open_page, dataset_of, kt):
    record = deposit(39, 31, kt)
    record["positions"][0]["accuracy_m"] = 9000  # its ticks make it wider than its box
    made = dataset_of({"tr-a": record, "tr-far": deposit(0, 0, "4000")})
    opened = open_page(deposit_map(made).html())
    zoomed(opened, 39, 31)
    size = opened.page.evaluate(f"(({{ x, y }}) => [x / 2, y / 2])({MAP}.getSize())")
    box = opened.page.locator(".folium-map").bounding_box()
    x, y, _ = centres(opened)["tr-a"]
    assert (x - box["x"], y - box["y"]) == pytest.approx(size, abs=1)


def test_a_click_means_a_disc_then_the_nearest_position_then_a_ring(open_page, dataset_of):
    sizes = {"tr-big": (39.0, 31.0, "4000"), "tr-small": (39.0, 31.2, "1")}
    made = dataset_of({each: deposit(lat, lon, kt) for each, (lat, lon, kt) in sizes.items()})
    opened = open_page(deposit_map(made).html())
    opened.page.evaluate(STILL)
    zoomed(opened, 39, 31)
    drawn = centres(opened)
    (big_x, y, big), (x, _, small) = drawn["tr-big"], drawn["tr-small"]
    assert x - big_x < big - small - 1, "the small disc lies in the large one"
    assert clicked(opened, x, y) == "tr-small"
    assert clicked(opened, x - small - 2, y) == "tr-big", "near the small disc, but in the large"
    assert clicked(opened, big_x, y - big - 3) == "tr-big", "on its ring"
    assert clicked(opened, big_x, y - big - 13) is None


def test_a_click_reaches_the_nearest_small_symbol_within_11_px(open_page, dataset_of):
    near = {"tr-a": deposit(39, 31, "1"), "tr-b": deposit(39, 31.4)}
    made = dataset_of({**near, "tr-far": deposit(0, 0, "4000")})
    opened = open_page(deposit_map(made).html())
    opened.page.evaluate(STILL)
    zoomed(opened, 39, 31)
    (ax, y, _), (bx, _, _) = (centres(opened)[each] for each in ("tr-a", "tr-b"))
    assert 13 < bx - ax < 20, "their boxes overlap"
    middle = (ax + bx) / 2
    assert clicked(opened, middle - 1, y) == "tr-a"
    assert clicked(opened, middle + 1, y) == "tr-b"
    assert clicked(opened, ax - 10.5, y) == "tr-a"
    assert clicked(opened, ax - 12, y) is None
    pointer = "([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).cursor"
    assert opened.page.evaluate(pointer, [ax - 10, y]) == "pointer"
    assert opened.page.evaluate(pointer, [ax - 13, y]) != "pointer"


def test_a_finger_reaches_16_px(open_page, dataset_of):
    made = deposit_map(dataset_of({"tr-a": deposit(39, 31, "1"), "tr-far": deposit(0, 0, "4000")}))
    opened = open_page(made.html(), size=(390, 844), has_touch=True, is_mobile=True)
    zoomed(opened, 39, 31)
    x, y, _ = centres(opened)["tr-a"]
    opened.page.touchscreen.tap(x - 18, y)
    opened.page.wait_for_timeout(400)  # two taps in quick succession zoom
    assert opened.handle["selected"] is None
    opened.page.touchscreen.tap(x - 15, y)
    opened.page.wait_for_function("window.geodeposits.selected === 'tr-a'")


def test_a_click_on_a_layer_of_the_user_is_the_layer_s(open_page, dataset_of):
    made = deposit_map(dataset_of({"tr-a": deposit(39, 31, "1")}))
    folium.Marker([39, 31], popup="mine").add_to(made)
    opened = open_page(made.html())
    opened.page.locator("img.leaflet-marker-icon").click()
    opened.page.locator(".leaflet-popup", has_text="mine").wait_for()
    assert opened.handle["selected"] is None


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


def test_what_reorders_or_hides_a_text_is_seen(open_page, dataset_of):
    name, shown = "a\u202eb\x1b[2J\u2066c", "a<U+202E>b\u241b[2J<U+2066>c"
    source = {"title": name, "producer": name, "kind": "press", "url": "https://example.org/"}
    sources = {"src": source}
    made = dataset_of({"tr-one": hostile_record(name)}, sources=sources, title=name)
    opened = open_page(deposit_map(made).html())
    assert opened.page.title() == shown
    assert opened.page.locator("[data-row] button").inner_text() == shown
    assert open_detail(opened, "tr-one").inner_text().count(shown) > 40
    assert not {"\u202e", "\x1b", "\u2066"} & set(opened.page.content())


def test_a_deposit_whose_id_is_made_visible_opens(open_page, dataset_of):
    made = dataset_of({"tr-\u202eone": deposit(10, 10, "5")})
    opened = open_page(deposit_map(made, selected="tr-\u202eone").html())
    assert opened.handle["selected"] == "tr-<U+202E>one"
    assert opened.is_clean


SOURCED = "Every figure with its basis, evidence level and source."


@pytest.mark.parametrize(
    ("row", "subtitle"),
    [("name,lat,lon\nOne,39,31\n", "1 deposit."),
     ("name,lat,lon,source\nOne,39,31,A report\nTwo,39,32,\n", f"2 deposits. {SOURCED}")],
)  # fmt: skip
def test_a_table_of_the_user_claims_no_edition(open_page, tmp_path, row, subtitle):
    table = tmp_path / "mine.csv"
    table.write_text(row, encoding="utf-8")
    opened = open_page(deposit_map(geodeposits.read(table)).html())
    assert opened.page.locator("#subtitle").inner_text() == subtitle


def test_a_published_dataset_states_its_edition(open_page, dataset_of):
    opened = open_page(deposit_map(dataset_of({"tr-a": deposit(39, 31, "1")})).html())
    stated = f"1 deposit, as of 2026-11-23; version 1.2.3, CC-BY-4.0. {SOURCED}"
    assert opened.page.locator("#subtitle").inner_text() == stated


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


ADDRESSES = {
    "https://example.org/a?b=1&c=<x>": True,
    "http://example.org": True,
    "javascript:window.__pwned=1": False,
    "JaVaScRiPt:window.__pwned=1": False,
    " \tjavascript:window.__pwned=1": False,
    "data:text/html,<script>1</script>": False,
    "file:///etc/passwd": False,
    "no address": False,
}


def test_only_web_addresses_become_links(open_page, dataset_of):
    plain = {"title": "T", "producer": "P", "kind": "press"}
    sources = {f"src-{n}": {**plain, "url": url} for n, url in enumerate(ADDRESSES)}
    point = {"lon": 10, "marks": "ore-body", "accuracy_m": 100}
    places = {
        f"tr-{n}": {"positions": [{**point, "lat": n, "cite": {"source": f"src-{n}"}}]}
        for n in range(len(ADDRESSES))
    }
    opened = open_page(deposit_map(dataset_of(places, sources=sources)).html())
    for n, (url, linked) in enumerate(ADDRESSES.items()):
        links = open_detail(opened, f"tr-{n}").locator("a")
        assert (links.count() > 0) is linked, url
        if linked:
            assert links.first.get_attribute("href").startswith(url[:19])
        opened.page.get_by_role("button", name="All deposits").click()
    assert opened.is_clean


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


class _WithScripts(MacroElement):
    """A layer that brings scripts of its own, in the head and in the body."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}<script>window.__order = ["head"];</script>{% endmacro %}
        {% macro html(this, kwargs) %}
        <script type="text/javascript">window.__order.push("body", "ü");\r\n</script>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        window.__order.push({{ this._parent.get_name() }} instanceof L.Map);
        {% endmacro %}
        """
    )


def test_scripts_that_a_layer_brings_run(open_page, dataset_of):
    made = deposit_map(dataset_of({"tr-one": deposit(39.6, 31.4, "5")}))
    _WithScripts().add_to(made)
    opened = open_page(made.html())
    assert opened.page.evaluate("window.__order") == ["head", "body", "ü", True]
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
