"""How figures and terms are said in English: the wording of `geodeposits.wording`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from geodeposits import wording
from geodeposits.countries import UnknownCountry, country_name
from geodeposits.dates import PartialDate
from geodeposits.quantity import Quantity, shown_number
from geodeposits.speech.languages import Language
from geodeposits.speech.locales import capital, listed, marked, spelled_date, written
from geodeposits.speech.terms import label
from geodeposits.type_groups import TYPE_GROUPS
from geodeposits.vocab import LEVEL_MEANING, Basis, EvidenceLevel, Term

__all__ = ["Speech"]


class Speech:
    """English; `Turkish` says the same in its own order."""

    lang: Language = "en"
    no_position: str = "no position is known"
    derived: str = "yes"
    kept_in_english: str = ""
    """What is to be said once on a page where texts of the data stand in another language."""
    noscript: str = (
        "This page draws its map and its table with JavaScript, which is switched off here."
    )

    def title(self, text: str) -> str:
        """Word the title of a page: one of ours by language, another's as it is."""
        return text

    def records(self, count: int) -> str:
        """Count rows: "1 record", "2,000 records"."""
        return f"{count:,} record{'' if count == 1 else 's'}"

    def label(self, term: Term | str) -> str:
        """Spell a term of a vocabulary."""
        return label(term, self.lang)

    def substance(self, name: str) -> str:
        """Name a mineral or an element in this language; "" where no such name is known."""
        return name

    def qualified(self, term: str | None, text: str | None) -> str | None:
        """Name a term of which the source's own words are known: they say it better."""
        return text or (self.label(term) if term else None)

    def country(self, code: str) -> str:
        """Name a country, or repeat what is no code."""
        try:
            return country_name(code, self.lang)
        except UnknownCountry:
            return code

    def mass_of_kt(self, kt: str, *, digits: int = 4) -> str:
        """Write a mass given in kt as Mt, kt or t: "> 6.94 Mt"."""
        return self.figure(wording.mass_of_kt(kt, digits=digits))

    def basis(self, basis: str, members: str | None) -> str:
        """Name what a figure counts; an unknown basis is repeated."""
        known = basis in set(Basis)
        return wording.basis_name(basis, members) if known else wording.label(basis)

    def sentence(
        self,
        *,
        ore_mt: str | None,
        grade_pct: str | None,
        reo_kt: str | None,
        contained_kt: str | None,
        basis: str,
        members: str | None,
    ) -> str:
        """Write the figures of an estimate as one phrase."""
        return wording.estimate_sentence(
            ore_mt=ore_mt,
            grade_pct=grade_pct,
            reo_kt=reo_kt,
            contained_kt=contained_kt,
            basis=basis,
            members=members,
        )

    def figure(self, text: str) -> str:
        """Write a figure that is in English, as a source states it or `Quantity` shows it."""
        return marked(text, self.lang)

    def number(
        self, value: float | Decimal, *, digits: int = 4, decimals: int | None = None
    ) -> str:
        """Write a number with at most `digits` significant digits, or with just `decimals`."""
        return written(value, self.lang, digits=digits, decimals=decimals)

    def integer(self, value: int) -> str:
        """Write a count with its thousands apart, to the last unit."""
        return written(value, self.lang, decimals=0)

    def percent(self, value: str | float | Decimal, *, digits: int = 4) -> str:
        """Write a share in percent: a text as stated ("> 50 %"), a number rounded ("1.8 %")."""
        return f"{self._share(value, digits)} %"

    def _share(self, value: str | float | Decimal, digits: int) -> str:
        return value if isinstance(value, str) else shown_number(value, digits=digits)

    def quantity(self, text: str, unit: str = "", *, digits: int = 4) -> str:
        """Write a quantity with its unit, bounds and qualifier kept: `>1`, `%` is "> 1 %".

        Raises UnreadableQuantity for what is none.
        """
        shown = Quantity.parse(text).shown(digits)
        return self.percent(shown) if unit == "%" else f"{self.figure(shown)} {unit}".strip()

    def date(self, value: PartialDate | str | int) -> str:
        """Write a date as far as it is known: "2013", "Sep 2013", "Sep 4, 2013"."""
        return spelled_date(value, self.lang)

    def capital(self, text: str) -> str:
        """Begin a text with a capital letter, as a title or a sentence does."""
        return capital(text, self.lang)

    def join(self, parts: Iterable[str], *, any_of: bool = False) -> str:
        """Join words into a list by "and", or by "or"; nothing is an empty text."""
        return listed(list(parts), self.lang, any_of=any_of)

    def yes_no(self, value: bool) -> str:
        """Say yes or no."""
        return "yes" if value else "no"

    def off_globe(self, lat: float, lon: float) -> str:
        """Say why a position cannot be drawn."""
        return f"latitude {lat:g}, longitude {lon:g} is not on the globe"

    def a_year(self, amount: str, what: str | None) -> str:
        """Write a yearly tonnage: of `ore`, of `REO`, or of a product named with its amount."""
        of = {"ore": " of ore", "REO": " REO", None: ""}[what]
        return f"{amount} t/y{of}"

    def group(self, key: str) -> str:
        """Name a group of types."""
        return next(group.label for group in TYPE_GROUPS if group.key == key)

    def level(self, level: EvidenceLevel | str) -> str:
        """Say what stands behind a figure of this level."""
        return LEVEL_MEANING[EvidenceLevel(level)]

    def rule(self, which: Literal["headline", "documented"]) -> str:
        """Say by which rule a figure was chosen."""
        return wording.HEADLINE_RULE if which == "headline" else wording.DOCUMENTED_RULE
