"""What every plot looks like: sizes, colours of the explorer page, marks of the evidence levels.

Colours are those of the page, a palette after Okabe and Ito that people with colour-blindness can
tell apart; what a colour says is also said by a place, a mark or a word.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

import matplotlib as mpl

__all__ = [
    "ACCENT",
    "FILLS",
    "INK",
    "LEVELS",
    "LINE",
    "PAPER",
    "POINT_PER_MM",
    "QUIET",
    "SALT",
    "SERIES",
    "SIZE_OF_NOTE",
    "SIZE_OF_TEXT",
    "SIZE_OF_TITLE",
    "LevelMark",
    "mixed",
    "styled",
    "styles",
]

POINT_PER_MM: Final = 72 / 25.4

SIZE_OF_TITLE: Final = 9.0
SIZE_OF_TEXT: Final = 7.0
SIZE_OF_NOTE: Final = 6.5
"""Sizes of letters in points; none is smaller, at any width."""

INK: Final = "#17202b"
QUIET: Final = "#52606d"
LINE: Final = "#d3dae1"
PAPER: Final = "#ffffff"
ACCENT: Final = "#0b5cad"

FILLS: Final = {
    "carbonatite": "#d55e00",
    "laterite": "#eda800",
    "clay": "#009e73",
    "alkaline": "#b14f93",
    "hydrothermal": "#0064ad",
    "placer": "#ece34c",
    "sediment": "#5ab8ec",
    "other": "#8a8f95",
}
"""Colour of each group of deposit types, as on the page (`maps/assets/page.css`)."""

SERIES: Final = ("#0064ad", "#d55e00", "#009e73", "#b14f93", "#17202b", "#8a8f95")
"""Colours of lines, in the order of the page's patterns."""


@dataclass(frozen=True, slots=True)
class LevelMark:
    """How the evidence for a figure is marked: what fills the disc, and the ring around it."""

    fill: str  # full, half, none
    width_pt: float
    dash_pt: tuple[float, float] | None = None
    is_round: bool = False
    opacity: float = 1.0  # of a large disc, as on the page


LEVELS: Final = {
    "A": LevelMark("full", 1.5, opacity=0.95),
    "B": LevelMark("full", 0.6, opacity=0.9),
    "C": LevelMark("full", 1.1, (3.6, 1.5), opacity=0.75),
    "D": LevelMark("half", 0.7, (2.2, 1.4), opacity=0.6),
    "E": LevelMark("none", 1.0, (0.01, 2.3), is_round=True, opacity=0.35),
}
"""The rings have the rhythm of the page's (`maps/assets/symbols.js`): what is less sure is fainter.

Small discs are filled for A to C, half filled for D and hollow for E.
"""

SALT: Final = "geodeposits"

_RC: Final[dict[str, Any]] = {
    "agg.path.chunksize": 0,
    "axes.unicode_minus": True,
    "figure.dpi": 72.0,
    "font.family": ["DejaVu Sans"],
    "path.simplify": True,
    "pdf.compression": 6,
    "pdf.fonttype": 42,
    "savefig.bbox": None,
    "savefig.facecolor": PAPER,
    "svg.fonttype": "path",
    "svg.hashsalt": SALT,
    "text.hinting": "no_hinting",
    "text.parse_math": False,
    "text.usetex": False,
}
_NOT_OURS: Final = {"backend", "backend_fallback", "interactive", "toolbar"}

_P = ParamSpec("_P")
_R = TypeVar("_R")


@contextmanager
def styles() -> Iterator[None]:
    """Draw in our style, whatever the user's rcParams are, and leave those as they were."""
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore", mpl.MatplotlibDeprecationWarning)
        known: dict[Any, Any] = dict(mpl.rcParamsDefault)
        ours: Any = {k: v for k, v in known.items() if k not in _NOT_OURS} | _RC
        mpl.rcParams.update(ours)
        yield


def styled(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Give a function that draws our style."""

    @wraps(function)
    def within(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with styles():
            return function(*args, **kwargs)

    return within


def mixed(colour: str, share: float, other: str = PAPER) -> str:
    """Return a colour mixed with another: `share` of it, the rest of the other."""
    pairs = [(int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(share * one + (1 - share) * two):02x}" for one, two in pairs)
