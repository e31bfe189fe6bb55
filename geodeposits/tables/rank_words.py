"""What a ranking says, in each language: one sentence a line that can be quoted."""

from __future__ import annotations

from typing import Final

from geodeposits.speech import Language, speech
from geodeposits.tables.rank_terms import RankWords
from geodeposits.tables.rank_words_en import ENGLISH
from geodeposits.tables.rank_words_tr import TURKISH

__all__ = ["RANK_WORDS", "RankWords", "place_shown"]

RANK_WORDS: Final[dict[Language, RankWords]] = {"en": ENGLISH, "tr": TURKISH}


def place_shown(place: int | None, best: int, worst: int, lang: Language) -> str:
    """Write a place and, where bounds leave room, the best and the worst: `14 (2–14)`.

    All claims together have no one place: `3–151`.
    """
    integer = speech(lang).integer
    if best == worst:
        return integer(best)
    if place is None:
        return f"{integer(best)}–{integer(worst)}"
    return RANK_WORDS[lang].span.format(at=integer(place), best=integer(best), worst=integer(worst))
