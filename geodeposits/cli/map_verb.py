"""`geodeposits map`."""

from __future__ import annotations

from pathlib import Path

import click

from geodeposits.cli.options import Selection, fail_on_option, output_options, selection
from geodeposits.cli.streams import exit_code, progress, say, say_findings, write_output


@click.command("map")
@selection
@click.option(
    "--title",
    callback=lambda _ctx, _param, text: text and text.encode(errors="replace").decode(),
    help="Title of the page; default the dataset's.",
)
@click.option(
    "--tiles", multiple=True, metavar="NAME", help="Online tile layer to offer, e.g. OpenStreetMap."
)
@fail_on_option
@output_options(required=True)
def verb(
    selection: Selection,
    title: str | None,
    tiles: tuple[str, ...],
    fail_on: str,
    output: Path,
    *,
    overwrite: bool,
) -> int:
    """Write an interactive map as one HTML file that needs no network.

    A table with findings is mapped all the same; the findings are counted on stderr.
    """
    from geodeposits.checks import run

    selection.guard(output)
    dataset = selection.read()
    with progress("checking") as step:
        result = run(dataset, progress=step)
    page = dataset.map(title=title, tiles=tiles).html()
    write_output(output, page.encode("utf-8"), overwrite=overwrite)
    say(f"{int(dataset.deposits['lat'].notna().sum())} of {len(dataset)} deposits have a position")
    say_findings(result, selection.shown)
    return exit_code(result, fail_on)
