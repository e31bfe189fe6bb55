"""`geodeposits map`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
@click.option("--color-by", metavar="COLUMN", help="Colour by this column, e.g. status or level.")
@click.option("--size-by", metavar="COLUMN", help="Size by this number, e.g. ore_mt or grade_pct.")
@click.option(
    "--facets",
    metavar="A,B",
    callback=lambda _ctx, _param, text: text and [name.strip() for name in text.split(",")],
    help="Columns to filter by, in this order; default all that compare.",
)
@click.option(
    "--tiles", multiple=True, metavar="NAME", help="Online tile layer to offer, e.g. OpenStreetMap."
)
@click.option(
    "--lang", type=click.Choice(["en", "tr"]), default="en", show_default=True, help="Language."
)
@click.option(
    "--no-occurrences", is_flag=True, help="Leave out the occurrences below the deposits."
)
@click.option("--open", "and_open", is_flag=True, help="Open the page in a browser afterwards.")
@fail_on_option
@output_options(required=True)
def verb(
    selection: Selection,
    fail_on: str,
    output: Path,
    *,
    overwrite: bool,
    no_occurrences: bool,
    and_open: bool,
    **options: Any,
) -> int:
    """Write an interactive map as one HTML file that needs no network.

    A table with findings is mapped all the same; the findings are counted on stderr.
    """
    from geodeposits.checks import run
    from geodeposits.maps import UnusableColumn

    selection.guard(output)
    dataset = selection.read()
    with progress("checking") as step:
        result = run(dataset, progress=step)
    try:
        page = dataset.map(occurrences=not no_occurrences, **options).html()
    except UnusableColumn as error:
        raise click.UsageError(str(error)) from None
    write_output(output, page.encode("utf-8"), overwrite=overwrite)
    say(f"{int(dataset.deposits['lat'].notna().sum())} of {len(dataset)} deposits have a position")
    say_findings(result, selection.shown)
    if and_open:
        click.launch(output.resolve().as_uri())
    return exit_code(result, fail_on)
