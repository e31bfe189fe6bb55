"""The table of sums that `summary.tables.table` makes, as a grid with words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.speech import Language, Speech, speech
from geodeposits.summary import SORTS, TOTAL_OXIDES, Figure
from geodeposits.summary.groups import MANY, REST, Grouping, group_order
from geodeposits.summary.tables import Measure, table
from geodeposits.tables.alphabet import alphabetical
from geodeposits.tables.grid import Amount, Code, Column, Grid, Integer, Number
from geodeposits.tables.words import WORDS, TableWords
from geodeposits.vocab import EvidenceLevel

__all__ = ["summary_grid"]

_COUNTRIES: Final = frozenset({"country", "partner-country", "owner-country"})
_PARTIES: Final = frozenset({"partner", "owner"})


def summary_grid(
    dataset: Dataset,
    *,
    by: Grouping = "country",
    measures: Sequence[Measure] = ("deposits", "reo"),
    figure: Figure = "headline",
    levels: Iterable[str] = (),
    wide: bool = True,
    lang: Language = "en",
) -> Grid:
    """Build the grid of a table of sums; see `geodeposits.summary.tables.table`.

    Wide, resources, reserves and exploration targets stand under headings of their own; rows are in
    the order of their names as shown, or of the vocabulary.
    """
    words, kept = WORDS[lang], tuple(levels)
    frame = table(dataset, by=by, measures=measures, figure=figure, levels=kept, wide=wide)
    build = _Columns(by, measures, lang)
    shown_levels = [level.value for level in EvidenceLevel if not kept or level in kept]
    columns = build.wide(frame, shown_levels) if wide else build.long(frame)
    return Grid.of_frame(
        _in_order(frame, by, build, wide=wide),
        columns,
        title=words.summary_title[by].format(figure=words.figures[figure]),
        caption=words.not_added,
        notes=()
        if frame.empty
        else _notes(frame, by, measures, figure, kept, wide=wide, lang=lang),
        by="stands_for" if wide else "",
        maker="table",
    )


def _in_order(frame: pd.DataFrame, by: Grouping, build: _Columns, *, wide: bool) -> pd.DataFrame:
    """Sort names as they are shown, and wide rows by their heading first."""
    keys = pd.DataFrame(index=frame.index)
    if wide:
        keys["sort"] = frame["stands_for"].map(SORTS.index)
    groups = frame[build.key]
    places = {group: place for place, group in enumerate(dict.fromkeys(groups))}
    if by in _COUNTRIES | _PARTIES:
        order = group_order(by)
        names = sorted(places, key=lambda group: (order(group)[0], build.sorted_by(group)))
        places = {group: place for place, group in enumerate(names)}
    keys["group"] = groups.map(places)
    rows = keys.sort_values(["sort", "group"] if wide else ["group"], kind="stable").index
    return frame.loc[rows].reset_index(drop=True)


class _Columns:
    """The columns of a table of sums, worded."""

    def __init__(self, by: Grouping, measures: Sequence[str], lang: Language) -> None:
        self._by, self._measures, self._say = by, measures, speech(lang)
        self._words = WORDS[lang]
        self.key = by.replace("-", "_")

    def named(self, group: str) -> str:
        """Name a group."""
        return _named(group, self._by, self._say, self._words)

    def sorted_by(self, group: str) -> str:
        """Return a text by which the name of a group is sorted in the language."""
        return alphabetical(self.named(group), self._say.lang)

    def wide(self, frame: pd.DataFrame, levels: Sequence[str]) -> Iterator[Column]:
        """Yield the columns of the levels side by side, each under its letter."""
        yield self._sort()
        yield self._group()
        for level in levels:
            for measure in self._measures:
                yield from self._measure(measure, f"{level}_", level)
        yield self._count("other_basis", self._words.other_basis)
        yield from self._tail(frame, is_long=False)

    def long(self, frame: pd.DataFrame) -> Iterator[Column]:
        """Yield the columns of a row for each level and basis."""
        words = self._words
        yield self._group()
        yield replace(self._sort(), is_key=True)
        if self.key != "level":
            yield Code(
                key="level",
                title=words.level,
                is_key=True,
                say=lambda level, _: _level(level, words),
            )
        yield Code(
            key="basis",
            title=words.basis,
            is_key=True,
            say=lambda basis, say: _basis(basis, say, words),
        )
        for measure in self._measures:
            yield from self._measure(measure, "", "")
        yield from self._tail(frame, is_long="deposits" in self._measures)

    def _group(self) -> Column:
        title = self._words.groupings[self._by]
        return Code(key=self.key, title=title, is_key=True, say=lambda code, _: self.named(code))

    def _sort(self) -> Column:
        words = self._words
        return Code(key="stands_for", title=words.sort, say=lambda sort, _: words.sorts[sort])

    def _measure(self, measure: str, prefix: str, group: str) -> Iterator[Column]:
        words = self._words
        if measure == "deposits":
            title = words.counted if group else words.deposits
            yield Integer(key=f"{prefix}deposits", title=title, group=group)
            return
        yield Integer(
            key=f"{prefix}{measure}_deposits",
            title=f"{getattr(words, measure)}, {words.over}",
            group=group,
            for_programs=True,
        )
        yield from self._amounts(measure, prefix, group)

    def _amounts(self, measure: str, prefix: str, group: str) -> Iterator[Column]:
        words = self._words
        title = getattr(words, measure)
        if measure in {"ore", "reo", "contained"}:
            unit = "Mt" if measure == "ore" else "kt"
            yield Amount(
                key=f"{prefix}{measure}_{unit.lower()}", title=title, unit=unit, group=group
            )
            return
        share = title
        if measure != "grade":
            yield Amount(key=f"{prefix}{measure}_kt", title=title, unit="kt", group=group)
            share = f"{title} {words.share_of_reo}"
        yield Amount(key=f"{prefix}{measure}_pct", title=share, unit="%", group=group)
        covers = f"{title}, {words.covers}"
        yield Number(
            key=f"{prefix}{measure}_covers_pct", title=covers, unit="%", group=group, decimals=0
        )

    def _tail(self, frame: pd.DataFrame, *, is_long: bool) -> Iterator[Column]:
        words = self._words
        for key, title in (("project_figures", words.project_figures), ("shared", words.shared)):
            yield self._count(key, title, for_programs=True)
        none = is_long or not frame["without_amount"].any()  # a long table has rows of them
        yield self._count("without_amount", words.without_amount, for_programs=none)

    def _count(self, key: str, title: str, *, for_programs: bool = False) -> Column:
        return Integer(key=key, title=title, for_programs=for_programs)


def _named(group: str, by: Grouping, say: Speech, words: TableWords) -> str:
    if group in REST:
        return words.rest[group]
    if by == "all":
        return words.world
    if by in _COUNTRIES:
        return say.country(group)
    if by == "region":
        return words.continents[group]
    if by == "decade":
        return words.decade(group.removesuffix("s"))
    return group if by in _PARTIES else _level(group, words) if by == "level" else say.label(group)


def _level(level: str, words: TableWords) -> str:
    return words.unknown if level == "unstated" else level


def _basis(basis: str, say: Speech, words: TableWords) -> str:
    if basis == TOTAL_OXIDES:
        return words.total_oxides
    term, _, members = basis.partition(": ")
    return say.basis(term, members or None)


def _notes(
    frame: pd.DataFrame,
    by: Grouping,
    measures: Sequence[str],
    figure: Figure,
    levels: tuple[str, ...],
    *,
    wide: bool,
    lang: Language,
) -> Iterator[str]:
    words, say = WORDS[lang], speech(lang)
    name = words.figures[figure]
    yield words.rule_note.format(figure=f"{name[:1].upper()}{name[1:]}", rule=say.rule(figure))
    if levels:
        yield words.one_level.format(levels=say.join(levels))
    if wide:
        yield words.wide_note
    yield words.bounds_note
    if by in MANY:
        yield words.overlap_note
    for note, column in ((words.project_note, "project_figures"), (words.shared_note, "shared")):
        if by not in MANY and (count := int(frame[column].sum())):
            yield note.format(count=say.integer(count))
    if "grade" in measures:
        yield words.grade_note
    if {"ndpr", "dytb"} & set(measures):
        yield words.split_note
    if wide and frame["other_basis"].any():
        yield words.other_basis_note
    if (
        not wide
        and "reo" in measures
        and (frame["basis"].notna() & frame["reo_kt_text"].isna()).any()
    ):
        yield words.no_reo_note
