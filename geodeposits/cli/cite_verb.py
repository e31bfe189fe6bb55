"""`geodeposits cite`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geodeposits.cli.grids import lang_option
from geodeposits.cli.options import Selection, named_selection, output_options
from geodeposits.cli.streams import emit, write_output


@click.command("cite")
@named_selection("[ID|KEY|dataset]... [PATH]", keywords=("dataset",))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "bibtex", "csl-json"]),
    default="text",
    show_default=True,
    help="How the citations are written.",
)
@lang_option
@output_options(required=False)
def verb(
    names: tuple[str, ...],
    selection: Selection,
    form: str,
    lang: Any,
    output: Path | None,
    *,
    overwrite: bool,
) -> int:
    """Say how to cite the dataset, a deposit with each of its sources, or one source.

    ID is a deposit's id, or a name or alias that no other deposit has; KEY the key of a source;
    `dataset`, or nothing, is the dataset itself, with version, as-of date and licence.
    """
    from geodeposits.report.citations import bibtex, cite, csl_json, plain

    selection.guard(output)
    citations = cite(selection.read(), names or ("dataset",))
    if form == "text":
        text = "".join(f"{plain(citation, lang)}\n" for citation in citations)
    else:
        text = bibtex(citations) if form == "bibtex" else csl_json(citations)
    if output is None:
        emit(text)
    else:
        write_output(output, text.encode("utf-8"), overwrite=overwrite)
    return 0
