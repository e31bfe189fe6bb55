"""`geodeposits table`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from geodeposits.cli.grids import grid_options, put
from geodeposits.cli.options import Selection, selection
from geodeposits.vocab import EvidenceLevel

_GROUPINGS: Final = (
    "all", "country", "region", "type", "status", "code", "level", "decade", "partner",
    "partner-country", "owner", "owner-country",
)  # fmt: skip
_MEASURES: Final = ("deposits", "ore", "reo", "contained", "grade", "ndpr", "dytb")
_LEVELS: Final = tuple(level.value for level in EvidenceLevel)
_USUAL: Final = ("deposits", "reo")


class _Words(click.ParamType[tuple[str, ...]]):
    """Words of a closed list, set apart by commas."""

    name = "list"

    def __init__(self, words: tuple[str, ...], *, upper: bool = False) -> None:
        self._words, self._upper = words, upper

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        parts = tuple(part.strip() for part in str(value).split(",") if part.strip())
        given = tuple(part.upper() if self._upper else part for part in parts)
        unknown = [part for part in given if part not in self._words]
        if unknown or not given:
            self.fail(f"choose of {', '.join(self._words)}, set apart by commas", param, ctx)
        return tuple(word for word in self._words if word in given)


LEVELS: Final = _Words(_LEVELS, upper=True)
"""Evidence levels as an option takes them: `A`, or `A,B,C`."""


@click.command("table")
@selection
@click.option(
    "--by",
    type=click.Choice(_GROUPINGS),
    default="country",
    show_default=True,
    help="What a row stands for.",
)
@click.option(
    "--measures",
    type=_Words(_MEASURES),
    default=_USUAL,
    metavar="LIST",
    help=f"What is counted or added: {', '.join(_MEASURES)}; by default {','.join(_USUAL)}.",
)
@click.option(
    "--figure",
    type=click.Choice(["headline", "documented"]),
    default="headline",
    show_default=True,
    help="Which figure of each deposit.",
)
@click.option("--level", "levels", type=LEVELS, metavar="LIST", help="These levels only: A,B,C.")
@click.option(
    "--wide/--long",
    default=True,
    show_default=True,
    help="Levels side by side, of total oxides alone; or a row for each level and basis.",
)
@grid_options
def verb(
    selection: Selection,
    by: Any,
    measures: Any,
    figure: Any,
    levels: tuple[str, ...] | None,
    form: str | None,
    lang: Any,
    output: Path | None,
    *,
    wide: bool,
    overwrite: bool,
) -> int:
    """Add up what deposits hold, by country, type, level, decade, partner and so on.

    Evidence levels, bases, and resources with reserves stand side by side and are never added to
    one another; a sum that holds a bound is a bound. Beside grades and NdPr stands how much of the
    ore or of the oxide they cover.
    """
    from geodeposits.tables.summaries import summary_grid

    selection.guard(output)
    grid = summary_grid(
        selection.read(),
        by=by,
        measures=measures,
        figure=figure,
        levels=levels or (),
        wide=wide,
        lang=lang,
    )
    put(grid, form=form, lang=lang, output=output, overwrite=overwrite)
    return 0
