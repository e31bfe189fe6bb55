"""Arcs to partners on the map, the picture of it, and paper."""

from __future__ import annotations

import re
from typing import Any

import pytest

from geodeposits.maps import deposit_map
from geodeposits.maps.records import deposit_records
from tests.browser_kit import CITE, MAP, deposit
from tests.charts_browser_kit import ARCS, SET_UP, opened, probe, show, three

__all__ = ["opened", "probe", "three"]

pytestmark = pytest.mark.browser

PICTURE = """async () => {
  const { probe, made } = window;
  const drawn = made.deposits.filter((deposit) => !deposit.undrawn);
  const items = drawn.map((deposit) => {
    const claim = deposit.estimates?.[deposit.headline];
    return { deposit, figure: claim?.reo_kt ? { kt: claim.reo_kt, level: claim.level } : null };
  });
  const figures = items.map((item) => item.figure);
  const largest = Math.max(1, ...figures.map((figure) => figure?.kt ?? 0));
  const scale = new probe.Scale(largest, made.map.getSize().x);
  const { words, page, map, borders, arcs = null, layer = null } = made;
  const legend = { scale, words, figures, groups: page.groups, deposits: drawn, partners: true };
  const about = { title: "A title", edition: "Edition 7" };
  const what = { map, borders, items, scale, words, legend, arcs, circles: [], layer, ...about };
  const blob = await probe.mapPicture(what);
  const image = await createImageBitmap(blob);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: image.width, height: image.height });
  made.pixels = canvas.getContext("2d");
  made.pixels.drawImage(image, 0, 0);
  return { type: blob.type, width: image.width, height: image.height, size: map.getSize() };
}"""

PIXEL = "([x, y]) => [...made.pixels.getImageData(x, y, 1, 1).data]"


# --- Partners ------------------------------------------------------------------------------------


def test_arcs_are_off_until_switched_on(opened, three):
    opened.page.evaluate(ARCS)
    lines = opened.page.locator(".leaflet-partners-pane path.arc")
    assert lines.count() == 0
    opened.page.evaluate("made.map.addLayer(made.arcs.layer)")
    arcs = opened.page.evaluate(
        "made.arcs.arcs.map(({ deposit, party, stage, isOver }) =>"
        " [deposit.id, party.country, stage, isOver])"
    )
    beylikova = sorted(arc[1:] for arc in arcs if arc[0] == "tr-beylikova")
    assert ["China", "agreed", True] in beylikova
    assert ["Russia", "other", True] in beylikova
    assert ["Canada", "talks", False] in beylikova
    parties = sum(len(each.get("partners", [])) for each in deposit_records(three))
    assert len(arcs) + opened.page.evaluate("made.arcs.missing") == parties
    assert lines.count() >= len(arcs)
    over = opened.page.locator("path.arc-over").count()
    assert over == sum(arc[3] for arc in arcs) >= 2
    dashes = {
        stage: opened.page.locator(f"path.arc-{stage}").first.evaluate(
            "(e) => getComputedStyle(e).strokeDasharray"
        )
        for stage in {arc[2] for arc in arcs}
    }
    assert len(set(dashes.values())) == len(dashes) >= 3
    opened.page.evaluate("made.map.removeLayer(made.arcs.layer)")
    assert lines.count() == 0
    assert opened.is_clean


def test_an_arc_ends_at_the_deposit_tells_of_the_party_and_selects(opened):
    opened.page.evaluate(ARCS)
    opened.page.evaluate("made.map.addLayer(made.arcs.layer)")
    end = opened.page.evaluate(
        """() => {
          const arc = made.arcs.arcs.find(({ party }) => party.country === "China");
          const end = arc.lines[0].getLatLngs().at(-1);
          return [end.lat - arc.deposit.lat, end.lng - arc.deposit.lon];
        }"""
    )
    assert end == pytest.approx([0, 0], abs=1e-6)
    x, y = opened.page.evaluate(
        f"""() => {{
          const arc = made.arcs.arcs.find(({{ party }}) => party.country === "China");
          const middle = arc.lines[0].getLatLngs()[20];
          const box = {MAP}.getContainer().getBoundingClientRect();
          const at = {MAP}.latLngToContainerPoint(middle);
          return [box.x + at.x, box.y + at.y];
        }}"""
    )
    opened.page.mouse.move(x - 2, y - 2)
    opened.page.mouse.move(x, y)
    tip = opened.page.locator(".leaflet-tooltip").first.inner_text()
    assert "People's Republic of China (China) → Beylikova" in tip
    assert "2025-10-06 stalled" in tip
    opened.page.mouse.click(x, y)
    assert opened.page.evaluate("made.chosen") == ["tr-beylikova"]


def test_arcs_follow_filter_and_selection(opened):
    opened.page.evaluate(ARCS)
    opened.page.evaluate("made.map.addLayer(made.arcs.layer)")
    everything = opened.page.locator("path.arc").count()
    opened.page.evaluate("made.arcs.filter(new Set(['tr-beylikova']))")
    seen = opened.page.locator("path.arc:visible").count()
    assert 0 < seen < everything
    assert len(opened.page.evaluate("made.arcs.shown.map(({ stage }) => stage)")) == seen
    opened.page.evaluate("made.arcs.select('tr-beylikova')")
    assert opened.page.locator("path.arc.arc-selected").count() == seen
    opened.page.evaluate("made.arcs.filter(null); made.arcs.select(null)")
    assert opened.page.locator("path.arc:visible").count() == everything


def test_an_arc_over_the_antimeridian_is_drawn_on_both_sides(probe, open_page, dataset_of):
    step = {"party": "A bank", "role": "lender", "stage": "binding", "date": "2024", "cite": CITE}
    records = {"us-one": {**deposit(64, -170), "country": "US", "partners": [step]}}
    made = dataset_of(records, parties={"A bank": "JP"})
    opened = open_page(deposit_map(made).html())
    opened.page.evaluate(SET_UP, ["en", None, {}])
    opened.page.evaluate(ARCS)
    opened.page.evaluate("made.map.addLayer(made.arcs.layer)")
    spans = opened.page.evaluate(
        """made.arcs.arcs[0].lines.map((line) => {
          const lons = line.getLatLngs().map(({ lng }) => lng);
          return [lons[0], lons.at(-1)];
        })"""
    )
    (east, west) = spans
    assert east[1] == pytest.approx(190)
    assert west[1] == pytest.approx(-170)
    assert 130 < east[0] < 145


# --- Picture -------------------------------------------------------------------------------------


def pixel(opened: Any, x: float, y: float) -> list[int]:
    return opened.page.evaluate(PIXEL, [round(x), round(y)])


def test_the_picture_is_the_map_at_twice_its_size(opened):
    opened.page.evaluate(f"{MAP}.setView([30, 20], 2, {{ animate: false }})")
    picture = opened.page.evaluate(PICTURE)
    assert picture["type"] == "image/png"
    assert picture["width"] == 2 * picture["size"]["x"]
    assert picture["height"] > 2 * picture["size"]["y"] + 100
    title_px = picture["height"] - 1
    assert pixel(opened, 3, 3) == pixel(opened, 3, title_px) == [255, 255, 255, 255]
    top = map_top(opened, picture)
    for lat, lon, colour in ((20, 15, [246, 243, 236]), (0, -25, [221, 232, 239])):
        x, y = opened.page.evaluate(
            f"(([lat, lon]) => {{ const p = {MAP}.latLngToContainerPoint([lat, lon]);"
            " return [p.x, p.y]; })",
            [lat, lon],
        )
        assert pixel(opened, 2 * x, top + 2 * y)[:3] == colour
    assert opened.is_clean


def map_top(opened: Any, picture: dict[str, Any]) -> int:
    """First row of the picture that is not paper, at its left edge."""
    return opened.page.evaluate(
        """() => {
          const { canvas } = made.pixels;
          const { data } = made.pixels.getImageData(0, 0, 1, canvas.height);
          for (let y = 0; y < canvas.height; y += 1) if (data[4 * y] !== 255) return y;
          return -1;
        }"""
    )


def test_the_picture_has_symbols_arcs_cloud_and_words(opened, three):
    opened.page.evaluate(f"{MAP}.setView([39.6, 31.3], 5, {{ animate: false }})")
    bare = opened.page.evaluate(PICTURE)
    top = map_top(opened, bare)
    x, y = opened.page.evaluate(
        f"(() => {{ const d = made.deposits.find((d) => d.id === 'tr-beylikova');"
        f" const p = {MAP}.latLngToContainerPoint([d.lat, d.lon]); return [p.x, p.y]; }})()"
    )
    red, _, blue, _ = pixel(opened, 2 * x, top + 2 * y)
    assert red > blue + 60  # carbonatite, paler for level E
    assert ink_of(opened, 0, top) > 300  # the title
    assert ink_of(opened, top + 2 * bare["size"]["y"], bare["height"]) > 3000  # the legend
    opened.page.evaluate(
        "made.layer = { paint(context, ratio) {"
        " const p = made.map.latLngToContainerPoint([36, 35]);"
        " context.fillRect(p.x * ratio - 4, p.y * ratio - 4, 8, 8); } }"
    )
    opened.page.evaluate(ARCS)
    opened.page.evaluate("made.map.addLayer(made.arcs.layer)")
    opened.page.evaluate(PICTURE)
    px, py = opened.page.evaluate(
        f"(() => {{ const p = {MAP}.latLngToContainerPoint([36, 35]); return [p.x, p.y]; }})()"
    )
    assert max(pixel(opened, 2 * px, top + 2 * py)[:3]) < 60
    opened.page.evaluate("made.layer = null")
    opened.page.evaluate(PICTURE)
    assert max(pixel(opened, 2 * px, top + 2 * py)[:3]) > 150
    ax, ay = opened.page.evaluate(
        f"""() => {{
          const arc = made.arcs.arcs.find(({{ deposit, party }}) => (
            deposit.id === "tr-beylikova" && party.country === "Canada"));
          const points = arc.lines[0].getLatLngs();
          const p = {MAP}.latLngToContainerPoint(points[38]);
          return [p.x, p.y];
        }}"""
    )
    around = [
        pixel(opened, 2 * ax + dx, top + 2 * ay + dy)
        for dx in range(-12, 13, 2)
        for dy in range(-12, 13, 2)
    ]
    assert any(b > r + 60 for r, _, b, _ in around)


def ink_of(opened: Any, top: float, bottom: float) -> int:
    """Number of dark pixels between two rows."""
    return opened.page.evaluate(
        """([top, bottom]) => {
          const { data } = made.pixels.getImageData(0, top, made.pixels.canvas.width, bottom - top);
          let dark = 0;
          for (let i = 0; i < data.length; i += 4) if (data[i] < 110) dark += 1;
          return dark;
        }""",
        [top, bottom],
    )


def test_the_picture_is_dark_where_the_page_is(probe, open_page, three):
    opened = open_page(deposit_map(three).html(), color_scheme="dark")
    opened.page.evaluate(SET_UP, ["en", None, {}])
    opened.page.evaluate(PICTURE)
    assert pixel(opened, 3, 3) == [20, 26, 33, 255]


# --- Paper ---------------------------------------------------------------------------------------


def test_paper_has_the_map_in_its_width_in_light_colours_and_gives_all_back(
    probe, open_page, three
):
    opened = open_page(deposit_map(three).html(), color_scheme="dark")
    opened.page.evaluate(SET_UP, ["en", None, {}])
    state = f"(() => {{ const c = {MAP}.getCenter(), s = {MAP}.getSize();"
    state += f" return [c.lat, c.lng, {MAP}.getZoom(), s.x, s.y]; }})()"
    before = opened.page.evaluate(state)
    bounds = f"(() => {{ const b = {MAP}.getBounds(); return [b.getWest(), b.getEast()]; }})()"
    west, east = opened.page.evaluate(bounds)
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    on_paper = opened.page.evaluate(state)
    assert on_paper[3] == pytest.approx(186 / 25.4 * 96, abs=1)
    shown = opened.page.evaluate(bounds)
    assert shown[0] <= west + 1e-6
    assert shown[1] >= east - 1e-6
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()"
    assert opened.page.evaluate(paper) == "#ffffff"
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.evaluate(state) == pytest.approx(before)
    assert opened.page.evaluate(paper) == "#141a21"


def test_on_paper_buttons_are_left_out_and_nothing_is_cut(opened):
    show(opened, "au-mount-weld")
    opened.page.emulate_media(media="print")
    opened.page.set_viewport_size({"width": 703, "height": 1000})
    for selector in (".cite-figure", ".back", ".switch", ".leaflet-control-zoom"):
        assert not opened.page.locator(selector).first.is_visible(), selector
    assert opened.page.locator("svg.pattern").is_visible()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 703
    address = "(e) => getComputedStyle(e, '::after').content"
    shown = opened.page.locator(".cite a").first.evaluate(address)
    assert "https://" in shown
    pdf = opened.page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)
    assert {tuple(round(float(x)) for x in box.split()) for box in boxes} == {(0, 0, 595, 842)}
