"""The rule on rock that one estimate counts as oxide and another as ore (GD314).

Rock that was counted as oxide within one estimate is GD308's.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.amounts import off_mask
from geodeposits.checks.counterparts import (
    Pairs,
    estimates_beside,
    grades_agree,
    said_elsewhere,
)
from geodeposits.checks.figures import (
    CONCENTRATES,
    KT_PER_MT,
    bounds,
    grade_of,
    mass,
    quantity,
    same_mass,
    subject,
    widened,
)
from geodeposits.checks.hits import Mask, Row, complaint, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import stated_estimates
from geodeposits.dataset import Dataset
from geodeposits.dataset.amounts import product
from geodeposits.finding import Finding, Severity
from geodeposits.wording import mass_of_kt

__all__ = ["rock_elsewhere", "said_as_ore"]

_EXACT: Final = Decimal("0.005")
"""Half a unit of the third digit, as a share: what figures without a grade must be exact to."""


@rule(
    "GD314",
    Severity.ERROR,
    needs=("estimates", "occurrence_estimates"),
    scope="corpus",
    comparing=True,
)
def rock_elsewhere(dataset: Dataset, atlas: Dataset | None) -> Iterator[Finding]:
    """Find contained oxide that is the tonnage of ore in another estimate of the deposit.

    The oxide is stated without a tonnage of ore. The other estimate is another source's, or stands
    in the same record; it is of the same categories, or both are whole and one names none; the two
    figures agree within 1 % and the two grades within 2 %. Where one of the grades is missing, a
    warning is given if the figures have three digits at least and these agree. An estimate whose
    own figures disagree tells nothing, and oxide that another source states too, within a factor of
    three, stands: then the other estimate has oxide in the place of ore. Heavy minerals and
    monazite are exempt.

    Why
        A table with a column for ore and one for oxide is filled in by hand, and the tonnage slips
        into the next column: a deposit then holds twenty to a hundred times its oxide.
    Bad
        grade_pct = "4.21", contained_kt = "28,280" beside ore_mt = "28.28" at 4.22 %
    Good
        ore_mt = "28.28", grade_pct = "4.21"; 1,191 kt follow
    """
    table = stated_estimates(dataset)
    for one, two in _of_rock(dataset, atlas, table, np.full(len(table), True)).values():
        severity = Severity.ERROR if _graded(one, two) else Severity.WARNING
        yield complaint("GD314", severity, one, _message(one, two), field="contained_kt")


def said_as_ore(dataset: Dataset, atlas: Dataset | None, table: pd.DataFrame, asked: Mask) -> Mask:
    """Whether the oxide of each row `asked` for is ore, at the same grade, in another estimate."""
    found = np.zeros(len(table), dtype=np.bool_)
    for number, pair in _of_rock(dataset, atlas, table, asked).items():
        found[number] = _graded(*pair)
    return found


def _of_rock(
    dataset: Dataset, atlas: Dataset | None, table: pd.DataFrame, asked: Mask
) -> dict[int, tuple[Row, Row]]:
    """Return the rows whose oxide is ore elsewhere, by number, each with the nearest estimate."""
    asked = asked & (bounds(table, "contained_kt")[0] > 0) & np.isnan(bounds(table, "ore_mt")[0])
    asked &= ~texts(table, "basis").isin(CONCENTRATES).to_numpy(dtype=bool)
    if not asked.any():
        return {}
    numbered = table.assign(number=np.arange(len(table)))
    nearest: dict[int, tuple[Row, Row]] = {}
    for pairs in estimates_beside(dataset, atlas, numbered, asked):
        for pair in pairs.chosen(_is_ore(pairs)):
            number = pair[0]["number"]
            if number not in nearest or _distance(*pair) < _distance(*nearest[number]):
                nearest[number] = pair
    doubted = np.isin(np.arange(len(table)), list(nearest))
    doubted &= ~said_elsewhere(dataset, atlas, table, doubted, "contained_kt")
    return {number: nearest[number] for number in np.flatnonzero(doubted).tolist()}


def _is_ore(pairs: Pairs) -> Mask:
    """Whether the second estimate of each pair has as ore what the first has as oxide."""
    oxide, rock = bounds(pairs.first, "contained_kt"), bounds(pairs.second, "ore_mt")
    found = same_mass(oxide, rock) & _of_same_part(pairs)
    found &= ~texts(pairs.second, "basis").isin(CONCENTRATES).to_numpy(dtype=bool)
    found &= ~off_mask(pairs.second)
    known, agree = grades_agree(pairs)
    if (bare := found & ~known).any():
        bare[bare] = [_to_the_digit(one, two) for one, two in pairs.chosen(bare)]
    return np.asarray((found & agree) | bare, dtype=np.bool_)


def _of_same_part(pairs: Pairs) -> Mask:
    """Whether both are of the same categories, or whole and one of them without a category."""
    one, two = (texts(table, "categories").to_numpy(dtype=object) for table in pairs)
    whole = [texts(table, "part_of").isna().to_numpy(dtype=bool) for table in pairs]
    unnamed = [texts(table, "categories").isna().to_numpy(dtype=bool) for table in pairs]
    either = whole[0] & whole[1] & (unnamed[0] | unnamed[1])
    return np.asarray((one == two) & ~unnamed[0] | either, dtype=np.bool_)


def _to_the_digit(one: Row, two: Row) -> bool:
    """Whether the figures have three digits before their zeros, and agree as far as these go."""
    oxide, rock = quantity(one, "contained_kt"), quantity(two, "ore_mt")
    if oxide is None or rock is None:
        return False
    low, high = widened(oxide, converted=True)
    least, most = widened(rock * Decimal(KT_PER_MT), converted=True)
    if low is None or high is None or least is None or most is None:
        return False
    exact = max(high - low, most - least) / 2 <= _EXACT * oxide.central
    return exact and low < most and least < high


def _distance(one: Row, two: Row) -> float:
    """Return how far the two figures are apart, as a share, where no grade is missing."""
    oxide, rock = _middle(one, "contained_kt"), _middle(two, "ore_mt") * KT_PER_MT
    return abs(oxide / rock - 1) + (0 if _graded(one, two) else 1)


def _middle(row: Row, name: str) -> float:
    figure = quantity(row, name)
    return float("nan") if figure is None else float(figure.central)


def _graded(one: Row, two: Row) -> bool:
    return quantity(one, "grade_pct") is not None and quantity(two, "grade_pct") is not None


def _message(one: Row, two: Row) -> str:
    whose = f"{two.get('source') or 'another source'} has"
    if one.get("source") == two.get("source"):
        whose = "another estimate of the record has"
    graded = _graded(one, two)
    at = f" at {grade_of(two)}" if quantity(two, "grade_pct") is not None else ""
    verdict = "rock was counted as oxide" if graded else "was rock counted as oxide?"
    message = (
        f"{subject(one)}contained {mass(one, 'contained_kt')} is the tonnage of ore that {whose}"
        f"{at}: {verdict}"
    )
    graded_row = one if quantity(one, "grade_pct") is not None else two
    holds = product(quantity(two, "ore_mt"), quantity(graded_row, "grade_pct"))
    if holds is None:
        return message
    rock = f"{mass(two, 'ore_mt')} of ore at {grade_of(graded_row)}"
    joint = ";" if graded else ""
    return f"{message}{joint} {mass_of_kt(holds.text)} would fit, in {rock}"
