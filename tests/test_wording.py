"""Wording: the same words for figures and terms everywhere."""

from __future__ import annotations

import pytest

from geodeposits.errors import UnknownTerm, UnreadableQuantity
from geodeposits.vocab import Basis, Code, DepositType, Term
from geodeposits.wording import basis_name, estimate_sentence, grade, label, mass_of_kt, ore


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("carbonatite-ree", "carbonatite REE"),
        (DepositType.PERALKALINE_IGNEOUS_HFSE_REE, "peralkaline igneous HFSE REE"),
        ("hematite-dominant-iocg", "hematite dominant IOCG"),
        (Code.NI_43_101, "NI 43-101"),
        (Code.GB_T_17766, "GB/T 17766"),
        (Code.NONE, "no code"),
        (Code.UNSTATED, "unstated"),
        ("mou", "MoU"),
        ("letter-of-interest", "letter of interest"),
        ("care-and-maintenance", "care and maintenance"),
    ],
)
def test_label(term: Term | str, words: str) -> None:
    assert label(term) == words


@pytest.mark.parametrize("code", sorted(set(Code) - {Code.NONE, Code.UNSTATED}))
def test_every_code_is_spelled_in_capitals(code: Code) -> None:
    assert label(code).upper() == label(code)
    assert label(code).replace("/", " ").replace(" ", "-").lower() == code.value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (">6940", "> 6.94 Mt"),
        ("954", "954 kt"),
        ("1000", "1 Mt"),
        ("999.9", "999.9 kt"),
        ("1", "1 kt"),
        ("0.9", "900 t"),
        ("<0.0005", "< 0.5 t"),
        ("900–1200", "0.9–1.2 Mt"),
        ("~132.884", "~132.9 kt"),
        ("0", "0 t"),
    ],
)
def test_mass(text: str, words: str) -> None:
    assert mass_of_kt(text) == words


def test_mass_keeps_as_many_digits_as_asked() -> None:
    assert mass_of_kt("132.884", digits=6) == "132.884 kt"
    assert mass_of_kt("132.884", digits=2) == "130 kt"


def test_mass_of_no_figure_is_refused() -> None:
    with pytest.raises(UnreadableQuantity):
        mass_of_kt("many")


def test_ore() -> None:
    assert ore("694") == "694 Mt of ore"
    assert ore("~1,690.5") == "~1,690 Mt of ore"


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("TREO", "> 1 % TREO"),
        ("TREE", "> 1 % TREE (elements)"),
        ("HM", "> 1 % heavy minerals"),
        ("ore", "> 1 %"),
        ("unstated", "> 1 % (basis unstated)"),
        ("partial-oxides", "> 1 % some oxides"),
    ],
)
def test_grade(basis: str, words: str) -> None:
    assert grade(">1", basis) == words


def test_members_name_a_partial_basis_and_no_other() -> None:
    assert grade("3.14", "partial-oxides", "La2O3; CeO2; Nd2O3") == "3.14 % La2O3 + CeO2 + Nd2O3"
    assert grade("3.14", "TREO", "La2O3; CeO2") == "3.14 % TREO"


@pytest.mark.parametrize("basis", sorted(set(Basis) - {Basis.ORE}))
def test_every_basis_but_rock_has_a_name(basis: Basis) -> None:
    assert basis_name(basis)


def test_unknown_basis_is_refused() -> None:
    with pytest.raises(UnknownTerm, match="is no basis"):
        grade("1", "REE")


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (("694", ">1", ">6940", "REO"), "694 Mt of ore at > 1 % REO, contained > 6.94 Mt REO"),
        (("694", None, None, "ore"), "694 Mt of ore"),
        ((None, "2.9", None, "TREE"), "2.9 % TREE (elements)"),
        ((None, None, "12500", "REO"), "contained 12.5 Mt REO"),
        ((None, "2.78", "~130", "REO"), "2.78 % REO, contained ~130 kt REO"),
        ((None, None, None, "unstated"), "no figure"),
    ],
)
def test_estimate_sentence(
    figures: tuple[str | None, str | None, str | None, str], sentence: str
) -> None:
    ore_mt, grade_pct, reo_kt, basis = figures
    said = estimate_sentence(ore_mt=ore_mt, grade_pct=grade_pct, reo_kt=reo_kt, basis=basis)
    assert said == sentence


def _contained(basis: str, *, reo_kt: str | None) -> str:
    return estimate_sentence(
        ore_mt=None, grade_pct=None, reo_kt=reo_kt, basis=basis, contained_kt="5"
    )


def test_contained_stands_on_its_own_basis_where_no_oxide_follows() -> None:
    assert _contained("monazite", reo_kt=None) == "contained 5 kt monazite"
    assert _contained("ore", reo_kt=None) == "contained 5 kt"
    assert _contained("TREE", reo_kt="5.85–6.2") == "contained 5.85–6.2 kt REO"
