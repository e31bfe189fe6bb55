"""Tests of statements about how much a deposit or a country holds: oxide, ore, grade, years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from geodeposits.quantity import Quantity
from geodeposits.summary.statements.agreement import Outcome, agrees, compared
from geodeposits.summary.statements.grounds import (
    Grounds,
    NationalTable,
    Row,
    date_of,
    figure_of,
    is_known,
    is_known_to,
    on_all_oxides,
    own_of,
    reo_of,
    sort_of,
    used_of,
    when_of,
)
from geodeposits.summary.statements.results import (
    Check,
    Ground,
    Misread,
    Reading,
    Said,
    Sort,
    Used,
    When,
)
from geodeposits.vocab import EvidenceLevel
from geodeposits.vocab.statements import Metric, StatementUnit

__all__ = [
    "amounts_of_deposit",
    "as_reserve",
    "grades",
    "misreadings",
    "ores",
    "repeated",
    "reserves_of_deposit",
    "years",
]

RICHEST_PCT: Final = Decimal(76)
"""REO in a rock of pure bastnaesite, as rule GD301 has it: no ore holds more."""

_PCT: Final = Decimal(100)
_T_PER_MT: Final = Decimal("1e6")
_THOUSAND: Final = Decimal(1000)
_LATE: Final = (Outcome.HOLDS, Outcome.OPEN, Outcome.FAILS)

Figure = Callable[[Row], Quantity | None]


def amounts_of_deposit(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Compare contained oxide with the estimates of the deposit, level by level.

    An announcement that says the same is the statement again, and no witness to it. Beside them:
    whether all ore that is stated could hold so much, the statement's own product of tonnage and
    grade, and the grade that its oxide and ore imply.
    """
    rows = _witnesses(grounds, said)
    yield from _by_level(said, rows, reo_of, "reo_kt", "kt")
    yield from repeated(said, grounds.of_deposit(said.text("subject")))
    yield from _rock(said, grounds.of_deposit(said.text("subject")))
    yield from _product(said)
    yield from _implied_grade(said, rows)


def repeated(said: Said, rows: list[Row]) -> Iterator[Check]:
    """Yield the estimates that are the statement again: they count for nothing, but are shown."""
    for row in rows:
        found = reo_of(row) or own_of(row)
        if found is not None and is_own_word(said, row):
            name = "reo_kt" if reo_of(row) is not None else "contained_kt"
            yield Check(
                ground=Ground.ESTIMATES,
                outcome=Outcome.SAME,
                found=found,
                level=str(row["level"]),
                when=when_of(said, row),
                used=(used_of(row, name, "kt"),),
            )


def is_own_word(said: Said, row: Row) -> bool:
    """Whether an estimate is the statement again: its source, or an announcement that says so.

    An announcement says so where its amount is the one stated; a share or a rank is no amount.
    """
    if row["source"] == said.text("source"):
        return True
    if row["level"] != EvidenceLevel.E.value or said.unit != StatementUnit.MEGATONNES:
        return False
    return any(found and agrees(said.value, found) for found in (reo_of(row), own_of(row)))


def reserves_of_deposit(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Compare reserves with the estimates of the deposit: what is no reserve does not bear it out.

    An estimate of another sort that is smaller contradicts; one that is not is left open.
    """
    rows = [row for row in _witnesses(grounds, said) if row["level"] != ""]
    for check in _by_level(said, rows, reo_of, "reo_kt", "kt"):
        yield as_reserve(check)


def as_reserve(check: Check) -> Check:
    """Leave open what would bear a reserve out but is an estimate of another sort."""
    foreign = check.sort != Sort.RESERVE and check.outcome is Outcome.HOLDS
    return replace(check, outcome=Outcome.OPEN) if foreign else check


def ores(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Compare a tonnage of ore with the estimates of the deposit, level by level."""
    rows = [r for r in grounds.of_deposit(said.text("subject")) if not _same_source(said, r)]
    yield from _by_level(said, rows, lambda row: figure_of(row, "ore_mt"), "ore_mt", "Mt")


def grades(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Compare a grade with those of the deposit, or with those of the one it is set against."""
    other = said.text("against")
    rows = [r for r in grounds.of_deposit(other or said.text("subject")) if on_all_oxides(r)]
    rows = [row for row in rows if not _same_source(said, row)]
    if not other:
        yield from _by_level(said, rows, _grade, "grade_pct", "%")
        return
    # what is stated of one deposit is held against what is known of the other
    yield from _by_level(said, rows, _grade, "grade_pct", "%", turned=True)


def years(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Divide the oxide of the deposit by the world's output of a year, or by its own plan.

    Its own plan where the statement names one; nothing is taken off for what is lost in the plant.
    The output that was known on the day is set against the oxide that was known then, and the
    newest against all that is known now.
    """
    rows = grounds.of_deposit(said.text("subject"))
    plan = said.quantity("reo_t_per_y")
    if plan is not None:
        yield from _by_level(said, rows, lambda row: _over(reo_of(row), plan), "reo_kt", "kt")
        return
    for when, table in _outputs(grounds, said):
        known = [row for row in rows if when is When.NOW or is_known_to(said, row)]
        year = max(table.production)
        total = table.total(year=year)
        if total is None:
            continue
        against = (table.used("world", year=year),)
        checks = _by_level(said, known, lambda row, t=total: _over(reo_of(row), t), "reo_kt", "kt")  # type: ignore[misc]
        for check in checks:
            yield replace(
                check, when=when, year=year, edition=table.edition, used=(*check.used, *against)
            )


def misreadings(grounds: Grounds, said: Said) -> Iterator[Reading]:
    """Yield what else of the deposit the stated figure fits: its ore, its feed, its mine life."""
    subject = said.text("subject")
    plants = grounds.plants.get(subject, [])
    rows = grounds.of_deposit(subject)
    if said.metric in {Metric.CONTAINED_REO, Metric.RESERVES}:
        yield from _as_ore(said, rows)
        yield from _as_feed(said, plants, Misread.FEED_TIMES_1000, _T_PER_MT / _THOUSAND)
    elif said.metric is Metric.PRODUCTION:
        yield from _as_feed(said, plants, Misread.FEED, Decimal(1))
    elif said.metric is Metric.YEARS_OF_SUPPLY and said.listed("elements"):
        yield from _all_oxides(grounds, said)
    elif said.metric is Metric.YEARS_OF_SUPPLY and said.quantity("reo_t_per_y") is None:
        yield from _mine_life(said, rows, plants)


# Witnesses, level by level


def _witnesses(grounds: Grounds, said: Said) -> list[Row]:
    rows = grounds.of_deposit(said.text("subject"))
    return [row for row in rows if not is_own_word(said, row)]


def _same_source(said: Said, row: Row) -> bool:
    return bool(row["source"] == said.text("source"))


def _by_level(
    said: Said,
    rows: Iterable[Row],
    find: Figure,
    name: str,
    unit: str,
    *,
    turned: bool = False,
) -> Iterator[Check]:
    """Compare with the estimates of each level and sort; one that bears it out is enough.

    Of a figure that counts elements, the oxide that it comes to is compared.

    `turned` holds the stated figure against the found ones, instead of the other way round.
    """
    groups: dict[tuple[str, Sort], list[Check]] = {}
    for row in rows:
        if (found := find(row)) is None or not row["level"]:
            continue
        stated, other = (found, said.oxide) if turned else (said.oxide, found)
        check = Check(
            ground=Ground.ESTIMATES,
            outcome=compared(stated, said.relation, other),
            found=found,
            level=str(row["level"]),
            sort=sort_of(row),
            when=when_of(said, row),
            stated=said.oxide,
            used=(used_of(row, name, unit),),
        )
        groups.setdefault((check.level, sort_of(row)), []).append(check)
    for key in sorted(groups):
        yield min(groups[key], key=_order)


def _order(check: Check) -> tuple[int, Decimal]:
    """Put what holds first, then what is open, then the nearest."""
    return _LATE.index(check.outcome), check.factor or Decimal("Infinity")


# What rock can hold


def _rock(said: Said, rows: list[Row]) -> Iterator[Check]:
    """Yield the share of the rock that would have to be oxide, where no rock is so rich.

    The rock is the statement's own where it names it, else the most that an estimate states.
    """
    rock, least = _rock_of(said, rows), said.oxide.low
    if rock is not None and least is not None and least > rock[0] * RICHEST_PCT / _PCT:
        yield Check(
            ground=Ground.ROCK,
            outcome=Outcome.IMPOSSIBLE,
            found=said.oxide / rock[0] * _PCT,
            used=(rock[1],),
        )


def _rock_of(said: Said, rows: list[Row]) -> tuple[Decimal, Used] | None:
    stated = said.quantity("ore_mt")
    if stated is not None:
        return stated.central, Used(text=stated.text, unit="Mt", source=said.text("source"))
    found = ((figure_of(row, "ore_mt"), used_of(row, "ore_mt", "Mt")) for row in rows)
    tops = [(ore.high, used) for ore, used in found if ore is not None and ore.high is not None]
    return max(tops, key=lambda pair: pair[0], default=None)


def _product(said: Said) -> Iterator[Check]:
    ore, grade = said.quantity("ore_mt"), said.quantity("grade_pct")
    if ore is None or grade is None:
        return
    found = ore * grade / _PCT
    yield Check(
        ground=Ground.PRODUCT,
        outcome=compared(said.oxide, said.relation, found),
        found=found,
        stated=said.oxide,
        used=(
            Used(text=ore.text, unit="Mt", source=said.text("source")),
            Used(text=grade.text, unit="%", source=said.text("source")),
        ),
    )


def _implied_grade(said: Said, rows: list[Row]) -> Iterator[Check]:
    ore = said.quantity("ore_mt")
    if ore is None or said.quantity("grade_pct") is not None:
        return
    implied = said.oxide / ore * _PCT
    if implied.central > RICHEST_PCT:
        return
    stated = Said(row={**said.row, "value_text": implied.text, "unit": "%", "basis": None})
    for check in _by_level(stated, rows, _grade, "grade_pct", "%"):
        if check.sort == Sort.RESOURCE:
            yield replace(check, ground=Ground.IMPLIED_GRADE)


def _grade(row: Row) -> Quantity | None:
    """Return the grade of an estimate that counts all oxides."""
    return figure_of(row, "grade_pct") if on_all_oxides(row) else None


# Years


def _over(reo_mt: Quantity | None, t_per_y: Quantity) -> Quantity | None:
    """Return the years that an amount lasts; None for an output that may be nothing."""
    if reo_mt is None or t_per_y.low is None or t_per_y.low <= 0:
        return None
    return reo_mt * _T_PER_MT / t_per_y


def _outputs(grounds: Grounds, said: Said) -> list[tuple[When, NationalTable]]:
    """Return the national tables of the day of a statement and of today that have production."""
    tables = [table for table in grounds.editions if table.production]
    if not tables:
        return []
    day, newest = date_of(said), tables[-1]
    out = [t for t in tables if day is not None and t.known is not None and is_known(t.known, day)]
    if not out or out[-1] is newest:
        return [(When.NOW, newest)]
    return [(When.THEN, out[-1]), (When.NOW, newest)]


# Misreadings


def _as_ore(said: Said, rows: list[Row]) -> Iterator[Reading]:
    for row in rows:
        found = figure_of(row, "ore_mt")
        if found is not None and agrees(said.value, found):
            used = (used_of(row, "ore_mt", "Mt"),)
            yield Reading(misread=Misread.ORE, found=found, unit="Mt", used=used)
            return


def _as_feed(
    said: Said, plants: list[Row], misread: Misread, per_unit: Decimal
) -> Iterator[Reading]:
    for row in plants:
        found = figure_of(row, "ore_t_per_y")
        if found is not None and agrees(said.value * per_unit, found):
            used = (used_of(row, "ore_t_per_y", "t/y"),)
            yield Reading(misread=misread, found=found, unit="t/y", used=used)
            return


def _all_oxides(grounds: Grounds, said: Said) -> Iterator[Reading]:
    """Divide all oxide that the statement names by the newest output of the world."""
    stated, tables = said.quantity("reo_t"), _outputs(grounds, said)
    if stated is None or not tables:
        return
    _, table = tables[-1]
    year = max(table.production)
    total = table.total(year=year)
    if total is not None:
        oxide = Used(text=stated.text, unit="t", source=said.text("source"))
        yield Reading(
            misread=Misread.ALL_OXIDES,
            found=stated / total,
            unit="years",
            used=(oxide, table.used("world", year=year)),
        )


def _mine_life(said: Said, rows: list[Row], plants: list[Row]) -> Iterator[Reading]:
    feeds = [(feed, p) for p in plants if (feed := figure_of(p, "ore_t_per_y")) is not None]
    rocks = [(ore, r) for r in rows if (ore := figure_of(r, "ore_mt")) is not None and ore.high]
    if not feeds or not rocks:
        return
    feed, plant = max(feeds, key=lambda pair: pair[0].central)
    ore, row = max(rocks, key=lambda pair: pair[0].central)
    found = ore * _T_PER_MT / feed
    if compared(said.value, said.relation, found) is Outcome.HOLDS:
        used = (used_of(row, "ore_mt", "Mt"), used_of(plant, "ore_t_per_y", "t/y"))
        yield Reading(misread=Misread.MINE_LIFE, found=found, unit="years", used=used)
