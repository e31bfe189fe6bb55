"""How figures and terms read: the same words in tables, reports, findings and on the map."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from geodeposits.quantity import Quantity
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis, Code, Term

__all__ = [
    "DOCUMENTED_RULE",
    "HEADLINE_RULE",
    "basis_name",
    "estimate_sentence",
    "grade",
    "label",
    "mass_of_kt",
    "ore",
]

HEADLINE_RULE: Final = (
    "the newest word of operator, owner or authority that states tonnage and grade, whatever its "
    "level, or an amount alone where none states both; a third party's or a compiler's where there "
    "is none of theirs"
)
"""What a headline is, in a sentence; `dataset.selection.headline` is the whole rule."""

DOCUMENTED_RULE: Final = "the best evidence level from A to D, then the newest"
"""What a documented figure is, in a sentence; `dataset.selection.documented` is the whole rule."""

_SPELLED: Final = {
    "ree": "REE", "hfse": "HFSE", "iocg": "IOCG", "ioa": "IOA", "nyf": "NYF", "mou": "MoU",
    "jorc": "JORC", "ni-43-101": "NI 43-101", "sk-1300": "SK-1300", "samrec": "SAMREC",
    "perc": "PERC", "umrek": "UMREK", "naen": "NAEN", "kazrc": "KAZRC", "mrc": "MRC",
    "cbrr": "CBRR", "kcmi": "KCMI", "sme": "SME", "ccrr": "CCRR", "imic": "IMIC", "gkz": "GKZ",
    "gb-t-17766": "GB/T 17766", "unfc": "UNFC", "amd": "AMD",
}  # fmt: skip
_BASIS: Final = {
    Basis.TREE: "TREE (elements)",
    Basis.HEAVY_MINERALS: "heavy minerals",
    Basis.UNSTATED: "basis unstated",
}
_MT_FROM_KT: Final = Decimal(1000)


def label(term: Term | str) -> str:
    """Spell a term for people: `carbonatite-ree` is "carbonatite REE", `jorc` is "JORC"."""
    text = str(term)
    if text in _SPELLED:
        return _SPELLED[text]
    if text == Code.NONE.value:
        return "no code"
    return " ".join(_SPELLED.get(word, word) for word in text.split("-"))


def mass_of_kt(text: str, *, digits: int = 4) -> str:
    """Write a mass given in kt as Mt, kt or t: `>6940` is "> 6.94 Mt", `954` is "954 kt"."""
    quantity = Quantity.parse(text)
    if quantity.central >= _MT_FROM_KT:
        return f"{(quantity * Decimal('0.001')).shown(digits)} Mt"
    if quantity.central < 1:
        return f"{(quantity * _MT_FROM_KT).shown(digits)} t"
    return f"{quantity.shown(digits)} kt"


def ore(text: str) -> str:
    """Write a tonnage of ore given in Mt: `694` is "694 Mt of ore"."""
    return f"{Quantity.parse(text).shown()} Mt of ore"


def grade(text: str, basis: str, members: str | None = None) -> str:
    """Write a grade with its basis: `>1`, `REO` is "> 1 % REO"; members name a partial basis."""
    return f"{Quantity.parse(text).shown()} % {_in_phrase(basis, members)}".strip()


def basis_name(basis: str, members: str | None = None) -> str:
    """Name what a figure counts: "REO", "La2O3 + CeO2 + Nd2O3", "LREO: La2O3 + CeO2", "ore".

    `members` is the joined list of a table's cell. Raises UnknownTerm for an unknown basis.
    """
    kind = Basis.parse(basis)
    counted = " + ".join(members.split("; ")) if members else ""
    if kind is Basis.PARTIAL_OXIDES:
        return counted or "some oxides"
    words = _BASIS.get(kind, kind.value)
    return f"{words}: {counted}" if counted and kind not in BASIS_OF_ALL_OXIDES else words


def _in_phrase(basis: str, members: str | None) -> str:
    """Name a basis after a number: nothing for rock, in parentheses where it is unstated."""
    if basis == Basis.ORE.value:
        return ""
    words = basis_name(basis, members)
    return f"({words})" if basis == Basis.UNSTATED.value else words


def estimate_sentence(
    *,
    ore_mt: str | None,
    grade_pct: str | None,
    reo_kt: str | None,
    basis: str,
    members: str | None = None,
    contained_kt: str | None = None,
) -> str:
    """Write the figures of an estimate as one phrase, from the `_text` columns of a row.

    `694`, `>1`, `>6940`, `REO` gives "694 Mt of ore at > 1 % REO, contained > 6.94 Mt REO". Where
    no rare earth oxides follow from the basis, `contained_kt` is shown on that basis.
    """
    words = [ore(ore_mt)] if ore_mt else []
    if grade_pct:
        words.append(
            f"at {grade(grade_pct, basis, members)}" if words else grade(grade_pct, basis, members)
        )
    phrase = " ".join(words)
    contained = f"contained {mass_of_kt(reo_kt)} REO" if reo_kt else ""
    if not reo_kt and contained_kt:
        contained = (
            f"contained {mass_of_kt(contained_kt)} {_in_phrase(basis, members)}".strip().strip()
        )
    return ", ".join(part for part in (phrase, contained) if part) or "no figure"
