"""One way to read whatever a PATH names: seeds, a data package or a table of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableFile
from geodeposits.package import is_package_folder, load, published_as_of, read_package
from geodeposits.readers import read_csv, read_geojson
from geodeposits.seeds import compile_seeds, is_seeds_folder

__all__ = ["SUFFIXES", "read"]

Progress = Callable[[str, int, int], None]

SUFFIXES: Final = (".csv", ".tsv", ".geojson", ".json")
"""Endings of the single files that `read` understands."""


def read(
    path: Path | str | None = None,
    *,
    encoding: str = "utf-8",
    as_of: PartialDate | None = None,
    progress: Progress | None = None,
) -> Dataset:
    """Read a dataset: a seeds folder, a data package folder, or a CSV, TSV or GeoJSON file.

    Without a path the published dataset is loaded. A table's columns carry our field names (see
    `geodeposits.readers.fields.FIELDS`); a cell that cannot be read is a finding in
    `Dataset.reading`. `as_of` is the date from which a table's evidence levels are counted, by
    default that of the published dataset; seeds and packages state their own. Raises
    UnreadableFile where nothing can be read.
    """
    if path is None:
        return load()
    target = Path(path)
    if target.is_dir():
        return _read_folder(target, progress)
    suffix = target.suffix.lower()
    if suffix in {".csv", ".tsv"}:
        date = as_of or published_as_of()
        return read_csv(target, encoding=encoding, as_of=date, progress=progress)
    if suffix in {".geojson", ".json"}:
        if target.name == "datapackage.json":
            return read_package(target.parent)
        return read_geojson(target, as_of=as_of or published_as_of(), progress=progress)
    if not target.exists():
        raise UnreadableFile(target, "no such file or folder")
    raise UnreadableFile(target, f"a file ending in {', '.join(SUFFIXES)} is needed")


def _read_folder(folder: Path, progress: Progress | None) -> Dataset:
    if is_seeds_folder(folder):
        return compile_seeds(folder, progress=progress)
    if is_package_folder(folder):
        return read_package(folder)
    raise UnreadableFile(folder, "the folder holds neither dataset.toml nor datapackage.json")
