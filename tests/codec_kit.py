"""The text of a page's blocks read back, by the description of the format alone."""

from __future__ import annotations

LETTERS = (
    "!\"#$%'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz|}~"
)
FIGURE_OF = {letter: figure for figure, letter in enumerate(LETTERS)}


def bytes_of(text: str) -> bytes:
    """Return the bytes that `geodeposits.maps.container.written` wrote."""
    figures = [FIGURE_OF[letter] for letter in text]
    found = bytearray()
    bits = held = 0
    for low, high in zip(figures[::2], figures[1::2], strict=False):
        bits |= (low + 91 * high) << held
        held += 13
        while held >= 8:
            found.append(bits & 0xFF)
            bits >>= 8
            held -= 8
    if len(figures) % 2:
        bits |= figures[-1] << held
        held += 6
        if held >= 8:
            found.append(bits & 0xFF)
    return bytes(found)
