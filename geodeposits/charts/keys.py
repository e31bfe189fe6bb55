"""Entries of keys that several plots have: types, evidence levels, signs of bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from matplotlib.axes import Axes

from geodeposits.charts.marks import bounds, disc
from geodeposits.charts.sheet import Draw, Entry, Key
from geodeposits.charts.style import FILLS, INK, QUIET
from geodeposits.charts.voice import Voice
from geodeposits.quantity import Quantity
from geodeposits.type_groups import TYPE_GROUPS

__all__ = ["bound_entries", "level_key", "type_key"]

_RADIUS: Final = 2.6


def type_key(voice: Voice, present: Iterable[str]) -> Key:
    """Explain the colours of the groups of types that are present."""
    groups = set(present)
    entries = [
        Entry(voice.say.group(group.key), _swatch(FILLS[group.key]))
        for group in TYPE_GROUPS
        if group.key in groups
    ]
    return Key(voice.words.type_key, entries)


def level_key(voice: Voice, present: Iterable[str | None]) -> Key:
    """Explain the marks of the levels that are present."""
    entries = [
        Entry(voice.level(level), _level_sign(level)) for level in voice.levels(set(present))
    ]
    return Key(voice.words.level_key, entries)


def bound_entries(voice: Voice, quantities: Iterable[Quantity | None]) -> list[Entry]:
    """Explain bars and arrows, where there are any."""
    signs = {q.qualifier for q in quantities if q is not None}
    entries = []
    if signs & {"–", "±"}:
        entries.append(Entry(voice.words.range_sign, _range_sign))
    if signs & set("<>≤≥"):
        entries.append(Entry(voice.words.bound_sign, _bound_sign))
    return entries


def _swatch(colour: str) -> Draw:
    def draw(page: Axes, x: float, y: float) -> None:
        page.scatter([x], [y], s=(2 * _RADIUS) ** 2, color=colour, linewidths=0)

    return draw


def _level_sign(level: str | None) -> Draw:
    def draw(page: Axes, x: float, y: float) -> None:
        disc(page, x, y, level=level, colour=QUIET, radius_pt=_RADIUS)

    return draw


def _range_sign(page: Axes, x: float, y: float) -> None:
    page.plot([x - 4, x + 4], [y, y], color=QUIET, linewidth=0.8)
    page.scatter([x - 4, x + 4], [y, y], s=16, marker="|", color=QUIET, linewidths=0.8)


def _bound_sign(page: Axes, x: float, y: float) -> None:
    bounds(page, Quantity.parse(f">{x - 4:.2f}"), along="x", at=y, colour=INK)
