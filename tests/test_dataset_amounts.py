"""Amounts that are computed: products, sums, mean grades, and what a basis says of oxides."""

from __future__ import annotations

import pytest

from geodeposits.dataset.amounts import contained_reo, mean_grade, product, total
from geodeposits.elements import GROUPS
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis


def quantity(text: str | None) -> Quantity | None:
    return None if text is None else Quantity.parse(text)


def text_of(value: Quantity | None) -> str | None:
    return None if value is None else value.text


@pytest.mark.parametrize(
    ("ore_mt", "grade_pct", "kt"),
    [
        ("694", ">1", ">6940"),
        ("30.358", "3.14", "953.2412"),
        ("~10", "0.5–0.6", "~50–60"),
        ("<5", "<2", "<100"),
        (None, "3.14", None),
        ("694", None, None),
        (">5", "<2", None),
        ("0", "3", "0"),
    ],
)
def test_product(ore_mt: str | None, grade_pct: str | None, kt: str | None) -> None:
    assert text_of(product(quantity(ore_mt), quantity(grade_pct))) == kt


@pytest.mark.parametrize(
    ("basis", "contained", "reo"),
    [
        ("TREO", "~100", "~100"),
        ("REO", "<100", "<100"),
        ("LREO", "100", ">100"),
        ("HREO", "~100", ">~100"),
        ("partial-oxides", "90–110", ">90"),
        ("Y2O3", ">100", ">100"),
        ("LREO", "<100", None),
        ("TREE", "100", "117–124"),
        ("TREE", ">100", ">117"),
        ("HM", "100", None),
        ("monazite", "100", None),
        ("ore", "100", None),
        ("unstated", "100", None),
        ("TREO", None, None),
    ],
)
def test_contained_reo_goes_as_far_as_the_basis(
    basis: str, contained: str | None, reo: str | None
) -> None:
    assert text_of(contained_reo(quantity(contained), Basis.parse(basis))) == reo


@pytest.mark.parametrize(
    ("members", "reo"),
    [
        (("Y",), ">126.993"),
        (("La", "Ce", "Y"), ">117.277"),  # the least factor among them
        (("Nd2O3",), ">116.638"),
        (GROUPS["TREE"], "117–124"),  # all of them: the range of real ores
        ((*GROUPS["TREE"], "Sc"), "117–124"),
    ],
)
def test_a_listed_few_elements_are_a_part_of_the_oxides(members: tuple[str, ...], reo: str) -> None:
    assert text_of(contained_reo(quantity("100"), Basis.TREE, members)) == reo
    assert contained_reo(quantity("<100"), Basis.TREE, ("Y",)) is None


def test_every_basis_has_an_answer() -> None:
    says_nothing = {Basis.HEAVY_MINERALS, Basis.MONAZITE, Basis.ORE, Basis.UNSTATED}
    for basis in Basis:
        assert (contained_reo(Quantity.parse(1), basis) is None) == (basis in says_nothing)


@pytest.mark.parametrize(
    ("parts", "sum_of_them"),
    [
        (["1", "2", "3.5"], "6.5"),
        (["1", ">2"], ">3"),
        (["~1", "2–3"], "~3–4"),
        (["1", None], None),
        ([], None),
        ([">1", "<2"], ">1"),
        (["<5", "3"], "3–8"),
        (["<5", "<3"], "<8"),
    ],
)
def test_total(parts: list[str | None], sum_of_them: str | None) -> None:
    assert text_of(total(quantity(part) for part in parts)) == sum_of_them


@pytest.mark.parametrize(
    ("contained_kt", "ore_mt", "grade"),
    [
        ("30", "3", "1"),
        ("100", "3", "3.333"),
        (">6940", "694", ">1"),
        ("100", ">5", "<2"),
        (">100", ">5", None),
        ("100", "<5", None),
        ("0", "0", None),
        (None, "5", None),
        ("5", None, None),
    ],
)
def test_mean_grade(contained_kt: str | None, ore_mt: str | None, grade: str | None) -> None:
    assert text_of(mean_grade(quantity(contained_kt), quantity(ore_mt))) == grade
