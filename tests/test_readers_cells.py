"""Cells, figures and blocks of rows, read by column."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from geodeposits.errors import UnreadableFile
from geodeposits.quantity import Quantity
from geodeposits.readers import csv_table
from geodeposits.readers.cells import Cells, Reading, field_of, plain_end
from geodeposits.readers.figures import columns_of_figures


def read(names: dict[str, str], **columns: list[object]) -> tuple[Cells, Reading]:
    reading = Reading("t.csv")
    rows = len(next(iter(columns.values())))
    return Cells.read(list(range(2, rows + 2)), columns, names, reading), reading


@pytest.mark.parametrize(
    ("given", "plain"),
    [("1.50", "1.5"), ("1.0", "1"), ("100", "100"), ("0.05", "0.05"), ("0.00", "0")],
)
def test_zeros_at_the_end_of_decimals_say_nothing(given: str, plain: str) -> None:
    assert plain_end(given) == plain
    cells, _ = read({"ore_mt": "ore_mt"}, ore_mt=[given])
    assert cells.fields["ore_mt"].tolist() == [plain] == [Quantity.parse(given).text]


@pytest.mark.parametrize("given", ["7.44999999999999996", "123456789.12345678901234567"])
def test_seventeen_decimals_are_a_plain_figure(given: str) -> None:
    cells, _ = read({"ore_mt": "ore_mt"}, ore_mt=[given])
    assert cells.fields["ore_mt"].tolist() == [given] == [Quantity.parse(given).text]


@pytest.mark.parametrize("given", [">1", "~2", "1234567890", "0." + "3" * 18])
def test_other_figures_are_quantities_or_written_so(given: str) -> None:
    cells, _ = read({"ore_mt": "ore_mt"}, ore_mt=[given])
    value = cells.fields["ore_mt"][0]
    assert Quantity.parse(value) == Quantity.parse(given)


def test_a_text_is_stripped_and_a_blank_one_is_none() -> None:
    cells, _ = read({"name": "name"}, name=[" A ", "", "  ", "B"])
    assert cells.fields["name"].tolist() == ["A", None, None, "B"]
    assert cells.states("name").tolist() == [True, False, False, True]
    assert cells.get("name", "?").tolist() == ["A", "?", "?", "B"]
    assert cells.get("absent", "?").tolist() == ["?"] * 4


def test_what_cannot_be_read_is_told_by_row_then_column() -> None:
    names = {"id": "id", "lat": "lat", "ore_mt": "ore_mt"}
    cells, reading = read(names, id=["a", "b"], lat=["north", "1"], ore_mt=["3 Mt", "much"])
    assert [(f.origin, f.field, f.deposit) for f in reading.findings] == [
        ("t.csv:2", "lat", "a"),
        ("t.csv:2", "ore_mt", "a"),
        ("t.csv:3", "ore_mt", "b"),
    ]
    assert cells.fields["lat"].tolist() == [None, 1.0]


def test_half_a_position_is_told() -> None:
    _, reading = read({"lat": "lat", "lon": "lon"}, lat=["1", ""], lon=["", "2"])
    assert [(f.field, f.origin) for f in reading.findings] == [
        ("lon", "t.csv:2"),
        ("lat", "t.csv:3"),
    ]


def test_cells_that_look_different_are_read_apart() -> None:
    cells, _ = read({"ore_mt": "ore_mt"}, ore_mt=[1, 1.0, "1", None])
    assert cells.fields["ore_mt"].tolist() == ["1", "1", "1", None]


def test_a_heading_may_state_the_basis() -> None:
    cells, _ = read({"TREO pct": "grade_pct", "basis": "basis"}, **{
        "TREO pct": ["1", "2", ""], "basis": ["", "TREE", ""]
    })  # fmt: skip
    assert cells.fields["basis"].tolist() == ["TREO", "TREE", None]
    assert field_of(" TREO pct") == "grade_pct"


FIGURES = {"ore_mt": "ore_mt", "grade_pct": "grade_pct", "contained_kt": "contained_kt"}


def figures(ore: str, grade: str, contained: str, basis: str = "TREO") -> dict[str, object]:
    cells, _ = read(FIGURES, ore_mt=[ore], grade_pct=[grade], contained_kt=[contained])
    columns = columns_of_figures(cells, np.array([basis], dtype=object))
    return {name: values[0] for name, values in columns.items()}


def test_plain_figures_give_the_product_of_exact_decimals() -> None:
    row = figures("7.449999999999999", "1.1", "")
    assert row["product_kt_text"] == "81.949999999999989"
    assert row["reo_kt_text"] == row["product_kt_text"]
    assert row["ore_mt"] == row["ore_mt_low"] == row["ore_mt_high"] == 7.449999999999999
    assert row["contained_kt_text"] is None


@pytest.mark.parametrize(
    ("ore", "grade", "basis", "product", "oxides"),
    [
        ("20", "0.5", "TREO", "100", "100"),
        ("20", "0.5", "unstated", "100", None),
        ("20", "0.5", "LREO", "100", ">100"),
        (">20", "0.5", "REO", ">100", ">100"),
        ("0", "0.5", "TREO", "0", "0"),
    ],
)
def test_the_basis_tells_what_is_oxide(
    ore: str, grade: str, basis: str, product: str, oxides: str | None
) -> None:
    row = figures(ore, grade, "", basis)
    assert (row["product_kt_text"], row["reo_kt_text"]) == (product, oxides)


def test_a_stated_mass_comes_before_the_product() -> None:
    assert figures("20", "0.5", "99.0")["reo_kt_text"] == "99"


HEAD = "id,name,country\n"


@pytest.mark.parametrize("quoted", [False, True])
def test_blocks_of_rows_count_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quoted: bool
) -> None:
    monkeypatch.setattr(csv_table, "_AT_ONCE", 2)
    monkeypatch.setattr(csv_table, "_MOST_KNOWN", 1)
    first = '"tr-1","A\nB",TR' if quoted else "tr-1,A,TR"
    rows = ["", first, " , ,", "tr-2,B", "tr-3,C,TR,more", "tr-4,D,TR"]
    path = tmp_path / "t.csv"
    path.write_text("\n" + HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    dataset = csv_table.read_csv(path)
    lines = [int(origin.rpartition(":")[2]) for origin in dataset.deposits["origin"]]
    more = int(quoted)
    assert lines == [4, 6 + more, 7 + more, 8 + more]
    assert dataset.deposits["country"].isna().tolist() == [False, True, False, False]
    [long] = [f for f in dataset.reading if "4 cells" in f.message]
    assert long.origin.endswith(f":{7 + more}")


@pytest.mark.parametrize(("rows", "line"), [(1, 3), (2, 4), (3, 5)])
def test_an_open_quote_is_told_by_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, line: int
) -> None:
    monkeypatch.setattr(csv_table, "_AT_ONCE", 2)
    path = tmp_path / "t.csv"
    good = "".join(f"tr-{number},A,TR\n" for number in range(rows))
    path.write_text(HEAD + good + 'tr-x,"A,TR\n', encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        csv_table.read_csv(path)
    assert caught.value.line == line


def test_a_table_of_its_heading_alone_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(HEAD, encoding="utf-8")
    assert csv_table.read_csv(path).deposits.empty
