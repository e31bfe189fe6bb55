"""What the tests of the bulk tier share: a record of the database."""

from __future__ import annotations

from typing import Any

from geodeposits.occurrences import Occurrence

BASE = {"number": "7", "name": "Upper Vein", "country": "TR"}


def record(**cells: Any) -> Occurrence:
    return Occurrence(**{**BASE, **cells})
