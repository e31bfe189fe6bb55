"""What the tests of formats of a table share: a grid of every column, read as people do."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.quantity import Quantity
from geodeposits.tables import Amount, Code, Date, Grid, Integer, Number, Text, write

HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "a | b",
    'a, b; "c"',
    "line\none",
    "tab\tone",
    "<script>alert(1)</script> & </table>",
    "**bold** _it_ `code` [x](y) ~z~ $1$ \\",
    "50 % of {a} #1 _b_ ^c^ \\input{x} ~",
    "# heading",
    "- item",
    "Kızılcaören İĞŞğışöçÜ",
    "内蒙 Пример ελ",
    "La₂O₃ ≥ 5 × 10⁻³ – 'q' \"r\" …",
    "\u202eevil\u0007",
    "[x] bracket",
]
NUMBERS = [
    (">6940", 1234567, 99.95),
    ("~35000.123", 0, 0.0),
    ("0.5–1.25", None, 1e-7),
    ("30.358", 1, 123456.789),
    ("12 ± 2", 2, None),
    ("<5", 3, 2.5),
    (None, 4, 1.0),
]


def sample() -> Grid:
    """Return a grid with every kind of column, and texts that try to be something else."""
    rows = []
    for at, text in enumerate(HOSTILE):
        mass, count, number = NUMBERS[at % len(NUMBERS)]
        date = ("2025-10-03", "2025-10", "1977", None)[at % 4]
        quantity = None if mass is None else Quantity.parse(mass)
        sort = "resource" if at < 10 else "reserve"
        rows.append(
            (sort, text, "TR" if at % 2 else "CN", count, quantity, number, date, f"S{at}.")
        )
    return Grid(
        title="Title & <b>50 %</b>_x",
        caption="Caption | *c*",
        notes=("Note <i>1</i>", "=2"),
        columns=(
            Code(key="sort", title="Sort"),
            Text(key="name", title="Name", is_key=True),
            Code(key="country", title="Country", say=lambda code, say: say.country(code)),
            Integer(key="n", title="n", group="A"),
            Amount(key="kt", title="REO", unit="kt", group="A", digits=9),
            Number(key="x", title="Share", unit="%", group="B", digits=12),
            Date(key="date", title="Date", group="B"),
            Text(key="said", title="Said", listed=True),
        ),
        rows=tuple(rows),
        by="sort",
    )


GRID = sample()
SHOWN = {
    lang: [(head, row) for head, rows in GRID.sections(lang) for row in rows]
    for lang in ("en", "tr")
}


def text_of(form: Any, lang: Any = "en") -> str:
    made = write(GRID, form, lang)
    assert isinstance(made, str)
    return made


def shown_number(text: str, lang: str) -> float | None:
    """Read a number as people of a language write it."""
    if not text:
        return None
    plain = text.replace(".", "").replace(",", ".") if lang == "tr" else text.replace(",", "")
    return float(plain)


def shown_quantity(text: str, lang: str) -> Quantity | None:
    if not text:
        return None
    english = text.translate(str.maketrans(",.", ".,")) if lang == "tr" else text
    return Quantity.parse(english)


def assert_shown(rows: list[list[str]], lang: str, text_at: dict[str, int]) -> None:
    """Check the cells that people read against the values of the grid."""
    assert len(rows) == len(GRID.rows)
    for cells, row in zip(rows, GRID.rows, strict=True):
        values = dict(zip((column.key for column in GRID.columns), row, strict=True))
        assert shown_number(cells[text_at["n"]], lang) == values["n"]
        assert shown_quantity(cells[text_at["kt"]], lang) == values["kt"]
        number = shown_number(cells[text_at["x"]], lang)
        assert number == (None if values["x"] is None else pytest.approx(values["x"], rel=1e-11))


def guarded(text: str) -> str:
    """Return what a cell of a spreadsheet shows for a text."""
    shown = "".join(f"<U+{ord(c):04X}>" if c == "\u202e" else c for c in text)
    shown = shown.translate({code: 0x2400 + code for code in range(32)})
    return f"'{shown}" if text[0] in "=+-@＝" else shown
