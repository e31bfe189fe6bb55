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
    """Show one deposit: its two figures, and every claim with level and source."""
    from geodeposits.report.deposit import DepositSheet

    sheet = DepositSheet(selection.read().deposit(deposit_id))
    if form == "text":
        from rich.console import Console

        sheet.print(Console())
    else:
        emit(sheet.markdown() if form == "md" else sheet.json())
    return 0
