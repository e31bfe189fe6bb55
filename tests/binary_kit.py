"""What the tests of workbooks and GeoPackages share: what a dataset and an error say."""

from __future__ import annotations

from pathlib import Path

import pytest

import geodeposits
from geodeposits.dataset import Dataset
from geodeposits.errors import UnreadableFile


def said(dataset: Dataset, code: str) -> list[tuple[str, str, str]]:
    """Return (row, field, message) of the findings with a code, those on the table left out."""
    found = [f for f in dataset.reading if f.code == code and "the table has no" not in f.message]
    return [(f.origin.rpartition(":")[2], f.field, f.message) for f in found]


def refused(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        geodeposits.read(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)
