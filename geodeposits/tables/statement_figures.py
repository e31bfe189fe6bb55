"""By which figures a statement made in public was judged, said as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from geodeposits.quantity import Quantity
from geodeposits.speech import Language, Speech, speech
from geodeposits.summary.statements import (
    Check,
    Ground,
    Judgement,
    Outcome,
    Sort,
    Verdict,
    When,
)
from geodeposits.tables.statement_words import STATEMENT_WORDS, StatementWords
from geodeposits.vocab import BASIS_OF_ALL_OXIDES
from geodeposits.vocab.statements import Metric

__all__ = ["figures_sentence"]

_OUTCOMES: Final = (
    Outcome.IMPOSSIBLE,
    Outcome.HOLDS,
    Outcome.FAILS,
    Outcome.OPEN,
    Outcome.SAME,
    Outcome.MISFIT,
)
_SHARES: Final = (Ground.ROCK, Ground.RECOVERY, Ground.IMPLIED_GRADE)
_YEARLY: Final = (Ground.WORLD_OUTPUT, Ground.OUTPUT)
_DATED: Final = (
    Ground.ESTIMATES,
    Ground.IMPLIED_GRADE,
    Ground.NATIONAL_WITH_ESTIMATE,
    Ground.INVENTORY,
    Ground.RECOVERY,
    Ground.MEMBERS,
)
"""Grounds of which the date of the estimate is told."""
_ALL_OXIDES: Final = frozenset(basis.value for basis in BASIS_OF_ALL_OXIDES)
_FEW: Final = 3  # deposits or countries above that are named
_LARGE: Final = 10  # a factor from which on no decimal is shown


def figures_sentence(each: Judgement, lang: Language = "en") -> str:
    """Say by which figures a statement was judged: for it, against it, open; and how far off."""
    words, say = STATEMENT_WORDS[lang], speech(lang)
    parts = [*_as_oxide(each, words, say), *_clauses(each, words, say)]
    if each.lacks:
        missing = "; ".join(words.missing[lack] for lack in each.lacks)
        untested = each.verdict is Verdict.UNTESTABLE
        form = words.untested if untested else words.unsettled
        parts.append(form.format(missing=missing))
    if each.verdict is not Verdict.SUPPORTED:
        for reading in each.readings:
            found = _found(reading.found, reading.unit, 0, words, say)
            parts.append(words.misreads[reading.misread].format(found=found))
    if each.verdict is Verdict.CONTRADICTED and each.factor is not None:
        parts.append(words.off.format(factor=_times(each.factor, say)))
    return " ".join(parts)


def _as_oxide(each: Judgement, words: StatementWords, say: Speech) -> Iterator[str]:
    """Say what oxide a figure of elements comes to, by which it is tested."""
    said = each.said
    if said.oxide != said.value:
        elements, oxide = (_found(it, said.unit, 0, words, say) for it in (said.value, said.oxide))
        yield words.as_oxide.format(elements=elements, oxide=oxide)


def _clauses(each: Judgement, words: StatementWords, say: Speech) -> Iterator[str]:
    """Yield a sentence for each outcome: grounds, each with what was found."""
    for outcome in _OUTCOMES:
        checks = [check for check in each.checks if check.outcome is outcome]
        grounds = [
            f"{_head(each, ground, words, say)}: {_variants(each, list(found), words, say)}"
            for ground, found in groupby(checks, key=lambda check: check.ground)
        ]
        if grounds:
            yield f"{words.outcomes[outcome]}: {'; '.join(grounds)}."


def _head(each: Judgement, ground: Ground, words: StatementWords, say: Speech) -> str:
    said = words.grounds[ground]
    if ground is Ground.ESTIMATES and each.said.text("against"):
        return words.of_other.format(other=each.said.text("against_name"))
    if ground is not Ground.IMPLIED_GRADE:
        return said
    ore = each.said.quantity("ore_mt")
    implied = each.said.oxide / ore * 100 if ore is not None else each.said.oxide
    return said.format(implied=say.quantity(implied.text, "%", digits=3))


def _variants(each: Judgement, checks: list[Check], words: StatementWords, say: Speech) -> str:
    several = len({check.area for check in each.checks if check.area}) > 1
    said = (_variant(each, check, words, say, with_area=several) for check in checks)
    return ", ".join(dict.fromkeys(said))


def _variant(
    each: Judgement, check: Check, words: StatementWords, say: Speech, *, with_area: bool
) -> str:
    found = _shown(each, check, words, say)
    told = (
        *_behind(each, check, words, say),
        *_of_what(each, check, words, say),
        *_qualifiers(each, check, words, say, with_area=with_area),
    )
    qualifiers = list(told)
    if not found:
        return " ".join(qualifiers)
    return f"{found} ({', '.join(qualifiers)})" if qualifiers else found


def _shown(each: Judgement, check: Check, words: StatementWords, say: Speech) -> str:
    if check.ground in {Ground.RUNNING, Ground.NO_SPLIT}:
        names = say.join(used.name for used in check.used)
        return f"{say.integer(check.others)} ({names})"
    if check.found is None:
        return ""
    unit = each.said.unit
    if check.ground in _SHARES:
        unit = "%"
    elif check.ground in _YEARLY:
        unit = "t/y"
    return _found(check.found, unit, check.others, words, say)


def _found(found: Quantity, unit: str, others: int, words: StatementWords, say: Speech) -> str:
    """Write what was found in its unit; a rank with how many were ranked."""
    if unit == "rank":
        rank = _span(found, words)
        said = words.rank_of if others else words.rank
        return said.format(rank=rank, others=say.integer(others))
    if unit == "Mt":
        return say.mass_of_kt((found * 1000).text, digits=3)
    return say.quantity(found.text, words.units.get(unit, unit), digits=3)


def _span(found: Quantity, words: StatementWords) -> str:
    """Write a rank: the place by the number, and where there is room the best and the worst."""
    if found.best is None or found.low == found.high:
        return words.place.format(at=found.shown())
    return words.span.format(at=found.best, best=found.low, worst=found.high)


def _behind(each: Judgement, check: Check, words: StatementWords, say: Speech) -> Iterator[str]:
    """Name who stands above, where they are few."""
    found = check.found
    if each.said.unit != "rank" or found is None or found.best is None:
        return
    above = [used.name or say.country(used.country) for used in check.used[1:]]
    if 0 < found.best - 1 <= min(_FEW, len(above)):
        yield words.behind.format(names=say.join(above[: int(found.best) - 1]))


def _of_what(each: Judgement, check: Check, words: StatementWords, say: Speech) -> Iterator[str]:
    """Name the amounts from which what was found was worked out."""
    used = [(Quantity.parse(it.text), it) for it in check.used if it.text and it.unit in _UNITS]
    said = [_found(it / _UNITS[one.unit], _IN[one.unit], 0, words, say) for it, one in used]
    if check.ground is Ground.ROCK:
        yield (words.of_ore if check.used[0].claim else words.of_own_ore).format(ore=said[0])
    elif check.ground is Ground.RECOVERY:
        grade, *ore = said
        named = words.in_ore.format(oxide=grade, ore=ore[0]) if ore else grade
        yield named if ore else words.at_grade.format(grade=named)
    elif check.ground is Ground.ESTIMATES and each.said.metric in _RATIOS and said:
        yield said[0]


_UNITS: Final = {"kt": 1000, "Mt": 1, "%": 1}
_IN: Final = {"kt": "Mt", "Mt": "Mt", "%": "%"}
_RATIOS: Final = (Metric.YEARS_OF_SUPPLY, Metric.SHARE_RESERVES, Metric.SHARE_UNSTATED)


def _qualifiers(
    each: Judgement, check: Check, words: StatementWords, say: Speech, *, with_area: bool
) -> Iterator[str]:
    if check.level:
        yield words.level.format(level=check.level)
    if check.sort and check.sort != Sort.RESOURCE:
        yield say.label(check.sort)
    elif check.sort and each.said.metric is Metric.RESERVES:
        yield words.no_reserve
    yield from _basis(check, say)
    if check.ground in _DATED and check.used and check.used[0].date:
        yield words.published.format(date=say.date(check.used[0].date))
    if check.when is When.LATER:
        yield words.later
    if with_area and check.area:
        yield words.areas.get(check.area, check.area)
    yield from _of_year(each, check, words, say)
    if check.edition is not None:
        yield words.edition.format(edition=check.edition)
    if check.when in {When.THEN, When.NOW}:
        yield words.then if check.when is When.THEN else words.now
    if check.misfit is not None:
        yield words.misfits[check.misfit]


def _basis(check: Check, say: Speech) -> Iterator[str]:
    """Tell what an amount counts that does not count all oxides."""
    used = check.used[0] if check.used and check.ground in _DATED else None
    if used is not None and used.unit == "kt" and used.basis not in {"", *_ALL_OXIDES}:
        yield say.basis(used.basis, None)


def _of_year(each: Judgement, check: Check, words: StatementWords, say: Speech) -> Iterator[str]:
    """Tell the year of output; of years of supply, the output that they are worked out by.

    Where a share may be of either, that it is of reserves is told too.
    """
    said, plan = each.said, each.said.quantity("reo_t_per_y")
    if said.metric is Metric.YEARS_OF_SUPPLY and plan is not None:
        yield words.at_own_output.format(output=_found(plan, "t/y", 0, words, say))
    elif said.metric is Metric.YEARS_OF_SUPPLY and check.used:
        output = _found(Quantity.parse(check.used[-1].text), "t/y", 0, words, say)
        yield words.at_output.format(output=output, year=check.year)
    elif check.year is not None:
        yield words.year.format(year=check.year)
    elif said.metric is Metric.SHARE_UNSTATED:
        yield words.reserves


def _times(factor: Decimal, say: Speech) -> str:
    return say.number(factor, digits=3 if factor >= _LARGE else 2)
