"""Data as a block of text that no template and no HTML parser can mistake for anything else.

A container is: length of the header (4 bytes, little-endian), a JSON header that lists the blocks
(name, number of bytes), and the blocks one after the other. It is compressed with gzip and
written in base64. `assets/codec.js` reads it.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["VERSION", "container", "json_block", "packed"]

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
    """Compress with gzip (no time, no system; less hard where it is much) and write in base64."""
    level = 9 if len(content) < _LARGE else 7
    compressed = bytearray(gzip.compress(content, compresslevel=level, mtime=0))
    compressed[9] = _UNKNOWN_SYSTEM
    return b64encode(compressed).decode("ascii")
