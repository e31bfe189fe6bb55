"""`geodeposits new`."""

from __future__ import annotations

from pathlib import Path

import click

from geodeposits import files
from geodeposits.cli.streams import say


@click.command("new")
@click.argument("name", metavar="ID")
@click.option(
    "--seeds",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("seeds"),
    show_default=True,
    help="The seeds folder.",
)
def verb(name: str, seeds: Path) -> int:
    """Write the skeleton of a deposit's seed, each field explained in a line.

    ID is the country code and the name, such as tr-beylikova; sources/KEY and parties/NAME write
    the skeleton of a source or a party. A file that exists is left alone.
    """
    from geodeposits.seeds import is_seeds_folder
    from geodeposits.seeds.skeleton import FOLDERS, BadStem, skeleton

    folder, _, stem = name.rpartition("/")
    folder = folder or "deposits"
    if folder not in FOLDERS:
        raise click.UsageError(f"{folder}/ is no folder here: {', '.join(FOLDERS)}")
    if not is_seeds_folder(seeds):
        raise click.UsageError(f"{seeds} is no seeds folder: it holds no dataset.toml")
    try:
        text = skeleton(folder, stem)
    except BadStem as error:
        raise click.UsageError(str(error)) from None
    path = seeds / folder / f"{stem}.toml"
    if path.exists():
        raise click.UsageError(f"{path} exists and is left alone")
    files.write_atomically(path, text.encode("utf-8"))
    say(f"wrote {path}; when it is filled in, run: geodeposits check {seeds}")
    return 0
