"""What somebody said in public about a deposit or a country, as a record that can be tested.

The vocabularies stand here because nothing else uses them; their Turkish is in the words of the
room that shows statements.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import Field

from geodeposits.countries import country_codes
from geodeposits.model.claims import Claim
from geodeposits.model.fields import (
    Dated,
    DepositTypeTerm,
    Figure,
    KindTerm,
    Many,
    Text,
    Texts,
    read_with,
)
from geodeposits.vocab import Term

__all__ = ["UNITS_OF", "WORLD", "Area", "Metric", "Relation", "Statement", "StatementUnit"]

WORLD: Final = "world"
"""The subject of a statement that is about no deposit and no country."""


class Metric(Term):
    """What a statement counts."""

    CONTAINED_REO = "contained-reo"
    ORE = "ore"
    GRADE = "grade"
    RESERVES = "reserves"
    PRODUCTION = "production"
    YEARS_OF_SUPPLY = "years-of-supply"
    ELEMENTS = "elements"
    ONLY_PRODUCER = "only-producer"
    RANK_CONTAINED_REO = "rank-contained-reo"
    RANK_HEAVY_REO = "rank-heavy-reo"
    RANK_ORE = "rank-ore"
    RANK_GRADE = "rank-grade"
    RANK_RESERVES = "rank-reserves"
    RANK_PRODUCTION = "rank-production"
    SHARE_RESERVES = "share-reserves"
    SHARE_PRODUCTION = "share-production"
    SHARE_UNSTATED = "share-unstated"  # of the world's reserves or production, it does not say


class Relation(Term):
    """How the figure of a statement stands to what is so, if the statement is right."""

    EQUAL = "equal"
    ABOVE = "above"
    BELOW = "below"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"


class StatementUnit(Term):
    """Unit of the figure of a statement."""

    TONNES = "t"
    KILOTONNES = "kt"
    MEGATONNES = "Mt"
    SHORT_TONS = "short ton"
    TONNES_A_YEAR = "t/y"
    PERCENT = "%"
    GRAMS_A_TONNE = "g/t"
    PPM = "ppm"
    YEARS = "years"
    ELEMENTS = "elements"
    RANK = "rank"
    PRODUCERS = "producers"


class Area(Term):
    """Where a statement compares, beside a single country."""

    WORLD = WORLD
    AFRICA = "africa"
    ASIA = "asia"
    EUROPE = "europe"
    NORTH_AMERICA = "north-america"
    OCEANIA = "oceania"
    SOUTH_AMERICA = "south-america"
    OUTSIDE_ASIA = "outside-asia"
    OUTSIDE_CHINA = "outside-china"
    WEST = "west"


_MASS: Final = frozenset(
    {
        StatementUnit.TONNES,
        StatementUnit.KILOTONNES,
        StatementUnit.MEGATONNES,
        StatementUnit.SHORT_TONS,
    }
)
UNITS_OF: Final[dict[Metric, frozenset[StatementUnit]]] = {
    **dict.fromkeys((Metric.CONTAINED_REO, Metric.ORE, Metric.RESERVES), _MASS),
    Metric.GRADE: frozenset(
        {StatementUnit.PERCENT, StatementUnit.GRAMS_A_TONNE, StatementUnit.PPM}
    ),
    Metric.PRODUCTION: frozenset({StatementUnit.TONNES_A_YEAR}),
    Metric.YEARS_OF_SUPPLY: frozenset({StatementUnit.YEARS}),
    Metric.ELEMENTS: frozenset({StatementUnit.ELEMENTS}),
    Metric.ONLY_PRODUCER: frozenset({StatementUnit.PRODUCERS}),
    **{
        metric: frozenset({StatementUnit.RANK if "rank" in metric else StatementUnit.PERCENT})
        for metric in Metric
        if metric.startswith(("rank-", "share-"))
    },
}
"""Units that the figure of each metric may have."""


def _place(value: object) -> str:
    """Read an area or a country's code."""
    if isinstance(value, str) and value in country_codes():
        return value
    return Area.parse(value).value


def _among(what: type[Term]) -> Any:
    return read_with(what.parse)


class Statement(Claim):
    """One figure that somebody stated in public, in our words. The id is the seed file's stem."""

    who: Text
    """who said it"""
    role: Text | None = None
    """what the speaker is"""
    date: Dated | None = None
    """day it was said"""
    subject: Text
    """id of the deposit, code of the country, or `world`"""
    against: Text | None = None
    """id of the deposit that it is compared with"""
    metric: Annotated[Metric, _among(Metric)]
    """what is counted"""
    relation: Annotated[Relation, _among(Relation)] = Relation.EQUAL
    """how the figure stands to what is so"""
    value: Figure
    """the figure: an amount, a share, or a rank (1 for the largest)"""
    unit: Annotated[StatementUnit, _among(StatementUnit)]
    """unit of the figure"""
    scope: Annotated[str, read_with(_place)] = Area.WORLD.value
    """where it is compared: an area or a country's code"""
    types: Many[DepositTypeTerm] = ()
    """deposit types that it is compared among"""
    elements: Texts = ()
    """symbols of the elements that are meant: Dy, or Ti where something else is called so"""
    called: KindTerm | None = None
    """what the statement calls the amount: a resource, a reserve"""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """year of production that is meant"""
    edition: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """edition of the yearly national table that it repeats"""
    reo_t: Figure | None = None
    """rare earth oxide stated beside the figure, t"""
    ore_mt: Figure | None = None
    """ore stated beside the figure, Mt"""
    grade_pct: Figure | None = None
    """grade stated beside the figure, percent"""
    ore_t_per_y: Figure | None = None
    """ore fed a year, stated beside the figure, t/y"""
    reo_t_per_y: Figure | None = None
    """rare earth oxide made a year, stated beside the figure, t/y"""
    basis_stated: Text | None = None
    """what the statement says it counts, in our words"""
    summary: Text
    """what was said, in our words"""
    summary_tr: Text | None = None
    """the same in Turkish"""
