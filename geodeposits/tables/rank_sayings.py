"""What the rows of a ranking say: cells for people, sentences that can be quoted, and notes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from geodeposits.dataset import Dataset
from geodeposits.quantity import Quantity
from geodeposits.speech import Language, speech
from geodeposits.summary import FIGURES
from geodeposits.tables.grid import Value
from geodeposits.tables.rank_words import RANK_WORDS, place_shown
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis, EvidenceLevel, Scope

__all__ = ["LEVELS", "Row", "Sayings", "said_together"]

Row = Mapping[str, Any]

LEVELS: Final = tuple(level.value for level in EvidenceLevel)
_IN_KT: Final = {"kt": 1, "Mt": 1000, "t": Quantity.exactly(1) / Quantity.exactly(1000), "%": 1}
_OF_SPLIT: Final = frozenset({"ndpr", "hreo"})
_ALL_OXIDES: Final = frozenset(basis.value for basis in BASIS_OF_ALL_OXIDES)
_COUNTED: Final = frozenset({*FIGURES, "supported", "levels", "ore"})
"""What is compared by a choice of figures, and how many that leaves out is told."""
_ONLY_TABLED: Final = frozenset({"claim", *LEVELS})
_ROCK: Final = "rock-as-oxide"
_FIRST: Final = 2  # places that a claim of "second-largest" speaks of


class Sayings:
    """What the rows of a ranking say, in one language."""

    def __init__(self, dataset: Dataset, by: str, levels: tuple[str, ...], lang: Language) -> None:
        self._words, self._say, self._by = RANK_WORDS[lang], speech(lang), by
        self._lang = lang
        self._levels = self._say.join(levels)
        sources = dataset.sources
        self._producers = dict(zip(sources["key"], sources["producer"], strict=True))

    # Notes

    def notes(self, rows: list[dict[str, Any]]) -> Iterator[str]:
        """Yield what is to be known beside the rows."""
        words = self._words
        yield words.interval_note
        yield words.left_out_note
        if counts := list(dict.fromkeys(self._several(rows))):
            yield words.several_note.format(counts=self._say.join(counts))
        yield words.kinds_note
        if self._by in _OF_SPLIT:
            yield words.split_note
        if any(row["compared"] == "national" for row in rows):
            yield words.national_note

    def _several(self, rows: list[dict[str, Any]]) -> Iterator[str]:
        for row in rows:
            own = row["best"] is None and row["scope"] == Scope.PROJECT.value
            count = int(row["left_out_several"] or 0) + own
            is_told = row["compared"] in _COUNTED or bool(self._levels)
            if is_told and count:
                compared = self._words.compared[row["compared"]].format(levels=self._levels)
                number = self._say.integer(count)
                yield self._words.several_count.format(compared=compared, count=number)

    # Cells

    def cells(self, row: Row, sentence: str) -> dict[str, Value]:
        """Return what the cells of a row hold beside what the row itself does."""
        national = row["compared"] == "national"
        words = self._words
        return {
            "among": words.among["countries" if national else "deposits"],
            "shown": self._cell([row]),
            "place_shown": self._span(row),
            "of_shown": self._of([row]),
            "amount": _in_kt(row["amount_text"], row["unit"]),
            "replaced": _in_kt(row["replaced_t"], "t"),
            "sentence": sentence or None,
            **{f"{side}_shown": self._next(row, side) for side in ("above", "below")},
            **{
                f"{side}_amount": _in_kt(row[f"{side}_amount"], row["unit"])
                for side in ("above", "below")
            },
        }

    def together(self, rows: Sequence[Row], sentence: str) -> dict[str, Value]:
        """Return the cells of rows of editions that say the same, as one row that people read.

        What a level alone or another claim gives is told by the table and by no sentence.
        """
        is_told = bool(self._levels) or rows[0]["compared"] not in _ONLY_TABLED
        cells = self.cells(rows[0], sentence if is_told else "")
        if len(rows) == 1:
            return cells
        nexts = {f"{side}_shown": self._nexts(rows, side) for side in ("above", "below")}
        return {**cells, "shown": self._cell(rows), "of_shown": self._of(rows), **nexts}

    def _of(self, rows: Sequence[Row]) -> str:
        least, most = min(row["of"] for row in rows), max(row["of"] for row in rows)
        return "–".join(map(self._say.integer, dict.fromkeys((least, most))))

    def _nexts(self, rows: Sequence[Row], side: str) -> str | None:
        """Name the neighbours in some editions, each with its editions where they differ."""
        runs = [(said, list(run)) for said, run in groupby(rows, lambda row: self._next(row, side))]
        if len(runs) == 1:
            return runs[0][0]
        return "; ".join(f"{said} ({_years(run)})" for said, run in runs if said) or None

    def _cell(self, rows: Sequence[Row]) -> str:
        row = rows[0]
        if row["compared"] == "national":
            amount = self._amount(row)
            return self._words.national_cell.format(edition=_years(rows), amount=amount)
        return self._words.compared[row["compared"]].format(levels=self._levels)

    def _span(self, row: Row) -> str | None:
        if row["best"] is None:
            return None
        place = None if row["place"] is None else int(row["place"])
        return place_shown(place, int(row["best"]), int(row["worst"]), self._lang)

    def _next(self, row: Row, side: str) -> str | None:
        if row[f"{side}_name"] is None:
            return None
        national = row["compared"] == "national"
        words, name = self._words, row[f"{side}_name"]
        form = words.neighbour_of_country if national else words.neighbour
        return form.format(
            name=self._say.country(name) if national else name,
            amount=self._mass(row[f"{side}_amount"], row["unit"]),
            level=row[f"{side}_level"],
            source=row[f"{side}_source"],
        )

    # Sentences

    def sentences(self, rows: list[dict[str, Any]]) -> Iterator[str]:
        """Yield one sentence a row; editions in a row that say the same share one."""
        implied = frozenset(row["claim"] for row in rows if row["compared"] == "implied")
        for _, run in groupby(rows, key=_of_one_figure):
            together = list(run)
            sentence = self._sentence(together, implied)
            yield from (sentence for _ in together)

    def _sentence(self, rows: list[dict[str, Any]], implied: Container[object]) -> str:
        row = rows[0]
        if row["compared"] == "national":
            return self._national(rows)
        if row["best"] is None:
            return self._unranked(row, implied)
        words = self._words
        form = {_ROCK: words.rock, "claims": words.claims}.get(row["compared"], words.ranked)
        return form.format(
            phrase=words.phrases.get(row["compared"], "").format(
                levels=self._levels, basis=self._basis(row)
            ),
            cited=self._cited(row),
            amount=self._amount(row),
            **self._placed(row),
        )

    def _basis(self, row: Row) -> str:
        """Name the basis of a figure; empty where there is none."""
        return "" if row["basis"] is None else self._say.basis(row["basis"], row["members"])

    def _unranked(self, row: Row, implied: Container[object]) -> str:
        words, compared = self._words, row["compared"]
        if row["scope"] == Scope.PROJECT.value:
            why = words.several if compared in FIGURES else words.several_only
        elif compared in {"coded", "levels", *LEVELS}:
            why = words.none_coded.format(of=self._say.integer(row["of"]))
        elif row["basis"] is None:
            why = words.no_figure
        elif self._by != "ore" and row["basis"] not in _ALL_OXIDES:
            form = words.other_basis_implied if row["claim"] in implied else words.other_basis
            is_unstated = row["basis"] == Basis.UNSTATED.value
            why = words.unstated_basis if is_unstated else form.format(basis=self._basis(row))
        else:
            why = words.no_split if self._by in _OF_SPLIT else words.no_amount
        phrase = words.phrases[compared].format(levels=self._levels)
        measure = words.measures[self._by]
        return words.not_ranked.format(phrase=phrase, name=row["name"], measure=measure, why=why)

    def _national(self, rows: list[dict[str, Any]]) -> str:
        row = rows[0]
        words, country = self._words, self._say.country(row["country"])
        runs = [list(run) for _, run in groupby(rows, key=said_together)]
        form = words.national_rock if row["of_figure"] == _ROCK else words.national
        return form.format(
            producer=self._producers.get(row["against"], row["against"]),
            runs=self._say.join([self._run(run) for run in runs]),
            name=row["name"],
            country=country,
            amount=self._amount(row),
            cited=self._cited(row),
            instead=self._instead(rows, country),
        )

    def _run(self, rows: list[dict[str, Any]]) -> str:
        """Say the place in editions that agree on it."""
        placed = {**self._placed(rows[0]), "of": self._of(rows)}
        return self._words.national_run.format(editions=_years(rows), **placed)

    def _instead(self, rows: list[dict[str, Any]], country: str) -> str:
        """Say of what row of the tables the figure takes the place."""
        words = self._words
        known = [row["replaced_t"] for row in rows if row["replaced_t"] is not None]
        if not known:
            return words.added.format(country=country)
        ends = sorted(known, key=lambda text: Quantity.parse(text).central)
        masses = dict.fromkeys(self._mass(text, "t") for text in (ends[0], ends[-1]))
        amount = words.amounts["contained-reo"].format(amount="–".join(masses))
        return words.replaces.format(country=country, amount=amount)

    def _editions(self, rows: list[dict[str, Any]]) -> str:
        first, last = rows[0]["edition"], rows[-1]["edition"]
        form = self._words.edition if first == last else self._words.editions
        return form.format(first=first, last=last)

    def _placed(self, row: Row) -> dict[str, str]:
        words, ordinal = self._words, self._words.ordinal
        best, worst = ordinal(row["best"]), ordinal(row["worst"])
        room = words.room.format(best=best, worst=worst) if best != worst else ""
        return {
            "name": row["name"],
            "place": "" if row["place"] is None else ordinal(row["place"]),
            "best": best,
            "worst": worst,
            "room": room,
            "of": self._say.integer(row["of"]),
            "measure": words.measures[row["measure"]],
        }

    def first_two(self, rows: list[dict[str, Any]]) -> str:
        """Say where the deposit is first or second, where any ranking leaves room for that."""
        ranked = [row for row in rows if row["place"] is not None]
        if not any(row["best"] <= _FIRST for row in ranked):
            return ""
        words, name = self._words, str(rows[0]["name"])
        together = [list(run) for _, run in groupby(ranked, key=said_together)]
        first = [run for run in together if run[0]["place"] <= _FIRST]
        places = list(dict.fromkeys(self._place(run) for run in first))
        if self._words.places[_ROCK] in places:  # says it of nations, too
            places = [place for place in places if place not in self._rocks(first)]
        said = (
            words.first_two.format(name=name, places=self._say.join(places))
            if places
            else words.first_two_nowhere.format(name=name)
        )
        return " ".join((said, *self._open(ranked)))

    def _open(self, rows: list[dict[str, Any]]) -> Iterator[str]:
        """Say what the bounds of the headline figure leave open."""
        for row in rows:
            if row["compared"] == "headline" and row["best"] != row["worst"]:
                yield self._words.first_two_open.format(**self._placed(row))

    def _place(self, rows: list[dict[str, Any]]) -> str:
        words, row, amount = self._words, rows[0], self._amount(rows[0])
        if row["compared"] != "national":
            return words.places[row["compared"]].format(amount=amount, basis=self._basis(row))
        form = words.national_rock_place if row["of_figure"] == _ROCK else words.national_place
        return form.format(editions=self._editions(rows), amount=amount)

    def _rocks(self, runs: Iterable[list[dict[str, Any]]]) -> list[str]:
        """Return the places that rock counted as oxide has among nations."""
        of_nations = (run for run in runs if run[0]["compared"] == "national")
        return [self._place(run) for run in of_nations if run[0]["of_figure"] == _ROCK]

    # Amounts

    def _cited(self, row: Row) -> str:
        amount, level = self._amount(row), row["level"]
        return self._words.cited.format(amount=amount, level=level, source=row["source"])

    def _amount(self, row: Row) -> str:
        mass = self._mass(row["amount_text"], row["unit"])
        is_rock = _ROCK in {row["compared"], row["of_figure"]}
        return mass if is_rock else self._words.amounts[row["measure"]].format(amount=mass)

    def _mass(self, text: str, unit: str) -> str:
        if unit == "%":
            return self._say.quantity(text, "%")
        in_kt = _in_kt(text, unit)
        return self._say.mass_of_kt(in_kt.text) if in_kt is not None else ""


def said_together(row: Row) -> tuple[object, ...]:
    """Return what rows of consecutive editions share that one sentence can say."""
    if row["compared"] != "national":
        return (id(row),)
    names = ("claim", "of_figure", "place", "best", "worst")
    return tuple(row[name] for name in names)


def _of_one_figure(row: Row) -> tuple[object, ...]:
    """Return what rows of all editions share that one sentence speaks of."""
    if row["compared"] != "national":
        return (id(row),)
    return row["claim"], row["of_figure"]


def _years(rows: Sequence[Row]) -> str:
    """Return the editions of rows that follow one another: 2020–2024."""
    return "–".join(str(year) for year in dict.fromkeys((rows[0]["edition"], rows[-1]["edition"])))


def _in_kt(text: str | None, unit: str) -> Quantity | None:
    if text is None:
        return None
    return Quantity.parse(text) * _IN_KT[unit]
