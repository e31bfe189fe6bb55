"""The languages that the atlas is worded in."""

from __future__ import annotations

from typing import Final, Literal

__all__ = ["LANGUAGES", "Language"]

Language = Literal["en", "tr"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "tr")
