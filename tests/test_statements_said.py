"""What is said of a tested statement: by which figures, on how much ore, and how far off."""

from __future__ import annotations

import pytest

from geodeposits.dataset import Dataset
from geodeposits.quantity import Quantity
from geodeposits.speech import Language, speech
from geodeposits.summary.statements import Ground, Judgement
from geodeposits.summary.statements import tested as judged
from geodeposits.tables.statement_figures import figures_sentence
from geodeposits.tables.statement_words import STATEMENT_WORDS

LANGUAGES: tuple[Language, ...] = ("en", "tr")


@pytest.fixture(scope="module")
def results(bundled: Dataset) -> dict[str, Judgement]:
    return {each.said.text("statement"): each for each in judged(bundled)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_verdict_is_said_twice_and_no_mark_of_code_is_printed(
    lang: Language, results: dict[str, Judgement]
) -> None:
    words = STATEMENT_WORDS[lang]
    firsts = {term: speech(lang).capital(word) for term, word in words.verdicts.items()}
    for result in results.values():
        told = figures_sentence(result, lang)
        assert not told.startswith(firsts[result.verdict])
        assert "`" not in told
    assert not set(words.outcomes.values()) & set(firsts.values())


SAID = {
    ("beylikova-694mt-ree", "en"): (
        "Impossible: share of its rock that would have to be oxide: 100 % (of 694 Mt of ore). "
        "Against it: estimates: > 954 kt (in 30.4 Mt of ore at 3.14 %, level D, some oxides, of "
        "1977), 12.5 Mt (no ore recorded, level E, of Oct 15, 2025, published later). Stated: "
        "694 Mt, 55.5 times 12.5 Mt. It is the tonnage of ore: 694 Mt."
    ),
    ("beylikova-694mt-ree", "tr"): (
        "Olanaksız: kayacının oksit olması gereken payı: %100 (694 Mt cevher üzerinden). Çelişen: "
        "tahminler: > 954 kt (%3,14 tenörlü 30,4 Mt cevherde, D düzeyi, bazı oksitler, 1977 "
        "tarihli), 12,5 Mt (cevheri kayıtlı değil, E düzeyi, 15 Eki 2025 tarihli, sonradan "
        "yayımlanan). Söylenen: 694 Mt; 12,5 Mt rakamının 55,5 katı. Bu, cevherin tonajıdır: "
        "694 Mt."
    ),
    ("beylikova-570mt-ree-in-690mt-ore", "en"): (
        "570 Mt of elements are 666–707 Mt of oxide. Impossible: share of its rock that would "
        "have to be oxide: 96.6–103 % (of its own 690 Mt of ore). Against it: estimates: > 954 kt "
        "(in 30.4 Mt of ore at 3.14 %, level D, some oxides, of 1977), 12.5 Mt (no ore recorded, "
        "level E, of Oct 15, 2025, published later). Stated: 666–707 Mt, 53.3–56.6 times 12.5 Mt. "
        "A thousandth of it is the ore fed a year: 570,000 t/y."
    ),
    ("beylikova-570mt-ree-in-690mt-ore", "tr"): (
        "570 Mt element, 666–707 Mt oksit eder. Olanaksız: kayacının oksit olması gereken payı: "
        "%96,6–103 (kendi verdiği 690 Mt cevher üzerinden). Çelişen: tahminler: > 954 kt (%3,14 "
        "tenörlü 30,4 Mt cevherde, D düzeyi, bazı oksitler, 1977 tarihli), 12,5 Mt (cevheri "
        "kayıtlı değil, E düzeyi, 15 Eki 2025 tarihli, sonradan yayımlanan). Söylenen: 666–707 Mt; "
        "12,5 Mt rakamının 53,3–56,6 katı. Binde biri yılda beslenen cevherdir: 570.000 t/yıl."
    ),
}


@pytest.mark.parametrize(("name", "lang"), SAID)
def test_figures_as_a_sentence(name: str, lang: Language, results: dict[str, Judgement]) -> None:
    assert figures_sentence(results[name], lang) == SAID[name, lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_beside_what_an_estimate_contains_stands_its_ore(
    lang: Language, bundled: Dataset, results: dict[str, Judgement]
) -> None:
    rows = {row["claim"]: row for row in bundled.estimates.to_dict("records")}
    say, told = speech(lang), 0
    for name, result in results.items():
        sentence = figures_sentence(result, lang)
        own = [check for check in result.checks if check.ground is not Ground.NO_SPLIT]
        for each in (used for check in own for used in check.used[:1]):
            ore = rows.get(each.claim, {}).get("ore_mt_text")
            if each.unit == "kt" and isinstance(ore, str):
                told += 1
                assert say.mass_of_kt((Quantity.parse(ore) * 1000).text, digits=3) in sentence, name
    assert told > 40


@pytest.mark.parametrize(
    ("name", "part"),
    [
        # the documented figure is of a small part of the 694 Mt that were announced
        ("beylikova-rank2-world", "ranked (~130 kt at 2.78 %, which makes ~4.68 Mt of ore, level"),
        ("beylikova-rank2-world", "With its 694 Mt of rock counted as oxide: rank 1."),
        ("beylikova-1000-years", "The 694 Mt of ore would feed the plant, at 570,000 t/y, for 1,2"),
        ("brook-1-7mt-proved", "Stated: 1.54 Mt, ~1.21 times ~1.27 Mt."),
        ("zhana-grade-above-bayan-obo", "Stated: 0.07 %; 5.6 % is 80 times as much."),
        ("serra-verde-only-outside-asia", "Stated: 5,000 t/y, 2.5 times 2,000 t/y."),
        ("china-90pct-of-assets", "Stated: 90 %, 1.31 times 68.6 %."),
        ("mountain-pass-15pct-world", "national table (United States): 15.4 %"),
        ("ukraine-rare-earth-list", "rare earths among the 3 that it names: 0."),
        ("india-8-52mt-reserves", "8.52 Mt (7.23 Mt + 1.29 Mt, no ore recorded, level C"),
        ("round-top-largest-us-heavy", "split (the heavy oxides of "),
    ],
)
def test_a_ground_says_what_it_rests_on(
    name: str, part: str, results: dict[str, Judgement]
) -> None:
    assert part in figures_sentence(results[name])
