"""The reader of tables in the page, under node's own test runner, on tables written by Python."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodeposits.maps.columns import Column, ColumnTable, encode_table
from geodeposits.maps.container import container, written
from geodeposits.maps.page import MODULES, asset

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests" / "js" / "columns.test.mjs"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")
TEXTS = [
    "</script><script>",
    "{{ x }}",
    "two\nlines \\n",
    "nul\x00",
    "\ufefffirst",
    "\\",
    "",
    "稀土",
]


def _random(rows: int, digits: int) -> ColumnTable:
    rng = np.random.default_rng(rows)
    lat, lon = rng.uniform(-90, 90, rows).round(digits), rng.uniform(-180, 180, rows).round(digits)
    lat[: rows // 9] = math.nan
    texts = np.array(TEXTS, dtype=object)[rng.integers(0, len(TEXTS), rows)]
    many = [f"v{i}" for i in rng.integers(0, 700, rows)]
    lists = [list(texts[i : i + i % 4]) for i in range(rows)]
    numbers = rng.normal(size=rows)
    return ColumnTable(
        lat,
        lon,
        (
            Column("text", "T", "text", texts),
            Column("plain", "P", "text", many),
            Column("padded", "Z", "text", [f"id-{i:06d}" for i in range(rows)]),
            Column("category", "C", "category", texts),
            Column("many", "M", "category", many),
            Column("categories", "L", "categories", lists),
            Column("numbers", "N", "number", numbers),
            Column("coded", "D", "number", np.where(numbers > 1, math.nan, numbers.round(1))),
            Column("integer", "I", "integer", [None if n > 1 else int(n * 1e12) for n in numbers]),
            Column("id", "Id", "integer", np.arange(10**7, 10**7 + rows)),
        ),
        digits=digits,
    )  # fmt: skip


TABLES = {
    "many": _random(900, 4),
    "fine": _random(300, 5),
    "one": ColumnTable(np.array([90.0]), np.array([-180.0]), _random(1, 4).columns),
    "none": ColumnTable(np.zeros(0), np.zeros(0), _random(0, 4).columns),
    "equal": ColumnTable(np.full(40, 5.5), np.full(40, 180.0), _random(40, 4).columns),
    "nowhere": ColumnTable(np.full(3, math.nan), np.zeros(3), _random(3, 4).columns),
}


def expected(table: ColumnTable) -> dict[str, Any]:
    """What the page has to read: rows in Z-order, by a key of single bits."""

    def key(i: int) -> tuple[bool, str]:
        if math.isnan(table.lat[i]):
            return (True, "")
        scale = 10**table.digits
        y, x = round((table.lat[i] + 90) * scale), round((table.lon[i] + 180) * scale)
        return (False, "".join(f"{y >> bit & 1}{x >> bit & 1}" for bit in range(26, -1, -1)))

    order = sorted(range(len(table.lat)), key=key)
    placed = int(np.isfinite(table.lat).sum())
    columns = {
        column.name: [_plain(column.values[i], column.kind) for i in order]
        for column in table.columns
    }
    lat, lon = ([float(each[i]) for i in order[:placed]] for each in (table.lat, table.lon))
    gap = [None] * (len(order) - placed)
    return {"lat": lat + gap, "lon": lon + gap, "placed": placed, "columns": columns}


def _plain(value: Any, kind: str) -> Any:
    if kind == "number":
        return None if math.isnan(value) else float(np.float32(value)) + 0.0
    return value if value is None or kind != "integer" else int(value)


@needs_node
def test_the_page_reads_what_python_writes(tmp_path):
    for name, table in TABLES.items():
        (tmp_path / f"{name}.bin").write_bytes(container(encode_table(table)))
        (tmp_path / f"{name}.json").write_text(json.dumps(expected(table)), "utf-8")
    contents = [*map(np.random.default_rng(1).bytes, (*range(41), 5001)), b"\0" * 30, b"\xff" * 31]
    texts = [{"text": written(content), "hex": content.hex()} for content in contents]
    (tmp_path / "texts.json").write_text(json.dumps(texts), "utf-8")
    done = subprocess.run(
        [str(NODE), "--test", "--test-reporter=tap", str(TESTS)],
        env={**os.environ, "GEODEPOSITS_TABLES": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    counts = dict(re.findall(r"^# (pass|fail|skipped) (\d+)$", done.stdout, re.MULTILINE))
    assert int(counts["pass"]) >= 10
    assert (counts["fail"], counts["skipped"]) == ("0", "0")


@needs_node
def test_the_modules_go_together_in_one(tmp_path):
    """No name at the top of one module may be that of another: they become one module."""
    names = list(
        dict.fromkeys(
            [*MODULES[:-1], "columns.js", "discs.js", "palette.js", "cloud.js", MODULES[-1]]
        )
    )
    texts = [re.sub(r"^(?:import .*;$|export )", "", asset(name), flags=re.MULTILINE)
             for name in names]  # fmt: skip
    joined = tmp_path / "joined.mjs"

    def check(text: str) -> int:
        joined.write_text(text, "utf-8")
        return subprocess.run([str(NODE), "--check", str(joined)], capture_output=True,
                              check=False, timeout=60).returncode  # fmt: skip

    assert check("\n".join(texts)) == 0
    assert check("\n".join([*texts, "function decodeTable() {}"])) != 0
