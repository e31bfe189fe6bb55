"""The figures of a claim as the page shows them: in words, and as numbers that charts draw."""

from __future__ import annotations

import re
from typing import Any, Final

from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.elements import OXIDES
from geodeposits.quantity import Quantity
from geodeposits.speech import Speech
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis

__all__ = ["drawn_figures", "drawn_share", "formulae", "worded_figures"]

Record = dict[str, Any]

_OXIDE: Final = re.compile(rf"\b(?:{'|'.join(OXIDES)})\b")
_LOW_DIGITS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def worded_figures(row: Record, say: Speech) -> Record:
    """Return the figures in words, and one number to size and rank by."""
    basis = str(row.get("basis", Basis.UNSTATED))
    known = basis if basis in set(Basis) else Basis.UNSTATED
    names = ("ore_mt", "grade_pct", "reo_kt", "contained_kt")
    texts = {name: row.get(f"{name}_text") for name in names}
    reo, contained, members = texts["reo_kt"], texts["contained_kt"], row.get("members")
    all_oxides = known in BASIS_OF_ALL_OXIDES
    return {
        "sentence": formulae(say.sentence(**texts, basis=known, members=members)),
        "basis": formulae(say.basis(basis, members)),
        "members": [formulae(m) for m in _members(row) if all_oxides],
        "amount": say.mass_of_kt(reo) if reo else None,
        "reo_kt": _size_kt(reo) if reo else None,
        "on_basis": say.mass_of_kt(contained) if contained and not all_oxides else None,
    }


def drawn_figures(row: Record) -> Record:
    """Return what charts draw: ore in Mt, the grade where it counts all oxides, bounds of REO."""
    all_oxides = row.get("basis") in BASIS_OF_ALL_OXIDES
    reo = _span(row.get("reo_kt_text"))
    return {
        "reo": reo if isinstance(reo, dict) else None,
        "ore": _span(row.get("ore_mt_text")),
        "grade": _span(row.get("grade_pct_text")) if all_oxides else None,
    }


def _span(text: str | None) -> float | dict[str, float] | None:
    """Return one number, or what is known of `low`, `high` and `best`."""
    if text is None:
        return None
    quantity = Quantity.parse(text)
    if quantity.low == quantity.high:
        return float(quantity.central)
    bounds = {"low": quantity.low, "high": quantity.high, "best": quantity.best}
    return {name: float(bound) for name, bound in bounds.items() if bound is not None}


def _size_kt(reo_kt: str) -> float | None:
    """Return the one number in kt that a symbol is sized by; None where that is not above zero."""
    size = float(Quantity.parse(reo_kt).central)
    return size if size > 0 else None


def formulae(text: str) -> str:
    """Set the digits of oxides low: La2O3 becomes La₂O₃."""
    return _OXIDE.sub(lambda match: match[0].translate(_LOW_DIGITS), text)


def drawn_share(text: str) -> float | None:
    """Return a share in % to draw; a bound is none, nor is nothing."""
    quantity = Quantity.parse(text)
    if quantity.low is None or quantity.high is None or quantity.central <= 0:
        return None
    return float(quantity.central)


def _members(row: Record) -> list[str]:
    return str(row["members"]).split(LIST_SEPARATOR) if "members" in row else []
