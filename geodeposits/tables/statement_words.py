"""Words around statements that were tested, by language."""

from __future__ import annotations

from typing import Final

from geodeposits.speech import Language
from geodeposits.tables.statement_frame import StatementWords
from geodeposits.tables.statement_words_en import ENGLISH
from geodeposits.tables.statement_words_tr import TURKISH

__all__ = ["STATEMENT_WORDS", "StatementWords"]

STATEMENT_WORDS: Final[dict[Language, StatementWords]] = {"en": ENGLISH, "tr": TURKISH}
