"""What the tests of a run share: deposits with a latitude that is none, and waivers of it."""

from __future__ import annotations

from typing import Any

from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from tests.checks_kit import INFO

SOURCE = {"key": "usgs", "title": "T", "producer": "P", "kind": "database"}


def of_rows(reading: tuple[Finding, ...] = (), **rows: list[dict[str, Any]]) -> Dataset:
    return Dataset.of_rows(rows, info=INFO, reading=reading)


def found(code: str, message: str = "m", **more: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, **more)


def bad_latitude(deposit: str = "tr-a", lat: float = 95.0) -> dict[str, Any]:
    claim = f"{deposit}/positions/usgs"
    origin = f"seeds/deposits/{deposit}.toml:7"
    where = {"lat": lat, "lon": 31.0, "standing": "accepted"}
    return {"claim": claim, "id": deposit, **where, "source": "usgs", "origin": origin}


def trial(*positions: dict[str, Any], waivers: tuple[dict[str, Any], ...] = ()) -> Dataset:
    ids = sorted({row["id"] for row in positions} | {row["id"] for row in waivers})
    deposits = [{"id": i, "name": i, "country": "TR", "type": "unknown"} for i in ids]
    sources = [SOURCE] if positions else []
    return of_rows(
        deposits=deposits, positions=list(positions), sources=sources, waivers=list(waivers)
    )


def waiver(code: str, *, about: str | None = None, deposit: str = "tr-a") -> dict[str, Any]:
    origin = f"seeds/deposits/{deposit}.toml:20"
    return {"id": deposit, "code": code, "reason": "known", "about": about, "origin": origin}
