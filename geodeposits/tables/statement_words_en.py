"""Words around statements in English."""

from __future__ import annotations

from typing import Final

from geodeposits.summary.statements import Ground, Lack, Misfit, Misread, Outcome, Verdict
from geodeposits.tables.statement_frame import StatementWords

__all__ = ["ENGLISH"]

ENGLISH: Final = StatementWords(
    title="Statements in public, tested against the dataset",
    caption="What was said stands in our words; the verdict is computed.",
    world="World",
    subject="About",
    said_by="Who, when, where",
    who="Who",
    role="Role",
    date="Date",
    undated="undated",
    summary="What was said",
    verdict="Verdict",
    figures="By which figures",
    ratio="Stated ÷ found",
    source="Source",
    statement="Statement",
    metric="Metric",
    relation="Relation",
    value="Stated",
    unit="Unit",
    lacks="What is missing",
    claims="Claims used",
    verdicts={
        Verdict.SUPPORTED: "supported",
        Verdict.CONTRADICTED: "contradicted",
        Verdict.DEPENDS: "depends",
        Verdict.OPEN: "open",
        Verdict.UNTESTABLE: "untestable",
    },
    outcomes={
        Outcome.HOLDS: "For it",
        Outcome.FAILS: "Against it",
        Outcome.OPEN: "Does not rule it out",
        Outcome.IMPOSSIBLE: "Impossible",
        Outcome.SAME: "Only repeats it",
        Outcome.MISFIT: "Not comparable",
    },
    grounds={
        Ground.ESTIMATES: "estimates",
        Ground.ROCK: "share of its rock that would have to be oxide",
        Ground.PRODUCT: "its own tonnage times its own grade",
        Ground.IMPLIED_GRADE: "the grade of {implied} that it implies, where estimates give",
        Ground.HEADLINE: "by reported figures",
        Ground.DOCUMENTED: "by best documented figures",
        Ground.SUPPORTED: "by the best supported figures that can be ranked",
        Ground.AS_STATED: "its own figure among reported ones",
        Ground.NATIONAL: "national table",
        Ground.NATIONAL_WITH: "its own figure as the national reserve",
        Ground.NATIONAL_WITH_ESTIMATE: "an estimate of the deposit as the national reserve",
        Ground.INVENTORY: "national count",
        Ground.RESERVES: "reserves of the country, which it may exceed",
        Ground.WORLD_OUTPUT: "world output",
        Ground.PLAN: "plant, planned or running",
        Ground.RECOVERY: "recovery the plant would need",
        Ground.SITE: "the mine alone among countries",
        Ground.ELEMENTS: "elements with a known share in the deposit",
        Ground.MEMBERS: "elements named in an estimate",
        Ground.MINEABLE: "most that any ore holds",
        Ground.LISTED: "rare earths among the {listed} that it names",
        Ground.MAKING: "mines with a known output",
        Ground.RUNNING: "other mines whose output is not known",
        Ground.OUTPUT: "output of the country",
        Ground.SPLITS: "among deposits with a known oxide split",
        Ground.NO_SPLIT: "larger deposits without a known split",
        Ground.UNPRINTED: "national table without a figure",
    },
    missing={
        Lack.NO_ESTIMATE: "no estimate to compare with",
        Lack.OWN_WORD: "only announcements that say the same; no independent estimate",
        Lack.NO_NATIONAL_FIGURE: "no national figure to compare with",
        Lack.NO_OUTPUT: "no output is known",
        Lack.NO_SPLIT: "no split of the oxides is known",
        Lack.NO_DEMAND: "no demand by element is held",
        Lack.NOTHING_TO_COMPARE: "nothing to compare with",
        Lack.MISFITS: "only figures that do not belong together",
        Lack.ONLY_BOUNDS: "only bounds and ranges, which leave it open",
    },
    misfits={
        Misfit.TARGET: "an exploration target is no reserve",
        Misfit.ABOVE_COUNTRY: "more than the table counts in the whole country",
        Misfit.ABOVE_WORLD: "more than the table counts in the world",
    },
    misreads={
        Misread.ORE: "It is the tonnage of ore: {found}.",
        Misread.FEED: "It is the ore fed a year: {found}.",
        Misread.FEED_TIMES_1000: "A thousandth of it is the ore fed a year: {found}.",
        Misread.MINE_LIFE: "The {first} of ore would feed the plant, at {second}, for {found}.",
        Misread.ALL_OXIDES: (
            "All rare earths together, {first} at the world’s output of {second}: {found}."
        ),
        Misread.ROCK_AS_OXIDE: "With its {first} of rock counted as oxide: {found}.",
    },
    areas={
        "europe": "without Russia",
        "europe-with-russia": "with Russia to the Urals",
        "eu": "European Union",
    },
    units={"years": "years", "elements": "", "producers": "", "t/y": "t/y"},
    rank="rank {rank}",
    rank_of="rank {rank} of {others}",
    level="level {level}",
    edition="edition {edition}",
    year="output of {year}",
    reserves="reserves",
    no_reserve="no reserve",
    published="of {date}",
    then="known then",
    now="known now",
    later="published later",
    at_output="at {output} in {year}",
    at_own_output="at its own {output}",
    at_grade="at {grade}",
    in_ore="{oxide} in {ore} of ore",
    with_ore="in {ore} of ore",
    ore_at="in {ore} of ore at {grade}",
    ore_makes="at {grade}, which makes {ore} of ore",
    no_ore="no ore recorded",
    only_ore="{ore} of ore",
    of_elements="{grade} of elements",
    from_elements="as oxide, from elements",
    own="{figure} {rest}",
    heavy_of="the heavy oxides of {own}",
    own_alone="{figure}, {rest}",
    of_ore="of {ore} of ore",
    of_own_ore="of its own {ore} of ore",
    of_other="estimates of {other}",
    behind="behind {names}",
    place="{at}",
    span="{at} ({best}–{worst})",
    as_oxide="{elements} of elements are {oxide} of oxide.",
    too_large="Stated: {stated}, {times} times {found}.",
    too_small="Stated: {stated}; {found} is {times} times as much.",
    untested="Cannot be tested: {missing}.",
    unsettled="Cannot be settled: {missing}.",
    counted_note="{count} statements: {verdicts}.",
    rule_note=(
        "Supported: every comparison is for it. Contradicted: every comparison is against it, or "
        "one shows it to be impossible, or a part of it that must hold fails. Depends: some are "
        "for it, others against it or open, or it holds by its own figure alone. Open: none is for "
        "it, but some do not rule it out. Untestable: there is nothing to compare it with."
    ),
    weight_note=(
        "Not counted: an announcement that only repeats it, and figures that do not belong "
        "together. A table without a figure for the country leaves it open, but does not save what "
        "all figures contradict."
    ),
    rounding_note=(
        "A figure supports what rounds to it, '~' within 10 %. A bound leaves open up to ten times "
        "itself: '> 5' may be 5 to 50, '< 5' 0.5 to 5; that limit is ours, the sources set none. "
        "Elements are counted as 1.17 to 1.24 times as much oxide, as in real ores."
    ),
    edition_note=(
        "Each level, sort and edition is a comparison of its own; of estimates of one level, the "
        "one nearest to the statement stands. National tables are asked in the edition of the day "
        "and in all since. Known then: all figures used were published by that day; published "
        "later: the estimate was not. Ranks are among single deposits: by the number, then the "
        "best and the worst place that bounds and ranges leave."
    ),
)
