"""Rules on amounts beyond any measure: GD305, GD306 and what GD307 says of them."""

from __future__ import annotations

import pytest

from geodeposits.finding import Severity
from tests.amounts_kit import deposit, estimate, found, of
from tests.checks_kit import dataset

# --- GD305 ---------------------------------------------------------------------------------------


def test_kt_written_as_mt_are_told_by_the_ore_that_they_need() -> None:
    (finding,) = of("GD305", estimate(None, "0.264", "42,980"))  # Kutessay II, USGS 7377
    assert (finding.severity, finding.field) == (Severity.ERROR, "contained_kt")
    assert finding.message == (
        "contained 42.98 Mt at 0.264 % TREO need 16,280 Mt of ore: t, not kt: 42.98 kt in "
        "16.28 Mt of ore would fit"
    )


@pytest.mark.parametrize(
    ("grade", "contained", "wrong"),
    [
        ("1.000", "100,000", False),  # 10,000 Mt of ore
        ("1.000", "100,001", True),
        ("1.0–2.0", "150,000", False),  # at 2 % 7,500 Mt
        ("1.0–2.0", "200,001", True),
        (">1.0", "1,000,000", False),  # no end to the grade
        ("<1.0", "100,001", True),
        ("1.0", "<200,000", False),
        ("1.0", "90,000–200,000", False),
        ("0", "100", False),
        (None, "1,000,000", False),
    ],
)
def test_more_than_ten_thousand_mt_are_too_much(
    grade: str | None, contained: str, wrong: bool
) -> None:
    assert bool(of("GD305", estimate(None, grade, contained))) == wrong


def test_a_small_mass_leaves_open_which_figure_is_wrong() -> None:
    (finding,) = of("GD305", estimate(None, "0.0002", "198"))  # Atalandi, USGS 8109
    assert finding.message.endswith("need 99,000 Mt of ore: one of the two is in another unit")
    (finding,) = of("GD305", estimate(None, "0.0002", "1,000"))
    assert finding.message.endswith("t, not kt: 1 kt in 500 Mt of ore would fit")


def test_the_advice_takes_as_many_thousands_as_are_needed() -> None:
    (finding,) = of("GD305", estimate(None, "0.1", "122,000,000"))
    assert finding.message.endswith(" kg, not kt: 122 kt in 122 Mt of ore would fit")


def test_where_ore_is_stated_other_rules_compare() -> None:
    assert of("GD305", estimate("16.28", "0.264", "42,980")) == ()


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({}, True),
        ({"scope": "project"}, False),
        ({"scope": "part"}, True),
        ({"basis": "TREE"}, True),
        ({"basis": "monazite"}, False),
        ({"basis": "Y2O3"}, False),
    ],
)
def test_which_estimates_are_looked_at(more: dict[str, str], wrong: bool) -> None:
    assert bool(of("GD305", {**estimate(None, "0.264", "42,980"), **more})) == wrong


def test_mud_of_the_deep_sea_covers_a_sea_floor() -> None:
    row = estimate(None, "0.0964", ">16,000")
    for kind, wrong in (("deep-sea-mud", False), ("phosphorite", True)):
        assert bool(found("GD305", deposits=[deposit(kind=kind)], estimates=[row])) == wrong


@pytest.mark.parametrize(("ore", "wrong"), [("8,140.15", True), ("8,140.16", False)])
def test_ore_that_another_estimate_states_is_enough_if_it_is_half(ore: str, wrong: bool) -> None:
    needing = estimate(None, "0.264", "42,980")  # 16,280.3 Mt
    other = estimate(ore, None, None, claim="d/f")
    assert bool(of("GD305", needing, other)) == wrong
    assert of("GD305", needing, estimate("9,000", None, None, claim="x/f", id="x")) != ()


def test_the_largest_ore_that_is_stated_counts() -> None:
    others = [estimate(ore, claim=f"d/{ore}") for ore in ("10", "9,000", "20")]
    assert of("GD305", estimate(None, "0.264", "42,980"), *others) == ()


@pytest.mark.parametrize(("ore", "wrong"), [("5,000–8,141", False), ("5,000–8,140", True)])
def test_of_a_range_of_ore_elsewhere_the_upper_end_counts(ore: str, wrong: bool) -> None:
    needing = estimate(None, "0.264", "42,980")  # 16,280.3 Mt
    assert bool(of("GD305", needing, estimate(ore, None, None, claim="d/f"))) == wrong


def test_of_bounds_the_least_ore_is_said() -> None:
    (finding,) = of("GD305", estimate(None, "1.0–2.0", "300,000"))
    assert "need ≥ 15,000 Mt of ore: " in finding.message


# --- GD306 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ore", "severity"),
    [
        ("5,000", None),
        ("5,000.1", Severity.WARNING),
        ("20,000", Severity.WARNING),
        ("20,001", Severity.ERROR),
        ("4,000–30,000", None),
        ("<30,000", None),
        (">6,000", Severity.WARNING),
    ],
)
def test_too_much_ore(ore: str, severity: Severity | None) -> None:
    assert [f.severity for f in of("GD306", estimate(ore))] == ([severity] if severity else [])


def test_the_message_names_the_limit_and_for_immense_ones_the_unit() -> None:
    (finding,) = of("GD306", estimate("6,065"))
    assert finding.message == "6,065 Mt of ore are more than 5,000 Mt"
    (finding,) = of("GD306", estimate("30,358"))
    assert finding.message == "30,360 Mt of ore are more than 20,000 Mt: kt, not Mt: 30.36 Mt?"
    (finding,) = of("GD306", estimate("30,358,000"))
    assert finding.message.endswith("t, not Mt: 30.36 Mt?")


@pytest.mark.parametrize(
    ("ore", "limit"), [("10,000", None), ("10,001", "10,000"), ("20,001", "20,000")]
)
def test_sands_may_be_larger(ore: str, limit: str | None) -> None:
    sands = [deposit(kind="heavy-mineral-sands")]
    messages = [f.message for f in found("GD306", deposits=sands, estimates=[estimate(ore)])]
    assert len(messages) == (limit is not None)
    assert all(f"more than {limit} Mt" in message for message in messages)


def test_what_another_source_confirms_stands_unless_it_is_immense() -> None:
    def codes(ore: str, other: str, source: str = "t") -> int:
        rows = [estimate(ore), estimate(other, claim="d/f", source=source)]
        return len([f for f in of("GD306", *rows) if f.claim == "d/e"])

    assert codes("9,576", "9,550") == 0
    assert codes("9,576", "3,192") == 0  # a third
    assert codes("9,576", "3,191") == 1
    assert codes("9,576", "3,000–3,384") == 0  # 3,192 in the middle
    assert codes("9,576", "3,000–3,382") == 1
    assert codes("9,576", "9,550", source="s") == 1  # the same source
    assert codes("21,000", "21,000") == 1


def test_a_record_of_a_table_is_confirmed_by_the_atlas() -> None:
    row = estimate("9,576", id="own", claim="own/e")
    mine = {"deposits": [deposit("own", name="Olympic Dam")], "estimates": [row]}
    atlas = dataset(
        deposits=[deposit("au-o", name="Olympic Dam")],
        estimates=[estimate("9,550", id="au-o", claim="au-o/e", source="t")],
    )
    assert len(found("GD306", **mine)) == 1
    assert found("GD306", atlas, **mine) == ()


def test_a_record_that_two_deposits_cite_is_confirmed_by_either() -> None:
    cited = {"occurrence_id": "usgs-1", "name": "B", "deposits": "d; x", "source": "usgs"}
    own = estimate(None, None, "135,000", claim="usgs-1/e", id="usgs-1", source="usgs")
    own["occurrence_id"] = own.pop("id")
    other = estimate(None, None, "100,000", claim="x/e", id="x", source="t")
    rows = {"occurrences": [cited], "occurrence_estimates": [own]}
    assert [f.claim for f in found("GD307", **rows)] == ["usgs-1/e"]
    assert found("GD307", **rows, estimates=[other]) == ()


def test_figures_that_contradict_one_another_are_other_rules_business() -> None:
    assert of("GD306", estimate("30,358", "3.14", "954")) == ()
    assert len(of("GD306", estimate("30,358", "3.14", "953,241"))) == 1
    assert of("GD306", estimate("6,000", part_of="d/x")) == ()


# --- GD307 ---------------------------------------------------------------------------------------


def test_what_unit_an_immense_mass_is_in_is_said() -> None:
    (finding,) = of("GD307", estimate(None, None, "122,000,000"))  # Banana Lake, USGS 1021
    assert finding.message == (
        "122,000 Mt of contained oxide is more than 150 Mt: kg, not kt: 122 kt?"
    )
    (finding,) = of("GD307", estimate(None, None, "223,446"))  # Gornoe Ozero, USGS 9044
    assert finding.message.endswith("more than 150 Mt: t, not kt: 223.4 kt?")
    (finding,) = of("GD307", estimate(None, None, "84,000"))
    assert finding.message == "84 Mt of contained oxide is more than 50 Mt"
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("other", "source", "severity"),
    [
        ("135,000", "t", Severity.WARNING),  # Bayan Obo
        ("129,667", "t", Severity.WARNING),
        ("129,666", "t", Severity.ERROR),  # less than a third
        ("135,000", "s", Severity.ERROR),  # the same source
    ],
)
def test_an_immense_mass_that_another_source_states_is_no_slip_of_a_unit(
    other: str, source: str, severity: Severity
) -> None:
    mine = estimate(None, None, "389,000")
    rest = estimate(None, None, other, claim="d/f", source=source)
    (finding,) = (f for f in of("GD307", mine, rest) if f.claim == "d/e")
    assert finding.severity is severity
    told = {
        Severity.WARNING: ", and another source states the like: what does the figure rest on?",
        Severity.ERROR: ": t, not kt: 389 kt?",
    }
    assert finding.message == f"389 Mt of contained oxide is more than 150 Mt{told[severity]}"


@pytest.mark.parametrize(
    "figures",
    [
        ("694", None, "694,000"),  # GD308
        ("694", "0.1", "694,000"),
        ("694", "1.0", "100,000"),  # GD303
        ("100", None, "200,000"),  # GD302
        (None, "0.264", "60,000"),  # GD305
    ],
)
def test_gd307_is_silent_where_another_rule_knows_more(figures: tuple[str | None, ...]) -> None:
    assert of("GD307", estimate(*figures)) == ()
