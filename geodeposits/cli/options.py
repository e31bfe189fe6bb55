"""Arguments and options that verbs share: PATH, filters, fail-on, output."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from geodeposits.cli.names import parted
from geodeposits.countries import UnknownCountry, country_code
from geodeposits.dates import PartialDate
from geodeposits.errors import UnreadableDate
from geodeposits.finding import Severity
from geodeposits.vocab import DepositType, EvidenceLevel, ProjectStatus

if TYPE_CHECKING:
    from geodeposits.dataset import Dataset, Filters

__all__ = [
    "Selection",
    "fail_on_option",
    "named_selection",
    "output_options",
    "selection",
    "selections",
]

Command = Callable[..., Any]
_NAMES: Final = ("country", "type", "status", "partner", "evidence", "min_grade", "min_reo", "bbox")
_BBOX_PARTS: Final = 4
_PROFILES: Final = ("usgs-ree",)


class _Country(click.ParamType[str]):
    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return country_code(value, ctx.params.get("lang", "en") if ctx else "en")
        except UnknownCountry as error:
            self.fail(str(error), param, ctx)


class _Box(click.ParamType[tuple[float, ...]]):
    name = "w,s,e,n"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, ...]:
        try:
            box = tuple(float(part) for part in re.split(r"[,\s]+", str(value).strip()))
        except ValueError:
            box = ()
        in_order = len(box) == _BBOX_PARTS and -90 <= box[1] <= box[3] <= 90  # noqa: PLR2004
        if not in_order or not all(-180 <= x <= 180 for x in (box[0], box[2])):  # noqa: PLR2004
            self.fail("west,south,east,north in degrees are needed, e.g. 25,35,45,43", param, ctx)
        return box


class _Date(click.ParamType[PartialDate]):
    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        try:
            return PartialDate.parse(value)
        except UnreadableDate as error:
            self.fail(str(error), param, ctx)


class _File(click.Path):
    """A file to write; `-` and an empty name are none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if str(value) in {"", "-"}:
            self.fail("name a file; without -o, stdout is used where a verb can", param, ctx)
        return super().convert(value, param, ctx)


class Selection:
    """Which dataset a verb works on: the PATH and the filters, read when asked for."""

    def __init__(
        self,
        path: Path | None,
        encoding: str,
        profile: str | None,
        as_of: PartialDate | None,
        filters: dict[str, Any],
    ) -> None:
        self.path, self.encoding, self.profile = path, encoding, profile
        self.as_of, self._filters = as_of, filters

    @property
    def shown(self) -> str:
        """PATH as the user wrote it, with its profile; an empty text for the published dataset."""
        profile = f" --profile {self.profile}" if self.profile else ""
        return "" if self.path is None else f"{self.path}{profile}"

    @property
    def filters(self) -> Filters:
        """The conditions as the library knows them."""
        from geodeposits.dataset import Filters

        given = self._filters
        renamed = {"min_grade": "min_grade_pct", "min_reo": "min_reo_kt"}
        return Filters(**{renamed.get(name, name): value for name, value in given.items()})

    def whole(self) -> Dataset:
        """Read PATH without the filters; a bar shows on a terminal."""
        from geodeposits.cli.streams import progress

        if self.path is None and self.profile is None:
            from geodeposits.package import load  # no reader of other tables is needed

            return load()
        from geodeposits.inputs import read

        with progress("reading") as step:
            return read(
                self.path,
                encoding=self.encoding,
                profile=self.profile,
                as_of=self.as_of,
                progress=step,
            )

    def read(self) -> Dataset:
        """Read PATH and apply the filters; a bar shows on a terminal."""
        from geodeposits.cli.streams import say

        dataset = self.whole()
        kept = dataset.filter(self.filters)
        if len(dataset) and not len(kept):
            say("no deposit matches the filters")
        return kept

    def guard(self, output: Path | None) -> None:
        """Refuse to write over what is read."""
        if output and self.path and output.resolve() == self.path.resolve():
            raise click.UsageError(f"{output} is what is read: name another file to write")

    def guard_folder(self, output: Path) -> None:
        """Refuse to write into what is read, or around it."""
        if self.path is None:
            return
        read, written = self.path.resolve(), output.resolve()
        if written == read or written in read.parents or read in written.parents:
            raise click.UsageError(
                f"{output} and {self.path} overlap: name another folder to write"
            )


def selection(command: Command) -> Command:
    """Give a verb PATH and the filters, passed on as one `Selection`."""

    @wraps(command)
    def with_selection(path: Path | None, **given: Any) -> Any:
        (one,) = _selected([path], given)
        return command(selection=one, **given)

    return _decorated(with_selection, click.argument("path", required=False, type=_PATH))


def selections(command: Command) -> Command:
    """Give a verb any number of PATHs and the filters, passed on as one `Selection` a PATH."""

    @wraps(command)
    def with_selections(paths: tuple[Path, ...], **given: Any) -> Any:
        several = _selected(list(dict.fromkeys(paths)) or [None], given)
        return command(selections=several, **given)

    argument = click.argument("paths", nargs=-1, metavar="[PATH]...", type=_PATH)
    return _decorated(with_selections, argument)


def named_selection(
    metavar: str, *, keywords: tuple[str, ...] = ()
) -> Callable[[Command], Command]:
    """Give a verb names and at most one PATH in any order, `--deposit` and the filters.

    They are passed on as `names` and one `Selection`; `keywords` are names whatever files are here.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_names(arguments: tuple[str, ...], deposit: tuple[str, ...], **given: Any) -> Any:
            names, path = parted(arguments, keywords)
            (one,) = _selected([path], given)
            return command(names=(*names, *deposit), selection=one, **given)

        always = _many("--deposit", metavar="ID", help="A deposit, whatever files are here.")
        argument = click.argument("arguments", nargs=-1, metavar=metavar)
        return _decorated(always(with_names), argument)

    return decorate


def _selected(paths: Sequence[Path | None], given: dict[str, Any]) -> list[Selection]:
    """Take what is about reading out of the options of a verb, for each path."""
    encoding, profile, as_of = (given.pop(name) for name in ("encoding", "profile", "as_of"))
    if profile and paths[0] is None:
        raise click.UsageError(f"--profile {profile} says how to read PATH: name a file")
    filters = {name: given.pop(name) for name in _NAMES}
    return [Selection(path, encoding, profile, as_of, filters) for path in paths]


def _decorated(command: Command, argument: Callable[[Command], Command]) -> Command:
    for decorate in reversed((argument, *_SELECTING)):
        command = decorate(command)
    return command


def _many(name: str, **more: Any) -> Callable[[Command], Command]:
    return click.option(name, multiple=True, **more)


_PATH: Final = click.Path(path_type=Path)
_SELECTING: Final = (
    click.option(
        "--encoding", default="utf-8", show_default=True, help="Encoding of a CSV; never guessed."
    ),
    click.option(
        "--profile",
        type=click.Choice(_PROFILES),
        help="Read PATH as the table of this database, with its own headings.",
    ),
    click.option(
        "--as-of",
        type=_Date(),
        help="Date from which levels of a table count; default the published dataset's.",
    ),
    _many("--country", type=_Country(), help="Country by code or name (again for more)."),
    _many(
        "--type",
        type=click.Choice([t.value for t in DepositType]),
        metavar="TYPE",
        help="Deposit type, e.g. carbonatite-ree.",
    ),
    _many(
        "--status",
        type=click.Choice([s.value for s in ProjectStatus]),
        metavar="STATUS",
        help="Project status, e.g. operating.",
    ),
    _many("--partner", metavar="TEXT", help="Part of a party's name, or its country code."),
    _many(
        "--evidence",
        type=click.Choice([level.value for level in EvidenceLevel], case_sensitive=False),
        help="Level of the headline or the documented figure.",
    ),
    click.option("--min-grade", type=float, metavar="PCT", help="Least grade, % TREO."),
    click.option("--min-reo", type=float, metavar="KT", help="Least contained REO, kt."),
    click.option("--bbox", type=_Box(), help="Degrees; west > east crosses the antimeridian."),
)

fail_on_option = click.option(
    "--fail-on",
    type=click.Choice([*(s.value for s in reversed(Severity)), "never"]),
    default=Severity.ERROR.value,
    show_default=True,
    help="Exit 1 at findings of this severity or above.",
)


def output_options(*, required: bool) -> Callable[[Command], Command]:
    """Give a verb `-o FILE` and `--overwrite`."""

    def decorate(command: Command) -> Command:
        output = click.option(
            "-o",
            "--output",
            type=_File(path_type=Path, dir_okay=False),
            required=required,
            help="File to write." if required else "File to write instead of stdout.",
        )
        overwrite = click.option(
            "--overwrite", is_flag=True, help="Replace a file that geodeposits did not write."
        )
        return output(overwrite(command))

    return decorate
