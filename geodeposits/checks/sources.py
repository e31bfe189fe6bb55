"""Rules on sources: every claim has one, and its address can be followed (GD6xx)."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.hits import complaint, found_in_reading, hits, shown, texts
from geodeposits.checks.registry import rule
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import SCHEMAS, TABLE_NAME
from geodeposits.finding import Finding, Severity

__all__ = ["bad_addresses", "missing_sources"]

_CITING: Final = tuple(name for name, schema in SCHEMAS.items() if "source" in schema.names)

# ISO 26324 with the DOI handbook: a registrant's number of four digits or more, any suffix
_DOI: Final = r"10\.\d{4,9}(?:\.\d+)*/\S+"
# RFC 3986, and letters beyond ASCII; a host of labels with dots, no user name
_LABEL: Final = r"[^\s/?#@:<>\"'\\.]"
_URL: Final = (
    rf"https?://(?:{_LABEL}+\.)+(?:{_LABEL}{{2,}}|\d{{1,3}})\.?(?::\d{{1,5}})?"
    r"(?:[/?#][^\s<>\"\\]*)?"
)


@rule("GD601", Severity.ERROR, needs=(*_CITING, "deposits", "sources"))
def missing_sources(dataset: Dataset) -> Iterator[Finding]:
    """Find claims that cite no source, or one that the dataset does not hold.

    A table that comes without any sources (a CSV of one's own) gets one note, not a finding a row.

    Why
        A figure that cannot be traced to a page can be neither checked nor dated; it is hearsay.
    Bad
        cite = { source = "usgs-2018" } without a file sources/usgs-2018.toml
    Good
        cite = { source = "usgs-global-ree", at = "ID_No 8759" }, and the file beside it
    """
    yield from found_in_reading(dataset, "GD601")
    cited = list(_citations(dataset))
    if dataset.sources.empty and _is_table(dataset, cited):
        yield from _note(cited)
        return
    keys = texts(dataset.sources, "key").dropna().unique().tolist()
    for table, column, required in cited:
        given = table[column]
        lacking = (given != "") & ~given.isin(keys)
        missing = (given == "") & required
        for row in hits(table, (lacking | missing).to_numpy(dtype=bool)):
            yield complaint("GD601", Severity.ERROR, row, _said(row[column], keys), field=column)


@rule("GD603", Severity.ERROR, needs=("sources",))
def bad_addresses(dataset: Dataset) -> Iterator[Finding]:
    """Find addresses that are no http(s) URL, and DOIs that are malformed.

    Why
        An address that cannot be followed proves nothing, and one that begins with `javascript:`
        or `file:` has no business on a published page.
    Bad
        url = "www.usgs.gov/ree", doi = "https://doi.org/10.3133/pp1802O"
    Good
        url = "https://www.usgs.gov/ree", doi = "10.3133/pp1802O"
    """
    for name, pattern, advice in (
        ("url", _URL, "write the whole address, from http:// or https:// on"),
        ("doi", _DOI, "write it bare, such as 10.3133/pp1802O"),
    ):
        given = texts(dataset.sources, name).fillna("")
        bad = (given != "") & ~given.str.fullmatch(pattern)
        for row in hits(dataset.sources, bad.to_numpy(dtype=bool)):
            kind = {"url": "http(s) address", "doi": "DOI"}[name]
            message = f"{shown(row[name])} is no {kind}: {advice}"
            yield complaint("GD603", Severity.ERROR, row, message, field=name)


def _citations(dataset: Dataset) -> Iterator[tuple[pd.DataFrame, str, bool]]:
    """Yield (table, column, whether a key is required); "" stands for a key that is missing.

    The categories of an estimate share its source; a deposit's type may go without.
    """
    tables = dict(dataset.tables())
    for name in _CITING:
        table = tables[name]
        whole = table[texts(table, "part_of").isna().to_numpy(dtype=bool)]
        yield whole.assign(source=texts(whole, "source").fillna("")), "source", True
    deposits = pd.DataFrame(dataset.deposits)
    type_source = texts(deposits, "type_source").fillna("")
    yield deposits.assign(type_source=type_source), "type_source", False


def _is_table(dataset: Dataset, cited: list[tuple[pd.DataFrame, str, bool]]) -> bool:
    unsourced = all((table[column] == "").all() for table, column, _ in cited)
    return unsourced or dataset.info.name == TABLE_NAME


def _note(cited: list[tuple[pd.DataFrame, str, bool]]) -> Iterator[Finding]:
    claims = sum(len(table) for table, _, required in cited if required)
    origins = np.concatenate([texts(table, "origin").dropna().to_numpy() for table, _, _ in cited])
    if claims:
        path = str(origins[0]).rpartition(":")[0] if len(origins) else ""
        message = f"the table comes without sources: none of its {claims:,} claims can be traced"
        yield Finding(code="GD601", severity=Severity.NOTE, message=message, origin=path)


def _said(key: str, keys: list[str]) -> str:
    if not key:
        return "the claim cites no source"
    near = get_close_matches(key, keys, n=2, cutoff=0.6)
    hint = f": did you mean {' or '.join(near)}?" if near else ""
    return f"the claim cites {shown(key)}, which is not among the sources{hint}"
