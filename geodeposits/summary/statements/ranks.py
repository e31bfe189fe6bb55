"""Tests of statements about the rank of a deposit among deposits.

Which figures are ranked and where they stand is told by `summary.comparable` and `summary.places`,
as for `summary.ranks`: a statement's rank is the place that `rank` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from geodeposits.dates import PartialDate
from geodeposits.quantity import Quantity
from geodeposits.summary.comparable import Field, Figured, RankMeasure
from geodeposits.summary.places import Place, may_be_larger, place_among, stands_above
from geodeposits.summary.statements.agreement import Outcome, ranked
from geodeposits.summary.statements.grounds import Figures, Grounds, Row, areas_of, date_of, used_of
from geodeposits.summary.statements.results import (
    Check,
    Ground,
    Misread,
    Reading,
    Said,
    Used,
    When,
)
from geodeposits.vocab.statements import Metric

__all__ = ["deposit_ranks", "heavy_ranks", "rock_as_oxide", "span"]

_MOST_SHOWN: Final = 3
_KT_PER_MT: Final = Decimal(1000)


@dataclass(frozen=True)
class _Measure:
    """What deposits are ranked by: `name` is the column of a row, in `unit`.

    A statement names it as `stated`, in `stated_unit`, of which `scale` make one `unit`.
    """

    by: RankMeasure
    name: str
    unit: str
    stated: str
    stated_unit: str
    scale: Decimal = Decimal(1)


_REO: Final = _Measure("contained-reo", "reo_kt", "kt", "reo_t", "t", Decimal(1000))
_MEASURES: Final[Mapping[Metric, _Measure]] = {
    Metric.RANK_CONTAINED_REO: _REO,
    Metric.RANK_ORE: _Measure("ore", "ore_mt", "Mt", "ore_mt", "Mt"),
    Metric.RANK_GRADE: _Measure("grade", "grade_pct", "%", "grade_pct", "%"),
}
_FIGURES: Final[Mapping[Ground, Figures]] = {
    Ground.HEADLINE: "headline",
    Ground.DOCUMENTED: "documented",
    Ground.SUPPORTED: "supported",
    Ground.AS_STATED: "headline",
}
"""The figures of the others, by ground."""


def deposit_ranks(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Rank the deposit by headline and by documented figure, as known then and now.

    Where the documented figure cannot be ranked, the best supported one that can is. Only figures
    on total oxides compete for oxide and grade, and none that covers several deposits. A bound
    leaves open the places that it reaches, up to ten times itself. A region that can be read in
    several ways gives a rank in each. What the statement itself names is ranked among the headlines
    too.
    """
    race = _Race(grounds, said, _MEASURES[said.metric])
    yield from _then_and_now(said, race.by_headline)
    yield from _then_and_now(said, race.by_support)
    yield from _then_and_now(said, race.as_stated)


def rock_as_oxide(grounds: Grounds, said: Said) -> Iterator[Reading]:
    """Yield the rank that the deposit has if the rock that is stated is counted as oxide."""
    rock = said.quantity("ore_mt")
    if said.metric is not Metric.RANK_CONTAINED_REO or rock is None:
        return
    race = _Race(grounds, said, _REO)
    lies_in = next(iter(areas_of(said.text("scope")).values()))
    others = race.others(grounds.field(_REO.by, "headline", None), lies_in)
    place = _placed(rock * _KT_PER_MT, others)
    used = Used(text=rock.text, unit="Mt", source=said.text("source"))
    yield Reading(
        misread=Misread.ROCK_AS_OXIDE,
        found=span(place),
        unit="rank",
        used=(used, *race.above(rock * _KT_PER_MT, others)),
    )


def heavy_ranks(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Rank the deposit by contained heavy oxides: its headline times the share of its oxides.

    Those whose split is not known stay open where they may hold more oxide in all than the deposit
    holds heavy oxide.
    """
    subject = said.text("subject")
    field = grounds.field("hreo", "headline", None)
    own = field.get(subject)
    if own is None:
        return
    race = _Race(grounds, said, _REO)
    lies_in = areas_of(said.text("scope"))[said.text("scope")]
    heavy = race.others(field, lies_in)
    unknown = [
        each
        for each in race.others(grounds.field("contained-reo", "headline", None), lies_in)
        if each.id not in field and may_be_larger(each.amount, own.amount)
    ]
    place = _placed(own.amount, heavy)
    used = (used_of(grounds.row_of(own), "reo_kt", "kt"), _split_used(grounds, subject))
    yield Check(
        ground=Ground.SPLITS,
        outcome=ranked(said.value, said.relation, place.best, place.worst),
        found=span(place),
        others=len(heavy) + 1,
        used=(*used, *race.above(own.amount, heavy)),
    )
    if unknown:
        yield Check(
            ground=Ground.NO_SPLIT,
            outcome=Outcome.OPEN,
            others=len(unknown),
            used=race.named(_largest(unknown)),
        )


@dataclass(frozen=True)
class _Race:
    """The deposits that a statement ranks its own among."""

    grounds: Grounds
    said: Said
    measure: _Measure

    def by_headline(self, by: PartialDate | None) -> Iterator[Check]:
        """Rank by the headlines that were known by a day."""
        return self._by_own(Ground.HEADLINE, by)

    def by_support(self, by: PartialDate | None) -> Iterator[Check]:
        """Rank by the documented figures that were known by a day, else by what can be ranked."""
        documented = self.grounds.field(self.measure.by, "documented", by)
        is_ranked = self.said.text("subject") in documented
        return self._by_own(Ground.DOCUMENTED if is_ranked else Ground.SUPPORTED, by)

    def as_stated(self, by: PartialDate | None) -> Iterator[Check]:
        """Rank what the statement names among the headlines."""
        stated = self.said.quantity(self.measure.stated)
        if stated is not None:
            unit, source = self.measure.stated_unit, self.said.text("source")
            used = Used(text=stated.text, unit=unit, source=source)
            yield from self._placed(stated / self.measure.scale, used, Ground.AS_STATED, by)

    def _by_own(self, ground: Ground, by: PartialDate | None) -> Iterator[Check]:
        field = self.grounds.field(self.measure.by, _FIGURES[ground], by)
        own = field.get(self.said.text("subject"))
        if own is not None:
            used = used_of(self.grounds.row_of(own), self.measure.name, self.measure.unit)
            yield from self._placed(own.amount, used, ground, by)

    def _placed(
        self, own: Quantity, used: Used, ground: Ground, by: PartialDate | None
    ) -> Iterator[Check]:
        """Yield the rank in each area that the scope may mean and the deposit lies in."""
        subject = self.grounds.deposits.get(self.said.text("subject"))
        field = self.grounds.field(self.measure.by, _FIGURES[ground], by)
        for area, lies_in in areas_of(self.said.text("scope")).items():
            if subject is None or not lies_in(subject):
                continue
            others = self.others(field, lies_in)
            place = _placed(own, others)
            yield Check(
                ground=ground,
                outcome=ranked(self.said.value, self.said.relation, place.best, place.worst),
                found=span(place),
                level=used.level,
                area=area,
                others=len(others) + 1,
                used=(used, *self.above(own, others)),
            )

    def others(self, field: Field, lies_in: Callable[[Row], bool]) -> list[Figured]:
        """Return the other deposits of the area, of the types that are meant, with their figure."""
        types, subject = self.said.listed("types"), self.said.text("subject")
        deposits = self.grounds.deposits
        return [
            each
            for key, each in field.items()
            if key != subject
            and lies_in(deposits[key])
            and (not types or deposits[key]["type"] in types)
        ]

    def above(self, own: Quantity, others: list[Figured]) -> tuple[Used, ...]:
        """Name the largest of those that are above."""
        above = [each for each in others if stands_above(each.amount, own)]
        return self.named(_largest(above))

    def named(self, figures: list[Figured]) -> tuple[Used, ...]:
        """Name figures with the deposits that they are of."""
        rows = [self.grounds.row_of(each) for each in figures]
        told = (used_of(row, self.measure.name, self.measure.unit) for row in rows)
        return tuple(replace(used, name=self.grounds.deposits[used.id]["name"]) for used in told)


def _then_and_now(
    said: Said, checks: Callable[[PartialDate | None], Iterator[Check]]
) -> Iterator[Check]:
    """Yield the checks of both times; where the rank is the same, those of today alone."""
    now = list(checks(None))
    day = date_of(said)
    then = {(check.ground, check.area): check for check in checks(day)} if day else {}
    for check in now:
        before = then.get((check.ground, check.area))
        if before is None or before.found == check.found:
            yield replace(check, when=When.BOTH if before else When.NOW)
        else:
            yield replace(before, when=When.THEN)
            yield replace(check, when=When.NOW)


def _placed(own: Quantity, others: list[Figured]) -> Place:
    return place_among(own, [each.amount for each in others])


def _largest(figures: list[Figured]) -> list[Figured]:
    return sorted(figures, key=lambda each: (-each.amount.central, each.id))[:_MOST_SHOWN]


def span(place: Place) -> Quantity:
    """Return a place as a figure: its number, and where there is room the best and the worst."""
    return Quantity(Decimal(place.best), Decimal(place.at), Decimal(place.worst))


def _split_used(grounds: Grounds, deposit_id: str) -> Used:
    split = grounds.split_rows[grounds.chosen_splits[deposit_id].claim]
    return Used(
        text="",
        unit="split",
        claim=str(split["claim"]),
        id=deposit_id,
        source=str(split["source"] or ""),
        date=str(split["date"] or ""),
    )
