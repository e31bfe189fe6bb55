"""Texts from data are shown as typed, steer nothing, run nothing, and lead only to the web."""

from __future__ import annotations

from typing import Any

import pytest

import geodeposits
from geodeposits.maps import deposit_map
from geodeposits.wording import DOCUMENTED_RULE, HEADLINE_RULE
from tests.browser_kit import deposit, open_detail

pytestmark = pytest.mark.browser


HOSTILE = (
    "<img src=x onerror=window.__pwned=1>",
    "{{ cycler.__init__.__globals__.os.mkdir('pwned') }}",
    "</script><script>window.__pwned=1</script>",
    "{% raw %}{#",
    "<!--<script>window.__pwned=1",
)


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


def test_a_source_that_is_missing_is_named(open_page, dataset_of):
    record = deposit(10, 10, "5", cite={"source": "no-such", "at": "p. 3"})
    opened = open_page(deposit_map(dataset_of({"tr-one": record})).html())
    text = open_detail(opened, "tr-one").inner_text()
    assert "no-such (source not in the dataset), p. 3" in text


def test_the_detail_states_the_rules_of_choice(open_page, dataset_of):
    opened = open_page(deposit_map(dataset_of({"tr-one": deposit(10, 10, "5")})).html())
    rules = open_detail(opened, "tr-one").locator(".chosen .rule")
    assert rules.all_inner_texts() == [
        f"Chosen as: {each}." for each in (HEADLINE_RULE, DOCUMENTED_RULE)
    ]


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
