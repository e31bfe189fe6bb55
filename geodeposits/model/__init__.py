"""Records of what sources state about deposits, as frozen and strict pydantic models.

pydantic decides whether a record can be read; a rule decides whether it should be believed. So a
latitude of 95 is read here and found by GD201, while a latitude of `"north"` is not read at all.

Units are in the names: `ore_mt` is million metric tonnes, `grade_pct` percent by mass on the stated
`basis`, `contained_kt` thousand tonnes on that basis, `reo_t` tonnes, `accuracy_m` metres,
`share_pct` percent. Unknown is absent.
"""

from geodeposits.model.claims import (
    Cite,
    Claim,
    Classification,
    ConditionClaim,
    Estimate,
    EstimatePart,
    Owner,
    OxideDistribution,
    Partner,
    Plant,
    Position,
    Record,
    StatusStep,
)
from geodeposits.model.records import (
    DatasetInfo,
    Deposit,
    NationalFigure,
    NationalTable,
    OccurrenceWaiver,
    OccurrenceWaivers,
    Party,
    Source,
    Waiver,
    json_schema,
)
from geodeposits.model.statements import Statement

__all__ = [
    "Cite",
    "Claim",
    "Classification",
    "ConditionClaim",
    "DatasetInfo",
    "Deposit",
    "Estimate",
    "EstimatePart",
    "NationalFigure",
    "NationalTable",
    "OccurrenceWaiver",
    "OccurrenceWaivers",
    "Owner",
    "OxideDistribution",
    "Partner",
    "Party",
    "Plant",
    "Position",
    "Record",
    "Source",
    "Statement",
    "StatusStep",
    "Waiver",
    "json_schema",
]
