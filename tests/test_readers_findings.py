"""What is amiss in a table is a finding with its line; what cannot be read is one clear error."""

from __future__ import annotations

import pandas as pd
import pytest

from geodeposits.finding import Severity
from tests.readers_kit import HEAD, ROW, Table, refused, said, table

__all__ = ["table"]


def test_unknown_columns_are_noted_once(table: Table) -> None:
    dataset = table(f"{HEAD},owner,Ölçek", f"{ROW},x,y", f"{ROW.replace('tr-a', 'tr-b')},x,y")
    (finding,) = dataset.reading
    assert (finding.code, finding.severity, finding.origin) == ("GD103", Severity.NOTE, "my.csv:1")
    assert finding.message == "columns left aside: 'owner', 'Ölçek'"


def test_many_unknown_columns_are_one_short_line(table: Table) -> None:
    dataset = table(f"{HEAD}," + ",".join(f"c{n}" for n in range(500)), ROW)
    (finding,) = dataset.reading
    assert len(finding.message) < 200


def test_of_two_headings_for_a_field_the_first_is_read(table: Table) -> None:
    dataset = table(f"{HEAD},Latitude", f"{ROW},88")
    assert dataset.positions["lat"].tolist() == [39.6]
    assert [f.message for f in dataset.reading] == ["columns left aside: 'Latitude'"]


def test_missing_columns_are_noted_once(table: Table) -> None:
    dataset = table("name,lat", "A,1", "B,2")
    missing = dataset.check(select=["GD117"]).findings
    assert [finding.severity for finding in missing] == [Severity.NOTE] * len(missing)
    assert [finding.message.partition(":")[0] for finding in missing] == [
        "no row has admin1", "no row has country", "no row has lat, lon",
        "no row has ore_mt, grade_pct, contained_kt", "no row has type",
    ]  # fmt: skip
    assert dataset.deposits["id"].tolist() == ["xx-a", "xx-b"]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("ore_mt", "694 Mt", "GD105"), ("ore_mt", '"3,14"', "GD105"), ("ore_mt", "nan", "GD104"),
        ("ore_mt", "inf", "GD104"), ("ore_mt", "1e999", "GD104"), ("ore_mt", "true", "GD105"),
        ("lat", "north", "GD105"), ("lat", "nan", "GD104"), ("lat", "1e999", "GD104"),
        ("lat", '"39,6"', "GD105"), ("lat", "39°37'N", "GD105"), ("accuracy_m", "2 km", "GD105"),
        ("country", "Atlantis", "GD108"), ("country", "EU", "GD108"),
        ("type", "carbonatite", "GD108"),
        ("code", "JORK", "GD108"), ("categories", "measured; sure", "GD108"),
        ("effective", "2023-02-29", "GD109"), ("partner_country", "Nowhere", "GD108"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_counts_as_unknown(
    table: Table, column: str, cell: str, code: str
) -> None:
    cells = {"id": "tr-a", "name": "A", "country": "TR", "lat": "1", "lon": "2", column: cell}
    dataset = table(",".join(cells), ",".join(cells.values()))
    assert said(dataset) == [(code, "2", column)]
    (finding,) = dataset.reading
    assert (finding.severity, finding.deposit) == (Severity.ERROR, "tr-a")
    assert finding.message.startswith(f"{column}: ")
    assert dataset.deposits["name"].tolist() == ["A"]
    if column in dataset.deposits and column != "type":
        assert pd.isna(dataset.deposits.loc[0, column])


def test_half_a_position_is_none_and_is_said(table: Table) -> None:
    dataset = table(HEAD, "tr-a,A,TR,39.6,", "tr-b,B,TR,,31.35", "tr-c,C,TR,,")
    assert said(dataset) == [("GD109", "2", "lon"), ("GD109", "3", "lat")]
    assert len(dataset.positions) == 0


def test_an_unreadable_half_is_complained_of_once(table: Table) -> None:
    assert said(table(HEAD, "tr-a,A,TR,39.6,east")) == [("GD105", "2", "lon")]


def test_repeated_ids_are_numbered_and_said(table: Table) -> None:
    dataset = table(HEAD, ROW, ROW, "tr-a-2,B,TR,1,2", ROW)
    assert dataset.deposits["id"].tolist() == ["tr-a", "tr-a-2", "tr-a-2-2", "tr-a-3"]
    assert len(dataset.positions) == 4
    assert said(dataset) == [("GD102", line, "id") for line in ("3", "4", "5")]


def test_a_number_that_is_taken_is_passed_over(table: Table) -> None:
    dataset = table("id,name,country", "tr-a-2,A,TR", "tr-a,B,TR", "tr-a,C,TR", "tr-a,D,TR")
    assert dataset.deposits["id"].tolist() == ["tr-a-2", "tr-a", "tr-a-3", "tr-a-4"]


def test_a_row_without_an_id_gets_one_from_country_and_name(table: Table) -> None:
    dataset = table(
        "name,country", "Kızılcaören / Beylikova,TR", "Kızılcaören Beylikova,TR", "稀土,CN",
        "Norra Kärr,SE", "A,", f"{'x' * 100},TR",
    )  # fmt: skip
    assert dataset.deposits["id"].tolist() == [
        "tr-kizilcaoren-beylikova", "tr-kizilcaoren-beylikova-2", "cn-unnamed", "se-norra-karr",
        "xx-a", f"tr-{'x' * 56}",
    ]  # fmt: skip
    assert said(dataset) == []


def test_an_id_with_a_path_in_it_stays_a_text(table: Table) -> None:
    dataset = table(HEAD, "../../etc/passwd,A,TR,1,2")
    assert dataset.deposits["id"].tolist() == ["../../etc/passwd"]


def test_a_row_without_a_name_is_said(table: Table) -> None:
    dataset = table(HEAD, "tr-a,,TR,1,2", ",,TR,1,2", ",,Atlantis,,")
    assert dataset.deposits["name"].tolist() == ["tr-a", "tr-unnamed"]
    assert said(dataset) == [
        ("GD108", "4", "country"), ("GD109", "2", "name"), ("GD109", "3", "name"),
        ("GD109", "4", "name"),
    ]  # fmt: skip


def test_too_many_cells_are_said_and_the_row_is_read(table: Table) -> None:
    dataset = table(HEAD, ROW + ",5,6")
    (finding,) = dataset.reading
    assert (finding.code, finding.origin) == ("GD109", "my.csv:2")
    assert finding.message == "the row has 7 cells where the heading has 5"
    assert dataset.deposits["lat"].tolist() == [39.6]


def test_a_status_in_words_alone_is_off_the_ladder(table: Table) -> None:
    dataset = table("name,country,status_text", "A,TR,somewhere in between")
    assert dataset.status[["status", "status_text"]].to_numpy().tolist() == [
        ["other", "somewhere in between"]
    ]


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "line", "why"),
    [
        ([""], 1, "is empty"),
        ([" ", "", "\t"], 1, "is empty"),
        (["\ufeff"], 1, "is empty"),
        (["a,b,c", "1,2,3"], 1, "no heading is a field name: id, name"),
        ([",,", ",,"], 1, "no heading is a field name"),
        (["name,country,name", "A,TR,B"], 1, "heading 'name' stands twice"),
        ([HEAD, ROW, 'tr-b,"B,TR,1,2', "tr-c,C,TR,1,2", ""], 3, "broken CSV: unexpected end of"),
        ([HEAD, ROW, 'tr-b,"B" x,TR,1,2', "tr-c,C,TR,1,2"], 3, "broken CSV: "),
        ([HEAD, ROW, "tr-b,B\0,TR,1,2"], 3, "holds a NUL"),
        ([HEAD, ROW, "tr-b," + "B" * 10_000_001], 3, "broken CSV: field larger"),
        (["name" * 2_600_000], 1, "no heading is a field name"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read(table: Table, lines: list[str], line: int, why: str) -> None:
    error = refused(table, *lines)
    assert (error.line, why in str(error)) == (line, True), str(error)[:200]


def test_a_heading_alone_is_an_empty_dataset(table: Table) -> None:
    dataset = table(HEAD, "")
    assert len(dataset) == 0
    (note,) = dataset.reading
    assert (note.code, note.severity, note.origin.partition(":")[2]) == ("GD117", "note", "1")
    assert note.message.startswith("the table has 0 records")
