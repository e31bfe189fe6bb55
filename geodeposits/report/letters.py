"""How wide letters are in Helvetica and in what has its measures: Arial, Liberation Sans."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

__all__ = ["width_of"]

_WIDTHS: Final[Mapping[int, str]] = {
    191: "'",
    222: "ijl‘’‚",
    260: "|",
    278: " !,./:;I[\\]ftı·",
    333: "()-r`¹²³“”",
    334: "{}",
    350: "•",
    355: '"',
    389: "*",
    400: "°",
    469: "^",
    500: "Jcksvxyz",
    549: "≤≥≠",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~÷×±−",
    611: "FTZøß",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQØ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1000: "—…Æ→",
    1015: "@",
}
"""Letters by their width in thousandths of the size of the type, from the font's metrics."""

_OF_LETTER: Final = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_BASE_DIGIT: Final = 333  # a subscript or superscript
_ANY: Final = 667
_BOLDER: Final = 1.07  # how much wider bold text runs


@cache
def width_of(text: str, *, bold: bool = False) -> float:
    """Return how wide a text is, in em; an accent takes no room."""
    width = sum(map(_letter, text)) / 1000
    return width * _BOLDER if bold else width


@cache
def _letter(letter: str) -> int:
    if (own := _OF_LETTER.get(letter)) is not None:
        return own
    form = unicodedata.normalize("NFKD", letter)[0]
    if form != letter and form.isdigit():
        return _BASE_DIGIT
    return _OF_LETTER.get(form, _ANY)
