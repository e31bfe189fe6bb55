"""Patterns over chondrite: the published contents, the ratios, gaps and refusals."""

from __future__ import annotations

import pytest

import geodeposits
from geodeposits.elements import OXIDE_OF, MissingMembers, StatedTwice, to_oxide
from geodeposits.errors import UnknownTerm, UnknownUnit
from geodeposits.normalisation import (
    CHONDRITES,
    PATTERN,
    REFERENCE,
    ce_anomaly,
    eu_anomaly,
    la_yb,
    normalised,
)

# In ppb, as the tables of the two papers are typed in pyrolite 0.3 (CH_McDonoughSun1995.csv,
# CH_SunMcDonough1989.csv), which this package does not use.
PUBLISHED_PPB = {
    "mcdonough-sun-1995": {
        "La": 237, "Ce": 613, "Pr": 92.8, "Nd": 457, "Sm": 148, "Eu": 56.3, "Gd": 199, "Tb": 36.1,
        "Dy": 246, "Y": 1570, "Ho": 54.6, "Er": 160, "Tm": 24.7, "Yb": 161, "Lu": 24.6,
    },
    "sun-mcdonough-1989": {
        "La": 237, "Ce": 612, "Pr": 95, "Nd": 467, "Sm": 153, "Eu": 58, "Gd": 205.5, "Tb": 37.4,
        "Dy": 254, "Y": 1570, "Ho": 56.6, "Er": 165.5, "Tm": 25.5, "Yb": 170, "Lu": 25.4,
    },
}  # fmt: skip

ROCK_PPM = {
    "La": 100, "Ce": 200, "Pr": 20, "Nd": 70, "Sm": 12, "Eu": 2.5, "Gd": 10, "Tb": 1.4, "Dy": 8,
    "Ho": 1.5, "Er": 4, "Tm": 0.6, "Yb": 3.6, "Lu": 0.5,
}  # fmt: skip

# What pyrolite 0.3.8 gives for ROCK_PPM: normalize_to("Chondrite_MS95" | "Chondrite_SM89").
BY_PYROLITE = {
    "mcdonough-sun-1995": {
        "La": 421.940928, "Ce": 326.264274, "Pr": 215.517241, "Nd": 153.172867, "Sm": 81.081081,
        "Eu": 44.404973, "Gd": 50.251256, "Tb": 38.781163, "Dy": 32.520325, "Ho": 27.472527,
        "Er": 25.0, "Tm": 24.291498, "Yb": 22.360248, "Lu": 20.325203,
    },
    "sun-mcdonough-1989": {
        "La": 421.940928, "Ce": 326.797386, "Pr": 210.526316, "Nd": 149.892934, "Sm": 78.431373,
        "Eu": 43.103448, "Gd": 48.6618, "Tb": 37.433155, "Dy": 31.496063, "Ho": 26.501767,
        "Er": 24.169184, "Tm": 23.529412, "Yb": 21.176471, "Lu": 19.685039,
    },
}  # fmt: skip
RATIOS_BY_PYROLITE = {
    "mcdonough-sun-1995": (0.6956621693039192, 1.0819387723047356, 18.87013595874355),
    "sun-mcdonough-1989": (0.6977069042208082, 1.0964770633861187, 19.92498827941866),
}
each_reference = pytest.mark.parametrize("reference", CHONDRITES)


@each_reference
def test_contents_are_the_published_ones(reference: str) -> None:
    chondrite = CHONDRITES[reference]
    in_ppb = {name: ppm * 1000 for name, ppm in chondrite.ppm.items()}
    assert in_ppb == pytest.approx(PUBLISHED_PPB[reference])
    assert tuple(chondrite.ppm) == PATTERN
    assert "doi 10." in chondrite.source
    assert chondrite.key == reference


@each_reference
def test_a_pattern_is_that_of_pyrolite(reference: str) -> None:
    found = normalised(ROCK_PPM, reference=reference)
    assert found == pytest.approx(BY_PYROLITE[reference], rel=1e-6)
    assert list(found) == [name for name in PATTERN if name in ROCK_PPM]


@each_reference
def test_ratios_are_those_of_pyrolite(reference: str) -> None:
    ratios = [f(ROCK_PPM, reference=reference) for f in (eu_anomaly, ce_anomaly, la_yb)]
    assert ratios == pytest.approx(RATIOS_BY_PYROLITE[reference])


@each_reference
def test_a_chondrite_over_itself_is_flat(reference: str) -> None:
    ppm = CHONDRITES[reference].ppm
    assert normalised(ppm, reference=reference) == pytest.approx(dict.fromkeys(PATTERN, 1.0))
    for ratio in (eu_anomaly, ce_anomaly, la_yb):
        assert ratio(ppm, reference=reference) == pytest.approx(1.0)


def test_oxides_are_taken_as_their_elements() -> None:
    oxides = {OXIDE_OF[name]: to_oxide(name, float(ppm)) for name, ppm in ROCK_PPM.items()}
    assert normalised(oxides) == pytest.approx(normalised(ROCK_PPM))
    assert eu_anomaly(oxides) == pytest.approx(eu_anomaly(ROCK_PPM))
    other = {name: share for name, share in oxides.items() if name != "CeO2"}
    other["Ce2O3"] = to_oxide("Ce2O3", 200.0)
    assert ce_anomaly(other) == pytest.approx(ce_anomaly(ROCK_PPM))


def test_units() -> None:
    percent = {name: ppm / 10_000 for name, ppm in ROCK_PPM.items()}
    assert normalised(percent, unit="%") == pytest.approx(normalised(ROCK_PPM))
    assert normalised(ROCK_PPM, unit="g/t") == normalised(ROCK_PPM)
    with pytest.raises(UnknownUnit):
        normalised(ROCK_PPM, unit="oz/t")


def test_shares_of_the_oxides_need_a_grade_to_be_contents_of_the_rock() -> None:
    shares = {"La2O3": 30.0, "CeO2": 50.0}
    in_rock = normalised(shares, unit="%", treo_pct=2.0)
    pure = normalised(shares, unit="%")
    assert in_rock["La"] == pytest.approx(0.006 / 1.17277 * 1e6 / 0.237, rel=1e-9)
    assert {name: pure[name] / in_rock[name] for name in pure} == pytest.approx(
        {"La": 50.0, "Ce": 50.0}
    )


@pytest.mark.parametrize("unknown", [None, float("nan"), 0, -1.0])
def test_what_is_not_known_is_a_gap(unknown) -> None:
    found = normalised({**ROCK_PPM, "Eu": unknown})
    assert "Eu" not in found
    assert len(found) == len(ROCK_PPM) - 1
    with pytest.raises(MissingMembers, match=r"Eu/Eu\* lacks Eu"):
        eu_anomaly({**ROCK_PPM, "Eu": unknown})


@pytest.mark.parametrize(
    ("ratio", "needed"),
    [(eu_anomaly, ("Sm", "Eu", "Gd")), (ce_anomaly, ("La", "Ce", "Pr")), (la_yb, ("La", "Yb"))],
)
def test_a_ratio_needs_its_elements_and_no_other(ratio, needed: tuple[str, ...]) -> None:
    only = {name: ROCK_PPM[name] for name in needed}
    assert ratio(only) == pytest.approx(ratio(ROCK_PPM))
    for name in needed:
        with pytest.raises(MissingMembers, match=rf"lacks {name}"):
            ratio({other: ppm for other, ppm in only.items() if other != name})


def test_more_europium_is_a_greater_anomaly() -> None:
    assert eu_anomaly({**ROCK_PPM, "Eu": 5.0}) == pytest.approx(2 * eu_anomaly(ROCK_PPM))
    assert ce_anomaly({**ROCK_PPM, "Ce": 20.0}) == pytest.approx(ce_anomaly(ROCK_PPM) / 10)


def test_scandium_is_in_no_pattern() -> None:
    assert normalised({"Sc": 10.0, "La": 0.237}) == pytest.approx({"La": 1.0})


def test_refusals() -> None:
    with pytest.raises(UnknownTerm, match="chondrite"):
        normalised(ROCK_PPM, reference="anders-1982")
    with pytest.raises(UnknownTerm, match="element or oxide"):
        normalised({"Pm": 1.0})
    with pytest.raises(StatedTwice, match="La is given twice"):
        normalised({"La": 1.0, "La2O3": 1.2})


def test_the_front_offers_it() -> None:
    assert geodeposits.normalised is normalised
    assert geodeposits.eu_anomaly is eu_anomaly
    assert REFERENCE in CHONDRITES
