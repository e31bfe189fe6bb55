"""The columns that a table may have, and what reads a cell of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from geodeposits.countries import country_code, party_code
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableQuantity
from geodeposits.quantity import Quantity
from geodeposits.readers.spelling import spelled
from geodeposits.vocab import (
    Basis,
    Category,
    Claimant,
    Code,
    DepositType,
    Kind,
    Marks,
    PartnerRole,
    ProjectStatus,
    Stage,
)

__all__ = ["FIELDS", "FIGURES", "NUMBERS", "STATES_BASIS", "SYNONYMS", "TEXTS", "is_field"]


def _text(value: object) -> str:
    return str(value).strip()


def _number(value: object) -> float:
    quantity = _quantity(value)
    if not quantity.is_exact:
        raise UnreadableQuantity(value, "one number is needed, not a bound or a range")
    return float(quantity.central)


def _length(value: object) -> float:
    number = _number(value)
    if number <= 0:
        raise UnreadableQuantity(value, "a length above zero is needed")
    return number


def _quantity(value: object) -> Quantity:
    return Quantity.parse(value if isinstance(value, int | float) else str(value).strip())


_category = spelled(Category)


def _categories(value: object) -> str:
    words = re.split(r"\s*[;,+|]\s*", _text(value))
    return "; ".join(_category(word) for word in words if word)


FIELDS: Final[dict[str, Callable[[object], Any]]] = {
    "id": _text, "name": _text, "aliases": _text, "country": lambda v: country_code(_text(v)),
    "admin1": _text, "type": spelled(DepositType), "type_text": _text, "minerals": _text,
    "by_products": _text, "status": spelled(ProjectStatus), "status_text": _text,
    "status_date": PartialDate.parse, "lat": _number, "lon": _number, "accuracy_m": _length,
    "marks": spelled(Marks), "label": _text, "kind": spelled(Kind), "code": spelled(Code),
    "edition": _text, "basis": spelled(Basis), "members": _text, "categories": _categories,
    "ore_mt": _quantity, "grade_pct": _quantity, "contained_kt": _quantity,
    "effective": PartialDate.parse, "published": PartialDate.parse, "by": spelled(Claimant),
    "by_name": _text, "cut_off": _text, "zone": _text, "stated": _text, "partner": _text,
    "partner_country": lambda v: party_code(_text(v)), "partner_role": spelled(PartnerRole),
    "partner_stage": spelled(Stage), "partner_date": PartialDate.parse, "source": _text,
    "source_title": _text, "source_producer": _text, "source_url": _text, "at": _text,
    "note": _text,
}  # fmt: skip
"""Columns that a table may have, with what reads a cell. All but `name` may be missing."""

TEXTS: Final = frozenset(name for name, read in FIELDS.items() if read is _text)
"""The columns whose cells are texts as they stand."""

NUMBERS: Final = frozenset(name for name, read in FIELDS.items() if read in (_number, _length))
"""The columns of single numbers."""

FIGURES: Final = frozenset(name for name, read in FIELDS.items() if read is _quantity)
"""The columns of figures, which may be bounds and ranges."""

SYNONYMS: Final[dict[str, str]] = {
    "latitude": "lat",
    "longitude": "lon",
    "treo_pct": "grade_pct",
    "contained_reo_kt": "contained_kt",
    "deposit": "name",
    "partners": "partner",
}
"""Other headings for a column. `treo_pct` states the basis TREO, `contained_reo_kt` REO."""

STATES_BASIS: Final = {"treo_pct": Basis.TREO, "contained_reo_kt": Basis.REO}


def is_field(heading: str) -> bool:
    """Whether a heading is a field or another word for one, in any case, with `_` or blanks."""
    name = heading.strip().lower().replace(" ", "_")
    return name in FIELDS or name in SYNONYMS
