"""`geodeposits build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from geodeposits import files
from geodeposits.cli.options import Selection, fail_on_option, selection
from geodeposits.cli.streams import exit_code, progress, say, say_findings
from geodeposits.errors import UnwritableFile

if TYPE_CHECKING:
    from geodeposits.dataset import Dataset

_FOLDERS: Final = ("data", "maps")
_OUR_MARKS: Final = {"data": "datapackage.json", "maps": "index.html"}


@click.command("build")
@selection
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 on any drift.")
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write data/ and maps/ into; default beside the seeds folder.",
)
@fail_on_option
def verb(selection: Selection, to: Path | None, fail_on: str, *, only_check: bool) -> int:
    """Compile seeds, check them, and write data/ and maps/ (PATH: default ./seeds).

    Nothing is written while a finding stands at or above --fail-on.
    """
    from geodeposits.checks import run
    from geodeposits.seeds import is_seeds_folder

    selection.path = selection.path or Path("seeds")
    if to is None and not selection.filters.is_empty:
        raise click.UsageError("a part of the dataset is built only --to another folder")
    if to is None and not is_seeds_folder(selection.path):
        raise click.UsageError(f"{selection.path} is no seeds folder: say --to which folder")
    dataset = selection.read()
    with progress("checking") as step:
        result = run(dataset, progress=step)
    say_findings(result, selection.shown)
    if exit_code(result, fail_on):
        say("nothing written")
        return 1
    root = to or selection.path.resolve().parent
    products = _products(dataset)
    return _compare(root, products) if only_check else _write(root, products)


def _products(dataset: Dataset) -> dict[str, bytes]:
    """Return every published file as {path below the root: content}."""
    from geodeposits.maps.pages import published_pages
    from geodeposits.package import package_files

    products = {f"data/{name}": content for name, content in package_files(dataset).items()}
    with progress("drawing") as step:
        for done, (name, content) in enumerate(published_pages(dataset), start=1):
            products[f"maps/{name}"] = content
            if step is not None:
                step("pages", done, done)
    return products


def _compare(root: Path, products: dict[str, bytes]) -> int:
    drift = [f"missing  {name}" for name in products if not (root / name).is_file()]
    drift += [
        f"differs  {name}"
        for name, content in products.items()
        if (root / name).is_file() and (root / name).read_bytes() != content
    ]
    drift += [f"surplus  {name}" for name in sorted(_present(root) - products.keys())]
    for line in drift:
        click.echo(line)
    say(f"{len(products)} files compared, {len(drift)} drifted")
    return int(bool(drift))


def _present(root: Path) -> set[str]:
    return {
        path.relative_to(root).as_posix()
        for folder in _FOLDERS
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


def _write(root: Path, products: dict[str, bytes]) -> int:
    for folder, mark in _OUR_MARKS.items():
        target = root / folder
        if target.is_dir() and any(target.iterdir()) and not (target / mark).is_file():
            raise UnwritableFile(target, f"holds files but no {mark}: not a folder of ours")
    changed = 0
    for name, content in products.items():
        path = root / name
        if not path.is_file() or path.read_bytes() != content:
            files.write_atomically(path, content)
            changed += 1
    for name in sorted(_present(root) - products.keys()):
        say(f"left alone: {name} is no product of these seeds")
    say(f"{len(products)} files, {changed} written below {root}")
    return 0
