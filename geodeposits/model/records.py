"""What a file of the seeds holds: a deposit, a source, a party, a national table, the dataset."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from geodeposits.model.claims import (
    Classification,
    ConditionClaim,
    Estimate,
    Owner,
    OxideDistribution,
    Partner,
    Plant,
    Position,
    Record,
    StatusStep,
)
from geodeposits.model.fields import (
    AreaName,
    CountryCode,
    Dated,
    Figure,
    Many,
    NationalMeasureTerm,
    PartyCode,
    PartyKindTerm,
    SourceKindTerm,
    Text,
    Texts,
)

__all__ = [
    "DatasetInfo",
    "Deposit",
    "NationalFigure",
    "NationalTable",
    "Party",
    "Source",
    "Waiver",
    "json_schema",
]


class Waiver(Record):
    """Why a finding on this deposit is accepted."""

    code: Text
    """code of the rule"""
    reason: Text
    """why the finding is accepted"""
    about: Text | None = None
    """text that the finding must hold, where only some are meant"""


class Deposit(Record):
    """One deposit and every claim about it. The id is the seed file's stem."""

    name: Text
    """name by which it is known"""
    country: CountryCode
    """ISO 3166-1 alpha-2 code"""
    admin1: Text | None = None
    """province or state"""
    aliases: Texts = ()
    """other names and spellings"""
    scope_note: Text | None = None
    """what the record covers where it is more than one deposit"""
    no_position: Text | None = None
    """why there is no position"""
    classification: Classification | None = None
    """deposit type and ore minerals"""
    positions: Many[Position] = ()
    """where sources put it"""
    estimates: Many[Estimate] = ()
    """how much sources say it holds"""
    owners: Many[Owner] = ()
    """who holds or runs it"""
    partners: Many[Partner] = ()
    """steps of deals with companies and states"""
    status: Many[StatusStep] = ()
    """how far the project was, and when"""
    oxides: Many[OxideDistribution] = ()
    """shares of the oxides"""
    plants: Many[Plant] = ()
    """plants that run or are planned"""
    conditions: Many[ConditionClaim] = ()
    """what parties demand"""
    waivers: Many[Waiver] = ()
    """findings that are accepted, with the reason"""


class Source(Record):
    """One document that claims cite. The key is the seed file's stem."""

    title: Text
    """title of the document"""
    producer: Text
    """who made it"""
    kind: SourceKindTerm
    """what sort of document it is"""
    date: Dated | None = None
    """date of the document"""
    url: Text | None = None
    """address; absent for a document without one"""
    doi: Text | None = None
    """digital object identifier, bare: 10.1016/..."""
    licence: Text | None = None
    """licence of the document"""
    accessed: Dated | None = None
    """day it was read"""
    reports: Text | None = None
    """who said it first, where the source repeats another"""
    note: Text | None = None
    """what a reader should know, in our words"""


class Party(Record):
    """A company, a state or another body that claims name. One file, one spelling."""

    name: Text
    """the name, as claims write it"""
    kind: PartyKindTerm
    """what sort of body it is"""
    country: PartyCode | None = None
    """ISO 3166-1 alpha-2 code of its seat, or EU"""
    aliases: Texts = ()
    """other names, former ones too"""
    note: Text | None = None
    """what a reader should know, in our words"""


class NationalFigure(Record):
    """One figure of a national table: a country's reserves, or its production in one year."""

    country: CountryCode | None = None
    """ISO 3166-1 alpha-2 code; absent for `area`"""
    area: AreaName | None = None
    """`world` or `other countries`, where it is no country"""
    measure: NationalMeasureTerm
    """what is counted"""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """year of production"""
    reo_t: Figure | None = None
    """tonnes of rare earth oxide equivalent"""
    stated: Text | None = None
    """what the table prints where it is no figure: NA, no row"""
    at: Text | None = None
    """place in the source"""
    note: Text | None = None
    """what a reader should know, in our words"""


class NationalTable(Record):
    """The figures of one national table. The file's stem is the key of its source."""

    edition: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """edition of a yearly table"""
    figures: Many[NationalFigure]
    """its figures"""


class DatasetInfo(Record):
    """Title, version and as-of date of the dataset (`seeds/dataset.toml`)."""

    name: Text
    """machine-readable name"""
    title: Text
    """title"""
    description: Text
    """what the dataset is"""
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    """semantic version"""
    as_of: Dated | None = None
    """date from which evidence levels are counted"""
    licence: Text
    """licence of the dataset"""
    licence_url: Text
    """address of the licence"""


def json_schema(record: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record as it is written in a seed."""
    return record.model_json_schema(mode="validation")
