"""What is shown first: evidence level, headline, documented figure, position, status.

Pure functions of the tables, each with its rule. Nothing is merged and nothing is dropped: what is
not chosen stays in the tables.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.dates import PartialDate
from geodeposits.vocab import (
    BASIS_OF_ALL_OXIDES,
    CRIRSCO_CODES,
    NATIONAL_CODES,
    Basis,
    Claimant,
    Code,
    EvidenceLevel,
    Kind,
    ProjectStatus,
    Scope,
    Standing,
)

__all__ = [
    "RANKED_BY",
    "chosen_position",
    "chosen_status",
    "documented",
    "evidence_level",
    "headline",
]

RANKED_BY: Final = (
    "id", "part_of", "ore_mt_text", "grade_pct_text", "contained_kt_text", "reo_kt_text", "basis",
    "by", "categories", "scope", "kind", "level", "derived", "date",
)  # fmt: skip
"""Columns of estimates that `headline` and `documented` look at."""

FRESH_YEARS: Final = 10
_UNCODED_KINDS: Final = {Kind.HISTORICAL, Kind.EXPLORATION_TARGET}
_OWN_WORD: Final = [Claimant.OPERATOR, Claimant.OWNER, Claimant.AUTHORITY]
_NO_GRADE: Final = [Basis.ORE, Basis.HEAVY_MINERALS, Basis.MONAZITE, Basis.UNSTATED]
_SCOPE_RANK: Final = {Scope.DEPOSIT: 0, Scope.PROJECT: 1, Scope.PART: 2}


def evidence_level(
    *, kind: Kind, code: Code, effective: PartialDate | None, as_of: PartialDate | None
) -> EvidenceLevel:
    """Grade the support of one estimate.

    E: an announcement without a report. D: historical, conceptual (an exploration target is no
    estimate of a resource) or compiled without a code. C: a national code or UNFC. B: a
    CRIRSCO-family code that is undated or effective more than 10 years before `as_of`. A: a
    CRIRSCO-family code effective within those 10 years; a partial date counts by its last day. For
    an estimate announced as new, its date of publication stands in for a missing `effective`.
    Without an as-of date nothing is known to be fresh, so B.
    """
    if kind is Kind.ANNOUNCEMENT:
        return EvidenceLevel.E
    if kind in _UNCODED_KINDS or code not in CRIRSCO_CODES | NATIONAL_CODES:
        return EvidenceLevel.D
    if code in NATIONAL_CODES:
        return EvidenceLevel.C
    if effective is None or as_of is None:
        return EvidenceLevel.B
    year, month, day = as_of.latest
    return (
        EvidenceLevel.A if effective.latest >= (year - FRESH_YEARS, month, day) else EvidenceLevel.B
    )


def headline(estimates: pd.DataFrame) -> pd.DataFrame:
    """Choose what is reported: one row of `estimates` a deposit, indexed by deposit id.

    Only whole estimates take part (`part_of` empty). In order: one that states an amount before
    one that states a grade alone; an exploration target, which estimates no resource, last; the
    word of operator, owner or authority before a third party's or a compiler's, and of the latter
    one on total oxides, which can be compared, before one on another basis; one with tonnage and a
    rare earth grade before one without (bounds count); one that covers the deposit before a
    project's or a part's; a resource or an announcement before a reserve, which is a mined part
    of the resource; then the newest by `date`, whatever its level. Ties: the most categories, then
    the order of the seed.
    """
    whole = estimates[estimates["part_of"].isna()]
    first = ["no_amount", "conceptual", "not_own", "foreign_basis", "not_both"]
    return _first(whole, [*first, "scope_rank", "is_reserve", "age"])


def documented(estimates: pd.DataFrame) -> pd.DataFrame:
    """Choose what is best supported: one row of `estimates` a deposit, indexed by deposit id.

    Only whole estimates of level A to D that state an amount take part. In order: one from which
    an amount of rare earths follows before one of rock or heavy minerals alone; a project's figure,
    which other deposits share, last; the best level; one that covers the deposit before a part's;
    a resource before a reserve, an exploration target last; a figure that the source states before
    one that was worked out; the newest by `date`, which is the effective one where it is known; the
    most complete set of categories; one with tonnage and grade. Never the largest.
    """
    announced = estimates["level"] == EvidenceLevel.E.value
    whole = estimates[estimates["part_of"].isna() & ~announced & ~_no_amount(estimates)]
    first = ["no_rare_earths", "is_project", "level", "scope_rank", "conceptual", "is_reserve"]
    return _first(whole, [*first, "is_derived", "age", "few_categories", "not_both"])


def chosen_position(positions: pd.DataFrame) -> pd.DataFrame:
    """Choose where to draw: one accepted row of `positions` a deposit, indexed by deposit id.

    The smallest `accuracy_m` first, unknown accuracy last; ties by the order of the seed.
    """
    accepted = positions[positions["standing"] != Standing.REFUTED.value]
    return accepted.sort_values("accuracy_m", kind="stable").drop_duplicates("id").set_index("id")


def chosen_status(status: pd.DataFrame) -> pd.DataFrame:
    """Choose the newest status on the ladder: one row a deposit, indexed by deposit id.

    Steps off the ladder (`other`) do not count; of equal dates the later in the seed wins.
    """
    on_ladder = status[status["status"] != ProjectStatus.OTHER.value]
    ordered = on_ladder.assign(when=on_ladder["date"].fillna("")).sort_values("when", kind="stable")
    return ordered.drop(columns="when").drop_duplicates("id", keep="last").set_index("id")


def _no_amount(estimates: pd.DataFrame) -> pd.Series:
    return estimates["ore_mt_text"].isna() & estimates["contained_kt_text"].isna()


def _ranks(whole: pd.DataFrame) -> pd.DataFrame:
    has_ore = whole["ore_mt_text"].notna()
    has_grade = whole["grade_pct_text"].notna() & ~whole["basis"].isin(_NO_GRADE)
    own = whole["by"].isin(_OWN_WORD)
    categories = whole["categories"].fillna("")
    at, distinct = pd.factorize(categories)
    listed = [text.count(LIST_SEPARATOR.strip()) + (text != "") for text in distinct]
    count = pd.Series(np.array(listed, dtype=np.int64)[at], index=whole.index)
    return whole.assign(
        no_amount=_no_amount(whole),
        scope_rank=whole["scope"].map(_SCOPE_RANK).fillna(0),
        is_project=whole["scope"] == Scope.PROJECT.value,
        conceptual=whole["kind"] == Kind.EXPLORATION_TARGET.value,
        is_reserve=whole["kind"] == Kind.RESERVE.value,
        is_derived=whole["derived"].fillna(False).astype(bool),
        no_rare_earths=whole["reo_kt_text"].isna(),
        not_own=~own,
        foreign_basis=~own & ~whole["basis"].isin(BASIS_OF_ALL_OXIDES),
        not_both=~(has_ore & has_grade),
        age=_age_rank(whole["date"]),
        few_categories=-count,
    )


def _age_rank(dates: pd.Series) -> pd.Series:
    """Rank dates from the newest (0) on; an unknown date comes last."""
    newest_first = sorted(dates.dropna().unique(), reverse=True)
    order = {date: rank for rank, date in enumerate(newest_first)}
    return dates.map(order).fillna(len(order)).astype(int)


def _first(whole: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Return one estimate a deposit, in the order of the table; an only one needs no ranking."""
    several = whole["id"].duplicated(keep=False)
    if not several.any():
        return whole.set_index("id")
    ranked = _ranks(whole[several])
    keys = [*order, *(["few_categories"] if "few_categories" not in order else [])]
    ordered = ranked[["id", *keys]].sort_values(keys, kind="stable").drop_duplicates("id")
    kept = ~several
    kept[ordered.index] = True
    return whole[kept].set_index("id")
