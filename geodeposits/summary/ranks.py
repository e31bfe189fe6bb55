"""The rank of a deposit under each choice of figures, and as a country: often an interval.

What is ranked against one another is on one basis and chosen by one rule. A figure that covers
several deposits is no deposit's: it has no rank, and none is ranked against it. A rank says among
how many, how many are left out because they state nothing comparable, and who stands next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import quantity_columns
from geodeposits.dataset.schema import quantity_names
from geodeposits.errors import UnknownDeposit, UnknownTerm
from geodeposits.quantity import Quantity
from geodeposits.summary import FIGURES, Figure
from geodeposits.summary.comparable import (
    OF_ROCK,
    RANK_MEASURES,
    UNITS,
    Candidates,
    Field,
    Figured,
    RankMeasure,
    read,
)
from geodeposits.summary.national import reserves_by_edition
from geodeposits.summary.places import place_among, stands_above
from geodeposits.vocab import EvidenceLevel, Scope

__all__ = ["COMPARED", "RANK_COLUMNS", "rank", "ranks"]

COMPARED: Final = (
    "rock-as-oxide", "headline", "documented", "implied", "supported", "claims", "coded",
    "A", "B", "C", "D", "E", "levels", "claim", "ore", "national",
)  # fmt: skip
"""What is compared, in the order of the rows.

- `rock-as-oxide`: the tonnage of rock, counted as if it were oxide, against the others' headlines;
- `headline`, `documented`: the chosen figures of the dataset, against the same of the others;
- `implied`: the total oxides that follow from a chosen figure on another basis, a few oxides or
  elements, against the others' documented;
- `supported`: the best supported figure on total oxides, chosen as `documented` is;
- `claims`: the interval that all claims on a deposit reach, which has no one place;
- `coded`: the best supported of levels A to C; `A` to `E`, of one; `levels`, of those asked for;
- `claim`: one more claim on the deposit, against the others' headlines;
- `ore`: rock against rock, by headline;
- `national`: a claim in the place of its country's row in one edition of national reserves.
"""

_LEVELS: Final = tuple(level.value for level in EvidenceLevel)
_CODED: Final = ("A", "B", "C")
_KT_PER_MT: Final = Quantity.exactly(1000)
_T_PER_KT: Final = Quantity.exactly(1000)
_FACTS: Final = (
    "basis", "members", "level", "kind", "scope", "date", "by_name", "source", "at", "claim",
)  # fmt: skip
_NEXT: Final = ("id", "name", "amount", "level", "source")
_COUNTS: Final = ("place", "best", "worst", "of", "left_out", "left_out_several")

RANK_COLUMNS: Final = (
    "id",
    "name",
    "country",
    "measure",
    "compared",
    "of_figure",
    "against",
    "edition",
    "best",
    "worst",
    "place",
    "of",
    "left_out",
    "left_out_several",
    *quantity_names("amount"),
    "unit",
    *_FACTS,
    "split_source",
    "replaced_t",
    *(f"{side}_{name}" for side in ("above", "below") for name in _NEXT),
)
"""Columns of `rank` and `ranks`."""


def rank(
    dataset: Dataset,
    deposit_id: str,
    *,
    by: RankMeasure = "contained-reo",
    figure: Figure | None = None,
    levels: Iterable[str] = (),
) -> pd.DataFrame:
    """Rank one deposit: a row for each of `COMPARED` that applies to it.

    Columns (`RANK_COLUMNS`): `compared`; `best` and `worst`, 1 + the number of others that are
    surely, and that may be, larger, where a bound reaches up to ten times itself (`reach_of`), and
    `place`, that of the best value, the middle or the bound (Int64, all three empty where the
    deposit states nothing comparable, though a chosen figure is named; `claims` has no `place`);
    `of`, how many are compared, the deposit among them; `left_out`, how many others state nothing
    comparable, of which `left_out_several` have a figure of several deposits in its place (where
    the deposit itself has, `scope` is `project`); the `amount` in `unit`, with basis, level, kind,
    date, source and claim of the figure; `above_` and `below_`, the neighbours by that number. For
    `national`, the neighbours are countries, amounts are in t, `against` and `edition` are the
    source and the edition of the table, `replaced_t` what it has for the country itself, and
    `of_figure` names what stands for the deposit: `rock-as-oxide`, `headline`, `supported`,
    `implied` or `claim`.

    Measures: `contained-reo` in kt and `grade` in %, on total oxides; `ore` in Mt; `ndpr` and
    `hreo` (Nd + Pr, Eu to Lu + Y) in kt of oxide, where the split is known. `figure` or `levels`
    keep the rows of that figure, or of figures of these levels. Raises UnknownDeposit,
    UnknownTerm.
    """
    wanted = _checked(by, levels)
    if deposit_id not in set(dataset.table("deposits")["id"]):
        raise UnknownDeposit(deposit_id, choices=sorted(dataset.table("deposits")["id"]))
    if figure is not None and figure not in FIGURES:
        raise UnknownTerm(figure, vocabulary="figure", choices=FIGURES)
    one = _Ranked(dataset, deposit_id, by)
    return _framed(one.rows(figure, wanted))


def ranks(
    dataset: Dataset,
    *,
    by: RankMeasure = "contained-reo",
    figure: Figure = "headline",
    levels: Iterable[str] = (),
) -> pd.DataFrame:
    """Rank all deposits that state something comparable, one row each, by `place` and then id.

    The columns are those of `rank`. `levels` ranks the best supported figure of these evidence
    levels in place of the chosen ones. Raises UnknownTerm.
    """
    wanted = _checked(by, levels)
    if figure not in FIGURES:
        raise UnknownTerm(figure, vocabulary="figure", choices=FIGURES)
    candidates = Candidates(dataset, by)
    field = candidates.supported(wanted) if wanted else candidates.chosen(figure)
    row = _Rows(candidates, by)
    compared = _named(wanted) if wanted else figure
    rows = [row.of(key, compared, field.get(key), field) for key in field]
    frame = _framed(rows)
    return frame.sort_values(["place", "id"], kind="stable").reset_index(drop=True)


def _checked(by: str, levels: Iterable[str]) -> tuple[str, ...]:
    if by not in RANK_MEASURES:
        raise UnknownTerm(by, vocabulary="measure", choices=RANK_MEASURES)
    given = tuple(levels)
    for level in given:
        if level not in _LEVELS:
            raise UnknownTerm(level, vocabulary="evidence level", choices=_LEVELS)
    return tuple(level for level in _LEVELS if level in given)


def _named(levels: Sequence[str]) -> str:
    if tuple(levels) == _CODED:
        return "coded"
    return levels[0] if len(levels) == 1 else "levels"


class _Rows:
    """Rows of a ranking by one measure."""

    def __init__(self, candidates: Candidates, by: str) -> None:
        self._candidates, self._by = candidates, by

    def of(self, key: str, compared: str, own: Figured | None, field: Field) -> dict[str, Any]:
        """Return the row of a deposit against the others of a field."""
        others = [each for other, each in field.items() if other != key]
        total = len(self._candidates.names)
        row = {
            "id": key,
            "name": self._candidates.names[key],
            "country": self._candidates.countries[key],
            "measure": self._by,
            "compared": compared,
            "unit": UNITS[self._by],
            "split_source": self._candidates.split_source(key),
            "of": len(others) + (own is not None),
            "left_out": total - 1 - len(others),
            "left_out_several": len(field.several - {key}),
        }
        if own is None:
            if key in field.several:
                row["scope"] = Scope.PROJECT.value
            stated = self._candidates.row_of(key, compared) if compared in FIGURES else None
            return row if stated is None else {**row, **{name: stated[name] for name in _FACTS}}
        amounts = [each.amount for each in others]
        facts = {name: own.row[name] for name in _FACTS}
        if compared == "claims":
            return {**row, **_placed(own.amount, amounts), "place": None, **facts}
        next_to = self._neighbours(own.amount, others)
        return {**row, **_placed(own.amount, amounts), **facts, **next_to}

    def _neighbours(self, amount: Quantity, others: list[Figured]) -> dict[str, Any]:
        entries = [
            _Entry(each.id, self._candidates.names[each.id], each.amount, each.row)
            for each in others
        ]
        return _next_to(amount, entries)


class _Entry:
    """Someone in a ranking, as a neighbour is told."""

    def __init__(self, key: str, name: str, amount: Quantity, row: Mapping[str, Any]) -> None:
        self.key, self.amount = key, amount
        self.told = {
            "id": key,
            "name": name,
            "amount": amount.text,
            "level": row.get("level"),
            "source": row.get("source"),
        }


def _placed(amount: Quantity, others: Iterable[Quantity]) -> dict[str, Any]:
    place = place_among(amount, others)
    numbers = {"best": place.best, "worst": place.worst, "place": place.at}
    return {**numbers, **quantity_columns("amount", amount)}


def _next_to(amount: Quantity, entries: Iterable[_Entry]) -> dict[str, Any]:
    """Tell the nearest larger and the nearest other figure; of equal ones the first by id."""
    ordered = sorted(entries, key=lambda entry: entry.key)
    larger = [entry for entry in ordered if stands_above(entry.amount, amount)]
    others = [entry for entry in ordered if not stands_above(entry.amount, amount)]
    above = min(larger, key=lambda entry: entry.amount.central, default=None)
    below = max(others, key=lambda entry: entry.amount.central, default=None)
    sides = (("above", above), ("below", below))
    return {
        f"{side}_{name}": value
        for side, entry in sides
        if entry is not None
        for name, value in entry.told.items()
    }


class _Ranked:
    """One deposit, ranked in every way that applies to it."""

    def __init__(self, dataset: Dataset, key: str, by: RankMeasure) -> None:
        self._dataset, self._key, self._by = dataset, key, by
        self._candidates = Candidates(dataset, by)
        self._rows = _Rows(self._candidates, by)
        self._headlines = self._candidates.chosen("headline")
        self._own = self._candidates.of_deposit(key)

    def rows(self, figure: Figure | None, levels: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        """Yield the rows in the order of `COMPARED`."""
        if levels:
            yield from self._of_levels(levels)
        elif figure is not None:
            yield self._row(figure, self._candidates.chosen(figure))
        else:
            yield from self._every()

    def _of_levels(self, levels: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        if len(levels) > 1:
            yield self._row(_named(levels), self._candidates.supported(levels))
        for level in levels:
            yield self._row(level, self._candidates.supported((level,)))

    def _every(self) -> Iterator[dict[str, Any]]:
        supported = self._candidates.supported()
        if self._by == "contained-reo":
            yield from self._rock_as_oxide()
        yield self._row("headline", self._headlines)
        documented = self._candidates.chosen("documented")
        yield self._row("documented", documented)
        implied = self._candidates.implied(self._key) if self._by == "contained-reo" else []
        for each in implied:
            yield self._rows.of(self._key, "implied", each, documented)
        yield self._row("supported", supported)
        yield self._row("claims", self._candidates.claimed())
        yield from self._of_levels(_CODED)
        for level in _LEVELS[len(_CODED) :]:
            yield self._row(level, self._candidates.supported((level,)))
        if self._by != "contained-reo":
            return
        named = self._named_claims(supported)
        for each, of_figure in named:
            if of_figure == "claim":
                yield self._rows.of(self._key, "claim", each, self._headlines)
        yield from self._by_ore()
        rock = self._rock()
        first = [(rock, "rock-as-oxide")] if rock else []
        yield from self._national([*first, *named, *((each, "implied") for each in implied)])

    def _row(self, compared: str, field: Field) -> dict[str, Any]:
        return self._rows.of(self._key, compared, field.get(self._key), field)

    def _rock_as_oxide(self) -> Iterator[dict[str, Any]]:
        if (rock := self._rock()) is not None:
            yield self._rows.of(self._key, "rock-as-oxide", rock, self._headlines)

    def _rock(self) -> Figured | None:
        """Return the ore of the headline in kt, as a figure that counts rock as oxide."""
        row = self._candidates.row_of(self._key, "headline")
        rock = None if row is None else read(row["ore_mt_text"])
        if row is None or rock is None or row["scope"] == Scope.PROJECT.value:
            return None
        return Figured(self._key, rock * _KT_PER_MT, {**row, **OF_ROCK})

    def _by_ore(self) -> Iterator[dict[str, Any]]:
        candidates = Candidates(self._dataset, "ore")
        field = candidates.chosen("headline")
        if self._key in field:
            yield _Rows(candidates, "ore").of(self._key, "ore", field[self._key], field)

    def _named_claims(self, supported: Mapping[str, Figured]) -> list[tuple[Figured, str]]:
        """Return the deposit's own claims, each amount once, with what they are to it."""
        roles = {}
        if self._key in supported:
            roles[supported[self._key].row["claim"]] = "supported"
        if self._key in self._headlines:
            roles[self._headlines[self._key].row["claim"]] = "headline"
        named = [(each, roles.get(each.row["claim"], "claim")) for each in self._own]
        named.sort(key=lambda pair: ("headline", "supported", "claim").index(pair[1]))
        once: dict[Quantity, tuple[Figured, str]] = {}
        for each, role in named:
            once.setdefault(each.amount, (each, role))
        return list(once.values())

    def _national(self, named: list[tuple[Figured, str]]) -> Iterator[dict[str, Any]]:
        country = self._candidates.countries[self._key]
        reserves = reserves_by_edition(self._dataset)
        if reserves.empty or not isinstance(country, str):
            return
        for each, of_figure in named:
            for _, rows in reserves.groupby(["series", "edition"], sort=True):
                row = self._in_edition(each, country, rows)
                yield {**row, "of_figure": of_figure, "edition": int(rows["edition"].iloc[0])}

    def _in_edition(self, own: Figured, country: str, rows: pd.DataFrame) -> dict[str, Any]:
        listed = rows[rows["country"].notna()].to_dict("records")
        amounts = {row["country"]: read(row["reo_t_text"]) for row in listed}
        replaced = amounts.pop(country, None)
        entries = [
            _Entry(row["country"], row["country"], amount, {"source": row["source"]})
            for row in listed
            if (amount := amounts.get(row["country"])) is not None
        ]
        amount = own.amount * _T_PER_KT
        return {
            "id": self._key,
            "name": self._candidates.names[self._key],
            "country": country,
            "measure": self._by,
            "compared": "national",
            "against": listed[0]["source"] if listed else None,
            "unit": "t",
            "of": len(entries) + 1,
            "left_out": len(amounts) - len(entries),
            "replaced_t": None if replaced is None else replaced.text,
            **_placed(amount, [entry.amount for entry in entries]),
            **{name: own.row[name] for name in _FACTS},
            **_next_to(amount, entries),
        }


def _framed(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    kinds = dict.fromkeys(RANK_COLUMNS, "str")
    kinds |= dict.fromkeys((*_COUNTS, "edition"), "Int64")
    kinds |= dict.fromkeys(quantity_names("amount")[:3], "float64")
    return pd.DataFrame(list(rows), columns=list(RANK_COLUMNS)).astype(kinds)
