"""No label without its Turkish: the words of every room, and what the verbs print.

The crawl runs verbs on a small dataset whose own texts are all one meaningless word, in English and
in Turkish: a word that stands in both outputs is a label that was not translated, unless it is
listed as a name.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path
from string import Formatter
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest

import geodeposits
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import SCHEMAS
from geodeposits.elements import ELEMENTS, OXIDES
from geodeposits.package import package_files
from tests.cli_kit import Run, run

__all__ = ["run"]

PACKAGE = Path(__file__).resolve().parent.parent / "geodeposits"

# --- Words of rooms ------------------------------------------------------------------------------

Pair = tuple[str, Any, Any]
"""A place, and what stands there in English and in Turkish."""

ALIKE = {"TableWords.counted": "the sign n of statistics"}
"""Places whose words are the same in both languages, and why."""

ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|by|with|from|for|is|are|was|which|that|than|into|each|other|without|"
    r"unknown|deposits?|estimates?|grades?|levels?|country|sources?|figures?|shares?|total|"
    r"reported|documented|stated|resources?|reserves?|rank|year|none)\b",
    re.IGNORECASE,
)
TURKISH_LETTERS = re.compile("[çğıöşüÇĞİÖŞÜ]")


def modules_with_words() -> list[str]:
    """Name the modules that keep words by language, found by the type of what they keep."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if re.search(r": Final\[dict\[Language, \w+\]\] = ", path.read_text("utf-8")):
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            found.append(".".join(part for part in parts if part != "__init__"))
    return found


def rooms_of_words() -> Iterator[Pair]:
    """Yield (name, English, Turkish) for each class of words."""
    for name in modules_with_words():
        for value in vars(importlib.import_module(name)).values():
            is_words = isinstance(value, Mapping) and set(value) == {"en", "tr"}
            if is_words and is_dataclass(value["en"]):
                yield type(value["en"]).__name__, value["en"], value["tr"]


def pairs(place: str, english: Any, turkish: Any) -> Iterator[Pair]:
    """Yield the texts within words, with the place of each."""
    if is_dataclass(english):
        for each in fields(english):
            name = f"{place}.{each.name}"
            yield from pairs(name, getattr(english, each.name), getattr(turkish, each.name))
    elif isinstance(english, Mapping):
        assert list(english) == list(turkish), place
        for key in english:
            yield from pairs(f"{place}[{key}]", english[key], turkish[key])
    elif isinstance(english, list | tuple):
        assert len(english) == len(turkish), place
        for number, (one, two) in enumerate(zip(english, turkish, strict=True)):
            yield from pairs(f"{place}[{number}]", one, two)
    else:
        yield place, english, turkish


@cache
def words() -> list[Pair]:
    return [pair for room in rooms_of_words() for pair in pairs(*room)]


def texts() -> list[Pair]:
    return [pair for pair in words() if isinstance(pair[1], str)]


def test_the_rooms_that_speak_are_found() -> None:
    rooms = {name.split(".")[1] for name in modules_with_words()}
    assert rooms >= {"tables", "charts", "report"}
    assert len(texts()) > 200


def test_every_word_is_translated() -> None:
    has_words = [
        pair for pair in texts() if re.search(r"[^\W\d_]", re.sub(r"\{.*?\}", "", pair[1]))
    ]
    same = {place for place, english, turkish in has_words if english == turkish}
    assert same - set(ALIKE) == set(), "not translated"
    assert set(ALIKE) - same == set(), "listed as alike, but not so"


def test_both_languages_are_filled_with_the_same_things() -> None:
    for place, english, turkish in texts():
        assert placeholders(english) == placeholders(turkish), place


def placeholders(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


def test_turkish_holds_no_english_and_english_no_turkish() -> None:
    bare = [(place, re.sub(r"\{.*?\}", "", en), re.sub(r"\{.*?\}", "", tr))
            for place, en, tr in texts() if place not in ALIKE]  # fmt: skip
    english_in_turkish = {place: tr for place, _, tr in bare if ENGLISH_WORDS.search(tr)}
    turkish_in_english = {place: en for place, en, _ in bare if TURKISH_LETTERS.search(en)}
    assert english_in_turkish == {}
    assert turkish_in_english == {}


def test_texts_begin_and_end_alike() -> None:
    """A space or a mark at an end is put there for what follows."""
    for place, english, turkish in texts():
        for end in (0, -1):
            one, two = english[end:][:1] or " ", turkish[end:][:1] or " "
            assert one.isspace() == two.isspace(), place
    unlike = {
        place
        for place, english, turkish in texts()
        if english.endswith(".") != turkish.endswith(".") and len(english.split()) > 3
    }
    assert unlike == set()


def test_what_is_called_is_called_in_both() -> None:
    for place, english, turkish in words():
        if callable(english):
            assert callable(turkish), place
            assert english is not turkish, place


def test_the_tests_can_fail() -> None:
    found = list(pairs("words", {"a": ("x", "of"), "b": "y"}, {"a": ("x", "of"), "b": "ye"}))
    assert [place for place, _, _ in found] == ["words[a][0]", "words[a][1]", "words[b]"]
    assert found[2] == ("words[b]", "y", "ye")
    assert ENGLISH_WORDS.search("Yatakların Total")
    assert not ENGLISH_WORDS.search("toplam, ofis, ande")
    assert placeholders("{a} of {b:,}") == ["a", "b"]


# --- What the verbs print ------------------------------------------------------------------------

MASK = "Qqz"
"""The one word that stands for every text of the data."""
KEPT = {
    "id", "claim", "part_of", "key", "source", "origin", "occurrence_id", "other_id", "statement",
    "subject", "against", "scope", "types", "elements",
}  # fmt: skip
"""Columns that join tables or that verbs read."""
NO_TEXT = re.compile(
    rf"\d{{4}}(-\d\d){{0,2}}|[A-Z]{{2}}|https?:.*|(?:{'|'.join((*OXIDES, *ELEMENTS))})(; .*)?"
)
"""Dates, codes of countries, addresses and lists of oxides: what is read, not only shown."""

NAMES = {
    "geodeposits", "jorc", "umrek", "gkz", "unfc", "amd", "crirsco", "treo", "ree", "ndpr", "dytb",
    "mineral", "pilot", "hfse", "iocg", "usgs", "türkiye", "contributors", "mar",
    "not",  # a note, in Turkish
    "mcdonough", "sun", "lambert", "natural", "earth", "equal",  # people, a projection, a source
}  # fmt: skip
"""Words that are the same in both languages."""


CALLED_BY_NAME = re.compile(rf"\bgeodeposits \w+|--[\w-]+|\(TREO, REO\)|{'|'.join(OXIDES)}")
"""Commands and options, the bases by their terms, and formulae."""


def masked(part: Dataset) -> Dataset:
    """Return a dataset whose free texts are all the mask."""
    known = {each.name for each in fields(part)}
    tables = {name: _masked(name, table) for name, table in part.tables()}
    return replace(part, **{name: table for name, table in tables.items() if name in known})


def _masked(name: str, table: pd.DataFrame) -> pd.DataFrame:
    made = table.copy()
    terms = {each.name for each in SCHEMAS[name].columns if each.terms is not None}
    for column in made.columns:
        known = made[column].map(lambda value: isinstance(value, str))
        joins = column in KEPT or column.endswith(("_source", "_claim"))
        numbers = column.endswith("_text") and column.removesuffix("_text") + "_low" in made
        if known.any() and not (joins or numbers or column in terms):
            texts = made.loc[known, column]
            made.loc[known, column] = texts.where(texts.map(_is_no_text), MASK)
    return made


def _is_no_text(text: str) -> bool:
    return NO_TEXT.fullmatch(text) is not None


@dataclass(frozen=True)
class Small:
    """A few deposits, the data package of them, and the words that they say themselves."""

    dataset: Dataset
    folder: Path
    words: frozenset[str]


@pytest.fixture(scope="module")
def small(bundled: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Deposits with every table and without a text of their own.

    What the checks find is said in English and shown as words of the data, in any language.
    """
    part = masked(bundled.filter(country=["TR", "GL"]))
    folder = tmp_path_factory.mktemp("small") / "data"
    for name, content in package_files(part).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    found = geodeposits.run(geodeposits.read(folder)).findings
    texts = (
        *(finding.message for finding in found),
        *(
            key
            for name, table in part.tables()
            for key in table.get("source", pd.Series()).dropna()
        ),
        *part.deposits["id"],
        *(urlsplit(url).netloc for url in part.sources["url"].dropna()),
        str(part.info.model_dump()),
        MASK,
    )
    return Small(part, folder, frozenset(words_of(" ".join(texts))))


def words_of(text: str) -> set[str]:
    """Return the words of three letters or more, without tags, comments, styles and addresses."""
    text = re.sub(r"(?s)<!--.*?-->", " ", text)
    text = CALLED_BY_NAME.sub(" ", text)
    if "<html" in text:
        text = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", text)
        told = re.findall(r'\b(?:alt|title|aria-label)="([^"]*)"', text)
        text = unescape(" ".join((re.sub(r"(?s)<[^>]*>", " ", text), *told)))
    text = re.sub(r"https?://\S+|\bdata:\S+", " ", text)
    return {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", text)}


def english_of(turkish: str, small: Small) -> set[str]:
    """Return the English words of a Turkish output that are no words of the data."""
    said = words_of(turkish) - NAMES - small.words
    return {word for word in said if ENGLISH_WORDS.fullmatch(word)}


def in_both(english: str, turkish: str, small: Small) -> set[str]:
    """Return the words of both outputs that are neither names nor words of the data."""
    return (words_of(english) & words_of(turkish)) - NAMES - small.words


OUTPUTS = (
    ("table",),
    ("table", "--by", "type", "--format", "md"),
    ("table", "--by", "status", "--long", "--format", "html"),
    ("table", "--by", "decade", "--measures", "deposits,ore,reo,contained,grade,ndpr,dytb"),
    ("table", "--by", "partner-country", "--figure", "documented"),
    ("claims",),
    ("claims", "--format", "html"),
    ("report", "tr-beylikova", "--no-plots"),
    ("report", "tr-beylikova", "--no-plots", "--format", "md"),
    ("report", "tr-beylikova", "gl-kvanefjeld", "--format", "html"),
    ("cite",),
    ("cite", "tr-beylikova"),
    ("rank", "tr-beylikova"),
    ("rank", "all", "--format", "md"),
)


@pytest.mark.parametrize("verb", OUTPUTS, ids=" ".join)
def test_no_word_of_ours_is_english_in_turkish(verb: tuple[str, ...], small: Small, run: Run):
    printed = {}
    for lang in ("en", "tr"):
        never = ("--fail-on", "never") if verb[0] == "report" else ()
        result = run(*verb, small.folder, "--lang", lang, *never)
        assert result.code == 0, result.err
        printed[lang] = result.out
    assert len(words_of(printed["tr"])) > 10
    assert in_both(printed["en"], printed["tr"], small) == set()
    assert english_of(printed["tr"], small) == set()


@pytest.mark.parametrize("kind", ["grade-tonnage", "ree-pattern", "oxides", "cumulative",
                                  "estimates", "partners", "world", "locator"])  # fmt: skip
def test_no_word_of_a_plot_is_english_in_turkish(kind: str, small: Small):
    charts = pytest.importorskip("geodeposits.charts")
    from matplotlib.text import Text

    of_one = charts.KINDS[kind].takes == "one"
    told = {}
    for lang in ("en", "tr"):
        drawn = charts.plot(small.dataset, kind, ("tr-beylikova",) if of_one else (), lang=lang)
        written = [each.get_text() for each in drawn.findobj(Text)]
        told[lang] = " ".join((drawn.heading, drawn.description, *drawn.notes, *written))
    assert len(words_of(told["tr"])) > 5
    assert in_both(told["en"], told["tr"], small) == set()
    assert english_of(told["tr"], small) == set()


def test_the_crawl_can_fail(small: Small):
    alone = Small(small.dataset, small.folder, frozenset({"qqz"}))
    assert in_both("Contained oxide of Qqz", "Qqz: oxide 5 Mt", alone) == {"oxide"}
    assert english_of("Qqz yatakları and tenörü", alone) == {"and"}
    assert english_of("Qqz yatakları ve tenörü, NdPr", alone) == set()
    assert words_of("<html><style>width</style><img alt='x' title=\"Harita\"><b>CeO2 payı</b>") == {
        "harita",
        "payı",
    }
