"""Vocabularies of statements made in public: what they count, in which unit, and where.

They stand apart because only statements use them; their Turkish is in the words of the room that
shows statements.
"""

from __future__ import annotations

from typing import Final

from geodeposits.vocab import Term

__all__ = ["UNITS_OF", "WORLD", "Area", "Metric", "Relation", "StatementUnit"]

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
