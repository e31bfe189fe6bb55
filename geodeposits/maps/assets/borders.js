// Reads the borders that maps/borders.py writes: points of lines, and lands as rings of lines.
import { jsonOf } from "./codec.js";

const LINE_KINDS = ["coast", "border", "disputed", "edge"];

// blocks: as codec.js gives them; names: of countries, by code.
// -> { sides, x, y, lines, lands, labels }: x and y are the points of all lines in units, of which the
// world is sides[0] wide and sides[1] high; a land is a list of rings, a ring has the lines in
// `parts`, ~k for line k backwards. Every line and ring has its box, that and labels in shares of the world.
export function decodeBorders(blocks, names = {}) {
  const { sides, kinds, points, labels, lands, rings } = jsonOf(blocks.get("borders"));
  const [x, y] = ["borders.x", "borders.y"].map((name) => placesOf(blocks.get(name)));
  const places = { x, y, sides };
  const lines = [];
  let from = 0;
  for (let k = 0; k < kinds.length; k += 1) {
    lines.push(lineOf(places, LINE_KINDS[kinds[k]], from, from + points[k]));
    from += points[k];
  }
  const known = labels.filter(([code]) => names[code]);
  return {
    ...places,
    lines,
    lands: landsOf(numbersOf(blocks.get("borders.rings")), lands, rings, lines),
    labels: known.map(([code, middleX, middleY, width]) => ({ code, name: names[code], x: middleX, y: middleY, width })),
  };
}

// Steps in zigzag codes, modulo 2 ** 16, as two planes of bytes.
function placesOf(block) {
  const count = block.length / 2;
  const places = new Uint16Array(count);
  let place = 0;
  for (let i = 0; i < count; i += 1) {
    const code = block[i] | (block[count + i] << 8);
    place += (code >>> 1) ^ -(code & 1);
    places[i] = place;
  }
  return places;
}

function lineOf({ x, y, sides }, kind, from, to) {
  let [west, north, east, south] = [x[from], y[from], x[from], y[from]];
  for (let i = from + 1; i < to; i += 1) {
    const [atX, atY] = [x[i], y[i]];
    if (atX < west) west = atX;
    else if (atX > east) east = atX;
    if (atY < north) north = atY;
    else if (atY > south) south = atY;
  }
  return { kind, from, to, west: west / sides[0], north: north / sides[1], east: east / sides[0], south: south / sides[1] };
}

function numbersOf(block) {
  return new Int32Array(block.slice().buffer); // a copy begins at a whole number
}

// numbers: how many rings each land has, how many lines each ring, then the lines.
function landsOf(numbers, landCount, ringCount, lines) {
  const lands = [];
  let [ring, part] = [0, landCount + ringCount];
  for (let land = 0; land < landCount; land += 1) {
    const rings = [];
    for (let k = 0; k < numbers[land]; k += 1) {
      const length = numbers[landCount + ring];
      rings.push(ringOf(numbers.subarray(part, part + length), lines));
      part += length;
      ring += 1;
    }
    lands.push(rings);
  }
  return lands;
}

function ringOf(parts, lines) {
  const ring = { parts, points: 0, west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
  for (const part of parts) {
    const { from, to, west, north, east, south } = lines[part < 0 ? ~part : part];
    ring.points += to - from;
    ring.west = Math.min(ring.west, west);
    ring.north = Math.min(ring.north, north);
    ring.east = Math.max(ring.east, east);
    ring.south = Math.max(ring.south, south);
  }
  return ring;
}
