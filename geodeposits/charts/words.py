"""The phrases of the plots by language."""

from __future__ import annotations

from typing import Final

from geodeposits.charts.phrases import ChartWords
from geodeposits.charts.words_en import ENGLISH
from geodeposits.charts.words_tr import TURKISH
from geodeposits.speech import Language

__all__ = ["WORDS", "ChartWords"]

WORDS: Final[dict[Language, ChartWords]] = {"en": ENGLISH, "tr": TURKISH}
