"""What ranks of the published deposits say of rock and of a basis that no source states."""

from __future__ import annotations

import pytest

from geodeposits.dataset import Dataset
from tests.cli_kit import Run, run

__all__ = ["run"]


@pytest.mark.parametrize(
    ("lang", "place", "why"),
    [
        (
            "en",
            "first or second only by national reserves with its rock counted as oxide",
            "its source does not say on what basis that figure is.",
        ),
        (
            "tr",
            "yalnızca ulusal rezervler arasında kayacı oksit sayılarak",
            "kaynağı bu rakamın esasını belirtmez.",
        ),
    ],
)
def test_rock_that_leads_among_nations_alone_is_said_of_nations(
    run: Run, bundled: Dataset, lang: str, place: str, why: str
) -> None:
    (basis,) = bundled.estimates.loc[bundled.estimates["id"] == "za-pilanesberg", "basis"].unique()
    assert basis == "unstated"
    said = " ".join(run("rank", "za-pilanesberg", "--lang", lang).out.split())
    assert place in said
    assert why in said
