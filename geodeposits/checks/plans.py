"""Rules that hold a plant against the ore that feeds it (GD312)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.figures import ALL_OXIDES, KT_PER_MT_PERCENT, Floats, bounds, text_of
from geodeposits.checks.hits import Row, complaint, hits, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import all_estimates, whole_estimates
from geodeposits.dataset import Dataset
from geodeposits.elements import TREO_PER_TREE
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import shown_number
from geodeposits.vocab import Basis
from geodeposits.wording import mass_of_kt

__all__ = ["more_than_the_ore_holds"]

_ALL, _MOST = 1.0, 0.9
_T_PER_KT: Final = 1e3
_PERCENT: Final = 100.0
_ELEMENTS: Final = float(TREO_PER_TREE[1])


@rule("GD312", Severity.ERROR, needs=("plants", "estimates", "deposits"), scope="corpus")
def more_than_the_ore_holds(dataset: Dataset) -> Iterator[Finding]:
    """Find plants that make more rare earth oxide than their ore holds.

    The oxide made over the ore fed is the least grade that the plan needs. It is held against the
    grade that is reported of the deposit: the one of its headline, where that has an upper end;
    else the contained oxide that claims of the same kind state, over the tonnage of the headline;
    else the richest grade of all claims. A recovery above 100 % is an error, above 90 % a warning;
    it is a warning too where the richest grade that any claim states would allow 100 %. A plant
    that makes more oxide in one year than the largest estimate holds altogether is an error.

    Why
        Nobody recovers everything: flotation and leaching leave a third or more of the rare earths
        in the residues. A plan that needs all of them rests on another grade, another ore or
        another year than the one it names.
    Bad
        reo_t_per_y = "10,000", ore_t_per_y = "570,000" from ore with 1.8 % (97 % of its oxide)
    Good
        reo_t_per_y = "6,500" from the same ore, or the grade of the ore that is fed
    """
    if dataset.plants.empty:
        return
    yield from _recoveries(dataset)
    yield from _in_one_year(dataset)


def _recoveries(dataset: Dataset) -> Iterator[Finding]:
    plants = dataset.plants
    made, _ = bounds(plants, "reo_t_per_y", one_sided=True)
    _, fed = bounds(plants, "ore_t_per_y", one_sided=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = np.where((made > 0) & (fed > 0), made / fed * _PERCENT, np.nan)
    reported = _of_plant(plants, _headline_grade(dataset))
    reckoned = _of_plant(plants, _implied_grade(dataset))
    richest = _of_plant(plants, _richest_grade(dataset))
    own = np.where(np.isnan(reported), reckoned, reported)
    usual = np.where(np.isnan(own), richest, own)
    is_implied = np.isnan(reported) & ~np.isnan(reckoned)
    best = np.fmax(richest, usual)
    marked = plants.assign(needed=needed, usual=usual, implied=is_implied, richest=best)
    for row in hits(marked, np.asarray((needed > _MOST * usual) & (usual > 0), dtype=np.bool_)):
        recovery, at_best = (row["needed"] / row[name] for name in ("usual", "richest"))
        severity = Severity.ERROR if min(recovery, at_best) > _ALL else Severity.WARNING
        yield complaint("GD312", severity, row, _words(row, recovery), field="reo_t_per_y")


def _words(row: Row, recovery: float) -> str:
    grade = shown_number(row["usual"], digits=3)
    share = shown_number(recovery * _PERCENT, digits=3)
    needed = shown_number(row["needed"], digits=3)
    at = f"{grade} % that oxide and ore imply" if row["implied"] else f"reported {grade} %"
    words = (
        f"{text_of(row, 'reo_t_per_y')} t/y of oxide from {text_of(row, 'ore_t_per_y')} t/y of ore "
        f"is {needed} % of the ore: at the {at} that is a recovery of {share} %"
    )
    if recovery > _ALL:
        words += ", more than the ore holds"
    if row["richest"] > row["usual"]:
        words += (
            f" (the richest that any estimate allows is {shown_number(row['richest'], digits=3)} %)"
        )
    return words


def _of_plant(plants: pd.DataFrame, by_deposit: pd.Series) -> Floats:
    found = texts(plants, "id").map(by_deposit)
    return np.asarray(found.to_numpy(dtype=np.float64, na_value=np.nan))


def _oxide_grade(table: pd.DataFrame, of: str = "") -> Floats:
    """Return the highest grade of rare earth oxides that each row allows; NaN for other bases."""
    _, high = bounds(table, f"{of}grade_pct", one_sided=True)
    basis, whole = texts(table, f"{of}basis"), texts(table, f"{of}members").isna().to_numpy()
    oxides = basis.isin(ALL_OXIDES).to_numpy(dtype=bool) & whole
    elements = (basis == Basis.TREE.value).to_numpy(dtype=bool) & whole
    return np.where(oxides, high, np.where(elements, high * _ELEMENTS, np.nan))


def _richest_grade(dataset: Dataset) -> pd.Series:
    """Return the highest grade of oxides that any estimate of a deposit allows."""
    table = all_estimates(dataset)
    return pd.Series(_oxide_grade(table)).groupby(table["id"].to_numpy()).max()


def _headline_grade(dataset: Dataset) -> pd.Series:
    """Return the grade of the headline of each deposit, by its id; NaN where none is stated."""
    return _by_id(dataset.deposits, _oxide_grade(dataset.deposits, "headline_"))


def _implied_grade(dataset: Dataset) -> pd.Series:
    """Return what claims like the headline that state oxide alone make of its ore, by its id."""
    table = dataset.deposits
    _, ore = bounds(table, "headline_ore_mt", one_sided=True)
    contained = _of_plant(table, _stated_without_ore(dataset))
    with np.errstate(divide="ignore", invalid="ignore"):
        return _by_id(table, contained / (ore * KT_PER_MT_PERCENT))


def _by_id(table: pd.DataFrame, values: Floats) -> pd.Series:
    known = pd.Series(values, index=texts(table, "id").to_numpy())
    return known[~known.index.duplicated()]


def _stated_without_ore(dataset: Dataset) -> pd.Series:
    """Return the most oxide that claims of the headline's kind state without a tonnage of ore."""
    table, kinds = whole_estimates(dataset), texts(dataset.deposits, "headline_kind")
    kind_of = dict(zip(texts(dataset.deposits, "id"), kinds, strict=True))
    alike = (texts(table, "kind") == texts(table, "id").map(kind_of)).to_numpy(dtype=bool)
    alike = alike & texts(table, "basis").isin(ALL_OXIDES).to_numpy(dtype=bool)
    alike = alike & np.isnan(bounds(table, "ore_mt")[0])
    _, most = bounds(table[alike], "contained_kt", one_sided=True)
    return pd.Series(most).groupby(table["id"][alike].to_numpy()).max()


def _in_one_year(dataset: Dataset) -> Iterator[Finding]:
    plants, table = dataset.plants, all_estimates(dataset)
    _, most = bounds(table, "reo_kt", one_sided=True)
    open_ended = np.isnan(most) & ~np.isnan(bounds(table, "reo_kt")[0])
    most = np.where(open_ended, np.inf, most)
    held = _of_plant(plants, pd.Series(most).groupby(table["id"].to_numpy()).max())
    made, _ = bounds(plants, "reo_t_per_y", one_sided=True)
    for row in hits(plants.assign(held=held), np.asarray(made > held * _T_PER_KT, dtype=np.bool_)):
        message = (
            f"{text_of(row, 'reo_t_per_y')} t/y of oxide are more in one year than the "
            f"{mass_of_kt(shown_number(row['held'], digits=4))} that the largest estimate of the "
            "deposit holds"
        )
        yield complaint("GD312", Severity.ERROR, row, message, field="reo_t_per_y")
