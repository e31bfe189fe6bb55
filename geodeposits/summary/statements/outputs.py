"""Tests of statements about what countries produce, against the editions of national tables.

Output is of a year: later editions revise it, and are asked about the same year.
"""

from __future__ import annotations

from collections.abc import Iterator

from geodeposits.quantity import Quantity
from geodeposits.summary.places import may_be_larger, place_among, stands_above
from geodeposits.summary.statements.agreement import ranked
from geodeposits.summary.statements.grounds import (
    Grounds,
    NationalTable,
    areas_of,
    figure_of,
    used_of,
)
from geodeposits.summary.statements.national import PCT, compared_edition, country_of, edition_check
from geodeposits.summary.statements.ranks import span
from geodeposits.summary.statements.results import Check, Ground, Said, Used
from geodeposits.vocab import PlantStage

__all__ = ["output_ranks", "output_shares", "outputs"]


def outputs(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Compare the production of a country in a year with each edition that prints it."""
    country = country_of(grounds, said)
    for table, year in _years(grounds, said):
        found = table.figure(country, year=year)
        if found is not None:
            yield compared_edition(said, table, found, table.used(country, year=year), year=year)


def output_shares(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Divide the production of the country by the world's, for the year that a statement knew."""
    country = country_of(grounds, said)
    for table, year in _years(grounds, said):
        part, whole = table.figure(country, year=year), table.total(year=year)
        if part is None or whole is None:
            continue
        used = (table.used(name, year=year) for name in (country, "world"))
        yield compared_edition(said, table, part / whole * PCT, *used, year=year)


def output_ranks(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Rank the country by production: as printed, else with what its plants are to make.

    Of a deposit, what its own plant makes is ranked among the other countries too: a country that
    makes more may have one larger mine or several smaller ones, so the rank stays open behind it.
    """
    country, subject = country_of(grounds, said), said.text("subject")
    plan = None if subject in grounds.deposits else _plan(grounds, country)
    for table, year in _years(grounds, said):
        printed = table.figure(country, year=year)
        others = _competitors(said, table, year, country)
        if printed is not None and printed.central > 0:
            used = table.used(country, year=year)
            yield _placed(said, table, year, printed, others, used, Ground.NATIONAL)
        elif plan is not None:
            yield _placed(said, table, year, plan[0], others, plan[1], Ground.PLAN)
    if subject in grounds.deposits:
        yield from _site(grounds, said, country)


def _site(grounds: Grounds, said: Said, country: str) -> Iterator[Check]:
    for row in grounds.plants.get(said.text("subject"), []):
        made = figure_of(row, "reo_t_per_y")
        if made is None or row["stage"] != PlantStage.OPERATING.value:
            continue
        for table, year in _years(grounds, said)[-1:]:
            others = _competitors(said, table, year, country)
            larger = [key for key, figure in others.items() if may_be_larger(figure, made)]
            worst = 1 + len(larger)
            outcome = ranked(said.value, said.relation, 1, worst)
            used = [used_of(row, "reo_t_per_y", "t/y")]
            used += [table.used(key, year=year) for key in larger[:3]]
            yield edition_check(
                Ground.SITE,
                table,
                outcome,
                year=year,
                found=Quantity.exactly(1) if worst == 1 else Quantity.parse(f"1–{worst}"),
                used=tuple(used),
            )


def _placed(
    said: Said,
    table: NationalTable,
    year: int,
    own: Quantity,
    others: dict[str, Quantity],
    used: Used,
    ground: Ground,
) -> Check:
    place = place_among(own, others.values())
    above = sorted((-f.central, key) for key, f in others.items() if stands_above(f, own))
    return edition_check(
        ground,
        table,
        ranked(said.value, said.relation, place.best, place.worst),
        year=year,
        found=span(place),
        others=len(others) + 1,
        used=(used, *(table.used(key, year=year) for _, key in above[:4])),
    )


def _competitors(said: Said, table: NationalTable, year: int, country: str) -> dict[str, Quantity]:
    (lies_in, *_) = areas_of(said.text("scope")).values()
    found = table.by_country(year=year)
    inside = {key: f for key, f in found.items() if lies_in({"country": key, "lon": None})}
    return {key: figure for key, figure in inside.items() if key != country}


def _plan(grounds: Grounds, country: str) -> tuple[Quantity, Used] | None:
    """Return the largest output that a plant of the country is to make or makes."""
    plants = [
        (made, row)
        for key, rows in grounds.plants.items()
        if grounds.deposits.get(key, {}).get("country") == country
        for row in rows
        if (made := figure_of(row, "reo_t_per_y")) is not None
    ]
    if not plants:
        return None
    made, row = max(plants, key=lambda pair: pair[0].central)
    return made, used_of(row, "reo_t_per_y", "t/y")


def _years(grounds: Grounds, said: Said) -> list[tuple[NationalTable, int]]:
    """Return the editions that print the year a statement is about, or the newest it could know.

    Later editions revise a year; they are asked about the same one.
    """
    tables = [table for table in grounds.editions_for(said) if table.production]
    then = grounds.edition_then(said)
    year = said.number("year")
    if year is None and then is not None and then.production:
        year = max(then.production)
    if year is None:
        return [(table, max(table.production)) for table in tables]
    return [(table, year) for table in tables if year in table.production]
