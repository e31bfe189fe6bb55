"""`geodeposits national`."""

from __future__ import annotations

from pathlib import Path

import click

from geodeposits.cli.options import Selection, output_options, selection
from geodeposits.cli.streams import emit, write_output


@click.command("national")
@selection
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="How the tables are written.",
)
@output_options(required=False)
def verb(selection: Selection, form: str, output: Path | None, *, overwrite: bool) -> int:
    """Show national reserves and production by edition, and the largest deposits beside them."""
    from geodeposits.report.markdown import markdown
    from geodeposits.report.national import national_document, national_record
    from geodeposits.report.terminal import print_document, printed_text

    selection.guard(output)
    dataset = selection.read()
    document = national_document(dataset)
    if form == "text" and output is None:
        from rich.console import Console

        print_document(document, Console())
        return 0
    if form == "json":
        text = national_record(dataset)
    elif form == "md":
        text = f"<!-- geodeposits national -->\n\n{markdown(document)}"
    else:
        text = printed_text(document, width=120)
    if output is None:
        emit(text)
    else:
        write_output(output, text.encode("utf-8"), overwrite=overwrite)
    return 0
