"""Dataset: its tables and their columns, one deposit, unknown ids."""

from __future__ import annotations

import pandas as pd
import pytest

from geodeposits.dataset import SCHEMAS, Dataset, table_of
from geodeposits.dataset.schema import quantity_names
from geodeposits.errors import UnknownDeposit
from geodeposits.finding import Finding, Severity
from tests.dataset_kit import INFO, ids, sample


@pytest.mark.parametrize("name", SCHEMAS)
def test_columns_are_those_of_the_schema(name: str) -> None:
    table = dict(sample().tables())[name]
    spare = {"origin", "geometry"} & set(table.columns)
    assert tuple(column for column in table.columns if column not in spare) == SCHEMAS[name].names
    for column in SCHEMAS[name].of_type("number"):
        assert table[column].dtype == "float64"
    for column in SCHEMAS[name].of_type("string"):
        assert table[column].dtype == "str"


def test_an_empty_dataset_has_all_columns_and_can_be_asked() -> None:
    empty = Dataset.of_rows({}, info=INFO)
    assert len(empty) == 0
    for name, table in empty.tables():
        assert set(SCHEMAS[name].names) <= set(table.columns)
    assert ids(empty.filter(country="TR", partner="x", evidence="A", min_reo_kt=1,
                            min_grade_pct=1, bbox=(0, 0, 1, 1))) == []  # fmt: skip


def test_schemas_are_consistent() -> None:
    for name, schema in SCHEMAS.items():
        assert schema.name == name
        assert len(set(schema.names)) == len(schema.names)
        assert not schema.key or schema.key in schema.names
        for column, (table, target) in schema.links.items():
            assert column in schema.names
            assert target == SCHEMAS[table].key
        assert all(column.description for column in schema.columns)
        for quantity_name in schema.quantities:
            assert set(quantity_names(quantity_name)) <= set(schema.names)


def test_geometry_is_in_wgs84_and_empty_where_unknown() -> None:
    deposits = sample().deposits
    assert deposits.crs.to_epsg() == 4326
    points = dict(zip(deposits["id"], deposits.geometry, strict=True))
    assert (points["tr-a"].x, points["tr-a"].y) == (31.35, 39.6)
    assert points["na-d"] is None or points["na-d"].is_empty


def test_len_and_repr() -> None:
    found = sample()
    assert len(found) == 4
    assert repr(found) == "<Dataset 't': 4 deposits, 15 rows of claims>"


def test_a_table_without_rows_states_no_origin() -> None:
    assert "origin" not in table_of(SCHEMAS["plants"], []).columns
    assert sample().deposits["origin"].tolist() == ["f:1"] * 4


def test_filtering_leaves_the_dataset_as_it_was() -> None:
    found = sample()
    before = found.estimates.copy()
    found.filter(country="TR")
    pd.testing.assert_frame_equal(found.estimates, before)
    assert len(found) == 4


def test_one_deposit() -> None:
    assert ids(sample().deposit("fj-b")) == ["fj-b"]


@pytest.mark.parametrize("wrong", ["tr-b", "TR-A", "../tr-a", "", "x" * 300])
def test_unknown_deposit(wrong: str) -> None:
    with pytest.raises(UnknownDeposit, match="no deposit ") as caught:
        sample().deposit(wrong)
    assert caught.value.deposit_id == wrong
    assert "tr-a" in str(caught.value)


def test_severities_have_ranks_and_findings_an_order() -> None:
    assert [severity.rank for severity in Severity] == [0, 1, 2]
    places = ["b.toml:2", "a.toml:10", "a.toml:9", "a.toml", ""]
    found = [Finding(code="GD1", severity=Severity.NOTE, message="m", origin=p) for p in places]
    ordered = [finding.origin for finding in sorted(found, key=lambda f: f.sort_key)]
    assert ordered == ["", "a.toml", "a.toml:9", "a.toml:10", "b.toml:2"]
