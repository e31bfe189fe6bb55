import assert from "node:assert/strict";
import { test } from "node:test";

import { fold } from "../../geodeposits/maps/assets/order.js";
import { follow, Store } from "../../geodeposits/maps/assets/store.js";
import { fakeTable, largeTable } from "./fake_table.mjs";

const NAMES = ["Kızılcaören", "Bayan Obo", "Mountain Pass", "İkizdere", "", "bayan  two"];
const TABLE = {
  lat: [39.6, 41.8, 35.5, 40.8, 0, null],
  lon: [31.4, 110, -115.5, 40.6, 179.5, null],
  columns: [
    { name: "name", label: "Name", kind: "text", values: NAMES },
    { name: "alias", label: "Also", kind: "text", values: ["Beylikova", "白云鄂博", "", "", "", "Σίσυφος"] },
    { name: "country", label: "Country", kind: "category", values: ["TR", "CN", "US", "TR", "", "CN"] },
    { name: "type", label: "Type", kind: "category", values: ["carb", "carb", "carb", "clay", "clay", "placer"] },
    { name: "partners", label: "Partners", kind: "categories", values: [["CN", "KZ"], [], ["CN", "CN"], ["KZ"], [], []] },
    { name: "reo", label: "REO", kind: "number", unit: "kt", values: [954.2, 40000, 0.5, null, 0, 12] },
    { name: "year", label: "Year", kind: "integer", values: [2022, 1986, 2022, null, 2001, 1950] },
  ],
};

function store(options) {
  return new Store(fakeTable(TABLE), options);
}

function rows({ mask }) {
  return [...mask.keys()].filter((i) => mask[i] === 1);
}

function countsOf(made, name) {
  return Object.fromEntries(made.values(name).map((value, k) => [value, made.counts(name)[k]]));
}

test("fold takes off case, marks and the dotless i, and keeps other scripts", () => {
  assert.equal(fold("Kızılcaören İKİZDERE"), "kizilcaoren ikizdere");
  assert.equal(fold("ØSTFOLD Łódź Straße Æ La₂O₃"), "ostfold lodz strasse ae la2o3");
  assert.equal(fold("o\u0308 \u00f6"), "o o");
  assert.equal(fold("白云鄂博"), "白云鄂博");
  assert.equal(fold("ΣΊΣΥΦΟΣ"), fold("Σίσυφος"));
  assert.equal(fold("\u{1f30d} a\ud800"), "\u{1f30d} a\ufffd");
  assert.equal(fold("ﷺ".repeat(40)), fold("ﷺ").repeat(40));
  assert.equal(fold("\ufeffa"), "\ufeffa");
});

test("without a filter every row matches", () => {
  const made = store();
  assert.equal(made.count, 6);
  assert.deepEqual(rows(made), [0, 1, 2, 3, 4, 5]);
  assert.equal(made.isFiltered, false);
});

test("a facet keeps any of its values, and its own counts do not shrink", () => {
  const made = store();
  made.set("country", new Set(["TR"]));
  assert.deepEqual(rows(made), [0, 3]);
  assert.deepEqual(countsOf(made, "country"), { "": 1, TR: 2, CN: 2, US: 1 });
  assert.deepEqual(countsOf(made, "type"), { carb: 1, clay: 1, placer: 0 });
  made.set("country", new Set(["TR", ""]));
  assert.deepEqual(rows(made), [0, 3, 4]);
  made.set("type", new Set(["clay"]));
  assert.deepEqual(rows(made), [3, 4]);
  assert.deepEqual(countsOf(made, "country"), { "": 1, TR: 1, CN: 0, US: 0 });
  made.set("country", null);
  assert.deepEqual(rows(made), [3, 4]);
  made.set("type", new Set());
  assert.equal(made.isFiltered, false);
});

test("a value that no row has matches nothing", () => {
  const made = store();
  made.set("country", new Set(["XX"]));
  assert.equal(made.count, 0);
});

test("several values a row: any of them, once each, and the rows without", () => {
  const made = store();
  assert.deepEqual(countsOf(made, "partners"), { CN: 2, KZ: 2, "": 3 });
  made.set("partners", new Set(["KZ"]));
  assert.deepEqual(rows(made), [0, 3]);
  assert.deepEqual(countsOf(made, "partners"), { CN: 2, KZ: 2, "": 3 });
  made.set("partners", new Set(["", "CN"]));
  assert.deepEqual(rows(made), [0, 1, 2, 4, 5]);
});

test("lists that are never empty have no value for the unknown", () => {
  const made = new Store(fakeTable({ columns: [{ name: "p", kind: "categories", values: [["a"], ["b", "a"]] }] }));
  assert.deepEqual(made.values("p"), ["a", "b"]);
});

test("a range leaves out what is unknown, and takes its ends in", () => {
  const made = store();
  made.set("year", [1986, 2001]);
  assert.deepEqual(rows(made), [1, 4]);
  made.set("year", [null, 1986]);
  assert.deepEqual(rows(made), [1, 5]);
  made.set("year", [null, null]);
  assert.equal(made.count, 6);
  made.set("reo", [954.2, 954.2]); // in single precision 954.2 is another number
  assert.deepEqual(rows(made), [0]);
  made.set("reo", [NaN, Infinity]);
  assert.equal(made.choice("reo"), null);
});

test("the bins of a histogram are of equal ratio where values span decades", () => {
  const made = store();
  const reo = made.histogram("reo");
  assert.equal(reo.log, true);
  assert.equal(reo.edges.length, 21);
  assert.ok(Math.abs(reo.edges[0] - 0.5) < 1e-6 && Math.abs(reo.edges[20] / 40000 - 1) < 1e-6);
  assert.equal(reo.all.reduce((a, b) => a + b), 5);
  assert.equal(reo.all[0], 2); // 0.5, and zero, which has no ratio
  assert.equal(reo.all[19], 1);
  assert.equal(reo.unknown, 1);
  made.set("country", new Set(["TR"]));
  made.set("reo", [1, 2]); // does not count against itself
  assert.equal(made.histogram("reo").live.reduce((a, b) => a + b), 1);
  assert.equal(made.histogram("reo").unknown, 1);
  assert.equal(store().histogram("year").log, false);
});

test("a histogram of one value, and of none", () => {
  const columns = [
    { name: "one", kind: "number", values: [5, 5, null] },
    { name: "none", kind: "number", values: [null, null, null] },
  ];
  const made = new Store(fakeTable({ columns }));
  assert.equal(made.histogram("none"), null);
  assert.deepEqual([made.hasNumbers("one"), made.hasNumbers("none")], [true, false]);
  assert.equal(made.histogram("one").all[0], 2);
});

test("search finds each word in any searched column", () => {
  const made = store();
  const found = (text) => {
    made.search(text);
    return rows(made);
  };
  assert.deepEqual(found("kizilcaoren"), [0]);
  assert.deepEqual(found("KIZILCAÖREN beylik"), [0]);
  assert.deepEqual(found("ikizdere"), [3]);
  assert.deepEqual(found("bayan"), [1, 5]);
  assert.deepEqual(found("  obo   BAYAN "), [1]);
  assert.deepEqual(found("鄂博"), [1]);
  assert.deepEqual(found("beylikova bayan"), []);
  assert.deepEqual(found("   "), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(found("σισυφος"), [5]);
});

test("search reads the named columns only, also facets", () => {
  const made = store({ search: ["country", "partners"] });
  made.search("kz");
  assert.deepEqual(rows(made), [0, 3]);
  made.search("bayan");
  assert.equal(made.count, 0);
  const named = new Store(fakeTable({ ...TABLE, search: ["alias"] }));
  named.search("bayan");
  assert.equal(named.count, 0);
});

test("a line break within a text does not move the rows after it", () => {
  const made = new Store(fakeTable({ columns: [{ name: "t", kind: "text", values: ["a\nb", "c", "d\n"] }] }));
  made.search("c");
  assert.deepEqual(rows(made), [1]);
  made.search("b");
  assert.deepEqual(rows(made), [0]);
});

test("a view may cross the antimeridian or be of another copy of the world", () => {
  const made = store();
  const seen = (west, east, south = -90, north = 90) => {
    made.view({ west, east, south, north });
    return rows(made);
  };
  assert.deepEqual(seen(30, 32), [0]);
  assert.deepEqual(seen(390, 392), [0]);
  assert.deepEqual(seen(170, 250), [2, 4]);
  assert.deepEqual(seen(-190, -110), [2, 4]);
  assert.deepEqual(seen(-500, 500), [0, 1, 2, 3, 4]);
  assert.deepEqual(seen(-180, 180, 40, 50), [1, 3]);
  assert.deepEqual(seen(31.4, 110), [0, 1, 3]);
  made.view(null);
  assert.equal(made.count, 6);
});

test("order: folded names, numbers, values; the unknown last either way", () => {
  const made = store();
  assert.deepEqual([...made.order()], [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([...made.order("name")], [5, 1, 3, 0, 2, 4]);
  assert.deepEqual([...made.order("name", true)], [2, 0, 3, 1, 5, 4]);
  assert.deepEqual([...made.order("reo", true)], [1, 0, 5, 2, 4, 3]);
  assert.deepEqual([...made.order("reo")], [4, 2, 5, 0, 1, 3]);
  assert.deepEqual([...made.order("country")], [1, 5, 0, 3, 2, 4]);
  assert.deepEqual([...made.order("partners")], [0, 2, 3, 1, 4, 5]);
  made.set("country", new Set(["TR"]));
  assert.deepEqual([...made.order("reo", true)], [0, 3]);
});

test("rows are sorted by numbers of their own, under a name that the table may lack", () => {
  const made = store();
  assert.equal(made.canSort("headline_kt"), false);
  made.addKeys("headline_kt", Float64Array.of(3, NaN, 1, 2, NaN, 5));
  assert.equal(made.canSort("headline_kt"), true);
  assert.deepEqual([...made.order("headline_kt", true)], [5, 0, 3, 2, 1, 4]);
  made.addKeys("headline_kt", Float64Array.of(1, 2, 3, 4, 5, 6));
  assert.deepEqual([...made.order("headline_kt")], [0, 1, 2, 3, 4, 5]);
});

test("order of numbers of every kind", () => {
  const values = [3, -1, 0, -0, 1e-30, -1e30, 2 ** 52 + 1, 2 ** 52, null, -2, 1e30, 0.1];
  const made = new Store(fakeTable({ columns: [{ name: "n", kind: "integer", values }] }));
  const expected = [...values.keys()].filter((i) => values[i] !== null).sort((a, b) => values[a] - values[b] || a - b);
  assert.deepEqual([...made.order("n")], [...expected, 8]);
});

// Code by code, but numbers by their size: the plain way to say it.
function natural(a, b) {
  const [these, those] = [a, b].map((text) => text.match(/\d+|\D/gs) ?? []);
  for (let k = 0; k < Math.min(these.length, those.length); k += 1) {
    const [one, other] = [these[k], those[k]];
    if (/^\d/.test(one) && /^\d/.test(other)) {
      if (Number(one) !== Number(other)) return Number(one) - Number(other);
    } else if (one !== other) return one < other ? -1 : 1;
  }
  return these.length - those.length;
}

test("many rows are in the order that a plain sort gives, and counts add up", () => {
  const table = largeTable(20_000);
  const made = new Store(table);
  const folded = table.text("name").map(fold);
  const order = made.order("name");
  const expected = [...folded.keys()].sort((a, b) => natural(folded[a], folded[b]) || a - b);
  assert.deepEqual([...order], expected);
  made.search("unnamed");
  assert.equal(made.count, folded.filter((name, i) => name.includes("unnamed") || fold(table.text("aliases")[i]).includes("unnamed")).length);
  for (const name of ["country", "type"]) assert.equal(made.counts(name).reduce((a, b) => a + b), made.count);
});

test("long names that begin alike are told by what follows", () => {
  const stem = "a name that is longer than two numbers of 64 bits can hold ";
  const values = Array.from({ length: 200 }, (_, i) => `${stem}${(i * 37) % 200}`);
  values.push(stem.trim(), stem.slice(0, 30));
  const made = new Store(fakeTable({ columns: [{ name: "t", kind: "text", values }] }));
  assert.deepEqual([...made.order("t")].map((i) => values[i]), [...values].sort(natural));
});

test("numbers within texts are ordered by their size, in every kind of column", () => {
  const texts = ["Site 10", "site 2", "Site 2b", "Site 002", "Site", "", "9", "100 a", "10th", "Site 1000000001", "Site 999999999", "Site 10 7", "Site 10 12"];
  const expected = [6, 8, 7, 4, 1, 3, 2, 0, 11, 12, 10, 9, 5].map((i) => texts[i]);
  const many = Array.from({ length: 3200 }, (_, i) => `Z ${i}`); // more than are collated
  const columns = [
    { name: "t", kind: "text", values: [...texts, ...many] },
    { name: "c", kind: "category", values: [...texts, ...many] },
  ];
  for (const { name, values } of columns) {
    const ordered = [...new Store(fakeTable({ columns })).order(name)].map((i) => values[i]);
    assert.deepEqual(ordered.filter((text) => !text.startsWith("Z")), expected, name);
    assert.deepEqual(ordered.filter((text) => text.startsWith("Z")), many, name);
  }
  const last = new Store(fakeTable({ columns: [{ name: "t", kind: "text", values: ["b 2", "b 1", ""] }] }));
  assert.deepEqual([...last.order("t")], [1, 0, 2]);
});

test("an empty table has nothing to count or to order", () => {
  const columns = ["text", "category", "categories", "number", "integer"].map((kind) => ({ name: kind, kind, values: [] }));
  const made = new Store(fakeTable({ columns }));
  assert.equal(made.count, 0);
  for (const { name } of columns) assert.deepEqual([...made.order(name)], []);
  made.search("a");
  assert.equal(made.count, 0);
});

test("state goes out and comes back; what the table lacks is passed over", () => {
  const made = store();
  made.set("country", new Set(["TR", ""]));
  made.set("reo", [1, null]);
  made.search("kızıl");
  const state = made.state();
  assert.deepEqual(state, { search: "kızıl", facets: { country: ["TR", ""] }, ranges: { reo: [1, null] } });
  const other = store();
  let told = 0;
  other.subscribe(() => {
    told += 1;
  });
  other.restore(JSON.parse(JSON.stringify(state)));
  assert.deepEqual(other.state(), state);
  assert.deepEqual(rows(other), [0]);
  assert.equal(told, 1);
  other.restore({ facets: { country: ["XX"], nothing: ["a"], type: ["XX", "clay"] }, ranges: { country: [1, 2] } });
  assert.deepEqual(other.state(), { search: "", facets: { type: ["clay"] }, ranges: {} });
  other.restore();
  assert.equal(other.isFiltered, false);
});

test("chips: one for each thing that narrows, and each clears itself alone", () => {
  const made = store();
  made.search("a");
  made.set("type", new Set(["carb", "clay"]));
  made.set("reo", [null, 1000]);
  made.view({ west: 0, east: 100, south: 0, north: 90 });
  const told = made.chips().map(({ kind, label, text }) => [kind, label, text]);
  assert.deepEqual(told, [
    ["search", "", "a"],
    ["value", "Type", "carb"],
    ["value", "Type", "clay"],
    ["range", "REO", "–1000"],
    ["view", "", ""],
  ]);
  made.chips()[1].clear();
  assert.deepEqual(made.state().facets, { type: ["clay"] });
  for (const chip of made.chips()) chip.clear();
  assert.equal(made.isFiltered, false);
  assert.equal(made.count, 6);
});

test("reset tells once and clears all", () => {
  const made = store();
  made.set("type", new Set(["carb"]));
  made.search("bayan");
  made.view({ west: 0, east: 1, south: 0, north: 1 });
  let told = 0;
  made.subscribe(() => {
    told += 1;
  });
  made.reset();
  assert.equal(told, 1);
  assert.equal(made.count, 6);
  assert.equal(made.query, "");
});

test("a listener that left is told nothing more", () => {
  const made = store();
  let told = 0;
  const leave = made.subscribe(() => {
    told += 1;
  });
  made.search("a");
  leave();
  made.search("b");
  assert.equal(told, 1);
});

test("a second table follows search, view and the facets that both have", () => {
  const leader = store();
  const columns = [
    { name: "name", kind: "text", values: ["Obo west", "Far"] },
    { name: "country", kind: "category", values: ["CN", "TR"] },
    { name: "type", kind: "text", values: ["", ""] },
  ];
  const follower = new Store(fakeTable({ lat: [41, 39], lon: [110, 31], columns }));
  const end = follow(leader, follower, ["country", "type", "status"]);
  leader.set("country", new Set(["CN"]));
  assert.deepEqual(rows(follower), [0]);
  leader.set("type", new Set(["clay"]));
  assert.deepEqual(rows(follower), [0]);
  leader.search("far");
  assert.deepEqual(rows(follower), []);
  leader.reset();
  leader.view({ west: 30, east: 40, south: 30, north: 50 });
  assert.deepEqual(rows(follower), [1]);
  end();
  leader.reset();
  assert.deepEqual(rows(follower), [1]);
});
