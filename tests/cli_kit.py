"""The command line run in this process: a fixture `run` for the tests of its verbs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from geodeposits import cli
from geodeposits.dataset import Dataset

__all__ = ["Result", "Run", "run"]


@dataclass(frozen=True)
class Result:
    """Exit code and what stood on the two streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    published: Dataset,
) -> Run:
    """Run the command line in this process, where the published dataset is loaded but once."""
    monkeypatch.setattr("geodeposits.package.load", lambda: published)
    monkeypatch.setattr("geodeposits.inputs.load", lambda: published)

    def call(*args: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["geodeposits", *map(str, args)])
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capfdbinary.readouterr()
        return Result(int(stop.value.code or 0), captured.out.decode(), captured.err.decode())

    return call
