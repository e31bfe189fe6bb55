"""What the tests of plots share: a small dataset to be counted by hand, and how to read a plot."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

from geodeposits import charts
from geodeposits.charts.style import styles
from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import quantity_columns
from geodeposits.quantity import Quantity
from tests.rows_kit import INFO, deposit, estimate

OF_ONE = ("estimates", "partners", "locator")
SVG = "{http://www.w3.org/2000/svg}"


def position(deposit_id: str, lat: float, lon: float, **facts: Any) -> dict[str, Any]:
    claim = f"{deposit_id}/positions/{facts.get('source', 'paper')}"
    plain = {"claim": claim, "id": deposit_id, "lat": lat, "lon": lon, "standing": "accepted"}
    return {**plain, "marks": "ore-body", "accuracy_m": 500, "source": "paper", **facts}


def shares(deposit_id: str, **oxides: Any) -> dict[str, Any]:
    columns = {
        name: value
        for oxide, share in oxides.items()
        for name, value in quantity_columns(oxide, Quantity.parse(share)).items()
    }
    return {"claim": f"{deposit_id}/oxides/paper", "id": deposit_id, "source": "paper", **columns}


def step(deposit_id: str, party: str, **facts: Any) -> dict[str, Any]:
    claim = f"{deposit_id}/partners/{party}/{facts.get('date', '')}/{facts.get('stage', '')}"
    plain = {"claim": claim, "id": deposit_id, "party": party, "relation": "partner"}
    return {**plain, "role": "offtaker", "source": "paper", **facts}


def dataset(**tables: list[dict[str, Any]]) -> Dataset:
    paper = {"key": "paper", "title": "A paper", "producer": "Somebody", "date": "2020"}
    return Dataset.of_rows({"sources": [paper], **tables}, info=INFO)


def drawn(data: Dataset, kind: str, one: str, **options: Any) -> charts.Plot:
    return charts.plot(data, kind, (one,) if kind in OF_ONE else (), **options)


def whole(name: str = "One") -> Dataset:
    """Return a dataset of one deposit that every plot has something of."""
    one = "tr-one"
    return dataset(
        deposits=[deposit(one, name=name)],
        estimates=[estimate(one, ore=10, grade=">1", by_name=name, level="B")],
        positions=[position(one, 39.5, 31.0)],
        oxides=[shares(one, La2O3=30, CeO2=50, Nd2O3=20)],
        partners=[step(one, name, date="2020", stage="mou")],
        status=[
            {"claim": "s", "id": one, "date": "2020", "status": "exploration", "source": "paper"}
        ],
    )


# --- Reading a plot ------------------------------------------------------------------------------


def axes_of(figure: Figure, label: str) -> Axes:
    (found,) = [axes for axes in figure.axes if axes.get_label() == label]
    return found


def points(axes: Axes, label: str = "") -> list[tuple[float, float]]:
    """Return what a scatter with a label, or one with any, has drawn."""
    return [
        (round(float(x), 9), round(float(y), 9))
        for marks in axes.collections
        if (name := str(marks.get_label())) and not name.startswith("_")
        and (not label or name == label)
        for x, y in marks.get_offsets()
    ]  # fmt: skip


def texts(figure: Figure) -> list[str]:
    """Return every text that is drawn, of titles, keys, ticks and labels."""
    with styles():
        figure.draw_without_rendering()
    found = [t for t in figure.findobj(Text) if isinstance(t, Text) and t.get_visible()]
    return [t.get_text() for t in found if t.get_text().strip()]


def names(axes: Axes) -> list[Annotation]:
    return [t for t in axes.texts if isinstance(t, Annotation) and t.get_rotation() == 0]


def box_of(figure: Figure, text: Text) -> Bbox:
    """Return where a text stands, in points, without the line that leads to it."""
    with styles():
        renderer = FigureCanvasAgg(figure).get_renderer()
        if isinstance(text, Annotation):
            text.update_positions(renderer)
        return Text.get_window_extent(text, renderer)


def svg_root(content: bytes) -> ET.Element:
    return ET.fromstring(content)


def widths(content: bytes) -> tuple[float, float]:
    """Return width and height of an SVG in points."""
    head = re.search(rb'width="([\d.]+)pt" height="([\d.]+)pt"', content)
    assert head is not None
    return float(head[1]), float(head[2])
