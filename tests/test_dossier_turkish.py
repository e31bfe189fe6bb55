"""Dossiers in Turkish: rules by a title, minerals by their names, and what stays English."""

from __future__ import annotations

import pytest

from geodeposits.checks import RULES, CheckRun
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.report import dossier, dossiers
from geodeposits.report.rule_titles import TITLES_TR, rule_title
from geodeposits.report.words import TURKISH
from geodeposits.speech import speech
from geodeposits.speech.substances_tr import SUBSTANCES
from geodeposits.speech.words_tr import TERMS
from geodeposits.vocab import Kind
from tests.dossier_kit import FULL


@pytest.fixture(scope="module")
def full(dataset_of) -> Dataset:
    return dataset_of({"no-full": FULL, "no-other": {"name": "Other", "country": "NO"}})


# --- Rules ---------------------------------------------------------------------------------------


def test_every_rule_has_a_title_of_its_own_in_turkish() -> None:
    assert list(TITLES_TR) == list(RULES)
    assert len(set(TITLES_TR.values())) == len(TITLES_TR)
    assert all(TITLES_TR.values())


def test_titles_are_for_turkish_alone() -> None:
    assert rule_title("GD511", "tr") == "eski tahmin"
    assert rule_title("GD511", "en") == ""
    assert rule_title("GD999", "tr") == ""


def test_a_finding_is_told_by_its_title_and_in_its_own_words(full: Dataset) -> None:
    found = Finding(code="GD511", severity=Severity.NOTE, message="it is old", deposit="no-full")
    run = CheckRun(findings=(found,), rules=("GD511",))
    turkish = dossier(full, "no-full", "tr", with_plots=False).checked(run)
    assert "not GD511, eski tahmin: it is old" in turkish.markdown()
    assert 'GD511, eski tahmin: <span lang="en">it is old</span>' in turkish.html()
    english = dossier(full, "no-full", with_plots=False).checked(run)
    assert "note GD511: it is old" in english.markdown()


# --- Names ---------------------------------------------------------------------------------------


def test_minerals_and_products_have_their_turkish_names(full: Dataset) -> None:
    text = dossier(full, "no-full", "tr", with_plots=False).markdown()
    assert "Mineraller: bastnazit · Yan ürünler: niyobyum" in text
    assert "barit 72.000 t/yıl" in text


def test_a_state_has_the_name_of_its_country_and_its_government_its_own(bundled: Dataset) -> None:
    turkish = dossier(bundled, "tr-beylikova", "tr", with_plots=False).html()
    english = dossier(bundled, "tr-beylikova", with_plots=False).html()
    for state, name in (
        ("People&#x27;s Republic of China", "Çin"),
        ("Russian Federation", "Rusya"),
    ):
        assert f"<strong>{name}</strong>" in turkish
        assert state in english
        assert f'<strong lang="en">{state}</strong>' not in turkish
    assert '<strong lang="en">Government of Canada</strong>' in turkish


@pytest.mark.parametrize(
    ("name", "turkish"),
    [
        ("monazite", "monazit"),
        ("monazite-(Ce)", "monazit-(Ce)"),
        ("xenotime-(Y)", "ksenotim-(Y)"),
        ("steenstrupine-(Ce)", ""),
        ("monazite (old)", ""),
        ("", ""),
    ],
)
def test_a_name_that_is_not_known_stays_international(name: str, turkish: str) -> None:
    assert speech("tr").substance(name) == turkish
    assert speech("en").substance(name) == name


def test_names_are_those_of_the_data(bundled: Dataset) -> None:
    table = bundled.deposits
    lists = [*table["minerals"].dropna(), *table["by_products"].dropna()]
    used = {name for each in lists for name in each.split("; ")}
    assert set(SUBSTANCES) <= used


# --- Words ---------------------------------------------------------------------------------------


def test_what_stays_english_is_said_once_on_a_document(full: Dataset) -> None:
    said = speech("tr").kept_in_english
    assert said
    assert speech("en").kept_in_english == ""
    assert dossier(full, "no-full", "tr", with_plots=False).markdown().count(said) == 1
    several = dossiers(full, ["no-full", "no-other"], "tr", with_plots=False)
    assert several.documents[0].lead[-1][0].text == said


def test_a_resource_is_no_source_in_turkish() -> None:
    assert speech("tr").label(Kind.RESOURCE) == "maden kaynağı"
    named = {term: words for term, words in TERMS.items() if "kayna" in words}
    assert set(named) == {"resource", "resource-defined", "inventory"}
    assert all("maden kaynağı" in words for words in named.values())
    assert TURKISH.column_source == "Kaynak"
    assert "maden kaynakları ve rezervler" in TURKISH.totals_note
