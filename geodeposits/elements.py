"""Rare earth chemistry: elements, oxides, factors, conversions, groups and their sums.

Standard atomic weights are the IUPAC values of 2021 (Prohaska et al. 2022, "Standard atomic
weights of the elements 2021", doi 10.1515/pac-2019-0603), oxygen at its abridged 15.999.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any, Final, Generic, Literal, TypeVar

from geodeposits.errors import GeodepositsError, UnknownTerm, UnknownUnit

__all__ = [
    "ATOMIC_WEIGHT",
    "DEFINITIONS",
    "ELEMENTS",
    "GROUPS",
    "OXIDES",
    "OXIDE_OF",
    "PARTS_IN_PCT",
    "TREO_PER_TREE",
    "GroupDefinition",
    "GroupSum",
    "MissingMembers",
    "NotConvertible",
    "StatedTwice",
    "convert",
    "element_of",
    "group_members",
    "group_sum",
    "oxide_factor",
    "to_element",
    "to_oxide",
    "tree",
    "treo",
]

Amount = TypeVar("Amount")
"""What carries an amount: float, Decimal, a Quantity with its bounds, an array, a Series."""

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

PARTS_IN_PCT: Final[dict[str, Decimal]] = {
    "%": Decimal(1),
    "ppm": Decimal("1e-4"),
    "g/t": Decimal("1e-4"),
    "kg/t": Decimal("0.1"),
}
"""Percent by mass in one unit of content; the units of a grade that `convert` knows."""


@dataclass(frozen=True, slots=True)
class GroupDefinition:
    """Whose names these are, and the elements that each name stands for."""

    source: str
    members: Mapping[str, tuple[str, ...]]


_LANTHANIDES: Final = tuple(name for name in ELEMENTS if name not in {"Sc", "Y"})
_TO_SM: Final = _LANTHANIDES[: _LANTHANIDES.index("Eu")]
_FROM_EU: Final = (*_LANTHANIDES[_LANTHANIDES.index("Eu") :], "Y")

DEFINITIONS: Final[dict[str, GroupDefinition]] = {
    "industry": GroupDefinition(
        "usage of resource statements: La-Sm | Eu-Lu + Y; Sc is reported by itself",
        {
            "TREE": (*_LANTHANIDES, "Y"),
            "LREE": _TO_SM,
            "HREE": _FROM_EU,
            "SEG": ("Sm", "Eu", "Gd"),
            "NdPr": ("Nd", "Pr"),
            "DyTb": ("Dy", "Tb"),
            "magnet": ("Pr", "Nd", "Tb", "Dy"),
        },
    ),
    "cgi": GroupDefinition(
        "CGI commodity code 2016.01, http://resource.geosciml.org/classifier/cgi/commodity-code/",
        {"LREE": _TO_SM, "HREE": _FROM_EU},
    ),
    "inspire": GroupDefinition(
        "INSPIRE, http://inspire.ec.europa.eu/codelist/CommodityCodeValue",
        {
            "LREE": (*_LANTHANIDES[: _LANTHANIDES.index("Tb")], "Sc"),
            "HREE": (*_LANTHANIDES[_LANTHANIDES.index("Tb") :], "Y"),
        },
    ),
    "doe-2011": GroupDefinition(
        "US Department of Energy, Critical Materials Strategy, December 2011",
        {"critical": ("Nd", "Eu", "Tb", "Dy", "Y")},
    ),
}
"""Named definitions of groups; bodies draw the line between light and heavy differently."""

GROUPS: Final = DEFINITIONS["industry"].members
"""The groups of the industry; always show the members."""

_OXIDE_NAMES: Final = {"TREO": "TREE", "LREO": "LREE", "HREO": "HREE", "MREO": "magnet"}

TREO_PER_TREE: Final[tuple[Decimal, Decimal]] = (Decimal("1.17"), Decimal("1.24"))
"""Bounds of TREO/TREE in real ores, where all elements are counted.

The 55 deposits for which Weng et al. 2015 (doi 10.2113/econgeo.110.8.1925) print La, Ce, Pr, Nd, Sm
and Y come to 1.188 to 1.223 (`benchmarks/weng2015.py`), the richest in yttrium among them (Browns
Range, xenotime). A listed few of the elements may come to less or more, neodymium alone to 1.166
and yttrium alone to 1.270; they are no total.
"""


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


class NotConvertible(GeodepositsError):
    """Two forms or units between which there is no factor."""

    def __init__(self, from_: str, to: str, why: str) -> None:
        super().__init__(f"{from_!r} cannot be converted to {to!r}: {why}")


class MissingMembers(GeodepositsError):
    """A group or a ratio of which not all members are known: a sum would be too small."""

    def __init__(
        self,
        group: str,
        missing: tuple[str, ...],
        advice: str = "ask for missing='partial' to sum the rest",
    ) -> None:
        self.group, self.missing = group, missing
        super().__init__(f"{group} lacks {', '.join(missing)}: {advice}")


class StatedTwice(GeodepositsError):
    """One element given in two forms, so that a sum would count it twice."""

    def __init__(self, element: str, forms: tuple[str, ...]) -> None:
        super().__init__(f"{element} is given twice, as {' and '.join(forms)}")


def to_oxide(name: str, value: Amount) -> Amount:
    """Return the amount of oxide that holds `value` of an element, in the same unit.

    `name` is an element, taken as the oxide that TREO counts, or the oxide that is wanted: 1 % of
    `Nd` is 1.16638 % Nd2O3. Raises UnknownTerm for anything else.
    """
    return _times(value, oxide_factor(OXIDE_OF.get(name, name)))


def to_element(name: str, value: Amount) -> Amount:
    """Return the amount of element in `value` of an oxide, in the same unit.

    `name` is an oxide, or an element whose oxide in TREO is meant.
    """
    return _times(value, 1 / oxide_factor(OXIDE_OF.get(name, name)))


def convert(value: Amount, from_: str, to: str) -> Amount:
    """Convert between element and oxide, between units, or both: `"ppm Nd"` to `"% Nd2O3"`.

    Each side names a formula, a unit (%, ppm, g/t, kg/t) or both in any order, and both sides the
    same of them. Raises UnknownUnit for a unit that is not known, NotConvertible where the elements
    differ or one side names what the other does not.
    """
    (formula, unit), (other, unit_to) = _read(from_), _read(to)
    if (formula is None, unit is None) != (other is None, unit_to is None):
        raise NotConvertible(from_, to, "name a formula, a unit or both on both sides")
    factor = Decimal(1)
    if unit is not None and unit_to is not None:
        factor *= PARTS_IN_PCT[unit] / PARTS_IN_PCT[unit_to]
    if formula is not None and other is not None:
        if element_of(formula) != element_of(other):
            raise NotConvertible(from_, to, "the elements differ")
        factor *= _per_element(other) / _per_element(formula)
    return _times(value, factor)


def _read(side: str) -> tuple[str | None, str | None]:
    """Return the formula and the unit that one side of a conversion names."""
    formula = unit = None
    for word in side.split():
        if formula is None and (word in ELEMENTS or word in _FORMULAE):
            formula = word
        elif unit is None and word in PARTS_IN_PCT:
            unit = word
        else:
            raise UnknownUnit(word, choices=PARTS_IN_PCT)
    return formula, unit


def _per_element(formula: str) -> Decimal:
    return Decimal(1) if formula in ELEMENTS else oxide_factor(formula)


def _times(value: Amount, factor: Decimal) -> Amount:
    """Multiply without a loss for decimals and quantities, as floats for all else."""
    amount: Any = value
    is_float = isinstance(value, int | float) or hasattr(value, "dtype")
    product: Amount = amount * (float(factor) if is_float else factor)
    return product


@dataclass(frozen=True, slots=True)
class GroupSum(Generic[Amount]):
    """The sum of a group: what was counted and what was not known.

    `members` are the formulae of the whole group, `missing` those of them that were not known. The
    unit is that of what was summed.
    """

    name: str
    definition: str
    value: Amount
    members: tuple[str, ...]
    missing: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every member was known."""
        return not self.missing

    @property
    def text(self) -> str:
        """The name with its members: "NdPr = Nd2O3 + Pr6O11 (industry)"."""
        words = f"{self.name} = {' + '.join(self.members)} ({self.definition})"
        return f"{words}, without {', '.join(self.missing)}" if self.missing else words


def group_sum(
    values: Mapping[str, Amount | None],
    name: str,
    *,
    definition: str = "industry",
    form: Literal["oxide", "element"] | None = None,
    missing: Literal["refuse", "partial"] = "refuse",
) -> GroupSum[Amount]:
    """Sum a group of elements or of their oxides, all `values` being in one unit.

    `values` go by element or oxide (`Nd`, `Nd2O3`); None and NaN are not known, 0 is known. `name`
    is a group of `definition` (see `DEFINITIONS`) or an oxide name (TREO, LREO, HREO, MREO). The
    sum counts elements for names on -EE and oxides for all others, unless `form` says which.
    Raises MissingMembers where a member is not known and `missing` is "refuse", or where none is
    known; StatedTwice for an element in two forms; UnknownTerm for an unknown name.
    """
    if definition not in DEFINITIONS:
        raise UnknownTerm(definition, vocabulary="definition of groups", choices=DEFINITIONS)
    groups = DEFINITIONS[definition].members
    group = _OXIDE_NAMES.get(name, name)
    if group not in groups:
        known = (*groups, *(each for each, of in _OXIDE_NAMES.items() if of in groups))
        raise UnknownTerm(name, vocabulary=f"group of {definition}", choices=known)
    counted = form or ("element" if name.endswith("EE") else "oxide")
    formula = {each: each if counted == "element" else OXIDE_OF[each] for each in groups[group]}
    known_values = _by_element(values)
    absent = tuple(formula[each] for each in formula if each not in known_values)
    if absent and (missing == "refuse" or len(absent) == len(formula)):
        raise MissingMembers(name, absent)
    parts = [
        convert(*known_values[each], formula[each]) for each in formula if each in known_values
    ]
    return GroupSum(name, definition, reduce(add, parts), tuple(formula.values()), absent)


def treo(
    values: Mapping[str, Amount | None], *, missing: Literal["refuse", "partial"] = "refuse"
) -> GroupSum[Amount]:
    """Sum La-Lu and Y as the oxides that the industry counts, from elements or oxides."""
    return group_sum(values, "TREO", missing=missing)


def tree(
    values: Mapping[str, Amount | None], *, missing: Literal["refuse", "partial"] = "refuse"
) -> GroupSum[Amount]:
    """Sum La-Lu and Y as elements, from oxides or elements."""
    return group_sum(values, "TREE", missing=missing)


def _by_element(values: Mapping[str, Amount | None]) -> dict[str, tuple[Amount, str]]:
    """Return what is known as {element: (value, formula)}."""
    found: dict[str, tuple[Amount, str]] = {}
    for formula, value in values.items():
        element = element_of(formula)
        if value is None or (isinstance(value, float | Decimal) and value != value):  # noqa: PLR0124
            continue
        if element in found:
            raise StatedTwice(element, (found[element][1], formula))
        found[element] = (value, formula)
    return found
