"""Estimates as free text: every shape that occurs, what joins, and that no figure is lost."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from geodeposits.claim_text import (
    COLUMNS,
    Stated,
    StatedPart,
    Unread,
    numbered,
    read_estimates,
)
from geodeposits.quantity import Quantity

BULK = Path(__file__).parent.parent / "seeds" / "occurrences" / "usgs-global-ree.csv"


def figures(share: StatedPart) -> str:
    """Write ore, contained oxide and grade, a dash for none."""
    return " ".join(q.text if q else "-" for q in (share.ore, share.reo, share.grade))


def line(stated: Stated) -> str:
    """Write an estimate on one line: number, zone, categories, classes, figures; then its parts."""
    number = "" if stated.number is None else f"{stated.number})"
    words = [number, f"[{stated.zone}]" if stated.zone else "", "+".join(stated.categories)]
    words += [*stated.classes, figures(stated)]
    parts = (f"{'+'.join(part.categories)} {figures(part)}" for part in stated.parts)
    return "; ".join([" ".join(word for word in words if word), *parts])


def lines(ore: str = "", reo: str = "", grade: str = "") -> list[str]:
    """Read a record of which everything can be read."""
    stated, unread = read_estimates(ore, reo, grade)
    assert unread == []
    return [line(each) for each in stated]


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


# --- Figures that belong together ----------------------------------------------------------------

OF_ONE_MIND = {
    "plain cells are one estimate": (("25.1", "0.3", "1.2"), ["25.1 0.3 1.2"]),
    "numbers": (
        ("1) 36.3; 2) 655.6; 4) 2424", "2) 2.603; 3) 9.696", "1) 0.01; 2) 0.397; 3) 0.40; 4) 0.4"),
        ["1) 36.3 - 0.01", "2) 655.6 2.603 0.397", "4) 2424 - 0.4", "3) - 9.696 0.4"],
    ),
    "a number that other cells lack": (
        ("1) 0.06; 2) 0.256", "0.142", "1) 1.59; 2) 54.3"),
        ["1) 0.06 - 1.59", "2) 0.256 - 54.3", "- 0.142 -"],
    ),
    "a colon for a semicolon": (
        ("", "1) estimated at >1.45: 2) 1.2; 3) 3.17 resource", "2) 2.90; 3) 2.95"),
        ["1) - >1.45 -", "2) - 1.2 2.9", "3) resource - 3.17 2.95"],
    ),
    "numbers above nine, parted by nothing": (
        ("9) 1 10) 2: 11) 3", "", "11) 5, 10) 4"),
        ["9) 1 - -", "10) 2 - 4", "11) 3 - 5"],
    ),
    "categories": (
        ("2.88 indicated + 3.28 inferred", "0.0056 indicated + 0.0042 inferred",
         "0.32 indicated, 0.27 inferred"),
        ["indicated+inferred - - -; indicated 2.88 0.0056 0.32; inferred 3.28 0.0042 0.27"],
    ),
    "categories in another order in each cell": (
        ("5 inferred; 4 measured", "", "0.2 measured, 0.1 inferred"),
        ["inferred+measured - - -; inferred 5 - 0.1; measured 4 - 0.2"],
    ),
    "reserve categories apart from resource categories": (
        ("8.483 probable, 13.16 total indicated, 18.59 total inferred",
         "0.136 probable, 0.213 indicated, 0.256 inferred",
         "1.60 probable, 1.62 indicated, 1.38 inferred"),
        ["indicated+inferred - - -; indicated 13.16 0.213 1.62; inferred 18.59 0.256 1.38",
         "probable 8.483 0.136 1.6"],
    ),
    "categories under a number in one cell, under none in another": (
        ("1) 1.59 measured, 27.67 indicated; 2) 423", "2) 6.1",
         "1.77 measured, 1.9 indicated; 2) 1.4"),
        ["1) measured+indicated - - -; measured 1.59 - 1.77; indicated 27.67 - 1.9",
         "2) 423 6.1 1.4"],
    ),
    "the same with the cells the other way round": (
        ("1.77 measured, 1.9 indicated", "", "1) 1.59 measured, 27.67 indicated"),
        ["1) measured+indicated - - -; measured 1.77 - 1.59; indicated 1.9 - 27.67"],
    ),
    "one figure of several categories": (
        ("14.4 measured + indicated+inferred", "", "1.02"),
        ["measured+indicated+inferred 14.4 - 1.02"],
    ),
    "a category that is part of another figure": (
        ("4500 indicated+inferred; 370 indicated", "", ""),
        ["indicated+inferred 4500 - -", "indicated 370 - -"],
    ),
    "a category twice": (
        ("5 inferred; 6 inferred", "0.1 inferred", ""),
        ["inferred 5 - -", "inferred 6 - -", "inferred - 0.1 -"],
    ),
    "equal figures stay two": (("5; 5", "", "1"), ["5 - -", "5 - -", "- - 1"]),
    "a grade that may be either's": (
        ("90.06 reserve, 88.78 resource", "", "1.25"),
        ["reserve 90.06 - -", "resource 88.78 - -", "- - 1.25"],
    ),
    "categories of two classes are two estimates": (
        ("5 measured reserve; 3 indicated resource", "", ""),
        ["measured reserve 5 - -", "indicated resource 3 - -"],
    ),
    "possible is no category": (
        ("", "1) 0.94; 2) 7.7 proven + probable + 10 possible", ""),
        ["1) - 0.94 -", "2) proved+probable - 7.7 -", "2) possible - 10 -"],
    ),
    "plain figures beside a category": (
        ("10 indicated; 20", "", "1 indicated; 2"),
        ["indicated 10 - 1", "20 - -", "- - 2"],
    ),
    "a plain figure that may be of either": (
        ("10", "", "1.5; 2 inferred"), ["10 - -", "- - 1.5", "inferred - - 2"],
    ),
    "two grades in either order": (("10", "", "1.5; 2"), ["10 - -", "- - 1.5", "- - 2"]),
    "two of a mark in the second cell": (
        ("5 inferred", "1 inferred; 2 inferred", ""),
        ["inferred 5 - -", "inferred - 1 -", "inferred - 2 -"],
    ),
    "a category without number where two numbers have it": (
        ("1) 5 inferred; 2) 6 inferred", "", "0.2 inferred"),
        ["1) inferred 5 - -", "2) inferred 6 - -", "inferred - - 0.2"],
    ),
    "the same category under two numbers": (
        ("1) 10 indicated", "", "2) 1.5 indicated"),
        ["1) indicated 10 - -", "2) indicated - - 1.5"],
    ),
    "ore of one category, grade of another": (
        ("10 inferred", "", "1.2 indicated"), ["inferred 10 - -", "indicated - - 1.2"],
    ),
    "ore of one, oxide of another": (
        ("10 inferred", "0.2 indicated", ""), ["inferred 10 - -", "indicated - 0.2 -"],
    ),
    "a plain grade beside ore of one and oxide of another": (
        ("10 inferred", "0.2 indicated", "1.2"),
        ["inferred 10 - -", "indicated - 0.2 -", "- - 1.2"],
    ),
    "a category without a grade": (
        ("10 inferred, 8 indicated", "", "1.2 indicated"),
        ["inferred+indicated - - -; inferred 10 - -; indicated 8 - 1.2"],
    ),
    "a category without an amount": (
        ("8 indicated", "", "1.2 indicated, 1.5 inferred"),
        ["indicated 8 - 1.2", "inferred - - 1.5"],
    ),
    "grades alone": (
        ("", "", "1.2 indicated, 1.5 inferred"),
        ["indicated+inferred - - -; indicated - - 1.2; inferred - - 1.5"],
    ),
    "three categories of two shapes": (
        ("8 measured, 9 indicated", "", "1.2 measured, 1.1 inferred"),
        ["measured 8 - 1.2", "indicated 9 - -", "inferred - - 1.1"],
    ),
    "explored and foretold ground": (
        ("49 C1; 5 C2; 25 P1; 26 P2", "", ""),
        ["C1+C2 - - -; C1 49 - -; C2 5 - -", "P1 25 - -", "P2 26 - -"],
    ),
    "categories in another order": (("5 inferred and indicated", "", ""),
                                    ["indicated+inferred 5 - -"]),
    "a zone of one letter": (("Zone B: 5", "", "1.2"), ["[zone b] 5 - 1.2"]),
    "national categories": (
        ("49.3 C2", "25.197 C2; 0.253 P1+P2", "0.051 C2"),
        ["C2 49.3 25.197 0.051", "P1+P2 - 0.253 -"],
    ),
    "soluble oxides are a figure of their own": (
        ("0.1212 reserve", "0.000129 + 0.000093 SRE2O3", "0.11"),
        ["reserve 0.1212 0.000129 0.11", "[soluble oxides] - 0.000093 -"],
    ),
    "a zone holds for its part": (
        ("Upper zone— 30.64 indicated + 119.29 inferred; Lower zone— 57 indicated + 107 inferred",
         "",
         "Upper zone— 1.48 indicated, 1.26 inferred; Lower zone— 1.56 indicated + 1.35 inferred"),
        ["[upper zone] indicated+inferred - - -; indicated 30.64 - 1.48; inferred 119.29 - 1.26",
         "[lower zone] indicated+inferred - - -; indicated 57 - 1.56; inferred 107 - 1.35"],
    ),
    "zones within a number": (
        ("", "", "3) weathered: 2.0–16.8, primary: 0.6–31.35; 4) 1.4"),
        ["3) [weathered] - - 2–16.8", "3) [primary] - - 0.6–31.35", "4) - - 1.4"],
    ),
    "zones after the figure, and a zone in a zone": (
        ("1600 (coal resource)", "2) 0.0092 upper tailings, 0.029 lower tailings",
         "North zone: 5 tailings + 2 SRE2O3"),
        ["[coal] resource 1600 - -", "2) [upper tailings] - 0.0092 -",
         "2) [lower tailings] - 0.029 -", "[north zone tailings] - - 5",
         "[north zone soluble oxides] - - 2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OF_ONE_MIND)
def test_figures_of_the_three_cells_meet_by_number_and_mark(name: str) -> None:
    cells, expected = OF_ONE_MIND[name]
    assert lines(*cells) == expected


@pytest.mark.parametrize("word", ["possible", "prospective", "speculative"])
def test_what_is_counted_beside_the_categories_is_a_remark(word: str) -> None:
    (stated,), _ = read_estimates(f"4.65 proven+probable+{word}", "", "")
    assert line(stated) == f"proved+probable {word} 4.65 - -"
    assert stated.remarks == (f"counts {word} too: 4.65 proven+probable+{word}",)
    assert read_estimates(f"4.65 {word}", "", "")[0][0].remarks == ()
    assert read_estimates("4.65 probable reserve", "", "")[0][0].remarks == ()


def test_a_soluble_share_above_its_total_is_a_remark_on_both() -> None:
    (ore, soluble), _ = read_estimates("12.7 reserve", "0.00587 + 0.007679 SRE2O3", "")
    said = ("soluble share 0.007679 above the total 0.00587",)
    assert (ore.remarks, soluble.remarks) == (said, said)
    assert (ore.is_soluble, soluble.is_soluble) == (False, True)
    for cell in ("0.5 + 0.5 SRE2O3", "0.5 SRE2O3", "1) 0.5; 2) 0.6 SRE2O3",
                 "upper: 0.5, lower: 0.6 SRE2O3", "0.5 + 0.6"):  # fmt: skip
        assert [each.remarks for each in read_estimates("", cell, "")[0]][-1] == (), cell


def test_the_oxides_that_a_figure_counts() -> None:
    cells = ("30.358 proven+probable", "0.954  (CeO2+La2O3+Nd2O3)", "3.14")
    (stated,), unread = read_estimates(*cells)
    assert line(stated) == "proved+probable 30.358 0.954 3.14"
    assert (stated.members, unread) == (("CeO2", "La2O3", "Nd2O3"), [])


# --- Cells that are numbered alike ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", {}),
        ("2)", {}),
        ("JORC compliant", {None: "JORC compliant"}),
        ("1) 2012; 2) JORC", {1: "2012", 2: "JORC"}),
        ("1–3) Not compliant; 4) none", {**dict.fromkeys((1, 2, 3), "Not compliant"), 4: "none"}),
        ("1-2) A; 2) B", {1: "A", 2: "A; B"}),
        ("3–1) A", {None: "3–1) A"}),
        ("9–10) A; 11) B", {9: "A", 10: "A", 11: "B"}),
        ("A (2015a); 2) B (2017)", {None: "A (2015a)", 2: "B (2017)"}),
        ("1) A (2013), 2) B (2014)", {1: "A (2013)", 2: "B (2014)"}),
        ("1) A; B", {1: "A; B"}),
        ("1) A: 12) B", {1: "A", 12: "B"}),
        ("Hou (2012; p. 5) and Xu (10–12) too", {None: "Hou (2012; p. 5) and Xu (10–12) too"}),
        ("pp. 2010–12) A", {None: "pp. 2010–12) A"}),
        ("none (1–2) JORC)", {None: "none (1–2) JORC)"}),
        ("none ( 1–2) JORC)", {None: "none ( 1–2) JORC)"}),
        ("1–60) A", dict.fromkeys(range(1, 61), "A")),
        ("1–61) A", {None: "1–61) A"}),
        ("1–61)", {None: "1–61)"}),
        ("1–30) A; 31–60) B", {n: "A" if n < 31 else "B" for n in range(1, 61)}),
        ("1–30) A; 1–31) B", {None: "1–30) A; 1–31) B"}),
    ],
)
def test_a_cell_is_split_by_its_numbers(text: str, said: dict[int | None, str]) -> None:
    assert numbered(text) == said


def test_a_cell_that_is_no_list_stands_as_a_whole() -> None:
    sixty = "; ".join(f"{number}) A" for number in range(1, 61))
    assert len(numbered(sixty)) == 60
    assert numbered(f"{sixty}; 61) A") == {None: f"{sixty}; 61) A"}
    assert set(numbered("1) A; 2) B".ljust(2000))) == {1, 2}
    assert set(numbered("1) A; 2) B".ljust(2001))) == {None}
    book = "1–99) (A; " * 100_000
    assert numbered(book) == {None: book.strip()}
    assert numbered(" " * 2001) == {}


# --- No figure is lost ---------------------------------------------------------------------------

RUN = re.compile(r"(?<![A-Za-z\d])\d+(?:,\d{3})*(?:\. ?\d+)?")
"""A number, and none within a formula or a category: `La2O3`, `C2`."""
LABEL = re.compile(r"(?:^|(?<=[;:\s]))\s*\d{1,2}\)")


def runs(text: str) -> Counter[Decimal]:
    return Counter(Decimal(re.sub("[, ]", "", run)) for run in RUN.findall(LABEL.sub(" ", text)))


def stated_numbers(quantity: Quantity | None) -> Iterator[Decimal]:
    if quantity is not None:
        bounds = (quantity.low, quantity.best, quantity.high)
        yield from {bound for bound in bounds if bound is not None}


def held(ore: str, reo: str, grade: str) -> dict[str, Counter[Decimal]]:
    """Count the numbers of each column that came out, read or unread."""
    stated, unread = read_estimates(ore, reo, grade)
    found: dict[str, Counter[Decimal]] = {column: Counter() for column in COLUMNS}
    for share in itertools.chain.from_iterable((each, *each.parts) for each in stated):
        for column in COLUMNS:
            found[column].update(stated_numbers(getattr(share, column)))
    for piece in unread:
        found[piece.column] += runs(piece.text)
    return found


def due(ore: str, reo: str, grade: str) -> dict[str, Counter[Decimal]]:
    return dict(zip(COLUMNS, map(runs, (ore, reo, grade)), strict=True))


def test_no_figure_of_the_bulk_tier_is_lost_or_told_twice() -> None:
    names = ("ore_mt", "reo_mt", "grade_pct")
    with BULK.open(encoding="utf-8", newline="") as file:
        records = {tuple(row[name] for name in names) for row in csv.DictReader(file)}
    assert len(records) > 500
    assert [cells for cells in sorted(records) if held(*cells) != due(*cells)] == []


SIGNS = ("", ">", "~", "estimated at <")
WORDS = ("", " inferred", " measured + indicated", " (coal resource)", " C1+C2", "?", " of Y", "e")
LABELS = ("", "1) ", "12) ", "Upper zone— ", "2) weathered: ", "Th: ")
BREAKS = ("; ", ", ", " + ", ": ", " ")


def piece(random: Random, number: Iterator[int]) -> str:
    """Write a figure whose digits occur once in its cell."""
    span = f"{next(number)}.5–{next(number)}" if random.random() < 0.2 else f"{next(number)}.25"
    return f"{random.choice(LABELS)}{random.choice(SIGNS)}{span}{random.choice(WORDS)}"


def test_no_figure_of_a_made_up_cell_is_lost_or_told_twice() -> None:
    random = Random(7)
    for _ in range(800):
        number = itertools.count(100)
        cells = []
        for _ in COLUMNS:
            pieces = [piece(random, number) for _ in range(random.randint(0, 6))]
            cells.append("".join(p + random.choice(BREAKS) for p in pieces).strip())
        assert held(*cells) == due(*cells), cells


def test_no_two_pieces_swallow_each_other() -> None:
    heads, tails = ("", "2) ", "primary: "), ("", " inferred", " SRE2O3", " Y", "%")
    for head, tail, other, sign, gap in itertools.product(heads, tails, tails, SIGNS, BREAKS):
        cell = f"{head}{sign}3.5{tail}{gap}4.25{other}"
        assert held(cell, cell, cell) == due(cell, cell, cell), cell
