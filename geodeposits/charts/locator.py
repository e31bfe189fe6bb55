"""Where one deposit is: its country and the neighbours, and where on the globe that is."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any, Final

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from numpy.typing import NDArray

from geodeposits.charts.amounts import Chosen, chosen, shown_rows, text
from geodeposits.charts.country_names import name_countries
from geodeposits.charts.furniture import draw_degrees, draw_inset, draw_scale_bar
from geodeposits.charts.ground import OWN_LAND, SEA, Projected, draw_land, draw_lines
from geodeposits.charts.keys import type_key
from geodeposits.charts.land import Line, lands, lines
from geodeposits.charts.lettering import drawable, lettered, shortened, width_pt
from geodeposits.charts.marks import leader
from geodeposits.charts.placing import Box, Label, placed
from geodeposits.charts.projections import laea, positions, projection
from geodeposits.charts.sheet import Entry, Key, Plot, Sheet
from geodeposits.charts.style import (
    ACCENT,
    INK,
    PAPER,
    POINT_PER_MM,
    QUIET,
    SIZE_OF_TEXT,
    styled,
)
from geodeposits.charts.symbols import Scale, draw_symbols, level_rings
from geodeposits.charts.voice import Voice, voice
from geodeposits.charts.world import disputed_key
from geodeposits.dataset import Dataset
from geodeposits.errors import NothingToPlot
from geodeposits.speech import Language
from geodeposits.sphere import on_globe
from geodeposits.vocab import Standing

__all__ = ["locator_map"]

Floats = NDArray[np.float64]

_WIDE_MM: Final = 120
_HIGH: Final = (0.92, 0.62)  # of the width
_RADIUS_PT: Final = 3.6
_LEAST_KM: Final = 350.0  # from the middle to the nearer side
_MOST_KM: Final = 1300.0
_MOST_AT_SEA_KM: Final = 2600.0
_UNKNOWN_KM: Final = 900.0
_KM_A_DEG: Final = 111.2
_M_A_KM: Final = 1000.0
_DETAIL_PT: Final = 0.4
_BOTTOM: Final = 9.0
_LEFT: Final = 17.0
_INSET: Final = (0.36, 0.27)  # of the width
_LATS: Final = 90.0
_HALF_TURN: Final = 180.0
_LONGEST_PT: Final = 130.0


class _OneSize(Scale):
    """Discs of one size: the map says where, not how much."""

    def __init__(self) -> None:
        super().__init__(1.0, _RADIUS_PT, 1.3)

    def radius(self, kt: float) -> float:  # noqa: ARG002
        """Return the one radius."""
        return _RADIUS_PT


@dataclass(frozen=True)
class _Place:
    """The deposit in the middle of the map."""

    deposit: Chosen
    row: dict[str, Any]
    lon: float
    lat: float
    country: str
    half_km: float  # from the middle to the nearer side


@styled
def locator_map(
    dataset: Dataset, deposit_id: str, *, lang: Language = "en", width_mm: float = 174
) -> Plot:
    """Draw where a deposit is: in its country, among the neighbours, and framed on the world.

    The map is of equal areas and centred on the deposit, whose symbol is that of the explorer page
    at one size; a circle shows how well a poor position is known, a cross a refuted one. Other
    deposits are small. Raises UnknownDeposit, NothingToPlot where no position is known.
    """
    speak = voice(lang)
    place = _placed(dataset, deposit_id)
    row = place.row
    country = speak.say.country(place.country)
    wide = width_mm >= _WIDE_MM
    whole = width_mm * POINT_PER_MM - 8
    width, height = whole - _LEFT, (whole - _LEFT) * _HIGH[wide]
    metres = place.half_km * _M_A_KM / (min(width, height) / 2)  # a point
    half = (width / 2 * metres, height / 2 * metres)
    window = _window(place, half)
    close = [each for each in lines() if _meets(each.lonlat, window)]
    disputed = any(line.kind == "disputed" for line in close)
    refuted = _refuted(dataset, deposit_id)
    sheet = Sheet(
        width_mm=width_mm,
        title=speak.words.locator.format(name=place.deposit.name, country=country),
        subtitle=_where(speak, place),
        height=height + _BOTTOM,
        keys=_keys(speak, place, disputed=disputed, refuted=bool(refuted)),
        notes=_notes(speak, dataset, row, metres),
        description=speak.words.described["locator"].format(
            name=place.deposit.name,
            country=country,
            lat=speak.say.number(place.lat, decimals=4),
            lon=speak.say.number(place.lon, decimals=4),
        ),
    )
    axes = sheet.axes(_LEFT, 0, width, height, label="locator")
    project = projection(laea(place.lon, place.lat))
    axes.set_xlim(-half[0], half[0])
    axes.set_ylim(-half[1], half[1])
    _Drawing(sheet, axes, speak, place, project, metres).draw(dataset, refuted, window, close)
    return sheet.finished()


def _placed(dataset: Dataset, deposit_id: str) -> _Place:
    one = dataset.deposit(deposit_id)
    row = shown_rows(one.deposits)[0]
    known = positions(one)
    if deposit_id not in known:
        name = text(row.get("name")) or deposit_id
        raise NothingToPlot("locator", f"no position of {name} is known")
    lon, lat = known[deposit_id]
    country = str(row.get("country", ""))
    half_km = _half_km(country, lon, lat)
    return _Place(chosen(one, "headline")[0], row, lon, lat, country, half_km)


def _half_km(country: str, lon: float, lat: float) -> float:
    """Return how far the map has to reach to hold a country, within reason."""
    own = [land.shape for land in lands() if land.country == country and not land.area]
    parts = [part for shape in own for part in shapely.get_parts(shape)]
    if not parts:
        return _UNKNOWN_KM
    here = shapely.Point(lon, lat)
    near = min(parts, key=lambda part: part.distance(here))
    if (away_km := near.distance(here) * _KM_A_DEG) > _LEAST_KM:  # at sea: as far as land is
        return float(min(1.3 * away_km, _MOST_AT_SEA_KM))
    west, south, east, north = near.bounds
    wide = max(lon - west, east - lon) * cos(radians(lat)) * 0.62
    reach = max(wide, lat - south, north - lat) * _KM_A_DEG * 1.12
    return float(min(max(reach, _LEAST_KM), _MOST_KM))


def _window(place: _Place, half: tuple[float, float]) -> shapely.Geometry:
    """Return what of the globe the map may show, in degrees, cut at 180° where it crosses that.

    `half` is how far it reaches to its right and up, in metres.
    """
    up = 1.05 * hypot(*half) / _M_A_KM / _KM_A_DEG
    south, north = max(place.lat - up, -_LATS), min(place.lat + up, _LATS)
    widest = max(abs(south), abs(north))
    around = up / cos(radians(widest)) if widest < _LATS else _HALF_TURN
    if around >= _HALF_TURN:
        return shapely.box(-180, south, 180, north)
    turns = (place.lon + turn for turn in (-360, 0, 360))
    boxes = [shapely.box(at - around, south, at + around, north) for at in turns]
    return shapely.intersection(shapely.union_all(boxes), shapely.box(-180, -90, 180, 90))


def _meets(lonlat: Floats, window: shapely.Geometry) -> bool:
    return bool(shapely.intersects(shapely.LineString(lonlat), window))


def _where(speak: Voice, place: _Place) -> str:
    """Say the position in degrees, and what the point marks."""
    north, east, south, west = speak.words.compass
    lat = f"{speak.say.number(abs(place.lat), decimals=4)}° {north if place.lat >= 0 else south}"
    lon = f"{speak.say.number(abs(place.lon), decimals=4)}° {east if place.lon >= 0 else west}"
    parts = [text(place.row.get("admin1")) or "", f"{lat}, {lon}"]
    marks = text(place.row.get("marks"))
    parts += [speak.say.label(marks)] if marks else []
    return "; ".join(part for part in parts if part)


def _refuted(dataset: Dataset, deposit_id: str) -> list[tuple[float, float]]:
    """Return lon and lat of the positions that are refuted."""
    table = dataset.positions
    rows = table[(table["id"] == deposit_id) & (table["standing"] == Standing.REFUTED.value)]
    lat, lon = (rows[name].to_numpy(dtype=np.float64) for name in ("lat", "lon"))
    return [(float(lon[k]), float(lat[k])) for k in np.flatnonzero(on_globe(lat, lon))]


def _keys(speak: Voice, place: _Place, *, disputed: bool, refuted: bool) -> list[Key]:
    keys = [type_key(speak, [place.deposit.group])]
    if place.deposit.size_kt:
        keys.append(level_rings(speak, {place.deposit.level}))
    signs = [*disputed_key(speak).entries] if disputed else []
    if refuted:
        signs.append(Entry(speak.words.refuted_sign, _cross))
    return [*keys, Key("", [*signs, Entry(speak.words.other_deposits, _dot)])]


def _cross(page: Axes, x: float, y: float) -> None:
    page.scatter([x], [y], s=20, marker="x", color=INK, linewidths=1.0)


def _dot(page: Axes, x: float, y: float) -> None:
    page.scatter([x], [y], s=5, color=QUIET, linewidths=0)


def _notes(speak: Voice, dataset: Dataset, row: dict[str, Any], metres: float) -> list[str]:
    notes = [speak.words.locator_note, speak.words.borders]
    accuracy = float(row.get("accuracy_m", 0))
    if accuracy / metres > _RADIUS_PT:
        distance = f"{speak.say.number(accuracy / _M_A_KM, digits=2)} km"
        notes.insert(0, speak.words.accuracy_circle.format(distance=distance))
    return [" ".join(notes), speak.data(dataset)]


# --- Drawing -------------------------------------------------------------------------------------


@dataclass
class _Drawing:
    """One map in the making; `metres` is what a point stands for."""

    sheet: Sheet
    axes: Axes
    speak: Voice
    place: _Place
    project: Projected
    metres: float

    def draw(
        self,
        dataset: Dataset,
        refuted: list[tuple[float, float]],
        window: shapely.Geometry,
        close: list[Line],
    ) -> None:
        """Draw the ground, then what lies on it, then scale and inset."""
        axes, detail = self.axes, _DETAIL_PT * self.metres
        axes.set_facecolor(SEA)
        axes.set_xticks([])
        axes.set_yticks([])
        for side in axes.spines.values():
            side.set_color(QUIET)
            side.set_linewidth(0.6)
        cut = [(land, shapely.intersection(land.shape, window)) for land in lands()]
        near = [(land, shape) for land, shape in cut if not shape.is_empty]
        shapes = [shape for _, shape in near]
        own = [shape for land, shape in near if land.country == self.place.country]
        draw_degrees(self.sheet, axes, self.project, self.speak, (self.place.lon, self.place.lat))
        draw_land(axes, shapes, self.project, detail=detail)
        draw_land(axes, own, self.project, detail=detail, colour=OWN_LAND)
        draw_lines(axes, close, self.project, detail=detail)
        others = self._others(dataset)
        self._deposit(refuted)
        centre = (self.place.lon, self.place.lat)
        inset = draw_inset(self.sheet, axes, centre, _INSET[self.sheet.width_mm >= _WIDE_MM])
        bar = draw_scale_bar(axes, self.speak, self.metres)
        taken = [*self._name([inset, bar]), *others]
        name_countries(axes, near, self.project, self.speak, taken, own=self.place.country)

    def _others(self, dataset: Dataset) -> list[Box]:
        """Draw the other deposits, small; return what they cover."""
        known = positions(dataset)
        known.pop(self.place.deposit.id, None)
        if not known:
            return []
        xy = self.project(np.array(list(known.values())))
        (west, east), (south, north) = self.axes.get_xlim(), self.axes.get_ylim()
        inside = (xy[:, 0] > west) & (xy[:, 0] < east) & (xy[:, 1] > south) & (xy[:, 1] < north)
        self.axes.scatter(
            xy[inside, 0], xy[inside, 1], s=5, color=QUIET, linewidths=0.3, edgecolors=PAPER,
            zorder=2, label="others",
        )  # fmt: skip
        points = self.axes.transData.transform(xy[inside])
        return [Box(x, y, x, y).grown(2) for x, y in points.tolist()]

    def _deposit(self, refuted: list[tuple[float, float]]) -> None:
        accuracy = float(self.place.row.get("accuracy_m", 0))
        if accuracy / self.metres > _RADIUS_PT:
            self.axes.add_patch(
                Circle((0, 0), accuracy, facecolor=ACCENT, alpha=0.12, linewidth=0, zorder=2.4)
            )
            self.axes.add_patch(
                Circle((0, 0), accuracy, fill=False, edgecolor=ACCENT, linewidth=0.7, zorder=2.4)
            )
        if refuted:
            xy = self.project(np.array(refuted))
            self.axes.scatter(
                xy[:, 0], xy[:, 1], s=20, marker="x", color=INK, linewidths=1.0, zorder=2.6
            )
        deposit = self.place.deposit
        draw_symbols(self.axes, [(0.0, 0.0)], [deposit], _OneSize())

    def _name(self, taken: list[Box]) -> list[Box]:
        """Name the deposit; return what is taken then, its symbol and name among it."""
        x, y = (float(v) for v in self.axes.transData.transform((0, 0)))
        name = shortened(drawable(self.place.deposit.name), _LONGEST_PT, SIZE_OF_TEXT, bold=True)
        wide = width_pt(name, SIZE_OF_TEXT, bold=True)
        label = Label(x, y, _RADIUS_PT + 2.5, wide, SIZE_OF_TEXT + 1, must=True)
        frame = Box(*self.axes.bbox.extents).grown(-2)
        (place,) = placed([label], taken, frame)
        symbol = Box(x, y, x, y).grown(_RADIUS_PT + 4)
        if place is None:
            return [*taken, symbol]
        box = place.box
        middle = ((box.left + box.right) / 2 - x, (box.bottom + box.top) / 2 - y)
        ground = {"facecolor": PAPER, "alpha": 0.75, "edgecolor": "none", "pad": 0.8}
        self.axes.annotate(
            name, (0, 0), middle, textcoords="offset points", ha="center", va="center_baseline",
            zorder=6, bbox=ground, arrowprops=leader(label, place),
            **lettered(SIZE_OF_TEXT, bold=True),
        )  # fmt: skip
        return [*taken, symbol.grown(4), box.grown(4)]
