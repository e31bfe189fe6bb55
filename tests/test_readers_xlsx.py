"""XLSX in: sheets, cells, formulas, faults."""

from __future__ import annotations

import builtins
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import geodeposits
from geodeposits.dataset import Dataset
from geodeposits.errors import UnreadableFile
from geodeposits.readers import workbook as workbook_reader
from tests.binary_kit import refused, said

HEADING = ["Name", "Country", "Latitude", "Longitude", "Ore Mt", "treo_pct", "effective", "aside"]

ROWS = [
    ["Beylikova", "Türkiye", 39.61944, 31.35083, 694, ">1", date(2022, 7, 1), "x"],
    ["Fen", "NO", 59.27, 9.28, 559.0, 1.57, "2024", None],
]


def workbook(path: Path, *sheets: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_sheet_reads_as_a_csv_of_it_does(tmp_path: Path) -> None:
    book = geodeposits.read(workbook(tmp_path / "my.xlsx", [HEADING, *ROWS]))
    text = "\n".join(",".join("" if c is None else str(c) for c in row) for row in [HEADING, *ROWS])
    (tmp_path / "my.csv").write_text(text.replace("559.0", "559"), encoding="utf-8")
    table = geodeposits.read(tmp_path / "my.csv")
    for name, rows in book.tables():
        other = getattr(table, name)
        columns = [column for column in rows.columns if column != "origin"]
        assert rows[columns].astype(str).to_numpy().tolist() == (
            other[columns].astype(str).to_numpy().tolist()
        ), name
    assert book.estimates["ore_mt_text"].tolist() == ["694", "559"]
    assert book.estimates["grade_pct_text"].tolist() == [">1", "1.57"]
    assert book.estimates["effective"].tolist() == ["2022-07-01", "2024"]
    assert book.deposits["origin"].str.rpartition(":")[2].tolist() == ["2", "3"]


def test_the_first_sheet_with_a_known_heading_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "my.xlsx",
        [["About this file"], ["made by hand"]],
        [[None, None], ["name", "country"], [None, None], ["Fen", "NO"]],
    )
    dataset = geodeposits.read(path)
    assert dataset.deposits["name"].tolist() == ["Fen"]
    assert dataset.deposits["origin"].tolist() == [f"{path.as_posix()}:4"]


def test_a_bad_cell_is_a_finding_at_its_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name", "lat", "lon"], ["Fen", "north", 9.3]])
    (finding,) = [f for f in geodeposits.read(path).reading if f.code == "GD105"]
    assert finding.origin.endswith("my.xlsx:2")
    assert finding.field == "lat"


def test_text_stays_text_and_no_formula_is_run(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name", "country"], ['{{7*7}}<img src="x">', "NO"]])
    assert geodeposits.read(path).deposits["name"].tolist() == ['{{7*7}}<img src="x">']


@pytest.mark.parametrize("content", [b"name,country\nFen,NO\n", b"PK\x03\x04broken", b"\xd0\xcf"])
def test_what_is_no_workbook_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "my.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"my\.xlsx.*is no XLSX workbook"):
        geodeposits.read(path)


def test_a_mistake_of_ours_is_not_said_to_be_the_workbooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(_cell: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr("geodeposits.readers.workbook._plain_cell", mistaken)
    with pytest.raises(KeyError, match="ours"):
        geodeposits.read(workbook(tmp_path / "my.xlsx", [HEADING]))


def test_a_sheet_that_breaks_off_is_one_clear_error(tmp_path: Path) -> None:
    path, broken = workbook(tmp_path / "my.xlsx", [HEADING, *ROWS]), tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(broken, "w") as part:
        for name in whole.namelist():
            content = whole.read(name)
            part.writestr(name, content[:-40] if "sheet1" in name else content)
    with pytest.raises(UnreadableFile, match=r"broken\.xlsx.*is no XLSX workbook that can be read"):
        geodeposits.read(broken)


def test_a_workbook_without_a_heading_and_one_with_a_heading_twice(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no sheet has a heading among"):
        geodeposits.read(workbook(tmp_path / "a.xlsx", [["Deponija", "Land"], ["Fen", "NO"]], []))
    with pytest.raises(UnreadableFile, match="'name' stands twice"):
        geodeposits.read(workbook(tmp_path / "b.xlsx", [["name", "name"], ["Fen", "Fen"]]))


def test_without_openpyxl_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *args, **more)

    path = workbook(tmp_path / "my.xlsx", [HEADING])
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableFile, match=r"pip install 'geodeposits\[xlsx\]'"):
        geodeposits.read(path)


def in_format(path: Path, heading: str, value: object, number_format: str) -> Dataset:
    """Write one deposit whose second cell has a number format, and read it back."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["name", heading])
    sheet.append(["Fen", value])
    sheet["B2"].number_format = number_format
    book.save(path)
    return geodeposits.read(path)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.0314, "0.00%", "3.14"),
        (0.07, "0%", "7"),  # 7.000000000000001 in floats
        (1, "0%", "100"),
        (0.0157, '[Red]0.00%;-0.00%;"none"', "1.57"),
        (3.14, '0.00" %"', "3.14"),
        (3.14, r"0.00\%", "3.14"),
        (3.14, "General", "3.14"),
    ],
)
def test_a_percentage_counts_as_percent(
    tmp_path: Path, value: float, number_format: str, text: str
) -> None:
    for heading in ("grade_pct", "TREO pct"):
        dataset = in_format(tmp_path / "my.xlsx", heading, value, number_format)
        assert dataset.estimates["grade_pct_text"].tolist() == [text]
        assert said(dataset, "GD105") == []


@pytest.mark.parametrize(
    ("heading", "number_format", "why"),
    [
        ("ore_mt", "0.00%", "but the column is none of percent"),
        ("grade_pct", "[<1]0.00%;0.00", "in some cases only"),
        ("grade_pct", "0.00%%", "or of percents"),
    ],
)
def test_a_percentage_of_unclear_meaning_is_left_out(
    tmp_path: Path, heading: str, number_format: str, why: str
) -> None:
    dataset = in_format(tmp_path / "my.xlsx", heading, 0.5, number_format)
    assert len(dataset.estimates) == 0
    ((row, field, message),) = said(dataset, "GD105")
    assert (row, field) == ("2", heading)
    assert message.startswith(f"{heading}: is shown as a percentage ({number_format})")
    assert why in message


def test_a_percentage_in_a_column_left_aside_is_nobodys_business(tmp_path: Path) -> None:
    assert said(in_format(tmp_path / "my.xlsx", "slope", 0.5, "0%"), "GD105") == []


def test_a_formula_without_a_stored_value_is_a_finding(tmp_path: Path) -> None:
    rows = [["name", "ore_mt", "aside"], ["Fen", "=500+59", "=1+1"], ["=A2", None, None]]
    path = workbook(tmp_path / "my.xlsx", rows)
    dataset = geodeposits.read(path)
    formulas = [item for item in said(dataset, "GD109") if "formula" in item[2]]
    assert [item[:2] for item in formulas] == [("2", "ore_mt"), ("3", "name")]
    assert formulas[0][2] == (
        "ore_mt: holds a formula without a stored value: "
        "open and save the file in a spreadsheet program"
    )
    assert dataset.deposits["name"].tolist() == ["Fen"]


@pytest.mark.parametrize(("rows", "findings"), [(20, 20), (21, 1)])
def test_many_formulas_without_a_value_are_counted(
    tmp_path: Path, rows: int, findings: int
) -> None:
    table = [["name", "ore_mt"], *[[f"No. {row}", "=1+1"] for row in range(rows)]]
    found = said(geodeposits.read(workbook(tmp_path / "my.xlsx", table)), "GD109")
    assert len(found) == findings
    assert found[0][0] == "2"
    assert ("21 rows, of which this is the first" in found[0][2]) is (rows == 21)


def replaced(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change the bytes of one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_a_formula_with_a_stored_value_is_that_value(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name", "ore_mt", "note"], ["Fen", "=500+59", "=B9"]])
    stored = {b'"B2"><f>500+59</f><v />': b'"B2"><f>500+59</f><v>559</v>',
              b'"B2"><f>500+59</f><v></v>': b'"B2"><f>500+59</f><v>559</v>',
              b'"C2"><f>': b'"C2" t="str"><f>'}  # fmt: skip

    def calculated(content: bytes) -> bytes:
        for old, new in stored.items():
            content = content.replace(old, new)
        return content

    dataset = geodeposits.read(replaced(path, SHEET, calculated))
    assert dataset.estimates["ore_mt_text"].tolist() == ["559"]
    assert said(dataset, "GD109") == []


def test_cells_under_no_heading_are_findings(tmp_path: Path) -> None:
    rows = [
        ["name", None, "country", None],
        ["Fen", "stray", "NO", None, "beyond"],
        ["Tamra", None, "SE", None, " "],
    ]
    dataset = geodeposits.read(workbook(tmp_path / "my.xlsx", rows))
    assert dataset.deposits["country"].tolist() == ["NO", "SE"]
    assert said(dataset, "GD109") == [
        ("2", "", "the row has 5 cells where the heading has 3"),
        ("2", "", "cell 2 of the row stands under no heading, so it is left aside"),
    ]


def test_truth_errors_and_times_are_findings_and_no_texts(tmp_path: Path) -> None:
    rows = [
        ["name", "note", "ore_mt", "country", "zone", "aside"],
        ["Fen", True, "#REF!", "#N/A", time(12, 30), False],
    ]
    dataset = geodeposits.read(workbook(tmp_path / "my.xlsx", rows))
    assert said(dataset, "GD109") == [
        ("2", "note", "note: holds TRUE, which is neither a figure nor a text"),
        ("2", "ore_mt", "ore_mt: holds the error #REF!"),
        ("2", "country", "country: holds the error #N/A"),
        ("2", "zone", "zone: holds a time without a date"),
    ]
    assert {f.deposit for f in dataset.reading if f.field == "note"} == {"Fen"}
    assert len(dataset.estimates) == 0
    assert dataset.deposits["country"].isna().all()


def test_a_date_and_time_gives_its_date(tmp_path: Path) -> None:
    rows = [["name", "ore_mt", "effective"], ["Fen", 559, datetime(2024, 3, 31, 23, 59, 58)]]
    dataset = geodeposits.read(workbook(tmp_path / "my.xlsx", rows))
    assert dataset.estimates["effective"].tolist() == ["2024-03-31"]


def test_merged_headings_are_read_where_they_stand(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["name", "country", None], [None, None, None], ["Fen", "NO", "x"]):
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    book.save(tmp_path / "my.xlsx")
    dataset = geodeposits.read(tmp_path / "my.xlsx")
    assert dataset.deposits[["name", "country"]].to_numpy().tolist() == [["Fen", "NO"]]
    assert [item[2] for item in said(dataset, "GD109")] == [
        "the row has 3 cells where the heading has 2"
    ]


@pytest.mark.parametrize("stated", [b"A1", b"A1:XFD1048576"])
def test_the_size_that_a_sheet_states_is_not_believed(tmp_path: Path, stated: bytes) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name", "country"], ["Fen", "NO"]])
    replaced(path, SHEET, lambda content: content.replace(b'ref="A1:B2"', b'ref="%s"' % stated))
    assert geodeposits.read(path).deposits["country"].tolist() == ["NO"]


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml",
             "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]
)  # fmt: skip
@pytest.mark.parametrize(
    "change", [lambda c: c[: len(c) // 2], lambda c: b"", lambda c: b"\0\xff" * 40],
    ids=["cut", "empty", "junk"],
)  # fmt: skip
def test_a_broken_part_is_one_clear_error(
    tmp_path: Path, part: str, change: Callable[[bytes], bytes]
) -> None:
    path = replaced(workbook(tmp_path / "my.xlsx", [HEADING, *ROWS]), part, change)
    assert "my.xlsx: is no XLSX workbook that can be read: " in refused(path)


def test_broken_bytes_anywhere_are_one_error_or_no_matter(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my.xlsx", [HEADING, *ROWS])
    whole = path.read_bytes()
    outcomes = set()
    for place in range(0, len(whole), 101):
        path.write_bytes(whole[:place] + bytes(255 - b for b in whole[place : place + 6])
                         + whole[place + 6 :])  # fmt: skip
        try:
            geodeposits.read(path)
            outcomes.add("read")
        except UnreadableFile:
            outcomes.add("refused")
    assert "refused" in outcomes
    path.write_bytes(whole[: len(whole) // 2])
    assert "is no XLSX workbook" in refused(path)


def test_rows_that_break_off_are_an_error(tmp_path: Path) -> None:
    rows = [["name", "ore_mt"], *[[f"No. {n}", n] for n in range(3000)]]
    path = workbook(tmp_path / "my.xlsx", rows)
    replaced(path, SHEET, lambda c: c[: c.rindex(b"<row")])
    assert "is no XLSX workbook that can be read: no element found" in refused(path)
    replaced(path, SHEET, lambda c: c.replace(b"<v>2998</v>", b"<v>x</v>") + b"</sheetData>")
    assert "is no XLSX workbook that can be read: " in refused(path)
    shared = (
        b'<row r="3"><c r="A3" t="s"><v>99</v></c></row></sheetData>'  # of which there are none
    )
    replaced(workbook(path, rows[:2]), SHEET, lambda c: c.replace(b"</sheetData>", shared))
    assert "is no XLSX workbook that can be read: list index out of range" in refused(path)


def test_an_old_and_an_encrypted_workbook_are_called_so(tmp_path: Path) -> None:
    path = tmp_path / "my.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + b"W\0o\0r\0k\0b\0o\0o\0k\0")
    assert "is no XLSX workbook but of the old .xls format: save it as .xlsx" in refused(path)
    stream = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + stream)
    assert "it is encrypted, save it without a password" in refused(path)
    content = bytearray(workbook(path, [HEADING]).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(content)
    assert "it is encrypted" in refused(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name"], ["Fen"]])
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    monkeypatch.setattr(workbook_reader, "_LARGEST", size)
    assert geodeposits.read(path).deposits["name"].tolist() == ["Fen"]
    monkeypatch.setattr(workbook_reader, "_LARGEST", size - 1)
    assert "unpacks to more than" in refused(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my.xlsx", [["name"], ["Fen"]])
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (1_000_000_001).to_bytes(4, "little")
    path.write_bytes(content)
    assert "my.xlsx: unpacks to more than 1,000 MB" in refused(path)
