"""Plant errors in clean records of the bundled dataset and count which of them the checks find.

    python benchmarks/seeded_errors.py [--count 200] [--seed 5] [--only CLASS]

Each class (`seeding`) takes records at which its rules find nothing, plants one error in each of
`count` of them with a fixed seed, runs the rules once and looks for a new finding at the record.
Where a class has fewer records than `count`, they are taken in several rounds. "False alarms" are
new findings at clean records that bear no error; "flagged before" is the share of the records that
the rules complain about as they stand, with the true errors among them. Waivers count for nothing
here: what is waived is found.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from seeding import AGAIN, CLASSES, Row, SeededClass

import geodeposits
from geodeposits.checks import run
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity


@dataclass(frozen=True)
class Outcome:
    """What came of one class."""

    planted: int
    found: int
    records: int
    flagged: int
    unharmed: int
    alarms: int

    @property
    def recall(self) -> float:
        """Share of the planted errors that are found."""
        return self.found / self.planted if self.planted else float("nan")

    @property
    def alarmed(self) -> float:
        """Share of the clean records without an error that are complained about all the same."""
        return self.alarms / self.unharmed if self.unharmed else float("nan")

    @property
    def flagged_share(self) -> float:
        """Share of the records that are complained about as they stand."""
        return self.flagged / self.records if self.records else float("nan")


def complaints(dataset: Dataset, codes: tuple[str, ...]) -> set[Finding]:
    """Return the errors and warnings of some rules, waived ones too, without the waivers."""
    found = run(dataset, select=codes).findings
    return {replace(each, waived="") for each in found if each.severity is not Severity.NOTE}


def records_of(dataset: Dataset, kind: SeededClass) -> Iterator[tuple[str, int, Row]]:
    """Yield table, number and row of every record that holds what the class needs."""
    for table in kind.tables:
        rows = getattr(dataset, table).to_dict("records")
        yield from ((table, number, row) for number, row in enumerate(rows) if kind.fits(row))


def ids_of(table: str, row: Row) -> set[str]:
    """Return what a finding at a record points at: its claim or its id; of a copy, both ids."""
    key = str(row["occurrence_id" if table == "occurrences" else "claim"])
    return {key, key.removesuffix(AGAIN)}


def marks(findings: set[Finding]) -> set[str]:
    """Return what findings point at."""
    return {finding.claim or finding.deposit for finding in findings}


def planted(
    dataset: Dataset, kind: SeededClass, chosen: list[tuple[str, int, Row]], chance: random.Random
) -> tuple[Dataset, list[set[str]]]:
    """Return the dataset with an error in each of the records, and the ids that bear them."""
    wrong = [(table, number, kind.plant(row, chance)) for table, number, row in chosen]
    tables: dict[str, pd.DataFrame] = {}
    for name in kind.tables:
        table = getattr(dataset, name).copy()
        rows = [(number, row) for at, number, row in wrong if at == name]
        if rows:
            more = pd.DataFrame([row for _, row in rows], columns=table.columns)
            more = more.astype(table.dtypes.to_dict())
            numbers = [number for number, _ in rows]
            more.index = table.index[numbers]
            kept = table if kind.adds else table.drop(index=more.index)
            table = pd.concat([kept, more]).sort_index(kind="stable").reset_index(drop=True)
        tables[name] = table
    return replace(dataset, **tables), [ids_of(table, row) for table, _, row in wrong]


def rounds(chosen: list[Any], count: int) -> Iterator[list[Any]]:
    """Yield lists of different records until there are `count`."""
    left = count
    while left > 0 and chosen:
        yield chosen[:left]
        left -= len(chosen)


def outcome(dataset: Dataset, kind: SeededClass, *, count: int, seed: int) -> Outcome:
    """Plant and count one class."""
    chance = random.Random(f"{seed} {kind.name}")
    before = complaints(dataset, kind.codes)
    known = marks(before)
    every = list(records_of(dataset, kind))
    clean = [each for each in every if not ids_of(each[0], each[2]) & known]
    chance.shuffle(clean)
    found = total = unharmed = alarms = 0
    for chosen in rounds(clean, count):
        wrong, keys = planted(dataset, kind, chosen, chance)
        told = marks(complaints(wrong, kind.codes) - before)
        found += sum(bool(key & told) for key in keys)
        total += len(keys)
        spoiled = set().union(*keys)
        others = [ids_of(table, row) for table, _, row in clean]
        others = [key for key in others if not key & spoiled]
        unharmed += len(others)
        alarms += sum(bool(key & told) for key in others)
    return Outcome(total, found, len(every), len(every) - len(clean), unharmed, alarms)


def table_of(outcomes: dict[SeededClass, Outcome]) -> str:
    """Return the outcomes as a Markdown table, and what each class needs as a list."""
    head = (
        "| class | planted | found | recall | false alarms | records | flagged before |\n"
        "|---|---:|---:|---:|---:|---:|---:|\n"
    )
    lines = [
        f"| {kind.name} | {each.planted} | {each.found} | {each.recall:.1%} | "
        f"{each.alarms} of {each.unharmed} ({each.alarmed:.1%}) | {each.records} | "
        f"{each.flagged} ({each.flagged_share:.1%}) |"
        for kind, each in outcomes.items()
    ]
    needs = [f"- {kind.name}: {kind.informed}" for kind in outcomes]
    return f"{head}{chr(10).join(lines)}\n\nRecords that hold what is needed:\n\n" + "\n".join(
        needs
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--count", type=int, default=200, help="errors of each class")
    parser.add_argument("--seed", type=int, default=5, help="where chance begins")
    parser.add_argument("--only", action="append", default=[], help="a class, several times")
    asked = parser.parse_args()
    dataset = geodeposits.load()
    kinds = [kind for kind in CLASSES if kind.name in asked.only or not asked.only]
    outcomes = {k: outcome(dataset, k, count=asked.count, seed=asked.seed) for k in kinds}
    print(table_of(outcomes))


if __name__ == "__main__":
    main()
