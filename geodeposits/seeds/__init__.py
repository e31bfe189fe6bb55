"""Seeds in: the folder of files that people edit becomes a Dataset.

    seeds/dataset.toml             title, version, as-of date
    seeds/deposits/<id>.toml       one deposit; the id is the file's stem
    seeds/sources/<key>.toml       one source; the key is the file's stem
    seeds/parties/<any>.toml       one company, state or other body
    seeds/national/<key>.toml      one national table; the stem is the key of its source
    seeds/claims/<id>.toml         one statement made in public; the id is the file's stem
    seeds/occurrences/<key>.csv    the bulk tier, one record a row; the stem likewise
    seeds/occurrences/waivers.toml  findings on records of the bulk tier that are accepted
    seeds/occurrences/<any>-positions.csv  positions of older databases, each with its source

A file that is no TOML stops the reading with one clear error. A record that cannot be read (an
unknown field, a figure that is none, a term outside its vocabulary) is a finding with file and
line, and the rest is read on without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import Row
from geodeposits.dataset.rows import deposit_rows, party_row, source_row
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding
from geodeposits.model import DatasetInfo, Deposit, Party, Source
from geodeposits.seeds.national import national_rows, with_revisions
from geodeposits.seeds.occurrences import bulk_rows, other_positions, waiver_rows
from geodeposits.seeds.records import Progress, SeedFile, parsed, read_record, seed_files
from geodeposits.seeds.statements import statement_rows
from geodeposits.toml_lines import line_of

__all__ = ["compile_seeds", "is_seeds_folder"]

_CITING = ("positions", "estimates", "partners", "status", "oxides", "plants", "conditions")
"""Tables whose claims link a deposit to the records that they cite; owners are among partners."""


def is_seeds_folder(folder: Path) -> bool:
    """Whether a folder holds a `dataset.toml`."""
    return (folder / "dataset.toml").is_file()


def compile_seeds(folder: Path | str, *, progress: Progress | None = None) -> Dataset:
    """Read a seeds folder into a Dataset; what cannot be read is in `Dataset.reading`.

    `progress` is called with (what, done, of) for each file. Raises UnreadableFile for a folder
    without `dataset.toml`, a file that is no TOML and a `dataset.toml` that is not in order.
    """
    root = Path(folder)
    return _Compilation(root, _dataset_info(root), progress).dataset()


@dataclass
class _Compilation:
    """What is gathered while a seeds folder is read."""

    root: Path
    info: DatasetInfo
    progress: Progress | None
    findings: list[Finding] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def dataset(self) -> Dataset:
        sources = dict(self._sources())
        parties = {party.name: party for party in self._parties()}
        for file in seed_files(self.root, "deposits", self.progress):
            self._add_deposit(file, sources, parties)
        tables = seed_files(self.root, "national", self.progress)
        figures = [row for file in tables for row in national_rows(file, self.findings)]
        self.rows["reserves"] = list(with_revisions(figures))
        cited = self._deposits_by_citation()
        for table, row in bulk_rows(
            self.root / "occurrences", cited, self.findings, as_of=self.info.as_of
        ):
            self._add(table, row)
        for row in waiver_rows(self.root / "occurrences", self.findings):
            self._add("waivers", row)
        others = other_positions(self.root / "occurrences", self.findings)
        self.rows["other_positions"] = list(others)
        said = seed_files(self.root, "claims", self.progress)
        ids = {row["id"] for row in self.rows.get("deposits", [])}
        self.rows["statements"] = list(statement_rows(said, ids, self.findings))
        return Dataset.of_rows(self.rows, info=self.info, reading=self.findings)

    def _add(self, table: str, row: Row) -> None:
        self.rows.setdefault(table, []).append(row)

    def _sources(self) -> Iterator[tuple[str, Source]]:
        for file in seed_files(self.root, "sources", self.progress):
            if (result := read_record(Source, file, self.findings)) is not None:
                self._add("sources", source_row(file.stem, result[0], origin=file.origin(())))
                yield file.stem, result[0]

    def _parties(self) -> Iterator[Party]:
        for file in seed_files(self.root, "parties", self.progress):
            if (result := read_record(Party, file, self.findings)) is not None:
                self._add("parties", party_row(result[0], origin=file.origin(())))
                yield result[0]

    def _add_deposit(
        self, file: SeedFile, sources: dict[str, Source], parties: dict[str, Party]
    ) -> None:
        result = read_record(Deposit, file, self.findings)
        if result is None:
            return
        record, indices = result
        for table, row in deposit_rows(
            file.stem,
            record,
            as_of=self.info.as_of,
            sources=sources,
            origins=_origins(file, indices),
            parties=parties,
        ):
            self._add(table, row)

    def _deposits_by_citation(self) -> dict[tuple[str, str], list[str]]:
        """Return the ids of the deposits that cite a place of a source, by (source, place)."""
        cited: dict[tuple[str, str], list[str]] = {}
        for table in _CITING:
            for row in self.rows.get(table, []):
                if row["at"]:
                    cited.setdefault((row["source"], row["at"]), []).append(row["id"])
        for row in self.rows.get("deposits", []):
            if row["type_source"] and row["type_at"]:
                cited.setdefault((row["type_source"], row["type_at"]), []).append(row["id"])
        return cited


def _dataset_info(root: Path) -> DatasetInfo:
    path = root / "dataset.toml"
    if not root.is_dir():
        raise UnreadableFile(root, "no such folder")
    file = parsed(path)
    if "as_of" not in file.content:
        raise UnreadableFile(path, "as_of: the date of the dataset is needed", line=1)
    try:
        return DatasetInfo.model_validate(file.content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        line = line_of(tuple(first["loc"]), file.lines)
        raise UnreadableFile(path, f"{where}: {first['msg']}", line=line) from None


def _origins(file: SeedFile, indices: dict[str, list[int]]) -> dict[tuple[str, int], str]:
    claims = {
        (name, now): file.origin((name, before))
        for name, kept in indices.items()
        for now, before in enumerate(kept)
    }
    return {("", 0): file.origin(()), **claims}
