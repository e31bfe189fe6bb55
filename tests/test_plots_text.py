"""Texts of a plot: names from data drawn as text, broken to their room, in two languages."""

from __future__ import annotations

import re
import time
from dataclasses import fields

import pytest

from geodeposits import charts
from geodeposits.charts import words as chart_words
from geodeposits.charts.lettering import drawable, shortened, width_pt, wrapped
from geodeposits.dataset import Dataset
from geodeposits.normalisation import CHONDRITES
from geodeposits.speech import LANGUAGES
from geodeposits.vocab import EvidenceLevel
from tests.plots_kit import dataset, deposit, drawn, shares, svg_root, texts, whole

# --- Text from data ------------------------------------------------------------------------------


HOSTILE = [
    "$\\frac{1}{2}$ </svg><script>alert(1)</script>",
    "\x1b[31mred\x07 \u202egnirts \ud800",
    "白云鄂博 Баян-Обо ߷",
    "A" * 400,
    "%s {0} {name} {}",
    "two\nlines\tand a tab",
    "&lt;b&gt; ]]> <!-- -->",
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_hostile_name_is_drawn_as_text(kind: str, name: str) -> None:
    plot = drawn(whole(name), kind, "tr-one")
    content = charts.svg_bytes(plot)
    root = svg_root(content)
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    assert b"<script" not in content
    if list(charts.KINDS).index(kind) % len(HOSTILE) == HOSTILE.index(name):  # each name, each kind
        assert len(charts.png_bytes(plot)) > 1000
        assert len(charts.pdf_bytes(plot)) > 1000


def test_all_hostile_names_are_drawn_in_one_picture() -> None:
    many = dataset(
        deposits=[deposit(f"tr-{at}", name=name) for at, name in enumerate(HOSTILE)],
        oxides=[shares(f"tr-{at}", La2O3=30, CeO2=50, Nd2O3=20) for at in range(len(HOSTILE))],
    )
    plot = charts.oxide_bars(many)
    assert len(charts.png_bytes(plot)) > 1000
    assert len(charts.pdf_bytes(plot)) > 1000


def test_mathematics_in_a_name_is_literal_and_controls_are_seen() -> None:
    shown = " ".join(texts(charts.partner_timeline(whole("$x^2$ \x07\u202e"), "tr-one")))
    assert "$x^2$" in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert "<U+202E>" in shown


def test_letters_that_the_font_lacks_are_written_in_others() -> None:
    assert drawable("Beylikova, Eskişehir: Kızılcaören ≥ 1 Mt₂") == (
        "Beylikova, Eskişehir: Kızılcaören ≥ 1 Mt₂"
    )
    assert re.fullmatch(r"[A-Za-z ]+", drawable("白云鄂博"))
    assert drawable("a\U0010fffeb") == "a<U+10FFFE>b"


def test_text_is_broken_and_cut_to_its_room() -> None:
    words = "the quick brown fox " * 4 + "x" * 200
    for line in wrapped(words.strip(), 90):
        assert width_pt(line) <= 90
    assert "".join(wrapped(words.strip(), 90)).replace(" ", "") == words.replace(" ", "")
    cut = shortened(words, 90)
    assert cut.endswith("…")
    assert width_pt(cut) <= 90
    assert shortened("short", 90) == "short"
    started = time.process_time()
    assert len(wrapped("W" * 20_000, 90)) > 1000
    assert shortened("W" * 20_000, 90).endswith("W…")
    assert time.process_time() - started < 20


# --- Languages -----------------------------------------------------------------------------------


def spoken(words: object) -> dict[str, str]:
    found = {}
    for field in fields(words):  # type: ignore[arg-type]
        value = getattr(words, field.name)
        if isinstance(value, str):
            found[field.name] = value
        elif isinstance(value, dict):
            found |= {f"{field.name}.{key}": text for key, text in value.items()}
    return found


def test_both_languages_say_the_same_with_the_same_blanks() -> None:
    english, turkish = (spoken(chart_words.WORDS[lang]) for lang in LANGUAGES)
    assert set(english) == set(turkish)
    for name, phrase in english.items():
        assert turkish[name], name
        assert turkish[name] != phrase or name == "locator"  # names alone
        blanks = [sorted(re.findall(r"\{(\w+)\}", text)) for text in (phrase, turkish[name])]
        assert blanks[0] == blanks[1], name
    for words in (english, turkish):
        assert {name for name in words if name.startswith("levels.")} == {
            f"levels.{level}" for level in EvidenceLevel
        }
        assert {n for n in words if n.startswith("described.")} == {
            f"described.{kind}" for kind in charts.KINDS
        }
        assert {n for n in words if n.startswith("references.")} == {
            f"references.{key}" for key in CHONDRITES
        }


LEFT_IN_ENGLISH = re.compile(
    r"\b(deposits?|grade|ore|reported|evidence|type|estimates?|undated|talks|stalled|ended|"
    r"exploration|operator|party|border|projection|data|version|share|worked|not|the|of|and|with)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_turkish_plot_has_no_english_label_left(kind: str) -> None:
    data = whole("Kızılcaören")
    plot = drawn(data, kind, "tr-one", lang="tr")
    said = [*texts(plot), plot.heading, plot.description, *plot.notes]
    own = ["A tiny atlas", "Somebody"]  # of the data
    for text in said:
        rest = text
        for known in own:
            rest = rest.replace(known, "")
        assert not LEFT_IN_ENGLISH.search(rest), text
    english = drawn(data, kind, "tr-one", lang="en")
    assert plot.heading != english.heading or kind == "locator"
    assert "," in "".join(re.findall(r"\d[.,]\d", " ".join(said))) or kind in {
        "partners", "cumulative", "oxides", "ree-pattern", "world", "grade-tonnage", "estimates",
    }  # fmt: skip


def test_numbers_and_dates_are_turkish(published: Dataset) -> None:
    shown = " ".join(texts(charts.grade_tonnage(published, lang="tr")))
    assert "0,01" in shown
    assert "1.000 Mt" in shown
    assert "0.01" not in shown
    assert "Eki 2025" in " ".join(
        texts(charts.partner_timeline(published, "tr-beylikova", lang="tr"))
    )
    assert "39,6194° K" in " ".join(texts(charts.locator_map(published, "tr-beylikova", lang="tr")))


def test_another_language_is_refused(published: Dataset) -> None:
    with pytest.raises(ValueError, match="lang"):
        charts.world_map(published, lang="de")  # type: ignore[arg-type]
