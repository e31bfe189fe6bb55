"""Rows of the tidy tables, made of the records of one deposit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from geodeposits.dataset.amounts import contained_reo, mean_grade, product, total
from geodeposits.dataset.columns import LIST_SEPARATOR, Row, quantity_columns
from geodeposits.dataset.selection import evidence_level
from geodeposits.dates import PartialDate
from geodeposits.elements import OXIDES
from geodeposits.model import Claim, Deposit, Estimate, EstimatePart, Party, Source, Statement
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis, PartnerRole, RelationKind

__all__ = [
    "Row",
    "deposit_rows",
    "estimate_rows",
    "figure_columns",
    "party_row",
    "quantity_columns",
    "source_row",
    "statement_row",
]


def figure_columns(
    ore_mt: Quantity | None,
    grade_pct: Quantity | None,
    contained_kt: Quantity | None,
    basis: Basis,
    members: Iterable[str] = (),
) -> Row:
    """Spread the figures of an estimate, with the product and the contained REO they imply."""
    computed = product(ore_mt, grade_pct)
    stated = contained_kt if contained_kt is not None else computed
    return {
        **quantity_columns("ore_mt", ore_mt),
        **quantity_columns("grade_pct", grade_pct),
        **quantity_columns("contained_kt", contained_kt),
        **quantity_columns("product_kt", computed),
        **quantity_columns("reo_kt", contained_reo(stated, basis, members)),
    }


def deposit_rows(
    deposit_id: str,
    deposit: Deposit,
    *,
    as_of: PartialDate | None,
    sources: Mapping[str, Source],
    origins: Mapping[tuple[str, int], str],
    parties: Mapping[str, Party] | None = None,
) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for one deposit and each of its claims.

    A party's country is that of its record in `parties`, by name. `origins` maps (list name, index)
    to the `file:line` where the claim stands; ("", 0) is the deposit itself. Claim ids are
    `<deposit>/<table>/<source>`, numbered where a source recurs.
    """
    yield "deposits", {**_deposit_row(deposit_id, deposit), "origin": origins.get(("", 0), "")}
    for table, row in _claims(deposit_id, deposit, origins, as_of=as_of, sources=sources):
        if table == "partners":
            party = (parties or {}).get(row["party"])
            row["party_country"] = party.country if party else None
        yield table, row
    for index, waiver in enumerate(deposit.waivers):
        origin = origins.get(("waivers", index), "")
        yield "waivers", {"id": deposit_id, **waiver.model_dump(), "origin": origin}


def party_row(party: Party, *, origin: str) -> Row:
    """Return the row of one party."""
    cells = {name: _cell(value) for name, value in party if name not in {"name", "aliases"}}
    return {"party": party.name, "aliases": _joined(party.aliases), **cells, "origin": origin}


def source_row(key: str, source: Source, *, origin: str) -> Row:
    """Return the row of one source."""
    return {"key": key, "origin": origin, **{name: _cell(value) for name, value in source}}


def statement_row(key: str, statement: Statement, *, origin: str) -> Row:
    """Return the row of one statement."""
    row: Row = {"statement": key, "source": statement.cite.source, "at": statement.cite.at}
    for name, value in statement:
        if name in _STATED:
            row |= quantity_columns(name, value)
        elif name != "cite":
            row[name] = _joined(value) if isinstance(value, tuple) else _cell(value)
    return {**row, "origin": origin}


def _claims(
    deposit_id: str,
    deposit: Deposit,
    origins: Mapping[tuple[str, int], str],
    *,
    as_of: PartialDate | None,
    sources: Mapping[str, Source],
) -> Iterator[tuple[str, Row]]:
    used: Counter[str] = Counter()
    for field, table, claims in _lists_of(deposit):
        for index, claim in enumerate(claims):
            head = _head(deposit_id, table, claim, used, origins.get((field, index), ""))
            for row in _rows_of(claim, table, field, as_of=as_of, sources=sources):
                yield table, {**head, **row, **_naming(head["claim"], row)}


def _naming(whole: str, row: Row) -> Row:
    """Name a whole claim by its id, and a part of it by the id and its own suffix."""
    suffix = row.get("suffix")
    return {"claim": whole} if suffix is None else {"claim": whole + suffix, "part_of": whole}


def _lists_of(deposit: Deposit) -> Iterator[tuple[str, str, Iterable[Claim]]]:
    yield "positions", "positions", deposit.positions
    yield "estimates", "estimates", deposit.estimates
    yield "owners", "partners", deposit.owners
    yield "partners", "partners", deposit.partners
    yield "oxides", "oxides", deposit.oxides
    yield "status", "status", deposit.status
    yield "plants", "plants", deposit.plants
    yield "conditions", "conditions", deposit.conditions


def _head(deposit_id: str, table: str, claim: Claim, used: Counter[str], origin: str) -> Row:
    stem = f"{deposit_id}/{table}/{claim.cite.source}"
    used[stem] += 1
    return {
        "claim": stem if used[stem] == 1 else f"{stem}/{used[stem]}",
        "id": deposit_id,
        "source": claim.cite.source,
        "at": claim.cite.at,
        "note": claim.note,
        "origin": origin,
    }


def _rows_of(
    claim: Claim,
    table: str,
    field: str,
    *,
    as_of: PartialDate | None,
    sources: Mapping[str, Source],
) -> Iterator[Row]:
    if isinstance(claim, Estimate):
        yield from estimate_rows(claim, as_of=as_of, source=sources.get(claim.cite.source))
    elif table == "oxides":
        yield _oxide_row(claim)
    elif table == "partners":
        yield _relation_row(claim, field)
    else:
        yield _plain_row(claim)


def _deposit_row(deposit_id: str, deposit: Deposit) -> Row:
    what = deposit.classification
    return {
        "id": deposit_id,
        "name": deposit.name,
        "aliases": _joined(deposit.aliases),
        "country": deposit.country,
        "admin1": deposit.admin1,
        "no_position": deposit.no_position,
        "scope_note": deposit.scope_note,
        "type": what.type.value if what else "unknown",
        "type_text": what.type_text if what else None,
        "minerals": _joined(what.minerals) if what else None,
        "by_products": _joined(what.by_products) if what else None,
        "type_source": what.cite.source if what else None,
        "type_at": what.cite.at if what else None,
    }


def _plain_row(claim: Claim) -> Row:
    """Spread a claim whose fields are columns of the same name."""
    row: Row = {}
    for name, value in claim:
        if name in {"cite", "note"}:
            continue
        if isinstance(value, Quantity) or name in _QUANTITIES:
            row |= quantity_columns(name, value)
        else:
            row[name] = _cell(value)
    return row


_DERIVED = ("derived", "derived_how")
_QUANTITIES = {"ore_t_per_y", "reo_t_per_y", "share_pct"}
_STATED = {"value", "reo_t", "ore_mt", "grade_pct", "ore_t_per_y", "reo_t_per_y"}


def _cell(value: object) -> object:
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, dict):
        return _joined(f"{name} {figure.text}" for name, figure in sorted(value.items()))
    return value


def _relation_row(claim: Claim, field: str) -> Row:
    row = _plain_row(claim)
    row["relation"] = RelationKind.OWNER if field == "owners" else RelationKind.PARTNER
    row.setdefault("role", PartnerRole.OTHER)
    return {**quantity_columns("share_pct", None), **row}


def _oxide_row(claim: Claim) -> Row:
    shares: Mapping[str, Quantity] = getattr(claim, "oxides_pct", {})
    row: Row = {name: _cell(getattr(claim, name, None)) for name in ("date", *_DERIVED)}
    for oxide in OXIDES:
        row |= quantity_columns(oxide, shares.get(oxide))
    return row


def estimate_rows(
    claim: Estimate, *, as_of: PartialDate | None, source: Source | None
) -> Iterator[Row]:
    """Yield the row of an estimate, then one of each of its categories (`suffix` names those)."""
    shared = _estimate_facts(claim, as_of=as_of, source=source)
    yield {**shared, **_whole_figures(claim), "part_of": None}
    for part in claim.parts:
        yield {
            **shared,
            **figure_columns(
                part.ore_mt, part.grade_pct, part.contained_kt, claim.basis, claim.members
            ),
            "suffix": "/" + "+".join(part.categories),
            "categories": _joined(part.categories),
            "cut_off": part.cut_off or claim.cut_off,
            "summed": False,
        }


def _estimate_facts(claim: Estimate, *, as_of: PartialDate | None, source: Source | None) -> Row:
    dated = claim.effective or claim.published or (source.date if source else None)
    stand_in = claim.published if claim.announced_as_new else None
    effective = claim.effective or stand_in
    level = evidence_level(kind=claim.kind, code=claim.code, effective=effective, as_of=as_of)
    names = (
        "label", "edition", "by_name", "cut_off", "zone", "scope", "includes_reserves",
        "competent_person", "stated", "derived", "derived_how",
        "announced_as_new",
    )  # fmt: skip
    return {
        **{name: getattr(claim, name) for name in names},
        **quantity_columns("attributable_pct", claim.attributable_pct),
        "kind": claim.kind.value,
        "code": claim.code.value,
        "basis": claim.basis.value,
        "by": claim.by.value,
        "level": level.value,
        "members": _joined(claim.members),
        "date": _date(dated),
        "effective": _date(claim.effective),
        "published": _date(claim.published),
    }


def _whole_figures(claim: Estimate) -> Row:
    """Return the stated total, or our sum of the categories where none is stated."""
    stated = (claim.ore_mt, claim.grade_pct, claim.contained_kt)
    summed = bool(claim.parts) and all(figure is None for figure in stated)
    figures = _summed(claim.parts) if summed else stated
    categories = claim.categories or _union(claim.parts)
    return {
        **figure_columns(*figures, claim.basis, claim.members),
        "summed": summed,
        "categories": _joined(categories),
    }


def _summed(
    parts: tuple[EstimatePart, ...],
) -> tuple[Quantity | None, Quantity | None, Quantity | None]:
    ore = total(part.ore_mt for part in parts)
    contained = total(part.contained_kt or product(part.ore_mt, part.grade_pct) for part in parts)
    return ore, mean_grade(contained, ore), contained


def _union(parts: tuple[EstimatePart, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(category for part in parts for category in part.categories))


def _joined(values: Iterable[str]) -> str | None:
    return LIST_SEPARATOR.join(str(value) for value in values) or None


def _date(value: object) -> str | None:
    return None if value is None else str(value)
