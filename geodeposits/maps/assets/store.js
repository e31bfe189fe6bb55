// Filters over one table: which rows match, how many would match each choice, in which order.
import { chosenRange, chosenValues, foldedWords, isFirst, isListed, isNumeric } from "./filters.js";
import { BINS, binned, findInLines, foldedLines, NO_BIN, orderOfLines, orderOfNumbers, ranksOf } from "./order.js";

const MOST_COLLATED = 3000;
const SEARCH = Symbol("search");
const VIEW = Symbol("view");

export class Store {
  constructor(table, { search } = {}) {
    const searched = [search, table.meta?.search].find((names) => names?.length > 0);
    Object.assign(this, { table, count: table.rows, query: "", bounds: null });
    this.columns = new Map(table.columns.map((column) => [column.name, column]));
    this.searched = [...this.columns.values()].filter(({ name, kind }) => searched?.includes(name) ?? kind === "text");
    this.mask = new Uint8Array(table.rows).fill(1); // changed in place: 1 where a row matches
    this.failures = new Uint8Array(table.rows); // how many filters a row fails
    this.nothing = new Uint8Array(table.rows); // what no filter refuses
    this.filters = new Map(); // name -> { choice, failed: Uint8Array }
    this.keys = new Map(); // numbers to sort by that are no column of the table
    this.listeners = new Set();
    this.cache = { folded: new Map(), orders: new Map(), bins: new Map(), values: new Map() };
    this.isPaused = false;
    this.version = 0; // another one where other rows match, or in another order
  }

  // choice: a Set of values, [smallest, largest] with null for an open end, or null for no filter.
  set(name, choice) {
    const column = this.columns.get(name);
    const wanted = isListed(column) ? chosenValues(choice) : chosenRange(choice);
    if (wanted === null && !this.filters.has(name)) return;
    const failed = wanted && (isListed(column) ? this.failedValues(column, wanted) : this.failedRange(column, wanted));
    this.replace(name, wanted && { choice: wanted, failed });
  }

  // The filter that is set: a Set, [smallest, largest], or null.
  choice(name) {
    return this.filters.get(name)?.choice ?? null;
  }

  // Rows that hold every word, each in any of the searched columns.
  search(text) {
    const before = foldedWords(this.query).join(" ");
    this.query = text.trim();
    const words = foldedWords(text);
    if (words.join(" ") === before) return;
    this.replace(SEARCH, words.length > 0 ? { choice: words, failed: this.failedWords(words) } : null);
  }

  // bounds: { south, west, north, east } in degrees, west and east of any world copy; null for all.
  view(bounds) {
    if (bounds === null && this.bounds === null) return;
    this.bounds = bounds;
    this.replace(VIEW, bounds && { choice: bounds, failed: this.failedView(bounds) });
  }

  reset() {
    this.together(() => {
      for (const name of [...this.filters.keys()]) {
        if (typeof name === "string") this.set(name, null);
      }
      this.search("");
      this.view(null);
    });
  }

  get isFiltered() {
    return this.filters.size > 0;
  }

  replace(key, filter) {
    const { failures, mask } = this;
    const before = this.filters.get(key)?.failed;
    const after = filter?.failed;
    if (before) for (let i = 0; i < failures.length; i += 1) failures[i] -= before[i];
    if (after) for (let i = 0; i < failures.length; i += 1) failures[i] += after[i];
    if (filter) this.filters.set(key, filter);
    else this.filters.delete(key);
    let count = 0;
    for (let i = 0; i < failures.length; i += 1) count += mask[i] = failures[i] === 0 ? 1 : 0;
    this.count = count;
    this.version += 1;
    this.tell();
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell() {
    if (!this.isPaused) for (const listener of this.listeners) listener(this);
  }

  // Several changes, told once.
  together(change) {
    const wasPaused = this.isPaused;
    this.isPaused = true;
    try {
      change();
    } finally {
      this.isPaused = wasPaused;
    }
    this.tell();
  }

  // --- Values and counts

  // The values of a column in the order of counts(); "" is unknown, and last where lists are empty.
  values(name) {
    if (!this.cache.values.has(name)) this.cache.values.set(name, this.valuesOf(this.columns.get(name)));
    return this.cache.values.get(name);
  }

  valuesOf({ values, hasNone }) {
    return hasNone ? [...values, ""] : values;
  }

  // How many rows have each value, of those that meet all other filters.
  counts(name) {
    const { failures, table } = this;
    const counts = new Array(this.values(name).length).fill(0);
    const own = this.filters.get(name)?.failed ?? this.nothing;
    if (this.columns.get(name).kind === "category") {
      const { codes } = table.category(name);
      for (let i = 0; i < codes.length; i += 1) if (failures[i] === own[i]) counts[codes[i]] += 1;
      return counts;
    }
    const { starts, codes } = table.categories(name);
    const none = this.values(name).indexOf("");
    for (let i = 0; i < table.rows; i += 1) {
      if (failures[i] !== own[i]) continue;
      if (starts[i] === starts[i + 1]) counts[none] += 1;
      for (let k = starts[i]; k < starts[i + 1]; k += 1) if (isFirst(codes, starts[i], k)) counts[codes[k]] += 1;
    }
    return counts;
  }

  numbers(name) {
    return this.columns.get(name).kind === "integer" ? this.table.integer(name) : this.table.number(name);
  }

  hasNumbers(name) {
    return this.numbers(name).some(Number.isFinite);
  }

  // { low, high, log, edges, all, live, unknown }: rows in each of the bins, those of them that meet
  // all other filters, and how many such rows have no value; null where no row has one.
  histogram(name) {
    if (!this.cache.bins.has(name)) this.cache.bins.set(name, binned(this.numbers(name)));
    const bins = this.cache.bins.get(name);
    if (bins === null) return null;
    const { failures } = this;
    const own = this.filters.get(name)?.failed ?? this.nothing;
    const live = new Array(NO_BIN + 1).fill(0);
    for (let i = 0; i < failures.length; i += 1) if (failures[i] === own[i]) live[bins.of[i]] += 1;
    return { ...bins, live: live.slice(0, BINS), unknown: live[NO_BIN] };
  }

  // --- What a filter refuses, a row each

  failedValues({ name, kind }, wanted) {
    const { rows } = this.table;
    const values = this.values(name);
    const allowed = Uint8Array.from(values, (value) => (wanted.has(value) ? 1 : 0));
    const failed = new Uint8Array(rows);
    if (kind === "category") {
      const { codes } = this.table.category(name);
      for (let i = 0; i < rows; i += 1) failed[i] = 1 - allowed[codes[i]];
      return failed;
    }
    const { starts, codes } = this.table.categories(name);
    const allowsNone = wanted.has("");
    for (let i = 0; i < rows; i += 1) {
      let passes = starts[i] === starts[i + 1] && allowsNone;
      for (let k = starts[i]; k < starts[i + 1] && !passes; k += 1) passes = allowed[codes[k]] === 1;
      failed[i] = passes ? 0 : 1;
    }
    return failed;
  }

  // The unknown is in no range.
  failedRange({ name }, [low, high]) {
    const values = this.numbers(name);
    const isRounded = values instanceof Float32Array; // a bound has to meet the value that it was read from
    const [from, to] = [low ?? -Infinity, high ?? Infinity].map((each) => (isRounded ? Math.fround(each) : each));
    const failed = new Uint8Array(values.length);
    for (let i = 0; i < values.length; i += 1) failed[i] = values[i] >= from && values[i] <= to ? 0 : 1;
    return failed;
  }

  failedView({ south, west, north, east }) {
    const { lat, lon, rows } = this.table;
    const isWhole = east - west >= 360;
    const width = east - west;
    const failed = new Uint8Array(rows);
    for (let i = 0; i < rows; i += 1) {
      const turned = (lon[i] - west) % 360;
      const away = isWhole ? 0 : turned < 0 ? turned + 360 : turned;
      failed[i] = lat[i] >= south && lat[i] <= north && away <= width ? 0 : 1;
    }
    return failed;
  }

  failedWords(words) {
    const { rows } = this.table;
    const failed = new Uint8Array(rows);
    for (const word of words) {
      const found = new Uint8Array(rows);
      for (const column of this.searched) this.find(word, column, found);
      for (let i = 0; i < rows; i += 1) if (found[i] === 0) failed[i] = 1;
    }
    return failed;
  }

  find(word, { name, kind }, found) {
    if (kind === "text") return findInLines(word, this.folded(name), found);
    const holds = new Uint8Array(this.values(name).length);
    findInLines(word, this.folded(name), holds);
    if (!holds.includes(1)) return;
    const { starts, codes } = kind === "category" ? this.table.category(name) : this.table.categories(name);
    if (!starts) {
      for (let i = 0; i < found.length; i += 1) found[i] |= holds[codes[i]];
      return;
    }
    for (let i = 0; i < found.length; i += 1) {
      for (let k = starts[i]; k < starts[i + 1]; k += 1) found[i] |= holds[codes[k]];
    }
  }

  // What a column says, folded: { text: all lines as one, starts: where each line begins, and the
  // end }; a line a row of a text column, a line a value of one that lists its values.
  folded(name) {
    if (!this.cache.folded.has(name)) {
      const isText = this.columns.get(name).kind === "text";
      this.cache.folded.set(name, foldedLines(isText ? this.table.text(name) : this.values(name)));
    }
    return this.cache.folded.get(name);
  }

  // Fold one of the searched columns before the first key is pressed; says whether another is left.
  warm() {
    const cold = this.searched.filter(({ name, kind }) => (kind === "text" || isListed({ kind })) && !this.cache.folded.has(name));
    if (cold.length > 0) this.folded(cold[0].name);
    return cold.length > 1;
  }

  // --- Order

  // Matching rows by a column, the unknown last either way; without a column in the table's order.
  order(name = null, descending = false) {
    if (name === null) return matchesOf(this.mask, this.count);
    const rows = new Uint32Array(this.count);
    const { all, known } = this.orderOfAll(name);
    let next = 0;
    for (let k = 0; k < all.length; k += 1) {
      const i = all[descending && k < known ? known - 1 - k : k];
      if (this.mask[i] === 1) rows[next++] = i;
    }
    return rows;
  }

  // Numbers of the rows to sort by under a name of their own, NaN where unknown.
  addKeys(name, numbers) {
    this.keys.set(name, numbers);
    this.cache.orders.delete(name);
    this.version += 1;
  }

  canSort(name) {
    return this.keys.has(name) || this.columns.has(name);
  }

  // { all: every row, the unknown last, known: how many are not }.
  orderOfAll(name) {
    const { orders } = this.cache;
    if (!orders.has(name)) {
      const column = this.columns.get(name);
      const isText = !this.keys.has(name) && column.kind === "text";
      orders.set(name, isText ? orderOfLines(this.folded(name)) : orderOfNumbers(this.keys.get(name) ?? this.sortKeys(column)));
    }
    return orders.get(name);
  }

  sortKeys({ name, kind, ordered }) {
    if (kind !== "category" && kind !== "categories") return this.numbers(name);
    const { starts, codes, values } = kind === "category" ? this.table.category(name) : this.table.categories(name);
    const ranks = ordered ? values.map((value, rank) => (value === "" ? NaN : rank)) : values.length > MOST_COLLATED ? this.ranksOfMany(name) : ranksOf(values);
    if (!starts) return Float64Array.from(codes, (code) => ranks[code]);
    return Float64Array.from({ length: this.table.rows }, (_, i) => (starts[i] === starts[i + 1] ? NaN : ranks[codes[starts[i]]]));
  }

  // Names by the ten thousand are ordered as a text column is: a collator would take half a second.
  ranksOfMany(name) {
    const { all, known } = orderOfLines(this.folded(name));
    const ranks = new Float64Array(all.length).fill(NaN);
    for (let k = 0; k < known; k += 1) ranks[all[k]] = k;
    return ranks;
  }

  // --- State

  // What is filtered, as plain values: { search, facets: { name: [value] }, ranges: { name: [low, high] } }.
  state() {
    const named = [...this.filters].filter(([name]) => typeof name === "string");
    const of = (test) => named.filter(([name]) => test(this.columns.get(name)));
    return {
      search: this.query,
      facets: Object.fromEntries(of(isListed).map(([name, { choice }]) => [name, [...choice]])),
      ranges: Object.fromEntries(of(isNumeric).map(([name, { choice }]) => [name, [...choice]])),
    };
  }

  // The opposite of state(); columns and values that this table lacks are passed over.
  restore({ search = "", facets = {}, ranges = {} } = {}) {
    this.together(() => {
      for (const [name, column] of this.columns) {
        if (isListed(column)) {
          const known = Object.hasOwn(facets, name) ? new Set(this.values(name)) : null;
          this.set(name, known && new Set(facets[name].filter((value) => known.has(value))));
        } else if (isNumeric(column)) {
          this.set(name, Object.hasOwn(ranges, name) ? ranges[name] : null);
        }
      }
      this.search(search);
    });
  }

  // [{ kind: "value" | "range" | "search" | "view", name, label, text, range, clear() }]: one for
  // each thing that narrows the rows.
  chips() {
    const chips = [];
    if (this.filters.has(SEARCH)) chips.push({ kind: "search", name: "", label: "", text: this.query, clear: () => this.search("") });
    for (const [name, { choice }] of this.filters) {
      if (typeof name !== "string") continue;
      const { label } = this.columns.get(name);
      if (Array.isArray(choice)) {
        chips.push({ kind: "range", name, label, text: choice.map((each) => each ?? "").join("–"), range: choice, clear: () => this.set(name, null) });
      } else {
        for (const value of choice) chips.push({ kind: "value", name, label, text: value, clear: () => this.toggle(name, value, false) });
      }
    }
    if (this.filters.has(VIEW)) chips.push({ kind: "view", name: "", label: "", text: "", clear: () => this.view(null) });
    return chips;
  }

  // Take a value into the choice of a column, or out of it.
  toggle(name, value, isChosen) {
    const choice = new Set(this.choice(name));
    if (isChosen) choice.add(value);
    else choice.delete(value);
    this.set(name, choice);
  }
}

// Let a second store keep to the search and to some facets of a first, from now on. A facet that
// the second lacks does not narrow it. Returns what ends it.
export function follow(leader, follower, names) {
  const copy = () => {
    follower.together(() => {
      for (const name of names) {
        const [own, its] = [leader.columns.get(name), follower.columns.get(name)];
        if (own && its && isListed(own) === isListed(its)) follower.set(name, leader.choice(name));
      }
      follower.search(leader.query);
      follower.view(leader.bounds);
    });
  };
  copy();
  return leader.subscribe(copy);
}

// The rows of a mask, in their order.
function matchesOf(mask, count) {
  const rows = new Uint32Array(count);
  for (let i = 0, next = 0; i < mask.length; i += 1) if (mask[i] === 1) rows[next++] = i;
  return rows;
}
