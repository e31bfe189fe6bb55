"""The bar on a terminal: drawn at its steps, not at each row, and by no thread of its own."""

from __future__ import annotations

import sys
import threading
from typing import Any

import pytest
import rich.progress

from geodeposits.cli import streams


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(rich.progress.Progress, "update", lambda _, bar, **said: calls.append(said))
    return calls


def test_a_bar_is_drawn_two_hundred_times_at_most(drawn: list[dict[str, Any]]) -> None:
    with streams.progress("reading") as step:
        assert step is not None
        for row in range(1, 100_001):
            step("rows", row, 100_000)
    assert len(drawn) == 201
    assert drawn[-1]["completed"] == drawn[-1]["total"] == 100_000
    assert {said["description"] for said in drawn} == {"reading rows"}


def test_another_task_is_drawn_at_once(drawn: list[dict[str, Any]]) -> None:
    with streams.progress("checking") as step:
        assert step is not None
        for what in ("GD101", "GD101", "GD102"):
            step(what, 1, 1000)
    assert [said["description"] for said in drawn] == ["checking GD101", "checking GD102"]


def test_nothing_to_do_is_no_division(drawn: list[dict[str, Any]]) -> None:
    with streams.progress("reading") as step:
        assert step is not None
        step("rows", 0, 0)
    assert len(drawn) == 1


@pytest.mark.usefixtures("drawn")
def test_no_thread_draws_it() -> None:
    before = threading.active_count()
    with streams.progress("reading"):
        assert threading.active_count() == before


def test_a_pipe_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    with streams.progress("reading") as step:
        assert step is None
