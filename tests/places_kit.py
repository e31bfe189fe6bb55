"""What the tests of the rules on positions share: one deposit, and positions of it."""

from __future__ import annotations

from typing import Any

from geodeposits.finding import Finding
from tests.checks_kit import dataset, found_by

KM_PER_DEGREE = 111.195  # of latitude, on a sphere of 6,371.0088 km


def at(lat: float | None, lon: float | None, source: str = "a", **more: Any) -> dict[str, Any]:
    where = {"lat": lat, "lon": lon, "standing": "accepted"}
    return {"claim": f"d/{source}", "id": "d", **where, "source": source, **more}


def findings(
    *positions: dict[str, Any], country: str | None = "TR", select: str = "GD2"
) -> tuple[Finding, ...]:
    deposit = {"id": "d", "name": "D", "country": country, "type": "unknown"}
    return found_by(select, dataset(deposits=[deposit], positions=list(positions)))


def codes(*positions: dict[str, Any], country: str | None = "TR") -> list[str]:
    return [finding.code for finding in findings(*positions, country=country)]
