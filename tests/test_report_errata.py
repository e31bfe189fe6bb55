"""`check --errata`: what a database gets wrong, as a report for its keepers."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import Excerpt
from geodeposits.dataset import Dataset
from geodeposits.excerpts import excerpts_of
from geodeposits.finding import Finding, Severity
from geodeposits.inputs import read
from geodeposits.report.document import Document
from geodeposits.report.errata import errata_document
from geodeposits.report.errata_advice import ONE_TWICE, TWO_RECORDS
from geodeposits.report.errata_words import is_certain, suggestion, without
from geodeposits.report.markdown import markdown
from tests.checks_kit import dataset as dataset_of
from tests.errata_kit import GOOD, errata, here, row_of, rows, table

__all__ = ["here"]

UNTOLD = "not to be told from the record: see its source"


def only_row(document: Document) -> list[str]:
    (row,) = rows(document)
    return row


# --- What a row says -----------------------------------------------------------------------------


def test_a_row_has_record_words_fault_right_and_evidence() -> None:
    document = errata(row_of(country="IT", Latitude="8.3372", lon="46.1219"), select=("GD20",))
    record, says, wrong, right, evidence = only_row(document)
    assert record == "x-1 | Vein | Italy"
    assert says == "Latitude: 8.3372 | country: IT | lon: 46.1219"
    assert wrong.startswith("lat 8.3372°, lon 46.1219° lies 4,4")
    assert wrong.endswith(
        "outside Italy, in Somalia; with latitude and longitude swapped it lies inside"
    )
    assert right == "write lat 46.1219°, lon 8.3372°"
    assert evidence == (
        "the borders of countries at about 1:10 million, and the record's own position | "
        "line 2 of my.csv"
    )


FIGURES = {"basis": "TREO", "references": "Pittuck, 2013"}


@pytest.mark.parametrize(
    ("cells", "code", "right"),
    [
        ({"country": "NO", "Latitude": "-59", "lon": "9"}, "GD203", "lat 59°, lon 9°"),
        (
            {"ore_mt": "12.4", "grade_pct": "3.24", "contained_kt": "0.402"},
            "GD304",
            "402 kt would fit, or else 0.0124 Mt of ore (kt written as Mt)",
        ),
        ({"contained_kt": "216000"}, "GD307", "t, not kt: 216 kt?"),
        ({"contained_kt": "122000000"}, "GD307", "kg, not kt: 122 kt?"),
        (
            {"contained_kt": "42980", "grade_pct": "0.264"},
            "GD305",
            "42.98 kt in 16.28 Mt of ore would fit",
        ),
        ({"grade_pct": "170"}, "GD401", "170 ppm are 0.017 %"),
        ({"ore_mt": "17", "grade_pct": "0.1", "contained_kt": "6"}, "GD303", "17 kt"),
        ({"ore_mt": "30", "grade_pct": "2", "contained_kt": "30000"}, "GD308", "600 kt"),
        ({"ore_mt": "9.7", "contained_kt": "11700"}, "GD302", UNTOLD),
    ],
)
def test_what_would_be_right_is_told_where_a_rule_tells_it(
    cells: dict[str, str], code: str, right: str
) -> None:
    document = errata(row_of(**FIGURES, **cells), select=(code,))
    row = only_row(document)
    assert row[3].endswith(right)
    assert row[2] != ""
    assert row[2][-1] not in " :;"


@pytest.mark.parametrize(
    ("message", "right"),
    [
        ("a; write b", "write b"),
        ("a: name b, c: d", "name b, c: d"),
        ("naming: write", ""),
        ("a; the first would be 5°, or else 6°", "the first would be 5°, or else 6°"),
        ("x; in short tons? 5 kt would fit", "5 kt would fit"),
        ("a is stated, but b hold 5 kt: 3 times as much is stated", "5 kt"),
        ("ID_No 7 stands on an earlier row too", "an id of its own"),
        ("ID_No 7 stands on an earlier row too, it is said", ""),
        (
            "it lies 6 km outside Shaanxi, in Shanxi: the position or the province is wrong",
            "Shanxi, if the position is right; or else a position in Shaanxi",
        ),
        ("lat 4°, lon 1° lies 16 km outside A: the position or the province is wrong", ""),
        (
            "the positions of usmin (us-a), lat 42.7°, lon -111.5°, and of usgs lie 74.9 km apart",
            "about lat 42.7°, lon -111.5°",
        ),
        ("the positions of a and b lie 12 km apart", ""),
        (
            "'0.05–0.04' is no quantity: a range runs from the lower to the higher figure",
            "0.04–0.05",
        ),
        ("'1..83 inferred' is not read: '1..83' is no number", "perhaps 1.83"),
        ("'1/6' is no number", "perhaps 1.6"),
        ("'0035' is no number", "perhaps 0.035"),
        ("'035' is no number", ""),
        ("'x' is no number", ""),
        ("it is wrong", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_suggestions_are_read_from_messages(message: str, right: str) -> None:
    finding = Finding(code="GD303", severity=Severity.ERROR, message=message)
    assert suggestion(finding) == right


@pytest.mark.parametrize(
    ("message", "should", "wrong"),
    [
        ("a: write b", "write b", "a"),
        ("a: write b, c", "", "a: write b, c"),
        ("naen applies since 2011, and so on", "", "NAEN applies since 2011, and so on"),
        ("jorc 2012 applies since 2012-12: name it", "name it", "JORC 2012 applies since 2012-12"),
        ("it is jorc", "", "it is jorc"),
    ],
)
def test_what_is_wrong_is_told_without_what_is_right(message: str, should: str, wrong: str) -> None:
    assert without(message, should) == wrong


@pytest.mark.parametrize(
    ("code", "severity", "message", "certain"),
    [
        ("GD303", Severity.ERROR, "m", True),
        ("GD303", Severity.WARNING, "m", False),
        ("GD210", Severity.WARNING, "m", True),
        ("GD102", Severity.WARNING, "m", True),
        ("GD105", Severity.ERROR, "'1..8' is no number", True),
        ("GD105", Severity.ERROR, "'0.4 Y' is not read: 'y' is no word known here", False),
        ("GD801", Severity.WARNING, "m", False),
    ],
)
def test_what_cannot_be_right_is_told_from_what_is_worth_a_look(
    code: str, severity: Severity, message: str, *, certain: bool
) -> None:
    assert is_certain(Finding(code=code, severity=severity, message=message)) is certain


@pytest.mark.parametrize(
    ("message", "field", "right"),
    [
        (
            "x: 498 kt would fit, or else 0.0163 Mt",
            "contained_kt",
            "498 kt (0.498 in RR_TREO_Mt) would fit, or else 0.0163 Mt",
        ),
        ("hold ~1,111 kt: 30 % more is stated", "contained_kt", "~1,111 kt (~1.111 in RR_TREO_Mt)"),
        ("x: 498 kt would fit", "ore_mt", "498 kt would fit"),
        ("x; write 5", "contained_kt", "write 5"),
        (
            "contained 15 Mt is more than the 1 Mt of ore that hold it",
            "contained_kt",
            "perhaps 15 is a grade in percent, a column too far to the left",
        ),
        ("contained 15.1 Mt is more than the 1 Mt of ore that hold it", "contained_kt", UNTOLD),
        ("contained 15 kt is more than the 1 kt of ore that hold it", "contained_kt", UNTOLD),
    ],
)
def test_what_would_be_right_is_told_in_the_unit_of_the_column(
    message: str, field: str, right: str
) -> None:
    finding = Finding(code="GD303", severity=Severity.ERROR, message=message, field=field)
    excerpt = Excerpt(2, "1,2", 1, 1, "RR_TREO_Mt")
    assert only_row(of_one(table(GOOD), finding, excerpt))[3] == right
    if field == "contained_kt" and message.endswith("fit"):
        other = Excerpt(2, "1,2", 1, 1, "contained_kt")
        assert only_row(of_one(table(GOOD), finding, other))[3] == suggestion(finding)


def test_one_id_for_two_records_is_told_with_both_of_them() -> None:
    first, again = {**GOOD, "id": "7", "name": "Vein"}, {**GOOD, "id": "7", "name": "Lode"}
    dataset = table(first, again)
    finding = Finding(
        code="GD102", severity=Severity.WARNING, message="id 7 stands on an earlier row too",
        deposit="7", field="id", origin="my.csv:3",
    )  # fmt: skip
    result = CheckRun(findings=(finding,), rules=("GD102",))
    row = only_row(errata_document(dataset, result, excerpts_of([Path("my.csv")])))
    assert row == [
        "7 | Lode | Türkiye", "id: 7", "id 7 stands on an earlier row too", TWO_RECORDS,
        "the record as it is written | the id is that of Vein too, line 2 | line 3 of my.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "again", "right"),
    [
        ({"name": "Vein"}, {"name": "Vein"}, ONE_TWICE),
        ({"name": "Vein", "aliases": "Big Lode"}, {"name": "Lode", "aliases": "Vein"}, ONE_TWICE),
        ({"name": "Vein"}, {"name": "Vein", "Latitude": "38"}, TWO_RECORDS),
        ({"name": "Vein", "admin1": "Bolu"}, {"name": "Vein", "admin1": "Sivas"}, TWO_RECORDS),
        ({"name": "Vein"}, {"name": "Vein", "country": "GR"}, TWO_RECORDS),
        (
            {"name": "Vein"}, {"name": "Seam"},
            "the record stands as x-9 already: remove this one",
        ),
    ],
)  # fmt: skip
def test_what_bears_one_id_is_one_record_or_two(
    first: dict[str, str], again: dict[str, str], right: str
) -> None:
    rows_ = [row_of(**{"aliases": "", "admin1": "", "id": "7", **row}) for row in (first, again)]
    dataset = table(*rows_, {**rows_[0], "id": "x-9", "name": "Seam"})
    finding = Finding(
        code="GD102", severity=Severity.WARNING, message="id 7 stands on an earlier row too",
        deposit="7", field="id", origin="my.csv:3",
    )  # fmt: skip
    look = Finding(
        code="GD801", severity=Severity.WARNING, message="'A' is probably 7-2 'B' once more",
        deposit="7-2", field="name", origin="my.csv:3",
    )  # fmt: skip
    result = CheckRun(findings=(finding, look), rules=("GD102", "GD801"))
    document = errata_document(dataset, result, excerpts_of([Path("my.csv")]))
    one, two = rows(document)
    assert one[3] == right
    assert two[0].startswith("7 (line 3) | ")
    assert two[2] == "'A' is probably 7 (line 3) 'B' once more"
    lead = ["".join(span.text for span in part) for part in document.lead]
    assert "1 error and 1 entry worth a look in 1 of 3 records." in lead


@pytest.mark.parametrize(
    ("cells", "right"),
    [
        (
            {"aliases": "Eskisehir", "admin1": "Bolu"},
            "39.5972°, in Eskişehir as the record's names say; admin1 Bolu is then wrong as well",
        ),
        (
            {"aliases": "Eskisehir", "admin1": "Eskişehir"},
            "39.5972°, in Eskişehir as the record's names say",
        ),
        ({"aliases": "Sivas", "admin1": "Bolu"}, "the first would be 39.5972°, or else the 40.6°"),
    ],
)
def test_the_side_of_a_slip_that_the_names_support_is_told_alone(
    cells: dict[str, str], right: str
) -> None:
    dataset = table(row_of(Latitude="40.5972", lon="31.3672", **cells))
    finding = Finding(
        code="GD212", severity=Severity.ERROR, field="lat", deposit="x-1", origin="my.csv:2",
        message="a slip in the degrees; the first would be 39.5972°, or else the 40.6°",
    )  # fmt: skip
    assert only_row(of_one(dataset, finding))[3] == right


@pytest.mark.parametrize(
    ("code", "km", "certain"),
    [("GD210", "14.9", False), ("GD210", "15", True), ("GD210", "1,630", True),
     ("GD202", "99", False)],
)  # fmt: skip
def test_just_beyond_a_border_is_worth_a_look(code: str, km: str, *, certain: bool) -> None:
    message = f"lat 4°, lon 1° lies {km} km outside A, in B: the position or the province is wrong"
    finding = Finding(code=code, severity=Severity.WARNING, message=message)
    assert is_certain(finding) is certain


def test_records_are_counted_by_their_rows() -> None:
    read_, ruled = (
        Finding(code="GD201", severity=Severity.ERROR, message="m", deposit=d, origin="my.csv:2")
        for d in ("Vein of Ağrı", "x-1")
    )
    result = CheckRun(findings=(read_, ruled), rules=("GD201",))
    document = errata_document(table(row_of()), result, lambda _finding: None)
    lead = ["".join(span.text for span in part) for part in document.lead]
    assert "2 errors and 0 entries worth a look in 1 of 1 records." in lead


def test_the_folders_of_a_file_are_not_told() -> None:
    finding = Finding(code="GD303", severity=Severity.ERROR, message="m", origin="/a/b/my.csv:2")
    row = only_row(of_one(table(GOOD), finding))
    assert row[4] == "the record's own tonnage, grade and contained mass | line 2 of my.csv"


def test_sources_that_messages_name_are_listed_as_the_atlas_knows_them() -> None:
    atlas = dataset_of(
        sources=[{"key": "usgs-x", "title": "A table"}, {"key": "b-c", "title": "B"}]
    )
    finding = Finding(code="GD211", severity=Severity.ERROR, message="positions of usgs-x (a) and")
    result = CheckRun(findings=(finding,), rules=("GD211",))
    for given, told in ((atlas, True), (None, False)):
        document = errata_document(table(GOOD), result, lambda _finding: None, atlas=given)
        text = markdown(document)
        assert ("## Sources named" in text) is told
        assert ("**usgs-x**: A table" in text) is told
        assert "b-c" not in text


def test_figures_stand_with_what_the_record_cites() -> None:
    cells = {"ore_mt": "17", "grade_pct": "0.1", "contained_kt": "~6"}
    row = only_row(errata(row_of(**FIGURES, **cells), select=("GD303",)))
    assert row[1] == "contained_kt: ~6 | ore_mt: 17 | grade_pct: 0.1"
    assert row[4] == (
        "the record's own tonnage, grade and contained mass | the record cites Pittuck, 2013 | "
        "line 2 of my.csv"
    )


@pytest.mark.parametrize(
    ("columns", "cites"),
    [
        ("Source,references", "the record cites Pittuck, 2013"),
        ("Source,note", "the record cites GPS"),
        ("note,other", ""),
        ("Source,RR_Refs", "the record cites Pittuck, 2013"),
    ],
)
def test_references_come_before_what_else_is_called_a_source(columns: str, cites: str) -> None:
    text = f'name,ore_mt,{columns}\nA,5,GPS,"Pittuck, 2013"\n'
    Path("my.csv").write_text(text, encoding="utf-8")
    finding = Finding(code="GD303", severity=Severity.ERROR, message="m", origin="my.csv:2")
    result = CheckRun(findings=(finding,), rules=("GD303",))
    document = errata_document(read("my.csv"), result, excerpts_of([Path("my.csv")]))
    evidence = only_row(document)[4].split(" | ")
    assert [part for part in evidence if part.startswith("the record cites")] == (
        [cites] if cites else []
    )


def test_what_is_cited_is_named_for_figures_alone() -> None:
    row = only_row(errata(row_of(Latitude="95", references="Pittuck"), select=("GD201",)))
    assert "cites" not in row[4]


def of_one(dataset: Dataset, finding: Finding, excerpt: Excerpt | None = None) -> Document:
    result = CheckRun(findings=(finding,), rules=("GD303",))
    return errata_document(dataset, result, lambda _finding: excerpt)


def test_without_a_text_the_tables_say_what_the_record_says() -> None:
    dataset = table(row_of(ore_mt=">17", grade_pct="0.1", basis="TREO", contained_kt="6"))
    (claim,) = dataset.estimates["claim"]
    finding = Finding(
        code="GD303", severity=Severity.ERROR, message="m", deposit="x-1", claim=claim
    )
    row = only_row(of_one(dataset, finding))
    assert row[1] == "ore_mt: >17 | grade_pct: 0.1 | contained_kt: 6"
    assert row[0] == "x-1 | Vein | Türkiye"


def test_a_position_of_a_record_is_found_without_its_claim() -> None:
    dataset = table(row_of())
    finding = Finding(code="GD201", severity=Severity.ERROR, message="m", deposit="x-1")
    assert only_row(of_one(dataset, finding))[1] == "country: TR | lat: 39 | lon: 31"


def test_a_finding_about_no_record_has_a_row_too() -> None:
    finding = Finding(code="GD303", severity=Severity.WARNING, message="m")
    assert only_row(of_one(table(GOOD), finding)) == [
        "–", "", "m", UNTOLD, "the record's own tonnage, grade and contained mass",
    ]  # fmt: skip


def test_a_quoted_cell_loses_its_quotes() -> None:
    finding = Finding(code="GD303", severity=Severity.ERROR, message="m", field="ore_mt")
    excerpt = Excerpt(2, '5,"a ""b"", c",7', 3, 12, "Ore")
    assert only_row(of_one(table(GOOD), finding, excerpt))[1] == 'Ore: a "b", c'
