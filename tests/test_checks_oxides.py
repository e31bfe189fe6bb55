"""Rules on the distribution of the oxides: GD407, GD410, GD411, GD412."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.dataset.rows import quantity_columns
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import Quantity
from tests.amounts_kit import deposit, estimate, found

# Mountain Pass as it is commonly printed, with small shares of the heavy ones; 100.00 %
USUAL = {
    "La2O3": "33.80",
    "CeO2": "49.60",
    "Pr6O11": "4.12",
    "Nd2O3": "11.20",
    "Sm2O3": "0.85",
    "Eu2O3": "0.11",
    "Gd2O3": "0.21",
    "Tb4O7": "0.016",
    "Dy2O3": "0.034",
    "Y2O3": "0.06",
}


def oxides(**shares: str | None) -> dict[str, Any]:
    """Return a distribution; shares of None are left out."""
    columns: dict[str, Any] = {"claim": "d/oxides/s", "id": "d", "origin": "d.toml:3"}
    for name, text in shares.items():
        if text is not None:
            columns |= quantity_columns(name, Quantity.parse(text))
    return columns


def usual(**shares: str | None) -> dict[str, Any]:
    return oxides(**{**USUAL, **shares})


def findings(code: str, row: dict[str, Any], kind: str = "carbonatite-ree") -> tuple[Finding, ...]:
    return found(code, deposits=[deposit(kind=kind)], oxides=[row])


def test_a_usual_distribution_is_found_by_no_rule() -> None:
    for code in ("GD407", "GD410", "GD411", "GD412", "GD413"):
        assert findings(code, usual()) == ()


# --- GD407 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lanthanum", "wrong"),
    [("35.79", False), ("35.81", True), ("31.81", False), ("31.79", True), ("31–40", False)],
)
def test_the_sum_is_a_hundred_within_two(lanthanum: str, wrong: bool) -> None:
    found_ones = findings("GD407", usual(La2O3=lanthanum))
    assert [f.severity for f in found_ones] == [Severity.ERROR] * wrong


def test_only_a_full_distribution_may_not_be_less() -> None:
    few = usual(La2O3="20", Eu2O3=None, Y2O3=None)  # eight are left
    assert len(findings("GD407", few)) == 1
    assert findings("GD407", usual(La2O3="20", Eu2O3=None, Y2O3=None, Dy2O3=None)) == ()
    for chief in ("La2O3", "CeO2", "Nd2O3"):
        assert findings("GD407", usual(**{chief: None})) == ()
    assert len(findings("GD407", oxides(La2O3="60", CeO2="60"))) == 1


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ({"Nd2O3": "1.12"}, ": did the decimal point of Nd2O3 slip? 11.2 would fit"),
        ({"Nd2O3": "112.0"}, ": did the decimal point of Nd2O3 slip? 11.2 would fit"),
        ({"La2O3": "13.80"}, ""),
    ],
)
def test_a_share_ten_times_off_is_named(shares: dict[str, str], told: str) -> None:
    (finding,) = findings("GD407", usual(**shares))
    head, hundred, rest = finding.message.partition(", not to 100 %")
    assert head.startswith("the oxides add up to ")
    assert hundred
    assert rest == told


def test_shares_of_one_of_elements_and_of_ore_are_told() -> None:
    ones = {name: f"{float(share) / 100:.6f}" for name, share in USUAL.items()}
    (finding,) = findings("GD407", oxides(**ones))
    assert finding.message.endswith(
        "add up to 1 %, not to 100 %: shares of one? multiply them by 100"
    )
    elements = {name: f"{float(share) / 1.19:.4f}" for name, share in USUAL.items()}
    (finding,) = findings("GD407", oxides(**elements))
    assert ": elements? as oxides they add up to 100" in finding.message
    ore = {name: f"{float(share) * 0.0798:.5f}" for name, share in USUAL.items()}
    (finding,) = found("GD407", oxides=[oxides(**ore)], estimates=[estimate("10", "8.3")])
    assert finding.message.endswith("to the grade of the deposit, so they are shares of the ore")
    (finding,) = found("GD407", oxides=[oxides(**ore)], estimates=[estimate("10", "8.5")])
    assert finding.message.endswith("not to 100 %")


def test_a_range_is_shown_as_one() -> None:
    (finding,) = findings("GD407", usual(La2O3="40–45"))
    assert finding.message.startswith("the oxides add up to 106.2–111.2 %")


# --- GD410 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("neodymium", "praseodymium", "wrong"),
    [("30", "5", False), ("30", "5.1", True), ("30–40", "5", False), ("36–40", None, True)],
)
def test_neodymium_and_praseodymium(neodymium: str, praseodymium: str | None, wrong: bool) -> None:
    row = oxides(Nd2O3=neodymium, Pr6O11=praseodymium)
    assert bool(findings("GD410", row)) == wrong
    assert bool(findings("GD410", oxides(Nd2O3=neodymium, Pr2O3=praseodymium))) == wrong


def test_the_share_is_in_the_message() -> None:
    (finding,) = findings("GD410", oxides(Nd2O3="35.3", Pr2O3="7.4"))  # Yangibana
    assert (finding.severity, finding.field) == (Severity.WARNING, "Nd2O3")
    assert finding.message == (
        "neodymium and praseodymium are 42.7 % of the oxides, more than 35 %"
    )


@pytest.mark.parametrize(
    ("kind", "yttrium", "wrong"),
    [
        ("carbonatite-ree", "10", False),
        ("carbonatite-ree", "10.1", True),
        ("carbonatite-laterite-ree", "10.1", True),
        ("carbonatite-niobium", "10.1", True),
        ("ion-adsorption-ree", "60", False),
    ],
)
def test_heavy_oxides_of_carbonatites(kind: str, yttrium: str, wrong: bool) -> None:
    found_ones = findings("GD410", oxides(Y2O3=yttrium, Dy2O3="3", Eu2O3="2"), kind)
    assert bool(found_ones) == wrong
    for finding in found_ones:
        assert finding.message == (
            "heavy oxides (Eu to Lu, Y) are 15.1 %, more than 15 % of a carbonatite's"
        )


def test_a_sum_beyond_a_hundred_is_gd407s() -> None:
    assert findings("GD410", oxides(Nd2O3="90", La2O3="12.1")) == ()
    assert len(findings("GD410", oxides(Nd2O3="90", La2O3="12"))) == 1


# --- GD411 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("odd", "even"),
    [
        ("Pr6O11", ("CeO2", "Nd2O3")),
        ("Tb4O7", ("Gd2O3", "Dy2O3")),
        ("Ho2O3", ("Dy2O3", "Er2O3")),
        ("Tm2O3", ("Er2O3", "Yb2O3")),
        ("Lu2O3", ("Yb2O3",)),
    ],
)
def test_odd_above_even(odd: str, even: tuple[str, ...]) -> None:
    shares = dict.fromkeys(even, "1.111")
    (finding,) = findings("GD411", oxides(**shares, **{odd: "1.113"}))
    assert (finding.severity, finding.field) == (Severity.WARNING, odd)
    assert findings("GD411", oxides(**shares, **{odd: "1.112"})) == ()  # half a digit each
    for one in even:
        assert findings("GD411", oxides(**{**shares, one: "1.2"}, **{odd: "1.113"})) == ()
        assert findings("GD411", oxides(**{**shares, one: None}, **{odd: "1.113"})) == ()


def test_the_message_names_the_neighbours() -> None:
    (finding,) = findings("GD411", usual(Gd2O3="0.5539", Tb4O7="0.566", Dy2O3="0.1569"))
    assert finding.message == (
        "Tb4O7 0.566 % is more than Gd2O3 0.5539 % and Dy2O3 0.1569 % beside it: an element of odd "
        "number is the rarer one"
    )


# --- GD412 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("europium", "wrong"),
    [
        # Eu/Eu* of 3 is 0.41788 % at most, of 0.01 is 0.00139252 % at least
        ("0.4179", False),
        ("0.4181", True),
        ("0.001393", False),
        ("0.001392", True),
        ("0.4", False),
        ("0.5", True),
    ],
)
def test_europium(europium: str, wrong: bool) -> None:
    row = usual(Sm2O3="0.8511", Gd2O3="0.2111", Eu2O3=europium)
    assert bool(findings("GD412", row)) == wrong


def test_cerium_and_the_message() -> None:
    row = oxides(La2O3="0.7263", CeO2="1.87", Pr6O11="0.00002316")  # Browns Range, Weng 2015
    (finding,) = findings("GD412", row)
    assert (finding.severity, finding.field) == (Severity.WARNING, "CeO2")
    assert finding.message == (
        "Ce/Ce* is 107, beyond 0.05 to 5 (CeO2 1.87 %, La2O3 0.7263 %, Pr6O11 0.00002316 %)"
    )


@pytest.mark.parametrize(
    ("cerium", "wrong"),
    [
        # Ce/Ce* of 5 is 8.98140 % at most, of 0.05 is 0.0897895 % at least
        ("8.981", False),
        ("8.982", True),
        ("0.0898", False),
        ("0.0897", True),
    ],
)
def test_the_limits_of_cerium(cerium: str, wrong: bool) -> None:
    row = oxides(La2O3="0.7263", CeO2=cerium, Pr6O11="0.2441")
    assert bool(findings("GD412", row)) == wrong


def test_either_form_and_a_missing_neighbour() -> None:
    assert findings("GD412", oxides(La2O3="0.7263", CeO2="1.87")) == ()
    other = oxides(La2O3="0.7263", Ce2O3="1.87", Pr2O3="0.00002316")
    (finding,) = findings("GD412", other)
    assert finding.field == "Ce2O3"
    assert findings("GD412", oxides(La2O3="0.7263", CeO2="1.87", Pr6O11="0")) == ()


def test_the_digits_of_the_neighbours_count() -> None:
    row = oxides(La2O3="0.7263", CeO2="1.871", Pr6O11="0.01")  # 0.005 to 0.015
    assert findings("GD412", row) == ()
