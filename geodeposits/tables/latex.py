r"""Tables as LaTeX, for `\input` in a document that uses booktabs: plain pdfLaTeX compiles it.

Every letter that is not ASCII is written by a command that pdfLaTeX knows, or in Latin letters, so
that neither the encoding of the document nor its fonts decide whether it compiles.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from geodeposits.characters import visible
from geodeposits.speech import Language
from geodeposits.tables.grid import Column, Grid
from geodeposits.tables.words import WORDS

__all__ = ["as_latex"]

_ROWS_OF_A_PAGE: Final = 40
_LINE: Final = 100  # characters in small type on a line
_NARROW: Final = 22
_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "~": r"$\sim$", "^": r"\textasciicircum{}",
    "<": "$<$", ">": "$>$", "|": r"\textbar{}", '"': r"\textquotedbl{}", "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
}  # fmt: skip
_SIGNS: Final = {
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"\dots{}",
    "≥": r"$\geq$", "≤": r"$\leq$", "≈": r"$\approx$", "±": r"$\pm$", "×": r"$\times$",
    "−": "$-$", "°": r"$^\circ$", "·": r"$\cdot$", "µ": r"$\mu$", "μ": r"$\mu$",
    "•": r"\textbullet{}", "§": r"\S{}",
    "©": r"\copyright{}", "®": r"\textregistered{}", "→": r"$\rightarrow$",
    "\u00a0": "~", "\u202f": r"\,", "\u2009": r"\,", "ı": r"{\i}", "ß": r"{\ss}", "æ": r"{\ae}",
    "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}", "Ø": r"{\O}", "ł": r"{\l}",
    "Ł": r"{\L}", "å": r"{\aa}", "Å": r"{\AA}",
    **{sign: f"$_{n}$" for n, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    **{sign: f"$^{n}$" for n, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
}  # fmt: skip
_ACCENTS: Final = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0327": "c",
    "\u0323": "d",
}  # fmt: skip


def as_latex(grid: Grid, lang: Language) -> str:
    r"""Write a `table` with a booktabs `tabular`, or a `longtable` where a page cannot hold it.

    The first comment says what the preamble needs. Sentences and notes stand under the table.
    """
    columns = grid.shown_columns
    sides = _sides(grid, columns, lang)
    most = _ROWS_OF_A_PAGE // 2 if "p{" in sides else _ROWS_OF_A_PAGE
    is_long = len(grid.rows) > most
    packages = "array,booktabs,longtable,textcomp" if is_long else "array,booktabs,textcomp"
    lines = [
        f"% geodeposits {grid.maker}",
        f"% preamble: \\usepackage[T1]{{fontenc}} \\usepackage{{{packages}}}",
    ]
    build = _long if is_long else _short
    return "\n".join([*lines, *build(grid, columns, sides, lang)]) + "\n"


def _short(grid: Grid, columns: tuple[Column, ...], sides: str, lang: Language) -> Iterator[str]:
    yield "\\begin{table}[htbp]\n\\centering\n\\small\n\\setlength{\\tabcolsep}{4pt}"
    yield f"\\caption{{{_caption(grid)}}}"
    yield f"\\begin{{tabular}}{{{sides}}}\n\\toprule"
    yield from _head(columns)
    yield from _body(grid, columns, lang)
    yield "\\bottomrule\n\\end{tabular}"
    yield from _under(grid)
    yield "\\end{table}"


def _long(grid: Grid, columns: tuple[Column, ...], sides: str, lang: Language) -> Iterator[str]:
    yield "\\begingroup\n\\small\n\\setlength{\\tabcolsep}{4pt}"
    yield f"\\begin{{longtable}}{{{sides}}}"
    yield f"\\caption{{{_caption(grid)}}}\\\\\n\\toprule"
    yield from _head(columns)
    yield "\\endfirsthead\n\\toprule"
    yield from _head(columns)
    yield "\\endhead\n\\bottomrule\n\\endfoot"
    yield from _body(grid, columns, lang)
    yield "\\end{longtable}"
    yield from _under(grid)
    yield "\\endgroup"


def _caption(grid: Grid) -> str:
    title = _plain(grid.title)
    return f"{title}. {_plain(grid.caption)}" if grid.caption else title


def _sides(grid: Grid, columns: tuple[Column, ...], lang: Language) -> str:
    """Return the specification: numbers to the right, long texts in paragraphs that share a line.

    A width is a share of the line, so that the table fits whatever class is used.
    """
    rows = [row for _, part in grid.sections(lang) for row in part]
    widths = [max((len(row[at]) for row in rows), default=0) for at in range(len(columns))]
    wraps = [
        not column.right and width > _NARROW for column, width in zip(columns, widths, strict=True)
    ]
    if sum(widths) <= _LINE:
        wraps = [False] * len(columns)
    fixed = sum(width for width, wrapped in zip(widths, wraps, strict=True) if not wrapped)
    share = max(1 - (fixed + 2 * len(columns)) / _LINE, 0.3) / max(sum(wraps), 1)
    wrapped_as = f">{{\\raggedright\\arraybackslash}}p{{{share:.2f}\\linewidth}}"
    plain_as = ["r" if column.right else "l" for column in columns]
    return "".join(
        wrapped_as if wrapped else side for wrapped, side in zip(wraps, plain_as, strict=True)
    )


def _head(columns: tuple[Column, ...]) -> Iterator[str]:
    if any(column.group for column in columns):
        spans = list(_spans(columns))
        yield " & ".join(cell for cell, _ in spans) + r" \\"
        rules = " ".join(rule for _, rule in spans if rule)
        yield rules
    titles = (f"\\multicolumn{{1}}{{{_side(c)}}}{{{_plain(c.heading)}}}" for c in columns)
    yield " & ".join(titles) + " \\\\\n\\midrule"


def _spans(columns: tuple[Column, ...]) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(columns):
        group, end = columns[at].group, at + 1
        while group and end < len(columns) and columns[end].group == group:
            end += 1
        if group:
            yield f"\\multicolumn{{{end - at}}}{{c}}{{{_plain(group)}}}", _rule(at + 1, end)
        else:
            yield "", ""
        at = end


def _rule(first: int, last: int) -> str:
    return f"\\cmidrule(lr){{{first}-{last}}}"


def _side(column: Column) -> str:
    return "r" if column.right else "l"


def _body(grid: Grid, columns: tuple[Column, ...], lang: Language) -> Iterator[str]:
    for number, (heading, rows) in enumerate(grid.sections(lang)):
        if heading:
            between = "\\addlinespace\n" if number else ""
            spanned = f"\\multicolumn{{{len(columns)}}}{{l}}{{\\textbf{{{_plain(heading)}}}}}"
            yield f"{between}{spanned} \\\\*"
        for row in rows:
            yield " & ".join(_first_safe(_plain(cell)) for cell in row) + r" \\"
    if not grid.rows:
        empty = _plain(WORDS[lang].no_rows)
        yield f"\\multicolumn{{{len(columns)}}}{{l}}{{{empty}}} \\\\"


def _first_safe(cell: str) -> str:
    r"""Keep a bracket at the start of a cell from being read as an option of `\\`."""
    return f"{{}}{cell}" if cell.startswith(("[", "*")) else cell


def _under(grid: Grid) -> Iterator[str]:
    texts = [*grid.sentences(), *grid.notes]
    if texts:
        yield "\n\\par\\medskip\n\\begin{minipage}{\\linewidth}\\footnotesize\\raggedright"
        yield "\\par\n".join(_plain(text) for text in texts)
        yield "\\end{minipage}"


def _plain(text: str) -> str:
    """Escape a text into ASCII that LaTeX sets as the text."""
    return "".join(map(_letter, unicodedata.normalize("NFC", visible(text))))


def _letter(letter: str) -> str:
    if letter in _SPECIAL:
        return _SPECIAL[letter]
    if letter.isascii():
        return letter
    if letter in _SIGNS:
        return _SIGNS[letter]
    base, marks = (parts := unicodedata.normalize("NFD", letter))[0], parts[1:]
    if base.isascii() and len(marks) == 1 and marks in _ACCENTS:
        dotless = f"\\{base}" if base in "ij" and marks not in {"\u0327", "\u0323"} else base
        return f"{{\\{_ACCENTS[marks]}{{{dotless}}}}}"
    return _in_latin(letter)


def _in_latin(letter: str) -> str:
    from anyascii import anyascii

    spelled = anyascii(letter) or "?"
    return "".join(_SPECIAL.get(each, each) for each in spelled)
