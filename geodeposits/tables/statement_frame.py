"""What the table of tested statements says, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geodeposits.summary.statements import Ground, Lack, Misfit, Misread, Outcome, Verdict

__all__ = ["StatementWords"]


@dataclass(frozen=True, kw_only=True)
class StatementWords:
    """Words around statements; `{…}` is filled in."""

    title: str
    caption: str
    world: str
    subject: str
    said_by: str
    who: str
    role: str
    date: str
    undated: str
    summary: str
    verdict: str
    figures: str
    ratio: str
    source: str
    statement: str
    metric: str
    relation: str
    value: str
    unit: str
    lacks: str
    claims: str
    verdicts: Mapping[Verdict, str]
    outcomes: Mapping[Outcome, str]
    grounds: Mapping[Ground, str]
    missing: Mapping[Lack, str]
    misfits: Mapping[Misfit, str]
    misreads: Mapping[Misread, str]
    areas: Mapping[str, str]
    units: Mapping[str, str]
    rank: str
    rank_of: str
    level: str
    edition: str
    year: str
    reserves: str
    no_reserve: str
    published: str
    then: str
    now: str
    later: str
    at_output: str
    at_own_output: str
    at_grade: str
    in_ore: str
    with_ore: str
    ore_at: str
    ore_makes: str
    no_ore: str
    only_ore: str
    of_elements: str
    from_elements: str
    own: str
    own_alone: str
    heavy_of: str
    of_ore: str
    of_own_ore: str
    of_other: str
    behind: str
    place: str
    span: str
    as_oxide: str
    too_large: str
    too_small: str
    untested: str
    unsettled: str
    counted_note: str
    rule_note: str
    weight_note: str
    rounding_note: str
    edition_note: str
