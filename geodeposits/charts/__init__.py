"""Plots of a Dataset as matplotlib figures, and those as bytes of SVG, PNG or PDF.

Each function returns a figure that is drawn in one style, whatever the user's settings are, and is
the same for the same data. `width_mm` is the width of a column (85) or of a page (174). Raises
NothingToPlot where the data hold nothing for a plot.
"""

from __future__ import annotations

from geodeposits.errors import MissingPackage

try:
    import matplotlib as _mpl  # noqa: F401
except ImportError:
    raise MissingPackage("matplotlib", extra="plots", purpose="a plot") from None

from geodeposits.charts.cumulative import cumulative_reo
from geodeposits.charts.gallery import KINDS, plot
from geodeposits.charts.grade_tonnage import grade_tonnage
from geodeposits.charts.locator import locator_map
from geodeposits.charts.outputs import pdf_bytes, png_bytes, svg_bytes
from geodeposits.charts.oxide_bars import oxide_bars
from geodeposits.charts.pattern import ree_pattern
from geodeposits.charts.sheet import Plot, embedded
from geodeposits.charts.through_time import estimates_through_time
from geodeposits.charts.timeline import partner_timeline
from geodeposits.charts.world import world_map

__all__ = [
    "KINDS",
    "Plot",
    "cumulative_reo",
    "embedded",
    "estimates_through_time",
    "grade_tonnage",
    "locator_map",
    "oxide_bars",
    "partner_timeline",
    "pdf_bytes",
    "plot",
    "png_bytes",
    "ree_pattern",
    "svg_bytes",
    "world_map",
]
