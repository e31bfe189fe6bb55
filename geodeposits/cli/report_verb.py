"""`geodeposits report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from geodeposits.cli.endings import form_for
from geodeposits.cli.grids import lang_option
from geodeposits.cli.options import Selection, fail_on_option, named_selection, output_options
from geodeposits.cli.streams import emit, exit_code, progress, say_findings, write_output
from geodeposits.errors import GeodepositsError, MissingPackage

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun
    from geodeposits.dataset import Dataset
    from geodeposits.report import Dossier, Report

FORMATS: Final = {"md": "markdown", "html": "html", "csv": "csv", "json": "json"}


@click.command("report")
@named_selection("[ID]... [PATH]")
@click.option(
    "--dossier", is_flag=True, help="Write the dossiers of the deposits that the filters choose."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    help="By default text, or what the ending of -o names; csv is of a whole report only.",
)
@lang_option
@click.option("--no-plots", is_flag=True, help="Leave the charts out of a dossier.")
@fail_on_option
@output_options(required=False)
def verb(
    names: tuple[str, ...],
    selection: Selection,
    form: str | None,
    lang: Any,
    fail_on: str,
    output: Path | None,
    *,
    dossier: bool,
    no_plots: bool,
    overwrite: bool,
) -> int:
    """Tabulate deposits by contained REO, with totals and findings; or write dossiers.

    Without ID, the report is on the whole: headline and documented figures side by side, each with
    basis, level and source; levels and bases are never added to one another.

    With ID, it is the dossier of that deposit, which prints on A4: its figures, where it is and how
    it stands among others, every claim with its source, what the checks found, and how to cite it.
    ID is the deposit's id, or a name or alias of it that no other deposit has; several make one
    document. --dossier with filters does so for what they choose: --country TR --dossier.

    csv and json are data: --lang changes nothing in them.

    An argument that is a file or a folder here is PATH; every other one is ID.
    """
    selection.guard(output)
    is_dossier = dossier or bool(names)
    form = form_for(form, output, {f".{name}": name for name in FORMATS} | {".htm": "html"})
    _check_usage(names, selection, form, dossier=dossier, no_plots=no_plots)
    report: Dossier | Report
    if is_dossier:
        report, result = _dossiers(names, selection, lang, with_plots=not no_plots)
    else:
        dataset = selection.read()
        result = _checked(dataset)
        report = dataset.report(run=result, lang=lang)
    _put(report, form, output, overwrite=overwrite)
    if not is_dossier:
        say_findings(result, selection.shown)
    return exit_code(result, fail_on)


def _check_usage(
    names: tuple[str, ...],
    selection: Selection,
    form: str,
    *,
    dossier: bool,
    no_plots: bool,
) -> None:
    filtered = not selection.filters.is_empty
    if names and filtered:
        raise click.UsageError("name deposits or give filters, not both")
    if dossier and not names and not filtered:
        raise click.UsageError(
            "--dossier is for some deposits: name them, or give a filter such as --country TR"
        )
    if form == "csv" and (names or dossier):
        raise click.UsageError("a dossier is text, md, html or json; csv is of a whole report")
    if not (names or dossier) and no_plots:
        raise click.UsageError("--no-plots is for a dossier: name a deposit")


def _checked(dataset: Dataset) -> CheckRun:
    from geodeposits.checks import run

    with progress("checking") as step:
        return run(dataset, progress=step)


def _dossiers(
    names: tuple[str, ...], selection: Selection, lang: Any, *, with_plots: bool
) -> tuple[Dossier, CheckRun]:
    """Make the dossiers, and the run of the rules with the findings about their deposits."""
    from geodeposits.checks import CheckRun
    from geodeposits.report import dossiers

    dataset = selection.whole()
    filters = selection.filters
    chosen = list(names) or sorted(dataset.filter(filters).table("deposits")["id"])
    if not chosen:
        raise click.UsageError("no deposit matches the filters")
    made = dossiers(dataset, chosen, lang, with_plots=with_plots)
    result = _checked(dataset)
    own = tuple(each for each in result.findings if each.deposit in made.ids)
    return made.checked(result), CheckRun(findings=own, rules=result.rules)


def _put(report: Dossier | Report, form: str, output: Path | None, *, overwrite: bool) -> None:
    if form == "text" and output is None:
        from rich.console import Console

        report.print(Console())
        return
    try:
        text = str(report.text() if form == "text" else getattr(report, FORMATS[form])())
    except MissingPackage as error:
        raise GeodepositsError(f"{error}, or pass --no-plots") from None
    if output is None:
        emit(text)
    else:
        write_output(output, text.encode("utf-8"), overwrite=overwrite)
