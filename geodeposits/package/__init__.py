"""The published data package: tables as CSV, a GeoJSON, JSON Schemas and a manifest.

The manifest `datapackage.json` follows Data Package v2 and states the SHA-256 hash and the size of
every table. All files are bytes of their content alone: UTF-8, LF, sorted, plain decimal numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from geodeposits.dataset import SCHEMAS, Dataset
from geodeposits.dataset.parts import Parts
from geodeposits.dates import PartialDate
from geodeposits.hashes import drifted_files
from geodeposits.package.reading import MANIFEST, info_of, manifest_of, resources_of, table_in
from geodeposits.package.writing import package_files

__all__ = [
    "MANIFEST",
    "is_package_folder",
    "load",
    "package_files",
    "published_as_of",
    "read_package",
]


def is_package_folder(folder: Path) -> bool:
    """Whether a folder holds a manifest."""
    return (folder / MANIFEST).is_file()


def load() -> Dataset:
    """Return the published dataset that comes with the package; no network is used.

    It is what `read_package` gives, but each table is read when it is first looked at: every file
    is held against its hash now, and one that has it is what was published, and in order. Where
    any differs or has no hash, all are read now, and what is amiss is said now.
    """
    root = _published()
    manifest = manifest_of(root)
    stated = resources_of(manifest)
    drifted = tuple(drifted_files(root, stated))
    if drifted or not _all_hashed(stated):
        return read_package(root)
    return Dataset.of_claims(_parts(root, manifest))


def published_as_of() -> PartialDate | None:
    """Return the as-of date of the published dataset."""
    root = _published()
    return info_of(root, manifest_of(root)).as_of


def _published() -> Path:
    bundled = Path(str(resources("geodeposits"))) / "data"
    checkout = Path(__file__).resolve().parent.parent.parent / "data"
    return bundled if is_package_folder(bundled) else checkout


def read_package(folder: Path | str) -> Dataset:
    """Read a published package back into a Dataset; what is chosen is chosen anew.

    A table that older packages lack may be missing; it is empty then. A file that differs from its
    hash in the manifest is a finding (GD802). Raises UnreadableFile, with the line, for a manifest
    or a table that is not in order.
    """
    root = Path(folder)
    manifest = manifest_of(root)
    return Dataset.of_claims(
        dict(_parts(root, manifest)), reading=drifted_files(root, resources_of(manifest))
    )


def _parts(root: Path, manifest: Any) -> Parts:
    """Return title, version and date of a package and its tables, each read when asked for."""
    tables = {name: partial(table_in, root, name) for name in SCHEMAS}
    return Parts({"info": partial(info_of, root, manifest), **tables})


def _all_hashed(stated: Iterable[Mapping[str, Any]]) -> bool:
    hashed = {each.get("path") for each in stated if str(each.get("hash")).startswith("sha256:")}
    return hashed >= {f"{name}.csv" for name in SCHEMAS}
