"""Statements made in public, tested by computation against the other tables of a dataset.

Pure functions, records out. Each metric has its test, which yields comparisons; the verdict follows
from these alone (`verdict_of`). Levels, bases and sorts of amount are never mixed: a statement is
compared with the estimates of each level, with each edition of a national table, and as things were
known when it was made and are known now. What holds on some of these grounds and not on others
"depends", what holds on none but is not ruled out on all is "open", and the comparisons say on
which.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.summary.statements import amounts, national, outputs, plants, ranks
from geodeposits.summary.statements.agreement import Outcome
from geodeposits.summary.statements.grounds import Grounds
from geodeposits.summary.statements.results import (
    Check,
    Ground,
    Judgement,
    Lack,
    Misfit,
    Misread,
    Reading,
    Said,
    Sort,
    Used,
    Verdict,
    When,
    verdict_of,
)
from geodeposits.vocab import Kind
from geodeposits.vocab.statements import Metric

__all__ = [
    "Check",
    "Ground",
    "Judgement",
    "Lack",
    "Misfit",
    "Misread",
    "Outcome",
    "Reading",
    "Said",
    "Sort",
    "Used",
    "Verdict",
    "When",
    "tested",
    "verdict_of",
    "verdicts",
]

Test = Callable[[Grounds, Said], Iterator[Check]]


def tested(dataset: Dataset) -> tuple[Judgement, ...]:
    """Test every statement of a dataset against its other tables, in the order of their ids.

    Ranks are among the deposits of the dataset: test the whole one, and show a part.
    """
    grounds = Grounds(dataset)
    rows = dataset.statements.sort_values("statement", kind="stable").to_dict("records")
    return tuple(_tested(grounds, _said(grounds, row)) for row in rows)


def _said(grounds: Grounds, row: dict[Hashable, Any]) -> Said:
    """Return a statement, with the name of the deposit that it sets its own against."""
    against = grounds.deposits.get(str(row.get("against")), {}).get("name")
    return Said(row={**{str(name): value for name, value in row.items()}, "against_name": against})


def verdicts(dataset: Dataset) -> pd.DataFrame:
    """Return the verdicts as a table: one row a statement.

    Columns: `statement`, `who`, `date`, `subject`, `metric`, `verdict`; `holds`, `fails` and
    `open`, how many comparisons gave which; `ratio`, the stated figure over the nearest that
    fails, above 1 where it is too large; `lacks`, what is missing for a test, and `claims`, the ids
    of the claims that were used.
    """
    names = ("statement", "who", "date", "subject", "metric")
    columns = [*names, "verdict", "holds", "fails", "open", "ratio", "lacks", "claims"]
    found = [_verdict_row(each, names) for each in tested(dataset)]
    return pd.DataFrame(found, columns=columns)


def _verdict_row(each: Judgement, names: tuple[str, ...]) -> dict[str, object]:
    outcomes = [check.outcome for check in each.checks]
    return {
        **{name: each.said.text(name) for name in names},
        "verdict": each.verdict.value,
        "holds": outcomes.count(Outcome.HOLDS),
        "fails": outcomes.count(Outcome.FAILS) + outcomes.count(Outcome.IMPOSSIBLE),
        "open": outcomes.count(Outcome.OPEN),
        "ratio": None if each.ratio is None else float(each.ratio),
        "lacks": "; ".join(each.lacks),
        "claims": "; ".join(dict.fromkeys(used.claim for used in each.used if used.claim)),
    }


def _tested(grounds: Grounds, said: Said) -> Judgement:
    checks = tuple(chain.from_iterable(test(grounds, said) for test in _tests_of(grounds, said)))
    verdict = verdict_of(checks)
    fails = any(check.outcome is Outcome.FAILS for check in checks)
    is_lacking = verdict is Verdict.UNTESTABLE or (verdict is Verdict.OPEN and not fails)
    lacks = _lacks(grounds, said, checks) if is_lacking else ()
    readings = (*amounts.misreadings(grounds, said), *ranks.rock_as_oxide(grounds, said))
    return Judgement(said=said, verdict=verdict, checks=checks, lacks=lacks, readings=readings)


@dataclass(frozen=True)
class _Tests:
    """The tests of a metric: of a deposit, and of a country; and what is missing without them."""

    deposit: tuple[Test, ...]
    country: tuple[Test, ...]
    lack: Lack


def _single(*tests: Test, lack: Lack) -> _Tests:
    return _Tests(tests, tests, lack)


_TESTS: Final[dict[Metric, _Tests]] = {
    Metric.CONTAINED_REO: _Tests(
        (amounts.amounts_of_deposit,),
        (national.inventories, national.at_least_reserves),
        Lack.NO_ESTIMATE,
    ),
    Metric.ORE: _single(amounts.ores, lack=Lack.NO_ESTIMATE),
    Metric.GRADE: _single(amounts.grades, lack=Lack.NO_ESTIMATE),
    Metric.RESERVES: _Tests(
        (amounts.reserves_of_deposit,),
        (national.national_amounts, national.inventories),
        Lack.NO_NATIONAL_FIGURE,
    ),
    Metric.PRODUCTION: _Tests(
        (plants.recoveries, plants.plans), (outputs.outputs,), Lack.NO_OUTPUT
    ),
    Metric.YEARS_OF_SUPPLY: _single(amounts.years, lack=Lack.NO_ESTIMATE),
    Metric.ELEMENTS: _single(plants.elements_counted, lack=Lack.NO_SPLIT),
    Metric.ONLY_PRODUCER: _single(plants.only_producers, lack=Lack.NOTHING_TO_COMPARE),
    Metric.RANK_CONTAINED_REO: _single(ranks.deposit_ranks, lack=Lack.NO_ESTIMATE),
    Metric.RANK_ORE: _single(ranks.deposit_ranks, lack=Lack.NO_ESTIMATE),
    Metric.RANK_GRADE: _single(ranks.deposit_ranks, lack=Lack.NO_ESTIMATE),
    Metric.RANK_HEAVY_REO: _single(ranks.heavy_ranks, lack=Lack.NO_SPLIT),
    Metric.RANK_RESERVES: _single(national.reserve_ranks, lack=Lack.NO_NATIONAL_FIGURE),
    Metric.RANK_PRODUCTION: _single(outputs.output_ranks, lack=Lack.NO_OUTPUT),
    Metric.SHARE_RESERVES: _single(national.reserve_shares, lack=Lack.NO_NATIONAL_FIGURE),
    Metric.SHARE_PRODUCTION: _single(outputs.output_shares, lack=Lack.NO_OUTPUT),
    Metric.SHARE_UNSTATED: _single(
        national.reserve_shares, outputs.output_shares, lack=Lack.NO_NATIONAL_FIGURE
    ),
}


def _tests_of(grounds: Grounds, said: Said) -> tuple[Test, ...]:
    """Return the tests of a statement; none where single elements need a demand that is not held.

    A deposit that is called a reserve is ranked among national reserves too.
    """
    if said.metric is Metric.YEARS_OF_SUPPLY and said.listed("elements"):
        return ()
    tests = _TESTS[said.metric]
    is_deposit = said.text("subject") in grounds.deposits
    of_reserves: tuple[Test, ...] = ()
    if said.metric is Metric.RANK_CONTAINED_REO and said.text("called") == Kind.RESERVE:
        of_reserves = (national.reserve_ranks,)
    return (tests.deposit if is_deposit else tests.country) + of_reserves


def _lacks(grounds: Grounds, said: Said, checks: tuple[Check, ...]) -> tuple[Lack, ...]:
    """Say why nothing came of the test, or what is missing to settle it."""
    if any(check.outcome is Outcome.SAME for check in checks):
        return (Lack.OWN_WORD,)
    if said.metric is Metric.YEARS_OF_SUPPLY and said.listed("elements"):
        is_split = said.text("subject") in grounds.splits
        return (Lack.NO_DEMAND,) if is_split else (Lack.NO_SPLIT, Lack.NO_DEMAND)
    if checks and all(check.outcome is Outcome.MISFIT for check in checks):
        return (Lack.MISFITS,)
    if said.metric is Metric.ELEMENTS or not checks:
        return (_TESTS[said.metric].lack,)
    return (Lack.ONLY_BOUNDS,)
