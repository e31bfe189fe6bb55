"""Rare earth patterns: contents over those of chondrites, anomalies and slopes.

A pattern is what is left of a composition when the contents of chondritic meteorites, the matter
that the Earth was made of, are divided out: even and odd elements then lie on one smooth line, and
what departs from it (Eu, Ce) tells of the deposit's history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

from geodeposits.elements import MissingMembers, StatedTwice, convert, element_of
from geodeposits.errors import UnknownTerm

__all__ = [
    "CHONDRITES",
    "PATTERN",
    "REFERENCE",
    "Chondrite",
    "ce_anomaly",
    "eu_anomaly",
    "la_yb",
    "normalised",
]

PATTERN: Final = (
    "La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Y", "Ho", "Er", "Tm", "Yb", "Lu",
)  # fmt: skip
"""The elements of a pattern in the order of ionic radius, Y between Dy and Ho."""


@dataclass(frozen=True, slots=True)
class Chondrite:
    """One set of chondritic contents: `ppm` by element, and who published it."""

    key: str
    label: str
    source: str
    ppm: Mapping[str, float]


def _of(*contents: float) -> dict[str, float]:
    return dict(zip(PATTERN, contents, strict=True))


CHONDRITES: Final[dict[str, Chondrite]] = {
    each.key: each
    for each in (
        Chondrite(
            "mcdonough-sun-1995",
            "McDonough & Sun 1995",
            "McDonough, W.F., Sun, S.-s., 1995. The composition of the Earth. Chemical Geology "
            "120, 223–253, doi 10.1016/0009-2541(94)00140-4",
            _of(
                0.237, 0.613, 0.0928, 0.457, 0.148, 0.0563, 0.199, 0.0361, 0.246, 1.57, 0.0546,
                0.160, 0.0247, 0.161, 0.0246,
            ),
        ),
        Chondrite(
            "sun-mcdonough-1989",
            "Sun & McDonough 1989",
            "Sun, S.-s., McDonough, W.F., 1989. Chemical and isotopic systematics of oceanic "
            "basalts. Geological Society, London, Special Publications 42, 313–345, "
            "doi 10.1144/GSL.SP.1989.042.01.19",
            _of(
                0.237, 0.612, 0.095, 0.467, 0.153, 0.058, 0.2055, 0.0374, 0.254, 1.57, 0.0566,
                0.1655, 0.0255, 0.170, 0.0254,
            ),
        ),
    )
}  # fmt: skip
"""CI chondrites by key."""

REFERENCE: Final = "mcdonough-sun-1995"


def normalised(
    values: Mapping[str, float | None],
    *,
    reference: str = REFERENCE,
    unit: str = "ppm",
    treo_pct: float | None = None,
) -> dict[str, float]:
    """Divide contents by those of a chondrite; return {element: ratio} in the order of `PATTERN`.

    `values` go by element or oxide, all in `unit` (%, ppm, g/t, kg/t). Shares of the total oxides
    in % are contents of the rock once its grade is given as `treo_pct`; without it they are taken
    as a rock of pure oxides, whose pattern has the same shape, higher up. What is not known (None,
    NaN) or not above zero leaves a gap: its element is not in the result; nor is Sc.
    Raises UnknownTerm for an unknown reference or formula, UnknownUnit, StatedTwice for an element
    in two forms.
    """
    chondrite = _chondrite(reference)
    grade = 1.0 if treo_pct is None else treo_pct / 100
    ppm: dict[str, float] = {}
    stated: dict[str, str] = {}
    for formula, value in values.items():
        element = element_of(formula)
        if value is None or not value > 0:  # NaN is not
            continue
        if element in stated:
            raise StatedTwice(element, (stated[element], formula))
        stated[element] = formula
        ppm[element] = convert(float(value) * grade, f"{unit} {formula}", f"ppm {element}")
    return {name: ppm[name] / chondrite.ppm[name] for name in PATTERN if name in ppm}


def eu_anomaly(values: Mapping[str, float | None], *, reference: str = REFERENCE) -> float:
    """Return Eu/Eu* = Eu_N / √(Sm_N · Gd_N): 1 on the line between the neighbours, below it a gap.

    `values` are contents or shares by element or oxide, all in one unit, which cancels out. The
    geometric mean of the neighbours is their middle on the logarithmic axis of a pattern.
    Raises MissingMembers where one of the three is not known or not above zero.
    """
    return _anomaly(values, "Eu", ("Sm", "Gd"), reference)


def ce_anomaly(values: Mapping[str, float | None], *, reference: str = REFERENCE) -> float:
    """Return Ce/Ce* = Ce_N / √(La_N · Pr_N): departs from 1 where Ce was oxidised.

    As `eu_anomaly`; La, Ce and Pr are needed.
    """
    return _anomaly(values, "Ce", ("La", "Pr"), reference)


def la_yb(values: Mapping[str, float | None], *, reference: str = REFERENCE) -> float:
    """Return La_N / Yb_N: how steeply a pattern falls from the light to the heavy elements.

    As `eu_anomaly`; La and Yb are needed.
    """
    ratios = _needed(values, ("La", "Yb"), "La_N/Yb_N", reference)
    return ratios["La"] / ratios["Yb"]


def _anomaly(
    values: Mapping[str, float | None], element: str, beside: tuple[str, str], reference: str
) -> float:
    before, after = beside
    ratios = _needed(values, (before, element, after), f"{element}/{element}*", reference)
    return ratios[element] / sqrt(ratios[before] * ratios[after])


def _needed(
    values: Mapping[str, float | None], elements: tuple[str, ...], what: str, reference: str
) -> dict[str, float]:
    ratios = normalised(values, reference=reference)
    missing = tuple(name for name in elements if name not in ratios)
    if missing:
        raise MissingMembers(what, missing, "each must be stated and above zero")
    return ratios


def _chondrite(key: str) -> Chondrite:
    if key not in CHONDRITES:
        raise UnknownTerm(key, vocabulary="chondrite", choices=CHONDRITES)
    return CHONDRITES[key]
