// Run by tests/test_columns_js.py, which writes tables with Python and names their folder in
// GEODEPOSITS_TABLES; `node --test tests/js/columns.test.mjs` alone runs what is written by hand.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { blocksOf, bytesOfText } from "../../geodeposits/maps/assets/codec.js";
import { decodeTable } from "../../geodeposits/maps/assets/columns.js";
import { copiesBetween, Field, Sheet, Sprite } from "../../geodeposits/maps/assets/discs.js";

const bytes = (text) => new TextEncoder().encode(text);
const json = (value) => bytes(JSON.stringify(value));

function handmade(columns, blocks = {}, rows = 2) {
  const meta = { rows, placed: 0, digits: 4, columns };
  return new Map(Object.entries({ "t.meta": json(meta), "t.z": new Uint8Array(0), ...blocks }));
}

// --- Written by hand

test("positions are added up across the halves of the code", () => {
  const meta = json({ rows: 3, placed: 2, digits: 5, columns: [] });
  // x = 36,000,000 and y = 0: every second bit of 52; then nothing more.
  let code = 0n;
  for (let bit = 0n; bit < 26n; bit += 1n) code |= ((36_000_000n >> bit) & 1n) << (2n * bit);
  const z = new Uint8Array(14);
  for (let plane = 0; plane < 7; plane += 1) z[2 * plane] = Number((code >> BigInt(8 * plane)) & 255n);
  const table = decodeTable(new Map([["t.meta", meta], ["t.z", z]]), "t");
  assert.deepEqual([...table.lon], [180, 180, NaN]);
  assert.deepEqual([...table.lat], [-90, -90, NaN]);
});

test("a column is decoded once, when it is asked for", () => {
  const table = decodeTable(handmade([{ name: "x", label: "X", kind: "text" }], { "t.0": bytes("a\nb") }), "t");
  assert.deepEqual(table.text("x"), ["a", "b"]);
  assert.equal(table.text("x"), table.text("x"));
});

test("codes of one plane are the block itself", () => {
  const block = Uint8Array.of(1, 0);
  const table = decodeTable(handmade([{ name: "x", kind: "category", values: ["", "b"] }], { "t.0": block }), "t");
  assert.equal(table.category("x").codes, block);
});

test("what is not there is named", () => {
  const table = decodeTable(handmade([{ name: "x", kind: "text" }]), "t");
  assert.throws(() => table.text("y"), /no column y/);
  assert.throws(() => table.number("x"), /column x is of kind text, not number/);
  assert.throws(() => table.text("x"), /block t\.0 is missing/);
  assert.throws(() => decodeTable(new Map(), "t"), /block t\.meta is missing/);
  assert.equal(table.column("constructor"), undefined);
});

test("a block that was cut is refused", () => {
  const cut = (kind, block) => decodeTable(handmade([{ name: "x", kind, values: [] }], { "t.0": block }), "t");
  assert.throws(() => cut("category", Uint8Array.of(1, 2, 3)).category("x"), /3 bytes are no planes of 2 codes/);
  assert.throws(() => cut("text", bytes("one")).text("x"), /1 texts for 2 rows/);
});

test("values are written for people", () => {
  const float = (number) => new Uint8Array(Float32Array.of(number).buffer);
  const one = (kind, block, more) =>
    decodeTable(handmade([{ name: "x", kind, ...more }], { "t.0": block, ...more?.blocks }, 1), "t");
  assert.equal(one("number", float(0.1), { unit: "%" }).value(0, "x"), "0.1\u00a0%");
  assert.equal(one("number", float(1234.5)).value(0, "x"), "1234.5");
  assert.equal(one("number", float(1234567)).value(0, "x"), "1,234,570");
  assert.equal(one("number", float(0.25)).value(0, "x", "tr"), "0,25");
  assert.equal(one("number", float(NaN), { unit: "%" }).value(0, "x"), "");
  assert.equal(one("integer", Uint8Array.of(1), { first: 19980 }).value(0, "x"), "19980");
  assert.equal(one("integer", Uint8Array.of(0), { first: 1998 }).value(0, "x"), "");
});

// --- Written by Python

const folder = process.env.GEODEPOSITS_TABLES;
const names = folder ? readdirSync(folder).filter((name) => name.endsWith(".bin")) : [];

function asPlain(table, { name, kind }) {
  if (kind === "categories") {
    const { starts, codes, values } = table.categories(name);
    return Array.from({ length: table.rows }, (_, i) => [...codes.subarray(starts[i], starts[i + 1])].map((c) => values[c]));
  }
  if (kind === "category") return [...table.category(name).codes].map((code) => table.category(name).values[code]);
  return Array.from(table[kind](name), (value) => (Number.isNaN(value) ? null : value));
}

test("bytes that Python wrote as text are read", { skip: folder ? false : "GEODEPOSITS_TABLES is not set" }, () => {
  for (const { text, hex } of JSON.parse(readFileSync(join(folder, "texts.json"), "utf8"))) {
    assert.equal(Buffer.from(bytesOfText(text)).toString("hex"), hex);
  }
});

test("what Python wrote is read", { skip: folder ? false : "GEODEPOSITS_TABLES is not set" }, () => {
  assert.ok(names.length > 0);
  for (const name of names) {
    const file = readFileSync(join(folder, name));
    const blocks = blocksOf(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
    const expected = JSON.parse(readFileSync(join(folder, name.replace(".bin", ".json")), "utf8"));
    const table = decodeTable(blocks, "table");
    const places = (values) => Array.from(values, (value) => (Number.isNaN(value) ? null : value));
    assert.deepEqual(places(table.lat), expected.lat, `${name}: lat`);
    assert.deepEqual(places(table.lon), expected.lon, `${name}: lon`);
    assert.deepEqual([table.rows, table.placed], [expected.lat.length, expected.placed], name);
    for (const column of table.columns) {
      assert.deepEqual(asPlain(table, column), expected.columns[column.name], `${name}: ${column.name}`);
    }
  }
});

// --- The grid and the pixels

const tableAt = (...places) => ({
  lat: Float64Array.from(places, ([lat]) => lat),
  lon: Float64Array.from(places, ([, lon]) => lon),
  placed: places.length,
});
const RED = [255, 0, 0, 255];
const WHITE = [255, 255, 255, 255];
const sprite = new Sprite({ inner: 2.5, outer: 3.5 }, RED, WHITE);

function drawn(field, inks, place, sprites = [sprite]) {
  const sheet = new Sheet(32, 32, sprites);
  const count = sheet.draw(field, Uint16Array.from(inks), place);
  const pixel = (x, y) => [...sheet.bytes.slice(4 * ((y + sheet.margin) * sheet.across + x + sheet.margin)).slice(0, 4)];
  return { count, pixel };
}

test("the field holds every place once, a pole and both ends of the world too", () => {
  const field = new Field(tableAt([90, 180], [-90, -180], [0, 0], [0, 0]));
  assert.deepEqual([...field.row].sort(), [0, 1, 2, 3]);
  const ends = [0, 1].map((row) => [field.x, field.y].map((each) => each[field.row.indexOf(row)]));
  const near = (number) => Math.round(number * 1e9) / 1e9;
  assert.deepEqual(ends.map((each) => each.map(near)), [[1, 0], [0, 1]]);
  assert.ok(ends.flat().every((each) => each >= 0 && each <= 1));
  let found = 0;
  field.within(0.49, 0.49, 0.51, 0.51, (from, to) => (found += to - from));
  assert.ok(found >= 2);
});

// Places that look drawn by lot, the same each time.
function scattered(count) {
  let state = 7;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return Array.from({ length: count }, () => [Math.round((next() * 180 - 90) * 1e4) / 1e4, Math.round((next() * 360 - 180) * 1e4) / 1e4]);
}

function spreadBits(number) {
  return [...number.toString(2)].reduce((code, bit) => code * 4n + BigInt(bit), 0n);
}

const zCode = ([lat, lon]) => spreadBits(Math.round((lon + 180) * 1e4)) + 2n * spreadBits(Math.round((lat + 90) * 1e4));

test("all places of a box are found, once and in their order, and few others", () => {
  const places = [[90, 180], [-90, -180], [90, -180], [0, 0], ...scattered(20_000)];
  const sorted = places.toSorted((a, b) => (zCode(a) < zCode(b) ? -1 : 1));
  const boxes = [[0, 0, 1, 1], [0.2, 0.3, 0.45, 0.6], [0.49, 0.49, 0.51, 0.51], [-1, -1, 0, 0.001], [0.999, 0.9, 2, 2], [0.3, 0.3, 0.3, 0.3]];
  for (const given of [sorted, places]) {
    const field = new Field(tableAt(...given));
    assert.equal(field.row.every((i, k) => i === k), given === sorted); // nothing is moved that is in order
    for (const [west, north, east, south] of boxes) {
      const found = [];
      field.within(west, north, east, south, (from, to) => {
        for (let k = from; k < to; k += 1) found.push(k);
      });
      const inside = [...field.row.keys()].filter((k) => field.x[k] >= west && field.x[k] <= east && field.y[k] >= north && field.y[k] <= south);
      assert.ok(found.every((k, n) => n === 0 || k > found[n - 1]));
      const all = new Set(found);
      assert.deepEqual(inside.filter((k) => !all.has(k)), []);
      assert.ok(found.length <= 1.2 * inside.length + 400, `${found.length} for ${inside.length}`);
    }
  }
});

test("copies of the world", () => {
  assert.deepEqual(copiesBetween(0.2, 0.8), [0]);
  assert.deepEqual(copiesBetween(-0.1, 0.1), [-1, 0]);
  assert.deepEqual(copiesBetween(0.9, 2.1), [0, 1, 2]);
  assert.deepEqual(copiesBetween(-1, -1), [-2, -1]); // the end of one is the beginning of the next
});

test("a disc has a core, a halo and nothing beyond", () => {
  const { count, pixel } = drawn(new Field(tableAt([0, 0])), [1], { left: 240, top: 240, world: 512 });
  assert.equal(count, 1);
  assert.deepEqual(pixel(16, 16), RED);
  assert.deepEqual(pixel(19, 16), WHITE);
  assert.deepEqual(pixel(21, 16), [0, 0, 0, 0]);
});

test("a row that is hidden leaves nothing, and a sheet can be used again", () => {
  const field = new Field(tableAt([0, 0]));
  const sheet = new Sheet(32, 32, [sprite]);
  const place = { left: 240, top: 240, world: 512 };
  assert.equal(sheet.draw(field, Uint16Array.of(1), place), 1);
  assert.equal(sheet.draw(field, Uint16Array.of(0), place), 0);
  assert.ok(sheet.bytes.every((byte) => byte === 0));
});

test("a disc beyond the edge reaches in, and one at 180 degrees is seen on both sides", () => {
  const field = new Field(tableAt([0, 180]));
  const east = drawn(field, [1], { left: 512, top: 240, world: 512 });
  assert.deepEqual(east.pixel(1, 16), RED);
  const west = drawn(field, [1], { left: 480, top: 240, world: 512 });
  assert.deepEqual(west.pixel(31, 16), RED);
  const left = drawn(field, [1], { left: -32, top: 240, world: 512 });
  assert.deepEqual(left.pixel(31, 16), RED);
});

test("where discs crowd the halo gives way and what is mixed is opaque", () => {
  const BLUE = [0, 0, 255, 255];
  const blue = new Sprite({ inner: 2.5, outer: 3.5 }, BLUE, WHITE);
  const step = (360 / 512) * 3; // three pixels to the east
  const { pixel } = drawn(new Field(tableAt([0, 0], [0, step])), [1, 2], { left: 240, top: 240, world: 512 }, [sprite, blue]);
  const seen = Array.from({ length: 10 }, (_, k) => pixel(13 + k, 16));
  assert.ok(seen.filter(([r, g, b, a]) => r === 255 && g === 255 && b === 255 && a === 255).length <= 2);
  assert.deepEqual(pixel(15, 16), RED);
  assert.deepEqual(pixel(19, 16), BLUE);
  assert.ok(Array.from({ length: 8 }, (_, k) => pixel(14 + k, 16)).every(([, , , a]) => a === 255));
});

test("of two sizes at one place the smaller is on top", () => {
  const small = new Sprite({ inner: 1.5, outer: 2 }, RED, WHITE);
  const large = new Sprite({ inner: 6, outer: 7 }, [0, 128, 0, 255], WHITE);
  const field = new Field(tableAt([0, 0], [0, 0]));
  for (const inks of [[1, 2], [2, 1]]) {
    const { count, pixel } = drawn(field, inks, { left: 240, top: 240, world: 512, sizes: 2 }, [small, large]);
    assert.equal(count, 2);
    assert.deepEqual(pixel(16, 16), RED);
    assert.deepEqual(pixel(20, 16), [0, 128, 0, 255]);
  }
});

test("a translucent colour is mixed on bare ground and over another", () => {
  const half = new Sprite({ inner: 2.5, outer: 3.5 }, [0, 0, 255, 128], WHITE);
  const field = new Field(tableAt([0, 0]));
  assert.deepEqual(drawn(field, [1], { left: 240, top: 240, world: 512 }, [half]).pixel(16, 16), [0, 0, 255, 128]);
});
