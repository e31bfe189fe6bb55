"""The tables room: a typed table, and every format it can be written in.

`Grid` is the table; `write(grid, form, lang)` writes it. `FORMS` names the formats: `text` for a
terminal, `md`, `html` and `latex` for a document, all with words and numbers by language; `csv`,
`tsv` and `json` for programs; `xlsx` for a spreadsheet.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from geodeposits.errors import UnknownTerm
from geodeposits.speech import Language
from geodeposits.tables.grid import Amount, Code, Column, Date, Grid, Integer, Number, Text, Value

__all__ = [
    "ENDINGS",
    "FORMS",
    "Amount",
    "Code",
    "Column",
    "Date",
    "Form",
    "Grid",
    "Integer",
    "Number",
    "Text",
    "Value",
    "write",
]

Form = Literal["text", "md", "csv", "tsv", "json", "html", "latex", "xlsx"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)

ENDINGS: Final[dict[str, Form]] = {
    ".txt": "text", ".md": "md", ".csv": "csv", ".tsv": "tsv", ".json": "json", ".html": "html",
    ".htm": "html", ".tex": "latex", ".xlsx": "xlsx",
}  # fmt: skip
"""The formats by the endings of the files that hold them."""


def write(grid: Grid, form: Form, lang: Language = "en", *, width: int = 100) -> str | bytes:
    """Write a table in one of `FORMS`: bytes for `xlsx`, else a text that ends in LF.

    `width` is that of `text`, in characters, 80 at least. Raises UnknownTerm for another format,
    MissingPackage for `xlsx` without openpyxl.
    """
    if form == "text":
        from geodeposits.tables.printed import as_text

        return as_text(grid, lang, width=width)
    if form in {"md", "html"}:
        from geodeposits.tables import markup

        return markup.as_html(grid, lang) if form == "html" else markup.as_markdown(grid, lang)
    if form in {"csv", "tsv", "json"}:
        from geodeposits.tables import data

        return {"csv": data.as_csv, "tsv": data.as_tsv, "json": data.as_json}[form](grid)
    if form == "latex":
        from geodeposits.tables.latex import as_latex

        return as_latex(grid, lang)
    if form == "xlsx":
        from geodeposits.tables.workbook import as_xlsx

        return as_xlsx(grid, lang)
    raise UnknownTerm(form, vocabulary="format", choices=FORMS)
