"""The report room: tables of deposits, totals and findings as text, Markdown, HTML, CSV or JSON.

`report_of` gives the report of a dataset, `dossier` all about one deposit on two pages of paper,
`DepositSheet` the sheet of one deposit for a terminal.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from rich.console import Console

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import json_text
from geodeposits.dataset import Dataset
from geodeposits.report.contents import report_document
from geodeposits.report.deposit import DepositSheet
from geodeposits.report.document import Document
from geodeposits.report.dossier_forms import Dossier, dossier, dossiers
from geodeposits.report.markdown import markdown
from geodeposits.report.page import page
from geodeposits.report.records import csv_text, report_record
from geodeposits.report.terminal import print_document, printed_text
from geodeposits.speech import Language
from geodeposits.summary import by_contained_reo

__all__ = ["DepositSheet", "Dossier", "Report", "dossier", "dossiers", "report_of"]


@dataclass(frozen=True, eq=False)
class Report:
    """A report on a dataset; every form holds the same figures, each with basis, level and source.

    The sources are listed at the end of the Markdown and of the page; a terminal shows their keys.
    CSV and JSON are data, the same in every language.
    """

    dataset: Dataset
    deposits: pd.DataFrame
    run: CheckRun | None = None
    top: int | None = None
    lang: Language = "en"

    @cached_property
    def document(self) -> Document:
        """The sections that text, Markdown and HTML are made of."""
        return report_document(
            self.dataset, self.deposits, run=self.run, top=self.top, lang=self.lang
        )

    def print(self, console: Console) -> None:
        """Print on a console; below 150 columns the two figures stand one below the other."""
        print_document(self.document, console)

    def text(self, width: int = 100) -> str:
        """Return plain text without colour, `width` characters wide (80 at least)."""
        return printed_text(self.document, width=max(width, 80))

    def markdown(self) -> str:
        """Return GitHub-flavoured Markdown."""
        return f"<!-- geodeposits report -->\n\n{markdown(self.document)}"

    def html(self) -> str:
        """Return one self-contained HTML page without script."""
        return page(self.document)

    def csv(self) -> str:
        """Return the deposits as CSV for a spreadsheet, all of them whatever `top` is.

        The columns are those of `geodeposits.summary.by_contained_reo`. A text that a spreadsheet
        would run as a formula gets an apostrophe before it.
        """
        return csv_text(self.deposits)

    def json(self) -> str:
        """Return JSON: all deposits whatever `top` is, keys in this order.

        - `generator`, `title`, `version`, `as_of`, `licence`: texts; `counts`: `deposits`,
          `estimates`, `sources`; `levels`: meaning by letter.
        - `deposits`: list in the order of `by_contained_reo`, each `id`, `name`, `country`, `type`,
          `status`, `same`, `country_name`, `headline` and `documented`. A figure is null or holds
          `rank` (null where not ranked), `group`, `bound`, `sentence`, `basis`, `members` (list),
          `level`, `kind`, `code`, `categories` (list), `scope`, `zone`, `date`, `by`, `by_name`,
          `source`, `at`, `claim`, and the intervals `ore_mt`, `grade_pct`, `own_kt`, `reo_kt`.
        - `totals`: `country` and `type`, each with `headline` and `documented`: the rows of
          `geodeposits.summary.totals`, sums as intervals.
        - `findings`: null without a run, else `counts` (`error`, `warning`, `note`, `waived`) and
          `findings`.
        - `sources`: the rows of the table of sources.

        An interval is null or {`low`, `best`, `high`, `text`}: numbers, null where unbounded or
        not stated. Unknown is null, never 0.
        """
        return json_text(report_record(self.dataset, self.deposits, self.run))


def report_of(
    dataset: Dataset,
    *,
    run: CheckRun | None = None,
    top: int | None = None,
    lang: Language = "en",
) -> Report:
    """Build the report of a dataset.

    `run` is what `geodeposits.checks.run` gave; without it the report says that the rules were not
    run. `top` cuts the table of ranked deposits in text, Markdown and HTML, never the data formats
    or the totals.
    """
    return Report(dataset, by_contained_reo(dataset), run, top, lang)
