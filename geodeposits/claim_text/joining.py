"""The figures of the three cells of a record, put together as estimates.

A piece that could not be read keeps its place: it is a rival of the figures with its number and
its mark, as a figure would be. Two kinds are not that. One that names an element or an oxide
(`0.4 Y`) is a figure of another thing and no rival; in a cell that is unread as a whole a rival of
any figure may stand, so that nothing of such a record meets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeVar

from geodeposits.claim_text.cells import COLUMNS, EXPLORED, Figure, Gap, Unread, read_cell
from geodeposits.quantity import Quantity
from geodeposits.vocab import Category

__all__ = ["Stated", "StatedPart", "read_estimates"]


@dataclass(frozen=True, slots=True)
class StatedPart:
    """The figures of one set of categories: ore in Mt, contained oxide in Mt, grade in %."""

    categories: tuple[Category, ...] = ()
    ore: Quantity | None = None
    reo: Quantity | None = None
    grade: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Stated(StatedPart):
    """One estimate: its figures, or those of its categories in `parts`.

    `number` is the number it bears in the cells (None where there are none), `classes` its words
    other than categories (`reserve`, `exploitable`), `members` the oxides that are counted where
    the text lists them, `remarks` what was doubtful in the writing. `is_soluble` says that its
    oxides are the share that leaching dissolves: no total, whatever the column is called.
    """

    number: int | None = None
    zone: str = ""
    classes: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    parts: tuple[StatedPart, ...] = ()
    is_soluble: bool = False


_Share = TypeVar("_Share", StatedPart, Stated)
_Number = int | None


@dataclass(slots=True)
class _Entry:
    """The figures that belong together, one a column."""

    number: _Number
    figures: list[Figure]

    @property
    def marked(self) -> Figure:
        return next((figure for figure in self.figures if figure.words), self.figures[0])

    def is_of(self, family: frozenset[Category]) -> bool:
        """Whether its categories are of the family."""
        return bool(self.marked.categories) and family.issuperset(self.marked.categories)


def read_estimates(ore: str, reo: str, grade: str) -> tuple[list[Stated], list[Unread]]:
    """Read the cells of ore (Mt), contained oxide (Mt) and grade (%) of one record.

    Returns the estimates that the figures make up, in the order of the cells, and what could not
    be read. Every figure of the cells is in one of the two.
    """
    cells = zip(COLUMNS, (ore, reo, grade), strict=True)
    pieces = [piece for column, text in cells for piece in read_cell(column, text)]
    figures = [piece for piece in pieces if isinstance(piece, Figure)]
    gaps = [piece for piece in pieces if isinstance(piece, Gap)]
    entries = _joined(figures, gaps)
    place = {id(figure): index for index, figure in enumerate(figures)}
    entries.sort(key=lambda entry: min(place[id(figure)] for figure in entry.figures))
    unread = [gap.unread for gap in gaps]
    return [stated for group in _groups(entries) for stated in _estimates(group)], unread


# --- Figures that belong together -----------------------------------------------------------------


def _joined(figures: list[Figure], gaps: list[Gap]) -> list[_Entry]:
    """Put together the figures of the three cells that belong to one another."""
    if any(gap.is_cell for gap in gaps):
        return [_Entry(figure.number, [figure]) for figure in figures]
    rivals = [gap for gap in gaps if not gap.is_other]
    marked = [figure for figure in figures if figure.words]
    plain = [figure for figure in figures if not figure.words]
    entries = list(_marked_entries(marked, rivals))
    return [*entries, *_plain_entries(plain, entries, rivals)]


def _marked_entries(figures: list[Figure], gaps: list[Gap]) -> Iterator[_Entry]:
    """Join figures with category, class or zone by number and mark, where each has one a column.

    Those without a number, beside numbered ones, join the only number that has their mark.
    """
    missed: dict[frozenset[str], set[_Number]] = {}
    for gap in gaps:
        missed.setdefault(gap.words, set()).add(gap.number)
    by_mark: dict[tuple[object, ...], dict[_Number, list[Figure]]] = {}
    for figure in figures:
        by_mark.setdefault(figure.key, {}).setdefault(figure.number, []).append(figure)
    for by_number in by_mark.values():
        words = next(iter(by_number.values()))[0].words
        if words not in missed:
            _adopt(by_number)
        for number, alike in by_number.items():
            has_rival = not missed.get(words, set()).isdisjoint({number, None})
            yield from _entries(number, alike, together=not has_rival and _one_a_column(alike))


def _adopt(by_number: dict[_Number, list[Figure]]) -> None:
    """Give the figures without a number to the only number, where it lacks their columns."""
    loose = by_number.get(None, [])
    numbers = [number for number in by_number if number is not None]
    if loose and len(numbers) == 1 and _one_a_column([*loose, *by_number[numbers[0]]]):
        by_number[numbers[0]] += by_number.pop(None)


def _plain_entries(
    figures: list[Figure], entries: list[_Entry], gaps: list[Gap]
) -> Iterator[_Entry]:
    """Join plain figures of one number to one another and to the only marked entry, in place.

    They stay apart where a column has two of them, where the number has several marked entries,
    and where the one entry fills a column of theirs already.
    """
    plain: dict[_Number, list[Figure | Gap]] = {}
    heads: dict[_Number, list[_Entry | Gap]] = {}
    for figure in figures:
        plain.setdefault(figure.number, []).append(figure)
    for entry in entries:
        if not entry.marked.is_soluble:
            heads.setdefault(entry.number, []).append(entry)
    for gap in gaps:
        (heads if gap.words else plain).setdefault(gap.number, []).append(gap)
    for number, pieces in plain.items():
        alike = [piece for piece in pieces if isinstance(piece, Figure)]
        rivals = heads.get(number, [])
        filled = [piece for head in rivals for piece in _filling(head)]
        together = len(rivals) <= 1 and _one_a_column([*pieces, *filled])
        if together and rivals and isinstance(rivals[0], _Entry):
            rivals[0].figures += alike
        else:
            yield from _entries(number, alike, together=together)


def _filling(head: _Entry | Gap) -> Sequence[Figure | Gap]:
    return head.figures if isinstance(head, _Entry) else [head]


def _one_a_column(pieces: Sequence[Figure | Gap]) -> bool:
    return len({piece.column for piece in pieces}) == len(pieces)


def _entries(number: _Number, figures: list[Figure], *, together: bool) -> Iterator[_Entry]:
    if together and figures:
        yield _Entry(number, figures)
    else:
        yield from (_Entry(number, [figure]) for figure in figures)


# --- Estimates ------------------------------------------------------------------------------------

_FAMILIES: Final = (
    frozenset({Category.MEASURED, Category.INDICATED, Category.INFERRED}),
    frozenset({Category.PROVED, Category.PROBABLE}),
    EXPLORED,
)
"""Categories that add up to one estimate."""


def _groups(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    """Gather the entries of one number, zone and class, in order."""
    gathered: dict[tuple[object, ...], list[_Entry]] = {}
    for entry in entries:
        head = entry.marked
        gathered.setdefault((entry.number, head.zone, head.classes), []).append(entry)
    yield from gathered.values()


def _estimates(group: list[_Entry]) -> Iterator[Stated]:
    """Make estimates of the entries of one number, zone and class.

    Entries of different categories of a family make up one estimate where they add up; the others
    stand alone.
    """
    left = list(group)
    for family in _FAMILIES:
        members = [entry for entry in left if entry.is_of(family)]
        if _add_up(members):
            left = [entry for entry in left if not entry.is_of(family)]
            named = tuple(category for entry in members for category in entry.marked.categories)
            parts = tuple(_with_figures(StatedPart(), entry) for entry in members)
            yield replace(_stated(members), categories=named, parts=parts)
    for entry in left:
        yield _with_figures(_stated([entry]), entry)


def _add_up(members: list[_Entry]) -> bool:
    """Whether entries are the parts of one estimate: several, of no shared category, of one shape.

    They fill the same columns, or each those of a poorer one and more, where even the poorest says
    an amount (ore, contained oxide) that all have: ore of one beside a grade of another is neither.
    """
    named = [category for entry in members for category in entry.marked.categories]
    columns = sorted(({figure.column for figure in entry.figures} for entry in members), key=len)
    if len(members) < 2 or len(named) > len(set(named)):  # noqa: PLR2004
        return False
    nested = all(poorer <= richer for poorer, richer in pairwise(columns))
    return nested and (columns[0] == columns[-1] or columns[0] != {"grade"})


def _with_figures(share: _Share, entry: _Entry) -> _Share:
    stated = {figure.column: figure.quantity for figure in entry.figures}
    return replace(
        share,
        categories=entry.marked.categories,
        ore=stated.get("ore"),
        reo=stated.get("reo"),
        grade=stated.get("grade"),
    )


def _stated(entries: list[_Entry]) -> Stated:
    figures = [figure for entry in entries for figure in entry.figures]
    head = entries[0]
    return Stated(
        number=head.number,
        zone=head.marked.zone,
        classes=head.marked.classes,
        members=tuple(dict.fromkeys(name for f in figures for name in f.members)),
        remarks=tuple(dict.fromkeys(remark for f in figures for remark in f.remarks)),
        is_soluble=head.marked.is_soluble,
    )
