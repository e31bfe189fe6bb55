"""Many rules over many rows: on two processor cores where there are two, in the same order.

A second process takes rules as the first does, one family of them after the other, because the
rules of one family share what they look at; the first from the one end of a list, the second from
the other, so that families that share something fall to one of them. It is a copy of the first,
with the tables in it, made by the system's fork; where that is not safe, all rules are run in one
process.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import Final

from geodeposits.checks.registry import Rule
from geodeposits.checks.views import all_estimates, all_positions
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding

__all__ = ["found_by_rules"]

Progress = Callable[[str, int, int], None]
_Found = dict[str, list[Finding]]
_Take = Callable[[], int | None]

_FIRST: Final = ("agreement", "rivals", "rock", "labels", "sizes", "typical", "limits")
"""Families that look for other records of a deposit, the slowest first."""

_LAST: Final = ("codes", "ages", "provinces", "places", "records", "text_safety", "duplicates")
"""Families that look at texts and at places, the slowest last."""

_LARGE: Final = 50_000  # records: below, a copy of the process costs more than it saves


def found_by_rules(
    rules: Sequence[Rule],
    dataset: Dataset,
    atlas: Dataset | None = None,
    progress: Progress | None = None,
) -> Iterator[Finding]:
    """Yield what the rules find, in their order.

    `progress` is called with (code, done, of) after each rule. An error of a rule is raised here,
    whichever process it came from.
    """
    records = len(dataset.deposits) + len(dataset.occurrences)
    if records < _LARGE or len(rules) == 1 or not _may_fork():
        for done, rule in enumerate(rules, start=1):
            yield from rule.found(dataset, atlas)
            _tell(progress, rule, done, len(rules))
        return
    found = _found_on_two(rules, dataset, atlas, progress)
    for rule in rules:
        yield from found[rule.code]


def _may_fork() -> bool:
    """Whether a copy of this process can work beside it: on Linux, of one thread, on two cores."""
    return (
        sys.platform == "linux"
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
        and not multiprocessing.current_process().daemon
    )


def _found_on_two(
    rules: Sequence[Rule], dataset: Dataset, atlas: Dataset | None, progress: Progress | None
) -> _Found:
    """Return the findings by code; the views that most rules look at are made before the copy."""
    all_positions(dataset), all_estimates(dataset)
    families = _families(rules)
    context = multiprocessing.get_context("fork")
    taken = context.Array("i", 2)  # from the front, by this process, and from the back

    def take(end: int) -> int | None:
        with taken.get_lock():
            front, back = taken[0], taken[1]
            taken[end] += front + back < len(families)
            return None if front + back >= len(families) else -back - 1 if end else front

    here, there = context.Pipe(duplex=False)
    other = context.Process(
        target=_send_found, args=(there, families, partial(take, 1), dataset, atlas), daemon=True
    )
    with _frozen():
        other.start()
        there.close()
        try:
            return _both(here, families, partial(take, 0), dataset, atlas, progress)
        finally:
            other.terminate()
            other.join()


def _both(
    other: Connection,
    families: list[list[Rule]],
    take: _Take,
    dataset: Dataset,
    atlas: Dataset | None,
    progress: Progress | None,
) -> _Found:
    """Return what this process finds and what the other has sent when there is nothing to take."""
    rules = sum(map(len, families))
    found: _Found = {}
    for rule, findings in _found_in_turn(families, take, dataset, atlas):
        found[rule.code] = findings
        _tell(progress, rule, len(found), rules)
    sent = other.recv()
    if isinstance(sent, BaseException):
        raise sent
    return {**found, **sent}


def _send_found(
    here: Connection,
    families: list[list[Rule]],
    take: _Take,
    dataset: Dataset,
    atlas: Dataset | None,
) -> None:
    """Send the findings by code, or the error that there was."""
    try:
        turns = _found_in_turn(families, take, dataset, atlas)
        here.send({rule.code: findings for rule, findings in turns})
    except BaseException as error:
        here.send(error)
        raise SystemExit(1) from None


def _found_in_turn(
    families: list[list[Rule]], take: _Take, dataset: Dataset, atlas: Dataset | None
) -> Iterator[tuple[Rule, list[Finding]]]:
    while (turn := take()) is not None:
        for rule in families[turn]:
            yield rule, list(dict.fromkeys(rule.found(dataset, atlas)))


def _families(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules by the module that they stand in, the slow families at the two ends."""
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.check.__module__, []).append(rule)
    place = {name: i - len(_FIRST) for i, name in enumerate(_FIRST)}
    place |= {name: i + 1 for i, name in enumerate(_LAST)}
    return [families[name] for name in sorted(families, key=lambda n: place.get(_stem(n), 0))]


def _stem(module: str) -> str:
    return module.rpartition(".")[2]


@contextmanager
def _frozen() -> Iterator[None]:
    """Leave what there is to both processes, uncollected; a fork beside idle threads is meant."""
    gc.freeze()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        gc.unfreeze()


def _tell(progress: Progress | None, rule: Rule, done: int, of: int) -> None:
    if progress is not None:
        progress(rule.code, done, of)
