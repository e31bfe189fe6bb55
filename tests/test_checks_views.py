"""What the rules look at: every position and every estimate, in whatever table it stands."""

from __future__ import annotations

import gc
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geodeposits.checks import views
from geodeposits.dataset import Dataset
from tests.checks_kit import dataset

DEPOSIT = {"id": "d", "name": "D", "country": "TR", "admin1": "Bolu", "type": "carbonatite-ree"}
POSITION = {"claim": "d/p", "id": "d", "lat": 39.0, "lon": 31.0, "standing": "accepted"}
OCCURRENCE = {
    "occurrence_id": "usgs-1", "name": "O", "country": "GR", "admin1": "Attica", "lat": 38.0,
    "lon": 24.0, "type": "phosphorite", "source": "usgs", "at": "row 1", "origin": "o.csv:2",
}  # fmt: skip
OF_RECORD = ["table", "id", "name", "country", "admin1", "type"]


def rows(table: pd.DataFrame, names: list[str]) -> list[list[Any]]:
    return [list(row) for row in zip(*(table[name] for name in names), strict=True)]


def test_positions_of_both_tables_with_what_is_known_of_the_record() -> None:
    table = views.all_positions(
        dataset(deposits=[DEPOSIT], positions=[POSITION], occurrences=[OCCURRENCE])
    )
    assert rows(table, [*OF_RECORD, "lat", "lon"]) == [
        ["positions", "d", "D", "TR", "Bolu", "carbonatite-ree", 39.0, 31.0],
        ["occurrences", "usgs-1", "O", "GR", "Attica", "phosphorite", 38.0, 24.0],
    ]
    last = table.iloc[1]
    assert (last["source"], last["at"], last["origin"]) == ("usgs", "row 1", "o.csv:2")
    assert table["claim"].isna().tolist() == [False, True]
    assert table.index.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({}, True),
        ({"standing": None}, True),
        ({"standing": "refuted"}, False),
        ({"lat": np.inf}, False),
        ({"lon": -np.inf}, False),
        ({"lat": None}, True),
    ],
)
def test_which_positions_are_looked_at(more: dict[str, Any], kept: bool) -> None:
    other = {**POSITION, "claim": "d/q"}
    table = views.all_positions(
        dataset(deposits=[DEPOSIT], positions=[{**POSITION, **more}, other])
    )
    assert table["claim"].tolist() == (["d/p", "d/q"] if kept else ["d/q"])
    assert table.index.tolist() == list(range(len(table)))
    assert "index" not in table.columns


@pytest.mark.parametrize("more", [{"lat": None}, {"lon": None}, {"lat": np.inf}])
def test_an_occurrence_without_a_position_has_none(more: dict[str, Any]) -> None:
    other = {**OCCURRENCE, "occurrence_id": "usgs-2"}
    table = views.all_positions(dataset(occurrences=[{**OCCURRENCE, **more}, other]))
    assert table["id"].tolist() == ["usgs-2"]
    assert table.index.tolist() == [0]
    assert "index" not in table.columns


def both_estimates() -> Dataset:
    own = {"id": "d", "source": "s", "summed": False}
    theirs = {"occurrence_id": "usgs-1", "source": "usgs"}
    return dataset(
        deposits=[DEPOSIT],
        occurrences=[OCCURRENCE],
        estimates=[
            {**own, "claim": "d/sum", "summed": True},
            {**own, "claim": "d/e"},
            {**own, "claim": "d/e/m", "part_of": "d/e"},
        ],
        occurrence_estimates=[{**theirs, "claim": "usgs-1/e"}],
    )


def test_estimates_of_both_tables_with_what_is_known_of_the_record() -> None:
    table = views.all_estimates(both_estimates())
    mine = ["estimates", "d", "D", "TR", "Bolu", "carbonatite-ree"]
    theirs = ["occurrence_estimates", "usgs-1", "O", "GR", "Attica", "phosphorite"]
    assert rows(table, OF_RECORD) == [mine, mine, mine, theirs]
    assert table["claim"].tolist() == ["d/sum", "d/e", "d/e/m", "usgs-1/e"]
    assert table.index.tolist() == [0, 1, 2, 3]


def test_stated_estimates_are_those_that_are_no_sum_of_ours() -> None:
    given = both_estimates()
    assert views.stated_estimates(given)["claim"].tolist() == ["d/e", "d/e/m", "usgs-1/e"]
    assert views.whole_estimates(given)["claim"].tolist() == ["d/sum", "d/e", "usgs-1/e"]


def test_a_table_that_does_not_tell_its_sums_has_none() -> None:
    given = both_estimates()
    object.__setattr__(given, "estimates", given.estimates.drop(columns="summed"))
    assert len(views.stated_estimates(given)) == 4


def test_a_view_is_made_once_a_dataset() -> None:
    one, two = both_estimates(), both_estimates()
    assert views.all_estimates(one) is views.all_estimates(one)
    assert views.all_estimates(one) is not views.all_estimates(two)
    assert views.all_estimates(one) is not views.whole_estimates(one)


def test_a_view_beside_an_atlas_is_made_once_a_pair() -> None:
    made: list[tuple[Dataset, Dataset | None]] = []

    @views.made_for_atlas
    def view(dataset: Dataset, atlas: Dataset | None) -> pd.DataFrame:
        """Say it."""
        made.append((dataset, atlas))
        return pd.DataFrame({"n": [len(made)]})

    one, atlas, other = dataset(), dataset(), dataset()
    assert view.__doc__ == "Say it."
    assert [view(one, known)["n"][0] for known in (None, None)] == [1, 1]
    assert [view(one, known)["n"][0] for known in (atlas, atlas)] == [2, 2]
    assert [view(one, known)["n"][0] for known in (other, None, atlas)] == [3, 4, 5]
    made.clear()
    del atlas
    gc.collect()
    assert view(one, None)["n"][0] == 1
