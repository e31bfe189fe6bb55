"""`geodeposits plot`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from geodeposits.cli.options import Selection, named_selection
from geodeposits.cli.streams import say, write_output
from geodeposits.errors import NothingToPlot

if TYPE_CHECKING:
    from geodeposits.charts import Plot
    from geodeposits.dataset import Dataset

ALL: Final = "all"
KINDS: Final = (
    "grade-tonnage", "ree-pattern", "oxides", "cumulative", "estimates", "partners", "world",
    "locator",
)  # fmt: skip
FORMATS: Final = ("svg", "png", "pdf")
REFERENCES: Final = ("mcdonough-sun-1995", "sun-mcdonough-1989")
_FIGURES: Final = ("headline", "documented")
_OF_ONE: Final = ("estimates", "partners", "locator")
_BOTH_FIGURES: Final = ("grade-tonnage", "cumulative", "world")
_LEAST_MM, _MOST_MM = 60, 600
_MOST_DPI: Final = 1200


@click.command("plot")
@click.argument("kind", type=click.Choice([*KINDS, ALL]), metavar="KIND")
@named_selection("[ID]... [PATH]")
@click.option(
    "--figure",
    type=click.Choice(_FIGURES),
    default="headline",
    show_default=True,
    help="Which figure of each deposit: what is reported, or what is best documented.",
)
@click.option(
    "--reference",
    type=click.Choice(REFERENCES),
    default=REFERENCES[0],
    show_default=True,
    help="Chondrite of a ree-pattern.",
)
@click.option(
    "--lang", type=click.Choice(["en", "tr"]), default="en", show_default=True, help="Language."
)
@click.option(
    "--width-mm",
    type=click.FloatRange(_LEAST_MM, _MOST_MM),
    default=174,
    show_default=True,
    help="Width in print: 85 is a column, 174 a page.",
)
@click.option(
    "--dpi",
    type=click.IntRange(36, _MOST_DPI),
    default=200,
    show_default=True,
    help="Pixels an inch of a PNG.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Format of the files of all; default svg. Of one plot, its file's ending says it.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write, .svg, .png or .pdf; the folder for all.",
)
@click.option("--overwrite", is_flag=True, help="Replace a file that geodeposits did not write.")
def verb(
    kind: str,
    names: tuple[str, ...],
    selection: Selection,
    dpi: int,
    form: str | None,
    output: Path,
    *,
    overwrite: bool,
    **options: Any,
) -> int:
    """Draw a plot for print, as SVG, PNG or PDF.

    KIND is grade-tonnage or world (ID is highlighted), ree-pattern or oxides (of ID, else of the
    largest deposits), cumulative, or of one ID: estimates (through time), partners (with the
    status, through time), locator (a map). With all, every plot is drawn into a folder, for both
    figures, and those of one deposit for each ID.

    ID is the deposit's id, or a name or alias of it that no other deposit has. An argument that is
    a file or a folder here is PATH; every other one is ID.
    """
    _check_usage(kind, names, form, output)
    if kind == ALL:
        selection.guard_folder(output)
    else:
        selection.guard(output)
    dataset = selection.read()
    ids = tuple(dict.fromkeys(_id(dataset, name) for name in names))
    if kind == ALL:
        _write_all(dataset, ids, output, form or FORMATS[0], dpi, overwrite=overwrite, **options)
        return 0
    from geodeposits.charts import plot

    drawn = plot(dataset, kind, ids, **options)
    write_output(output, _bytes(drawn, output.suffix.lower()[1:], dpi), overwrite=overwrite)
    return 0


def _check_usage(kind: str, names: tuple[str, ...], form: str | None, output: Path) -> None:
    if kind == ALL:
        if output.is_file():
            raise click.UsageError(f"{output} is a file: all plots go into a folder")
        return
    ending = output.suffix.lower()[1:]
    if ending not in FORMATS or output.is_dir():
        raise click.UsageError(f"{output} names no format: end it in .svg, .png or .pdf")
    if form and form != ending:
        raise click.UsageError(f"--format {form} and {output.name} differ: leave --format out")
    if kind in _OF_ONE and len(names) != 1:
        raise click.UsageError(f"{kind} is of one deposit: name one ID")
    if kind == "cumulative" and names:
        raise click.UsageError(f"{kind} is of all deposits: name no ID, or choose by the filters")


def _id(dataset: Dataset, name: str) -> str:
    """Return the id that a name means; raise UnknownDeposit where it is none, or several."""
    named = dataset.named(name)
    one = dataset.deposit(named[0] if len(named) == 1 else name)
    return str(one.table("deposits")["id"].iloc[0])


def _bytes(drawn: Plot, form: str, dpi: int) -> bytes:
    from geodeposits.charts import pdf_bytes, png_bytes, svg_bytes

    if form == "png":
        return png_bytes(drawn, dpi)
    return svg_bytes(drawn) if form == "svg" else pdf_bytes(drawn)


def _write_all(
    dataset: Dataset,
    ids: tuple[str, ...],
    folder: Path,
    form: str,
    dpi: int,
    *,
    overwrite: bool,
    **options: Any,
) -> None:
    """Draw every plot that the data hold something for; fail where they hold nothing at all."""
    from geodeposits.charts import plot

    written, nothing = 0, None
    for name, kind, chosen, more in _gallery(ids):
        try:
            drawn = plot(dataset, kind, chosen, **(options | more))
        except NothingToPlot as error:
            say(str(error))
            nothing = error
            continue
        write_output(folder / f"{name}.{form}", _bytes(drawn, form, dpi), overwrite=overwrite)
        written += 1
    if nothing is not None and not written:
        raise nothing


def _gallery(ids: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[str, ...], dict[str, Any]]]:
    """Yield name of the file, plot, ids and options of each plot of the gallery."""
    for kind in KINDS:
        if kind in _BOTH_FIGURES:
            marked = () if kind == "cumulative" else ids
            for figure in _FIGURES:
                yield f"{kind}-{figure}", kind, marked, {"figure": figure}
        elif kind not in _OF_ONE:
            yield kind, kind, (), {}
    taken: set[str] = set()
    for one in ids:
        stem = _stem(one, taken)
        for kind in ("ree-pattern", "oxides", *_OF_ONE):
            yield f"{stem}-{kind}", kind, (one,), {}


def _stem(deposit_id: str, taken: set[str]) -> str:
    """Return an id as a file can be named, no two alike."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", deposit_id).strip("-")[:80] or "deposit"
    names = (plain if n == 1 else f"{plain}-{n}" for n in range(1, len(taken) + 2))
    stem = next(name for name in names if name.casefold() not in taken)
    taken.add(stem.casefold())
    return stem
