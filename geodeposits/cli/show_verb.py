"""`geodeposits show`."""

from __future__ import annotations

import click

from geodeposits.cli.options import Selection, selection
from geodeposits.cli.streams import emit


@click.command("show")
@click.argument("deposit_id", metavar="ID")
@selection
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="How the sheet is written.",
)
def verb(deposit_id: str, selection: Selection, form: str) -> int:
    """Show one deposit: its two figures, and every claim with level and source.

    ID is the deposit's id, or a name or alias of it, whole or in part, that no other deposit has.
    """
    from geodeposits.report.deposit import DepositSheet

    dataset = selection.read()
    named = dataset.named(deposit_id)
    sheet = DepositSheet(dataset.deposit(named[0] if len(named) == 1 else deposit_id))
    if form == "text":
        from rich.console import Console

        sheet.print(Console())
    else:
        emit(sheet.markdown() if form == "md" else sheet.json())
    return 0
