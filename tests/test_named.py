"""A deposit is found by its id, its name or an alias, whole or in part."""

from __future__ import annotations

import pytest

from geodeposits.dataset import Dataset
from geodeposits.errors import UnknownDeposit


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("tr-beylikova", ["tr-beylikova"]),
        ("Beylikova", ["tr-beylikova"]),
        ("kizilcaoren", ["tr-beylikova"]),
        ("Kızılcaören", ["tr-beylikova"]),
        ("kvane", ["gl-kvanefjeld"]),
        ("  Mount Weld ", ["au-mount-weld"]),
        ("nam xe", ["vn-nam-xe-north", "vn-nam-xe-south"]),
        ("no such place", []),
        ("", []),
    ],
)
def test_a_text_means_these_deposits(bundled: Dataset, text: str, ids: list[str]) -> None:
    assert bundled.named(text) == ids


def test_a_text_that_means_several_offers_them(bundled: Dataset) -> None:
    with pytest.raises(UnknownDeposit, match="vn-nam-xe-north, vn-nam-xe-south"):
        bundled.deposit("nam xe")
