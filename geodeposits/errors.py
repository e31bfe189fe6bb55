"""Every exception that geodeposits raises on purpose.

    GeodepositsError
    ├── UnreadableQuantity    a text that is no figure
    │   └── NotFinite         a figure that is no number or infinite
    ├── UnreadableDate        a text that is no full or partial date
    ├── UnknownTerm           a word outside a closed vocabulary
    ├── UnknownUnit           a unit that no conversion is known for
    ├── UnreadableFile        a file that cannot be opened, decoded or parsed
    ├── UnwritableFile        a file that must not or cannot be written
    ├── UnknownDeposit        an id that the dataset lacks
    ├── UnknownRule           a rule code that the registry lacks
    ├── UnknownSource         a name of nothing that could be cited
    ├── NothingToPlot         data that hold nothing for a plot
    └── MissingPackage        an optional library that is not installed

An error class writes its own sentence: what is wrong, where, and what is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar

__all__ = [
    "GeodepositsError",
    "MissingPackage",
    "NotFinite",
    "NothingToPlot",
    "UnknownDeposit",
    "UnknownRule",
    "UnknownSource",
    "UnknownTerm",
    "UnknownUnit",
    "UnreadableDate",
    "UnreadableFile",
    "UnreadableQuantity",
    "UnwritableFile",
]


class GeodepositsError(Exception):
    """Base of all errors that a caller of geodeposits may want to catch.

    `rule` is the code under which a reader reports the error as a finding on one record.
    """

    rule: ClassVar[str] = "GD109"


class UnreadableQuantity(GeodepositsError):
    """A text that cannot be read as a figure."""

    rule = "GD105"

    def __init__(self, text: object, why: str) -> None:
        self.text = text
        super().__init__(f"{_shown(text)} is no quantity: {why}")


class NotFinite(UnreadableQuantity):
    """A figure that is no number, infinite, or too large to be held."""

    rule = "GD104"

    def __init__(self, text: object) -> None:
        super().__init__(text, "a finite number is needed")


class UnreadableDate(GeodepositsError):
    """A text that is neither a date nor a part of one."""

    def __init__(self, text: object) -> None:
        self.text = text
        super().__init__(f"{_shown(text)} is no date: write 2013, 2013-09 or 2013-09-30")


class UnknownTerm(GeodepositsError):
    """A word that a closed vocabulary does not hold; the nearest terms are offered."""

    rule = "GD108"

    def __init__(self, text: object, *, vocabulary: str, choices: Iterable[str]) -> None:
        self.text, self.choices = text, tuple(choices)
        super().__init__(f"{_shown(text)} is no {vocabulary}: {_offer(text, self.choices)}")


class UnknownUnit(GeodepositsError):
    """A unit that cannot be converted; it is never guessed."""

    def __init__(self, unit: object, *, choices: Iterable[str]) -> None:
        self.unit, self.choices = unit, tuple(choices)
        super().__init__(f"{_shown(unit)} is no known unit: use one of {', '.join(self.choices)}")


class UnreadableFile(GeodepositsError):
    """A file that cannot be opened, decoded or parsed; states the path and, if known, the line."""

    def __init__(self, path: Path | str, why: str, *, line: int | None = None) -> None:
        self.path, self.line = Path(path), line
        place = str(path) if line is None else f"{path}:{line}"
        super().__init__(f"{place}: {why}")


class UnwritableFile(GeodepositsError):
    """A target that cannot, or must not, be written."""

    def __init__(self, path: Path | str, why: str) -> None:
        self.path = Path(path)
        super().__init__(f"{path}: {why}")


class UnknownDeposit(GeodepositsError):
    """An id that no deposit of the dataset has."""

    def __init__(self, deposit_id: str, *, choices: Iterable[str]) -> None:
        self.deposit_id = deposit_id
        super().__init__(f"no deposit {_shown(deposit_id)}: {_offer(deposit_id, tuple(choices))}")


class UnknownRule(GeodepositsError):
    """A code that no rule has."""

    def __init__(self, code: str, *, choices: Iterable[str]) -> None:
        self.code = code
        super().__init__(f"no rule {_shown(code)}: {_offer(code, tuple(choices))}")


class UnknownSource(GeodepositsError):
    """A name that no source and no deposit of the dataset has."""

    def __init__(self, name: str, *, choices: Iterable[str]) -> None:
        self.name = name
        super().__init__(f"nothing to cite as {_shown(name)}: {_offer(name, tuple(choices))}")


class NothingToPlot(GeodepositsError):
    """Data that hold nothing for a plot; says what is missing."""

    def __init__(self, plot: str, why: str) -> None:
        self.plot = plot
        super().__init__(f"nothing to plot as {plot}: {why}")


class MissingPackage(GeodepositsError):
    """A library that an optional part needs and that is not installed."""

    def __init__(self, package: str, *, extra: str, purpose: str) -> None:
        self.package, self.extra = package, extra
        super().__init__(f"{purpose} needs {package}: pip install 'geodeposits[{extra}]'")


_LONGEST_SHOWN = 60
_MOST_OFFERED = 12


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."


def _offer(text: object, choices: tuple[str, ...]) -> str:
    folded = {choice.casefold(): choice for choice in choices}
    near = get_close_matches(str(text).casefold(), folded, n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(folded[word] for word in near)}?"
    listed = ", ".join(choices[:_MOST_OFFERED])
    listed += " ..." if len(choices) > _MOST_OFFERED else ""
    return f"allowed are {listed}" if choices else "none is known"
