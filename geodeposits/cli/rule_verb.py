"""`geodeposits rule`."""

from __future__ import annotations

from pathlib import Path

import click

from geodeposits.cli.options import output_options
from geodeposits.cli.streams import emit, write_output


@click.command("rule")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Explain all rules.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md"]),
    default="text",
    show_default=True,
    help="How the manual is written; docs/rules.md is that of all rules as md.",
)
@output_options(required=False)
def verb(code: str | None, form: str, output: Path | None, *, every: bool, overwrite: bool) -> int:
    """Explain a rule: what it finds, why, a bad and a good example."""
    from geodeposits.checks import RULES, find_rule, manual
    from geodeposits.checks.formats import rules_page

    if every == (code is not None):
        raise click.UsageError("name one rule, such as GD212, or say --all")
    rules = list(RULES.values()) if every else [find_rule(str(code))]
    text = "\n\n".join(manual(rule).rstrip("\n") for rule in rules) + "\n"
    text = rules_page(rules) if form == "md" else text
    if output is None:
        emit(text)
    else:
        write_output(output, text.encode("utf-8"), overwrite=overwrite)
    return 0
