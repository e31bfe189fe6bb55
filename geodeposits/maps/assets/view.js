// What the page draws and saves beside its deposits: the view, online layers, a cloud's legend, a picture.
import { el, replaceChildren, svgEl } from "./dom.js";
import { saveBlob } from "./downloads.js";
import { titled } from "./looks.js";
import { block } from "./legend.js";
import { mapPicture } from "./png.js";
import { PAGE_LANGUAGES, wordsOf } from "./words.js";

const CLOSEST_FIT = 6; // a single deposit is shown with its country around it
export const QUIET_PX = 1.8;

// Shows all that has a place, unless the user fixed the view. A map that is hidden has no size to fit it
// to: `isFitted` says that it had one.
export function fitAll(view) {
  const { map, table, page } = view;
  map.invalidateSize({ animate: false }); // the legend took its place below the map
  view.isFitted = map.getSize().x > 0 && map.getSize().y > 0;
  const { lat, lon, placed } = table;
  if (!page.fit || placed === 0) return;
  let [south, west, north, east] = [90, 180, -90, -180];
  for (let i = 0; i < placed; i += 1) {
    if (lat[i] < south) south = lat[i];
    if (lat[i] > north) north = lat[i];
    if (lon[i] < west) west = lon[i];
    if (lon[i] > east) east = lon[i];
  }
  const edge = Math.min(44, map.getSize().x / 16);
  map.fitBounds([[south, west], [north, east]], { padding: [edge, edge], maxZoom: CLOSEST_FIT, animate: false });
}

// Moves the map where a row is, in the nearest copy of the world, if it is out of sight.
export function showPlace(map, { lat, lon, placed }, i) {
  if (i >= placed) return;
  const place = [lat[i], lon[i] + 360 * Math.round((map.getCenter().lng - lon[i]) / 360)];
  if (!map.getBounds().pad(-0.02).contains(place)) map.panTo(place);
}

// Online layers, off until the reader switches one on; once more in another language.
export function addTiles(view) {
  const { map, page, words } = view;
  if (page.tiles.length === 0) return;
  view.online ??= { none: L.layerGroup().addTo(map), layers: page.tiles.map(({ url, options }) => L.tileLayer(url, options)) };
  const { none, layers, control } = view.online;
  const named = page.tiles.map(({ name }, k) => [name, layers[k]]);
  control?.remove();
  view.online.control = L.control.layers(Object.fromEntries([[words.borders, none], ...named])).addTo(map);
}

// What the map says of itself, in words that may change.
export function labelMap(map, words) {
  const container = map.getContainer();
  container.setAttribute("aria-label", words.mapLabel);
  for (const [part, text] of [["in", words.zoomIn], ["out", words.zoomOut]]) {
    const button = container.querySelector(`.leaflet-control-zoom-${part}`);
    button?.setAttribute("title", text);
    button?.setAttribute("aria-label", text);
  }
  const { attributionControl } = map;
  for (const lang of PAGE_LANGUAGES) attributionControl?.removeAttribution(wordsOf(lang).attribution);
  attributionControl?.addAttribution(words.attribution);
}

// What the colours and the sizes of a cloud stand for.
export function drawCloudLegend(page, element = document.getElementById("legend")) {
  const { table, words } = page;
  const column = table.meta.color_by && table.column(table.meta.color_by);
  const rows = page.cloud.palette.legend().map(({ value, rest, colour }) => {
    const dot = svgEl("circle", { class: "cloud-dot", r: 5.5, fill: colour });
    const swatch = svgEl("svg", { class: "cloud-swatch", width: 13, height: 13, viewBox: "-6.5 -6.5 13 13", "aria-hidden": "true" }, dot);
    return el("li", {}, swatch, el("span", {}, rest ? words.panel.rest[rest] : page.wordOf(column.name, value)));
  });
  const title = column ? titled(page.labelOf(column), column) : page.title;
  replaceChildren(element, table.rows > 0 && block(title, rows), sizeBlock(page));
}

function sizeBlock(page) {
  const { cloud, table, words } = page;
  const sizes = cloud.palette.sizesInLegend();
  if (sizes.length === 0) return null;
  const column = table.column(table.meta.size_by);
  const rows = sizes.map(({ number, radius }) => el("li", {}, sizeSwatch(radius), el("span", {}, words.number(number))));
  const none = cloud.palette.isLacking && el("li", {}, sizeSwatch(sizeOf(table).smallest), el("span", {}, words.panel.rest.missing));
  return block(titled(page.labelOf(column), column), [...rows, none]);
}

function sizeSwatch(radius) {
  const side = 2 * Math.ceil(radius + 1);
  const circle = svgEl("circle", { class: "quiet-dot", cx: side / 2, cy: side / 2, r: radius });
  return svgEl("svg", { width: side, height: side, viewBox: `0 0 ${side} ${side}`, "aria-hidden": "true" }, circle);
}

// Saves what the map shows as a picture.
export async function savePicture(view) {
  const { words, title, map, borders, arcs, selected } = view;
  const layer = view.cloud ?? view.quietCloud;
  const edition = view.subtitle();
  const circles = view.points?.outlines ?? [];
  const { items, scale, legend } = view.page.rich
    ? { items: view.items, scale: view.scale, legend: view.legendOptions() }
    : { items: [], scale: null, legend: (element) => drawCloudLegend(view, element) };
  const blob = await mapPicture({ map, borders, items, scale, words, title, edition, legend, arcs, circles, layer, selected });
  saveBlob(words.png.file, blob);
}

export function isStacked() {
  return window.matchMedia("(max-width: 860px)").matches;
}

export function colourOf({ meta }) {
  return meta.color_by ? { name: meta.color_by } : null;
}

export function sizeOf({ meta }) {
  return meta.size_by ? { name: meta.size_by, smallest: 2, largest: 14 } : undefined;
}
