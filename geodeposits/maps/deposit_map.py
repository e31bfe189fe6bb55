"""`deposit_map`: a dataset as a folium map that writes itself as one self-contained page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Literal

import branca.element
import folium
from folium.template import Template
from folium.utilities import JsCode

from geodeposits.dataset import Dataset
from geodeposits.files import write_atomically
from geodeposits.maps.page import page_html
from geodeposits.maps.tiles import Tiles, tile_layers

__all__ = ["DepositMap", "deposit_map"]

Language = Literal["en"]
LANGUAGES: Final = ("en",)

_FRACTIONAL_ZOOM: Final = 0.25  # vector borders are crisp at any zoom
_MAY_MOVE: Final = JsCode("!matchMedia('(prefers-reduced-motion: reduce)').matches")
_WORLD: Final = [[-89.0, -210.0], [89.0, 210.0]]  # one world, with room to pull its edges in


def deposit_map(
    dataset: Dataset,
    *,
    title: str | None = None,
    tiles: Iterable[Tiles] = (),
    lang: Language = "en",
    selected: str | None = None,
) -> DepositMap:
    """Draw a dataset: symbols by contained REO, type and evidence level, with every claim.

    `title` is plain text; the default is the dataset's. `tiles` adds online layers, by provider's
    name, `(URL template, attribution)` or folium layer; they stay off, and nothing is requested,
    until the reader switches one on. `selected` opens a deposit's claims at once. Raises
    UnknownDeposit, UnusableTiles, and ValueError for a language that there are no words for.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang is one of {', '.join(LANGUAGES)}, not {lang!r}")
    if selected is not None:
        dataset.deposit(selected)
    return DepositMap(dataset, title=title, tiles=tiles, lang=lang, selected=selected)


class DepositMap(folium.Map):
    """A `folium.Map` whose page is ours: one file, no request, claims shown as plain text.

    Further folium layers and markers can be added and are drawn. What such a layer loads from
    elsewhere (scripts and style sheets of folium's plugins) is refused by the page, and
    `html()` warns of it.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}{{ this.folium_script(kwargs) }}{% endmacro %}"
    )

    def __init__(
        self,
        dataset: Dataset,
        *,
        title: str | None = None,
        tiles: Iterable[Tiles] = (),
        lang: Language = "en",
        selected: str | None = None,
    ) -> None:
        self.dataset, self.title, self.lang, self.selected = dataset, title, lang, selected
        self.tile_layers = tile_layers(tiles)
        super().__init__(location=(20, 10), zoom_start=2, tiles=None, control_scale=True)
        self.default_js, self.default_css = [], []
        options: dict[str, Any] = {
            "max_bounds": _WORLD,
            "max_bounds_viscosity": 0.9,
            "min_zoom": 0,
            "max_zoom": 14,
            "zoom_animation": _MAY_MOVE,
            "fade_animation": _MAY_MOVE,
            "inertia": _MAY_MOVE,
            "zoom_snap": 1 if self.tile_layers else _FRACTIONAL_ZOOM,
        }
        self.options.update(options)
        _PageFigure(height="680px").add_child(self)

    def folium_script(self, kwargs: dict[str, Any]) -> str:
        """Return folium's own script of the map; its header, which forbids zooming, is left out."""
        return str(folium.Map._template.module.script(self, kwargs))

    def html(self) -> str:
        """Return the finished page. The same dataset and options give the same text."""
        return page_html(self)

    def save(self, path: Path | str) -> None:  # type: ignore[override]
        """Write the page whole or not at all; raises UnwritableFile."""
        write_atomically(path, self.html().encode("utf-8"))


class _PageFigure(branca.element.Figure):
    """The root of a DepositMap: whoever renders it (a notebook, folium) gets the finished page."""

    def render(self, **_: Any) -> str:
        """Return the finished page."""
        maps = [child for child in self._children.values() if isinstance(child, DepositMap)]
        return maps[0].html()
