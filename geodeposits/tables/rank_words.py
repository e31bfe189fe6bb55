"""What a ranking says, in each language: one sentence a line that can be quoted."""

from __future__ import annotations

from typing import Final

from geodeposits.speech import Language
from geodeposits.tables.rank_terms import RankWords
from geodeposits.tables.rank_words_en import ENGLISH
from geodeposits.tables.rank_words_tr import TURKISH

__all__ = ["RANK_WORDS", "RankWords"]

RANK_WORDS: Final[dict[Language, RankWords]] = {"en": ENGLISH, "tr": TURKISH}
