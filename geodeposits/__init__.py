"""geodeposits: the open, cited atlas of the world's rare earth deposits.

    >>> import geodeposits
    >>> ds = geodeposits.load()                       # doctest: +SKIP
    >>> ds.filter(country=("TR",)).map().save("tr.html")  # doctest: +SKIP

Importing does nothing; each name is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun, run
    from geodeposits.dataset import Dataset, Filters
    from geodeposits.dates import PartialDate
    from geodeposits.elements import convert, group_sum, to_element, to_oxide, tree, treo
    from geodeposits.errors import GeodepositsError
    from geodeposits.finding import Finding, Severity
    from geodeposits.inputs import read
    from geodeposits.maps import DepositMap, explore
    from geodeposits.model import Deposit, Source
    from geodeposits.normalisation import ce_anomaly, eu_anomaly, la_yb, normalised
    from geodeposits.package import load
    from geodeposits.quantity import Quantity
    from geodeposits.report import DepositSheet, Dossier, dossier, dossiers
    from geodeposits.seeds import compile_seeds
    from geodeposits.vocab import EvidenceLevel

__all__ = [
    "CheckRun",
    "Dataset",
    "Deposit",
    "DepositMap",
    "DepositSheet",
    "Dossier",
    "EvidenceLevel",
    "Filters",
    "Finding",
    "GeodepositsError",
    "PartialDate",
    "Quantity",
    "Severity",
    "Source",
    "__version__",
    "ce_anomaly",
    "compile_seeds",
    "convert",
    "dossier",
    "dossiers",
    "eu_anomaly",
    "explore",
    "group_sum",
    "la_yb",
    "load",
    "normalised",
    "read",
    "run",
    "to_element",
    "to_oxide",
    "tree",
    "treo",
]

__version__ = "0.1.0"

_ROOM_OF = {
    "CheckRun": "checks",
    "Dataset": "dataset",
    "Deposit": "model",
    "DepositMap": "maps",
    "DepositSheet": "report",
    "Dossier": "report",
    "EvidenceLevel": "vocab",
    "Filters": "dataset",
    "Finding": "finding",
    "GeodepositsError": "errors",
    "PartialDate": "dates",
    "Quantity": "quantity",
    "Severity": "finding",
    "Source": "model",
    "ce_anomaly": "normalisation",
    "compile_seeds": "seeds",
    "dossier": "report",
    "dossiers": "report",
    "convert": "elements",
    "eu_anomaly": "normalisation",
    "explore": "maps",
    "group_sum": "elements",
    "la_yb": "normalisation",
    "load": "package",
    "normalised": "normalisation",
    "read": "inputs",
    "run": "checks",
    "to_element": "elements",
    "to_oxide": "elements",
    "tree": "elements",
    "treo": "elements",
}


def __getattr__(name: str) -> Any:
    room = _ROOM_OF.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{room}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
