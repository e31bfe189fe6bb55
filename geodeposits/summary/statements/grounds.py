"""The tables of a dataset as the tests of statements ask for them: what was known, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, Literal

import pandas as pd

from geodeposits.continents import CONTINENTS, countries_of
from geodeposits.dataset import Dataset
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableDate, UnreadableQuantity
from geodeposits.quantity import Quantity
from geodeposits.summary.comparable import Candidates, Field, Figured, RankMeasure
from geodeposits.summary.splits import Split, chosen_splits
from geodeposits.summary.statements.results import Said, Sort, Used, When
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Claimant, Kind, NationalMeasure, Scope
from geodeposits.vocab.statements import Area

__all__ = [
    "EUROPEAN_UNION",
    "Figures",
    "Grounds",
    "NationalTable",
    "Row",
    "areas_of",
    "is_known",
    "is_known_to",
    "used_of",
    "when_of",
]

Row = dict[str, Any]
Figures = Literal["headline", "documented", "supported"]

EUROPEAN_UNION: Final = frozenset(
    (
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    )
)  # fmt: skip
"""The 27 members since 2020 (Treaty on European Union, as amended)."""

_URALS: Final = 60.0  # degrees east: where the continent of Europe ends, by convention
_KT: Final = Decimal(1000)
_SORTS: Final = {Kind.RESERVE.value: Sort.RESERVE, Kind.EXPLORATION_TARGET.value: Sort.TARGET}


@dataclass(frozen=True, kw_only=True)
class NationalTable:
    """One edition of a national table: its figures in t, by country or area."""

    source: str
    edition: int
    known: PartialDate | None
    reserves: dict[str, Row]
    production: dict[int, dict[str, Row]]

    def figure(self, where: str, *, year: int | None = None) -> Quantity | None:
        """Return reserves, or production of a year, of a country or area; None if not printed."""
        rows = self.reserves if year is None else self.production.get(year, {})
        return _quantity(rows.get(where, {}).get("reo_t_text"))

    def row(self, where: str, *, year: int | None = None) -> Row | None:
        """Return the row of a country or area; None where the table has none."""
        rows = self.reserves if year is None else self.production.get(year, {})
        return rows.get(where)

    def by_country(self, *, year: int | None = None) -> dict[str, Quantity]:
        """Return what is printed for countries, areas apart."""
        rows = self.reserves if year is None else self.production.get(year, {})
        found = {key: self.figure(key, year=year) for key, row in rows.items() if not row["area"]}
        return {key: figure for key, figure in found.items() if figure is not None}

    def total(self, *, year: int | None = None) -> Quantity | None:
        """Return the world's total; where it is printed as a bound, the sum of the rows."""
        printed = self.figure("world", year=year)
        if printed is not None and printed.low is not None and printed.high is not None:
            return printed
        others = self.figure("other countries", year=year)
        figures = [*self.by_country(year=year).values(), *([others] if others else [])]
        return Quantity.exactly(sum((f.central for f in figures), Decimal(0))) if figures else None

    def used(self, where: str, *, year: int | None = None) -> Used:
        """Name a figure of this table; that the world's is a sum stands in its text."""
        row = self.row(where, year=year) or {}
        figure = self.total(year=year) if where == "world" else self.figure(where, year=year)
        return Used(
            text=figure.text if figure else str(row.get("stated") or ""),
            unit="t" if year is None else "t/y",
            claim=str(row.get("claim") or ""),
            country=where,
            source=self.source,
            date=str(self.edition),
        )


class Grounds:
    """A dataset, asked for what a statement is tested by. What was found once is kept."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._fields: dict[tuple[RankMeasure, Figures, PartialDate | None], Field] = {}
        self._measured: dict[RankMeasure, Candidates] = {}

    @cached_property
    def estimates(self) -> pd.DataFrame:
        """Whole estimates, with `known`: the date from which each could be known."""
        table = self.dataset.estimates
        table = table[table["part_of"].isna()]
        known = table["published"].fillna(table["source"].map(self._dates)).fillna(table["date"])
        return table.assign(known=known)

    @cached_property
    def _dates(self) -> dict[str, str]:
        sources = self.dataset.sources.dropna(subset=["date"])
        return dict(zip(sources["key"], sources["date"], strict=True))

    @cached_property
    def deposits(self) -> dict[str, Row]:
        """The deposits by id."""
        columns = ["id", "name", "country", "lon", "type", "status", "status_date"]
        table = pd.DataFrame(self.dataset.table("deposits")[columns]).drop_duplicates("id")
        return {row["id"]: row for row in _rows(table)}

    @cached_property
    def _by_claim(self) -> dict[str, Row]:
        return {row["claim"]: row for rows in self._by_deposit.values() for row in rows}

    @cached_property
    def _by_deposit(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in _rows(self.estimates):
            found.setdefault(row["id"], []).append(row)
        return found

    def of_deposit(self, deposit_id: str) -> list[Row]:
        """Return the whole estimates of a deposit; those of a part only where there is no other."""
        rows = self._by_deposit.get(deposit_id, [])
        return [row for row in rows if row["scope"] != Scope.PART.value] or rows

    def of_country(self, country: str) -> list[Row]:
        """Return what authorities count in a country as a whole, national tables apart."""
        tables = {table.source for table in self.editions}
        ids = [key for key, row in self.deposits.items() if row["country"] == country]
        rows = [row for key in ids for row in self._by_deposit.get(key, [])]
        wide = [row for row in rows if row["scope"] == Scope.PROJECT.value]
        official = [row for row in wide if row["by"] == Claimant.AUTHORITY.value]
        return [row for row in official if row["source"] not in tables]

    def row_of(self, figured: Figured) -> Row:
        """Return the row of the estimate behind a figure that is ranked."""
        return self._by_claim[figured.row["claim"]]

    def field(self, measure: RankMeasure, figure: Figures, by: PartialDate | None) -> Field:
        """Return the figures that are ranked against one another, as known `by` a day.

        They are those of `summary.ranks`, which leave out what covers several deposits.
        """
        key = (measure, figure, by)
        if key not in self._fields:
            candidates = self._candidates(measure, by)
            if figure == "supported":
                self._fields[key] = candidates.supported()
            else:
                self._fields[key] = candidates.chosen(figure)
        return self._fields[key]

    def _candidates(self, measure: RankMeasure, by: PartialDate | None) -> Candidates:
        if by is not None:
            return self._candidates(measure, None).as_known(self._known(by))
        if measure not in self._measured:
            self._measured[measure] = Candidates(self.dataset, measure)
        return self._measured[measure]

    def _known(self, by: PartialDate) -> frozenset[str]:
        """Return the claims of the estimates that were known by a day."""
        table = self.estimates
        known = {date for date in table["known"].dropna().unique() if is_known(date, by)}
        return frozenset(table["claim"][table["known"].isna() | table["known"].isin(known)])

    @cached_property
    def editions(self) -> list[NationalTable]:
        """The editions of the yearly national tables, the oldest first."""
        table = self.dataset.reserves.dropna(subset=["edition"])
        found = [self._edition(str(source), rows) for source, rows in table.groupby("source")]
        return sorted(found, key=lambda each: (each.edition, each.source))

    def _edition(self, source: str, rows: pd.DataFrame) -> NationalTable:
        reserves: dict[str, Row] = {}
        production: dict[int, dict[str, Row]] = {}
        for row in _rows(rows):
            where = row["country"] or row["area"] or ""
            if row["measure"] == NationalMeasure.RESERVES.value:
                reserves[where] = row
            elif row["measure"] == NationalMeasure.PRODUCTION.value and row["year"] is not None:
                production.setdefault(int(row["year"]), {})[where] = row
        return NationalTable(
            source=source,
            edition=int(rows["edition"].iloc[0]),
            known=_date(self._dates.get(source)),
            reserves=reserves,
            production=production,
        )

    def editions_for(self, said: Said) -> list[NationalTable]:
        """Return the edition that a statement could know, and all later ones.

        That is the one it names, else the newest of its day; without either, all. An edition that
        is the statement's own source is no witness.
        """
        then = self.edition_then(said)
        start = self.editions.index(then) if then is not None else 0
        return [table for table in self.editions[start:] if table.source != said.text("source")]

    def edition_then(self, said: Said) -> NationalTable | None:
        """Return the edition that a statement names, else the newest that was out on its day."""
        named, day = said.number("edition"), date_of(said)
        if named is not None:
            return next((each for each in self.editions if each.edition == named), None)
        if day is None:
            return None
        out = [t for t in self.editions if t.known and t.known.earliest <= day.latest]
        return out[-1] if out else None

    @cached_property
    def plants(self) -> dict[str, list[Row]]:
        """The plants by deposit."""
        found: dict[str, list[Row]] = {}
        for row in _rows(self.dataset.plants):
            found.setdefault(row["id"], []).append(row)
        return found

    @cached_property
    def splits(self) -> dict[str, Row]:
        """The newest oxide distribution of each deposit."""
        table = self.dataset.oxides
        ordered = table.assign(when=table["date"].fillna("")).sort_values("when", kind="stable")
        return {row["id"]: row for row in _rows(ordered)}

    @cached_property
    def split_rows(self) -> dict[str, Row]:
        """The oxide distributions by claim."""
        return {row["claim"]: row for row in _rows(self.dataset.oxides)}

    @cached_property
    def chosen_splits(self) -> dict[str, Split]:
        """The distribution of each deposit by which contents are worked out and ranked."""
        return chosen_splits(self.dataset)


def date_of(said: Said) -> PartialDate | None:
    """Return the day of a statement; None where it is not known."""
    return _date(said.text("date"))


def is_known(date: object, by: PartialDate) -> bool:
    """Whether what bears a date may have been known by a day; what has none counts as known."""
    day = _date(date)
    return day is None or day.earliest <= by.latest


def is_known_to(said: Said, row: Row) -> bool:
    """Whether an estimate was published by the day of a statement; so is all for one without."""
    day = date_of(said)
    return day is None or is_known(row.get("known"), day)


def when_of(said: Said, row: Row) -> When:
    """Return `LATER` for an estimate that was published after a statement."""
    return When.BOTH if is_known_to(said, row) else When.LATER


def areas_of(scope: str) -> dict[str, Callable[[Row], bool]]:
    """Return what a scope may mean, by name: each tells whether a deposit lies in it.

    Europe is read in three ways: with and without Russia west of the Urals, and as the European
    Union. The West is whatever is not China, Russia or North Korea.
    """
    europe = frozenset(countries_of("europe")) - {"RU"}
    if scope == Area.EUROPE:
        return {
            "europe": _within(europe),
            "europe-with-russia": lambda row: _within(europe)(row) or _west_of_urals(row),
            "eu": _within(EUROPEAN_UNION),
        }
    if scope in CONTINENTS:
        return {scope: _within(frozenset(countries_of(scope)))}
    outside = {
        Area.WORLD.value: frozenset(),
        Area.OUTSIDE_ASIA.value: frozenset(countries_of("asia")),
        Area.OUTSIDE_CHINA.value: frozenset({"CN"}),
        Area.WEST.value: frozenset({"CN", "RU", "KP"}),
    }
    if scope in outside:
        return {scope: _outside(outside[scope])}
    return {scope: _within(frozenset({scope}))}


def used_of(row: Row, name: str, unit: str) -> Used:
    """Name a figure of an estimate or a plant: `name` is the quantity's column."""
    return Used(
        text=str(row.get(f"{name}_text") or ""),
        unit=unit,
        claim=str(row.get("claim") or ""),
        id=str(row.get("id") or ""),
        source=str(row.get("source") or ""),
        level=str(row.get("level") or ""),
        basis=str(row.get("basis") or "") if "level" in row else "",
        date=str(row.get("date") or ""),
        ore=str(row.get("ore_mt_text") or ""),
        grade=str(row.get("grade_pct_text") or ""),
    )


def reo_of(row: Row) -> Quantity | None:
    """Return the contained rare earth oxide of an estimate in Mt."""
    figure = _quantity(row.get("reo_kt_text"))
    return None if figure is None or figure.central <= 0 else figure / _KT


def own_of(row: Row) -> Quantity | None:
    """Return what an estimate says is contained, in Mt, whatever it counts."""
    figure = _quantity(row.get("contained_kt_text"))
    return None if figure is None or figure.central <= 0 else figure / _KT


def figure_of(row: Row, name: str) -> Quantity | None:
    """Return a quantity of a row that is above zero."""
    figure = _quantity(row.get(f"{name}_text"))
    return figure if figure is not None and figure.central > 0 else None


def on_all_oxides(row: Row) -> bool:
    """Whether an estimate counts all rare earth oxides."""
    return row["basis"] in {basis.value for basis in BASIS_OF_ALL_OXIDES}


def sort_of(row: Row) -> Sort:
    """Return what sort of amount an estimate gives."""
    return _SORTS.get(str(row.get("kind")), Sort.RESOURCE)


def _within(countries: frozenset[str]) -> Callable[[Row], bool]:
    return lambda row: row["country"] in countries


def _outside(countries: frozenset[str]) -> Callable[[Row], bool]:
    return lambda row: row["country"] not in countries


def _west_of_urals(row: Row) -> bool:
    return row["country"] == "RU" and row["lon"] is not None and row["lon"] < _URALS


def _rows(table: pd.DataFrame) -> Iterator[Row]:
    """Yield the rows with None for what is missing."""
    for row in table.to_dict("records"):
        yield {str(name): None if _is_missing(value) else value for name, value in row.items()}


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124


def _quantity(text: object) -> Quantity | None:
    if not isinstance(text, str) or not text:
        return None
    try:
        return Quantity.parse(text)
    except UnreadableQuantity:
        return None


def _date(text: object) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except UnreadableDate:
        return None
