"""The typed table: what it holds, and what it refuses."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from geodeposits.errors import UnknownTerm
from geodeposits.quantity import Quantity
from geodeposits.speech import speech
from geodeposits.tables import (
    FORMS,
    Amount,
    Code,
    Column,
    Date,
    Grid,
    Integer,
    Number,
    Text,
    write,
)


def grid(*columns: Column, rows: list[tuple[Any, ...]], **more: Any) -> Grid:
    return Grid(title="T", columns=columns, rows=tuple(rows), **more)


NAME, COUNT = Text(key="name", title="Name"), Integer(key="n", title="n")
MASS = Amount(key="kt", title="Mass", unit="kt")


def test_a_row_has_a_value_for_each_column():
    assert grid(NAME, COUNT, rows=[("a", 1), (None, None)]).rows[1] == (None, None)
    with pytest.raises(ValueError, match="2 columns have a row of 1 values"):
        grid(NAME, COUNT, rows=[("a",)])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (NAME, 1),
        (COUNT, 1.0),
        (COUNT, True),
        (COUNT, "1"),
        (Number(key="x", title="x"), "1"),
        (MASS, 1.0),
        (MASS, ">1"),
        (Date(key="d", title="d"), 2020),
        (Code(key="c", title="c"), 1),
    ],
)
def test_a_value_of_another_type_is_refused(column: Column, value: Any):
    with pytest.raises(ValueError, match=f"{column.key} is a column of {column.kind}"):
        grid(column, rows=[(value,)])


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_number_that_is_none_is_refused(value: float):
    with pytest.raises(ValueError, match="what is unknown is None"):
        grid(Number(key="x", title="x"), rows=[(value,)])


def test_names_of_cells_are_told_apart():
    with pytest.raises(ValueError, match="columns repeat kt_low"):
        grid(MASS, Text(key="kt_low", title="x"), rows=[])


def test_groups_stand_together():
    columns = (Text(key="g", title="g"), COUNT)
    made = grid(*columns, rows=[("b", 1), ("b", 2), ("a", 3)], by="g")
    assert [(head, len(rows)) for head, rows in made.sections("en")] == [("b", 2), ("a", 1)]
    assert made.shown_columns == (COUNT,)
    with pytest.raises(ValueError, match="do not stand together"):
        grid(*columns, rows=[("b", 1), ("a", 3), ("b", 2)], by="g")
    with pytest.raises(ValueError, match="no column 'h' to group by"):
        grid(*columns, rows=[], by="h")


def test_a_quantity_is_four_cells_for_programs_and_one_for_people():
    made = grid(MASS, rows=[(Quantity.parse(">6940"),), (Quantity.parse("~5"),), (None,)])
    assert made.names == ("kt", "kt_low", "kt_high", "kt_text")
    assert list(made.records()) == [
        (None, 6940.0, None, ">6940"),
        (5.0, 5.0, 5.0, "~5"),
        (None, None, None, None),
    ]
    assert made.sections("en") == [("", [("> 6,940",), ("~5",), ("",)])]
    assert made.sections("tr") == [("", [("> 6.940",), ("~5",), ("",)])]


def test_columns_for_programs_and_for_people_are_told_apart():
    hidden = Integer(key="h", title="h", for_programs=True)
    worded = Text(key="w", title="w", for_people=True)
    made = grid(NAME, hidden, worded, rows=[("a", 1, "one")])
    assert made.names == ("name", "h")
    assert list(made.records()) == [("a", 1)]
    assert [column.key for column in made.shown_columns] == ["name", "w"]


def test_listed_sentences_are_said_once_and_are_a_column_for_programs():
    said = Text(key="s", title="s", listed=True)
    made = grid(NAME, said, rows=[("a", "One."), ("b", "One."), ("c", None), ("d", "Two.")])
    assert made.sentences() == ["One.", "Two."]
    assert made.names == ("name", "s")
    assert [column.key for column in made.shown_columns] == ["name"]


def test_values_come_out_of_a_frame():
    frame = pd.DataFrame(
        {"name": ["a", None], "n": pd.array([3, None], dtype="Int64"), "kt_text": [">1", None]}
    )
    made = Grid.of_frame(frame, (NAME, COUNT, MASS), title="T", notes=["x"])
    assert made.rows == (("a", 3, Quantity.parse(">1")), (None, None, None))
    assert made.noting("y").notes == ("x", "y")
    assert made.values("n") == (3, None)


@pytest.mark.parametrize(
    ("column", "value", "en", "tr"),
    [
        (COUNT, 1234567, "1,234,567", "1.234.567"),
        (Number(key="x", title="x", decimals=1), 2.25, "2.2", "2,2"),
        (Number(key="x", title="x"), 1234.5678, "1,235", "1.235"),
        (Amount(key="x", title="x"), Quantity.parse("0.5–1.25"), "0.5–1.25", "0,5–1,25"),
        (Amount(key="x", title="x", digits=2), Quantity.parse(">1.29"), "> 1.2", "> 1,2"),
        (Date(key="d", title="d"), "2025-10", "Oct 2025", "Eki 2025"),
        (Date(key="d", title="d"), "1977", "1977", "1977"),
        (Code(key="c", title="c"), "tailings", "tailings", "maden atığı"),
        (Code(key="c", title="c", say=lambda c, s: s.country(c)), "TR", "Türkiye", "Türkiye"),
        (Code(key="c", title="c", say=lambda c, s: s.country(c)), "CN", "China", "Çin"),
        (Text(key="t", title="t"), "a\x1bb\u202ec", "a␛b<U+202E>c", "a␛b<U+202E>c"),
    ],
)
def test_people_read_values_in_their_language(column: Column, value: Any, en: str, tr: str):
    assert column.shown(value, speech("en")) == en
    assert column.shown(value, speech("tr")) == tr


def test_a_heading_has_its_unit():
    assert (MASS.heading, NAME.heading) == ("Mass (kt)", "Name")


def test_another_format_is_refused():
    with pytest.raises(UnknownTerm, match="'cvs' is no format: did you mean csv"):
        write(grid(NAME, rows=[]), "cvs")  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS)
def test_a_table_without_rows_is_written(form: Any):
    assert write(grid(NAME, MASS, rows=[], caption="c", notes=("n",)), form)
