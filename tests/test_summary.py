"""The table of deposits: ranks and refusals to mix, on a dataset small enough to add up by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from geodeposits.summary import (
    FIGURE_COLUMNS,
    by_contained_reo,
    sentence_of,
    totals,
)
from tests.summary_kit import announced, deposit, estimate, of, row_of

# The table of deposits


def test_figures_on_total_oxides_are_ranked_by_what_they_contain() -> None:
    table = by_contained_reo(
        of(
            estimate("aa-small", contained=10),
            estimate("bb-large", contained=300),
            estimate("cc-middle", ore=10, grade=1),
        )
    )
    assert list(table["id"]) == ["bb-large", "cc-middle", "aa-small"]
    assert list(table["headline_rank"]) == [1, 2, 3]


def test_treo_and_reo_are_ranked_together() -> None:
    table = by_contained_reo(
        of(estimate("aa-x", contained=10, basis="TREO"), estimate("bb-y", contained=20))
    )
    assert list(table["headline_rank"]) == [1, 2]
    assert list(table["headline_basis"]) == ["REO", "TREO"]


@pytest.mark.parametrize(
    "basis",
    ["TREE", "LREO", "HREO", "partial-oxides", "Y2O3", "HM", "monazite", "ore", "unstated"],
)
def test_another_basis_is_listed_after_and_never_ranked(basis: str) -> None:
    table = by_contained_reo(
        of(
            estimate("aa-other", ore=10_000, contained=9_000, basis=basis),
            estimate("bb-oxides", contained=1),
        )
    )
    assert list(table["id"]) == ["bb-oxides", "aa-other"]
    assert table["headline_rank"].isna().tolist() == [False, True]
    assert list(table["headline_group"]) == ["ranked", "unranked"]


def test_ore_without_contained_oxide_is_not_ranked() -> None:
    table = by_contained_reo(of(estimate("aa-x", ore=694)))
    assert row_of(table)["headline_group"] == "unranked"


def test_a_bound_is_ranked_by_the_bound_and_marked() -> None:
    table = by_contained_reo(
        of(
            announced("tr-beylikova", ore=694, grade=">1"),
            estimate("aa-less", contained=6939),
            estimate("bb-more", contained=6941),
        )
    )
    assert list(table["id"]) == ["bb-more", "tr-beylikova", "aa-less"]
    assert list(table["headline_bound"]) == [False, True, False]
    assert row_of(table, id="tr-beylikova")["headline_reo_kt_text"] == ">6940"


def test_a_range_is_ranked_by_its_middle() -> None:
    table = by_contained_reo(
        of(
            estimate("aa-range", contained="10–30"),
            estimate("bb-19", contained=19),
            estimate("cc-21", contained=21),
        )
    )
    assert list(table["id"]) == ["cc-21", "aa-range", "bb-19"]
    assert not table["headline_bound"].any()


def test_equal_figures_share_a_rank_in_the_order_of_ids() -> None:
    rows = (estimate("bb-x", contained=5), estimate("aa-x", contained=5))
    table = by_contained_reo(of(*rows, estimate("cc-x", contained=4)))
    assert list(table["id"]) == ["aa-x", "bb-x", "cc-x"]
    assert list(table["headline_rank"]) == [1, 1, 3]


def test_headline_and_documented_have_ranks_of_their_own() -> None:
    table = by_contained_reo(
        of(
            announced("aa-loud", contained=1000),
            estimate("aa-loud", contained=5),
            estimate("bb-quiet", contained=50),
        )
    )
    loud = row_of(table, id="aa-loud")
    assert (loud["headline_rank"], loud["documented_rank"]) == (1, 2)
    assert (loud["headline_level"], loud["documented_level"]) == ("E", "D")
    assert not loud["same"]
    assert row_of(table, id="bb-quiet")["same"]


def test_a_deposit_without_estimate_stands_last_without_figures() -> None:
    rows = [deposit("aa-empty"), deposit("bb-x")]
    table = by_contained_reo(of(estimate("bb-x", contained=5), deposits=rows))
    last = table.iloc[-1]
    assert last["id"] == "aa-empty"
    assert last["headline_group"] == "none"
    assert pd.isna(last["headline_sentence"])
    assert not last["same"]


def test_a_grade_alone_is_no_amount() -> None:
    table = by_contained_reo(of(estimate("aa-x", grade="2.9", basis="TREE")))
    assert row_of(table)["headline_group"] == "none"
    assert row_of(table)["headline_sentence"] == "2.9 % TREE (elements)"


@pytest.mark.parametrize("amount", [0, -5])
def test_zero_and_negative_amounts_are_not_ranked(amount: int) -> None:
    dataset = of(estimate("aa-x", contained=amount), estimate("bb-x", contained=1))
    assert list(by_contained_reo(dataset)["id"]) == ["bb-x", "aa-x"]
    assert row_of(by_contained_reo(dataset), id="aa-x")["headline_group"] == "none"


def test_the_row_carries_basis_level_date_source_and_members() -> None:
    row = row_of(
        by_contained_reo(
            of(
                estimate(
                    "tr-x",
                    ore="30.358",
                    grade="3.14",
                    contained=954,
                    basis="partial-oxides",
                    members="La2O3; CeO2; Nd2O3",
                    at="p. 4",
                    zone="north",
                )
            )
        )
    )
    kept = {name: row[f"headline_{name}"] for name in ("level", "date", "source", "at", "zone")}
    assert kept == {"level": "D", "date": "2020", "source": "paper", "at": "p. 4", "zone": "north"}
    assert row["headline_members"] == "La2O3; CeO2; Nd2O3"
    assert row["headline_own_kt"] == 954
    assert math.isnan(row["headline_reo_kt"])
    assert row["headline_reo_kt_text"] == ">954"
    assert row["headline_sentence"] == (
        "30.36 Mt of ore at 3.14 % La2O3 + CeO2 + Nd2O3, contained > 954 kt REO"
    )


def test_columns_are_the_documented_ones() -> None:
    table = by_contained_reo(of(estimate("aa-x", contained=5)))
    figures = [f"{f}_{name}" for f in ("headline", "documented") for name in FIGURE_COLUMNS]
    assert list(table) == ["id", "name", "country", "type", "status", *figures, "same"]
    assert str(table["headline_rank"].dtype) == "Int64"
    assert str(table["headline_bound"].dtype) == "bool"


def test_a_repeated_id_counts_once() -> None:
    dataset = of(estimate("aa-x", contained=5), deposits=[deposit("aa-x"), deposit("aa-x")])
    assert len(by_contained_reo(dataset)) == 1
    assert row_of(totals(dataset))["deposits"] == 1


def test_an_unknown_basis_is_read_as_unstated() -> None:
    row = estimate("aa-x", ore=5, contained=3) | {"basis": "bananas"}
    assert row_of(by_contained_reo(of(row)))["headline_basis"] == "unstated"


# Phrases


def test_contained_on_an_unstated_basis_is_said_with_its_basis() -> None:
    row = estimate("aa-x", contained=1150, basis="unstated") | {"members": None}
    assert sentence_of(row) == "contained 1.15 Mt (basis unstated)"


def test_contained_monazite_is_said_as_monazite() -> None:
    row = estimate("aa-x", ore=50, grade=1, contained=500, basis="monazite") | {"members": None}
    assert sentence_of(row) == "50 Mt of ore at 1 % monazite, contained 500 kt monazite"


def test_a_figure_that_cannot_be_read_is_shown_as_it_is() -> None:
    row = estimate("aa-x", ore=5) | {"members": None, "ore_mt_text": "many"}
    assert sentence_of(row) == "ore_mt many"
