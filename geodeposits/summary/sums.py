"""What a row of a table adds up: figures that may be added, and means that their amounts weigh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any, Final, NamedTuple

from geodeposits.dataset.columns import quantity_columns
from geodeposits.elements import GROUPS
from geodeposits.quantity import Quantity
from geodeposits.summary import TOTAL_OXIDES, UNSTATED
from geodeposits.summary.comparable import read
from geodeposits.summary.splits import Split
from geodeposits.vocab import EvidenceLevel, Scope

__all__ = ["AddedFigure", "Part", "sums"]

_AMOUNTS: Final = {"ore": "ore_mt", "reo": "reo_kt", "contained": "contained_kt"}
_KT_PER_MT_PERCENT: Final = Quantity.exactly(10)
_PERCENT: Final = Quantity.exactly(Decimal("0.01"))
_OF_GROUP: Final[Mapping[str, tuple[str, ...]]] = {
    "ndpr": GROUPS["NdPr"],
    "dytb": GROUPS["DyTb"],
}
_LEVELS: Final = frozenset(level.value for level in EvidenceLevel)
_DIGITS: Final = 4  # of a grade or a share that no source prints


class Part(NamedTuple):
    """A share in %, what it comes to in kt, and the amount in Mt or kt that it is a share of."""

    share: Quantity
    content: Quantity
    amount: Quantity

    @property
    def is_bounded(self) -> bool:
        """Whether the amount can weigh the share."""
        return self.amount.low is not None and self.amount.low > 0 and self.amount.high is not None


class AddedFigure:
    """The chosen figure of one deposit, with its amounts read once."""

    def __init__(self, row: Mapping[str, Any], split: Split | None) -> None:
        self.id, self.split = str(row["id"]), split
        self.is_project = row["scope"] == Scope.PROJECT.value
        self.stands_for, self.basis = row["stands_for"], _basis(row)
        self.level = row["level"] if row["level"] in _LEVELS else UNSTATED
        self.has_amount = row["group"] != "none"
        self.ore, self.reo = read(row["ore_mt_text"]), read(row["reo_kt_text"])
        self.contained, self.product = read(row["own_kt_text"]), read(row["product_kt_text"])
        self.grade = read(row["grade_pct_text"])
        facts = ("source", "date", "ore_mt_text", "grade_pct_text", "own_kt_text")
        self.facts = tuple(_or_none(row[name]) for name in facts)

    @property
    def graded(self) -> Part | None:
        """Grade, tonnage x grade and tonnage, where all are known and two bounds of the last."""
        if self.ore is None or self.product is None or self.grade is None:
            return None
        part = Part(self.grade, self.product, self.ore)
        return part if part.is_bounded else None

    def of_group(self, measure: str) -> Part | None:
        """Return the share, content and total oxides of a group of elements."""
        if self.split is None or self.reo is None or self.basis != TOTAL_OXIDES:
            return None
        share = self.split.share_of(_OF_GROUP[measure])
        content = None if share is None else self.reo * share * _PERCENT
        if share is None or content is None or (content.low is None and content.high is None):
            return None
        return Part(share, content, self.reo)


def _basis(row: Mapping[str, Any]) -> str:
    """Name what the figure counts, so that only like is added to like: "TREE: La; Ce; Y"."""
    if row["family"] == TOTAL_OXIDES or not isinstance(row["basis"], str):
        return TOTAL_OXIDES
    members = row["members"]
    return f"{row['basis']}: {members}" if isinstance(members, str) else row["basis"]


def _or_none(value: object) -> object:
    return value if isinstance(value, str) else None


def sums(figures: list[AddedFigure], measures: Sequence[str]) -> dict[str, Any]:
    """Return the columns of the measures over figures that may be added, each counted once."""
    once = _once(figures)
    row: dict[str, Any] = {
        "project_figures": sum(each.is_project for each in once),
        "shared": len(figures) - len(once),
    }
    for measure in measures:
        row |= _measured(measure, once)
    return row


def _once(figures: list[AddedFigure]) -> list[AddedFigure]:
    """Keep one of the deposits that share a project's figure: same source, same figures."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for each in figures:
        if not each.is_project or each.facts not in seen:
            kept.append(each)
        if each.is_project:
            seen.add(each.facts)
    return kept


def _measured(measure: str, figures: list[AddedFigure]) -> dict[str, Any]:
    if measure == "deposits":
        return {"deposits": len(figures)}
    if measure == "grade":
        return _mean_grade(figures)
    if measure in _OF_GROUP:
        return _of_group(measure, figures)
    name = _AMOUNTS[measure]
    amounts = (getattr(each, measure) for each in figures)
    known: list[Quantity] = [amount for amount in amounts if amount is not None]
    return {f"{measure}_deposits": len(known), **quantity_columns(name, _total(known))}


def _mean_grade(figures: list[AddedFigure]) -> dict[str, Any]:
    """Return the mean of the grades by tonnage, within the least and the greatest of them."""
    graded = [parts for each in figures if (parts := each.graded) is not None]
    ore = _total(part.amount for part in graded)
    mean = _mean(graded, factor=_KT_PER_MT_PERCENT)
    every = _total(each.ore for each in figures if each.ore is not None)
    return {
        "grade_deposits": len(graded),
        **quantity_columns("grade_pct", mean),
        "grade_covers_pct": _share(ore, every),
    }


def _of_group(measure: str, figures: list[AddedFigure]) -> dict[str, Any]:
    known = [found for each in figures if (found := each.of_group(measure)) is not None]
    content, covered = _total(part.content for part in known), _total(part.amount for part in known)
    mean = _mean(known, factor=_PERCENT)
    every = _total(each.reo for each in figures if each.reo is not None)
    return {
        f"{measure}_deposits": len(known),
        **quantity_columns(f"{measure}_kt", content),
        **quantity_columns(f"{measure}_pct", mean),
        f"{measure}_covers_pct": _share(covered, every),
    }


def _total(amounts: Iterable[Quantity]) -> Quantity | None:
    known = list(amounts)
    return reduce(Quantity.__add__, known) if known else None


def _mean(parts: list[Part], *, factor: Quantity) -> Quantity | None:
    """Return the mean of the shares, weighed by the amounts that have two bounds.

    It lies between the least and the greatest share: an interval of amounts stands in both sums,
    which widens the quotient. Where no amount has two bounds, that is all that is known.
    """
    bounded = [part for part in parts if part.is_bounded] or parts
    if len(bounded) <= 1:
        return bounded[0].share if bounded else None
    lows, highs = [part.share.low for part in bounded], [part.share.high for part in bounded]
    least = None if None in lows else min(low for low in lows if low is not None)
    most = None if None in highs else max(high for high in highs if high is not None)
    content, amount = (
        _total(part.content for part in bounded),
        _total(part.amount for part in bounded),
    )
    quotient = Quantity(None, None, None)
    if bounded[0].is_bounded and content is not None and amount is not None:
        quotient = content / (amount * factor)
    mean = _within(quotient, least, most)
    return None if mean.low is None and mean.high is None else mean.rounded(_DIGITS)


def _within(quotient: Quantity, least: Decimal | None, most: Decimal | None) -> Quantity:
    low, high = quotient.low, quotient.high
    if least is not None and (low is None or low < least):
        low = least
    if high is None or (most is not None and high > most):
        high = most
    if low is not None and low == high:
        return Quantity(low, low, high, approximate=quotient.approximate)
    return Quantity(
        low,
        quotient.best,
        high,
        low_open=quotient.low_open,
        high_open=quotient.high_open and high == quotient.high,
        approximate=quotient.approximate,
    )


def _share(part: Quantity | None, whole: Quantity | None) -> float | None:
    """Return a share in % of the values by which amounts are sized."""
    if whole is None or whole.central <= 0:
        return None
    return 0.0 if part is None else float(part.central / whole.central * 100)
