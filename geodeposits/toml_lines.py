"""Where in a TOML text each key and each table stands, so that a complaint can name its line.

The standard parser gives values without lines. This scan finds the lines only; it relies on the
text being valid TOML, which the parser has established before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

__all__ = ["Place", "line_index", "line_of"]

Place = tuple[str | int, ...]

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_CLOSING = {'"""': re.compile(r'(?:\\.|[^\\])*?"""'), "'''": re.compile(r".*?'''")}
_QUOTES = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')


def line_index(text: str) -> dict[Place, int]:
    """Map places such as `("estimates", 2, "ore_mt")` to 1-based lines."""
    lines: dict[Place, int] = {(): 1}
    seen: Counter[Place] = Counter()
    table: Place = ()
    for number, line in _statements(text):
        if match := _TABLE.match(line):
            table = _table_place(match, seen)
            lines.setdefault(table, number)
        elif match := _KEY.match(line):
            lines.setdefault(table + _path(match[1]), number)
    return lines


def line_of(place: Place, lines: dict[Place, int]) -> int:
    """Return the line of a place, or of the nearest thing around it that has one."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _table_place(match: re.Match[str], seen: Counter[Place]) -> Place:
    path = _path(match[2])
    parent: Place = ()
    for part in path[:-1]:
        parent = (*parent, part)
        if seen[parent]:
            parent = (*parent, seen[parent] - 1)
    place = (*parent, path[-1])
    if match[1] == "[[":
        seen[place] += 1
        return (*place, seen[place] - 1)
    return place


def _path(text: str) -> tuple[str, ...]:
    parts = re.findall(r""""[^"]*"|'[^']*'|[\w-]+""", text)
    return tuple(part.strip("\"'") for part in parts)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines on which a statement begins: not inside a long string or an open bracket."""
    depth, quote = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if depth == 0 and not quote:
            yield number, line
        quote, depth = _after(line, quote, depth)


def _after(line: str, quote: str, depth: int) -> tuple[str, int]:
    """Return the open long quote and the bracket depth after a line."""
    position = 0
    while True:
        if quote:
            closing = _CLOSING[quote].match(line, position)
            if closing is None:
                return quote, depth
            position, quote = closing.end(), ""
        match = _QUOTES.search(line, position)
        bare = line[position : match.start()] if match else line[position:]
        depth += sum(bare.count(c) for c in "[{") - sum(bare.count(c) for c in "]}")
        if match is None:
            return quote, depth
        position = match.end()
        if match[0] in {'"""', "'''"}:
            quote = match[0]
