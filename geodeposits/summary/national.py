"""National reserves and production by edition, and the largest deposits beside them."""

from __future__ import annotations

from typing import Final

import pandas as pd

from geodeposits.countries import UnknownCountry, country_name
from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import series_of
from geodeposits.dataset.schema import quantity_names
from geodeposits.summary import FIGURES, by_contained_reo
from geodeposits.vocab import NationalMeasure

__all__ = ["beside_national", "latest_reserves", "newest_production", "reserves_by_edition"]

_AREAS: Final = {"other countries": 1, "world": 2}
_WHERE: Final = ["series", "country", "area"]


def reserves_by_edition(dataset: Dataset) -> pd.DataFrame:
    """Return the reserves of a yearly table: one row per country or area and edition.

    Columns: `series` (the key of the yearly source without its digits), `country`, `area`,
    `edition` (int), `reo_t_text` and `before_t_text` (t, as intervals), `revised`, `stated`,
    `source`. Series by series; countries by name, then other countries, then the world.
    """
    rows = _of(dataset, NationalMeasure.RESERVES)
    return _in_order(rows[[*_WHERE, "edition", *_TEXTS]], "edition")


def newest_production(dataset: Dataset) -> pd.DataFrame:
    """Return production by year, as the newest edition has it: one row per country and year.

    Columns as in `reserves_by_edition` with `year` (int); `before_t_text` is what the edition
    before had for the same year.
    """
    rows = _of(dataset, NationalMeasure.PRODUCTION)
    ordered = rows.sort_values("edition", kind="stable")
    newest = ordered.drop_duplicates([*_WHERE, "year"], keep="last")
    return _in_order(newest[[*_WHERE, "year", "edition", *_TEXTS]], "year")


def latest_reserves(dataset: Dataset) -> pd.DataFrame:
    """Return the rows of `reserves_by_edition` of the newest edition."""
    rows = reserves_by_edition(dataset)
    newest: pd.DataFrame = rows[rows["edition"] == rows["edition"].max()]
    return newest.reset_index(drop=True)


def beside_national(dataset: Dataset, *, top: int = 10) -> pd.DataFrame:
    """Return the deposits with the largest headline figures beside their countries' reserves.

    The columns of `by_contained_reo`, of the first `top` deposits that are ranked, and
    `reserves_t` (four columns, t) with `edition` of the newest table, empty where the country has
    no figure in it.
    """
    ranked = by_contained_reo(dataset)
    largest = ranked[ranked[f"{FIGURES[0]}_group"] == "ranked"].head(top)
    reserves = _of(dataset, NationalMeasure.RESERVES)
    newest = reserves[reserves["edition"] == reserves["edition"].max()]
    newest = newest.dropna(subset=["country"]).drop_duplicates("country").set_index("country")
    columns = {
        after: largest["country"].map(newest[before])
        for before, after in zip(
            (*quantity_names("reo_t"), "edition"),
            (*quantity_names("reserves_t"), "edition"),
            strict=True,
        )
    }
    return largest.assign(**columns).reset_index(drop=True)


_TEXTS: Final = ["reo_t_text", "before_t_text", "revised", "stated", "source"]


def _of(dataset: Dataset, measure: NationalMeasure) -> pd.DataFrame:
    table = dataset.reserves
    wanted = (table["measure"] == measure.value) & table["edition"].notna()
    if measure is NationalMeasure.PRODUCTION:
        wanted &= table["year"].notna()
    chosen: pd.DataFrame = table[wanted]
    return chosen.assign(series=chosen["source"].fillna("").map(series_of))


def _in_order(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    last = rows["area"].map(_AREAS).fillna(0)
    named = rows["country"].map(_named, na_action="ignore")
    ordered = rows.assign(last=last, named=named, **{by: rows[by].astype("int64")})
    ordered = ordered.sort_values(["series", "last", "named", by], kind="stable")
    return ordered.drop(columns=["last", "named"]).reset_index(drop=True)


def _named(code: str) -> str:
    try:
        return country_name(code)
    except UnknownCountry:
        return code
