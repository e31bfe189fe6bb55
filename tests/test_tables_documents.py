"""A table in documents, Markdown and LaTeX: read back, escaped, broken over pages."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest

from geodeposits.tables import Grid, Text, write
from tests.grid_kit import HOSTILE, SHOWN, assert_shown, guarded, text_of


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
