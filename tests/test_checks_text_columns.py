"""Every text that people wrote, by column: what the rules on texts look at."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.checks.text_columns import own, repeats_a_claim, text_columns, whole_rows
from geodeposits.dataset import SCHEMAS
from tests.checks_kit import dataset, found_by


def columns(**rows: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    return {f"{each.table}.{each.name}": each.distinct for each in text_columns(dataset(**rows))}


@pytest.mark.parametrize(
    ("table", "name"),
    [("deposits", "aliases"), ("deposits", "minerals"), ("deposits", "by_products"),
     ("parties", "aliases")],
)  # fmt: skip
def test_each_item_of_a_list_is_a_text(table: str, name: str) -> None:
    given = dataset(**{table: [{name: "x; y"}, {name: "y; {{ z }}"}, {name: None}]})
    assert [(c.name, c.distinct) for c in text_columns(given)] == [(name, ("x", "y", "{{ z }}"))]
    (column,) = text_columns(given)
    assert [(row[name], text) for row, text in column.holding(["y"])] == [
        ("x; y", "y"),
        ("y; {{ z }}", "y"),
    ]
    (finding,) = found_by("GD701", given)
    assert finding.message.startswith(f"{name} '{{{{ z }}}}' holds")


@pytest.mark.parametrize(
    ("table", "name"),
    [("occurrences", "aliases"), ("occurrences", "minerals"), ("deposits", "name")],
)
def test_what_is_no_list_is_one_text(table: str, name: str) -> None:
    assert columns(**{table: [{name: "x; y"}, {name: "x; y"}]}) == {f"{table}.{name}": ("x; y",)}


def test_a_text_is_listed_once_in_the_order_of_the_rows() -> None:
    rows = [{"name": name} for name in ("b", "a", None, "b", "c")]
    assert columns(deposits=rows) == {"deposits.name": ("b", "a", "c")}
    assert columns(deposits=[{"name": None}]) == {}


def test_a_deposit_repeats_what_its_claims_state() -> None:
    schema = SCHEMAS["deposits"]
    repeated = {name for name in schema.names if repeats_a_claim(schema, name)}
    begun = {"headline_date", "documented_by", "position_at", "status", "status_text"}
    assert begun | {"lat", "lon", "accuracy_m", "marks"} <= repeated
    own_names = set(own(schema, schema.of_type("string")))
    assert own_names == {
        "id", "name", "aliases", "country", "admin1", "type", "type_text", "minerals",
        "by_products", "type_source", "type_at", "no_position", "scope_note",
    }  # fmt: skip
    assert not own_names & repeated


def test_other_tables_repeat_nothing() -> None:
    for name in ("positions", "status", "occurrences"):
        schema = SCHEMAS[name]
        assert list(own(schema, schema.names)) == list(schema.names)


def test_figures_and_keys_are_written_by_nobody() -> None:
    row = {"claim": "d/e", "id": "d", "grade_pct_text": "1.2", "ore_mt_text": "3", "note": "n"}
    assert columns(estimates=[row]) == {"estimates.id": ("d",), "estimates.note": ("n",)}
    status = {"claim": "d/s", "id": "d", "status_text": "idle"}
    assert columns(status=[status]) == {"status.id": ("d",), "status.status_text": ("idle",)}
    told = columns(deposits=[{"name": "D", "status_text": "idle", "marks": "centroid"}])
    assert told == {"deposits.name": ("D",)}


def test_rows_that_are_part_of_another_are_left_out_and_the_rest_numbered_anew() -> None:
    parts = [{"claim": "d/a/m", "part_of": "d/a"}, {"claim": "d/a"}, {"claim": "d/b"}]
    given = dataset(estimates=parts, positions=[{"claim": "d/p"}])
    found = {schema.name: table for schema, table in whole_rows(given)}
    assert set(found) == {"estimates", "positions"}
    assert found["estimates"]["claim"].tolist() == ["d/a", "d/b"]
    assert found["estimates"].index.tolist() == [0, 1]


def test_columns_are_listed_once_a_dataset_and_are_themselves_alone() -> None:
    one, two = (dataset(deposits=[{"name": "D"}]) for _ in range(2))
    assert text_columns(one) is text_columns(one)
    (first,), (second,) = text_columns(one), text_columns(two)
    assert first != second
    assert len({first, second}) == 2
