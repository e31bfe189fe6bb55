"""What the tests of datasets share: records of deposits, and a sample of four."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.dataset.rows import deposit_rows, party_row, source_row
from geodeposits.dates import PartialDate
from geodeposits.model import DatasetInfo, Deposit, Party, Source

CITE = {"source": "src-a"}


def deposit(**fields: Any) -> Deposit:
    return Deposit.model_validate({"name": "A", "country": "TR", **fields})


def estimate(**fields: Any) -> dict[str, Any]:
    return {"kind": "resource", "code": "jorc", "basis": "TREO", "by": "operator", "cite": CITE,
            **fields}  # fmt: skip


SOURCE = Source.model_validate(
    {"title": "Report", "producer": "A Ltd", "kind": "company", "date": "2019-05"}
)
INFO = DatasetInfo.model_validate(
    {"name": "d", "title": "t", "description": "d", "version": "0.1.0", "licence": "l",
     "licence_url": "u", "as_of": "2026-11-23"}
)  # fmt: skip


PARTIES = {
    name: Party.model_validate({"name": name, "kind": "government", "country": country})
    for name, country in (("Çin Halk Cumhuriyeti", "CN"), ("European Union", "EU"))
}


def rows_of(
    deposit_id: str, record: Deposit, as_of: PartialDate = INFO.as_of
) -> Iterator[tuple[str, dict[str, Any]]]:
    return deposit_rows(
        deposit_id,
        record,
        as_of=as_of,
        sources={"src-a": SOURCE},
        origins={("", 0): "f:1"},
        parties=PARTIES,
    )


def dataset(*records: tuple[str, Deposit], **more: Any) -> Dataset:
    rows: dict[str, list[dict[str, Any]]] = {"sources": []}
    rows["parties"] = [party_row(party, origin="p:1") for party in PARTIES.values()]
    for key in ("src-a", "src-b", "src-c"):
        rows["sources"].append(source_row(key, SOURCE, origin=f"{key}.toml:1"))
    for deposit_id, record in records:
        for table, row in rows_of(deposit_id, record):
            rows.setdefault(table, []).append(row)
    return Dataset.of_rows(rows, info=INFO, **more)


def estimates_of(**fields: Any) -> pd.DataFrame:
    return dataset(("tr-a", deposit(estimates=[estimate(**fields)]))).estimates


def point(lat: float, lon: float, **more: Any) -> dict[str, Any]:
    return {"lat": lat, "lon": lon, "accuracy_m": 100, "cite": CITE, **more}


@cache
def sample() -> Dataset:
    beylikova = deposit(
        classification={"type": "carbonatite-ree", "cite": {"source": "src-b"}},
        positions=[point(39.6, 31.35)],
        estimates=[estimate(kind="announcement", basis="REO", ore_mt="694", grade_pct=">1"),
                   estimate(kind="historical", ore_mt="30", grade_pct="3")],
        partners=[{"party": "Çin Halk Cumhuriyeti", "role": "other",
                   "stage": "talks", "cite": CITE},
                  {"party": "European Union", "role": "lender",
                   "stage": "talks", "cite": CITE}],
        status=[{"status": "exploration", "date": "2026", "cite": CITE}],
    )  # fmt: skip
    fiji = deposit(
        country="FJ", positions=[point(-17.0, 179.5)], estimates=[estimate(basis="TREE", ore_mt=10,
        grade_pct=4, effective="2025")], status=[{"status": "operating", "cite": CITE}],
    )  # fmt: skip
    alaska = deposit(country="US", positions=[point(55.0, -132.0)])
    nowhere = deposit(country="NA", no_position="kept secret")
    return dataset(("tr-a", beylikova), ("fj-b", fiji), ("us-c", alaska), ("na-d", nowhere))


def ids(found: Dataset) -> list[str]:
    return found.deposits["id"].tolist()
