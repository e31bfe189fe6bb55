"""CSV and JSON of a table, read back; texts of all formats are the same each time."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd
import pytest

from geodeposits.quantity import Quantity
from geodeposits.tables import FORMS
from tests.grid_kit import GRID, HOSTILE, guarded, text_of


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_and_tsv_read_back(form: str, delimiter: str):
    header, *rows = csv.reader(io.StringIO(text_of(form)), delimiter=delimiter, strict=True)
    assert header == [
        "sort", "name", "country", "n", "kt", "kt_low", "kt_high", "kt_text", "x", "date", "said",
    ]  # fmt: skip
    read = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["name"] for row in read] == [guarded(text) for text in HOSTILE]
    for cells, row in zip(read, GRID.rows, strict=True):
        quantity, number = row[4], row[5]
        assert (int(cells["n"]) if cells["n"] else None) == row[3]
        assert (Quantity.parse(cells["kt_text"]) if cells["kt_text"] else None) == quantity
        assert (float(cells["x"]) if cells["x"] else None) == number
        assert cells["date"] == (row[6] or "")
        assert cells["country"] == row[2]
        bounds = [
            float(cells[name]) if cells[name] else None for name in ("kt_low", "kt", "kt_high")
        ]
        wanted = [None] * 3 if quantity is None else [quantity.low, quantity.best, quantity.high]
        assert bounds == [None if each is None else float(each) for each in wanted]


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_pandas_reads_csv_with_numbers(form: str, delimiter: str):
    frame = pd.read_csv(io.StringIO(text_of(form)), sep=delimiter)
    assert str(frame["kt_low"].dtype) == "float64"
    assert frame["x"].tolist()[:2] == [99.95, 0.0]
    assert frame["n"].sum() == sum(row[3] for row in GRID.rows if row[3] is not None)


def test_csv_says_the_same_in_every_language_and_holds_no_words():
    assert text_of("csv", "en") == text_of("csv", "tr")
    assert "Title" not in text_of("csv")


def test_json_reads_back():
    read = json.loads(text_of("json"))
    assert list(read) == [
        "generator", "title", "caption", "notes", "grouped_by", "columns", "rows",
    ]  # fmt: skip
    assert read["generator"] == "geodeposits table"
    assert (read["title"], read["notes"]) == (GRID.title, list(GRID.notes))
    assert [row["name"] for row in read["rows"]] == HOSTILE
    assert [row["kt_text"] for row in read["rows"]] == [
        None if row[4] is None else row[4].text for row in GRID.rows
    ]
    assert [row["x"] for row in read["rows"]] == [row[5] for row in GRID.rows]
    assert [row["n"] for row in read["rows"]] == [row[3] for row in GRID.rows]
    names = [name for column in read["columns"] for name in column["names"]]
    assert all(list(row) == names for row in read["rows"])
    assert "\u202e" not in text_of("json")


@pytest.mark.parametrize("form", [form for form in FORMS if form != "xlsx"])
def test_texts_end_in_one_line_feed_and_are_the_same_each_time(form: Any):
    text = text_of(form, "tr")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text == text_of(form, "tr")
