"""The one place that opens files: strict reading, and writing that is whole or not at all."""

from __future__ import annotations

import codecs
import os
import tempfile
from pathlib import Path

from geodeposits.errors import UnreadableFile, UnwritableFile

__all__ = ["read_bytes", "read_text", "shown_path", "write_atomically"]


def shown_path(path: Path) -> str:
    """Return a path as it was given, as text that any encoding can hold."""
    return path.as_posix().encode("utf-8", errors="replace").decode("utf-8")


def read_bytes(path: Path | str) -> bytes:
    """Return a file's bytes; raise UnreadableFile for a folder, a missing or an empty file."""
    path = Path(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(path, "no such file") from None
    except IsADirectoryError:
        raise UnreadableFile(path, "is a folder, not a file") from None
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from None
    if not content.strip():
        raise UnreadableFile(path, "is empty", line=1)
    return content


def read_text(path: Path | str, *, encoding: str = "utf-8") -> str:
    """Return a file's text; a byte order mark is dropped.

    Raises UnreadableFile with the line of the first byte that is not in the encoding: another
    encoding is never guessed. A text of nothing but white space is an empty file.
    """
    content = read_bytes(path)
    try:
        is_utf_8 = codecs.lookup(encoding).name == "utf-8"
        text = content.decode("utf-8-sig" if is_utf_8 else encoding)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        why = f"byte 0x{byte:02x} is not {encoding}; save as UTF-8 or name the encoding"
        raise UnreadableFile(path, why, line=line) from None
    except (LookupError, ValueError):
        raise UnreadableFile(path, f"{encoding!r} is no known encoding of text") from None
    if not text.strip():
        raise UnreadableFile(path, "is empty", line=1)
    return text


def write_atomically(path: Path | str, content: bytes) -> None:
    """Write a file whole or not at all: temp file beside it, fsync, read back, replace.

    A link is followed, so that what it points to is replaced. A device or a pipe (`/dev/stdout`)
    is written to, never replaced. Raises UnwritableFile; whatever stood at `path` before is then
    still there.
    """
    target = Path(path)
    temporary: Path | None = None
    try:
        if target.exists() and not (target.is_file() or target.is_dir()):
            _write_through(target, content)
            return
        target = _followed(target) if target.is_symlink() else target
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = _write_beside(target, content)
        if temporary.read_bytes() != content:
            raise UnwritableFile(path, "what was read back differs from what was written")
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a rename outlast a power cut, where the system can sync a folder."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _followed(link: Path) -> Path:
    """Return what a link points to, there or not; raise UnwritableFile for a loop of links."""
    try:
        target = link.resolve()
    except RuntimeError:  # before Python 3.13; from then on, a loop resolves to a link
        target = link
    if target.is_symlink():
        raise UnwritableFile(link, "the link leads back to itself")
    return target


def _write_through(device: Path, content: bytes) -> None:
    with device.open("wb") as stream:
        stream.write(content)


def _write_beside(target: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
