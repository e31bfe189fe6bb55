"""By which figures a statement made in public was judged, said as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geodeposits.quantity import Quantity
from geodeposits.speech import Language, Speech, speech
from geodeposits.summary.statements import (
    Check,
    Ground,
    Judgement,
    Outcome,
    Reading,
    Sort,
    Used,
    Verdict,
    When,
)
from geodeposits.tables.statement_words import STATEMENT_WORDS, StatementWords
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis
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
_OF_A_COUNTRY: Final = (Ground.NATIONAL, Ground.OUTPUT, Ground.UNPRINTED)
_DATED: Final = (
    Ground.ESTIMATES,
    Ground.IMPLIED_GRADE,
    Ground.NATIONAL_WITH_ESTIMATE,
    Ground.INVENTORY,
    Ground.RECOVERY,
    Ground.MEMBERS,
)
"""Grounds of which the date of the estimate is told."""
_OF_ITS_OWN: Final = (
    Ground.HEADLINE,
    Ground.DOCUMENTED,
    Ground.SUPPORTED,
    Ground.NATIONAL_WITH_ESTIMATE,
    Ground.PLAN,
    Ground.SITE,
    Ground.SPLITS,
)
"""Grounds on which a figure of the deposit's own is ranked, which is told before its ranks."""
_ALL_OXIDES: Final = frozenset(basis.value for basis in BASIS_OF_ALL_OXIDES)
_FEW: Final = 3  # deposits or countries above that are named


def figures_sentence(each: Judgement, lang: Language = "en") -> str:
    """Say by which figures a statement was judged: for it, against it, open; and how far off.

    Beside what an estimate contains stands the ore that it covers, and its grade.
    """
    words, say = STATEMENT_WORDS[lang], speech(lang)
    parts = [*_as_oxide(each, words, say), *_clauses(each, words, say)]
    if each.lacks:
        missing = "; ".join(words.missing[lack] for lack in each.lacks)
        untested = each.verdict is Verdict.UNTESTABLE
        form = words.untested if untested else words.unsettled
        parts.append(form.format(missing=missing))
    if each.verdict is not Verdict.SUPPORTED:
        for reading in each.readings:
            parts.append(_reading(reading, words, say))
    return " ".join(parts)


def _as_oxide(each: Judgement, words: StatementWords, say: Speech) -> Iterator[str]:
    """Say what oxide a figure of elements comes to, by which it is tested."""
    said = each.said
    if said.oxide != said.value:
        elements, oxide = (_found(it, said.unit, 0, words, say) for it in (said.value, said.oxide))
        yield words.as_oxide.format(elements=elements, oxide=oxide)


def _reading(reading: Reading, words: StatementWords, say: Speech) -> str:
    """Say what else the figure fits, with the amounts that this is worked out from."""
    amounts = [_amount(used, words, say) for used in reading.used[:2]]
    first, second = (*amounts, "", "")[:2]
    found = _found(reading.found, reading.unit, 0, words, say)
    return words.misreads[reading.misread].format(found=found, first=first, second=second)


def _clauses(each: Judgement, words: StatementWords, say: Speech) -> Iterator[str]:
    """Yield a sentence for each outcome: grounds, each with what was found; and how far off."""
    for outcome in _OUTCOMES:
        groups: dict[tuple[Ground, Used | None], list[Check]] = {}
        for check in each.checks:
            if check.outcome is outcome:
                groups.setdefault((check.ground, _own(check)), []).append(check)
        grounds = [
            f"{_head(each, checks[0], words, say)}: {_variants(each, checks, words, say)}"
            for checks in groups.values()
        ]
        if grounds:
            yield f"{words.outcomes[outcome]}: {'; '.join(grounds)}."
        if outcome is Outcome.FAILS and each.verdict is Verdict.CONTRADICTED:
            yield from _off(each.nearest, each, words, say)


def _off(
    nearest: Check | None, each: Judgement, words: StatementWords, say: Speech
) -> Iterator[str]:
    """Say how many times the nearest figure against it the stated one is, or how many times less.

    Nothing where one of the two is a bound: their ratio has none.
    """
    if nearest is None or nearest.stated is None or nearest.found is None:
        return
    small, large = sorted((nearest.stated, nearest.found), key=lambda one: one.central)
    if None in (small.low, small.high, large.low, large.high):
        return
    unit = _unit(each, nearest)
    form = words.too_small if small is nearest.stated else words.too_large
    yield form.format(
        stated=_found(nearest.stated, unit, 0, words, say),
        found=_found(nearest.found, unit, 0, words, say),
        times=say.quantity((large / small).text, digits=3),
    )


def _own(check: Check) -> Used | None:
    """Return the deposit's own figure that is ranked; None where none is."""
    is_ranked = check.found is not None and (check.others or check.ground is Ground.SITE)
    return check.used[0] if is_ranked and check.ground in _OF_ITS_OWN else None


def _head(each: Judgement, check: Check, words: StatementWords, say: Speech) -> str:
    said, ground, own = words.grounds[check.ground], check.ground, _own(check)
    if ground is Ground.ESTIMATES and each.said.text("against"):
        return words.of_other.format(other=each.said.text("against_name"))
    if ground is Ground.LISTED:
        return said.format(listed=say.integer(check.others))
    if ground is Ground.IMPLIED_GRADE and check.stated is not None:
        return said.format(implied=say.quantity(check.stated.text, "%", digits=3))
    if own is not None:
        return f"{said} ({', '.join(_of_own(ground, own, words, say))})"
    country = check.used[0].country if check.used and ground in _OF_A_COUNTRY else ""
    return (
        said if country in {"", each.said.text("subject")} else f"{said} ({say.country(country)})"
    )


def _of_own(ground: Ground, own: Used, words: StatementWords, say: Speech) -> Iterator[str]:
    """Tell a figure that is ranked: the amount in its ore, the level, the date."""
    heavy = words.heavy_of if ground is Ground.SPLITS else "{own}"
    yield heavy.format(own=_with_ore(own, words, say))
    if own.level:
        yield words.level.format(level=own.level)
    if own.date:
        yield words.published.format(date=say.date(own.date))


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
    return _found(check.found, _unit(each, check), check.others, words, say)


def _unit(each: Judgement, check: Check) -> str:
    if check.ground in _SHARES:
        return "%"
    return "t/y" if check.ground in _YEARLY else each.said.unit


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
    """Name the amounts from which what was found was worked out, and the ore they rest on."""
    if check.ground is Ground.ROCK:
        form = words.of_ore if check.used[0].claim else words.of_own_ore
        yield form.format(ore=_amount(check.used[0], words, say))
    elif check.ground is Ground.RECOVERY:
        yield _fed(check, words, say)
    elif check.ground is Ground.INVENTORY and len(check.used) > 1:
        yield _sum(check.used, words, say)
    elif check.ground in _DATED and check.used and _own(check) is None:
        is_ratio = each.said.metric in _RATIOS and check.used[0].unit == "kt"
        tell = _with_ore if is_ratio else _ore_of
        yield from filter(None, [tell(check.used[0], words, say)])


def _sum(parts: tuple[Used, ...], words: StatementWords, say: Speech) -> str:
    """Tell the amounts that were added, each in its ore where that is known of one."""
    if any(part.ore or part.grade for part in parts):
        return " + ".join(_with_ore(part, words, say) for part in parts)
    amounts = " + ".join(_amount(part, words, say) for part in parts)
    return words.own_alone.format(figure=amounts, rest=words.no_ore)


def _fed(check: Check, words: StatementWords, say: Speech) -> str:
    """Tell the grade of the ore that is fed: of one estimate, or of oxide and ore of two."""
    first, *others = check.used
    if others:
        ore = _amount(others[0], words, say)
        return words.in_ore.format(oxide=_amount(first, words, say), ore=ore)
    grade = _amount(first, words, say)
    if not first.ore:
        return words.at_grade.format(grade=grade)
    ore = _found(Quantity.parse(first.ore), "Mt", 0, words, say)
    return words.ore_at.format(ore=ore, grade=grade)


def _amount(used: Used, words: StatementWords, say: Speech) -> str:
    """Write a figure that was used, masses in Mt, kt or t."""
    quantity = Quantity.parse(used.text)
    if used.unit in _IN_MT:
        return _found(quantity / _IN_MT[used.unit], "Mt", 0, words, say)
    return _found(quantity, used.unit, 0, words, say)


def _with_ore(used: Used, words: StatementWords, say: Speech) -> str:
    """Write the figure of an estimate with the ore that it rests on."""
    figure, rest = _amount(used, words, say), _ore_of(used, words, say)
    if used.unit == "Mt":
        return words.only_ore.format(ore=figure)
    if not rest:
        return figure
    form = words.own if used.ore or used.grade else words.own_alone
    return form.format(figure=figure, rest=rest)


def _ore_of(used: Used, words: StatementWords, say: Speech) -> str:
    """Tell the ore that an estimate rests on, and the grade it states beside what it contains.

    Of an oxide of which the grade is known alone, the ore follows; nothing is told beside what is
    neither oxide nor grade.
    """
    ore = _found(Quantity.parse(used.ore), "Mt", 0, words, say) if used.ore else ""
    if used.unit == "%":
        return words.with_ore.format(ore=ore) if ore else ""
    if used.unit != "kt":
        return ""
    grade = _grade(used, words, say)
    if ore:
        form = words.ore_at if grade else words.with_ore
        return form.format(ore=ore, grade=grade)
    if not grade:
        return words.no_ore
    made = _ore_made(used)
    if made is None:
        return words.at_grade.format(grade=grade)
    return words.ore_makes.format(grade=grade, ore=_found(made, "Mt", 0, words, say))


def _ore_made(used: Used) -> Quantity | None:
    """Return the ore that an oxide makes at its grade, in Mt; None where one is a bound."""
    oxide, grade = Quantity.parse(used.text), Quantity.parse(used.grade)
    if used.basis == Basis.TREE or None in (oxide.low, oxide.high, grade.low, grade.high):
        return None
    return oxide / _IN_MT["kt"] / grade * 100


def _grade(used: Used, words: StatementWords, say: Speech) -> str:
    if not used.grade:
        return ""
    grade = say.quantity(used.grade, "%", digits=3)
    return words.of_elements.format(grade=grade) if used.basis == Basis.TREE else grade


_IN_MT: Final = {"kt": 1000, "Mt": 1, "t": 1_000_000}
_RATIOS: Final = (Metric.YEARS_OF_SUPPLY, Metric.SHARE_RESERVES, Metric.SHARE_UNSTATED)


def _qualifiers(
    each: Judgement, check: Check, words: StatementWords, say: Speech, *, with_area: bool
) -> Iterator[str]:
    is_told = _own(check) is not None
    if check.level and not is_told:
        yield words.level.format(level=check.level)
    if check.sort and check.sort != Sort.RESOURCE:
        yield say.label(check.sort)
    elif check.sort and each.said.metric is Metric.RESERVES:
        yield words.no_reserve
    yield from _basis(check, words, say)
    if check.ground in _DATED and not is_told and check.used and check.used[0].date:
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


def _basis(check: Check, words: StatementWords, say: Speech) -> Iterator[str]:
    """Tell what an amount counts that does not count all oxides."""
    used = check.used[0] if check.used and check.ground in _DATED else None
    if used is None or used.unit != "kt" or used.basis in {"", *_ALL_OXIDES}:
        return
    yield words.from_elements if used.basis == Basis.TREE else say.basis(used.basis, None)


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
