"""Rules on what is usual for a deposit type: GD309, GD403, GD404."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.dataset import Dataset
from geodeposits.finding import Severity
from tests.amounts_kit import deposit, estimate, found
from tests.checks_kit import dataset


def rows_of(
    kind: str, figures: list[tuple[str | None, str | None, str | None]], **more: Any
) -> dict[str, list[dict[str, Any]]]:
    """Return deposits of one type, each with one estimate."""
    names = [f"x{n}" for n in range(len(figures))]
    return {
        "deposits": [deposit(name, kind) for name in names],
        "estimates": [
            estimate(*figure, id=name, claim=f"{name}/e", source=f"s-{name}", **more)
            for name, figure in zip(names, figures, strict=True)
        ],
    }


def atlas(kind: str = "carbonatite-ree", *, deposits: int = 10, **more: Any) -> Dataset:
    """Return an atlas in which every deposit has 100 Mt at 2 %, 2,000 kt.

    So grades of a third of 2 to 6 % are usual, up to 300 Mt and 6,000 kt.
    """
    apart = [("100", None, None), (None, "2", None), (None, None, "2,000")]
    tables = rows_of(kind, [apart[0]] * deposits, **more)
    for place, figure in enumerate(apart[1:], start=2):
        for own in rows_of(kind, [figure] * deposits, **more)["estimates"]:
            tables["estimates"].append({**own, "claim": f"{own['claim']}/{place}"})
    return dataset(**tables)


def own(*figures: str | None, kind: str | None = "carbonatite-ree", **more: Any) -> dict[str, Any]:
    return {"deposits": [deposit(kind=kind)], "estimates": [estimate(*figures, **more)]}


# --- GD309 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "wrong"),
    [
        ("0.66", True),
        ("0.667", False),
        ("6", False),
        ("6.01", True),
        ("14.9", True),
        ("15.1", False),  # GD402
        (">1", False),
        (">0.5", False),  # 1 %, perhaps
        ("<7", False),
        (">6.5", True),
        ("<0.5", True),
        ("0.5–0.7", False),
    ],
)
def test_a_grade_is_held_against_both_limits_of_its_type(grade: str, wrong: bool) -> None:
    assert bool(found("GD309", atlas(), **own(None, grade))) == wrong


@pytest.mark.parametrize(
    ("ore", "contained", "field"),
    [
        ("300", None, None),
        ("300.1", None, "ore_mt"),
        ("300.1", "<1,000,000", "ore_mt"),
        ("<400", None, None),
        ("0.001", None, None),  # as small as it likes
        ("5,001", None, None),  # GD306
        (None, "6,000", None),
        (None, "6,001", "contained_kt"),
        (None, "50,001", None),  # GD307
        ("310", "7,000", "ore_mt"),  # one finding a row, the ore before what it contains
        ("310", "60,000", None),
    ],
)
def test_amounts_have_an_upper_limit(
    ore: str | None, contained: str | None, field: str | None
) -> None:
    fields = [f.field for f in found("GD309", atlas(), **own(ore, None, contained))]
    assert fields == ([field] if field else [])


def test_the_message_says_what_is_usual() -> None:
    (finding,) = found("GD309", atlas(), **own(None, "10.1"))
    assert finding.severity is Severity.WARNING
    assert finding.message == (
        "10.1 % TREO is far from what is usual for carbonatite REE: 0.6667 to 6 % "
        "(10 deposits of the atlas)"
    )
    (finding,) = found("GD309", atlas(), **own("400"))
    assert finding.message == (
        "400 Mt of ore is far more than is usual for carbonatite REE: up to 300 Mt of ore "
        "(10 deposits of the atlas)"
    )
    (finding,) = found("GD309", atlas(), **own(None, None, "7,000"))
    assert "up to 6,000 kt of oxide" in finding.message


def test_the_grade_comes_before_the_amounts() -> None:
    (finding,) = found("GD309", atlas(), **own("400", "8", None))
    assert finding.field == "grade_pct"


def test_limits_take_ten_deposits() -> None:
    wrong = own(None, "14")
    assert found("GD309", atlas(deposits=9), **wrong) == ()
    assert len(found("GD309", atlas(deposits=10), **wrong)) == 1


def test_without_an_atlas_the_dataset_says_what_is_usual() -> None:
    tables = rows_of("phosphorite", [(None, "0.1", None)] * 60 + [(None, "14", None)])
    (finding,) = found("GD309", **tables)
    assert finding.deposit == "x60"
    assert finding.message.endswith("0.03333 to 0.3 % (61 deposits of the dataset)")


@pytest.mark.parametrize("kind", ["unknown", None, "phosphorite"])
def test_a_type_without_limits_has_no_findings(kind: str | None) -> None:
    assert found("GD309", atlas(), **own(None, "14", kind=kind)) == ()
    assert found("GD309", atlas("unknown"), **own(None, "14", kind="unknown")) == ()


def test_bases_are_not_joined() -> None:
    for basis, wrong in (("TREO", True), ("REO", True), ("TREE", False), ("HM", False)):
        assert bool(found("GD309", atlas(), **own(None, "14", basis=basis))) == wrong
    assert found("GD309", atlas(basis="TREE"), **own(None, "14")) == ()


def test_a_deposit_counts_once_with_its_median() -> None:
    tables = rows_of("phosphorite", [(None, "0.1", None)] * 12)
    more = [estimate(None, "9", id="x0", claim=f"x0/{n}") for n in range(2)]
    more += [estimate(None, "0.1", id="x0", claim=f"x0/{n}") for n in range(2, 5)]
    limits = dataset(deposits=tables["deposits"], estimates=tables["estimates"] + more)
    wrong = own(None, "0.31", kind="phosphorite")
    assert len(found("GD309", limits, **wrong)) == 1


def test_what_another_source_confirms_stands() -> None:
    rows = own("400")
    for ore, stands in (("134", True), ("133", False), ("1,200", True), ("1,201", False)):
        other = estimate(ore, claim="d/f", source="t")
        both = {**rows, "estimates": [*rows["estimates"], other]}
        claims = [f.claim for f in found("GD309", atlas(), **both)]
        assert ("d/e" not in claims) == stands


def test_a_range_confirms_by_its_middle() -> None:
    other = estimate(None, None, "6,900–7,300", claim="d/f", source="t")
    rows = own(None, None, "6,500")
    both = {**rows, "estimates": [*rows["estimates"], other]}
    assert found("GD309", atlas(), **both) == ()


def test_figures_that_fit_one_another_stand() -> None:
    assert found("GD309", atlas(), **own("400", "2.0", "8,000")) == ()
    assert found("GD309", atlas(), **own("900", "0.8", "7,200")) == ()
    (finding,) = found("GD309", atlas(), **own("400", "2.0", None))
    assert finding.field == "ore_mt"


def test_projects_and_sands_have_no_limit_of_ore() -> None:
    assert found("GD309", atlas(), **own("400", scope="project")) == ()
    sands = "heavy-mineral-sands"
    assert found("GD309", atlas(sands), **own("400", kind=sands)) == ()
    assert len(found("GD309", atlas(sands), **own(None, None, "7,000", kind=sands))) == 1


def test_figures_that_are_impossible_set_no_limits() -> None:
    tables = rows_of("phosphorite", [(None, "0.1", None)] * 10 + [(None, "20", None)] * 10)
    wrong = own(None, "14", kind="phosphorite")
    assert len(found("GD309", dataset(**tables), **wrong)) == 1


# --- GD403 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "wrong"),
    [
        ("6,660", False),  # 0.666 %
        ("6,670", True),
        ("60,000", True),
        ("60,001", False),
        ("100", False),
        ("8,000–9,000", True),
        (">8,000", False),
    ],
)
def test_ppm_as_percent(grade: str, wrong: bool) -> None:
    assert bool(found("GD403", atlas(), **own(None, grade))) == wrong
    assert bool(found("GD401", atlas(), **own(None, grade))) == (not wrong)


def test_a_poor_type_has_ppm_from_a_hundred_on() -> None:
    tables = rows_of("heavy-mineral-sands", [(None, "0.02", None)] * 10)
    limits = dataset(**tables)
    for grade, wrong in (("170.", True), ("100", False), ("100.1", True)):
        rows = own(None, grade.rstrip("."), kind="heavy-mineral-sands")
        assert bool(found("GD403", limits, **rows)) == wrong
    (finding,) = found("GD403", limits, **own(None, "170", kind="heavy-mineral-sands"))
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "170 % TREO cannot be; ppm, not %: 170 ppm are 0.017 %, which is usual for heavy mineral "
        "sands"
    )


def test_ppm_need_a_type_and_a_basis_of_all_oxides() -> None:
    assert found("GD403", atlas(), **own(None, "20,000", kind="unknown")) == ()
    assert found("GD403", atlas(), **own(None, "20,000", basis="TREE")) == ()


# --- GD404 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "wrong"),
    [
        ("0.0002", True),  # 2 ppm, and 2 % is usual
        ("0.00006", False),  # 0.6 % is not
        ("0.0006", True),
        ("0.00061", False),
        ("0.00007–0.0002", True),
        ("<0.0002", False),
    ],
)
def test_percent_as_ppm(grade: str, wrong: bool) -> None:
    assert bool(found("GD404", atlas(), **own(None, grade))) == wrong
    assert bool(found("GD309", atlas(), **own(None, grade))) == (not wrong)


def test_twenty_ppm_are_the_limit() -> None:
    limits = dataset(**rows_of("phosphorite", [(None, "14", None)] * 10))
    assert len(found("GD404", limits, **own(None, "0.00199", kind="phosphorite"))) == 1
    assert found("GD404", limits, **own(None, "0.002", kind="phosphorite")) == ()


def test_the_message_says_the_grade_in_ppm() -> None:
    (finding,) = found("GD404", atlas(), **own(None, "0.000231"))
    assert (finding.severity, finding.field) == (Severity.ERROR, "grade_pct")
    assert finding.message == (
        "a grade of 2.31 ppm is far below the average of the crust; %, not ppm? 2.31 % is usual "
        "for carbonatite REE"
    )
