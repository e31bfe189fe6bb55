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
def verb(selection: Selection, output: Path) -> int:
    """Write a dataset as tidy tables: CSV, GeoJSON, schemas and a manifest in a folder.

    The folder is a data package, which every verb reads as PATH. What could not be read is counted
    on stderr; the rest is written all the same.
    """
    from geodeposits.checks import run
    from geodeposits.package import is_package_folder, package_files
    from geodeposits.seeds import is_seeds_folder

    if output.is_dir() and any(output.iterdir()) and not is_package_folder(output):
        raise UnwritableFile(output, "holds files but no datapackage.json: not a folder of ours")
    if is_seeds_folder(output):
        raise UnwritableFile(output, "is a seeds folder")
    selection.guard(output)
    dataset = selection.read()
    with progress("checking") as step:
        result = run(dataset, progress=step)
    written = package_files(dataset)
    for name, content in written.items():
        files.write_atomically(output / name, content)
    rows = sum(len(table) for _, table in dataset.tables())
    say(f"wrote {len(written)} files, {rows:,} rows of tables, into {output}")
    say_findings(result, selection.shown)
    return 0
