"""Records of the bulk tier: one row of a foreign database, its cells as they stand.

`Occurrence` holds the cells under our names; what follows from them is made here: terms of our
vocabularies, a `Deposit` with its claims, and the estimates that the free text states.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeVar

from geodeposits.claim_text import (
    PROGNOSTIC,
    Stated,
    StatedPart,
    Unread,
    numbered,
    read_estimates,
)
from geodeposits.dates import PartialDate
from geodeposits.model import (
    Cite,
    Classification,
    Deposit,
    Estimate,
    EstimatePart,
    Owner,
    Position,
    StatusStep,
)
from geodeposits.quantity import Quantity
from geodeposits.vocab import (
    Basis,
    Claimant,
    Code,
    DepositType,
    Kind,
    Marks,
    OccurrenceStatus,
    PartnerRole,
    ProjectStatus,
    RecordType,
    Scope,
)

__all__ = ["Occurrence"]

_Word = TypeVar("_Word", RecordType, OccurrenceStatus)
_KT_PER_MT: Final = Quantity.exactly(1000)
_DOUBT: Final = re.compile(r"\s*\(\?\)")

_TYPES: Final = {
    "alluvial placer": DepositType.FLUVIAL_PLACER_REE,
    "bauxite tailings": DepositType.TAILINGS,
    "carbonatite": DepositType.CARBONATITE_REE,
    "carbonatite with residual enrichment": DepositType.CARBONATITE_LATERITE_REE,
    "coal deposit": DepositType.COAL,
    "ion adsorption": DepositType.ION_ADSORPTION_REE,
    "paleoplacer": DepositType.PALEOPLACER_HEAVY_MINERAL_SANDS,
    "phosphorite": DepositType.PHOSPHORITE,
    "shoreline placer": DepositType.HEAVY_MINERAL_SANDS,
    "tailings": DepositType.TAILINGS,
}
"""Deposit types that say the same as a term of ours; a wider or doubted one stays unknown."""

_CODES: Final = {
    "jorc compliant": Code.JORC,
    "ni 43-101 compliant": Code.NI_43_101,
    "ni43-101 compliant": Code.NI_43_101,
    "naen compliant": Code.NAEN,
    "not compliant": Code.NONE,
}
"""Wordings of the reporting code; any other, a doubted one too, is unstated.

Categories of a national system name no code: the record says whether it knows of a report.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One record: cells as texts, blank where the record says nothing, degrees in WGS 84.

    `ore_mt`, `reo_mt` and `grade_pct` are free text that states estimates; `code`, `year`,
    `cut_off` and `references` may be numbered like them.
    """

    number: str
    name: str
    country: str
    aliases: str = ""
    district: str = ""
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    type_text: str = ""
    record_text: str = ""
    status_text: str = ""
    minerals: str = ""
    company: str = ""
    discovered: str = ""
    production: str = ""
    production_years: str = ""
    ore_mt: str = ""
    reo_mt: str = ""
    grade_pct: str = ""
    other_grade: str = ""
    cut_off: str = ""
    year: str = ""
    references: str = ""
    code: str = ""

    @property
    def type(self) -> DepositType:
        """Deposit type: the first of its wordings that says the same as a term of ours."""
        wordings = [text.strip() for text in self.type_text.split(";")]
        known = (_TYPES[text] for text in wordings if text in _TYPES)
        return next(known, DepositType.UNKNOWN)

    @property
    def record(self) -> RecordType | None:
        """What the record stands for; `record_text` says whether it is doubted."""
        return _first_term(RecordType, self.record_text)

    @property
    def status(self) -> OccurrenceStatus | None:
        """How much is known; `status_text` says whether it is doubted."""
        return _first_term(OccurrenceStatus, self.status_text)

    @property
    def place(self) -> str:
        """Place in the source."""
        return f"ID_No {self.number}"

    def deposit(self, source: str) -> tuple[Deposit, list[Unread]]:
        """Return the record as a deposit with its claims, and what could not be read."""
        cite = Cite(source=source, at=self.place)
        estimates, unread = self.estimates(source)
        return Deposit(
            name=self.name,
            country=self.country,
            admin1=self.admin1 or None,
            aliases=_listed(self.aliases, r"[;,]"),
            classification=Classification(
                type=self.type,
                type_text=self.type_text or None,
                minerals=_listed(self.minerals, r"[;,]"),
                cite=cite,
            ),
            positions=self._positions(cite),
            estimates=estimates,
            owners=self._companies(cite),
            status=self._project_status(cite),
        ), unread

    def estimates(self, source: str) -> tuple[tuple[Estimate, ...], list[Unread]]:
        """Return the estimates that the free text states, and what could not be read."""
        stated, unread = read_estimates(self.ore_mt, self.reo_mt, self.grade_pct)
        only = len({each.number for each in stated}) == 1
        return tuple(self._estimate(each, source, only=only) for each in stated), unread

    def _positions(self, cite: Cite) -> tuple[Position, ...]:
        if self.lat is None or self.lon is None:
            return ()
        marks = {
            RecordType.COMPLEX: Marks.COMPLEX_CENTROID,
            RecordType.DISTRICT: Marks.DISTRICT_CENTROID,
        }
        marked = marks.get(self.record, Marks.UNSTATED) if self.record else Marks.UNSTATED
        return (Position(lat=self.lat, lon=self.lon, marks=marked, cite=cite),)

    def _companies(self, cite: Cite) -> tuple[Owner, ...]:
        owners = []
        for text in _listed(self.company, ";"):
            match = re.fullmatch(r"(?P<party>.+?)\s*\((?P<year>\d{4})\)", text)
            owner = Owner(
                party=match["party"] if match else text,
                role=PartnerRole.OTHER,
                role_text="company named in the record",
                date=PartialDate.parse(match["year"]) if match else None,
                cite=cite,
            )
            owners.append(owner)
        return tuple(owners)

    def _project_status(self, cite: Cite) -> tuple[StatusStep, ...]:
        words = "; ".join(text for text in (self.status_text, self.production) if text)
        return (StatusStep(status=self._ladder, status_text=words, cite=cite),) if words else ()

    @property
    def _ladder(self) -> ProjectStatus:
        if self.production.lower() in {"producer", "byproduct producer"}:
            return ProjectStatus.OPERATING
        if self.production.lower() in {"past producer", "past byproduct producer"}:
            return ProjectStatus.CLOSED
        known = self.status_text.lower() in {"occurrence", "showing"}
        mined = "producer" in self.production.lower()  # in doubt, or in other words
        return ProjectStatus.OCCURRENCE if known and not mined else ProjectStatus.OTHER

    def _estimate(self, stated: Stated, source: str, *, only: bool) -> Estimate:
        """Make an estimate; `only` says that no other number stands in the cells of figures."""
        cells = (self.year, self.references, self.cut_off, self.code)
        said = (_at_number(text, stated.number, only=only) for text in cells)
        year, makers, cut_off, code = said
        date, doubt = _year(year)
        return Estimate(
            label=_label(stated),
            kind=_kind(stated),
            code=_CODES.get(code.lower(), Code.UNSTATED),
            basis=_basis(stated),
            members=stated.members,
            categories=() if stated.parts else stated.categories,
            parts=tuple(_part(part) for part in stated.parts),
            ore_mt=stated.ore,
            grade_pct=stated.grade,
            contained_kt=_in_kt(stated.reo),
            effective=date,
            by=Claimant.COMPILER,
            by_name=makers or None,
            cut_off=cut_off or None,
            zone=stated.zone or None,
            scope=Scope.PART if stated.zone else Scope.DEPOSIT,
            stated=self._cells,
            cite=Cite(source=source, at=self.place),
            note="; ".join([*stated.remarks, *doubt]) or None,
        )

    @property
    def _cells(self) -> str:
        cells = {
            "ore, Mt": self.ore_mt,
            "REO, Mt": self.reo_mt,
            "REO, %": self.grade_pct,
            "other grade": self.other_grade,
        }
        return " | ".join(f"{name}: {text}" for name, text in cells.items() if text)


def _first_term(vocabulary: type[_Word], text: str) -> _Word | None:
    plain = _DOUBT.sub("", text).strip().lower().replace(" ", "-")
    return next((term for term in vocabulary if term.value == plain), None)


def _listed(text: str, separator: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in re.split(separator, text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _at_number(text: str, number: int | None, *, only: bool) -> str:
    """Return what a numbered cell says of the estimate with this number."""
    said = numbered(text)
    if number is None and only and None not in said and len(said) == 1:
        return next(iter(said.values()))
    return said.get(number, said.get(None, ""))


def _year(text: str) -> tuple[PartialDate | None, list[str]]:
    """Read a year; `~1979` and `1983(?)` are read and said to be doubted, `pre-1986` is not."""
    match = re.fullmatch(r"(~)?(\d{4})(\(\?\))?", text)
    if match is None:
        return None, [f"year of the estimate: {text}"] if text else []
    doubted = match[1] or match[3]
    return PartialDate.parse(match[2]), [f"year of the estimate: {text}"] if doubted else []


def _label(stated: Stated) -> str | None:
    number = f"estimate {stated.number}" if stated.number is not None else ""
    words = " ".join(stated.classes)
    return ", ".join(text for text in (number, words) if text) or None


def _kind(stated: Stated) -> Kind:
    """Compiled, as the report is not known; prognostic categories alone are a target."""
    foretold = bool(stated.categories) and PROGNOSTIC.issuperset(stated.categories)
    return Kind.EXPLORATION_TARGET if foretold else Kind.COMPILED


def _basis(stated: Stated) -> Basis:
    """Tell what oxides are counted: all, a listed few, or what leaching dissolves.

    The soluble share is less than all oxides by an unknown part: its basis is unstated, so that
    no contained REO follows, and its zone says what it is.
    """
    if stated.is_soluble:
        return Basis.UNSTATED
    if stated.members:
        return Basis.PARTIAL_OXIDES
    shares = (stated, *stated.parts)
    has_oxide = any(share.reo is not None or share.grade is not None for share in shares)
    return Basis.TREO if has_oxide else Basis.ORE


def _in_kt(reo_mt: Quantity | None) -> Quantity | None:
    return None if reo_mt is None else reo_mt * _KT_PER_MT


def _part(part: StatedPart) -> EstimatePart:
    return EstimatePart(
        categories=part.categories,
        ore_mt=part.ore,
        grade_pct=part.grade,
        contained_kt=_in_kt(part.reo),
    )
