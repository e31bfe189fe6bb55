"""The tidy tables of a Dataset: which columns they have, of what type and unit.

A quantity `ore_mt` takes four columns: `ore_mt` (the stated best value, empty for a bound),
`ore_mt_low`, `ore_mt_high` (empty where unbounded) and `ore_mt_text`, the canonical text from
which `Quantity.parse` restores it. Lists are joined with `; `. Dates may be partial.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geodeposits.dataset.columns import (
    AMOUNTS_OF_REO,
    CITED,
    LIST_SEPARATOR,
    TABLE_NAME,
    Column,
    Schema,
    flag,
    quantity,
    quantity_names,
    term,
    text,
)
from geodeposits.dataset.wider_schema import WIDER
from geodeposits.elements import OXIDES
from geodeposits.vocab import (
    Basis,
    Claimant,
    Code,
    Condition,
    DepositType,
    EvidenceLevel,
    Kind,
    Marks,
    PartnerRole,
    PlantStage,
    ProjectStatus,
    RelationKind,
    Scope,
    SourceKind,
    Stage,
    Standing,
)

__all__ = [
    "CHOSEN",
    "LIST_SEPARATOR",
    "SCHEMAS",
    "TABLE_NAME",
    "Column",
    "Schema",
    "quantity_names",
]


def _claim_head(what: str) -> tuple[Column, ...]:
    return (
        text("claim", f"id of the {what} claim", required=True),
        text("id", "id of the deposit", required=True),
    )


CHOSEN: Final = (
    "claim", "kind", "code", "level", "basis", "members", "categories", "by", "date", "source",
)  # fmt: skip
"""What `headline_*` and `documented_*` carry over from the chosen estimate, with its amounts."""


def _chosen(prefix: str, what: str) -> Iterator[Column]:
    terms = {"kind": Kind, "code": Code, "level": EvidenceLevel, "basis": Basis, "by": Claimant}
    for name in CHOSEN:
        yield Column(f"{prefix}_{name}", "string", f"{what}: {name}", terms=terms.get(name))
    for column in AMOUNTS_OF_REO:
        described = f"{what}: {column.description}"
        yield Column(f"{prefix}_{column.name}", column.type, described, column.unit)


_BY_DEPOSIT: Final = {"id": ("deposits", "id"), "source": ("sources", "key")}

_ALL: Final = (
    Schema(
        "deposits",
        "One deposit with its chosen position and its two chosen figures",
        (
            text("id", "id of the deposit", required=True),
            text("name", "name", required=True),
            text("aliases", "other names"),
            text("country", "ISO 3166-1 alpha-2"),
            text("admin1", "province or state"),
            term("type", DepositType),
            text("type_text", "deposit type in the source's words"),
            text("minerals", "ore minerals"),
            text("by_products", "by-products"),
            text("type_source", "key of the source of type and minerals"),
            text("type_at", "place in that source"),
            term("status", ProjectStatus, "newest project status"),
            text("status_text", "project status in words"),
            text("status_date", "date of that status"),
            text("status_source", "key of its source"),
            Column("lat", "number", "latitude, WGS 84", "degree"),
            Column("lon", "number", "longitude, WGS 84", "degree"),
            Column("accuracy_m", "number", "radius in which the deposit lies", "m"),
            term("marks", Marks, "what the point marks"),
            text("position_source", "key of the position's source"),
            text("position_at", "place in that source"),
            text("no_position", "why there is no position"),
            text("scope_note", "what the record covers where it is more than one deposit"),
            *_chosen("headline", "what is reported"),
            *_chosen("documented", "what is best supported"),
        ),
        "id",
        {
            f"{what}_source": ("sources", "key")
            for what in ("type", "status", "position", "headline", "documented")
        },
    ),
    Schema(
        "positions",
        "One claim of where a deposit is",
        (
            *_claim_head("position"),
            Column("lat", "number", "latitude, WGS 84", "degree", required=True),
            Column("lon", "number", "longitude, WGS 84", "degree", required=True),
            Column("accuracy_m", "number", "radius in which the deposit lies", "m"),
            term("marks", Marks, "what the point marks"),
            term("standing", Standing),
            text("reason", "why the position is refuted"),
            *CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "estimates",
        "One claim of how much, or one category of it",
        (
            *_claim_head("estimate"),
            text("part_of", "claim that this category belongs to; empty for a whole estimate"),
            text("label", "short name of the estimate"),
            term("kind", Kind),
            term("code", Code),
            text("edition", "edition of the code"),
            term("level", EvidenceLevel),
            text("categories", "categories that the figures cover"),
            term("basis", Basis),
            text("members", "oxides or elements that a partial basis counts"),
            *AMOUNTS_OF_REO,
            flag("summed", "whether the figures are our sum of the categories"),
            text("date", "effective date, else date of publication, else date of the source"),
            text("effective", "day the estimate stands for"),
            text("published", "day it was stated"),
            flag("announced_as_new", "whether the source announces the estimate as new"),
            term("by", Claimant, "whose word it is"),
            text("by_name", "who said it"),
            text("cut_off", "cut-off grade"),
            text("zone", "zone that the figures cover"),
            term("scope", Scope),
            flag("includes_reserves", "whether resources include reserves"),
            text("competent_person", "competent or qualified person"),
            *quantity("attributable_pct", "share attributable to the reporting company", "%"),
            text("stated", "the source's few words of figures"),
            flag("derived", "whether a compiler worked a figure out"),
            text("derived_how", "how it was worked out"),
            *CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "partners",
        "One dated relation of a deposit to a company or a state",
        (
            *_claim_head("relation"),
            term("relation", RelationKind, "owner or partner"),
            text("party", "name of the party", required=True),
            text("party_country", "ISO 3166-1 alpha-2 of the party, or EU"),
            term("role", PartnerRole),
            text("role_text", "role in words"),
            term("stage", Stage),
            text("stage_text", "stage in words"),
            *quantity("share_pct", "share held", "%"),
            text("date", "date of the step"),
            text("terms", "what was agreed or said"),
            *CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "oxides",
        "One claim of the distribution of the oxides",
        (
            *_claim_head("oxide distribution"),
            *(c for oxide in OXIDES for c in quantity(oxide, f"{oxide} in TREO", "% by mass")),
            text("date", "date of the analysis"),
            flag("derived", "whether a compiler worked the shares out"),
            text("derived_how", "how they were worked out"),
            *CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "status",
        "One dated project status",
        (
            *_claim_head("status"),
            term("status", ProjectStatus),
            text("status_text", "project status in words"),
            text("date", "date of the status"),
            *CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "plants",
        "One claim of a plant that runs or is planned",
        (
            *_claim_head("plant"),
            text("name", "name of the plant"),
            term("stage", PlantStage),
            text("date", "date of the statement"),
            *quantity("ore_t_per_y", "ore fed", "t/y"),
            *quantity("reo_t_per_y", "rare earth oxides made", "t/y"),
            text("other_t_per_y", "other products, t/y"),
            *CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "conditions",
        "One condition that a party sets",
        (
            *_claim_head("condition"),
            text("party", "who sets it"),
            term("condition", Condition),
            text("condition_text", "the condition in words"),
            text("date", "date of the statement"),
            *CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "waivers",
        "One finding that is accepted, with the reason",
        (
            text("id", "id of the deposit, or of the occurrence", required=True),
            text("code", "code of the rule", required=True),
            text("reason", "why the finding is accepted", required=True),
            text("about", "text that the finding must hold"),
        ),
        "",
    ),
    Schema(
        "sources",
        "One document that claims cite",
        (
            text("key", "key of the source", required=True),
            text("title", "title", required=True),
            text("producer", "who made it", required=True),
            term("kind", SourceKind),
            text("date", "date of the document"),
            text("url", "address"),
            text("doi", "digital object identifier"),
            text("licence", "licence of the document"),
            text("accessed", "date of access"),
            text("reports", "who said it first, where the source repeats another"),
            text("note", "note by the editors of this dataset"),
        ),
        "key",
    ),
)

SCHEMAS: Final[dict[str, Schema]] = {schema.name: schema for schema in (*_ALL, *WIDER)}
"""The tables of a Dataset by name, in the order of the published package."""
