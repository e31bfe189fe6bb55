"""Records as errata show them: in their own words where there is a text of them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Final

import pandas as pd

from geodeposits.checks.formats import Excerpt, Excerpts, visible
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding
from geodeposits.report.document import Cell, cell, muted, strong
from geodeposits.report.errata_advice import of_id_given_twice, of_slip
from geodeposits.report.phrases import country_shown
from geodeposits.report.plain import text_of

__all__ = ["Records"]

_PLACE: Final = ("country", "admin1", "lat", "lon")
_FIGURES: Final = ("ore_mt", "grade_pct", "contained_kt")
_SAID: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("GD211", ("lat", "lon")),
    ("GD212", ("lat", "lon")),
    ("GD210", ("admin1", "lat", "lon")),
    ("GD2", _PLACE),
    ("GD3", _FIGURES),
    ("GD40", _FIGURES),
    ("GD50", (*_FIGURES, "categories", "code", "effective")),
    ("GD801", ("name", "aliases", "lat", "lon")),
)
"""What a record says that findings of a rule, or of a family, are about; the first that fits."""

_CITING: Final = ("references", "source")
"""Columns that name the documents of a record's figures; the first that the table has."""

_OURS: Final = ("categories",)
"""Columns that the reader makes of the words in others."""

_IN_MT: Final = "_mt"
_IN_KT: Final = re.compile(r"(?P<about>~?)(?P<figure>\d[\d,]*(?:\.\d+)?) kt\b")
_AS_GRADE: Final = re.compile(r"contained (?P<figure>\d+(?:\.\d+)?) Mt is more than")
_COMMON_PCT: Final = Decimal(15)
"""Percent of rare earth oxides that ore holds at most (GD402)."""


@dataclass(frozen=True)
class Records:
    """The records that findings are about: in their own words where there is a text of them."""

    dataset: Dataset
    excerpts: Excerpts
    own_ids: Mapping[str, str] = field(default_factory=dict)
    """The id that stands in each row whose id an earlier row has too, under the row's origin."""

    def named(self, finding: Finding) -> Cell:
        """Return the record's own id, its name and its country."""
        row = self._deposits.get(finding.deposit, {})
        if finding.deposit in self._renamed:
            country = country_shown(row.get("country"))
            told = self._renamed[finding.deposit]
            return cell(strong(told), text_of(row.get("name")), muted(country))
        country = country_shown(row.get("country")) if row else ""
        name = text_of(row.get("name"))
        if finding.code == "GD102":
            name = self._cell(finding, "name")[1]
        return cell(strong(finding.deposit or "–"), name, muted(country))

    def in_own_ids(self, text: str) -> str:
        """Name records in a text by the id that stands in their row."""
        for made, told in self._renamed.items():
            whole = rf"(?<![\w-]){re.escape(made)}(?![\w-])"
            text = re.sub(whole, told.replace("\\", r"\\"), text)
        return text

    def advised(self, finding: Finding, should: str) -> str:
        """Return what would be right, as the record and the others of its table tell."""
        row = self._deposits.get(finding.deposit)
        if finding.code == "GD102":
            return of_id_given_twice(finding, row, self.dataset) or should
        if finding.code == "GD212":
            return of_slip(finding, should, row, self._cell(finding, "admin1")[0])
        return self.in_its_column(finding, should)

    def key_of(self, finding: Finding) -> str:
        """Return the id of the record that a finding is about: that of its row, else its own."""
        return self._ids_of_rows.get(finding.origin) or finding.deposit

    @cached_property
    def keys(self) -> frozenset[str]:
        """The ids of all records."""
        return frozenset(self._deposits) | frozenset(self._occurrences)

    @cached_property
    def _ids_of_rows(self) -> dict[str, str]:
        tables = (self._deposits, self._occurrences)
        return {str(row.get("origin")): key for table in tables for key, row in table.items()}

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """How records are called whose id was made, as that in their row is an earlier row's."""
        made = {self._ids_of_rows.get(origin, ""): origin for origin in self.own_ids}
        return {
            key: f"{self.own_ids[origin]} (line {origin.rpartition(':')[2]})"
            for key, origin in made.items()
            if key and key != self.own_ids[origin]
        }

    def said(self, finding: Finding) -> list[tuple[str, str]]:
        """Return what a record says that a finding is about: columns, with what stands there."""
        about = next((names for code, names in _SAID if finding.code.startswith(code)), ())
        found: dict[str, str] = {}
        for name in dict.fromkeys((finding.field, *about) if finding.field else about):
            heading, text = self._cell(finding, name)
            if text:
                found.setdefault(heading, text)
        if set(found) - set(_OURS):
            found = {heading: text for heading, text in found.items() if heading not in _OURS}
        return list(found.items())

    def cited(self, finding: Finding) -> str:
        """Return what the record itself names as the source of its figures."""
        if not finding.code.startswith(("GD3", "GD4", "GD5")):
            return ""
        for name in _CITING:
            excerpt = self.excerpts(replace(finding, field=name))
            if excerpt is not None and excerpt.heading:
                return _quoted(excerpt)
        return ""

    def where(self, finding: Finding) -> str:
        """Return the line of a record, by the own name of its file; "" where it has none."""
        path, _, number = finding.origin.rpartition(":")
        return f"line {number} of {PurePosixPath(path).name}" if path else finding.origin

    def sharing(self, finding: Finding) -> str:
        """Return the other record that bears the id of a finding on ids, with its line."""
        other = self._deposits.get(finding.deposit) if finding.code == "GD102" else None
        if other is None or other.get("origin") == finding.origin:
            return ""
        _, _, number = str(other.get("origin") or "").rpartition(":")
        return f"the id is that of {text_of(other.get('name'))} too, line {number}"

    def in_its_column(self, finding: Finding, should: str) -> str:
        """Say a mass in the unit of the column, where its heading tells: in Mt.

        Contained Mt beyond the ore that would be a common grade may be one.
        """
        excerpt = self.excerpts(finding) if finding.field == "contained_kt" else None
        if excerpt is None or not excerpt.heading.lower().endswith(_IN_MT):
            return should
        grade = _AS_GRADE.search(finding.message)
        if grade and not should and Decimal(grade["figure"]) <= _COMMON_PCT:
            return f"perhaps {grade['figure']} is a grade in percent, a column too far to the left"
        if match := _IN_KT.search(should):
            mt = Decimal(match["figure"].replace(",", "")) / 1000
            told = f"{match[0]} ({match['about']}{mt.normalize():f} in {excerpt.heading})"
            return should.replace(match[0], told, 1)
        return should

    def _cell(self, finding: Finding, name: str) -> tuple[str, str]:
        excerpt = self.excerpts(replace(finding, field=name))
        if excerpt is not None and excerpt.heading:
            return excerpt.heading, _quoted(excerpt)
        for row in self._rows(finding):
            for column in (f"{name}_text", name):
                value = row.get(column)
                if value is not None and not pd.isna(value):
                    return name, visible(f"{value:g}" if isinstance(value, float) else str(value))
        return name, ""

    def _rows(self, finding: Finding) -> Iterator[Mapping[Hashable, Any]]:
        """Yield the rows that may hold what a finding is about, its claim first."""
        if finding.claim in self._claims:
            yield self._claims[finding.claim]
        if finding.deposit in self._deposits:
            yield self._deposits[finding.deposit]
        if finding.deposit in self._occurrences:
            yield self._occurrences[finding.deposit]

    @cached_property
    def _deposits(self) -> dict[str, dict[Hashable, Any]]:
        return _by(pd.DataFrame(self.dataset.deposits), "id")

    @cached_property
    def _occurrences(self) -> dict[str, dict[Hashable, Any]]:
        return _by(self.dataset.occurrences, "occurrence_id")

    @cached_property
    def _claims(self) -> dict[str, dict[Hashable, Any]]:
        tables = (self.dataset.positions, self.dataset.estimates, self.dataset.occurrence_estimates)
        return {key: row for table in tables for key, row in _by(table, "claim").items()}


def _by(table: pd.DataFrame, name: str) -> dict[str, dict[Hashable, Any]]:
    rows = table.drop_duplicates(name).astype(object).to_dict("records")
    return {str(row[name]): row for row in rows if isinstance(row[name], str)}


def _quoted(excerpt: Excerpt) -> str:
    """Return a cell as written, without the quotes of the file."""
    text = excerpt.text[excerpt.column - 1 :][: excerpt.length].strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('""', '"')
    return text
