"""A dataset as the records that the page shows: one a deposit, with every claim about it.

Everything that reads as a sentence is worded here, so that the page only sets text. Absent is
left out; no value is ever NaN or empty.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pandas as pd

from geodeposits.checks.formats import visible
from geodeposits.countries import UnknownCountry, country_name
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.dates import PartialDate
from geodeposits.elements import OXIDES
from geodeposits.maps.type_groups import group_of
from geodeposits.quantity import Quantity
from geodeposits.sphere import on_globe
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis, Marks, RelationKind, Standing
from geodeposits.wording import basis_name, estimate_sentence, label, mass_of_kt

__all__ = ["deposit_records", "source_records"]

Record = dict[str, Any]

IMPRECISE_M: Final = 5_000
"""From this accuracy on, a position is drawn with its circle."""

_NO_BODY: Final = {
    Marks.COMPLEX_CENTROID,
    Marks.DISTRICT_CENTROID,
    Marks.NEAREST_TOWN,
    Marks.PROVINCE_CENTROID,
    Marks.OFFSET,
}
"""What a point may mark that is not the deposit itself."""


_OXIDE: Final = re.compile(rf"\b(?:{'|'.join(OXIDES)})\b")
_LOW_DIGITS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def deposit_records(dataset: Dataset) -> list[Record]:
    """Return one record a deposit, in the order of the dataset."""
    claims = {
        name: _by_id(table)
        for name, table in dataset.tables()
        if "id" in table and name not in {"deposits", "waivers"}
    }
    return [
        _deposit(row, {name: by_id.get(row["id"], []) for name, by_id in claims.items()})
        for row in _rows(dataset.deposits.drop(columns="geometry"))
    ]


def source_records(dataset: Dataset) -> dict[str, Record]:
    """Return the sources by key."""
    names = ("title", "producer", "date", "url", "doi", "licence", "accessed", "reports", "note")
    return {
        row["key"]: _known({**{name: row.get(name) for name in names}, "kind": _label(row, "kind")})
        for row in _rows(dataset.sources)
    }


def _rows(table: pd.DataFrame) -> list[Record]:
    """Return the rows as dicts without the cells that are unknown; most cells of a table are.

    What would reorder or hide a text is made `visible` here, where texts enter.
    """
    rows: list[Record] = [{} for _ in range(len(table))]
    for name, column in table.items():
        (known,) = column.notna().to_numpy().nonzero()
        for number, value in zip(known.tolist(), column.iloc[known].tolist(), strict=True):
            rows[number][str(name)] = visible(value) if isinstance(value, str) else value
    return rows


def _by_id(table: pd.DataFrame) -> dict[str, list[Record]]:
    """Return the rows of a table of claims by their deposit."""
    found: dict[str, list[Record]] = {}
    for row in _rows(table):
        if "id" in row:
            found.setdefault(row["id"], []).append(row)
    return found


def _known(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def _label(row: Record, name: str) -> str | None:
    return label(row[name]) if name in row else None


def _listed(row: Record, name: str) -> list[str]:
    return str(row[name]).split(LIST_SEPARATOR) if name in row else []


def _cite(row: Record, source: str = "source", at: str = "at") -> Record | None:
    return _known({"source": row[source], "at": row.get(at)}) if source in row else None


def _country(code: str | None) -> str | None:
    if code is None:
        return None
    try:
        return country_name(str(code))
    except UnknownCountry:
        return str(code)


def _deposit(row: Record, claims: dict[str, list[Record]]) -> Record:
    estimates, relations = claims["estimates"], claims["partners"]
    whole = [estimate["claim"] for estimate in estimates if "part_of" not in estimate]
    return _known(
        {
            **_identity(row),
            **_place(row),
            **{
                prefix: whole.index(row[f"{prefix}_claim"])
                for prefix in ("headline", "documented")
                if f"{prefix}_claim" in row
            },
            "estimates": list(_estimates(estimates)),
            "positions": [_position(claim) for claim in claims["positions"]],
            "owners": [_owner(c) for c in relations if c.get("relation") == RelationKind.OWNER],
            "partners": list(_partners(relations)),
            "conditions": [_condition(claim) for claim in claims["conditions"]],
            "plants": [_plant(claim) for claim in claims["plants"]],
            "steps": [_step(claim) for claim in claims["status"]],
            "oxides": [_oxides(claim) for claim in claims["oxides"]],
        }
    )


def _identity(row: Record) -> Record:
    return {
        "id": row["id"],
        "name": row.get("name", row["id"]),
        "aliases": _listed(row, "aliases"),
        "country": _country(row.get("country")),
        "admin1": row.get("admin1"),
        "group": group_of(row.get("type")).key,
        "type": _label(row, "type"),
        "type_text": row.get("type_text"),
        "minerals": _listed(row, "minerals"),
        "by_products": _listed(row, "by_products"),
        "type_cite": _cite(row, "type_source", "type_at"),
        "status": _label(row, "status"),
        "status_date": row.get("status_date"),
        "scope_note": row.get("scope_note"),
    }


def _place(row: Record) -> Record:
    """Return where to draw a deposit, or why it cannot be drawn."""
    lat, lon = row.get("lat"), row.get("lon")
    if lat is None or lon is None:
        return {"undrawn": row.get("no_position", "no position is known")}
    if not on_globe(lat, lon):
        return {"undrawn": f"{_coordinates(lat, lon)} is not on the globe"}
    marks, accuracy = row.get("marks"), row.get("accuracy_m")
    return {
        "lat": lat,
        "lon": lon,
        "accuracy_m": accuracy if accuracy is not None and math.isfinite(accuracy) else None,
        "imprecise": bool(marks in _NO_BODY or (accuracy or 0) >= IMPRECISE_M),
    }


def _coordinates(lat: float, lon: float) -> str:
    return f"latitude {lat:g}, longitude {lon:g}"


def _estimates(rows: list[Record]) -> Iterator[Record]:
    """Yield the whole estimates, each with its categories."""
    parts: dict[str, list[Record]] = {}
    for row in rows:
        if "part_of" in row:
            parts.setdefault(row["part_of"], []).append(row)
    for row in rows:
        if "part_of" not in row:
            yield _estimate(row, parts.get(row["claim"], []))


def _estimate(row: Record, parts: Iterable[Record]) -> Record:
    return _known(
        {
            "label": row.get("label"),
            **_figures(row),
            "summed": row.get("summed") or None,
            "level": row.get("level"),
            "kind": _label(row, "kind"),
            "code": " ".join(filter(None, (_label(row, "code"), row.get("edition")))),
            "categories": [label(term) for term in _listed(row, "categories")],
            "parts": [_part(part) for part in parts],
            "date": row.get("date"),
            "effective": row.get("effective"),
            "published": row.get("published"),
            "by": _label(row, "by"),
            "by_name": row.get("by_name"),
            **{name: row.get(name) for name in ("cut_off", "zone", "stated", "competent_person")},
            "scope": row.get("scope") if row.get("scope") != "deposit" else None,
            "includes_reserves": _yes_no(row.get("includes_reserves")),
            "attributable_pct": row.get("attributable_pct_text"),
            "derived": row.get("derived_how", "yes") if row.get("derived") else None,
            **_cited(row),
        }
    )


def _figures(row: Record) -> Record:
    """Return the figures in words, and one number to size and rank by."""
    basis = str(row.get("basis", Basis.UNSTATED))
    known = basis if basis in set(Basis) else Basis.UNSTATED
    names = ("ore_mt", "grade_pct", "reo_kt", "contained_kt")
    texts = {name: row.get(f"{name}_text") for name in names}
    reo, contained, members = texts["reo_kt"], texts["contained_kt"], row.get("members")
    all_oxides = known in BASIS_OF_ALL_OXIDES
    return {
        "sentence": _formulae(estimate_sentence(**texts, basis=known, members=members)),
        "basis": _formulae(basis_name(known, members)) if known == basis else label(basis),
        "members": [_formulae(m) for m in _listed(row, "members") if all_oxides],
        "amount": mass_of_kt(reo) if reo else None,
        "reo_kt": _size_kt(reo) if reo else None,
        "on_basis": mass_of_kt(contained) if contained and not all_oxides else None,
    }


def _size_kt(reo_kt: str) -> float | None:
    """Return the one number in kt that a symbol is sized by; None where that is not above zero."""
    size = float(Quantity.parse(reo_kt).central)
    return size if size > 0 else None


def _formulae(text: str) -> str:
    """Set the digits of oxides low: La2O3 becomes La₂O₃."""
    return _OXIDE.sub(lambda match: match[0].translate(_LOW_DIGITS), text)


def _part(row: Record) -> Record:
    figures = _figures(row)
    return _known(
        {
            "categories": [label(term) for term in _listed(row, "categories")],
            "sentence": figures["sentence"],
            "cut_off": row.get("cut_off"),
        }
    )


def _yes_no(value: object) -> str | None:
    return None if value is None else "yes" if value else "no"


def _cited(row: Record) -> Record:
    return {"cite": _cite(row), "note": row.get("note")}


def _position(row: Record) -> Record:
    accuracy = row.get("accuracy_m")
    return _known(
        {
            "where": ", ".join(_degrees(row[axis]) for axis in ("lat", "lon") if axis in row),
            "accuracy": f"± {accuracy / 1000:g} km" if accuracy is not None else None,
            "marks": _label(row, "marks"),
            "refuted": (row.get("standing") == Standing.REFUTED) or None,
            "reason": row.get("reason"),
            **_cited(row),
        }
    )


def _degrees(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".") + "°"


def _owner(row: Record) -> Record:
    share = row.get("share_pct_text")
    return _known(
        {
            "party": row.get("party"),
            "country": _country(row.get("party_country")),
            "role": row.get("role_text", _label(row, "role")),
            "share": f"{share} %" if share else None,
            "date": row.get("date"),
            **_cited(row),
        }
    )


def _partners(relations: Iterable[Record]) -> Iterator[Record]:
    """Yield one record a party, with its steps in order of date; an unknown date comes last."""
    parties: dict[str, list[Record]] = {}
    for row in relations:
        if row.get("relation") == RelationKind.PARTNER:
            parties.setdefault(str(row.get("party")), []).append(row)
    for party, rows in parties.items():
        steps = sorted(rows, key=_when)
        country = next((row["party_country"] for row in rows if "party_country" in row), None)
        yield _known(
            {
                "party": party,
                "country": _country(country),
                "steps": [_partner_step(row) for row in steps],
            }
        )


def _when(row: Record) -> tuple[int, int, int]:
    """Return the last day that the date of a step may mean, to order by."""
    return PartialDate.parse(row["date"]).latest if "date" in row else (9999, 12, 31)


def _partner_step(row: Record) -> Record:
    return _known(
        {
            "date": row.get("date"),
            "stage": row.get("stage_text", _label(row, "stage")),
            "role": row.get("role_text", _label(row, "role")),
            "terms": row.get("terms"),
            **_cited(row),
        }
    )


def _condition(row: Record) -> Record:
    return _known(
        {
            "party": row.get("party"),
            "condition": _label(row, "condition"),
            "text": row.get("condition_text"),
            "date": row.get("date"),
            **_cited(row),
        }
    )


def _plant(row: Record) -> Record:
    fed, made = row.get("ore_t_per_y_text"), row.get("reo_t_per_y_text")
    flows = [
        f"{fed} t/y of ore" if fed else "",
        f"{made} t/y REO" if made else "",
        *(f"{product} t/y" for product in _listed(row, "other_t_per_y")),
    ]
    return _known(
        {
            "name": row.get("name"),
            "stage": row.get("stage"),
            "date": row.get("date"),
            "flows": [flow for flow in flows if flow],
            **_cited(row),
        }
    )


def _step(row: Record) -> Record:
    return _known(
        {
            "date": row.get("date"),
            "status": _label(row, "status"),
            "text": row.get("status_text"),
            **_cited(row),
        }
    )


def _oxides(row: Record) -> Record:
    shares = [
        f"{_formulae(oxide)} {row[f'{oxide}_text']}" for oxide in OXIDES if f"{oxide}_text" in row
    ]
    return _known({"shares": shares, "date": row.get("date"), **_cited(row)})
