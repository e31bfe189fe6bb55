// Starts the page: reads what it holds, draws it, and says so.
import { canDecode, jsonOf, unpack } from "./codec.js";
import { wordsOf } from "./words.js";
import { basemapLayer } from "./basemap.js";
import { decodeBorders } from "./borders.js";
import { Page } from "./page.js";

function prepare(map) {
  map.attributionControl.setPrefix("Leaflet");
  map.createPane("basemap").style.zIndex = 150;
  map.createPane("cloud").style.zIndex = 420; // below arcs, circles of accuracy and symbols
  map.getContainer().setAttribute("role", "region");
}

async function start() {
  const words = wordsOf(document.documentElement.lang);
  if (!canDecode()) return complain(words.noDecompression);
  const map = window[document.querySelector("main .folium-map").id];
  prepare(map);
  const [unpacking, drawn] = [unpack("gd-data"), await unpack("gd-basemap")];
  const names = jsonOf(drawn.get("names"));
  const borders = decodeBorders(drawn, names); // while the rest is unpacked
  const page = new Page(map, await unpacking, borders, names);
  page.begin();
  const basemap = basemapLayer(borders, { pane: "basemap" }).addTo(map); // now that the view is set
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => basemap.redraw());
  expose(page);
}

// A read-only handle, for tests and for the curious.
function expose(page) {
  window.geodeposits = Object.freeze({
    deposits: page.table.rows,
    get drawn() {
      return page.points ? page.points.drawn.length : page.table.placed;
    },
    undrawn: page.table.rows - page.table.placed,
    occurrences: page.quiet?.rows ?? 0,
    get figure() {
      return page.figure;
    },
    get selected() {
      return page.selected;
    },
    get matching() {
      return page.store.count;
    },
  });
  document.documentElement.dataset.ready = "true";
}

function complain(message) {
  const problem = document.getElementById("problem");
  problem.textContent = message;
  problem.hidden = false;
  document.documentElement.dataset.ready = "problem";
}

start().catch((error) => {
  complain(wordsOf(document.documentElement.lang).broken);
  throw error;
});
