"""Rules on categories and reporting codes: what may be called a reserve, and what adds up (GD50x).

They look at every estimate, of deposits and of occurrences. A fault of one category row is told
once: at the whole estimate where that shows it, else at the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.checks.categories import (
    PROGNOSTIC,
    RESERVES,
    RESOURCES,
    having,
    is_one_of,
    named,
)
from geodeposits.checks.hits import Mask, Row, complaint, hits, numbers, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import all_estimates, stated_estimates, whole_estimates
from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import LIST_SEPARATOR
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import shown_number
from geodeposits.vocab import Category, Code, Kind

__all__ = [
    "foreign_categories_in_reserves",
    "inferred_added_up",
    "inferred_in_reserves",
    "more_reserves_than_resources",
    "reserves_in_sk_1300_resources",
    "resources_beside_reserves_unexplained",
]

_BOTH: Final = ("estimates", "occurrence_estimates")
_INFERRED: Final = frozenset({Category.INFERRED})
_SURE: Final = frozenset({Category.MEASURED, Category.INDICATED})
_NO_RESERVE: Final = _SURE | PROGNOSTIC | {Category.EXPLORATION_TARGET}
_FIGURES: Final = ("ore_mt", "grade_pct", "contained_kt")
_OF_ONE_ZONE: Final = ("id", "source", "zone")

# Ore of a reserve carries rock that is mined with it (JORC Code 2012, definition of an Ore
# Reserve: "includes diluting materials"), so its tonnage may lie above that of the resource;
# what it contains may not, beyond rounding.
_ROUNDING, _DILUTION = 1.01, 1.10


# --- Which categories a reserve has --------------------------------------------------------------


@rule("GD501", Severity.ERROR, needs=_BOTH)
def foreign_categories_in_reserves(dataset: Dataset) -> Iterator[Finding]:
    """Find reserves of a category other than proved and probable, and resources of one of these.

    The state classes A, B, C1 and C2 are reserves of their own system (GD509 has them under a
    foreign code); P1 to P3 are not. An estimate of another kind is found where it mixes both in
    one figure. Inferred in a reserve is for GD502.

    Why
        A reserve is the part of a resource whose mining has been shown to pay. A measured resource
        under the name of a reserve claims a study that nobody made, and one sum of both counts the
        same rock twice.
    Bad
        kind = "reserve", categories = ["measured", "indicated"]
    Good
        kind = "resource", categories = ["measured", "indicated"]
    """
    table = all_estimates(dataset)
    reserve = is_one_of(table, "kind", [Kind.RESERVE])
    resource = is_one_of(table, "kind", [Kind.RESOURCE])
    of_reserves, others = having(table, RESERVES), having(table, _NO_RESERVE)
    inferred = having(table, _INFERRED) & (reserve | of_reserves)
    wrong = (reserve & others) | (resource & of_reserves) | (of_reserves & others)
    for row in _told_once(table, wrong & ~inferred):
        yield complaint("GD501", Severity.ERROR, row, _misnamed(row), field="categories")


@rule("GD502", Severity.ERROR, needs=_BOTH)
def inferred_in_reserves(dataset: Dataset) -> Iterator[Finding]:
    """Find reserves that count inferred resources, and sums of inferred with proved or probable.

    Why
        Inferred means too little drilling to plan a mine on: under every code of the CRIRSCO
        family an inferred resource never becomes a reserve, whatever is studied.
    Bad
        kind = "reserve", categories = ["proved", "probable", "inferred"]
    Good
        a reserve of proved and probable, and a resource of inferred beside it
    """
    table = all_estimates(dataset)
    reserve = is_one_of(table, "kind", [Kind.RESERVE]) | having(table, RESERVES)
    for row in _told_once(table, reserve & having(table, _INFERRED)):
        message = (
            f"{named(row)} in a reserve: inferred resources never become one; "
            "state them as a resource of their own"
        )
        yield complaint("GD502", Severity.ERROR, row, message, field="categories")


# --- What is added up ----------------------------------------------------------------------------


@rule("GD503", Severity.WARNING, needs=_BOTH)
def inferred_added_up(dataset: Dataset) -> Iterator[Finding]:
    """Find stated totals that add inferred resources to measured or indicated ones.

    NI 43-101 forbids the sum itself: an error in a report, a warning in what a third party made of
    one. Elsewhere the sum is allowed beside its categories, and a total that comes without them is
    a warning; it is none where the same source states what is inferred, or all that is not, of the
    same zone. Totals that are our own sum of the categories are left alone.

    Why
        Much of what is inferred is never mined. A total that hides its share looks as sure as its
        surest part, and cannot be taken apart again. (NI 43-101, section 2.2(c); JORC Code 2012,
        clause 26: not in a combined form unless details for the categories are given.)
    Bad
        categories = ["indicated", "inferred"], ore_mt = "14.4" and nothing else
    Good
        [[estimates.parts]] of 9.2 Mt indicated and of 5.2 Mt inferred
    """
    table = stated_estimates(dataset)
    mixed = having(table, _INFERRED) & having(table, _SURE)
    of_reserves = is_one_of(table, "kind", [Kind.RESERVE]) | having(table, RESERVES)
    stated = np.logical_or.reduce([texts(table, f"{name}_text").notna() for name in _FIGURES])
    canadian = is_one_of(table, "code", [Code.NI_43_101])
    apart = texts(table, "claim").isin(set(texts(table, "part_of").dropna())).to_numpy(dtype=bool)
    found = mixed & ~of_reserves & stated & (canadian | ~apart)
    known = _stated_together(table[texts(table, "part_of").isna()]) if found.any() else set()
    for row in hits(table, found):
        if row["code"] == Code.NI_43_101.value or not _told_apart(row, known):
            yield complaint("GD503", _of_sum(row), row, _added(row), field="categories")


@rule("GD504", Severity.ERROR, needs=("estimates",), scope="corpus")
def more_reserves_than_resources(dataset: Dataset) -> Iterator[Finding]:
    """Find reserves larger than the measured and indicated resource that is said to include them.

    A reserve is held against the resource of the same source, zone and scope. What both contain is
    compared, or else their ore, of which a reserve may have 10 % more: waste is mined with it.

    Why
        The part cannot exceed the whole. Mostly the resource excludes the reserve, and whoever
        takes it as stated leaves most of the deposit out; or a unit is wrong in one of them.
    Bad
        resource 12.0 Mt with includes_reserves = true, reserve 18.4 Mt
    Good
        includes_reserves = false, or the figures of one date and one zone
    """
    for row in hits(*_held_against(dataset)):
        unit, what = ("kt", "of contained oxide") if row["by_content"] else ("Mt", "of ore")
        part, whole = (f"{shown_number(row[name], digits=4)} {unit}" for name in ("part", "whole"))
        message = (
            f"a reserve of {part} {what} is more than the {whole} measured and indicated "
            f"that are said to include it ({row['claim_of_whole']})"
        )
        yield complaint("GD504", Severity.ERROR, row, message, field="includes_reserves")


# --- Which includes which ------------------------------------------------------------------------


@rule("GD505", Severity.ERROR, needs=("estimates",), scope="corpus")
def reserves_in_sk_1300_resources(dataset: Dataset) -> Iterator[Finding]:
    """Find resources under SK-1300 that are said to include the reserves.

    One is left alone where the same source states the resources without the reserves too.

    Why
        Regulation S-K, items 1303 and 1304, has resources disclosed exclusive of reserves. Whoever
        knows the code adds both up, and here counts the reserve twice.
    Bad
        code = "sk-1300", kind = "resource", includes_reserves = true
    Good
        includes_reserves = false, with the figures of the exclusive resource
    """
    table = whole_estimates(dataset)
    resource = is_one_of(table, "code", [Code.SK_1300]) & ~is_one_of(table, "kind", [Kind.RESERVE])
    including, excluding = (_says(table, said) for said in (True, False))
    given_too = _documents(table).isin(set(_documents(table)[resource & excluding]))
    for row in hits(table, resource & including & ~given_too.to_numpy(dtype=bool)):
        message = (
            "resources under SK-1300 are stated exclusive of reserves (items 1303 and 1304): "
            "give the exclusive figure, or the code under which this one was made"
        )
        yield complaint("GD505", Severity.ERROR, row, message, field="includes_reserves")


@rule("GD506", Severity.WARNING, needs=("estimates",), scope="corpus")
def resources_beside_reserves_unexplained(dataset: Dataset) -> Iterator[Finding]:
    """Find sources that give a resource and a reserve of a deposit but not which includes which.

    One finding a source and deposit. A resource under SK-1300 is exclusive by rule; reserves of the
    state classification (GKZ) are no part of a resource. Figures of two sources are not compared.

    Why
        With 32 Mt of reserve and 107 Mt of resource the ground holds 107 Mt or 139 Mt. The codes
        ask for the word (JORC Code 2012: whether resources are inclusive of, or additional to,
        reserves must be clear), and the report has it: it was left out on
        the way into the table.
    Bad
        kind = "resource", ore_mt = "106.6" beside kind = "reserve", ore_mt = "32"
    Good
        includes_reserves = true on the resource
    """
    table = whole_estimates(dataset)
    documents = _documents(table)
    reserve = is_one_of(table, "kind", [Kind.RESERVE]) & ~is_one_of(table, "code", [Code.GKZ])
    resource = is_one_of(table, "kind", [Kind.RESOURCE])
    both = resource & documents.isin(set(documents[reserve].dropna())).to_numpy(dtype=bool)
    answered = _says(table, True) | _says(table, False) | is_one_of(table, "code", [Code.SK_1300])
    said = documents.isin(set(documents[both & answered])).to_numpy(dtype=bool)
    silent = table[both & ~said]
    first = ~documents[silent.index].duplicated().to_numpy(dtype=bool)
    for row in hits(silent, first):
        message = (
            "the source states a reserve too: say with includes_reserves whether this resource "
            "counts it"
        )
        yield complaint("GD506", Severity.WARNING, row, message, field="includes_reserves")


# --- Helpers -------------------------------------------------------------------------------------


def _told_once(table: pd.DataFrame, wrong: Mask) -> Iterator[Row]:
    """Yield the rows that are wrong; a part only where its whole is not."""
    told = set(texts(table, "claim")[wrong].dropna())
    repeated = texts(table, "part_of").isin(told).to_numpy(dtype=bool)
    yield from hits(table, wrong & ~repeated)


def _misnamed(row: Row) -> str:
    if row["kind"] == Kind.RESERVE.value:
        given = named(row, _NO_RESERVE)
        return f"a reserve is proved or probable, and {given} is none: write the kind as it is"
    given = named(row, RESERVES)
    if row["kind"] == Kind.RESOURCE.value and not _mixes(row):
        return f'{given} is the category of a reserve: write kind = "reserve"'
    return f"{named(row)} in one figure: reserves and resources are not added up, state them apart"


def _mixes(row: Row) -> bool:
    """Whether a row holds categories of reserves and others."""
    return bool(named(row, RESERVES)) and bool(named(row, _NO_RESERVE))


def _of_sum(row: Row) -> Severity:
    own = row["code"] == Code.NI_43_101.value and row["kind"] == Kind.RESOURCE.value
    return Severity.ERROR if own else Severity.WARNING


def _of_one_zone(table: pd.DataFrame) -> list[pd.Series]:
    """Return deposit, source and zone of each row; "" where one is missing."""
    return [texts(table, name).fillna("") for name in _OF_ONE_ZONE]


def _stated_together(table: pd.DataFrame) -> set[tuple[str, ...]]:
    """Return deposit, source, zone and categories of each row."""
    columns = [*_of_one_zone(table), texts(table, "categories")]
    return set(zip(*(column.tolist() for column in columns), strict=True))


def _told_apart(row: Row, known: set[tuple[str, ...]]) -> bool:
    """Whether another row of the source states what is inferred of a total, or all that is not."""
    every = str(row["categories"]).split(LIST_SEPARATOR)
    sure = LIST_SEPARATOR.join(name for name in every if name not in _INFERRED)
    inferred = LIST_SEPARATOR.join(name for name in every if name in _INFERRED)
    where = tuple(row.get(name) or "" for name in _OF_ONE_ZONE)
    return bool(known & {(*where, sure), (*where, inferred)})


def _added(row: Row) -> str:
    given = named(row, RESOURCES)
    if row["code"] == Code.NI_43_101.value:
        return f"{given} are added up, which NI 43-101, 2.2(c), forbids: state inferred apart"
    return f"{given} in one figure without a figure for each: how much is inferred is not known"


def _says(table: pd.DataFrame, said: bool) -> Mask:
    """Whether each row says that it includes reserves, or that it does not."""
    if "includes_reserves" not in table.columns:
        return np.zeros(len(table), dtype=bool)
    given = table["includes_reserves"].astype("boolean")
    return (given == said).fillna(False).to_numpy(dtype=bool)


def _documents(table: pd.DataFrame) -> pd.Series:
    """Return the deposit and source of each row as one text; none where one is unknown."""
    columns = (texts(table, name).tolist() for name in ("id", "source"))
    both = [
        f"{one}\t{two}" if isinstance(one, str) and isinstance(two, str) else None
        for one, two in zip(*columns, strict=True)
    ]
    return pd.Series(both, index=table.index, dtype="str")


def _held_against(dataset: Dataset) -> tuple[pd.DataFrame, Mask]:
    """Return each reserve beside the resource that includes it, and whether it is larger."""
    table = all_estimates(dataset)
    whole = texts(table, "part_of").isna().to_numpy(dtype=bool)
    resource = is_one_of(table, "kind", [Kind.RESOURCE]) & _says(table, True)
    reserve = is_one_of(table, "kind", [Kind.RESERVE])
    rows = np.flatnonzero(whole & (resource | reserve))
    judged = table.take(rows)
    keyed = judged.assign(
        claim=texts(judged, "claim"),
        document=_documents(judged),
        zone=texts(judged, "zone").fillna(""),
        scope=texts(judged, "scope").fillna(""),
        row=rows,
    )
    resources, reserves = keyed[resource[rows]], keyed[reserve[rows]]
    on = ["document", "zone", "scope"]
    pairs = reserves.merge(resources[[*on, "row", "claim"]], on=on, suffixes=("", "_of_whole"))
    return _sized(pairs, table)


def _sized(pairs: pd.DataFrame, table: pd.DataFrame) -> tuple[pd.DataFrame, Mask]:
    """Add the least of the reserve and the most of the resource, contained if known, else ore."""
    wholes = pairs["claim_of_whole"].tolist()
    content = _sure_amounts(table, "reo_kt", wholes)
    ore = _sure_amounts(table, "ore_mt", wholes)
    least_content, least_ore = numbers(pairs, "reo_kt_low"), numbers(pairs, "ore_mt_low")
    by_content = ~np.isnan(content) & ~np.isnan(least_content)
    part = np.where(by_content, least_content, least_ore)
    most = np.where(by_content, content, ore)
    larger = part > most * np.where(by_content, _ROUNDING, _DILUTION)
    return pairs.assign(part=part, whole=most, by_content=by_content), larger


def _sure_amounts(table: pd.DataFrame, name: str, claims: list[str]) -> NDArray[np.float64]:
    """Return the most that is measured or indicated in each estimate; all of one without parts."""
    own = pd.Series(numbers(table, f"{name}_high"), index=texts(table, "claim"))
    parts = table[texts(table, "part_of").notna() & having(table, _SURE)]
    sure = pd.Series(numbers(parts, f"{name}_high"), index=texts(parts, "part_of"))
    added = sure.groupby(level=0).sum(min_count=1)
    whole = own[~own.index.duplicated()]
    return np.array([added.get(claim, whole.get(claim, np.nan)) for claim in claims], dtype=float)
