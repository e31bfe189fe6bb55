"""Types of the fields of records, each with what reads it; errors carry a rule's code."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Annotated, Any, Final, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema
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
    NationalMeasure,
    PartnerRole,
    PartyKind,
    PlantStage,
    ProjectStatus,
    Scope,
    SourceKind,
    Stage,
    Standing,
)

__all__ = [
    "AreaName",
    "BasisTerm",
    "CategoryTerm",
    "ClaimantTerm",
    "CodeTerm",
    "ConditionTerm",
    "CountryCode",
    "Dated",
    "DepositTypeTerm",
    "Figure",
    "Formula",
    "KindTerm",
    "Length",
    "Many",
    "MarksTerm",
    "NationalMeasureTerm",
    "Oxide",
    "PartnerRoleTerm",
    "PartyCode",
    "PartyKindTerm",
    "PlantStageTerm",
    "ProjectStatusTerm",
    "Real",
    "ScopeTerm",
    "SourceKindTerm",
    "StageTerm",
    "StandingTerm",
    "Text",
    "Texts",
    "read_with",
]


def read_with(reader: Any) -> Any:
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

    return read_with(parse)


def _code_among(choices: frozenset[str], vocabulary: str) -> Any:
    def parse(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise UnknownTerm(value, vocabulary=vocabulary, choices=sorted(choices))
        return str(value)

    return read_with(parse)


_COUNTRIES: Final = frozenset(country_codes())
CountryCode = Annotated[str, _code_among(_COUNTRIES, "ISO 3166-1 alpha-2 country code")]
PartyCode = Annotated[str, _code_among(_COUNTRIES | {"EU"}, "country code (or EU)")]
AreaName = Annotated[str, _code_among(frozenset({"world", "other countries"}), "area")]
Figure = Annotated[
    Quantity,
    read_with(Quantity.parse),
    WithJsonSchema({"type": ["number", "string"], "examples": [694, "~694", ">1", "0.5–0.6"]}),
]
Dated = Annotated[
    PartialDate,
    read_with(PartialDate.parse),
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
BasisTerm = Annotated[Basis, read_with(Basis.parse)]
CategoryTerm = Annotated[Category, read_with(Category.parse)]
ClaimantTerm = Annotated[Claimant, read_with(Claimant.parse)]
CodeTerm = Annotated[Code, read_with(Code.parse)]
ConditionTerm = Annotated[Condition, read_with(Condition.parse)]
DepositTypeTerm = Annotated[DepositType, read_with(DepositType.parse)]
KindTerm = Annotated[Kind, read_with(Kind.parse)]
MarksTerm = Annotated[Marks, read_with(Marks.parse)]
NationalMeasureTerm = Annotated[NationalMeasure, read_with(NationalMeasure.parse)]
PartyKindTerm = Annotated[PartyKind, read_with(PartyKind.parse)]
PlantStageTerm = Annotated[PlantStage, read_with(PlantStage.parse)]
ScopeTerm = Annotated[Scope, read_with(Scope.parse)]
PartnerRoleTerm = Annotated[PartnerRole, read_with(PartnerRole.parse)]
ProjectStatusTerm = Annotated[ProjectStatus, read_with(ProjectStatus.parse)]
SourceKindTerm = Annotated[SourceKind, read_with(SourceKind.parse)]
StageTerm = Annotated[Stage, read_with(Stage.parse)]
StandingTerm = Annotated[Standing, read_with(Standing.parse)]
Formula = Annotated[str, _formula(OXIDES + ELEMENTS)]
Oxide = Annotated[str, _formula(OXIDES)]
