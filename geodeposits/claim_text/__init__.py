"""Estimates written as free text in table cells, as older databases keep them.

One record of such a table has a cell for ore, one for contained oxide and one for grade, and each
may hold several figures: `1) 0.06; 2) 0.256`, `8.483 probable, 13.16 total indicated`,
`Upper zone— 30.64 indicated + 119.29 inferred`. The grammar reads a cell into figures (`cells`)
and joins the figures of the three cells (`joining`): by number, category, class and zone. What it
cannot read it returns with its text and the reason; it never guesses.

    cell    = part { (";" | "," | "+") part }       "," and "+" part only before another figure
    part    = [number ")"] [zone ("—" | ":")] figure
    figure  = ["estimated at"] [sign] run [("–" | "-" | "to") run] ["?"] ["%" | "Mt"] { word }
    word    = category | class | zone word | formula in brackets

A gap after `0.` (`0. 21`) is closed and said so; any other (`1. 5` may be a numbered part), a
doubled point (`1..83`), a slash (`1/6`), a leading zero without a point (`0035`), a bound before a
range (`>1–3`) and a letter close to the figure (`1.2e5`) make it unreadable. A comma parts figures
after a word or before a zone only: `1, 628` may be one number. Brackets are not parted. A cell of
more than 2000 characters or 60 figures is no list of figures and unread as a whole.
"""

from __future__ import annotations

from geodeposits.claim_text.cells import COLUMNS, PROGNOSTIC, SOLUBLE, Unread, numbered
from geodeposits.claim_text.joining import Stated, StatedPart, read_estimates

__all__ = [
    "COLUMNS",
    "PROGNOSTIC",
    "SOLUBLE",
    "Stated",
    "StatedPart",
    "Unread",
    "numbered",
    "read_estimates",
]
