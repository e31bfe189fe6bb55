"""Run tests on a module whose code stands in no file, in a process of its own."""

from __future__ import annotations

import ast
import os
import resource
import signal
import sys
import time
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import Final, NamedTuple

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = "geodeposits"
OPTIONS: Final = ("-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")
WAITING: Final = 20  # seconds on the clock for each of CPU time, before a process counts as stuck


class Planted(SourceFileLoader):
    """Finds one module, as code that stands in no file."""

    def __init__(self, module: str, code: CodeType) -> None:
        super().__init__(module, str(path_of(module)))
        self._code = code

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Return how the one module is loaded, and None for all others."""
        if name != self.name:
            return None
        return spec_from_file_location(name, self.path, loader=self)

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 asked for one only
        """Return the code that was planted."""
        return self._code


def path_of(module: str) -> Path:
    """Return the file of a module."""
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


class Fate(NamedTuple):
    """What became of planted code: "survived", "killed" or "slow", and the CPU time of it."""

    word: str
    cpu_s: float


def fate(module: str, code: CodeType, tests: list[str], *, limit_s: int) -> Fate:
    """Run the tests on planted code in a process of its own, for so many seconds of CPU time.

    A machine busy with other work makes no code slow; what waits for ever is ended all the same.
    """
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (limit_s, limit_s))  # then the system kills it
        os._exit(0 if passes_with(module, code, tests) else 1)
    deadline = time.monotonic() + WAITING * limit_s
    ended, status, used = os.wait4(child, os.WNOHANG)
    while not ended:
        time.sleep(0.02)
        if time.monotonic() > deadline:
            os.killpg(child, signal.SIGKILL)
        ended, status, used = os.wait4(child, os.WNOHANG)
    word = "slow" if os.WIFSIGNALED(status) else "killed" if status else "survived"
    return Fate(word, used.ru_utime + used.ru_stime)


def passes_with(module: str, code: CodeType, tests: list[str]) -> bool:
    """Say whether the tests pass where a module is made of this code; whatever is raised fails."""
    for name in stale(module):
        sys.modules.pop(name, None)
        parent, _, leaf = name.rpartition(".")
        vars(sys.modules.get(parent, sys)).pop(leaf, None)
    sys.meta_path.insert(0, Planted(module, code))
    try:
        return passes(tests)
    except BaseException:  # a mutant may do anything
        return False


@cache
def stale(module: str) -> frozenset[str]:
    """Name the loaded modules that a changed one makes stale: those that rest on it, and all tests.

    A rule registers itself when it is imported, so the modules of one package go together.
    """
    loaded = [name for name in sys.modules if f"{name}.".startswith(f"{PACKAGE}.")]
    family = "checks." if ".checks" in module else "/"
    found = {name for name in loaded if name == module or family in f"{name}."}
    resting = {name: imported(name) for name in loaded}
    while more := {name for name in loaded if resting[name] & found} - found:
        found |= more
    return frozenset(found) | {name for name in sys.modules if name.startswith("tests")}


def imported(module: str) -> set[str]:
    """Name what a module imports when it is itself imported; what functions import comes anew."""
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    froms = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
    return {
        f"{node.module}{end}"
        for node in froms
        for name in node.names
        for end in ("", f".{name.name}")
    }


def passes(tests: list[str]) -> bool:
    """Run test modules until the first that fails, without a word."""
    silence = os.open(os.devnull, os.O_WRONLY)
    kept = os.dup(1), os.dup(2)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        return pytest.main([*OPTIONS, *tests]) == pytest.ExitCode.OK
    finally:
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)
