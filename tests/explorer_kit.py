"""What the tests of the whole explorer page share."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from geodeposits.maps.columns import ColumnTable

_UNKNOWN = ("None", "<NA>", "nan")


def restored(opened: Any) -> Any:
    """The page as it was when it was opened: no filter, nothing chosen, its own language."""
    page = opened.page
    page.keyboard.press("Escape")
    if page.locator("#detail").is_visible():
        page.locator(".back").click()
    page.evaluate("() => { location.hash = location.hash === '#f.x=1' ? '#' : '#f.x=1'; }")
    page.wait_for_function("geodeposits.matching === geodeposits.deposits")
    return page


def open_filters(page: Any) -> None:
    toggle = page.locator(".filters-toggle")
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()


def facet(page: Any, name: str) -> Any:
    """An unfolded filter, with all its values."""
    open_filters(page)
    part = page.locator(f'[data-facet="{name}"]')
    if part.get_attribute("open") is None:
        part.locator("summary").click()
        part.locator("li, rect").first.wait_for(state="attached")
    more = part.locator('.more[aria-expanded="false"]')
    if more.is_visible():
        more.click()
    return part


def tallies(part: Any) -> dict[str, int]:
    """The counts of a facet as they stand beside its values, by the value."""
    rows = part.locator(".values li").evaluate_all(
        "(all) => all.map((row) => [row.querySelector('input').value,"
        " row.querySelector('.tally').textContent])"
    )
    return {value: int(count.replace(",", "")) for value, count in rows}


def column(table: ColumnTable, name: str) -> Any:
    return next(each for each in table.columns if each.name == name)


def values(table: ColumnTable, name: str) -> list[set[str]]:
    """What each row has in a column of texts; an unknown is an empty text."""
    found = column(table, name)
    if found.kind == "categories":
        return [set(map(str, each)) or {""} for each in found.values]
    return [{str(each) if each else ""} for each in found.values]


def numbers(table: ColumnTable, name: str) -> Any:
    """A column of numbers; NaN where unknown."""
    given = (
        np.nan if str(each) in _UNKNOWN else float(each) for each in column(table, name).values
    )
    return np.fromiter(given, dtype=np.float64)


def counted(table: ColumnTable, name: str, rows: Any) -> dict[str, int]:
    """How many of some rows have each value that any row has."""
    each = values(table, name)
    found = Counter(value for i in np.flatnonzero(rows) for value in each[i])
    return {value: found[value] for value in set().union(*each)}


def holds(table: ColumnTable, name: str, wanted: set[str]) -> Any:
    return np.array([bool(each & wanted) for each in values(table, name)])
