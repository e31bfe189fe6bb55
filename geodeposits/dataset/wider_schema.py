"""Tables beside the curated claims: parties, occurrences with their estimates, national figures."""

from __future__ import annotations

from typing import Final

from geodeposits.dataset.columns import (
    AMOUNTS_OF_REO,
    CITED,
    Column,
    Schema,
    flag,
    number,
    quantity,
    term,
    text,
)
from geodeposits.vocab import (
    Basis,
    Code,
    DepositType,
    EvidenceLevel,
    Kind,
    NationalMeasure,
    OccurrenceStatus,
    PartyKind,
    RecordType,
    Scope,
)

__all__ = ["AREAS", "WIDER"]

AREAS: Final = ("world", "other countries")
"""What a national figure may stand for that is no country."""

WIDER: Final = (
    Schema(
        "parties",
        "One company, state or other body that claims name",
        (
            text("party", "name, as claims write it", required=True),
            term("kind", PartyKind),
            text("country", "ISO 3166-1 alpha-2 of its seat, or EU"),
            text("aliases", "other names, former ones too"),
            text("note", "note by the editors of this dataset"),
        ),
        "party",
    ),
    Schema(
        "occurrences",
        "One record of a foreign database, as facts without curated claims",
        (
            text("occurrence_id", "source and record number", required=True),
            text("name", "name", required=True),
            text("aliases", "other names"),
            text("district", "district or complex that it is part of"),
            text("country", "ISO 3166-1 alpha-2"),
            text("admin1", "province or state"),
            number("lat", "latitude, WGS 84", "degree"),
            number("lon", "longitude, WGS 84", "degree"),
            term("type", DepositType),
            text("type_text", "deposit type in the source's words"),
            term("record", RecordType, "what the record stands for"),
            flag("record_queried", "whether the source doubts that"),
            term("status", OccurrenceStatus, "how much is known"),
            flag("status_queried", "whether the source doubts that"),
            text("minerals", "rare earth minerals"),
            text("company", "company named, with the year"),
            text("discovered", "year of discovery"),
            text("production", "production"),
            text("production_years", "years of production"),
            text("deposits", "ids of the curated deposits that cite the record"),
            text("unread", "figures of the record that could not be read, and why"),
            text("source", "key of the source", required=True),
            text("at", "place in the source"),
        ),
        "occurrence_id",
        {"source": ("sources", "key")},
    ),
    Schema(
        "occurrence_estimates",
        "One estimate of a foreign database, or one category of it",
        (
            text("claim", "id of the claim", required=True),
            text("occurrence_id", "id of the occurrence", required=True),
            text("part_of", "claim that this category belongs to; empty for a whole estimate"),
            text("label", "number or words that tell it from the record's other estimates"),
            term("kind", Kind),
            term("code", Code),
            term("level", EvidenceLevel),
            text("categories", "categories that the figures cover"),
            term("basis", Basis),
            text("members", "oxides that a partial basis counts"),
            *AMOUNTS_OF_REO,
            flag("summed", "whether the figures are our sum of the categories"),
            text("effective", "year the estimate stands for"),
            text("by_name", "who made it, as the source cites them"),
            text("cut_off", "cut-off grade"),
            text("zone", "zone that the figures cover"),
            term("scope", Scope),
            text("stated", "the source's cells"),
            text("doubt", "what cannot be right in the figures as they are printed"),
            *CITED,
        ),
        "claim",
        {"occurrence_id": ("occurrences", "occurrence_id"), "source": ("sources", "key")},
    ),
    Schema(
        "reserves",
        "One figure of a national table: reserves, or production in one year, by edition",
        (
            text("claim", "id of the claim", required=True),
            text("country", "ISO 3166-1 alpha-2; empty for an area"),
            text("area", "`world` or `other countries`"),
            Column("measure", "string", "what is counted", terms=NationalMeasure, required=True),
            number("year", "year of production"),
            number("edition", "edition of the table"),
            *quantity("reo_t", "rare earth oxide equivalent", "t"),
            *quantity("before_t", "the same figure in the edition before", "t"),
            flag("revised", "whether it differs from the edition before"),
            text("stated", "what the table prints where it is no figure"),
            *CITED,
        ),
        "claim",
        {"source": ("sources", "key")},
    ),
)
"""The tables beside the curated claims, in the order of the published package."""
