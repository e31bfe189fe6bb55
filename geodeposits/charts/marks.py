"""The marks of deposits and figures: discs by type and level, bars and arrows of bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.path import Path

from geodeposits.charts.placing import Label, Place
from geodeposits.charts.style import INK, LEVELS, PAPER, QUIET, LevelMark, mixed
from geodeposits.quantity import Quantity

__all__ = ["bounds", "disc", "discs", "leader", "on_sheet", "ring_of", "rings"]

_HALF: Final = Path.wedge(90, 270)
_UNKNOWN: Final = LevelMark("none", 0.5)
_ARROW_PT: Final = 8.0
_DIRECTIONS: Final = {"right": (1, 0), "left": (-1, 0), "up": (0, 1), "down": (0, -1)}


def ring_of(level: str | None) -> LevelMark:
    """Return how a level is marked; what has none is hollow."""
    return LEVELS.get(str(level), _UNKNOWN)


def discs(
    axes: Axes,
    x: Sequence[float],
    y: Sequence[float],
    *,
    level: str | None,
    colour: str,
    radius_pt: float,
    **more: Any,
) -> None:
    """Draw small discs of one level and one colour: full, half or hollow, with the level's ring."""
    mark = ring_of(level)
    area = (2 * radius_pt) ** 2
    ground = colour if mark.fill == "full" else PAPER
    zorder = more.pop("zorder", 3.0)
    label = more.pop("label", "")
    axes.scatter(x, y, s=area, color=ground, linewidths=0, zorder=zorder, label=label, **more)
    if mark.fill == "half":
        axes.scatter(
            x, y, s=area, marker=_HALF, color=colour, linewidths=0, zorder=zorder, **more
        )  # fmt: skip
    if mark.fill == "full":
        rings(axes, x, y, level=level, radius_pt=radius_pt, zorder=zorder, **more)
        return
    rim, width = mixed(colour, 0.72, INK), 0.6 if mark.fill == "half" else 1.0
    ring = {"facecolors": "none", "edgecolors": rim, "linewidths": width, "zorder": zorder}
    axes.scatter(x, y, s=area, **ring, **more)


def disc(axes: Axes, x: float, y: float, **more: Any) -> None:
    """Draw one small disc, as `discs` does."""
    discs(axes, [x], [y], **more)


def rings(
    axes: Axes,
    x: Sequence[float],
    y: Sequence[float],
    *,
    level: str | None,
    radius_pt: float | Sequence[float],
    colour: str = INK,
    scale: float = 1.0,
    **more: Any,
) -> None:
    """Draw the rings of one level round points."""
    mark = ring_of(level)
    width = mark.width_pt * scale
    dash = [part * scale / width for part in mark.dash_pt] if mark.dash_pt else None
    axes.scatter(
        x,
        y,
        s=(2 * np.asarray(radius_pt, dtype=np.float64)) ** 2,
        facecolors="none",
        edgecolors=colour,
        linewidths=width,
        linestyles=[(0, tuple(dash))] if dash else "solid",
        capstyle="round" if mark.is_round else "butt",
        **more,
    )


def bounds(
    axes: Axes,
    quantity: Quantity,
    *,
    along: str,
    at: float,
    colour: str = INK,
    zorder: float = 2.5,
    arrow_pt: float = _ARROW_PT,
) -> None:
    """Draw what a figure leaves open along x or y, at its central value and `at` on the other axis.

    A range is a bar from end to end, a bound an arrow; one number has neither.
    """
    if quantity.low == quantity.high:
        return
    if quantity.low is None or quantity.high is None:
        towards = {
            ("x", True): "left",
            ("x", False): "right",
            ("y", True): "down",
            ("y", False): "up",
        }
        side = towards[along, quantity.low is None]
        x, y = (float(quantity.central), at) if along == "x" else (at, float(quantity.central))
        axes.scatter(
            [x], [y], s=(2 * arrow_pt) ** 2, marker=_arrow_path(side), facecolors="none",
            edgecolors=mixed(colour, 0.75), linewidths=0.8, zorder=zorder,
        )  # fmt: skip
        return
    ends = [float(quantity.low), float(quantity.high)]
    pair = [(end, at) if along == "x" else (at, end) for end in ends]
    bar = LineCollection([pair], colors=[mixed(colour, 0.75)], linewidths=0.8, zorder=zorder)
    bar.set_capstyle("butt")
    axes.add_collection(bar, autolim=False)
    stroke = "|" if along == "x" else "_"
    axes.scatter(
        [p[0] for p in pair], [p[1] for p in pair], s=16, marker=stroke,
        color=mixed(colour, 0.75), linewidths=0.8, zorder=zorder,
    )  # fmt: skip


def _arrow_path(towards: str) -> Path:
    right, up = _DIRECTIONS[towards]
    vertices = [(0.0, 0.0), (1.0, 0.0), (0.72, 0.2), (1.0, 0.0), (0.72, -0.2)]
    turned = [(x * right - y * up, x * up + y * right) for x, y in vertices]
    return Path(turned, [Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO, Path.LINETO])


def leader(label: Label, place: Place) -> dict[str, Any] | None:
    """Return the line from a label to its mark, for `annotate`; None where they are close."""
    if not place.led:
        return None
    box = place.box
    x, y = min(max(label.x, box.left), box.right), min(max(label.y, box.bottom), box.top)
    end = ((x - box.left) / (box.right - box.left), (y - box.bottom) / (box.top - box.bottom))
    style = {"arrowstyle": "-", "color": QUIET, "linewidth": 0.5}
    return {**style, "relpos": end, "shrinkA": 0, "shrinkB": label.radius}


def on_sheet(axes: Axes, x: float, y: float) -> tuple[float, float]:
    """Return where a point in data units is on the sheet, in points from the lower left."""
    right, up = axes.transData.transform((x, y))
    return float(right), float(up)
