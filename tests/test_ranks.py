"""Ranks as intervals, on a dataset small enough to rank by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from geodeposits.errors import UnknownDeposit, UnknownTerm
from geodeposits.summary import by_contained_reo
from geodeposits.summary.ranks import COMPARED, RANK_COLUMNS, rank, ranks
from tests.ranks_kit import SHARED, WORLD, placed, row_of
from tests.tables_kit import dataset, deposit, estimate

OURS = rank(WORLD, "tr-us")


def test_rows_are_in_order_and_hold_all_columns():
    assert tuple(OURS.columns) == RANK_COLUMNS
    order = [COMPARED.index(name) for name in OURS["compared"]]
    assert order == sorted(order)
    assert set(OURS["id"]) == {"tr-us"}


def test_a_bound_ranks_as_an_interval():
    row = row_of(OURS, "headline")
    assert row["amount_text"] == ">1000"
    assert placed(row) == (2, 3, 3, 5, 2)  # up to 10,000: 1500 may or may not be larger
    assert (row["above_id"], row["above_amount"], row["above_level"]) == ("cn-mid", "1500", "D")
    assert (row["below_id"], row["below_source"]) == ("us-coded", "paper")


def test_rock_counted_as_oxide_is_said_to_be_rock():
    row = row_of(OURS, "rock-as-oxide")
    assert (row["amount_text"], row["unit"], row["basis"]) == ("100000", "kt", "ore")
    assert placed(row) == (1, 1, 1, 5, 2)
    assert pd.isna(row["above_id"])


def test_a_partial_basis_is_never_ranked_with_total_oxides():
    row = row_of(OURS, "documented")
    assert (row["basis"], row["members"], row["source"]) == ("partial-oxides", "La2O3; CeO2", "old")
    assert pd.isna(row["place"])
    assert pd.isna(row["amount_text"])
    assert row["of"] == 4


def test_what_follows_from_a_partial_basis_is_ranked_as_a_bound():
    row = row_of(OURS, "implied")
    assert (row["amount_text"], row["source"], row["basis"]) == (">300", "old", "partial-oxides")
    assert placed(row) == (2, 5, 5, 5, 2)  # up to 3000: three others may or may not be larger


def test_nothing_follows_from_heavy_minerals_nor_from_a_figure_of_several_deposits():
    assert "implied" not in set(rank(WORLD, "au-other")["compared"])
    row = {"basis": "LREO", "scope": "project"}
    several = dataset(deposits=[deposit("no-a")], estimates=[estimate("no-a", "10", "3", **row)])
    assert "implied" not in set(rank(several, "no-a")["compared"])
    row["scope"] = "deposit"
    alone = dataset(deposits=[deposit("no-a")], estimates=[estimate("no-a", "10", "3", **row)])
    assert row_of(rank(alone, "no-a"), "implied")["amount_text"] == ">300"


def test_the_best_supported_figure_on_total_oxides_is_ranked_in_its_place():
    row = row_of(OURS, "supported")
    assert (row["amount_text"], row["source"], row["level"]) == ("150", "book", "D")
    assert placed(row) == (5, 5, 5, 5, 2)


def test_all_claims_together_leave_out_a_part():
    row = row_of(OURS, "claims")
    assert row["amount_text"] == "150–10000"  # up to ten times 1000, and not the part's 90
    assert (row["best"], row["worst"], row["of"], row["left_out"]) == (2, 5, 5, 2)
    assert pd.isna(row["place"])  # several claims have no one place
    assert pd.isna(row["above_id"])


def test_each_level_ranks_its_own():
    assert placed(row_of(OURS, "coded"))[3:] == (3, 3)
    assert pd.isna(row_of(OURS, "coded")["place"])
    assert pd.isna(row_of(OURS, "A")["place"])
    assert row_of(OURS, "A")["of"] == 1
    assert placed(row_of(OURS, "D")) == (2, 2, 2, 2, 5)
    level_e = row_of(OURS, "E")
    assert (level_e["amount_text"], level_e["of"]) == (">1000", 1)


def test_every_other_claim_ranks_against_the_headlines():
    claims = OURS[OURS["compared"] == "claim"]
    assert claims["amount_text"].tolist() == ["2500", "90"]
    assert placed(row_of(OURS, "claim", source="said")) == (2, 2, 2, 5, 2)


def test_ore_ranks_as_rock_whatever_its_basis():
    row = row_of(OURS, "ore")
    assert (row["measure"], row["unit"], row["basis"]) == ("ore", "Mt", "ore")
    assert placed(row) == (3, 3, 3, 5, 2)
    assert (row["above_id"], row["below_id"]) == ("cn-big", "us-coded")


def test_the_country_s_own_reserves_are_replaced_not_added():
    row = row_of(OURS, "national", of_figure="headline", edition=2026)
    assert (row["amount_text"], row["unit"], row["replaced_t"]) == (">1000000", "t", "500000")
    assert placed(row) == (1, 2, 3, 3, 0)
    assert (row["above_name"], row["below_name"], row["against"]) == ("CN", "US", "mcs-2026")


def test_a_country_without_reserves_is_added():
    row = row_of(OURS, "national", of_figure="headline", edition=2025)
    assert pd.isna(row["replaced_t"])
    assert placed(row) == (1, 2, 2, 3, 1)  # Brazil has no figure; the world is no country
    row = row_of(OURS, "national", of_figure="rock-as-oxide", edition=2025)
    assert placed(row) == (1, 1, 1, 3, 1)


def test_each_edition_ranks_each_claim():
    national = OURS[OURS["compared"] == "national"]
    assert national["edition"].value_counts().to_dict() == {2025: 6, 2026: 6}
    assert national["of_figure"].drop_duplicates().tolist() == [
        "rock-as-oxide", "headline", "supported", "claim", "implied",
    ]  # fmt: skip


# Figures that cover several deposits


@pytest.mark.parametrize("by", ["contained-reo", "ore", "grade", "ndpr", "hreo"])
@pytest.mark.parametrize("options", [{"figure": "headline"}, {"figure": "documented"},
                                     {"levels": ("C", "D", "E")}])  # fmt: skip
def test_a_figure_of_several_deposits_is_not_ranked(by: Any, options: Any):
    frame = ranks(SHARED, by=by, **options)
    assert not {"cn-two", "us-more"} & set(frame["id"])
    first = rank(SHARED, "tr-one", by=by, **options).iloc[0]
    assert (first["above_id"], first["below_id"]) != ("cn-two", "cn-two")
    for key in ("cn-two", "us-more"):
        rows = rank(SHARED, key, by=by, **options)
        assert rows["place"].isna().all()


def test_a_deposit_s_own_figure_stands_beside_the_shared_one():
    assert set(ranks(SHARED)["id"]) == {"tr-one", "us-own"}
    row = row_of(rank(SHARED, "tr-one"), "headline")
    assert (*placed(row), row["left_out_several"]) == (1, 1, 1, 2, 2, 2)
    level_c = row_of(rank(SHARED, "tr-one"), "C")
    assert (level_c["of"], level_c["left_out_several"]) == (0, 1)


def test_a_shared_figure_is_no_claim_on_the_deposit():
    frame = rank(SHARED, "cn-two")
    assert frame["place"].isna().all()
    assert set(frame["compared"]) & {"rock-as-oxide", "claim", "ore", "national"} == set()
    assert row_of(frame, "headline")["scope"] == "project"
    table = by_contained_reo(SHARED).set_index("id")
    assert table["headline_group"].to_dict() == {
        "tr-one": "ranked", "us-own": "ranked", "cn-two": "unranked", "us-more": "unranked",
    }  # fmt: skip
    assert table.loc[["tr-one", "us-own"], "headline_rank"].tolist() == [1, 1]


# Other measures


def test_ndpr_is_contained_oxide_times_the_share():
    row = row_of(rank(WORLD, "tr-us", by="ndpr"), "headline")
    assert (row["amount_text"], row["split_source"]) == (">250", "assay")
    assert placed(row) == (2, 2, 2, 2, 5)
    assert (row["above_id"], row["above_amount"]) == ("cn-big", "6000")


def test_heavy_oxides_that_a_split_leaves_out_widen_the_interval():
    row = row_of(rank(WORLD, "tr-us", by="hreo"), "supported")
    assert row["amount_text"] == "~1.5"  # yttrium alone; the split leaves nothing of 100 %
    assert row_of(rank(WORLD, "cn-big", by="hreo"), "headline")["of"] == 1
    assert pd.isna(row_of(rank(WORLD, "cn-big", by="hreo"), "headline")["place"])


def test_a_grade_without_a_tonnage_is_not_ranked():
    frame = rank(WORLD, "tr-us", by="grade")
    assert row_of(frame, "headline")["amount_text"] == ">1"
    assert row_of(frame, "supported")["amount_text"] == "9"  # the part, not the book's sample
    assert "rock-as-oxide" not in set(frame["compared"])
    assert row_of(frame, "headline")["unit"] == "%"


def test_ore_of_all_bases_is_ranked_by_tonnage():
    frame = ranks(WORLD, by="ore")
    assert frame["id"].tolist() == ["au-other", "cn-big", "tr-us", "us-coded", "us-twin"]
    assert set(frame["basis"]) == {"ore"}


# All, and what is asked for


def test_all_are_ranked_in_order_and_equals_share_a_place():
    frame = ranks(WORLD)
    assert frame["id"].tolist() == ["cn-big", "cn-mid", "tr-us", "us-coded", "us-twin"]
    assert frame["place"].tolist() == [1, 2, 3, 4, 4]
    assert frame["worst"].tolist() == [1, 3, 3, 4, 4]
    assert frame["best"].tolist() == [1, 2, 2, 4, 4]
    assert set(frame["of"]) == {5}


def test_levels_rank_the_best_supported_of_them():
    frame = ranks(WORLD, levels=("A", "B", "C"))
    assert frame["id"].tolist() == ["cn-big", "us-coded", "us-twin"]
    assert set(frame["compared"]) == {"coded"}
    assert set(ranks(WORLD, levels=("D",))["compared"]) == {"D"}
    assert set(ranks(WORLD, levels=("D", "E"))["compared"]) == {"levels"}
    assert ranks(WORLD, levels=("D", "E"))["id"].tolist() == ["cn-mid", "tr-us"]


def test_one_figure_or_some_levels_are_ranked_alone():
    assert rank(WORLD, "tr-us", figure="documented")["compared"].tolist() == ["documented"]
    assert rank(WORLD, "tr-us", levels=("E",))["compared"].tolist() == ["E"]
    assert rank(WORLD, "tr-us", levels=("E", "A"))["compared"].tolist() == ["levels", "A", "E"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"by": "beauty"}, UnknownTerm),
        ({"levels": ("F",)}, UnknownTerm),
        ({"figure": "largest"}, UnknownTerm),
    ],
)
def test_what_is_not_known_is_refused(given: Any, error: type[Exception]):
    with pytest.raises(error):
        rank(WORLD, "tr-us", **given)
    with pytest.raises(error):
        ranks(WORLD, **given)


def test_a_deposit_that_is_not_there_is_refused():
    with pytest.raises(UnknownDeposit, match="did you mean tr-us"):
        rank(WORLD, "tr-uss")


def test_a_deposit_without_figures_has_no_place():
    frame = rank(WORLD, "au-bare")
    assert frame["place"].isna().all()
    assert "national" not in set(frame["compared"])
    assert set(frame["of"]) == {5, 4, 3, 2, 1}


def test_the_dataset_offers_its_ranks():
    pd.testing.assert_frame_equal(WORLD.rank("tr-us"), OURS)
    pd.testing.assert_frame_equal(WORLD.rank(by="ore"), ranks(WORLD, by="ore"))


def test_no_reserves_no_national_rank():
    made = dataset(deposits=[deposit("tr-a")], estimates=[estimate("tr-a", "1", "1")])
    assert "national" not in set(rank(made, "tr-a")["compared"])
