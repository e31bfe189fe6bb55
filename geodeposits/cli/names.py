"""Arguments that name deposits or sources, and at most one PATH, parted by what they are.

An argument is PATH where it is written as a path (`./beylikova`, `tables/my.csv`, `my.csv`) or
where a file or folder of that name is here; every other one is a name. One that is both a file here
and a deposit of the published dataset is refused, with how to write either.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

__all__ = ["parted"]

_SUFFIXES: Final = frozenset(
    {".csv", ".tsv", ".txt", ".xlsx", ".geojson", ".json", ".gpkg", ".parquet", ".toml"}
)


def parted(
    arguments: Iterable[str], keywords: Iterable[str] = ()
) -> tuple[tuple[str, ...], Path | None]:
    """Part arguments into names and the one PATH among them; UsageError where there are two.

    `keywords` are names whatever files are here.
    """
    names: list[str] = []
    paths: list[str] = []
    for argument in dict.fromkeys(arguments):
        is_path = argument not in keywords and _is_path(argument)
        (paths if is_path else names).append(argument)
    if len(paths) > 1:
        raise click.UsageError(f"{paths[0]} and {paths[1]} are both files or folders: name one")
    for path in paths:
        _check_ambiguity(path)
    return tuple(names), Path(paths[0]) if paths else None


def _is_path(argument: str) -> bool:
    return _is_written_as_path(argument) or Path(argument).exists()


def _is_written_as_path(argument: str) -> bool:
    marks = {os.sep, os.altsep or os.sep}
    is_apart = argument in {".", ".."} or any(mark in argument for mark in marks)
    return is_apart or Path(argument).suffix.lower() in _SUFFIXES


def _check_ambiguity(path: str) -> None:
    """Refuse a bare word that is a file or folder here and means a published deposit, too."""
    if _is_written_as_path(path):
        return
    from geodeposits.dataset.filters import fold
    from geodeposits.package import load

    deposits = load().table("deposits")
    for deposit_id, name in zip(deposits["id"], deposits["name"], strict=True):
        if fold(path) in {fold(deposit_id), fold(name)}:
            kind = "folder" if Path(path).is_dir() else "file"
            raise click.UsageError(
                f"{path!r} is a {kind} here and a deposit: write .{os.sep}{path} for the {kind}, "
                f"or --deposit {deposit_id}"
            )
