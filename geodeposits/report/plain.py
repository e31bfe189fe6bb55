"""Text from data made fit to print: nothing in it drives a terminal or hides in a line."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

__all__ = ["text_of", "visible", "web_address"]

_PICTURES: Final = 0x2400  # block "Control Pictures": U+2400 NULL to U+241F, U+2421 DELETE
_DELETE: Final = 0x7F
_SPACE: Final = 0x20
_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\{}|^]+", re.IGNORECASE)


def visible(text: str) -> str:
    """Show what would steer a terminal or reorder a line: ESC as "␛", others as "<U+202E>".

    Covers C0 and C1 controls, line and paragraph separators, bidirectional controls and lone
    surrogates. Everything else stays as it is.
    """
    return _HIDDEN.sub(lambda match: _shown(match[0]), text)


def _shown(letter: str) -> str:
    number = ord(letter)
    if number < _SPACE:
        return chr(_PICTURES + number)
    if number == _DELETE:
        return "\u2421"
    return f"<U+{number:04X}>"


def text_of(value: object) -> str:
    """Return a cell as a text: "" for a missing one."""
    return value if isinstance(value, str) else ""


def web_address(value: object) -> str:
    """Return an http or https address that is safe to link, or ""."""
    text = text_of(value)
    if not _ADDRESS.fullmatch(text) or any(unicodedata.category(c)[0] == "C" for c in text):
        return ""
    try:
        return text if urlsplit(text).hostname else ""
    except ValueError:
        return ""
