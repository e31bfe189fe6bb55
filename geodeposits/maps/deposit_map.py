"""`deposit_map` and `explore`: a folium map that writes itself as one self-contained page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import branca.element
import folium
import geopandas
from folium.template import Template
from folium.utilities import JsCode

from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import TABLE_NAME
from geodeposits.files import write_atomically
from geodeposits.maps.columns import ColumnTable, encode_table, opening_blocks
from geodeposits.maps.container import json_block
from geodeposits.maps.features import (
    column_labels,
    deposit_table,
    occurrence_table,
    value_labels,
)
from geodeposits.maps.frames import frame_notes, frame_table
from geodeposits.maps.page import page_html
from geodeposits.maps.roles import with_roles
from geodeposits.maps.tiles import Tiles, tile_layers
from geodeposits.model import DatasetInfo
from geodeposits.speech import LANGUAGES, Language, speech

__all__ = ["MOST_RICH", "DepositMap", "deposit_map", "explore"]

MOST_RICH: Final = 1_500
"""Up to so many deposits are drawn as symbols, with all their claims in the page."""

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
    color_by: str | None = None,
    size_by: str | None = None,
    facets: Iterable[str] | None = None,
    occurrences: bool = True,
) -> DepositMap:
    """Draw a dataset: symbols by contained REO, type and evidence level, with every claim.

    `title` is plain text; the default is the dataset's. `tiles` adds online layers, by provider's
    name, `(URL template, attribution)` or folium layer; they stay off, and nothing is requested,
    until the reader switches one on. `selected` opens a deposit's claims at once. `color_by`,
    `size_by` and `facets` name columns of `maps.features.deposit_table`; the defaults are the
    type group, the contained oxides and all that compares. `occurrences` draws the dataset's
    occurrences below. Raises UnknownDeposit, UnknownTerm, UnusableColumn, UnusableTiles, and
    ValueError for a language that there are no words for.
    """
    _refuse_unspoken(lang)
    if selected is not None:
        dataset.deposit(selected)
    table = deposit_table(dataset, lang=lang)
    has_quiet = occurrences and len(dataset.occurrences) > 0
    return DepositMap(
        dataset,
        title=title,
        tiles=tiles,
        lang=lang,
        selected=selected,
        table=with_roles(table, color_by=color_by, size_by=size_by, facets=facets),
        occurrences=occurrence_table(dataset, lang=lang) if has_quiet else None,
    )


def explore(
    gdf: geopandas.GeoDataFrame,
    *,
    title: str | None = None,
    color_by: str | None = None,
    size_by: str | None = None,
    facets: Iterable[str] | None = None,
    name: str | None = None,
    search: Iterable[str] | None = None,
    tiles: Iterable[Tiles] = (),
    lang: Language = "en",
) -> DepositMap:
    """Draw any GeoDataFrame, of any size: a point a row, its columns to filter, sort and search.

    `color_by` names a column (numbers are cut into classes), `size_by` one of numbers, `facets`
    those to filter by, `name` the one that names a row, `search` those to search; see
    `maps.frames.frame_table` for what is chosen where none is named. `title` and `tiles` are as in
    `deposit_map`. Raises UnknownTerm, UnusableColumn, UnusableTiles, TypeError for what is no
    GeoDataFrame, and ValueError for a language that there are no words for.

        wells = geopandas.read_file("wells.gpkg")
        geodeposits.explore(wells, color_by="aquifer").save("wells.html")
    """
    _refuse_unspoken(lang)
    table = frame_table(gdf, color_by, size_by, facets, name, search)
    shown = title or speech(lang).records(len(gdf))
    return DepositMap(
        _without_deposits(shown),
        title=title,
        tiles=tiles,
        lang=lang,
        table=table,
        notes=frame_notes(gdf, table),
        is_of_rows=True,
    )


def _of_booleans(table: ColumnTable) -> dict[str, dict[str, str]]:
    """Spell the booleans of rows of a frame in Turkish; in English they stay as they are."""
    say = speech("tr")
    spelled = {"true": say.yes_no(True), "false": say.yes_no(False)}
    return {column.name: spelled for column in table.columns if column.is_boolean}


def _labels(table: ColumnTable, lang: Language) -> dict[str, Any]:
    return {"columns": column_labels(table, lang), "values": value_labels(table, lang)}


def _refuse_unspoken(lang: str) -> None:
    if lang not in LANGUAGES:
        raise ValueError(f"lang is one of {', '.join(LANGUAGES)}, not {lang!r}")


def _without_deposits(title: str) -> Dataset:
    """Return the empty dataset that stands behind a page of somebody's own rows."""
    info = DatasetInfo(
        name=TABLE_NAME,
        title=title,
        description="Rows explored by geodeposits",
        version="0.0.0",
        licence="unstated",
        licence_url="unstated",
    )
    return Dataset.of_rows({}, info=info)


class DepositMap(folium.Map):
    """A `folium.Map` whose page is ours: one file, no request, claims shown as plain text.

    Further folium layers and markers can be added and are drawn. What such a layer loads from
    elsewhere (scripts and style sheets of folium's plugins) is refused by the page, and
    `html()` warns of it. `is_of_rows` says that the page shows a GeoDataFrame, without deposits
    and their claims.
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
        table: ColumnTable | None = None,
        occurrences: ColumnTable | None = None,
        notes: Mapping[str, int] | None = None,
        is_of_rows: bool = False,
    ) -> None:
        self.dataset, self.title, self.lang, self.selected = dataset, title, lang, selected
        self.table = deposit_table(dataset, lang=lang) if table is None else table
        self.occurrences, self.notes = occurrences, dict(notes or {})
        self.is_of_rows = is_of_rows
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

    @property
    def is_rich(self) -> bool:
        """Whether the deposits are few enough for symbols and all their claims."""
        return not self.is_of_rows and len(self.dataset) <= MOST_RICH

    def blocks(self) -> dict[str, bytes]:
        """Return what the page filters and lists, as blocks of its container.

        `deposits.*` is the table of the deposits or of the rows, `occurrences.*` the quiet one
        (left out where there is none); `labels` spells their columns, terms and codes as {table:
        {language: {"columns": {name: text}, "values": {column: {value: text}}}}}, and of rows of a
        frame only the booleans, in Turkish; `notes` counts what a reader should know (see
        `frame_notes`).
        """
        tables = {"deposits": self.table, "occurrences": self.occurrences}
        blocks: dict[str, bytes] = {}
        labels: dict[str, Any] = {}
        for prefix, table in tables.items():
            if table is not None:
                blocks |= encode_table(table, prefix)
            if table is None:
                continue
            if not self.is_of_rows:
                labels[prefix] = {lang: _labels(table, lang) for lang in LANGUAGES}
            elif values := _of_booleans(table):
                labels[prefix] = {"tr": {"columns": {}, "values": values}}
        return {**blocks, "labels": json_block(labels), "notes": json_block(self.notes)}

    def opening_blocks(self) -> frozenset[str]:
        """Return which of `blocks` a page of discs needs to be seen; one of symbols needs all."""
        tables = {"deposits": self.table, "occurrences": self.occurrences}
        each = [opening_blocks(table, name) for name, table in tables.items() if table is not None]
        return frozenset({"labels", "notes"}).union(*each)

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
