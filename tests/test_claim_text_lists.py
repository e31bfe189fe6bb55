"""Lists of figures in the cells of a record: what belongs together, and what is counted."""

from __future__ import annotations

import pytest

from geodeposits.claim_text import numbered, read_estimates
from tests.claim_text_kit import line, lines

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
