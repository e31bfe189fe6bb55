"""Ranks of Beylikova in the data, ranked here by other means."""

from __future__ import annotations

import pandas as pd
import pytest

from geodeposits.dataset import Dataset
from geodeposits.summary import by_contained_reo
from geodeposits.summary.comparable import RankMeasure
from geodeposits.summary.ranks import rank, ranks
from tests.ranks_kit import row_of


def intervals(dataset: Dataset, figure: str) -> dict[str, tuple[float, float, bool]]:
    """Return (low, high, open below) of contained oxide in kt, by id, from the bare columns."""
    found = {}
    scopes = dict(zip(dataset.estimates["claim"], dataset.estimates["scope"], strict=True))
    for row in dataset.deposits.to_dict("records"):
        low, high = row[f"{figure}_reo_kt_low"], row[f"{figure}_reo_kt_high"]
        text = row[f"{figure}_reo_kt_text"]
        several = scopes.get(row[f"{figure}_claim"]) == "project"
        if row[f"{figure}_basis"] in {"TREO", "REO"} and isinstance(text, str) and not several:
            ends = (high / 10 if pd.isna(low) else low, low * 10 if pd.isna(high) else high)
            found[row["id"]] = (*ends, text.startswith(">"))
    return {key: each for key, each in found.items() if each[1] > 0}


def counted(key: str, held: dict[str, tuple[float, float, bool]]) -> tuple[int, int, int]:
    low, high, _ = held[key]
    others = [each for other, each in held.items() if other != key]
    surely = sum(o[0] > high or (o[0] == high and o[2]) for o in others)
    return 1 + surely, 1 + sum(o[1] > low for o in others), len(held)


def test_beylikova_s_headline_rank(bundled: Dataset):
    held = intervals(bundled, "headline")
    row = row_of(rank(bundled, "tr-beylikova"), "headline")
    assert held["tr-beylikova"][:2] == (6940, 69_400)
    assert (row["best"], row["worst"], row["of"]) == counted("tr-beylikova", held)
    report = by_contained_reo(bundled).set_index("id")["headline_rank"]
    assert row["place"] == report["tr-beylikova"]
    assert 1 < row["best"] < row["place"]  # no bound alone makes it the largest


@pytest.mark.parametrize("by", ["contained-reo", "ore", "grade"])
def test_no_bound_alone_makes_a_deposit_the_first(bundled: Dataset, by: RankMeasure):
    frame = ranks(bundled, by=by)
    first = frame[frame["best"] == 1]
    assert len(first) <= 3
    largest = frame["amount_low"].max()
    assert (first["amount_high"].fillna(10 * first["amount_low"]) >= largest).all()


def test_beylikova_s_rock_outweighs_every_oxide(bundled: Dataset):
    row = row_of(rank(bundled, "tr-beylikova"), "rock-as-oxide")
    others = intervals(bundled, "headline")
    del others["tr-beylikova"]
    assert row["amount"] == 694_000
    assert row["place"] == 1 + sum(low > 694_000 for low, _, _ in others.values())
    assert row["worst"] == 1 + sum(high > 694_000 for _, high, _ in others.values())


def test_beylikova_is_unranked_by_its_documented_figure_and_under_a_code(bundled: Dataset):
    frame = rank(bundled, "tr-beylikova")
    assert "tr-beylikova" not in intervals(bundled, "documented")
    assert pd.isna(row_of(frame, "documented")["place"])
    assert row_of(frame, "documented")["basis"] == "partial-oxides"
    assert pd.isna(row_of(frame, "coded")["place"])
    estimates = bundled.estimates
    own = estimates[estimates["id"] == "tr-beylikova"]
    assert not set(own["level"]) & set("ABC")


def test_what_follows_from_beylikova_s_documented_figure_is_ranked_as_a_bound(bundled: Dataset):
    row = row_of(rank(bundled, "tr-beylikova"), "implied")
    held = intervals(bundled, "documented") | {"tr-beylikova": (954, 9540, True)}
    assert (row["amount_text"], row["basis"]) == (">954", "partial-oxides")
    assert (row["best"], row["worst"], row["of"]) == counted("tr-beylikova", held)


def test_every_documented_rank_is_that_of_its_interval(bundled: Dataset):
    held = intervals(bundled, "documented")
    frame = ranks(bundled, figure="documented").set_index("id")
    assert set(frame.index) == set(held)
    for key in sorted(held)[::7]:
        found = tuple(frame.loc[key, ["best", "worst", "of"]])
        assert found == counted(key, held)


def test_beylikova_s_best_supported_figure(bundled: Dataset):
    row = row_of(rank(bundled, "tr-beylikova"), "supported")
    assert row["level"] == "D"
    assert row["amount_text"] in {"~130", "132.884"}
    estimates = bundled.estimates
    whole = estimates[estimates["part_of"].isna() & estimates["basis"].isin(["TREO", "REO"])]
    known = whole[whole["reo_kt_text"].notna() & (whole["level"] != "E")]
    positive = known[(known["reo_kt_high"].isna()) | (known["reo_kt_high"] > 0)]
    positive = positive[positive["scope"] != "project"]
    assert row["of"] == positive["id"].nunique()


@pytest.mark.parametrize("claim", ["supremacy-2025-10", "yenicag-2025-10"])
def test_beylikova_as_a_country_in_every_edition(bundled: Dataset, claim: str):
    frame = rank(bundled, "tr-beylikova")
    table = bundled.reserves[bundled.reserves["measure"] == "reserves"]
    editions = sorted(int(edition) for edition in table["edition"].unique())
    low = {"supremacy-2025-10": 6_940_000, "yenicag-2025-10": 12_500_000}[claim]
    high = 10 * low if claim.startswith("supremacy") else low
    for edition in editions:
        rows = table[(table["edition"] == edition) & table["country"].notna()]
        others = rows[(rows["country"] != "TR") & rows["reo_t_text"].notna()]
        lows = others["reo_t_low"].fillna(others["reo_t_high"] / 10)
        highs = others["reo_t_high"].fillna(others["reo_t_low"] * 10)
        row = row_of(
            frame[frame["source"] == claim],
            "national",
            edition=edition,
            of_figure="headline" if high > low else "claim",
        )
        assert row["best"] == 1 + (lows > high).sum()
        assert row["worst"] == 1 + (highs > low).sum()
        assert row["of"] == len(others) + 1
    assert editions[0] == 2020
    assert editions[-1] >= 2026


def test_beylikova_is_second_only_as_a_country_by_the_president_s_figure(bundled: Dataset):
    frame = rank(bundled, "tr-beylikova")
    second = frame[frame["place"] == 2]
    assert set(second["compared"]) == {"national"}
    assert set(second["source"]) == {"yenicag-2025-10"}
    assert second["edition"].tolist() == [2026]
