"""What the user adds to a map, odd data, and a browser that cannot do all the page asks for."""

from __future__ import annotations

import html
import re

import folium
import pytest
from branca.element import MacroElement
from folium.template import Template

from geodeposits.maps import deposit_map
from tests.browser_kit import MAP, deposit, symbol

pytestmark = pytest.mark.browser


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


def test_a_map_with_icons_writes_the_same_page_each_time(dataset_of):
    made = deposit_map(dataset_of({"tr-one": deposit(39.6, 31.4, "5")}))
    folium.Marker([39, 33], icon=folium.Icon(color="red")).add_to(made)
    first = made.html()
    assert made.html() == made.html() == first


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
    frame.locator("#detail .back").click()
    for csv, link in [("CSV", "Copy link"), ("CSV", "Bağlantıyı kopyala")]:
        assert frame.get_by_role("button", name=csv, exact=False).count() == 1
        assert frame.get_by_role("button", name=link).count() == 0  # it would lead to about:srcdoc
        frame.locator("#language").select_option("tr")
    assert opened.problems == []


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


def test_less_motion_is_honoured(open_page, dataset_of):
    page = deposit_map(dataset_of({"tr-one": deposit(10, 10, "5")})).html()
    moving = open_page(page, reduced_motion="no-preference")
    assert moving.page.evaluate(f"{MAP}._zoomAnimated") is True
    still = open_page(page, reduced_motion="reduce")
    assert still.page.evaluate(f"{MAP}._zoomAnimated") is False


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
