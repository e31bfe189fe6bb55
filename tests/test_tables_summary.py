"""Sums by group, level and basis, on datasets small enough to add up by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from geodeposits.quantity import Quantity
from geodeposits.summary.groups import GROUPINGS
from geodeposits.summary.splits import chosen_splits
from geodeposits.summary.sums import Part, _mean
from geodeposits.summary.tables import table
from geodeposits.tables.summaries import summary_grid
from tests.summary_tables_kit import WORLD, only
from tests.tables_kit import dataset, deposit, estimate, split

PERCENT = Quantity.exactly(Decimal("0.01"))


# Long


def test_what_may_be_added_is_added_and_nothing_else():
    frame = table(WORLD)
    turkey = frame[frame["country"] == "TR"]
    keys = list(zip(turkey["stands_for"], turkey["level"], turkey["basis"], strict=True))
    assert keys == [
        ("resource", "A", "total oxides"),
        ("resource", "A", "TREE"),
        ("resource", "E", "total oxides"),
        ("reserve", "A", "total oxides"),
    ]
    assert turkey["deposits"].tolist() == [2, 1, 1, 1]
    assert turkey["ore_mt_text"].tolist() == ["40", "5", "100", "4"]
    assert turkey["reo_kt_text"].tolist() == ["500", "175.5–186", ">1000", "200"]


def test_a_bound_makes_the_sum_a_bound():
    added = dataset(
        deposits=[deposit("tr-a"), deposit("tr-b")],
        estimates=[estimate("tr-a", "1", ">1"), estimate("tr-b", "2", "1")],
    )
    row = only(table(added), country="TR")
    assert (row["reo_kt_text"], row["reo_kt_low"]) == (">30", 30)
    assert pd.isna(row["reo_kt"])
    assert pd.isna(row["reo_kt_high"])


def test_a_project_that_deposits_share_counts_once():
    row = only(table(WORLD), country="CN", stands_for="resource of several deposits")
    assert (row["deposits"], row["shared"], row["project_figures"]) == (1, 1, 1)
    assert (row["reo_kt_text"], row["ore_mt_text"]) == ("250", "50")


def test_a_project_is_not_added_to_single_deposits():
    row = only(table(WORLD), country="CN", stands_for="resource")
    assert (row["deposits"], row["shared"], row["project_figures"]) == (1, 0, 0)
    assert row["reo_kt_text"] == "500"
    apart = table(WORLD, by="all")["stands_for"].tolist()
    assert apart[-2:] == ["resource of several deposits", "no amount"]


def test_another_figure_of_the_same_project_counts():
    added = dataset(
        deposits=[deposit("cn-a"), deposit("cn-b")],
        estimates=[
            estimate("cn-a", "50", "0.5", scope="project"),
            estimate("cn-b", "51", "0.5", scope="project"),
        ],
    )
    row = only(table(added), country="CN")
    assert (row["deposits"], row["shared"], row["project_figures"]) == (2, 0, 2)


def test_deposits_without_an_amount_have_a_row_of_their_own():
    frame = table(WORLD)
    last = frame[frame["country"] == "CN"].iloc[-1]
    assert (last["deposits"], last["without_amount"], last["ore_deposits"]) == (1, 1, 0)
    assert last["stands_for"] == "no amount"
    assert pd.isna(last["level"])
    assert pd.isna(last["reo_kt_text"])


@pytest.mark.parametrize(
    "by", [by for by in GROUPINGS if "partner" not in by and "owner" not in by]
)
def test_every_deposit_is_in_one_group(by: Any):
    frame = table(WORLD, by=by)
    assert frame[["deposits", "shared"]].sum().sum() == len(WORLD)
    assert frame["without_amount"].sum() == 1


def test_partial_oxides_are_told_apart_by_what_they_count():
    added = dataset(
        deposits=[deposit("tr-a"), deposit("tr-b"), deposit("tr-c")],
        estimates=[
            estimate("tr-a", "1", "1", basis="partial-oxides", members="La2O3; CeO2"),
            estimate("tr-b", "1", "1", basis="partial-oxides", members="La2O3; CeO2"),
            estimate("tr-c", "1", "1", basis="partial-oxides", members="Nd2O3"),
        ],
    )
    frame = table(added, measures=("deposits", "contained"))
    assert frame["basis"].tolist() == ["partial-oxides: La2O3; CeO2", "partial-oxides: Nd2O3"]
    assert frame["contained_kt_text"].tolist() == ["20", "10"]
    cells = [row for _, rows in summary_grid(added, wide=False).sections("en") for row in rows]
    assert [row[3] for row in cells] == ["La2O3 + CeO2", "Nd2O3"]


# Means


def test_a_mean_grade_is_weighed_by_tonnage():
    row = only(table(WORLD, measures=("grade",)), country="TR", level="A", basis="total oxides",
               stands_for="resource")  # fmt: skip
    assert row["grade_pct"] == 1.25  # (10 x 2 + 30 x 1) / 40
    assert (row["grade_deposits"], row["grade_covers_pct"]) == (2, 100)


def test_a_grade_that_is_a_bound_makes_a_mean_that_is_one():
    added = dataset(
        deposits=[deposit("tr-a"), deposit("tr-b"), deposit("tr-c")],
        estimates=[
            estimate("tr-a", "10", ">1"),
            estimate("tr-b", "30", "2"),
            estimate("tr-c", "60", None, "900"),
        ],
    )
    row = only(table(added, measures=("grade",)), country="TR")
    assert row["grade_pct_text"] == ">1.75"
    assert (row["grade_deposits"], row["grade_covers_pct"]) == (2, 40)


def test_a_tonnage_that_is_a_bound_weighs_nothing():
    added = dataset(
        deposits=[deposit("tr-a"), deposit("tr-b")],
        estimates=[estimate("tr-a", ">10", "9"), estimate("tr-b", "30", "2")],
    )
    row = only(table(added, measures=("grade",)), country="TR")
    assert (row["grade_pct_text"], row["grade_deposits"]) == ("2", 1)
    assert row["grade_covers_pct"] == 75


def test_a_mean_of_intervals_stays_within_its_parts():
    def part(share: str, amount: str) -> Part:
        one, other = Quantity.parse(share), Quantity.parse(amount)
        return Part(one, one * other * PERCENT, other)

    mean = _mean([part("1", "10–100"), part("2", "10–100")], factor=PERCENT)
    assert (str(mean.low), str(mean.high)) == ("1", "2")  # the bare quotient says 0.15 to 15
    assert _mean([], factor=PERCENT) is None
    assert _mean([part("3", ">5")], factor=PERCENT) == Quantity.parse("3")
    unweighed = _mean([part("3", ">5"), part("4", ">5")], factor=PERCENT)
    assert unweighed.text == "3–4"


# Splits


def test_ndpr_is_told_with_what_it_covers():
    row = only(table(WORLD, measures=("ndpr", "dytb")), country="TR", level="A",
               basis="total oxides", stands_for="resource")  # fmt: skip
    assert row["ndpr_kt"] == 40  # 200 kt x 20 %
    assert row["ndpr_pct"] == 20
    assert (row["ndpr_deposits"], row["ndpr_covers_pct"]) == (1, 40)  # 200 of 500 kt
    assert (row["dytb_kt"], row["dytb_pct"]) == (3, 1.5)


def test_a_split_without_praseodymium_gives_an_interval():
    frame = table(WORLD, measures=("ndpr", "dytb"))
    row = only(frame, country="CN", stands_for="resource")
    assert row["ndpr_kt_text"] == "80–100"  # 500 kt x 16 %, up to the 4 % that are left
    assert row["ndpr_pct_text"] == "16–20"
    assert row["dytb_deposits"] == 0
    assert pd.isna(row["dytb_kt_text"])
    assert row["dytb_covers_pct"] == 0


def test_elements_have_no_oxide_split():
    row = only(table(WORLD, measures=("ndpr",)), country="TR", basis="TREE")
    assert (row["ndpr_deposits"], row["ndpr_covers_pct"]) == (0, 0)


def test_a_split_that_is_full_leaves_nothing_to_a_missing_member():
    made = dataset(deposits=[deposit("a-b")], oxides=[split("a-b", Nd2O3="16", La2O3="84")])
    share = chosen_splits(made)["a-b"].share_of(("Nd", "Pr"))
    assert share == Quantity.parse("~16")
    assert chosen_splits(made)["a-b"].share_of(("Dy",)) is None


def test_the_split_is_chosen_by_what_it_knows_then_by_what_is_stated_then_by_date():
    full = {"Nd2O3": "1", "Pr6O11": "1", "Tb4O7": "1", "Dy2O3": "1"}
    rows = [
        split("a-b", "less", Nd2O3="9"),
        split("a-b", "derived", derived=True, date="2025", **full),
        split("a-b", "old", date="2001", **full),
        split("a-b", "new", date="2020", **full),
        split("a-b", "undated", **full),
        split("a-b", "newer", date="2020", **full),
    ]
    sources = []
    for kept in (rows, rows[:4], rows[:3], rows[:2], rows[:1]):
        made = dataset(deposits=[deposit("a-b")], oxides=kept)
        sources.append(chosen_splits(made)["a-b"].source)
    assert sources == ["new", "new", "old", "derived", "less"]


# Wide


def test_wide_sets_levels_side_by_side_on_total_oxides():
    frame = table(WORLD, measures=("deposits", "reo"), wide=True)
    row = only(frame, country="TR", stands_for="resource")
    assert (row["A_deposits"], row["A_reo_kt_text"]) == (2, "500")
    assert (row["E_deposits"], row["E_reo_kt_text"]) == (1, ">1000")
    assert (row["B_deposits"], row["other_basis"]) == (0, 1)
    assert pd.isna(row["B_reo_kt_text"])
    assert only(frame, country="TR", stands_for="reserve")["A_reo_kt_text"] == "200"
    china = only(frame, country="CN", stands_for="resource")
    assert (china["D_deposits"], china["shared"], china["without_amount"]) == (1, 0, 1)
    several = only(frame, country="CN", stands_for="resource of several deposits")
    assert (several["D_deposits"], several["shared"], several["without_amount"]) == (1, 1, 0)


def test_wide_and_long_add_the_same():
    long = table(WORLD)
    wide = table(WORLD, wide=True)
    for row in long[long["basis"] == "total oxides"].to_dict("records"):
        same = only(wide, country=row["country"], stands_for=row["stands_for"])
        assert same[f"{row['level']}_reo_kt_text"] == row["reo_kt_text"]
        assert same[f"{row['level']}_deposits"] == row["reo_deposits"]


def test_wide_counts_every_deposit():
    frame = table(WORLD, by="all", wide=True)
    names = [*(f"{level}_deposits" for level in "ABCDE"), "other_basis", "shared", "without_amount"]
    assert frame[names].sum().sum() - frame["shared"].sum() == len(WORLD) - frame["shared"].sum()


def test_levels_keep_only_theirs():
    frame = table(WORLD, levels=("E",), wide=True, measures=("deposits",))
    assert frame["country"].tolist() == ["TR"]
    assert [name for name in frame if name.endswith("_deposits")] == ["E_deposits"]
    assert set(table(WORLD, levels=("A", "E"))["level"]) == {"A", "E"}
