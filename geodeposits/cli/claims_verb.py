"""`geodeposits claims`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from geodeposits.cli.grids import grid_options, put
from geodeposits.cli.options import Selection, selection
from geodeposits.countries import UnknownCountry, country_code

if TYPE_CHECKING:
    from geodeposits.dataset import Dataset

_WORLD: Final = "world"
_VERDICTS: Final = ("supported", "contradicted", "depends", "open", "untestable")


@click.command("claims")
@selection
@click.option(
    "--subject",
    "subjects",
    multiple=True,
    metavar="ID|CC",
    help="Statements about this deposit or country alone (again for more).",
)
@click.option(
    "--verdict",
    "verdicts",
    multiple=True,
    type=click.Choice(_VERDICTS),
    help="Statements with this verdict alone (again for more).",
)
@grid_options
def verb(
    selection: Selection,
    subjects: tuple[str, ...],
    verdicts: tuple[str, ...],
    form: str | None,
    lang: Any,
    output: Path | None,
    *,
    overwrite: bool,
) -> int:
    """Test statements made in public about deposits and countries against the dataset.

    Who said what, and when, in our words; the verdict, computed from estimates by evidence level,
    from ranks and from the editions of national tables; and by which figures. Filters choose the
    deposits whose statements are shown; they are tested against all.
    """
    from geodeposits.summary.statements import tested
    from geodeposits.tables.statements import statement_grid

    selection.guard(output)
    dataset = selection.whole()
    shown = set(dataset.filter(selection.filters).statements["statement"])
    asked = [_subject(dataset, text) for text in subjects]
    results = [each for each in tested(dataset) if each.said.text("statement") in shown]
    grid = statement_grid(dataset, results, lang=lang, subjects=asked, verdicts=verdicts)
    put(grid, form=form, lang=lang, output=output, overwrite=overwrite)
    return 0


def _subject(dataset: Dataset, text: str) -> str:
    """Return the deposit or the country that a text means; UnknownDeposit for neither."""
    if text.lower() == _WORLD:
        return _WORLD
    try:
        return country_code(text)
    except UnknownCountry:
        named = dataset.named(text)
    return (
        named[0] if len(named) == 1 else str(dataset.deposit(text).table("deposits")["id"].iloc[0])
    )
