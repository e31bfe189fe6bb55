"""Rules on what a record rests on: a mine without ore, a figure merely announced (GD512, GD606)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from geodeposits.checks.categories import PROGNOSTIC, RESERVES, STATE, having, is_one_of
from geodeposits.checks.hits import Mask, complaint, hits, texts
from geodeposits.checks.registry import rule
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.finding import Finding, Severity
from geodeposits.vocab import DepositType, EvidenceLevel, Kind, PlantStage, ProjectStatus

__all__ = ["headlines_announced_only", "mines_without_ore"]

# "Producer" and "byproduct producer" are the words of the USGS for a site that yields rare earths;
# "past producer" is none any more, and "producer(?)" a doubt.
_PRODUCER: Final = r"(?i)(?<!past )(?<!past byproduct )\bproducer\b(?!\s*\(\?\))"


@rule(
    "GD512",
    Severity.WARNING,
    needs=("deposits", "estimates", "plants", "occurrences"),
    scope="corpus",
)
def mines_without_ore(dataset: Dataset) -> Iterator[Finding]:
    """Find deposits whose status is operating, but that have neither a reserve nor production.

    A reserve is an estimate of that kind, or one of proved, probable, A, B, C1 or C2. Production
    is a plant that operates, or the word producer in the status or in an occurrence that is linked.
    Clays of the ion-adsorption type are left alone: they are mined for rare earths or not at all,
    and mostly without a reserve.

    Why
        Whoever mines has a reserve or a product. Mostly the mine yields something else, and the
        rare earths in it stay in the tailings; or it closed long ago and the newest status is of
        1956.
    Bad
        status = "operating", text = "niobium; rare earths only as a pilot"
    Good
        a plant at stage operating, a reserve, or a later status
    """
    deposits = dataset.deposits
    operating = is_one_of(deposits, "status", [ProjectStatus.OPERATING])
    clay = is_one_of(deposits, "type", [DepositType.ION_ADSORPTION_REE])
    judged = deposits[operating & ~clay]
    supported = judged["id"].isin(_with_reserve(dataset) | _with_product(dataset))
    called = texts(judged, "status_text").fillna("").str.contains(_PRODUCER, regex=True)
    for row in hits(judged, ~(supported | called).to_numpy(dtype=bool)):
        since = f" in {row['status_date']}" if row.get("status_date") else ""
        message = (
            f"operating{since}, but no estimate is a reserve and no plant operates: "
            "is it mined for rare earths, and still?"
        )
        yield complaint("GD512", Severity.WARNING, row, message, field="status")


@rule("GD606", Severity.WARNING, needs=("deposits", "estimates"), scope="corpus")
def headlines_announced_only(dataset: Dataset) -> Iterator[Finding]:
    """Find deposits whose headline figure is an announcement, with nothing documented beside it.

    Only a tonnage, of ore or of oxide, counts: a grade alone ranks nothing.

    Why
        A minister's figure enters rankings as if it were measured. Where a table of a survey or
        an old report exists, it belongs beside it; where none does, the reader has to be told.
    Bad
        kind = "announcement", ore_mt = "~6000" as the only estimate of a deposit
    Good
        the figure of a report beside it; or a waiver that says that none was found
    """
    deposits = dataset.deposits
    announced = is_one_of(deposits, "headline_level", [EvidenceLevel.E])
    alone = texts(deposits, "documented_claim").isna()
    ore, oxide = (texts(deposits, f"headline_{name}_text") for name in ("ore_mt", "reo_kt"))
    sized = ore.notna() | oxide.notna()
    for row in hits(deposits, announced & (alone & sized).to_numpy(dtype=bool)):
        figures = [
            f"{row[f'headline_{name}_text']} {unit}"
            for name, unit in (("ore_mt", "Mt of ore"), ("reo_kt", "kt of oxide"))
            if row.get(f"headline_{name}_text")
        ]
        message = f"the headline of {' and '.join(figures)} is announced and documented nowhere"
        claimed = {**row, "claim": row.get("headline_claim")}
        yield complaint("GD606", Severity.WARNING, claimed, message, field="estimates")


def _with_reserve(dataset: Dataset) -> set[str]:
    table = dataset.estimates
    reserve = is_one_of(table, "kind", [Kind.RESERVE])
    return _ids(table, reserve | having(table, RESERVES | (STATE - PROGNOSTIC)))


def _with_product(dataset: Dataset) -> set[str]:
    """Return the ids of deposits with a plant that operates, or an occurrence that produces."""
    plants, occurrences = dataset.plants, dataset.occurrences
    runs = is_one_of(plants, "stage", [PlantStage.OPERATING])
    produces = texts(occurrences, "production").fillna("").str.contains(_PRODUCER, regex=True)
    linked = texts(occurrences, "deposits")[produces.to_numpy(dtype=bool)].dropna()
    return _ids(plants, runs) | {each for text in linked for each in text.split(LIST_SEPARATOR)}


def _ids(table: pd.DataFrame, chosen: Mask) -> set[str]:
    return set(texts(table, "id")[chosen].dropna())
