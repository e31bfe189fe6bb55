"""Rules on an estimate and its categories: GD311, GD415."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.finding import Severity
from tests.amounts_kit import estimate, of


def category(name: str, *figures: str | None, **more: Any) -> dict[str, Any]:
    head = {"claim": f"d/e/{name}", "part_of": "d/e", "categories": name}
    return estimate(*figures, **{**head, **more})


def total(*figures: str | None, **more: Any) -> dict[str, Any]:
    return estimate(*figures, **{"categories": "measured; inferred", **more})


# --- GD311 ---------------------------------------------------------------------------------------


def test_categories_that_do_not_add_up() -> None:
    rows = (total("106.6"), category("measured", "35.5"), category("inferred", "17.1"))
    (finding,) = of("GD311", *rows)
    assert (finding.severity, finding.claim, finding.field) == (Severity.ERROR, "d/e", "ore_mt")
    assert finding.message == ("ore of 106.6 Mt is stated, but its categories add up to 52.6 Mt")


def test_a_category_is_no_total() -> None:
    nested = category("inferred", "5", claim="d/e/measured/a", part_of="d/e/measured")
    assert of("GD311", total("10"), category("measured", "10"), nested) == ()


@pytest.mark.parametrize(
    ("ore", "wrong"),
    [
        # 51.11 and 42.22 Mt are 93.33; with half digits 93.32 to 93.34, 1 % beside that
        ("94.27", False),
        ("94.28", True),
        ("92.39", False),
        ("92.38", True),
        ("~94", False),
        (">90", False),
        (">95", True),
        ("<95", False),
        ("<92", False),
        ("<91", True),
        ("90–94", False),
    ],
)
def test_one_percent_is_the_limit(ore: str, wrong: bool) -> None:
    rows = (total(ore), category("measured", "51.11"), category("inferred", "42.22"))
    assert bool(of("GD311", *rows)) == wrong


@pytest.mark.parametrize(
    ("contained", "wrong"),
    [("4,390", False), ("4,450", True), ("4,291", False)],
)
def test_zeros_may_come_from_a_larger_unit(contained: str, wrong: bool) -> None:
    parts = [category("measured", None, None, "2,000"), category("inferred", None, None, "2,300")]
    assert bool(of("GD311", total(None, None, contained), *parts)) == wrong
    if wrong:
        (finding,) = of("GD311", total(None, None, contained), *parts)
        assert finding.message == (
            "contained mass of 4.45 Mt is stated, but its categories add up to 4.3 Mt"
        )


def test_a_category_without_the_figure_leaves_the_sum_open() -> None:
    rows = (total("93.33"), category("measured", "51.11"), category("inferred", None, "2"))
    assert of("GD311", *rows) == ()


def test_a_total_of_more_categories_may_be_larger() -> None:
    parts = (category("measured", "51.11"), category("inferred", "42.22"))
    more = "measured; indicated; inferred"
    assert of("GD311", total("120", categories=more), *parts) == ()
    assert len(of("GD311", total("80", categories=more), *parts)) == 1
    assert len(of("GD311", total("120", categories=None), *parts)) == 1


def test_our_own_sums_and_other_estimates_are_left_alone() -> None:
    parts = (category("measured", "51.11"), category("inferred", "42.22"))
    assert of("GD311", total("120", summed=True), *parts) == ()
    assert of("GD311", total("120", claim="d/x"), *parts) == ()
    assert of("GD311", total("120")) == ()


# --- GD415 ---------------------------------------------------------------------------------------


def test_categories_of_another_basis_do_not_add_up() -> None:
    rows = (
        total("93.33", "2"),
        category("measured", "51.11", "2"),
        category("inferred", "42.22", "2", basis="TREE"),
    )
    (finding,) = of("GD415", *rows)
    assert (finding.severity, finding.claim, finding.field) == (
        Severity.ERROR,
        "d/e/inferred",
        "basis",
    )
    assert finding.message == (
        "inferred counts TREE, the total that it is part of TREO: they do not add up"
    )


@pytest.mark.parametrize(
    ("whole", "part", "wrong"),
    [
        ("TREO", "REO", False),
        ("REO", "TREO", False),
        ("HM", "HM", False),
        ("HM", "TREO", True),
        ("TREO", "LREO", True),
        ("ore", "TREO", True),
    ],
)
def test_treo_and_reo_are_one_basis(whole: str, part: str, wrong: bool) -> None:
    rows = (total("93.33", basis=whole), category("measured", "93.33", basis=part))
    assert bool(of("GD415", *rows)) == wrong


@pytest.mark.parametrize(
    ("basis", "reo", "wrong"),
    [
        ("HM", "7,130", True),
        ("monazite", "4,000", True),
        ("ore", "1", True),
        ("unstated", "1", True),
        ("HM", None, False),
        ("TREO", "7,130", False),
        ("TREE", "7,130", True),
        ("TREE", "8,342.1–8,841.2", False),
        ("TREE", "7,130.1", False),
        ("LREO", ">7,130", False),
    ],
)
def test_masses_of_other_bases_are_no_oxides(basis: str, reo: str | None, wrong: bool) -> None:
    row = estimate(None, None, "7,130", basis=basis)
    ranked = estimate(None, None, reo)
    columns = {name: ranked[name] for name in ranked if name.startswith("reo_kt")}
    findings = of("GD415", {**row, **columns})
    assert bool(findings) == wrong
    assert all(finding.field == "reo_kt" for finding in findings)


def test_the_message_says_why() -> None:
    columns = {
        name: value for name, value in estimate(None, None, "7,130").items() if "reo" in name
    }
    (finding,) = of("GD415", {**estimate(None, None, "7,130", basis="HM"), **columns})
    assert finding.message == (
        "7.13 Mt stands as rare earth oxides, on the basis HM: from which no mass of oxides follows"
    )
    (finding,) = of("GD415", {**estimate(None, None, "7,130", basis="TREE"), **columns})
    assert finding.message.endswith("TREE: elements weigh 17 to 24 % less than their oxides")


def test_what_we_work_out_ourselves_is_right() -> None:
    rows = [estimate(None, None, "7,130", basis=basis) for basis in ("HM", "TREE", "LREO", "REO")]
    assert of("GD415", *rows) == ()
