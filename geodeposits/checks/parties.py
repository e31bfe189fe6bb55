"""Rules on what refers to what: keys, links, parties and documents (GD1xx, GD6xx)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, partial
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.checks.hits import Row, complaint, hits, shown, texts
from geodeposits.checks.registry import rule
from geodeposits.countries import country_codes
from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import LIST_SEPARATOR
from geodeposits.dataset.filters import fold
from geodeposits.dataset.schema import SCHEMAS
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableDate
from geodeposits.finding import Finding, Severity
from geodeposits.vocab import PartnerRole, RelationKind, Stage
from geodeposits.vocab.statements import WORLD

__all__ = [
    "broken_links",
    "partners_half_told",
    "repeated_addresses",
    "repeated_keys",
    "repeated_parties",
    "unknown_parties",
    "unused_parties",
    "unused_sources",
]

_NAMING: Final = ("partners", "conditions")
_TABLES: Final = tuple(SCHEMAS)

_LADDER: Final = tuple(Stage)[: tuple(Stage).index(Stage.STALLED)]
_RUNG: Final = {stage.value: height for height, stage in enumerate(_LADDER)}
_EXITS: Final = frozenset(stage.value for stage in Stage if stage.is_exit)
_TELLING: Final = {"role": "a role", "stage": "a stage", "date": "a date"}
_FINANCING: Final = frozenset(
    {
        PartnerRole.LENDER.value,
        PartnerRole.GRANTOR.value,
        PartnerRole.EQUITY_INVESTOR.value,
        PartnerRole.ACQUIRER.value,
        PartnerRole.ROYALTY_HOLDER.value,
    }
)


@rule("GD110", Severity.ERROR, needs=(*_NAMING, "parties"), scope="corpus")
def unknown_parties(dataset: Dataset) -> Iterator[Finding]:
    """Find claims that name a party which has no file, or by a name that is not its first.

    A table of somebody's own comes without parties and is not looked at.

    Why
        A partner under two spellings is two partners in every list and every count, and a party
        without a file has no country and no kind.
    Bad
        party = "Lynas Corp", while parties/lynas-rare-earths.toml says Lynas Rare Earths
    Good
        party = "Lynas Rare Earths"
    """
    if dataset.parties.empty:
        return
    names = texts(dataset.parties, "party").dropna().tolist()
    known = {**_aliases(dataset.parties), **{fold(name): name for name in names}}
    advice = cache(partial(_advice, known=known))
    for table in (getattr(dataset, name) for name in _NAMING):
        odd = texts(table, "party").notna() & ~texts(table, "party").isin(names)
        for row in hits(table, odd.to_numpy(dtype=bool)):
            yield complaint("GD110", Severity.ERROR, row, advice(row["party"]), field="party")


@rule("GD111", Severity.NOTE, needs=(*_NAMING, "parties"), scope="corpus")
def unused_parties(dataset: Dataset) -> Iterator[Finding]:
    """Find parties that no claim names.

    Why
        A file that nothing uses is often the second spelling of one that something does.
    Bad
        parties/lynas-corp.toml beside parties/lynas-rare-earths.toml
    Good
        one file, with the former name among its aliases
    """
    named = pd.concat([texts(getattr(dataset, name), "party") for name in _NAMING])
    names = texts(dataset.parties, "party")
    unused = names.notna() & ~names.isin(set(named.dropna()))
    for row in hits(dataset.parties, unused.to_numpy(dtype=bool)):
        message = f"no claim names the party {shown(row['party'])}"
        yield complaint("GD111", Severity.NOTE, row, message, field="name")


@rule("GD114", Severity.ERROR, needs=_TABLES, scope="corpus")
def repeated_keys(dataset: Dataset) -> Iterator[Finding]:
    """Find rows of a table that share the key by which others point at them.

    The ids of deposits are for GD102, the names of parties for GD113.

    Why
        A link to a key that two rows bear leads to either; a join on it repeats figures.
    Bad
        two rows `usgs-4190` among the occurrences
    Good
        usgs-4190 and usgs-4190-2
    """
    for name, table in dataset.tables():
        key = SCHEMAS[name].key
        if not key or name in {"deposits", "parties"}:
            continue
        given = texts(table, key)
        again = given.notna() & given.duplicated()
        for row in hits(table, again.to_numpy(dtype=bool)):
            message = f"{key} {shown(row[key])} stands on an earlier row of {name} too"
            yield complaint("GD114", Severity.ERROR, row, message, field=key)


@rule("GD115", Severity.ERROR, needs=_TABLES, scope="corpus")
def broken_links(dataset: Dataset) -> Iterator[Finding]:
    """Find links to a row that is not there: a claim's deposit, a part's whole, a waiver's record.

    Links to sources are for GD601, to parties for GD110. A part of a dataset keeps the deposits
    that an occurrence was linked to, so those links are looked at in a whole one only.

    Why
        What hangs on nothing is counted in no total and shown on no page.
    Bad
        an estimate of `tr-beylikowa`
    Good
        an estimate of `tr-beylikova`
    """
    tables = dict(dataset.tables())
    for name, table in tables.items():
        whole = {"part_of": (name, "claim")} if "part_of" in table else {}
        for column, (other, key) in {**SCHEMAS[name].links, **whole}.items():
            if other == "sources":
                continue
            given, known = texts(table, column), texts(tables[other], key)
            if given.tolist() == known.tolist():
                continue
            missing = given.notna() & ~given.isin(known)
            for row in hits(table, missing.to_numpy(dtype=bool)):
                message = f"{column} {shown(row[column])} is not among the {other}"
                yield complaint("GD115", Severity.ERROR, row, message, field=column)
    waived = texts(dataset.waivers, "id")
    lost = waived.notna() & ~waived.isin(texts(dataset.deposits, "id"))
    lost &= ~waived.isin(texts(dataset.occurrences, "occurrence_id"))
    for row in hits(dataset.waivers, lost.to_numpy(dtype=bool)):
        message = f"id {shown(row['id'])} is not among the deposits, nor among the occurrences"
        yield complaint("GD115", Severity.ERROR, row, message, field="id")
    yield from _lost_subjects(dataset)


def _lost_subjects(dataset: Dataset) -> Iterator[Finding]:
    subjects = texts(dataset.statements, "subject")
    lost = subjects.notna() & ~subjects.isin(texts(dataset.deposits, "id"))
    lost &= ~subjects.isin([*country_codes(), WORLD])
    for row in hits(dataset.statements, lost.to_numpy(dtype=bool)):
        message = f"subject {shown(row['subject'])} is not among the deposits, and is no country"
        yield complaint("GD115", Severity.ERROR, row, message, field="subject")


@rule("GD113", Severity.ERROR, needs=("parties",), scope="corpus")
def repeated_parties(dataset: Dataset) -> Iterator[Finding]:
    """Find a name that two parties bear, one as its alias perhaps; case and diacritics apart.

    Why
        A name with two files has two countries and two kinds, and which of them a claim gets is
        chance.
    Bad
        parties/ma-aden.toml and parties/maaden.toml, the second with the alias Ma'aden
    Good
        one file, with the other spellings among its aliases
    """
    bearers: dict[str, tuple[int, str]] = {}
    rows = hits(dataset.parties, np.ones(len(dataset.parties), dtype=bool))
    for number, row in enumerate(rows):
        party, aliases = row.get("party"), (row.get("aliases") or "").split(LIST_SEPARATOR)
        for name in dict.fromkeys(fold(text) for text in (party, *aliases) if text):
            bearer, called = bearers.setdefault(name, (number, row.get("origin") or party or name))
            if bearer != number:
                message = f"{shown(name)} is a name of another party too: {called}"
                yield complaint("GD113", Severity.ERROR, row, message, field="name")


@rule("GD605", Severity.WARNING, needs=("partners",), scope="corpus")
def partners_half_told(dataset: Dataset) -> Iterator[Finding]:
    """Find steps of a partner without role, stage or date, and ladders that go down without exit.

    Owners stand apart: they have no stage. The steps of one party in one role (and its wording) at
    a deposit make a ladder; a step that is certainly later may be lower only after stalled, ended,
    denied or ruled-out. Whoever lends, grants or buys begins anew with every tranche, so what
    follows a binding or financed step in such a role is another deal.

    Why
        What a deposit's partners were at a date in the past is read off the steps. One without
        date is in no such picture; a deal at talks after its term sheet has ended in between, and
        the record does not say when.
    Bad
        term-sheet in 2023, talks in 2025
    Good
        term-sheet in 2023, ended in 2024, talks in 2025
    """
    table = dataset.partners
    steps = table[(texts(table, "relation") == RelationKind.PARTNER.value).to_numpy(dtype=bool)]
    absent = {name: texts(steps, name).isna().to_numpy(dtype=bool) for name in _TELLING}
    for row in hits(steps, np.logical_or.reduce(list(absent.values()))):
        lacking = [name for name in _TELLING if row.get(name) is None]
        said = " and ".join(_TELLING[name] for name in lacking)
        message = f"the step of {shown(row['party'])} comes without {said}"
        yield complaint("GD605", Severity.WARNING, row, message, field=lacking[0])
    yield from _ladders_down(steps)


@rule("GD607", Severity.ERROR, needs=("sources",), scope="corpus")
def repeated_addresses(dataset: Dataset) -> Iterator[Finding]:
    """Find documents that stand under two keys: two sources with one address or one DOI.

    The scheme, `www.`, a slash at the end and the case of a host or a DOI make no difference.

    Why
        One page under two keys looks like two sources that agree, and a figure confirmed twice.
    Bad
        sources/in-pib.toml and sources/in-rs2026.toml, both of one url
    Good
        one file, cited by both claims
    """
    for name in ("url", "doi"):
        plain = texts(dataset.sources, name).fillna("").map(_plain_address)
        plain = plain.str.casefold() if name == "doi" else plain
        again = (plain != "") & plain.duplicated()
        keys = dataset.sources.loc[~again].assign(plain=plain).set_index("plain")["key"]
        rows = hits(dataset.sources, again.to_numpy(dtype=bool))
        for row, address in zip(rows, plain[again].tolist(), strict=True):
            message = f"{shown(row[name])} is the {name} of the source {shown(keys[address])} too"
            yield complaint("GD607", Severity.ERROR, row, message, field=name)


@rule("GD608", Severity.NOTE, needs=_TABLES, scope="corpus")
def unused_sources(dataset: Dataset) -> Iterator[Finding]:
    """Find sources that no claim cites and no note names.

    Why
        A document that was read but not used proves nothing; a claim may have lost its source.
    Bad
        sources/aveleda-2019.toml, which no claim names
    Good
        every file in sources/ is cited by a claim
    """
    cited = [texts(table, "source") for _, table in dataset.tables() if "source" in table]
    columns = [*cited, texts(dataset.deposits, "type_source")]
    used = {source for column in columns for source in column.dropna().unique().tolist()}
    notes = "\n".join(text for _, table in dataset.tables() for text in _notes(table))
    keys = texts(dataset.sources, "key")
    unused = keys.notna() & ~keys.isin(used | set(re.findall(r"[\w-]+", notes)))
    for row in hits(dataset.sources, unused.to_numpy(dtype=bool)):
        message = f"no claim cites the source {shown(row['key'])}"
        yield complaint("GD608", Severity.NOTE, row, message, field="key")


def _ladders_down(steps: pd.DataFrame) -> Iterator[Finding]:
    ladders: dict[tuple[str, ...], list[tuple[PartialDate, Row]]] = {}
    staged = texts(steps, "stage").isin([*_RUNG, *_EXITS]).to_numpy(dtype=bool)
    for row in hits(steps, staged):
        if row.get("party") and (date := _date(row.get("date"))) is not None:
            told = (str(row.get(name) or "") for name in ("id", "party", "role", "role_text"))
            ladders.setdefault(tuple(told), []).append((date, row))
    for ladder in ladders.values():
        yield from _steps_down(sorted(ladder, key=lambda step: step[0]))


def _steps_down(ladder: list[tuple[PartialDate, Row]]) -> Iterator[Finding]:
    """Yield the steps of a ladder, in the order of their dates, that lie below the one before."""
    before: tuple[PartialDate, Row] | None = None
    for date, row in ladder:
        if row["stage"] in _EXITS:
            before = None
            continue
        if before is not None and _is_lower(before, date, row):
            message = (
                f"{shown(row['party'])} was at {before[1]['stage']} in {before[0]} and is at "
                f"{row['stage']} in {date}: write the step at which that deal ended or stalled, "
                "or what the other deal is in role_text"
            )
            yield complaint("GD605", Severity.WARNING, row, message, field="stage")
        before = (date, row)


def _is_lower(before: tuple[PartialDate, Row], date: PartialDate, row: Row) -> bool:
    """Whether a step is certainly later than the one before, lower, and no new tranche."""
    height = _RUNG[before[1]["stage"]]
    tranche = row["role"] in _FINANCING and height >= _RUNG[Stage.BINDING.value]
    return _RUNG[row["stage"]] < height and before[0].latest < date.earliest and not tranche


def _date(text: object) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except UnreadableDate:
        return None


def _plain_address(address: str) -> str:
    """Return an address without scheme, `www.` and last slash; of a path, case matters."""
    host, slash, rest = re.sub(r"^https?://", "", address.strip(), flags=re.I).partition("/")
    return f"{host.casefold().removeprefix('www.')}{slash}{rest}".rstrip("/")


def _notes(table: pd.DataFrame) -> list[str]:
    names = [name for name in ("note", "terms", "no_position", "scope_note") if name in table]
    return [text for name in names for text in texts(table, name).dropna()]


def _aliases(parties: pd.DataFrame) -> dict[str, str]:
    listed = texts(parties, "aliases").fillna("").str.split(LIST_SEPARATOR)
    pairs = zip(texts(parties, "party"), listed, strict=True)
    return {fold(alias): name for name, aliases in pairs for alias in aliases if alias}


def _advice(given: str, *, known: dict[str, str]) -> str:
    if (name := known.get(fold(given))) is not None:
        return f"{shown(given)} is {shown(name)}: write that name"
    near = [known[match] for match in get_close_matches(fold(given), known, n=2, cutoff=0.75)]
    hint = f"did you mean {' or '.join(dict.fromkeys(near))}?" if near else "add one to parties/"
    return f"{shown(given)} is a party without a file: {hint}"
