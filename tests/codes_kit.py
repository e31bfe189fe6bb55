"""What the tests of the rules on codes share: estimates of a source, and what is told of them."""

from __future__ import annotations

from typing import Any

from geodeposits.checks import run
from geodeposits.finding import Finding
from tests.checks_kit import dataset

ALL = "measured; indicated; inferred"


def estimate(claim: str = "d/a", **more: Any) -> dict[str, Any]:
    where = {"claim": claim, "id": "d", "origin": "d.toml:7", "source": "s"}
    return {**where, "kind": "resource", "code": "jorc", **more}


def part(whole: str, categories: str, **more: Any) -> dict[str, Any]:
    return estimate(f"{whole}/{categories}", part_of=whole, categories=categories, **more)


def amount(name: str, low: float, high: float | None = None) -> dict[str, Any]:
    """Return the columns of a quantity: one number, or from one to another."""
    best = low if high is None else None
    high = low if high is None else high
    bounds = {f"{name}_low": low, f"{name}_high": high}
    return {name: best, **bounds, f"{name}_text": f"{low:g}–{high:g}"}


def findings(code: str, *rows: dict[str, Any], table: str = "estimates") -> tuple[Finding, ...]:
    return run(dataset(**{table: list(rows)}), select=code.split()).findings


def told(code: str, *rows: dict[str, Any]) -> list[str]:
    return [finding.claim for finding in findings(code, *rows)]


def reserve(**more: Any) -> dict[str, Any]:
    return estimate("d/v", kind="reserve", **more)
