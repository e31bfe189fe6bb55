"""The phrases of the plots in English."""

from __future__ import annotations

from typing import Final

from geodeposits.charts.phrases import ChartWords

__all__ = ["ENGLISH"]

ENGLISH: Final = ChartWords(
    type_key="Type",
    level_key="Evidence",
    levels={
        "A": "A: reporting code, ≤ 10 years",
        "B": "B: reporting code, older",
        "C": "C: national code",
        "D": "D: historical or compiled",
        "E": "E: announced, no report",
    },
    no_level="level not known",
    size_key="Contained REO",
    sign_key="Signs",
    range_sign="range stated",
    bound_sign="only a bound stated",
    imprecise_sign="position not precise",
    no_figure_sign="no contained REO",
    data="Data: {title}, version {version}, as of {date}, {licence}.",
    headline="Reported figures (headline)",
    documented="Best documented figures",
    grade_tonnage="Grade and tonnage of rare earth deposits",
    grade_axis="Grade, % REO",
    ore_axis="Ore, Mt",
    grade_tonnage_drawn=(
        "{drawn} of {all} deposits are drawn: those with tonnage and grade on total oxides (TREO, "
        "REO)."
    ),
    grade_tonnage_implied="For {count} of them one of the two follows from the contained oxide.",
    grade_tonnage_left="Not drawn: {parts}.",
    left_without_two="{count} on total oxides without both tonnage and grade",
    left_other_basis="{count} on another basis or without contained oxide",
    left_without_figure="{count} without a figure",
    grade_tonnage_iso="Sloping lines join equal contained REO.",
    pattern="Chondrite-normalised rare earth patterns",
    pattern_axis="REE in the oxides ÷ chondrite: relative level only",
    pattern_note=(
        "Shares of the oxides, turned into elements and divided by chondrite ({reference}). The "
        "height is that of pure oxide, not of the rock: only the shape belongs to the deposit. A "
        "line breaks where an element is not stated, and passes Pm, which has no stable isotope."
    ),
    pattern_more="{count} more distributions are not drawn.",
    references={
        "mcdonough-sun-1995": "CI chondrite of McDonough and Sun 1995",
        "sun-mcdonough-1989": "CI chondrite of Sun and McDonough 1989",
    },
    oxides="Rare earth oxides, share of each",
    oxides_axis="Share of total oxides, %",
    oxides_rest="not stated",
    oxides_note="Shares as the source states them; what they leave of 100 % is not stated.",
    oxides_more="{count} more distributions are not drawn.",
    oxides_over="{count} of the distributions add up to more than 100 %, as stated.",
    derived="worked out",
    cumulative="Contained REO, from the largest deposit on",
    cumulative_x="Share of the deposits of this level, largest first, %",
    cumulative_y="Share of the level's REO, %",
    cumulative_panel="{level}: {count} deposits, {total}",
    cumulative_half="half in {count}",
    cumulative_note=(
        "Each evidence level is added up by itself, resources on total oxides alone; levels are "
        "never added to one another. The dashed line is what equal deposits would give."
    ),
    cumulative_left="Not added: {parts}.",
    cumulative_other="{count} reserves or exploration targets",
    cumulative_several="{count} that cover several deposits",
    cumulative_unranked="{count} on another basis",
    cumulative_missing="{count} without a figure",
    through_time="{name}: estimates through time",
    through_time_axis="Contained REO, Mt",
    through_time_left="{count} estimates state no contained REO and are not drawn: {parts}.",
    through_time_note="Each estimate stands at its effective date, else at the date it was stated.",
    undated="undated",
    part="part of the deposit",
    project="several deposits",
    partners="{name}: owners, partners and status",
    status_lane="Status",
    stage_key="Stage",
    no_stage="no stage stated",
    earlier="earlier, undated",
    other_status="another step: an approval, a suit, an application",
    exit_sign="stalled, ended, denied, ruled out",
    partners_note="A lane a party. A step stands at its date; undated steps stand at the left.",
    world="Rare earth deposits of the world",
    world_note="{drawn} of {all} deposits have a position. Equal Earth projection (equal area).",
    world_left="{count} have no position and are not drawn.",
    disputed="disputed border",
    locator="{name}, {country}",
    locator_note="Lambert azimuthal equal-area projection, centred on the deposit.",
    compass=("N", "E", "S", "W"),
    accuracy_circle="The position is known to about {distance}: the circle.",
    refuted_sign="refuted position",
    other_deposits="other deposits",
    borders="Borders: Natural Earth, who controls a place; dashed where disputed.",
    described={
        "grade-tonnage": (
            "Log-log chart of ore tonnage and grade of {drawn} deposits, coloured by type and "
            "marked by evidence level. Largest by contained REO: {largest}."
        ),
        "ree-pattern": "Log chart of rare earth elements over chondrite for {names}.",
        "oxides": "Stacked bars of the oxides in the total oxides of {names}.",
        "cumulative": "Cumulative contained REO by evidence level, a panel each: {panels}.",
        "estimates": "Contained REO on a log scale against the date, {count} estimates: {parts}.",
        "partners": "Timeline of {parties} parties, {steps} steps, and {status} steps of status.",
        "world": "World map of {drawn} deposits, area by contained REO. Largest: {largest}.",
        "locator": "Map of {name} in {country} at latitude {lat}, longitude {lon}.",
    },
)
