"""Characters that would steer a terminal, reorder a line or break a file, made visible."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["as_text_cell", "json_text", "one_line_json", "visible"]

_STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""C0 and C1 controls, marks and controls of direction, separators of lines, lone surrogates."""
_PICTURES: Final = 0x2400  # block "Control Pictures": U+2400 NULL to U+241F, U+2421 DELETE
_DELETE: Final = 0x7F
_SPACE: Final = 0x20
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def visible(text: str) -> str:
    """Show what would steer a terminal or reorder a line: ESC as "␛", others as "<U+202E>".

    Covers C0 and C1 controls, separators of lines and paragraphs, marks and controls of direction,
    and lone surrogates. Everything else stays as it is.
    """
    return _STEERING.sub(lambda match: _shown(match[0]), text)


def as_text_cell(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula, made visible.

    One that begins like a formula (= + - @ TAB CR, also in full width) gets an apostrophe first.
    """
    return visible(f"'{text}" if text.startswith(_FORMULA) else text)


def _shown(letter: str) -> str:
    number = ord(letter)
    if number < _SPACE:
        return chr(_PICTURES + number)
    if number == _DELETE:
        return "\u2421"
    return f"<U+{number:04X}>"


def json_text(content: Mapping[str, Any] | list[Any], *, sort_keys: bool = False) -> str:
    r"""Write JSON, indented by two, with LF at its end; what `visible` shows is `\u....` here."""
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, sort_keys=sort_keys)
    return "\n".join(map(_escaped, text.split("\n"))) + "\n"


def one_line_json(content: Mapping[str, Any]) -> str:
    r"""Write JSON on one line, keys sorted; what `visible` shows is `\u....` here."""
    return _escaped(json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=True))


def _escaped(line: str) -> str:
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
