"""What sources state about a deposit, one record a claim."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from geodeposits.model.fields import (
    BasisTerm,
    CategoryTerm,
    ClaimantTerm,
    CodeTerm,
    ConditionTerm,
    Dated,
    DepositTypeTerm,
    Figure,
    Formula,
    KindTerm,
    Length,
    Many,
    MarksTerm,
    Oxide,
    PartnerRoleTerm,
    PlantStageTerm,
    ProjectStatusTerm,
    Real,
    ScopeTerm,
    StageTerm,
    StandingTerm,
    Text,
    Texts,
)
from geodeposits.vocab import Code, DepositType, Marks, PartnerRole, Scope, Standing

__all__ = [
    "Cite",
    "Claim",
    "Classification",
    "ConditionClaim",
    "Estimate",
    "EstimatePart",
    "Owner",
    "OxideDistribution",
    "Partner",
    "Plant",
    "Position",
    "Record",
    "StatusStep",
]


class Record(BaseModel):
    """Base of all records: frozen, strict, and closed to fields it does not know.

    The text below a field is its description in the JSON Schema and in a new seed.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        defer_build=True,  # a table that is read needs no record
        use_attribute_docstrings=True,
    )


class Cite(Record):
    """Where a claim stands."""

    source: Text
    """key of the source: the stem of its file in sources/"""
    at: Text | None = None
    """place in the source: `p. 40, table 7`, `rec_id 53`"""


class Claim(Record):
    """What one source states in one place."""

    cite: Cite
    """the source and the place in it"""
    note: Text | None = None
    """what a reader should know, in our words"""


class Classification(Claim):
    """Deposit type and ore minerals."""

    type: DepositTypeTerm = DepositType.UNKNOWN
    """deposit model of the CMMI classification"""
    type_text: Text | None = None
    """the source's wording of the type"""
    minerals: Texts = ()
    """ore minerals of the rare earths"""
    by_products: Texts = ()
    """what else could be won"""


class Position(Claim):
    """Where a source puts the deposit; a refuted position is kept, and never drawn."""

    lat: Real
    """latitude in degrees, WGS 84, north positive"""
    lon: Real
    """longitude in degrees, WGS 84, east positive"""
    marks: MarksTerm = Marks.UNSTATED
    """what the point marks"""
    accuracy_m: Length | None = None
    """radius in metres within which the deposit lies"""
    standing: StandingTerm = Standing.ACCEPTED
    """`refuted` for a point that is shown to be wrong"""
    reason: Text | None = None
    """why the position is refuted"""


class _Figures(Record):
    ore_mt: Figure | None = None
    """tonnage of ore, million metric tonnes: 694, "~694", ">1", "0.5–0.6" """
    grade_pct: Figure | None = None
    """grade, percent by mass on `basis`"""
    contained_kt: Figure | None = None
    """contained tonnage, thousand tonnes on `basis`, only as stated"""


class EstimatePart(_Figures):
    """The share of an estimate in one category (or several that the source adds up)."""

    categories: Many[CategoryTerm]
    """categories of the share"""
    cut_off: Text | None = None
    """cut-off grade of the share"""


class Estimate(Claim, _Figures):
    """How much: tonnage, grade and contained oxide that one source states together.

    The figures on the estimate itself are its stated total; `parts` are its categories, which add
    up to it.
    """

    label: Text | None = None
    """short name that tells it from the other estimates"""
    kind: KindTerm
    """what sort of statement it is"""
    code: CodeTerm = Code.UNSTATED
    """reporting code, `unstated` unless the source names it"""
    edition: Text | None = None
    """edition of the code: "2012" """
    basis: BasisTerm
    """what grade and contained tonnage count"""
    members: Many[Formula] = ()
    """oxides or elements that a partial basis counts"""
    categories: Many[CategoryTerm] = ()
    """categories that the total covers"""
    parts: Many[EstimatePart] = ()
    """the estimate category by category"""
    effective: Dated | None = None
    """day the estimate stands for: 2013, 2013-09 or 2013-09-30"""
    published: Dated | None = None
    """day the source said it"""
    announced_as_new: bool = False
    """the source announces the estimate as new: `published` stands in for `effective`"""
    by: ClaimantTerm
    """whose word it is"""
    by_name: Text | None = None
    """who said it"""
    cut_off: Text | None = None
    """cut-off grade"""
    zone: Text | None = None
    """zone that the figures cover"""
    scope: ScopeTerm = Scope.DEPOSIT
    """`part` of the deposit, or a `project` of several deposits in one figure"""
    includes_reserves: bool | None = None
    """whether the resources include the reserves"""
    competent_person: Text | None = None
    """competent or qualified person who signed"""
    attributable_pct: Figure | None = None
    """share of the reporting company, percent"""
    stated: Text | None = None
    """the source's few words of figures"""
    derived: bool = False
    """a compiler, not the cited source, worked a figure out"""
    derived_how: Text | None = None
    """how it was worked out"""


class Owner(Claim):
    """Who holds or runs the deposit, with the share held."""

    party: Text
    """name of the party as its file in parties/ has it"""
    role: PartnerRoleTerm = PartnerRole.OWNER
    """what the party is to the deposit"""
    role_text: Text | None = None
    """the role in words"""
    share_pct: Figure | None = None
    """share held, percent"""
    date: Dated | None = None
    """date for which the source says so"""


class Partner(Claim):
    """One dated step of a relation to a company or a state; one record a step."""

    party: Text
    """name of the party as its file in parties/ has it"""
    role: PartnerRoleTerm
    """what the party is to the deposit"""
    role_text: Text | None = None
    """the role in words"""
    stage: StageTerm
    """how far the deal got at this step"""
    stage_text: Text | None = None
    """the stage in words"""
    date: Dated | None = None
    """date of the step"""
    terms: Text | None = None
    """what was agreed or said, in our words"""


class StatusStep(Claim):
    """One dated project status."""

    status: ProjectStatusTerm
    """how far the project is"""
    status_text: Text | None = None
    """the status in words"""
    date: Dated | None = None
    """date of the status; a plan is no status"""


class OxideDistribution(Claim):
    """Share of each oxide in TREO, percent by mass."""

    oxides_pct: dict[Oxide, Figure]
    """oxide and share; absent is not reported, never zero"""
    date: Dated | None = None
    """date of the analysis"""
    derived: bool = False
    """a compiler, not the cited source, worked the shares out"""
    derived_how: Text | None = None
    """how they were worked out"""


class Plant(Claim):
    """A plant that runs or is planned."""

    name: Text
    """name of the plant"""
    stage: PlantStageTerm
    """how far the plant is"""
    date: Dated | None = None
    """date of the statement"""
    ore_t_per_y: Figure | None = None
    """ore fed, tonnes a year"""
    reo_t_per_y: Figure | None = None
    """rare earth oxides made, tonnes a year"""
    other_t_per_y: dict[str, Figure] = Field(default_factory=dict)
    """other products, tonnes a year"""


class ConditionClaim(Claim):
    """What a party demands of a partner, or rules out."""

    party: Text
    """name of the party as its file in parties/ has it"""
    condition: ConditionTerm
    """what is demanded"""
    condition_text: Text | None = None
    """the condition in words"""
    date: Dated | None = None
    """date of the statement"""
