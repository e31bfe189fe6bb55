"""One TOML file of the seeds: parsed with the lines of its keys, and read as a record."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from geodeposits import files
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity
from geodeposits.model import Record
from geodeposits.toml_lines import Place, line_index, line_of

__all__ = ["Progress", "SeedFile", "parsed", "read_record", "seed_files"]

Progress = Callable[[str, int, int], None]
_Model = TypeVar("_Model", bound=Record)
_CODES: Final = {"extra_forbidden": "GD103", "missing": "GD109"}
_AT_LINE: Final = re.compile(r"\s*\(at line (\d+), column (\d+)\)")
_EXCESS: Final = re.compile(r"[\d_]{4000}|(?:[\[{]\s*){50}")


@dataclass(frozen=True)
class SeedFile:
    """One TOML file: its shown path, parsed content and the lines of its keys."""

    shown: str
    folder: str
    stem: str
    content: dict[str, Any]
    lines: dict[Place, int] = field(default_factory=dict)

    def origin(self, place: Place) -> str:
        """Return the `file:line` of a key."""
        return f"{self.shown}:{line_of(place, self.lines)}"


def seed_files(root: Path, name: str, progress: Progress | None) -> Iterator[SeedFile]:
    """Yield the files of one folder of the seeds, in the order of their stems."""
    paths = sorted((root / name).glob("*.toml"), key=lambda path: path.stem)
    for done, path in enumerate(paths, start=1):
        yield parsed(path)
        if progress is not None:
            progress(name, done, len(paths))


def parsed(path: Path) -> SeedFile:
    """Parse one file; raise UnreadableFile, with the line, for one that is no TOML."""
    text = files.read_text(path)
    try:
        content = tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        why, line = str(error), 1
        if match := _AT_LINE.search(why):
            why, line = _AT_LINE.sub("", why), int(match[1])
        elif "end of document" in why:
            why, line = why.replace(" (at end of document)", " at the end"), text.count("\n") + 1
        raise UnreadableFile(path, f"no valid TOML: {why}", line=line) from None
    except (ValueError, RecursionError):  # from the interpreter, not from the parser
        excess = _EXCESS.search(text)
        line = text.count("\n", 0, excess.start()) + 1 if excess else 1
        why = "a number of too many digits, or brackets nested too deeply"
        raise UnreadableFile(path, why, line=line) from None
    shown = files.shown_path(path)
    return SeedFile(shown, path.parent.name, path.stem, content, line_index(text))


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond what a Decimal holds
        return Decimal("Infinity")


def read_record(
    model: type[_Model], file: SeedFile, findings: list[Finding]
) -> tuple[_Model, dict[str, list[int]]] | None:
    """Validate a file; drop what cannot be read, and say so.

    Returns the record with the original indices of the claims that were kept, list by list.
    """
    content = dict(file.content)
    indices = {name: list(range(len(v))) for name, v in content.items() if isinstance(v, list)}
    try:
        return model.model_validate(content), indices
    except ValidationError as error:
        faults = [(tuple(e["loc"]), e["type"], e["msg"]) for e in error.errors()]
    findings += [_finding(file, *fault) for fault in faults]
    if not _dropped(content, indices, [place for place, _, _ in faults], model):
        return None
    # pydantic reports all faults at once, so none is left
    return model.model_validate(content), indices


def _finding(file: SeedFile, place: Place, kind: str, message: str) -> Finding:
    shown = ".".join(str(part) for part in place if not isinstance(part, int))
    code = kind if kind.startswith("GD") else _CODES.get(kind, "GD109")
    if kind == "missing" and "cite" in place[-2:]:
        code = "GD601"
    text = message[:1].lower() + message[1:]
    if kind == "extra_forbidden":
        text = f"unknown field{_nearest(str(place[-1]))}"
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=f"{shown}: {text}",
        origin=file.origin(place),
        deposit=file.stem if file.folder == "deposits" else "",
        field=shown,
    )


def _nearest(name: str) -> str:
    near = get_close_matches(name, _field_names(), n=2, cutoff=0.6)
    return f": did you mean {' or '.join(near)}?" if near else ""


@cache
def _field_names() -> tuple[str, ...]:
    """Return the names of all fields of all records."""
    waiting, seen = [Record], dict[str, None]()
    while waiting:
        record = waiting.pop()
        waiting.extend(record.__subclasses__())
        seen.update(dict.fromkeys(record.model_fields))
    return tuple(seen)


def _dropped(
    content: dict[str, Any],
    indices: dict[str, list[int]],
    places: list[Place],
    model: type[Record],
) -> bool:
    """Remove what is at fault from the content; return whether another try makes sense."""
    required = {name for name, info in model.model_fields.items() if info.is_required()}
    for name in {str(place[0]) for place in places if place}:
        bad = {p[1] for p in places if p[0] == name and len(p) > 1 and isinstance(p[1], int)}
        if bad and isinstance(content.get(name), list):
            keep = [i for i in range(len(content[name])) if i not in bad]
            content[name] = [content[name][i] for i in keep]
            indices[name] = [indices[name][i] for i in keep]
        elif name in required or name not in content:
            return False
        else:
            del content[name]
            indices.pop(name, None)
    return True
