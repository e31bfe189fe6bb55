"""Rare earth chemistry: elements, oxides, factors, groups.

Standard atomic weights are the IUPAC values of 2021 (Prohaska et al. 2022, "Standard atomic
weights of the elements 2021", doi 10.1515/pac-2019-0603), oxygen at its abridged 15.999.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from geodeposits.errors import UnknownTerm

__all__ = [
    "ATOMIC_WEIGHT",
    "ELEMENTS",
    "GROUPS",
    "OXIDES",
    "OXIDE_OF",
    "TREO_PER_TREE",
    "element_of",
    "group_members",
    "oxide_factor",
]

ATOMIC_WEIGHT: Final[dict[str, Decimal]] = {
    name: Decimal(weight)
    for name, weight in {
        "O": "15.999",
        "Sc": "44.955907",
        "Y": "88.905838",
        "La": "138.90547",
        "Ce": "140.116",
        "Pr": "140.90766",
        "Nd": "144.242",
        "Sm": "150.36",
        "Eu": "151.964",
        "Gd": "157.25",
        "Tb": "158.925354",
        "Dy": "162.500",
        "Ho": "164.930329",
        "Er": "167.259",
        "Tm": "168.934219",
        "Yb": "173.045",
        "Lu": "174.9668",
    }.items()
}
"""g/mol. Pm has no stable isotope and is not reported."""

ELEMENTS: Final[tuple[str, ...]] = tuple(name for name in ATOMIC_WEIGHT if name != "O")
"""The rare earth elements that estimates report: Sc, Y and La to Lu without Pm."""

_FORMULAE: Final[dict[str, tuple[str, int, int]]] = {
    "Sc2O3": ("Sc", 2, 3),
    "Y2O3": ("Y", 2, 3),
    "La2O3": ("La", 2, 3),
    "CeO2": ("Ce", 1, 2),
    "Ce2O3": ("Ce", 2, 3),
    "Pr6O11": ("Pr", 6, 11),
    "Pr2O3": ("Pr", 2, 3),
    "Nd2O3": ("Nd", 2, 3),
    "Sm2O3": ("Sm", 2, 3),
    "Eu2O3": ("Eu", 2, 3),
    "Gd2O3": ("Gd", 2, 3),
    "Tb4O7": ("Tb", 4, 7),
    "Tb2O3": ("Tb", 2, 3),
    "Dy2O3": ("Dy", 2, 3),
    "Ho2O3": ("Ho", 2, 3),
    "Er2O3": ("Er", 2, 3),
    "Tm2O3": ("Tm", 2, 3),
    "Yb2O3": ("Yb", 2, 3),
    "Lu2O3": ("Lu", 2, 3),
}

OXIDES: Final[tuple[str, ...]] = tuple(_FORMULAE)
"""Oxide forms that a source may name, the alternative forms of Ce, Pr and Tb among them."""

OXIDE_OF: Final[dict[str, str]] = {
    "Ce": "CeO2",
    "Pr": "Pr6O11",
    "Tb": "Tb4O7",
    **{name: f"{name}2O3" for name in ELEMENTS if name not in {"Ce", "Pr", "Tb"}},
}
"""The oxide that the industry sums into TREO, for each element."""

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "LREE": ("La", "Ce", "Pr", "Nd", "Sm"),
    "HREE": ("Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Y"),
    "NdPr": ("Nd", "Pr"),
    "DyTb": ("Dy", "Tb"),
    "magnet": ("Pr", "Nd", "Tb", "Dy"),
}
"""Named groups by the CGI and industry split La-Sm | Eu-Lu + Y; always show the members."""

TREO_PER_TREE: Final[tuple[Decimal, Decimal]] = (Decimal("1.17"), Decimal("1.24"))
"""Bounds of TREO/TREE in real ores: between the factor of La and a heavy, Y-rich mixture."""


def element_of(formula: str) -> str:
    """Name the element of an oxide formula or of an element symbol.

    Raises UnknownTerm for anything else.
    """
    if formula in ELEMENTS:
        return formula
    if formula in _FORMULAE:
        return _FORMULAE[formula][0]
    raise UnknownTerm(formula, vocabulary="rare earth element or oxide", choices=OXIDES + ELEMENTS)


def oxide_factor(oxide: str) -> Decimal:
    """Return the mass of an oxide per mass of its element, to five decimals.

    The factor is M(oxide) / (n x M(element)) with n atoms of the element in the formula.
    Raises UnknownTerm for an oxide that is not in `OXIDES`.
    """
    if oxide not in _FORMULAE:
        raise UnknownTerm(oxide, vocabulary="rare earth oxide", choices=OXIDES)
    element, atoms, oxygens = _FORMULAE[oxide]
    metal = atoms * ATOMIC_WEIGHT[element]
    return ((metal + oxygens * ATOMIC_WEIGHT["O"]) / metal).quantize(Decimal("0.00001"))


def group_members(formulae: Iterable[str]) -> tuple[str, ...]:
    """Return the elements behind a list of oxides or elements, in order and once each."""
    return tuple(dict.fromkeys(element_of(formula) for formula in formulae))
