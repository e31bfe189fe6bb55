"""`geodeposits rule`."""

from __future__ import annotations

import click

from geodeposits.cli.streams import emit


@click.command("rule")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Explain all rules.")
def verb(code: str | None, *, every: bool) -> int:
    """Explain a rule: what it finds, why, a bad and a good example."""
    from geodeposits.checks.registry import RULES, find_rule, manual

    if every == (code is not None):
        raise click.UsageError("name one rule, such as GD212, or say --all")
    rules = list(RULES.values()) if every else [find_rule(str(code).upper())]
    emit("\n\n".join(manual(rule).rstrip("\n") for rule in rules) + "\n")
    return 0
