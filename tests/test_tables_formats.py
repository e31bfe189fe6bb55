"""Every format of a table, read back by a reader of that format: the same numbers and texts."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pandas as pd
import pytest

from geodeposits.quantity import Quantity
from geodeposits.tables import (
    FORMS,
    Amount,
    Code,
    Date,
    Grid,
    Integer,
    Number,
    Text,
    write,
)

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


# For programs


def guarded(text: str) -> str:
    """Return what a cell of a spreadsheet shows for a text."""
    shown = "".join(f"<U+{ord(c):04X}>" if c == "\u202e" else c for c in text)
    shown = shown.translate({code: 0x2400 + code for code in range(32)})
    return f"'{shown}" if text[0] in "=+-@＝" else shown


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_and_tsv_read_back(form: str, delimiter: str):
    header, *rows = csv.reader(io.StringIO(text_of(form)), delimiter=delimiter, strict=True)
    assert header == [
        "sort", "name", "country", "n", "kt", "kt_low", "kt_high", "kt_text", "x", "date", "said",
    ]  # fmt: skip
    read = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["name"] for row in read] == [guarded(text) for text in HOSTILE]
    for cells, row in zip(read, GRID.rows, strict=True):
        quantity, number = row[4], row[5]
        assert (int(cells["n"]) if cells["n"] else None) == row[3]
        assert (Quantity.parse(cells["kt_text"]) if cells["kt_text"] else None) == quantity
        assert (float(cells["x"]) if cells["x"] else None) == number
        assert cells["date"] == (row[6] or "")
        assert cells["country"] == row[2]
        bounds = [
            float(cells[name]) if cells[name] else None for name in ("kt_low", "kt", "kt_high")
        ]
        wanted = [None] * 3 if quantity is None else [quantity.low, quantity.best, quantity.high]
        assert bounds == [None if each is None else float(each) for each in wanted]


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_pandas_reads_csv_with_numbers(form: str, delimiter: str):
    frame = pd.read_csv(io.StringIO(text_of(form)), sep=delimiter)
    assert str(frame["kt_low"].dtype) == "float64"
    assert frame["x"].tolist()[:2] == [99.95, 0.0]
    assert frame["n"].sum() == sum(row[3] for row in GRID.rows if row[3] is not None)


def test_csv_says_the_same_in_every_language_and_holds_no_words():
    assert text_of("csv", "en") == text_of("csv", "tr")
    assert "Title" not in text_of("csv")


def test_json_reads_back():
    read = json.loads(text_of("json"))
    assert list(read) == [
        "generator", "title", "caption", "notes", "grouped_by", "columns", "rows",
    ]  # fmt: skip
    assert read["generator"] == "geodeposits table"
    assert (read["title"], read["notes"]) == (GRID.title, list(GRID.notes))
    assert [row["name"] for row in read["rows"]] == HOSTILE
    assert [row["kt_text"] for row in read["rows"]] == [
        None if row[4] is None else row[4].text for row in GRID.rows
    ]
    assert [row["x"] for row in read["rows"]] == [row[5] for row in GRID.rows]
    assert [row["n"] for row in read["rows"]] == [row[3] for row in GRID.rows]
    names = [name for column in read["columns"] for name in column["names"]]
    assert all(list(row) == names for row in read["rows"])
    assert "\u202e" not in text_of("json")


# Spreadsheets


def sheets(lang: Any = "en") -> Any:
    return openpyxl.load_workbook(io.BytesIO(write(GRID, "xlsx", lang)))  # type: ignore[arg-type]


def test_a_workbook_holds_typed_cells():
    sheet = sheets().worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == (
        "Sort", "Name", "Country", "A: n", "A: REO (kt)", "A: REO (kt), low", "A: REO (kt), high",
        "A: REO (kt), as stated", "B: Share (%)", "B: Date", "Said",
    )  # fmt: skip
    for cells, row in zip(rows, GRID.rows, strict=True):
        assert cells[3] == row[3]
        assert (None if cells[7] is None else Quantity.parse(cells[7])) == row[4]
        low = None if row[4] is None or row[4].low is None else float(row[4].low)
        assert cells[5] == low
        assert cells[8] == row[5]
    assert [row[9] for row in rows[:4]] == [datetime(2025, 10, 3), "2025-10", "1977", None]
    assert sheet.cell(2, 4).number_format == "#,##0"
    assert sheet.cell(2, 10).number_format == "yyyy-mm-dd"


def test_a_workbook_leaves_out_what_is_empty_or_repeated():
    columns = (
        Text(key="name", title="Name", is_key=True),
        Text(key="key", title="Key", is_key=True),
        Amount(key="exact", title="Exact", unit="kt"),
        Amount(key="bound", title="Bound", unit="kt"),
        Amount(key="none", title="None", unit="kt"),
        Text(key="note", title="Note"),
        Integer(key="n", title="n"),
    )
    five, more = Quantity.parse("5"), Quantity.parse(">5")
    rows = (("a", None, five, five, None, None, 0), ("b", None, None, more, None, None, 0))
    grid = Grid(title="T", columns=columns, rows=rows)
    bounds = "Bound (kt), low|Bound (kt), high|Bound (kt), as stated|"
    for given, more_titles in ((rows, bounds), (rows[:1], "")):
        titles = f"Name|Key|Exact (kt)|Bound (kt)|{more_titles}n"
        made = write(replace(grid, rows=given), "xlsx")
        book = openpyxl.load_workbook(io.BytesIO(made))  # type: ignore[arg-type]
        sheet = book.worksheets[0]
        assert "|".join(cell.value for cell in sheet[1]) == titles
        assert sheet.freeze_panes == "C2"
        assert [sheet.cell(2, at).value for at in (1, 3, 4)] == ["a", 5, 5]


def test_a_workbook_runs_no_text():
    book = sheets()
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n", "d"}
    names = list(book.worksheets[0]["B"][1:])
    assert [cell.value for cell in names] == [guarded(t).removeprefix("'") for t in HOSTILE]
    assert [bool(cell.quotePrefix) for cell in names] == [t[0] in "=+-@＝" for t in HOSTILE]
    with zipfile.ZipFile(io.BytesIO(write(GRID, "xlsx"))) as packed:  # type: ignore[arg-type]
        sheets_xml = [packed.read(name) for name in packed.namelist() if "worksheets" in name]
    assert not any(b"<f>" in xml or b"<f " in xml for xml in sheets_xml)


def test_a_workbook_has_a_frozen_filtered_header_and_tells_of_itself():
    book = sheets("tr")
    table, about = book.worksheets
    assert (table.title, about.title) == ("Tablo", "Açıklama")
    assert table.freeze_panes == "C2"  # one sort, one name: the first two columns stay in sight
    assert table.auto_filter.ref == f"A1:K{len(GRID.rows) + 1}"
    told = [cell.value for cell in about["A"]]
    assert told[:2] == [GRID.title, GRID.caption]
    assert told[-2:] == list(GRID.notes)
    widths = [table.column_dimensions[letter].width for letter in "ABCDE"]
    assert all(8 <= width <= 60 for width in widths)
    assert table["C2"].value == "Çin"


def test_a_workbook_is_the_same_bytes_each_time():
    first, second = write(GRID, "xlsx"), write(GRID, "xlsx")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:  # type: ignore[arg-type]
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
    assert "2000-01-01" in core
    assert not re.search(r"20(?:1|2|3)\d-", core)


# Pages


class _Tables(HTMLParser):
    """The cells of the tables of a page, and every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._cell: list[str] | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None:
            self.rows[-1].append("".join(self._cell))
            self._cell = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._cell is not None:
            self._cell.append(data)


@pytest.mark.parametrize("lang", ["en", "tr"])
def test_html_reads_back(lang: Any):
    page = _Tables()
    page.feed(text_of("html", lang))
    groups, titles, *body = page.rows
    assert groups == ["Name", "Country", "A", "B"]
    assert titles == ["n", "REO (kt)", "Share (%)", "Date"]
    rows = [row for row in body if len(row) > 1]
    assert [row[0] for row in rows] == [row[0] for _, row in SHOWN[lang]]
    assert_shown(rows, lang, {"n": 2, "kt": 3, "x": 4})
    headings = [row[0] for row in body if len(row) == 1]
    assert headings == (["resource", "reserve"] if lang == "en" else ["maden kaynağı", "rezerv"])


def test_html_is_self_contained_and_runs_nothing():
    text = text_of("html", "tr")
    page = _Tables()
    page.feed(text)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "link", "iframe", "a", "b", "i"}
    assert dict(page.tags[0][1]) == {"lang": "tr"}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "default-src &#x27;none&#x27;" in text
    assert "http" not in re.sub(r"http-equiv|http://x", "", text)
    assert 'content="geodeposits table"' in text[:1024]
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")


def test_the_policy_of_a_page_admits_its_own_style_alone():
    import base64
    import hashlib

    text = text_of("html")
    style = text.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"sha256-{digest}" in text


# Documents


def markdown_rows(text: str) -> list[list[str]]:
    """Read the pipe table of a Markdown text, undoing the escapes."""
    lines = [line for line in text.split("\n") if line.startswith("|")]
    rows = []
    for line in lines:
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        plain = [re.sub(r"\\([\\`*\[\]|~$_])", r"\1", cell.strip()) for cell in cells]
        rows.append([cell.replace("&lt;", "<").replace("&amp;", "&") for cell in plain])
    return rows


@pytest.mark.parametrize("lang", ["en", "tr"])
def test_markdown_reads_back(lang: Any):
    header, sides, *rows = markdown_rows(text_of("md", lang))
    assert header == ["Sort", "Name", "Country", "A: n", "A: REO (kt)", "B: Share (%)", "B: Date"]
    assert sides == ["---", "---", "---", "---:", "---:", "---:", "---"]
    assert [(row[0], row[1].strip()) for row in rows] == [
        (head, row[0].strip()) for head, row in SHOWN[lang]
    ]
    assert_shown(rows, lang, {"n": 3, "kt": 4, "x": 5})


def test_markdown_starts_with_our_mark_and_escapes_what_stands_around_it():
    text = text_of("md")
    assert text.startswith("<!-- geodeposits table -->\n\n## Title &amp; &lt;b>50 %&lt;/b>\\_x\n")
    assert "Caption \\| \\*c\\*" in text
    assert "- Note &lt;i>1&lt;/i>" in text
    assert "- \\=2" in text
    assert "- S0." in text


_LATEX = {
    r"\textbackslash{}": "\\", r"\{": "{", r"\}": "}", r"\$": "$", r"\&": "&", r"\#": "#",
    r"\%": "%", r"\_": "_", r"$\sim$": "~", r"\textasciicircum{}": "^", "$<$": "<",
    "$>$": ">", r"\textbar{}": "|", r"\textquotedbl{}": '"', r"\textasciigrave{}": "`",
    r"\textquotesingle{}": "'", "--": "–", r"$\geq$": "≥", r"$\leq$": "≤", r"$\pm$": "±",
    r"$\times$": "×", r"\dots{}": "…", r"{\i}": "ı",
}  # fmt: skip
_ACCENT = {'"': "\u0308", "u": "\u0306", ".": "\u0307", "c": "\u0327", "'": "\u0301"}


def unlatexed(cell: str) -> str:
    """Read a cell of LaTeX as the text that it sets, independently of the writer."""
    cell = re.sub(
        r"\{\\(.)\{(\w)\}\}",
        lambda m: unicodedata.normalize("NFC", m[2] + _ACCENT[m[1]]),
        cell.strip().removeprefix("{}"),
    )
    for command in sorted(_LATEX, key=len, reverse=True):
        cell = cell.replace(command, f"\0{ord(_LATEX[command])}\0")
    return re.sub("\0(\\d+)\0", lambda m: chr(int(m[1])), cell)


@pytest.mark.parametrize("lang", ["en", "tr"])
def test_latex_reads_back(lang: Any):
    text = text_of("latex", lang)
    body = text.split(r"\midrule")[1].split(r"\bottomrule")[0]
    lines = [line for line in body.split("\n") if line.endswith(r" \\") and " & " in line]
    rows = [[unlatexed(cell) for cell in re.split(r"(?<!\\) & ", line[:-3])] for line in lines]
    assert all(len(row) == 6 for row in rows)
    assert_shown(rows, lang, {"n": 2, "kt": 3, "x": 4})
    readable = [text for text in HOSTILE if text.isascii() or "Kız" in text]
    shown = [guarded(text).removeprefix("'") for text in readable if text.isprintable()]
    assert [row[0] for row in rows if row[0] in shown] == shown


def test_latex_is_ascii_and_balanced_and_names_its_packages():
    for lang in ("en", "tr"):
        text = text_of("latex", lang)
        assert text.isascii()
        assert "siunitx" not in text
        bare = re.sub(r"\\[\\{}$&#%_]", "", text)
        assert bare.count("{") == bare.count("}")
        assert bare.count("$") % 2 == 0
        assert text.startswith("% geodeposits table\n% preamble: ")
        assert [text.count(f"\\{rule}") for rule in ("toprule", "midrule", "bottomrule")] == [1] * 3
        assert not re.search(r"(?<!\\)[#%]", text.split("\n", 2)[2])


def test_a_long_latex_table_breaks_over_pages():
    rows = tuple((f"d{number}",) for number in range(41))
    name = Text(key="n", title="n")
    assert r"\begin{tabular}" in write(Grid(title="T", columns=(name,), rows=rows[:40]), "latex")
    text = write(Grid(title="T", columns=(name,), rows=rows), "latex")
    assert isinstance(text, str)
    assert r"\begin{longtable}{l}" in text
    assert r"\usepackage{array,booktabs,longtable,textcomp}" in text
    assert text.count(r"\toprule") == 2
    assert text.index(r"\endhead") < text.index("d0 ") < text.index(r"\end{longtable}")


def test_long_texts_of_a_wide_latex_table_are_paragraphs_that_fit_the_line():
    columns = tuple(Text(key=f"c{at}", title="c") for at in range(4))
    grid = Grid(title="T", columns=columns, rows=(("x" * 60, "y" * 60, "short", "z" * 30),))
    text = write(grid, "latex")
    assert isinstance(text, str)
    shares = [float(share) for share in re.findall(r"p\{([\d.]+)\\linewidth\}", text)]
    assert len(shares) == 3
    assert sum(shares) <= 1
    many = write(Grid(title="T", columns=columns, rows=grid.rows * 21), "latex")
    assert r"\begin{longtable}" in str(many)


# Terminals


@pytest.mark.parametrize("lang", ["en", "tr"])
@pytest.mark.parametrize("width", [80, 100, 200])
def test_text_holds_every_number_within_its_width(lang: Any, width: int):
    from rich.cells import cell_len

    text = write(GRID, "text", lang, width=width)
    assert isinstance(text, str)
    assert max(map(cell_len, text.split("\n"))) <= width
    assert "\x1b" not in text
    assert "\u202e" not in text
    flat = re.sub(r"\s+", " ", text)
    for _, row in SHOWN[lang]:
        for cell in row[2:]:
            assert cell in flat
    assert not any(line.endswith(" ") for line in text.split("\n"))


def test_a_table_too_wide_stands_in_blocks_that_repeat_its_key():
    columns = (
        Text(key="name", title="Name", is_key=True),
        *(Number(key=f"x{at}", title=f"Column{at}", group=f"G{at // 2}") for at in range(12)),
    )
    rows = tuple((f"row{r}", *(float(r * 100 + at) for at in range(12))) for r in range(3))
    text = write(Grid(title="T", columns=columns, rows=rows), "text", width=80)
    assert isinstance(text, str)
    assert text.count("row2") == 2
    assert [text.count(f"Column{at}") >= 1 for at in range(12)] == [True] * 12
    lines = text.split("\n")
    for pair in range(6):  # what shares a heading stays side by side
        heads = [line for line in lines if re.search(rf"Column{2 * pair}\b", line)]
        assert all(re.search(rf"Column{2 * pair + 1}\b", line) for line in heads)


def test_several_key_columns_give_way():
    keys = [Text(key=f"k{at}", title=f"Key{at}", is_key=True) for at in range(4)]
    numbers = [Number(key=f"x{at}", title=f"Column{at}") for at in range(3)]
    row = (*("a long text of a key" for _ in keys), *(1.5 for _ in numbers))
    text = write(Grid(title="T", columns=(*keys, *numbers), rows=(row,)), "text", width=80)
    assert isinstance(text, str)
    assert max(map(len, text.split("\n"))) <= 80
    assert [text.count(f"Column{at}") for at in range(3)] == [1] * 3


def test_width_is_80_at_least():
    assert write(GRID, "text", width=20) == write(GRID, "text", width=80)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "xlsx"])
def test_texts_end_in_one_line_feed_and_are_the_same_each_time(form: Any):
    text = text_of(form, "tr")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text == text_of(form, "tr")
