"""What the parts of a dossier share: its language and words, and the numbers of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from geodeposits.checks.formats import visible
from geodeposits.countries import UnknownCountry, country_code
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.errors import UnreadableDate, UnreadableQuantity
from geodeposits.quantity import Quantity
from geodeposits.report.document import (
    Cell,
    Line,
    SourceEntry,
    Span,
    cell,
    foreign,
    line,
    muted,
)
from geodeposits.report.phrases import Record, source_entry
from geodeposits.report.plain import text_of
from geodeposits.report.words import WORDS
from geodeposits.speech import Language, speech
from geodeposits.vocab import Basis, EvidenceLevel, PartyKind

__all__ = ["Voice"]


_EVERY_DIGIT: Final = 12
_T_PER_KT: Final = 1000


class Voice:
    """How one dossier speaks; a source gets its number when it is first cited."""

    def __init__(self, dataset: Dataset, lang: Language) -> None:
        self.lang = lang
        self.say = speech(lang)
        self.words = WORDS[lang]
        rows = dataset.sources.drop_duplicates("key").to_dict("records")
        self._known: dict[str, Record] = {text_of(row["key"]): row for row in rows}
        self._numbers: dict[str, int] = {}
        parties = dataset.parties.to_dict("records")
        self._states = dict(_states(parties)) if lang != "en" else {}

    # Sources

    def number(self, key: str) -> int:
        """Return the number of a source, a new one where it has none yet."""
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def cited(self, row: Mapping[Any, Any], *, at: bool = True) -> Line:
        """Return the number of a row's source, and with `at` the place in it."""
        key, place = text_of(row.get("source")), text_of(row.get("at")) if at else ""
        if not key:
            return line(muted("–"))
        if key not in self._known:
            return line(muted(key))
        mark = f"[{self.number(key)}]"
        return (Span(mark, source=mark), *line(" " if place else "", self.foreign(place, "muted")))

    def entries(self) -> tuple[SourceEntry, ...]:
        """Return the sources that were cited, by number."""
        order = sorted(self._numbers.items(), key=lambda item: item[1])
        repeats = self.words.repeats
        return tuple(
            source_entry(self._known[key], f"[{number}]", repeats, self.date)
            for key, number in order
        )

    # Texts of the data

    def foreign(self, text: str, style: str = "") -> Span:
        """Return words of the data, which are English."""
        return foreign(text, self.lang, style)

    def substance(self, name: str, style: str = "") -> Span:
        """Name a mineral, an element or a product, as a text of the data where no name is known."""
        known = self.say.substance(name)
        return Span(visible(known), style) if known else self.foreign(name, style)

    def party(self, name: str) -> Span:
        """Name a party: a state by the name of its country, all others as the data does."""
        if name in self._states:
            return Span(visible(self.say.country(self._states[name])), "strong")
        return self.foreign(name, "strong")

    def term(self, value: object) -> str:
        """Spell a term of a vocabulary; an unknown one stands as it is."""
        text = text_of(value)
        return self.say.label(text) if text else ""

    def terms(self, value: object) -> str:
        """Spell the terms of a joined list."""
        return ", ".join(map(self.term, filter(None, text_of(value).split(LIST_SEPARATOR))))

    def capital(self, text: str) -> str:
        """Begin a text with a capital; Turkish has two of the letter i."""
        first = {"i": "İ", "ı": "I"}.get(text[:1]) if self.lang == "tr" else None
        return f"{first or text[:1].upper()}{text[1:]}"

    def date(self, value: object) -> str:
        """Write a date as far as it is known."""
        text = text_of(value)
        try:
            return self.say.date(text) if text else self.words.undated
        except UnreadableDate:
            return text

    # Figures

    def quantity(self, value: object, unit: str = "", *, digits: int = 4) -> str:
        """Write a quantity with its unit; an empty text where there is none."""
        text = text_of(value)
        try:
            return self.say.quantity(text, unit, digits=digits) if text else ""
        except UnreadableQuantity:
            return text

    def mass(self, value: object) -> str:
        """Write a mass in kt as Mt, kt or t; an empty text where there is none."""
        text = text_of(value)
        try:
            return self.say.mass_of_kt(text) if text else ""
        except UnreadableQuantity:
            return text

    def mass_of_t(self, value: object) -> str:
        """Write a mass in tonnes as Mt, kt or t."""
        try:
            kt = Quantity.parse(text_of(value)) / Quantity.exactly(_T_PER_KT)
        except UnreadableQuantity:
            return text_of(value)
        return self.mass(kt.text)

    def own(self, row: Record) -> str:
        """Write what is contained on the row's own basis: as stated, else tonnage x grade."""
        for name in ("contained_kt_text", "own_kt_text", "product_kt_text"):
            if text := text_of(row.get(name)):
                return self.mass(text)
        return ""

    def basis(self, row: Record) -> str:
        """Name what a figure counts."""
        basis = text_of(row["basis"]) or Basis.UNSTATED.value
        return self.say.basis(basis, text_of(row.get("members")) or None)

    def sentence(self, row: Record, *, with_amount: bool = True) -> str:
        """Write the figures of an estimate as one phrase."""
        names = ("ore_mt", "grade_pct", *(("reo_kt", "contained_kt") if with_amount else ()))
        texts = {name: text_of(row.get(f"{name}_text")) or None for name in names}
        given = {"reo_kt": None, "contained_kt": None, **texts}
        if not any(texts.values()):
            return ""
        basis = row["basis"] if row["basis"] in list(Basis) else Basis.UNSTATED.value
        try:
            return self.say.sentence(
                **given, basis=basis, members=text_of(row.get("members")) or None
            )
        except UnreadableQuantity:
            return "; ".join(text for text in texts.values() if text)

    def a_year(self, text: str, what: str = "") -> str:
        """Write a yearly tonnage to the last tonne."""
        amount = self.quantity(text, digits=_EVERY_DIGIT)
        return self.words.a_year.format(amount=amount, what=what).strip()

    def level(self, value: object) -> str:
        """Say what stands behind a level of evidence."""
        text = text_of(value)
        return self.say.level(text) if text in list(EvidenceLevel) else self.words.unknown

    def note(self, text: str) -> Cell:
        """Return an editor's note as a line of its own, or none."""
        return (self.noted(text),) if text else ()

    def noted(self, text: str) -> Line:
        """Return an editor's note."""
        return line(muted(f"{self.words.note}: "), self.foreign(text, "muted")) if text else ()

    def blank(self) -> Cell:
        """Return what stands where nothing is known."""
        return cell(muted("–"))


def _states(parties: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Yield name and country code of the governments whose name is that of their country.

    A ministry, an agency, a province or a "Government of …" is not the state.
    """
    for row in parties:
        name, code = text_of(row["party"]), text_of(row["country"])
        is_government = row["kind"] == PartyKind.GOVERNMENT.value
        if is_government and code and _code_of(name) == code:
            yield name, code


def _code_of(name: str) -> str:
    try:
        return country_code(name)
    except UnknownCountry:
        return ""
