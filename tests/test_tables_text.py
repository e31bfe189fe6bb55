"""A table in a terminal: every number within its width."""

from __future__ import annotations

import re
from typing import Any

import pytest

from geodeposits.tables import Grid, Number, Text, write
from tests.grid_kit import GRID, SHOWN


@pytest.mark.parametrize("lang", ["en", "tr"])
@pytest.mark.parametrize("width", [80, 100, 200])
def test_text_holds_every_number_within_its_width(lang: Any, width: int):
    from rich.cells import cell_len

    text = write(GRID, "text", lang, width=width)
    assert isinstance(text, str)
    assert max(map(cell_len, text.split("\n"))) <= width
    assert "\x1b" not in text
    assert "\u202e" not in text
    flat = re.sub(r"\s+", " ", text)
    for _, row in SHOWN[lang]:
        for cell in row[2:]:
            assert cell in flat
    assert not any(line.endswith(" ") for line in text.split("\n"))


def test_a_table_too_wide_stands_in_blocks_that_repeat_its_key():
    columns = (
        Text(key="name", title="Name", is_key=True),
        *(Number(key=f"x{at}", title=f"Column{at}", group=f"G{at // 2}") for at in range(12)),
    )
    rows = tuple((f"row{r}", *(float(r * 100 + at) for at in range(12))) for r in range(3))
    text = write(Grid(title="T", columns=columns, rows=rows), "text", width=80)
    assert isinstance(text, str)
    assert text.count("row2") == 2
    assert [text.count(f"Column{at}") >= 1 for at in range(12)] == [True] * 12
    lines = text.split("\n")
    for pair in range(6):  # what shares a heading stays side by side
        heads = [line for line in lines if re.search(rf"Column{2 * pair}\b", line)]
        assert all(re.search(rf"Column{2 * pair + 1}\b", line) for line in heads)


def test_several_key_columns_give_way():
    keys = [Text(key=f"k{at}", title=f"Key{at}", is_key=True) for at in range(4)]
    numbers = [Number(key=f"x{at}", title=f"Column{at}") for at in range(3)]
    row = (*("a long text of a key" for _ in keys), *(1.5 for _ in numbers))
    text = write(Grid(title="T", columns=(*keys, *numbers), rows=(row,)), "text", width=80)
    assert isinstance(text, str)
    assert max(map(len, text.split("\n"))) <= 80
    assert [text.count(f"Column{at}") for at in range(3)] == [1] * 3


def test_width_is_80_at_least():
    assert write(GRID, "text", width=20) == write(GRID, "text", width=80)
