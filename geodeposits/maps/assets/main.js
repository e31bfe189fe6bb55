// Puts the page together: data, basemap, symbols, table, detail, and the switch between figures.
import { canDecode, jsonOf, unpack } from "./codec.js";
import { el } from "./dom.js";
import { wordsOf } from "./words.js";
import { Scale } from "./symbols.js";
import { basemapLayer, decodeBorders } from "./basemap.js";
import { DepositPoints } from "./points.js";
import { drawLegend } from "./legend.js";
import { drawTable } from "./table.js";
import { drawDetail } from "./detail.js";

const CLOSEST_FIT = 6; // a single deposit is shown with its country around it

class Page {
  constructor(data, map, words) {
    this.words = words;
    this.page = jsonOf(data.get("page"));
    this.sources = jsonOf(data.get("sources"));
    this.deposits = jsonOf(data.get("deposits"));
    this.byId = new Map(this.deposits.map((deposit) => [deposit.id, deposit]));
    this.drawn = this.deposits.filter((deposit) => !deposit.undrawn);
    this.figure = "headline";
    this.selected = null;
    this.map = map;
    this.points = new DepositPoints(map, {
      onSelect: (id) => this.select(id),
      tooltip: (deposit) => this.tooltip(deposit),
    });
  }

  chosen(deposit, which = this.figure) {
    return deposit.estimates?.[deposit[which]] ?? null;
  }

  // What a symbol needs of the figure that is shown: an amount and a level, or null.
  sized(deposit, which = this.figure) {
    const claim = this.chosen(deposit, which);
    return claim?.reo_kt ? { kt: claim.reo_kt, level: claim.level } : null;
  }

  get scale() {
    const amounts = this.drawn.flatMap((each) => ["headline", "documented"].map((w) => this.sized(each, w)?.kt ?? 0));
    return new Scale(Math.max(0, ...amounts), this.map.getSize().x);
  }

  draw() {
    this.drawSymbols();
    this.drawList();
  }

  // All that depends on the size of the map.
  drawSymbols() {
    const { scale, words } = this;
    const items = this.drawn.map((deposit) => ({ deposit, figure: this.sized(deposit) }));
    this.points.draw(items, scale);
    drawLegend(document.getElementById("legend"), {
      scale,
      words,
      groups: this.page.groups,
      deposits: this.drawn,
      figures: items.map((item) => item.figure),
    });
  }

  drawList() {
    drawTable(document.getElementById("list"), {
      words: this.words,
      figure: this.figure,
      onSelect: (id) => this.select(id),
      items: this.ranked(),
    });
  }

  ranked() {
    const size = (deposit) => this.sized(deposit)?.kt ?? -1;
    return [...this.deposits]
      .sort((a, b) => size(b) - size(a))
      .map((deposit) => ({
        deposit,
        headline: this.chosen(deposit, "headline"),
        documented: this.chosen(deposit, "documented"),
      }));
  }

  tooltip(deposit) {
    const claim = this.chosen(deposit);
    const level = claim?.level ? `, ${this.words.levelName(claim.level)}` : "";
    const figure = claim ? (claim.amount ? `${claim.amount} REO` : claim.sentence) + level : this.words.table.missing;
    return el("div", {}, el("strong", {}, deposit.name), el("div", {}, figure), el("div", { class: "quiet" }, deposit.type ?? ""));
  }

  show(figure) {
    this.figure = figure;
    document.documentElement.dataset.figure = figure;
    this.draw();
  }

  select(id, { moveFocus = true } = {}) {
    const detail = document.getElementById("detail");
    drawDetail(detail, this.byId.get(id), {
      words: this.words,
      sources: this.sources,
      levels: this.page.levels,
      rules: this.page.rules,
      edition: this.page.edition,
      title: document.querySelector("h1").textContent,
      onClose: () => this.close(),
    });
    this.selected = id;
    this.turn("detail");
    this.points.select(id);
    this.points.show(id);
    document.getElementById("panel").scrollTop = 0;
    if (!moveFocus) return;
    document.getElementById("detail-name").focus({ preventScroll: true });
    if (isStacked()) document.getElementById("panel").scrollIntoView();
  }

  close() {
    const row = [...document.querySelectorAll("[data-row]")].find((each) => each.dataset.row === this.selected);
    this.selected = null;
    this.turn("list");
    this.points.select(null);
    row?.querySelector("button").focus();
  }

  // Show the list or the detail in the panel.
  turn(part) {
    document.getElementById("list").hidden = part !== "list";
    document.getElementById("detail").hidden = part !== "detail";
  }

  fit() {
    this.map.invalidateSize({ animate: false }); // the legend took its place below the map
    if (!this.page.fit || this.drawn.length === 0) return;
    const edge = Math.min(44, this.map.getSize().x / 16);
    this.map.fitBounds(this.points.bounds, { padding: [edge, edge], maxZoom: CLOSEST_FIT, animate: false });
  }

  addTiles() {
    if (this.page.tiles.length === 0) return;
    const layers = { [this.words.borders]: L.layerGroup().addTo(this.map) };
    for (const { name, url, options } of this.page.tiles) layers[name] = L.tileLayer(url, options);
    L.control.layers(layers).addTo(this.map);
  }
}

function isStacked() {
  return window.matchMedia("(max-width: 860px)").matches;
}

function prepare(map, words) {
  map.attributionControl.setPrefix("Leaflet").addAttribution(words.attribution);
  map.createPane("basemap").style.zIndex = 150;
  map.getContainer().setAttribute("aria-label", words.mapLabel);
  map.getContainer().setAttribute("role", "region");
}

function subtitle({ words, deposits, sources, page }) {
  return words.subtitle(deposits.length, page.edition, Object.keys(sources).length > 0);
}

function listen(page, basemap) {
  const switches = document.getElementById("figure-switch");
  switches.disabled = false;
  switches.addEventListener("change", (event) => page.show(event.target.value));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && page.selected !== null) page.close();
  });
  page.map.on("resize", () => page.drawSymbols());
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => basemap.redraw());
}

async function start() {
  const words = wordsOf(document.documentElement.lang);
  if (!canDecode()) return complain(words.noDecompression);
  const map = window[document.querySelector("main .folium-map").id];
  prepare(map, words);
  const [borders, data] = await Promise.all([unpack("gd-basemap"), unpack("gd-data")]);
  const topology = decodeBorders(jsonOf(borders.get("borders")), jsonOf(borders.get("names")));
  const basemap = basemapLayer(topology, { pane: "basemap" }).addTo(map);
  const page = new Page(data, map, words);
  document.getElementById("subtitle").textContent = subtitle(page);
  page.addTiles();
  page.draw();
  if (page.page.selected) page.select(page.page.selected, { moveFocus: false });
  page.fit();
  listen(page, basemap);
  expose(page);
}

// A read-only handle, for tests and for the curious.
function expose(page) {
  window.geodeposits = Object.freeze({
    deposits: page.deposits.length,
    drawn: page.points.markers.size,
    undrawn: page.deposits.length - page.drawn.length,
    get figure() {
      return page.figure;
    },
    get selected() {
      return page.selected;
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
