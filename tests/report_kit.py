"""Seven deposits, and the same with texts that mean harm, for the tests of reports."""

from __future__ import annotations

import json
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from geodeposits.checks import CheckRun
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.report import Report, report_of
from geodeposits.seeds import compile_seeds

INFO = """
name = "tiny"
title = "A tiny atlas"
description = "for tests"
version = "1.2.3"
as_of = "2026-01-01"
licence = "CC-BY-4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
"""
SOURCES = {
    "speech": ("Speech of the minister", "Ministry", "press", "https://example.org/speech?a=1&b=2"),
    "table": ("A table of deposits", "Survey", "database", ""),
    "company": ("Resource statement", "Company", "company", "http://example.org/r"),
}
PROJECT = """
[[estimates]]
kind = "resource"
code = "jorc"
basis = "TREO"
contained_kt = 40
scope = "project"
effective = "2012"
by = "operator"
cite = { source = "company", at = "p. 3" }
"""
DEPOSITS = {
    "tr-bound": """
name = "Bound"
country = "TR"
[classification]
type = "carbonatite-ree"
cite = { source = "table" }
[[estimates]]
kind = "announcement"
code = "none"
basis = "REO"
ore_mt = 694
grade_pct = ">1"
published = "2025-10"
by = "authority"
cite = { source = "speech" }
[[estimates]]
kind = "historical"
code = "none"
basis = "partial-oxides"
members = ["La2O3", "CeO2", "Nd2O3"]
ore_mt = "30.358"
grade_pct = "3.14"
contained_kt = 954
effective = "1977"
by = "compiler"
cite = { source = "table", at = "row 7" }
""",
    "cn-total": """
name = "Total"
country = "CN"
[[estimates]]
kind = "resource"
code = "jorc"
basis = "TREO"
categories = ["indicated", "inferred"]
ore_mt = 100
grade_pct = 5
effective = "2020-03"
by = "operator"
cite = { source = "company" }
""",
    "ca-elements": """
name = "Elements"
country = "CA"
[[estimates]]
kind = "compiled"
code = "none"
basis = "TREE"
ore_mt = 10
grade_pct = 2
effective = "2015"
by = "compiler"
cite = { source = "table" }
""",
    "in-monazite": """
name = "Beach"
country = "IN"
[[estimates]]
kind = "resource"
code = "unstated"
basis = "monazite"
contained_kt = 500
effective = "2011"
by = "authority"
cite = { source = "table" }
""",
    "au-none": 'name = "Nothing known"\ncountry = "AU"\n',
    "gl-a": f'name = "North"\ncountry = "GL"\n{PROJECT}',
    "gl-b": f'name = "South"\ncountry = "GL"\n{PROJECT}',
}
HOSTILE = (
    "[bold]red[/] | `x` <img src=x onerror=alert(1)> {{ 7*7 }}\x1b[31m\r\n\u202e**b** &amp; ~s~"
)


def write(folder: Path, deposits: dict[str, str], sources: dict[str, tuple[str, ...]]) -> Dataset:
    (folder / "deposits").mkdir(parents=True)
    (folder / "sources").mkdir()
    (folder / "dataset.toml").write_text(INFO, encoding="utf-8")
    for name, text in deposits.items():
        (folder / "deposits" / f"{name}.toml").write_text(text, encoding="utf-8")
    for key, (title, producer, kind, url) in sources.items():
        fields = {"title": title, "producer": producer, "kind": kind, "url": url}
        lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items() if value]
        (folder / "sources" / f"{key}.toml").write_text("\n".join(lines), encoding="utf-8")
    dataset = compile_seeds(folder)
    assert dataset.reading == ()
    return dataset


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return write(tmp_path_factory.mktemp("tiny") / "seeds", DEPOSITS, SOURCES)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    named = DEPOSITS["tr-bound"].replace('"Bound"', json.dumps(HOSTILE))
    cited = {**SOURCES, "speech": (HOSTILE, HOSTILE, "press", "javascript:alert(1)")}
    folder = tmp_path_factory.mktemp("hostile") / "seeds"
    nothing = DEPOSITS["au-none"].replace('"Nothing known"', json.dumps(HOSTILE))
    return write(folder, {"tr-bound": named, "au-none": nothing}, cited)


@cache
def the_report(dataset: Dataset) -> Report:
    """Build the report of a dataset once for all tests that only read it."""
    return report_of(dataset)


def run_of(*findings: Finding) -> CheckRun:
    return CheckRun(findings=findings, rules=("GD301", "GD511"))


@cache
def the_checked_report(dataset: Dataset) -> Report:
    """Build the report with a run that found nothing, once likewise."""
    return report_of(dataset, run=run_of())


def found(code: str, severity: Severity, message: str = "is wrong", **facts: Any) -> Finding:
    return Finding(code=code, severity=severity, message=message, **facts)


class Page(HTMLParser):
    """Reads a page: tags in order, links, ids, and the text of each element by tag."""

    VOID = frozenset({"meta", "br", "link", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def values(self, name: str) -> list[str]:
        return [str(attrs[name]) for _, attrs in self.attributes if name in attrs]

    def text(self) -> str:
        return "".join(data for tag, data in self.texts if tag != "style")
