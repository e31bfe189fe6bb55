"""The pages that `explorer.py` measures: the rows, and how ours and each peer write them."""

from __future__ import annotations

import html
import json
import resource
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
OURS: Final = "geodeposits"
BUNDLED: Final = "bundled"


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
