"""The words of dossiers and citations: every text of theirs that is not data, by language."""

from __future__ import annotations

from typing import Final

from geodeposits.report.terms import DossierWords
from geodeposits.report.words_en import ENGLISH
from geodeposits.report.words_tr import TURKISH
from geodeposits.speech import Language

__all__ = ["ENGLISH", "TURKISH", "WORDS", "DossierWords"]

WORDS: Final[dict[Language, DossierWords]] = {"en": ENGLISH, "tr": TURKISH}
