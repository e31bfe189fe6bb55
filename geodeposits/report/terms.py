"""What words a dossier needs, in every language.

Fields in braces are filled by `str.format`, whose arguments are not read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["DossierWords"]


@dataclass(frozen=True, kw_only=True)
class DossierWords:
    """Texts of dossiers and citations; a language without one of them does not type-check."""

    # the document
    dossier: str
    edition_line: str
    page: str
    several: str
    # head
    also: str
    operator: str
    owners: str
    minerals: str
    by_products: str
    scope: str
    unknown: str
    undated: str
    # sections
    figures: str
    place: str
    grade_tonnage: str
    ranks: str
    estimates: str
    statements: str
    timeline: str
    composition: str
    findings: str
    sources: str
    how_to_cite: str
    overview: str
    totals: str
    national: str
    # figures
    headline: str
    documented: str
    no_headline: str
    no_documented: str
    no_figure: str
    same: str
    level_of: str
    note: str
    # place
    position: str
    other_position: str
    refuted: str
    no_position: str
    radius: str
    north: str
    south: str
    east: str
    west: str
    # ranks
    rank: str
    of: str
    not_comparable: str
    compared: Mapping[str, str]
    as_total_oxides: str
    ranks_note: str
    rank_open: str
    # statements
    column_said: str
    column_verdict: str
    statements_note: str
    # timeline
    project: str
    condition: str
    column_party: str
    column_step: str
    column_terms: str
    # tables
    column_date: str
    column_ore: str
    column_grade: str
    column_contained: str
    column_basis: str
    column_level: str
    column_level_short: str
    column_kind: str
    column_who: str
    column_source: str
    column_estimate: str
    column_oxide: str
    shares: str
    column_deposit: str
    column_edition: str
    column_reserves: str
    column_production: str
    column_year: str
    column_figure: str
    marked_headline: str
    marked_documented: str
    marked_both: str
    a_year: str
    no_row: str
    not_available: str
    # findings
    not_checked: str
    no_findings: str
    waived: str
    error: str
    warning: str
    remark: str
    # totals
    totals_note: str
    of_several: str
    deposits: str
    deposits_of: str
    # citations
    cite_figures: str
    repeats: str
    no_date: str
    edition: str
    within: str
    reported_first: str
    licensed: str
    accessed: str
    # paper
    rows_left_off: str
    sources_left_off: str
    # what there is none of
    unplotted_basis: str
    unplotted_incomplete: str
    no_split: str
    no_pattern: str
