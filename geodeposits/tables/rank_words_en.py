"""What a ranking says in English."""

from __future__ import annotations

from typing import Final

from geodeposits.tables.rank_terms import RankWords

__all__ = ["ENGLISH"]


def _english_ordinal(number: int) -> str:
    tens, ones = divmod(number % 100, 10)
    ending = "th" if tens == 1 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "th")
    return f"{number}{ending}"


ENGLISH: Final = RankWords(
    ordinal=_english_ordinal,
    title_one="Rank of {name} by {measure}",
    title_all="Rank of deposits by {measure}: {figure}",
    measures={
        "contained-reo": "contained rare earth oxide",
        "ore": "tonnage of ore",
        "grade": "grade",
        "ndpr": "contained NdPr oxide",
        "hreo": "contained heavy rare earth oxide",
    },
    amounts={
        "contained-reo": "{amount} REO",
        "ore": "{amount} of ore",
        "grade": "{amount} REO",
        "ndpr": "{amount} NdPr oxide",
        "hreo": "{amount} HREO",
    },
    heading_measures={
        "contained-reo": "REO",
        "ore": "Ore",
        "grade": "Grade",
        "ndpr": "NdPr oxide",
        "hreo": "HREO",
    },
    figures={
        "headline": "headline figures",
        "documented": "documented figures",
        "coded": "best supported figures of levels A to C",
        "levels": "best supported figures of levels {levels}",
    },
    compared={
        "rock-as-oxide": "rock counted as oxide",
        "headline": "headline figure",
        "documented": "documented figure",
        "implied": "total oxides that follow from a figure on another basis",
        "supported": "best supported figure that can be ranked as it stands",
        "claims": "all claims taken together",
        "coded": "levels A to C (under a code)",
        "A": "level A alone",
        "B": "level B alone",
        "C": "level C alone",
        "D": "level D alone",
        "E": "level E alone",
        "levels": "levels {levels}",
        "claim": "another claim",
        "ore": "ore against ore",
    },
    phrases={
        "headline": "By its headline figure",
        "documented": "By its documented figure",
        "implied": "By the total oxides that follow from its figure on the basis {basis}",
        "supported": "By the best supported of its figures that can be ranked as they stand",
        "coded": "By figures under a reporting code alone (levels A to C)",
        "A": "By figures of level A alone",
        "B": "By figures of level B alone",
        "C": "By figures of level C alone",
        "D": "By figures of level D alone",
        "E": "By figures of level E alone",
        "levels": "By figures of levels {levels} alone",
        "claim": "By another claim",
        "ore": "By the ore of its headline figure, rock against rock",
    },
    places={
        "rock-as-oxide": "where rock is counted as oxide",
        "headline": "by headline figures",
        "documented": "by documented figures",
        "implied": "by the oxides that follow from its figure on the basis {basis}",
        "supported": "by best supported figures",
        "coded": "under a reporting code",
        "A": "at level A alone",
        "B": "at level B alone",
        "C": "at level C alone",
        "D": "at level D alone",
        "E": "at level E alone",
        "levels": "at the levels asked for",
        "claim": "by the claim of {amount}",
        "ore": "by tonnage of ore",
    },
    among={"deposits": "Among deposits", "countries": "As a country, among national reserves"},
    national_cell="{edition}, with {amount}",
    national_place="by national reserves with {amount} ({editions})",
    national_rock_place="by national reserves with its rock counted as oxide ({editions})",
    column_compared="Compared",
    column_among="Among",
    column_place="Place",
    column_of="of",
    column_amount="Amount",
    column_basis="Basis",
    column_id="Id",
    column_of_figure="By which figure",
    column_against="National table",
    column_edition="Edition",
    column_date="Date",
    column_claim="Claim",
    column_replaced="Row of the country",
    best="best",
    worst="worst",
    name="name",
    level="level",
    source="source",
    column_level="Level",
    column_source="Source",
    column_above="Next above",
    column_below="Next below",
    column_deposit="Deposit",
    column_country="Country",
    column_words="In words",
    neighbour="{name}: {amount} ({level}, {source})",
    neighbour_of_country="{name}: {amount}",
    span="{at} ({best}–{worst})",
    cited="{amount}, level {level}, source {source}",
    ranked="{phrase} ({cited}), {name} ranks {place} of {of} deposits by {measure}{room}.",
    room=" (with bounds up to tenfold, {best} to {worst})",
    rock=(
        "If its {amount} of rock were all oxide, {name} would rank {place} of {of} deposits by "
        "{measure}{room}; but rock is not oxide."
    ),
    not_ranked="{phrase}, {name} has no rank by {measure}: {why}.",
    no_figure="it has no such figure",
    no_amount="that figure does not state it",
    no_split="no split of its oxides states it, or that figure states no contained oxide",
    other_basis="that figure is on the basis {basis}, which cannot be ranked with the others",
    other_basis_implied=(
        "that figure is on the basis {basis}, so only the total oxides that follow from it can be "
        "ranked with the others"
    ),
    unstated_basis="its source does not say on what basis that figure is",
    several="that figure covers several deposits together and is no deposit's",
    several_only="what it has for that are figures that cover several deposits together",
    none_coded="none of its comparable figures has such a level, as those of {of} others have",
    claims=(
        "Taking all claims about it together ({amount}, bounds taken up to tenfold), {name} may "
        "rank anywhere from {best} to {worst} of {of} deposits by {measure}."
    ),
    national=(
        "With {name}'s figure ({cited}) as its national reserves, {country} would rank {runs} "
        "among countries ({producer}, by edition); {instead}."
    ),
    national_rock=(
        "With {name}'s {amount} of rock counted as oxide and as its national reserves, {country} "
        "would rank {runs} among countries ({producer}, by edition); {instead}."
    ),
    national_run="{place} of {of}{room} in {editions}",
    added="the tables have no figure for {country}, so one is added",
    replaces="this replaces the {amount} that they have for {country}",
    edition="edition {last}",
    editions="editions {first} to {last}",
    first_two="By the numbers stated, {name} is first or second only {places}.",
    first_two_nowhere="By the numbers stated, {name} is first or second in none of these rankings.",
    first_two_open=(
        "By its headline figure {place} of {of}; with bounds up to tenfold, {best} to {worst}."
    ),
    rule="{figure}: {rule}.",
    interval_note=(
        "Place: by the number stated, then the best and the worst place in parentheses where "
        "bounds or ranges leave room. A bound is taken up to tenfold: '> 5' as 5 to 50, '< 5' as "
        "0.5 to 5; that limit is ours, the sources set none. Figures stated as about a number "
        "count as that number."
    ),
    left_out_note=(
        "Only like is ranked with like: total rare earth oxides (TREO, REO) for oxide and grade. "
        "Deposits that state nothing comparable are left out, so a place is one among those that "
        "do."
    ),
    several_note=(
        "A figure that covers several deposits together (a project, a province, a national "
        "inventory) is no deposit's: it is not ranked, and nothing is ranked against it. Deposits "
        "left out for this: {counts}."
    ),
    several_count="{count} by {compared}",
    kinds_note=(
        "Figures are resources, reserves, compilations and announcements of different years; the "
        "level says what stands behind each: A and B a CRIRSCO-family code, C a national code, D "
        "none, E an announcement without a report."
    ),
    national_note=(
        "National reserves are what can be mined at a profit today, as a state or its agency adds "
        "them up; the deposit's figure is not one, and stands in for its country for the "
        "comparison alone. Countries for which the table prints no figure are left out."
    ),
    split_note=(
        "Contents are contained oxide times the share that the deposit's split of oxides states; "
        "a member that the split leaves out widens the interval."
    ),
)
