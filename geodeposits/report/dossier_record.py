"""Dossiers as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from geodeposits.checks import CheckRun
from geodeposits.dataset import Dataset
from geodeposits.report.citations import cite_deposit, plain
from geodeposits.report.cited import cited_keys
from geodeposits.report.deposit import DepositSheet
from geodeposits.report.dossier_findings import findings_of
from geodeposits.report.records import table_records
from geodeposits.summary.ranks import rank
from geodeposits.summary.statements import verdicts

__all__ = ["dossier_record"]

Record = dict[str, Any]


def dossier_record(dataset: Dataset, ids: Iterable[str], run: CheckRun | None) -> Record:
    """Return dossiers as plain data.

    Keys: `generator`, `dataset` (as in `DepositSheet.json`), and `deposits`: for each what
    `DepositSheet.json` holds but these two, its `sources` those that its claims cite; `ranks`, the
    rows of `geodeposits.summary.ranks.rank`; `verdicts`, those of
    `geodeposits.summary.statements.verdicts` about it; and `citation`, a line.
    """
    said = verdicts(dataset)
    made = [_deposit(dataset, one, run, said) for one in ids]
    return {
        "generator": "geodeposits report",
        "dataset": made[0].pop("dataset"),
        "deposits": [{k: v for k, v in each.items() if k != "dataset"} for each in made],
    }


def _deposit(dataset: Dataset, deposit_id: str, run: CheckRun | None, said: pd.DataFrame) -> Record:
    one = dataset.deposit(deposit_id)
    own = (
        None
        if run is None
        else CheckRun(findings=tuple(findings_of(run, deposit_id)), rules=run.rules)
    )
    record = DepositSheet(one, own).record()
    cited = cited_keys(one)
    return {
        **{name: value for name, value in record.items() if name != "generator"},
        "sources": [source for source in record["sources"] if source["key"] in cited],
        "ranks": table_records(rank(dataset, deposit_id), amounts=("amount",)),
        "verdicts": table_records(said[said["subject"] == deposit_id], amounts=()),
        "citation": plain(cite_deposit(dataset, deposit_id)),
    }
