"""`geodeposits check`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from geodeposits.cli.options import Selection, fail_on_option, output_options, selections
from geodeposits.cli.streams import emit, exit_code, has_colour, may_write, progress, write_output
from geodeposits.errors import UnreadableFile

if TYPE_CHECKING:
    from geodeposits.checks import CheckRun
    from geodeposits.checks.formats import Excerpts
    from geodeposits.dataset import Dataset

FORMATS: Final = ("concise", "full", "json", "jsonl", "github", "sarif", "junit", "waivers")
_COUNTED: Final = ("concise", "full", "json")
_ERRATA: Final = (".md", ".html")


class _Codes(click.ParamType[str]):
    """Codes of rules, or what they begin with, parted by commas."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not all(part.strip() for part in str(value).split(",")):
            self.fail("name rules, such as GD304 or GD2,GD304", param, ctx)
        return str(value)


@click.command("check")
@selections
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="concise",
    show_default=True,
    help="How findings are written.",
)
@click.option(
    "--select", type=_Codes(), multiple=True, metavar="CODE", help="Only these rules: GD2,GD304."
)
@click.option("--ignore", type=_Codes(), multiple=True, metavar="CODE", help="Not these rules.")
@click.option("--statistics", is_flag=True, help="How many findings each rule has, no findings.")
@click.option("--no-atlas", is_flag=True, help="Compare a table with no published record.")
@click.option(
    "--errata",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write a report for the keepers of the data, as .md or .html.",
)
@fail_on_option
@output_options(required=False)
def verb(
    selections: list[Selection],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    errata: Path | None,
    fail_on: str,
    output: Path | None,
    *,
    statistics: bool,
    no_atlas: bool,
    overwrite: bool,
) -> int:
    """Check datasets against the rules; `geodeposits rule CODE` explains one.

    A table of one's own is also compared with the published dataset. A finding names the file and
    line of a seed, or row and column of a table. Waived findings are counted, and fail nothing.
    """
    _guard(selections, output, errata, form, statistics=statistics)
    datasets = _read(selections, form)
    choice: dict[str, Any] = {"select": _codes(select), "ignore": _codes(ignore)}
    result = _checked(datasets, **choice, **({"atlas": None} if no_atlas else {}))
    excerpts = _excerpts(selections)
    written: dict[Path, bytes] = {}
    if errata is not None:
        is_page = errata.suffix.lower() == ".html"
        page = _errata(datasets[0], result, excerpts, html=is_page, beside_atlas=not no_atlas)
        written[errata] = page.encode("utf-8")
    text = _counted(result, form) if statistics else None
    if text is None:
        shown = {"notes": bool(select), "colour": output is None and has_colour(sys.stdout)}
        of_table = all(_is_table(dataset) for dataset in datasets)
        text = _written(result, form, excerpts, fail_on, of_table=of_table, **shown)
    if output is not None:
        written[output] = text.encode("utf-8", errors="replace")
    _write_all(written, overwrite=overwrite)
    if output is None:
        emit(text)
    return exit_code(result, fail_on)


def _write_all(written: dict[Path, bytes], *, overwrite: bool) -> None:
    """Write each file, or none where one of them must not be replaced."""
    for path, content in written.items():
        may_write(path, content, overwrite=overwrite)
    for path, content in written.items():
        write_output(path, content, overwrite=overwrite)


def _is_table(dataset: Dataset) -> bool:
    from geodeposits.dataset.schema import TABLE_NAME

    return dataset.info.name == TABLE_NAME


def _guard(
    selections: list[Selection],
    output: Path | None,
    errata: Path | None,
    form: str,
    *,
    statistics: bool,
) -> None:
    """Refuse options that do not go together, and files that are read."""
    for selection in selections:
        selection.guard(output)
        selection.guard(errata)
    if statistics and form not in _COUNTED:
        raise click.UsageError(f"--statistics are written as {', '.join(_COUNTED)}, not as {form}")
    if errata is None:
        return
    if errata.suffix.lower() not in _ERRATA:
        raise click.UsageError(f"--errata {errata}: name a file that ends in .md or .html")
    if len(selections) > 1:
        raise click.UsageError("--errata is about one dataset: name one PATH")
    if output is not None and output.resolve() == errata.resolve():
        raise click.UsageError(f"{errata} cannot hold both findings and errata: name two files")


def _codes(given: Iterable[str]) -> list[str]:
    return [code.strip() for text in given for code in text.split(",")]


def _read(selections: list[Selection], form: str) -> list[Dataset]:
    try:
        return [selection.read() for selection in selections]
    except UnreadableFile as error:
        if form == "github":
            from geodeposits.checks.formats import unreadable_command

            emit(unreadable_command(error))
        raise


def _checked(datasets: list[Dataset], **options: Any) -> CheckRun:
    """Check each dataset, and return the findings of all."""
    from geodeposits.checks import CheckRun

    result = CheckRun(findings=(), rules=())
    for dataset in datasets:
        with progress("checking") as step:
            result = result.joined(dataset.check(progress=step, **options))
    return result


def _excerpts(selections: list[Selection]) -> Excerpts:
    from geodeposits.excerpts import excerpts_of

    paths = [selection.path for selection in selections if selection.path is not None]
    return excerpts_of(paths, encoding=selections[0].encoding)


def _counted(result: CheckRun, form: str) -> str:
    from geodeposits.checks import formats

    if form == "json":
        return formats.json_text(formats.statistics_records(result))
    return formats.statistics(result)


def _written(
    result: CheckRun,
    form: str,
    excerpts: Excerpts,
    fail_on: str,
    *,
    notes: bool,
    colour: bool,
    of_table: bool,
) -> str:
    from geodeposits import __version__
    from geodeposits.checks import formats
    from geodeposits.finding import Severity

    least = None if fail_on == "never" else Severity(fail_on)
    write: dict[str, Callable[[], str]] = {
        "concise": lambda: formats.concise(result, excerpts, notes=notes, colour=colour),
        "full": lambda: formats.full(result, excerpts, colour=colour),
        "json": lambda: formats.to_json(result),
        "jsonl": lambda: formats.to_jsonl(result),
        "github": lambda: formats.to_github(result, excerpts),
        "sarif": lambda: formats.to_sarif(result, excerpts, version=__version__),
        "junit": lambda: formats.to_junit(result, least),
        "waivers": lambda: formats.waiver_skeletons(result, notes=notes, of_table=of_table),
    }
    return write[form]()


def _errata(
    dataset: Dataset, result: CheckRun, excerpts: Excerpts, *, html: bool, beside_atlas: bool
) -> str:
    from geodeposits import load
    from geodeposits.report.errata import errata_document
    from geodeposits.report.markdown import markdown
    from geodeposits.report.page import page

    atlas = load() if beside_atlas else None
    document = errata_document(dataset, result, excerpts, atlas=atlas)
    return page(document) if html else f"<!-- geodeposits errata -->\n\n{markdown(document)}"
