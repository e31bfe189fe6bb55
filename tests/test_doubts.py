"""Figures of the bulk tier that cannot be right carry a word that says so."""

from __future__ import annotations

import pytest

from geodeposits.dataset import Dataset
from geodeposits.dataset.doubts import doubt
from geodeposits.dataset.rows import figure_columns
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis


def said(ore: str | None, grade: str | None, contained: str | None) -> str | None:
    given = [None if text is None else Quantity.parse(text) for text in (ore, grade, contained)]
    return doubt(figure_columns(*given, Basis.TREO))


@pytest.mark.parametrize(
    ("ore", "grade", "contained", "words"),
    [
        (None, "77", None, "no ore holds 77 %"),
        (None, None, "150001", "more than 150 Mt of contained oxide"),
        ("0.2", None, "201", "more oxide than ore"),
        ("30", "0.07", "210", "tonnage x grade give 21 kt"),
        ("30", "0.07", "2.1", "tonnage x grade give 21 kt"),
        ("16.3", "3.05", "0.498", "tonnage x grade give 497.15 kt"),
        (None, "0.0002", "198", "at this grade it needs more than 10,000 Mt of ore"),
        (None, "0.264", "42980", "at this grade it needs more than 10,000 Mt of ore"),
    ],
)
def test_what_cannot_be_is_said(
    ore: str | None, grade: str | None, contained: str | None, words: str
) -> None:
    assert said(ore, grade, contained) == words


@pytest.mark.parametrize(
    ("ore", "grade", "contained"),
    [
        (None, None, None),
        ("694", ">1", "12500"),
        ("30", "0.07", "21"),
        ("30", "0.07", "26"),
        ("908", "0.05–0.1", "700"),
        ("0.2", None, "200"),
        (None, "76", "150000"),
        (">5", "1", "5000"),
        ("5", "<2", "20"),
    ],
)
def test_what_may_be_is_left_alone(
    ore: str | None, grade: str | None, contained: str | None
) -> None:
    assert said(ore, grade, contained) is None


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("usgs-1021", "more than 150 Mt"),
        ("usgs-9044", "more than 150 Mt"),
        ("usgs-7377", "more than 10,000 Mt of ore"),
        ("usgs-7238", "tonnage x grade give"),
        ("usgs-1373", "tonnage x grade give"),
        ("usgs-1388", "tonnage x grade give"),
        ("usgs-1539", "tonnage x grade give"),
        ("usgs-8109", "more than 10,000 Mt of ore"),
        ("usgs-5316", "no ore holds 170 %"),
    ],
)
def test_known_bad_records_are_doubted(bundled: Dataset, record: str, words: str) -> None:
    rows = bundled.occurrence_estimates
    doubts = rows.loc[rows["occurrence_id"] == record, "doubt"].dropna()
    assert any(words in text for text in doubts)


def test_few_records_are_doubted(bundled: Dataset) -> None:
    whole = bundled.occurrence_estimates[bundled.occurrence_estimates["part_of"].isna()]
    assert 10 <= whole["doubt"].notna().sum() <= 40
