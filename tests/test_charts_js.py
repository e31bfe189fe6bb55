"""What charts and words of the page work out, under Node; and what they share with the library."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from enum import EnumMeta

import pytest

from geodeposits import vocab
from geodeposits.elements import OXIDES, oxide_factor
from geodeposits.maps.page import asset
from geodeposits.maps.page_words import page_words
from geodeposits.maps.records import deposit_records, record_changes, source_records
from geodeposits.speech import Speech, label, speech, words_tr
from geodeposits.type_groups import TYPE_GROUPS
from tests.seeds_kit import SEEDS

ROOT = SEEDS.parent
NODE = shutil.which("node")
TESTS = ("charts.test.mjs", "words.test.mjs")
NAMES = {
    "A",
    "B",
    "C",
    "D",
    "E",
    "C1",
    "C2",
    "P1",
    "P2",
    "P3",
    "pilot",
    "project",
    "TREO",
    "REO",
    "TREE",
    "LREO",
    "HREO",
    "Y2O3",
    "HM",
}
"""Values that are written alike in Turkish, or that are no words."""


@pytest.mark.parametrize("name", TESTS)
def test_the_modules_under_node(name):
    if NODE is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("the page's modules are tested with node")
    command = [str(NODE), "--test", f"tests/js/{name}"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (passed,) = re.findall(r"^# pass (\d+)$", done.stdout, re.M)
    assert int(passed) >= 8


def test_the_factors_of_the_page_are_those_of_the_library():
    found = re.search(r"OXIDE_FACTORS = \{(.*?)\}", asset("charts.js"), re.S)
    assert found is not None
    factors = {name: float(value) for name, value in re.findall(r"(\w+): ([\d.]+)", found[1])}
    assert factors == {name: float(oxide_factor(name)) for name in OXIDES if name != "Sc2O3"}


# --- Turkish -----------------------------------------------------------------------------------


def shown_terms() -> list[vocab.Term]:
    classes = [each for each in vars(vocab).values() if isinstance(each, EnumMeta)]
    return [term for each in classes if issubclass(each, vocab.Term) for term in each]


def test_every_term_has_turkish_or_is_a_name():
    codes = {code.value for code in vocab.Code}
    for term in shown_terms():
        is_name = term.value in NAMES or (term.value in codes and term.value not in words_tr.TERMS)
        assert is_name or term.value in words_tr.TERMS or term.value in words_tr.BASES, term
        if not is_name and not isinstance(term, vocab.Basis):
            assert label(term, "tr") != label(term), term


def test_nothing_is_translated_that_no_vocabulary_has():
    assert set(words_tr.TERMS) <= {term.value for term in shown_terms()}
    assert set(words_tr.BASES) == {basis.value for basis in vocab.Basis}
    assert list(words_tr.GROUPS) == [group.key for group in TYPE_GROUPS]
    assert list(words_tr.LEVELS) == [level.value for level in vocab.EvidenceLevel]


@pytest.mark.parametrize(
    ("term", "turkish"),
    [
        ("measured", "ölçülmüş"),
        ("indicated", "belirlenmiş"),
        ("probable", "muhtemel"),
        ("proved", "görünür"),
        ("carbonatite-ree", "karbonatit NTE"),
        ("jorc", "JORC"),
        ("ni-43-101", "NI 43-101"),
        ("C1", "C1"),
        ("none", "kod yok"),
    ],
)
def test_terms_in_turkish(term, turkish):
    assert label(term, "tr") == turkish


def phrase(lang: str, **figures: str | None) -> str:
    names = ("ore_mt", "grade_pct", "reo_kt", "contained_kt", "members")
    return speech(lang).sentence(**{**dict.fromkeys(names), "basis": "REO", **figures})


def test_a_figure_in_both_languages():
    figures = {"ore_mt": "694", "grade_pct": ">1", "reo_kt": ">6940"}
    assert phrase("en", **figures) == "694 Mt of ore at > 1 % REO, contained > 6.94 Mt REO"
    assert phrase("tr", **figures) == "694 Mt cevher, tenör > %1 NTO, içeriği > 6,94 Mt NTO"


@pytest.mark.parametrize(
    ("figures", "turkish"),
    [
        ({"ore_mt": "1234.5"}, "1.234 Mt cevher"),
        ({"ore_mt": "5", "basis": "ore"}, "5 Mt cevher"),
        ({"grade_pct": "0.5–0.6", "basis": "TREO"}, "tenör %0,5–0,6 toplam NTO"),
        ({"grade_pct": "2", "basis": "unstated"}, "tenör %2 (esası belirtilmemiş)"),
        (
            {"grade_pct": "3.14", "basis": "partial-oxides", "members": "La2O3; CeO2"},
            "tenör %3,14 La2O3 + CeO2",
        ),
        ({"contained_kt": "37", "basis": "monazite"}, "içeriği 37 kt monazit"),
        ({"grade_pct": "1", "basis": "TREE", "members": "Y"}, "tenör %1 toplam NTE (element): Y"),
        ({}, "rakam yok"),
    ],
)
def test_figures_in_turkish(figures, turkish):
    assert phrase("tr", **figures) == turkish


@pytest.mark.parametrize(
    ("stated", "turkish"),
    [("50", "%50"), (">1", ">%1"), ("~12.5", "~%12,5"), ("49–51", "%49–51")],
)
def test_a_share_has_its_sign_before_it(stated, turkish):
    assert speech("tr").percent(stated) == turkish
    assert speech("en").percent(stated) == f"{stated} %"


def test_the_source_s_words_stand_for_a_term_in_english_and_behind_it_in_turkish():
    said = ("mou", "non-binding")
    assert speech("en").qualified(*said) == "non-binding"
    assert speech("tr").qualified(*said) == "mutabakat zaptı (non-binding)"
    assert speech("tr").qualified("other", "agreement reported") == "agreement reported"
    assert [speech("tr").qualified("other", None), speech("tr").qualified(None, None)] == [
        "diğer",
        None,
    ]


def test_yearly_tonnages():
    assert speech("tr").a_year("570000", "ore") == "570.000 t/yıl cevher"
    assert speech("tr").a_year("<45000000", "REO") == "< 45.000.000 t/yıl NTO"
    assert speech("en").a_year("1200", "ore") == "1200 t/y of ore"
    assert speech("tr").a_year("barite 72000", None) == "barite 72000 t/yıl"


def test_an_unknown_language_is_refused(dataset_of):
    with pytest.raises(ValueError, match="lang is one of en, tr, not 'xx'"):
        deposit_records(dataset_of({}), lang="xx")  # type: ignore[arg-type]


def test_the_page_has_words_of_both_languages():
    english, turkish = page_words("en"), page_words("tr")
    assert [group["key"] for group in english["groups"]] == [g["key"] for g in turkish["groups"]]
    for part in ("levels", "rules"):
        assert english[part].keys() == turkish[part].keys()
        assert not set(english[part].values()) & set(turkish[part].values())
    assert Speech.noscript != speech("tr").noscript


# --- Records in two languages ------------------------------------------------------------------


def put_back(records, changes):
    """What `inLanguage` of the page does, in Python."""
    if changes is None:
        return records
    if isinstance(records, dict):
        return {key: put_back(value, changes.get(key)) for key, value in records.items()}
    if isinstance(records, list):
        return [put_back(value, changes.get(str(i))) for i, value in enumerate(records)]
    return changes


def test_changes_make_the_turkish_records(bundled):
    english, turkish = deposit_records(bundled), deposit_records(bundled, lang="tr")
    changes = record_changes(english, turkish)
    assert put_back(english, changes) == turkish
    assert len(json.dumps(changes)) < 0.4 * len(json.dumps(turkish))
    assert record_changes(english, english) is None
    assert source_records(bundled, lang="tr").keys() == source_records(bundled).keys()


def test_what_sources_say_is_the_same_in_both(bundled):
    english, turkish = deposit_records(bundled), deposit_records(bundled, lang="tr")
    for one, two in zip(english, turkish, strict=True):
        assert (one["id"], one["name"], one["group"]) == (two["id"], two["name"], two["group"])
        for estimate, other in zip(one.get("estimates", []), two.get("estimates", []), strict=True):
            for name in ("note", "stated", "label", "date", "reo_kt", "ore", "cite"):
                assert estimate.get(name) == other.get(name)


def test_beylikova_in_turkish(beylikova):
    (record,) = deposit_records(beylikova, lang="tr")
    reported = record["estimates"][record["headline"]]
    assert reported["sentence"] == "694 Mt cevher, tenör > %1 NTO, içeriği > 6,94 Mt NTO"
    assert (record["country"], record["type"]) == ("Türkiye", "karbonatit NTE")
    china = record["partners"][0]
    assert (china["country"], china["code"]) == ("Çin", "CN")
    assert [step["stage"] for step in china["steps"]] == [
        "görüşmeler",
        "mutabakat zaptı",
        "durmuş",
    ]
    assert [step["rung"] for step in china["steps"]] == ["talks", "mou", "stalled"]


# --- Numbers for the charts --------------------------------------------------------------------


def estimate_of(dataset_of, **figures):
    stated = {"kind": "resource", "basis": "TREO", "by": "operator", "cite": {"source": "src"}}
    records = deposit_records(dataset_of({"tr-one": {"estimates": [{**stated, **figures}]}}))
    return records[0]["estimates"][0]


def test_numbers_keep_their_bounds(dataset_of):
    exact = estimate_of(dataset_of, ore_mt="694", grade_pct="1.8", contained_kt="12492")
    assert (exact["ore"], exact["grade"], exact["reo_kt"]) == (694, 1.8, 12492)
    assert "reo" not in exact
    ranged = estimate_of(dataset_of, ore_mt="0.5–0.6", grade_pct=">1", contained_kt="<9")
    assert ranged["ore"] == {"low": 0.5, "high": 0.6}
    assert ranged["grade"] == {"low": 1}
    assert ranged["reo"] == {"high": 9}


def test_a_grade_of_something_else_is_no_grade_of_oxides(dataset_of):
    for basis in ("TREE", "HM", "ore", "unstated"):
        made = estimate_of(dataset_of, ore_mt="1", grade_pct="1", basis=basis)
        assert "grade" not in made, basis
        assert made["ore"] == 1


def test_shares_are_numbers_and_a_bound_is_none(dataset_of):
    claim = {"oxides_pct": {"La2O3": "25", "CeO2": "~48", "Eu2O3": "<0.1", "Nd2O3": "10–12"}}
    made = dataset_of({"tr-one": {"oxides": [{**claim, "cite": {"source": "src"}}]}})
    (oxides,) = deposit_records(made)[0]["oxides"]
    assert oxides["pct"] == {"La2O3": 25, "CeO2": 48, "Nd2O3": 11}
    assert [each.split()[0] for each in oxides["shares"]] == ["La₂O₃", "CeO₂", "Nd₂O₃", "Eu₂O₃"]
