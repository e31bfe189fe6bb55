"""The columnar table: what is written, read back here by a reader of a few plain lines."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from geodeposits.maps.columns import Column, UnusableColumn, encode_table
from tests.columns_kit import codes_of, column, encoded, meta_of, table_of, values_of


def places_of(blocks: dict[str, bytes]) -> list[tuple[float, float]]:
    meta = meta_of(blocks)
    scale, code, places = 10 ** meta["digits"], 0, []
    for step in codes_of(blocks["table.z"], meta["placed"]):
        code += step
        x, y = (sum((code >> (2 * bit + odd) & 1) << bit for bit in range(27)) for odd in (0, 1))
        places.append(((y - 90 * scale) / scale, (x - 180 * scale) / scale))
    return places


# --- Positions -----------------------------------------------------------------------------------


def test_rows_stand_in_z_order_and_those_without_a_position_last():
    lat = [40.5, math.nan, -33.9, 40.6, 12.0, 91.0]
    lon = [31.4, 20.0, 151.2, 31.5, math.inf, 0.0]
    names = ["a", "no-lat", "b", "c", "no-lon", "beyond"]
    blocks = encode_table(table_of(lat, lon, column("text", names)))
    meta = meta_of(blocks)
    assert (meta["rows"], meta["placed"]) == (6, 3)
    assert values_of(blocks) == ["b", "a", "c", "no-lat", "no-lon", "beyond"]
    assert places_of(blocks) == [(-33.9, 151.2), (40.5, 31.4), (40.6, 31.5)]


@pytest.mark.parametrize("digits", [4, 5])
def test_a_position_keeps_its_decimals(digits):
    rng = np.random.default_rng(7)
    lat = rng.uniform(-90, 90, 500).round(digits)
    lon = rng.uniform(-180, 180, 500).round(digits)
    blocks = encode_table(table_of(lat, lon, digits=digits))
    assert sorted(places_of(blocks)) == sorted(zip(lat.tolist(), lon.tolist(), strict=True))


def test_corners_of_the_world_are_places():
    corners = [(90.0, 180.0), (-90.0, -180.0), (90.0, -180.0), (-90.0, 180.0), (0.0, 0.0)]
    lat, lon = zip(*corners, strict=True)
    for digits in (0, 4, 5):
        assert sorted(places_of(encode_table(table_of(lat, lon, digits=digits)))) == sorted(corners)
    beyond = encode_table(table_of([90.0001, 0.0], [0.0, -180.0001]))
    assert meta_of(beyond)["placed"] == 0


def test_rows_of_one_place_keep_their_order():
    names = [f"n{i}" for i in range(300)]
    blocks = encode_table(table_of([7.0] * 300, [8.0] * 300, column("text", names)))
    assert values_of(blocks) == names
    assert places_of(blocks) == [(7.0, 8.0)] * 300


@pytest.mark.parametrize("digits", [-1, 6, 2.5])
def test_more_digits_than_the_code_holds_are_refused(digits):
    with pytest.raises(ValueError, match="digits is a whole number from 0 to 5"):
        encode_table(table_of(digits=digits))


def test_no_row_and_one_row():
    kinds = ["category", "categories", "number", "integer", "text"]
    for count in (0, 1):
        columns = [column(kind, [None] * count, kind) for kind in kinds]
        blocks = encode_table(table_of([5.0] * count, [6.0] * count, *columns))
        assert places_of(blocks) == [(5.0, 6.0)] * count
        found = [values_of(blocks, number) for number in range(5)]
        assert [len(values) for values in found] == [count] * 5
        if count:
            assert found[0] + found[1] + found[3:] == ["", [], [None], [""]]
            assert math.isnan(found[2][0])


# --- Columns -------------------------------------------------------------------------------------


def test_a_dictionary_goes_by_falling_frequency_and_unknown_is_first():
    values = ["b", "c", "a", "b", None, "c", "b", math.nan, "", "a"]
    blocks = encoded("category", values)
    assert meta_of(blocks)["columns"][0]["values"] == ["", "b", "a", "c"]
    assert values_of(blocks) == ["b", "c", "a", "b", "", "c", "b", "", "", "a"]
    assert meta_of(encoded("category", ["z", "y", "z"]))["columns"][0]["values"] == ["z", "y"]


@pytest.mark.parametrize(("kinds", "planes"), [(256, 1), (257, 2), (65_537, 3)])
def test_codes_take_as_many_planes_as_they_need(kinds, planes):
    values = [f"v{i}" for i in range(kinds)]
    blocks = encoded("category", values)
    assert len(blocks["table.0"]) == planes * kinds
    assert values_of(blocks) == values


def test_categories_are_lists_of_a_row():
    values = [["a", "b"], [], None, ["b"], "alone", ("c", "b", "a"), ["x"] * 300, math.nan]
    lat = [3.0, 1.0, 2.0, 4.0, math.nan, 5.0, 0.0, 6.0]
    names = [str(k) for k in range(8)]
    columns = [column("categories", values), column("text", names, "name")]
    blocks = encode_table(table_of(lat, [0.0] * 8, *columns))
    found = dict(zip(values_of(blocks, 1), values_of(blocks), strict=True))
    assert found == {"0": ["a", "b"], "1": [], "2": [], "3": ["b"], "4": ["alone"],
                     "5": ["c", "b", "a"], "6": ["x"] * 300, "7": []}  # fmt: skip
    assert meta_of(blocks)["columns"][0]["values"][:2] == ["x", "b"]


def test_numbers_that_repeat_are_coded_and_others_written_out():
    few = [1.5, math.nan, -2.25, 1.5, 0.0, math.inf, None] * 40
    blocks = encoded("number", few)
    assert meta_of(blocks)["columns"][0]["distinct"] == 4
    expected = [1.5, None, -2.25, 1.5, 0.0, None, None] * 40
    assert [None if math.isnan(value) else value for value in values_of(blocks)] == expected
    many = np.random.default_rng(3).normal(size=500)
    blocks = encoded("number", many)
    assert "distinct" not in meta_of(blocks)["columns"][0]
    assert values_of(blocks) == many.astype(np.float32).tolist()


def test_a_number_too_large_for_its_column_is_unknown():
    assert math.isnan(values_of(encoded("number", [1e39]))[0])


def test_integers_survive_with_gaps():
    values = [2010, None, 1998, 2**51, -(2**51), 0, None, 7]
    assert values_of(encoded("integer", values)) == values
    assert values_of(encoded("integer", pd.array([3, None, 5], dtype="Int64"))) == [3, None, 5]
    assert values_of(encoded("integer", [None, None])) == [None, None]
    ids = list(range(10_000_000, 10_000_200))
    assert len(encoded("integer", ids)["table.0"]) == 200  # one byte each, however large


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([2**51 + 1], "beyond ±2\\^51"),
        ([-(2**63)], "beyond ±2\\^51"),
        ([1.5], "whole numbers"),
        (["x"], "whole numbers"),
        ([2**70], "whole numbers"),
    ],
)
def test_what_is_no_integer_is_refused(values, why):
    with pytest.raises(UnusableColumn, match=f"column 'x' .*{why}"):
        encoded("integer", values)


@pytest.mark.parametrize(
    ("values", "beginning", "width"),
    [
        (["usgs-1001", "usgs-998", "usgs-0"], "usgs-", 0),
        (["A001", "A100", "A020"], "A", 3),
        (["1234", "1235"], "", 4),
        (["100", "1001", "10012"], "", 0),
        (["lone \ud8001"], "lone \ufffd", 1),
        (["a01", "a1"], None, None),  # two widths, a zero in front
        (["a1", "b1"], None, None),
        (["a1", "a"], None, None),
        (["a1", ""], None, None),
        (["a1", "a٣"], None, None),  # a digit, but not of ASCII
        (["a-1", "a-+2"], None, None),
        (["9" * 15], "", 15),
        (["9" * 16], None, None),
    ],
)
def test_identifiers_are_written_as_integers(values, beginning, width):
    blocks = encoded("text", values)
    told = meta_of(blocks)["columns"][0].get("numbered")
    assert told == (None if beginning is None else {"beginning": beginning, "width": width})
    assert values_of(blocks) == [value.replace("\ud800", "\ufffd") for value in values]


def test_missing_texts_are_empty_and_others_are_made_texts():
    assert values_of(encoded("text", ["a", None, math.nan, pd.NA, 5, True])) == [
        "a", "", "", "", "5", "True"]  # fmt: skip
    assert values_of(encoded("category", [1, "1", True])) == ["1", "1", "True"]
    assert values_of(encoded("text", pd.Series(["p", None], dtype="str"))) == ["p", ""]
    assert values_of(encoded("category", pd.Categorical(["p", None, "q"]))) == ["p", "", "q"]


# --- Faults --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "roles", "why"),
    [
        ([column("text", ["a"] * 3), column("text", ["b"] * 3)], {}, "more than once"),
        ([column("text", ["a"] * 2)], {}, "has 2 values for 3 rows"),
        ([column("colour", ["a"] * 3)], {}, "is of no kind 'colour': category, "),
        ([column("text", ["a"] * 3)], {"color_by": "y"}, "column 'y' is not in the table: x"),
        ([column("text", ["a"] * 3)], {"facets": ("x", "z")}, "column 'z' is not in the table"),
    ],
)
def test_a_fault_of_the_table_is_refused(columns, roles, why):
    with pytest.raises(UnusableColumn, match=why):
        encode_table(table_of((1.0, 2.0, 3.0), (1.0, 2.0, 3.0), *columns, **roles))


def test_latitudes_and_longitudes_go_together():
    with pytest.raises(ValueError, match="2 latitudes do not go with 1 longitudes"):
        encode_table(table_of([1.0, 2.0], [1.0]))


def test_roles_and_units_are_in_the_meta():
    ore = Column("ore", "Ore", "number", [1.0], "Mt")
    kind = Column("kind", "Kind", "category", ["a"])
    roles = {"color_by": "kind", "size_by": "ore", "facets": ("kind",), "search": ("kind",)}
    meta = meta_of(encode_table(table_of([0.0], [0.0], kind, ore, **roles)))
    assert {name: meta[name] for name in roles} == {**roles, "facets": ["kind"], "search": ["kind"]}
    assert meta["columns"][0] == {"name": "kind", "label": "Kind", "kind": "category",
                                  "values": ["a"]}  # fmt: skip
    assert meta["columns"][1]["unit"] == "Mt"
