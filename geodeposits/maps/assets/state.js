// What is seen, in the address behind "#", so that a link shares it: view, selection, filters,
// figures, order, language. What cannot be read there is passed over.

const FIGURES = ["headline", "documented"];
const WRITE_AFTER_MS = 250; // browsers refuse an address that changes too often

// { view: { lat, lon, zoom }, selected, search, facets: { name: [value] }, ranges: { name: [low, high] },
//   inView, sort: { column, descending }, figure, arcs, lang } -> "#v=39.6,31.4,7&s=tr-beylikova"
export function hashOf(state) {
  const { view, selected, search, facets = {}, ranges = {}, inView, sort, figure, arcs, lang } = state;
  const parts = [
    view && ["v", [view.lat.toFixed(4), view.lon.toFixed(4), view.zoom.toFixed(2)].map(Number).join(",")],
    selected && ["s", encoded(selected)],
    search && ["q", encoded(search)],
    ...Object.entries(facets).map(([name, values]) => values.length > 0 && [`f.${encoded(name)}`, values.map(encoded).join(",")]),
    ...Object.entries(ranges).map(([name, ends]) => [`r.${encoded(name)}`, ends.map((end) => end ?? "").join(",")]),
    inView && ["in", "1"],
    sort && ["o", `${sort.descending ? "-" : ""}${encoded(sort.column)}`],
    figure && figure !== FIGURES[0] && ["fig", figure],
    arcs && ["a", "1"],
    lang && ["lang", lang],
  ];
  return `#${parts.filter(Boolean).map(([name, value]) => `${name}=${value}`).join("&")}`;
}

function encoded(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

// The opposite of hashOf(); facets and ranges are always there, all else only where it is stated.
export function stateOf(hash) {
  const state = { facets: new Map(), ranges: new Map() };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(part) ?? [];
    if (name !== undefined) readPart(state, name, value);
  }
  return { ...state, facets: Object.fromEntries(state.facets), ranges: Object.fromEntries(state.ranges) };
}

// Whether a state is but a view: of no row, no filter and no order.
export function isPlain({ facets, ranges, view, lang, ...others }) {
  return [facets, ranges, others].every((each) => Object.keys(each).length === 0);
}

function readPart(state, name, value) {
  try {
    const [, kind, column] = /^([fr])\.(.+)$/.exec(name) ?? [];
    if (kind === "f") state.facets.set(decodeURIComponent(column), value.split(",").map(decodeURIComponent));
    else if (kind === "r") keep(state.ranges, decodeURIComponent(column), rangeOf(value));
    else if (Object.hasOwn(READERS, name)) Object.assign(state, READERS[name](value));
  } catch (error) {
    if (!(error instanceof URIError)) throw error; // a broken escape
  }
}

const READERS = {
  v: viewOf,
  s: (value) => textAs("selected", value),
  q: (value) => textAs("search", value),
  in: (value) => value === "1" && { inView: true },
  a: (value) => value === "1" && { arcs: true },
  o: (value) => {
    const column = decodeURIComponent(value.replace(/^-/, ""));
    return column && { sort: { column, descending: value.startsWith("-") } };
  },
  fig: (value) => FIGURES.includes(value) && { figure: value },
  lang: (value) => /^[a-z]{2}$/.test(value) && { lang: value },
};

function textAs(name, value) {
  return value !== "" && { [name]: decodeURIComponent(value) };
}

function viewOf(value) {
  const numbers = value.split(",").map(numberOf);
  const [lat, lon, zoom] = numbers;
  const isUsable = numbers.length === 3 && Math.abs(lat) <= 90 && Math.abs(lon) <= 36_000 && zoom >= 0 && zoom <= 24;
  return isUsable && { view: { lat, lon, zoom } };
}

function rangeOf(value) {
  const ends = value.split(",").map((end) => (end === "" ? null : numberOf(end)));
  if (ends.length !== 2 || ends.some(Number.isNaN) || ends.every((end) => end === null)) return null;
  const [least, most] = ends;
  return least !== null && most !== null && least > most ? null : ends;
}

function numberOf(text) {
  const number = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(number) ? number : NaN;
}

function keep(map, name, value) {
  if (value !== null) map.set(name, value);
}

// Keeps the address to what is seen. current() gives the state, apply(state) shows one. Each choice of a row is a step
// of the history, so that a reader goes back from a row to what was seen before; all else only changes the last step.
export class Address {
  constructor({ current, apply }) {
    Object.assign(this, { current, apply, timer: null, written: null, known: null, chosen: null, isFollowed: false, isDue: false });
    window.addEventListener("pagehide", () => this.write());
  }

  read() {
    this.known = window.location.hash;
    return stateOf(this.known);
  }

  // From now on the page follows the address, also where it changed since it was read, and the address the page.
  follow() {
    this.isFollowed = true;
    window.addEventListener("hashchange", ({ newURL }) => {
      const { hash } = new URL(newURL); // what was asked for; the address itself may be written over by now
      if (hash !== this.written) this.show(stateOf(hash));
    });
    if (window.location.hash !== this.known) this.show(this.read());
    this.chosen = this.current().selected ?? null;
    if (this.isDue) this.changed();
  }

  // Show what an address says: that is no step of its own.
  show(state) {
    this.apply(state);
    this.chosen = this.current().selected ?? null;
  }

  // Tell that something changed; the address follows shortly after.
  changed() {
    this.timer ??= window.setTimeout(() => this.write(), WRITE_AFTER_MS);
  }

  write() {
    if (this.timer === null) return;
    window.clearTimeout(this.timer);
    this.timer = null;
    if (!this.isFollowed) {
      this.isDue = true;
      return;
    }
    const state = this.current();
    const chosen = state.selected ?? null;
    const isStep = chosen !== this.chosen;
    this.chosen = chosen;
    this.written = hashOf(state);
    try {
      if (isStep) window.history.pushState(null, "", this.written);
      else window.history.replaceState(window.history.state, "", this.written);
    } catch {
      // A page within a notebook has no address of its own.
    }
  }

  // Whether a link leads here: a page within a notebook is at about:srcdoc, where nobody else finds it.
  get isShared() {
    return ["http:", "https:", "file:"].includes(window.location.protocol);
  }

  // The link that shows what is seen now.
  link() {
    return window.location.href.replace(/#.*$/s, "") + hashOf(this.current());
  }
}
