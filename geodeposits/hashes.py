"""Whether the files of a data package are those that its manifest was written for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from geodeposits import files
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity

__all__ = ["drifted_files"]

_CODE: Final = "GD802"
_ALGORITHMS: Final = ("md5", "sha1", "sha256", "sha512")
"""What Data Package v2 names in a `hash`; a hash without a name is an MD5."""


def drifted_files(folder: Path, resources: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Yield a finding (GD802) for each resource whose file is not what its `hash` says.

    A resource without a hash, or with one of another kind, says nothing; one whose path leads out
    of the folder is not opened.
    """
    for resource in resources:
        path, stated = resource.get("path"), resource.get("hash")
        if not isinstance(path, str) or not isinstance(stated, str):
            continue
        if why := _fault(folder, path, stated):
            yield Finding(
                code=_CODE,
                severity=Severity.ERROR,
                message=f"{path}: {why}",
                origin=f"{files.shown_path(Path(folder.name) / path)}:1",
                field="hash",
            )


def _fault(folder: Path, path: str, stated: str) -> str:
    """Say what is wrong with a file; nothing where its bytes have the hash."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts:
        return "the path leads out of the package, so it is not opened"
    algorithm, _, digest = stated.rpartition(":")
    algorithm = (algorithm or "md5").lower()
    if algorithm not in _ALGORITHMS:
        return ""
    try:
        content = files.read_bytes(folder / path)
    except UnreadableFile as error:
        return str(error).removeprefix(f"{error.path}").lstrip(":0123456789 ")
    found = _digest(algorithm, content)
    if found == digest.lower():
        return ""
    if _digest(algorithm, content.replace(b"\r\n", b"\n")) == digest.lower():
        return "differs from the manifest in its ends of lines alone: CRLF where LF was written"
    return (
        f"differs from the manifest: {algorithm} {found[:12]}…, not {digest[:12]}…; write the "
        "package anew, or bring the file back"
    )


def _digest(algorithm: str, content: bytes) -> str:
    return hashlib.new(algorithm, content, usedforsecurity=False).hexdigest()
