"""`geodeposits export`."""

from __future__ import annotations

from pathlib import Path

import click

from geodeposits import files
from geodeposits.cli.options import Selection, selection
from geodeposits.cli.streams import progress, say, say_findings
from geodeposits.errors import UnwritableFile


@click.command("export")
@selection
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder to write; made if it is missing.",
)
@click.option("--overwrite", is_flag=True, help="Replace the data package that stands there.")
def verb(selection: Selection, output: Path, *, overwrite: bool) -> int:
    """Write a dataset as tidy tables: CSV, GeoJSON, schemas and a manifest in a folder.

    The folder is a data package, which every verb reads as PATH. What could not be read is counted
    on stderr; the rest is written all the same.
    """
    from geodeposits.checks import run
    from geodeposits.package import MANIFEST, package_files

    selection.guard_folder(output)
    _refuse_to_replace(output, overwrite=overwrite)
    dataset = selection.read()
    with progress("checking") as step:
        result = run(dataset, progress=step)
    written = package_files(dataset)
    for name in sorted(written, key=lambda name: name == MANIFEST):  # the manifest last
        files.write_atomically(output / name, written[name])
    rows = sum(len(table) for _, table in dataset.tables())
    say(f"wrote {len(written)} files, {rows:,} rows of tables, into {output}")
    say_findings(result, selection.shown)
    return 0


def _refuse_to_replace(output: Path, *, overwrite: bool) -> None:
    """Leave a folder with files alone, but for a data package where that is asked for."""
    from geodeposits.package import is_package_folder
    from geodeposits.seeds import is_seeds_folder

    if not output.is_dir() or not any(output.iterdir()):
        return
    if is_seeds_folder(output) or not is_package_folder(output):
        raise UnwritableFile(output, "holds files but no datapackage.json: not a folder of ours")
    if not overwrite:
        raise UnwritableFile(output, "holds a data package; --overwrite replaces it")
