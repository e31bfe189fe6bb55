"""Partial dates: what is read, their order, their earliest and latest day."""

from __future__ import annotations

import datetime

import pytest

from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableDate


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("2013", (2013, 0, 0)),
        (2013, (2013, 0, 0)),
        ("2013-09", (2013, 9, 0)),
        ("2013-09-30", (2013, 9, 30)),
        (datetime.date(2013, 9, 30), (2013, 9, 30)),
        ("2024-02-29", (2024, 2, 29)),
        ("2000-02-29", (2000, 2, 29)),
        (PartialDate(2013, 9), (2013, 9, 0)),
    ],
)
def test_date(given: object, parts: tuple[int, int, int]) -> None:
    date = PartialDate.parse(given)
    assert (date.year, date.month, date.day) == parts
    assert PartialDate.parse(str(date)) == date


@pytest.mark.parametrize(
    "given",
    ["2023-02-29", "1900-02-29", "2013-04-31", "2013-13", "2013-00", "2013-09-00", "2013-09-32",
     "2013-9", "13", "2013-09-30T10:00", "2013/09", "September 2013", "", " 2013", "2013\n",
     True, None, 2013.5, 20130930],
)  # fmt: skip
def test_no_date(given: object) -> None:
    with pytest.raises(UnreadableDate, match="write 2013, 2013-09 or 2013-09-30"):
        PartialDate.parse(given)


def test_dates_are_ordered_by_what_is_known() -> None:
    texts = ["2012-12-31", "2013", "2013-01", "2013-01-31", "2013-02", "2014"]
    dates = [PartialDate.parse(text) for text in texts]
    dates.reverse()
    assert [str(date) for date in sorted(dates)] == texts
    assert sorted(texts) == texts, "the order of the texts is that of the dates"


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2013", (2013, 1, 1), (2013, 12, 31)),
        ("2013-09", (2013, 9, 1), (2013, 9, 30)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-02", (2023, 2, 1), (2023, 2, 28)),
        ("2100-02", (2100, 2, 1), (2100, 2, 28)),
        ("2013-09-05", (2013, 9, 5), (2013, 9, 5)),
    ],
)
def test_earliest_and_latest_day(
    text: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    date = PartialDate.parse(text)
    assert date.earliest == earliest
    assert date.latest == latest
