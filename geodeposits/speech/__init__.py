"""How the atlas speaks: terms, countries, figures and dates, in English or in Turkish.

`speech("tr")` is the one object that a room words its output with; what only one room says is in
that room's own words.
"""

from __future__ import annotations

from geodeposits.speech.english import Speech
from geodeposits.speech.languages import LANGUAGES, Language
from geodeposits.speech.terms import label
from geodeposits.speech.turkish import Turkish

__all__ = ["LANGUAGES", "Language", "Speech", "label", "speech"]


def speech(lang: Language) -> Speech:
    """Return how a language is spoken; ValueError for one that there are no words for."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang is one of {', '.join(LANGUAGES)}, not {lang!r}")
    return Turkish() if lang == "tr" else Speech()
