"""What the tests of packages share: a sample with odd texts, its files and its folder."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset import SCHEMAS, Dataset
from geodeposits.package import package_files
from geodeposits.seeds import compile_seeds

ODD = 'a "quoted", comma; Kızılcaören 稀土\nsecond line <b>&amp;</b> {{ x }} \''

SAMPLE = {
    "dataset.toml": (
        'name = "sample"\ntitle = "Sample"\ndescription = "d"\nversion = "0.1.0"\n'
        'as_of = "2026-11-23"\nlicence = "CC-BY-4.0"\nlicence_url = "https://example.org/by"\n'
    ),
    "sources/a.toml": 'title = "Report"\nproducer = "A Ltd"\nkind = "company"\n',
    "sources/b.toml": f'title = {json.dumps(ODD)}\nproducer = "B"\nkind = "press"\n',
    "deposits/tr-a.toml": (
        f'name = {json.dumps(ODD)}\ncountry = "TR"\n'
        '[[positions]]\nlat = 39.6\nlon = 31.35\naccuracy_m = 100\ncite = { source = "a" }\n'
        '[[estimates]]\nkind = "resource"\ncode = "jorc"\nbasis = "TREO"\nby = "operator"\n'
        'effective = "2020"\nore_mt = "~694"\ngrade_pct = "0.5–0.6"\nincludes_reserves = true\n'
        'cite = { source = "a" }\n'
        '[[estimates]]\nkind = "announcement"\nbasis = "TREE"\nby = "authority"\n'
        'ore_mt = 1e22\ngrade_pct = 1e-7\npublished = "2024"\ncite = { source = "b" }\n'
        '[[estimates.parts]]\ncategories = ["measured"]\nore_mt = ">1"\n'
        '[[oxides]]\ncite = { source = "a" }\n[oxides.oxides_pct]\nLa2O3 = "~25"\n'
        '[[waivers]]\ncode = "GD211"\nreason = "two pits"\n'
    ),
    "deposits/na-b.toml": (
        'name = "NA"\ncountry = "NA"\nadmin1 = "nan"\nno_position = "null"\naliases = ["None"]\n'
    ),
    "deposits/fj-c.toml": (
        'name = "North"\ncountry = "FJ"\n'
        '[[positions]]\nlat = 95\nlon = 10\ncite = { source = "a" }\n'
    ),
}  # fmt: skip


def compiled(root: Path) -> Dataset:
    for name, text in SAMPLE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    dataset = compile_seeds(root)
    assert dataset.reading == ()
    return dataset


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return compiled(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(params=["sample", "bundled"], scope="module")
def dataset(request: pytest.FixtureRequest) -> Dataset:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Dataset)
    return found


@cache
def files_of(dataset: Dataset) -> dict[str, bytes]:
    """Make the files of a dataset once for all tests that only read them."""
    return package_files(dataset)


def written(dataset: Dataset, folder: Path) -> Path:
    for name, content in files_of(dataset).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def folder(sample: Dataset, tmp_path: Path) -> Path:
    return written(sample, tmp_path / "data")


def manifest_of(dataset: Dataset) -> dict[str, Any]:
    content = json.loads(files_of(dataset)["datapackage.json"])
    assert isinstance(content, dict)
    return content


def same(one: Dataset, two: Dataset) -> None:
    assert one.info == two.info
    for name, table in one.tables():
        columns = list(SCHEMAS[name].names)
        key = "id" if "id" in columns else SCHEMAS[name].key
        left = pd.DataFrame(table)[columns].sort_values(key, kind="stable", ignore_index=True)
        right = pd.DataFrame(dict(two.tables())[name])[columns]
        pd.testing.assert_frame_equal(left, right)
