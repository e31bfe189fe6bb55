"""The columns of ranks: few for people, all that is known for programs."""

from __future__ import annotations

from collections.abc import Iterator

from geodeposits.speech import Speech
from geodeposits.summary.comparable import UNITS
from geodeposits.tables.grid import Amount, Code, Column, Date, Integer, Range, Text
from geodeposits.tables.rank_words import RankWords

__all__ = ["columns_of_all", "columns_of_one"]


def columns_of_one(by: str, words: RankWords, levels: str = "") -> Iterator[Column]:
    """Yield the columns of the ranks of one deposit; `levels` names those asked for."""

    def compared(code: str, _say: Speech) -> str:
        return words.compared.get(code, words.column_against).format(levels=levels)

    yield Text(key="among", title=words.column_among)
    yield Text(key="shown", title=words.column_compared, is_key=True, for_people=True)
    yield Code(key="compared", title=words.column_compared, say=compared, for_programs=True)
    yield Code(key="of_figure", title=words.column_of_figure, say=compared, for_programs=True)
    yield Text(key="against", title=words.column_against, for_programs=True)
    yield Integer(key="edition", title=words.column_edition, for_programs=True)
    yield from _figure_columns(by, words, words.column_amount if by == "contained-reo" else "")
    yield Date(key="date", title=words.column_date, for_programs=True)
    yield Text(key="claim", title=words.column_claim, for_programs=True)
    unit = UNITS[by] if by == "grade" else "kt"
    yield Amount(key="replaced", title=words.column_replaced, unit=unit, for_programs=True)
    yield Text(key="sentence", title=words.column_words, listed=True)


def columns_of_all(by: str, words: RankWords) -> Iterator[Column]:
    """Yield the columns of the ranks of all deposits."""
    yield Text(key="id", title=words.column_id, for_programs=True)
    yield Text(key="name", title=words.column_deposit, is_key=True)
    yield Code(key="country", title=words.column_country, say=lambda code, say: say.country(code))
    told = ("above_shown", "below_shown")
    yield from (column for column in _figure_columns(by, words) if column.key not in told)
    yield Date(key="date", title=words.column_date, for_programs=True)
    yield Text(key="claim", title=words.column_claim, for_programs=True)


def _figure_columns(by: str, words: RankWords, amount: str = "") -> Iterator[Column]:
    unit = UNITS[by] if by == "grade" else "kt"
    yield Text(key="place_shown", title=words.column_place, for_people=True)
    for key, name in (("place", ""), ("best", words.best), ("worst", words.worst)):
        named = f"{words.column_place}, {name}" if name else words.column_place
        yield Integer(key=key, title=named, for_programs=True)
    yield Range(key="of_shown", title=words.column_of, for_people=True)
    yield Integer(key="of", title=words.column_of, for_programs=True)
    yield Amount(key="amount", title=amount or words.heading_measures[by], unit=unit)
    yield Code(key="basis", title=words.column_basis, say=lambda basis, say: say.basis(basis, None))
    yield Text(key="level", title=words.column_level)
    yield Text(key="source", title=words.column_source)
    for side, title in (("above", words.column_above), ("below", words.column_below)):
        yield Text(key=f"{side}_shown", title=title, for_people=True)
        for name, what in (
            ("name", words.name),
            ("level", words.level),
            ("source", words.source),
        ):
            yield Text(key=f"{side}_{name}", title=f"{title}, {what}", for_programs=True)
        yield Amount(key=f"{side}_amount", title=title, unit=unit, for_programs=True)
