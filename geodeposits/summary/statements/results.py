"""What the test of a statement gives: comparisons, the figures behind them, and a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from geodeposits.elements import TREO_PER_TREE
from geodeposits.quantity import GRADE_IN_PCT, MASS_IN_MT, Quantity, convert
from geodeposits.summary.statements.agreement import Outcome
from geodeposits.vocab import Basis
from geodeposits.vocab.statements import Metric, Relation, StatementUnit

__all__ = [
    "Check",
    "Ground",
    "Judgement",
    "Lack",
    "Misfit",
    "Misread",
    "Reading",
    "Said",
    "Sort",
    "Used",
    "Verdict",
    "When",
    "verdict_of",
]

_PER_YEAR: Final = "t/y"


class Verdict(StrEnum):
    """What comes out of the test of a statement."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    DEPENDS = "depends"
    OPEN = "open"
    UNTESTABLE = "untestable"


class Ground(StrEnum):
    """What a statement is compared with."""

    ESTIMATES = "estimates"  # of the deposit, of one level and sort
    ROCK = "rock"  # what all ore that is stated could hold at most
    PRODUCT = "product"  # the statement's own tonnage x grade
    IMPLIED_GRADE = "implied-grade"  # the statement's own contained / ore, against grades
    HEADLINE = "headline"  # rank among the headlines
    DOCUMENTED = "documented"  # rank among the documented figures
    SUPPORTED = "supported"  # rank among the best supported figures that can be ranked
    AS_STATED = "as-stated"  # rank of the stated figure among the headlines
    NATIONAL = "national"  # the country's row of a national table
    NATIONAL_WITH = "national-with"  # the stated figure put into a national table
    NATIONAL_WITH_ESTIMATE = "national-with-estimate"  # an estimate put into a national table
    INVENTORY = "inventory"  # estimates that cover the country
    RESERVES = "reserves"  # of the country, beside an amount that is none
    WORLD_OUTPUT = "world-output"
    PLAN = "plan"  # plants of the deposit
    RECOVERY = "recovery"  # of the ore fed, at a grade
    SITE = "site"  # the mine itself among countries
    ELEMENTS = "elements"  # with a known share in the deposit
    MEMBERS = "members"  # elements that an estimate of some oxides names
    MINEABLE = "mineable"  # elements that ores hold at all
    LISTED = "listed"  # rare earths among the elements that the statement lists
    MAKING = "making"  # deposits in operation whose output of oxide is known
    RUNNING = "running"  # deposits in operation of which it is not
    OUTPUT = "output"  # what the country produced, against the output stated
    SPLITS = "splits"  # deposits whose oxide split is known
    NO_SPLIT = "no-split"  # deposits whose oxide split is not known
    UNPRINTED = "unprinted"  # a table has no figure for the country


class Sort(StrEnum):
    """What sort of amount an estimate gives; sorts are never added to one another."""

    RESOURCE = "resource"
    RESERVE = "reserve"
    TARGET = "exploration-target"


class When(StrEnum):
    """Of which time the figures are."""

    THEN = "then"  # known when the statement was made
    NOW = "now"
    LATER = "later"  # an estimate that was published after the statement
    BOTH = ""


class Lack(StrEnum):
    """Why a statement cannot be tested."""

    NO_ESTIMATE = "no-estimate"
    OWN_WORD = "own-word"  # only announcements that say the same
    NO_NATIONAL_FIGURE = "no-national-figure"
    NO_OUTPUT = "no-output"
    NO_SPLIT = "no-split"
    NO_DEMAND = "no-demand"  # by element
    NOTHING_TO_COMPARE = "nothing-to-compare"
    MISFITS = "misfits"  # only figures that do not belong together
    ONLY_BOUNDS = "only-bounds"


class Misfit(StrEnum):
    """Why two figures do not belong together, so that their ratio shows nothing."""

    TARGET = "target"  # an exploration target is no reserve
    ABOVE_COUNTRY = "above-country"  # more than the table counts in the whole country
    ABOVE_WORLD = "above-world"


class Misread(StrEnum):
    """Another quantity that the stated figure fits, or nearly."""

    ORE = "ore"  # the tonnage of rock
    FEED = "feed"  # the rock fed a year
    FEED_TIMES_1000 = "feed-times-1000"
    MINE_LIFE = "mine-life"
    ROCK_AS_OXIDE = "rock-as-oxide"
    ALL_OXIDES = "all-oxides"  # all rare earths together, where one element is meant


@dataclass(frozen=True, kw_only=True)
class Used:
    """One figure that a comparison used: `text` in `unit`, with where it comes from.

    Without a `claim` it is the statement's own. `name` is that of the deposit, where it is told.
    `ore` (Mt) and `grade` (%) are what the estimate states beside the figure.
    """

    text: str
    unit: str
    claim: str = ""
    id: str = ""
    country: str = ""
    source: str = ""
    level: str = ""
    basis: str = ""
    date: str = ""
    name: str = ""
    ore: str = ""
    grade: str = ""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One comparison. `found` is in the statement's unit; `others` counts what was ranked.

    `stated` is what was set against `found`, in the same unit, where the two have a ratio. One that
    `decides` is a part of the statement that must hold beside whatever else holds. Of an estimate,
    `when` says that it was known when the statement was made, or only later.
    """

    ground: Ground
    outcome: Outcome
    found: Quantity | None = None
    level: str = ""
    sort: str = ""
    when: When = When.BOTH
    area: str = ""
    edition: int | None = None
    year: int | None = None
    others: int = 0
    stated: Quantity | None = None
    decides: bool = False
    misfit: Misfit | None = None
    used: tuple[Used, ...] = ()

    @property
    def ratio(self) -> Decimal | None:
        """The stated figure over the found one, by the one number of each; None without one."""
        if self.stated is None or self.found is None:
            return None
        one, other = self.stated.central, self.found.central
        return one / other if one > 0 and other > 0 else None

    @property
    def factor(self) -> Decimal | None:
        """How far the two are apart, whichever is larger: 1 or more."""
        ratio = self.ratio
        return None if ratio is None else max(ratio, 1 / ratio)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Something else that the stated figure fits: `found` in `unit`."""

    misread: Misread
    found: Quantity
    unit: str
    used: tuple[Used, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a statement says, read from its row of `statements`."""

    row: dict[str, Any]

    def text(self, name: str) -> str:
        """Return a text; empty where there is none."""
        value = self.row.get(name)
        return value if isinstance(value, str) else ""

    def listed(self, name: str) -> tuple[str, ...]:
        """Return the parts of a list."""
        return tuple(part.strip() for part in self.text(name).split(";") if part.strip())

    def quantity(self, name: str) -> Quantity | None:
        """Return a figure; None where there is none."""
        text = self.text(f"{name}_text")
        return Quantity.parse(text) if text else None

    def number(self, name: str) -> int | None:
        """Return a year; None where there is none."""
        value = self.row.get(name)
        return None if value is None or value != value else int(value)  # noqa: PLR0124

    @property
    def metric(self) -> Metric:
        """What is counted."""
        return Metric(self.text("metric"))

    @property
    def relation(self) -> Relation:
        """How the figure stands to what is so."""
        return Relation(self.text("relation") or Relation.EQUAL)

    @property
    def value(self) -> Quantity:
        """The figure: masses in Mt, grades in %, the rest as stated."""
        unit, value = self.text("unit"), Quantity.parse(self.text("value_text"))
        for table in (MASS_IN_MT, GRADE_IN_PCT):
            if unit in table:
                return convert(value, unit=unit, table=table)
        return value

    @property
    def oxide(self) -> Quantity:
        """The figure as oxide, where it counts elements: as much more as in real ores."""
        if self.text("basis") != Basis.TREE:
            return self.value
        least, most = TREO_PER_TREE
        return self.value * Quantity(least, None, most)

    @property
    def unit(self) -> str:
        """The unit of `value`: Mt, %, t/y, years, elements, rank or producers."""
        unit = self.text("unit")
        if unit in MASS_IN_MT:
            return StatementUnit.MEGATONNES
        return StatementUnit.PERCENT if unit in GRADE_IN_PCT else unit


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A statement with its verdict, the comparisons, and why none could be made."""

    said: Said
    verdict: Verdict
    checks: tuple[Check, ...]
    lacks: tuple[Lack, ...] = ()
    readings: tuple[Reading, ...] = field(default=())

    @property
    def nearest(self) -> Check | None:
        """The nearest of the comparisons that fail, of what the statement itself counts."""
        failing = [
            (check.factor, check)
            for check in self.checks
            if check.outcome is Outcome.FAILS and check.ground is not Ground.IMPLIED_GRADE
        ]
        known = [(factor, check) for factor, check in failing if factor is not None]
        return min(known, key=lambda pair: pair[0])[1] if known else None

    @property
    def ratio(self) -> Decimal | None:
        """The stated figure over the nearest that fails: above 1 too large, below it too small."""
        return None if self.nearest is None else self.nearest.ratio

    @property
    def used(self) -> tuple[Used, ...]:
        """Every figure that a comparison used, each once."""
        figures = [used for check in self.checks for used in check.used]
        figures += [used for reading in self.readings for used in reading.used]
        return tuple(dict.fromkeys(figures))


def verdict_of(checks: Iterable[Check]) -> Verdict:
    """Return the verdict, which follows from the comparisons alone.

    Supported: all hold. Contradicted: all fail, or one is impossible, or one that decides fails.
    Depends: some hold, and others fail or stay open. Open: none holds, and not all fail. What
    could be compared with nothing is untestable.

    The statement itself, said again, and figures that do not belong together count for nothing. A
    table without a figure does not save what all figures contradict. What holds by the statement's
    own figure alone is not supported, but depends on it.
    """
    listed = [check for check in checks if check.outcome not in _WITHOUT_WEIGHT]
    outcomes = {check.outcome for check in listed}
    decided = any(check.decides and check.outcome is Outcome.FAILS for check in listed)
    if decided or Outcome.IMPOSSIBLE in outcomes:
        return Verdict.CONTRADICTED
    if Outcome.HOLDS in outcomes:
        by_others = any(c.outcome is Outcome.HOLDS and c.ground not in _OWN for c in listed)
        is_borne_out = by_others and outcomes == {Outcome.HOLDS}
        return Verdict.SUPPORTED if is_borne_out else Verdict.DEPENDS
    telling = {c.outcome for c in listed if c.ground not in _SILENT or c.outcome is Outcome.FAILS}
    if telling == {Outcome.FAILS}:
        return Verdict.CONTRADICTED
    return Verdict.OPEN if outcomes else Verdict.UNTESTABLE


_WITHOUT_WEIGHT: Final = (Outcome.SAME, Outcome.MISFIT)
_OWN: Final = (Ground.AS_STATED, Ground.NATIONAL_WITH, Ground.PRODUCT)
"""Grounds that take the statement's own figure for true."""
_SILENT: Final = (Ground.UNPRINTED, Ground.RESERVES)
"""Grounds that may be open whatever the figure is."""
