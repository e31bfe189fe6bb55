"""Tests of statements about countries, against the editions of national tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from geodeposits.quantity import Quantity
from geodeposits.summary.places import place_among, stands_above, surely_larger
from geodeposits.summary.statements.agreement import Outcome, agrees, compared, ranked
from geodeposits.summary.statements.amounts import as_reserve, is_own_word, repeated
from geodeposits.summary.statements.grounds import (
    Grounds,
    NationalTable,
    Row,
    is_known,
    on_all_oxides,
    reo_of,
    sort_of,
    used_of,
    when_of,
)
from geodeposits.summary.statements.ranks import span
from geodeposits.summary.statements.results import Check, Ground, Misfit, Said, Sort, Used
from geodeposits.vocab import Scope
from geodeposits.vocab.statements import Metric

__all__ = [
    "PCT",
    "at_least_reserves",
    "compared_edition",
    "country_of",
    "edition_check",
    "inventories",
    "national_amounts",
    "reserve_ranks",
    "reserve_shares",
]

_T_PER_MT: Final = Decimal("1e6")
PCT: Final = Decimal(100)


def country_of(grounds: Grounds, said: Said) -> str:
    """Return the country that a statement is about: its subject, or where the deposit lies."""
    subject = said.text("subject")
    deposit = grounds.deposits.get(subject)
    return str(deposit["country"]) if deposit is not None else subject


def national_amounts(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Compare reserves with what each edition prints for the country."""
    country = country_of(grounds, said)
    for table in grounds.editions_for(said):
        found = table.figure(country)
        if found is not None:
            yield compared_edition(said, table, found / _T_PER_MT, table.used(country))
        elif table.row(country) is not None:
            yield _unprinted(table, country)


def inventories(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Compare with what one source counts in the whole country, its figures added.

    Only figures of one source, date, level and sort on total oxides are added to one another. Of
    reserves, a count of something else bears nothing out.
    """
    groups: dict[tuple[str, str, str, Sort], list[Row]] = {}
    for row in grounds.of_country(country_of(grounds, said)):
        if reo_of(row) is not None and on_all_oxides(row) and not is_own_word(said, row):
            key = (str(row["source"]), str(row["date"]), str(row["level"]), sort_of(row))
            groups.setdefault(key, []).append(row)
    yield from repeated(said, grounds.of_country(country_of(grounds, said)))
    for key in sorted(groups):
        amounts = [amount for row in groups[key] if (amount := reo_of(row)) is not None]
        found = sum(amounts[1:], start=amounts[0])
        check = Check(
            ground=Ground.INVENTORY,
            outcome=compared(said.value, said.relation, found),
            found=found,
            level=key[2],
            sort=key[3],
            when=when_of(said, groups[key][0]),
            stated=said.value,
            used=tuple(used_of(row, "reo_kt", "kt") for row in groups[key]),
        )
        yield as_reserve(check) if said.metric is Metric.RESERVES else check


def at_least_reserves(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Set contained oxide beside the country's reserves: it may be more, but not less."""
    country = country_of(grounds, said)
    for table in grounds.editions_for(said):
        found = table.figure(country)
        if found is not None:
            in_mt = found / _T_PER_MT
            yield edition_check(
                Ground.RESERVES,
                table,
                Outcome.OPEN if said.value.central >= in_mt.central else Outcome.FAILS,
                found=in_mt,
                used=(table.used(country),),
            )


def reserve_ranks(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Rank the country by reserves in each edition: as printed, and with the stated figure.

    The stated one is put in where the table prints another, or none. Of a deposit, what its own
    estimates hold on total oxides is put in too, as if it were all reserves.
    """
    country, stated = country_of(grounds, said), said.quantity("reo_t")
    then = grounds.edition_then(said)
    printed_then = then.figure(country) if then is not None else None
    is_printed = stated is None or (printed_then is not None and agrees(stated, printed_then))
    for table in grounds.editions_for(said):
        printed = table.figure(country)
        if printed is not None:
            used = table.used(country)
            yield _ranked_in(said, table, country, printed, Ground.NATIONAL, used)
        elif table.row(country) is not None and is_printed:
            yield _unprinted(table, country)
        if stated is not None and not is_printed:
            used = Used(text=stated.text, unit="t", source=said.text("source"))
            yield _ranked_in(said, table, country, stated, Ground.NATIONAL_WITH, used)
    if said.text("subject") in grounds.deposits:
        yield from _estimates_as_reserves(grounds, said, country)


def _estimates_as_reserves(grounds: Grounds, said: Said, country: str) -> Iterator[Check]:
    tables = grounds.editions_for(said)
    best: dict[str, tuple[Quantity, Row]] = {}
    for row in grounds.of_deposit(said.text("subject")):
        reo = reo_of(row) if on_all_oxides(row) and row["scope"] != Scope.PROJECT.value else None
        if reo is None or (stated := said.quantity("reo_t")) is None:
            continue
        if not agrees(stated / _T_PER_MT, reo):
            level = str(row["level"])
            if level not in best or best[level][0].central < reo.central:
                best[level] = (reo, row)
    for level in sorted(best):
        reo, row = best[level]
        for table in tables[-1:]:
            used = used_of(row, "reo_kt", "kt")
            ground = Ground.NATIONAL_WITH_ESTIMATE
            check = _ranked_in(said, table, country, reo * _T_PER_MT, ground, used)
            yield replace(check, level=level)


def _ranked_in(
    said: Said, table: NationalTable, country: str, own: Quantity, ground: Ground, used: Used
) -> Check:
    others = {key: f for key, f in table.by_country().items() if key != country}
    place = place_among(own, others.values())
    above = sorted((-f.central, key) for key, f in others.items() if stands_above(f, own))
    return edition_check(
        ground,
        table,
        ranked(said.value, said.relation, place.best, place.worst),
        found=span(place),
        others=len(others) + 1,
        used=(used, *(table.used(key) for _, key in above[:3])),
    )


def reserve_shares(grounds: Grounds, said: Said) -> Iterator[Check]:
    """Divide reserves by the world's in each edition: of the country, or estimates of the deposit.

    Where the world is printed as a bound, its rows are added up instead. An estimate is divided by
    the newest edition, and by the one of the day where it was known when that was out. One that is
    more than the table counts in the whole country or world, or that is a target, is no part of
    those reserves: the two figures do not belong together, and their ratio shows nothing.
    """
    subject, country = said.text("subject"), country_of(grounds, said)
    tables = grounds.editions_for(said)
    if subject in grounds.deposits:
        for table in tables[:: max(len(tables) - 1, 1)] if len(tables) > 1 else tables:
            rows = grounds.of_deposit(subject)
            if table is not tables[-1] and table.known is not None:
                rows = [row for row in rows if is_known(row["known"], table.known)]
            yield from _deposit_shares(grounds, said, table, rows)
        return
    stated, then = said.quantity("reo_t"), grounds.edition_then(said)
    for table in tables:
        total, printed = table.total(), table.figure(country)
        if total is None:
            continue
        if printed is not None:
            yield _share(said, table, printed, total, table.used(country), Ground.NATIONAL)
        elif table.row(country) is not None:
            yield _unprinted(table, country)
        differs = printed is None or stated is None or not agrees(stated, printed)
        if stated is not None and differs and table is (then or tables[-1]):
            used = Used(text=stated.text, unit="t", source=said.text("source"))
            yield _share(said, table, stated, total, used, Ground.NATIONAL_WITH)


def _deposit_shares(
    grounds: Grounds, said: Said, table: NationalTable, rows: list[Row]
) -> Iterator[Check]:
    total = table.total()
    if total is None:
        return
    country = table.figure(country_of(grounds, said))
    seen: dict[str, list[Check]] = {}
    for row in rows:
        reo = reo_of(row)
        if reo is None or is_own_word(said, row):
            continue
        used = used_of(row, "reo_kt", "kt")
        check = _share(said, table, reo * _T_PER_MT, total, used, Ground.ESTIMATES)
        if check.misfit is None:
            check = _weighed(check, _misfit(row, reo * _T_PER_MT, country))
        level, sort = str(row["level"]), sort_of(row)
        made = replace(check, level=level, sort=sort, when=when_of(said, row))
        seen.setdefault(f"{level}{sort}", []).append(made)
    order = [Outcome.HOLDS, Outcome.OPEN, Outcome.FAILS, Outcome.MISFIT]
    for key in sorted(seen):
        yield min(seen[key], key=lambda c: (order.index(c.outcome), c.factor or Decimal("Inf")))


def _share(
    said: Said, table: NationalTable, part: Quantity, whole: Quantity, used: Used, ground: Ground
) -> Check:
    found = part / whole * PCT
    check = compared_edition(said, table, found, used, table.used("world"), ground=ground)
    return _weighed(check, Misfit.ABOVE_WORLD if surely_larger(part, whole) else None)


def _misfit(row: Row, reo_t: Quantity, country: Quantity | None) -> Misfit | None:
    """Say why an estimate is no part of the reserves that a table counts; None where it may be."""
    if sort_of(row) is Sort.TARGET:
        return Misfit.TARGET
    is_above = country is not None and surely_larger(reo_t, country)
    return Misfit.ABOVE_COUNTRY if is_above else None


def _weighed(check: Check, misfit: Misfit | None) -> Check:
    if misfit is None:
        return check
    return replace(check, outcome=Outcome.MISFIT, misfit=misfit, stated=None)


def compared_edition(
    said: Said,
    table: NationalTable,
    found: Quantity,
    *used: Used,
    ground: Ground = Ground.NATIONAL,
    year: int | None = None,
) -> Check:
    """Compare the figure of a statement with what follows from one edition of a national table."""
    return edition_check(
        ground,
        table,
        compared(said.value, said.relation, found),
        year=year,
        found=found,
        stated=said.value,
        used=used,
    )


def edition_check(
    ground: Ground,
    table: NationalTable,
    outcome: Outcome,
    *,
    found: Quantity | None = None,
    year: int | None = None,
    others: int = 0,
    stated: Quantity | None = None,
    used: tuple[Used, ...] = (),
) -> Check:
    """Return a comparison with one edition of a national table."""
    return Check(
        ground=ground,
        outcome=outcome,
        found=found,
        edition=table.edition,
        year=year,
        others=others,
        stated=stated,
        used=used,
    )


def _unprinted(table: NationalTable, country: str) -> Check:
    return edition_check(Ground.UNPRINTED, table, Outcome.OPEN, used=(table.used(country),))
