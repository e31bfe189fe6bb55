"""Charts, arcs, picture, paper and citations in headless Chromium, read back from what is drawn."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest

from geodeposits.elements import element_of, oxide_factor
from geodeposits.maps import deposit_map
from geodeposits.maps.page_words import page_words
from geodeposits.maps.records import deposit_records, record_changes
from tests.browser_kit import CITE, deposit
from tests.charts_browser_kit import ARCS, SET_UP, opened, probe, show, three
from tests.test_maps_browser_text import HOSTILE

__all__ = ["opened", "probe", "three"]

pytestmark = pytest.mark.browser

CHART = """([figure]) => {
  const { probe, made } = window;
  const box = document.createElement("div");
  box.id = "grade-tonnage";
  document.getElementById("detail").prepend(box);
  document.getElementById("detail").hidden = false;
  const onSelect = (id) => made.chosen.push(id);
  made.chart = new probe.GradeTonnage(box, { words: made.words, onSelect });
  made.chart.draw(made.deposits.map((deposit) => (
    { deposit, claim: deposit.estimates?.[deposit[figure]] ?? null })));
}"""


def spaced(found: Any) -> str:
    return re.sub(r"\s+", " ", found.inner_text())


def record(dataset: Any, deposit_id: str) -> dict[str, Any]:
    return next(each for each in deposit_records(dataset) if each["id"] == deposit_id)


# --- Rare earth pattern --------------------------------------------------------------------------


CHONDRITE = {"La": 0.237, "Ce": 0.613, "Pr": 0.0928, "Sm": 0.148, "Eu": 0.0563, "Gd": 0.199}


def anomalies(claim: dict[str, Any]) -> list[str]:
    """Eu/Eu* and Ce/Ce* from the shares as the detail lists them, not from the numbers."""
    found = {}
    for share in claim["shares"]:
        oxide, value = share.translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")).split()
        element = element_of(oxide)
        if element in CHONDRITE:
            found[element] = float(value) / float(oxide_factor(oxide)) / CHONDRITE[element]
    eu = found["Eu"] / math.sqrt(found["Sm"] * found["Gd"])
    ce = found["Ce"] / math.sqrt(found["La"] * found["Pr"])
    return [f"Eu/Eu* {round(eu, 2):g}", f"Ce/Ce* {round(ce, 2):g}"]


@pytest.mark.parametrize("deposit_id", ["au-mount-weld", "ca-strange-lake"])
def test_the_pattern_has_a_line_a_distribution_with_its_anomalies(opened, three, deposit_id):
    figure = show(opened, deposit_id).locator("figure:has(.pattern)")
    claims = record(three, deposit_id)["oxides"]
    assert figure.locator("svg.pattern .series").count() == len(claims) >= 2
    keys = figure.locator(".chart-key li")
    for index, claim in enumerate(claims):
        assert keys.nth(index).locator(".anomaly").all_inner_texts() == anomalies(claim)
        markers = figure.locator("svg.pattern .series").nth(index).locator(".marker")
        assert markers.count() == len(claim["shares"])
    assert "Weng" in figure.inner_text()
    assert opened.is_clean


def test_strange_lake_lacks_europium(opened):
    shown = show(opened, "ca-strange-lake").locator(".anomaly").all_inner_texts()
    assert all(0.1 < float(each.split()[1]) < 0.4 for each in shown if each.startswith("Eu"))


def test_a_marker_stands_at_its_value(opened, three):
    figure = show(opened, "au-mount-weld").locator("svg.pattern")
    axis = log_axis(figure, "end", lambda text: 10 ** int(text[2:].translate(SUPERSCRIPTS)))
    claim = record(three, "au-mount-weld")["oxides"][0]
    share = float(next(each for each in claim["shares"] if each.startswith("La")).split()[1])
    expected = share / float(oxide_factor("La2O3")) * 10_000 / CHONDRITE["La"]
    transforms = [
        each.get_attribute("transform")
        for each in figure.locator(".series").first.locator(".marker").all()
    ]
    leftmost = min((numbers(each) for each in transforms), key=lambda at: at[0])
    assert axis(leftmost[1]) == pytest.approx(expected, rel=0.02)


SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def numbers(text: str) -> list[float]:
    return [float(each) for each in re.findall(r"-?[\d.]+", text)]


def log_axis(svg: Any, anchor: str, value_of: Any) -> Any:
    """Read an axis of logarithms from its ticks: a function from px to the value there."""
    name, shift = ("y", -4) if anchor == "end" else ("x", 0)
    found = svg.locator(f'text.tick[text-anchor="{anchor}"]')
    ticks = [
        (float(each.get_attribute(name)) + shift, math.log10(value_of(each.text_content())))
        for each in found.all()
    ]
    (px_a, log_a), (px_b, log_b) = ticks[0], ticks[-1]
    return lambda px: 10 ** (log_a + (px - px_a) / (px_b - px_a) * (log_b - log_a))


# --- Estimates through time ----------------------------------------------------------------------


def test_every_dated_estimate_of_beylikova_is_a_dot(opened, three):
    detail = show(opened, "tr-beylikova")
    assert detail.locator("svg.pattern").count() == 0
    figure = detail.locator("svg.time")
    estimates = record(three, "tr-beylikova")["estimates"]
    dated = [e for e in estimates if "date" in e and ("reo_kt" in e or "ore" in e)]
    assert figure.locator(".dot").count() == len(dated) >= 5
    bounded = [e for e in dated if isinstance(e.get("reo", e.get("ore")), dict)]
    assert figure.locator(".dot .bound").count() == len(bounded) >= 2
    assert figure.locator(".dot .ring").count() == len(dated)
    assert "Contained REO" in figure.text_content()
    assert "Ore, where no REO follows" in figure.text_content()
    titles = figure.locator(".dot title").all_text_contents()
    assert any("12.5 Mt REO" in title and "2025-10-15" in title for title in titles)
    assert opened.is_clean


def test_a_range_is_a_bar_and_a_bound_an_arrow(probe, open_page, dataset_of):
    stated = [("2010", "100"), ("2012", "50–200"), ("2014", ">500"), ("2016", "<20")]
    estimates = [
        {"kind": "resource", "basis": "TREO", "by": "operator", "effective": year,
         "contained_kt": kt, "cite": CITE}
        for year, kt in stated
    ]  # fmt: skip
    part = {**estimates[0], "scope": "part", "effective": "2011"}
    opened = open_page(
        deposit_map(dataset_of({"tr-one": {"estimates": [*estimates, part]}})).html()
    )
    opened.page.evaluate(SET_UP, ["en", None, {}])
    figure = show(opened, "tr-one").locator("svg.time")
    axis = log_axis(figure, "end", kt_of)
    dots = figure.locator(".dot").all()
    drawn = {each.locator("title").text_content()[:4]: each for each in dots}
    at = {
        year: numbers(each.locator("g").get_attribute("transform")) for year, each in drawn.items()
    }
    for year, value in {"2010": 100, "2012": 125, "2014": 500, "2016": 20}.items():
        assert axis(at[year][1]) == pytest.approx(value, rel=0.02), year
    ys = numbers(drawn["2012"].locator(".range").get_attribute("d"))[1::2]
    assert axis(max(ys)) == pytest.approx(50, rel=0.02)
    assert axis(min(ys)) == pytest.approx(200, rel=0.02)
    up, down = (
        numbers(drawn[y].locator(".bound").get_attribute("d"))[1::2] for y in ("2014", "2016")
    )
    assert min(up) < at["2014"][1] - 8 < max(up)
    assert max(down) > at["2016"][1] + 8 > min(down)
    assert drawn["2010"].locator(".range, .bound").count() == 0
    assert [year for year, each in drawn.items() if "aside" in each.get_attribute("class")] == [
        "2011"
    ]
    assert at["2010"][0] < at["2011"][0] < at["2012"][0]


def kt_of(text: str) -> float:
    value, unit = text.replace(",", "").split()
    return float(value) * {"t": 0.001, "kt": 1, "Mt": 1000}[unit]


def test_one_estimate_alone_has_no_chart(probe, open_page, dataset_of):
    opened = open_page(deposit_map(dataset_of({"tr-one": deposit(1, 1, "5")})).html())
    opened.page.evaluate(SET_UP, ["en", None, {}])
    assert show(opened, "tr-one").locator(".chart").count() == 0


# --- Grade against tonnage -----------------------------------------------------------------------


def plain(text: str) -> float:
    return float(text.replace(",", ""))


def test_dots_and_lines_stand_where_the_axes_say(opened, three):
    opened.page.evaluate(CHART, ["headline"])
    svg = opened.page.locator("#grade-tonnage svg.grade-tonnage")
    ore, grade = log_axis(svg, "middle", plain), log_axis(svg, "end", plain)
    shown = 0
    for each in deposit_records(three):
        claim = each["estimates"][each["headline"]]
        dot = svg.locator(f'[data-dot="{each["id"]}"]')
        if dot.count() == 0:
            continue
        shown += 1
        x, y = numbers(dot.locator("g").get_attribute("transform"))
        stated = claim["grade"]["low"] if isinstance(claim["grade"], dict) else claim["grade"]
        assert ore(x) == pytest.approx(claim["ore"], rel=0.02)
        assert grade(y) == pytest.approx(stated, rel=0.02)
    assert shown == 3
    names = svg.locator(".iso-name").all_text_contents()
    assert len(names) >= 2
    contained = set()
    for line in svg.locator(".iso").all():
        x1, y1, x2, y2 = numbers(line.get_attribute("d"))
        kt = [ore(x) * grade(y) * 10 for x, y in ((x1, y1), (x2, y2))]
        assert kt[0] == pytest.approx(kt[1], rel=0.04)
        contained.add(round(math.log10(kt[0]), 1))
    assert contained <= {0, 1, 2, 3, 4, 5}
    assert {math.log10(kt_of(name)) for name in names} <= contained
    assert svg.locator('[data-dot="tr-beylikova"] .bound').count() == 1
    assert opened.is_clean


def test_a_click_selects_a_filter_greys_and_the_selection_is_named(opened):
    opened.page.evaluate(CHART, ["headline"])
    svg = opened.page.locator("#grade-tonnage svg.grade-tonnage")
    disc = svg.locator('[data-dot="au-mount-weld"] .disc')
    box = disc.bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] / 2 + 3, box["y"] + box["height"] / 2)
    assert "Mount Weld: 106.6" in opened.page.locator("#grade-tonnage .chart-hover").inner_text()
    opened.page.mouse.down()
    opened.page.mouse.up()
    assert opened.page.evaluate("made.chosen") == ["au-mount-weld"]
    opened.page.evaluate("made.chart.select('au-mount-weld')")
    assert svg.locator(".chosen-name").text_content() == "Mount Weld"
    assert svg.locator(".selected").get_attribute("data-dot") == "au-mount-weld"
    colour = "(e) => getComputedStyle(e).fill"
    before = disc.evaluate(colour)
    opened.page.evaluate("made.chart.filter(new Set(['tr-beylikova']))")
    out = svg.locator(".out").evaluate_all("(all) => all.map((e) => e.dataset.dot).sort()")
    assert out == ["au-mount-weld", "ca-strange-lake"]
    assert disc.evaluate(colour) != before
    assert svg.locator("[data-dot]").last.get_attribute("data-dot") == "tr-beylikova"
    opened.page.evaluate("made.chart.filter(null)")
    assert svg.locator(".out").count() == 0
    assert disc.evaluate(colour) == before
    opened.page.mouse.click(box["x"] + 60, box["y"] - 60)
    assert opened.page.evaluate("made.chosen") == ["au-mount-weld"]


def test_a_chart_of_nothing_says_so(probe, open_page, dataset_of):
    opened = open_page(deposit_map(dataset_of({"tr-one": {}})).html())
    opened.page.evaluate(SET_UP, ["en", None, {}])
    opened.page.evaluate(CHART, ["headline"])
    assert "0 of 1 deposits state" in opened.page.locator("#grade-tonnage").text_content()
    assert opened.page.locator("#grade-tonnage svg.grade-tonnage").count() == 0
    opened.page.evaluate("made.chart.filter(new Set()); made.chart.select('tr-one')")
    assert opened.is_clean


# --- Citations -----------------------------------------------------------------------------------


def test_a_figure_is_cited_with_its_source_and_edition(opened, three):
    detail = show(opened, "tr-beylikova")
    button = detail.locator(".cite-figure").first
    button.click()
    cited = detail.locator(".cited").first
    cited.wait_for()
    text = cited.inner_text()
    (source,) = [row for _, row in three.sources.iterrows() if row["key"] == "supremacy-2025-10"]
    assert text.startswith("Beylikova, Eskişehir, Türkiye: 694 Mt of ore at > 1 % REO, contained")
    for part in (
        "Basis: REO.",
        "Evidence level E: announced by an official or a company without a report.",
        "Stated 2025-10.",
        f"{source['producer']}, {source['title']}, {source['date']}",
        source["url"],
        f"In: The atlas, version {three.info.version}, as of {three.info.as_of}, CC-BY-4.0.",
    ):
        assert part in text, part
    assert detail.locator(".cite-figure").count() == len(record(three, "tr-beylikova")["estimates"])


@pytest.mark.parametrize(("refused", "lead"), [(False, "Copied:"), (True, "To copy:")])
def test_the_citation_is_copied_or_shown_to_copy(probe, open_page, three, refused, lead):
    script = (
        "window.copied = []; Object.defineProperty(navigator, 'clipboard', { value: {"
        f" writeText: async (text) => {{ if ({str(refused).lower()}) throw new Error('no');"
        " window.copied.push(text); } } });"
    )
    opened = open_page(deposit_map(three).html(), script=script)
    opened.page.evaluate(SET_UP, ["en", None, {}])
    detail = show(opened, "ca-strange-lake")
    detail.locator(".cite-figure").first.click()
    detail.locator(".cited").first.wait_for()
    assert detail.locator(".to-cite strong").first.inner_text() == lead
    expected = [] if refused else [detail.locator(".cited").first.inner_text()]
    assert opened.page.evaluate("window.copied") == expected
    assert opened.is_clean


# --- Turkish, small screens, hostile text --------------------------------------------------------


def test_the_detail_in_turkish(probe, open_page, three):
    english, turkish = deposit_records(three), deposit_records(three, lang="tr")
    opened = open_page(deposit_map(three).html())
    opened.page.evaluate(SET_UP, ["tr", record_changes(english, turkish), page_words("tr")])
    detail = show(opened, "au-mount-weld")
    heads = detail.locator("h3, figcaption").all_inner_texts()
    assert "Nadir toprak deseni" in heads
    assert "Zaman içinde tahminler" in heads
    assert "Bütün tahminler" in heads
    labels = set(detail.locator("dt").all_inner_texts())
    assert {"Tür", "Esas", "Bildiren"} <= labels
    assert not labels & {"Kind", "Basis", "By", "Code", "Note", "Stated", "Source"}
    assert "106,6 Mt cevher, tenör %4,12 toplam NTO, içeriği 4,39 Mt NTO" in spaced(detail)
    assert re.search(r"\d{1,2} (Ocak|Şubat|Mart|Haziran|Ağustos|Ekim) \d{4}", detail.inner_text())
    assert re.search(r"Eu/Eu\* 0,\d", detail.inner_text())
    notes = detail.locator("dd[lang=en]")
    assert notes.count() > 3
    opened.page.evaluate(CHART, ["headline"])
    chart = opened.page.locator("#grade-tonnage")
    assert "3 yataktan 3 tanesinde" in chart.inner_text()
    assert "0,1" in chart.locator("svg").text_content()
    assert opened.is_clean


@pytest.mark.parametrize("width", [1440, 390, 360])
def test_no_chart_is_cut(probe, open_page, three, width):
    opened = open_page(deposit_map(three).html(), size=(width, 844))
    opened.page.evaluate(SET_UP, ["en", None, {}])
    show(opened, "au-mount-weld")
    opened.page.evaluate("document.getElementById('list').hidden = true")
    opened.page.evaluate(CHART, ["headline"])
    outside = """() => [...document.querySelectorAll(".chart text")].filter((text) => {
      const [a, b] = [text, text.ownerSVGElement].map((e) => e.getBoundingClientRect());
      const across = a.left < b.left - 1 || a.right > b.right + 1;
      return across || a.top < b.top - 1 || a.bottom > b.bottom + 1;
    }).map((text) => text.textContent)"""
    assert opened.page.evaluate(outside) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    for figure in opened.page.locator(".chart-figure").all():
        assert figure.evaluate("(e) => e.scrollWidth <= e.clientWidth + 1")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_charts_and_citations_is_text(probe, open_page, dataset_of, text):
    source = {"title": text, "producer": text, "kind": "paper", "date": "2020"}
    cite = {"source": "bad", "at": text}
    place = {**deposit(10, 10, "5", label=text, cite=cite), "name": text}
    place["estimates"] += deposit(1, 1, "7", effective="2020", note=text, cite=cite)["estimates"]
    place["oxides"] = [{"oxides_pct": {"La2O3": "25", "CeO2": "50", "Nd2O3": "15"}, "cite": cite}]
    place["partners"] = [{"party": text, "role": "lender", "stage": "mou", "cite": cite}]
    made = dataset_of({"tr-one": place}, sources={"bad": source}, parties={text: "CN"})
    opened = open_page(deposit_map(made).html())
    opened.page.evaluate(SET_UP, ["en", None, {}])
    detail = show(opened, "tr-one")
    detail.locator(".cite-figure").first.click()
    detail.locator(".cited").first.wait_for()
    assert text in detail.locator(".cited").first.text_content()
    assert text in detail.locator(".chart-key li").text_content()
    assert text in detail.locator(".dot title").first.text_content()
    opened.page.evaluate(ARCS)
    opened.page.evaluate(
        "made.map.addLayer(made.arcs.layer); made.arcs.arcs[0].targets[0].openTooltip()"
    )
    assert text in opened.page.locator(".leaflet-tooltip").text_content()
    assert opened.page.evaluate("window.__pwned") is None
    assert opened.is_clean
