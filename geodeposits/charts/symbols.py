"""The symbols of deposits on a map: area is contained oxide, colour the type, ring the level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from geodeposits.charts.amounts import Chosen
from geodeposits.charts.marks import ring_of, rings
from geodeposits.charts.sheet import Draw, Entry, Key
from geodeposits.charts.style import FILLS, INK, LEVELS, PAPER, QUIET
from geodeposits.charts.voice import Voice

__all__ = ["Scale", "draw_symbols", "level_rings", "size_key"]

_GAP: Final = 1.1
_HALO: Final = 0.9
_SMALLEST: Final = 1.1
_DIAMOND: Final = 1.9
_DIAMOND_PATH: Final = Path([(0, 1), (0.62, 0), (0, -1), (-0.62, 0), (0, 1)], closed=True)
_BEND: Final = 0.5522847498  # of the four curves that make a circle
_CIRCLE: Final = Path(
    [(0, -1), (_BEND, -1), (1, -_BEND), (1, 0), (1, _BEND), (_BEND, 1), (0, 1), (-_BEND, 1),
     (-1, _BEND), (-1, 0), (-1, -_BEND), (-_BEND, -1), (0, -1), (0, -1)],
    [Path.MOVETO, *[Path.CURVE4] * 12, Path.CLOSEPOLY],
)  # fmt: skip
_RING_SCALE: Final = 0.6
_FULL_COLOUR: Final = 2.5
_LEAST_KT: Final = 1000.0  # the largest disc stands for as much at least
_STEPS: Final = (100_000.0, 10_000.0, 1000.0, 100.0)


@dataclass(frozen=True)
class Scale:
    """Radii in points whose squares are in proportion to contained oxide in kt."""

    largest_kt: float
    largest_pt: float
    unit: float = 1.0  # of rings, gaps and diamonds

    def radius(self, kt: float) -> float:
        """Return the radius of a disc; a small one is drawn a little larger than it should be."""
        share = kt / max(self.largest_kt, _LEAST_KT)
        return max(_SMALLEST * self.unit, self.largest_pt * sqrt(share))

    @property
    def steps(self) -> list[float]:
        """Amounts to explain the sizes by, the largest first."""
        return [
            kt for kt in _STEPS
            if kt <= max(self.largest_kt, _LEAST_KT) and self.radius(kt) > _SMALLEST * self.unit
        ]  # fmt: skip


def draw_symbols(
    axes: Axes,
    points: Sequence[tuple[float, float]],
    deposits: Sequence[Chosen],
    scale: Scale,
) -> None:
    """Draw the symbols of deposits in their order, each above those before it.

    A disc has a halo below and a ring around it; a deposit without contained oxide is a diamond.
    """
    stamps = [
        stamp
        for point, each in zip(points, deposits, strict=True)
        for stamp in _stamps(point, each, scale)
    ]
    shapes = {"disc": _CIRCLE, "diamond": _DIAMOND_PATH}
    marks = PathCollection(
        [shapes[stamp.shape] for stamp in stamps],
        sizes=[stamp.radius**2 for stamp in stamps],
        facecolors=[stamp.face for stamp in stamps],
        edgecolors=[stamp.edge for stamp in stamps],
        linewidths=[stamp.width for stamp in stamps],
        linestyles=[(0, stamp.dash) for stamp in stamps],
        offsets=[stamp.at for stamp in stamps],
        offset_transform=axes.transData,
        capstyle="round",
        zorder=3,
    )
    marks.set_transform(IdentityTransform())  # sizes are in points
    marks.set_gid("deposits")
    axes.add_collection(marks, autolim=False)


@dataclass(frozen=True)
class _Stamp:
    """One stroke of the stamp: a shape with its colours."""

    at: tuple[float, float]
    shape: str
    radius: float
    face: Any
    edge: Any = "none"
    width: float = 0.0
    dash: tuple[float, float] | None = None


def _stamps(at: tuple[float, float], each: Chosen, scale: Scale) -> list[_Stamp]:
    colour = FILLS[each.group]
    if not each.size_kt:
        return [_Stamp(at, "diamond", _DIAMOND * scale.unit, PAPER, colour, 0.8 * scale.unit)]
    mark, radius = ring_of(each.level), scale.radius(each.size_kt)
    opacity = max(mark.opacity, 0.8 if radius < _FULL_COLOUR else 0)
    ring = radius + _GAP * scale.unit
    width = mark.width_pt * _RING_SCALE * scale.unit
    dash = mark.dash_pt and _round_ended(mark.dash_pt, width, _RING_SCALE * scale.unit)
    return [
        _Stamp(at, "disc", ring + _HALO * scale.unit, to_rgba(PAPER, 0.72)),
        _Stamp(at, "disc", radius, to_rgba(colour, opacity)),
        _Stamp(at, "disc", ring, "none", INK, width, dash),
    ]


def _round_ended(dash: tuple[float, float], width: float, scale: float) -> tuple[float, float]:
    """Return dashes in widths of their line, shortened by what round ends add to them."""
    stroke, gap = dash
    added = min(stroke * scale, width)
    return (max(stroke * scale - added, 0.01) / width, (gap * scale + added) / width)


def size_key(speak: Voice, scale: Scale, *, diamonds: bool) -> Key:
    """Explain the sizes, and the diamond where there is one."""
    entries = [
        Entry(speak.mass(kt), _disc(scale.radius(kt)), 6 + 2 * scale.radius(kt))
        for kt in scale.steps
    ]
    if diamonds:
        entries.append(Entry(speak.words.no_figure_sign, _diamond))
    row = max([11.2, *(2 * scale.radius(kt) + 2 for kt in scale.steps)])
    return Key(speak.words.size_key, entries, row)


def level_rings(speak: Voice, present: set[str | None]) -> Key:
    """Explain the rings of the levels that are present."""
    entries = [Entry(speak.level(level), _ring(level)) for level in speak.levels(present)]
    return Key(speak.words.level_key, entries)


def _disc(radius: float) -> Draw:
    def draw(page: Axes, x: float, y: float) -> None:
        page.scatter(
            [x], [y], s=(2 * radius) ** 2, facecolors="none", edgecolors=INK, linewidths=0.6
        )

    return draw


def _diamond(page: Axes, x: float, y: float) -> None:
    page.scatter(
        [x], [y], s=(2 * _DIAMOND) ** 2, marker=_DIAMOND_PATH, facecolors=PAPER, edgecolors=QUIET,
        linewidths=0.8,
    )  # fmt: skip


def _ring(level: str | None) -> Draw:
    def draw(page: Axes, x: float, y: float) -> None:
        opacity = LEVELS[level].opacity if level in LEVELS else 0.35
        page.scatter([x], [y], s=5.0**2, color=QUIET, alpha=opacity, linewidths=0)
        rings(page, [x], [y], level=level, radius_pt=3.7, scale=_RING_SCALE)

    return draw
