"""Figures of a row: their bounds, what a reader may have rounded, and how they are written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geodeposits.checks import figures
from geodeposits.checks.figures import best, bounds, quantity, span, widened
from geodeposits.quantity import Quantity

NAN = float("nan")


def test_figures_beyond_any_measure_are_cut() -> None:
    given = [1e200, np.inf, -np.inf, 1e100, 1e-200, -1e-200, 1e-100, 0.0, 2.5]
    cut = [1e100, 1e100, -1e100, 1e100, 1e-100, -1e-100, 1e-100, 0.0, 2.5]
    assert best(pd.DataFrame({"x": given}), "x").tolist() == cut
    assert np.isnan(best(pd.DataFrame({"x": [None, "a"]}), "x")).all()
    assert np.isnan(best(pd.DataFrame({"y": [1.0]}), "x")).all()


@pytest.mark.parametrize(
    ("middle", "low", "high", "one_sided", "both"),
    [
        (2.0, 1.0, 3.0, (1.0, 3.0), (1.0, 3.0)),
        (2.0, NAN, NAN, (2.0, 2.0), (2.0, 2.0)),
        (NAN, 1.0, NAN, (1.0, NAN), (1.0, 1.0)),
        (NAN, NAN, 3.0, (NAN, 3.0), (3.0, 3.0)),
        (NAN, NAN, NAN, (NAN, NAN), (NAN, NAN)),
    ],
)
def test_an_open_bound_stands_for_the_other_where_both_are_asked_for(
    middle: float,
    low: float,
    high: float,
    one_sided: tuple[float, float],
    both: tuple[float, float],
) -> None:
    table = pd.DataFrame({"x": [middle], "x_low": [low], "x_high": [high]})
    assert np.array_equal(np.ravel(bounds(table, "x", one_sided=True)), one_sided, equal_nan=True)
    assert np.array_equal(np.ravel(bounds(table, "x")), both, equal_nan=True)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("400", (399.5, 400.5)),
        ("12", (11.5, 12.5)),
        ("5", (4.95, 5.05)),
        ("~400", (350.0, 450.0)),
        ("~12", (11.5, 12.5)),
        ("2.5", (2.45, 2.55)),
        ("2.50", (2.45, 2.55)),
        ("10–20", (9.5, 20.5)),
        (">12", (11.5, np.inf)),
        ("<12", (0.0, 12.5)),
        ("0", (0.0, 0.05)),
    ],
)
def test_a_figure_spans_half_a_unit_of_its_last_digit(text: str, ends: tuple[float, float]) -> None:
    assert span(Quantity.parse(text)) == ends


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1,400", ("1350", "1450")),
        ("1,000", ("950", "1050")),
        ("1,450", ("1445", "1455")),
        ("1,451", ("1450.5", "1451.5")),
        ("7", ("6.95", "7.05")),
        ("2.51", ("2.505", "2.515")),
    ],
)
def test_a_figure_of_a_larger_unit_has_the_digits_before_its_zeros(
    text: str, ends: tuple[str, str]
) -> None:
    assert widened(Quantity.parse(text), converted=True) == tuple(map(Decimal, ends))


def test_no_bound_is_widened_to_none() -> None:
    assert widened(Quantity.parse("<12")) == (None, Decimal("12.5"))
    assert widened(Quantity.parse(">12")) == (Decimal("11.5"), None)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"x_text": "~2", "x": 3.0}, "~2"),
        ({"x_text": None, "x": 3.0}, "3"),
        ({"x_text": "much", "x": 3.0}, "3"),
        ({"x_text": "much"}, None),
        ({"x": None}, None),
        ({}, None),
    ],
)
def test_a_figure_is_read_from_its_text_or_else_its_number(
    row: dict[str, Any], text: str | None
) -> None:
    found = quantity(dict(row), "x")
    assert (None if found is None else found.text) == text


def test_how_figures_are_written() -> None:
    row: dict[Any, Any] = {"ore_mt": 16.69, "contained_kt": 1200, "grade_pct_text": "~7.98"}
    assert figures.text_of(row, "ore_mt") == "16.69"
    assert figures.mass(row, "ore_mt") == "16.69 Mt"
    assert figures.mass(row, "contained_kt") == "1.2 Mt"
    assert figures.grade_of({**row, "basis": "TREO"}) == "~7.98 % TREO"
    assert figures.grade_of({**row, "basis": "none of ours"}) == figures.grade_of(row)
    assert figures.times(1.23456) == "1.235"
    assert figures.percent(0.12345) == "12.3 %"


def test_what_is_not_known_is_said() -> None:
    assert figures.text_of({}, "ore_mt") == "unknown"
    assert figures.mass({}, "ore_mt") == "an unknown mass"
    assert figures.grade_of({"basis": "TREO"}) == "0 % TREO"


def test_a_category_is_named_before_its_figure() -> None:
    part = {"part_of": "d/e", "categories": "measured; indicated"}
    assert figures.subject(part) == "measured + indicated: "
    assert figures.subject({**part, "part_of": None}) == ""
    assert figures.subject({**part, "categories": None}) == ""
