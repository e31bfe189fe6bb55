"""Symbols: size, place, ring and mark; and the legend that explains them."""

from __future__ import annotations

import math
import re

import pytest

from geodeposits.maps import deposit_map
from tests.browser_kit import CITE, MAP, centres, deposit, open_detail, radius, symbol, zoomed

pytestmark = pytest.mark.browser


def test_area_is_in_proportion_and_the_small_lie_above_the_large(open_page, dataset_of):
    records = {f"tr-{kt}": deposit(10, 10, str(kt)) for kt in (400, 1600, 6400)}
    opened = open_page(deposit_map(dataset_of(records)).html())
    assert radius(opened, "tr-1600") / radius(opened, "tr-400") == pytest.approx(2)
    assert radius(opened, "tr-6400") / radius(opened, "tr-1600") == pytest.approx(2)
    opened.page.locator('[data-deposit="tr-6400"]').click(position={"x": 40, "y": 6})
    assert opened.handle["selected"] == "tr-6400"
    opened.page.locator('[data-deposit="tr-400"]').click()
    assert opened.handle["selected"] == "tr-400"


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


def test_a_middle_of_a_range_sizes_and_ranks(open_page, dataset_of):
    records = {"tr-range": deposit(10, 10, "100–900"), "tr-one": deposit(20, 20, "400")}
    opened = open_page(deposit_map(dataset_of(records)).html())
    rows = [row.get_attribute("data-row") for row in opened.page.locator("[data-row]").all()]
    assert rows == ["tr-range", "tr-one"]
    ratio = radius(opened, "tr-range") / radius(opened, "tr-one")
    assert ratio == pytest.approx(math.sqrt(500 / 400))


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
