"""Cells of a table as texts, and addresses that are safe to link."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

__all__ = ["text_of", "web_address"]

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\{}|^]+", re.IGNORECASE)


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
