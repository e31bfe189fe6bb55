"""Rules on two processor cores: the same findings in the same order, errors, progress."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace

import pytest

from geodeposits.checks import RULES, run, two_cores
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding
from tests.checks_kit import dataset

forks = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="the system has no fork"
)


@pytest.fixture
def given() -> Dataset:
    rows = [
        {"id": f"tr-{number}", "claim": f"tr-{number}/positions/a", "lat": 95.0, "lon": 30.0,
         "accuracy_m": 100.0, "standing": "accepted", "source": "a", "origin": f"t.csv:{number}"}
        for number in range(20)
    ]  # fmt: skip
    named = [{"id": f"tr-{n}", "name": " Two  spaces", "country": "TR"} for n in range(20)]
    return dataset(positions=rows, deposits=named)


@pytest.fixture
def parallel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(two_cores, "_LARGE", 20)
    monkeypatch.setattr(two_cores, "_may_fork", lambda: True)


@forks
@pytest.mark.usefixtures("parallel")
def test_two_processes_find_what_one_does(given: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    on_two = run(given)
    monkeypatch.setattr(two_cores, "_LARGE", 21)
    assert len(on_two.findings) > 40
    assert on_two == run(given)


@forks
@pytest.mark.usefixtures("parallel")
def test_the_order_is_that_of_the_rules(given: Dataset) -> None:
    rules = tuple(RULES.values())
    codes = [finding.code for finding in two_cores.found_by_rules(rules, given)]
    assert codes == sorted(codes)
    assert {"GD106", "GD201"} <= set(codes)


@forks
@pytest.mark.usefixtures("parallel")
def test_progress_is_told_of_rules_run_here(given: Dataset) -> None:
    steps: list[tuple[str, int, int]] = []
    run(given, progress=lambda *step: steps.append(step))
    done = [number for _, number, _ in steps]
    assert done == sorted(set(done))
    assert {of for _, _, of in steps} <= {len(RULES)}


@forks
@pytest.mark.usefixtures("parallel")
@pytest.mark.parametrize("broken", ["GD211", "GD801", "GD106"])
def test_an_error_of_a_rule_is_raised(given: Dataset, broken: str) -> None:
    def fails(*_: object) -> Iterator[Finding]:
        raise ArithmeticError(broken)

    # a function of this module is a family of its own, run in whichever process is free
    rules = [replace(r, check=fails) if r.code == broken else r for r in RULES.values()]
    with pytest.raises(ArithmeticError, match=broken):
        list(two_cores.found_by_rules(rules, given))


def test_a_process_of_several_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(two_cores.threading, "active_count", lambda: 2)
    assert not two_cores._may_fork()


def test_one_core_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    cores = {0: {0}}  # of this process, which 0 stands for
    monkeypatch.setattr(two_cores.threading, "active_count", lambda: 1)
    monkeypatch.setattr(
        two_cores.os, "sched_getaffinity", lambda process: cores.get(process, {0, 1}), raising=False
    )
    assert not two_cores._may_fork()


@pytest.mark.usefixtures("parallel")
def test_one_rule_is_run_in_one_process(given: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise AssertionError

    monkeypatch.setattr(two_cores, "_found_on_two", fails)
    findings = list(two_cores.found_by_rules((RULES["GD201"],), given))
    assert [finding.code for finding in findings] == ["GD201"] * 20
    with pytest.raises(AssertionError):
        list(two_cores.found_by_rules((RULES["GD201"], RULES["GD208"]), given))


def test_the_slow_families_stand_at_the_ends_and_stay_whole() -> None:
    families = two_cores._families(tuple(RULES.values()))
    assert sum(map(len, families)) == len(RULES)
    ends = [families[end][0].check.__module__.rpartition(".")[2] for end in (0, 1, -2, -1)]
    assert ends == ["agreement", "rivals", "text_safety", "duplicates"]
    assert all(len({r.check.__module__ for r in family}) == 1 for family in families)
