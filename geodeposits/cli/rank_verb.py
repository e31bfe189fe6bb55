"""`geodeposits rank`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geodeposits.cli.grids import grid_options, put
from geodeposits.cli.options import Selection, selection
from geodeposits.cli.table_verb import LEVELS


@click.command("rank")
@click.argument("deposit_id", metavar="ID|all")
@selection
@click.option(
    "--by",
    type=click.Choice(["contained-reo", "ore", "grade", "ndpr", "hreo"]),
    default="contained-reo",
    show_default=True,
    help="What deposits are ranked by.",
)
@click.option(
    "--figure",
    type=click.Choice(["headline", "documented"]),
    help="This figure alone; for all, headline by default.",
)
@click.option("--level", "levels", type=LEVELS, metavar="LIST", help="These levels only: A,B,C.")
@grid_options
def verb(
    deposit_id: str,
    selection: Selection,
    by: Any,
    figure: Any,
    levels: tuple[str, ...] | None,
    form: str | None,
    lang: Any,
    output: Path | None,
    *,
    overwrite: bool,
) -> int:
    """Rank one deposit, or all, by what they hold: an interval where figures are bounds.

    ID is the deposit's id, or a name or alias of it, whole or in part, that no other deposit has.
    One deposit is ranked by its headline and its documented figure, at each evidence level, by
    every claim about it, and as a country among each edition of national reserves, with a sentence
    on each.
    """
    from geodeposits.tables.rankings import rank_grid, ranks_grid

    if figure and levels:
        raise click.UsageError("--figure and --level each choose the figures: give one of them")
    selection.guard(output)
    dataset = selection.read()
    options = {"by": by, "levels": levels or (), "lang": lang}
    if deposit_id == "all":
        grid = ranks_grid(dataset, figure=figure or "headline", **options)
    else:
        named = dataset.named(deposit_id)
        (one,) = dataset.deposit(named[0] if len(named) == 1 else deposit_id).table("deposits")[
            "id"
        ]
        grid = rank_grid(dataset, one, figure=figure, **options)
    put(grid, form=form, lang=lang, output=output, overwrite=overwrite)
    return 0
