"""What the tests of reading seeds share: a folder of a deposit and its source, as texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geodeposits.dataset import Dataset
from geodeposits.seeds import compile_seeds

DATASET = """\
name = "sample"
title = "Sample"
description = "A sample"
version = "0.1.0"
as_of = "2026-11-23"
licence = "CC-BY-4.0"
licence_url = "https://example.org"
"""

SOURCE = 'title = "Report"\nproducer = "A Ltd"\nkind = "company"\ndate = "2019-05"\n'

DEPOSIT = """\
name = "Beylikova"
country = "TR"
aliases = ["Kızılcaören"]

[[positions]]
lat = 39.6
lon = 31.35
cite = { source = "a" }

[[positions]]
lat = 39.7
lon = 31.36
cite = { source = "a" }

[[estimates]]
kind = "resource"
code = "jorc"
basis = "TREO"
by = "operator"
ore_mt = "~694"
grade_pct = ">1"
effective = "2020-05"
cite = { source = "a", at = "p. 40" }

[[estimates.parts]]
categories = ["measured"]
ore_mt = 600

[[estimates]]
kind = "announcement"
basis = "REO"
by = "authority"
contained_kt = "12,500"
cite = { source = "a" }
"""

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Return a maker of seeds folders; a file is given by its path, a folder's text is None."""
    monkeypatch.chdir(tmp_path)

    def make(**files: str | bytes | None) -> Path:
        root = Path("seeds")
        written: dict[str, str | bytes | None] = {
            "dataset.toml": DATASET, "sources/a.toml": SOURCE, "deposits/tr-a.toml": DEPOSIT,
        }  # fmt: skip
        written |= files
        for name, content in written.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.mkdir()
            elif content != "absent":
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


def compiled(folder: Folder, deposit: str) -> Dataset:
    return compile_seeds(folder(**{"deposits/tr-a.toml": deposit}))


def changed(old: str, new: str) -> str:
    assert DEPOSIT.count(old) >= 1
    return DEPOSIT.replace(old, new, 1)
