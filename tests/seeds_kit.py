"""What the tests of real seeds share: where they are, and a copy of a part of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd

from geodeposits.dataset import Dataset

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def copied_seeds(part: Dataset, folder: Path) -> Path:
    """Copy the seeds of some bundled deposits, with the sources and parties that they name.

    National tables and the bulk tier stay behind, and with them the sources that only they cite.
    """
    cited = {key for name, table in part.tables() if "id" in table for key in _sources_of(table)}
    sources = part.sources[part.sources["key"].isin(cited)]
    folder.mkdir()
    shutil.copy(SEEDS / "dataset.toml", folder)
    copied = {"deposits": part.deposits, "sources": sources, "parties": part.parties}
    for name, table in copied.items():
        (folder / name).mkdir()
        for origin in table["origin"]:
            shutil.copy(SEEDS / name / Path(origin.rpartition(":")[0]).name, folder / name)
    return folder


def _sources_of(table: pd.DataFrame) -> set[str]:
    columns = table.columns.intersection(["source", "type_source"])
    return {key for column in columns for key in table[column].dropna()}
