"""Which addresses a page may lead to; `webAddress` in `assets/dom.js` is the page's own rule."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["is_web_address"]


def is_web_address(text: str) -> bool:
    """Say whether a text is an http(s) address with a host: no other becomes a link."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
