"""Measure our page and its peers on the same rows in one run; print one Markdown table.

    python benchmarks/explorer.py                                  # ours, all sizes
    python benchmarks/explorer.py --peers all                      # and the others
    python benchmarks/explorer.py --peers all --assets FOLDER      # answer CDN requests from FOLDER

Each page is written in a process of its own (seconds from the first import of the library to the
closed file; peak memory of the whole process), and opened in another by headless Chromium with the
network refused. A page is ready with the first frame from which on the middle of the window looks
as it does in the end (2 % of its pixels may differ), counted from the start of the navigation; one
that stays of one colour is blank. Most peers load their program from elsewhere and stay blank, so
`--assets` answers a refused request by the file in FOLDER that ends its path. Then the wheel zooms
in and the mouse drags the map: 95th percentile and worst time between two frames.

Of our page also: the slowest of some choices in the filters, of some keystrokes in the search and
of the first sorts by each column: milliseconds from the event until the page's own work for it is
done. Each page is written and opened `--repeat` times, unless it fails or takes too long, and the
median of each measure is taken. The rows named `target` are what our page is to reach.

Peers are those of the interpreter `--python`, by default this one (`pip install .[bench]`); one
that is not installed is named so. Rows are synthetic, the same for the same number, with 15
attributes as a register of mineral deposits has them; `bundled` are the occurrences of the
published dataset.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from explorer_pages import OURS, WRITERS, write_page
from explorer_view import view_page

ROOT: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Row:
    """One line of the table; a measure that was not reached is None."""

    rows: str
    peer: str
    write_s: float | None = None
    peak_mb: float | None = None
    size_mb: float | None = None
    ready_s: float | None = None
    requests: int | None = None
    pan_p95_ms: float | None = None
    pan_worst_ms: float | None = None
    facet_ms: float | None = None
    key_ms: float | None = None
    sort_ms: float | None = None
    note: str = ""


TARGETS: Final = {
    "3114": Row("3114", "target", size_mb=0.6, requests=0),
    "305000": Row("305000", "target", 3, 450, 4.2, 0.8, 0, 20, 60, 50, 100, 300),
}
"""What our page is to reach: no measure above these."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; `--write` and `--view` are what the script asks of its own processes."""
    given = _options().parse_args(arguments)
    if given.write:
        write_page(given.write, given.rows, given.out)
        return
    if given.view:
        view_page(given.view, given.assets, given.limit, given.shot)
        return
    wanted = _wanted(given.peers)
    print(_head())
    with tempfile.TemporaryDirectory() as folder:
        for rows in given.rows.split(","):
            if rows in TARGETS:
                print(_line(TARGETS[rows]))
            for peer in wanted:
                print(_line(_measured(peer, rows, Path(folder), given)), flush=True)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--peers", default="", help="'all', or names: " + ", ".join(WRITERS))
    parser.add_argument(
        "--rows", default="3114,100000,305000", help="numbers of rows, or 'bundled'; by comma"
    )
    parser.add_argument("--python", type=Path, help="interpreter that has the peers")
    parser.add_argument("--repeat", type=int, default=3, help="times that each is measured")
    parser.add_argument("--assets", type=Path, help="folder that answers the pages' requests")
    parser.add_argument("--limit", type=float, default=150, help="seconds for each step of a peer")
    parser.add_argument("--shots", type=Path, help="folder for a picture of each page")
    parser.add_argument("--keep", type=Path, help="folder to keep the pages in")
    for name in ("--write", "--view", "--out", "--shot"):
        kind = str if name == "--write" else Path
        parser.add_argument(name, type=kind, help=argparse.SUPPRESS)
    return parser


def _wanted(peers: str) -> list[str]:
    """Return ours and the peers that were named."""
    if peers == "all":
        return list(WRITERS)
    named = [name.strip() for name in peers.split(",") if name.strip()]
    if unknown := sorted(set(named) - WRITERS.keys()):
        raise SystemExit(f"no peer {', '.join(unknown)}: {', '.join(WRITERS)}")
    return [OURS, *(name for name in named if name != OURS)]


def _measured(peer: str, rows: str, folder: Path, given: Any) -> Row:
    """Measure one page; what fails or takes too long is said in the note, and is not done again."""
    runs: list[dict[str, Any]] = []
    while len(runs) < given.repeat and not any(run.get("note") for run in runs):
        runs.append(_once(peer, rows, folder, given))
    measures: dict[str, Any] = {}
    for name in _MEASURES:
        known = [run[name] for run in runs if run.get(name) is not None]
        measures[name] = median(known) if known else None
    return Row(rows, peer, **measures, note=next((r["note"] for r in runs if r.get("note")), ""))


def _once(peer: str, rows: str, folder: Path, given: Any) -> dict[str, Any]:
    """Write and view one page."""
    page = (given.keep or folder) / f"{peer}-{rows}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    if given.shots is not None:
        given.shots.mkdir(parents=True, exist_ok=True)
    interpreter = str(sys.executable if peer == OURS or not given.python else given.python)
    command = [interpreter, __file__, "--write", peer, "--rows", rows, "--out", str(page)]
    written, why = _ran(command, given.limit)
    if not page.is_file() or not written:
        return {"note": why if why.endswith("not installed") else f"write: {why or 'nothing'}"}
    command = [sys.executable, __file__, "--view", str(page), "--limit", str(given.limit)]
    command += ["--assets", str(given.assets)] if given.assets else []
    command += ["--shot", str(given.shots / f"{peer}-{rows}.png")] if given.shots else []
    seen, why = _ran(command, given.limit)
    if given.keep is None:
        page.unlink()
    return written | seen | {"note": f"view: {why}" if why else seen.get("note", "")}


def _ran(command: list[str], limit: float) -> tuple[dict[str, Any], str]:
    """Run a process of ours; return the last JSON that it printed, and why it failed, if it did."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        start_new_session=True,
    )  # fmt: skip
    why = ""
    try:
        out, err = process.communicate(timeout=limit + 30)
        if process.returncode:
            why = (err.strip().splitlines() or ["failed"])[-1][:80]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
        why = f"> {limit:.0f} s"
    lines = [line for line in out.splitlines() if line.startswith("{")]
    return (json.loads(lines[-1]) if lines else {}), why


_MEASURES: Final = {
    "write_s": ("write s", ".1f"),
    "peak_mb": ("peak MB", ".0f"),
    "size_mb": ("page MB", ".2f"),
    "ready_s": ("ready s", ".2f"),
    "requests": ("requests", ".0f"),
    "pan_p95_ms": ("pan p95 ms", ".0f"),
    "pan_worst_ms": ("pan worst ms", ".0f"),
    "facet_ms": ("facet ms", ".0f"),
    "key_ms": ("key ms", ".0f"),
    "sort_ms": ("sort ms", ".0f"),
}


def _head() -> str:
    titles = ["rows", "page", *(title for title, _ in _MEASURES.values()), "note"]
    rule = ["--:", ":--", *["--:"] * len(_MEASURES), ":--"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (titles, rule))


def _line(row: Row) -> str:
    rows = f"{int(row.rows):,}" if row.rows.isdigit() else row.rows
    values = [getattr(row, name) for name in _MEASURES]
    shapes = [shape for _, shape in _MEASURES.values()]
    cells = ["–" if v is None else format(v, s) for v, s in zip(values, shapes, strict=True)]
    note = row.note.replace("|", "/")
    return f"| {rows} | {row.peer} | {' | '.join(cells)} | {note} |"


if __name__ == "__main__":
    main()
