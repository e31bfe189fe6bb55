"""Which figures of deposits can be ranked by a measure, and which one stands for each deposit.

A figure that covers several deposits (a project, a province, a national inventory) is no deposit's:
it has no rank and none is ranked against it, by any measure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple, get_args

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.dataset.selection import documented, headline
from geodeposits.elements import GROUPS
from geodeposits.errors import UnreadableQuantity
from geodeposits.quantity import Quantity
from geodeposits.summary.places import hull
from geodeposits.summary.splits import Split, chosen_splits
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis, EvidenceLevel, Kind, Scope

__all__ = ["OF_ROCK", "RANK_MEASURES", "UNITS", "Candidates", "Field", "Figured", "RankMeasure"]

RankMeasure = Literal["contained-reo", "ore", "grade", "ndpr", "hreo"]
RANK_MEASURES: Final[tuple[RankMeasure, ...]] = get_args(RankMeasure)
UNITS: Final[Mapping[str, str]] = {
    "contained-reo": "kt",
    "ore": "Mt",
    "grade": "%",
    "ndpr": "kt",
    "hreo": "kt",
}

OF_ROCK: Final[Mapping[str, Any]] = {"basis": Basis.ORE.value, "members": None}
"""What a figure counts of which the tonnage alone is taken."""

_ALL_OXIDES: Final = frozenset(basis.value for basis in BASIS_OF_ALL_OXIDES)
_OF_SPLIT: Final = {"ndpr": GROUPS["NdPr"], "hreo": GROUPS["HREE"]}
_PERCENT: Final = Quantity.exactly(Decimal("0.01"))
_NO_CLAIM_ON_THE_WHOLE: Final = {Kind.RESERVE.value, Kind.EXPLORATION_TARGET.value}


class Figured(NamedTuple):
    """A deposit with the amount that it is ranked by, and the row of the estimate behind it."""

    id: str
    amount: Quantity
    row: Mapping[str, Any]


class Field(dict[str, Figured]):
    """The figures that are ranked against one another, by id.

    `several` names the deposits that are left out because their figure covers several deposits.
    """

    def __init__(self, figures: Mapping[str, Figured], several: Iterable[str] = ()) -> None:
        super().__init__(figures)
        self.several: frozenset[str] = frozenset(several) - figures.keys()


class Candidates:
    """The whole estimates of a dataset, and what each comes to in one measure.

    Contained oxide and grade count on total oxides alone (TREO, REO), and a grade with its tonnage
    alone: one without may be of a sample. Ore is rock, on whatever basis the figure is. NdPr and
    HREO are contained oxide times the share that the deposit's split states.
    """

    def __init__(self, dataset: Dataset, by: RankMeasure) -> None:
        self._by = by
        whole = dataset.estimates[dataset.estimates["part_of"].isna()]
        self._estimates = whole.drop_duplicates("claim")
        self._splits = chosen_splits(dataset) if by in _OF_SPLIT else {}
        deposits = dataset.table("deposits").drop_duplicates("id")
        self.names = dict(zip(deposits["id"], deposits["name"], strict=True))
        self.countries = dict(zip(deposits["id"], deposits["country"], strict=True))
        self._chosen = {
            figure: dict(zip(deposits["id"], deposits[f"{figure}_claim"], strict=True))
            for figure in ("headline", "documented")
        }
        self._rows: dict[str, dict[str, Any]] = {
            str(row["claim"]): {str(name): value for name, value in row.items()}
            for row in self._estimates.to_dict("records")
        }
        amounts = {claim: self._amount(row) for claim, row in self._rows.items()}
        stated = {claim: amount for claim, amount in amounts.items() if amount is not None}
        self._several = {claim for claim in stated if _covers_several(self._rows[claim])}
        self._amounts = {
            claim: amount for claim, amount in stated.items() if claim not in self._several
        }

    def as_known(self, claims: Collection[str]) -> Candidates:
        """Return the candidates as they were when these estimates alone were known."""
        known, wanted = copy(self), frozenset(claims)
        known._estimates = self._estimates[self._estimates["claim"].isin(wanted)]
        known._amounts = {c: a for c, a in self._amounts.items() if c in wanted}
        known._several = self._several & wanted
        choose = {"headline": headline, "documented": documented}
        known._chosen = {
            figure: dict.fromkeys(self.names) | dict(_claims(rule(known._estimates)))
            for figure, rule in choose.items()
        }
        return known

    def chosen(self, figure: Literal["headline", "documented"]) -> Field:
        """Return the chosen figures of the dataset that state the measure, by id."""
        claims = self._chosen[figure].items()
        return Field(
            {key: self._figured(claim) for key, claim in claims if claim in self._amounts},
            (key for key, claim in claims if claim in self._several),
        )

    def row_of(self, deposit_id: str, figure: str) -> Mapping[str, Any] | None:
        """Return the row of a chosen figure, whatever it states."""
        return self._rows.get(self._chosen[figure][deposit_id])

    def implied(self, deposit_id: str) -> list[Figured]:
        """Return chosen figures on another basis as the total oxides that follow from each, in kt.

        A few oxides are a lower bound of all, elements a range. What covers several deposits is no
        deposit's.
        """
        rows = (self.row_of(deposit_id, figure) for figure in ("documented", "headline"))
        found = {}
        for row in rows:
            if row is None or row["basis"] in _ALL_OXIDES or _covers_several(row):
                continue
            if (reo := read(row["reo_kt_text"])) is not None:
                found[row["claim"]] = Figured(deposit_id, reo, row)
        return list(found.values())

    def supported(self, levels: Iterable[str] = ()) -> Field:
        """Choose of the figures that state the measure the best supported one, by id.

        It is chosen as `documented` is, of these levels alone where they are given; announcements,
        which have no support to choose by, as `headline` is.
        """
        wanted = frozenset(levels) or frozenset(level.value for level in EvidenceLevel) - {"E"}
        usable = self._usable(lambda row: row["level"] in wanted)
        claims = dict(_claims(documented(usable)))
        if EvidenceLevel.E.value in wanted:
            announced = self._usable(lambda row: row["level"] == EvidenceLevel.E.value)
            claims = dict(_claims(headline(announced))) | claims
        found = {key: self._figured(claim) for key, claim in claims.items()}
        return Field(found, self._of_several(lambda row: row["level"] in wanted))

    def claimed(self) -> Field:
        """Return the interval that all claims on each deposit reach, by id.

        Reserves, exploration targets and figures of a part are no claims on the whole. The row is
        that of the largest.
        """
        held: dict[str, list[Figured]] = {}
        for claim in self._amounts:
            figured = self._figured(claim)
            if _is_of_whole(figured.row):
                held.setdefault(figured.id, []).append(figured)
        found = {}
        for key, figures in held.items():
            largest = max(figures, key=lambda each: each.amount.central)
            found[key] = Figured(key, hull([each.amount for each in figures]), largest.row)
        return Field(found, self._of_several(_is_of_whole) - held.keys())

    def of_deposit(self, deposit_id: str) -> list[Figured]:
        """Return every claim on one deposit that states the measure, in the order of the table."""
        return [
            self._figured(claim) for claim in self._amounts if self._rows[claim]["id"] == deposit_id
        ]

    def split_source(self, deposit_id: str) -> str | None:
        """Return the source of the split by which a content was worked out."""
        split = self._splits.get(deposit_id)
        return None if split is None else split.source

    def _figured(self, claim: str) -> Figured:
        row = self._rows[claim]
        counted = {**row, **OF_ROCK} if self._by == "ore" else row
        return Figured(row["id"], self._amounts[claim], counted)

    def _of_several(self, holds: Callable[[Mapping[str, Any]], bool]) -> set[str]:
        rows = (self._rows[claim] for claim in self._several)
        return {row["id"] for row in rows if holds(row)}

    def _usable(self, holds: Callable[[Mapping[str, Any]], bool]) -> pd.DataFrame:
        wanted = [claim for claim in self._amounts if holds(self._rows[claim])]
        found: pd.DataFrame = self._estimates[self._estimates["claim"].isin(wanted)]
        return found

    def _amount(self, row: Mapping[str, Any]) -> Quantity | None:
        if row["id"] not in self.names:
            return None
        if self._by == "ore":
            return read(row["ore_mt_text"])
        if row["basis"] not in _ALL_OXIDES:
            return None
        if self._by == "grade":
            return read(row["grade_pct_text"]) if read(row["ore_mt_text"]) else None
        reo = read(row["reo_kt_text"])
        return reo if self._by == "contained-reo" else self._content(reo, row["id"])

    def _content(self, reo: Quantity | None, key: str) -> Quantity | None:
        split: Split | None = self._splits.get(key)
        share = None if split is None else split.share_of(_OF_SPLIT[self._by])
        if reo is None or share is None or share.central <= 0:
            return None
        content = reo * share * _PERCENT
        return None if content.low is None and content.high is None else content


def read(text: object) -> Quantity | None:
    """Read an amount above zero; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        amount = Quantity.parse(text)
    except UnreadableQuantity:
        return None
    return amount if amount.central > 0 else None


def _covers_several(row: Mapping[str, Any]) -> bool:
    return bool(row["scope"] == Scope.PROJECT.value)


def _is_of_whole(row: Mapping[str, Any]) -> bool:
    return row["kind"] not in _NO_CLAIM_ON_THE_WHOLE and row["scope"] != Scope.PART.value


def _claims(chosen: pd.DataFrame) -> Iterable[tuple[str, str]]:
    return zip(chosen.index, chosen["claim"], strict=True)
