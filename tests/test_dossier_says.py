"""What dossiers say of ranks, of what is not known, of findings and of where a link leads."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.checks import CheckRun
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.report import dossier
from geodeposits.report.document import SourceEntry
from geodeposits.report.words import WORDS
from geodeposits.speech import LANGUAGES
from geodeposits.summary.ranks import rank
from geodeposits.tables.rank_words import place_shown
from geodeposits.tables.rankings import rank_grid
from tests.dossier_kit import ESTIMATE, FULL


def said(dataset: Dataset, deposit: str, lang: Any = "en") -> str:
    return dossier(dataset, deposit, lang, with_plots=False).markdown()


# --- Ranks ---------------------------------------------------------------------------------------


def test_the_place_by_the_number_reported_stands_with_what_its_bounds_leave_open(
    bundled: Dataset,
) -> None:
    ranks = rank(bundled, "tr-beylikova")
    (row,) = ranks[ranks["compared"] == "headline"].to_dict("records")
    assert row["best"] < row["place"] <= row["worst"]
    text = dossier(bundled, "tr-beylikova").markdown()
    assert f"By the number reported {row['place']}th of {row['of']}; with bounds up to" in text
    turkish = dossier(bundled, "tr-beylikova", "tr").markdown()
    place = f"Bildirilen sayıyla {row['of']} arasında {row['place']}. sıra"
    assert f"{place}; sınırlar on katına kadar alınırsa {row['best']}.–" in turkish


def test_a_place_without_bounds_is_told_once(dataset_of) -> None:
    assert "with bounds up to" not in said(dataset_of({"no-full": FULL}), "no-full")


@pytest.mark.parametrize(
    ("place", "best", "worst", "shown"),
    [
        (14, 1, 26, "14 (1–26)"),
        (7, 7, 7, "7"),
        (1, 1, 2, "1 (1–2)"),
        (None, 3, 151, "3–151"),
        (None, 1, 1, "1"),
        (1200, 9, 1201, "1,200 (9–1,201)"),
    ],
)
def test_a_place_is_written_with_what_bounds_leave(
    place: int, best: int, worst: int, shown: str
) -> None:
    assert place_shown(place, best, worst, "en") == shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rank_and_dossier_write_a_place_alike(bundled: Dataset, lang: Any) -> None:
    ranks = rank(bundled, "tr-beylikova")
    (row,) = ranks[ranks["compared"] == "headline"].to_dict("records")
    shown = place_shown(*(int(row[name]) for name in ("place", "best", "worst")), lang)
    assert "(" in shown
    assert f"**{shown}**" in said(bundled, "tr-beylikova", lang).replace("\\", "")
    sections = rank_grid(bundled, "tr-beylikova", lang=lang).sections(lang)
    assert any(shown in row for _, rows in sections for row in rows)


# --- What is not known ---------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_keeps_a_deposit_off_the_chart_is_said(dataset_of, lang: Any) -> None:
    words = WORDS[lang]
    plain = {key: value for key, value in ESTIMATE.items() if key not in {"ore_mt", "grade_pct"}}
    made = dataset_of({
        "no-on": {"name": "On", "country": "NO", "estimates": [ESTIMATE]},
        "no-off": {"name": "Off", "country": "NO", "estimates": [
            {**ESTIMATE, "basis": "TREE"}]},
        "no-one": {"name": "One", "country": "NO", "estimates": [
            {**plain, "ore_mt": "5"}]},
        "no-none": {"name": "None", "country": "NO"},
    })  # fmt: skip
    off = words.unplotted_basis.partition("{")[0]
    assert off in said(made, "no-off", lang)
    assert words.unplotted_incomplete in said(made, "no-one", lang)
    for deposit in ("no-on", "no-none"):
        shown = said(made, deposit, lang)
        assert off not in shown
        assert words.unplotted_incomplete not in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_unknown_split_is_said_in_one_line(dataset_of, lang: Any) -> None:
    words = WORDS[lang]
    made = dataset_of({"no-full": FULL, "se-sparse": {"name": "Sparse", "country": "SE"}})
    assert said(made, "se-sparse", lang).count(words.no_split) == 1
    assert words.no_split not in said(made, "no-full", lang)


# --- Findings and links --------------------------------------------------------------------------


def test_a_finding_names_the_estimate_that_it_is_about(dataset_of) -> None:
    made = dataset_of({"no-full": FULL})
    claim = str(made.estimates["claim"].iloc[0])
    about = Finding(code="GD511", severity=Severity.NOTE, message="old", deposit="no-full",
                    claim=claim)  # fmt: skip
    whole = Finding(code="GD206", severity=Severity.NOTE, message="far", deposit="no-full")
    gone = Finding(code="GD512", severity=Severity.NOTE, message="lost", deposit="no-full",
                   claim="no-full/estimates/elsewhere")  # fmt: skip
    run = CheckRun(findings=(about, whole, gone), rules=("GD206", "GD511", "GD512"))
    items = [
        line.replace("\\", "")
        for line in dossier(made, "no-full", run=run).markdown().splitlines()
        if "GD" in line
    ]
    assert any("(Mar 2024, " in line and "[1]" in line and "old" in line for line in items)
    others = [line for line in items if "GD511" not in line]
    assert len(others) == 2
    assert not any("[1]" in line for line in others)


@pytest.mark.parametrize(
    ("link", "about", "host"),
    [
        ("https://vpn.example.info/news", "A title. example.info, Oct 2025.", "vpn.example.info"),
        ("https://www.example.info/news", "A title. example.info, Oct 2025.", ""),
        ("https://example.info/news", "A title. Example.info.", ""),
        ("https://doi.org/10.1/x", "A title. Society, 2020.", "doi.org"),
        ("", "A title. Society, 2020.", ""),
    ],
)
def test_a_source_shows_the_host_that_its_line_does_not_name(
    link: str, about: str, host: str
) -> None:
    assert SourceEntry("[1]", about, link=link).host == host


def test_the_page_shows_where_a_link_leads(bundled: Dataset) -> None:
    html = dossier(bundled, "tr-beylikova", with_plots=False).html()
    assert '<span class="muted screen">vpn.supremacy.info</span>' in html
