"""`geodeposits info`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from geodeposits.cli.options import Selection, selection
from geodeposits.cli.streams import emit

if TYPE_CHECKING:
    from geodeposits.dataset import Dataset


@click.command("info")
@selection
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the counts are written.",
)
def verb(selection: Selection, form: str) -> int:
    """Count what a dataset holds."""
    dataset = selection.read()
    counts = _counts(dataset)
    if form == "json":
        emit(json.dumps(counts, ensure_ascii=False, indent=1) + "\n")
        return 0
    width = max(len(name) for name in counts)
    emit("".join(f"{name:<{width}}  {_shown(value)}\n" for name, value in counts.items()))
    return 0


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _counts(dataset: Dataset) -> dict[str, object]:
    deposits, estimates = dataset.table("deposits"), dataset.estimates
    placed = deposits["lat"].notna()
    whole = estimates[estimates["part_of"].isna()]
    both = whole["ore_mt_text"].notna() & whole["grade_pct_text"].notna()
    with_both = deposits["id"].isin(whole.loc[both, "id"])
    level = deposits["headline_level"].value_counts()
    best = deposits["documented_level"].value_counts()
    return {
        "title": dataset.info.title,
        "version": dataset.info.version,
        "as of": str(dataset.info.as_of or "unstated"),
        "deposits": len(deposits),
        "countries": int(deposits["country"].nunique()),
        "with position": int(placed.sum()),
        "with tonnage, grade and position": int((with_both & placed).sum()),
        "positions": len(dataset.positions),
        "estimates": len(whole),
        "categories of estimates": len(estimates) - len(whole),
        "owner and partner steps": len(dataset.partners),
        "status steps": len(dataset.status),
        "oxide distributions": len(dataset.oxides),
        "plants": len(dataset.plants),
        "conditions": len(dataset.conditions),
        "parties": len(dataset.parties),
        "sources": len(dataset.sources),
        "occurrences": len(dataset.occurrences),
        "estimates of occurrences": int(dataset.occurrence_estimates["part_of"].isna().sum()),
        "national figures": len(dataset.reserves),
        "statements": len(dataset.statements),
        "headline levels": ", ".join(f"{name} {count}" for name, count in sorted(level.items())),
        "documented levels": ", ".join(f"{name} {count}" for name, count in sorted(best.items())),
    }
