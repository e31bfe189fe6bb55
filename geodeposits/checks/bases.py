"""Rules on figures of some of the rare earths: which, in which form, how many (GD408, 409, 413)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.categories import is_one_of
from geodeposits.checks.figures import ALL_OXIDES, bounds, grade_of, mass, quantity, span
from geodeposits.checks.hits import Mask, Row, complaint, hits, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import stated_estimates, whole_estimates
from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import LIST_SEPARATOR
from geodeposits.elements import ELEMENTS, GROUPS, OXIDES, element_of
from geodeposits.errors import UnknownTerm
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import shown_number
from geodeposits.vocab import Basis
from geodeposits.wording import basis_name

__all__ = ["form_not_stated", "members_not_listed", "single_oxides_off_total"]

_GROUPED: Final = (Basis.LREO.value, Basis.HREO.value, Basis.PARTIAL_OXIDES.value)
_PARTS: Final = (*_GROUPED, Basis.Y2O3.value)
_OF_OXIDES: Final = (*ALL_OXIDES, *_PARTS)
_TWO_FORMS: Final = ("Ce", "Pr", "Tb")
"""Elements whose oxide has two forms: CeO2 or Ce2O3, Pr6O11 or Pr2O3, Tb4O7 or Tb2O3."""

_FORMS: Final = {name: [f for f in OXIDES if element_of(f) == name] for name in _TWO_FORMS}
_MEMBERS: Final = {
    Basis.LREO.value: frozenset(GROUPS["LREE"]),
    Basis.HREO.value: frozenset(GROUPS["HREE"]),
    Basis.Y2O3.value: frozenset({"Y"}),
}
_EVERY: Final = frozenset(ELEMENTS) - {"Sc"}
_OFF: Final = 0.05
_SAME: Final = ("id", "source", "part_of", "categories", "zone", "ore_mt_text")


# --- GD408 ---------------------------------------------------------------------------------------


@rule("GD408", Severity.ERROR, needs=("estimates", "occurrence_estimates"), scope="corpus")
def single_oxides_off_total(dataset: Dataset) -> Iterator[Finding]:
    """Find oxides, single or in groups, that come to more than the total beside them, or to less.

    The total and its parts are of the same ore by the same source: grades or contained masses.
    Parts that share no oxide are summed; more than 5 % above the total is an error, and more than
    5 % below it where they cover all rare earths. LREO and HREO without a list count as La to Sm
    and Eu to Lu with Y. Every figure is widened by half a unit of its last digit.

    Why
        A part larger than the whole, or parts that do not make the whole, were taken from another
        column, another zone, or counted as elements.
    Bad
        0.90 % LREO and 0.20 % HREO beside 0.90 % TREO
    Good
        0.90 % LREO and 0.20 % HREO beside 1.10 % TREO
    """
    table = stated_estimates(dataset)
    parts = table[is_one_of(table, "basis", _PARTS)]
    if parts.empty:
        return
    totals = is_one_of(table, "basis", ALL_OXIDES) & texts(table, "members").isna().to_numpy()
    keys = _keys(table)
    of_parts: dict[str, list[Row]] = {}
    for row in hits(parts.assign(same=keys[parts.index]), np.full(len(parts), True)):
        of_parts.setdefault(row["same"], []).append(row)
    chosen = totals & keys.isin(of_parts).to_numpy(dtype=bool)
    for total in hits(table.assign(same=keys), chosen):
        for name in ("grade_pct", "contained_kt"):
            words = _off_total(total, of_parts[total["same"]], name)
            if words:
                yield complaint("GD408", Severity.ERROR, total, words, field=name)


def _keys(table: pd.DataFrame) -> pd.Series:
    """Return for each row a text that is the same for figures of one ore by one source."""
    keys = texts(table, _SAME[0]).fillna("")
    for name in _SAME[1:]:
        keys = keys + "\t" + texts(table, name).fillna("")
    return keys


def _off_total(total: Row, parts: list[Row], name: str) -> str:
    whole = quantity(total, name)
    known = [row for row in parts if quantity(row, name) is not None]
    if whole is None or not known:
        return ""
    low, high = span(whole)
    for chosen in (known, *([row] for row in known)):
        members = [_members(row) for row in chosen]
        if any(one & two for one, two in combinations(members, 2)):
            continue
        least, most = (
            sum(ends) for ends in zip(*(_span_of(row, name) for row in chosen), strict=True)
        )
        complete = frozenset[str]().union(*members) >= _EVERY
        if least > high * (1 + _OFF) or (complete and most < low * (1 - _OFF)):
            return _words(total, chosen, name)
    return ""


def _span_of(row: Row, name: str) -> tuple[float, float]:
    figure = quantity(row, name)
    return (0.0, np.inf) if figure is None else span(figure)


def _words(total: Row, parts: list[Row], name: str) -> str:
    said = [grade_of(row) if name == "grade_pct" else _mass_of(row) for row in parts]
    whole = grade_of(total) if name == "grade_pct" else _mass_of(total)
    figures = [quantity(row, name) for row in parts]
    together = sum(float(figure.central) for figure in figures if figure is not None)
    unit = "%" if name == "grade_pct" else "kt"
    summed = f" come to {shown_number(together, digits=4)} {unit}" if len(parts) > 1 else ""
    return f"{' and '.join(said)}{summed} beside {whole} for the same ore: they do not fit"


def _mass_of(row: Row) -> str:
    return f"{mass(row, 'contained_kt')} {basis_name(str(row['basis']), row.get('members'))}"


def _members(row: Row) -> frozenset[str]:
    """Return the elements that a row counts; none where that is not known."""
    listed = [word for word in str(row.get("members") or "").split(LIST_SEPARATOR) if word]
    try:
        named = frozenset(element_of(word) for word in listed)
    except UnknownTerm:
        named = frozenset()
    return named or _MEMBERS.get(str(row["basis"]), frozenset())


# --- GD409 ---------------------------------------------------------------------------------------


@rule("GD409", Severity.WARNING, needs=("estimates", "occurrence_estimates"))
def members_not_listed(dataset: Dataset) -> Iterator[Finding]:
    """Find figures of light, heavy or a few rare earths that do not say which they count.

    Why
        Where the light ones end is drawn at Sm, at Eu or at Gd, and yttrium, scandium are in or
        out, by habit of the house. Two LREO figures without their members cannot be compared.
    Bad
        basis = "LREO", grade_pct = "2.6"
    Good
        basis = "LREO", members = ["La2O3", "CeO2", "Pr6O11", "Nd2O3", "Sm2O3"]
    """
    table = whole_estimates(dataset)
    figure = ~np.isnan(bounds(table, "grade_pct")[0]) | ~np.isnan(bounds(table, "contained_kt")[0])
    silent = is_one_of(table, "basis", _GROUPED) & texts(table, "members").isna().to_numpy()
    for row in hits(table, np.asarray(figure & silent, dtype=np.bool_)):
        message = (
            f"the figure counts {row['basis']}, but not which oxides these are: list the members"
        )
        yield complaint("GD409", Severity.WARNING, row, message, field="members")


# --- GD413 ---------------------------------------------------------------------------------------


@rule("GD413", Severity.ERROR, needs=("estimates", "occurrence_estimates", "oxides"))
def form_not_stated(dataset: Dataset) -> Iterator[Finding]:
    """Find oxides of cerium, praseodymium or terbium whose form is not stated.

    These are members of a figure of oxides that are written as elements, and distributions that
    give one element in two forms.

    Why
        CeO2 is 5 % heavier than the Ce2O3 of the same cerium, Pr6O11 and Tb4O7 are 3 and 2 %
        heavier than Pr2O3 and Tb2O3. Which one was meant changes every sum.
    Bad
        basis = "partial-oxides", members = ["La2O3", "Ce", "Nd2O3"]
    Good
        basis = "partial-oxides", members = ["La2O3", "CeO2", "Nd2O3"]
    """
    table = whole_estimates(dataset)
    members = texts(table, "members")
    for row in hits(table, is_one_of(table, "basis", _OF_OXIDES) & _naming(members)):
        named = [name for name in _TWO_FORMS if name in row["members"].split(LIST_SEPARATOR)]
        forms = "; ".join(f"{name}: {' or '.join(_FORMS[name])}" for name in named)
        message = (
            f"{', '.join(named)} among the members of a figure of oxides: say the form ({forms})"
        )
        yield complaint("GD413", Severity.ERROR, row, message, field="members")
    yield from _in_two_forms(dataset.oxides)


def _naming(members: pd.Series) -> Mask:
    found = [
        text
        for text in members.dropna().unique().tolist()
        if set(text.split(LIST_SEPARATOR)) & set(_TWO_FORMS)
    ]
    return members.isin(found).to_numpy(dtype=bool)


def _in_two_forms(table: pd.DataFrame) -> Iterator[Finding]:
    for name, forms in _FORMS.items():
        stated = [~np.isnan(bounds(table, form)[0]) for form in forms]
        for row in hits(table, np.asarray(np.all(stated, axis=0), dtype=np.bool_)):
            message = (
                f"{name} is given as {' and as '.join(forms)}: one of them is meant, say which"
            )
            yield complaint("GD413", Severity.ERROR, row, message, field=forms[1])
