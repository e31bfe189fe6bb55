"""The rule on rock that one estimate counts as oxide and another as ore: GD314."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.finding import Severity
from tests.amounts_kit import deposit, estimate, found, of
from tests.checks_kit import dataset

OXIDE = estimate(None, "4.21", "28,280")  # Araxá, USGS 4562


def other(*figures: str | None, **more: Any) -> dict[str, Any]:
    return estimate(*figures, **{"claim": "d/f", "source": "t", **more})


def test_ore_of_another_source_in_the_place_of_oxide_is_found() -> None:
    (finding,) = of("GD314", OXIDE, other("28.28", "4.219"))
    assert (finding.claim, finding.field) == ("d/e", "contained_kt")
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "contained 28.28 Mt is the tonnage of ore that t has at 4.219 % TREO: rock was counted as "
        "oxide; 1.191 Mt would fit, in 28.28 Mt of ore at 4.21 % TREO"
    )


def test_two_estimates_of_one_record_are_held_against_each_other_by_category() -> None:
    def part(category: str, number: int, *figures: str | None) -> dict[str, Any]:
        whole = f"d/{number}"
        return estimate(*figures, claim=f"{whole}/{category}", part_of=whole, categories=category)

    both = "indicated; inferred"
    rows = (  # Lavergne-Springer, USGS 1161
        estimate("16.899", "1.163", "196.5", claim="d/1", categories=both, summed=True),
        part("indicated", 1, "4.167", "1.14"),
        part("inferred", 1, "12.732", "1.17"),
        estimate(None, None, "16,899", claim="d/2", categories=both, summed=True),
        part("indicated", 2, None, "1.14", "4,167"),
        part("inferred", 2, None, "1.16", "12,732"),
    )
    findings = of("GD314", *rows)
    assert [f.claim for f in findings] == ["d/2/indicated", "d/2/inferred"]
    assert findings[0].message == (
        "indicated: contained 4.167 Mt is the tonnage of ore that another estimate of the record "
        "has at 1.14 % TREO: rock was counted as oxide; 47.5 kt would fit, in 4.167 Mt of ore at "
        "1.14 % TREO"
    )
    swapped = (part("inferred", 1, "4.167", "1.14"), part("indicated", 2, None, "1.14", "4,167"))
    assert of("GD314", *swapped) == ()


@pytest.mark.parametrize(
    ("ore", "wrong"),
    [("28.00", True), ("27.99", False), ("28.56", True), ("28.57", False), ("0.02828", False)],
)
def test_the_figures_agree_within_one_percent(ore: str, wrong: bool) -> None:
    assert bool(of("GD314", OXIDE, other(ore, "4.21"))) == wrong


@pytest.mark.parametrize(
    ("grade", "basis", "wrong"),
    [
        ("4.29", "TREO", True),
        ("4.30", "TREO", False),
        ("3.59", "TREE", True),  # 4.20 to 4.45 % of oxides
        ("4.21", "TREE", False),
        ("4.21", "HM", False),
        (">4", "TREO", False),
    ],
)
def test_the_grades_agree_within_two_percent(grade: str, basis: str, wrong: bool) -> None:
    assert bool(of("GD314", OXIDE, other("28.28", grade, basis=basis))) == wrong


@pytest.mark.parametrize(
    ("contained", "ore", "wrong"),
    [
        ("694,000", "694", True),
        ("694,000", "~694", True),
        ("694,000", "695", False),  # within 1 %, but not the same three digits
        ("694,300", "694", True),
        ("690,000", "690", False),  # two digits before the zeros
        ("7,000", "7", False),
        ("1,215", "1.21", True),
        ("1,216", "1.21", False),
        (">694,000", "694", False),
    ],
)
def test_without_a_grade_three_digits_must_agree(contained: str, ore: str, wrong: bool) -> None:
    findings = of("GD314", estimate(None, None, contained), other(ore, ">1"))
    assert [f.severity for f in findings] == [Severity.WARNING] * wrong


def test_without_a_grade_the_message_asks() -> None:
    press = estimate(None, None, "694,000")
    (finding,) = of("GD314", press, other("694", ">1"))
    assert finding.message == (
        "contained 694 Mt is the tonnage of ore that t has at > 1 % TREO: was rock counted as "
        "oxide? > 6.94 Mt would fit, in 694 Mt of ore at > 1 % TREO"
    )
    (finding,) = of("GD314", press, other("694"))
    assert finding.message.endswith("of ore that t has: was rock counted as oxide?")


@pytest.mark.parametrize("third", ["28,280", "10,000", "80,000"])
def test_oxide_that_another_source_states_too_stands(third: str) -> None:
    # Miaoya and Dong Pao: the ore of one source is the oxide that several others state
    rows = (OXIDE, other("28.28", "4.21"), other(None, None, third, claim="d/g", source="u"))
    assert of("GD314", *rows) == ()


@pytest.mark.parametrize("third", ["1,191", "9,000", "90,000"])
def test_other_oxide_of_another_source_settles_nothing(third: str) -> None:
    rows = (OXIDE, other("28.28", "4.21"), other(None, None, third, claim="d/g", source="u"))
    assert [f.claim for f in of("GD314", *rows)] == ["d/e"]


def test_an_estimate_whose_own_figures_disagree_tells_nothing() -> None:
    # Chishan, USGS 5053: figures a column too far to the left
    oxide = estimate(None, "3.25", "120")
    assert of("GD314", oxide, other("0.12", "3.25", "3,250")) == ()
    assert len(of("GD314", oxide, other("0.12", "3.25", "3.9"))) == 1


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({}, True),
        ({"summed": True}, True),
        ({"categories": "measured"}, True),  # beside an estimate that names none
        ({"part_of": "d/x", "categories": "measured"}, False),
        ({"id": "x"}, False),
        ({"source": "s"}, True),  # two estimates of one record
        ({"source": "s", "id": "x"}, False),
    ],
)
def test_which_estimates_are_held_against_one_another(more: dict[str, Any], wrong: bool) -> None:
    assert bool(of("GD314", OXIDE, other("28.28", "4.21", **more))) == wrong


@pytest.mark.parametrize(
    ("categories", "others", "wrong"),
    [("measured", "measured", True), ("measured", "indicated", False), (None, "measured", True)],
)
def test_categories_are_the_same_or_unnamed(
    categories: str | None, others: str, wrong: bool
) -> None:
    rows = ({**OXIDE, "categories": categories}, other("28.28", "4.21", categories=others))
    assert bool(of("GD314", *rows)) == wrong


def test_concentrates_sums_of_ours_and_estimates_with_ore_are_left_alone() -> None:
    rock = other("28.28", "4.21")
    for more in ({"basis": "HM"}, {"basis": "monazite"}, {"summed": True}):
        assert of("GD314", {**OXIDE, **more}, rock) == ()
    assert of("GD314", estimate("671.7", "4.21", "28,280"), rock) == ()


def test_the_nearest_estimate_is_named() -> None:
    rows = (OXIDE, other("28.3", "4.21"), other("28.28", "4.21", claim="d/g", source="u"))
    (finding,) = of("GD314", *rows)
    assert "that u has at" in finding.message


def test_a_table_is_held_against_the_atlas() -> None:
    mine = {"deposits": [deposit("own", name="Araxá")], "estimates": [{**OXIDE, "id": "own"}]}
    for country, links in (("TR", True), ("BR", False)):
        atlas = dataset(
            deposits=[deposit("tr-araxa", name="Araxa", country=country)],
            estimates=[other("28.28", "4.21", id="tr-araxa")],
        )
        assert bool(found("GD314", atlas, **mine)) == links
    assert found("GD314", **mine) == ()


def test_too_much_oxide_is_left_to_it_where_the_grade_tells() -> None:
    large = estimate(None, "4.21", "282,800")
    assert len(of("GD307", large, other("282", "2"))) == 1
    assert of("GD307", large, other("282.8", "4.21")) == ()
    bare = estimate(None, None, "282,800")
    assert [f.severity for f in of("GD307", bare, other("282.8", "4.21"))] == [Severity.ERROR]
