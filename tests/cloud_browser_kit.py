"""What the tests of the cloud in the browser share: a page of it alone, and tables of places."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from geodeposits.maps.columns import Column, ColumnTable, encode_table
from geodeposits.maps.container import container, packed
from geodeposits.maps.leaflet import leaflet_css, leaflet_js
from geodeposits.maps.page import asset

MODULES = ("codec.js", "columns.js", "discs.js", "palette.js", "cloud_parts.js", "cloud.js")

STYLE = """
html, body, #map { height: 100%; margin: 0; }
:root { --group-1: rgb(1 2 200); --group-2: rgb(200 3 4); --group-other: rgb(7 120 8);
        --cloud: rgb(10 11 12); --halo: rgb(255 255 255 / 80%); --accent: rgb(255 0 255); }
@media (prefers-color-scheme: dark) { :root { --group-1: rgb(90 91 92); } }
"""

SCRIPT = """
window.start = async ({ view = [0, 0], zoom = 2, map: mapOptions = {}, ...options } = {}) => {
  const table = decodeTable(await unpack("data"), "table");
  const defaults = { zoomSnap: 0.25, zoomAnimation: false, inertia: false, maxZoom: 14 };
  const map = L.map("map", { ...defaults, ...mapOptions }).setView(view, zoom);
  window.selected = [];
  const cloud = new Cloud(map, table, {
    onSelect: (i) => selected.push(i),
    tooltip: (i) => document.createTextNode(table.text("name")[i]),
    ...options,
  });
  Object.assign(window, { map, table, cloud });
};
window.idle = async () => {
  for (let k = 0; k < 600 && !cloud.isDrawn; k += 1) await new Promise(requestAnimationFrame);
  return cloud.isDrawn;
};
// The pixel of the layer at a point of the map's container, in px.
window.pixelAt = (x, y) => {
  const box = map.getContainer().getBoundingClientRect();
  for (const canvas of document.querySelectorAll(".cloud canvas")) {
    const own = canvas.getBoundingClientRect();
    const [dx, dy] = [x + box.left - own.left, y + box.top - own.top];
    if (dx < 0 || dy < 0 || dx >= own.width || dy >= own.height) continue;
    const ratio = canvas.width / own.width;
    const place = [dx, dy].map((px) => Math.floor(px * ratio));
    return [...canvas.getContext("2d").getImageData(...place, 1, 1).data];
  }
  return [0, 0, 0, 0];
};
window.pixelOf = (lat, lon) => {
  const { x, y } = map.latLngToContainerPoint([lat, lon]);
  return pixelAt(x, y);
};
window.rowAt = (lat, lon, dx = 0, reach = undefined) =>
  cloud.at(map.latLngToContainerPoint([lat, lon]).add([dx, 0]), reach);
// How many bytes differ between the tiles as they lie and the picture drawn in one piece.
window.difference = (ratio) => {
  const { x, y } = map.getSize().multiplyBy(ratio);
  const [tiled, whole] = [1, 2].map(() => {
    return Object.assign(document.createElement("canvas"), { width: x, height: y });
  });
  const box = map.getContainer().getBoundingClientRect();
  for (const canvas of document.querySelectorAll(".cloud canvas")) {
    const own = canvas.getBoundingClientRect();
    const at = [own.left - box.left, own.top - box.top].map((px) => Math.round(px * ratio));
    tiled.getContext("2d").drawImage(canvas, ...at);
  }
  cloud.paint(whole.getContext("2d"), ratio);
  const [a, b] = [tiled, whole].map((each) => each.getContext("2d").getImageData(0, 0, x, y).data);
  let [different, filled] = [0, 0];
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] !== b[i]) different += 1;
    if (i % 4 === 3 && b[i] > 0) filled += 1;
  }
  return { different, filled };
};
document.documentElement.dataset.ready = "true";
"""


def page_of(table: ColumnTable) -> str:
    block = packed(container(encode_table(table)))
    script = "\n".join(
        re.sub(r"^(?:import .*;$|export )", "", asset(name), flags=re.MULTILINE) for name in MODULES
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cloud</title>
<style>{leaflet_css()}</style><style>{STYLE}</style></head><body><div id="map"></div>
<script type="application/octet-stream" id="data">{block}</script>
<script>{leaflet_js()}</script><script type="module">{script}{SCRIPT}</script></body></html>"""


def table_of(*places: tuple[float, float], kinds: Any = None, **more: Any) -> ColumnTable:
    """Places in an order that the table keeps: by their Z-codes, as the tests below choose them."""
    lat, lon = (np.array([place[k] for place in places], dtype=np.float64) for k in (0, 1))
    columns = [
        Column("name", "Name", "text", [f"row {i}" for i in range(len(places))]),
        Column("kind", "Kind", "category", kinds or ["a"] * len(places)),
        *(Column(name, name, "number", values) for name, values in more.items()),
    ]
    return ColumnTable(lat, lon, tuple(columns))


def crowd(rows: int, seed: int = 4) -> ColumnTable:
    rng = np.random.default_rng(seed)
    middle = rng.integers(0, 60, rows)
    lat = np.clip(rng.uniform(-60, 70, 60)[middle] + rng.normal(0, 1.5, rows), -85, 85)
    lon = (rng.uniform(-180, 180, 60)[middle] + rng.normal(0, 1.5, rows) + 540) % 360 - 180
    kinds = np.array([f"k{i}" for i in range(12)], dtype=object)[rng.integers(0, 12, rows)]
    size = rng.lognormal(0, 2, rows).round(1)
    columns = (
        Column("name", "Name", "text", [f"row {i}" for i in range(rows)]),
        Column("kind", "Kind", "category", kinds),
        Column("size", "Size", "number", size),
    )
    return ColumnTable(lat, lon, columns)


@pytest.fixture
def open_cloud(open_page):
    def opened(table: ColumnTable, options: str = "{}", **how: Any) -> Any:
        size = how.pop("size", (900, 600))
        made = open_page(page_of(table), size=size, **how)
        made.page.evaluate(f"start({options})")
        assert made.page.evaluate("idle()")
        return made

    return opened


def rgb(opened: Any, call: str) -> tuple[int, ...]:
    """A pixel as red, green, blue; () where nothing is drawn."""
    *colour, alpha = opened.page.evaluate(call)
    return tuple(colour) if alpha == 255 else ()
