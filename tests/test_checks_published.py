"""GD117: a column that a table lacks is one note, not a finding a row; GD802."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geodeposits.checks import RULES, run
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.inputs import read
from tests.checks_kit import dataset, found_by

FULL = {
    "name": "A", "country": "TR", "admin1": "Eskişehir", "type": "carbonatite-ree", "lat": "39.6",
    "lon": "31.3", "accuracy_m": "500", "ore_mt": "30", "grade_pct": "3", "basis": "TREO",
    "contained_kt": "900", "code": "jorc", "effective": "2020",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def table(*rows: dict[str, str], without: tuple[str, ...] = ()) -> Dataset:
    rows = rows or (FULL,)
    columns = [name for name in rows[0] if name not in without]
    lines = [",".join(columns), *(",".join(row.get(name, "") for name in columns) for row in rows)]
    Path("my.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read("my.csv")


def notes(given: Dataset) -> list[Finding]:
    return list(run(given, select=["GD117"]).findings)


def missing(given: Dataset) -> list[str]:
    return [finding.message.partition(":")[0] for finding in notes(given)]


def test_a_table_with_every_column_lacks_none() -> None:
    assert notes(table()) == []


def test_a_table_without_rows_is_one_note() -> None:
    Path("my.csv").write_text(f"{','.join(FULL)}\n\n", encoding="utf-8")
    (note,) = notes(read("my.csv"))
    assert note.message == "the table has 0 records: there is nothing that a rule could look at"
    assert (note.severity, note.origin) == (Severity.NOTE, "my.csv:1")


def test_one_row_is_a_record() -> None:
    assert len(table({"name": "A"})) == 1
    assert not any("0 records" in note.message for note in notes(table({"name": "A"})))


@pytest.mark.parametrize(
    ("without", "said"),
    [
        (("country",), ["no row has country"]),
        (("admin1",), ["no row has admin1"]),
        (("accuracy_m",), ["no row has accuracy_m"]),
        (("basis",), ["no row has basis"]),
        (("type",), ["no row has type"]),
        (("code",), ["no row has code"]),
        (("effective",), ["no row has effective, published"]),
        (("lat", "lon", "accuracy_m"), ["no row has lat, lon"]),
    ],
)
def test_a_column_that_is_missing_is_one_note(without: tuple[str, ...], said: list[str]) -> None:
    rows = [{**FULL, "name": f"A{n}"} for n in range(50)]
    assert missing(table(*rows, without=without)) == said


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ("country", "no row has country: GD202, GD203, GD204, GD205, GD210 and GD801"),
        ("admin1", "no row has admin1: GD210"),
        ("accuracy_m", "no row has accuracy_m: GD207 and GD209"),
        ("basis", "no row has basis: GD405, GD406, GD408, GD409 and GD415"),
        ("type", "no row has type: GD309, GD403, GD404 and GD410"),
        ("code", "no row has code: GD507, GD508 and GD509"),
        ("effective", "no row has effective, published: GD508, GD511, GD602 and GD604"),
        ("lat lon accuracy_m", "no row has lat, lon: GD2xx and GD801"),
        (
            "ore_mt grade_pct contained_kt basis code effective",
            "no row has ore_mt, grade_pct, contained_kt: GD3xx and GD4xx",
        ),
    ],
)
def test_a_note_names_every_rule_that_could_not_look(without: str, said: str) -> None:
    (note,) = notes(table(without=tuple(without.split())))
    assert note.message == f"{said} could not look"
    assert note.field == said.split()[3].rstrip(":,")


@pytest.mark.parametrize(("axis", "other"), [("lat", "lon"), ("lon", "lat")])
def test_one_axis_is_no_lack_of_both(axis: str, other: str) -> None:
    given = table()
    without = replace(given, positions=given.positions.assign(**{axis: float("nan")}))
    assert missing(without) == []
    neither = replace(without, positions=without.positions.assign(**{other: float("nan")}))
    assert missing(neither) == ["no row has lat, lon"]


@pytest.mark.parametrize("column", ["effective", "published"])
def test_either_date_will_do(column: str) -> None:
    row = {name: text for name, text in FULL.items() if name != "effective"}
    given = table(row)
    assert missing(given) == ["no row has effective, published"]
    dated = replace(given, estimates=given.estimates.assign(**{column: "2020"}))
    assert missing(dated) == []


def test_what_the_reader_said_of_a_package_is_said_again() -> None:
    codes = ("GD801", "GD802", "GD802")
    said = [Finding(code=c, severity=Severity.ERROR, message=f"m{n}") for n, c in enumerate(codes)]
    given = replace(dataset(), reading=tuple(said))
    assert found_by("GD802", given) == (said[1], said[2])
    assert list(RULES["GD802"].found(given)) == said[1:]


def test_a_table_without_positions_or_figures_lacks_nothing_that_rests_on_them() -> None:
    row = {"name": "A", "country": "TR", "admin1": "x", "type": "carbonatite-ree"}
    assert missing(table(row)) == [
        "no row has lat, lon",
        "no row has ore_mt, grade_pct, contained_kt",
    ]


def test_a_column_that_is_there_but_empty_is_missing_too() -> None:
    empty = {**FULL, "accuracy_m": "", "type": "unknown", "code": "unstated"}
    assert missing(table(empty, {**empty, "name": "B"})) == [
        "no row has accuracy_m",
        "no row has code",
        "no row has type",
    ]


def test_one_row_that_has_it_is_enough() -> None:
    without = {**FULL, "name": "B", "country": "", "admin1": "", "accuracy_m": "", "type": ""}
    assert missing(table(FULL, *[without] * 3)) == []


@pytest.mark.parametrize("name", ["ore_mt", "grade_pct", "contained_kt"])
def test_any_figure_will_do(name: str) -> None:
    figures = ("ore_mt", "grade_pct", "contained_kt")
    others = tuple(other for other in figures if other != name)
    assert missing(table(without=others)) == []


def test_the_note_stands_at_the_heading_and_names_the_rules() -> None:
    (note,) = notes(table(without=("accuracy_m",)))
    assert (note.severity, note.origin, note.field) == (
        Severity.NOTE, "my.csv:1", "accuracy_m",
    )  # fmt: skip
    assert note.message.startswith("no row has accuracy_m: GD207")
    assert note.message.endswith("could not look")
    assert note.deposit == ""
    (note,) = notes(table(without=("lat", "lon", "accuracy_m")))
    assert note.message == "no row has lat, lon: GD2xx and GD801 could not look"
    assert note.field == "lat"


def test_the_published_dataset_and_seeds_are_no_table(beylikova: Dataset) -> None:
    assert notes(beylikova) == []


def test_a_table_without_rows_lacks_nothing() -> None:
    empty = table().filter(country=("NO",))
    assert empty.deposits.empty
    assert notes(empty) == []


def test_rows_without_a_name_column_are_one_finding() -> None:
    rows = [{**FULL, "lat": f"39.{n}"} for n in range(1, 6)]
    given = table(*rows, without=("name",))
    found = [f for f in given.reading if "name" in f.message]
    assert [(f.code, f.origin) for f in found] == [("GD109", "my.csv:1")]
    assert len(given.positions) == 5
