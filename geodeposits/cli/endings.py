"""What the ending of `-o` says of the format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

__all__ = ["form_for"]


def form_for(form: str | None, output: Path | None, endings: Mapping[str, str]) -> str:
    """Return the format: as asked for, else what the ending of the file names, else text.

    `endings` are formats by ending, such as {".md": "md"}; `.txt` and no ending at all are text.
    Raises click.UsageError for another ending, rather than write text under a name that promises
    something else.
    """
    if form is not None or output is None:
        return form or "text"
    name = output.name.lower()
    named = next((endings[each] for each in endings if name.endswith(each)), None)
    if named is None and output.suffix.lower() not in ("", ".txt"):
        known = ", ".join(endings)
        raise click.UsageError(
            f"{output.suffix} names no format of this verb: use {known} or .txt, or give --format"
        )
    return named or "text"
