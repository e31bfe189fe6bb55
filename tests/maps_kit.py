"""What the tests of the page share: records of a deposit, and the blocks of a page."""

from __future__ import annotations

from typing import Any


def place(lat: float = 39.6, lon: float = 31.4, **more: Any) -> dict[str, Any]:
    return {"positions": [{"lat": lat, "lon": lon, "cite": {"source": "src"}, **more}]}


def amount(contained: str | None, /, **more: Any) -> dict[str, Any]:
    estimate = {"kind": "resource", "code": "jorc", "basis": "TREO", "contained_kt": contained,
                "by": "operator", "effective": "2024", "cite": {"source": "src"}}  # fmt: skip
    return {"estimates": [{**estimate, **more}]}
