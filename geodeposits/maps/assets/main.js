// Starts the page: reads what it holds, draws it, and says so.
import { canDecode, jsonOf, unpack } from "./codec.js";
import { wordsOf } from "./words.js";
import { basemapLayer } from "./basemap.js";
import { decodeBorders } from "./borders.js";
import { Page } from "./page.js";
import { keepOnPixels } from "./pixels.js";
import { isPlain, stateOf } from "./state.js";

const LONGEST_WAIT_MS = 500;

function prepare(map) {
  map.attributionControl.setPrefix("Leaflet");
  map.createPane("basemap").style.zIndex = 150;
  map.createPane("cloud").style.zIndex = 420; // below arcs, circles of accuracy and symbols
  map.getContainer().setAttribute("role", "region");
  keepOnPixels(map);
}

async function start() {
  const words = wordsOf(document.documentElement.lang);
  if (!canDecode()) return complain(words.noDecompression);
  const map = window[document.querySelector("main .folium-map").id];
  prepare(map);
  const [unpacking, drawn] = [unpack("gd-data"), await unpack("gd-basemap")];
  const names = jsonOf(drawn.get("names"));
  const borders = decodeBorders(drawn, names[document.documentElement.lang] ?? names.en); // while the rest is unpacked
  const data = await unpacking;
  if (!isPlain(stateOf(window.location.hash))) await addRest(data);
  document.body.inert = true;
  const page = new Page(map, data, borders, names);
  page.begin();
  const basemap = basemapLayer(borders, { pane: "basemap" }).addTo(map); // now that the view is set
  page.basemap = basemap;
  show();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    basemap.redraw();
    page.drawLegend();
  });
  await addRest(data, seen());
  document.body.inert = false;
  page.panel.prepare(); // all that it searches is there now
  page.address.follow();
  expose(page);
}

// What a page of many rows needs only once it is used, not to be seen; once.
async function addRest(data, begin = null) {
  const element = document.getElementById("gd-rest");
  if (!element) return;
  await begin;
  for (const [name, block] of await unpack("gd-rest")) data.set(name, block);
  element.remove();
}

// Until the page is painted, or would be if it were in sight.
function seen() {
  return new Promise((done) => {
    requestAnimationFrame(() => window.setTimeout(done));
    window.setTimeout(done, LONGEST_WAIT_MS);
  });
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

// The page is seen once it is whole: see page.css.
function show() {
  document.documentElement.dataset.begun = "true";
}

function complain(message) {
  show();
  document.body.inert = false;
  const problem = document.getElementById("problem");
  problem.textContent = message;
  problem.hidden = false;
  document.documentElement.dataset.ready = "problem";
}

start().catch((error) => {
  complain(wordsOf(document.documentElement.lang).broken);
  throw error;
});
