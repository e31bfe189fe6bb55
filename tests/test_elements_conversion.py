"""Conversions between elements and oxides and between units, and sums of named groups."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from molmass import Formula

import geodeposits
from geodeposits.elements import (
    DEFINITIONS,
    ELEMENTS,
    GROUPS,
    OXIDE_OF,
    OXIDES,
    PARTS_IN_PCT,
    MissingMembers,
    NotConvertible,
    StatedTwice,
    convert,
    element_of,
    group_sum,
    oxide_factor,
    to_element,
    to_oxide,
    tree,
    treo,
)
from geodeposits.errors import GeodepositsError, UnknownTerm, UnknownUnit
from geodeposits.quantity import GRADE_IN_PCT, Quantity

LANTHANIDES = tuple(name for name in ELEMENTS if name not in {"Sc", "Y"})
ROCK = {name: float(number) for number, name in enumerate((*LANTHANIDES, "Y"), start=1)}
"""ppm of each element of TREO, all different."""


# --- Element and oxide ---------------------------------------------------------------------------


@pytest.mark.parametrize("element", ELEMENTS)
def test_an_oxide_weighs_what_molmass_says(element: str) -> None:
    formula = Formula(OXIDE_OF[element])
    atoms = formula.composition()[element].count
    expected = formula.mass / (atoms * Formula(element).mass)
    assert to_oxide(element, 100.0) == pytest.approx(100 * expected, rel=3e-5)
    assert to_element(OXIDE_OF[element], 100.0) == pytest.approx(100 / expected, rel=3e-5)


@pytest.mark.parametrize("formula", [*ELEMENTS, *OXIDES])
def test_there_and_back(formula: str) -> None:
    assert to_element(formula, to_oxide(formula, 12.5)) == pytest.approx(12.5, rel=1e-12)
    assert to_oxide(formula, Decimal("12.5")) / oxide_factor(
        OXIDE_OF.get(formula, formula)
    ) == pytest.approx(Decimal("12.5"))


def test_the_oxide_that_is_wanted_can_be_named() -> None:
    assert to_oxide("Ce2O3", 100.0) == pytest.approx(117.128)
    assert to_oxide("Ce", 100.0) == pytest.approx(122.837) == to_oxide("CeO2", 100.0)


def test_the_kind_of_number_is_kept() -> None:
    assert to_oxide("Nd", Decimal(1)) == Decimal("1.16638")
    assert isinstance(to_oxide("Nd", 1.0), float)
    np.testing.assert_allclose(to_oxide("Nd", np.array([0.0, 2.0])), [0.0, 2.33276])
    series = to_element("Nd2O3", pd.Series([1.16638, None]))
    assert series.round(9).tolist()[0] == 1.0
    assert series.isna().tolist() == [False, True]


def test_bounds_are_kept() -> None:
    assert to_oxide("La", Quantity.parse(">1")).text == ">1.17277"
    assert convert(Quantity.parse("0.5–0.6"), "% Nd", "% Nd2O3").text == "0.58319–0.699828"
    assert convert(Quantity.parse("~314"), "ppm", "%").text == "~0.0314"


@pytest.mark.parametrize("name", ["Pm", "Fe2O3", "nd", ""])
def test_what_is_no_rare_earth_is_refused(name: str) -> None:
    for turned in (to_oxide, to_element):
        with pytest.raises(UnknownTerm):
            turned(name, 1.0)


# --- Units ---------------------------------------------------------------------------------------


def test_units_are_those_of_a_grade() -> None:
    assert {unit: GRADE_IN_PCT[unit] for unit in PARTS_IN_PCT} == PARTS_IN_PCT


@pytest.mark.parametrize(
    ("value", "from_", "to", "expected"),
    [
        (1.0, "%", "ppm", 10_000.0),
        (1.0, "kg/t", "%", 0.1),
        (3.0, "g/t", "ppm", 3.0),
        (5.0, "ppm", "kg/t", 0.005),
        (1.0, "Nd", "Nd2O3", 1.16638),
        (1.16638, "Nd2O3", "Nd", 1.0),
        (1.0, "Ce2O3", "CeO2", 1.22837 / 1.17128),
        (10_000.0, "ppm Nd", "% Nd2O3", 1.16638),
        (10_000.0, "Nd ppm", "Nd2O3 %", 1.16638),
        (0.0, "ppm Nd", "% Nd2O3", 0.0),
    ],
)
def test_conversions(value: float, from_: str, to: str, expected: float) -> None:
    assert convert(value, from_, to) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("unit", PARTS_IN_PCT)
@pytest.mark.parametrize("other", PARTS_IN_PCT)
def test_units_there_and_back(unit: str, other: str) -> None:
    there = convert(Decimal("0.3"), unit, other)
    assert convert(there, other, unit) == Decimal("0.3")


@pytest.mark.parametrize(
    ("from_", "to", "why"),
    [
        ("Nd", "Pr6O11", "the elements differ"),
        ("% Nd", "ppm", "both sides"),
        ("ppm", "Nd2O3", "both sides"),
        ("%", "", "both sides"),
    ],
)
def test_what_has_no_factor_is_refused(from_: str, to: str, why: str) -> None:
    with pytest.raises(NotConvertible, match=why):
        convert(1.0, from_, to)


@pytest.mark.parametrize("side", ["oz/t", "% oz/t", "Nd Nd", "% %", "Pm"])
def test_an_unknown_unit_is_refused_with_the_known_ones(side: str) -> None:
    with pytest.raises(UnknownUnit, match="kg/t"):
        convert(1.0, side, "%")


# --- Sums ----------------------------------------------------------------------------------------


def test_totals_of_a_whole_rock() -> None:
    total = treo(ROCK)
    expected = sum(ppm * float(oxide_factor(OXIDE_OF[name])) for name, ppm in ROCK.items())
    assert total.value == pytest.approx(expected)
    assert total.is_whole
    assert total.members[0] == "La2O3"
    assert "Y2O3" in total.members
    assert "Sc2O3" not in total.members
    assert tree(ROCK).value == pytest.approx(sum(ROCK.values()))
    assert len(tree(ROCK).members) == len(total.members) == 15


def test_totals_do_not_depend_on_the_form_that_is_given() -> None:
    oxides = {OXIDE_OF[name]: to_oxide(name, ppm) for name, ppm in ROCK.items()}
    mixed = {**ROCK, "Ce2O3": to_oxide("Ce2O3", ROCK["Ce"])}
    del mixed["Ce"]
    for form in (oxides, mixed):
        assert treo(form).value == pytest.approx(treo(ROCK).value)
        assert tree(form).value == pytest.approx(tree(ROCK).value)


def test_light_and_heavy_make_the_whole() -> None:
    light, heavy = group_sum(ROCK, "LREO"), group_sum(ROCK, "HREO")
    assert light.value + heavy.value == pytest.approx(treo(ROCK).value)
    assert group_sum(ROCK, "LREE").value == pytest.approx(sum(ROCK[n] for n in GROUPS["LREE"]))


def test_bodies_draw_the_line_differently() -> None:
    with_scandium = {**ROCK, "Sc": 100.0}
    cgi = group_sum(with_scandium, "LREE", definition="cgi")
    inspire = group_sum(with_scandium, "LREE", definition="inspire")
    assert inspire.value - cgi.value == pytest.approx(ROCK["Eu"] + ROCK["Gd"] + 100)
    assert cgi.text == "LREE = La + Ce + Pr + Nd + Sm (cgi)"
    for definition in ("cgi", "inspire"):
        parts = DEFINITIONS[definition].members
        assert not set(parts["LREE"]) & set(parts["HREE"])
        assert set(parts["LREE"]) | set(parts["HREE"]) >= set(GROUPS["TREE"])


def test_every_definition_names_its_source_and_known_elements() -> None:
    for definition in DEFINITIONS.values():
        assert len(definition.source) > 20
        for members in definition.members.values():
            assert len(set(members)) == len(members) > 1
            assert set(members) <= set(ELEMENTS)


def test_magnet_oxides() -> None:
    found = group_sum({"Nd2O3": 20.0, "Pr6O11": 5.0, "Tb4O7": 0.1, "Dy2O3": 0.4}, "MREO")
    assert found.value == pytest.approx(25.5)
    assert found.text == "MREO = Pr6O11 + Nd2O3 + Tb4O7 + Dy2O3 (industry)"
    assert group_sum({"Nd": 1.0, "Pr": 1.0}, "NdPr", form="element").value == 2.0
    assert group_sum({"Nd": 1.0, "Pr": 1.0}, "NdPr").value == pytest.approx(1.16638 + 1.20816)


@pytest.mark.parametrize("absent", [None, float("nan"), Decimal("NaN")])
def test_a_missing_member_is_refused_unless_a_part_is_asked_for(absent) -> None:
    known = {"Nd2O3": 20.0, "Pr6O11": absent}
    with pytest.raises(MissingMembers, match="NdPr lacks Pr6O11") as caught:
        group_sum(known, "NdPr")
    assert caught.value.missing == ("Pr6O11",)
    part = group_sum(known, "NdPr", missing="partial")
    assert (part.value, part.missing, part.is_whole) == (20.0, ("Pr6O11",), False)
    assert part.text.endswith("(industry), without Pr6O11")


def test_zero_is_known_and_nothing_is_no_sum() -> None:
    assert group_sum({"Dy": 0.0, "Tb": 1.0}, "DyTb").value == pytest.approx(1.17617)
    with pytest.raises(MissingMembers, match="DyTb lacks Dy2O3, Tb4O7"):
        group_sum({"La": 1.0}, "DyTb", missing="partial")


def test_bounds_of_a_sum_are_kept() -> None:
    shares = {"Nd2O3": Quantity.parse("20–22"), "Pr6O11": Quantity.parse(">5")}
    assert group_sum(shares, "NdPr").value.text == ">25"


def test_an_element_in_two_forms_would_be_counted_twice() -> None:
    with pytest.raises(StatedTwice, match="Nd is given twice, as Nd and Nd2O3"):
        group_sum({"Nd": 1.0, "Nd2O3": 1.1, "Pr": 1.0}, "NdPr")
    assert group_sum({"Nd": 1.0, "Nd2O3": None, "Pr": 0.0}, "NdPr").value == pytest.approx(1.16638)


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownTerm, match="definition of groups"):
        group_sum(ROCK, "LREE", definition="usgs")
    with pytest.raises(UnknownTerm, match="group of cgi"):
        group_sum(ROCK, "MREO", definition="cgi")
    with pytest.raises(UnknownTerm, match="element or oxide"):
        treo({"Pm": 1.0})


def test_every_refusal_is_one_of_ours() -> None:
    for refusal in (MissingMembers, NotConvertible, StatedTwice):
        assert issubclass(refusal, GeodepositsError)


def test_the_front_offers_the_chemistry() -> None:
    assert geodeposits.convert is convert
    assert geodeposits.treo is treo
    assert geodeposits.to_oxide("Nd", 1.0) == pytest.approx(1.16638)
    assert element_of("Nd2O3") == "Nd"
