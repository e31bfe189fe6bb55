"""Widths of letters against the metrics of the font that they are taken from."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import pytest

from geodeposits.report.letters import width_of

FONTS = Path(mpl.get_data_path()) / "fonts" / "pdfcorefonts"
LETTERS = (
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !"#$%&*+,-./:;<=>?@[]_{|}~()'
)
PROSE = "Best documented, as total oxides: 954 kt of 12 % TREO (indicated, JORC 2012), p. 7"


@pytest.fixture(scope="module")
def metrics() -> dict[str, dict[str, int]]:
    """Return the widths of letters in thousandths, by font."""
    fonts = {}
    for name in ("Helvetica", "Helvetica-Bold"):
        rows = (FONTS / f"{name}.afm").read_text("latin-1").splitlines()
        fields = [row.replace(";", " ").split() for row in rows if row.startswith("C ")]
        fonts[name] = {chr(int(row[1])): int(row[3]) for row in fields if int(row[1]) > 0}
    return fonts


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_as_wide_as_in_the_font(
    metrics: dict[str, dict[str, int]], letter: str
) -> None:
    assert round(width_of(letter) * 1000) == metrics["Helvetica"][letter]


def test_bold_prose_runs_as_wide_as_the_bold_font(metrics: dict[str, dict[str, int]]) -> None:
    wide = sum(metrics["Helvetica-Bold"][letter] for letter in PROSE) / 1000
    assert width_of(PROSE, bold=True) == pytest.approx(wide, rel=0.03)


@pytest.mark.parametrize(
    ("text", "like"), [("İŞĞÇÖÜ", "ISGCOU"), ("şğçöüı", "sgcoui"), ("é", "e"), ("ã", "a")]
)
def test_an_accent_takes_no_room(text: str, like: str) -> None:
    assert width_of(text) == pytest.approx(width_of(like), abs=0.06)


@pytest.mark.parametrize("text", ["₂₃", "²³"])
def test_small_digits_are_narrow(text: str) -> None:
    assert width_of(text) == pytest.approx(0.666)


def test_a_letter_of_another_script_has_room() -> None:
    assert width_of("矿") >= 0.6


def test_text_is_as_wide_as_its_letters() -> None:
    assert width_of("") == 0
    assert width_of(PROSE) == pytest.approx(sum(map(width_of, PROSE)))
