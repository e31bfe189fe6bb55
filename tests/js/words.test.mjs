// Two languages with the same keys, and nothing of the one left in the other.
import assert from "node:assert/strict";
import test from "node:test";

import { PAGE_LANGUAGES, inLanguage, wordsOf } from "../../geodeposits/maps/assets/words.js";

const [en, tr] = [wordsOf("en"), wordsOf("tr")];
const EDITION = { version: "1.2.3", as_of: "2026-11-23", licence: "CC-BY-4.0" };

// What a function of words is called with, by its path; the same in both languages.
const ARGUMENTS = {
  number: [1234.5],
  mass: [12_500],
  date: ["2023-04-18"],
  subtitle: [2, EDITION, true],
  "table.undrawn": [2],
  "rows.subtitle": [2],
  "rows.table.undrawn": [2],
  "rows.notes.shapes": ["2", false],
  "charts.patternLabel": [2],
  "charts.timeLabel": [5, 1977, 2025],
  "charts.gradeTonnageNote": ["187", "483"],
  "charts.gradeTonnageLabel": [187],
  "arcs.noCountry": [2],
};

// Names that are written alike in both, and what is no word.
const ALIKE = new Set(["locale", "charts.anomaly", "panel.csv", "panel.geojson"]);
const ENGLISH = new RegExp(
  `(?<!\\p{L})(?:${"the of and or with without where which from is are in by as to all one each every this that shown figure figures deposit deposits evidence level source stated contained share map table list language show hide clear reset search filter more less download"
    .split(" ")
    .join("|")})(?!\\p{L})`,
  "iu",
);

function leaves(words, path = "") {
  return Object.entries(words).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    return value && typeof value === "object" && !Array.isArray(value) ? leaves(value, here) : [[here, value]];
  });
}

function said(value, path) {
  return typeof value === "function" ? value(...(ARGUMENTS[path] ?? ["x", "y", "z"])) : value;
}

test("both languages have the same keys of the same sort", () => {
  const shape = (words) => leaves(words).map(([path, value]) => `${path} ${value === null ? "string" : typeof value}`).sort();
  assert.deepEqual(shape(tr), shape(en));
  assert.deepEqual(PAGE_LANGUAGES, ["en", "tr"]);
  assert.ok(leaves(en).length > 120);
});

test("everything is said, in words", () => {
  for (const words of [en, tr]) {
    for (const [path, value] of leaves(words)) {
      if (path === "dataLang") continue;
      const text = said(value, path);
      assert.equal(typeof text, "string", path);
      assert.ok(text.length > 0, path);
      assert.doesNotMatch(text, /undefined|null|NaN|\[object/, path);
    }
  }
});

test("no English is left in Turkish", () => {
  const english = new Map(leaves(en));
  for (const [path, value] of leaves(tr)) {
    if (path === "dataLang") continue;
    const text = said(value, path);
    assert.doesNotMatch(text.replace(/CC-BY-4.0|Natural Earth|Chrome|Edge|Firefox|Safari/g, ""), ENGLISH, path);
    if (ALIKE.has(path) || path.endsWith(".file")) continue;
    assert.notEqual(text, said(english.get(path), path), path);
  }
});

test("the search for English finds it", () => {
  for (const text of [en.detail.estimates, en.legend.level, en.table.empty, en.cite.button, en.charts.timeNote]) {
    assert.match(`${text} figure`, ENGLISH);
  }
  assert.match(en.table.empty, ENGLISH);
});

test("whole numbers are written as the browser writes them", () => {
  for (const whole of [0, 7, -12, 999, 1000, 12_345, -1_234_567, 305_000, 2 ** 53 - 1]) {
    for (const words of [en, tr]) assert.equal(words.number(whole, 16), whole.toLocaleString(words.locale));
  }
});

test("numbers and masses by the convention of each language", () => {
  assert.equal(en.number(1234.5, 5), "1,234.5");
  assert.equal(tr.number(1234.5, 5), "1.234,5");
  assert.equal(en.number(0.0001), "0.0001");
  assert.equal(en.mass(12_500), "12.5 Mt");
  assert.equal(tr.mass(12_500), "12,5 Mt");
  assert.equal(tr.mass(954), "954 kt");
  assert.equal(en.mass(1000), "1 Mt");
  assert.equal(en.mass(999.96), "1,000 kt");
  assert.equal(en.mass(0.05), "50 t");
  assert.equal(en.mass(1), "1 kt");
  assert.equal(en.mass(4.9824, 1), "5 kt");
});

test("dates: as stated in English, by name of the month in Turkish", () => {
  assert.equal(en.date("2023-04-18"), "2023-04-18");
  assert.equal(tr.date("2023-04-18"), "18 Nisan 2023");
  assert.equal(tr.date("2025-01-02"), "2 Ocak 2025");
  assert.equal(tr.date("2025-10"), "Ekim 2025");
  assert.equal(tr.date("1977"), "1977");
  assert.equal(tr.date("2025-13"), "2025-13");
  assert.equal(tr.date(undefined), undefined);
  assert.equal(en.date(undefined), undefined);
});

test("the subtitle counts, and names the edition where there is one", () => {
  assert.equal(en.subtitle(1, null, false), "1 deposit.");
  assert.equal(
    en.subtitle(1500, EDITION, true),
    "1,500 deposits, as of 2026-11-23; version 1.2.3, CC-BY-4.0. Every figure with its basis, evidence level and source.",
  );
  assert.equal(tr.subtitle(1500, EDITION, false), "1.500 yatak, veri tarihi 23 Kasım 2026; sürüm 1.2.3, CC-BY-4.0.");
});

test("an unknown language is English", () => {
  assert.equal(wordsOf("xx"), en);
  assert.equal(wordsOf("tr").languageName, "Türkçe");
});

test("changes are put in place, and the records stay as they were", () => {
  const records = [{ id: "a", type: "x", steps: [{ stage: "talks" }, { stage: "MoU" }] }, { id: "b" }];
  const before = JSON.stringify(records);
  const made = inLanguage(records, { 0: { type: "y", steps: { 1: { stage: "mutabakat" } } } });
  assert.deepEqual(made, [{ id: "a", type: "y", steps: [{ stage: "talks" }, { stage: "mutabakat" }] }, { id: "b" }]);
  assert.equal(JSON.stringify(records), before);
  assert.equal(inLanguage(records, null), records);
});
