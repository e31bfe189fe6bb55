"""Records of what sources state about deposits, as frozen and strict pydantic models.

pydantic decides whether a record can be read; a rule decides whether it should be believed. So a
latitude of 95 is read here and found by GD201, while a latitude of `"north"` is not read at all.

Units are in the names: `ore_mt` is million metric tonnes, `grade_pct` and `cut_off_pct` percent by
mass on the stated `basis`, `contained_kt` thousand tonnes on that basis, `accuracy_m` metres,
`share_pct` percent. Unknown is absent.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from geodeposits.countries import country_codes
from geodeposits.dates import PartialDate
from geodeposits.elements import ELEMENTS, OXIDES
from geodeposits.errors import (
    GeodepositsError,
    UnknownTerm,
)
from geodeposits.quantity import Quantity
from geodeposits.vocab import (
    Basis,
    Category,
    Claimant,
    Code,
    Condition,
    DepositType,
    Kind,
    Marks,
    PartnerRole,
    PlantStage,
    ProjectStatus,
    Scope,
    SourceKind,
    Stage,
    Standing,
)

__all__ = [
    "Cite",
    "Claim",
    "Classification",
    "ConditionClaim",
    "DatasetInfo",
    "Deposit",
    "Estimate",
    "EstimatePart",
    "Owner",
    "OxideDistribution",
    "Partner",
    "Plant",
    "Position",
    "Source",
    "StatusStep",
    "Waiver",
    "json_schema",
]


def _read(reader: Any) -> Any:
    """Wrap a reader so that its own error becomes a pydantic error that carries a rule's code."""

    def read(value: object) -> object:
        try:
            return reader(value)
        except GeodepositsError as error:
            raise PydanticCustomError(error.rule, "{text}", {"text": str(error)}) from None

    return BeforeValidator(read)


def _read_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _read_float(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        text = {"text": f"{value!r:.60}"}
        raise PydanticCustomError("GD105", "a number is needed, not {text}", text)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        text = {"text": str(number)}
        raise PydanticCustomError("GD104", "a finite number is needed, not {text}", text)
    return number


def _formula(choices: tuple[str, ...]) -> Any:
    def parse(value: object) -> str:
        if value not in choices:
            raise UnknownTerm(value, vocabulary="rare earth oxide or element", choices=choices)
        return str(value)

    return _read(parse)


def _code_among(choices: frozenset[str], vocabulary: str) -> Any:
    def parse(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise UnknownTerm(value, vocabulary=vocabulary, choices=sorted(choices))
        return str(value)

    return _read(parse)


_COUNTRIES: Final = frozenset(country_codes())
CountryCode = Annotated[str, _code_among(_COUNTRIES, "ISO 3166-1 alpha-2 country code")]
PartyCode = Annotated[str, _code_among(_COUNTRIES | {"EU"}, "country code (or EU)")]
Figure = Annotated[
    Quantity,
    _read(Quantity.parse),
    WithJsonSchema({"type": ["number", "string"], "examples": [694, "~694", ">1", "0.5–0.6"]}),
]
Dated = Annotated[
    PartialDate,
    _read(PartialDate.parse),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ]
        }
    ),
]
Real = Annotated[float, BeforeValidator(_read_float)]
Length = Annotated[float, BeforeValidator(_read_float), Field(gt=0)]
Text = Annotated[str, Field(min_length=1)]
_Item = TypeVar("_Item")
Many = Annotated[tuple[_Item, ...], BeforeValidator(_read_tuple)]
Texts = Many[Text]
BasisTerm = Annotated[Basis, _read(Basis.parse)]
CategoryTerm = Annotated[Category, _read(Category.parse)]
ClaimantTerm = Annotated[Claimant, _read(Claimant.parse)]
CodeTerm = Annotated[Code, _read(Code.parse)]
ConditionTerm = Annotated[Condition, _read(Condition.parse)]
DepositTypeTerm = Annotated[DepositType, _read(DepositType.parse)]
KindTerm = Annotated[Kind, _read(Kind.parse)]
MarksTerm = Annotated[Marks, _read(Marks.parse)]
PlantStageTerm = Annotated[PlantStage, _read(PlantStage.parse)]
ScopeTerm = Annotated[Scope, _read(Scope.parse)]
PartnerRoleTerm = Annotated[PartnerRole, _read(PartnerRole.parse)]
ProjectStatusTerm = Annotated[ProjectStatus, _read(ProjectStatus.parse)]
SourceKindTerm = Annotated[SourceKind, _read(SourceKind.parse)]
StageTerm = Annotated[Stage, _read(Stage.parse)]
StandingTerm = Annotated[Standing, _read(Standing.parse)]
Formula = Annotated[str, _formula(OXIDES + ELEMENTS)]
Oxide = Annotated[str, _formula(OXIDES)]


class Record(BaseModel):
    """Base of all records: frozen, strict, and closed to fields it does not know."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True
    )


class Cite(Record):
    """Where a claim stands: a source's key and the place in it (`p. 40, table 7`, `rec_id 53`)."""

    source: Text
    at: Text | None = None


class Claim(Record):
    """What one source states in one place; `note` is ours, in our words."""

    cite: Cite
    note: Text | None = None


class Classification(Claim):
    """Deposit type and ore minerals. `type_text` keeps the source's wording of the type."""

    type: DepositTypeTerm = DepositType.UNKNOWN
    type_text: Text | None = None
    minerals: Texts = ()
    by_products: Texts = ()


class Position(Claim):
    """Where a source puts the deposit: WGS 84 degrees, what the point marks, how exact it is.

    A refuted position is kept with its reason and never drawn as the deposit.
    """

    lat: Real
    lon: Real
    marks: MarksTerm = Marks.UNSTATED
    accuracy_m: Length | None = None
    standing: StandingTerm = Standing.ACCEPTED
    reason: Text | None = None


class _Figures(Record):
    ore_mt: Figure | None = None
    grade_pct: Figure | None = None
    contained_kt: Figure | None = None


class EstimatePart(_Figures):
    """The share of an estimate in one category (or several that the source adds up)."""

    categories: Many[CategoryTerm]
    cut_off: Text | None = None


class Estimate(Claim, _Figures):
    """How much: tonnage, grade and contained oxide that one source states together.

    `ore_mt`, `grade_pct`, `contained_kt` on the estimate itself are its stated total; `parts` are
    its categories, which add up to it. `contained_kt` is stated, never computed here. `members`
    names the oxides or elements that a partial basis counts. `scope` is `deposit`, `part` (see
    `zone`) or `project` (several deposits in one figure). `derived` says that a compiler, not the
    cited source, worked a figure out, and `derived_how` how. `published` is when the source said
    it, `effective` what day the estimate stands for; `announced_as_new` says that the source
    announces the estimate as new, so that `published` stands in for a missing `effective`.
    """

    label: Text | None = None
    kind: KindTerm
    code: CodeTerm = Code.UNSTATED
    edition: Text | None = None
    basis: BasisTerm
    members: Many[Formula] = ()
    categories: Many[CategoryTerm] = ()
    parts: Many[EstimatePart] = ()
    effective: Dated | None = None
    published: Dated | None = None
    announced_as_new: bool = False
    by: ClaimantTerm
    by_name: Text | None = None
    cut_off: Text | None = None
    zone: Text | None = None
    scope: ScopeTerm = Scope.DEPOSIT
    includes_reserves: bool | None = None
    competent_person: Text | None = None
    attributable_pct: Figure | None = None
    stated: Text | None = None
    derived: bool = False
    derived_how: Text | None = None


class Owner(Claim):
    """Who holds or runs the deposit, with the share held."""

    party: Text
    country: PartyCode | None = None
    role: PartnerRoleTerm = PartnerRole.OWNER
    role_text: Text | None = None
    share_pct: Figure | None = None
    date: Dated | None = None


class Partner(Claim):
    """One dated step of a relation to a company or a state; one row a step."""

    party: Text
    country: PartyCode | None = None
    role: PartnerRoleTerm
    role_text: Text | None = None
    stage: StageTerm
    stage_text: Text | None = None
    date: Dated | None = None
    terms: Text | None = None


class StatusStep(Claim):
    """One dated project status; `status_text` keeps the source's wording."""

    status: ProjectStatusTerm
    status_text: Text | None = None
    date: Dated | None = None


class OxideDistribution(Claim):
    """Share of each oxide in TREO, percent by mass. Absent is not reported, never zero."""

    oxides_pct: dict[Oxide, Figure]
    date: Dated | None = None


class Plant(Claim):
    """A plant that runs or is planned: ore in, products out, tonnes a year."""

    name: Text
    stage: PlantStageTerm
    date: Dated | None = None
    ore_t_per_y: Figure | None = None
    reo_t_per_y: Figure | None = None
    other_t_per_y: dict[str, Figure] = Field(default_factory=dict)


class ConditionClaim(Claim):
    """What a party demands of a partner, or rules out."""

    party: Text
    condition: ConditionTerm
    condition_text: Text | None = None
    date: Dated | None = None


class Waiver(Record):
    """Why a finding on this deposit is accepted; `about` narrows it to a text in the finding."""

    code: Text
    reason: Text
    about: Text | None = None


class Deposit(Record):
    """One deposit and every claim about it. The id is the seed file's stem."""

    name: Text
    country: CountryCode
    admin1: Text | None = None
    aliases: Texts = ()
    scope_note: Text | None = None
    no_position: Text | None = None
    classification: Classification | None = None
    positions: Many[Position] = ()
    estimates: Many[Estimate] = ()
    owners: Many[Owner] = ()
    partners: Many[Partner] = ()
    status: Many[StatusStep] = ()
    oxides: Many[OxideDistribution] = ()
    plants: Many[Plant] = ()
    conditions: Many[ConditionClaim] = ()
    waivers: Many[Waiver] = ()


class Source(Record):
    """One document that claims cite. The key is the seed file's stem.

    `url` is absent for a document without an address; `doi` is bare (`10.1016/...`).
    """

    title: Text
    producer: Text
    kind: SourceKindTerm
    date: Dated | None = None
    url: Text | None = None
    doi: Text | None = None
    licence: Text | None = None
    accessed: Dated | None = None
    reports: Text | None = None
    note: Text | None = None


class DatasetInfo(Record):
    """Title, version and as-of date of the dataset (`seeds/dataset.toml`)."""

    name: Text
    title: Text
    description: Text
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    as_of: Dated | None = None
    licence: Text
    licence_url: Text


def json_schema(record: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record as it is written in a seed."""
    return record.model_json_schema(mode="validation")
