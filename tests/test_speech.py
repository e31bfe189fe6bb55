"""Speech: terms, numbers, dates, lists and figures in English and Turkish."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from enum import EnumMeta
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import get_month_names
from babel.numbers import format_decimal

from geodeposits import vocab
from geodeposits.countries import country_codes
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableDate, UnreadableQuantity
from geodeposits.quantity import shown_number
from geodeposits.speech import LANGUAGES, label, speech, words_tr
from geodeposits.type_groups import TYPE_GROUPS
from geodeposits.vocab import Basis, Category, Code, EvidenceLevel, Term

ROOT = Path(__file__).resolve().parent.parent
ENGLISH, TURKISH = speech("en"), speech("tr")

NAMES_OF_CODES = {code.value for code in Code} - {"none", "unstated"}
NAMES = {
    **{(Code, value): "name of a code" for value in NAMES_OF_CODES},
    **{(EvidenceLevel, level.value): "letter" for level in EvidenceLevel},
    **{(Category, grade.value): "letter" for grade in Category if grade.value[0].isupper()},
    (Basis, "Y2O3"): "formula",
    (vocab.PlantStage, "pilot"): "the same word in both",
}
"""Terms that are written alike in both languages, and why."""


def closed_vocabularies() -> list[type[Term]]:
    every = [each for each in vars(vocab).values() if isinstance(each, EnumMeta)]
    return [each for each in every if issubclass(each, Term) and each is not Term]


TERMS = [term for each in closed_vocabularies() for term in each]


# --- Terms ---------------------------------------------------------------------------------------


def test_there_are_many_vocabularies() -> None:
    assert len(closed_vocabularies()) >= 18
    assert len(TERMS) >= 150


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{type(term).__name__}.{term.value}")
def test_every_term_has_a_turkish_label_or_is_a_name(term: Term) -> None:
    is_name = (type(term), term.value) in NAMES
    assert (label(term, "tr") == label(term, "en")) == is_name
    assert label(term, "tr").strip() == label(term, "tr") != ""


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{type(term).__name__}.{term.value}")
def test_a_term_is_read_from_its_text_as_from_itself(term: Term) -> None:
    if isinstance(term, Basis) and term.value in words_tr.TERMS:
        assert label(term, "tr") != label(term.value, "tr"), "a figure's basis, or a code unstated"
    else:
        assert label(term.value, "tr") == label(term, "tr")


def test_two_terms_of_a_vocabulary_are_never_spelled_alike() -> None:
    for vocabulary in closed_vocabularies():
        for lang in LANGUAGES:
            spelled = [label(term, lang) for term in vocabulary]
            assert len(set(spelled)) == len(spelled), (vocabulary, lang)


def test_no_turkish_is_kept_for_what_no_vocabulary_has() -> None:
    values = {term.value for term in TERMS}
    assert set(words_tr.TERMS) <= values
    assert set(words_tr.BASES) == {basis.value for basis in Basis}
    assert list(words_tr.LEVELS) == [level.value for level in EvidenceLevel]
    assert list(words_tr.GROUPS) == [group.key for group in TYPE_GROUPS]


def test_an_unknown_term_is_spelled_as_it_is() -> None:
    assert [label("no-such-term", lang) for lang in LANGUAGES] == ["no such term"] * 2


@pytest.mark.parametrize(
    ("term", "english", "turkish"),
    [
        (Category.INFERRED, "inferred", "mümkün (çıkarsanmış)"),
        (Category.PROVED, "proved", "görünür"),
        (Code.UMREK, "UMREK", "UMREK"),
        (Code.NONE, "no code", "kod yok"),
        (Basis.TREO, "TREO", "toplam NTO"),
        (Basis.ORE, "ore", "cevher"),
        (Basis.UNSTATED, "unstated", "esası belirtilmemiş"),
        (vocab.DepositType.DEEP_SEA_MUD, "deep sea mud", "derin deniz çamuru"),
    ],
)
def test_terms(term: Term, english: str, turkish: str) -> None:
    assert (ENGLISH.label(term), TURKISH.label(term)) == (english, turkish)


def test_groups_levels_and_rules_are_said_in_both() -> None:
    for group in TYPE_GROUPS:
        assert ENGLISH.group(group.key) == group.label != TURKISH.group(group.key)
    for level in EvidenceLevel:
        assert ENGLISH.level(level) != TURKISH.level(level)
    assert ENGLISH.rule("headline") != TURKISH.rule("headline")
    assert ENGLISH.rule("documented") != TURKISH.rule("documented")


def test_every_country_has_a_name_in_both() -> None:
    for code in (*country_codes(), "EU"):
        assert ENGLISH.country(code) != code
        assert TURKISH.country(code) != code
    assert (ENGLISH.country("CN"), TURKISH.country("CN")) == ("China", "Çin")
    assert [say.country("no code") for say in (ENGLISH, TURKISH)] == ["no code"] * 2


# --- Numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "english", "turkish"),
    [
        (1234.5, "1,234", "1.234"),  # four digits, to the nearest even
        (1.8, "1.8", "1,8"),
        (0.00012345, "0.0001234", "0,0001234"),
        (12_345_678, "12,350,000", "12.350.000"),
        (Decimal("6.940"), "6.94", "6,94"),
        (0, "0", "0"),
        (-0.5, "-0.5", "-0,5"),
    ],
)
def test_numbers_have_the_marks_of_their_language(value, english: str, turkish: str) -> None:
    assert (ENGLISH.number(value), TURKISH.number(value)) == (english, turkish)


@pytest.mark.parametrize(
    ("value", "decimals", "english", "turkish"),
    [
        (1234.5, 1, "1,234.5", "1.234,5"),
        (1234.5, 2, "1,234.50", "1.234,50"),
        (-0.004, 2, "0.00", "0,00"),
        (0.125, 2, "0.12", "0,12"),
        (12, 0, "12", "12"),
    ],
)
def test_decimals_are_held(value, decimals: int, english: str, turkish: str) -> None:
    assert ENGLISH.number(value, decimals=decimals) == english
    assert TURKISH.number(value, decimals=decimals) == turkish


@pytest.mark.parametrize("value", [0.5, 7, 999, 1000, 1234.56, 1_000_000.25])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_are_those_of_cldr(lang, value: float) -> None:
    by_babel = format_decimal(value, locale=lang, format="#,##0.##########")
    assert speech(lang).number(value, digits=15) == by_babel
    assert speech(lang).figure(shown_number(value)) == by_babel


def test_english_marks_are_those_of_cldr() -> None:
    symbols = Locale.parse("en").number_symbols["latn"]
    assert (symbols["group"], symbols["decimal"]) == (",", ".")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_not_written(value) -> None:
    for say in (ENGLISH, TURKISH):
        with pytest.raises(ValueError, match="cannot be written"):
            say.number(value)


def test_counts_are_written_to_the_last_unit() -> None:
    assert ENGLISH.integer(12_345_678) == "12,345,678"
    assert TURKISH.integer(12_345_678) == "12.345.678"
    assert [ENGLISH.records(count) for count in (1, 2000)] == ["1 record", "2,000 records"]
    assert [TURKISH.records(count) for count in (1, 2000)] == ["1 kayıt", "2.000 kayıt"]


@pytest.mark.parametrize(
    ("value", "english", "turkish"),
    [
        (1.8, "1.8 %", "%1,8"),
        (0.123456, "0.1235 %", "%0,1235"),
        (100, "100 %", "%100"),
        (">50", ">50 %", ">%50"),
        ("49–51", "49–51 %", "%49–51"),
        ("1,200.5", "1,200.5 %", "%1.200,5"),
    ],
)
def test_shares(value, english: str, turkish: str) -> None:
    assert (ENGLISH.percent(value), TURKISH.percent(value)) == (english, turkish)


@pytest.mark.parametrize(
    ("text", "unit", "english", "turkish"),
    [
        ("694", "Mt", "694 Mt", "694 Mt"),
        (">6.94", "Mt", "> 6.94 Mt", "> 6,94 Mt"),
        (">1", "%", "> 1 %", "> %1"),
        ("~1234.5", "kt", "~1,234 kt", "~1.234 kt"),
        ("0.5–0.6", "%", "0.5–0.6 %", "%0,5–0,6"),
        ("12 ± 2.5", "Mt", "12 ± 2.5 Mt", "12 ± 2,5 Mt"),
        ("10000", "", "10,000", "10.000"),
    ],
)
def test_quantities_keep_their_bounds(text: str, unit: str, english: str, turkish: str) -> None:
    assert ENGLISH.quantity(text, unit) == english
    assert TURKISH.quantity(text, unit) == turkish


def test_more_digits_of_a_quantity_can_be_had() -> None:
    assert TURKISH.quantity("1234.56", "kt", digits=6) == "1.234,56 kt"
    with pytest.raises(UnreadableQuantity):
        ENGLISH.quantity("much", "Mt")


@pytest.mark.parametrize(
    ("kt", "english", "turkish"),
    [
        (">6940", "> 6.94 Mt", "> 6,94 Mt"),
        ("1000", "1 Mt", "1 Mt"),
        ("999.9", "999.9 kt", "999,9 kt"),
        ("0.05", "50 t", "50 t"),
    ],
)
def test_masses(kt: str, english: str, turkish: str) -> None:
    assert (ENGLISH.mass_of_kt(kt), TURKISH.mass_of_kt(kt)) == (english, turkish)


# --- Dates and lists -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "english", "turkish"),
    [
        ("2013", "2013", "2013"),
        (2013, "2013", "2013"),
        ("2025-10", "Oct 2025", "Eki 2025"),
        ("2013-09", "Sep 2013", "Eyl 2013"),
        ("2013-09-04", "Sep 4, 2013", "4 Eyl 2013"),
        (date(2024, 2, 29), "Feb 29, 2024", "29 Şub 2024"),
        (PartialDate(1977), "1977", "1977"),
    ],
)
def test_dates_are_written_as_far_as_they_are_known(stated, english: str, turkish: str) -> None:
    assert (ENGLISH.date(stated), TURKISH.date(stated)) == (english, turkish)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_months_are_those_of_cldr(lang) -> None:
    names = get_month_names("abbreviated", locale=lang)
    for month in range(1, 13):
        assert speech(lang).date(f"2021-{month:02d}") == f"{names[month]} 2021"


@pytest.mark.parametrize("stated", ["", "soon", "2013-13", "2023-02-29", "13", None, True])
def test_what_is_no_date_is_refused(stated) -> None:
    with pytest.raises(UnreadableDate):
        ENGLISH.date(stated)


@pytest.mark.parametrize(
    ("parts", "english", "turkish"),
    [
        ([], "", ""),
        (["La"], "La", "La"),
        (["La", "Ce"], "La and Ce", "La ve Ce"),
        (["La", "Ce", "Nd"], "La, Ce and Nd", "La, Ce ve Nd"),
    ],
)
def test_lists(parts: list[str], english: str, turkish: str) -> None:
    assert (ENGLISH.join(parts), TURKISH.join(iter(parts))) == (english, turkish)


def test_a_list_of_choices() -> None:
    assert ENGLISH.join("abc", any_of=True) == "a, b or c"
    assert TURKISH.join("abc", any_of=True) == "a, b veya c"


def test_a_capital_letter_of_each_language() -> None:
    words = ("işletmede", "ılık", "oxide", "", "İl")
    assert [TURKISH.capital(word) for word in words] == ["İşletmede", "Ilık", "Oxide", "", "İl"]
    assert [ENGLISH.capital(word) for word in ("indicated", "")] == ["Indicated", ""]


# --- Imports -------------------------------------------------------------------------------------


def test_babel_is_imported_when_it_is_needed_and_not_for_english_numbers() -> None:
    code = (
        "import sys; from geodeposits.speech import speech; en, tr = speech('en'), speech('tr');"
        "en.number(1234.5); en.quantity('>1', '%'); en.mass_of_kt('5'); tr.label('measured');"
        "print('babel' in sys.modules); tr.number(1.5); print('babel' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        timeout=60,
    )  # fmt: skip
    assert run.stdout.split() == ["False", "True"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="lang is one of en, tr, not 'de'"):
        speech("de")  # type: ignore[arg-type]
