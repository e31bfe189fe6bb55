"""All plots by name: what each takes, and one function that draws any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from geodeposits.charts.cumulative import cumulative_reo
from geodeposits.charts.grade_tonnage import grade_tonnage
from geodeposits.charts.locator import locator_map
from geodeposits.charts.oxide_bars import oxide_bars
from geodeposits.charts.pattern import ree_pattern
from geodeposits.charts.sheet import Plot
from geodeposits.charts.through_time import estimates_through_time
from geodeposits.charts.timeline import partner_timeline
from geodeposits.charts.world import world_map
from geodeposits.dataset import Dataset
from geodeposits.errors import UnknownTerm
from geodeposits.normalisation import REFERENCE
from geodeposits.speech import Language
from geodeposits.summary import Figure

__all__ = ["KINDS", "Kind", "WrongIds", "kind_of", "plot"]


class WrongIds(ValueError):
    """More or fewer deposits than a plot is of."""


@dataclass(frozen=True)
class Kind:
    """One plot: `takes` says whether ids are `none`, `any` number of them, or `one`.

    `has_figure` and `has_reference` say which options it knows.
    """

    draw: Callable[..., Plot]
    takes: str
    has_figure: bool = False
    has_reference: bool = False


KINDS: Final[dict[str, Kind]] = {
    "grade-tonnage": Kind(grade_tonnage, "any", has_figure=True),
    "ree-pattern": Kind(ree_pattern, "any", has_reference=True),
    "oxides": Kind(oxide_bars, "any"),
    "cumulative": Kind(cumulative_reo, "none", has_figure=True),
    "estimates": Kind(estimates_through_time, "one"),
    "partners": Kind(partner_timeline, "one"),
    "world": Kind(world_map, "any", has_figure=True),
    "locator": Kind(locator_map, "one"),
}
"""The plots by name, in the order of the gallery."""


def kind_of(name: str) -> Kind:
    """Return a plot by its name; raise UnknownTerm with the nearest names."""
    if name not in KINDS:
        raise UnknownTerm(name, vocabulary="plot", choices=KINDS)
    return KINDS[name]


def plot(
    dataset: Dataset,
    kind: str,
    ids: Sequence[str] = (),
    *,
    figure: Figure = "headline",
    reference: str = REFERENCE,
    lang: Language = "en",
    width_mm: float = 174,
) -> Plot:
    """Draw a plot by its name (see `KINDS`), of the deposits named where it is of some.

    Ids are highlighted in `grade-tonnage` and `world`, and chosen in `ree-pattern` and `oxides`;
    `estimates`, `partners` and `locator` are of one. Raises UnknownTerm for another name, WrongIds,
    UnknownDeposit, NothingToPlot.
    """
    known = kind_of(kind)
    more: dict[str, Any] = {"lang": lang, "width_mm": width_mm}
    more |= {"figure": figure} if known.has_figure else {}
    more |= {"reference": reference} if known.has_reference else {}
    if known.takes == "one":
        if len(ids) != 1:
            raise WrongIds(f"{kind} is of one deposit: name it" if not ids else _too_many(kind))
        return known.draw(dataset, ids[0], **more)
    if known.takes == "none":
        if ids:
            raise WrongIds(f"{kind} is of all deposits: name none, or choose by the filters")
        return known.draw(dataset, **more)
    if kind in {"grade-tonnage", "world"}:
        return known.draw(dataset, highlight=tuple(ids), **more)
    return known.draw(dataset, tuple(ids), **more)


def _too_many(kind: str) -> str:
    return f"{kind} is of one deposit: name one at a time"
