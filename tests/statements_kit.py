"""What the tests of statements share: small datasets with statements and national tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geodeposits.dataset import SCHEMAS, Dataset, table_of
from geodeposits.dataset.columns import quantity_columns
from geodeposits.dataset.rows import source_row, statement_row
from geodeposits.model import Source, Statement
from geodeposits.quantity import Quantity
from geodeposits.summary.statements import Check, Ground, Judgement, Outcome
from geodeposits.summary.statements import tested as judged

CITE = {"source": "paper"}


def statement(**fields: Any) -> Statement:
    """Return a statement about the deposit `tr-a`; fields as a seed has them."""
    given = {
        "who": "Somebody",
        "date": "2025-06",
        "subject": "tr-a",
        "summary": "Something.",
        "cite": {"source": "speech"},
        **fields,
    }
    return Statement.model_validate(given)


def estimate(**figures: Any) -> dict[str, Any]:
    """Return an estimate as a seed has it: of level D, on total oxides, published in 2020."""
    return {
        "kind": "resource",
        "basis": "TREO",
        "by": "operator",
        "published": "2020",
        "cite": CITE,
        **figures,
    }


def announced(**figures: Any) -> dict[str, Any]:
    """Return an announcement of an authority: level E."""
    return estimate(kind="announcement", code="none", by="authority", **figures)


def reserves(edition: int, **by_country: Any) -> list[dict[str, Any]]:
    """Return the rows of one edition in t; a text that is no figure is what the table prints."""
    return [
        _national(edition, where, "reserves", None, value) for where, value in by_country.items()
    ]


def production(edition: int, year: int, **by_country: Any) -> list[dict[str, Any]]:
    """Return the production of a year by one edition, in t."""
    rows = by_country.items()
    return [_national(edition, where, "production", year, value) for where, value in rows]


def _national(
    edition: int, where: str, measure: str, year: int | None, value: Any
) -> dict[str, Any]:
    printed = isinstance(value, str) and value == "NA"
    figure = None if printed else Quantity.parse(value)
    place = {"country": where, "area": None}
    if where in {"world", "other countries"}:
        place = {"country": None, "area": where}
    return {
        **place,
        **quantity_columns("reo_t", figure),
        "claim": f"national/table-{edition}/{where}/{measure}/{year}",
        "measure": measure,
        "year": year,
        "edition": edition,
        "stated": value if printed else None,
        "source": f"table-{edition}",
        "origin": "",
    }


def with_statements(
    dataset: Dataset, *statements: Statement, national: list[dict[str, Any]] | None = None
) -> Dataset:
    """Add statements (`s0`, `s1` …) and national tables, each out in January of its edition."""
    rows = [statement_row(f"s{at}", each, origin="") for at, each in enumerate(statements)]
    found = national or []
    tables = {row["source"]: f"{int(row['edition'])}-01" for row in found}
    sources = dataset.sources.to_dict("records")
    for key, date in tables.items():
        source = Source.model_validate(
            {"title": key, "producer": "Agency", "kind": "agency", "date": date}
        )
        sources.append(source_row(key, source, origin=""))
    return replace(
        dataset,
        statements=table_of(SCHEMAS["statements"], rows),
        reserves=table_of(SCHEMAS["reserves"], found),
        sources=table_of(SCHEMAS["sources"], sources),
    )


class Trial:
    """Test one statement against deposits and national tables."""

    def __init__(self, dataset_of: Any) -> None:
        self._dataset_of = dataset_of

    def __call__(
        self,
        records: Mapping[str, Mapping[str, Any]],
        *,
        national: list[dict[str, Any]] | None = None,
        **fields: Any,
    ) -> Judgement:
        """Return the result of one statement; records as `dataset_of` takes them."""
        sources = {
            "paper": {"title": "P", "producer": "P", "kind": "paper", "date": "2020"},
            "speech": {"title": "S", "producer": "S", "kind": "press", "date": "2025-06"},
        }
        dataset = self._dataset_of(records, sources=sources)
        made = with_statements(dataset, statement(**fields), national=national)
        (result,) = judged(made)
        return result


def outcomes(result: Judgement) -> list[tuple[Ground, Outcome]]:
    """Return (ground, outcome) of each comparison."""
    return [(check.ground, check.outcome) for check in result.checks]


def found(result: Judgement, ground: Ground) -> list[str]:
    """Return what was found on a ground, rounded to three digits."""
    checks: list[Check] = [check for check in result.checks if check.ground is ground]
    return [check.found.shown(3) for check in checks if check.found is not None]
