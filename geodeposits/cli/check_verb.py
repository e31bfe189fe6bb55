"""`geodeposits check`."""

from __future__ import annotations

from pathlib import Path

import click

from geodeposits.cli.options import Selection, fail_on_option, output_options, selection
from geodeposits.cli.streams import emit, exit_code, progress, write_output
from geodeposits.errors import UnreadableFile


@click.command("check")
@selection
@click.option(
    "--format",
    "form",
    type=click.Choice(["concise", "json", "github"]),
    default="concise",
    show_default=True,
    help="How findings are written.",
)
@click.option("--select", multiple=True, metavar="CODE", help="Only these rules, e.g. GD2, GD304.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not these rules.")
@fail_on_option
@output_options(required=False)
def verb(
    selection: Selection,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    output: Path | None,
    *,
    overwrite: bool,
) -> int:
    """Check a dataset against the rules; `geodeposits rule CODE` explains one."""
    from geodeposits.checks import run
    from geodeposits.checks.formats import concise, to_github, to_json, unreadable_command

    selection.guard(output)
    try:
        dataset = selection.read()
    except UnreadableFile as error:
        if form == "github":
            emit(unreadable_command(error))
        raise
    with progress("checking") as step:
        result = run(dataset, select=select, ignore=ignore, progress=step)
    write = {"json": to_json, "github": to_github}.get(form, concise)
    text = write(result)
    if output is None:
        emit(text)
    else:
        write_output(output, text.encode("utf-8"), overwrite=overwrite)
    return exit_code(result, fail_on)
