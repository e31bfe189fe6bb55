"""Tests of statements about what is made, of which elements, and by whom alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from geodeposits.dataset.selection import chosen_status
from geodeposits.dates import PartialDate
from geodeposits.elements import ELEMENTS, OXIDES, element_of
from geodeposits.quantity import Quantity
from geodeposits.summary.statements.agreement import Outcome, compared
from geodeposits.summary.statements.grounds import (
    Grounds,
    Row,
    areas_of,
    date_of,
    figure_of,
    is_known,
    on_all_oxides,
    reo_of,
    sort_of,
    used_of,
    when_of,
)
from geodeposits.summary.statements.results import Check, Ground, Said, Sort, Used, When
from geodeposits.vocab import Kind, PlantStage, ProjectStatus
from geodeposits.vocab.statements import Relation

__all__ = ["elements_counted", "only_producers", "plans", "recoveries"]

MOST_RECOVERED_PCT: Final = Decimal(90)
"""Share of the oxide in the ore that a plant may win, at most: where rule GD312 warns."""

_PCT: Final = Decimal(100)
_STALE_YEARS: Final = 10
_MOST_NAMED: Final = 6


def plans(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Compare a yearly output with the plants of the deposit, and with the output of the world.

    A plan that says the same is the statement again.
    """
    for row in grounds.plants.get(said.text("subject"), []):
        made = figure_of(row, "reo_t_per_y")
        if made is None or row["source"] == said.text("source"):
            continue
        outcome = compared(said.oxide, said.relation, made)
        is_plan = row["stage"] != PlantStage.OPERATING.value
        yield Check(
            ground=Ground.PLAN,
            outcome=Outcome.SAME if is_plan and outcome is Outcome.HOLDS else outcome,
            found=made,
            stated=said.oxide,
            used=(used_of(row, "reo_t_per_y", "t/y"),),
        )
    for table in grounds.editions[-1:]:
        total = table.total(year=max(table.production)) if table.production else None
        if total is not None and said.oxide.central > total.central:
            year = max(table.production)
            yield Check(
                ground=Ground.WORLD_OUTPUT,
                outcome=Outcome.FAILS,
                found=total,
                edition=table.edition,
                year=year,
                decides=True,
                used=(table.used("world", year=year),),
            )


def recoveries(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Work out which share of the oxide in the ore fed a plant would have to win, level by level.

    At each grade that estimates of the deposit state on total oxides, or that one announcement's
    oxide and another's ore of one level imply. More than `MOST_RECOVERED_PCT` does not happen.
    """
    fed = said.quantity("ore_t_per_y")
    if fed is None:
        return
    needed = said.oxide / fed * _PCT
    groups: dict[tuple[str, Sort], list[Check]] = {}
    for grade, level, sort, when, used in _grades(grounds, said):
        recovery = needed / grade * _PCT
        outcome = compared(Quantity.exactly(MOST_RECOVERED_PCT), Relation.BELOW, recovery)
        check = Check(
            ground=Ground.RECOVERY,
            outcome=outcome,
            found=recovery,
            level=level,
            sort=sort,
            when=when,
            used=used,
        )
        groups.setdefault((level, sort), []).append(check)
    for key in sorted(groups):
        yield from _extremes(groups[key])


def elements_counted(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Compare a count of elements with those that the deposit's analyses and estimates name.

    More than can be mined is impossible: promethium has no stable isotope. Where the statement
    lists what it counts, those of its list that are rare earths are counted.
    """
    listed = said.listed("elements")
    if listed:
        found = Quantity.exactly(sum(name in ELEMENTS for name in listed))
        yield Check(
            ground=Ground.LISTED,
            outcome=compared(said.value, said.relation, found),
            found=found,
            others=len(listed),
        )
        return
    if said.value.central > len(ELEMENTS):
        most = Quantity.exactly(len(ELEMENTS))
        yield Check(ground=Ground.MINEABLE, outcome=Outcome.IMPOSSIBLE, found=most)
    split = grounds.splits.get(said.text("subject"))
    if split is None:
        yield from _named_members(grounds, said)
        return
    known = {element_of(name) for name in OXIDES if figure_of(split, name) is not None}
    found = Quantity.exactly(len(known))
    used = Used(
        text="; ".join(sorted(known, key=ELEMENTS.index)),
        unit="split",
        claim=str(split["claim"]),
        id=said.text("subject"),
        source=str(split["source"] or ""),
    )
    yield Check(
        ground=Ground.ELEMENTS,
        outcome=compared(said.value, said.relation, found),
        found=found,
        used=(used,),
    )


def _named_members(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Compare with the oxides that an estimate of some of them names: there may be more."""
    rows = [row for row in grounds.of_deposit(said.text("subject")) if row["members"]]
    for row in rows[:1]:
        named = {element_of(part.strip()) for part in str(row["members"]).split(";")}
        found = Quantity.parse(f"≥{len(named)}")
        is_open = said.value.central > len(named)
        yield Check(
            ground=Ground.MEMBERS,
            outcome=Outcome.OPEN if is_open else compared(said.value, said.relation, found),
            found=found,
            level=str(row["level"]),
            when=when_of(said, row),
            used=(
                Used(
                    date=str(row["date"] or ""),
                    text="; ".join(sorted(named, key=ELEMENTS.index)),
                    unit="elements",
                    claim=str(row["claim"]),
                    id=str(row["id"]),
                    source=str(row["source"] or ""),
                    level=str(row["level"]),
                    basis=str(row["basis"]),
                ),
            ),
        )


def only_producers(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Count the deposits in operation that make rare earths, the one of the statement among them.

    Those of which an output of oxide is known count; others in operation leave it open, for they
    may work for something else. A status older than ten years proves nothing. Where elements are
    listed, only deposits whose oxide split holds all of them take part. An output that the
    statement names must be reached by what the country made in its year, or later.
    """
    by, subject = grounds.dataset.info.as_of, said.text("subject")
    running = _running(grounds, said, by) if by is not None else []
    wanted = said.listed("elements")
    if wanted:
        running = [key for key in running if key == subject or _holds(grounds, key, wanted)]
    making = [key for key in running if key == subject or _is_making(grounds, key)]
    if subject in running:
        found = Quantity.exactly(len(making))
        outcome = compared(said.value, said.relation, found)
        used = _named(grounds, [key for key in making if key != subject])
        yield Check(ground=Ground.MAKING, outcome=outcome, found=found, used=used)
        others = [key for key in running if key not in making]
        if others and outcome is Outcome.HOLDS:
            used = _named(grounds, others)
            yield Check(ground=Ground.RUNNING, outcome=Outcome.OPEN, others=len(others), used=used)
    yield from _scale(grounds, said)


def _named(grounds: Grounds, ids: list[str]) -> tuple[Used, ...]:
    rows = (grounds.deposits[key] for key in ids[:_MOST_NAMED])
    return tuple(
        Used(text="", unit="deposit", id=row["id"], country=row["country"], name=row["name"])
        for row in rows
    )


def _is_making(grounds: Grounds, deposit_id: str) -> bool:
    """Whether a plant of the deposit runs whose output of oxide is known."""
    return any(
        row["stage"] == PlantStage.OPERATING.value and figure_of(row, "reo_t_per_y") is not None
        for row in grounds.plants.get(deposit_id, [])
    )


def _scale(grounds: Grounds, said: Said) -> Iterator[Check]:
    stated, deposit = said.quantity("reo_t_per_y"), grounds.deposits.get(said.text("subject"))
    day = date_of(said)
    if stated is None or deposit is None or day is None or not grounds.editions:
        return
    table = grounds.editions[-1]
    country = str(deposit["country"])
    for year in sorted(year for year in table.production if year >= day.year):
        found = table.figure(country, year=year)
        if found is not None:
            yield Check(
                ground=Ground.OUTPUT,
                outcome=compared(stated, Relation.AT_LEAST, found),
                found=found,
                edition=table.edition,
                year=year,
                stated=stated,
                decides=True,
                used=(table.used(country, year=year),),
            )


def _running(grounds: Grounds, said: Said, by: PartialDate) -> list[str]:
    """Return the deposits in operation on a day, in the area that the statement means."""
    status = grounds.dataset.status
    status = status[[is_known(date, by) for date in status["date"]]]
    chosen = chosen_status(status)
    (lies_in, *_) = areas_of(said.text("scope")).values()
    found = []
    for key, row in chosen[chosen["status"] == ProjectStatus.OPERATING.value].iterrows():
        deposit, date = grounds.deposits.get(str(key)), str(row["date"])[:4]
        fresh = date.isdigit() and int(date) >= by.year - _STALE_YEARS
        if deposit is not None and fresh and lies_in(deposit):
            found.append(str(key))
    return sorted(found)


def _holds(grounds: Grounds, deposit_id: str, wanted: tuple[str, ...]) -> bool:
    split = grounds.splits.get(deposit_id, {})
    known = {element_of(name) for name in OXIDES if figure_of(split, name) is not None}
    return set(wanted) <= known


_Grade = tuple[Quantity, str, Sort, When, tuple[Used, ...]]


def _grades(grounds: Grounds, said: Said) -> Iterator[_Grade]:
    rows = grounds.of_deposit(said.text("subject"))
    for row in rows:
        grade = figure_of(row, "grade_pct")
        if grade is not None and on_all_oxides(row):
            used = (used_of(row, "grade_pct", "%"),)
            yield grade, str(row["level"]), sort_of(row), when_of(said, row), used
    yield from _implied(said, rows)


def _implied(said: Said, rows: list[Row]) -> Iterator[_Grade]:
    """Yield the grade that the newest oxide and the newest ore of one level imply.

    Only where one estimate has the one alone and another the other: announcements that were made
    piece by piece.
    """
    said_so = [row for row in rows if row["kind"] == Kind.ANNOUNCEMENT.value]
    for level in sorted({str(row["level"]) for row in said_so}):
        of_level = [row for row in said_so if row["level"] == level]
        oxide = [row for row in of_level if reo_of(row) and figure_of(row, "ore_mt") is None]
        rock = [row for row in of_level if figure_of(row, "ore_mt") is not None]
        oxide = [row for row in oxide if on_all_oxides(row)]
        if not oxide or not rock:
            continue
        newest_oxide = max(oxide, key=lambda row: str(row["date"]))
        newest_rock = max(rock, key=lambda row: str(row["date"]))
        reo, ore = reo_of(newest_oxide), figure_of(newest_rock, "ore_mt")
        if reo is not None and ore is not None:
            used = (used_of(newest_oxide, "reo_kt", "kt"), used_of(newest_rock, "ore_mt", "Mt"))
            later = [when_of(said, row) for row in (newest_oxide, newest_rock)]
            when = When.LATER if When.LATER in later else When.BOTH
            yield reo / ore * _PCT, level, sort_of(newest_oxide), when, used


def _extremes(checks: list[Check]) -> Iterator[Check]:
    """Yield one check of each outcome: grades of one level may be far apart."""
    seen: dict[Outcome, Check] = {}
    for check in checks:
        seen.setdefault(check.outcome, check)
    yield from seen.values()
