// The page as one thing: its tables, what is shown of them, and who hears of a choice.
import { jsonOf } from "./codec.js";
import { el } from "./dom.js";
import { inLanguage, PAGE_LANGUAGES, wordsOf, wordsOfRows, writeTexts } from "./words.js";
import { Scale } from "./symbols.js";
import { DepositPoints } from "./points.js";
import { decodeTable } from "./columns.js";
import { Cloud } from "./cloud.js";
import { follow, Store } from "./store.js";
import { Address } from "./state.js";
import { depositColumns, figureKeys, tableColumns } from "./grid.js";
import { Panel } from "./panel.js";
import { GradeTonnage } from "./grade_tonnage.js";
import { countryPoints, PartnerArcs } from "./arcs.js";
import { Look } from "./looks.js";
import { drawLegend } from "./legend.js";
import { drawDetail } from "./detail.js";
import { drawRow, rowNamed, selectionOf } from "./row_detail.js";
import { addTiles, labelMap, colourOf, drawCloudLegend, fitAll, isStacked, QUIET_PX, showPlace, sizeOf } from "./view.js";
import { listen } from "./controls.js";

const WHICH = ["headline", "documented"];

export class Page {
  constructor(map, data, borders, names) {
    Object.assign(this, { map, borders, names, data, figure: WHICH[0], selected: null, quietRow: -1, rowTable: null });
    this.page = jsonOf(data.get("page"));
    this.labels = jsonOf(data.get("labels"));
    this.table = decodeTable(data, "deposits");
    this.quiet = data.has("occurrences.meta") ? decodeTable(data, "occurrences") : null;
    this.store = new Store(this.table);
    this.speak(this.page.lang);
    if (this.page.rich) this.addDeposits();
    else this.cloud = new Cloud(map, this.table, { ...this.cloudOptions(this.table, (i) => this.selectRow(i)), color: colourOf(this.table), size: sizeOf(this.table) });
    if (this.quiet) this.addQuiet();
    this.store.subscribe(() => this.filter());
  }

  // --- Languages

  speak(lang) {
    this.lang = lang;
    this.words = this.page.rows ? wordsOfRows(lang) : wordsOf(lang);
    document.documentElement.lang = lang;
    Object.assign(this, this.page.speech[lang]);
    document.title = this.title;
    document.querySelector("h1").textContent = this.title;
    document.getElementById("language").value = lang;
    writeTexts(document, this.texts);
    labelMap(this.map, this.words);
    for (const label of this.borders.labels) label.name = this.names[lang][label.code];
    if (this.page.rich) this.readRecords(lang);
  }

  // The records in the order of the table, in one language.
  readRecords(lang) {
    this.plain ??= { deposits: jsonOf(this.data.get("deposits")), sources: jsonOf(this.data.get("sources")) };
    const changes = lang === this.page.lang ? {} : jsonOf(this.data.get("changes"))[lang];
    const deposits = inLanguage(this.plain.deposits, changes.deposits);
    const byId = new Map(deposits.map((deposit) => [deposit.id, deposit]));
    this.sources = inLanguage(this.plain.sources, changes.sources);
    this.records = this.table.text("id").map((id) => byId.get(id));
    this.rowOf = new Map(this.records.map(({ id }, i) => [id, i]));
  }

  relabel(lang) {
    this.speak(lang);
    if (this.arcs) Object.assign(this.arcs, { words: this.words, deposits: this.records });
    if (this.chart) this.chart.words = this.words;
    document.getElementById("subtitle").textContent = this.subtitle();
    this.panel.relabel(this.panelOptions());
    addTiles(this);
    this.basemap?.redraw();
    this.draw();
    if (this.selected !== null) this.select(this.selected, { moveFocus: false });
    else if (this.quietRow >= 0) this.selectRow(this.quietRow, this.rowTable, { moveFocus: false });
    this.address.changed();
  }

  subtitle() {
    const { words, table, page } = this;
    return words.subtitle(table.rows, page.edition, page.rich && Object.keys(this.sources).length > 0);
  }

  // --- Layers

  addDeposits() {
    this.looks = new Look(this.table);
    for (const which of WHICH) this.store.addKeys(`${which}_kt`, figureKeys(this.records, which));
    this.points = new DepositPoints(this.map, { onSelect: (id) => this.select(id), tooltip: (deposit) => this.tooltip(deposit) });
    const countries = countryPoints(this.borders.labels, this.names[this.lang]);
    this.arcs = new PartnerArcs(this.map, { deposits: this.records, countries, words: this.words, onSelect: (id) => this.select(id) });
    const chart = document.getElementById("chart");
    chart.hidden = false;
    this.chart = new GradeTonnage(chart.querySelector("div"), { words: this.words, onSelect: (id) => this.select(id) });
  }

  addQuiet() {
    this.quietStore = new Store(this.quiet);
    follow(this.store, this.quietStore, ["country", "type"]);
    const options = this.cloudOptions(this.quiet, (i) => this.selectRow(i, this.quiet));
    this.quietCloud = new Cloud(this.map, this.quiet, {
      ...options,
      size: QUIET_PX,
      yields: (event) => this.points?.under(event) != null,
    });
    this.quietStore.subscribe(() => this.quietCloud.show(this.quietStore.isFiltered ? this.quietStore.mask : null));
  }

  tooltip(deposit) {
    const { words } = this;
    const claim = this.chosen(deposit);
    const level = claim?.level ? `, ${words.levelName(claim.level)}` : "";
    const figure = claim ? (claim.amount ? words.tooltip.reo(claim.amount) : claim.sentence) + level : words.table.missing;
    return el("div", {}, el("strong", {}, deposit.name), el("div", {}, figure), el("div", { class: "quiet" }, deposit.type ?? ""));
  }

  cloudOptions(table, onSelect) {
    return { onSelect, tooltip: (i) => el("div", {}, el("strong", {}, this.nameOf(i, table))) };
  }

  nameOf(i, table = this.table) {
    const [name] = table.meta.search;
    return (name && table.value(i, name, this.words.locale)) || this.words.panel.row(i + 1);
  }

  // --- What the words of a table are

  labelOf(column, table = this.table) {
    const which = table === this.quiet ? "occurrences" : "deposits";
    return this.labels[which]?.[this.lang]?.columns?.[column.name] ?? column.label;
  }

  wordOf(name, value, table = this.table) {
    const which = table === this.quiet ? "occurrences" : "deposits";
    return this.labels[which]?.[this.lang]?.values?.[name]?.[value] ?? value;
  }

  valueOf(i, name, table) {
    const { kind } = table.column(name);
    const text = table.value(i, name, this.words.locale);
    return kind === "category" ? this.wordOf(name, text, table) : text;
  }

  // --- The panel

  panelOptions() {
    const { words, store } = this;
    return {
      store,
      words,
      labelOf: (column) => this.labelOf(column),
      wordOf: (name, value) => this.wordOf(name, value),
      nameOf: (i) => this.nameOf(i),
      undrawn: (i) => (this.page.rich ? this.records[i].undrawn : Number.isNaN(this.table.lat[i]) && words.table.notOnMap) || "",
      link: this.address.isShared ? () => this.address.link() : null,
      notes: this.notes(),
      onSelect: (i) => this.choose(i),
      onChange: () => this.address?.changed(),
      grid: this.gridOptions(),
    };
  }

  // What a reader should know of how the rows came onto the map; the list itself names those that did not.
  notes() {
    const { words, data } = this;
    const counts = jsonOf(data.get("notes"));
    const said = Object.entries(words.rows.notes).filter(([what]) => counts[what] > 0);
    return said.map(([what, say]) => say(words.number(counts[what], 9), counts[what] === 1));
  }

  gridOptions() {
    const { words, table } = this;
    if (this.page.rich) {
      const columns = depositColumns({ records: this.records, words, fillOf: (i) => this.looks.fill(i) });
      const sort = { column: `${this.figure}_kt`, descending: true };
      return { columns, caption: words.table.caption, idOf: (i) => this.records[i].id, sort };
    }
    const columns = tableColumns(table, {
      name: table.meta.search[0],
      shown: table.meta.listed,
      words,
      labelOf: (column) => this.labelOf(column),
      wordOf: (name, value) => this.wordOf(name, value),
    });
    return { columns, caption: this.title, idOf: (i) => String(i), sort: null };
  }

  begin() {
    this.address = new Address({ current: () => this.state(), apply: (state) => this.apply(state) });
    this.panel = new Panel(document.getElementById("list"), this.panelOptions());
    this.map.on("moveend", () => this.look());
    document.getElementById("subtitle").textContent = this.subtitle();
    addTiles(this);
    this.basemap?.redraw();
    this.draw();
    fitAll(this);
    this.apply({ ...this.address.read(), ...(this.page.selected && !window.location.hash && { selected: this.page.selected }) });
    this.cloud?.begin();
    this.quietCloud?.begin();
    listen(this);
  }

  look() {
    const bounds = this.map.getBounds();
    this.panel.seen({ south: bounds.getSouth(), west: bounds.getWest(), north: bounds.getNorth(), east: bounds.getEast() });
    this.address.changed();
  }

  state() {
    const { lat, lng: lon } = this.map.getCenter();
    return {
      view: { lat, lon, zoom: this.map.getZoom() },
      selected: selectionOf(this),
      figure: this.figure,
      arcs: this.arcs?.isOn,
      lang: this.lang === this.page.lang ? null : this.lang,
      ...this.panel.state(),
    };
  }

  apply(state) {
    const lang = PAGE_LANGUAGES.includes(state.lang) ? state.lang : this.page.lang;
    if (lang !== this.lang) this.relabel(lang);
    if (this.page.rich && (state.figure ?? WHICH[0]) !== this.figure) this.show(state.figure ?? WHICH[0]);
    if (state.view) this.map.setView([state.view.lat, state.view.lon], state.view.zoom, { animate: false });
    this.isFitted ||= Boolean(state.view);
    this.panel.restore({ sort: this.gridOptions().sort ?? undefined, ...state });
    if (this.arcs && Boolean(state.arcs) !== this.arcs.isOn) this.showArcs(Boolean(state.arcs));
    if (!this.reselect(state.selected ?? "", !state.view) && !document.getElementById("detail").hidden) this.close({ moveFocus: false });
  }

  // Chooses what an address names, and says whether the page has it.
  reselect(named, isShown) {
    const { table, row } = rowNamed(this, named);
    if (this.rowOf?.has(named)) this.select(named, { moveFocus: false });
    else if (row >= 0) this.selectRow(row, table, { moveFocus: false, isShown });
    else return false;
    return true;
  }

  // --- Drawing

  chosen(deposit, which = this.figure) {
    return deposit.estimates?.[deposit[which]] ?? null;
  }

  // What a symbol needs of the figure that is shown: an amount and a level, or null.
  sized(deposit, which = this.figure) {
    return this.looks.figure(this.rowOf.get(deposit.id), this.chosen(deposit, which));
  }

  get scale() {
    const amounts = this.records.flatMap((each) => (each.undrawn ? [] : WHICH.map((which) => this.sized(each, which)?.kt ?? 0)));
    return new Scale(Math.max(0, ...amounts), this.map.getSize().x, this.looks.least);
  }

  get items() {
    const seen = this.records.filter((deposit, i) => !deposit.undrawn && this.store.mask[i] === 1);
    return seen.map((deposit) => ({ deposit, figure: this.sized(deposit), fill: this.looks.fill(this.rowOf.get(deposit.id)) }));
  }

  legendOptions() {
    const drawn = this.records.filter((deposit) => !deposit.undrawn);
    return {
      scale: this.scale,
      words: this.words,
      groups: this.groups,
      deposits: drawn,
      figures: drawn.map((deposit) => this.sized(deposit)),
      ...this.looks.legend(this, drawn.map(({ id }) => this.rowOf.get(id))),
      partners: this.arcs?.isOn ?? false,
      quiet: this.quiet && true,
    };
  }

  draw() {
    this.chart?.draw(this.records.map((deposit) => ({ deposit, claim: this.chosen(deposit) })));
    this.drawSymbols();
  }

  // All that depends on the size of the map and on what is filtered.
  drawSymbols() {
    this.points?.draw(this.items, this.scale);
    this.drawLegend();
  }

  drawLegend() {
    if (this.page.rich) drawLegend(document.getElementById("legend"), this.legendOptions());
    else drawCloudLegend(this);
  }

  filter() {
    if (this.cloud) return this.cloud.show(this.store.isFiltered ? this.store.mask : null);
    const ids = this.store.isFiltered ? new Set(this.items.map(({ deposit }) => deposit.id)) : null;
    this.points.draw(this.items, this.scale);
    this.chart.filter(ids);
    this.arcs.filter(ids);
  }

  show(figure) {
    this.figure = figure;
    document.documentElement.dataset.figure = figure;
    document.querySelector(`#figure-switch [value="${figure}"]`).checked = true;
    this.panel.grid.sort({ column: `${figure}_kt`, descending: true });
    this.draw();
    this.address.changed();
  }

  // --- Choosing

  choose(i) {
    if (this.page.rich) this.select(this.records[i].id);
    else this.selectRow(i);
  }

  select(id, { moveFocus = true } = {}) {
    const row = this.rowOf.get(id);
    drawDetail(document.getElementById("detail"), this.records[row], {
      words: this.words,
      sources: this.sources,
      levels: this.levels,
      rules: this.rules,
      edition: this.page.edition,
      title: this.page.title,
      onClose: () => this.close(),
    });
    this.selected = id;
    this.quietRow = -1;
    this.quietCloud?.select(-1);
    this.points.select(id);
    this.points.show(id);
    this.mark(row, moveFocus);
  }

  // A row of a table without claims: of the one that the page is about, or of the quiet one below.
  selectRow(i, table = this.table, { moveFocus = true, isShown = true } = {}) {
    drawRow(document.getElementById("detail"), table, i, {
      words: this.words,
      name: (row) => this.nameOf(row, table),
      labelOf: (column) => this.labelOf(column, table),
      valueOf: (row, name) => this.valueOf(row, name, table),
      onClose: () => this.close(),
    });
    Object.assign(this, { selected: null, quietRow: i, rowTable: table });
    this.points?.select(null);
    (table === this.quiet ? this.quietCloud : this.cloud).select(i);
    if (isShown) showPlace(this.map, table, i);
    this.mark(table === this.table ? i : -1, moveFocus);
  }

  mark(row, moveFocus) {
    this.chart?.select(this.selected);
    this.arcs?.select(this.selected);
    this.panel.grid.select(row);
    this.turn("detail");
    this.address.changed();
    document.getElementById("panel").scrollTop = 0;
    if (!moveFocus) return;
    document.getElementById("detail-name").focus({ preventScroll: true });
    if (isStacked()) document.getElementById("panel").scrollIntoView();
  }

  close({ moveFocus = true } = {}) {
    const row = this.page.rich ? this.rowOf.get(this.selected) : this.quietRow;
    Object.assign(this, { selected: null, quietRow: -1 });
    this.turn("list");
    this.points?.select(null);
    this.cloud?.select(-1);
    this.quietCloud?.select(-1);
    this.chart?.select(null);
    this.arcs?.select(null);
    this.address.changed();
    if (!moveFocus) return;
    if (row === undefined || row < 0) this.panel.input.focus();
    else this.panel.grid.focus(row);
  }

  // To the table itself, or to what the panel shows instead.
  skip() {
    const panel = document.getElementById("panel");
    panel.focus({ preventScroll: true });
    if (!document.getElementById("list").hidden) this.panel.grid.focus(-1);
    if (isStacked()) panel.scrollIntoView();
  }

  // Show the list or the detail in the panel.
  turn(part) {
    document.getElementById("list").hidden = part !== "list";
    document.getElementById("chart").hidden = part !== "list" || !this.page.rich;
    document.getElementById("detail").hidden = part !== "detail";
  }

  // --- The map

  showArcs(isWanted) {
    if (isWanted) this.arcs.layer.addTo(this.map);
    else this.arcs.layer.remove();
    document.getElementById("arcs").checked = isWanted;
    this.drawSymbols();
    this.address.changed();
  }
}
