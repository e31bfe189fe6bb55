"""Columns of texts as bytes: any text survives, the bytes are the same, an order is kept."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from geodeposits.maps.columns import Column, encode_table
from geodeposits.maps.container import container, packed, written
from tests.codec_kit import LETTERS, bytes_of
from tests.columns_kit import column, encoded, meta_of, table_of, values_of

ROOT = Path(__file__).resolve().parent.parent

HOSTILE = (
    "</script><script>alert(1)</script>",
    "{{ cycler.__init__ }}{% raw %}",
    "two\nlines\r\nand \\n no line",
    "nul\x00 esc\x1b \u2028 \u202e",
    "\ufeffmark first",
    "\\",
    "",
    "Kızılcaören 稀土 🜨",
)

LONE = "lone \ud800 surrogate \udfff"


# --- Hostile texts -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["text", "category"])
def test_every_text_survives(kind):
    assert values_of(encoded(kind, list(HOSTILE))) == list(HOSTILE)


def test_a_lone_surrogate_is_replaced_and_breaks_nothing():
    shown = "lone \ufffd surrogate \ufffd"
    assert values_of(encoded("text", [LONE, "b"])) == [shown, "b"]
    blocks = encoded("category", ["\ud800", "\ufffd", "\udfff", "b"])
    assert meta_of(blocks)["columns"][0]["values"] == ["\ufffd", "b"]
    assert values_of(blocks) == ["\ufffd"] * 3 + ["b"]
    assert values_of(encoded("categories", [[LONE]])) == [[shown]]
    named = table_of([0.0], [0.0], Column(LONE, LONE, "text", ["x"], LONE), search=(LONE,))
    meta = meta_of(encode_table(named))
    assert meta["columns"][0] == {"name": shown, "label": shown, "kind": "text", "unit": shown}
    assert meta["search"] == [shown]


def test_nothing_of_a_text_is_seen_in_the_page():
    blocks = encoded("text", list(HOSTILE))
    text = packed(container(blocks))
    assert set(text) <= set(LETTERS)
    assert gzip.decompress(bytes_of(text)) == container(blocks)


def test_letters_are_none_that_html_or_a_template_would_take_for_its_own():
    assert len(LETTERS) == len(set(LETTERS)) == 91
    assert not set(LETTERS) & set("<&{ \n")
    assert LETTERS.isascii()
    assert LETTERS.isprintable()
    every = b"".join(
        (low + 91 * high).to_bytes(2, "little") for low in range(91) for high in (0, 90)
    )
    assert set(written(every * 9)) <= set(LETTERS)


@pytest.mark.parametrize("fill", [b"\0", b"\xff", None])
def test_bytes_of_any_length_come_back(fill):
    rng = np.random.default_rng(7)
    for length in (*range(41), 1000, 1001, 99_999):
        content = rng.bytes(length) if fill is None else fill * length
        assert bytes_of(written(content)) == content


def test_text_is_shorter_than_base64():
    content = np.random.default_rng(8).bytes(13_000)
    assert len(written(content)) == 16_000


def test_what_is_written_is_written_out():
    assert written(b"") == ""
    assert written(b"\0") == "!!"
    assert written(b"\x01") == '"!'
    assert written(b"\0\0") == "!!!"  # 13 bits in two letters, 3 bits in one
    assert written(b"\xff\xff") == LETTERS[0x1FFF % 91] + LETTERS[0x1FFF // 91] + LETTERS[7]


def test_a_name_cannot_take_the_place_of_a_block():
    blocks = encode_table(table_of([0.0], [0.0], column("text", ["t"], "meta")), "p")
    assert list(blocks) == ["p.meta", "p.z", "p.0"]


# --- The same bytes ------------------------------------------------------------------------------


_SCRIPT = """
import hashlib, numpy as np
from geodeposits.maps.columns import Column, ColumnTable, encode_table
from geodeposits.maps.container import container, packed, written
from tests.codec_kit import LETTERS, bytes_of
n = 500
rng = np.random.default_rng(1)
word = np.array([f"w{i}" for i in range(40)], dtype=object)[rng.integers(0, 40, n)]
table = ColumnTable(rng.uniform(-90, 90, n), rng.uniform(-180, 180, n), (
    Column("c", "C", "category", word),
    Column("d", "D", "categories", [[a, b] for a, b in zip(word, word[::-1])]),
    Column("n", "N", "number", rng.normal(size=n)),
    Column("i", "I", "integer", rng.integers(0, 9, n)),
    Column("t", "T", "text", word),
))
print(hashlib.sha256(packed(container(encode_table(table))).encode()).hexdigest())
"""


def test_the_bytes_do_not_depend_on_hashes():
    def run(seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PATH": ""}, timeout=60,
        )  # fmt: skip
        return done.stdout

    assert run("1") == run("2") != ""


def test_arguments_stay_untouched():
    words = np.array(["b", None, "a"], dtype=object)
    lat = np.array([3.0, 2.0, 1.0])
    encode_table(table_of(lat, lat, column("category", words), column("text", words, "y")))
    assert words.tolist() == ["b", None, "a"]
    assert lat.tolist() == [3.0, 2.0, 1.0]


# --- An order of texts ---------------------------------------------------------------------------


def ordered(values: list[str], order: tuple[str, ...]) -> dict[str, bytes]:
    places = [0.0] * len(values)
    return encode_table(table_of(places, places, Column("x", "X", "category", values, order=order)))


def test_texts_with_an_order_keep_it_whatever_is_frequent():
    values = ["high", "low", "high", "", "mid", "high", "mid"]
    blocks = ordered(values, ("low", "mid", "high"))
    about = meta_of(blocks)["columns"][0]
    assert (about["values"], about["ordered"]) == (["", "low", "mid", "high"], True)
    assert values_of(blocks) == values
    assert ordered(values, ("low", "mid", "high")) == blocks


def test_what_an_order_names_in_vain_is_left_out_and_what_it_lacks_comes_last():
    blocks = ordered(["b", "z", "z", "y", "a"], ("a", "none", "b"))
    assert meta_of(blocks)["columns"][0]["values"] == ["a", "b", "z", "y"]
    assert values_of(blocks) == ["b", "z", "z", "y", "a"]


def test_a_category_without_an_order_says_nothing_of_one():
    assert "ordered" not in meta_of(encoded("category", ["a", "b"]))["columns"][0]
