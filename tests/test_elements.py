"""Elements: weights and factors against an independent library, groups, refusals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from molmass import Formula

from geodeposits.elements import (
    ATOMIC_WEIGHT,
    ELEMENTS,
    GROUPS,
    OXIDE_OF,
    OXIDES,
    TREO_PER_TREE,
    element_of,
    group_members,
    oxide_factor,
)
from geodeposits.errors import UnknownTerm

# Factors as the domain's tables print them; the library below does not know these figures.
PRINTED = {
    "Sc2O3": "1.53382", "Y2O3": "1.26993", "La2O3": "1.17277", "CeO2": "1.22837",
    "Pr6O11": "1.20816", "Nd2O3": "1.16638", "Sm2O3": "1.15961", "Eu2O3": "1.15792",
    "Gd2O3": "1.15261", "Tb4O7": "1.17617", "Dy2O3": "1.14768", "Ho2O3": "1.14551",
    "Er2O3": "1.14348", "Tm2O3": "1.14206", "Yb2O3": "1.13868", "Lu2O3": "1.13716",
    "Ce2O3": "1.17128", "Pr2O3": "1.17031", "Tb2O3": "1.15100",
}  # fmt: skip


@pytest.mark.parametrize("symbol", list(ATOMIC_WEIGHT))
def test_weight_is_that_of_molmass(symbol: str) -> None:
    # Yb was 173.054 before 2015, and O is abridged: 52 and 25 millionths
    assert float(ATOMIC_WEIGHT[symbol]) == pytest.approx(Formula(symbol).mass, rel=6e-5)


@pytest.mark.parametrize("oxide", OXIDES)
def test_factor_is_that_of_molmass(oxide: str) -> None:
    element = element_of(oxide)
    share = Formula(oxide).composition()[element].fraction
    assert float(oxide_factor(oxide)) == pytest.approx(1 / share, rel=2e-5)


@pytest.mark.parametrize(("oxide", "factor"), PRINTED.items())
def test_factor_is_the_printed_one(oxide: str, factor: str) -> None:
    assert abs(oxide_factor(oxide) - Decimal(factor)) <= Decimal("0.00001")
    assert oxide_factor(oxide).as_tuple().exponent == -5


def test_every_oxide_has_a_printed_factor() -> None:
    assert set(PRINTED) == set(OXIDES)


def test_elements_are_the_sixteen_that_are_reported() -> None:
    assert len(ELEMENTS) == 16
    assert ELEMENTS[:3] == ("Sc", "Y", "La")
    assert "Pm" not in ELEMENTS
    assert "O" not in ELEMENTS


def test_each_element_has_the_oxide_that_the_industry_sums() -> None:
    assert set(OXIDE_OF) == set(ELEMENTS)
    assert all(element_of(oxide) == element for element, oxide in OXIDE_OF.items())
    assert (OXIDE_OF["Ce"], OXIDE_OF["Pr"], OXIDE_OF["Tb"]) == ("CeO2", "Pr6O11", "Tb4O7")
    assert OXIDE_OF["Nd"] == "Nd2O3"


def test_light_and_heavy_split_all_lanthanides_and_yttrium() -> None:
    light, heavy = set(GROUPS["LREE"]), set(GROUPS["HREE"])
    assert not light & heavy
    assert light | heavy == set(ELEMENTS) - {"Sc"}
    assert {"La", "Sm"} <= light
    assert {"Eu", "Y"} <= heavy


def test_magnet_group_is_its_two_pairs() -> None:
    assert set(GROUPS["magnet"]) == set(GROUPS["NdPr"]) | set(GROUPS["DyTb"])


def test_bounds_of_treo_per_tree_hold_the_factors_of_real_mixtures() -> None:
    low, high = TREO_PER_TREE
    assert low < oxide_factor("La2O3") < high
    thirds = [oxide_factor(oxide) for oxide in ("La2O3", "CeO2", "Nd2O3")]
    assert low < sum(thirds) / 3 < high
    assert high < oxide_factor("Y2O3"), "no ore is yttrium alone"


@pytest.mark.parametrize(
    ("formula", "element"), [("Tb4O7", "Tb"), ("Tb2O3", "Tb"), ("Ce2O3", "Ce"), ("Dy", "Dy")]
)
def test_element_of(formula: str, element: str) -> None:
    assert element_of(formula) == element


@pytest.mark.parametrize("formula", ["Pm2O3", "Fe2O3", "nd2o3", "", "O"])
def test_element_of_refuses_what_is_no_rare_earth(formula: str) -> None:
    with pytest.raises(UnknownTerm, match="rare earth element or oxide"):
        element_of(formula)


def test_factor_of_an_element_is_refused() -> None:
    with pytest.raises(UnknownTerm, match=r"'Nd' is no rare earth oxide"):
        oxide_factor("Nd")


def test_refusal_offers_the_formula_in_its_own_spelling() -> None:
    with pytest.raises(UnknownTerm, match=r"did you mean Nd2O3"):
        oxide_factor("nd2o3")


def test_members_are_named_once_and_in_order() -> None:
    assert group_members(["La2O3", "CeO2", "La", "Ce2O3", "Nd2O3"]) == ("La", "Ce", "Nd")
    assert group_members([]) == ()
