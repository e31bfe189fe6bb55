"""Dossiers as text, Markdown, JSON and HTML: the same facts, escaped, in two languages."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

import geodeposits
from geodeposits.checks import CheckRun, run
from geodeposits.dataset import Dataset
from geodeposits.errors import MissingPackage, UnknownDeposit
from geodeposits.finding import Finding, Severity
from geodeposits.inputs import read
from geodeposits.report import Dossier, dossier, dossiers
from geodeposits.report.markdown import markdown
from geodeposits.report.terminal import printed_text
from geodeposits.report.words import ENGLISH, TURKISH, WORDS
from geodeposits.speech import LANGUAGES
from tests.dossier_kit import ESTIMATE, FULL, HARM, harmful, without_matplotlib

SPARSE = {"name": "Sparse", "country": "SE"}
FACTS = (
    "Full", "Telemark, Norway", "carbonatite REE", "permitted", "Full Ltd", "Volle", "bastnäsite",
    "niobium", "both lenses", "2 Mt", "100 Mt of ore at 2 %", "TREO", "Evidence level A",
    "JORC 2012", "indicated, inferred", "Mar 2024", "with the tailings", "59.5000° N, 9.2500° E",
    "within 400 m", "59.5000° S, 9.2500° E", "sign lost", "operator, 60 %", "A bank", "MoU",
    "A loan", "Canada, Japan", "no sale", "not for sale", "Mill", "1,200 t/y ore", "10 t/y REO",
    "barite 72,000 t/y", "permit given", "Jan 31, 2024", "25.5", "48", "[1]", "A report",
    "https://example.org/report", "Full (no-full)", "In: Test deposits", "CC-BY-4.0",
)  # fmt: skip


class Page(HTMLParser):
    """What stands on a page: its text, that which is not in the page's language, its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.own: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html.partition("<body>")[2].partition("</body>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag not in {"img", "col", "meta", "br"}:
            self._open.append((tag, "lang" in given))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if not any(foreign for _, foreign in self._open):
            self.own.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


@pytest.fixture(scope="module")
def full(dataset_of) -> Dataset:
    more = {"no-other": {"name": "Other", "country": "NO", "estimates": [
        {**ESTIMATE, "ore_mt": "300", "by_name": "Other Ltd"}]}, "se-sparse": SPARSE}  # fmt: skip
    return dataset_of({"no-full": FULL, **more})


@pytest.fixture(scope="module")
def hostile(dataset_of) -> Dataset:
    sources = {"src": {"title": HARM, "producer": HARM, "kind": "paper",
                       "url": "https://example.org/report"}}  # fmt: skip
    return dataset_of({"no-full": harmful(FULL)}, sources=sources)


@cache
def _made(dataset: Dataset, lang: Any = "en") -> Dossier:
    return dossier(dataset, "no-full", lang, with_plots=False)


def links_of(page: Page) -> list[str]:
    return [str(given["href"]) for tag, given in page.tags if tag == "a"]


# --- Facts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_form_holds_every_fact(full: Dataset, form: str) -> None:
    made = getattr(_made(full), form)()
    if form == "html":
        page = Page(made)
        made = f"{page.text} {' '.join(links_of(page))}"
    shown = " ".join(made.replace("**", "").replace("\\", "").replace("<br>", " ").split())
    missing = [fact for fact in FACTS if fact not in shown]
    if form == "text":  # a cell of a narrow terminal is broken into lines
        words = set(shown.split())
        missing = [fact for fact in missing if not set(fact.split()) <= words]
    assert missing == []


def test_json_holds_what_the_sheet_does_with_the_sources_cited(full: Dataset) -> None:
    content = json.loads(dossiers(full, ["no-full", "no-other"]).json())
    assert content["generator"] == "geodeposits report"
    assert content["dataset"]["version"] == "1.2.3"
    one, two = content["deposits"]
    assert (one["deposit"]["id"], two["deposit"]["id"]) == ("no-full", "no-other")
    assert one["headline"]["reo_kt"]["best"] == 2000
    assert [source["key"] for source in one["sources"]] == ["src"]
    assert one["citation"].startswith("Full (no-full)") or "Full (no-full)" in one["citation"]
    assert one["findings"] is None


def test_sources_are_numbered_as_they_are_cited_and_links_lead_to_them(beylikova, bundled) -> None:
    page = Page(dossier(bundled, "tr-beylikova", with_plots=False).html())
    inside = [link[1:] for link in links_of(page) if link.startswith("#")]
    ids = {given["id"] for _, given in page.tags if "id" in given}
    assert set(inside) <= ids
    first_seen = list(dict.fromkeys(inside))
    numbers = [int(link.rpartition("-")[2]) for link in first_seen]
    assert numbers == sorted(numbers) == list(range(1, len(numbers) + 1))
    outside = {link for link in links_of(page) if not link.startswith("#")}
    assert outside <= set(bundled.sources["url"].dropna())
    assert len(outside) > 20


def test_beylikova_tells_rock_from_oxide_and_ranks_it_as_such(bundled: Dataset) -> None:
    text = dossier(bundled, "tr-beylikova").text(160)
    assert "> 6.94 Mt REO" in text
    assert "954 kt La2O3 + CeO2 + Nd2O3" in text
    assert "Evidence level E: announced by an official or a company without a report" in text
    assert re.search(r"Rock as if oxide: 694 Mt \[1\]\s+1\s", text)
    assert re.search(r"Best documented, as total oxides: > 954 kt, D \[2\]\s+61 \(", text)
    assert re.search(r"Depends\. .*rank 2 of", text)
    assert "40.5972° N" in text
    assert "One degree too far north" in text


def test_rock_counts_as_oxide_where_somebody_counted_it_so(bundled: Dataset) -> None:
    assert "Rock as if oxide" not in dossier(bundled, "us-mountain-pass", with_plots=False).text()


def test_json_holds_ranks_and_verdicts(bundled: Dataset) -> None:
    (one,) = json.loads(dossier(bundled, "tr-beylikova").json())["deposits"]
    ranks = {row["compared"]: row for row in one["ranks"]}
    assert ranks["rock-as-oxide"]["best"] == 1
    assert ranks["headline"]["amount"]["text"] == ">6940"
    assert ranks["documented"]["place"] is None
    assert {row["subject"] for row in one["verdicts"]} == {"tr-beylikova"}
    assert "contradicted" in {row["verdict"] for row in one["verdicts"]}


def test_one_source_that_says_the_same_of_two_is_told_once(full: Dataset) -> None:
    assert _made(full).markdown().count("the same words") == 1


def test_categories_stand_below_their_estimate(dataset_of) -> None:
    parts = [{"categories": ["indicated"], "ore_mt": "10", "grade_pct": "4"},
             {"categories": ["inferred"], "ore_mt": "30", "grade_pct": "2"}]  # fmt: skip
    plain = {k: v for k, v in ESTIMATE.items() if k not in {"categories", "ore_mt", "grade_pct"}}
    made = dataset_of({"no-full": {**SPARSE, "estimates": [{**plain, "parts": parts}]}})
    table = dossier(made, "no-full").markdown()
    assert re.search(r"\| {2}\| 10 Mt \| 4 % \| 400 kt \|.*\| indicated \|", table)
    assert re.search(r"\| {2}\| 30 Mt \| 2 % \| 600 kt \|.*\| inferred \|", table)


# --- What is not known ---------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sparse_deposit_says_what_is_not_known(full: Dataset, lang: Any) -> None:
    words = WORDS[lang]
    made = dossier(full, "se-sparse", lang)
    for text in (made.text(), made.markdown(), made.html()):
        assert words.no_headline in text
        assert words.no_documented in text
        assert words.no_position in text
        for absent in (words.estimates, words.timeline, words.composition, words.sources):
            assert absent.upper() not in text
            assert f"## {absent}" not in text
            assert f">{absent}</h2>" not in text


def test_without_a_run_it_says_so_and_with_one_what_was_found(full: Dataset) -> None:
    made = _made(full)
    assert ENGLISH.not_checked in made.text()
    found = (
        Finding(code="GD511", severity=Severity.NOTE, message="old", deposit="no-full",
                waived="kept as printed"),
        Finding(code="GD301", severity=Severity.ERROR, message="wrong", deposit="no-full"),
        Finding(code="GD302", severity=Severity.ERROR, message="elsewhere", deposit="no-other"),
    )  # fmt: skip
    text = made.checked(CheckRun(findings=found, rules=("GD301",))).text()
    assert re.search(r"error GD301: wrong\s+note GD511: old\s+accepted: kept as printed", text)
    assert "elsewhere" not in text
    clean = made.checked(CheckRun(findings=(), rules=("GD301",))).text()
    assert re.search(r"None of the \d+ rules finds anything here\.", clean)


def test_a_table_of_somebodys_own_has_its_dossier() -> None:
    mine = read(Path(__file__).parent / "my.csv")
    made = dossier(mine, "örnek tepe", run=run(mine))
    assert "> ~300 kt REO" in made.text()
    html = made.html()
    assert "version 0.0.0" not in html
    assert "unstated" not in made.documents[0].sections[-1].blocks[0].content[0].text
    assert "https://example.org/a" in html


def test_unknown_and_ambiguous_names_are_refused(full: Dataset) -> None:
    with pytest.raises(UnknownDeposit, match="no deposit 'Nowhere'"):
        dossier(full, "Nowhere")
    with pytest.raises(UnknownDeposit):
        dossiers(full, [])


# --- Several -------------------------------------------------------------------------------------


def test_several_begin_with_an_overview_and_repeat_none(full: Dataset) -> None:
    made = dossiers(full, ["no-full", "Other", "Full"], with_plots=False)
    assert made.ids == ("no-full", "no-other")
    assert [document.name for document in made.documents] == ["overview", "no-full", "no-other"]
    page = Page(made.html())
    assert [tag for tag, _ in page.tags].count("article") == 3
    ids = [given["id"] for _, given in page.tags if "id" in given]
    assert len(ids) == len(set(ids))
    assert "Rare earth deposits of Norway" in made.title
    assert "6 Mt" in made.documents[0].title or "6 Mt" in page.text


def test_a_country_is_named_only_where_all_of_its_deposits_are_told(bundled: Dataset) -> None:
    turkish = sorted(bundled.filter(country=("TR",)).deposits["id"])
    assert dossiers(bundled, turkish, "tr").title == "Nadir toprak yatakları: Türkiye"
    assert dossiers(bundled, turkish[:2]).title.startswith("Rare earth deposits: ")


def test_totals_of_a_country_stand_level_by_level(full: Dataset) -> None:
    text = dossiers(full, ["no-full", "no-other"]).markdown()
    assert re.search(r"\| Reported<br>resource \| 8 Mt<br>deposits: 2 \| – \| – \| – \| – \|", text)
    assert ENGLISH.totals_note in text


def test_national_tables_without_a_figure_are_told_once(bundled: Dataset) -> None:
    def national(code: str) -> str:
        ids = sorted(bundled.filter(country=(code,)).deposits["id"])[:2]
        text = dossiers(bundled, ids).markdown()
        return text.partition(f"## {ENGLISH.national}")[2].partition("\n## ")[0]

    assert national("TR").count(f"| 2026 | {ENGLISH.no_row} |") == 1
    assert "no row" not in national("TR").replace(ENGLISH.no_row, "")
    turkish = dossiers(bundled, ["tr-beylikova", "tr-kuluncak"], "tr")
    assert f"| 2026 | {TURKISH.no_row} |" in turkish.markdown()
    assert len(re.findall(r"^\| 20\d\d \| [\d,]+ \|", national("IN"), re.MULTILINE)) >= 7


def test_a_heading_stands_only_over_what_is_told(bundled: Dataset) -> None:
    made = dossiers(bundled, ["tr-beylikova", "tr-kuluncak"], with_plots=False)
    overview = made.documents[0]
    empty = [each.title for each in overview.sections if not each.is_told]
    assert empty == [ENGLISH.grade_tonnage]
    assert ENGLISH.grade_tonnage.upper() not in printed_text(overview, width=80)
    assert f"## {ENGLISH.grade_tonnage}" not in markdown(overview)
    page = Page(made.html())
    assert page.text.count(ENGLISH.grade_tonnage) == 2  # Beylikova in words, and why not Kuluncak


def test_an_amount_alone_is_a_figure_in_an_overview(bundled: Dataset) -> None:
    text = markdown(dossiers(bundled, ["tr-beylikova", "tr-kuluncak"]).documents[0])
    assert re.search(r"\*\*Kuluncak\*\*.*\| 1 kt basis unstated<br>1999", text)
    assert ENGLISH.no_figure not in text


# --- Harm ----------------------------------------------------------------------------------------


def test_hostile_text_stays_text_on_the_page(hostile: Dataset) -> None:
    html = _made(hostile).html()
    page = Page(html)
    assert {tag for tag, _ in page.tags} & {"script", "img", "iframe", "b"} == set()
    assert not any(name.startswith("on") for _, given in page.tags for name in given)
    assert "<img src=x onerror=alert(1)> </style><script>alert(2)</script> {{ 7*7 }}" in page.text
    style = html.partition("<style>")[2].partition("</style>")[0]
    assert "<" not in style
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert html.count("</style>") == 1


def test_hostile_text_stays_text_in_markdown(hostile: Dataset) -> None:
    text = _made(hostile).markdown()
    assert "{{ 7\\*7 }}" in text
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert not re.search(r"<(img|script|code|em)\b", rendered.replace("<br>", ""))


def test_hostile_text_reaches_no_terminal(hostile: Dataset) -> None:
    text = _made(hostile).text()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[b]x[/b]" in text
    assert json.loads(_made(hostile).json())["deposits"][0]["deposit"]["name"] == HARM


def test_the_page_asks_for_nothing_and_allows_nothing_but_its_own(hostile: Dataset) -> None:
    html = _made(hostile).html()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].startswith("default-src &#x27;none&#x27;; base-uri &#x27;none&#x27;")
    assert "unsafe" not in policy[1]
    assert "url(" not in html.partition("</style>")[0]


def test_the_foot_of_a_page_spells_a_hostile_name_in_code_points(hostile: Dataset) -> None:
    style = _made(hostile).html().partition("<style>")[2].partition("</style>")[0]
    foot = re.search(r'@page d1\{@bottom-left\{content:"([^"]*)"\}', style)
    assert foot
    assert re.fullmatch(r"(?:[A-Za-z0-9]|\\[0-9a-f]{6})+", foot[1])
    spelled = re.sub(r"\\([0-9a-f]{6})", lambda match: chr(int(match[1], 16)), foot[1])
    assert spelled.startswith("<img src=x onerror=alert(1)> </style><script>")


# --- Languages -----------------------------------------------------------------------------------


def test_no_english_label_is_left_in_turkish(full: Dataset) -> None:
    page = Page(_made(full, "tr").html())
    own = " ".join(page.own)
    english = {
        text for name, text in vars(ENGLISH).items()
        if isinstance(text, str) and len(text) > 3 and text != getattr(TURKISH, name)
    }  # fmt: skip
    left = [text for text in english if re.search(rf"\b{re.escape(text)}\b", own)]
    assert left == []
    for word in ("announcement", "operator", "permitted", "resource", "level", "talks", " of "):
        assert word not in own
    assert 'lang="en"' in _made(full, "tr").html()


def test_every_text_has_both_languages() -> None:
    for name, text in vars(ENGLISH).items():
        turkish = getattr(TURKISH, name)
        if isinstance(text, str):
            assert turkish
            assert sorted(re.findall(r"\{\w*\}", text)) == sorted(re.findall(r"\{\w*\}", turkish))
        else:
            assert set(text) == set(turkish)


def test_turkish_writes_numbers_and_dates_its_own_way(full: Dataset) -> None:
    page = Page(_made(full, "tr").html())
    for shown in ("100 Mt cevher, tenör %2", "31 Oca 2024", "1.200 t/yıl cevher", "59,5000° K",
                  "A kanıt düzeyi", "25,5", "sürüm 1.2.3"):  # fmt: skip
        assert shown in page.text
    assert '<html lang="tr">' in _made(full, "tr").html()


def test_a_heading_in_capitals_keeps_the_turkish_i(full: Dataset) -> None:
    assert "BÜTÜN TAHMİNLER" in _made(full, "tr").text()


# --- The whole -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_the_same_dataset_gives_the_same_bytes(full: Dataset, form: str) -> None:
    again = Dossier(full, ("no-full",), with_plots=False)
    assert getattr(again, form)() == getattr(_made(full), form)()


def test_without_matplotlib_it_says_what_to_install(full, monkeypatch) -> None:
    without_matplotlib(monkeypatch)
    with pytest.raises(MissingPackage, match=r"geodeposits\[plots\]"):
        dossier(full, "no-full").html()
    assert "<img" not in _made(full).html()


def test_dataset_and_package_offer_dossiers(full: Dataset) -> None:
    assert full.report(ids=["no-full"], with_plots=False).html() == _made(full).html()
    assert geodeposits.dossier is dossier


@pytest.mark.parametrize("width", [80, 100, 160])
def test_no_line_is_wider_than_the_terminal(full: Dataset, width: int) -> None:
    (document,) = _made(full).documents
    lines = printed_text(document, width=width).splitlines()
    assert max(len(line) for line in lines if "http" not in line) <= width
    assert markdown(document).startswith("# Full\n")
