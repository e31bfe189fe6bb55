"""The command line: one file a verb, imported when it is named."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Final, NoReturn

import click

from geodeposits import __version__
from geodeposits.errors import GeodepositsError

__all__ = ["cli", "main"]

VERBS: Final = (
    "build", "check", "claims", "cite", "export", "info", "map", "national", "new", "plot",
    "rank", "report", "rule", "show", "table",
)  # fmt: skip
EXIT_USAGE: Final = 2
EXIT_INTERRUPTED: Final = 130  # 128 + SIGINT, as shells expect


class _LazyGroup(click.Group):
    """A group whose verbs are modules of this folder, each with a command `verb`."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"geodeposits.cli.{cmd_name}_verb").verb
        return command


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 clean, 1 findings or drift, 2 usage or unreadable input.",
)
@click.version_option(__version__, prog_name="geodeposits")
def cli() -> None:
    """The open, cited atlas of the world's rare earth deposits.

    PATH is a seeds folder, a data package folder, or a CSV, TSV, XLSX, GeoJSON or GPKG file whose
    columns carry our field names; without it, the published dataset is used.
    """


def main() -> NoReturn:
    """Run the command line; every expected failure is one line on stderr, never a traceback."""
    _speak_utf8()
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = EXIT_USAGE
    except GeodepositsError as error:
        code = _fail(str(error))
    except (click.Abort, KeyboardInterrupt):
        code = _fail("interrupted", EXIT_INTERRUPTED)
    except BrokenPipeError:
        code = _hush()
    except OSError as error:
        code = _fail(f"{error.filename or 'output'}: {error.strerror or error}")
    sys.exit(code or 0)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says, so that no name or sign stops a run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _fail(text: str, code: int = EXIT_USAGE) -> int:
    from geodeposits.cli.streams import has_colour

    line = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in " ".join(text.split()))
    click.secho(f"error: {line}", fg="red" if has_colour(sys.stderr) else None, err=True)
    return code


def _hush() -> int:
    """Close stdout after its reader has gone, so that nothing is said at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
