"""Countries: ISO 3166-1 alpha-2 codes with their English and Turkish names.

`country_code` reads whatever a table states: a code, a name in English or Turkish, or a common
alias ("USA", "Ivory Coast", "Burma"), without regard to case, diacritics and punctuation. Kosovo
has the code XK, which ISO leaves to users. Names that stand for several countries ("Korea") are
not known, they are never guessed. The European Union is a party, not a country: `party_code`.

Names: Unicode CLDR; aliases: compiled for this package. See `tools/make_countries.py`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

from geodeposits.errors import GeodepositsError

__all__ = ["UnknownCountry", "country_code", "country_codes", "country_name", "party_code"]

EUROPEAN_UNION: Final = {"en": "European Union", "tr": "Avrupa Birliği"}
_PARTIES: Final = {"eu": "EU", "europeanunion": "EU", "avrupabirligi": "EU", "ab": "EU"}

_LETTERS: Final = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e"}
)
"""Letters that Unicode does not decompose into a base letter and a mark."""


class UnknownCountry(GeodepositsError):
    """A text that is neither a country's code nor one of its names; the nearest are offered."""

    rule = "GD108"

    def __init__(self, text: object, *, nearest: tuple[str, ...] = ()) -> None:
        self.text, self.nearest = text, nearest
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else _HINT
        super().__init__(f"{text!r} is no known country: {hint}")


_HINT: Final = "state an ISO 3166-1 alpha-2 code, or a name in English or Turkish"


class _Country(NamedTuple):
    code: str
    name_en: str
    name_tr: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name_en, self.name_tr, *self.aliases)

    def named(self, name: str, lang: str) -> str:
        """Return one of the names, in place of one of the other language that of this one."""
        own, other = (self.name_en, self.name_tr) if lang == "en" else (self.name_tr, self.name_en)
        return own if name == other else name


def country_code(text: str, lang: Literal["en", "tr"] = "en") -> str:
    """Return the ISO 3166-1 alpha-2 code of the country that `text` names.

    `text` is a code or a name in English or Turkish; case, diacritics, dots and dashes are
    ignored: "tr", "Türkiye", "TURKEY" and "TÜRKİYE" are all "TR".
    Raises UnknownCountry, which offers the nearest names, none in the language that is not `lang`.
    """
    code = _code_by_name().get(_folded(text))
    if code is None:
        raise UnknownCountry(text, nearest=_nearest(text, lang))
    return code


def party_code(text: str) -> str:
    """Return the code of a party to an agreement: a country's code, or "EU".

    Raises UnknownCountry as `country_code` does.
    """
    return _PARTIES.get(_folded(text)) or country_code(text)


def country_name(code: str, lang: Literal["en", "tr"] = "en") -> str:
    """Return the English or Turkish name of a country, or of the party "EU".

    Raises UnknownCountry for a code that is not assigned, ValueError for another language.
    """
    if lang not in EUROPEAN_UNION:
        raise ValueError(f"lang is 'en' or 'tr', not {lang!r}")
    if code == "EU":
        return EUROPEAN_UNION[lang]
    country = _countries().get(code)
    if country is None:
        raise UnknownCountry(code, nearest=_nearest(code))
    return country.name_en if lang == "en" else country.name_tr


def country_codes() -> tuple[str, ...]:
    """Return all codes in alphabetical order: ISO 3166-1 alpha-2 and XK."""
    return tuple(_countries())


@cache
def _countries() -> dict[str, _Country]:
    table = files("geodeposits").joinpath("vocab_data", "countries.csv")
    lines = table.read_text(encoding="utf-8").splitlines()
    return {row["code"]: _read(row) for row in csv.DictReader(lines)}


def _read(row: dict[str, str]) -> _Country:
    aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
    return _Country(row["code"], row["name_en"], row["name_tr"], aliases)


@cache
def _code_by_name() -> dict[str, str]:
    """Return the code by every folded name and code; no two countries share one."""
    named = {_folded(name): c.code for c in _countries().values() for name in c.names}
    return named | {_folded(code): code for code in _countries()}


def _folded(text: str) -> str:
    """Return the letters and digits of `text`, in lower case and without diacritics."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    spelled = re.sub(r"\bst\b\.?", "saint", plain.replace("&", " and "))
    return "".join(c for c in spelled if c.isalnum())


def _nearest(text: str, lang: str = "en") -> tuple[str, ...]:
    """Return up to three names that look like `text`, one a country, as a language has them."""
    shown = {
        _folded(name): c.named(name, lang)
        for c in reversed(_countries().values())
        for name in c.names
    }
    near = get_close_matches(_folded(text), shown, n=8, cutoff=0.6)
    codes = _code_by_name()
    one_each = {codes[name]: shown[name] for name in reversed(near)}
    best = dict.fromkeys(one_each[codes[name]] for name in near)
    return tuple(best)[:3]
