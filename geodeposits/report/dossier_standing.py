"""Where a deposit stands among the others, and what was said of it in public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.report.document import (
    Block,
    Cell,
    Column,
    Line,
    Paragraph,
    Row,
    Table,
    cell,
    line,
    muted,
    strong,
)
from geodeposits.report.phrases import Record
from geodeposits.report.plain import text_of
from geodeposits.report.voice import Voice
from geodeposits.summary.ranks import rank
from geodeposits.summary.statements import Judgement, Misread, Outcome, Verdict
from geodeposits.tables.rank_words import RANK_WORDS, place_shown
from geodeposits.tables.statement_figures import figures_sentence
from geodeposits.tables.statement_words import STATEMENT_WORDS

__all__ = ["ranks_blocks", "ranks_shown", "statements_blocks"]

_ROCK: Final = "rock-as-oxide"
_SHOWN: Final = (
    _ROCK, "headline", "documented", "implied", "supported", "coded", "claim", "ore", "national",
)  # fmt: skip
_OF_A_FIGURE: Final = {"headline", "supported", "documented", "claim"}
_EVEN_WITHOUT: Final = ("headline", "documented")
_NATIONAL_OF: Final = ("headline", "claim", "supported", "implied")


# Ranks


def ranks_shown(
    dataset: Dataset, deposit_id: str, tested: Iterable[Judgement]
) -> tuple[Record, ...]:
    """Return the ranks of a deposit by contained oxide that a dossier shows.

    Of national tables, the newest edition; `geodeposits rank` gives all of them. Rock is counted as
    oxide where a statement under test does so.
    """
    is_misread = any(
        reading.misread is Misread.ROCK_AS_OXIDE
        for each in _about(tested, deposit_id)
        for reading in each.readings
    )
    rows = rank(dataset, deposit_id).to_dict("records")
    return tuple(_without_repeats([row for row in rows if is_misread or not _is_of_rock(row)]))


def _is_of_rock(row: Record) -> bool:
    return _ROCK in {row["compared"], row["of_figure"]}


def ranks_blocks(rows: Sequence[Record], voice: Voice) -> Iterator[Block]:
    """Tabulate the ranks of a deposit, each with the figure it goes by."""
    words = voice.words
    columns = (
        Column("", ratio=3),
        Column(words.rank, right=True, width=14, whole=True),
        Column(words.of, right=True, width=6),
    )
    if any(not pd.isna(row["place"]) for row in rows):
        yield from _open_rank(rows, voice)
        yield Table.of(columns, (_rank_cells(row, voice) for row in rows))
        yield Paragraph(line(muted(words.ranks_note)))


def _open_rank(rows: Sequence[Record], voice: Voice) -> Iterator[Block]:
    """Say the place by the number reported where its bounds leave others open."""
    ordinal = RANK_WORDS[voice.lang].ordinal
    for row in rows:
        is_open = row["compared"] == "headline" and not pd.isna(row["place"])
        if is_open and row["best"] != row["worst"]:
            places = {name: ordinal(int(row[name])) for name in ("place", "best", "worst")}
            of = voice.say.integer(int(row["of"]))
            said = voice.words.rank_open.format(of=of, **places)
            yield Paragraph(line(said))


def _without_repeats(rows: Sequence[Record]) -> list[Record]:
    """Keep the rows that a reader asks for, each figure once, of the newest national table.

    Another claim is kept where it is as new as the headline, by year. What follows from a figure on
    another basis takes the place of that figure, which has no rank.
    """
    year = max(
        (text_of(row["date"])[:4] for row in rows if row["compared"] == "headline"), default=""
    )
    editions = [row["edition"] for row in rows if not pd.isna(row["edition"])]
    newest = max(editions, default=None)
    kept: dict[tuple[str, str], Record] = {}
    for row in rows:
        compared = str(row["compared"])
        is_ranked = not pd.isna(row["place"])
        if compared not in _SHOWN or not (is_ranked or compared in _EVEN_WITHOUT):
            continue
        if "claim" in {compared, row["of_figure"]} and text_of(row["date"])[:4] < year:
            continue
        if compared == "national":
            if row["edition"] != newest or row["of_figure"] not in _NATIONAL_OF:
                continue
            kept.setdefault((compared, text_of(row["claim"])), row)
            continue
        if compared == "implied":
            chosen = kept.get(("figure", text_of(row["claim"])), row)["compared"]
            kept["figure", text_of(row["claim"])] = {**row, "of_figure": chosen}
            continue
        own = "figure" if compared in _OF_A_FIGURE else compared
        kept.setdefault((own, text_of(row["claim"]) or compared), row)
    return list(kept.values())


def _rank_cells(row: Record, voice: Voice) -> tuple[Cell, ...]:
    words = voice.words
    is_implied = row["compared"] == "implied"
    compared = words.compared[str(row["of_figure" if is_implied else "compared"])]
    if is_implied:
        compared = words.as_total_oxides.format(compared=compared)
    if not pd.isna(row["edition"]):
        compared = compared.format(edition=int(row["edition"]))
    if pd.isna(row["best"]):
        return (line(compared, muted(f": {words.not_comparable}")),), voice.blank(), voice.blank()
    place = None if pd.isna(row["place"]) else int(row["place"])
    shown = place_shown(place, int(row["best"]), int(row["worst"]), voice.lang)
    return (
        ((*line(f"{compared}: "), *_figured(row, voice)),),
        cell(strong(shown)),
        cell(voice.say.integer(int(row["of"]))),
    )


def _figured(row: Record, voice: Voice) -> Line:
    """Say by which figure a rank goes: amount, level, source; rock as oxide has no level."""
    unit = str(row["unit"])
    if unit == "kt":
        amount = voice.mass(row["amount_text"])
    elif unit == "t":
        amount = voice.mass_of_t(row["amount_text"])
    else:
        amount = voice.quantity(row["amount_text"], unit)
    level = "" if _is_of_rock(row) else f", {text_of(row['level'])}"
    return (*line(muted(f"{amount}{level} ")), *voice.cited(row, at=False))


# Statements


def statements_blocks(
    tested: Iterable[Judgement], deposit_id: str, voice: Voice
) -> Iterator[Block]:
    """Tabulate what was said of a deposit in public, each with what its test gives, and by what.

    Of many comparisons the first for and the first and the nearest against the statement stand.
    """
    words = voice.words
    own = _about(tested, deposit_id)
    own.sort(key=lambda each: (each.said.text("date"), each.said.text("statement")), reverse=True)
    columns = (
        Column(words.column_date, width=12, whole=True),
        Column(words.column_said, ratio=2, share=30),
        Column(words.column_verdict, ratio=3, share=55),
        Column(words.column_source, width=8, whole=True),
    )
    if own:
        yield Table(columns, tuple(_statement(each, voice) for each in own), spaced=True)
        yield Paragraph(line(muted(words.statements_note.format(id=deposit_id))))
        yield Paragraph(line(muted(STATEMENT_WORDS[voice.lang].rule_note)))


def _about(tested: Iterable[Judgement], deposit_id: str) -> list[Judgement]:
    return [each for each in tested if each.said.text("subject") == deposit_id]


def _statement(each: Judgement, voice: Voice) -> Row:
    verdict = voice.capital(STATEMENT_WORDS[voice.lang].verdicts[each.verdict])
    who = line(muted(f" — {each.said.text('who')}"))
    cells = (
        cell(voice.date(each.said.text("date"))),
        ((*_said(each, voice), *who),),
        cell(line(strong(f"{verdict}. "), figures_sentence(_briefly(each), voice.lang))),
        (voice.cited(each.said.row, at=False),),
    )
    return Row(cells, day=each.said.text("date"))


def _briefly(each: Judgement) -> Judgement:
    """Keep of the comparisons the first of each outcome, and of those that fail the nearest.

    What is open is left out where others are for it and against it, or where it is contradicted:
    the verdict follows from the rest.
    """
    firsts = {check.outcome: check for check in reversed(each.checks)}
    settled = {Outcome.HOLDS, Outcome.FAILS} <= set(firsts)
    settled |= each.verdict is Verdict.CONTRADICTED
    left_out = {Outcome.SAME, Outcome.MISFIT, *((Outcome.OPEN,) if settled else ())}
    kept = tuple(
        check
        for check in each.checks
        if check is each.nearest
        or (check is firsts[check.outcome] and check.outcome not in left_out)
    )
    return replace(each, checks=kept)


def _said(each: Judgement, voice: Voice) -> Line:
    """Say in our words what was said: in the language of the dossier where we have them."""
    turkish = each.said.text("summary_tr") if voice.lang == "tr" else ""
    return line(turkish if turkish else voice.foreign(each.said.text("summary")))
