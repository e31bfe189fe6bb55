"""What of a dossier is left off paper: the oldest rows, and no more than must be."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.report.document import (
    Column,
    Document,
    Image,
    Line,
    Paragraph,
    Picture,
    Row,
    Section,
    SourceEntry,
    Sources,
    Span,
    Table,
    cell,
)
from geodeposits.report.dossier_paper import on_two_pages
from geodeposits.report.paper_measure import PAGE_MM, Part, pages, parts_of
from geodeposits.report.words import WORDS
from geodeposits.speech import LANGUAGES

SQUARE = Image(b'<svg viewBox="0 0 100 100"></svg>', "a square")


def long(count: int, *, lang: Any = "en", charts: int = 0, fixed: int = 0) -> Document:
    """Return a document with `count` rows, oldest first; the first `fixed` have no day."""
    rows = tuple(
        Row(
            (cell(f"{number}"), cell("word " * 60), (cited(number),)),
            day="" if number < fixed else f"{1900 + number}",
        )
        for number in range(count)
    )
    table = Table((Column("n", width=5, whole=True), Column("text", share=55), Column("s")), rows)
    entries = tuple(SourceEntry(f"[{n}]", "A title.") for n in range(count))
    pictures = tuple(Picture(f"p{n}", is_in_table=True) for n in range(charts))
    sections = (Section("Rows", (*pictures, table)), Section("Sources", (Sources(entries),)))
    return Document("Long", (), sections, lang=lang)


def cited(number: int) -> Line:
    return (Span(f"[{number}]", source=f"[{number}]"),)


def table_of(document: Document) -> Table:
    (table,) = (b for s in document.sections for b in s.blocks if isinstance(b, Table))
    return table


def left_off(document: Document) -> list[str]:
    return [row.day for row in table_of(document).rows if not row.on_paper]


def notes(document: Document) -> list[str]:
    blocks = (block for section in document.sections for block in section.blocks)
    lines = (b.content for b in blocks if isinstance(b, Paragraph) and b.only_on_paper)
    return ["".join(span.text for span in line) for line in lines]


def test_what_fits_is_printed_whole() -> None:
    document = long(20)
    assert on_two_pages(document, {}) == document


def test_the_oldest_rows_go_and_their_sources_with_them() -> None:
    made = on_two_pages(long(80), {})
    left = left_off(made)
    assert left == [str(1900 + number) for number in range(len(left))]
    assert 0 < len(left) < 80
    entries = [e for s in made.sections for b in s.blocks if isinstance(b, Sources)
               for e in b.entries]  # fmt: skip
    assert [not entry.on_paper for entry in entries].count(True) == len(left)
    assert pages(parts_of(made, {}))[0] == 2


def test_no_more_goes_than_must() -> None:
    """One row more than is printed does not fit."""
    counts = {count: len(left_off(on_two_pages(long(count), {}))) for count in range(20, 80)}
    first = min(count for count, left in counts.items() if left)
    assert counts[first - 1] == 0
    assert counts[first] <= 3
    assert all(count - left >= first - 4 for count, left in counts.items() if left)


def test_rows_without_a_day_stay() -> None:
    made = on_two_pages(long(80, fixed=10), {})
    assert left_off(made)[0] == "1910"


def test_charts_go_only_where_rows_are_not_enough_and_rows_come_back() -> None:
    images = {f"p{number}": SQUARE for number in range(6)}
    two = on_two_pages(long(70, charts=2), images)
    assert all(block.on_paper for block in two.sections[0].blocks if isinstance(block, Picture))
    six = on_two_pages(long(30, charts=6), dict.fromkeys(images, SQUARE))
    alone = on_two_pages(long(70, charts=6, fixed=40), images)
    assert all(block.on_paper for block in six.sections[0].blocks if isinstance(block, Picture))
    assert not any(b.on_paper for b in alone.sections[0].blocks if isinstance(b, Picture))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_paper_says_how_much_it_leaves_out(lang: Any) -> None:
    made = on_two_pages(long(80, lang=lang), {})
    count = len(left_off(made))
    words = WORDS[lang]
    assert notes(made) == [
        words.rows_left_off.format(count=count, whole=80),
        words.sources_left_off.format(count=count, whole=80),
    ]


def test_joined_rows_go_with_theirs() -> None:
    rows = []
    for number in range(80):
        rows.append(Row((cell(f"{number}"), cell("word " * 60)), day=f"{1900 + number}"))
        rows.append(Row((cell(""), cell("part")), joined=True))
    table = Table((Column("n", width=5), Column("text", share=55)), tuple(rows))
    made = on_two_pages(Document("Parts", (), (Section("Rows", (table,)),)), {})
    pairs = table_of(made).rows
    assert not pairs[1].on_paper
    assert all(whole.on_paper == part.on_paper
               for whole, part in zip(pairs[::2], pairs[1::2], strict=True))  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "count"),
    [([], 1), ([PAGE_MM - 1], 1), ([PAGE_MM - 1, 2], 2), ([200, 100, 100], 2), ([200] * 3, 3)],
)
def test_parts_are_not_broken(parts: list[float], count: int) -> None:
    assert pages(map(Part, parts))[0] == count


def test_the_head_of_a_table_stands_again_on_the_next_page() -> None:
    rows = [Part(PAGE_MM - 1), Part(10, head=4), Part(10, head=4)]
    assert pages(rows) == (2, 24)
