"""Data as a block of text that no template and no HTML parser can mistake for anything else.

A container is: length of the header (4 bytes, little-endian), a JSON header that lists the blocks
(name, number of bytes), and the blocks one after the other. It is compressed with gzip and
written in 91 characters, 13 bits in two of them: a twelfth shorter than base64. `assets/codec.js`
reads it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

__all__ = ["VERSION", "container", "json_block", "packed", "written"]

VERSION: Final = 1
_UNKNOWN_SYSTEM: Final = 255  # RFC 1952, 2.3.1: keeps the platform out of the bytes


def json_block(value: Any) -> bytes:
    """Return compact JSON in UTF-8; NaN and infinity raise ValueError."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", errors="replace")


def container(blocks: Mapping[str, bytes]) -> bytes:
    """Join named blocks into one container, in the order given."""
    listed = [{"name": name, "bytes": len(block)} for name, block in blocks.items()]
    header = json_block({"version": VERSION, "blocks": listed})
    return b"".join([len(header).to_bytes(4, "little"), header, *blocks.values()])


_LARGE: Final = 4_000_000  # bytes from which the last percent costs seconds


def packed(content: bytes) -> str:
    """Compress with gzip (no time, no system; less hard where it is much) and write as text."""
    level = 9 if len(content) < _LARGE else 7
    compressed = bytearray(gzip.compress(content, compresslevel=level, mtime=0))
    compressed[9] = _UNKNOWN_SYSTEM
    return written(bytes(compressed))


_LETTERS: Final = np.array([code for code in range(0x21, 0x7F) if chr(code) not in "<&{"], np.uint8)
"""What begins a tag, an entity or an expression of a template is not among them."""
_BITS: Final = 13  # 2¹³ is just below 91²
_BITS_OF_ONE: Final = 6  # 2⁶ is below 91
_STRETCH: Final = 13  # bytes that eight numbers of 13 bits fill


def written(content: bytes) -> str:
    """Write bytes as text: each 13 bits, the lowest first, as a number with 91 as its base.

    The lower figure comes first. What is left in the end takes one figure if it has 6 bits or
    fewer, so that the length of the text tells that of the bytes.
    """
    whole, rest = divmod(8 * len(content), _BITS)
    figures = 2 * whole + (rest > 0) + (rest > _BITS_OF_ONE)
    numbers = _numbers(content)
    both = np.stack([numbers % len(_LETTERS), numbers // len(_LETTERS)], axis=-1)
    return _LETTERS[both.ravel()[:figures]].tobytes().decode("ascii")


def _numbers(content: bytes) -> np.ndarray[tuple[int, int], np.dtype[np.uint16]]:
    """Return the bits of bytes as numbers of 13 bits, eight a row, filled with zeros."""
    rows = -(-len(content) // _STRETCH)
    filled = np.frombuffer(content.ljust(rows * _STRETCH, b"\0"), np.uint8)
    stretches = np.zeros((rows, _STRETCH + 1), np.uint32)
    stretches[:, :_STRETCH] = filled.reshape(rows, _STRETCH)
    numbers = np.empty((rows, 8), np.uint16)
    for place in range(8):
        byte, shift = divmod(_BITS * place, 8)
        three = stretches[:, byte] | stretches[:, byte + 1] << 8 | stretches[:, byte + 2] << 16
        numbers[:, place] = three >> shift & (2**_BITS - 1)
    return numbers
