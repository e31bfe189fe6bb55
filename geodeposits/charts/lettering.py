"""Letters: one font that comes with matplotlib, measured in points before anything is drawn.

Text from data is drawn as it is: no mathematics is read into it, and what would steer a line or is
missing in the font is shown by other signs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import PurePath
from typing import Any, Final

import matplotlib as mpl
from anyascii import anyascii
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import text_to_path

from geodeposits.characters import visible
from geodeposits.charts.style import INK, SIZE_OF_TEXT

__all__ = [
    "LEADING",
    "drawable",
    "font",
    "height_pt",
    "lettered",
    "shortened",
    "width_pt",
    "wrapped",
]

LEADING: Final = 1.32
"""Height of a line in sizes of its letters."""

_MOST_LETTERS: Final = 600
"""No line has more letters, however little room they take: measuring them takes its time."""

_FILES: Final = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}


def font(size: float = SIZE_OF_TEXT, *, bold: bool = False) -> FontProperties:
    """Return the font of all plots, from matplotlib's own files, not from the system's."""
    return FontProperties(fname=_path(bold), size=size)


def lettered(size: float = SIZE_OF_TEXT, *, bold: bool = False, **more: Any) -> dict[str, Any]:
    """Return what a text artist is made with: font, colour, and no mathematics."""
    return {
        "fontproperties": font(size, bold=bold),
        "parse_math": False,
        "color": INK,
        **more,
    }


@cache
def _path(bold: bool) -> str:
    return str(PurePath(mpl.get_data_path(), "fonts", "ttf", _FILES[bold]))


@cache
def _letters(bold: bool) -> frozenset[int]:
    return frozenset(get_font(_path(bold)).get_charmap())


@lru_cache(maxsize=1 << 12)
def drawable(text: str) -> str:
    """Return a text of letters that the font has, on one line.

    Controls are shown as `visible` shows them; a letter that the font lacks is written in Latin
    letters, or by its number.
    """
    shown = visible(" ".join(text.split()))
    return "".join(_drawable(letter) for letter in shown)


def _drawable(letter: str) -> str:
    known = _letters(False) & _letters(True)
    if ord(letter) in known:
        return letter
    latin = anyascii(letter)
    return latin if latin and latin.isprintable() else f"<U+{ord(letter):04X}>"


@lru_cache(maxsize=1 << 14)
def width_pt(text: str, size: float = SIZE_OF_TEXT, *, bold: bool = False) -> float:
    """Return the width of a line of text in points."""
    if not text:
        return 0.0
    width, _, _ = text_to_path.get_text_width_height_descent(
        text, font(size, bold=bold), ismath=False
    )
    return float(width)


def height_pt(lines: int, size: float = SIZE_OF_TEXT) -> float:
    """Return the height of so many lines in points."""
    return lines * size * LEADING


def wrapped(
    text: str, width: float, size: float = SIZE_OF_TEXT, *, bold: bool = False
) -> list[str]:
    """Break a text into lines of at most `width` points; a word that is longer is broken too."""
    lines: list[str] = []
    line = ""
    for word in _words(text, width, size, bold=bold):
        longer = f"{line} {word}".strip()
        if line and width_pt(longer, size, bold=bold) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def _words(text: str, width: float, size: float, *, bold: bool) -> Iterator[str]:
    """Yield words, those that are too long in pieces of one letter at least."""
    for word in text.split(" "):
        rest = word
        while len(rest) > 1 and not _fits(rest, width, size, bold=bold):
            fitting = max(_fitting(rest, width, size, bold=bold), 1)
            yield rest[:fitting]
            rest = rest[fitting:]
        yield rest


def _fitting(text: str, width: float, size: float, *, bold: bool, end: str = "") -> int:
    """Return how many letters of a text fit, with an end behind them."""

    def wide(letters: int) -> float:
        return width_pt(text[:letters] + end, size, bold=bold)

    return bisect_right(range(1, min(len(text), _MOST_LETTERS) + 1), width, key=wide)


def _fits(text: str, width: float, size: float, *, bold: bool) -> bool:
    return len(text) <= _MOST_LETTERS and width_pt(text, size, bold=bold) <= width


def shortened(text: str, width: float, size: float = SIZE_OF_TEXT, *, bold: bool = False) -> str:
    """Cut a text to at most `width` points, with an ellipsis where something is cut."""
    if _fits(text, width, size, bold=bold):
        return text
    kept = text[: _fitting(text, width, size, bold=bold, end="…")].rstrip(" ,.;:(")
    return f"{kept}…"
