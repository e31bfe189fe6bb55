"""Selection: evidence levels at their boundaries, and each rule of each choice by itself.

Every rule is tried with two claims of which the one that the rule disfavours is better by all the
rules after it: were the rule dropped, the other would be chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset import SCHEMAS, Dataset, documented, headline, table_of
from geodeposits.dataset.rows import figure_columns
from geodeposits.dataset.selection import chosen_position, chosen_status
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis

Choice = Callable[[pd.DataFrame], pd.DataFrame]


# --- Headline and documented ---------------------------------------------------------------------


FIGURES: dict[str, dict[str, str | None]] = {
    "both": {"ore": "10", "grade": "2"},
    "bounds": {"ore": ">10", "grade": "≥2"},
    "ore alone": {"ore": "10"},
    "grade alone": {"grade": "2"},
    "contained": {"contained": "200"},
}


def claim(name: str, *, figures: str = "both", deposit: str = "tr-a", **fields: Any) -> Any:
    """Return a row of `estimates`; by default a whole one with all that any rule favours."""
    texts = FIGURES[figures]
    ore, grade, contained = (
        None if texts.get(key) is None else Quantity.parse(texts[key])
        for key in ("ore", "grade", "contained")
    )
    basis = Basis.parse(fields.setdefault("basis", "TREO"))
    favoured = {"kind": "resource", "level": "A", "by": "operator", "scope": "deposit",
                "date": "2026-01", "categories": "measured; indicated; inferred"}  # fmt: skip
    amounts = figure_columns(ore, grade, contained, basis)
    return {"claim": name, "id": deposit, "source": "s", **favoured, **amounts, **fields}


def chosen(choose: Choice, *rows: dict[str, Any]) -> str | None:
    result = choose(table_of(SCHEMAS["estimates"], list(rows)))
    assert len(result) <= 1
    return None if result.empty else str(result["claim"].iloc[0])


def assert_wins(choose: Choice, winner: dict[str, Any], loser: dict[str, Any]) -> None:
    """Assert that the order of the seed does not matter to a rule."""
    one, two = claim("winner", **winner), claim("loser", **loser)
    assert chosen(choose, two, one) == "winner"
    assert chosen(choose, one, two) == "winner"


OLD = {"date": "1990", "categories": None}

HEADLINE_RULES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "an amount before a grade alone": (
        {"figures": "contained", "scope": "part", "kind": "exploration-target", "by": "compiler",
         **OLD},
        {"figures": "grade alone"},
    ),
    "the deposit before a project": (
        {"kind": "reserve", **OLD}, {"scope": "project"},
    ),
    "a project before a part": (
        {"scope": "project", "kind": "reserve", **OLD}, {"scope": "part"},
    ),
    "tonnage and grade of a part before ore of the whole": (
        {"scope": "part", "kind": "reserve", **OLD}, {"figures": "ore alone"},
    ),
    "an exploration target last": (
        {"kind": "reserve", "by": "compiler", "scope": "part", "figures": "ore alone", **OLD},
        {"kind": "exploration-target"},
    ),
    "a part by the operator before the whole by a compiler": (
        {"scope": "part", "kind": "reserve", "figures": "ore alone", **OLD}, {"by": "compiler"},
    ),
    "the owner before a third party": (
        {"by": "owner", "kind": "reserve", "figures": "ore alone", **OLD}, {"by": "third-party"},
    ),
    "the authority before a compiler": (
        {"by": "authority", "kind": "announcement", "level": "E", "figures": "ore alone", **OLD},
        {"by": "compiler"},
    ),
    "of compilers the one on total oxides": (
        {"by": "compiler", "kind": "reserve", "scope": "part", "figures": "ore alone", **OLD},
        {"by": "compiler", "basis": "TREE"},
    ),
    "of third parties the one on total oxides": (
        {"by": "third-party", "basis": "REO", "kind": "reserve", "figures": "ore alone", **OLD},
        {"by": "third-party", "basis": "LREO"},
    ),
    "the basis of an operator does not count": (
        {"basis": "LREO"}, {"date": "2025-12-31"},
    ),
    "tonnage and grade before tonnage alone": (
        {"kind": "reserve", **OLD}, {"figures": "ore alone"},
    ),
    "tonnage and grade before contained alone": (
        {"kind": "reserve", **OLD}, {"figures": "contained"},
    ),
    "bounds count": ({"figures": "bounds", "kind": "reserve", **OLD}, {"figures": "contained"}),
    "a grade of heavy minerals is none of rare earths": (
        {"kind": "reserve", **OLD}, {"basis": "HM"},
    ),
    "a grade of monazite is none of rare earths": (
        {"kind": "reserve", **OLD}, {"basis": "monazite"},
    ),
    "a grade of rock is none of rare earths": ({"kind": "reserve", **OLD}, {"basis": "ore"}),
    "a grade of unstated basis is none of rare earths": (
        {"kind": "reserve", **OLD}, {"basis": "unstated"},
    ),
    "a resource before a reserve": (OLD, {"kind": "reserve"}),
    "an announcement before a reserve": (
        {"kind": "announcement", "level": "E", **OLD}, {"kind": "reserve"},
    ),
    "the newest": ({"categories": None, "level": "D"}, {"date": "2025-12-31"}),
    "a day is newer than its month": ({"date": "2025-10-15"}, {"date": "2025-10"}),
    "no date is oldest": ({"date": "1900", "categories": None}, {"date": None}),
    "the most categories": (
        {"categories": "measured; indicated"}, {"categories": "measured"},
    ),
    "one category before none": ({"categories": "measured"}, {"categories": None}),
}  # fmt: skip

DOCUMENTED_RULES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "rare earths before rock": (
        {"scope": "part", "level": "D", "kind": "exploration-target", **OLD,
         "figures": "contained"},
        {"basis": "ore"},
    ),
    "rare earths before heavy minerals": (
        {"scope": "part", "level": "D", **OLD, "figures": "contained"}, {"basis": "HM"},
    ),
    "the deposit before a part": (
        {"kind": "exploration-target", **OLD, "figures": "contained"}, {"scope": "part"},
    ),
    "a part of any level before a project, whose figure other deposits share": (
        {"scope": "part", "level": "D", **OLD, "figures": "contained"}, {"scope": "project"},
    ),
    "A before B": (
        {"kind": "exploration-target", "scope": "part", **OLD, "figures": "contained"},
        {"level": "B"},
    ),
    "B before C": ({"level": "B", "kind": "reserve", **OLD, "figures": "contained"},
                   {"level": "C"}),
    "C before D": ({"level": "C", "kind": "reserve", **OLD, "figures": "contained"},
                   {"level": "D"}),
    "an exploration target last": (
        {"kind": "reserve", **OLD, "figures": "contained"}, {"kind": "exploration-target"},
    ),
    "a resource before a reserve": ({**OLD, "figures": "contained"}, {"kind": "reserve"}),
    "a stated figure before one that was worked out": (
        {**OLD, "figures": "contained"}, {"derived": True},
    ),
    "the newest": (
        {"categories": None, "figures": "contained"}, {"date": "2025-12-31"},
    ),
    "no date is oldest": ({**OLD, "figures": "contained"}, {"date": None}),
    "the most complete": (
        {"figures": "contained"}, {"categories": "measured; inferred"},
    ),
    "tonnage and grade before contained alone": ({}, {"figures": "contained"}),
}  # fmt: skip


@pytest.mark.parametrize(("winner", "loser"), HEADLINE_RULES.values(), ids=HEADLINE_RULES)
def test_headline_prefers(winner: dict[str, Any], loser: dict[str, Any]) -> None:
    assert_wins(headline, winner, loser)


@pytest.mark.parametrize(("winner", "loser"), DOCUMENTED_RULES.values(), ids=DOCUMENTED_RULES)
def test_documented_prefers(winner: dict[str, Any], loser: dict[str, Any]) -> None:
    assert_wins(documented, winner, loser)


@pytest.mark.parametrize("choose", [headline, documented])
def test_equal_claims_keep_the_order_of_the_seed(choose: Choice) -> None:
    assert chosen(choose, claim("first"), claim("second")) == "first"
    assert chosen(choose, claim("second"), claim("first")) == "second"


@pytest.mark.parametrize("choose", [headline, documented])
def test_the_largest_is_not_preferred(choose: Choice) -> None:
    giant = claim("giant", date="2025")
    giant |= figure_columns(Quantity.parse(9000), Quantity.parse(9), None, Basis.TREO)
    assert chosen(choose, giant, claim("small")) == "small"


@pytest.mark.parametrize("choose", [headline, documented])
def test_a_category_is_no_whole_estimate(choose: Choice) -> None:
    part = claim("whole/measured", part_of="whole", date="2026-11")
    assert chosen(choose, part, claim("whole")) == "whole"
    assert chosen(choose, part) is None


def test_level_does_not_count_for_the_headline() -> None:
    assert_wins(headline, {"level": "E", "kind": "announcement", "date": "2026-02"}, {"level": "A"})


def test_an_announcement_is_never_documented() -> None:
    announced = claim("announced", level="E", kind="announcement")
    assert chosen(documented, announced) is None
    assert chosen(documented, announced, claim("old", level="D", **OLD)) == "old"


def test_a_grade_alone_documents_no_amount_but_may_be_the_headline() -> None:
    alone = claim("alone", figures="grade alone")
    assert chosen(documented, alone) is None
    assert chosen(headline, alone) == "alone"


@pytest.mark.parametrize("choose", [headline, documented])
def test_each_deposit_has_its_own_choice(choose: Choice) -> None:
    rows = [
        claim("a-old", date="2000"), claim("b-new", deposit="tr-b"), claim("a-new"),
        claim("b-old", deposit="tr-b", date="2000"),
    ]  # fmt: skip
    result = choose(table_of(SCHEMAS["estimates"], rows))
    assert result["claim"].to_dict() == {"tr-a": "a-new", "tr-b": "b-new"}


@pytest.mark.parametrize("choose", [headline, documented])
def test_no_estimate_no_choice(choose: Choice) -> None:
    assert choose(table_of(SCHEMAS["estimates"], [])).empty


def test_tables_are_left_as_they_were() -> None:
    table = table_of(SCHEMAS["estimates"], [claim("b", date="2000"), claim("a")])
    before = table.copy()
    headline(table)
    documented(table)
    pd.testing.assert_frame_equal(table, before)


# --- Position and status -------------------------------------------------------------------------


def _position(name: str, **fields: Any) -> dict[str, Any]:
    point = {"lat": 39.6, "lon": 31.3, "standing": "accepted", "source": "s"}
    return {"claim": name, "id": "tr-a", **point, **fields}


def chosen_point(*rows: dict[str, Any]) -> str | None:
    result = chosen_position(table_of(SCHEMAS["positions"], list(rows)))
    return None if result.empty else str(result.loc["tr-a", "claim"])


def test_the_most_exact_position_is_chosen() -> None:
    rows = [_position("far", accuracy_m=5000), _position("near", accuracy_m=100)]
    assert chosen_point(*rows) == chosen_point(*reversed(rows)) == "near"


def test_unknown_accuracy_comes_last() -> None:
    assert chosen_point(_position("unknown"), _position("coarse", accuracy_m=90_000)) == "coarse"
    assert chosen_point(_position("unknown")) == "unknown"


def test_equally_exact_positions_keep_the_order_of_the_seed() -> None:
    assert chosen_point(_position("b", accuracy_m=1), _position("a", accuracy_m=1)) == "b"


def test_a_refuted_position_is_never_chosen() -> None:
    refuted = _position("refuted", accuracy_m=1, standing="refuted")
    assert chosen_point(refuted, _position("kept", accuracy_m=9000)) == "kept"
    assert chosen_point(refuted) is None


def _step(name: str, status: str, date: str | None) -> dict[str, Any]:
    return {"claim": name, "id": "tr-a", "status": status, "date": date, "source": "s"}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([("a", "exploration", "2020"), ("b", "feasibility", "2022")], "b"),
        ([("b", "feasibility", "2022"), ("a", "exploration", "2020")], "b"),
        ([("a", "operating", "2010"), ("b", "closed", "2015-03"), ("c", "closed", "2015")], "b"),
        ([("a", "exploration", "2020"), ("b", "other", "2025")], "a"),
        ([("a", "exploration", "2020"), ("b", "permitted", "2020")], "b"),
        ([("a", "exploration", "1959"), ("b", "permitted", None)], "a"),
        ([("b", "permitted", None)], "b"),
        ([("a", "other", "2020")], None),
        ([], None),
    ],
)
def test_status(steps: list[tuple[str, str, str | None]], expected: str | None) -> None:
    result = chosen_status(table_of(SCHEMAS["status"], [_step(*step) for step in steps]))
    assert (None if result.empty else result.loc["tr-a", "claim"]) == expected
    assert "when" not in result.columns


# --- Beylikova, from its seed --------------------------------------------------------------------


def test_headline_of_beylikova_is_what_is_reported(beylikova: Dataset) -> None:
    row = beylikova.deposits.iloc[0]
    assert row["headline_ore_mt_text"] == "694"
    assert row["headline_grade_pct_text"] == ">1"
    assert row["headline_reo_kt_text"] == ">6940"
    assert pd.isna(row["headline_reo_kt"])
    assert row["headline_reo_kt_low"] == 6940
    assert (row["headline_level"], row["headline_basis"]) == ("E", "REO")


def test_documented_figure_of_beylikova_is_the_old_one(beylikova: Dataset) -> None:
    row = beylikova.deposits.iloc[0]
    assert row["documented_ore_mt"] == 30.358
    assert row["documented_grade_pct"] == 3.14
    assert (row["documented_level"], row["documented_basis"]) == ("D", "partial-oxides")
    assert row["documented_reo_kt_text"] == ">954"


def test_position_of_beylikova_is_not_the_refuted_one(beylikova: Dataset) -> None:
    row = beylikova.deposits.iloc[0]
    assert (row["lat"], row["lon"]) == (39.61944, 31.35083)
    assert row["position_source"] == "usgs-ofr-2009-1139"
    refuted = beylikova.positions.query("standing == 'refuted'")
    assert refuted["lat"].tolist() == [40.5972]
    assert refuted["reason"].notna().all()


def test_status_of_beylikova_is_the_newest_on_the_ladder(beylikova: Dataset) -> None:
    row = beylikova.deposits.iloc[0]
    assert (row["status"], row["status_date"]) == ("exploration", "2026-02-11")


def test_other_claims_of_beylikova_stay_in_the_tables(beylikova: Dataset) -> None:
    assert len(beylikova.estimates) >= 5
    assert "12500" in set(beylikova.estimates["reo_kt_text"])
    assert beylikova.partners.query("relation == 'partner'")["party"].nunique() >= 5
