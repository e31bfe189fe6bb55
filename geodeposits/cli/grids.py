"""How a verb that makes a table writes it: `--format`, `--lang`, `-o`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import click

from geodeposits.cli.endings import form_for
from geodeposits.cli.options import output_options
from geodeposits.cli.streams import emit, has_colour, write_output

if TYPE_CHECKING:
    from geodeposits.speech import Language
    from geodeposits.tables import Form, Grid

__all__ = ["chosen_form", "grid_options", "lang_option", "put"]

_FORMS: Final = ("text", "md", "csv", "tsv", "json", "html", "latex", "xlsx")
_LANGUAGES: Final = ("en", "tr")
_PRINTED_WIDTH: Final = 120

lang_option = click.option(
    "--lang",
    type=click.Choice(_LANGUAGES),
    default="en",
    show_default=True,
    is_eager=True,  # known before the options whose complaints are worded by it
    help="Language of words, numbers and dates.",
)


def grid_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb `--format`, `--lang`, `-o` and `--overwrite`, as `form`, `lang`, `output`."""
    form = click.option(
        "--format",
        "form",
        type=click.Choice(_FORMS),
        help="How the table is written; by default text, or what the ending of -o names.",
    )
    return form(lang_option(output_options(required=False)(command)))


def chosen_form(form: str | None, output: Path | None) -> Form:
    """Return the format: as asked for, else by the name of the file, else text."""
    from geodeposits.tables import ENDINGS

    return cast("Form", form_for(form, output, ENDINGS))


def put(
    grid: Grid, *, form: str | None, lang: Language, output: Path | None, overwrite: bool
) -> None:
    """Write a table to a file or to stdout, with bold and dim type on a terminal only."""
    from geodeposits.tables import write

    chosen = chosen_form(form, output)
    if chosen == "text" and output is None:
        from geodeposits.tables.printed import as_text

        width = shutil.get_terminal_size().columns
        emit(as_text(grid, lang, width=width, styled=has_colour(sys.stdout)))
        return
    if chosen == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("a workbook is no text: name a file with -o")
    content = write(grid, chosen, lang, width=_PRINTED_WIDTH)
    if output is None:
        _emit(content)
    else:
        made = content.encode("utf-8") if isinstance(content, str) else content
        write_output(output, made, overwrite=overwrite)


def _emit(content: str | bytes) -> None:
    if isinstance(content, str):
        emit(content)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
