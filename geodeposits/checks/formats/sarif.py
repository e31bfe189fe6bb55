"""A run as SARIF 2.1.0, which code hosts and editors read (OASIS, sarif-v2.1.0-errata01)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from geodeposits.checks.formats.characters import json_text
from geodeposits.checks.formats.excerpt import Excerpt, Excerpts, no_excerpt, place_of
from geodeposits.checks.formats.manuals import rule_markdown
from geodeposits.checks.registry import RULES, Rule, manual
from geodeposits.finding import Finding

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun

__all__ = ["to_sarif"]

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_DRIVE: Final = re.compile(r"[A-Za-z]:/")


def to_sarif(run: CheckRun, excerpts: Excerpts = no_excerpt, *, version: str = "") -> str:
    """Write a run as SARIF: the rules with their manual, and every finding with its place.

    A waived finding is a result with a suppression, whose justification is the waiver's reason.
    `version` is that of the program. Columns count code points.
    """
    numbers = {code: number for number, code in enumerate(run.rules)}
    driver = {
        "name": "geodeposits",
        **({"semanticVersion": version} if version else {}),
        "rules": [_descriptor(RULES[code]) for code in run.rules],
    }
    results = [_result(finding, numbers, excerpts(finding)) for finding in run.findings]
    whole = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [whole]})


def _descriptor(rule: Rule) -> dict[str, Any]:
    told = [rule.what, *([rule.details] if rule.details else [])]
    plain = manual(rule).partition("\n\n")[2]
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": " ".join(" ".join(told).split())},
        "help": {"text": plain, "markdown": rule_markdown(rule)},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: Finding, numbers: dict[str, int], excerpt: Excerpt | None) -> dict[str, Any]:
    result: dict[str, Any] = {"ruleId": finding.code}
    if finding.code in numbers:
        result["ruleIndex"] = numbers[finding.code]
    result |= {"level": finding.severity.value, "message": {"text": finding.message}}
    if location := dict(_location(finding, excerpt)):
        result["locations"] = [location]
    result["partialFingerprints"] = {"finding/v1": _fingerprint(finding)}
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "justification": finding.waived}]
    return result


def _location(finding: Finding, excerpt: Excerpt | None) -> Iterator[tuple[str, Any]]:
    path, line = place_of(finding, excerpt)
    if path:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
        if line:
            place["region"] = {"startLine": line, **_columns(excerpt)}
        yield "physicalLocation", place
    if finding.deposit or finding.claim:
        named = {"name": finding.deposit or finding.claim, "kind": "member"}
        whole = finding.claim or finding.deposit
        field = f"#{finding.field}" if finding.field else ""
        yield "logicalLocations", [{**named, "fullyQualifiedName": f"{whole}{field}"}]


def _columns(excerpt: Excerpt | None) -> dict[str, Any]:
    if excerpt is None or not excerpt.length:
        return {}
    end = excerpt.column + excerpt.length
    part = excerpt.text[excerpt.column - 1 : end - 1]
    return {"startColumn": excerpt.column, "endColumn": end, "snippet": {"text": part}}


def _uri(path: str) -> str:
    """Return a path as a reference relative to where the check was run, or as a file address."""
    if _DRIVE.match(path):
        return f"file:///{path[0]}:{_quoted(path[2:])}"
    return f"file://{_quoted(path)}" if path.startswith("/") else _quoted(path)


def _quoted(path: str) -> str:
    return quote(path, safe="/", errors="replace")


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same where lines above a finding come or go."""
    parts = (finding.code, finding.deposit, finding.claim, finding.field, finding.message)
    joined = "\0".join(parts).encode("utf-8", errors="surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:32]
