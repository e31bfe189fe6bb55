"""Reporting codes whose edition stands in the same cell, as in "JORC 2012" and "JORC (2012)"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from geodeposits.errors import UnknownTerm
from geodeposits.readers.spelling import spelled
from geodeposits.vocab import CRIRSCO_CODES, Code

__all__ = ["code_and_edition", "with_editions"]

_CODE, _EDITION = "code", "edition"
_WITH_EDITIONS: Final = (CRIRSCO_CODES - {Code.SK_1300}) | {Code.GB_T_17766, Code.UNFC}
"""Codes whose editions are told apart by their year."""

_read_code = spelled(Code)
_WITH_YEAR: Final = re.compile(r"(\S.*?)[\s_]*(?:[\s_]((?:19|20)\d\d)|\(\s*((?:19|20)\d\d)\s*\))")

_Columns = Mapping[str, Sequence[object]]


def with_editions(columns: _Columns, names: Mapping[str, str]) -> tuple[_Columns, dict[str, str]]:
    """Return the columns and the fields that they are, each edition in a column of its own.

    A cell of the code is parted where the row states no edition, or the same one. `names` are the
    fields by heading; a table without editions gets a column of them where a code has one.
    """
    headings = {name: heading for heading, name in names.items()}
    if _CODE not in headings:
        return columns, dict(names)
    codes = list(columns[headings[_CODE]])
    known = {cell: parted for cell in _texts(codes) if (parted := code_and_edition(cell))}
    if not known:
        return columns, dict(names)
    heading = headings.get(_EDITION, _EDITION)
    none: list[object] = [None] * len(codes)
    editions = list(columns[heading]) if _EDITION in headings else none
    for row, cell in enumerate(codes):
        parted = known.get(cell) if isinstance(cell, str) else None
        stated = "" if editions[row] is None else str(editions[row]).strip()
        if parted is not None and stated in {"", parted[1]}:
            codes[row], editions[row] = parted
    parts = {headings[_CODE]: codes, heading: editions}
    return {**columns, **parts}, {**names, heading: _EDITION}


def code_and_edition(text: str) -> tuple[str, str] | None:
    """Return the code and the year of its edition that a text names; None for any other text."""
    match = _WITH_YEAR.fullmatch(text.strip())
    if match is None:
        return None
    try:
        code = _read_code(match[1])
    except UnknownTerm:
        return None
    return (code.value, match[2] or match[3]) if code in _WITH_EDITIONS else None


def _texts(cells: Sequence[object]) -> set[str]:
    return {cell for cell in cells if isinstance(cell, str)}
