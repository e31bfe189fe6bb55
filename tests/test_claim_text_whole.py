"""Cells of figures, real and made up: each figure is told once."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

from geodeposits.claim_text import COLUMNS, read_estimates
from geodeposits.quantity import Quantity

BULK = Path(__file__).parent.parent / "seeds" / "occurrences" / "usgs-global-ree.csv"


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
