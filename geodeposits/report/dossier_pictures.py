"""The charts of a dossier, drawn as SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from geodeposits.dataset import Dataset
from geodeposits.errors import NothingToPlot
from geodeposits.report.document import Image
from geodeposits.report.dossier_overview import OVERVIEW
from geodeposits.speech import Language

if TYPE_CHECKING:
    from geodeposits.charts import Plot

__all__ = ["drawn", "drawn_overview"]

Draw = Callable[[Any, Dataset, str, Language], "Plot"]


def drawn(dataset: Dataset, deposit_id: str, lang: Language) -> dict[str, Image]:
    """Draw what there is to draw of a deposit, by the names of the pictures in its dossier.

    Raises MissingPackage without matplotlib.
    """
    return dict(_drawn(dataset, deposit_id, lang))


def drawn_overview(dataset: Dataset, ids: Sequence[str], lang: Language) -> dict[str, Image]:
    """Draw the chart of an overview: the deposits among all others."""
    from geodeposits import charts

    try:
        with charts.embedded(_HEIGHTS["grade_tonnage"]):
            plot = charts.grade_tonnage(dataset, highlight=tuple(ids), lang=lang, width_mm=184)
    except NothingToPlot:
        return {}
    return {f"{OVERVIEW}/grade_tonnage": _image(charts, plot)}


def _drawn(dataset: Dataset, deposit_id: str, lang: Language) -> Iterator[tuple[str, Image]]:
    from geodeposits import charts

    for name, draw in _PICTURES.items():
        if name == "grade_tonnage" and not _is_plotted(dataset.deposit(deposit_id)):
            continue
        try:
            with charts.embedded(_HEIGHTS.get(name, 1)):
                plot = draw(charts, dataset, deposit_id, lang)
        except NothingToPlot:
            continue
        yield f"{deposit_id}/{name}", _image(charts, plot)


def _is_plotted(one: Dataset) -> bool:
    """Say whether the deposit of a dataset stands on the chart of grade and tonnage.

    A chart of all the others tells nothing of a deposit that is not on it.
    """
    from geodeposits.charts.amounts import chosen

    return all(each.ore_mt and each.grade_pct for each in chosen(one, "headline"))


def _image(charts: Any, plot: Plot) -> Image:
    alt = ". ".join(part.rstrip(".") for part in (plot.heading, plot.description) if part)
    own = plot.notes[:-1]  # the last names the dataset, as the head of the page does
    return Image(charts.svg_bytes(plot), f"{alt}.", " ".join(own))


_PICTURES: Final[dict[str, Draw]] = {
    "locator": lambda charts, dataset, one, lang: charts.locator_map(
        dataset, one, lang=lang, width_mm=70
    ),
    "grade_tonnage": lambda charts, dataset, one, lang: charts.grade_tonnage(
        dataset, highlight=(one,), lang=lang, width_mm=121
    ),
    "partners": lambda charts, dataset, one, lang: charts.partner_timeline(
        dataset, one, lang=lang, width_mm=184
    ),
    "pattern": lambda charts, dataset, one, lang: charts.ree_pattern(
        dataset, (one,), lang=lang, width_mm=88
    ),
    "oxides": lambda charts, dataset, one, lang: charts.oxide_bars(
        dataset, (one,), lang=lang, width_mm=88
    ),
}
"""How each picture is drawn, in mm as wide as it stands on paper."""

_HEIGHTS: Final = {"grade_tonnage": 0.62, "pattern": 0.75}
"""How high the axes of a picture are, of what they are on a sheet of their own."""
