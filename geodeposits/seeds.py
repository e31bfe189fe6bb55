"""Seeds in: the folder of TOML files that people edit becomes a Dataset.

    seeds/dataset.toml           title, version, as-of date
    seeds/deposits/<id>.toml     one deposit; the id is the file's stem
    seeds/sources/<key>.toml     one source; the key is the file's stem

A file that is no TOML stops the reading with one clear error. A record that cannot be read (an
unknown field, a figure that is none, a term outside its vocabulary) is a finding with file and
line, and the rest is read on without it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from geodeposits import files
from geodeposits.dataset import Dataset
from geodeposits.dataset.rows import Row, deposit_rows, source_row
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity
from geodeposits.model import DatasetInfo, Deposit, Record, Source
from geodeposits.toml_lines import Place, line_index, line_of

__all__ = ["compile_seeds", "is_seeds_folder"]

_Model = TypeVar("_Model", bound=Record)
_CODES: Final = {"extra_forbidden": "GD103", "missing": "GD109"}
_AT_LINE: Final = re.compile(r"\s*\(at line (\d+), column (\d+)\)")
_EXCESS: Final = re.compile(r"[\d_]{4000}|(?:[\[{]\s*){50}")


@dataclass(frozen=True)
class _File:
    """One TOML file: its shown path, parsed content and the lines of its keys."""

    shown: str
    folder: str
    stem: str
    content: dict[str, Any]
    lines: dict[Place, int] = field(default_factory=dict)

    def origin(self, place: Place) -> str:
        return f"{self.shown}:{line_of(place, self.lines)}"


def is_seeds_folder(folder: Path) -> bool:
    """Whether a folder holds a `dataset.toml`."""
    return (folder / "dataset.toml").is_file()


def compile_seeds(
    folder: Path | str, *, progress: Callable[[str, int, int], None] | None = None
) -> Dataset:
    """Read a seeds folder into a Dataset; what cannot be read is in `Dataset.reading`.

    `progress` is called with (what, done, of) for each file. Raises UnreadableFile for a folder
    without `dataset.toml`, a file that is no TOML and a `dataset.toml` that is not in order.
    """
    root = Path(folder)
    info = _dataset_info(root)
    findings: list[Finding] = []
    rows: dict[str, list[Row]] = {}
    sources = dict(_sources(_files(root, "sources", progress), findings, rows))
    for file in _files(root, "deposits", progress):
        deposit = _read_record(Deposit, file, findings)
        if deposit is None:
            continue
        record, indices = deposit
        origins = _origins(file, indices)
        for table, row in deposit_rows(
            file.stem, record, as_of=info.as_of, sources=sources, origins=origins
        ):
            rows.setdefault(table, []).append(row)
    return Dataset.of_rows(rows, info=info, reading=findings)


def _dataset_info(root: Path) -> DatasetInfo:
    path = root / "dataset.toml"
    if not root.is_dir():
        raise UnreadableFile(root, "no such folder")
    file = _parse(path)
    if "as_of" not in file.content:
        raise UnreadableFile(path, "as_of: the date of the dataset is needed", line=1)
    try:
        return DatasetInfo.model_validate(file.content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        line = line_of(tuple(first["loc"]), file.lines)
        raise UnreadableFile(path, f"{where}: {first['msg']}", line=line) from None


def _files(
    root: Path, name: str, progress: Callable[[str, int, int], None] | None
) -> Iterator[_File]:
    paths = sorted((root / name).glob("*.toml"), key=lambda path: path.stem)
    for done, path in enumerate(paths, start=1):
        yield _parse(path)
        if progress is not None:
            progress(name, done, len(paths))


def _parse(path: Path) -> _File:
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
    return _File(shown, path.parent.name, path.stem, content, line_index(text))


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond what a Decimal holds
        return Decimal("Infinity")


def _sources(
    read: Iterable[_File], findings: list[Finding], rows: dict[str, list[Row]]
) -> Iterator[tuple[str, Source]]:
    for file in read:
        result = _read_record(Source, file, findings)
        if result is not None:
            origin = file.origin(())
            rows.setdefault("sources", []).append(source_row(file.stem, result[0], origin=origin))
            yield file.stem, result[0]


def _read_record(
    model: type[_Model], file: _File, findings: list[Finding]
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


def _finding(file: _File, place: Place, kind: str, message: str) -> Finding:
    shown = ".".join(str(part) for part in place if not isinstance(part, int))
    code = kind if kind.startswith("GD") else _CODES.get(kind, "GD109")
    if kind == "missing" and "cite" in place[-2:]:
        code = "GD601"
    text = "unknown field" if kind == "extra_forbidden" else message[:1].lower() + message[1:]
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=f"{shown}: {text}",
        origin=file.origin(place),
        deposit=file.stem if file.folder == "deposits" else "",
        field=shown,
    )


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


def _origins(file: _File, indices: dict[str, list[int]]) -> dict[tuple[str, int], str]:
    claims = {
        (name, now): file.origin((name, before))
        for name, kept in indices.items()
        for now, before in enumerate(kept)
    }
    return {("", 0): file.origin(()), **claims}
