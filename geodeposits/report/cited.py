"""Which sources the claims of a deposit cite."""

from __future__ import annotations

from geodeposits.dataset import Dataset

__all__ = ["cited_keys"]


def cited_keys(dataset: Dataset) -> set[str]:
    """Return the keys that the claims of a dataset's deposits cite; national figures are none."""
    own = [table["source"] for _, table in dataset.tables() if {"id", "source"} <= set(table)]
    said = dataset.statements[
        dataset.statements["subject"].isin(set(dataset.table("deposits")["id"]))
    ]
    columns = (*own, dataset.table("deposits")["type_source"], said["source"])
    named = (column.dropna() for column in columns)
    return {str(key) for column in named for key in column}
