// The table of the rows that match: sortable, of any length, the map's equal for the keyboard and
// for a screen reader. Only the rows in sight are elements.
import { el, replaceChildren, unbroken } from "./dom.js";
import { levelSwatch, symbol } from "./symbols.js";

const SPARE_ROWS = 6; // above and below what is in sight
const MOST_PX = 12_000_000; // browsers cut what is much higher
const MOST_PRINTED = 1000;
const GUESSED_ROW_PX = 58;
const GUESSED_VIEW_PX = 600; // where nothing is laid out yet
const ARIA_ORDER = { true: "descending", false: "ascending" };

// columns: the first names the row: { key, label, sort, descending, name(i), mark(i), about(i) };
// the others { key, label, sort, descending, cell(i) }: sort is the store's column, descending
// whether it begins with the largest, cell gives text, elements or a list of them.
export class Grid {
  constructor(element, { store, columns, words, caption, idOf, onSelect, onSort = () => {}, sort = null }) {
    Object.assign(this, { element, store, columns, words, idOf, onSelect, onSort, sorting: sort });
    Object.assign(this, { order: new Uint32Array(0), shown: new Map(), active: 0, selected: -1, rowPx: GUESSED_ROW_PX });
    this.build(caption);
    this.draw();
  }

  build(caption) {
    const name = el("p", { class: "grid-caption", id: "grid-caption" }, caption);
    this.head = el("thead");
    this.body = el("tbody");
    [this.above, this.below] = [spacer(), spacer()];
    this.table = el("table", { class: "deposits", role: "grid", "aria-labelledby": "grid-caption" }, this.head, this.above, this.body, this.below);
    this.scroller = el("div", { class: "grid-scroller" }, this.table);
    this.paper = el("p", { class: "grid-paper quiet" });
    this.frame = el("div", { class: "grid-frame" }, name, this.scroller, this.paper);
    this.drawHead();
    replaceChildren(this.element, this.frame);
    this.scroller.addEventListener("scroll", () => this.later(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.press(event));
    new ResizeObserver(() => this.resized()).observe(this.scroller);
  }

  drawHead() {
    const cells = this.columns.map((column) => {
      const button = el("button", { type: "button", class: "sort" }, column.label, el("span", { class: "arrow", "aria-hidden": "true" }));
      button.addEventListener("click", () => this.sortBy(column));
      return el("th", { scope: "col", "data-column": column.key }, this.store.canSort(column.sort) ? button : column.label);
    });
    replaceChildren(this.head, el("tr", { "aria-rowindex": 1 }, cells));
    this.table.classList.toggle("compact", !this.columns[0].about);
    this.markSort();
  }

  markSort() {
    this.columns.forEach((column, k) => {
      const cell = this.head.rows[0].cells[k];
      if (this.sorting && column.sort === this.sorting.column) cell.setAttribute("aria-sort", ARIA_ORDER[this.sorting.descending]);
      else cell.removeAttribute("aria-sort");
    });
  }

  sortBy({ sort, descending = false }) {
    const isSame = this.sorting?.column === sort;
    this.sort({ column: sort, descending: isSame ? !this.sorting.descending : descending });
    this.onSort(this.sorting);
  }

  // sorting: { column, descending }, or null for the table's own order.
  sort(sorting) {
    this.sorting = sorting;
    this.markSort();
    this.draw();
  }

  // The rows that match may be others now.
  draw() {
    const { column = null, descending = false } = this.sorting ?? {};
    const drawn = `${this.store.version} ${descending} ${column}`;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const current = this.order[this.active];
    this.order = this.store.order(column, descending);
    this.active = Math.max(0, current === undefined ? 0 : this.order.indexOf(current));
    this.table.setAttribute("aria-rowcount", this.order.length + 1);
    this.scroller.scrollTop = 0;
    this.forget();
    this.layOut();
  }

  forget() {
    this.shown.clear();
    this.body.replaceChildren();
  }

  later() {
    this.frameId ??= requestAnimationFrame(() => {
      this.frameId = null;
      this.layOut();
    });
  }

  resized() {
    if (!this.isLaidOut) return;
    this.measure();
    this.layOut();
    if (this.isWaiting) this.select(this.selected);
  }

  get isLaidOut() {
    return this.scroller.clientHeight > 0;
  }

  // Text may be set larger by the reader, and a phone's rows are lower.
  measure() {
    const height = this.body.rows[0]?.getBoundingClientRect().height;
    if (height && Math.abs(height - this.rowPx) > 0.5) this.rowPx = height;
  }

  // What is in sight, in px of all rows at their full height.
  get sight() {
    const height = Math.max(this.rowPx, (this.scroller.clientHeight || GUESSED_VIEW_PX) - this.head.offsetHeight);
    const whole = this.order.length * this.rowPx;
    const scrolled = Math.min(whole, MOST_PX);
    const ratio = whole > scrolled ? (whole - height) / (scrolled - height) : 1;
    return { height, scrolled, ratio, top: Math.min(this.scroller.scrollTop * ratio, Math.max(0, whole - height)) };
  }

  layOut() {
    if (this.isPrinting) return;
    const { height, scrolled, ratio, top } = this.sight;
    const spare = ratio === 1 ? SPARE_ROWS : 0;
    const first = Math.max(0, Math.min(Math.floor(top / this.rowPx) - spare, this.order.length - 1));
    const last = Math.min(this.order.length, Math.ceil((top + height) / this.rowPx) + SPARE_ROWS);
    const hadFocus = this.body.contains(document.activeElement);
    this.fill(first, last);
    const above = Math.max(0, Math.min(top / ratio - (top - first * this.rowPx), scrolled - (last - first) * this.rowPx));
    setHeight(this.above, above);
    setHeight(this.below, scrolled - above - (last - first) * this.rowPx);
    this.keepTabStop(Math.min(Math.ceil(top / this.rowPx), last - 1));
    if (hadFocus && !this.body.contains(document.activeElement)) this.takeFocus();
  }

  // On paper there is no scrolling: all rows, as far as paper goes.
  print(isPrinting) {
    this.isPrinting = isPrinting;
    if (!isPrinting) {
      this.layOut();
      return;
    }
    const printed = Math.min(this.order.length, MOST_PRINTED);
    const { number, panel } = this.words;
    this.paper.textContent = printed < this.order.length ? panel.printed(number(printed, 15), number(this.order.length, 15)) : "";
    this.fill(0, printed);
  }

  fill(first, last) {
    for (const [place, row] of this.shown) {
      if (place >= first && place < last) continue;
      row.remove();
      this.shown.delete(place);
    }
    let next = this.body.firstChild;
    for (let place = first; place < last; place += 1) {
      const known = this.shown.get(place);
      if (known) {
        next = known.nextSibling;
        continue;
      }
      const row = this.row(place);
      this.shown.set(place, row);
      this.body.insertBefore(row, next);
    }
  }

  // The row with the focus is out of sight; its keys still work.
  takeFocus() {
    this.scroller.tabIndex = -1;
    this.scroller.focus({ preventScroll: true });
  }

  row(place) {
    const i = this.order[place];
    const [first, ...others] = this.columns;
    const isSelected = i === this.selected;
    const attributes = { "data-row": this.idOf(i), "aria-rowindex": place + 2, "aria-selected": String(isSelected), class: isSelected ? "selected" : null };
    const row = el("tr", attributes, this.nameCell(first, i), others.map((column) => dataCell(column, i)));
    row.addEventListener("click", () => this.choose(place));
    return row;
  }

  nameCell({ name, mark, about }, i) {
    const button = el("button", { type: "button", class: "name", tabindex: "-1", title: name(i) }, name(i) || this.words.panel.unnamed);
    const quiet = about?.(i);
    const text = el("div", { class: "who-text" }, button, quiet && el("div", { class: "quiet", title: quiet }, quiet));
    return el("th", { scope: "row" }, el("div", { class: "who" }, mark?.(i), text));
  }

  choose(place) {
    this.active = place;
    this.onSelect(this.order[place]);
  }

  keepTabStop(firstInSight) {
    const stop = this.shown.has(this.active) ? this.active : firstInSight;
    for (const [place, row] of this.shown) row.querySelector("button.name").tabIndex = place === stop ? 0 : -1;
  }

  // --- Keys

  press(event) {
    const isHead = this.head.contains(event.target);
    if (event.ctrlKey || event.altKey || event.metaKey || isHead) return;
    const page = Math.max(1, Math.floor(this.sight.height / this.rowPx) - 1);
    const from = this.placeOf(event.target) ?? this.active;
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + page, PageUp: from - page, Home: 0, End: Infinity }[event.key];
    if (event.key === "Enter" && event.target === this.scroller) this.choose(from);
    if (to === undefined) return;
    event.preventDefault();
    this.activate(to);
  }

  placeOf(element) {
    const index = element.closest("[aria-rowindex]")?.getAttribute("aria-rowindex");
    return index ? Number(index) - 2 : null;
  }

  // Move to a place in the order and set the focus there.
  activate(place) {
    if (this.order.length === 0) return;
    this.active = Math.max(0, Math.min(place, this.order.length - 1));
    this.bringIntoSight(this.active);
    this.shown.get(this.active)?.querySelector("button.name").focus({ preventScroll: true });
  }

  bringIntoSight(place) {
    this.measure();
    const { height, ratio, top } = this.sight;
    const [from, to] = [place * this.rowPx, (place + 1) * this.rowPx];
    if (from < top) this.scroller.scrollTop = from / ratio;
    else if (to > top + height) this.scroller.scrollTop = Math.ceil((to - height) / ratio);
    this.layOut();
  }

  // --- Selection

  // Mark a row and bring it into sight, if it matches; -1 for none.
  select(i) {
    this.selected = i;
    const place = i < 0 ? -1 : this.order.indexOf(i);
    for (const [each, row] of this.shown) {
      row.classList.toggle("selected", each === place);
      row.setAttribute("aria-selected", String(each === place));
    }
    if (place < 0) return;
    this.active = place;
    this.isWaiting = !this.isLaidOut;
    if (!this.isWaiting) this.bringIntoSight(place);
  }

  // Set the focus on a row, or on the first in sight where it does not match.
  focus(i) {
    const place = this.order.indexOf(i);
    this.activate(place < 0 ? Math.ceil(this.sight.top / this.rowPx) : place);
  }
}

function spacer() {
  return el("tbody", { class: "spacer", "aria-hidden": "true", hidden: true }, el("tr", {}, el("td")));
}

function setHeight(space, px) {
  space.hidden = px < 0.5;
  space.rows[0].cells[0].style.height = `${px}px`;
}

function dataCell({ key, cell }, i) {
  return el("td", { "data-column": key }, cell(i));
}

// --- The columns of deposits with their claims, and of any other table

// records[i] is the deposit of row i, words are the page's; sortBy names the store's columns to sort
// by, null for a column that is not sorted.
// fillOf(i): the custom property that fills the sign of a row, or null where its type does.
export function depositColumns({ records, words, sortBy = {}, fillOf = () => null }) {
  const names = { name: "name", headline: "headline_kt", documented: "documented_kt", ...sortBy };
  const about = ({ country, type, undrawn }) => [country, type, undrawn && words.table.notOnMap].filter(Boolean).join(" · ");
  const figure = (which) => ({
    key: which,
    label: words.figures[which],
    sort: names[which],
    descending: true,
    cell: (i) => figureCells(records[i].estimates?.[records[i][which]], words),
  });
  const name = {
    key: "name",
    label: words.table.name,
    sort: names.name,
    name: (i) => records[i].name,
    mark: (i) => symbol({ figure: { level: "B" }, group: records[i].group, fill: fillOf(i) }, 4.5),
    about: (i) => about(records[i]),
  };
  return [name, figure("headline"), figure("documented")];
}

// What the two columns of figures are sorted by, for Store.addKeys.
export function figureKeys(records, which) {
  return Float64Array.from(records, (record) => record.estimates?.[record[which]]?.reo_kt ?? NaN);
}

function figureCells(estimate, words) {
  const known = estimate?.amount ? unbroken(estimate.amount) : el("span", { class: "quiet" }, words.table.missing);
  return [el("div", { class: "amount" }, known), estimate?.level && levelMark(estimate.level, words)];
}

export function levelMark(level, words) {
  const letter = el("span", { "aria-hidden": "true" }, level);
  const spoken = el("span", { class: "spoken" }, words.levelName(level));
  return el("span", { class: "level", title: words.levels[level] }, levelSwatch(level), letter, spoken);
}

// name: the column that names a row; shown: the names of those beside it; about: of those below
// the name; mark(i): the sign before it; labelOf and wordOf as the panel's.
export function tableColumns(table, { name, shown = [], about = [], words, mark, labelOf = ({ label }) => label, wordOf = (_, value) => value }) {
  const metas = new Map(table.columns.map((column) => [column.name, column]));
  const text = (i, column) => {
    const value = table.value(i, column, words.locale);
    return value && metas.get(column).kind === "category" ? wordOf(column, value) : value;
  };
  const first = {
    key: name,
    label: metas.has(name) ? labelOf(metas.get(name)) : words.table.name,
    sort: metas.has(name) ? name : null,
    name: (i) => (metas.has(name) ? text(i, name) : words.panel.row(i + 1)),
    mark,
    about: about.length > 0 ? (i) => about.map((column) => text(i, column)).filter(Boolean).join(" · ") : null,
  };
  const others = shown.map((column) => {
    const { kind } = metas.get(column);
    const isNumber = kind === "number" || kind === "integer";
    return {
      key: column,
      label: labelOf(metas.get(column)),
      sort: column,
      descending: isNumber,
      cell: (i) => el("div", { class: isNumber ? "amount" : "clamped", title: text(i, column) }, text(i, column) || el("span", { class: "quiet" }, "–")),
    };
  });
  return [first, ...others];
}
