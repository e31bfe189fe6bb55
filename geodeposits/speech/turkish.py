"""How figures and terms are said in Turkish, with the words of `words_tr`.

Turkish writes 1.234,5 and %1,8, sets the unit behind the number and the percent sign before it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from geodeposits.quantity import Quantity
from geodeposits.speech import words_tr
from geodeposits.speech.english import Speech
from geodeposits.speech.languages import Language
from geodeposits.speech.substances_tr import substance_tr
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis, EvidenceLevel

__all__ = ["Turkish"]


class Turkish(Speech):
    """Turkish, with the words of `words_tr`."""

    lang: Language = "tr"
    no_position: str = "bilinen bir konum yok"
    derived: str = "evet"
    kept_in_english: str = (
        "Adlar, notlar, kaynaklardan aktarılan sözler ve bulguların metni İngilizcedir veya "
        "kaynağın dilindedir."
    )
    noscript: str = (
        "Bu sayfa haritasını ve tablosunu JavaScript ile çizer; JavaScript burada kapalı."
    )

    def title(self, text: str) -> str:
        """Word the titles of the published pages in Turkish."""
        return words_tr.TITLES.get(text, text)

    def records(self, count: int) -> str:
        """Count rows: a noun stays as it is after a number."""
        return f"{self.integer(count)} kayıt"

    def substance(self, name: str) -> str:
        """Name a mineral or an element in Turkish; "" where no such name is known."""
        return substance_tr(name)

    def qualified(self, term: str | None, text: str | None) -> str | None:
        """Name a term in Turkish, and the source's own words, which are English, after it."""
        if not term or term == "other":
            return text or super().qualified(term, text)
        return f"{self.label(term)} ({text})" if text else self.label(term)

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
            parts.append(f"{self.figure(Quantity.parse(ore_mt).shown())} Mt cevher")
        if grade_pct:
            grade = self.percent(Quantity.parse(grade_pct).shown())
            parts.append(f"tenör {grade} {counted}".strip())
        if reo_kt:
            parts.append(f"içeriği {self.mass_of_kt(reo_kt)} NTO")
        elif contained_kt:
            parts.append(f"içeriği {self.mass_of_kt(contained_kt)} {counted}".strip())
        return ", ".join(parts) or "rakam yok"

    def percent(self, value: str | float | Decimal, *, digits: int = 4) -> str:
        """Set the sign before the number, behind a qualifier: "> %1", "%50–55"."""
        text = self._share(value, digits)
        signs = "<>≥≤~± "
        bare = text.lstrip(signs)
        return f"{text[: len(text) - len(bare)]}%{self.figure(bare)}"

    def yes_no(self, value: bool) -> str:
        """Say evet or hayır."""
        return "evet" if value else "hayır"

    def off_globe(self, lat: float, lon: float) -> str:
        """Say why a position cannot be drawn."""
        where = f"enlem {self.figure(f'{lat:g}')}, boylam {self.figure(f'{lon:g}')}"
        return f"{where} yeryüzünde değil"

    def a_year(self, amount: str, what: str | None) -> str:
        """Write a yearly tonnage: "1.200 t/yıl cevher"."""
        if what is None:
            return f"{amount} t/yıl"
        words = {"ore": "cevher", "REO": "NTO"}[what]
        return f"{self.figure(_separated(amount))} t/yıl {words}"

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
