"""The signs of the deal ladder: a disc that fills up to a binding deal, a cross for exits."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.path import Path

from geodeposits.charts.sheet import Draw, Entry, Key
from geodeposits.charts.style import ACCENT, INK, PAPER, QUIET
from geodeposits.charts.voice import Voice
from geodeposits.vocab import Stage

__all__ = ["RADIUS", "is_exit", "stage_key", "stage_sign"]

RADIUS: Final = 3.2

_SHARE: Final = {
    Stage.TALKS: 0.0,
    Stage.LETTER_OF_INTEREST: 0.25,
    Stage.MOU: 0.5,
    Stage.TERM_SHEET: 0.75,
    Stage.BINDING: 1.0,
}
_BEYOND: Final = {Stage.FINANCED: "D", Stage.OPERATING: "*"}


def is_exit(stage: str | None) -> bool:
    """Tell whether a stage leaves the ladder."""
    return stage in {each.value for each in Stage if each.is_exit}


def stage_sign(axes: Axes, x: float, y: float, stage: str | None, *, zorder: float = 3) -> None:
    """Draw the sign of a stage; a small square where none is stated."""
    known = Stage(stage) if stage in {each.value for each in Stage} else Stage.OTHER
    area = (2 * RADIUS) ** 2
    if known.is_exit:
        axes.scatter([x], [y], s=area * 1.1, marker="X", color=PAPER, linewidths=2, zorder=zorder)
        axes.scatter([x], [y], s=area * 0.8, marker="x", color=INK, linewidths=1.5, zorder=zorder)
    elif known in _BEYOND:
        more = 1.9 if _BEYOND[known] == "*" else 0.95
        axes.scatter(
            [x], [y], s=area * more, marker=_BEYOND[known], color=ACCENT, linewidths=0,
            zorder=zorder,
        )  # fmt: skip
    elif known in _SHARE:
        axes.scatter([x], [y], s=area, color=PAPER, linewidths=0, zorder=zorder)
        if _SHARE[known]:
            pie = Path.wedge(90 - 360 * _SHARE[known], 90) if _SHARE[known] < 1 else "o"
            # a wedge is scaled by its own reach, which is that of the whole disc
            axes.scatter([x], [y], s=area, marker=pie, color=ACCENT, linewidths=0, zorder=zorder)
        axes.scatter(
            [x], [y], s=area, facecolors="none", edgecolors=ACCENT, linewidths=0.9, zorder=zorder
        )  # fmt: skip
    else:
        axes.scatter([x], [y], s=area * 0.55, marker="s", color=QUIET, linewidths=0, zorder=zorder)


def stage_key(speak: Voice, present: set[str | None]) -> Key:
    """Explain the signs that are drawn, the ladder from its foot on."""
    entries = [
        Entry(speak.say.label(stage), _sign(stage.value))
        for stage in (*_SHARE, *_BEYOND)
        if stage.value in present
    ]
    if any(is_exit(stage) for stage in present):
        entries.append(Entry(speak.words.exit_sign, _sign(Stage.ENDED.value)))
    if present - {each.value for each in Stage} or Stage.OTHER.value in present:
        entries.append(Entry(speak.words.no_stage, _sign(None)))
    return Key(speak.words.stage_key, entries)


def _sign(stage: str | None) -> Draw:
    def draw(page: Axes, x: float, y: float) -> None:
        stage_sign(page, x, y, stage)

    return draw
