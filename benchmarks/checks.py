"""Time `geodeposits check` on tables of many rows, and print the figures as Markdown.

    python benchmarks/checks.py            # 20,000 and 305,000 rows
    python benchmarks/checks.py 1000       # others

The tables are made here, the same at every run: deposits spread over thirteen boxes, each within
one country, with tonnages, grades and dates that hardly a rule doubts, and in each thousand rows
six with an error: latitude and longitude swapped, a lost sign, kilotonnes under the heading of
megatonnes, ppm under that of percent, another country, and the record before once more in another
spelling. Each table is read and checked in a process of its own; the time to import the package is
not counted. A large table is checked by two processes, and the peak memory is that of both: on
Linux the largest sum of their proportional shares (PSS, pages of both counted once), asked for ten
times a second, elsewhere that of the one. The seconds by rule are those of the rules that the first
process ran; those of the second are not known there.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROWS = (20_000, 305_000)
SLOWEST = 5
HEAD = (
    "id", "name", "country", "lat", "lon", "accuracy_m", "type", "ore_mt", "grade_pct", "basis",
    "kind", "code", "effective", "by", "source",
)  # fmt: skip
BOXES = {
    "AU": (-29, -21, 121, 139), "BR": (-14, -6, -58, -45), "CA": (52, 59, -118, -97),
    "CN": (28, 38, 103, 114), "FI": (62, 66, 25, 28), "IN": (18, 24, 76, 82),
    "KZ": (46, 50, 60, 76), "MN": (45, 48, 96, 108), "NA": (-26, -20, 16, 19),
    "RU": (57, 65, 62, 110), "SE": (60, 63, 14, 16), "TR": (38, 40, 30, 40),
    "US": (34, 46, -116, -86),
}  # fmt: skip
"""South, north, west, east, in degrees."""

SYLLABLES = [
    "ka", "lo", "mi", "ta", "ru", "ne", "so", "vi", "ba", "du", "ge", "ho", "ji", "ku", "le", "ma",
    "no", "pa", "ri", "sa", "te", "u", "wa", "yo", "za", "bel", "dor",
]  # fmt: skip
GRADES = {
    "carbonatite-ree": (0.5, 4), "nyf-pegmatite": (0.2, 2), "heavy-mineral-sands": (0.01, 1),
    "phosphorite": (0.05, 0.5), "ion-adsorption-ree": (0.03, 0.3),
}  # fmt: skip
"""Grades in % that are usual for a type."""

MARKED = str.maketrans("aou", "áöü")


def table(rows: int) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a table, six in each thousand with an error."""
    draw = random.Random(rows)
    before: dict[str, object] = {}
    for number in range(rows):
        row = _record(draw, number)
        _spoil(row, number % 1000, before)
        before = row
        yield tuple(row[name] for name in HEAD)


def _record(draw: random.Random, number: int) -> dict[str, object]:
    country = draw.choice(list(BOXES))
    south, north, west, east = BOXES[country]
    name = "".join(draw.choices(SYLLABLES, k=draw.randint(3, 5))).capitalize()
    year, month = draw.randint(2013, 2024), draw.randint(1, 12)
    kind = draw.choice(list(GRADES))
    return {
        "id": f"{country.lower()}-b{number}",
        "name": name,
        "country": country,
        "lat": round(draw.uniform(south, north), 4),
        "lon": round(draw.uniform(west, east), 4),
        "accuracy_m": draw.choice(["", 100, 1000, 5000]),
        "type": kind,
        "ore_mt": round(draw.lognormvariate(2, 1.2), 2) + 0.05,
        "grade_pct": round(draw.uniform(*GRADES[kind]), 3),
        "basis": draw.choice(["TREO", "REO"]),
        "kind": "resource",
        "code": draw.choice(["jorc", "ni-43-101", "unstated"]),
        "effective": f"{year}-{month:02d}",
        "by": "owner",
        "source": f"https://example.org/{number % 500}",
    }


def _spoil(row: dict[str, object], place: int, before: dict[str, object]) -> None:
    """Plant the error of a row's place among a thousand."""
    lat, lon = float(str(row["lat"])), float(str(row["lon"]))
    match place:
        case 100:
            row["lat"], row["lon"] = row["lon"], row["lat"]
        case 200:
            row["lat"] = -lat
        case 300:
            row["ore_mt"] = round(float(str(row["ore_mt"])) * 1000, 2)
        case 400:
            row["grade_pct"] = round(float(str(row["grade_pct"])) * 10_000, 1)
        case 500:
            row["country"] = "FI" if row["country"] != "FI" else "BR"
        case 600:
            spelled = str(before["name"]).translate(MARKED)
            moved = round(float(str(before["lat"])) + 0.002, 4)
            row |= {**before, "id": row["id"], "name": spelled, "lat": moved}
        case _:
            row["lon"] = lon


def measured(path: Path) -> dict[str, object]:
    """Read and check a table in this process; return the seconds and the peak memory."""
    from geodeposits.inputs import read

    start = time.perf_counter()
    dataset = read(path)
    middle, rules = time.perf_counter(), dict[str, float]()
    last = [middle]

    def step(code: str, *_: int) -> None:
        now = time.perf_counter()
        rules[code], last[0] = now - last[0], now

    findings = len(dataset.check(progress=step).findings)
    end = time.perf_counter()
    slowest = sorted(rules, key=lambda code: -rules[code])[:SLOWEST]
    return {
        "read": middle - start,
        "check": end - middle,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,  # where PSS is unknown
        "findings": findings,
        "slowest": [f"{code} {rules[code]:.2f}" for code in slowest],
    }


def _watched(command: list[str]) -> dict[str, Any]:
    """Run a command that prints JSON; `mb` in it becomes the peak of it and its children."""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        peak, ended = [0.0], threading.Event()

        def watch() -> None:
            while not ended.wait(0.1):
                peak[0] = max(peak[0], _shares_mb(process.pid))

        watching = threading.Thread(target=watch)
        watching.start()
        printed, _ = process.communicate()
        ended.set()
        watching.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    told: dict[str, Any] = json.loads(printed)
    return {**told, "mb": peak[0] or told["mb"]}


def _shares_mb(process: int) -> float:
    """Return the PSS of a process and its children in MB; 0 where the system does not tell it."""
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    except OSError:
        return 0.0
    shares = 0.0
    for each in (str(process), *listed.split()):
        try:
            told = Path(f"/proc/{each}/smaps_rollup").read_text("ascii")
        except OSError:  # it has ended
            continue
        shares += sum(int(row.split()[1]) for row in told.splitlines() if row.startswith("Pss:"))
    return shares / 1024


def line(rows: int) -> str:
    """Return the line of the Markdown table for so many rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(HEAD)
            writer.writerows(table(rows))
        command = [sys.executable, __file__, "--measure", str(path)]
        told = _watched(command)
    return (
        f"| {rows:,} | {told['read']:.1f} | {told['check']:.1f} | {told['mb']:,.0f} "
        f"| {told['findings']:,} | {', '.join(told['slowest'])} |"
    )


def main(arguments: list[str]) -> None:
    """Print the table, or as a child process what was measured."""
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measured(Path(arguments[1]))))
        return
    print(
        "| rows | read s | check s | peak MB | findings | slowest rules of the first process, s |"
    )
    print("|---:|---:|---:|---:|---:|---|")
    for rows in [int(argument) for argument in arguments] or ROWS:
        print(line(rows), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
