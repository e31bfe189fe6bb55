"""Rules on the distribution of the oxides: its sum and its pattern (GD407, GD410 to GD412)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from geodeposits.checks.figures import ALL_OXIDES, Floats, best, bounds, quantity, span
from geodeposits.checks.hits import Row, complaint, hits, numbers, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import made_once, whole_estimates
from geodeposits.dataset import Dataset
from geodeposits.elements import GROUPS, OXIDE_OF, OXIDES, element_of, oxide_factor
from geodeposits.finding import Finding, Severity
from geodeposits.normalisation import CHONDRITES
from geodeposits.quantity import shown_number
from geodeposits.vocab import DepositType

__all__ = [
    "anomalies_beyond_nature",
    "odd_above_even",
    "oxides_off_a_hundred",
    "unusual_shares",
]

_LOW, _HIGH = 98.0, 102.0
_ENOUGH: Final = 8
_CHIEF: Final = ("La", "Ce", "Nd")
_TEN_TIMES_WITHIN: Final = 0.1
_AS_GRADE_WITHIN: Final = 0.05
_MOST_NDPR, _MOST_HEAVY = 35.0, 15.0
_CARBONATITES: Final = tuple(
    kind.value
    for kind in (
        DepositType.CARBONATITE_REE,
        DepositType.CARBONATITE_LATERITE_REE,
        DepositType.CARBONATITE_NIOBIUM,
    )
)
_NEIGHBOURS: Final = {
    "Pr": ("Ce", "Nd"),
    "Tb": ("Gd", "Dy"),
    "Ho": ("Dy", "Er"),
    "Tm": ("Er", "Yb"),
    "Lu": ("Yb",),
}
"""Elements of odd atomic number and the even ones beside them; Pm and Hf are not reported."""

_FORMS: Final = {
    name: tuple(oxide for oxide in OXIDES if element_of(oxide) == name) for name in OXIDE_OF
}

_CHONDRITE: Final = CHONDRITES["mcdonough-sun-1995"].ppm


class _Anomaly(NamedTuple):
    """An element, the two it is held against, and the limits of what is found in nature."""

    element: str
    beside: tuple[str, str]
    low: float
    high: float


_ANOMALIES: Final = (
    _Anomaly("Eu", ("Sm", "Gd"), 0.01, 3.0),
    _Anomaly("Ce", ("La", "Pr"), 0.05, 5.0),
)


@made_once
def _with_elements(dataset: Dataset) -> pd.DataFrame:
    """Return the oxide distributions with the type of the deposit, and their sum and count.

    `sum_low` and `sum_high` are those of the bounds, `count` is that of the oxides given, and a
    column of each element holds the form of its oxide that is given.
    """
    table = dataset.oxides
    ends = [bounds(table, oxide) for oxide in OXIDES]
    low, high = (
        np.array(each).reshape(len(OXIDES), len(table)) for each in zip(*ends, strict=True)
    )
    given = ~np.isnan(low)
    own = dataset.deposits[texts(dataset.deposits, "id").isin(texts(table, "id"))]
    known = own.drop_duplicates("id").set_index("id")
    forms = {name: _form_of(table, name) for name in OXIDE_OF}
    return table.assign(
        type=texts(table, "id").map(texts(known, "type")),
        sum_low=np.where(given, low, 0.0).sum(axis=0),
        sum_high=np.where(given, high, 0.0).sum(axis=0),
        count=given.sum(axis=0),
        **forms,
    )


def _form_of(table: pd.DataFrame, element: str) -> pd.Series:
    """Return the form of the oxide of an element that each row gives, the last of two."""
    form = np.full(len(table), np.nan, dtype=object)
    for oxide in _FORMS[element]:
        form[~np.isnan(bounds(table, oxide)[0])] = oxide
    return pd.Series(form, index=table.index, dtype="str")


def _share(table: pd.DataFrame, element: str) -> Floats:
    """Return the share of the oxide of an element; NaN where it is not given."""
    share = np.full(len(table), np.nan)
    for oxide in _FORMS[element]:
        stated, (low, high) = best(table, oxide), bounds(table, oxide)
        given = np.where(np.isnan(stated), (low + high) / 2, stated)
        share = np.where(np.isnan(given), share, given)
    return share


def _span(row: Row, element: str) -> tuple[float, float]:
    """Return the bounds of the share of an element in a row, widened by half a last digit."""
    figure = quantity(row, str(row[element]))
    return (0.0, np.inf) if figure is None else span(figure)


# --- GD407 ---------------------------------------------------------------------------------------


@rule("GD407", Severity.ERROR, needs=("oxides", "estimates"), scope="corpus")
def oxides_off_a_hundred(dataset: Dataset) -> Iterator[Finding]:
    """Find oxide distributions that add up to less than 98 % or more than 102 % of all oxides.

    Some of the oxides alone may come to less: only where lanthanum, cerium and neodymium are
    among eight or more does a sum below 98 % count. Ranges count by their bounds.

    Why
        A share that was mistyped or put in the wrong column hides among fifteen; their sum shows
        it. So do shares of elements, and of the ore instead of the oxides.
    Bad
        La2O3 = "23.8", CeO2 = "47.6", Nd2O3 = "1.92" (of 19.2), the others 9.4: 82.7 %
    Good
        Nd2O3 = "19.2": 100 %
    """
    table = _with_elements(dataset)
    given = [texts(table, name).notna().to_numpy() for name in _CHIEF]
    complete = np.all(given, axis=0) & (numbers(table, "count") >= _ENOUGH)
    low, high = numbers(table, "sum_low"), numbers(table, "sum_high")
    wrong = (low > _HIGH) | (complete & (high < _LOW) & (high > 0))
    for row in hits(table, np.asarray(wrong, dtype=np.bool_)):
        message = f"the oxides add up to {_sum_of(row)} %, not to 100 %{_told(row, dataset)}"
        yield complaint("GD407", Severity.ERROR, row, message)


def _sum_of(row: Row) -> str:
    ends = [shown_number(row[name], digits=4) for name in ("sum_low", "sum_high")]
    return "–".join(dict.fromkeys(ends))


def _told(row: Row, dataset: Dataset) -> str:
    """Say what the sum tells: other units, elements, one share ten times off."""
    total = (row["sum_low"] + row["sum_high"]) / 2
    if _LOW <= total * 100 <= _HIGH:
        return ": shares of one? multiply them by 100"
    shares = {name: sum(_span(row, name)) / 2 for name in OXIDE_OF if row[name] is not None}
    as_oxides = sum(share * float(oxide_factor(row[name])) for name, share in shares.items())
    if total < _LOW <= as_oxides <= _HIGH:
        return f": elements? as oxides they add up to {shown_number(as_oxides, digits=4)} %"
    if any(abs(total / grade - 1) <= _AS_GRADE_WITHIN for grade in _grades(row["id"], dataset)):
        return ": they add up to the grade of the deposit, so they are shares of the ore"
    return _slipped(row, shares, total)


def _slipped(row: Row, shares: dict[str, float], total: float) -> str:
    """Name the share that would make the sum 100 % with its decimal point moved by one place."""
    for name, share in shares.items():
        right = share + 100 - total
        for factor in (10.0, 0.1):
            if right > 0 and abs(share * factor / right - 1) <= _TEN_TIMES_WITHIN:
                told = shown_number(Decimal(str(share)) * Decimal(str(factor)), digits=4)
                return f": did the decimal point of {row[name]} slip? {told} would fit"
    return ""


def _grades(deposit: str, dataset: Dataset) -> list[float]:
    table = whole_estimates(dataset)
    own = table[(texts(table, "id") == deposit) & texts(table, "basis").isin(ALL_OXIDES)]
    return [grade for grade in best(own, "grade_pct").tolist() if grade > 0]


# --- GD410 ---------------------------------------------------------------------------------------


@rule("GD410", Severity.WARNING, needs=("oxides", "deposits"))
def unusual_shares(dataset: Dataset) -> Iterator[Finding]:
    """Find distributions with more than 35 % of Nd and Pr, or 15 % of heavy oxides in carbonatite.

    Heavy are Eu to Lu and Y. Distributions that add up to more than 102 % are GD407's.

    Why
        Neodymium and praseodymium carry the value of a deposit, and few hold more than 25 % of
        them; carbonatites are light rare earth ores nearly without exception. A share beyond that
        is that of a concentrate, of a part of the oxides, or a record of its kind.
    Bad
        Nd2O3 = "45", Pr6O11 = "12"
    Good
        Nd2O3 = "16", Pr6O11 = "4.5"; or a waiver that says what makes the deposit so rich
    """
    table = _with_elements(dataset)
    sums = numbers(table, "sum_low") <= _HIGH
    magnets = _least_of(table, GROUPS["NdPr"])
    heavy = _least_of(table, GROUPS["HREE"])
    carbonatite = texts(table, "type").isin(_CARBONATITES).to_numpy(dtype=bool)
    marked = table.assign(magnets=magnets, heavy=heavy)
    for row in hits(marked, np.asarray(sums & (magnets > _MOST_NDPR), dtype=np.bool_)):
        share = shown_number(row["magnets"], digits=3)
        message = f"neodymium and praseodymium are {share} % of the oxides, more than 35 %"
        yield complaint("GD410", Severity.WARNING, row, message, field="Nd2O3")
    for row in hits(marked, np.asarray(sums & carbonatite & (heavy > _MOST_HEAVY), dtype=np.bool_)):
        share = shown_number(row["heavy"], digits=3)
        message = f"heavy oxides (Eu to Lu, Y) are {share} %, more than 15 % of a carbonatite's"
        yield complaint("GD410", Severity.WARNING, row, message, field="Y2O3")


def _least_of(table: pd.DataFrame, elements: tuple[str, ...]) -> Floats:
    """Return the sum of the lower bounds of the oxides of some elements."""
    total = np.zeros(len(table))
    for oxide in OXIDES:
        if element_of(oxide) in elements:
            total += np.nan_to_num(bounds(table, oxide, one_sided=True)[0], nan=0.0)
    return total


# --- GD411 ---------------------------------------------------------------------------------------


@rule("GD411", Severity.WARNING, needs=("oxides",))
def odd_above_even(dataset: Dataset) -> Iterator[Finding]:
    """Find Pr, Tb, Ho, Tm or Lu above both of their neighbours.

    Both neighbours must be given; Lu has one, Yb. Every share is widened by half a unit of its
    last digit.

    Why
        Elements of odd atomic number are rarer in nature than the even ones beside them (the rule
        of Oddo and Harkins), and no rock reverses it. Where a table does, two columns were
        swapped, or a share was typed into the next one.
    Bad
        Gd2O3 = "0.5539", Tb4O7 = "0.566", Dy2O3 = "0.1569"
    Good
        Tb4O7 = "0.0566"
    """
    table = _with_elements(dataset)
    for odd, even in _NEIGHBOURS.items():
        share = _share(table, odd)
        above = np.all([share > _share(table, name) for name in even], axis=0)
        for row in hits(table, np.asarray(above, dtype=np.bool_)):
            low, _ = _span(row, odd)
            if all(low > _span(row, name)[1] for name in even):
                yield complaint(
                    "GD411", Severity.WARNING, row, _odd(row, odd, even), field=row[odd]
                )


def _odd(row: Row, odd: str, even: tuple[str, ...]) -> str:
    beside = " and ".join(_stated(row, name) for name in even)
    return (
        f"{_stated(row, odd)} is more than {beside} beside it: an element of odd number is the "
        "rarer one"
    )


def _stated(row: Row, element: str) -> str:
    figure = quantity(row, str(row[element]))
    return f"{row[element]} {'?' if figure is None else figure.shown()} %"


# --- GD412 ---------------------------------------------------------------------------------------


@rule("GD412", Severity.WARNING, needs=("oxides",))
def anomalies_beyond_nature(dataset: Dataset) -> Iterator[Finding]:
    """Find europium and cerium that are out of line with the elements beside them.

    Eu/Eu* = Eu/√(Sm·Gd) and Ce/Ce* = Ce/√(La·Pr), as elements over those of CI chondrite, are
    beyond 0.01 to 3 and 0.05 to 5. Every share is widened by half a unit of its last digit.

    Why
        Both elements have a second valence and part from the others, but not without end. A value
        beyond these limits is a wrong digit or a wrong column of one of the three.
    Bad
        La2O3 = "0.73", CeO2 = "1.87", Pr6O11 = "0.000023" (Ce/Ce* of 107)
    Good
        Pr6O11 = "0.23" (Ce/Ce* of 1.1)
    """
    table = _with_elements(dataset)
    for anomaly in _ANOMALIES:
        found = _anomaly_of([_normal(table, name) for name in (anomaly.element, *anomaly.beside)])
        beyond = (found > anomaly.high) | (found < anomaly.low)
        for row in hits(table.assign(best=found), np.asarray(beyond, dtype=np.bool_)):
            if _beyond_reading(row, anomaly):
                yield complaint(
                    "GD412", Severity.WARNING, row, _words(row, anomaly), field=row[anomaly.element]
                )


def _anomaly_of(normal: list[Floats]) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(normal[0] / np.sqrt(normal[1] * normal[2]))


def _normal(table: pd.DataFrame, element: str) -> Floats:
    """Return the share of an element, as element, over that of chondrite."""
    form = texts(table, element).map({f: float(oxide_factor(f)) for f in OXIDES})
    factor = form.to_numpy(dtype=np.float64, na_value=np.nan)
    return _share(table, element) / factor / _CHONDRITE[element]


def _beyond_reading(row: Row, anomaly: _Anomaly) -> bool:
    """Whether no reading of the three shares fits the limits."""
    names = (anomaly.element, *anomaly.beside)
    scales = [1 / float(oxide_factor(row[name])) / _CHONDRITE[name] for name in names]
    (low, high), *others = (
        tuple(end * scale for end in _span(row, name))
        for name, scale in zip(names, scales, strict=True)
    )
    least, most = (max(others[0][end] * others[1][end], 0.0) ** 0.5 for end in (0, 1))
    return bool(low > anomaly.high * most or high < anomaly.low * least)


def _words(row: Row, anomaly: _Anomaly) -> str:
    name = anomaly.element
    shares = ", ".join(_stated(row, each) for each in (name, *anomaly.beside))
    return (
        f"{name}/{name}* is {row['best']:.3g}, beyond {anomaly.low:g} to "
        f"{anomaly.high:g} ({shares})"
    )
