"""A small dataset with a claim of every sort, and one whose every text means harm."""

from __future__ import annotations

import sys
from typing import Any

import pytest

import geodeposits

HARM = (
    "<img src=x onerror=alert(1)> </style><script>alert(2)</script> {{ 7*7 }} [b]x[/b] | `c` "
    '"q" \\ \x1b[31m \u202e*s*'
)
CITE = {"source": "src", "at": "p. 3"}
ESTIMATE = {
    "kind": "resource", "code": "jorc", "edition": "2012", "basis": "TREO",
    "categories": ["indicated", "inferred"], "ore_mt": "100", "grade_pct": "2",
    "effective": "2024-03", "by": "operator", "by_name": "Full Ltd", "cite": CITE,
    "note": "with the tailings",
}  # fmt: skip
FULL: dict[str, Any] = {
    "name": "Full",
    "country": "NO",
    "admin1": "Telemark",
    "aliases": ["Volle"],
    "scope_note": "both lenses",
    "classification": {"type": "carbonatite-ree", "minerals": ["bastnäsite"],
                       "by_products": ["niobium"], "cite": CITE},
    "positions": [
        {"lat": 59.5, "lon": 9.25, "marks": "mine", "accuracy_m": 400, "cite": CITE},
        {"lat": -59.5, "lon": 9.25, "standing": "refuted", "reason": "sign lost", "cite": CITE},
    ],
    "estimates": [ESTIMATE],
    "owners": [{"party": "Full Ltd", "role": "operator", "share_pct": "60", "date": "2020",
                "cite": CITE}],
    "partners": [
        {"party": "A bank", "role": "lender", "stage": "mou", "date": "2021-02",
         "terms": "a loan", "cite": CITE},
        {"party": "Canada", "role": "negotiating-party", "stage": "talks", "date": "2022",
         "terms": "the same words", "cite": CITE},
        {"party": "Japan", "role": "negotiating-party", "stage": "talks", "date": "2022",
         "terms": "the same words", "cite": CITE},
    ],
    "conditions": [{"party": "Norway", "condition": "no-sale", "condition_text": "not for sale",
                    "date": "2022-05", "cite": CITE}],
    "plants": [{"name": "Mill", "stage": "planned", "date": "2023", "ore_t_per_y": "1,200",
                "reo_t_per_y": "10", "other_t_per_y": {"barite": "72,000"}, "cite": CITE}],
    "status": [{"status": "permitted", "status_text": "permit given", "date": "2024-01-31",
                "cite": CITE}],
    "oxides": [{"date": "2019", "oxides_pct": {"La2O3": "25.5", "CeO2": "48"}, "cite": CITE}],
    "waivers": [{"code": "GD511", "reason": "kept as printed"}],
}  # fmt: skip


def harmful(value: Any, *, key: str = "") -> Any:
    """Put the harmful text into every free text of a record."""
    free = {
        "name", "admin1", "aliases", "scope_note", "minerals", "by_products", "reason", "by_name",
        "note", "party", "terms", "condition_text", "status_text", "at", "role_text", "stage_text",
    }  # fmt: skip
    if isinstance(value, dict):
        return {name: harmful(part, key=name) for name, part in value.items()}
    if isinstance(value, list):
        return [harmful(part, key=key) for part in value]
    return HARM if key in free else value


def without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let matplotlib be missing, as it is without the extra `plots`."""
    for name in [name for name in sys.modules if name.startswith("geodeposits.charts")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(geodeposits, "charts", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
