"""A dataset as the records that the page shows: one a deposit, with every claim about it.

Everything that reads as a sentence is worded here, in English or Turkish, so that the page only
sets text; dates stay as they are stated, and what charts are drawn from are numbers. Absent is left
out; no value is ever NaN or empty.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pandas as pd

from geodeposits.checks.formats import visible
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.dates import PartialDate
from geodeposits.elements import OXIDES
from geodeposits.maps.figures import drawn_figures, drawn_share, formulae, worded_figures
from geodeposits.speech import Language, Speech, speech
from geodeposits.sphere import on_globe
from geodeposits.type_groups import group_of
from geodeposits.vocab import Marks, RelationKind, Scope, Standing

__all__ = ["deposit_records", "record_changes", "source_records"]

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


def deposit_records(dataset: Dataset, *, lang: Language = "en") -> list[Record]:
    """Return one record a deposit, in the order of the dataset, worded in a language.

    What sources say in their own words stays as they say it. Raises ValueError for a language that
    there are no words for.
    """
    say = speech(lang)
    claims = {
        name: _by_id(table)
        for name, table in dataset.tables()
        if "id" in table and name not in {"deposits", "waivers"}
    }
    return [
        _deposit(row, {name: by_id.get(row["id"], []) for name, by_id in claims.items()}, say)
        for row in _rows(dataset.deposits.drop(columns="geometry"))
    ]


def source_records(dataset: Dataset, *, lang: Language = "en") -> dict[str, Record]:
    """Return the sources by key."""
    say = speech(lang)
    names = ("title", "producer", "date", "url", "doi", "licence", "accessed", "reports", "note")
    return {
        row["key"]: _known(
            {**{name: row.get(name) for name in names}, "kind": _label(row, "kind", say)}
        )
        for row in _rows(dataset.sources)
    }


def record_changes(records: Any, others: Any) -> Any:
    """Return what differs in `others`, or None: a second language without what both say alike.

    Lists become dicts by position as text. `inLanguage` of the page's `words.js` puts it back; both
    sides have the same keys and lengths.
    """
    if isinstance(records, dict):
        pairs = [(str(key), value, others[key]) for key, value in records.items()]
    elif isinstance(records, list):
        both = zip(records, others, strict=True)
        pairs = [(str(index), *pair) for index, pair in enumerate(both)]
    else:
        return None if records == others else others
    changes = {key: record_changes(value, other) for key, value, other in pairs}
    return {key: change for key, change in changes.items() if change is not None} or None


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


def _label(row: Record, name: str, say: Speech) -> str | None:
    return say.label(row[name]) if name in row else None


def _listed(row: Record, name: str) -> list[str]:
    return str(row[name]).split(LIST_SEPARATOR) if name in row else []


def _cite(row: Record, source: str = "source", at: str = "at") -> Record | None:
    return _known({"source": row[source], "at": row.get(at)}) if source in row else None


def _country(code: str | None, say: Speech) -> str | None:
    return None if code is None else say.country(str(code))


def _deposit(row: Record, claims: dict[str, list[Record]], say: Speech) -> Record:
    estimates, relations = claims["estimates"], claims["partners"]
    whole = [estimate["claim"] for estimate in estimates if "part_of" not in estimate]
    return _known(
        {
            **_identity(row, say),
            **_place(row, say),
            **{
                prefix: whole.index(row[f"{prefix}_claim"])
                for prefix in ("headline", "documented")
                if f"{prefix}_claim" in row
            },
            "estimates": list(_estimates(estimates, say)),
            "positions": [_position(claim, say) for claim in claims["positions"]],
            "owners": [
                _owner(claim, say)
                for claim in relations
                if claim.get("relation") == RelationKind.OWNER
            ],
            "partners": list(_partners(relations, say)),
            "conditions": [_condition(claim, say) for claim in claims["conditions"]],
            "plants": [_plant(claim, say) for claim in claims["plants"]],
            "steps": [_step(claim, say) for claim in claims["status"]],
            "oxides": [_oxides(claim, say) for claim in claims["oxides"]],
        }
    )


def _identity(row: Record, say: Speech) -> Record:
    return {
        "id": row["id"],
        "name": row.get("name", row["id"]),
        "aliases": _listed(row, "aliases"),
        "country": _country(row.get("country"), say),
        "admin1": row.get("admin1"),
        "group": group_of(row.get("type")).key,
        "type": _label(row, "type", say),
        "type_text": row.get("type_text"),
        "minerals": _listed(row, "minerals"),
        "by_products": _listed(row, "by_products"),
        "type_cite": _cite(row, "type_source", "type_at"),
        "status": _label(row, "status", say),
        "status_date": row.get("status_date"),
        "scope_note": row.get("scope_note"),
    }


def _place(row: Record, say: Speech) -> Record:
    """Return where to draw a deposit, or why it cannot be drawn."""
    lat, lon = row.get("lat"), row.get("lon")
    if lat is None or lon is None:
        return {"undrawn": row.get("no_position", say.no_position)}
    if not on_globe(lat, lon):
        return {"undrawn": say.off_globe(lat, lon)}
    marks, accuracy = row.get("marks"), row.get("accuracy_m")
    return {
        "lat": lat,
        "lon": lon,
        "accuracy_m": accuracy if accuracy is not None and math.isfinite(accuracy) else None,
        "imprecise": bool(marks in _NO_BODY or (accuracy or 0) >= IMPRECISE_M),
    }


def _estimates(rows: list[Record], say: Speech) -> Iterator[Record]:
    """Yield the whole estimates, each with its categories."""
    parts: dict[str, list[Record]] = {}
    for row in rows:
        if "part_of" in row:
            parts.setdefault(row["part_of"], []).append(row)
    for row in rows:
        if "part_of" not in row:
            yield _estimate(row, parts.get(row["claim"], []), say)


def _estimate(row: Record, parts: Iterable[Record], say: Speech) -> Record:
    scope = row.get("scope", Scope.DEPOSIT)
    return _known(
        {
            "label": row.get("label"),
            **worded_figures(row, say),
            **drawn_figures(row),
            "summed": row.get("summed") or None,
            "level": row.get("level"),
            "kind": _label(row, "kind", say),
            "code": " ".join(filter(None, (_label(row, "code", say), row.get("edition")))),
            "categories": [say.label(term) for term in _listed(row, "categories")],
            "parts": [_part(part, say) for part in parts],
            "date": row.get("date"),
            "effective": row.get("effective"),
            "published": row.get("published"),
            "by": _label(row, "by", say),
            "by_name": row.get("by_name"),
            **{name: row.get(name) for name in ("cut_off", "zone", "stated", "competent_person")},
            "scope": say.label(scope) if scope != Scope.DEPOSIT else None,
            "includes_reserves": _yes_no(row.get("includes_reserves"), say),
            "attributable_pct": row.get("attributable_pct_text"),
            "derived": row.get("derived_how", say.derived) if row.get("derived") else None,
            **_cited(row),
        }
    )


def _part(row: Record, say: Speech) -> Record:
    figures = worded_figures(row, say)
    return _known(
        {
            "categories": [say.label(term) for term in _listed(row, "categories")],
            "sentence": figures["sentence"],
            "cut_off": row.get("cut_off"),
        }
    )


def _yes_no(value: object, say: Speech) -> str | None:
    return None if value is None else say.yes_no(bool(value))


def _cited(row: Record) -> Record:
    return {"cite": _cite(row), "note": row.get("note")}


def _position(row: Record, say: Speech) -> Record:
    accuracy = row.get("accuracy_m")
    return _known(
        {
            "where": ", ".join(_degrees(row[axis]) for axis in ("lat", "lon") if axis in row),
            "accuracy": say.figure(f"± {accuracy / 1000:g} km") if accuracy is not None else None,
            "marks": _label(row, "marks", say),
            "refuted": (row.get("standing") == Standing.REFUTED) or None,
            "reason": row.get("reason"),
            **_cited(row),
        }
    )


def _degrees(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".") + "°"


def _owner(row: Record, say: Speech) -> Record:
    share = row.get("share_pct_text")
    return _known(
        {
            "party": row.get("party"),
            "country": _country(row.get("party_country"), say),
            "role": say.qualified(row.get("role"), row.get("role_text")),
            "share": say.percent(share) if share else None,
            "date": row.get("date"),
            **_cited(row),
        }
    )


def _partners(relations: Iterable[Record], say: Speech) -> Iterator[Record]:
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
                "code": country,
                "country": _country(country, say),
                "steps": [_partner_step(row, say) for row in steps],
            }
        )


def _when(row: Record) -> tuple[int, int, int]:
    """Return the last day that the date of a step may mean, to order by."""
    return PartialDate.parse(row["date"]).latest if "date" in row else (9999, 12, 31)


def _partner_step(row: Record, say: Speech) -> Record:
    return _known(
        {
            "date": row.get("date"),
            "rung": row.get("stage"),
            "stage": say.qualified(row.get("stage"), row.get("stage_text")),
            "role": say.qualified(row.get("role"), row.get("role_text")),
            "terms": row.get("terms"),
            **_cited(row),
        }
    )


def _condition(row: Record, say: Speech) -> Record:
    return _known(
        {
            "party": row.get("party"),
            "condition": _label(row, "condition", say),
            "text": row.get("condition_text"),
            "date": row.get("date"),
            **_cited(row),
        }
    )


def _plant(row: Record, say: Speech) -> Record:
    fed, made = row.get("ore_t_per_y_text"), row.get("reo_t_per_y_text")
    flows = [
        say.a_year(fed, "ore") if fed else "",
        say.a_year(made, "REO") if made else "",
        *(say.a_year(product, None) for product in _listed(row, "other_t_per_y")),
    ]
    return _known(
        {
            "name": row.get("name"),
            "stage": _label(row, "stage", say),
            "date": row.get("date"),
            "flows": [flow for flow in flows if flow],
            **_cited(row),
        }
    )


def _step(row: Record, say: Speech) -> Record:
    return _known(
        {
            "date": row.get("date"),
            "status": _label(row, "status", say),
            "text": row.get("status_text"),
            **_cited(row),
        }
    )


def _oxides(row: Record, say: Speech) -> Record:
    stated = {name: str(row[f"{name}_text"]) for name in OXIDES if f"{name}_text" in row}
    shares = [f"{formulae(name)} {say.figure(text)}" for name, text in stated.items()]
    pct = {name: drawn_share(text) for name, text in stated.items()}
    return _known({"shares": shares, "pct": _known(pct), "date": row.get("date"), **_cited(row)})
