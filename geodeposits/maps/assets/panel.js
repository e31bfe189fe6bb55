// Search, filters with live counts, chips, count, downloads, and the table of what matches.
import { el, replaceChildren } from "./dom.js";
import { copyText, csvOf, geojsonOf, saveText } from "./downloads.js";
import { FacetFilter, RangeFilter, rangeText, setText } from "./facets.js";
import { Grid } from "./grid.js";
import { isListed, isNumeric } from "./filters.js";

const NARROW = "(max-width: 860px)"; // as in page.css
const MOST_FACET_VALUES = 400; // a column of more values than this is no facet by itself
const OPEN_FACETS = 2;
const MOST_UNDRAWN_OPEN = 3; // more would push the table out of sight
const MOST_UNDRAWN = 100;

// options: { store, words, facets, ranges, labelOf(column), wordOf(name, value), nameOf(i), undrawn(i),
// fileName, link() or null where there is none, notes (texts), onSelect(i), onChange(), grid: { columns, caption, idOf(i), sort } }; words are
// those of the page.
export class Panel {
  constructor(element, options) {
    const { columns } = options.store.table;
    const { meta } = options.store.table;
    const offered = columns.filter(({ name }) => !(meta?.facets?.length > 0) || meta.facets.includes(name));
    const facets = offered.filter((column) => isListed(column) && isFacet(options.store, column.name));
    Object.assign(this, { element, bounds: null, inView: false, isOpen: false, media: window.matchMedia(NARROW) });
    this.options = {
      facets: facets.map(({ name }) => name),
      ranges: offered.filter(isNumeric).map(({ name }) => name),
      wordOf: (_, value) => value,
      labelOf: ({ label }) => label,
      nameOf: (i) => options.grid.columns[0].name(i),
      undrawn: () => "",
      fileName: "deposits",
      link: () => window.location.href,
      notes: [],
      onChange: () => {},
      ...options,
    };
    this.opened = new Set(this.options.facets.slice(0, OPEN_FACETS));
    this.build();
    this.media.addEventListener("change", () => this.placeFilters());
    window.addEventListener("beforeprint", () => this.grid.print(true));
    window.addEventListener("afterprint", () => this.grid.print(false));
    this.store.subscribe(() => {
      this.update();
      this.options.onChange();
    });
  }

  get store() {
    return this.options.store;
  }

  get words() {
    return this.options.words.panel;
  }

  // Makes ready for a search while there is time.
  prepare() {
    whenIdle(() => this.warm());
  }

  // A column at a time, so that no frame waits for all.
  warm() {
    if (this.store.warm()) whenIdle(() => this.warm());
  }

  // A count, whole.
  whole(count) {
    return this.options.words.number(count, 15);
  }

  // Other words, columns or callbacks; all that is chosen stays.
  relabel(options) {
    Object.assign(this.options, options);
    const { sorting, selected } = this.grid;
    this.build();
    this.grid.sort(sorting);
    this.grid.select(selected);
  }

  build() {
    const { store, words } = this;
    const { grid, onSelect } = this.options;
    this.sheet?.close();
    this.sections = [];
    this.chips = el("ul", { class: "chips", "aria-label": words.active });
    this.count = el("p", { class: "count", role: "status" });
    this.note = el("div", { class: "undrawn-note" });
    this.body = el("div", { class: "grid-place" });
    this.empty = this.buildEmpty();
    replaceChildren(this.element, this.buildFinder(), this.chips, this.buildFilters(), this.buildBar(), this.buildNotes(), this.note, this.body, this.empty);
    this.element.classList.add("explore");
    this.grid = new Grid(this.body, { ...grid, store, words: this.options.words, onSelect, onSort: () => this.options.onChange() });
    this.chips.addEventListener("keydown", (event) => this.pressChip(event));
    this.placeFilters();
    this.update();
  }

  buildFinder() {
    const { words, store } = this;
    this.input = el("input", { type: "search", id: "search", name: "q", autocomplete: "off", spellcheck: "false", placeholder: words.searchHint, value: store.query });
    this.input.addEventListener("focus", () => this.warm(), { once: true });
    this.input.addEventListener("input", () => store.search(this.input.value));
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.input.value === "") return;
      event.preventDefault();
      event.stopPropagation();
      this.input.value = "";
      store.search("");
    });
    this.toggle = el("button", { type: "button", class: "filters-toggle", "aria-expanded": "false", "aria-controls": "filters" });
    this.toggle.addEventListener("click", () => this.show(!this.isOpen));
    const form = el("form", { class: "finder", role: "search" }, el("label", { class: "spoken", for: "search" }, words.search), this.input, this.options.facets.length + this.options.ranges.length > 0 && this.toggle);
    form.addEventListener("submit", (event) => event.preventDefault());
    return form;
  }

  // Beside the table where there is room for both, a sheet above all else where not.
  buildFilters() {
    const { words } = this;
    this.done = el("button", { type: "button", class: "done" });
    this.done.addEventListener("click", () => this.show(false));
    this.filters = el("div", { class: "filters", id: "filters", role: "group", "aria-label": words.filters });
    this.inline = el("div", { class: "filters-inline" });
    this.sheet = el("dialog", { class: "sheet", "aria-label": words.filters }, el("div", { class: "sheet-foot" }, this.done));
    this.sheet.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.show(false);
    });
    this.sheet.addEventListener("click", (event) => {
      if (event.target === this.sheet) this.show(false);
    });
    const place = el("div", { class: "filters-place" }, this.inline, this.sheet);
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.show(false);
    });
    return place;
  }

  // Nothing is counted before somebody wants to filter.
  buildSections() {
    const { store } = this;
    const { facets, ranges } = this.options;
    const counted = ranges.filter((name) => store.hasNumbers(name));
    this.sections = [
      ...facets.map((name) => new FacetFilter(this, store.columns.get(name))),
      ...counted.map((name) => new RangeFilter(this, store.columns.get(name))),
    ];
    replaceChildren(this.filters, this.sections.map(({ element }) => element));
  }

  buildBar() {
    const { words } = this;
    this.viewBox = el("input", { type: "checkbox", name: "in-view", checked: this.inView });
    this.viewBox.addEventListener("change", () => this.onlyInView(this.viewBox.checked));
    this.said = el("p", { class: "said", role: "status" });
    const tools = el("div", { class: "tools", role: "group", "aria-label": words.take }, this.buildTools());
    return el("div", { class: "bar" }, this.count, el("label", { class: "in-view" }, this.viewBox, words.inView), tools, this.said);
  }

  buildTools() {
    const { words, store } = this;
    const button = (label, act) => {
      const made = el("button", { type: "button", class: "tool" }, label);
      made.addEventListener("click", act);
      return made;
    };
    const save = (end, type, textOf) => () => saveText(`${this.options.fileName}.${end}`, textOf(store.table, this.grid.order), type);
    return [
      button(words.csv, save("csv", "text/csv;charset=utf-8", csvOf)),
      button(words.geojson, save("geojson", "application/geo+json", geojsonOf)),
      this.options.link && button(words.share, () => this.share()),
    ];
  }

  buildNotes() {
    const { notes } = this.options;
    return notes.length > 0 && el("ul", { class: "notes" }, notes.map((text) => el("li", {}, text)));
  }

  buildEmpty() {
    const { words, store } = this;
    const reset = el("button", { type: "button", class: "tool" }, words.reset);
    reset.addEventListener("click", () => this.reset());
    return el("div", { class: "empty pad", hidden: true }, el("p", {}, store.table.rows > 0 ? words.none : this.options.words.table.empty), store.table.rows > 0 && reset);
  }

  // --- What changes

  update() {
    const { store, words } = this;
    const { count, table } = store;
    if (this.bounds !== null && store.bounds === null) this.inView = false;
    this.viewBox.checked = this.inView;
    if (store.query !== this.input.value.trim()) this.input.value = store.query;
    setText(this.count, words.count(this.whole(count), this.whole(table.rows)));
    setText(this.done, words.done(this.whole(count)));
    this.drawChips();
    if (this.isOpen) for (const section of this.sections) section.update();
    this.drawNote();
    this.body.hidden = count === 0;
    this.empty.hidden = count > 0;
    this.grid.draw();
  }

  reset() {
    this.store.reset();
    this.input.focus();
  }

  async share() {
    const link = this.options.link();
    if (await copyText(link)) {
      this.said.textContent = this.words.shared;
      return;
    }
    const field = el("input", { type: "text", readonly: true, value: link, "aria-label": this.words.shareByHand });
    replaceChildren(this.said, `${this.words.shareByHand} `, field);
    field.select();
  }

  // --- Only in view

  // The map shows these bounds now: { south, west, north, east }.
  seen(bounds) {
    this.bounds = bounds;
    if (this.inView) this.store.view(bounds);
  }

  onlyInView(isWanted) {
    this.inView = isWanted;
    this.store.view(isWanted ? this.bounds : null);
  }

  // --- Filters shown and hidden

  show(isOpen) {
    const wasOpen = this.isOpen;
    this.isOpen = isOpen;
    this.placeFilters();
    if (wasOpen && !isOpen) this.toggle.focus();
  }

  placeFilters() {
    if (this.isOpen && this.sections.length === 0) this.buildSections();
    if (this.isOpen) for (const section of this.sections) section.update();
    const isSheet = this.media.matches;
    if (isSheet) this.sheet.prepend(this.filters);
    else this.inline.append(this.filters);
    this.inline.hidden = isSheet || !this.isOpen;
    if (isSheet && this.isOpen && !this.sheet.open) this.sheet.showModal();
    if ((!isSheet || !this.isOpen) && this.sheet.open) this.sheet.close();
    this.toggle.setAttribute("aria-expanded", String(this.isOpen));
  }

  // --- Chips

  drawChips() {
    const chips = this.store.chips();
    const focused = [...this.chips.querySelectorAll("button")].indexOf(document.activeElement);
    const items = chips.map((chip) => el("li", {}, this.chip(chip)));
    if (chips.length > 0) items.push(el("li", {}, this.resetChip()));
    replaceChildren(this.chips, items);
    this.chips.hidden = chips.length === 0;
    const narrowing = chips.filter(({ kind }) => kind === "value" || kind === "range").length;
    replaceChildren(this.toggle, this.words.filters, narrowing > 0 && el("span", { class: "badge" }, this.whole(narrowing)));
    if (focused < 0) return;
    const left = this.chips.querySelectorAll("button");
    (left[Math.min(focused, left.length - 1)] ?? this.input).focus();
  }

  chip({ kind, name, text, range, clear }) {
    const { words } = this;
    const column = this.store.columns.get(name);
    const label = column && this.options.labelOf(column);
    const said = {
      search: () => words.chipSearch(text),
      view: () => words.inView,
      range: () => `${label}: ${rangeText(range, column, this.options.words)}`,
      value: () => `${label}: ${this.valueText(name, text)}`,
    }[kind]();
    const button = el("button", { type: "button", class: "chip", "aria-label": words.remove(said) }, el("span", {}, said), el("span", { class: "cross", "aria-hidden": "true" }, "×"));
    button.addEventListener("click", () => clear());
    return button;
  }

  resetChip() {
    const button = el("button", { type: "button", class: "chip-reset" }, this.words.reset);
    button.addEventListener("click", () => this.reset());
    return button;
  }

  pressChip(event) {
    if ((event.key === "Delete" || event.key === "Backspace") && event.target.matches(".chip")) {
      event.preventDefault();
      event.target.click();
    }
  }

  valueText(name, value) {
    return value === "" ? this.words.missing : this.options.wordOf(name, value);
  }

  // --- What has no place on the map

  drawNote() {
    const { store, words } = this;
    const { rows, placed } = store.table;
    const undrawn = [];
    let count = 0;
    for (let i = placed; i < rows; i += 1) {
      if (store.mask[i] === 0) continue;
      count += 1;
      if (count <= MOST_UNDRAWN) undrawn.push(i);
    }
    const key = `${count}:${undrawn.join()}`;
    if (key === this.noted && this.note.firstChild) return;
    const isOpen = this.note.querySelector("details")?.open ?? count <= MOST_UNDRAWN_OPEN;
    this.noted = key;
    const listed = undrawn.map((i) => el("li", {}, this.opener(i), this.options.undrawn(i) && ` (${this.options.undrawn(i)})`));
    if (count > MOST_UNDRAWN) listed.push(el("li", {}, words.andMore(this.whole(count - MOST_UNDRAWN))));
    const summary = el("summary", {}, this.options.words.table.undrawn(count));
    replaceChildren(this.note, count > 0 && el("details", { class: "undrawn", open: isOpen }, summary, el("ul", {}, listed)));
  }

  opener(i) {
    const button = el("button", { type: "button", class: "name" }, this.options.nameOf(i) || this.words.unnamed);
    button.addEventListener("click", () => this.options.onSelect(i));
    return button;
  }

  // --- State

  // What Address writes of the panel: { search, facets, ranges, inView, sort }.
  state() {
    return { ...this.store.state(), inView: this.inView, sort: this.grid.sorting ?? undefined };
  }

  // The opposite of state(); what this table lacks is passed over.
  restore(state) {
    const { sort = this.options.grid.sort ?? null } = state;
    this.store.together(() => {
      this.store.restore(state);
      this.onlyInView(state.inView === true);
    });
    if (sort === null || this.store.canSort(sort.column)) this.grid.sort(sort);
  }
}

function isFacet(store, name) {
  const { length } = store.values(name);
  return length > 1 && length <= MOST_FACET_VALUES;
}

function whenIdle(act) {
  if (window.requestIdleCallback) window.requestIdleCallback(act, { timeout: 3000 });
  else window.setTimeout(act, 500);
}
