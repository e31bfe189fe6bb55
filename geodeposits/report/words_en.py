"""The words of dossiers and citations in English."""

from __future__ import annotations

from typing import Final

from geodeposits.report.terms import DossierWords

__all__ = ["ENGLISH"]

ENGLISH: Final = DossierWords(
    dossier="Deposit dossier",
    edition_line="{title}, version {version}, as of {as_of}",
    page="page",
    several="Rare earth deposits: {names}",
    also="Also",
    operator="Operator",
    owners="Owner",
    minerals="Minerals",
    by_products="By-products",
    scope="Scope",
    unknown="not stated",
    undated="undated",
    figures="How much",
    place="Where",
    grade_tonnage="Grade and tonnage among the deposits of the world",
    ranks="Rank by contained oxide",
    estimates="Every estimate",
    statements="Statements under test",
    timeline="Who, on what terms, how far",
    rank="Rank",
    of="of",
    not_comparable="nothing comparable",
    compared={
        "rock-as-oxide": "Rock as if oxide",
        "headline": "Reported",
        "documented": "Best documented",
        "supported": "Best supported",
        "coded": "By a reporting or national code",
        "claim": "Another claim",
        "ore": "Ore against ore",
        "national": "As national reserve {edition}",
    },
    as_total_oxides="{compared}, as total oxides",
    ranks_note=(
        "Only total oxides are compared with total oxides. A rank is an interval where figures are "
        "bounds or ranges; a bound is taken up to tenfold, '> 5' as 5 to 50."
    ),
    rank_open=(
        "By the number reported {place} of {of}; with bounds up to tenfold, {best} to {worst}."
    ),
    column_said="What was said",
    column_verdict="Test against the data",
    statements_note=(
        "The first comparison for it, the first and the nearest against it, and where these do "
        "not settle it, the first that is open; "
        "the command geodeposits claims --subject {id} gives every one."
    ),
    project="Project",
    condition="Condition",
    column_party="Who or what",
    column_step="Step",
    column_terms="In words",
    composition="Which rare earths",
    findings="What the checks found",
    sources="Sources",
    how_to_cite="How to cite",
    overview="Overview",
    totals="Contained oxide by evidence level",
    national="National reserves and production",
    headline="Reported",
    documented="Best documented",
    no_headline="No figure is reported.",
    no_documented="No figure has evidence of level A to D.",
    no_figure="no figure",
    same="Both are the same estimate.",
    level_of="Evidence level {level}",
    note="Note",
    position="Position",
    other_position="Another position",
    refuted="Refuted position",
    no_position="No position is known",
    radius="within {distance}",
    north="N",
    south="S",
    east="E",
    west="W",
    column_date="Date",
    column_ore="Ore",
    column_grade="Grade",
    column_contained="Contained",
    column_basis="Basis",
    column_level="Level",
    column_level_short="Lvl",
    column_kind="Kind, code, categories",
    column_who="Stated by",
    column_source="Source",
    column_estimate="Estimate",
    column_oxide="Oxide",
    shares="Share of each oxide in TREO, %",
    column_deposit="Deposit",
    column_edition="Edition",
    column_reserves="Reserves, t REO",
    column_production="Production, t REO",
    column_year="Year",
    column_figure="Figure, date, source",
    marked_headline="reported",
    marked_documented="best documented",
    marked_both="reported and best documented",
    a_year="{amount} t/y {what}",
    no_row="this edition lists no row for the country",
    not_available="NA: this edition prints no figure",
    not_checked="The rules were not run for this dossier.",
    no_findings="None of the {rules} rules finds anything here.",
    waived="accepted",
    error="error",
    warning="warning",
    remark="note",
    totals_note=(
        "Sums of the figures on total oxides, each level for itself: levels, bases, resources and "
        "reserves are never added to one another."
    ),
    of_several="for several deposits together",
    deposits="deposits: {count}",
    deposits_of="Rare earth deposits of {country}",
    cite_figures=(
        "Cite a figure with its own source, by the number behind it; with its basis and its "
        "evidence level."
    ),
    repeats="Repeats {}.",
    no_date="undated",
    edition="Version {version}, as of {as_of}",
    within="In: {title}",
    reported_first="Reported first by {name}",
    licensed="Licence: {licence}",
    accessed="(accessed {date})",
    rows_left_off="Not printed: {count} older of {whole} rows; they stand on the screen alone.",
    sources_left_off=(
        "Not printed: {count} of {whole} sources, which only rows on the screen cite."
    ),
    unplotted_basis=(
        "Not on the chart of the world's deposits: the reported figure counts {basis}, and only "
        "total oxides are drawn against total oxides."
    ),
    unplotted_incomplete=(
        "Not on the chart of the world's deposits: the reported figure does not give both tonnage "
        "and grade."
    ),
    no_split="No split of the rare earths into their oxides is known.",
    no_pattern="Too few elements are stated for a pattern.",
)
