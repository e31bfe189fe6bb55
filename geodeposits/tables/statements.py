"""Statements made in public with their verdicts, as a grid with words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from geodeposits.countries import country_codes
from geodeposits.dataset import Dataset
from geodeposits.quantity import Quantity
from geodeposits.speech import Language, Speech, speech
from geodeposits.summary.statements import Judgement, Lack, Verdict
from geodeposits.tables.grid import Amount, Code, Column, Date, Grid, Number, Text, Value
from geodeposits.tables.statement_figures import figures_sentence
from geodeposits.tables.statement_terms import STATEMENT_TERMS
from geodeposits.tables.statement_words import STATEMENT_WORDS, StatementWords
from geodeposits.vocab.statements import WORLD, Metric, Relation, StatementUnit

__all__ = ["statement_grid"]


def statement_grid(
    dataset: Dataset,
    results: Iterable[Judgement],
    *,
    lang: Language = "en",
    subjects: Iterable[str] = (),
    verdicts: Iterable[str] = (),
) -> Grid:
    """Build the grid of tested statements, grouped by what they are about.

    `results` is what `tested` made of a whole dataset; `dataset` names deposits and sources.
    Only statements about one of `subjects`, and with one of `verdicts`, where these are given.
    Statements about deposits stand first, by name; then countries, then the world.
    """
    words, asked, wanted = STATEMENT_WORDS[lang], set(subjects), set(verdicts)
    build = _Rows(dataset, lang)
    shown = [
        each
        for each in results
        if (not asked or each.said.text("subject") in asked)
        and (not wanted or each.verdict.value in wanted)
    ]
    rows = [build.row(each) for each in sorted(shown, key=build.order)]
    return Grid(
        title=words.title,
        columns=tuple(_columns(words, build)),
        rows=tuple(rows),
        caption=words.caption,
        notes=tuple(_notes(shown, words)),
        by="subject",
        maker="claims",
    )


def _columns(words: StatementWords, build: _Rows) -> Iterator[Column]:
    yield Code(key="subject", title=words.subject, say=build.subject)
    yield Text(key="said_by", title=words.said_by)
    yield Text(key="summary", title=words.summary, is_key=True)
    yield Code(key="verdict", title=words.verdict, say=build.verdict)
    yield Text(key="figures", title=words.figures)
    yield Text(key="statement", title=words.statement, for_programs=True)
    yield Text(key="who", title=words.who, for_programs=True)
    yield Text(key="role", title=words.role, for_programs=True)
    yield Date(key="date", title=words.date, for_programs=True)
    yield Code(key="metric", title=words.metric, say=build.metric, for_programs=True)
    yield Code(key="relation", title=words.relation, say=build.relation, for_programs=True)
    yield Amount(key="value", title=words.value, for_programs=True)
    yield Code(key="unit", title=words.unit, say=build.unit, for_programs=True)
    yield Number(key="ratio", title=words.ratio, for_programs=True)
    yield Code(key="lacks", title=words.lacks, say=build.lacks, for_programs=True)
    yield Text(key="claims", title=words.claims, for_programs=True)
    yield Text(key="source", title=words.source, for_programs=True)
    yield Text(key="url", title="URL", for_programs=True)


class _Rows:
    """Rows of the grid, in a language."""

    def __init__(self, dataset: Dataset, lang: Language) -> None:
        deposits, sources = dataset.table("deposits"), dataset.sources
        self._names = dict(zip(deposits["id"], deposits["name"], strict=True))
        self._sources = sources.drop_duplicates("key").set_index("key")
        self._words, self._say, self._lang = STATEMENT_WORDS[lang], speech(lang), lang
        self._terms = STATEMENT_TERMS[lang]

    def subject(self, key: str, _say: Speech) -> str:
        """Name what a statement is about."""
        if key == WORLD:
            return self._words.world
        if key in self._names:
            return f"{self._names[key]} ({key})"
        return self._say.country(key)

    def verdict(self, term: str, _say: Speech) -> str:
        """Name a verdict."""
        return self._words.verdicts[Verdict(term)]

    def metric(self, term: str, _say: Speech) -> str:
        """Name what a statement counts."""
        return self._terms.metrics[Metric(term)]

    def relation(self, term: str, _say: Speech) -> str:
        """Name how a figure stands to what is so."""
        return self._terms.relations[Relation(term)]

    def unit(self, term: str, _say: Speech) -> str:
        """Name a unit; symbols are the same in both languages."""
        return self._terms.units.get(StatementUnit(term), term)

    def lacks(self, terms: str, _say: Speech) -> str:
        """Name what is missing, of joined codes."""
        return "; ".join(self._words.missing[Lack(term)] for term in terms.split("; "))

    def order(self, each: Judgement) -> tuple[int, str, str, str]:
        """Sort by what a statement is about, then by date."""
        key, date = each.said.text("subject"), each.said.text("date")
        kind = 2 if key == WORLD else int(key in country_codes())
        return kind, self.subject(key, self._say), date or "9999", each.said.text("statement")

    def row(self, each: Judgement) -> tuple[Value, ...]:
        """Return the values of a row, in the order of the columns."""
        said = each.said
        used = dict.fromkeys(figure.claim for figure in each.used if figure.claim)
        return (
            said.text("subject"),
            self._said_by(each),
            self._summary(each),
            each.verdict.value,
            figures_sentence(each, self._lang),
            said.text("statement"),
            said.text("who"),
            said.text("role") or None,
            said.text("date") or None,
            said.text("metric"),
            said.text("relation") or None,
            Quantity.parse(said.text("value_text")),
            said.text("unit"),
            None if each.ratio is None else float(each.ratio),
            "; ".join(each.lacks) or None,
            "; ".join(used) or None,
            said.text("source") or None,
            self._of_source(said.text("source"), "url") or None,
        )

    def _said_by(self, each: Judgement) -> str:
        said = each.said
        date = self._say.date(said.text("date")) if said.text("date") else self._words.undated
        producer = self._of_source(said.text("source"), "producer") or said.text("source")
        return f"{said.text('who')}, {date} ({producer})"

    def _summary(self, each: Judgement) -> str:
        translated = each.said.text("summary_tr") if self._lang == "tr" else ""
        return translated or each.said.text("summary")

    def _of_source(self, key: str, name: str) -> str:
        if key not in self._sources.index:
            return ""
        value = self._sources.loc[key, name]
        return value if isinstance(value, str) else ""


def _notes(shown: list[Judgement], words: StatementWords) -> Iterator[str]:
    counts = Counter(each.verdict for each in shown)
    verdicts = ", ".join(
        f"{words.verdicts[term]} {counts[term]}" for term in Verdict if counts[term]
    )
    if not shown:
        return
    yield words.counted_note.format(count=len(shown), verdicts=verdicts)
    yield words.rule_note
    yield words.weight_note
    yield words.rounding_note
    yield words.edition_note
