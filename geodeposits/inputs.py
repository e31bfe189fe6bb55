"""One way to read whatever a PATH names: seeds, a data package or a table of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnknownTerm, UnreadableFile
from geodeposits.package import is_package_folder, load, published_as_of, read_package
from geodeposits.readers import (
    read_csv,
    read_geojson,
    read_geopackage,
    read_usgs_ree,
    read_xlsx,
)
from geodeposits.seeds import compile_seeds, is_seeds_folder

__all__ = ["PROFILES", "SUFFIXES", "read"]

Progress = Callable[[str, int, int], None]

SUFFIXES: Final = (".csv", ".tsv", ".xlsx", ".geojson", ".json", ".gpkg")
"""Endings of the single files that `read` understands."""


_OF_BYTES: Final[dict[str, Callable[..., Dataset]]] = {
    ".geojson": read_geojson,
    ".gpkg": read_geopackage,
    ".json": read_geojson,
    ".xlsx": read_xlsx,
}

PROFILES: Final = {"usgs-ree": read_usgs_ree}
"""Tables of other databases, by the name of the profile that reads them."""


def read(
    path: Path | str | None = None,
    *,
    encoding: str = "utf-8",
    profile: str | None = None,
    as_of: PartialDate | None = None,
    progress: Progress | None = None,
) -> Dataset:
    """Read a dataset: a seeds folder, a data package folder, or one file (see `SUFFIXES`).

    Without a path the published dataset is loaded. A table's columns carry our field names (see
    `geodeposits.readers.fields.FIELDS`); a cell that cannot be read is a finding in
    `Dataset.reading`. `profile` names a foreign database whose own headings are read instead (see
    `PROFILES`). `as_of` is the date from which a table's evidence levels are counted, by default
    that of the published dataset; seeds and packages state their own. Raises UnreadableFile where
    nothing can be read, UnknownTerm for a profile that is not known.
    """
    if profile is not None and profile not in PROFILES:
        raise UnknownTerm(profile, vocabulary="profile", choices=list(PROFILES))
    if path is None:
        if profile is not None:
            raise UnreadableFile(Path(), f"the profile {profile} needs a table to read")
        return load()
    target = Path(path)
    if target.is_dir() and profile is None:
        return _read_folder(target, progress)
    if target.name == "datapackage.json":
        return read_package(target.parent)
    date = as_of or published_as_of()
    if (reader := _with_encoding(target, profile)) is not None:
        return reader(target, encoding=encoding, as_of=date, progress=progress)
    if (read_whole := _OF_BYTES.get(target.suffix.lower())) is not None:
        return read_whole(target, as_of=date, progress=progress)
    if not target.exists():
        raise UnreadableFile(target, "no such file or folder")
    raise UnreadableFile(target, f"a file ending in {', '.join(SUFFIXES)} is needed")


def _with_encoding(path: Path, profile: str | None) -> Callable[..., Dataset] | None:
    if profile is not None:
        return PROFILES[profile]
    return read_csv if path.suffix.lower() in {".csv", ".tsv"} else None


def _read_folder(folder: Path, progress: Progress | None) -> Dataset:
    if is_seeds_folder(folder):
        return compile_seeds(folder, progress=progress)
    if is_package_folder(folder):
        return read_package(folder)
    raise UnreadableFile(folder, "the folder holds neither dataset.toml nor datapackage.json")
