"""The columns of a frame, each with the kind that shows it best: what `frames` chooses from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import geopandas
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api import types

from geodeposits.checks.formats import visible
from geodeposits.maps.columns import LARGEST_INTEGER, Column, Kind
from geodeposits.maps.roles import MOST_CODES

__all__ = ["Draft", "clean_texts", "drafts_of"]

MOST_VALUES: Final = 60
"""A column of texts with at most so many different ones is offered as a filter."""

_REPEATED: Final = 4  # a text that comes so often on average is stored once
_EXACT_IN_FLOAT: Final = 2**24  # of 32 bits
_LIST_JOINT: Final = "; "
_NAME_JOINT: Final = " · "
_NANOSECONDS_A_DAY: Final = 86_400_000_000_000

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A column of a table, and what it came from: `given` is its name in the frame."""

    given: Hashable
    column: Column
    is_facet: bool = False
    is_text: bool = False


def clean_texts(values: Iterable[Any]) -> list[str]:
    """Return texts, "" where unknown; what would steer or reorder a line is made visible."""
    series = values if isinstance(values, pd.Series) else pd.Series(list(values), dtype=object)
    unknown = series.isna().to_numpy()
    given = series.to_numpy(dtype=object)
    return [
        "" if missing else _clean(value if isinstance(value, str) else str(value))
        for value, missing in zip(given.tolist(), unknown.tolist(), strict=True)
    ]


def _clean(text: str) -> str:
    if text.isprintable():
        return text
    return "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))


def drafts_of(frame: pd.DataFrame, *, geometry: str | None) -> list[Draft]:
    """Return the drafts of the named levels of the index and of all columns but `geometry`.

    Names are texts, each once: a second "type" is "type (2)", a column without a name "column 3".
    """
    taken: set[str] = set()
    found = []
    for given, name, values in _columns(frame, geometry):
        for draft in _drafts(given, _free(name, taken), values):
            column = replace(draft.column, name=_free(draft.column.name, taken))
            taken.add(column.name)
            found.append(replace(draft, column=column))
    return found


def _columns(
    frame: pd.DataFrame, geometry: str | None
) -> Iterator[tuple[Hashable, str, pd.Series]]:
    """Yield the name in the frame, the name as a text, and the values with a plain index."""
    rows = pd.RangeIndex(len(frame))
    for level, given in enumerate(frame.index.names):
        if given is not None:
            keys = frame.index.get_level_values(level)
            yield given, _name(given) or "index", pd.Series(keys.array, index=rows)
    for place, given in enumerate(frame.columns):
        if geometry is None or given != geometry:
            values = frame.iloc[:, place]
            yield given, _name(given) or f"column {place + 1}", pd.Series(values.array, index=rows)


def _name(given: Hashable) -> str:
    if given is None or (isinstance(given, float) and np.isnan(given)):
        return ""
    parts = given if isinstance(given, tuple) else (given,)
    return _clean(_NAME_JOINT.join(str(part) for part in parts if str(part))).strip()


def _free(name: str, taken: set[str]) -> str:
    again = 2
    free = name
    while free in taken:
        free, again = f"{name} ({again})", again + 1
    return free


def _drafts(given: Hashable, name: str, values: pd.Series) -> Iterator[Draft]:
    """Yield the draft of a column, or both of a date that says more than a year."""
    dtype = values.dtype
    if isinstance(dtype, pd.StringDtype) or _is_of_texts(dtype):
        yield _of_texts(given, name, values)
    elif types.is_bool_dtype(dtype):
        yield _of_booleans(given, name, values)
    elif types.is_datetime64_any_dtype(dtype) or isinstance(dtype, pd.PeriodDtype):
        yield from _of_dates(given, name, values.dt.year, _dates(values))
    elif types.is_numeric_dtype(dtype) and not types.is_complex_dtype(dtype):
        yield _of_numbers(given, name, values)
    elif isinstance(dtype, geopandas.array.GeometryDtype):
        yield _of_texts(given, name, pd.Series(geopandas.GeoSeries(values).to_wkt()))
    else:
        yield from _of_objects(given, name, values)


def _is_of_texts(dtype: object) -> bool:
    """Whether a dtype is of categories that are texts."""
    if not isinstance(dtype, pd.CategoricalDtype):
        return False
    return bool(types.infer_dtype(dtype.categories, skipna=True) in {"string", "empty"})


def _of_objects(given: Hashable, name: str, values: pd.Series) -> Iterator[Draft]:
    """Yield the draft of a column whose dtype says nothing: what its values are, counts."""
    plain = pd.Series(values.to_numpy(dtype=object), index=values.index)
    found = types.infer_dtype(plain, skipna=True)
    if found in {"integer", "floating", "mixed-integer-float", "decimal"}:
        yield _of_numbers(given, name, plain)
    elif found == "boolean":
        yield _of_booleans(given, name, plain)
    elif found in {"date", "datetime", "datetime64"}:
        years = plain.map(lambda day: day.year, na_action="ignore")
        yield from _of_dates(given, name, years, plain)
    elif found == "mixed" and all(map(_is_list, plain[plain.notna()])):
        yield _of_lists(given, name, plain)
    else:
        yield _of_texts(given, name, plain)


# --- Kinds ---------------------------------------------------------------------------------------


def _of_texts(given: Hashable, name: str, values: pd.Series) -> Draft:
    """Return a category where texts repeat, else a text; few different ones make a filter."""
    codes, distinct = _coded(values)
    texts = np.array([*distinct, ""], dtype=object)[codes]
    known = int((codes >= 0).sum())
    is_listed = 0 < len(distinct) < known and len(distinct) <= MOST_VALUES
    repeats = is_listed or 0 < len(distinct) * _REPEATED <= len(texts)
    kind: Kind = "category" if repeats and len(distinct) <= MOST_CODES else "text"
    is_facet = is_listed and len(distinct) > 1
    return Draft(given, Column(name, name, kind, texts), is_facet, is_text=True)


def _coded(values: pd.Series) -> tuple[NDArray[np.intp], list[str]]:
    """Return the cleaned different texts and the code of each row's, -1 where there is none."""
    if isinstance(values.dtype, pd.StringDtype):
        codes, distinct = pd.factorize(values)
        texts = clean_texts(distinct)
        if len(set(texts)) == len(texts) and "" not in texts:
            return codes, texts
    texts = clean_texts(values)
    codes, unique = pd.factorize(np.array([text or None for text in texts], dtype=object))
    return codes, list(unique)


def _of_booleans(given: Hashable, name: str, values: pd.Series) -> Draft:
    texts = ["" if pd.isna(value) else str(bool(value)).lower() for value in values]
    column = Column(name, name, "category", texts, is_boolean=True)
    return Draft(given, column, is_facet=len(set(texts)) > 1)


def _of_numbers(given: Hashable, name: str, values: pd.Series) -> Draft:
    """Return whole numbers as such, others to 7 digits, and as text what neither can hold."""
    numbers = pd.Series(_floats(values), index=values.index)
    known = numbers[np.isfinite(numbers)]
    are_floats = types.is_float_dtype(values.dtype)
    whole = bool((known == np.rint(known)).all()) and not np.isinf(numbers).any()
    largest = float(numbers.abs().max()) if numbers.notna().any() else 0.0
    is_key = whole and len(known) > MOST_VALUES and known.is_unique
    is_facet = not is_key and known.nunique() > 1
    if whole and largest <= LARGEST_INTEGER and not (are_floats and largest <= _EXACT_IN_FLOAT):
        column = Column(name, name, "integer", numbers.astype("Int64"))
    elif are_floats or largest <= LARGEST_INTEGER:
        column = Column(name, name, "number", numbers.to_numpy(np.float64))
    else:
        return _of_texts(given, name, values)
    return Draft(given, column, is_facet=is_facet)


def _floats(values: pd.Series) -> Floats:
    """Return numbers of any dtype as floats: NaN where unknown, infinite beyond what a float is."""
    if values.dtype != object:
        return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))
    return np.array([_float(value) for value in values], dtype=np.float64)


def _float(value: Any) -> float:
    try:
        return np.nan if pd.isna(value) else float(value)
    except OverflowError:
        return np.inf


def _dates(values: pd.Series) -> pd.Series:
    """Write dates as texts: the day alone where no time of day is stated."""
    moments = values.to_numpy()
    if moments.dtype.kind != "M":
        return values.astype(object)
    ticks = moments.astype("M8[ns]").astype(np.int64)
    is_day = bool((ticks[~np.isnat(moments)] % _NANOSECONDS_A_DAY == 0).all())
    texts = pd.Series(np.datetime_as_string(moments, unit="D" if is_day else "s"))
    return texts.mask(np.isnat(moments)).astype(object)


def _of_dates(given: Hashable, name: str, years: pd.Series, dates: pd.Series) -> Iterator[Draft]:
    """Yield the years, to filter by, and the dates in full where they say more."""
    whole = pd.array(years.astype(object).where(years.notna(), None).tolist(), dtype="Int64")
    texts = clean_texts(dates)
    of_years = [str(year) for year in whole]
    says_more = any(
        text not in ("", year, f"{year}-01-01") for text, year in zip(texts, of_years, strict=True)
    )
    label = f"{name} (year)" if says_more else name
    column = Column(name, label, "integer", pd.Series(whole))
    yield Draft(given, column, is_facet=len({each for each in of_years if each != "<NA>"}) > 1)
    if says_more:
        yield Draft(given, Column(f"{name}.full", name, "text", texts))


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset | np.ndarray)


def _of_lists(given: Hashable, name: str, values: pd.Series) -> Draft:
    """Return several values a row where there are few different ones, else one text a row."""
    lists = [clean_texts(_ordered(value)) if _is_list(value) else [] for value in values]
    lists = [[text for text in each if text] for each in lists]
    distinct = len({text for each in lists for text in each})
    if distinct > MOST_VALUES:
        return _of_texts(given, name, pd.Series([_LIST_JOINT.join(each) for each in lists]))
    column = Column(name, name, "categories", lists)
    return Draft(given, column, is_facet=distinct > 0, is_text=False)


def _ordered(value: Any) -> list[Any]:
    """Return the members of a list as they stand, of a set in the order of their texts."""
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return np.asarray(value, dtype=object).ravel().tolist() if len(value) else []
