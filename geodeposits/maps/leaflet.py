"""Leaflet as text to put into a page: script, style sheet, images as data URIs.

Leaflet 1.9.3 (BSD-2-Clause) is taken from the installed package `xstatic-leaflet`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["ICON_NAMES", "icon_uris", "leaflet_css", "leaflet_js"]

ICON_NAMES: Final = {
    "iconUrl": "marker-icon.png",
    "iconRetinaUrl": "marker-icon-2x.png",
    "shadowUrl": "marker-shadow.png",
}
"""Option of Leaflet's default icon -> the image it names."""

_IMAGE: Final = re.compile(r"url\(images/([\w.-]+\.png)\)")
_VML: Final = re.compile(r"^\.(?:leaflet-vml-shape|lvml) \{[^}]*\}\n", re.MULTILINE)
_SOURCE_MAP: Final = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@cache
def leaflet_js() -> str:
    """Return Leaflet's script without the line that names its source map."""
    return _SOURCE_MAP.sub("", _text("leaflet.js")).strip() + "\n"


@cache
def leaflet_css() -> str:
    """Return Leaflet's style sheet with its images as data URIs.

    Its rules for VML are left out: what drew with it, Internet Explorer 8, cannot show the page,
    and `behavior` is no property of CSS.
    """
    living = _VML.sub("", _text("leaflet.css"))
    return _IMAGE.sub(lambda match: f'url("{_image_uri(match[1])}")', living)


@cache
def icon_uris() -> dict[str, str]:
    """Return the images of Leaflet's default marker as data URIs, by option name."""
    return {option: _image_uri(name) for option, name in ICON_NAMES.items()}


def _folder() -> Path:
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR)


def _text(name: str) -> str:
    return (_folder() / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _image_uri(name: str) -> str:
    content = (_folder() / "images" / name).read_bytes()
    return f"data:image/png;base64,{b64encode(content).decode('ascii')}"
