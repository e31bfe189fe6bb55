"""How a rule looks at a table and points at a row."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geodeposits.checks.hits import by_key, complaint, hits, numbers, shown, texts
from geodeposits.finding import Finding, Severity

TABLE = pd.DataFrame({"id": ["a", None, "a", "b"], "x": ["1", "2", "3", None]})


def test_numbers_are_nan_where_there_is_none() -> None:
    table = pd.DataFrame({"x": ["1.5", "much", None, "-2"], "y": [1, 2, 3, 4]})
    expected = [1.5, np.nan, np.nan, -2.0]
    assert np.array_equal(numbers(table, "x"), expected, equal_nan=True)
    assert numbers(table, "y").tolist() == [1.0, 2.0, 3.0, 4.0]
    assert np.array_equal(numbers(table, "z"), [np.nan] * 4, equal_nan=True)


def test_texts_of_a_column_that_is_lacking_are_missing() -> None:
    table = TABLE.set_axis([5, 6, 7, 8])
    assert texts(table, "z").isna().all()
    assert texts(table, "z").index.tolist() == [5, 6, 7, 8]
    assert texts(table, "x").tolist()[:3] == ["1", "2", "3"]


def test_the_first_row_of_a_key_counts() -> None:
    found = by_key(TABLE, "id", "x")
    assert found.index.tolist() == ["a", "b"]
    assert found["a"] == "1"
    assert found.isna().tolist() == [False, True]
    assert by_key(TABLE, "key", "x").empty


def test_chosen_rows_are_dictionaries_in_which_what_is_missing_is_none() -> None:
    rows = list(hits(TABLE, np.array([False, True, False, True])))
    assert rows == [{"id": None, "x": "2"}, {"id": "b", "x": None}]
    assert list(hits(TABLE, np.full(4, False))) == []


@pytest.mark.parametrize("count", [9_999, 10_000, 10_001, 20_001])
def test_many_rows_come_each_once_and_in_order(count: int) -> None:
    table = pd.DataFrame({"x": np.arange(count)})
    assert [row["x"] for row in hits(table, np.full(count, True))] == list(range(count))


def test_a_finding_points_at_its_row() -> None:
    row = {"origin": "d.toml:9", "id": "d", "claim": "d/e", "key": "k"}
    assert complaint("GD101", Severity.NOTE, row, "m", field="x") == Finding(
        code="GD101", severity=Severity.NOTE, message="m", origin="d.toml:9", deposit="d",
        claim="d/e", field="x",
    )  # fmt: skip
    source = complaint("GD101", Severity.NOTE, {"key": "k", "id": None, "claim": None}, "m")
    assert (source.claim, source.deposit, source.origin, source.field) == ("k", "", "", "")
    assert complaint("GD101", Severity.NOTE, {}, "m").claim == ""


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("x" * 60, repr("x" * 60)),
        ("x" * 61, repr("x" * 57 + "...")),
        ("it's\n", '"it\'s\\n"'),
        (5, "'5'"),
    ],
)
def test_a_text_is_quoted_and_cut_short(value: object, quoted: str) -> None:
    assert shown(value) == quoted
