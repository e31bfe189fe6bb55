"""Texts in the page: those that stand in its HTML, and hostile ones in every field of the data."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import SCHEMAS
from geodeposits.maps import DepositMap, deposit_map, explore
from geodeposits.maps.leaflet import leaflet_css
from geodeposits.maps.page import STYLES, asset
from geodeposits.maps.page_texts import page_texts, with_texts
from geodeposits.maps.speech import LANGUAGES
from tests.browser_kit import MAP
from tests.explorer_kit import facet, open_filters
from tests.test_explore import wells

# --- In the HTML ---------------------------------------------------------------------------------


class _Named(HTMLParser):
    """The text of each element that has to have one, and the names of landmarks."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, list[str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.labels: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self.labels.append(dict(attrs).get("aria-label"))
        if tag in ("a", "button", "summary", "legend", "label", "h1", "title"):
            self.open.append((tag, []))

    def handle_data(self, data: str) -> None:
        for _, texts in self.open:
            texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            name, texts = self.open.pop()
            self.texts.append((name, "".join(texts).strip()))


def named(page: str) -> _Named:
    parser = _Named()
    parser.feed(re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL))
    return parser


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_control_has_its_text_before_any_script_runs(lang, dataset_of):
    found = named(deposit_map(dataset_of({"tr-one": {}}), lang=lang).html())
    assert all(text for _, text in found.texts), found.texts
    assert {name for name, _ in found.texts} == {"a", "button", "summary", "legend", "label", "h1",
                                                 "title"}  # fmt: skip
    assert len(found.labels) == 3
    assert all(found.labels)
    texts = page_texts(lang)
    assert {texts["page.skip"], texts["png.button"]} <= {text for _, text in found.texts}


def test_texts_are_escaped_and_a_key_without_one_is_refused():
    place = '<a data-words="page.skip"></a><section data-words-label="page.map" id="x">'
    written = with_texts(place, {"page.skip": "<b> & c", "page.map": 'a "b"'})
    assert '<a data-words="page.skip">&lt;b&gt; &amp; c</a>' in written
    assert 'aria-label="a &quot;b&quot;" data-words-label="page.map" id="x">' in written
    with pytest.raises(KeyError, match=r"page\.map"):
        with_texts(place, {"page.skip": ""})


def test_both_languages_have_the_texts_and_rows_are_no_deposits():
    english, turkish = page_texts("en"), page_texts("tr")
    assert english.keys() == turkish.keys()
    assert not set(english.values()) & set(turkish.values())
    for lang, word in (("en", "eposit"), ("tr", "atak")):
        assert any(word in text for text in page_texts(lang).values())
        assert not any(word in text for text in page_texts(lang, of_rows=True).values())
    assert "Skip to the table<" in explore(wells()).html()


def test_styles_hold_what_css_knows():
    for text in (leaflet_css(), *map(asset, STYLES)):
        assert not re.search(r"(?<![-\w])(behavior|paint-order)\s*:", text)
    assert ".leaflet-pane" in leaflet_css()
    assert "vml" not in leaflet_css()


# --- In the data ---------------------------------------------------------------------------------

KEPT = {"id", "claim", "part_of", "key", "source", "origin", "occurrence_id", "other_id"}
"""What joins tables."""
HOSTILE = (
    '<img src=x onerror="window.__pwned=1"></script><script>window.__pwned=1</script>{{ 7 * 7 }}'
)


NOT_ON_THE_PAGE = {
    *(f"deposits.{which}_{what}" for which in ("headline", "documented")
      for what in ("categories", "members")),  # the estimate says the same
    "deposits.position_at", "deposits.status_text",  # as do the position and the step of status
    "estimates.members", "oxides.derived_how", "sources.doi", "sources.licence", "sources.note",
    "sources.reports", "sources.url", "parties.aliases", "parties.country", "parties.party",
    "occurrences.at", "occurrences.discovered", "occurrences.production",
    "occurrences.production_years",
    *(f"occurrence_estimates.{what}" for what in ("at", "by_name", "categories", "cut_off", "doubt",
      "label", "members", "note", "stated", "zone")),
    *(f"other_positions.{what}" for what in ("admin1", "at", "country", "name")),
    "reserves.country", "reserves.note", "reserves.stated", "waivers.about", "waivers.code",
    "waivers.reason",
}  # fmt: skip
"""What the page does not show, or says in other words."""


def hostile(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """A table with a hostile text, which names it, in every column of free text."""
    made = table.copy()
    terms = {each.name for each in SCHEMAS[name].columns if each.terms is not None}
    for column in made.columns:
        known = made[column].notna() & made[column].map(lambda value: isinstance(value, str))
        joins = column in KEPT or column.endswith(("_source", "_claim"))
        numbers = column.endswith("_text") and column.removesuffix("_text") + "_low" in made
        if known.any() and not (
            joins or numbers or column in terms or is_date(made.loc[known, column])
        ):
            made.loc[known, column] = f"{HOSTILE} {name}.{column}"
    return made


def is_date(texts: pd.Series[str]) -> bool:
    return bool(texts.str.fullmatch(r"\d{4}(-\d\d){0,2}").all())


@pytest.fixture(scope="module")
def hostile_dataset(bundled: Dataset) -> Dataset:
    part = bundled.filter(country=["TR", "AU"])
    tables = {name: hostile(name, table) for name, table in part.tables()}
    known = {field.name for field in fields(part)}
    return replace(part, **{name: table for name, table in tables.items() if name in known})


def texts_in(dataset: Dataset) -> set[str]:
    """The names of the columns that hold a hostile text."""
    return {
        f"{name}.{column}"
        for name, table in dataset.tables()
        for column in table.columns
        if table[column].astype("str").str.startswith(HOSTILE).any()
    }


@pytest.mark.browser
def test_hostile_text_in_every_field_is_shown_as_typed(open_page, hostile_dataset: Dataset):
    fields_of_text = texts_in(hostile_dataset)
    assert {name.partition(".")[0] for name in fields_of_text} >= {
        "deposits", "positions", "estimates", "partners", "oxides", "status", "plants",
        "conditions", "sources", "parties", "occurrences",
    }  # fmt: skip
    page_of = DepositMap(hostile_dataset, title=HOSTILE, occurrences=_occurrences(hostile_dataset))
    written = page_of.html()
    assert HOSTILE not in written
    opened = open_page(written, reduced_motion="reduce")
    page = opened.page
    assert page.title() == page.locator("h1").inner_text() == HOSTILE
    page.locator("#arcs").check()
    open_filters(page)
    for part in page.locator("[data-facet]").all():
        facet(page, part.get_attribute("data-facet"))
    said: list[str] = [page.locator("body").inner_text()]
    for lang in LANGUAGES:
        for row in ["tr-beylikova", *hostile_dataset.deposits["id"][:12]]:
            page.evaluate("(state) => { location.hash = state; }", f"s={row}&lang={lang}")
            page.wait_for_function("(id) => geodeposits.selected === id", arg=row)
            said.append(page.locator("#detail").text_content())
        assert page.locator("#detail img, #detail script").count() == 0
    row = lonely_occurrence(hostile_dataset)
    said.append(occurrence_told(page, row))
    joined = "\n".join(said)
    shown = {name for name in fields_of_text if f"{HOSTILE} {name}" in joined}
    unsaid = {f"occurrences.{column}" for column in row.index[row.isna()]}
    assert fields_of_text - shown <= NOT_ON_THE_PAGE | unsaid
    assert len({name for name in shown if name.startswith("occurrences.")}) > 4
    assert page.locator("img:not(.leaflet-marker-icon), script[src]").count() == 0
    assert page.evaluate("window.__pwned") is None
    assert opened.is_clean


def occurrence_told(page: Any, row: pd.Series[Any]) -> str:
    """What the panel says of an occurrence that is clicked."""
    page.locator(".back").click()
    zoomed(page, row["lat"], row["lon"])
    page.mouse.click(*page.evaluate(CENTRE))
    return str(page.locator("#detail").text_content())


def lonely_occurrence(dataset: Dataset) -> pd.Series[Any]:
    """Of those which lie far from any deposit, the one of which most is known."""
    known = dataset.deposits[["lat", "lon"]].dropna().to_numpy(dtype=float)
    rows = dataset.occurrences.dropna(subset=["lat", "lon"])
    places = rows[["lat", "lon"]].to_numpy(dtype=float)
    apart = np.abs(places[:, None] - known[None]).sum(axis=2).min(axis=1)
    far = rows[apart > 0.3]
    return far.loc[far.notna().sum(axis=1).idxmax()]


def zoomed(page: Any, lat: float, lon: float) -> None:
    page.evaluate(f"{MAP}.setView([{lat}, {lon}], 8, {{ animate: false }})")


CENTRE = f"""() => {{
  const {{ x, y, width, height }} = {MAP}.getContainer().getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}}"""


def _occurrences(dataset: Dataset) -> Any:
    from geodeposits.maps.features import occurrence_table

    return occurrence_table(dataset)


@pytest.mark.browser
def test_the_same_text_unprotected_does_run(open_page):
    opened = open_page(f"<html data-ready><body>{HOSTILE}</body></html>")
    opened.page.wait_for_function("window.__pwned === 1")
    assert not opened.is_clean
