"""Closed vocabularies, each term with its meaning and, where one is public, its URI.

A seed or a table states a term by its value (`carbonatite-ree`, `ni-43-101`). `parse` reads it and
raises `UnknownTerm` with the nearest terms; nothing is mapped by guessing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self

from geodeposits.errors import UnknownTerm

__all__ = [
    "BASIS_OF_ALL_OXIDES",
    "CRIRSCO_CODES",
    "LEVEL_MEANING",
    "NATIONAL_CODES",
    "Basis",
    "Category",
    "Claimant",
    "Code",
    "Condition",
    "DepositType",
    "EvidenceLevel",
    "Kind",
    "Marks",
    "NationalMeasure",
    "OccurrenceStatus",
    "PartnerRole",
    "PartyKind",
    "PlantStage",
    "ProjectStatus",
    "RecordType",
    "RelationKind",
    "Scope",
    "SourceKind",
    "Stage",
    "Standing",
    "Term",
]


class Term(StrEnum):
    """A word of a closed vocabulary."""

    @classmethod
    def parse(cls, text: object) -> Self:
        """Return the member whose value is `text`; raise UnknownTerm with the nearest ones."""
        try:
            return cls(str(text))
        except ValueError:
            raise UnknownTerm(
                text, vocabulary=cls.label(), choices=[m.value for m in cls]
            ) from None

    @classmethod
    def label(cls) -> str:
        """Name of the vocabulary in a sentence: `DepositType` is "deposit type"."""
        words = "".join(f" {c.lower()}" if c.isupper() else c for c in cls.__name__)
        return words.strip()

    @property
    def uri(self) -> str:
        """Public URI of the term, or an empty text where none is registered here."""
        return _URIS.get((type(self).__name__, self.value), "")


class Basis(Term):
    """What a grade or a contained tonnage counts."""

    TREO = "TREO"  # all rare earth oxides, Y2O3 included unless the source says otherwise
    REO = "REO"  # rare earth oxides, the members not listed by the source
    TREE = "TREE"  # elements, not oxides
    LREO = "LREO"
    HREO = "HREO"
    PARTIAL_OXIDES = "partial-oxides"  # a listed few, see `members`
    Y2O3 = "Y2O3"
    HEAVY_MINERALS = "HM"
    MONAZITE = "monazite"
    ORE = "ore"  # rock: a tonnage without grade
    UNSTATED = "unstated"


BASIS_OF_ALL_OXIDES: Final = frozenset({Basis.TREO, Basis.REO})
"""Bases that may be compared, ranked and summed with one another as rare earth oxide."""


class Kind(Term):
    """What sort of statement an estimate is."""

    RESOURCE = "resource"
    RESERVE = "reserve"
    EXPLORATION_TARGET = "exploration-target"
    HISTORICAL = "historical"
    COMPILED = "compiled"  # a third party's table without the report behind it
    ANNOUNCEMENT = "announcement"


class Category(Term):
    """Geological confidence; several together mean their sum."""

    MEASURED = "measured"
    INDICATED = "indicated"
    INFERRED = "inferred"
    PROVED = "proved"
    PROBABLE = "probable"
    EXPLORATION_TARGET = "exploration-target"
    GKZ_A = "A"
    GKZ_B = "B"
    GKZ_C1 = "C1"
    GKZ_C2 = "C2"
    GKZ_P1 = "P1"
    GKZ_P2 = "P2"
    GKZ_P3 = "P3"


class Code(Term):
    """Reporting code or standard."""

    JORC = "jorc"
    NI_43_101 = "ni-43-101"
    SK_1300 = "sk-1300"
    SAMREC = "samrec"
    PERC = "perc"
    UMREK = "umrek"
    NAEN = "naen"
    KAZRC = "kazrc"
    MRC = "mrc"
    CBRR = "cbrr"
    KCMI = "kcmi"
    SME = "sme"
    CCRR = "ccrr"
    IMIC = "imic"
    GKZ = "gkz"
    GB_T_17766 = "gb-t-17766"
    UNFC = "unfc"
    AMD = "amd"
    NONE = "none"
    UNSTATED = "unstated"


CRIRSCO_CODES: Final = frozenset(list(Code)[: list(Code).index(Code.GKZ)])
"""Codes of the CRIRSCO family: public reports signed by a competent or qualified person."""

NATIONAL_CODES: Final = frozenset({Code.GKZ, Code.GB_T_17766, Code.UNFC, Code.AMD})
"""National or framework classifications outside the CRIRSCO family."""


class EvidenceLevel(Term):
    """How well an estimate is supported; A is best."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


LEVEL_MEANING: Final[dict[EvidenceLevel, str]] = {
    EvidenceLevel.A: "CRIRSCO-family code, effective within 10 years of the as-of date",
    EvidenceLevel.B: "CRIRSCO-family code, older or undated",
    EvidenceLevel.C: "national code (GKZ, GB/T, UNFC, AMD), or a code that only a database names",
    EvidenceLevel.D: "historical, compiled or conceptual, or no code named",
    EvidenceLevel.E: "announced by an official or a company without a report",
}


class Claimant(Term):
    """Whose word an estimate is."""

    OPERATOR = "operator"
    OWNER = "owner"
    AUTHORITY = "authority"  # the state body or official responsible
    THIRD_PARTY = "third-party"
    COMPILER = "compiler"


class Scope(Term):
    """How much ground an estimate covers."""

    DEPOSIT = "deposit"
    PART = "part"
    PROJECT = "project"  # several deposits in one figure


class PlantStage(Term):
    """How far a plant is."""

    PILOT = "pilot"
    PLANNED = "planned"
    CONSTRUCTION = "construction"
    OPERATING = "operating"


class Marks(Term):
    """What a point on the map stands for."""

    ORE_BODY = "ore-body"
    MINE = "mine"
    COMPLEX_CENTROID = "complex-centroid"
    DISTRICT_CENTROID = "district-centroid"
    NEAREST_TOWN = "nearest-town"
    PROVINCE_CENTROID = "province-centroid"
    OFFSET = "offset"
    UNSTATED = "unstated"


class Standing(Term):
    """Whether a position claim is accepted or refuted."""

    ACCEPTED = "accepted"
    REFUTED = "refuted"


class PartyKind(Term):
    """What sort of body a party is."""

    COMPANY = "company"
    STATE_ENTERPRISE = "state-enterprise"
    GOVERNMENT = "government"  # a state, its ministries and agencies, a province, a town
    FINANCIER = "financier"  # a bank, a fund, an export credit agency
    RESEARCH = "research"
    INTERGOVERNMENTAL = "intergovernmental"
    UNNAMED = "unnamed"  # the source names none
    OTHER = "other"


class NationalMeasure(Term):
    """What a national figure counts."""

    RESERVES = "reserves"
    PRODUCTION = "production"
    INVENTORY = "inventory"  # a national count of resources, which are no reserves


class RecordType(Term):
    """What a record of the bulk tier stands for."""

    SITE = "site"
    DISTRICT = "district-or-area"
    COMPLEX = "intrusion-or-complex"


class OccurrenceStatus(Term):
    """How much is known of a record of the bulk tier."""

    DEPOSIT = "deposit"
    PROSPECT = "prospect"
    OCCURRENCE = "occurrence"
    SHOWING = "showing"


class RelationKind(Term):
    """Owner, or partner of any other kind."""

    OWNER = "owner"
    PARTNER = "partner"


class PartnerRole(Term):
    """What a party does for a deposit."""

    OWNER = "owner"
    OPERATOR = "operator"
    OFFTAKER = "offtaker"
    LENDER = "lender"
    GRANTOR = "grantor"
    EQUITY_INVESTOR = "equity-investor"
    ACQUIRER = "acquirer"
    TECHNOLOGY_PROVIDER = "technology-provider"
    PROCESSOR = "processor"
    ROYALTY_HOLDER = "royalty-holder"
    REGULATOR = "regulator"
    NEGOTIATING_PARTY = "negotiating-party"
    OTHER = "other"


class Stage(Term):
    """How far a deal got: a ladder and its exits."""

    TALKS = "talks"
    LETTER_OF_INTEREST = "letter-of-interest"
    MOU = "mou"
    TERM_SHEET = "term-sheet"
    BINDING = "binding"
    FINANCED = "financed"
    OPERATING = "operating"
    STALLED = "stalled"
    ENDED = "ended"
    DENIED = "denied"
    RULED_OUT = "ruled-out"
    OTHER = "other"

    @property
    def is_exit(self) -> bool:
        """Whether the step leaves the ladder."""
        return self in {Stage.STALLED, Stage.ENDED, Stage.DENIED, Stage.RULED_OUT}


class ProjectStatus(Term):
    """How far a project is."""

    OCCURRENCE = "occurrence"
    EXPLORATION = "exploration"
    RESOURCE_DEFINED = "resource-defined"
    SCOPING = "scoping"
    PRE_FEASIBILITY = "pre-feasibility"
    FEASIBILITY = "feasibility"
    PERMITTED = "permitted"
    CONSTRUCTION = "construction"
    OPERATING = "operating"
    CARE_AND_MAINTENANCE = "care-and-maintenance"
    CLOSED = "closed"
    BLOCKED = "blocked"
    OTHER = "other"


class Condition(Term):
    """What a state or an owner demands of a partner."""

    DOMESTIC_REFINING = "domestic-refining"
    TECHNOLOGY_SHARING = "technology-sharing"
    STATE_OPERATION = "state-operation"
    NO_SALE = "no-sale"
    EXPORT_CONTROL = "export-control"
    MINING_BAN = "mining-ban"
    OTHER = "other"


class SourceKind(Term):
    """What sort of document a source is."""

    TECHNICAL_REPORT = "technical-report"
    EXCHANGE_ANNOUNCEMENT = "exchange-announcement"
    COMPANY = "company"
    AGENCY = "agency"
    DATABASE = "database"
    PAPER = "paper"
    PRESS = "press"
    AGGREGATOR = "aggregator"


class DepositType(Term):
    """Deposit model: the CMMI classification, with a few local additions."""

    CARBONATITE_REE = "carbonatite-ree"
    CARBONATITE_LATERITE_REE = "carbonatite-laterite-ree"
    CARBONATITE_NIOBIUM = "carbonatite-niobium"
    ION_ADSORPTION_REE = "ion-adsorption-ree"
    PERALKALINE_IGNEOUS_HFSE_REE = "peralkaline-igneous-hfse-ree"
    APATITE_INTRUSION_REE = "apatite-intrusion-ree"
    ABYSSAL_PEGMATITE_REE = "abyssal-pegmatite-ree"
    NYF_PEGMATITE = "nyf-pegmatite"
    BRECCIA_PIPE_REE = "breccia-pipe-ree"
    SKARN_URANIUM_REE = "skarn-uranium-ree"
    UNCONFORMITY_RELATED_REE = "unconformity-related-ree"
    FLUVIAL_PLACER_REE = "fluvial-placer-ree"
    HEAVY_MINERAL_SANDS = "heavy-mineral-sands"
    PALEOPLACER_HEAVY_MINERAL_SANDS = "paleoplacer-heavy-mineral-sands"
    HEMATITE_DOMINANT_IOCG = "hematite-dominant-iocg"
    MAGNETITE_DOMINANT_IOCG = "magnetite-dominant-iocg"
    HEMATITE_DOMINANT_IOA = "hematite-dominant-ioa"
    MAGNETITE_DOMINANT_IOA = "magnetite-dominant-ioa"
    PHOSPHORITE = "phosphorite"
    RESIDUAL_CLAY = "residual-clay"
    THORIUM_VEIN = "thorium-vein"
    TAILINGS = "tailings"
    COAL = "coal"
    DEEP_SEA_MUD = "deep-sea-mud"
    UNKNOWN = "unknown"


_GEOSCIML: Final = "http://resource.geosciml.org/classifier"
_LOCAL_TYPES: Final = {
    DepositType.THORIUM_VEIN,
    DepositType.TAILINGS,
    DepositType.COAL,
    DepositType.DEEP_SEA_MUD,
    DepositType.UNKNOWN,
}

# CMMI deposit models (Hofstra et al. 2021) and CGI categories; a local addition has no URI.
_URIS: Final[dict[tuple[str, str], str]] = {
    **{
        ("DepositType", kind.value): f"{_GEOSCIML}/cmmi/deposit-model/{kind.value}"
        for kind in DepositType
        if kind not in _LOCAL_TYPES
    },
    **{
        ("Category", term): f"{_GEOSCIML}/cgi/resource-assessment-category/{term}"
        for term in ("measured", "indicated", "inferred")
    },
    **{
        ("Category", term): f"{_GEOSCIML}/cgi/reserve-assessment-category/{term}"
        for term in ("proved", "probable")
    },
    ("ProjectStatus", "operating"): f"{_GEOSCIML}/cgi/mine-status/operating",
}
