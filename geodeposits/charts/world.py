"""The world with its deposits, on an equal-area map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from geodeposits.charts.amounts import Chosen, chosen
from geodeposits.charts.ground import (
    COAST,
    SEA,
    draw_graticule,
    draw_land,
    draw_lines,
)
from geodeposits.charts.keys import type_key
from geodeposits.charts.land import lands, lines
from geodeposits.charts.lettering import drawable, lettered, shortened, width_pt
from geodeposits.charts.marks import leader, on_sheet
from geodeposits.charts.placing import Box, Label, placed
from geodeposits.charts.projections import EQUAL_EARTH, edge_of_world, positions, projection
from geodeposits.charts.sheet import Entry, Key, Plot, Sheet
from geodeposits.charts.style import (
    INK,
    PAPER,
    QUIET,
    SIZE_OF_NOTE,
    styled,
)
from geodeposits.charts.symbols import Scale, draw_symbols, level_rings, size_key
from geodeposits.charts.voice import Voice, voice
from geodeposits.dataset import Dataset
from geodeposits.errors import NothingToPlot
from geodeposits.speech import Language
from geodeposits.summary import Figure

__all__ = ["disputed_key", "world_map"]

Floats = NDArray[np.float64]

_WIDE_MM: Final = 120
_LARGEST_PT: Final = (8.0, 15.0)
_LABELS: Final = (8, 18)
_NAMED_IN_WORDS: Final = 5
_DETAIL_PT: Final = 0.45


@styled
def world_map(
    dataset: Dataset,
    *,
    highlight: Sequence[str] = (),
    figure: Figure = "headline",
    lang: Language = "en",
    width_mm: float = 174,
) -> Plot:
    """Draw all deposits that have a position on a map of equal areas.

    Area of a disc is contained oxide, colour the group of types, the ring the evidence level, as on
    the explorer page; a diamond has no contained oxide. The ids in `highlight` are named first,
    then the largest as far as there is room. Borders are the bundled ones, dashed where disputed.
    Raises NothingToPlot where no deposit has a position.
    """
    speak = voice(lang)
    subtitle = speak.figure(figure)
    known, places = chosen(dataset, figure), positions(dataset)
    drawn = [each for each in known if each.id in places]
    if not drawn:
        raise NothingToPlot("world", "no deposit has a position")
    whole = edge_of_world(min(places[each.id][1] for each in drawn))
    (west, south), (east, north) = whole.min(axis=0), whole.max(axis=0)
    wide = width_mm >= _WIDE_MM
    scale = Scale(drawn[0].size_kt, _LARGEST_PT[wide], 1.0 if wide else 0.75)
    sheet = Sheet(
        width_mm=width_mm,
        title=speak.words.world,
        subtitle=subtitle,
        height=(width_mm * 72 / 25.4 - 8) * (north - south) / (east - west),
        keys=[
            type_key(speak, [each.group for each in drawn]),
            level_rings(speak, {each.level for each in drawn if each.size_kt}),
            size_key(speak, scale, diamonds=not all(each.size_kt for each in drawn)),
            disputed_key(speak),
        ],
        notes=_notes(speak, dataset, known, drawn),
        description=_described(speak, drawn),
    )
    axes = sheet.axes(0, 0, sheet.width, sheet.height, label="world")
    _draw_world(axes, whole, unit=(east - west) / sheet.width)
    draw_symbols(axes, _projected(drawn, places), drawn, scale)  # the largest lowest
    _name(axes, drawn, places, scale, set(highlight), wide=wide)
    return sheet.finished()


def _draw_world(axes: Axes, edge: Floats, *, unit: float) -> None:
    """Draw sea, land, borders and graticule within an outline; `unit` is metres a point."""
    project = projection(EQUAL_EARTH)
    (west, south), (east, north) = edge.min(axis=0), edge.max(axis=0)
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_axis_off()
    outline = Path(np.append(edge, edge[:1], axis=0), closed=True)
    sea = PathPatch(outline, facecolor=SEA, edgecolor=COAST, linewidth=0.5, zorder=0.3)
    axes.add_patch(sea)
    sea.set_clip_on(False)
    before = set(axes.get_children())
    detail = _DETAIL_PT * unit
    draw_graticule(axes, range(-150, 180, 30), range(-60, 90, 30), project)
    draw_land(axes, [land.shape for land in lands()], project, detail=detail)
    draw_lines(axes, lines(), project, detail=detail)
    for child in set(axes.get_children()) - before:
        child.set_clip_path(sea)


def disputed_key(speak: Voice) -> Key:
    """Explain the dashed borders."""
    return Key("", [Entry(speak.words.disputed, _dashes)])


def _dashes(page: Axes, x: float, y: float) -> None:
    page.plot([x - 4.5, x + 5.5], [y, y], color=QUIET, linewidth=0.7, dashes=(2.5, 2))


def _notes(speak: Voice, dataset: Dataset, known: list[Chosen], drawn: list[Chosen]) -> list[str]:
    words = speak.words
    counts = {"drawn": speak.count(len(drawn)), "all": speak.count(len(known))}
    left = len(known) - len(drawn)
    notes = [words.world_note.format(**counts)]
    notes += [words.world_left.format(count=speak.count(left))] if left else []
    return [" ".join([*notes, words.borders]), speak.data(dataset)]


def _described(speak: Voice, drawn: list[Chosen]) -> str:
    largest = [
        f"{each.name} {speak.mass(each.reo_text or '0')}"
        for each in drawn[:_NAMED_IN_WORDS]
        if each.size_kt
    ]
    return speak.words.described["world"].format(
        drawn=speak.count(len(drawn)), largest=", ".join(largest)
    )


def _projected(
    drawn: list[Chosen], places: dict[str, tuple[float, float]]
) -> list[tuple[float, float]]:
    xy = projection(EQUAL_EARTH)(np.array([places[each.id] for each in drawn]))
    return [(float(x), float(y)) for x, y in xy]


def _name(
    axes: Axes,
    drawn: list[Chosen],
    places: dict[str, tuple[float, float]],
    scale: Scale,
    picked: set[str],
    *,
    wide: bool,
) -> None:
    points = _projected(drawn, places)
    shown = [on_sheet(axes, *point) for point in points]
    radii = [scale.radius(each.size_kt) + 1.5 for each in drawn]
    marks = [Box(x, y, x, y).grown(r - 0.8) for (x, y), r in zip(shown, radii, strict=True)]
    sized = [k for k, each in enumerate(drawn) if each.size_kt or each.id in picked]
    order = sorted(sized, key=lambda k: drawn[k].id not in picked)[: _LABELS[wide]]
    names = {k: shortened(drawable(drawn[k].name), 90, SIZE_OF_NOTE) for k in order}
    labels = [
        Label(*shown[k], radii[k], width_pt(names[k], SIZE_OF_NOTE), SIZE_OF_NOTE,
              must=drawn[k].id in picked)
        for k in order
    ]  # fmt: skip
    frame = Box(*axes.bbox.extents).grown(-1)
    for k, label, place in zip(order, labels, placed(labels, marks, frame), strict=True):
        if place is None:
            continue
        box = place.box
        middle = ((box.left + box.right) / 2 - label.x, (box.bottom + box.top) / 2 - label.y)
        ground = {"facecolor": PAPER, "alpha": 0.65, "edgecolor": "none", "pad": 0.3}
        axes.annotate(
            names[k], points[k], middle, textcoords="offset points", ha="center",
            va="center_baseline", zorder=6, annotation_clip=False, bbox=ground,
            arrowprops=leader(label, place),
            **lettered(SIZE_OF_NOTE, bold=label.must, color=INK),
        )  # fmt: skip
