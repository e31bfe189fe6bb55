"""Dossiers of deposits: all that is known of one, cited, in a form to be printed or read on.

>>> dossier(ds, "tr-beylikova").html()        # doctest: +SKIP
>>> dossiers(ds, ["tr-beylikova", "se-norra-karr"], lang="tr").markdown()  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rich.console import Console

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import json_text, visible
from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import TABLE_NAME
from geodeposits.errors import UnknownDeposit
from geodeposits.report.document import Document, Image
from geodeposits.report.dossier_overview import overview_document
from geodeposits.report.dossier_page import dossier_page
from geodeposits.report.dossier_paper import on_two_pages
from geodeposits.report.dossier_pictures import drawn, drawn_overview
from geodeposits.report.dossier_record import dossier_record
from geodeposits.report.dossier_sheet import Matter, sheet_document
from geodeposits.report.markdown import markdown
from geodeposits.report.terminal import print_document, printed_text
from geodeposits.report.voice import Voice
from geodeposits.report.words import WORDS
from geodeposits.speech import Language, speech
from geodeposits.summary import by_contained_reo
from geodeposits.summary.statements import tested

__all__ = ["Dossier", "dossier", "dossiers"]


@dataclass(frozen=True, eq=False)
class Dossier:
    """Dossiers of deposits of a dataset; every form holds the same facts, each with its source.

    Where HTML has a chart, the others have its numbers. `with_plots` False leaves the charts out
    of HTML, too.
    """

    dataset: Dataset
    ids: tuple[str, ...]
    lang: Language = "en"
    run: CheckRun | None = None
    with_plots: bool = True

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """One document a deposit, before several an overview; of these the forms are made."""
        matter = Matter(
            self.dataset, by_contained_reo(self.dataset), tested(self.dataset), self.run
        )
        sheets = tuple(
            sheet_document(matter, one, Voice(self.dataset, self.lang)) for one in self.ids
        )
        if len(sheets) == 1:
            return sheets
        voice = Voice(self.dataset, self.lang)
        names = [sheet.title for sheet in sheets]
        title = self._country_title() or WORDS[self.lang].several.format(names=", ".join(names))
        first = overview_document(self.dataset, matter.summary, self.ids, title, voice)
        return (first, *sheets)

    def _country_title(self) -> str:
        """Name the country whose deposits these are, all of them; else an empty text."""
        table = self.dataset.deposits
        countries = set(table[table["id"].isin(self.ids)]["country"].dropna())
        whole = table[table["country"].isin(countries)]["id"]
        if len(countries) != 1 or set(whole) != set(self.ids):
            return ""
        country = speech(self.lang).country(str(countries.pop()))
        return WORDS[self.lang].deposits_of.format(country=country)

    @property
    def title(self) -> str:
        """What the whole is called: the deposit, or several."""
        first = self.documents[0].title
        return first if len(self.ids) > 1 else f"{first}: {WORDS[self.lang].dossier}"

    def checked(self, run: CheckRun) -> Dossier:
        """Return the same with what the rules found."""
        return replace(self, run=run)

    def print(self, console: Console) -> None:
        """Print on a console of 80 columns or more."""
        for document in self.documents:
            print_document(document, console)

    def text(self, width: int = 100) -> str:
        """Return plain text without colour, `width` characters wide (80 at least)."""
        texts = (printed_text(document, width=max(width, 80)) for document in self.documents)
        return "\n\n".join(texts)

    def markdown(self) -> str:
        """Return GitHub-flavoured Markdown, a rule between deposits."""
        return "<!-- geodeposits report -->\n\n" + "\n---\n\n".join(map(markdown, self.documents))

    def html(self) -> str:
        """Return one self-contained HTML page without script, for a screen and for A4.

        Raises MissingPackage where there is no matplotlib to draw the charts with.
        """
        images = self.images()
        documents = [on_two_pages(document, images) for document in self.documents]
        return dossier_page(documents, title=self.title, edition=self._edition(), images=images)

    def json(self) -> str:
        """Return JSON; see `dossier_record` for its shape."""
        return json_text(self.record())

    def record(self) -> dict[str, Any]:
        """Return what `json` writes as plain data."""
        return dossier_record(self.dataset, self.ids, self.run)

    def _edition(self) -> str:
        info, say = self.dataset.info, speech(self.lang)
        if info.name == TABLE_NAME or info.as_of is None:
            return visible(info.title)
        return visible(
            WORDS[self.lang].edition_line.format(
                title=say.title(info.title), version=info.version, as_of=say.date(info.as_of)
            )
        )

    def images(self) -> Mapping[str, Image]:
        """Return the charts that the HTML shows, by name; none without plots.

        Raises MissingPackage where there is no matplotlib to draw them with.
        """
        if not self.with_plots:
            return {}
        several = len(self.ids) > 1
        images = drawn_overview(self.dataset, self.ids, self.lang) if several else {}
        for one in self.ids:
            images |= drawn(self.dataset, one, self.lang)
        return images


def dossier(
    dataset: Dataset,
    deposit_id: str,
    lang: Language = "en",
    *,
    run: CheckRun | None = None,
    with_plots: bool = True,
) -> Dossier:
    """Return the dossier of one deposit, by its id or a name that no other has.

    `run` is what `geodeposits.checks.run` gave for the dataset; without it the dossier says that
    the rules were not run. Raises UnknownDeposit.
    """
    return dossiers(dataset, [deposit_id], lang, run=run, with_plots=with_plots)


def dossiers(
    dataset: Dataset,
    names: Iterable[str],
    lang: Language = "en",
    *,
    run: CheckRun | None = None,
    with_plots: bool = True,
) -> Dossier:
    """Return the dossiers of deposits in their order, each once, as one whole."""
    ids = list(dict.fromkeys(_named(dataset, name) for name in names))
    if not ids:
        raise UnknownDeposit("", choices=sorted(dataset.deposits["id"]))
    return Dossier(dataset, tuple(ids), lang, run, with_plots)


def _named(dataset: Dataset, name: str) -> str:
    """Return the id that a text means; raise UnknownDeposit where it means none or several."""
    ids = dataset.named(name)
    if len(ids) != 1:
        raise UnknownDeposit(name, choices=ids or sorted(dataset.deposits["id"]))
    return ids[0]
