"""What the plots say beside terms, names and numbers: one field a phrase, in every language."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ChartWords"]


@dataclass(frozen=True, kw_only=True)
class ChartWords:
    """The phrases of the plots; `{}` in braces stand for numbers, names and dates."""

    # keys
    type_key: str
    level_key: str
    levels: dict[str, str]  # what stands behind a figure, in a word or two
    no_level: str
    size_key: str
    sign_key: str
    range_sign: str
    bound_sign: str
    imprecise_sign: str
    no_figure_sign: str
    # notes
    data: str  # title, version, date, licence
    headline: str
    documented: str
    # grade and tonnage
    grade_tonnage: str
    grade_axis: str
    ore_axis: str
    grade_tonnage_drawn: str
    grade_tonnage_implied: str
    grade_tonnage_left: str
    left_without_two: str
    left_other_basis: str
    left_without_figure: str
    grade_tonnage_iso: str
    # patterns
    pattern: str
    pattern_axis: str
    pattern_note: str
    pattern_more: str
    references: dict[str, str]
    # oxides
    oxides: str
    oxides_axis: str
    oxides_rest: str
    oxides_note: str
    oxides_more: str
    oxides_over: str
    derived: str
    # cumulative
    cumulative: str
    cumulative_x: str
    cumulative_y: str
    cumulative_panel: str
    cumulative_half: str
    cumulative_note: str
    cumulative_left: str
    cumulative_other: str
    cumulative_several: str
    cumulative_unranked: str
    cumulative_missing: str
    # estimates through time
    through_time: str
    through_time_axis: str
    through_time_left: str
    through_time_note: str
    undated: str
    part: str
    project: str
    # partners
    partners: str
    status_lane: str
    stage_key: str
    no_stage: str
    earlier: str
    other_status: str
    exit_sign: str
    partners_note: str
    # maps
    world: str
    world_note: str
    world_left: str
    disputed: str
    locator: str
    locator_note: str
    compass: tuple[str, str, str, str]  # north, east, south, west
    accuracy_circle: str
    refuted_sign: str
    other_deposits: str
    borders: str
    # descriptions, for those who do not see a plot
    described: dict[str, str]
