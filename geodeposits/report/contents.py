"""What the report says: its sections, built from the summary tables."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import visible
from geodeposits.dataset import Dataset
from geodeposits.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Line,
    Paragraph,
    Row,
    Section,
    Sources,
    Table,
    cell,
    line,
    muted,
    strong,
)
from geodeposits.report.findings import findings_section
from geodeposits.report.phrases import (
    about_line,
    basis_cell,
    cited_line,
    contained_cell,
    country_shown,
    day,
    figure_phrase,
    level_cell,
    mass,
    name_cell,
    source_entries,
)
from geodeposits.report.plain import text_of
from geodeposits.report.whole_words import REPORT_WORDS
from geodeposits.speech import Language, speech
from geodeposits.summary import FIGURES, OF_SEVERAL, SORTS, By, Figure, totals_wide
from geodeposits.tables.alphabet import alphabetical
from geodeposits.vocab import EvidenceLevel

__all__ = ["figure_record", "report_document"]

Record = dict[Hashable, Any]

_WIDE: Final = 150


def report_document(
    dataset: Dataset,
    deposits: pd.DataFrame,
    *,
    run: CheckRun | None,
    top: int | None,
    lang: Language = "en",
) -> Document:
    """Build the report from the dataset and its table `by_contained_reo`."""
    made, words = _Made(dataset, deposits.to_dict("records"), lang), REPORT_WORDS[lang]
    sources = Sources(source_entries(dataset.sources, lang))
    return Document(
        title=visible(speech(lang).title(dataset.info.title)),
        lead=cell(made.counts_line(), muted(speech(lang).kept_in_english)),
        sections=(
            Section(words.how_to_read, tuple(made.how_to_read())),
            Section(words.ranked, tuple(made.ranked(top))),
            Section(words.unranked, tuple(made.unranked())),
            Section(words.by_country, tuple(made.totals("country"))),
            Section(words.by_type, tuple(made.totals("type"))),
            Section(words.not_counted, tuple(made.not_counted())),
            findings_section(dataset, run, lang),
            Section(words.sources, (sources,), in_terminal=False),
        ),
        lang=lang,
    )


def figure_record(row: Mapping[Hashable, Any], figure: Figure) -> Record:
    """Return the columns of one figure of a row, without their prefix."""
    prefix = f"{figure}_"
    return {str(k).removeprefix(prefix): v for k, v in row.items() if str(k).startswith(prefix)}


class _Made:
    """The sections in a language, made from the rows of `by_contained_reo`."""

    def __init__(self, dataset: Dataset, records: list[Record], lang: Language) -> None:
        self._dataset, self._records, self._lang = dataset, records, lang
        self._say, self._words = speech(lang), REPORT_WORDS[lang]

    def counts_line(self) -> Line:
        """Say which edition this is, and how much it holds."""
        dataset, words = self._dataset, self._words
        estimates = int(dataset.estimates["part_of"].isna().sum())
        numbers = {
            "deposit": len(dataset), "estimate": estimates, "source": len(dataset.sources)
        }  # fmt: skip
        counted = (self._counted(number, noun) for noun, number in numbers.items())
        version = words.version.format(version=dataset.info.version)
        as_of = words.as_of.format(date=day(str(dataset.info.as_of), self._lang))
        return line(" · ".join((version, as_of, *counted)))

    def _counted(self, number: int, noun: str) -> str:
        return f"{self._say.integer(number)} {self._words.counted[noun][number != 1]}"

    def how_to_read(self) -> Iterator[Block]:
        """Explain levels, the two figures, and what is never added."""
        say, words = self._say, self._words
        yield Facts(tuple((level.value, cell(say.level(level))) for level in EvidenceLevel))
        rules = words.rules.format(headline=say.rule("headline"), documented=say.rule("documented"))
        yield from (Paragraph(line(text)) for text in (rules, words.ore_is_not_oxide, words.bounds))

    # Deposits

    def ranked(self, top: int | None) -> Iterator[Block]:
        """Tabulate the deposits whose headline is on total oxides, the largest first."""
        ranked = [row for row in self._records if row["headline_group"] == "ranked"]
        shown = ranked if top is None else ranked[:top]
        if not shown:
            yield Paragraph(line(self._words.no_ranked))
            return
        yield self._deposits_table(shown)
        if len(shown) < len(ranked):
            left = len(ranked) - len(shown)
            text = self._words.more_ranked.format(shown=len(shown), left=left)
            yield Paragraph(line(muted(text)))

    def unranked(self) -> Iterator[Block]:
        """Tabulate the deposits whose headline cannot be ranked; without headlines, say nothing."""
        rows = [row for row in self._records if row["headline_group"] == "unranked"]
        if not rows:
            if any(row["headline_group"] == "ranked" for row in self._records):
                yield Paragraph(line(self._words.no_unranked))
            return
        yield Paragraph(line(self._words.unranked_note))
        yield self._deposits_table(rows)

    def _deposits_table(self, records: list[Record]) -> Table:
        """Set the two figures side by side; on a narrow terminal one below the other."""
        words, bases = self._words, self._basis_width(records)
        return Table(
            columns=(
                Column(words.column_deposit, width=22),
                *self._figure_columns(words.headline, bases),
                *self._figure_columns(words.documented, bases),
            ),
            rows=tuple(Row(tuple(self._wide_cells(row))) for row in records),
            spaced=True,
            needs=_WIDE,
            narrow=self._narrow_table(records, bases),
        )

    def _basis_width(self, records: list[Record]) -> int:
        """Return the length of the longest word that names a basis, which is not to be broken."""
        cells = [
            basis_cell(figure_record(row, figure), self._lang)
            for row in records
            for figure in FIGURES
        ]
        words = (
            word for each in cells for part in each for span in part for word in span.text.split()
        )
        return max(map(len, words), default=0)

    def _figure_columns(self, group: str, bases: int) -> tuple[Column, ...]:
        words = self._words
        return (
            Column("#", group, right=True, width=4),
            Column(words.column_contained, group, right=True, width=11),
            Column(words.column_basis, group, width=max(9, bases)),
            Column(words.column_level, group, width=5, whole=True),
            Column(words.column_figure, group),
        )

    def _wide_cells(self, row: Record) -> Iterator[Cell]:
        yield name_cell(row, self._lang)
        for figure in FIGURES:
            yield from self._figure_cells(
                figure_record(row, figure), as_headline=figure == "documented" and row["same"]
            )

    def _figure_cells(self, figure: Record, *, as_headline: bool) -> Iterator[Cell]:
        yield cell("–" if pd.isna(figure["rank"]) else str(figure["rank"]))
        if not text_of(figure["claim"]):
            yield from (cell("–"), cell("–"), cell("–"), cell(muted(self._words.none)))
            return
        yield contained_cell(figure, self._lang)
        yield basis_cell(figure, self._lang)
        yield level_cell(figure["level"])
        yield cell(muted(self._words.as_headline)) if as_headline else self._details(figure)

    def _details(self, figure: Record) -> Cell:
        lang = self._lang
        about = about_line(figure, lang)
        return cell(figure_phrase(figure, lang), about, cited_line(figure, lang=lang))

    def _narrow_table(self, records: list[Record], bases: int) -> Table:
        words = self._words
        columns = (
            Column("#", right=True, width=3),
            Column(words.column_deposit, ratio=2),
            Column(words.column_contained, right=True, width=10),
            Column(words.column_basis, width=max(8, bases)),
            Column(words.column_level_short, width=3, whole=True),
            Column(words.column_figure, ratio=3),
        )
        rows = (shape for row in records for shape in self._narrow_rows(row))
        return Table(columns, tuple(rows), spaced=True)

    def _narrow_rows(self, row: Record) -> Iterator[Row]:
        headline, documented = (figure_record(row, figure) for figure in FIGURES)
        yield Row(self._narrow_cells(name_cell(row, self._lang), headline, as_headline=False))
        name = cell(muted(f"  {self._words.documented_below}"))
        cells = self._narrow_cells(name, documented, as_headline=bool(row["same"]))
        yield Row(cells, joined=True)

    def _narrow_cells(self, name: Cell, figure: Record, *, as_headline: bool) -> tuple[Cell, ...]:
        rank, *rest = self._figure_cells(figure, as_headline=as_headline)
        return (rank, name, *rest)

    # Totals

    def totals(self, by: By) -> Iterator[Block]:
        """Tabulate contained oxide by country or type, each evidence level for itself."""
        for figure in FIGURES:
            groups = totals_wide(self._dataset, by, figure)
            if groups.empty:
                yield Paragraph(line(self._words.no_deposit))
                return
            everything = totals_wide(self._dataset, "all", figure)
            named = [(self._group_name(row, by), row) for row in groups.to_dict("records")]
            named.sort(key=lambda pair: (self._sorted_by(pair[0]), _sort_of(pair[1])))
            rest = sorted(everything.to_dict("records"), key=_sort_of)
            named += [(self._words.every, row) for row in rest]
            yield self._totals_table(named, caption=self._words.caption[figure])
            yield from self._cautions(everything)

    def _group_name(self, row: Mapping[Hashable, Any], by: By) -> str:
        text = text_of(row[by])
        return country_shown(text, self._lang) if by == "country" else self._say.label(text)

    def _sorted_by(self, name: str) -> str:
        return alphabetical(name, self._lang)

    def _totals_table(self, named: list[tuple[str, Record]], *, caption: str) -> Table:
        """Tabulate totals per level; a level that no figure has is left out."""
        words = self._words
        used = [
            level for level in EvidenceLevel if any(row[f"{level}_deposits"] for _, row in named)
        ]
        columns = (
            Column("", width=16),
            *(Column(words.level_of.format(level=level), right=True) for level in used),
            Column(
                words.column_unranked, right=True, width=max(6, _longest(words.column_unranked))
            ),
            Column(words.column_none, right=True, width=4),
        )
        rows = [self._totals_row(name, row, used) for name, row in named]
        return Table.of(columns, rows, caption=caption)

    def _totals_row(self, name: str, row: Record, used: list[EvidenceLevel]) -> tuple[Cell, ...]:
        return (
            cell(
                strong(name) if name == self._words.every else name,
                muted(self._sort_name(row["stands_for"])),
            ),
            *(self._total_cell(row, level) for level in used),
            cell(self._count(row["unranked"])),
            cell(self._count(row["without_amount"])),
        )

    def _sort_name(self, stands_for: str) -> str:
        """Name a sort of figure, but for the usual one."""
        if stands_for == SORTS[0]:
            return ""
        of_one = stands_for.removesuffix(OF_SEVERAL)
        said = self._say.label(of_one.replace(" ", "-"))
        return said if of_one == stands_for else self._words.of_several.format(sort=said)

    def _total_cell(self, row: Record, level: EvidenceLevel) -> Cell:
        number = row[f"{level}_deposits"]
        if not number:
            return cell("–")
        total = mass(row[f"{level}_reo_kt_text"], digits=3, lang=self._lang)
        return cell(total, muted(f"({self._say.integer(number)})"))

    def _count(self, number: int) -> str:
        return self._say.integer(number) if number else "–"

    def _cautions(self, everything: pd.DataFrame) -> Iterator[Block]:
        projects, shared = (int(everything[n].sum()) for n in ("project_figures", "shared"))
        if projects:
            text = self._words.projects[projects != 1].format(count=projects)
            if shared:
                text += f" {self._words.shared.format(count=shared)}"
            yield Paragraph(line(muted(text)))

    # What is missing

    def not_counted(self) -> Iterator[Block]:
        """Say how many deposits have no figure, or none that can be ranked, and which."""
        words = self._words
        missing = [row for row in self._records if row["headline_group"] == "none"]
        unranked = sum(row["headline_group"] == "unranked" for row in self._records)
        no_documented = sum(row["documented_group"] == "none" for row in self._records)
        facts = (
            (words.no_amount, words.no_amount_of, len(missing)),
            (words.not_ranked, words.not_ranked_of, unranked),
            (words.undocumented, words.undocumented_of, no_documented),
        )
        yield Facts(
            tuple(
                (term, cell(text.format(deposits=self._counted(number, "deposit"))))
                for term, text, number in facts
            )
        )
        if missing:
            names = (
                f"{row['name']} ({country_shown(row['country'], self._lang)})" for row in missing
            )
            yield Paragraph(line(strong(f"{words.no_amount}: "), ", ".join(names)))


def _sort_of(row: Record) -> int:
    return SORTS.index(row["stands_for"])


def _longest(title: str) -> int:
    return max(map(len, title.split()))
