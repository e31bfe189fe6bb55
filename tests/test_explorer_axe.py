"""axe-core finds nothing to mend, in any state, width or colour of the pages."""

from __future__ import annotations

from typing import Any

import geopandas
import pytest
import shapely
from axe_playwright_python.base import AXE_SCRIPT

from geodeposits.maps import explore, pages
from tests.explorer_kit import open_filters

pytestmark = pytest.mark.browser

SIZES = {"wide": (1440, 900), "narrow": (390, 844)}
RUN = """async ([within, only]) => {
  const options = { resultTypes: ["violations"], ...(only && { runOnly: only }) };
  const { violations, passes } = await axe.run(within, options);
  const start = ({ html }) => html.slice(0, 160);
  const said = ({ id, nodes }) => `${id}: ${nodes.map(start).join(" | ")}`;
  return { found: violations.map(said), rules: passes.length };
}"""


def violations(opened: Any, within: str = "html") -> list[str]:
    """What axe-core finds within a part of the page as it stands, in light and in dark.

    It is evaluated, so that no policy refuses it. Of its rules, dark colours concern but one.
    """
    if not opened.page.evaluate("'axe' in window"):
        opened.page.evaluate(AXE_SCRIPT)
    opened.page.mouse.move(0, 0)
    opened.page.emulate_media(color_scheme="light")
    light = opened.page.evaluate(RUN, [within, None])
    opened.page.emulate_media(color_scheme="dark")
    dark = opened.page.evaluate(RUN, [within, ["color-contrast"]])
    assert light["rules"] > 10
    assert dark["rules"] == 1
    return [*light["found"], *(f"dark {each}" for each in dark["found"])]


def unfold_filters(page: Any) -> None:
    open_filters(page)
    for part in page.locator("[data-facet]").all():
        if part.get_attribute("open") is None:
            part.locator("summary").click()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_world_has_no_violation(open_page, world: str, size: tuple[int, int]):
    opened = open_page(world, size=size, reduced_motion="reduce")
    page, found = opened.page, {"as loaded": violations(opened)}
    page.locator("#arcs").check()
    found["partners"] = violations(opened, "#legend")
    page.locator("#chart summary").click()
    page.locator("#chart svg").wait_for()
    found["chart"] = violations(opened, "#panel")
    page.locator("#chart summary").click()
    unfold_filters(page)
    page.locator("[data-facet] .values input").first.check()
    found["filters and a chip"] = violations(opened, "#panel")
    page.keyboard.press("Escape")
    page.locator("#search").fill("nothing of that name")
    page.locator(".empty").wait_for()
    found["nothing found"] = violations(opened, "#panel")
    page.locator(".empty button").click()
    page.locator("[data-row] button.name").first.click()
    page.locator(".cite-figure").first.click()
    page.locator(".cited").first.wait_for()
    found["detail"] = violations(opened, "#panel")
    assert {state: each for state, each in found.items() if each} == {}


def wells() -> geopandas.GeoDataFrame:
    columns = {
        "name": [f"Well {number}" for number in range(40)],
        "aquifer": ["chalk", "sand", None, "clay"] * 10,
        "depth": [float(number) for number in range(40)],
        "link": ["https://example.org/"] * 40,
    }
    places = [shapely.Point(number, number) for number in range(39)] + [None]
    return geopandas.GeoDataFrame(columns, geometry=places, crs=4326)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_page_of_rows_has_no_violation(open_page, size: tuple[int, int]):
    drawn = explore(wells(), title="Wells", color_by="aquifer", size_by="depth", lang="tr")
    opened = open_page(drawn.html(), size=size)
    found = {"as loaded": violations(opened)}
    opened.page.locator("[data-row] button.name").first.click()
    found["detail"] = violations(opened)
    assert {state: each for state, each in found.items() if each} == {}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_index_has_no_violation(open_page, bundled, size: tuple[int, int]):
    name, page = next(pages.published_pages(bundled))
    assert name == "index.html"
    opened = open_page(page.decode("utf-8"), size=size, ready=False)
    assert violations(opened) == []


def test_axe_finds_what_there_is_to_find(open_page):
    page = "<p style='color: #999; background: #fff'>pale</p><img src='data:,'><a href='#x'></a>"
    opened = open_page(f"<html data-ready><body>{page}</body></html>")
    opened.page.evaluate(AXE_SCRIPT)
    found = opened.page.evaluate("axe.run().then((all) => all.violations.map(({ id }) => id))")
    expected = {"document-title", "html-has-lang", "image-alt", "link-name", "color-contrast"}
    assert expected <= set(found)
