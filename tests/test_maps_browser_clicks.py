"""What a click, a tap or a pointer means, on the bundled data and where symbols lie on another."""

from __future__ import annotations

import random
from typing import Any

import folium
import pytest

from geodeposits.maps import deposit_map
from tests.browser_kit import MAP, STILL, centres, clicked, deposit, on_top, zoomed

pytestmark = pytest.mark.browser


def middles(opened: Any) -> dict[str, tuple[float, float, float]]:
    """Stop the map, hide the list, whose many rows are drawn anew after each click, and measure."""
    opened.page.evaluate(STILL)
    opened.page.evaluate("document.querySelector('#list table').style.display = 'none'")
    return centres(opened)


def opened_by(opened: Any, points: list[tuple[float, float]]) -> list[str | None]:
    """What real clicks open, each in the view that was there before it."""
    opened.page.evaluate(
        """() => {
          window.__opened = [];
          addEventListener("click", () => {
            __opened.push(geodeposits.selected);
            document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
          });
        }"""
    )
    for x, y in points:
        opened.page.mouse.click(x, y)
    return list(opened.page.evaluate("__opened"))


def test_a_click_on_the_middle_of_a_symbol_opens_what_is_seen_there(open_page, world):
    """All symbols whose middle a smaller disc hides, and sixty of the others."""
    opened = open_page(world)
    drawn = middles(opened)
    seen = {deposit_id: on_top(drawn, deposit_id) for deposit_id in sorted(drawn)}
    hidden = [deposit_id for deposit_id, each in seen.items() if each != deposit_id]
    assert len(hidden) < 0.3 * len(drawn)
    others = sorted(set(drawn) - set(hidden))
    chosen = [*hidden, *random.Random(1).sample(others, min(60, len(others)))]
    found = opened_by(opened, [drawn[each][:2] for each in chosen])
    opens = dict(zip(chosen, found, strict=True))
    assert opens == {deposit_id: seen[deposit_id] for deposit_id in chosen}
    assert opened.is_clean


def test_what_others_hide_in_the_world_is_reached_from_nearby(open_page, world, bundled):
    opened = open_page(world)
    drawn = middles(opened)
    places = bundled.deposits.set_index("id")[["lat", "lon"]]
    hidden = [each for each in sorted(drawn) if on_top(drawn, each) != each]
    for deposit_id in random.Random(1).sample(hidden, min(5, len(hidden))):
        zoomed(opened, *places.loc[deposit_id], zoom=15)
        near = centres(opened)
        seen = on_top(near, deposit_id)
        assert clicked(opened, *near[deposit_id][:2]) == seen
        assert (places.loc[seen] == places.loc[deposit_id]).all(), "else it hides it here as well"


@pytest.mark.parametrize(("deposit_id", "zoom"), [("tr-beylikova", None), ("no-fen", 9)])
def test_a_click_where_a_deposit_is_opens_it(open_page, world, bundled, deposit_id, zoom):
    opened = open_page(world)
    place = bundled.deposits.set_index("id").loc[deposit_id]
    if zoom:  # among its neighbours of the same province it is seen from nearby only
        zoomed(opened, place["lat"] + 0.3, place["lon"] - 0.5, zoom=zoom)
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
    assert clicked(opened, ax - 10, y) == "tr-a"
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
