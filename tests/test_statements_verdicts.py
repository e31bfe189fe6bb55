"""When a figure bears a statement out, and which verdict follows from the comparisons."""

from __future__ import annotations

from decimal import Decimal

import pytest

from geodeposits.quantity import Quantity
from geodeposits.summary.statements import (
    _TESTS,
    Check,
    Ground,
    Outcome,
    Verdict,
    verdict_of,
)
from geodeposits.summary.statements.agreement import agrees, compared, ranked
from geodeposits.vocab.statements import UNITS_OF, Metric, Relation

HOLDS, FAILS, OPEN, MISFIT = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN, Outcome.MISFIT


def q(text: str) -> Quantity:
    return Quantity.parse(text)


# --- Agreement -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "actual", "same"),
    [
        ("12.5", "12.5", True),
        ("12.5", "12.46", True),  # rounds to 12.5
        ("12.5", "12.44", False),
        ("12.47", "12", True),  # the found figure was rounded
        ("12.6", "12", False),
        ("1,000", "1218", True),  # one digit
        ("14", "9", False),  # a found figure of one digit is not taken for a rounded one
        ("~15", "13.5", True),  # ten per cent, at the edge
        ("~15", "13.4", False),
        ("15", "~16.5", True),
        ("694", "0.694", False),
        ("5.6–6.1", "6", True),
        ("5.6–6.1", "6.2", False),
        (">5", "6", False),  # a bound is no figure to agree with
    ],
)
def test_figures_agree_but_for_rounding(stated: str, actual: str, same: bool) -> None:
    assert agrees(q(stated), q(actual)) is same


@pytest.mark.parametrize(
    ("stated", "relation", "actual", "outcome"),
    [
        ("12.5", "equal", "12.5", HOLDS),
        ("12.5", "equal", "6.9", FAILS),
        ("12.5", "equal", ">6.94", OPEN),
        ("12.5", "equal", ">12.6", FAILS),
        ("69.4", "equal", ">6.94", OPEN),  # ten times the bound, and no more
        ("69.5", "equal", ">6.94", FAILS),
        ("6.94", "equal", ">6.94", FAILS),
        ("6.94", "equal", "≥6.94", OPEN),
        ("0.5", "equal", "<5", OPEN),  # a tenth of the bound, and no less
        ("3", "equal", "<5", OPEN),
        ("0.4", "equal", "<5", FAILS),
        ("6", "equal", "<5", FAILS),
        ("700", "equal", "561.4–762.2", HOLDS),
        ("40", "above", "40", FAILS),
        ("40", "above", ">40", HOLDS),
        ("40", "above", "46", HOLDS),
        ("40", "above", "30–50", OPEN),
        ("40", "above", ">30", OPEN),
        ("400", "above", ">30", FAILS),
        ("299", "above", ">30", OPEN),
        ("300", "above", ">30", FAILS),
        ("300", "at-least", ">30", OPEN),
        ("30", "above", ">30", HOLDS),
        ("30", "above", "≥30", OPEN),
        ("4", "above", "<50", OPEN),  # the reach bears nothing out
        ("4", "below", "<50", FAILS),
        ("400", "below", ">30", OPEN),
        ("30", "below", ">30", FAILS),
        ("40", "at-least", "40", HOLDS),
        ("40", "at-least", "30–50", OPEN),
        ("1,000", "at-least", "32", FAILS),
        ("40", "below", "39", HOLDS),
        ("40", "below", "40", FAILS),
        ("40", "below", "<50", OPEN),
        ("40", "at-most", "40", HOLDS),
        ("40", "at-most", ">40", FAILS),
    ],
)
def test_what_is_found_stands_to_what_was_stated(
    stated: str, relation: str, actual: str, outcome: Outcome
) -> None:
    assert compared(q(stated), Relation(relation), q(actual)) is outcome


@pytest.mark.parametrize(
    ("value", "relation", "best", "worst", "outcome"),
    [
        (2, "equal", 2, 2, HOLDS),
        (2, "equal", 3, 3, FAILS),
        (2, "equal", 1, 2, OPEN),
        (2, "equal", 1, 1, FAILS),
        (5, "at-most", 1, 5, HOLDS),
        (5, "at-most", 4, 6, OPEN),
        (5, "at-most", 6, 9, FAILS),
        (5, "below", 5, 5, FAILS),
    ],
)
def test_a_rank_may_be_an_interval(
    value: int, relation: str, best: int, worst: int, outcome: Outcome
) -> None:
    assert ranked(q(str(value)), Relation(relation), best, worst) is outcome


def test_how_far_off_is_one_or_more_either_way() -> None:
    def check(stated: str, found: str) -> Check:
        ground, outcome = Ground.ESTIMATES, Outcome.FAILS
        return Check(ground=ground, outcome=outcome, stated=q(stated), found=q(found))

    assert (check("694", "12.5").ratio, check("694", "12.5").factor) == (q("55.52").best,) * 2
    assert check("12.5", "694").factor == Decimal(1) / (Decimal("12.5") / 694)
    assert check("3", "3").factor == 1
    assert check("3", "0").factor is None


# --- Verdict -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ((), Verdict.UNTESTABLE),
        ((HOLDS,), Verdict.SUPPORTED),
        ((HOLDS, HOLDS), Verdict.SUPPORTED),
        ((FAILS, FAILS), Verdict.CONTRADICTED),
        ((HOLDS, FAILS), Verdict.DEPENDS),
        ((HOLDS, OPEN), Verdict.DEPENDS),
        ((HOLDS, FAILS, OPEN), Verdict.DEPENDS),
        ((FAILS, OPEN), Verdict.OPEN),  # nothing is for it, and it is not ruled out
        ((OPEN, OPEN), Verdict.OPEN),
        ((OPEN, Outcome.SAME), Verdict.OPEN),
        ((OPEN, Outcome.IMPOSSIBLE), Verdict.CONTRADICTED),
        ((MISFIT,), Verdict.UNTESTABLE),
        ((MISFIT, FAILS), Verdict.CONTRADICTED),
        ((MISFIT, HOLDS), Verdict.SUPPORTED),
        ((MISFIT, HOLDS, FAILS), Verdict.DEPENDS),
        ((HOLDS, Outcome.IMPOSSIBLE), Verdict.CONTRADICTED),
        ((Outcome.SAME,), Verdict.UNTESTABLE),
        ((FAILS, Outcome.SAME), Verdict.CONTRADICTED),
        ((HOLDS, Outcome.SAME), Verdict.SUPPORTED),
    ],
)
def test_the_verdict_follows_from_the_comparisons(
    given: tuple[Outcome, ...], verdict: Verdict
) -> None:
    checks = [Check(ground=Ground.ESTIMATES, outcome=outcome) for outcome in given]
    assert verdict_of(checks) is verdict


def test_what_decides_and_fails_contradicts() -> None:
    good = Check(ground=Ground.MAKING, outcome=HOLDS)
    bad = Check(ground=Ground.OUTPUT, outcome=FAILS, decides=True)
    assert verdict_of([good, bad]) is Verdict.CONTRADICTED
    kept = Check(ground=Ground.OUTPUT, outcome=HOLDS, decides=True)
    assert verdict_of([good, kept]) is Verdict.SUPPORTED


@pytest.mark.parametrize("ground", [Ground.AS_STATED, Ground.NATIONAL_WITH, Ground.PRODUCT])
def test_its_own_figure_alone_does_not_bear_a_statement_out(ground: Ground) -> None:
    own, other = (Check(ground=each, outcome=HOLDS) for each in (ground, Ground.HEADLINE))
    assert verdict_of([own, own]) is Verdict.DEPENDS
    assert verdict_of([own, other]) is Verdict.SUPPORTED
    against = Check(ground=ground, outcome=FAILS)
    assert verdict_of([other, against]) is Verdict.DEPENDS
    assert verdict_of([against]) is Verdict.CONTRADICTED


@pytest.mark.parametrize("ground", [Ground.UNPRINTED, Ground.RESERVES])
def test_a_missing_figure_does_not_save_what_all_figures_contradict(ground: Ground) -> None:
    silent = Check(ground=ground, outcome=OPEN)
    fails = Check(ground=Ground.NATIONAL, outcome=FAILS)
    assert verdict_of([fails, silent]) is Verdict.CONTRADICTED
    bound = Check(ground=Ground.NATIONAL, outcome=OPEN)
    assert verdict_of([fails, silent, bound]) is Verdict.OPEN
    assert verdict_of([silent]) is Verdict.OPEN
    holds = Check(ground=Ground.NATIONAL, outcome=HOLDS)
    assert verdict_of([holds, silent]) is Verdict.DEPENDS


def test_every_metric_has_a_test_and_a_unit() -> None:
    assert set(_TESTS) == set(Metric) == set(UNITS_OF)
    assert all(UNITS_OF.values())
