"""How the page speaks of figures and terms, in English or in Turkish.

English is the wording of `geodeposits.wording`. Turkish writes 1.234,5 and %1,8, sets the unit
behind the number and the percent sign before it.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from geodeposits import wording
from geodeposits.countries import UnknownCountry, country_name
from geodeposits.maps import words_tr
from geodeposits.maps.type_groups import TYPE_GROUPS
from geodeposits.quantity import Quantity
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, LEVEL_MEANING, Basis, EvidenceLevel, Term

__all__ = ["LANGUAGES", "Language", "Speech", "label", "page_words", "speech"]

Language = Literal["en", "tr"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "tr")

_TURKISH_MARKS: Final = str.maketrans({",": ".", ".": ","})


def label(term: Term | str, lang: Language = "en") -> str:
    """Spell a term for people: `carbonatite-ree` is "carbonatite REE", in Turkish "karbonatit NTE".

    Names (codes, evidence levels, categories of GKZ) are the same in both.
    """
    if lang == "tr" and str(term) in words_tr.TERMS:
        return words_tr.TERMS[str(term)]
    return wording.label(term)


def speech(lang: Language) -> Speech:
    """Return how the page speaks a language; ValueError for one that there are no words for."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang is one of {', '.join(LANGUAGES)}, not {lang!r}")
    return Turkish() if lang == "tr" else Speech()


def page_words(lang: Language) -> dict[str, Any]:
    """Return what the page says of groups, levels and rules in a language.

    `groups` lists {key, label}, `levels` and `rules` are texts by level and by figure.
    """
    say = speech(lang)
    return {
        "groups": [{"key": group.key, "label": say.group(group.key)} for group in TYPE_GROUPS],
        "levels": {level.value: say.level(level) for level in EvidenceLevel},
        "rules": {"headline": say.rule("headline"), "documented": say.rule("documented")},
    }


class Speech:
    """English; `Turkish` says the same in its own order."""

    lang: Language = "en"
    no_position: str = "no position is known"
    derived: str = "yes"
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

    def qualified(self, term: str | None, text: str | None) -> str | None:
        """Name a term of which the source's own words are known: they say it better."""
        return text or (self.label(term) if term else None)

    def country(self, code: str) -> str:
        """Name a country, or repeat what is no code."""
        try:
            return country_name(code, self.lang)
        except UnknownCountry:
            return code

    def mass(self, kt: str) -> str:
        """Write a mass given in kt."""
        return wording.mass_of_kt(kt)

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

    def number(self, text: str) -> str:
        """Write a number that is written in English."""
        return text

    def percent(self, text: str) -> str:
        """Write a share as stated."""
        return f"{text} %"

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


class Turkish(Speech):
    """Turkish, with the words of `words_tr`."""

    lang: Language = "tr"
    no_position: str = "bilinen bir konum yok"
    derived: str = "evet"
    noscript: str = (
        "Bu sayfa haritasını ve tablosunu JavaScript ile çizer; JavaScript burada kapalı."
    )

    def title(self, text: str) -> str:
        """Word the titles of the published pages in Turkish."""
        return words_tr.TITLES.get(text, text)

    def records(self, count: int) -> str:
        """Count rows: a noun stays as it is after a number."""
        return f"{self.number(f'{count:,}')} kayıt"

    def qualified(self, term: str | None, text: str | None) -> str | None:
        """Name a term in Turkish, and the source's own words, which are English, after it."""
        if not term or term == "other":
            return text or super().qualified(term, text)
        return f"{self.label(term)} ({text})" if text else self.label(term)

    def mass(self, kt: str) -> str:
        """Write a mass given in kt: "6,94 Mt"."""
        return self.number(wording.mass_of_kt(kt))

    def basis(self, basis: str, members: str | None) -> str:
        """Name what a figure counts."""
        if basis not in words_tr.BASES:
            return self.label(basis)
        counted = " + ".join(members.split("; ")) if members else ""
        if basis == Basis.PARTIAL_OXIDES and counted:
            return counted
        words = words_tr.BASES[basis]
        return f"{words}: {counted}" if counted and basis not in BASIS_OF_ALL_OXIDES else words

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
        """Write "694 Mt cevher, tenör > %1 NTO, içeriği > 6,94 Mt NTO"."""
        counted = "" if basis == Basis.ORE else self.basis(basis, members)
        counted = f"({counted})" if basis == Basis.UNSTATED else counted
        parts = []
        if ore_mt:
            parts.append(f"{self.number(Quantity.parse(ore_mt).shown())} Mt cevher")
        if grade_pct:
            grade = self.percent(Quantity.parse(grade_pct).shown())
            parts.append(f"tenör {grade} {counted}".strip())
        if reo_kt:
            parts.append(f"içeriği {self.mass(reo_kt)} NTO")
        elif contained_kt:
            parts.append(f"içeriği {self.mass(contained_kt)} {counted}".strip())
        return ", ".join(parts) or "rakam yok"

    def number(self, text: str) -> str:
        """Exchange the marks of thousands and decimals: "1,234.5" is "1.234,5"."""
        return text.translate(_TURKISH_MARKS)

    def percent(self, text: str) -> str:
        """Set the sign before the number, behind a qualifier: "> %1", "%50–55"."""
        signs = "<>≤≥~± "
        bare = text.lstrip(signs)
        return f"{text[: len(text) - len(bare)]}%{self.number(bare)}"

    def yes_no(self, value: bool) -> str:
        """Say evet or hayır."""
        return "evet" if value else "hayır"

    def off_globe(self, lat: float, lon: float) -> str:
        """Say why a position cannot be drawn."""
        where = f"enlem {self.number(f'{lat:g}')}, boylam {self.number(f'{lon:g}')}"
        return f"{where} yeryüzünde değil"

    def a_year(self, amount: str, what: str | None) -> str:
        """Write a yearly tonnage: "1.200 t/yıl cevher"."""
        if what is None:
            return f"{amount} t/yıl"
        words = {"ore": "cevher", "REO": "NTO"}[what]
        return f"{self.number(_separated(amount))} t/yıl {words}"

    def group(self, key: str) -> str:
        """Name a group of types."""
        return words_tr.GROUPS[key]

    def level(self, level: EvidenceLevel | str) -> str:
        """Say what stands behind a figure of this level."""
        return words_tr.LEVELS[str(level)]

    def rule(self, which: Literal["headline", "documented"]) -> str:
        """Say by which rule a figure was chosen."""
        return words_tr.RULES[which]


def _separated(amount: str) -> str:
    """Write a tonnage with its thousands apart, to the last tonne."""
    digits = len(str(int(Quantity.parse(amount).central.copy_abs())))
    return Quantity.parse(amount).shown(max(4, digits))
