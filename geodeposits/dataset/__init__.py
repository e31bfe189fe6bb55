"""The one noun: a frozen bundle of tidy tables, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, overload

import numpy as np
import pandas as pd

from geodeposits.dataset.filters import Filters, matching_ids, named_ids
from geodeposits.dataset.parts import Parts
from geodeposits.dataset.schema import CHOSEN, SCHEMAS, TABLE_NAME, Schema, quantity_names
from geodeposits.dataset.selection import (
    RANKED_BY,
    chosen_position,
    chosen_status,
    documented,
    evidence_level,
    headline,
)
from geodeposits.dataset.subset import subset
from geodeposits.errors import UnknownDeposit
from geodeposits.finding import Finding

if TYPE_CHECKING:
    import geopandas

    from geodeposits.charts import Plot
    from geodeposits.checks import CheckRun
    from geodeposits.maps import DepositMap
    from geodeposits.model import DatasetInfo
    from geodeposits.report import Dossier, Report

__all__ = [
    "SCHEMAS",
    "Dataset",
    "Filters",
    "Schema",
    "documented",
    "evidence_level",
    "headline",
    "table_of",
    "table_of_columns",
]

_AMOUNTS: Final = ("ore_mt", "grade_pct", "contained_kt", "product_kt", "reo_kt")


@dataclass(frozen=True, kw_only=True, eq=False)
class Dataset:
    """Deposits and every claim about them, as tidy tables (see `SCHEMAS` for the columns).

    `deposits` is a GeoDataFrame in EPSG:4326 whose geometry is empty where no position is known;
    the others are DataFrames whose `id` names the deposit. Each table may carry a last column
    `origin`, the `file:line` a person edits; it is never published. `reading` holds what the
    reader had to say.

    What a dataset is made of may wait until it is first looked at: what each deposit shows first,
    the geometry, and the tables of the published dataset.
    """

    info: DatasetInfo
    deposits: geopandas.GeoDataFrame
    positions: pd.DataFrame
    estimates: pd.DataFrame
    partners: pd.DataFrame
    oxides: pd.DataFrame
    status: pd.DataFrame
    plants: pd.DataFrame
    conditions: pd.DataFrame
    waivers: pd.DataFrame
    sources: pd.DataFrame
    parties: pd.DataFrame
    occurrences: pd.DataFrame
    occurrence_estimates: pd.DataFrame
    other_positions: pd.DataFrame
    reserves: pd.DataFrame
    statements: pd.DataFrame
    reading: tuple[Finding, ...] = ()

    @classmethod
    def of_rows(
        cls,
        rows: Mapping[str, list[dict[str, Any]]],
        *,
        info: DatasetInfo,
        reading: Iterable[Finding] = (),
    ) -> Dataset:
        """Assemble a dataset from rows by table; positions, status and figures are chosen here."""
        tables = {name: table_of(schema, rows.get(name, [])) for name, schema in SCHEMAS.items()}
        return cls.of_tables(tables, info=info, reading=reading)

    @classmethod
    def of_tables(
        cls,
        tables: Mapping[str, pd.DataFrame],
        *,
        info: DatasetInfo,
        reading: Iterable[Finding] = (),
    ) -> Dataset:
        """Assemble a dataset from tables of claims and choose what each deposit shows first."""
        return cls.of_claims({**tables, "info": info}, reading=reading)

    @classmethod
    def of_claims(cls, claims: Mapping[str, Any], *, reading: Iterable[Finding] = ()) -> Dataset:
        """Assemble a dataset as `of_tables` does, of the tables by name and its `info`.

        Of a `Parts`, each is made when the dataset is first asked for it.
        """
        return cls._of(Parts({"deposits": partial(_with_choices, claims)}, claims), reading)

    @classmethod
    def _of(cls, parts: Mapping[str, Any], reading: Iterable[Finding]) -> Dataset:
        """Assemble a dataset of its parts by name; the deposits among them lack the geometry."""
        dataset = cls.__new__(cls)
        object.__setattr__(dataset, "_parts", parts)
        object.__setattr__(dataset, "reading", tuple(reading))
        return dataset

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Take a part that nobody has looked at yet."""
            parts = self.__dict__.get("_parts", {})
            if name not in parts:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            part = _with_geometry(parts[name]) if name == "deposits" else parts[name]
            object.__setattr__(self, name, part)
            return part

    def __len__(self) -> int:
        return len(self.table("deposits"))

    def __repr__(self) -> str:
        claims = sum(len(table) for name, table in self.tables() if name != "deposits")
        return f"<Dataset {self.info.title!r}: {len(self)} deposits, {claims} rows of claims>"

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield (name, table) in the order of `SCHEMAS`."""
        for name in SCHEMAS:
            yield name, getattr(self, name)

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by name, that of the deposits without its geometry.

        It is there sooner than a GeoDataFrame. Raises KeyError for another name.
        """
        if name not in SCHEMAS:
            raise KeyError(name)
        if name == "deposits" and name not in self.__dict__:
            plain: pd.DataFrame = self.__dict__["_parts"][name]
            return plain
        table: pd.DataFrame = getattr(self, name)
        return pd.DataFrame(table.drop(columns="geometry")) if name == "deposits" else table

    def deposit(self, deposit_id: str) -> Dataset:
        """Return the dataset of one deposit; raise UnknownDeposit with the nearest ids."""
        if deposit_id not in set(self.table("deposits")["id"]):
            choices = self.named(deposit_id) or sorted(self.table("deposits")["id"])
            raise UnknownDeposit(deposit_id, choices=choices)
        return self._only({deposit_id})

    def named(self, text: str) -> list[str]:
        """Return the ids of the deposits that a text means, folded: sorted, perhaps none.

        An id means itself; then count names and aliases that are the text, and only where there is
        none, those that hold it.
        """
        if text in set(self.table("deposits")["id"]):
            return [text]
        return named_ids(self.table("deposits"), text)

    def filter(self, filters: Filters | None = None, /, **conditions: Any) -> Dataset:
        """Return the dataset of the deposits that meet all conditions (see `Filters`).

        Claims and sources that no remaining deposit uses are left out.
        """
        if filters is not None and conditions:
            raise TypeError("give a Filters or conditions, not both")
        wanted = filters if filters is not None else Filters(**conditions)
        if wanted.is_empty:
            return self
        return self._only(matching_ids(self.table("deposits"), self.partners, wanted), wanted)

    def _only(self, ids: set[str], filters: Filters | None = None) -> Dataset:
        dropped = set(self.table("deposits")["id"]) - ids  # what concerns no known deposit stays
        reading = tuple(finding for finding in self.reading if finding.deposit not in dropped)
        tables = Parts({name: partial(self.table, name) for name in SCHEMAS})
        about = {"info": partial(getattr, self, "info")}
        return self._of(Parts(about, subset(tables, ids, filters)), reading)

    # Ways out. Each room above is imported only when it is asked for.

    def check(self, **options: Any) -> CheckRun:
        """Run the rules; see `geodeposits.checks.run`.

        A table of somebody's own is held against the published dataset; `atlas=None` leaves that.
        """
        from geodeposits.checks import run
        from geodeposits.package import load

        if self.info.name == TABLE_NAME:
            options.setdefault("atlas", load)
        return run(self, **options)

    def map(self, **options: Any) -> DepositMap:
        """Draw the explorer page; see `geodeposits.maps.deposit_map`."""
        from geodeposits.maps import deposit_map

        return deposit_map(self, **options)

    def plot(self, kind: str, *ids: str, **options: Any) -> Plot:
        """Draw a plot as a matplotlib figure; see `geodeposits.charts.plot`."""
        from geodeposits.charts import plot

        return plot(self, kind, ids, **options)

    def summary(self, **options: Any) -> pd.DataFrame:
        """Add up what deposits hold by country and so on; see `geodeposits.summary.tables`."""
        from geodeposits.summary.tables import table

        return table(self, **options)

    def rank(self, deposit_id: str | None = None, **options: Any) -> pd.DataFrame:
        """Rank a deposit, or all of them; see `geodeposits.summary.ranks`."""
        from geodeposits.summary.ranks import rank, ranks

        return rank(self, deposit_id, **options) if deposit_id else ranks(self, **options)

    @overload
    def report(self, *, ids: None = None, **options: Any) -> Report: ...

    @overload
    def report(self, *, ids: Iterable[str], **options: Any) -> Dossier: ...

    def report(self, *, ids: Iterable[str] | None = None, **options: Any) -> Report | Dossier:
        """Tabulate deposits, totals and findings; or, with `ids`, write dossiers of deposits.

        See `geodeposits.report.report_of` and `geodeposits.report.dossiers`.
        """
        from geodeposits.report import dossiers, report_of

        return report_of(self, **options) if ids is None else dossiers(self, ids, **options)


def table_of(schema: Schema, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return a table with the schema's columns and dtypes, and `origin` where rows state it."""
    if not rows and schema is SCHEMAS.get(schema.name):
        return _without_rows(schema.name).copy()
    names = [*schema.names, *(["origin"] if rows and "origin" in rows[0] else [])]
    return _typed(schema, pd.DataFrame(rows, columns=names))


@cache
def _without_rows(name: str) -> pd.DataFrame:
    """Return a table without rows, made once: a type for each column takes its time."""
    return _typed(SCHEMAS[name], pd.DataFrame(columns=list(SCHEMAS[name].names)))


def table_of_columns(schema: Schema, columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return a table as `table_of` does, of whole columns; a column may stand under two names."""
    return _typed(schema, pd.DataFrame(dict(columns), copy=False))


def _typed(schema: Schema, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(
        {
            name: _DTYPES[kind]
            for name, kind in _types(schema, [str(name) for name in frame.columns])
        }
    )


_DTYPES: Final = {"string": "str", "number": "float64", "boolean": "boolean"}


def _types(schema: Schema, names: list[str]) -> Iterator[tuple[str, str]]:
    kinds = {column.name: column.type for column in schema.columns}
    for name in names:
        yield name, kinds.get(name, "string")


def _with_choices(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    deposits, status = tables["deposits"], chosen_status(tables["status"])
    columns: dict[str, pd.Series] = {}
    shown = ["lat", "lon", "accuracy_m", "marks", "source", "at"]
    placed = _of_deposits(
        chosen_position(tables["positions"][["id", "standing", *shown]]), shown, deposits
    )
    for name in ("lat", "lon", "accuracy_m", "marks"):
        columns[name] = placed[name]
    for name, column in (("position_source", "source"), ("position_at", "at")):
        columns[name] = placed[column]
    reached = _of_deposits(status, ["status", "status_text", "date", "source"], deposits)
    for name in ("status", "status_text", "status_date", "status_source"):
        column = {"status_date": "date", "status_source": "source"}.get(name, name)
        columns[name] = reached[column]
    names = [*CHOSEN, *(column for amount in _AMOUNTS for column in quantity_names(amount))]
    estimates = tables["estimates"][list(dict.fromkeys([*RANKED_BY, *names]))]
    for prefix, choose in (("headline", headline), ("documented", documented)):
        carried = _of_deposits(choose(estimates), names, deposits)
        columns |= {f"{prefix}_{name}": carried[name] for name in names}
    return deposits.assign(**columns).astype(deposits.dtypes.to_dict())


def _of_deposits(chosen: pd.DataFrame, names: list[str], deposits: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of what is chosen, a row for each deposit."""
    return chosen[names].reindex(deposits["id"]).set_axis(deposits.index)


def _with_geometry(deposits: pd.DataFrame) -> geopandas.GeoDataFrame:
    import geopandas
    import shapely

    lat, lon = (deposits[name].to_numpy(dtype=np.float64) for name in ("lat", "lon"))
    known = ~np.isnan(lat) & ~np.isnan(lon)
    points = np.full(len(deposits), None, dtype=object)
    points[known] = shapely.points(lon[known], lat[known])
    geometry = geopandas.GeoSeries(points, index=deposits.index, crs="EPSG:4326")
    return geopandas.GeoDataFrame(deposits, geometry=geometry, crs="EPSG:4326")
