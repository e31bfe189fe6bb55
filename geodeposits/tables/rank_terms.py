"""Which words and sentences a ranking needs in each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = ["RankWords"]


@dataclass(frozen=True, kw_only=True)
class RankWords:
    """Words and sentences of a ranking; the braces name what is put in."""

    ordinal: Callable[[int], str]
    title_one: str
    title_all: str
    measures: Mapping[str, str]
    """By what is ranked, in a sentence: "by contained rare earth oxide"."""
    amounts: Mapping[str, str]
    """An amount with what it is of: "{amount} REO"."""
    heading_measures: Mapping[str, str]
    figures: Mapping[str, str]
    compared: Mapping[str, str]
    """What is compared, as a cell."""
    phrases: Mapping[str, str]
    """What is compared, as the start of a sentence."""
    places: Mapping[str, str]
    """What is compared, in a list of places."""
    among: Mapping[str, str]
    national_cell: str
    national_place: str
    national_rock_place: str
    column_compared: str
    column_among: str
    column_place: str
    column_of: str
    column_amount: str
    column_basis: str
    column_id: str
    column_of_figure: str
    column_against: str
    column_edition: str
    column_date: str
    column_claim: str
    column_replaced: str
    best: str
    worst: str
    name: str
    level: str
    source: str
    column_level: str
    column_source: str
    column_above: str
    column_below: str
    column_deposit: str
    column_country: str
    column_words: str
    neighbour: str
    neighbour_of_country: str
    span: str
    cited: str
    ranked: str
    room: str
    rock: str
    not_ranked: str
    no_figure: str
    no_amount: str
    no_split: str
    other_basis: str
    other_basis_implied: str
    unstated_basis: str
    several: str
    several_only: str
    none_coded: str
    claims: str
    national: str
    national_rock: str
    national_run: str
    added: str
    replaces: str
    edition: str
    editions: str
    first_two: str
    first_two_nowhere: str
    first_two_open: str
    rule: str
    interval_note: str
    left_out_note: str
    several_note: str
    several_count: str
    kinds_note: str
    national_note: str
    split_note: str
