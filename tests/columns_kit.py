"""What the tests of columns share: tables, and their blocks read back by the format alone."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np

from geodeposits.maps.columns import Column, ColumnTable, encode_table


def table_of(
    lat: Any = (1.0, 2.0, 3.0), lon: Any = (1.0, 2.0, 3.0), *columns: Column, **roles: Any
) -> ColumnTable:
    places = [np.array(values, dtype=np.float64) for values in (lat, lon)]
    return ColumnTable(places[0], places[1], columns, **roles)


def column(kind: Any, values: Any, name: str = "x") -> Column:
    return Column(name, name.title(), kind, values)


def meta_of(blocks: dict[str, bytes]) -> dict[str, Any]:
    return dict(json.loads(blocks["table.meta"]))


def codes_of(block: bytes, rows: int) -> list[int]:
    width = len(block) // rows if rows else 0
    assert width * rows == len(block)
    return [sum(block[plane * rows + i] << (8 * plane) for plane in range(width))
            for i in range(rows)]  # fmt: skip


def floats_of(block: bytes, rows: int) -> list[float]:
    return [struct.unpack("<f", struct.pack("<I", code))[0] for code in codes_of(block, rows)]


def values_of(blocks: dict[str, bytes], number: int = 0) -> list[Any]:  # noqa: PLR0911
    """The values of column k, in the order of rows."""
    meta = meta_of(blocks)
    rows, about, block = meta["rows"], meta["columns"][number], blocks[f"table.{number}"]
    if about["kind"] == "category":
        return [about["values"][code] for code in codes_of(block, rows)]
    if about["kind"] == "categories":
        counts = codes_of(blocks[f"table.{number}.counts"], rows)
        codes = iter(codes_of(block, sum(counts)))
        return [[about["values"][next(codes)] for _ in range(count)] for count in counts]
    if about["kind"] == "number":
        if "distinct" not in about:
            return floats_of(block, rows)
        distinct = floats_of(blocks[f"table.{number}.distinct"], about["distinct"])
        return [distinct[code] for code in codes_of(block, rows)]
    if about["kind"] == "integer" or "numbered" in about:
        last, found = about["first"], []
        for code in codes_of(block, rows):
            zigzag = code - 1
            last += (zigzag >> 1 if zigzag % 2 == 0 else -(zigzag + 1) // 2) if code else 0
            found.append(last if code else None)
        if about["kind"] == "integer":
            return found
        beginning, width = about["numbered"]["beginning"], about["numbered"]["width"]
        return [beginning + str(number).zfill(width) for number in found]
    texts = block.decode("utf-8").split("\n") if rows else []
    if about.get("escaped"):
        texts = [t.replace("\\\\", "\0\0").replace("\\n", "\n").replace("\0\0", "\\")
                 for t in texts]  # fmt: skip
    return texts


def encoded(kind: Any, values: Any) -> dict[str, bytes]:
    """One column, whose rows keep their order since all are at one place."""
    return encode_table(table_of([0.0] * len(values), [0.0] * len(values), column(kind, values)))
