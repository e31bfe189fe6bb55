"""What the tests of `geodeposits check` share: a table with a fault, one without."""

from __future__ import annotations

from pathlib import Path

import pytest

HEADER = "name,country,lat,lon,ore_mt"

ONLY = ("--select", "GD201,GD301", "--no-atlas")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def table(name: str, *rows: str, header: str = HEADER) -> Path:
    Path(name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return Path(name)


@pytest.fixture
def bad() -> Path:
    """A table with one error in its third line."""
    return table("bad.csv", "A,TR,39,31,5", "B,TR,95,31,5")


@pytest.fixture
def good() -> Path:
    return table("good.csv", "C,TR,39,31,5")
