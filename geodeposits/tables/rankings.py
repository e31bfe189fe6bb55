"""Ranks of deposits as grids: the rows that are kept, and their values by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from geodeposits.dataset import Dataset
from geodeposits.speech import Language, speech
from geodeposits.summary import FIGURES, Figure
from geodeposits.summary.comparable import RankMeasure
from geodeposits.summary.ranks import rank, ranks
from geodeposits.tables.grid import Column, Grid, Integer, Value
from geodeposits.tables.rank_columns import columns_of_all, columns_of_one
from geodeposits.tables.rank_sayings import LEVELS, Row, Sayings, said_together
from geodeposits.tables.rank_words import RANK_WORDS, RankWords

__all__ = ["rank_grid", "ranks_grid"]


def rank_grid(
    dataset: Dataset,
    deposit_id: str,
    *,
    by: RankMeasure = "contained-reo",
    figure: Figure | None = None,
    levels: Iterable[str] = (),
    lang: Language = "en",
) -> Grid:
    """Build the grid of one deposit's ranks; see `geodeposits.summary.ranks.rank`.

    Masses are in kt throughout. Of the claims in the place of a country's row, those are kept that
    rank differently in some edition.
    """
    kept = tuple(levels)
    rows = _records(rank(dataset, deposit_id, by=by, figure=figure, levels=kept))
    say = Sayings(dataset, by, kept, lang)
    words, shown = RANK_WORDS[lang], list(_distinct(rows))
    columns = tuple(columns_of_one(by, words, speech(lang).join(kept)))
    sentences = list(say.sentences(shown))
    told = zip(shown, sentences, strict=True)
    runs = [list(run) for _, run in groupby(shown, key=said_together)]
    name = str(rows[0]["name"])
    return Grid(
        title=words.title_one.format(name=name, measure=words.measures[by]),
        caption=say.first_two(shown),
        columns=columns,
        rows=tuple(
            tuple(_value(column, say.cells(row, sentence), row) for column in columns)
            for row, sentence in told
        ),
        shown_rows=tuple(
            tuple(_value(column, say.together(run, said), run[0]) for column in columns)
            for run, said in zip(runs, _first_of(runs, sentences), strict=True)
        ),
        notes=tuple(say.notes(shown)),
        by="among",
        maker="rank",
    )


def ranks_grid(
    dataset: Dataset,
    *,
    by: RankMeasure = "contained-reo",
    figure: Figure = "headline",
    levels: Iterable[str] = (),
    lang: Language = "en",
) -> Grid:
    """Build the grid of the ranks of all deposits; see `geodeposits.summary.ranks.ranks`."""
    kept, words = tuple(levels), RANK_WORDS[lang]
    frame = ranks(dataset, by=by, figure=figure, levels=kept)
    rows = _records(frame)
    say = Sayings(dataset, by, kept, lang)
    columns = tuple(columns_of_all(by, words))
    compared = "levels" if kept else figure
    named = words.figures[compared].format(levels=speech(lang).join(kept))
    return Grid(
        title=words.title_all.format(measure=words.measures[by], figure=named),
        caption=words.left_out_note,
        columns=columns,
        rows=tuple(tuple(_value(c, say.cells(row, ""), row) for c in columns) for row in rows),
        notes=(*_rule(figure if not kept else None, words, lang), *say.notes(rows[:1])),
        maker="rank",
    )


def _records(frame: Any) -> list[dict[str, Any]]:
    return [
        {str(name): _plain(value) for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def _plain(value: Any) -> Any:
    return None if value != value or type(value).__name__ == "NAType" else value  # noqa: PLR0124


def _distinct(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Leave out what says the same: levels without a figure, and claims that rank as another."""
    seen: set[tuple[object, ...]] = set()
    compared = {row["compared"]: row["claim"] for row in rows}
    for row in rows:
        is_level = row["compared"] in LEVELS and "coded" in compared
        is_empty = row["best"] is None and (is_level or row["compared"] == "claims")
        same = row["compared"] == "supported" and row["claim"] == compared.get("documented")
        if row["compared"] != "national" and not (is_empty or same):
            yield row
    national = [row for row in rows if row["compared"] == "national"]
    for _, run in groupby(national, key=lambda row: (row["claim"], row["of_figure"])):
        editions = list(run)
        places = tuple((row["edition"], row["best"], row["worst"]) for row in editions)
        if places not in seen:
            seen.add(places)
            yield from editions


def _value(column: Column, made: Mapping[str, Value], row: Row) -> Value:
    value: Value = made[column.key] if column.key in made else row[column.key]
    return int(value) if isinstance(column, Integer) and isinstance(value, int | float) else value


def _rule(figure: Figure | None, words: RankWords, lang: Language) -> Iterator[str]:
    if figure in FIGURES:
        yield words.rule.format(
            figure=words.compared[figure].capitalize(), rule=speech(lang).rule(figure)
        )


def _first_of(runs: Sequence[Sequence[Row]], said: Sequence[str]) -> Iterator[str]:
    """Yield the sentence of the first row of each run."""
    at = 0
    for run in runs:
        yield said[at]
        at += len(run)
