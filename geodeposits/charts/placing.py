"""Where labels go: round their points, in order of importance, none on another; pure geometry.

Units are points, up is positive. The same input gives the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "Label", "Place", "placed"]

_DIRECTIONS: Final = (0, 180, 30, -30, 150, -150, 60, -60, 120, -120, 90, -90)
_REACHES: Final = (1.6, 5.0, 10.0, 17.0, 26.0)
_AROUND: Final = 0.6
_LED_FROM: Final = 4.0
_SAMPLES: Final = np.linspace(0, 1, 9)


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def grown(self, by: float) -> Box:
        """Return the rectangle with a margin."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


@dataclass(frozen=True, slots=True)
class Label:
    """A text that wants a place: its point, the radius of the mark there, its size.

    One that `must` be placed goes where it does the least harm, if nowhere is free.
    """

    x: float
    y: float
    radius: float
    width: float
    height: float
    must: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands: its box, and whether a line has to lead from its point to it."""

    box: Box
    led: bool


def placed(labels: Sequence[Label], marks: Sequence[Box], frame: Box) -> list[Place | None]:
    """Place labels in their order; None for one that would cover a mark or a label before it.

    `marks` is what must stay visible, `frame` what labels must stay within.
    """
    taken = _Taken(list(marks), frame)
    return [taken.place(label) for label in labels]


class _Taken:
    """What is covered so far: marks, and the boxes and lines of labels."""

    def __init__(self, marks: list[Box], frame: Box) -> None:
        self.frame = frame
        self.marks = np.array(marks, dtype=np.float64).reshape(-1, 4)
        self.boxes = np.empty((0, 4))
        self.lines = np.empty((0, 2))

    def place(self, label: Label) -> Place | None:
        best: tuple[float, Place] | None = None
        for place in _candidates(label):
            harm = self._harm(label, place)
            if harm == 0:
                best = (0.0, place)
                break
            if label.must and (best is None or harm < best[0]):
                best = (harm, place)
        if best is None:
            return None
        self._take(label, best[1])
        return best[1]

    def _take(self, label: Label, place: Place) -> None:
        self.boxes = np.vstack([self.boxes, place.box])
        if place.led:
            self.lines = np.vstack([self.lines, _line(label, place)])

    def _harm(self, label: Label, place: Place) -> float:
        box, frame = place.box, self.frame
        outside = max(frame.left - box.left, box.right - frame.right, 0)
        outside += max(frame.bottom - box.bottom, box.top - frame.top, 0)
        own = (self.marks[:, 0] <= label.x) & (label.x <= self.marks[:, 2])
        own &= (self.marks[:, 1] <= label.y) & (label.y <= self.marks[:, 3])
        harm = 1e4 * outside + _overlap(box, self.marks[~own]) + 20 * _overlap(box, self.boxes)
        harm += _overlap(box, self.marks[own]) + 20 * _points_within(self.lines, box)
        if place.led:
            line = _line(label, place)
            harm += sum(20 * _points_within(line, Box(*taken)) for taken in self.boxes)
        return harm


def _candidates(label: Label) -> Iterator[Place]:
    for reach in _REACHES:
        for degrees in _DIRECTIONS:
            right, up = cos(degrees * pi / 180), sin(degrees * pi / 180)
            x = label.x + right * (label.radius + reach) + _shift(right) * label.width
            y = label.y + up * (label.radius + reach) + _shift(up) * label.height
            box = Box(x, y, x + label.width, y + label.height)
            yield Place(box, reach >= _LED_FROM)


def _shift(part: float) -> float:
    """Return by how much of its size a box begins before the point that it touches."""
    return (part - 1) / 2


def _line(label: Label, place: Place) -> NDArray[np.float64]:
    """Return points along the line from the rim of a mark to its label."""
    x = min(max(label.x, place.box.left), place.box.right)
    y = min(max(label.y, place.box.bottom), place.box.top)
    long = max(hypot(x - label.x, y - label.y), 1e-9)
    start = min(label.radius / long, 1)
    share = start + (1 - start) * _SAMPLES
    return np.stack([label.x + share * (x - label.x), label.y + share * (y - label.y)], axis=1)


def _overlap(box: Box, others: NDArray[np.float64]) -> float:
    """Return the area by which others reach into a box, plus a little for each that does."""
    if not len(others):
        return 0.0
    grown = box.grown(_AROUND)
    wide = np.minimum(grown.right, others[:, 2]) - np.maximum(grown.left, others[:, 0])
    high = np.minimum(grown.top, others[:, 3]) - np.maximum(grown.bottom, others[:, 1])
    area = np.clip(wide, 0, None) * np.clip(high, 0, None)
    return float(area.sum() + np.count_nonzero(area))


def _points_within(points: NDArray[np.float64], box: Box) -> float:
    grown = box.grown(_AROUND)
    inside = (points[:, 0] > grown.left) & (points[:, 0] < grown.right)
    inside &= (points[:, 1] > grown.bottom) & (points[:, 1] < grown.top)
    return float(np.count_nonzero(inside))
