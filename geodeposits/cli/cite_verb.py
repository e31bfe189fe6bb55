"""`geodeposits cite`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from geodeposits.cli.endings import form_for
from geodeposits.cli.grids import lang_option
from geodeposits.cli.options import Selection, named_selection, output_options
from geodeposits.cli.streams import emit, write_output

_FORMATS: Final = {"bibtex": "bibtex", "biblatex": "biblatex", "csl-json": "csl_json"}


@click.command("cite")
@named_selection("[ID|KEY|dataset]... [PATH]", keywords=("dataset",))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *_FORMATS]),
    help="By default text, or what the ending of -o names: .bib is bibtex, .json csl-json.",
)
@lang_option
@output_options(required=False)
def verb(
    names: tuple[str, ...],
    selection: Selection,
    form: str | None,
    lang: Any,
    output: Path | None,
    *,
    overwrite: bool,
) -> int:
    """Say how to cite the dataset, a deposit with each of its sources, or one source.

    ID is a deposit's id, or a name or alias that no other deposit has; KEY the key of a source;
    `dataset`, or nothing, is the dataset itself, with version, as-of date and licence.
    """
    from geodeposits.report import citations as written

    selection.guard(output)
    form = form_for(form, output, {".bib": "bibtex", ".json": "csl-json"})
    citations = written.cite(selection.read(), names or ("dataset",))
    if form == "text":
        text = "".join(f"{written.plain(citation, lang)}\n" for citation in citations)
    else:
        text = str(getattr(written, _FORMATS[form])(citations))
    if output is None:
        emit(text)
    else:
        write_output(output, text.encode("utf-8"), overwrite=overwrite)
    return 0
