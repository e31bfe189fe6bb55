"""Numbers, dates and lists as a locale writes them, from the Unicode CLDR through babel.

English is written as `en` (1,234.5 and Oct 2025), Turkish as `tr` (1.234,5 and Eki 2025). Babel is
imported when it is first needed, and English numbers need none of it.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Final, Literal

from geodeposits.dates import PartialDate
from geodeposits.quantity import shown_number
from geodeposits.speech.languages import Language

__all__ = ["capital", "listed", "marked", "spelled_date", "written"]

_SKELETON_OF_MONTHS = "yMMM"
_SKELETON_OF_DAYS = "yMMMd"
_LISTS_OF: Final[dict[Language, str]] = {"en": "en_001", "tr": "tr"}  # no comma before "and"


def written(
    value: float | Decimal, lang: Language, *, digits: int = 4, decimals: int | None = None
) -> str:
    """Write a number with at most `digits` significant digits, or with just so many `decimals`.

    Thousands are separated; the digits before the decimal mark are all shown. Raises ValueError for
    what is not finite: the unknown is left empty, not written.
    """
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ValueError(f"{value} cannot be written as a number")
    if decimals is None:
        return marked(shown_number(number, digits=digits), lang)
    step = Decimal(1).scaleb(-decimals)
    fixed = number.quantize(step, rounding=ROUND_HALF_EVEN)
    return marked(f"{fixed if fixed else abs(fixed):,f}", lang)


def marked(figure: str, lang: Language) -> str:
    """Set the marks of thousands and decimals of a figure in English: "~1,234.5" is "~1.234,5"."""
    return figure if lang == "en" else figure.translate(_marks(lang))


def spelled_date(value: PartialDate | str | int | date, lang: Language) -> str:
    """Write a date as far as it is known: "2013", "Sep 2013", "Sep 4, 2013", "4 Eyl 2013".

    Raises UnreadableDate for what is no date.
    """
    from babel.dates import format_skeleton

    known = PartialDate.parse(value)
    if not known.month:
        return str(known)
    skeleton = _SKELETON_OF_DAYS if known.day else _SKELETON_OF_MONTHS
    day = date(known.year, known.month, known.day or 1)
    return format_skeleton(skeleton, day, locale=lang)


def listed(parts: list[str], lang: Language, *, any_of: bool = False) -> str:
    """Join words into a list: "a, b and c", "a, b ve c"; with `any_of` "a, b or c"."""
    from babel.lists import format_list

    style: Literal["or", "standard"] = "or" if any_of else "standard"
    return format_list(parts, style=style, locale=_LISTS_OF[lang])


def capital(text: str, lang: Language) -> str:
    """Begin a text with a capital letter: in Turkish i becomes İ, and ı becomes I."""
    first = text[:1]
    return ("İ" if lang == "tr" and first == "i" else first.upper()) + text[1:]


@cache
def _marks(lang: Language) -> dict[int, str]:
    """Return a table of the marks of a language for those of English."""
    from babel import Locale

    symbols = Locale.parse(lang).number_symbols["latn"]
    return str.maketrans({",": symbols["group"], ".": symbols["decimal"]})
