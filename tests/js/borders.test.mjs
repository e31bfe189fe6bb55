// Run by tests/test_columns_js.py.
import assert from "node:assert/strict";
import test from "node:test";
import { decodeBorders } from "../../geodeposits/maps/assets/borders.js";

const zigzag = (step) => ((step << 1) ^ (step >> 31)) & 0xffff;

function stepsOf(places) {
  const codes = places.map((place, i) => zigzag(((place - (places[i - 1] ?? 0)) << 16) >> 16));
  return Uint8Array.from([...codes.map((code) => code & 255), ...codes.map((code) => code >> 8)]);
}

// A square whose western side is the edge of the sheet, and a hole in it of two lines.
function made() {
  const about = {
    sides: [36000, 65535],
    kinds: [3, 0, 1, 2],
    points: [2, 4, 3, 3],
    labels: [["AA", 0.25, 0.5, 0.1], ["ZZ", 0.5, 0.5, 0.1]],
    lands: 1,
    rings: 2,
  };
  const x = [0, 0, 0, 36000, 36000, 0, 9000, 18000, 18000, 9000, 9000, 18000];
  const y = [65535, 0, 0, 0, 65535, 65535, 100, 100, 200, 100, 200, 200];
  const numbers = new Int32Array([2, 2, 2, 0, 1, 2, ~3]);
  return new Map(Object.entries({
    borders: new TextEncoder().encode(JSON.stringify(about)),
    "borders.x": stepsOf(x),
    "borders.y": stepsOf(y),
    "borders.rings": new Uint8Array(new Uint8Array(29).map((_, i) => (i === 0 ? 0 : new Uint8Array(numbers.buffer)[i - 1])).buffer, 1),
    expected: { x, y },
  }));
}

test("points come back, steps across half the sheet as well", () => {
  const blocks = made();
  const { x, y } = decodeBorders(blocks);
  assert.deepEqual([[...x], [...y]], [blocks.get("expected").x, blocks.get("expected").y]);
});

test("lines have their kind, their points and their box", () => {
  const { lines } = decodeBorders(made());
  assert.deepEqual(lines.map(({ kind, from, to }) => [kind, from, to]), [["edge", 0, 2], ["coast", 2, 6], ["border", 6, 9], ["disputed", 9, 12]]);
  const { west, north, east, south } = lines[2];
  assert.deepEqual([west, east], [0.25, 0.5]);
  assert.deepEqual([north * 65535, south * 65535], [100, 200]);
});

test("a land is a ring and its holes, each with the box of its lines; a block may begin anywhere", () => {
  const { lands } = decodeBorders(made());
  assert.equal(lands.length, 1);
  const [ring, hole] = lands[0];
  assert.deepEqual([[...ring.parts], [...hole.parts]], [[0, 1], [2, ~3]]);
  assert.deepEqual([ring.points, ring.west, ring.north, ring.east, ring.south], [6, 0, 0, 1, 1]);
  assert.deepEqual([hole.points, hole.west, hole.east], [6, 0.25, 0.5]);
});

test("only what has a name is labelled", () => {
  assert.deepEqual(decodeBorders(made(), { AA: "Aland", ZZ: "" }).labels, [{ code: "AA", name: "Aland", x: 0.25, y: 0.5, width: 0.1 }]);
  assert.deepEqual(decodeBorders(made()).labels, []);
});
