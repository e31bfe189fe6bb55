"""National tables in: one file a table, each figure a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geodeposits.dataset.columns import Row, quantity_columns, series_of
from geodeposits.finding import Finding, Severity
from geodeposits.model import NationalFigure, NationalTable
from geodeposits.quantity import Quantity
from geodeposits.seeds.records import SeedFile, read_record
from geodeposits.vocab import NationalMeasure

__all__ = ["national_rows", "with_revisions"]


def national_rows(file: SeedFile, findings: list[Finding]) -> Iterator[Row]:
    """Yield the rows of one national table; `before_t` and `revised` wait for `with_revisions`.

    A figure of no place or of two, one of production without its year, and one that the table has
    already are findings and left out.
    """
    result = read_record(NationalTable, file, findings)
    if result is None:
        return
    table, indices = result
    seen: set[str] = set()
    for figure, index in zip(table.figures, indices["figures"], strict=True):
        claim, origin = _claim(file.stem, figure), file.origin(("figures", index))
        if why := _fault(figure, twice=claim in seen):
            findings.append(_finding(why, origin))
            continue
        seen.add(claim)
        yield {
            **_figure_row(figure),
            **quantity_columns("before_t", None),
            "claim": claim,
            "edition": table.edition,
            "source": file.stem,
            "origin": origin,
        }


def _fault(figure: NationalFigure, *, twice: bool) -> str:
    if (figure.country is None) == (figure.area is None):
        return "a figure is of one country or of one area"
    if figure.measure is NationalMeasure.PRODUCTION and figure.year is None:
        return "production is of a year"
    return "the table has this figure already" if twice else ""


def _finding(why: str, origin: str) -> Finding:
    return Finding(
        code="GD109",
        severity=Severity.ERROR,
        message=f"figures: {why}",
        origin=origin,
        field="figures",
    )


def _figure_row(figure: NationalFigure) -> Row:
    return {
        "country": figure.country,
        "area": figure.area,
        "measure": figure.measure,
        "year": figure.year,
        **quantity_columns("reo_t", figure.reo_t),
        "stated": figure.stated,
        "at": figure.at,
        "note": figure.note,
    }


def _claim(key: str, figure: NationalFigure) -> str:
    where = figure.country or (figure.area or "").replace(" ", "-")
    what = [figure.measure.value, *([str(figure.year)] if figure.year else [])]
    return "/".join(["national", key, where.lower(), *what])


def with_revisions(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows with the figure that the edition before gave for the same thing.

    The same thing is, in one series of tables (keys that differ by year alone), a country's
    reserves, or its production in the same year. `revised` is true
    where both editions give a figure and the two differ, empty where the edition before has none.
    """
    listed = list(rows)
    texts = {(*_thing(row), row["edition"]): row["reo_t_text"] for row in listed if row["edition"]}
    for row in listed:
        before = texts.get((*_thing(row), (row["edition"] or 0) - 1))
        if before is None or row["reo_t_text"] is None:
            yield row
            continue
        yield {
            **row,
            **quantity_columns("before_t", Quantity.parse(before)),
            "revised": Quantity.parse(before) != Quantity.parse(row["reo_t_text"]),
        }


def _thing(row: Row) -> tuple[object, ...]:
    return (series_of(row["source"]), row["country"], row["area"], row["measure"], row["year"])
