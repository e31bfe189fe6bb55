"""Classes of errors that `seeded_errors` plants: which records may bear one, and how it is planted.

The records of a class are those that hold what is needed to see the error, by a criterion that does
not ask the rules.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from geodeposits.dataset.rows import figure_columns
from geodeposits.elements import OXIDES
from geodeposits.quantity import MASS_IN_MT, Quantity
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis

__all__ = ["AGAIN", "CLASSES", "Row", "SeededClass"]

Row = dict[str, Any]
FIGURES = ("ore_mt", "grade_pct", "contained_kt")
SHORT_TONS = Decimal(1) / (MASS_IN_MT["short ton"] / MASS_IN_MT["t"])
THREE_DIGITS = 3
FULL = 8
SLIP_FROM = Decimal("0.25")
LARGE_SHARE = 5
LOW_SUM, HIGH_SUM = 98, 102
FROM_AXES = 3.0
AGAIN = "-again"


@dataclass(frozen=True)
class SeededClass:
    """A class of errors: which records may bear it, how it is planted, and who should find it.

    `informed` says in words what a record must hold for the error to be visible.
    """

    name: str
    tables: tuple[str, ...]
    codes: tuple[str, ...]
    fits: Callable[[Row], bool]
    plant: Callable[[Row, random.Random], Row]
    informed: str
    adds: bool = False


# --- Records --------------------------------------------------------------------------------------


def exact(row: Row, name: str) -> Decimal | None:
    """Return a figure that is one number without qualifier and above zero; else None."""
    text = row.get(f"{name}_text")
    if not isinstance(text, str):
        return None
    figure = Quantity.parse(text)
    return figure.central if figure.is_exact and figure.central > 0 else None


def digits(number: Decimal) -> int:
    """Count the digits of a number without the zeros at its ends."""
    return len(number.normalize().as_tuple().digits)


def triple(row: Row, least_digits: int = 2) -> bool:
    """Whether ore, grade and contained oxide are stated, each to so many digits."""
    figures = [exact(row, name) for name in FIGURES]
    stated = all(figure is not None and digits(figure) >= least_digits for figure in figures)
    return stated and is_whole(row)


def is_whole(row: Row) -> bool:
    """Whether a row is an estimate of all oxides, no category and no sum of ours."""
    of_oxides = row.get("basis") in {basis.value for basis in BASIS_OF_ALL_OXIDES}
    return of_oxides and not isinstance(row.get("part_of"), str) and row.get("summed") is not True


def with_figures(row: Row, **given: Decimal) -> Row:
    """Return an estimate with other figures, and what follows from them."""
    texts = {name: row.get(f"{name}_text") for name in FIGURES}
    texts |= {name: f"{number:f}" for name, number in given.items()}
    read = [Quantity.parse(text) if isinstance(text, str) else None for text in texts.values()]
    return {**row, **figure_columns(read[0], read[1], read[2], Basis(row["basis"]))}


def as_printed(number: Decimal, like: Decimal) -> Decimal:
    """Round to the digits of the figure that is replaced, three at least."""
    keep = max(digits(like), THREE_DIGITS)
    return number.quantize(Decimal(1).scaleb(number.adjusted() - keep + 1))


def scaled(name: str, factor: Decimal) -> Callable[[Row, random.Random], Row]:
    """Return a planter that multiplies a figure."""

    def plant(row: Row, _: random.Random) -> Row:
        figure = exact(row, name) or Decimal(1)
        return with_figures(row, **{name: as_printed(figure * factor, figure)})

    return plant


# --- Planters -------------------------------------------------------------------------------------


def slipped_digit(row: Row, chance: random.Random) -> Row:
    """Change one digit of one of three figures, or move its decimal point."""
    while True:
        name = chance.choice(FIGURES)
        figure = exact(row, name) or Decimal(1)
        sign, shown, exponent = figure.normalize().as_tuple()
        place = chance.randrange(min(len(shown), 2))
        changed = [*shown]
        changed[place] = chance.randrange(10)
        wrong = chance.choice([Decimal((sign, tuple(changed), exponent)), figure * 10, figure / 10])
        if wrong > 0 and abs(wrong / figure - 1) >= SLIP_FROM:
            return with_figures(row, **{name: wrong})


def in_short_tons(row: Row, chance: random.Random) -> Row:
    """Write ore or contained oxide in short tons."""
    return scaled(chance.choice(["ore_mt", "contained_kt"]), SHORT_TONS)(row, chance)


def as_elements(row: Row, chance: random.Random) -> Row:
    """Write the grade or the contained mass of elements under the heading of oxides."""
    factor = Decimal(chance.randrange(117, 125)) / 100
    return scaled(chance.choice(["grade_pct", "contained_kt"]), 1 / factor)(row, chance)


def ppm_or_percent(row: Row, chance: random.Random) -> Row:
    """Write a grade in ppm under percent, or one in percent as if it were ppm."""
    grade = exact(row, "grade_pct") or Decimal(1)
    return with_figures(row, grade_pct=grade.scaleb(chance.choice([4, -4])))


def ore_as_oxide(row: Row, _: random.Random) -> Row:
    """Count the rock as oxide."""
    return with_figures(row, contained_kt=(exact(row, "ore_mt") or Decimal(1)) * 1000)


def other_sum(row: Row, chance: random.Random) -> Row:
    """Change the largest share or another of more than five percent by a fifth to four fifths."""
    large = [name for name in OXIDES if (exact(row, name) or 0) > LARGE_SHARE]
    name = chance.choice(large)
    share = exact(row, name) or Decimal(1)
    change = max(Decimal(3), share * Decimal(chance.randrange(20, 80)) / 100)
    wrong = share + change * chance.choice([1, -1])
    wrong = share + change if wrong <= 0 else wrong
    number = float(wrong)
    text = f"{wrong.normalize():f}"
    return {
        **row,
        name: number,
        f"{name}_low": number,
        f"{name}_high": number,
        f"{name}_text": text,
    }


def swapped(row: Row, _: random.Random) -> Row:
    """Swap latitude and longitude."""
    return {**row, "lat": row["lon"], "lon": row["lat"]}


def flipped(row: Row, chance: random.Random) -> Row:
    """Lose the sign of an axis."""
    axis = chance.choice(["lat", "lon"])
    return {**row, axis: -row[axis]}


def dated_ahead(row: Row, chance: random.Random) -> Row:
    """Date an estimate some years ahead."""
    return {**row, "effective": str(chance.randrange(2030, 2060))}


def doubled(row: Row, chance: random.Random) -> Row:
    """Return the record once more: without diacritics, some hundred metres away."""
    plain = unicodedata.normalize("NFKD", row["name"])
    name = "".join(letter for letter in plain if not unicodedata.combining(letter)).upper()
    moved = {axis: row[axis] + chance.choice([-1, 1]) * 0.003 for axis in ("lat", "lon")}
    key = f"{row['occurrence_id']}{AGAIN}"
    return {**row, **moved, "name": name, "occurrence_id": key, "deposits": None}


def is_placed(row: Row) -> bool:
    """Whether a record has a position."""
    return pd.notna(row["lat"]) and pd.notna(row["lon"])


def is_asymmetric(row: Row) -> bool:
    """Whether a position is another one with its axes swapped."""
    return is_placed(row) and abs(row["lat"] - row["lon"]) > 1


def is_off_axes(row: Row) -> bool:
    """Whether a position stays another one with either sign flipped."""
    return is_placed(row) and min(abs(row["lat"]), abs(row["lon"])) > FROM_AXES


def is_dated(row: Row) -> bool:
    """Whether a whole estimate has an effective date."""
    return isinstance(row["effective"], str) and not isinstance(row["part_of"], str)


def is_full(row: Row) -> bool:
    """Whether a distribution has eight oxides or more that make a hundred."""
    shares = [exact(row, name) for name in OXIDES]
    known = [share for share in shares if share is not None]
    return len(known) >= FULL and LOW_SUM <= sum(known) <= HIGH_SUM


# --- Classes --------------------------------------------------------------------------------------

ESTIMATES = ("estimates", "occurrence_estimates")
AMOUNTS = ("GD302", "GD303", "GD304", "GD305", "GD306", "GD307", "GD308", "GD309", "GD313")
GRADES = ("GD401", "GD402", "GD403", "GD404", "GD405", "GD406")
PLACES = ("GD201", "GD202", "GD203", "GD204", "GD205", "GD208", "GD210", "GD211", "GD212")

CLASSES = (
    SeededClass(
        "swap", ("occurrences",), PLACES, is_asymmetric, swapped,
        "a position whose axes differ by more than a degree",
    ),
    SeededClass(
        "sign", ("occurrences",), PLACES, is_off_axes, flipped,
        "a position more than three degrees from the equator and from Greenwich",
    ),
    SeededClass(
        "digit slip", ESTIMATES, (*AMOUNTS, *GRADES), triple, slipped_digit,
        "ore, grade and contained oxide, each to two digits; the slip is 25 % at least",
    ),
    SeededClass(
        "ppm/%", ESTIMATES, (*AMOUNTS, *GRADES), triple, ppm_or_percent,
        "ore, grade and contained oxide",
    ),
    SeededClass(
        "kt/Mt", ESTIMATES, AMOUNTS, triple, scaled("contained_kt", Decimal(1000)),
        "ore, grade and contained oxide",
    ),
    SeededClass(
        "t/Mt", ESTIMATES, AMOUNTS, triple, scaled("contained_kt", Decimal(1_000_000)),
        "ore, grade and contained oxide",
    ),
    SeededClass(
        "short tons", ESTIMATES, (*AMOUNTS, "GD310"), lambda row: triple(row, THREE_DIGITS),
        in_short_tons, "ore, grade and contained oxide, each to three digits",
    ),
    SeededClass(
        "TREE/TREO", ESTIMATES, (*AMOUNTS, *GRADES), lambda row: triple(row, THREE_DIGITS),
        as_elements,
        "ore, grade and contained oxide, each to three digits",
    ),
    SeededClass(
        "ore as REO", ESTIMATES, AMOUNTS, lambda row: bool(exact(row, "ore_mt")) and is_whole(row),
        ore_as_oxide, "a tonnage of ore",
    ),
    SeededClass(
        "oxide sum", ("oxides",), ("GD407",), is_full, other_sum,
        "eight oxides or more that add up to 98 to 102 %; the change is three points at least",
    ),
    SeededClass(
        "future date", ("estimates",), ("GD604",), is_dated,
        dated_ahead, "an effective date; not a category of an estimate",
    ),
    SeededClass(
        "duplicate", ("occurrences",), ("GD801",), is_placed, doubled, "a position", adds=True,
    ),
)  # fmt: skip
