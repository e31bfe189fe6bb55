"""What goes to stdout, to stderr and into files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import click

from geodeposits import files
from geodeposits.errors import UnwritableFile
from geodeposits.finding import Severity

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun

__all__ = [
    "emit",
    "exit_code",
    "has_colour",
    "may_write",
    "progress",
    "say",
    "say_findings",
    "write_output",
]

_MARKS: Final = (
    b'content="geodeposits',
    b"<!-- geodeposits",
    b"% geodeposits",  # LaTeX
    b'"generator": "geodeposits',
    b'"name": "geodeposits"',  # SARIF
    b'<testsuites name="geodeposits"',  # JUnit
    b"Software\x00geodeposits",  # PNG
)
_MARK_OF_PDF: Final = b"/Creator (geodeposits)"  # at the end of one
_STEPS: Final = 200  # of a bar: a row of a large table is too little to draw
_MARKED_WITHIN: Final = 4096  # bytes from the start of a file in which our mark stands


def say(text: str) -> None:
    """Write one line to stderr."""
    click.echo(text, err=True)


def emit(text: str) -> None:
    """Write data to stdout as UTF-8, whatever the locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
    sys.stdout.buffer.flush()


def has_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal, and the user has not asked for plain text (NO_COLOR)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def write_output(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file whole; refuse to replace one that geodeposits did not write (`may_write`)."""
    may_write(path, content, overwrite=overwrite)
    files.write_atomically(path, content)
    say(f"wrote {path} ({len(content):,} bytes)")


def may_write(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Raise UnwritableFile where a file stands that geodeposits did not write.

    A page, a Markdown, a LaTeX, a JSON, a SARIF or a JUnit file carries our mark near its start;
    a CSV, a workbook and plain findings carry none and are replaced only on request, unless the
    bytes are the same.
    """
    if path.is_file() and not overwrite:
        before = path.read_bytes()
        if before != content and not _is_ours(before):
            raise UnwritableFile(path, "was not written by geodeposits; --overwrite replaces it")


def _is_ours(content: bytes) -> bool:
    start = content[:_MARKED_WITHIN]
    is_pdf = start.startswith(b"%PDF") and _MARK_OF_PDF in content[-_MARKED_WITHIN:]
    return is_pdf or any(mark in start for mark in _MARKS)


def say_findings(run: CheckRun, path: str) -> None:
    """Say on stderr how many findings there are, and how to see them."""
    from geodeposits.checks.formats import counts_sentence

    if any(run.counts().values()):
        command = f"geodeposits check {path}".rstrip()
        say(f"findings: {counts_sentence(run)}; `{command}` lists them")


def exit_code(run: CheckRun, fail_on: str) -> int:
    """Return 1 where a finding stands at or above `fail_on`, else 0."""
    return int(fail_on != "never" and bool(run.failing(Severity(fail_on))))


@contextmanager
def progress(task: str) -> Iterator[Callable[[str, int, int], None] | None]:
    """Show a bar on stderr while work goes on, where stderr is a terminal; else yield None."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    # drawn at its steps, not by a thread of its own, beside which no process could be copied
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bars:
        bar = bars.add_task(task)
        drawn = ("", -1)

        def step(what: str, done: int, of: int) -> None:
            nonlocal drawn
            if drawn != (now := (what, done * _STEPS // max(of, 1))):
                shown = f"{task} {what}"
                bars.update(bar, description=shown, completed=done, total=of, refresh=True)
                drawn = now

        yield step
