"""What the tests of reading tables share: a table as lines, and what its reader says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodeposits.dataset import Dataset
from geodeposits.errors import UnreadableFile
from geodeposits.inputs import read

HEAD = "id,name,country,lat,lon"
ROW = "tr-a,A,TR,39.6,31.35"

Table = Callable[..., Dataset]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    """Return what writes a table and reads it back, from the folder where it lies."""
    monkeypatch.chdir(tmp_path)

    def make(*lines: str | bytes, name: str = "my.csv", **options: Any) -> Dataset:
        path = Path(name)
        content = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
        path.write_bytes(content)
        return read(path, **options)

    return make


def said(dataset: Dataset) -> list[tuple[str, str, str]]:
    """Return what the reader says as (code, line, field)."""
    return [(f.code, f.origin.removeprefix("my.csv:"), f.field) for f in dataset.reading]


def refused(make: Table, *lines: str | bytes, **options: Any) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        make(*lines, **options)
    assert "\n" not in str(caught.value)
    return caught.value
