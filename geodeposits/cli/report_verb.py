"""`geodeposits report`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from geodeposits.cli.options import Selection, fail_on_option, output_options, selection
from geodeposits.cli.streams import emit, exit_code, progress, say_findings, write_output

FORMATS: Final = {"md": "markdown", "html": "html", "csv": "csv", "json": "json"}


@click.command("report")
@selection
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    show_default=True,
    help="How the report is written.",
)
@fail_on_option
@output_options(required=False)
def verb(
    selection: Selection,
    form: str,
    fail_on: str,
    output: Path | None,
    *,
    overwrite: bool,
) -> int:
    """Tabulate deposits by contained REO, totals by country and type, and findings.

    Headline and documented figures stand side by side, each with basis, level and source; levels
    and bases are never added to one another.
    """
    from geodeposits.checks import run

    selection.guard(output)
    dataset = selection.read()
    with progress("checking") as step:
        result = run(dataset, progress=step)
    report = dataset.report(run=result)
    if form == "text" and output is None:
        from rich.console import Console

        report.print(Console())
    else:
        text = str(report.text() if form == "text" else getattr(report, FORMATS[form])())
        if output is None:
            emit(text)
        else:
            write_output(output, text.encode("utf-8"), overwrite=overwrite)
    say_findings(result, selection.shown)
    return exit_code(result, fail_on)
