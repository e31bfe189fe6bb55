"""The dossier of one deposit: its sections, from the head to how to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import visible
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.elements import OXIDES
from geodeposits.report.citations import cite_deposit, plain
from geodeposits.report.contents import figure_record
from geodeposits.report.document import (
    Block,
    Card,
    Cards,
    Document,
    Facts,
    Line,
    Paragraph,
    Picture,
    Section,
    Sources,
    Span,
    Width,
    cell,
    line,
    muted,
    strong,
)
from geodeposits.report.dossier_claims import estimates_table, oxides_table, timeline_table
from geodeposits.report.dossier_findings import findings_blocks
from geodeposits.report.dossier_standing import ranks_blocks, ranks_shown, statements_blocks
from geodeposits.report.phrases import Record
from geodeposits.report.plain import text_of
from geodeposits.report.voice import Voice
from geodeposits.summary import FIGURES, Figure
from geodeposits.summary.statements import Judgement
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis, Marks, PartnerRole, RelationKind, Standing

__all__ = ["Matter", "sheet_document"]


@dataclass(frozen=True)
class Matter:
    """What a dossier is made from: the whole dataset, its summary, and a run of the rules."""

    dataset: Dataset
    summary: pd.DataFrame
    """the table `by_contained_reo` of the whole"""
    tested: tuple[Judgement, ...]
    """the statements about deposits, with their verdicts"""
    run: CheckRun | None


def sheet_document(matter: Matter, deposit_id: str, voice: Voice) -> Document:
    """Build the dossier of a deposit; sources are numbered in the order of the sections."""
    one = matter.dataset.deposit(deposit_id)
    summary = matter.summary[matter.summary["id"] == deposit_id].to_dict("records")[0]
    deposit = pd.DataFrame(one.deposits).to_dict("records")[0]
    return Document(
        title=visible(text_of(deposit["name"])),
        lead=tuple(_lead(one, deposit, voice)),
        sections=tuple(_sections(matter, one, summary, voice)),
        lang=voice.lang,
        name=deposit_id,
    )


# Head


def _lead(one: Dataset, deposit: Record, voice: Voice) -> Iterator[Line]:
    say, words = voice.say, voice.words
    country = text_of(deposit["country"])
    places = (text_of(deposit["admin1"]), say.country(country) if country else "")
    facts = [
        ", ".join(place for place in places if place),
        voice.term(deposit["type"]),
        _status(deposit, voice),
        _operators(one, voice),
    ]
    yield line(" · ".join(fact for fact in facts if fact))
    if aliases := ", ".join(_listed(deposit["aliases"])):
        yield line(muted(f"{words.also}: {aliases}"))
    minerals: Line = ()
    for name, title in (("minerals", words.minerals), ("by_products", words.by_products)):
        if listed := _listed(deposit[name]):
            between = " · " if minerals else ""
            minerals += line(muted(f"{between}{title}: "), *_substances(listed, voice))
    yield from (minerals,) if minerals else ()
    if scope := text_of(deposit["scope_note"]):
        yield line(muted(f"{words.scope}: "), voice.foreign(scope, "muted"))
    if kept := say.kept_in_english:
        yield line(muted(kept))


def _substances(names: Sequence[str], voice: Voice) -> Iterator[Span]:
    for place, name in enumerate(names):
        yield muted(", " if place else "")
        yield voice.substance(name, "muted")


def _listed(value: object) -> list[str]:
    return [part for part in text_of(value).split(LIST_SEPARATOR) if part]


def _status(deposit: Record, voice: Voice) -> str:
    status, date = voice.term(deposit["status"]), text_of(deposit["status_date"])
    return f"{status} ({voice.date(date)})" if status and date else status


def _operators(one: Dataset, voice: Voice) -> str:
    """Name the operators, or else the owners, as of their newest steps."""
    table = one.partners
    owners = table[table["relation"] == RelationKind.OWNER.value]
    operators = owners[owners["role"] == PartnerRole.OPERATOR.value]
    words = voice.words
    for rows, title in ((operators, words.operator), (owners, words.owners)):
        newest = rows[rows["date"].fillna("") == rows["date"].fillna("").max()]
        if names := list(dict.fromkeys(newest["party"].dropna())):
            return f"{title}: {', '.join(map(str, names))}"
    return ""


# Sections


def _sections(matter: Matter, one: Dataset, summary: Record, voice: Voice) -> Iterator[Section]:
    for title, width, blocks in _parts(matter, one, summary, voice):
        made = tuple(blocks)
        if made:
            yield Section(title, made, width=width)


Part = tuple[str, Width, Iterator[Block]]


def _parts(matter: Matter, one: Dataset, summary: Record, voice: Voice) -> Iterator[Part]:
    words, deposit_id = voice.words, str(summary["id"])
    ranks = ranks_shown(matter.dataset, deposit_id, matter.tested)
    ranked = frozenset(text_of(row["claim"]) for row in ranks)
    yield words.figures, "wide", _figures(one, summary, voice)
    yield words.grade_tonnage, "wide", _position(summary, voice)
    yield words.findings, "wide", findings_blocks(matter.run, one, voice)
    yield words.place, "narrow", _place(one, voice)
    yield words.ranks, "narrow", ranks_blocks(ranks, voice)
    yield words.estimates, "full", estimates_table(one, voice, kept=ranked)
    yield words.statements, "full", statements_blocks(matter.tested, deposit_id, voice)
    yield words.timeline, "full", _timeline(one, deposit_id, voice)
    if len(one.oxides):
        yield words.composition, "full", _composition(one, deposit_id, voice)
    yield words.sources, "full", iter((Sources(voice.entries()),) if voice.entries() else ())
    yield words.how_to_cite, "full", _how_to_cite(matter.dataset, deposit_id, voice)


def _figures(one: Dataset, summary: Record, voice: Voice) -> Iterator[Block]:
    claims = one.estimates.drop_duplicates("claim").set_index("claim")
    yield Cards(tuple(_card(figure, claims, summary, voice) for figure in FIGURES))
    said = [voice.words.same] if summary["same"] else []
    if not any(_stated(row) for row in one.oxides.to_dict("records")):
        said.append(voice.words.no_split)
    if said:
        yield Paragraph(line(muted(" ".join(said))))


def _card(figure: Figure, claims: pd.DataFrame, summary: Record, voice: Voice) -> Card:
    words = voice.words
    title = words.headline if figure == "headline" else words.documented
    row = figure_record(summary, figure)
    if not text_of(row["claim"]):
        nothing = words.no_headline if figure == "headline" else words.no_documented
        return Card(title, line(muted(nothing)), ())
    note = text_of(claims.loc[row["claim"]]["note"])
    own, basis, who = voice.own(row), voice.basis(row), text_of(row["by_name"])
    phrase = voice.sentence({**row, "basis": Basis.ORE.value}, with_amount=False)
    level = words.level_of.format(level=text_of(row["level"]) or "–")
    lines = (
        line(phrase) if own else (),
        line(strong(f"{words.column_basis}: "), basis),
        line(strong(f"{level}: "), voice.level(row["level"])),
        line(voice.capital(_kind(row, voice))),
        (
            *line(voice.capital(voice.term(row["by"])), ": " if who else "", voice.foreign(who)),
            *line(f", {voice.date(row['date'])} "),
            *voice.cited(row),
        ),
        voice.noted(note),
    )
    shown = line(own or phrase or words.no_figure, muted(f" {basis}") if own else "")
    return Card(title, shown, tuple(part for part in lines if part))


def _kind(row: Record, voice: Voice) -> str:
    parts = (voice.term(row["kind"]), voice.term(row["code"]), voice.terms(row["categories"]))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _place(one: Dataset, voice: Voice) -> Iterator[Block]:
    deposit = one.deposits.to_dict("records")[0]
    words = voice.words
    if pd.isna(deposit["lat"]) or pd.isna(deposit["lon"]):
        reason = text_of(deposit["no_position"])
        yield Paragraph(line(words.no_position, ": " if reason else ".", voice.foreign(reason)))
    else:
        yield Picture(f"{deposit['id']}/locator")
    rows = sorted(one.positions.to_dict("records"), key=lambda row: _order(row, deposit))
    facts = [
        (title, (_coordinates(row, voice), *_standing(row, voice)))
        for row, title in zip(rows, _titles(rows, deposit, voice), strict=True)
    ]
    if facts:
        yield Facts(tuple(facts))


def _order(row: Record, deposit: Record) -> tuple[bool, bool]:
    return (row["standing"] == Standing.REFUTED.value, not _is_shown(row, deposit))


def _is_shown(row: Record, deposit: Record) -> bool:
    names = ("lat", "lon")
    return all(row[name] == deposit[name] for name in names) and bool(
        row["source"] == deposit["position_source"]
    )


def _titles(rows: Sequence[Record], deposit: Record, voice: Voice) -> Iterator[str]:
    words = voice.words
    for row in rows:
        if row["standing"] == Standing.REFUTED.value:
            yield words.refuted
        else:
            yield words.position if _is_shown(row, deposit) else words.other_position


def _coordinates(row: Record, voice: Voice) -> Line:
    words = voice.words
    north, east = (float(row[name]) for name in ("lat", "lon"))
    lat = (
        f"{voice.say.number(abs(north), decimals=4)}° {words.north if north >= 0 else words.south}"
    )
    lon = f"{voice.say.number(abs(east), decimals=4)}° {words.east if east >= 0 else words.west}"
    return (*line(f"{lat}, {lon} "), *voice.cited(row, at=False))


def _standing(row: Record, voice: Voice) -> Iterator[Line]:
    accuracy, radius = row["accuracy_m"], ""
    if not pd.isna(accuracy):
        radius = voice.words.radius.format(distance=_distance(float(accuracy), voice))
    marks = "" if row["marks"] == Marks.UNSTATED.value else voice.term(row["marks"])
    if reason := text_of(row["reason"]):
        yield line(voice.foreign(reason, "muted"))
    elif said := ", ".join(part for part in (marks, radius) if part):
        yield line(muted(said))


_KM: Final = 1000


def _distance(metres: float, voice: Voice) -> str:
    is_far = metres >= _KM
    shown = voice.say.number(metres / _KM if is_far else metres, digits=3)
    return f"{shown} {'km' if is_far else 'm'}"


def _position(summary: Record, voice: Voice) -> Iterator[Block]:
    """Show the deposit among the others; where there is no picture, say its figures.

    Where it is not among those drawn, say why.
    """
    headline = figure_record(summary, "headline")
    if not _is_plotted(headline):
        if text_of(headline["claim"]):
            yield Paragraph(line(muted(_unplotted(headline, voice))))
        return
    facts = []
    for figure, title in zip(FIGURES, (voice.words.headline, voice.words.documented), strict=True):
        row = figure_record(summary, figure)
        if text := voice.sentence(row) if text_of(row["claim"]) else "":
            level = voice.words.level_of.format(level=text_of(row["level"]))
            facts.append((title, cell(f"{text}. {level}.")))
    if facts:
        yield Picture(f"{summary['id']}/grade_tonnage", (Facts(tuple(facts)),))


def _is_plotted(headline: Record) -> bool:
    """Say whether a figure is drawn by grade and tonnage: the third of three follows from two."""
    ore, grade, oxide = (text_of(headline[f"{name}_text"]) for name in _PLOTTED)
    return headline["group"] == "ranked" and bool((ore and grade) or ((ore or grade) and oxide))


_PLOTTED: Final = ("ore_mt", "grade_pct", "reo_kt")


def _unplotted(headline: Record, voice: Voice) -> str:
    """Say why a deposit is not on the chart of grade and tonnage."""
    if headline["basis"] in {basis.value for basis in BASIS_OF_ALL_OXIDES}:
        return voice.words.unplotted_incomplete
    return voice.words.unplotted_basis.format(basis=voice.basis(headline))


def _timeline(one: Dataset, deposit_id: str, voice: Voice) -> Iterator[Block]:
    """Show the timeline as a picture, on a screen alone, as the table holds all of it."""
    for table in timeline_table(one, voice):
        yield Picture(f"{deposit_id}/partners", on_paper=False)
        yield table


def _composition(one: Dataset, deposit_id: str, voice: Voice) -> Iterator[Block]:
    yield Picture(f"{deposit_id}/pattern", is_in_table=True)
    yield Picture(f"{deposit_id}/oxides", is_in_table=True)
    if max(map(_stated, one.oxides.to_dict("records"))) < _FEWEST:
        yield Paragraph(line(muted(voice.words.no_pattern)))
    yield from oxides_table(one, voice)


_FEWEST: Final = 3  # elements of a pattern


def _stated(row: Record) -> int:
    """Count the oxides that a distribution states."""
    return sum(bool(text_of(row[f"{oxide}_text"])) for oxide in OXIDES)


def _how_to_cite(dataset: Dataset, deposit_id: str, voice: Voice) -> Iterator[Block]:
    citation = plain(cite_deposit(dataset, deposit_id), voice.lang)
    yield Paragraph(line(f"{citation} ", muted(voice.words.cite_figures)))
