"""The text behind a finding: the key of a seed, the cell of a table."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from geodeposits.checks.formats import Excerpt
from geodeposits.checks.formats.excerpt import no_excerpt, place_of
from geodeposits.excerpts import excerpts_of
from geodeposits.finding import Finding, Severity
from geodeposits.readers.usgs_ree import HEADINGS


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def finding(origin: str, field: str = "") -> Finding:
    return Finding(code="GD1", severity=Severity.ERROR, message="m", origin=origin, field=field)


def excerpt(text: str, line: int, field: str = "", *, name: str = "my.csv") -> Excerpt | None:
    Path(name).write_text(text, encoding="utf-8", newline="")
    return excerpts_of([Path(name)])(finding(f"{name}:{line}", field))


def meant(text: str, line: int, field: str, *, name: str = "my.csv") -> str:
    found = excerpt(text, line, field, name=name)
    assert found is not None
    assert found.text in text.replace("\r\n", "\n").split("\n")
    assert found.text == text.replace("\r\n", "\n").split("\n")[found.line - 1]
    return found.text[found.column - 1 : found.column - 1 + found.length]


# --- Tables --------------------------------------------------------------------------------------

TABLE = 'name,Latitude,lon,"Ore, Mt"\nA,95,31,5\n"B, ""b""",39,31,"694"\n'


def test_a_cell_has_line_column_and_heading() -> None:
    assert excerpt(TABLE, 2, "lat") == Excerpt(2, "A,95,31,5", 3, 2, "Latitude")
    assert excerpt(TABLE, 3, "name") == Excerpt(3, '"B, ""b""",39,31,"694"', 1, 10, "name")


@pytest.mark.parametrize(
    ("field", "text"), [("lat", "39"), ("lon", "31"), ("name", '"B, ""b"""'), ("Ore, Mt", '"694"')]
)
def test_quotes_keep_cells_together(field: str, text: str) -> None:
    assert meant(TABLE, 3, field) == text


@pytest.mark.parametrize("sep", [",", ";", "\t"])
def test_any_delimiter_is_found(sep: str) -> None:
    text = sep.join(["name", "lat", "lon"]) + "\n" + sep.join(["A", "95", "31"]) + "\n"
    assert meant(text, 2, "lat") == "95"


def test_bounds_belong_to_their_figure() -> None:
    text = "name,ore_mt\nA,694\n"
    for field in ("ore_mt", "ore_mt_low", "ore_mt_high", "ore_mt_text"):
        assert meant(text, 2, field) == "694"


def test_a_column_of_its_own_comes_before_that_of_the_figure() -> None:
    assert meant("ore_mt,ore_mt_low\n5,4\n", 2, "ore_mt_low") == "4"


def test_headings_of_the_usgs_table_are_known() -> None:
    text = f"{HEADINGS['lat']},{HEADINGS['reo_mt']},{HEADINGS['number']}\n8.3,0.5,8181\n"
    assert meant(text, 2, "lat") == "8.3"
    assert meant(text, 2, "contained_kt") == "0.5"
    assert meant(text, 2, HEADINGS["number"]) == "8181"
    found = excerpt(text, 2, "contained_kt")
    assert found is not None
    assert found.heading == HEADINGS["reo_mt"]


def test_a_cell_over_several_lines_is_marked_where_it_begins() -> None:
    text = 'name,note,lat\r\n"A\r\nB","x ""y""\r\nz",95\r\nC,n,39\r\n'
    assert meant(text, 2, "lat") == "95"
    found = excerpt(text, 2, "lat")
    assert found is not None
    assert (found.line, found.text, found.column) == (4, 'z",95', 4)
    note = excerpt(text, 2, "note")
    assert note is not None
    assert (note.line, note.column, note.length) == (3, 4, 8)
    assert meant(text, 5, "lat") == "39"


def test_lines_before_the_heading_are_passed_over() -> None:
    assert meant("\n,,\nname,lat\nA,95\n", 4, "lat") == "95"


def test_a_field_that_is_no_column_leaves_the_line() -> None:
    assert excerpt("name,lat\nA,95\r\n", 2, "type") == Excerpt(2, "A,95")
    assert excerpt("name,lat\nA,95\n", 2) == Excerpt(2, "A,95")


def test_the_heading_itself_is_a_line_without_a_cell() -> None:
    assert excerpt("name,lat\nA,95\n", 1, "lat") == Excerpt(1, "name,lat")


def test_a_row_that_is_too_short_has_no_cell() -> None:
    assert excerpt("name,lat\nA\n", 2, "lat") == Excerpt(2, "A")


@pytest.mark.parametrize(
    "origin", ["my.csv:0", "my.csv:9", "my.csv", "my.csv:x", "other.csv:1", ""]
)
def test_without_a_line_there_is_no_text(origin: str) -> None:
    Path("my.csv").write_text("name,lat\nA,95\n", encoding="utf-8")
    Path("other.csv").write_text("name,lat\nA,95\n", encoding="utf-8")
    assert excerpts_of([Path("my.csv")])(finding(origin)) is None


def test_the_last_line_is_a_line() -> None:
    assert excerpt("name,lat\nA,95", 2) == Excerpt(2, "A,95")


def test_a_file_is_read_in_the_encoding_that_was_named() -> None:
    Path("my.csv").write_bytes("name,lat\nKızıl,95\n".encode("cp1254"))
    named = excerpts_of([Path("my.csv")], encoding="cp1254")
    assert named(finding("my.csv:2", "name")) == Excerpt(2, "Kızıl,95", 1, 5, "name")
    assert excerpts_of([Path("my.csv")])(finding("my.csv:2", "name")) is None


def test_workbooks_have_no_text() -> None:
    Path("my.xlsx").write_bytes(b"PK\x03\x04 a\nb\n")
    assert excerpts_of([Path("my.xlsx")])(finding("my.xlsx:2")) is None


def test_a_json_has_its_line() -> None:
    assert excerpt("{\n}\n", 2, name="my.geojson") == Excerpt(2, "}")


def test_a_file_is_read_once() -> None:
    Path("my.csv").write_text("name,lat\nA,95\n", encoding="utf-8")
    find = excerpts_of([Path("my.csv")])
    before = find(finding("my.csv:2", "lat"))
    Path("my.csv").unlink()
    assert before is not None
    assert find(finding("my.csv:2", "lat")) == before


def test_a_line_alone_begins_at_its_first_letter_and_marks_nothing() -> None:
    assert (Excerpt(2, "A").column, Excerpt(2, "A").length, Excerpt(2, "A").heading) == (1, 0, "")


@pytest.mark.parametrize(
    ("origin", "place"),
    [
        ("my.csv:12", ("my.csv", 12)),
        ("C:/my.csv:12", ("C:/my.csv", 12)),
        ("my.csv", ("my.csv", 0)),
        ("my.csv:x", ("my.csv:x", 0)),
        ("my.csv:", ("my.csv:", 0)),
        (":5", (":5", 0)),
        ("", ("", 0)),
    ],
)
def test_the_place_of_a_finding(origin: str, place: tuple[str, int]) -> None:
    assert place_of(finding(origin), None) == place
    moved = (place[0], 9) if place[1] else place
    assert place_of(finding(origin), Excerpt(9, "A")) == moved
    assert no_excerpt(finding(origin)) is None


# --- Which files ---------------------------------------------------------------------------------


def test_only_files_that_were_read_are_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text("key = 1\n", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.toml").write_text("key = 1\n", encoding="utf-8")
    find = excerpts_of([Path("seeds")])
    assert find(finding("seeds/a.toml:1")) == Excerpt(1, "key = 1")
    assert find(finding("secret.toml:1")) is None
    assert find(finding("seedsx/a.toml:1")) is None


def test_the_folder_one_stands_in_may_be_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("key = 1\n", encoding="utf-8")
    assert excerpts_of([Path()])(finding("a.toml:1")) == Excerpt(1, "key = 1")


def test_a_file_of_a_package_is_named_by_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    folder.mkdir(parents=True)
    (folder / "positions.csv").write_text("id,lat\na,95\n", encoding="utf-8")
    find = excerpts_of([folder])
    found = find(finding("data/positions.csv:2", "lat"))
    assert found is not None
    assert (found.text, found.column) == ("a,95", 3)
    assert find(finding("other/positions.csv:2", "lat")) is None


# --- Seeds ---------------------------------------------------------------------------------------

SEED = """\
name = "A # b"
country = 'TR'
aliases = ["x", "y"]
status = { status = "talks", date = 2013-09-30 }

[[positions]]
lat = 95.0
lon = -31.5  # where
cite = { source = "usgs", at = "p. 4, table 7" }

[[positions]]
lat = 39.0
accuracy_m=500

[[estimates]]
ore_mt = "~694"
note = "ore_mt = 5"
effective = "2011"
"""


@pytest.mark.parametrize(
    ("line", "field", "number", "text"),
    [
        (6, "lat", 7, "95.0"),
        (6, "lon", 8, "-31.5"),
        (6, "at", 9, '"p. 4, table 7"'),
        (6, "source", 9, '"usgs"'),
        (11, "lat", 12, "39.0"),
        (11, "accuracy_m", 13, "500"),
        (15, "ore_mt", 16, '"~694"'),
        (15, "ore_mt_low", 16, '"~694"'),
        (15, "estimates.ore_mt", 16, '"~694"'),
        (15, "date", 18, '"2011"'),
        (1, "name", 1, '"A # b"'),
        (1, "country", 2, "'TR'"),
        (1, "aliases", 3, '["x", "y"]'),
        (1, "date", 4, "2013-09-30"),
        (2, "country", 2, "'TR'"),
    ],
)
def test_a_key_is_found_in_the_table_of_its_claim(
    line: int, field: str, number: int, text: str
) -> None:
    found = excerpt(SEED, line, field, name="a.toml")
    assert found is not None
    assert found.line == number
    assert meant(SEED, line, field, name="a.toml") == text


@pytest.mark.parametrize(("line", "field"), [(11, "lon"), (6, "accuracy_m"), (15, "lat")])
def test_a_key_of_another_table_is_not_taken(line: int, field: str) -> None:
    found = excerpt(SEED, line, field, name="a.toml")
    assert found == Excerpt(line, SEED.splitlines()[line - 1])


def test_a_seed_with_crlf_has_no_cr_in_its_text() -> None:
    found = excerpt("[[positions]]\r\nlat = 95\r\n", 1, "lat", name="a.toml")
    assert found == Excerpt(2, "lat = 95", 7, 2)


def test_a_place_is_the_same_whoever_asks() -> None:
    Path("a.toml").write_text(SEED, encoding="utf-8")
    find = excerpts_of([Path("a.toml")])
    one = finding("a.toml:6", "lat")
    assert find(one) == find(dataclasses.replace(one, message="other"))
