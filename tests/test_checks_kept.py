"""What is worked out once a table: kept values, terms, views, names by key."""

from __future__ import annotations

import gc

import numpy as np
import pandas as pd
import pytest

from geodeposits.checks import kept as kept_module
from geodeposits.checks.categories import having, is_one_of
from geodeposits.checks.figures import best, bounds
from geodeposits.checks.hits import by_key, numbers, texts
from geodeposits.checks.kept import held_among, kept, terms


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "basis": pd.Series(["TREO", None, "TREE", "TREO"], dtype="str"),
            "ore_mt": [1.0, np.nan, 3.0, -1e300],
            "ore_mt_low": [np.nan, 2.0, 2.5, np.nan],
            "ore_mt_high": [np.nan, np.nan, 4.0, np.nan],
        }
    )


def test_a_value_is_made_once_a_table_and_name(table: pd.DataFrame) -> None:
    made: list[int] = []

    def make(rows: pd.DataFrame) -> int:
        made.append(len(rows))
        return len(made)

    assert [kept(table, "a", make), kept(table, "a", make), kept(table, "b", make)] == [1, 1, 2]
    assert kept(table.copy(), "a", make) == 3
    assert made == [4, 4, 4]


def test_what_is_kept_goes_with_its_table(table: pd.DataFrame) -> None:
    other = table.copy()
    number = id(other)
    kept(other, "a", len)
    assert number in kept_module._KEPT
    del other
    gc.collect()
    assert number not in kept_module._KEPT


def test_kept_arrays_cannot_be_written_to(table: pd.DataFrame) -> None:
    for array in (best(table, "ore_mt"), *bounds(table, "ore_mt"), terms(table, "basis").number):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7


def test_terms_number_the_distinct_texts(table: pd.DataFrame) -> None:
    number, distinct = terms(table, "basis")
    assert (number.tolist(), distinct) == ([0, -1, 1, 0], ("TREO", "TREE"))
    assert terms(table, "absent").distinct == ()


def test_a_row_holds_one_of_the_wanted_texts(table: pd.DataFrame) -> None:
    assert held_among(table, "basis", ["TREO"]).tolist() == [True, False, False, True]
    assert held_among(table, "basis", []).tolist() == [False] * 4
    assert held_among(table, "absent", ["TREO"]).tolist() == [False] * 4
    assert is_one_of(table, "basis", ["TREE", "REO"]).tolist() == [False, False, True, False]


def test_categories_are_looked_for_in_lists() -> None:
    listed = pd.Series(["measured; inferred", None, "inferred", "", "measured"], dtype="str")
    table = pd.DataFrame({"categories": listed})
    assert having(table, ["measured"]).tolist() == [True, False, False, False, True]
    assert having(table, ["infer"]).tolist() == [False] * 5


def test_bounds_stand_in_for_one_another(table: pd.DataFrame) -> None:
    low, high = bounds(table, "ore_mt")
    assert low.tolist() == [1.0, 2.0, 2.5, -1e100]
    assert high.tolist() == [1.0, 2.0, 4.0, -1e100]
    _, one_sided = bounds(table, "ore_mt", one_sided=True)
    assert np.isnan(one_sided).tolist() == [False, True, False, False]


def test_numbers_are_the_callers_own(table: pd.DataFrame) -> None:
    numbers(table, "ore_mt")[0] = 7
    assert table["ore_mt"][0] == 1.0


def test_the_first_row_of_a_key_counts() -> None:
    table = pd.DataFrame(
        {"id": ["a", "b", "a", None, "c"], "name": ["A", "B", "other", "lost", None]}, dtype="str"
    )
    known = by_key(table, "id", "name")
    assert known.index.tolist() == ["a", "b", "c"]
    assert known.iloc[:2].tolist() == ["A", "B"]
    assert known.isna().tolist() == [False, False, True]
    assert texts(pd.DataFrame({"id": ["b", "x"]}), "id").map(known).isna().tolist() == [False, True]


def test_a_key_or_name_that_is_no_column_gives_nothing() -> None:
    table = pd.DataFrame({"id": ["a"]}, dtype="str")
    assert by_key(table, "id", "name").isna().tolist() == [True]
    assert by_key(table, "key", "id").empty
