"""The tidy tables of a Dataset: which columns they have, of what type and unit.

A quantity `ore_mt` takes four columns: `ore_mt` (the stated best value, empty for a bound),
`ore_mt_low`, `ore_mt_high` (empty where unbounded) and `ore_mt_text`, the canonical text from
which `Quantity.parse` restores it. Lists are joined with `; `. Dates may be partial.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

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
    Term,
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

LIST_SEPARATOR: Final = "; "
TABLE_NAME: Final = "table"
"""What a dataset is called (`info.name`) that was read from one table of somebody's own."""


Vocabulary = type[Term]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, Data Package type (`string`, `number`, `boolean`), meaning, unit, terms."""

    name: str
    type: str
    description: str
    unit: str = ""
    terms: Vocabulary | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """One table: its columns, its key, and the columns that point into other tables."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: str
    links: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(column.name for column in self.columns)

    def of_type(self, kind: str) -> tuple[str, ...]:
        """Names of the columns of one type."""
        return tuple(column.name for column in self.columns if column.type == kind)

    @property
    def quantities(self) -> tuple[str, ...]:
        """Names of the quantities, each of which spans four columns."""
        lower = (name.removesuffix("_low") for name in self.names if name.endswith("_low"))
        return tuple(name for name in lower if f"{name}_text" in self.names)


def quantity_names(name: str) -> tuple[str, str, str, str]:
    """Return the four columns of a quantity: best, low, high, text."""
    return (name, f"{name}_low", f"{name}_high", f"{name}_text")


def _text(name: str, description: str, *, required: bool = False) -> Column:
    return Column(name, "string", description, required=required)


def _term(name: str, terms: type[Term], description: str = "") -> Column:
    return Column(name, "string", description or terms.label(), terms=terms)


def _quantity(name: str, description: str, unit: str) -> Iterator[Column]:
    best, low, high, text = quantity_names(name)
    yield Column(best, "number", f"{description}: best value, empty for a bound", unit)
    yield Column(low, "number", f"{description}: lower bound", unit)
    yield Column(high, "number", f"{description}: upper bound", unit)
    yield Column(text, "string", f"{description}: as an interval, `>1` or `0.5–0.6`", unit)


def _flag(name: str, description: str) -> Column:
    return Column(name, "boolean", description)


_CITED: Final = (
    _text("source", "key of the source", required=True),
    _text("at", "place in the source"),
    _text("note", "note by the editors of this dataset"),
)


def _claim_head(what: str) -> tuple[Column, ...]:
    return (
        _text("claim", f"id of the {what} claim", required=True),
        _text("id", "id of the deposit", required=True),
    )


_AMOUNTS: Final = (
    *_quantity("ore_mt", "tonnage of ore", "Mt"),
    *_quantity("grade_pct", "grade on `basis`", "% by mass"),
    *_quantity("contained_kt", "contained on `basis`, as stated", "kt"),
    *_quantity("product_kt", "tonnage x grade on `basis`, computed", "kt"),
    *_quantity(
        "reo_kt",
        "contained rare earth oxides: stated or else computed; a part of the oxides is a lower "
        "bound, elements are multiplied by 1.17 to 1.24",
        "kt",
    ),
)

CHOSEN: Final = (
    "claim", "kind", "code", "level", "basis", "members", "categories", "by", "date", "source",
)  # fmt: skip
"""What `headline_*` and `documented_*` carry over from the chosen estimate, with its amounts."""


def _chosen(prefix: str, what: str) -> Iterator[Column]:
    terms = {"kind": Kind, "code": Code, "level": EvidenceLevel, "basis": Basis, "by": Claimant}
    for name in CHOSEN:
        yield Column(f"{prefix}_{name}", "string", f"{what}: {name}", terms=terms.get(name))
    for column in _AMOUNTS:
        described = f"{what}: {column.description}"
        yield Column(f"{prefix}_{column.name}", column.type, described, column.unit)


_BY_DEPOSIT: Final = {"id": ("deposits", "id"), "source": ("sources", "key")}

_ALL: Final = (
    Schema(
        "deposits",
        "One deposit with its chosen position and its two chosen figures",
        (
            _text("id", "id of the deposit", required=True),
            _text("name", "name", required=True),
            _text("aliases", "other names"),
            _text("country", "ISO 3166-1 alpha-2", required=True),
            _text("admin1", "province or state"),
            _term("type", DepositType),
            _text("type_text", "deposit type in the source's words"),
            _text("minerals", "ore minerals"),
            _text("by_products", "by-products"),
            _text("type_source", "key of the source of type and minerals"),
            _text("type_at", "place in that source"),
            _term("status", ProjectStatus, "newest project status"),
            _text("status_text", "project status in words"),
            _text("status_date", "date of that status"),
            _text("status_source", "key of its source"),
            Column("lat", "number", "latitude, WGS 84", "degree"),
            Column("lon", "number", "longitude, WGS 84", "degree"),
            Column("accuracy_m", "number", "radius in which the deposit lies", "m"),
            _term("marks", Marks, "what the point marks"),
            _text("position_source", "key of the position's source"),
            _text("position_at", "place in that source"),
            _text("no_position", "why there is no position"),
            _text("scope_note", "what the record covers where it is more than one deposit"),
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
            _term("marks", Marks, "what the point marks"),
            _term("standing", Standing),
            _text("reason", "why the position is refuted"),
            *_CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "estimates",
        "One claim of how much, or one category of it",
        (
            *_claim_head("estimate"),
            _text("part_of", "claim that this category belongs to; empty for a whole estimate"),
            _text("label", "short name of the estimate"),
            _term("kind", Kind),
            _term("code", Code),
            _text("edition", "edition of the code"),
            _term("level", EvidenceLevel),
            _text("categories", "categories that the figures cover"),
            _term("basis", Basis),
            _text("members", "oxides or elements that a partial basis counts"),
            *_AMOUNTS,
            _flag("summed", "whether the figures are our sum of the categories"),
            _text("date", "effective date, else date of publication, else date of the source"),
            _text("effective", "day the estimate stands for"),
            _text("published", "day it was stated"),
            _flag("announced_as_new", "whether the source announces the estimate as new"),
            _term("by", Claimant, "whose word it is"),
            _text("by_name", "who said it"),
            _text("cut_off", "cut-off grade"),
            _text("zone", "zone that the figures cover"),
            _term("scope", Scope),
            _flag("includes_reserves", "whether resources include reserves"),
            _text("competent_person", "competent or qualified person"),
            *_quantity("attributable_pct", "share attributable to the reporting company", "%"),
            _text("stated", "the source's few words of figures"),
            _flag("derived", "whether a compiler worked a figure out"),
            _text("derived_how", "how it was worked out"),
            *_CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "partners",
        "One dated relation of a deposit to a company or a state",
        (
            *_claim_head("relation"),
            _term("relation", RelationKind, "owner or partner"),
            _text("party", "name of the party", required=True),
            _text("party_country", "ISO 3166-1 alpha-2 of the party, or EU"),
            _term("role", PartnerRole),
            _text("role_text", "role in words"),
            _term("stage", Stage),
            _text("stage_text", "stage in words"),
            *_quantity("share_pct", "share held", "%"),
            _text("date", "date of the step"),
            _text("terms", "what was agreed or said"),
            *_CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "oxides",
        "One claim of the distribution of the oxides",
        (
            *_claim_head("oxide distribution"),
            *(c for oxide in OXIDES for c in _quantity(oxide, f"{oxide} in TREO", "% by mass")),
            _text("date", "date of the analysis"),
            *_CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "status",
        "One dated project status",
        (
            *_claim_head("status"),
            _term("status", ProjectStatus),
            _text("status_text", "project status in words"),
            _text("date", "date of the status"),
            *_CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "plants",
        "One claim of a plant that runs or is planned",
        (
            *_claim_head("plant"),
            _text("name", "name of the plant"),
            _term("stage", PlantStage),
            _text("date", "date of the statement"),
            *_quantity("ore_t_per_y", "ore fed", "t/y"),
            *_quantity("reo_t_per_y", "rare earth oxides made", "t/y"),
            _text("other_t_per_y", "other products, t/y"),
            *_CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "conditions",
        "One condition that a party sets",
        (
            *_claim_head("condition"),
            _text("party", "who sets it"),
            _term("condition", Condition),
            _text("condition_text", "the condition in words"),
            _text("date", "date of the statement"),
            *_CITED,
        ),
        "claim",
        _BY_DEPOSIT,
    ),
    Schema(
        "waivers",
        "One finding that is accepted, with the reason",
        (
            _text("id", "id of the deposit", required=True),
            _text("code", "code of the rule", required=True),
            _text("reason", "why the finding is accepted", required=True),
            _text("about", "text that the finding must hold"),
        ),
        "",
        {"id": ("deposits", "id")},
    ),
    Schema(
        "sources",
        "One document that claims cite",
        (
            _text("key", "key of the source", required=True),
            _text("title", "title", required=True),
            _text("producer", "who made it", required=True),
            _term("kind", SourceKind),
            _text("date", "date of the document"),
            _text("url", "address"),
            _text("doi", "digital object identifier"),
            _text("licence", "licence of the document"),
            _text("accessed", "date of access"),
            _text("reports", "who said it first, where the source repeats another"),
            _text("note", "note by the editors of this dataset"),
        ),
        "key",
    ),
)

SCHEMAS: Final[dict[str, Schema]] = {schema.name: schema for schema in _ALL}
"""The tables of a Dataset by name, in the order of the published package."""
