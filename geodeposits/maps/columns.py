"""A table of columns with positions: what the page filters, colours, lists and downloads.

`encode_table` writes it as blocks for a container, small once it is compressed: rows in Z-order
(G. M. Morton 1966), so that neighbours stand together; numbers as planes of bytes, the lowest
first; repeated texts as codes into a list. `assets/columns.js` reads the blocks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from geodeposits.maps.container import json_block

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Column", "ColumnTable", "Kind", "UnusableColumn", "encode_table", "opening_blocks"]

Kind = Literal["category", "categories", "number", "integer", "text"]
KINDS: Final[tuple[str, ...]] = ("category", "categories", "number", "integer", "text")

MOST_DIGITS: Final = 5  # 2 · 26 bits: the interleaved code stays below 2⁵³, exact in JavaScript
LARGEST_INTEGER: Final = 2**51  # so does the zigzag code of the difference of two integers
_LISTED: Final = 2
_POLE: Final = 90
_DATE_LINE: Final = 180
_DIGITS: Final = "0123456789"
_MOST_FIGURES: Final = 15  # of a number below LARGEST_INTEGER
_MOST_DISTINCT: Final = 2**16
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SPREAD: Final = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)

_ROLES: Final = ("color_by", "size_by", "facets", "search", "listed")

Codes = NDArray[np.uint64]
Order = NDArray[np.int64]
Blocks = dict[str, bytes]


class UnusableColumn(ValueError):
    """A column that cannot be encoded as what it is said to be."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"column {name!r} {why}")


@dataclass(frozen=True)
class Column:
    """One column: its name in addresses, its label for people, and a value a row.

    `category`: a text a row, "" unknown; `categories`: a list of texts a row; `number`: NaN
    unknown, held to about 7 digits; `integer`: whole numbers, None or NA unknown; `text`: a text
    a row, "" unknown. Series, arrays and lists will do; None, NaN and NA are unknown everywhere.
    `order` lists the texts of a category from the least to the most, where they have an order;
    those of one that `is_boolean` are "true" and "false".
    """

    name: str
    label: str
    kind: Kind
    values: NDArray[Any] | Sequence[Any] | pd.Series[Any]
    unit: str = ""
    order: tuple[str, ...] = ()
    is_boolean: bool = False


@dataclass(frozen=True)
class ColumnTable:
    """Rows with a position each (degrees, WGS 84; NaN unknown) and columns of one length.

    A latitude beyond ±90° or a longitude beyond ±180° is no position: its row is kept without one.
    `digits` are the decimals of a degree that are kept, 5 at most. `color_by`, `size_by`, `facets`
    and `search` name columns.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    columns: tuple[Column, ...]
    color_by: str = ""
    size_by: str = ""
    facets: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    digits: int = 4

    @property
    def listed(self) -> tuple[str, ...]:
        """What a plain list shows beside the name: the first columns that are no free text."""
        shown = (each.name for each in self.columns if each.kind != "text")
        return tuple(islice((name for name in shown if name not in self.search[:1]), _LISTED))


def encode_table(table: ColumnTable, prefix: str = "table") -> Blocks:
    """Encode a table as blocks for `container`; the same table gives the same bytes.

    Blocks are `<prefix>.meta` (JSON), `<prefix>.z` (positions) and `<prefix>.<k>`, with a second
    part after another dot where column k needs one. Rows without a position come last; rows of one
    place keep their order. Every text survives as it is, but for lone surrogates, which no UTF-8
    can hold: each becomes U+FFFD. Raises UnusableColumn, and ValueError for other faults.
    """
    _refuse_faults(table)
    order, places, placed = _z_order(table)
    blocks: Blocks = {f"{prefix}.meta": b"", f"{prefix}.z": places}
    described = []
    for number, column in enumerate(table.columns):
        about, parts = _ENCODERS[column.kind](column, order)
        named = {"name": column.name, "label": column.label, "kind": column.kind}
        unit = {"unit": column.unit} if column.unit else {}
        described.append(named | unit | about)
        blocks |= {f"{prefix}.{number}{part}": block for part, block in parts.items()}
    roles = {name: getattr(table, name) for name in _ROLES}
    size = {"rows": len(order), "placed": placed, "digits": table.digits}
    blocks[f"{prefix}.meta"] = json_block(_readable(size | roles | {"columns": described}))
    return blocks


def opening_blocks(table: ColumnTable, prefix: str = "table") -> frozenset[str]:
    """Return which blocks of `encode_table` a page needs to draw the rows and to begin their list.

    They are the positions, and the columns of the colour, the size, the name and the list.
    """
    wanted = {table.color_by, table.size_by, *table.search[:1], *table.listed}
    columns = [k for k, column in enumerate(table.columns) if column.name in wanted]
    parts = [f"{prefix}.{k}{part}" for k in columns for part in ("", ".counts", ".distinct")]
    return frozenset({f"{prefix}.meta", f"{prefix}.z", *parts})


def _refuse_faults(table: ColumnTable) -> None:
    if table.digits not in range(MOST_DIGITS + 1):
        raise ValueError(f"digits is a whole number from 0 to {MOST_DIGITS}, not {table.digits!r}")
    rows = len(table.lat)
    if len(table.lon) != rows:
        raise ValueError(f"{rows} latitudes do not go with {len(table.lon)} longitudes")
    names = [column.name for column in table.columns]
    for column in table.columns:
        if names.count(column.name) > 1:
            raise UnusableColumn(column.name, "is there more than once")
        if column.kind not in KINDS:
            raise UnusableColumn(column.name, f"is of no kind {column.kind!r}: {', '.join(KINDS)}")
        if len(column.values) != rows:
            raise UnusableColumn(column.name, f"has {len(column.values)} values for {rows} rows")
    for name in filter(None, (table.color_by, table.size_by, *table.facets, *table.search)):
        if name not in names:
            raise UnusableColumn(name, f"is not in the table: {', '.join(names)}")


# --- Positions ----------------------------------------------------------------------------------


def _z_order(table: ColumnTable) -> tuple[Order, bytes, int]:
    """Return the order of rows, the differences of their Z-codes, and how many have a position."""
    lat, lon = (np.asarray(values, dtype=np.float64) for values in (table.lat, table.lon))
    has_place = (np.abs(lat) <= _POLE) & (np.abs(lon) <= _DATE_LINE)  # False for NaN
    placed = np.flatnonzero(has_place)
    scale = 10**table.digits
    y = np.rint(lat[placed] * scale).astype(np.int64) + _POLE * scale
    x = np.rint(lon[placed] * scale).astype(np.int64) + _DATE_LINE * scale
    codes = _spread(x.astype(np.uint64)) | (_spread(y.astype(np.uint64)) << np.uint64(1))
    by_place = np.argsort(codes, kind="stable")
    order = np.concatenate([placed[by_place], np.flatnonzero(~has_place)])
    return order, _planes(np.diff(codes[by_place], prepend=np.uint64(0))), len(placed)


def _spread(codes: Codes) -> Codes:
    """Put a zero before every bit of numbers below 2³²."""
    for shift, mask in _SPREAD:
        codes = (codes | (codes << np.uint64(shift))) & np.uint64(mask)
    return codes


def _planes(codes: Codes) -> bytes:
    """Write the lowest byte of every code, then the next of every code, as many as are needed."""
    largest = int(codes.max()) if len(codes) else 0
    width = max(1, (largest.bit_length() + 7) // 8)
    each = codes.astype("<u8").view(np.uint8).reshape(-1, 8)
    return np.ascontiguousarray(each[:, :width].T).tobytes()


# --- Columns ------------------------------------------------------------------------------------

Encoded = tuple[dict[str, Any], Blocks]
"""What the meta says of a column beside its name, and its blocks by the end of their names."""


def _category(column: Column, order: Order) -> Encoded:
    codes, values = _coded(_texts(column.values), first="", order=column.order)
    ordered = {"ordered": True} if column.order else {}
    return {"values": values} | ordered, {"": _planes(codes[order])}


def _categories(column: Column, order: Order) -> Encoded:
    lists = [_listed(value) for value in column.values]
    counts = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    codes, values = _coded(_texts(list(chain.from_iterable(lists))))
    begins = np.cumsum(counts) - counts
    ordered = counts[order]
    within = np.arange(len(codes)) - np.repeat(np.cumsum(ordered) - ordered, ordered)
    taken = codes[np.repeat(begins[order], ordered) + within]
    parts = {".counts": _planes(ordered.astype(np.uint64)), "": _planes(taken)}
    has_none = {"hasNone": True} if (counts == 0).any() and "" not in values else {}
    return {"values": values} | has_none, parts


def _listed(value: Any) -> Sequence[Any]:
    if isinstance(value, str):
        return [value] if value else []
    return list(value) if hasattr(value, "__iter__") else []


def _number(column: Column, order: Order) -> Encoded:
    import pandas as pd

    exact = pd.Series(column.values).to_numpy(dtype=np.float64, na_value=np.nan)[order]
    with np.errstate(over="ignore"):
        values = exact.astype("<f4") + np.float32(0)  # -0 is 0
    values[~np.isfinite(values)] = np.nan
    distinct, codes = np.unique(values, return_inverse=True)
    coded = 4 * len(distinct) + (1 + (len(distinct) > 2**8)) * len(values)
    if len(distinct) > _MOST_DISTINCT or coded >= values.nbytes:
        return {}, {"": _planes(values.view("<u4").astype(np.uint64))}
    parts = {".distinct": _planes(distinct.view("<u4").astype(np.uint64))}
    return {"distinct": len(distinct)}, parts | {"": _planes(codes.astype(np.uint64))}


def _integer(column: Column, order: Order) -> Encoded:
    """Write 0 for unknown, else 1 + the zigzag code of the difference to the last one known."""
    import pandas as pd

    try:
        values = pd.Series(column.values).astype("Int64").array[order]
    except (TypeError, ValueError, OverflowError) as error:
        raise UnusableColumn(column.name, f"is no column of whole numbers: {error}") from error
    known = ~np.asarray(values.isna())
    whole = values[known].to_numpy(dtype=np.int64)
    if len(whole) and max(int(whole.max()), -int(whole.min())) > LARGEST_INTEGER:
        raise UnusableColumn(column.name, "has integers beyond ±2^51: make it a column of text")
    return _stepwise(whole, known)


def _stepwise(whole: Order, known: NDArray[np.bool_]) -> Encoded:
    first = int(whole[0]) if len(whole) else 0
    steps = np.diff(whole, prepend=np.int64(first))
    codes = np.zeros(len(known), dtype=np.uint64)
    codes[known] = ((steps << 1) ^ (steps >> 63)).astype(np.uint64) + np.uint64(1)
    return {"first": first}, {"": _planes(codes)}


def _text(column: Column, order: Order) -> Encoded:
    """Join texts by newlines; where one holds a newline, it and the backslash are escaped.

    Texts that are all one beginning and a number, as identifiers are, are written as integers.
    """
    texts = _texts(column.values)[order]
    if numbered := _numbered(texts.tolist()):
        beginning, width, numbers = numbered
        about, parts = _stepwise(numbers, np.ones(len(numbers), dtype=np.bool_))
        return about | {"numbered": _readable({"beginning": beginning, "width": width})}, parts
    joined = "\n".join(texts)
    escaped = joined.count("\n") >= max(1, len(texts))
    if escaped:
        joined = "\n".join([each.replace("\\", "\\\\").replace("\n", "\\n") for each in texts])
    about = {"escaped": True} if escaped else {}
    return about, {"": _SURROGATE.sub("\ufffd", joined).encode("utf-8")}


def _numbered(texts: list[str]) -> tuple[str, int, Order] | None:
    """Return (beginning, width, numbers) of texts that these give back exactly, or None.

    Numbers are of one width, filled with zeros, or else of width 0 and have no leading zero.
    """
    beginning = texts[0].rstrip(_DIGITS) if texts else ""
    if not all(text.startswith(beginning) for text in texts):
        return None
    ends = [text[len(beginning) :] for text in texts]
    widths = set(map(len, ends))
    joined = "".join(ends)
    if not (widths and 0 < min(widths) <= max(widths) <= _MOST_FIGURES):
        return None
    if not (joined.isascii() and joined.isdigit()):
        return None
    is_even = len(widths) == 1
    if not is_even and any(end[0] == "0" and end != "0" for end in ends):
        return None
    return beginning, widths.pop() if is_even else 0, np.array([int(end) for end in ends])


_ENCODERS: Final = {
    "category": _category,
    "categories": _categories,
    "number": _number,
    "integer": _integer,
    "text": _text,
}


# --- Texts --------------------------------------------------------------------------------------


def _texts(values: Any) -> NDArray[np.object_]:
    """Return texts as an array of str: "" for unknown, str() of what is no text."""
    import pandas as pd

    texts = np.array(pd.Series(values, dtype=object), dtype=object)
    if pd.api.types.infer_dtype(texts, skipna=False) != "string":
        unknown = pd.isna(texts)
        texts[unknown] = ""
        texts[~unknown] = [str(each) for each in texts[~unknown]]
    return texts


def _coded(
    texts: NDArray[np.object_], *, first: str | None = None, order: Sequence[str] = ()
) -> tuple[Codes, list[str]]:
    """Return codes and the texts they stand for.

    These are `first` if it is there, then those of `order`, then the others by falling frequency.
    """
    import pandas as pd

    codes, distinct = pd.factorize(texts)
    readable = [_SURROGATE.sub("\ufffd", text) for text in distinct]
    if len(set(readable)) < len(readable):  # two became one
        again, kept = pd.factorize(np.array(readable, dtype=object))
        codes, readable = again[codes], list(kept)
    counts = np.bincount(codes, minlength=len(readable)).tolist()
    places = {_readable(text): place for place, text in enumerate(order)}
    others = len(places)
    ranked = sorted(
        range(len(readable)),
        key=lambda i: (
            readable[i] != first,
            places.get(readable[i], others),
            -counts[i],
            readable[i],
        ),
    )
    rank = np.empty(len(ranked), dtype=np.uint64)
    rank[ranked] = np.arange(len(ranked), dtype=np.uint64)
    return rank[codes], [readable[i] for i in ranked]


def _readable(value: Any) -> Any:
    """Replace lone surrogates in all texts of a JSON value."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {key: _readable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(each) for each in value]
    return value
