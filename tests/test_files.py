"""Files: strict reading with lines, writing that is whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodeposits import files
from geodeposits.errors import UnreadableFile, UnwritableFile

ROOT = Path(__file__).resolve().parent.parent


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- Reading -------------------------------------------------------------------------------------


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffKızılcaören\r\nŞ".encode())
    assert files.read_text(path) == "Kızılcaören\r\nŞ"
    assert files.read_text(path, encoding="UTF8") == "Kızılcaören\r\nŞ"
    assert files.read_text(path, encoding="u8") == "Kızılcaören\r\nŞ"


@pytest.mark.parametrize("encoding", ["cp1254", "iso-8859-9", "utf-16", "utf-16-le"])
def test_an_encoding_that_is_named_is_used(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Kızılcaören, Eskişehir".encode(encoding))
    assert files.read_text(path, encoding=encoding) == "Kızılcaören, Eskişehir"


@pytest.mark.parametrize(
    ("content", "line", "byte"),
    [
        (b"\xfd", 1, "0xfd"),
        (b"one\ntwo\nK\xfdz\xfdl\n", 3, "0xfd"),
        (b"one\r\ntwo\r\n\xd0", 3, "0xd0"),
        (b"\xef\xbb\xbfone\n\xfc\nthree", 2, "0xfc"),
        (b"\xef\xbb\xbf\n\xfc", 2, "0xfc"),
        (b"cut short \xc3", 1, "0xc3"),
        (b"overlong\n\xc0\xaf", 2, "0xc0"),
        (b"surrogate\n\n\xed\xa0\x80", 3, "0xed"),
    ],
)
def test_another_encoding_is_refused_with_its_line(
    tmp_path: Path, content: bytes, line: int, byte: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=f"byte {byte} is not utf-8") as caught:
        files.read_text(path)
    assert caught.value.line == line
    assert caught.value.path == path
    assert str(caught.value).startswith(f"{path}:{line}: ")


@pytest.mark.parametrize("encoding", ["klingon", "", "hex", "base64", "undefined", "a\0b"])
def test_what_is_no_encoding_of_text_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    with pytest.raises(UnreadableFile, match="is no known encoding of text"):
        files.read_text(path, encoding=encoding)


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="is empty") as caught:
        files.read_text(path)
    assert caught.value.line == 1


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is a folder, not a file"):
        files.read_bytes(tmp_path)
    with pytest.raises(UnreadableFile, match="no such file") as caught:
        files.read_bytes(tmp_path / "none")
    assert caught.value.line is None
    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(UnreadableFile, match="Not a directory"):
        files.read_bytes(tmp_path / "a" / "b")
    with pytest.raises(UnreadableFile, match="File name too long"):
        files.read_bytes(tmp_path / ("x" * 300))


# --- Writing -------------------------------------------------------------------------------------


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "a.csv"
    files.write_atomically(path, b"one\n")
    assert path.read_bytes() == b"one\n"
    files.write_atomically(str(path), b"")
    assert path.read_bytes() == b""
    assert names(path.parent) == ["a.csv"]


def test_a_long_name_leaves_room_for_the_temporary_one(tmp_path: Path) -> None:
    path = tmp_path / ("ö" * 120 + ".html")
    files.write_atomically(path, b"page")
    assert path.read_bytes() == b"page"


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o444])
def test_the_mode_of_what_stood_there_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    files.write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_the_umask_leaves(
    tmp_path: Path, mask: int, mode: int
) -> None:
    before = os.umask(mask)
    try:
        files.write_atomically(tmp_path / "a", b"new")
        assert os.umask(mask) == mask, "the mask itself is left as it was"
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "a", tmp_path / "link"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link.symlink_to("real/a")
    files.write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert names(real.parent) == ["a"]


def test_a_link_to_nothing_yet_is_followed(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "later" / "a")
    files.write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "later" / "a").read_bytes() == b"new"


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("link")
    with pytest.raises(UnwritableFile):
        files.write_atomically(link, b"new")
    assert names(tmp_path) == ["link"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(UnwritableFile, match="Is a directory"):
        files.write_atomically(tmp_path / "a", b"new")
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").is_dir()


def test_a_file_in_the_way_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(UnwritableFile):
        files.write_atomically(tmp_path / "a" / "b", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def _no_space(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _interrupted(*_: Any, **__: Any) -> Any:
    raise KeyboardInterrupt


class _FullStream:
    """A stream whose disk fills up in the middle of a write."""

    def __init__(self, handle: int) -> None:
        self.handle = handle

    def __enter__(self) -> _FullStream:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)

    def write(self, content: bytes) -> int:
        os.write(self.handle, content[: len(content) // 2])
        return int(_no_space())


def _break_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _no_space)


def _break_replace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", _no_space)


def _break_chmod(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "chmod", _no_space)


def _break_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fdopen", lambda handle, *_: _FullStream(handle))


FAULTS = [_break_fsync, _break_replace, _break_chmod, _break_write]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.removeprefix("_break_"))
@pytest.mark.parametrize("before", [b"old", None])
def test_a_full_disk_leaves_what_stood_there(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[pytest.MonkeyPatch], None],
    before: bytes | None,
) -> None:
    path = tmp_path / "a"
    if before is not None:
        path.write_bytes(before)
    with monkeypatch.context() as patch:
        fault(patch)
        with pytest.raises(UnwritableFile, match=f"{path}: No space left on device"):
            files.write_atomically(path, b"new and longer")
    assert names(tmp_path) == ([] if before is None else ["a"])
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_an_interrupt_leaves_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync") if where == "fsync" else (Path, "replace")), _interrupted)
        with pytest.raises(KeyboardInterrupt):
            files.write_atomically(path, b"new")
    assert names(tmp_path) == ["a"]
    assert path.read_bytes() == b"old"


def test_what_reads_back_differently_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"ne")
    with pytest.raises(UnwritableFile, match="differs from what was written"):
        files.write_atomically(tmp_path / "a", b"new")


_LIMITED = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
from geodeposits.errors import UnwritableFile
from geodeposits.files import write_atomically
try:
    write_atomically(Path(sys.argv[1]), b"x" * 1_000_000)
except UnwritableFile as error:
    print(error)
    sys.exit(2)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX")
def test_a_real_limit_of_the_system_leaves_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    run = subprocess.run(
        [sys.executable, "-B", "-c", _LIMITED, str(path)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (2, "")
    assert run.stdout == f"{path}: File too large\n"
    assert names(tmp_path) == ["a"]
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_device_is_written_to_and_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", _interrupted)  # so that a fault costs root no device
    for device in (Path("/dev/full"), tmp_path / "link"):
        if device.name == "link":
            device.symlink_to("/dev/full")
        with pytest.raises(UnwritableFile, match="No space left on device"):
            files.write_atomically(device, b"new")
        assert stat.S_ISCHR(device.stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        files.write_atomically(pipe, b"page")
        assert os.read(reader, 100) == b"page"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
