"""A new file of the seeds: every field, commented out, with its meaning, terms and an example."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final

from geodeposits.countries import country_codes
from geodeposits.errors import GeodepositsError
from geodeposits.model import Deposit, Party, Record, Source, Statement, json_schema

__all__ = ["FOLDERS", "skeleton"]

FOLDERS: Final[dict[str, type[Record]]] = {
    "deposits": Deposit,
    "sources": Source,
    "parties": Party,
    "claims": Statement,
}
"""What a new file may be, by its folder."""

_STEM: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEPOSIT: Final = re.compile(r"([a-z]{2})-[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST: Final = 64
_WIDTH: Final = 96
_INTRODUCTION: Final = (
    "Uncomment what a source states and leave out what it does not: unknown is absent, never 0. "
    'Figures are 694, "~694", ">1", "0.5–0.6" or "12 ± 2", dates 2013, "2013-09" or "2013-09-30". '
    "Each … waits for what the source states, each term for one of those listed below it. Repeat a "
    "block for each further claim; claims that disagree all stay."
)
_PLACEHOLDER: Final = "…"
_LAST: Final = ("cite", "note")


class BadStem(GeodepositsError):
    """A file's stem that no record of that folder may have."""


def skeleton(folder: str, stem: str) -> str:
    """Return the text of a new file: TOML that states a name, and what else is required as blank.

    With every line uncommented it still is TOML whose fields are known, and nothing in it can pass
    for a statement. Raises BadStem for a stem that is no id of a deposit, or no key.
    """
    country = _country(stem) if folder == "deposits" else ""
    if not _STEM.fullmatch(stem) or len(stem) > _LONGEST:
        raise BadStem(f"{stem!r} is no file name here: write words of a-z and 0-9 and hyphens")
    schema = json_schema(FOLDERS[folder])
    head = textwrap.wrap(_INTRODUCTION, _WIDTH - 2, break_on_hyphens=False)
    stated = {"name": stem.partition("-")[2].replace("-", " ").title(), "country": country}
    if folder != "deposits":
        stated = {"name": stem.replace("-", " ").title()}
    lines = [*(f"# {line}" for line in head), "", *_record(schema, schema, stated)]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _country(stem: str) -> str:
    match = _DEPOSIT.fullmatch(stem)
    if match is None:
        raise BadStem(
            f"{stem!r} is no id: write the country code and lower-case words of a-z and 0-9 joined "
            "by hyphens, such as tr-beylikova"
        )
    if match[1].upper() not in country_codes():
        raise BadStem(f"{stem!r} begins with {match[1]!r}, which is no ISO 3166-1 alpha-2 code")
    return match[1].upper()


def _record(
    schema: Mapping[str, Any], part: Mapping[str, Any], stated: Mapping[str, str]
) -> Iterator[str]:
    """Yield the fields of a file: plain ones first, then a block for each kind of claim."""
    blocks = []
    for name, field in part["properties"].items():
        if (inner := _object(schema, field)) is not None and name != "cite":
            blocks.append((name, field, inner))
        elif stated.get(name):
            yield f"{name} = {_toml(stated[name])}  # {field['description']}"
        elif name == "cite":
            yield f'cite = {{ source = "" }}  # {field["description"]}'
        elif name in part.get("required", ()):
            yield f'{name} = ""  # {field["description"]}'
            yield from _terms_lines(_terms(schema, field))
        else:
            yield from _field(schema, name, field)
    for name, field, inner in blocks:
        brackets = f"[[{name}]]" if field.get("type") == "array" else f"[{name}]"
        yield from ("", f"# {brackets}  # {field['description']}")
        yield from _block(schema, name, inner)


def _block(schema: Mapping[str, Any], table: str, part: Mapping[str, Any]) -> Iterator[str]:
    later = []
    fields = part["properties"]
    for name in sorted(fields, key=lambda name: name in _LAST and 1 + _LAST.index(name)):
        field = fields[name]
        inner = _object(schema, field)
        if name == "cite":
            example = '{ source = "…", at = "p. 40, table 7" }'
            yield f"# cite = {example}  # {field['description']}"
        elif inner is not None or field.get("type") == "object":
            later.append((name, field, inner))
        else:
            yield from _field(schema, name, field)
    for name, field, inner in later:
        if inner is None:
            yield f"# [{table}.{name}]  # {field['description']}"
            key = "Nd2O3" if name == "oxides_pct" else "barite"
            yield f"# {key} = {_toml(_PLACEHOLDER)}  # a line each"
        else:
            yield f"# [[{table}.{name}]]  # {field['description']}"
            yield from _block(schema, f"{table}.{name}", inner)


def _field(schema: Mapping[str, Any], name: str, field: Mapping[str, Any]) -> Iterator[str]:
    terms = _terms(schema, field)
    yield f"# {name} = {_toml(_example(name, field))}  # {field['description']}"
    yield from _terms_lines(terms)


def _terms_lines(terms: list[str]) -> Iterator[str]:
    if terms:
        listed = textwrap.wrap(", ".join(terms), _WIDTH - 6, break_on_hyphens=False)
        yield from (f"#     {line}" for line in listed)


def _example(name: str, field: Mapping[str, Any]) -> object:
    """Return what stands in for a value: nothing that could pass for one."""
    kinds = str([kind.get("type") for kind in (field, *field.get("anyOf", ()))])
    if name in {"lat", "lon"}:
        return 0.0
    if name == "accuracy_m":
        return 0
    if "boolean" in kinds:
        return False
    return [_PLACEHOLDER] if "array" in kinds else _PLACEHOLDER


def _object(schema: Mapping[str, Any], field: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the record that a field holds, one or a list; None for a plain field."""
    for part in (field, field.get("items", {}), *field.get("anyOf", ())):
        target = _resolved(schema, part)
        if "properties" in target:
            return target
    return None


def _terms(schema: Mapping[str, Any], field: Mapping[str, Any]) -> list[str]:
    for part in (field, field.get("items", {}), *field.get("anyOf", ())):
        if terms := _resolved(schema, part).get("enum"):
            return list(terms)
    return []


def _resolved(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    name = str(part.get("$ref", "")).rpartition("/")[2]
    found: Mapping[str, Any] = schema["$defs"][name] if name else part
    return found


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
