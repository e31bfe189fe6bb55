"""The order of the alphabet in each language."""

from __future__ import annotations

from typing import Final

from geodeposits.dataset.filters import fold
from geodeposits.speech import Language

__all__ = ["alphabetical"]

_TURKISH: Final = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"


def alphabetical(name: str, lang: Language) -> str:
    """Return a text by which a name is sorted among others in a language."""
    if lang != "tr":
        return fold(name)
    return "".join(map(_in_turkish_order, name.replace("I", "ı").replace("İ", "i").lower()))


def _in_turkish_order(letter: str) -> str:
    """Return a sign that sorts where a letter stands in the Turkish alphabet."""
    place = _TURKISH.find(letter)
    return chr(ord("a") + place) if place >= 0 else fold(letter)
