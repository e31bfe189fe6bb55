"""The texts that stand in the page's HTML before its script runs, and in the other language.

An element of `page.html` with `data-words="page.skip"` gets the text of that key, one with
`data-words-label="page.map"` gets it as its `aria-label`; the switch of languages writes the same
texts again.
"""

from __future__ import annotations

import html
import re
from typing import Final

from geodeposits.speech import Language

__all__ = ["page_texts", "with_texts"]

_TEXTS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "page.skip": "Skip to the table of deposits",
        "page.figures": "Figures shown",
        "page.language": "Language",
        "page.map": "Map",
        "page.legend": "Legend",
        "page.panel": "Deposits",
        "figures.headline": "Reported",
        "figures.documented": "Best documented",
        "arcs.layer": "Partners",
        "charts.gradeTonnage": "Grade and tonnage",
        "png.button": "Map as PNG",
    },
    "tr": {
        "page.skip": "Yatak tablosuna geç",
        "page.figures": "Gösterilen rakamlar",
        "page.language": "Dil",
        "page.map": "Harita",
        "page.legend": "Gösterim",
        "page.panel": "Yataklar",
        "figures.headline": "Bildirilen",
        "figures.documented": "En iyi belgelenen",
        "arcs.layer": "Ortaklar",
        "charts.gradeTonnage": "Tenör ve tonaj",
        "png.button": "Haritayı PNG olarak indir",
    },
}
_TEXTS_OF_ROWS: Final[dict[Language, dict[str, str]]] = {
    "en": {"page.skip": "Skip to the table", "page.panel": "Records"},
    "tr": {"page.skip": "Tabloya geç", "page.panel": "Kayıtlar"},
}
_PLACE: Final = re.compile(r'(<[^<>]*?) data-words(?P<label>-label)?="(?P<key>[\w.]+)"([^<>]*>)')


def page_texts(lang: Language, *, of_rows: bool = False) -> dict[str, str]:
    """Return the texts by key; a page of somebody's rows does not call them deposits."""
    return _TEXTS[lang] | (_TEXTS_OF_ROWS[lang] if of_rows else {})


def with_texts(template: str, texts: dict[str, str]) -> str:
    """Write the texts into a template of the page; KeyError for a key that has none."""

    def written(place: re.Match[str]) -> str:
        text = html.escape(texts[place["key"]])
        if place["label"]:
            return place[0].replace(" data-words-label", f' aria-label="{text}" data-words-label')
        return place[0] + text

    return _PLACE.sub(written, template)
