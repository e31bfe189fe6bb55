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
done. It is written and opened `--repeat` times, and the median of each measure is taken. The rows
named `target` are what issue 4 asks of it.

Peers are those of the interpreter `--python`, by default this one (`pip install .[bench]`); one
that is not installed is named so. Rows are synthetic, the same for the same number, with 15
attributes as a register of mineral deposits has them; `bundled` are the occurrences of the
published dataset.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.parse import unquote, urlsplit

ROOT: Final = Path(__file__).resolve().parents[1]
CHROMIUM: Final = "/usr/bin/chromium"
WINDOW: Final = {"width": 1440, "height": 900}
OURS: Final = "geodeposits"
BUNDLED: Final = "bundled"
SETTLED_S: Final = 2.0  # a page that has not changed for so long has come to rest

BUSY_S: Final = 0.2  # an answer that takes longer was kept waiting by the page's own work


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


# --- Rows ----------------------------------------------------------------------------------------


def frame_of(rows: str) -> Any:
    """Return the rows as a GeoDataFrame: synthetic for a number, the occurrences for `bundled`."""
    import geopandas
    import pandas as pd

    table = bundled() if rows == BUNDLED else pd.DataFrame(synthetic(int(rows)))
    points = geopandas.points_from_xy(table.pop("lon"), table.pop("lat"))
    return geopandas.GeoDataFrame(table, geometry=points, crs="EPSG:4326")


def bundled() -> Any:
    """Return the published occurrences that have a position, with 15 of their columns."""
    import pandas as pd

    table = pd.read_csv(ROOT / "data" / "occurrences.csv", dtype=str, keep_default_na=False)
    table = table[table["lat"] != ""].reset_index(drop=True)
    names = ["name", "occurrence_id", "aliases", "district", "country", "admin1", "type",
             "type_text", "record", "status", "minerals", "company", "discovered", "production",
             "at"]  # fmt: skip
    return table[names].assign(lat=table["lat"].astype(float), lon=table["lon"].astype(float))


def synthetic(count: int) -> dict[str, Any]:
    """Return `count` rows: clustered places, names of repeated words, sparse figures."""
    import numpy as np

    random = np.random.default_rng(20260)
    starts = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "ro", "si", "ta"]
    ends = ["lan", "mir", "dor", "ton", "ska", "vel", "rin", "bek", "tau", "gor"]
    syllables = [start + end for start in starts for end in ends]
    kinds = ["Mine", "Prospect", "Hill", "Claim", "Creek", "Deposit", "Ridge", "Group"]

    def ranks(how_many: int, skew: float = 1.3) -> Any:
        """Draw numbers below `how_many`, the small ones most often."""
        return np.minimum(random.zipf(skew, count), how_many) - 1

    def text(prefix: str, numbers: Any, known: float = 1.0) -> Any:
        most = int(numbers.max()) + 1
        values = np.array([f"{prefix} {number}" for number in range(most)], dtype=object)
        return np.where(random.random(count) < known, values[numbers], None)

    def figure(centre: float, spread: float, known: float) -> Any:
        value = np.exp(random.normal(np.log(centre), spread, count))
        rounded = np.array([float(f"{each:.2g}") for each in value])
        return np.where(random.random(count) < known, rounded, np.nan)

    # A register is filled district by district, and neighbours are alike.
    districts = 600
    lat, lon = random.uniform(-45, 65, districts), random.uniform(-170, 175, districts)
    centres = np.column_stack([lat, lon])
    district = np.sort(random.permutation(districts)[ranks(districts, 1.2)])
    at = centres[district] + random.normal(0, 1.2, (count, 2))
    local = np.where(random.random(count) < 0.8, district, ranks(districts, 1.2))  # noqa: PLR2004
    names = [
        f"{syllables[first].title()}{syllables[second]} {kinds[kind]}"
        for first, second, kind in zip(
            ranks(len(syllables), 1.2), ranks(len(syllables), 1.2), ranks(len(kinds)), strict=True
        )
    ]
    years = random.integers(1850, 2026, count)
    return {
        "name": np.array(names, dtype=object),
        "record": np.arange(10_000_000, 10_000_000 + count),
        "country": text("Country", district % 90),
        "region": text("Region", district % 450),
        "district": text("District", district, 0.3),
        "type": text("Type", local % 24),
        "status": text("Status", ranks(6)),
        "commodity": text("Commodity", local % 80),
        "host_rock": text("Rock", local % 150, 0.4),
        "age": text("Age", local % 40, 0.35),
        "company": text("Company", ranks(4000), 0.1),
        "year": np.where(random.random(count) < 0.25, years, np.nan),  # noqa: PLR2004
        "ore_mt": figure(8, 1.8, 0.06),
        "grade_pct": figure(0.8, 1.1, 0.06),
        "work": text("Surface and underground workings", ranks(12), 0.5),
        "lat": np.clip(at[:, 0], -80, 80).round(5),
        "lon": ((at[:, 1] + 180) % 360 - 180).round(5),
    }


# --- Peers: each writes a page with the rows and all their attributes ----------------------------


def write_ours(frame: Any, target: Path) -> None:
    """Write our page."""
    import geodeposits

    geodeposits.explore(frame, name="name", color_by="type").save(target)


def _texts(frame: Any) -> Any:
    """Return the attributes as texts, "" where unknown."""
    known = frame.drop(columns="geometry").astype(object)
    return known.where(known.notna(), "").astype(str)


def _popup_rows(frame: Any) -> Iterator[tuple[float, float, str]]:
    cells = _texts(frame)
    names = list(cells.columns)
    for lat, lon, row in zip(
        frame.geometry.y, frame.geometry.x, cells.itertuples(index=False), strict=True
    ):
        shown = "".join(
            f"<tr><th>{name}</th><td>{html.escape(value)}</td></tr>"
            for name, value in zip(names, row, strict=True)
        )
        yield lat, lon, f"<table>{shown}</table>"


def write_markers(frame: Any, target: Path) -> None:
    """Write a folium Marker with a Popup a row."""
    import folium

    page = folium.Map(location=(20, 10), zoom_start=2)
    for lat, lon, popup in _popup_rows(frame):
        folium.Marker((lat, lon), popup=folium.Popup(popup)).add_to(page)
    page.save(str(target))


def write_cluster(frame: Any, target: Path) -> None:
    """Write a folium MarkerCluster of such markers."""
    import folium
    from folium.plugins import MarkerCluster

    page = folium.Map(location=(20, 10), zoom_start=2)
    cluster = MarkerCluster().add_to(page)
    for lat, lon, popup in _popup_rows(frame):
        folium.Marker((lat, lon), popup=folium.Popup(popup)).add_to(cluster)
    page.save(str(target))


def write_fast_cluster(frame: Any, target: Path) -> None:
    """Write a folium FastMarkerCluster."""
    import folium
    from folium.plugins import FastMarkerCluster

    page = folium.Map(location=(20, 10), zoom_start=2)
    cells = _texts(frame)
    columns = [frame.geometry.y, frame.geometry.x, *(cells[name] for name in cells)]
    rows = [list(row) for row in zip(*columns, strict=True)]
    callback = (
        "function (row) { const m = L.marker([row[0], row[1]]);"
        " m.bindPopup(() => { const e = document.createElement('div');"
        " e.textContent = row.slice(2).join(', '); return e; }); return m; }"
    )
    FastMarkerCluster(rows, callback=callback).add_to(page)
    page.save(str(target))


def write_geojson(frame: Any, target: Path) -> None:
    """Write a folium GeoJson on a canvas."""
    import folium

    page = folium.Map(location=(20, 10), zoom_start=2, prefer_canvas=True)
    names = [name for name in frame.columns if name != "geometry"]
    folium.GeoJson(
        frame.to_json(),
        marker=folium.CircleMarker(radius=3, weight=0, fill=True, fill_opacity=0.8),
        popup=folium.GeoJsonPopup(fields=names),
    ).add_to(page)
    page.save(str(target))


def write_frame_explore(frame: Any, target: Path) -> None:
    """Write what geopandas draws."""
    frame.explore(column="type", popup=True, prefer_canvas=True).save(str(target))


def write_pydeck(frame: Any, target: Path) -> None:
    """Write a pydeck scatterplot."""
    import pydeck

    table = frame.drop(columns="geometry").assign(lat=frame.geometry.y, lon=frame.geometry.x)
    table = table.astype(object).where(table.notna(), None)
    layer = pydeck.Layer("ScatterplotLayer", table, get_position="[lon, lat]", pickable=True,
                         get_fill_color=[40, 90, 160], radius_min_pixels=2)  # fmt: skip
    view = pydeck.ViewState(latitude=20, longitude=10, zoom=1)
    tooltip: Any = {"text": "\n".join(f"{name}: {{{name}}}" for name in frame.columns)}
    pydeck.Deck([layer], initial_view_state=view, tooltip=tooltip).to_html(
        str(target), open_browser=False, notebook_display=False
    )


def write_lonboard(frame: Any, target: Path) -> None:
    """Write a lonboard map."""
    import lonboard

    lonboard.viz(frame).to_html(str(target))


def write_plotly(frame: Any, target: Path) -> None:
    """Write a plotly map with its program inside."""
    import plotly.express as px

    names = [name for name in frame.columns if name != "geometry"]
    figure = px.scatter_geo(
        frame.drop(columns="geometry"),
        lat=frame.geometry.y,
        lon=frame.geometry.x,
        color="type",
        hover_data=names,
    )
    figure.write_html(str(target), include_plotlyjs=True)


WRITERS: Final[dict[str, Callable[[Any, Path], None]]] = {
    OURS: write_ours,
    "Marker+Popup": write_markers,
    "MarkerCluster": write_cluster,
    "FastMarkerCluster": write_fast_cluster,
    "GeoJson": write_geojson,
    "GeoDataFrame.explore": write_frame_explore,
    "pydeck": write_pydeck,
    "lonboard": write_lonboard,
    "plotly": write_plotly,
}
MODULES_OF: Final = {
    "GeoDataFrame.explore": ("folium", "mapclassify", "matplotlib"),
    "pydeck": ("pydeck",),
    "lonboard": ("lonboard",),
    "plotly": ("plotly",),
}
"""What a peer needs beside folium and geopandas."""


def write_page(peer: str, rows: str, target: Path) -> None:
    """Write one page in this process and print what it took as JSON."""
    if missing := [name for name in MODULES_OF.get(peer, ("folium",)) if find_spec(name) is None]:
        raise SystemExit(f"{', '.join(missing)}: not installed")
    frame = frame_of(rows)
    started = time.perf_counter()
    WRITERS[peer](frame, target)
    taken = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = target.stat().st_size / 1e6
    print(json.dumps({"write_s": taken, "peak_mb": peak, "size_mb": size}))


# --- Browser -------------------------------------------------------------------------------------

_RECORD_FRAMES = """() => {
  const times = (window.__frames = []);
  const step = (now) => {
    times.push(now);
    if (window.__frames === times) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}"""

_JUDGE = """async ([shots, part]) => {
  const pixelsOf = async (shot) => {
    const image = new Image();
    image.src = "data:image/jpeg;base64," + shot;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    const sides = [image.width, image.height];
    return context.getImageData(...part.map((share, i) => Math.round(share * sides[i % 2]))).data;
  };
  const last = await pixelsOf(shots.at(-1));
  const counts = new Map();
  for (let i = 0; i < last.length; i += 4) {
    const key = ((last[i] >> 4) << 8) | ((last[i + 1] >> 4) << 4) | (last[i + 2] >> 4);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const differs = [];
  for (const shot of shots) {
    const each = await pixelsOf(shot);
    let other = 0;
    for (let i = 0; i < last.length; i += 4) {
      let gap = 0;
      for (let k = 0; k < 3; k += 1) gap += Math.abs(each[i + k] - last[i + k]);
      other += gap > 60 ? 1 : 0;
    }
    differs.push(each.length === last.length ? other / (last.length / 4) : 1);
  }
  return { differs, most: Math.max(...counts.values()) / (last.length / 4) };
}"""
_MIDDLE = [0.1, 0.2, 0.5, 0.6]  # x, y, width and height of what is looked at, as shares
_SAME: Final = 0.02
_BLANK: Final = 0.998


_IDLE_MS: Final = 400
_ACT = """(source) => {
  const act = new Function(source);
  const began = performance.now();
  act();
  return performance.now() - began;
}"""
_BOXES: Final = "#filters input[type=checkbox]"
_HEADS: Final = "#list thead button.sort"
_WORDS: Final = ("l", "la", "lan", "lanm", "lanmi", "lanm", "lan", "la", "l", "")


def view_page(page_file: Path, assets: Path | None, limit: float, shot: Path | None) -> None:
    """Open one page in this process and print what was seen as JSON."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking", "--use-gl=angle",
                     "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]  # fmt: skip
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        browser.new_page().wait_for_timeout(1500)  # what a browser does first is no page's doing
        context = browser.new_context(viewport=WINDOW)
        requests: list[str] = []
        _refuse_network(context, page_file.as_uri(), requests, assets)
        page = context.new_page()
        page.set_default_timeout(limit * 1000)
        frames = _filmed(context, page, page_file.as_uri(), limit)
        if shot is not None:
            page.screenshot(path=str(shot))
        seen = _readiness(browser, frames)
        seen["requests"] = len(requests)
        if asked := sorted({url for url in requests if assets}):
            print("\n".join(asked), file=sys.stderr)
        print(json.dumps(seen), flush=True)
        if seen["ready_s"] is not None:
            seen |= _pan(page)
            print(json.dumps(seen), flush=True)
            if page.query_selector(".filters-toggle"):
                print(json.dumps(seen | _use(page)), flush=True)
        browser.close()


def _refuse_network(context: Any, own: str, requests: list[str], assets: Path | None) -> None:
    found = [] if assets is None else [each for each in assets.rglob("*") if each.is_file()]
    held = {f"/{each.relative_to(assets).as_posix()}": each for each in sorted(found) if assets}
    by_length = sorted(held, key=len, reverse=True)

    def answer(route: Any) -> None:
        url = route.request.url
        if url == own:
            route.continue_()
            return
        requests.append(url)
        path = unquote(urlsplit(url).path)
        name = next((name for name in by_length if path.endswith(name)), None)
        if name is None:
            route.abort()
        else:
            route.fulfill(path=str(held[name]), headers={"Access-Control-Allow-Origin": "*"})

    context.route(lambda url: url.startswith(("http", "file", "ws")), answer)


def _filmed(context: Any, page: Any, url: str, limit: float) -> list[tuple[float, str]]:
    """Open a page and return its frames as (seconds since the navigation began, JPEG in base64)."""
    film = context.new_cdp_session(page)
    frames: list[tuple[float, str]] = []

    def keep(event: dict[str, Any]) -> None:
        frames.append((event["metadata"]["timestamp"], event["data"]))
        film.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    film.on("Page.screencastFrame", keep)
    film.send("Page.startScreencast", {"format": "jpeg", "quality": 80, "everyNthFrame": 1})
    page.goto(url, wait_until="load")
    began = page.evaluate("performance.timeOrigin") / 1000
    ends, busy = time.time() + limit, time.time()
    while time.time() < ends:
        page.wait_for_timeout(250)
        asked = time.time()
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        if time.time() - asked > BUSY_S:
            busy = time.time()
        if time.time() - max([busy, *(at for at, _ in frames[-1:])]) > SETTLED_S:
            break
    film.send("Page.stopScreencast")
    return [(at - began, data) for at, data in frames]


def _readiness(browser: Any, frames: list[tuple[float, str]]) -> dict[str, Any]:
    """Find the first frame from which on nothing in the middle of the window changes any more."""
    shown = [(at, data) for at, data in frames if at > 0][-40:]
    if not shown:
        return {"ready_s": None, "note": "no frame"}
    judge = browser.new_page()
    found = judge.evaluate(_JUDGE, [[data for _, data in shown], _MIDDLE])
    judge.close()
    if found["most"] > _BLANK:
        return {"ready_s": None, "note": "blank"}
    first = len(shown) - 1
    while first > 0 and found["differs"][first - 1] <= _SAME:
        first -= 1
    return {"ready_s": shown[first][0], "note": ""}


def _pan(page: Any) -> dict[str, float]:
    """Zoom in, drag the map about, and return the times between frames in milliseconds."""
    x, y = WINDOW["width"] * 0.35, WINDOW["height"] * 0.5
    page.mouse.move(x, y)
    page.mouse.wheel(0, -240)
    page.wait_for_timeout(1500)
    page.evaluate(_RECORD_FRAMES)
    for direction in (-1, 1, -1, 1):
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 41):
            page.mouse.move(x + direction * 8 * step, y + direction * 3 * step)
            page.wait_for_timeout(12)
        page.mouse.up()
        page.wait_for_timeout(100)
    times = page.evaluate(
        "(() => { const t = window.__frames; window.__frames = null; return t; })()"
    )
    gaps = sorted(after - before for before, after in pairwise(times))
    return {"pan_p95_ms": gaps[int(0.95 * (len(gaps) - 1))], "pan_worst_ms": gaps[-1]}


def _use(page: Any) -> dict[str, float]:
    """Choose, search and sort on our page; return the slowest of each, in milliseconds."""

    def slowest(acts: list[str]) -> float:
        taken: list[float] = []
        for act in acts:
            taken.append(page.evaluate(_ACT, act))
            page.wait_for_timeout(_IDLE_MS)
        return max(taken)

    page.wait_for_timeout(2000)
    page.click(".filters-toggle")
    page.wait_for_timeout(_IDLE_MS)
    boxes = min(6, page.evaluate(f"document.querySelectorAll('{_BOXES}').length"))
    press = [f"document.querySelectorAll('{_BOXES}')[{k}].click()" for k in range(boxes)]
    seen = {"facet_ms": slowest(press + press)}
    page.click(".filters-toggle")
    field = "const field = document.getElementById('search'); field.value = '{}';"
    told = " field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    seen["key_ms"] = slowest([(field + told).format(word) for word in _WORDS])
    heads = page.evaluate(f"document.querySelectorAll('{_HEADS}').length")
    sorts = [f"document.querySelectorAll('{_HEADS}')[{k}].click()" for k in range(heads)]
    return seen | {"sort_ms": slowest(sorts)}


# --- One run -------------------------------------------------------------------------------------


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
    parser.add_argument("--repeat", type=int, default=3, help="times that ours is measured")
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
    """Measure one page, ours more than once; what fails or takes too long is said in the note."""
    runs = [_once(peer, rows, folder, given) for _ in range(given.repeat if peer == OURS else 1)]
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
