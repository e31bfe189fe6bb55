"""Lines of TOML: every key and table of a text is found where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geodeposits.toml_lines import Place, line_index, line_of
from tests.seeds_kit import SEEDS

TEXT = '''# a comment with [brackets] and "quotes
name = "A # no comment"        # line 2
country = 'TR'
aliases = [
    "one ] [ two",             # ] a bracket in a comment
    "three",
]
note = """
[[estimates]]
name = "not a key"
"""
[classification]               # line 12
type = "x"
cite = { source = "a", at = "p. [1]" }

[[positions]]
lat = 1
lon = 2

[[ positions ]]                # line 20
lat = 3

[[estimates]]
"quoted key" = 1
[[estimates.parts]]            # line 25
ore_mt = 1
[[estimates.parts]]
ore_mt = 2
[[estimates]]
[[estimates.parts]]            # line 30
ore_mt = 3
[[plants]]
[plants.other_t_per_y]
barite = 5
cite.source = "dotted"         # line 35
'''

PLACES: list[tuple[Place, int]] = [
    ((), 1),
    (("name",), 2),
    (("country",), 3),
    (("aliases",), 4),
    (("note",), 8),
    (("classification",), 12),
    (("classification", "type"), 13),
    (("classification", "cite"), 14),
    (("positions", 0), 16),
    (("positions", 0, "lat"), 17),
    (("positions", 0, "lon"), 18),
    (("positions", 1), 20),
    (("positions", 1, "lat"), 21),
    (("estimates", 0), 23),
    (("estimates", 0, "quoted key"), 24),
    (("estimates", 0, "parts", 0), 25),
    (("estimates", 0, "parts", 0, "ore_mt"), 26),
    (("estimates", 0, "parts", 1), 27),
    (("estimates", 0, "parts", 1, "ore_mt"), 28),
    (("estimates", 1), 29),
    (("estimates", 1, "parts", 0), 30),
    (("estimates", 1, "parts", 0, "ore_mt"), 31),
    (("plants", 0), 32),
    (("plants", 0, "other_t_per_y"), 33),
    (("plants", 0, "other_t_per_y", "barite"), 34),
    (("plants", 0, "other_t_per_y", "cite", "source"), 35),
]


def test_the_sample_is_toml() -> None:
    assert tomllib.loads(TEXT)["estimates"][0]["parts"][1]["ore_mt"] == 2


@pytest.mark.parametrize(("place", "line"), PLACES, ids=str)
def test_place(place: Place, line: int) -> None:
    assert line_index(TEXT)[place] == line


def test_nothing_else_is_a_place() -> None:
    assert set(line_index(TEXT)) == {place for place, _ in PLACES}


def test_carriage_returns_do_not_matter() -> None:
    assert line_index(TEXT.replace("\n", "\r\n")) == line_index(TEXT)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("positions", 1, "lon"), 20),
        (("classification", "cite", "source"), 14),
        (("estimates", 0, "parts", 1, "grade_pct"), 27),
        (("nothing",), 1),
        (("positions", 7, "lat"), 1),
    ],
)
def test_a_place_without_a_line_has_that_of_what_is_around_it(place: Place, line: int) -> None:
    assert line_of(place, line_index(TEXT)) == line


def test_without_any_line_it_is_the_first() -> None:
    assert line_of(("a",), {}) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a = """one"""\nlast = 1', 2),
        ('a = """one\ntwo"""\nlast = 1', 3),
        ('a = """one \\""" still\n[x]\n"""\nlast = 1', 4),
        ("a = '''one\n\"\"\"\n[x]\n'''\nlast = 1", 5),
        ('a = """ends in a quote""""\nlast = 1', 2),
        ("a = '''c:\\'''\nlast = 1", 2),
        ('a = "\\""\nlast = 1', 2),
        ("a = 'c:\\'\nlast = 1", 2),
        ('a = "#"\nlast = 1', 2),
        ("a = [ # [[[\n 1,\n [2]\n]\nlast = 1", 5),
        ("a = [\n{ b = ']' },\n{ b = 2 }\n]\nlast = 1", 5),
        ("a = { b = [1], c = { d = 2 } }\nlast = 1", 2),
        ('a = "line\u2028separator\x85and next"\nlast = 1', 2),
        ("a = 1 # \u2028 in a comment\nlast = 1", 2),
        ("\n\n   \nlast = 1", 4),
        ("last = 1\n", 1),
        ("'last' = 1", 1),
        ("last=1", 1),
        ("  last\t= 1", 1),
    ],
)
def test_what_stands_before_does_not_shift_a_line(text: str, line: int) -> None:
    assert "last" in tomllib.loads(text)
    assert line_index(text)[("last",)] == line


def _tables(content: Any, place: Place = ()) -> list[Place]:
    """Return the places of all keys of tables and arrays of tables."""
    found = []
    for key, value in content.items():
        found.append((*place, key))
        if isinstance(value, dict):
            found += _tables(value, (*place, key))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    found += _tables(item, (*place, key, index))
    return found


def _misplaced(path: Path) -> Iterator[str]:
    """Yield the keys of a seed that are said to stand on a line where they do not."""
    text = path.read_text("utf-8")
    content, lines, written = tomllib.loads(text), line_index(text), text.split("\n")
    for place in _tables(content):
        if place in lines:
            line, wanted = lines[place], str(place[-1]) in written[lines[place] - 1]
        else:  # inside braces, or the name of a whole array of tables
            line = line_of(place, lines)
            wanted = line >= 1
        if not wanted:
            yield f"{path.name}:{line}: {place}"
    for index in range(len(content.get("positions", []))):
        head, lat = lines[("positions", index)], lines[("positions", index, "lat")]
        if written[head - 1].strip() != "[[positions]]":
            yield f"{path.name}:{head}: [[positions]]"
        if not written[lat - 1].startswith("lat"):
            yield f"{path.name}:{lat}: lat"


def test_keys_of_real_seeds_stand_on_their_lines() -> None:
    paths = sorted((SEEDS / "deposits").glob("*.toml"))
    assert len(paths) >= 300
    assert [each for path in paths for each in _misplaced(path)] == []


@pytest.mark.parametrize("text", ["a = 'x [ # \"'", 'a = "x { # \'"', "a = 1 # ] }", "[a] # [b"])
def test_brackets_in_quotes_and_comments_open_nothing(text: str) -> None:
    assert line_index(f"{text}\nb = 2\n")[("a", "b") if text.startswith("[") else ("b",)] == 2
