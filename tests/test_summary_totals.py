"""Totals: what is added, what stands apart, on a dataset small enough to add up by hand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from geodeposits.summary import (
    TOTAL_OXIDES,
    by_contained_reo,
    totals,
    totals_wide,
)
from tests.summary_kit import announced, deposit, estimate, of, row_of


def test_totals_add_within_a_group_and_a_level() -> None:
    table = totals(of(estimate("tr-a", ore=1, contained=5), estimate("tr-b", ore=2, contained=7)))
    row = row_of(table, country="TR", level="D", basis=TOTAL_OXIDES)
    assert (row["deposits"], row["reo_kt"], row["ore_mt"]) == (2, 12, 3)
    assert row["reo_kt_text"] == "12"


def test_levels_are_never_added() -> None:
    rows = [
        estimate("tr-a", contained=5),
        estimate("tr-b", contained=7, level="A", kind="resource", code="jorc", by="operator"),
        announced("tr-c", contained=1000),
    ]
    table = totals(of(*rows))
    assert list(zip(table["level"], table["reo_kt"], strict=True)) == [
        ("A", 7.0),
        ("D", 5.0),
        ("E", 1000.0),
    ]


def test_bases_are_never_added() -> None:
    table = totals(
        of(
            estimate("tr-a", contained=5),
            estimate("tr-b", contained=100, basis="TREE"),
            estimate("tr-c", contained=70, basis="partial-oxides", members="La2O3"),
            estimate("tr-d", contained=71, basis="partial-oxides", members="Nd2O3"),
            estimate("tr-e", ore=9, basis="ore"),
        )
    )
    assert dict(zip(table["basis"], table["own_kt"].fillna(-1), strict=True)) == {
        "La2O3": 70,
        "Nd2O3": 71,
        "TREE (elements)": 100,
        "ore": -1,
        TOTAL_OXIDES: 5,
    }
    assert (table["deposits"] == 1).all()


def test_reserves_and_exploration_targets_stand_apart() -> None:
    table = totals(
        of(
            estimate("tr-a", contained=5, kind="resource"),
            estimate("tr-b", contained=3, kind="reserve"),
            estimate("tr-c", contained=9, kind="exploration-target"),
        )
    )
    assert dict(zip(table["stands_for"], table["reo_kt"], strict=True)) == {
        "exploration target": 9,
        "reserve": 3,
        "resource": 5,
    }


def test_a_sum_with_a_bound_is_a_bound() -> None:
    table = totals(of(estimate("tr-a", contained=">6940"), estimate("tr-b", contained=60)))
    row = row_of(table)
    assert row["reo_kt_text"] == ">7000"
    assert math.isnan(row["reo_kt"])
    assert math.isnan(row["reo_kt_high"])
    assert row["reo_kt_low"] == 7000


def test_a_sum_with_a_range_is_a_range() -> None:
    row = row_of(totals(of(estimate("tr-a", contained="5–6"), estimate("tr-b", contained=1))))
    assert (row["reo_kt_low"], row["reo_kt_high"], row["reo_kt_text"]) == (6, 7, "6–7")


def test_an_upper_bound_beside_others_starts_at_nothing() -> None:
    row = row_of(totals(of(estimate("tr-a", contained="<3"), estimate("tr-b", contained=5))))
    assert row["reo_kt_text"] == "5–8"


def test_upper_bounds_alone_stay_an_upper_bound() -> None:
    row = row_of(totals(of(estimate("tr-a", contained="<3"), estimate("tr-b", contained="<5"))))
    assert row["reo_kt_text"] == "<8"


def test_an_upper_and_a_lower_bound_make_a_lower_bound() -> None:
    row = row_of(totals(of(estimate("tr-a", contained="<3"), estimate("tr-b", contained=">5"))))
    assert row["reo_kt_text"] == ">5"


def test_what_states_no_amount_is_counted_apart() -> None:
    rows = [deposit("tr-a"), deposit("tr-b"), deposit("us-c")]
    table = totals(of(estimate("tr-a", contained=5), deposits=rows))
    missing = table[table["deposits"] == 0]
    assert list(zip(missing["country"], missing["without_amount"], strict=True)) == [
        ("TR", 1),
        ("US", 1),
    ]
    assert missing["level"].isna().all()
    sizes = table.groupby("country")[["deposits", "shared", "without_amount"]].sum().sum(axis=1)
    assert sizes.to_dict() == {"TR": 2, "US": 1}


def test_how_many_deposits_a_sum_covers_is_said_for_oxide_and_for_ore() -> None:
    row = row_of(
        totals(of(estimate("tr-a", ore=4, contained=5), estimate("tr-b", contained=7))),
        basis=TOTAL_OXIDES,
    )
    assert (row["deposits"], row["reo_deposits"], row["ore_deposits"]) == (2, 2, 1)
    assert row["ore_mt"] == 4


def test_a_project_figure_on_several_deposits_is_added_once_and_stands_apart() -> None:
    project = {"contained": 40, "scope": "project", "source": "company"}
    table = totals(
        of(
            estimate("gl-a", **project),
            estimate("gl-b", **project),
            estimate("gl-c", contained=2),
        )
    )
    row = row_of(table, stands_for="resource of several deposits")
    assert (row["reo_kt"], row["deposits"], row["shared"]) == (40, 1, 1)
    assert row["project_figures"] == 1
    alone = row_of(table, stands_for="resource")
    assert (alone["reo_kt"], alone["deposits"], alone["project_figures"]) == (2, 1, 0)


@pytest.mark.parametrize("kind", ["reserve", "exploration-target"])
def test_reserves_and_targets_of_several_deposits_stand_apart_too(kind: str) -> None:
    rows = [estimate("gl-a", contained=40, scope="project", kind=kind)]
    rows.append(estimate("gl-b", contained=2, kind=kind))
    sort = kind.replace("-", " ")
    assert totals(of(*rows))["stands_for"].tolist() == [sort, f"{sort} of several deposits"]


@pytest.mark.parametrize(
    "other", [{"date": "2021"}, {"source": "agency"}, {"contained": 41}, {"ore": 3}]
)
def test_project_figures_that_differ_in_one_fact_are_both_added(other: dict[str, Any]) -> None:
    project = {"contained": 40, "scope": "project", "source": "company", "date": "2020"}
    row = row_of(totals(of(estimate("gl-a", **project), estimate("gl-b", **{**project, **other}))))
    assert (row["deposits"], row["shared"], row["project_figures"]) == (2, 0, 2)


def test_equal_figures_of_single_deposits_are_both_added() -> None:
    row = row_of(totals(of(estimate("gl-a", contained=40), estimate("gl-b", contained=40))))
    assert (row["reo_kt"], row["shared"]) == (80, 0)


def test_totals_by_type_and_over_all() -> None:
    rows = [deposit("tr-a"), deposit("us-b", type="coal"), deposit("cn-c", type="coal")]
    dataset = of(*(estimate(row["id"], contained=2) for row in rows), deposits=rows)
    by_type = totals(dataset, "type")
    assert dict(zip(by_type["type"], by_type["reo_kt"], strict=True)) == {
        "carbonatite-ree": 2,
        "coal": 4,
    }
    assert row_of(totals(dataset, "all"))["reo_kt"] == 6


def test_totals_of_documented_figures_hold_no_announcement() -> None:
    table = totals(of(announced("tr-a", contained=5)), figure="documented")
    assert row_of(table)["without_amount"] == 1


def test_a_level_outside_the_letters_is_not_added_to_one() -> None:
    table = totals(of(estimate("tr-a", contained=5, level="Z"), estimate("tr-b", contained=5)))
    assert dict(zip(table["level"], table["reo_kt"], strict=True)) == {"D": 5, "unstated": 5}


def test_the_wide_form_sets_levels_side_by_side_without_a_sum() -> None:
    rows = [
        estimate("tr-a", contained=5),
        announced("tr-b", contained=1000),
        estimate("tr-c", contained=9, basis="TREE"),
    ]
    dataset = of(*rows, deposits=[*(deposit(row["id"]) for row in rows), deposit("tr-d")])
    wide = row_of(totals_wide(dataset))
    assert (wide["D_reo_kt"], wide["E_reo_kt"]) == (5, 1000)
    assert (wide["D_deposits"], wide["E_deposits"], wide["A_deposits"]) == (1, 1, 0)
    assert (wide["unranked"], wide["without_amount"]) == (1, 1)
    numbers = [value for value in wide.values() if isinstance(value, float)]
    assert 1005 not in numbers
    assert 1014 not in numbers


def test_the_wide_form_keeps_reserves_on_a_row_of_their_own() -> None:
    dataset = of(
        estimate("tr-a", contained=5, kind="resource"),
        estimate("tr-b", contained=3, kind="reserve"),
    )
    wide = totals_wide(dataset)
    assert dict(zip(wide["stands_for"], wide["D_reo_kt"], strict=True)) == {
        "reserve": 3,
        "resource": 5,
    }


def test_the_wide_form_and_the_long_form_agree() -> None:
    dataset = of(
        estimate("tr-a", contained="5–6"), estimate("us-b", contained=">7"), estimate("us-c", ore=3)
    )
    long, wide = totals(dataset), totals_wide(dataset)
    assert row_of(wide, country="TR")["D_reo_kt_text"] == "5–6"
    assert row_of(wide, country="US")["D_reo_kt_text"] == ">7"
    assert row_of(wide, country="US")["unranked"] == 1
    assert wide[["D_deposits", "unranked"]].to_numpy().sum() == long["deposits"].sum()


def test_an_empty_dataset_gives_empty_tables_with_the_same_columns() -> None:
    empty, full = of(deposits=[]), of(estimate("tr-a", contained=5))
    for make in (by_contained_reo, totals, totals_wide):
        assert len(make(empty)) == 0
        assert list(make(empty)) == list(make(full))


def test_the_arguments_stay_untouched() -> None:
    dataset = of(estimate("tr-a", contained=5))
    before = dataset.deposits.copy(), dataset.estimates.copy()
    by_contained_reo(dataset)
    totals_wide(dataset)
    pd.testing.assert_frame_equal(pd.DataFrame(dataset.deposits), pd.DataFrame(before[0]))
    pd.testing.assert_frame_equal(dataset.estimates, before[1])


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        ("proved; probable", "reserve"),
        ("probable", "reserve"),
        ("measured; probable", "resource"),
        (None, "resource"),
    ],
)
def test_compiled_proved_and_probable_ore_is_no_resource(
    categories: str | None, expected: str
) -> None:
    figure = estimate("tr-a", contained="5", kind="compiled", categories=categories)
    assert totals(of(figure))["stands_for"].tolist() == [expected]
