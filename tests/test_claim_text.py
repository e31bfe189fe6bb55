"""Estimates as free text: every shape that occurs, what joins, and that no figure is lost."""

from __future__ import annotations

import pytest

from geodeposits.claim_text import COLUMNS, Unread, read_estimates
from geodeposits.quantity import Quantity
from tests.claim_text_kit import line, lines


def refused(text: str, column: str = "ore") -> Unread:
    """Read a cell of which nothing can be read."""
    stated, (unread,) = read_estimates(**{**dict.fromkeys(COLUMNS, ""), column: text})
    assert stated == []
    assert unread.column == column
    return unread


# --- One figure ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("25.1", "25.1"),
        ("  0.10\t", "0.1"),
        ("0", "0"),
        ("1,628", "1628"),
        ("12,345,678.5", "12345678.5"),
        (">200", ">200"),
        ("<0.05", "<0.05"),
        (">= 5", "≥5"),
        ("≤5", "≤5"),
        ("~0.089", "~0.089"),
        ("≈0.089", "~0.089"),
        ("5.17-6.19", "5.17–6.19"),
        ("0.05 to 0.2", "0.05–0.2"),
        ("~0.5 – 0.6", "~0.5–0.6"),
        ("0.5–36(10.6 average)", "10.6 (0.5–36)"),
        ("~0.5–36 (10.6 average)", "~10.6 (0.5–36)"),
        ("170.", "170"),
        ("1.50%", "1.5"),
        ("0.0008?", "~0.0008"),
        (">0.6?", ">0.6"),
        ("0.5–0.6 ?", "~0.5–0.6"),
        ("0.9%(?)", "~0.9"),
        ("0. 21", "0.21"),
        ("estimated at >1.45", ">1.45"),
        ("3000 est.", "3000"),
        ("150 total", "150"),
    ],
)
def test_a_figure(text: str, read: str) -> None:
    assert lines(grade=text) == [f"- - {read}"]


@pytest.mark.parametrize("blank", ["", "  ", "\t\n", ";", "; ; ,", "2)", "1) ; 2)"])
def test_a_blank_cell_states_nothing(blank: str) -> None:
    assert read_estimates(blank, blank, blank) == ([], [])


def test_what_was_doubtful_in_the_writing_is_a_remark() -> None:
    (stated,), _ = read_estimates("0. 21 estimated", "0.0008?", "0.9%(?)")
    assert stated.remarks == (
        "'0. 21' read as 0.21",
        "queried in the table: 0.0008?",
        "queried in the table: 0.9%(?)",
    )
    assert read_estimates("21 estimated", "~8", "9")[0][0].remarks == ()


@pytest.mark.parametrize(
    ("column", "text", "read"),
    [("ore", "440 Mt", "440"), ("reo", "4Mt", "4"), ("grade", "4%", "4")],
)
def test_a_unit_that_is_the_columns_own(column: str, text: str, read: str) -> None:
    (stated,), _ = read_estimates(**{**dict.fromkeys(COLUMNS, ""), column: text})
    assert getattr(stated, column) == Quantity.parse(read)


# --- What cannot be read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1/6", "'1/6' is no number"),
        ("1..83 inferred", "'1..83' is no number"),
        ("0035–0.060", "'0035' is no number"),
        ("1,62", "'1,62' is no number"),
        ("1, 628", "'1,' is no number"),
        ("1. 5", "'1. 5' is no number"),
        ("٣", "'٣' is no number"),
        ("1٣", "'1٣' is no number"),
        ("1.2e-5", "'e-5' stands too close to the figure"),
        ("5a", "'a' stands too close to the figure"),
        ("5+", "'+' stands too close to the figure"),
        ("5 + inferred", "'+ inferred' stands too close to the figure"),
        ("0.4 Y", "'y' is no word known here"),
        ("1,628 long tons", "'long' is no word known here"),
        ("1.2.3", "'.3' is no word known here"),
        ("1 628", "'628' is no word known here"),
        ("1−3", "'−3' is no word known here"),
        ("1—3", "'—3' is no word known here"),
        ("1‑3", "'‑3' is no word known here"),
        ("1–3) 5", "')' is no word known here"),
        ("100) 5", "')' is no word known here"),
        ("0.5 (10.6 average)", "'(10.6' is no word known here"),
        ("5 (CeO2; La2O3)", "'(ceo2;' is no word known here"),
        ("large", "no figure"),
        ("–5", "no figure"),
        ("-5", "no figure"),
        ("(5)", "no figure"),
        ("Th: 5", "no figure"),
        ("inferred: 5", "no figure"),
        ("0.0405–0.0365", "a range runs from the lower to the higher figure"),
        ("1–3 (9 average)", "a range runs from the lower to the higher figure"),
        (">1–3", "without a unit"),
        ("9" * 120, "a finite number is needed"),
        ("4.4%", "a figure in % in the column of another unit"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_text_and_the_reason(text: str, why: str) -> None:
    unread = refused(text)
    assert unread.text == text
    assert unread.why.endswith(why)


def test_megatonnes_are_no_grade() -> None:
    assert refused("440 Mt", "grade").why == "a figure in Mt in the column of another unit"


def test_the_rest_of_a_cell_is_read_beside_what_is_not() -> None:
    stated, unread = read_estimates("1.511 resource", "", "1.53 + 0.4 Y")
    assert [line(each) for each in stated] == ["resource 1.511 - 1.53"]
    assert unread == [Unread("grade", "0.4 Y", "'y' is no word known here")]


def test_a_label_stays_with_the_text_that_is_not_read() -> None:
    assert refused("Upper zone: 1..83 inferred").text == "Upper zone: 1..83 inferred"


def test_a_cell_beyond_2000_characters_is_not_searched() -> None:
    fits = "; ".join(["estimated at 1.5 measured + indicated"] * 50) + "; 2.5"
    assert len(read_estimates(fits.ljust(2000), "", "")[0]) == 51
    unread = refused(fits.ljust(2001))
    assert unread.why == "more than 2000 characters are no list of figures"


def test_a_cell_of_more_than_60_figures_is_unread_as_a_whole() -> None:
    sixty = "; ".join(f"{figure} inferred" for figure in range(60))
    assert len(read_estimates(sixty, "", "")[0]) == 60
    unread = refused(f"{sixty}, 60 inferred")
    assert unread.text == f"{sixty}, 60 inferred"
    assert unread.why == "more than 60 figures are no list of them"


@pytest.mark.parametrize("column", COLUMNS)
def test_beside_a_list_that_is_unread_nothing_meets(column: str) -> None:
    for mark in ("", " inferred", " SRE2O3"):
        cells = {**dict.fromkeys(COLUMNS, f"1) 5{mark}"), column: "1; " * 61}
        stated, unread = read_estimates(**cells)
        assert [len([q for q in (s.ore, s.reo, s.grade) if q]) for s in stated] == [1, 1]
        assert [gap.column for gap in unread] == [column]


# --- What is unread keeps its place --------------------------------------------------------------


RIVALS = {
    "a category among what is unread": (
        ("10 indicated (JORC), 8 inferred", "", "1.2"), ["inferred 8 - -", "- - 1.2"],
    ),
    "of two ores one": (("10/2; 20", "", "1.5"), ["20 - -", "- - 1.5"]),
    "of two grades one": (("20", "", "1.5; 1/6"), ["20 - -", "- - 1.5"]),
    "under its number only": (
        ("1) 10/2; 1) 20; 2) 30", "", "1) 1.5; 2) 2.5"),
        ["1) 20 - -", "1) - - 1.5", "2) 30 - 2.5"],
    ),
    "one figure a cell leaves no doubt": (("10/2", "20", "1.5"), ["- 20 1.5"]),
    "one unread category leaves none either": (
        ("10 indicated (JORC)", "20", "1.5"), ["- 20 1.5"],
    ),
    "an unread category where a plain figure stands": (
        ("10 indicated (JORC), 8", "", "1.5"), ["8 - -", "- - 1.5"],
    ),
    "the same mark": (
        ("10 indicated (JORC); 8 indicated", "", "1.2 indicated"),
        ["indicated 8 - -", "indicated - - 1.2"],
    ),
    "the same mark in the other cell": (
        ("8 indicated", "", "1.2 indicated; 1.3 indicated (JORC)"),
        ["indicated 8 - -", "indicated - - 1.2"],
    ),
    "the same mark without a number": (
        ("1) 8 indicated", "", "1.3 indicated (JORC); 1) 1.2 indicated"),
        ["1) indicated 8 - -", "1) indicated - - 1.2"],
    ),
    "the same mark under another number": (
        ("1) 8 indicated; 2) 10 indicated (JORC)", "", "1) 1.2 indicated"),
        ["1) indicated 8 - 1.2"],
    ),
    "the same mark under a number that may be meant": (
        ("1) 8 indicated; 2) 10 indicated (JORC)", "", "1.2 indicated"),
        ["1) indicated 8 - -", "indicated - - 1.2"],
    ),
    "the same mark under the same number": (
        ("1) 10 indicated (JORC); 1) 8 indicated", "", "1) 1.2 indicated"),
        ["1) indicated 8 - -", "1) indicated - - 1.2"],
    ),
    "an unread category beside another": (
        ("10 indicated (JORC)", "20", "1.5 inferred"), ["- 20 -", "inferred - - 1.5"],
    ),
    "another mark": (
        ("10 indicated (JORC); 8 inferred", "", "1.2 inferred"), ["inferred 8 - 1.2"],
    ),
    "a zone is a mark": (
        ("Upper zone: 1..83, lower zone: 8", "", "lower zone: 1.2"), ["[lower zone] 8 - 1.2"],
    ),
    "another element is another thing": (("1.5", "2.5", "0.4 Y; 1.2"), ["1.5 2.5 1.2"]),
    "a category of another element": (("1.5", "", "0.4 inferred Y; 1.2"), ["1.5 - -", "- - 1.2"]),
    "percent of another element": (("1.5", "", "0.4% Y; 1.2"), ["1.5 - 1.2"]),
    "and so is an oxide": (("1.5 resource", "", "1.2; 0.4 (La2O3)x; 0.4 La2O3"),
                           ["resource 1.5 - -", "- - 1.2"]),
}  # fmt: skip


@pytest.mark.parametrize("name", RIVALS)
def test_what_is_unread_is_a_rival_as_a_figure_would_be(name: str) -> None:
    cells, expected = RIVALS[name]
    stated, unread = read_estimates(*cells)
    assert [line(each) for each in stated] == expected
    assert unread != []
